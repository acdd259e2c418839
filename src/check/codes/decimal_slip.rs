//! # decimal-slip
//!
//! ## What it checks
//! A decimal point that moved or was lost, with the same scale word on both sides.
//!
//! ## Why
//! 6.9 per cent and 69 per cent have the same digits.
//!
//! ## Example
//! ```text
//! zh: 国内生产总值增长6.9%。
//! en: GDP grew by 69%.
//! ```
//!
//! ## Not reported
//! Zeros after the point.
//! ```text
//! zh: 国内生产总值增长7%。
//! en: GDP grew by 7.0%.
//! ```

use super::{Check, Code, Said, Setting};
use crate::check::digits::Slip;
use crate::check::pairing::Met;
use crate::check::suggest;
use crate::check::view::Atom;
use crate::check::wording::{contrast, has_scale, ordered, times};

pub(in crate::check) struct DecimalSlip;

impl Check for DecimalSlip {
    fn code(&self) -> Code {
        Code::DecimalSlip
    }

    fn source(&self) -> &'static str {
        include_str!("decimal_slip.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let Slip::PowerOfTen(power) = super::slip_of(met, setting)? else { return None };
        let (source, other) = ordered(met, setting.translation);
        let pointed = |atom: &Atom<'_>| atom.numeral().contains(['.', '．', '点']);
        let scales = [has_scale(source), has_scale(other)];
        if !(pointed(source) || pointed(other)) || scales.contains(&true) && !same_scale(met) {
            return None;
        }
        let message = format!(
            "{}: the decimal point moved, {}.",
            contrast(met, setting.translation),
            times(power)
        );
        Some(
            Said::new(super::opposed_level(met), message)
                .suggesting(suggest::instead_of(source, other)),
        )
    }
}

/// Whether the scale words of both sides are worth the same.
fn same_scale(met: &Met<'_>) -> bool {
    let zh = met.zh.written();
    let en = met.en.written().to_lowercase();
    let zh_power = if zh.contains("万亿") {
        12
    } else if zh.contains('亿') {
        8
    } else if zh.contains("百万") {
        6
    } else if zh.contains('万') {
        4
    } else {
        0
    };
    let en_power = if en.contains("trillion") {
        12
    } else if en.contains("billion") {
        9
    } else if en.contains("million") {
        6
    } else if en.contains("thousand") {
        3
    } else {
        0
    };
    zh_power == en_power
}
