//! # missing
//!
//! ## What it checks
//! A figure of the original with no counterpart in the pair or in the pairs around it.
//!
//! ## Why
//! A clause left out is often noticed only by its figure.
//!
//! ## Example
//! ```text
//! zh: 全年接待游客4.5亿人次，增长12%。
//! en: The city received 450 million tourists in the year.
//! ```
//!
//! ## Not reported
//! "One", 一 with a classifier, a figure said before, a number that is a word on the other side, a
//! slogan's count; small numbers in words are notes.
//! ```text
//! zh: 双方签署了两份协议。
//! en: Both sides signed a pair of agreements.
//! ```

use super::{Check, Code, Said, Setting};
use crate::check::suggest;
use crate::check::view::{Atom, End};
use crate::check::wording::{reading, shown};

pub(in crate::check) struct Missing;

impl Check for Missing {
    fn code(&self) -> Code {
        Code::Missing
    }

    fn source(&self) -> &'static str {
        include_str!("missing.rs")
    }

    fn alone(&self, atom: &Atom<'_>, _before: Option<&Atom<'_>>, setting: Setting) -> Option<Said> {
        if atom.side == setting.translation || atom.end != End::Whole {
            return None;
        }
        let level = super::alone_level(atom)?;
        let (said, read) = (shown(atom), reading(atom, setting.translation));
        let meaning = if said == read { String::new() } else { format!(" ({read})") };
        let message =
            format!("{said}{meaning} is not in the translation, nor in the pairs around it.");
        Some(Said::new(level, message).suggesting(suggest::missing(atom, setting.translation)))
    }
}
