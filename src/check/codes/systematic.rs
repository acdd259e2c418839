//! # systematic
//!
//! ## What it checks
//! One rule that explains many changed figures of a document: a digit everywhere replaced by
//! another or by a letter, decimal points or currency signs lost throughout.
//!
//! ## Why
//! Damage of a scanner or a font is mended once, not figure by figure. The figures it explains are
//! marked as its members.
//!
//! ## Example
//! ```text
//! zh: 全年开行500班。
//! en: In the year, 511 trains were run.
//! zh: 产值增长30%以上。
//! en: Output grew by more than 31%.
//! zh: 进入全球百强。
//! en: It became one of the world's top 111.
//! ```
//!
//! ## Not reported
//! Two figures that happen to be changed alike.

use super::{Check, Code};

pub(in crate::check) struct Systematic;

impl Check for Systematic {
    fn code(&self) -> Code {
        Code::Systematic
    }

    fn source(&self) -> &'static str {
        include_str!("systematic.rs")
    }
}
