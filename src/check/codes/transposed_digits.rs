//! # transposed-digits
//!
//! ## What it checks
//! Two neighbouring digits that changed places.
//!
//! ## Why
//! The commonest typing slip in figures; no spelling checker sees it.
//!
//! ## Example
//! ```text
//! zh: 共有1583名代表出席。
//! en: A total of 1,538 delegates attended.
//! ```
//!
//! ## Not reported
//! Two figures that differ in more than that.

use super::{Check, Code, Said, Setting};
use crate::check::digits::Slip;
use crate::check::pairing::Met;
use crate::check::suggest;
use crate::check::wording::{contrast, ordered};

pub(in crate::check) struct TransposedDigits;

impl Check for TransposedDigits {
    fn code(&self) -> Code {
        Code::TransposedDigits
    }

    fn source(&self) -> &'static str {
        include_str!("transposed_digits.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let Slip::Transposed(at) = super::slip_of(met, setting)? else { return None };
        let (source, other) = ordered(met, setting.translation);
        let message = format!(
            "{}: digits {at} and {} changed places.",
            contrast(met, setting.translation),
            at + 1
        );
        Some(
            Said::new(super::opposed_level(met), message)
                .suggesting(suggest::instead_of(source, other)),
        )
    }
}
