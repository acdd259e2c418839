//! # added-digit
//!
//! ## What it checks
//! A digit too many.
//!
//! ## Why
//! One key struck twice makes a number ten times larger.
//!
//! ## Example
//! ```text
//! zh: 共有158名代表出席。
//! en: A total of 1,588 delegates attended.
//! ```
//!
//! ## Not reported
//! Zeros after the decimal point, which change nothing.
//! ```text
//! zh: 气温升高1.5℃。
//! en: The temperature rose by 1.50°C.
//! ```

use super::{Check, Code, Said, Setting};
use crate::check::digits::Slip;
use crate::check::pairing::Met;
use crate::check::suggest;
use crate::check::wording::{contrast, ordered};

pub(in crate::check) struct AddedDigit;

impl Check for AddedDigit {
    fn code(&self) -> Code {
        Code::AddedDigit
    }

    fn source(&self) -> &'static str {
        include_str!("added_digit.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let said = match super::slip_of(met, setting)? {
            Slip::Added(at) => format!("digit {at} was added"),
            Slip::PowerOfTen(1) => "a zero was added, 10 times too large".to_string(),
            _ => return None,
        };
        let (source, other) = ordered(met, setting.translation);
        let message = format!("{}: {said}.", contrast(met, setting.translation));
        Some(
            Said::new(super::opposed_level(met), message)
                .suggesting(suggest::instead_of(source, other)),
        )
    }
}
