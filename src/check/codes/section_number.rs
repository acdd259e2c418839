//! # section-number
//!
//! ## What it checks
//! The number of a section, item or list entry that differs.
//!
//! ## Why
//! Numberings slip when an item is put in or left out; a note, since publishers renumber.
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
use crate::check::wording::{ordered, shown};
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
        let message = format!("Section {} is numbered {}.", shown(source), shown(other));
        Some(Said::new(Level::Note, message))
    }
}
