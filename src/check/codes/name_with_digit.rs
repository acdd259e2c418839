//! # name-with-digit
//!
//! ## What it checks
//! A name, model, code or telephone number whose digits differ.
//!
//! ## Why
//! In 5G, H7N9 or T3A the digits are the name: nothing may be rounded or converted.
//!
//! ## Example
//! ```text
//! zh: 人感染H7N9禽流感病例增加。
//! en: Cases of human infection with H5N9 bird flu increased.
//! ```
//!
//! ## Not reported
//! Spaces, dashes and letter case.
//! ```text
//! zh: 新冠肺炎（COVID-19）疫情
//! en: the Covid 19 epidemic
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::strings::score;
use crate::check::suggest;
use crate::check::wording::{ordered, shown};
use crate::figure::{Kind, Quantity};

pub(in crate::check) struct NameWithDigit;

/// Whether a name is 3:1, or 3-1.
fn is_score(quantity: &Quantity) -> bool {
    matches!(quantity, Quantity::Text(text) if score(text).is_some())
}

impl Check for NameWithDigit {
    fn code(&self) -> Code {
        Code::NameWithDigit
    }

    fn source(&self) -> &'static str {
        include_str!("name_with_digit.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let named = |kind| matches!(kind, Kind::Name | Kind::Code);
        let (zh, en) = (met.zh.figure.kind, met.en.figure.kind);
        if met.relation != Relation::Differs || !(named(zh) || named(en)) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let sure = met.confident && named(zh) && named(en);
        let level = if sure { Level::Error } else { Level::Check };
        let score = [zh, en] == [Kind::Name; 2]
            && [&met.zh, &met.en].iter().all(|atom| is_score(atom.quantity));
        let sort = if score { "score" } else { "name" };
        let message = format!("The {sort} {} became {}.", shown(source), shown(other));
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}
