//! # added
//!
//! ## What it checks
//! A figure of the translation with no source in the pair or in the pairs around it.
//!
//! ## Why
//! What the original does not say was not translated: a misread name, the remains of a lost word, a
//! figure from another paragraph.
//!
//! ## Example
//! ```text
//! zh: 记者从会上获悉，大会今天开幕。
//! en: According to 86 reporters, the congress opened today.
//! ```
//!
//! ## Not reported
//! Conversions in brackets, years that the other side gives as "last year", numbers repeated.
//! ```text
//! zh: 湖面达670万亩。
//! en: The lake covers 6.7 million mu (447,000 hectares).
//! ```

use super::{Check, Code, Said, Setting};
use crate::check::view::{Atom, End};
use crate::check::wording::shown;

pub(in crate::check) struct Added;

impl Check for Added {
    fn code(&self) -> Code {
        Code::Added
    }

    fn source(&self) -> &'static str {
        include_str!("added.rs")
    }

    fn alone(&self, atom: &Atom<'_>, _before: Option<&Atom<'_>>, setting: Setting) -> Option<Said> {
        if atom.side != setting.translation || atom.end != End::Whole {
            return None;
        }
        let level = super::alone_level(atom)?;
        let message =
            format!("{} has no source in the original, nor in the pairs around it.", shown(atom));
        Some(Said::new(level, message))
    }
}
