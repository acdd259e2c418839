//! # dropped-digit
//!
//! ## What it checks
//! A digit that was lost.
//!
//! ## Why
//! One key not struck makes a number ten times smaller.
//!
//! ## Example
//! ```text
//! zh: 共有1583名代表出席。
//! en: A total of 153 delegates attended.
//! ```
//!
//! ## Not reported
//! Last digits left out by rounding, where the scale word says so.
//! ```text
//! zh: 国内生产总值82.7122万亿元。
//! en: GDP was 82.71 trillion yuan.
//! ```

use super::{Check, Code, Said, Setting};
use crate::check::digits::Slip;
use crate::check::pairing::Met;
use crate::check::suggest;
use crate::check::wording::{contrast, ordered};

pub(in crate::check) struct DroppedDigit;

impl Check for DroppedDigit {
    fn code(&self) -> Code {
        Code::DroppedDigit
    }

    fn source(&self) -> &'static str {
        include_str!("dropped_digit.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let said = match super::slip_of(met, setting)? {
            Slip::Dropped(at) => format!("digit {at} was lost"),
            Slip::PowerOfTen(-1) => "a zero was lost, 10 times too small".to_string(),
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
