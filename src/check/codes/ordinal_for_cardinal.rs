//! # ordinal-for-cardinal
//!
//! ## What it checks
//! A place in a row rendered as a count, or a count as a place: 第三次会议 as "three meetings".
//!
//! ## Why
//! The digits agree, the sense does not.
//!
//! ## Example
//! ```text
//! zh: 委员会第三次会议通过了决议。
//! en: The committee adopted the decision at three meetings.
//! ```
//!
//! ## Not reported
//! Ordinals in another dress: "No. 3", "Chapter 3", "Phase III", "the last of the three", 12号 for
//! "12 gauge".
//! ```text
//! zh: 第三章讨论了这一点。
//! en: Chapter 3 discusses this.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::{Clash, Relation};
use crate::check::suggest;
use crate::check::view::Atom;
use crate::check::wording::{ordered, shown};
use crate::document::Side;
use crate::figure::Kind;

pub(in crate::check) struct OrdinalForCardinal;

impl Check for OrdinalForCardinal {
    fn code(&self) -> Code {
        Code::OrdinalForCardinal
    }

    fn source(&self) -> &'static str {
        include_str!("ordinal_for_cardinal.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        if met.relation != Relation::Clash(Clash::Ordinal) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let (row, count) = if met.en.figure.kind == Kind::Cardinal {
            (&met.zh, &met.en)
        } else {
            (&met.en, &met.zh)
        };
        if !counts(count) || (count.side == Side::Zh && !counts_times(count)) {
            return None;
        }
        if is_numbered(row, count) {
            return None;
        }
        let message = format!("{} is a place in a row, {} is a count.", shown(row), shown(count));
        Some(Said::new(Level::Check, message).suggesting(suggest::instead_of(source, other)))
    }
}

/// Whether the place is a number with 号, which names, and the count the same digits: 12号霰弹 and "12
/// gauge shells".
fn is_numbered(row: &Atom<'_>, count: &Atom<'_>) -> bool {
    let after = row.text[row.figure.numeral.end..].trim_start();
    let digits = |atom: &Atom<'_>| atom.numeral().bytes().all(|byte| byte.is_ascii_digit());
    row.side == Side::Zh && after.starts_with('号') && digits(row) && digits(count)
}

/// Whether a cardinal has what it counts right after it: "three meetings", not "Chapter 3".
fn counts(atom: &Atom<'_>) -> bool {
    let head = atom.head().trim();
    match atom.side {
        Side::Zh => !head.is_empty(),
        // Jiuzhang 3.0 is the third.
        Side::En => {
            (head.ends_with('s') || head.ends_with("people")) && !atom.numeral().contains('.')
        }
    }
}

/// Chinese classifiers without 第 often stand for places (三楼, 三年级); these do not.
fn counts_times(atom: &Atom<'_>) -> bool {
    let after = &atom.text[atom.figure.numeral.end..];
    ["个", "次会", "场", "家", "名", "位", "人", "项", "条"]
        .iter()
        .any(|word| after.starts_with(word))
}
