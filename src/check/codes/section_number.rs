//! # section-number
//!
//! ## What it checks
//! The number of a section, item or list entry that differs.
//!
//! ## Why
//! Numberings slip when an item is put in or left out; a note, since publishers renumber. Where both
//! sides name what they count, 第二十条 and "Article 22", it is more than that.
//!
//! ## Example
//! ```text
//! zh: （三）深化改革开放。
//! en: (4) Deepen reform and opening up.
//! ```
//!
//! ## Not reported
//! The same number in another style, and a number only one side has.
//! ```text
//! zh: （三）深化改革开放。
//! en: III. Deepen reform and opening up.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::view::Atom;
use crate::check::wording::{ordered, shown};
use crate::document::Side;
use crate::figure::Kind;

pub(in crate::check) struct SectionNumber;

impl Check for SectionNumber {
    fn code(&self) -> Code {
        Code::SectionNumber
    }

    fn source(&self) -> &'static str {
        include_str!("section_number.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let kinds = [met.zh.figure.kind, met.en.figure.kind];
        if met.relation != Relation::Differs || !kinds.contains(&Kind::Section) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        if is_named(&met.zh) && is_named(&met.en) {
            let message = format!("{} became {}.", shown(source), shown(other));
            return Some(Said::new(Level::Check, message));
        }
        let message = format!("Section {} is numbered {}.", shown(source), shown(other));
        Some(Said::new(Level::Note, message))
    }
}

/// Whether a section is called by name: 第二十条, "Article 20", not （三） or "III."
fn is_named(atom: &Atom<'_>) -> bool {
    let written = atom.written();
    match atom.side {
        Side::Zh => written.contains(|c: char| "条章节款项编篇卷部附图表".contains(c)),
        Side::En => written.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 3),
    }
}
