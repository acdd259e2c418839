//! # magnitude
//!
//! ## What it checks
//! The same digits, but 10, 100, 1,000 … times too large or too small, where a scale word (万, 亿,
//! million, billion) explains it.
//!
//! ## Why
//! Chinese counts in steps of ten thousand, English in steps of a thousand: 亿 is 100 million, and
//! it is the commonest of all slips to make a billion of it.
//!
//! ## Example
//! ```text
//! zh: 全国有2.8亿农民工。
//! en: The country has 2.8 billion migrant workers.
//! ```
//!
//! ## Not reported
//! The same number with other scale words.
//! ```text
//! zh: 全国有2.8亿农民工。
//! en: The country has 280 million migrant workers.
//! ```

use super::{Check, Code, Said, Setting};
use crate::check::digits::Slip;
use crate::check::pairing::Met;
use crate::check::suggest;
use crate::check::wording::{contrast, has_scale, ordered, scale_hint, times};

pub(in crate::check) struct Magnitude;

impl Check for Magnitude {
    fn code(&self) -> Code {
        Code::Magnitude
    }

    fn source(&self) -> &'static str {
        include_str!("magnitude.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let Slip::PowerOfTen(power) = super::slip_of(met, setting)? else { return None };
        if power.abs() == 1 && !has_scale(&met.zh) && !has_scale(&met.en) {
            // A zero more or less is a digit, not a scale.
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let hint = scale_hint(&met.zh).map_or_else(String::new, |hint| format!(" ({hint})"));
        let message = format!("{}: {}{hint}.", contrast(met, setting.translation), times(power));
        Some(
            Said::new(super::opposed_level(met), message)
                .suggesting(suggest::instead_of(source, other)),
        )
    }
}
