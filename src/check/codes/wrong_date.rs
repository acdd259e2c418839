//! # wrong-date
//!
//! ## What it checks
//! A year, month, day, quarter, decade, century or time of day that differs.
//!
//! ## Why
//! A day off by one or a decade in the wrong century reads well and misleads for good.
//!
//! ## Example
//! ```text
//! zh: 大会于2017年1月15日开幕。
//! en: The congress opened on January 16, 2017.
//! ```
//!
//! ## Not reported
//! Parts of a date that one side leaves to the context, and "last year" for an explicit year.
//! ```text
//! zh: 大会于去年1月15日开幕。
//! en: The congress opened on January 15, 2017.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::{Clash, How, Relation};
use crate::check::suggest;
use crate::check::wording::{contrast, ordered, shown};
use crate::figure::{Date, Kind, Quantity};

pub(in crate::check) struct WrongDate;

impl Check for WrongDate {
    fn code(&self) -> Code {
        Code::WrongDate
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_date.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let temporal =
            |kind| matches!(kind, Kind::Date | Kind::Clock | Kind::Decade | Kind::Century);
        let (zh, en) = (met.zh.figure.kind, met.en.figure.kind);
        if !temporal(zh) && !temporal(en) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let suggestion = suggest::instead_of(source, other);
        match met.relation {
            Relation::Same { how: How::OtherReading, .. } => super::ambiguous(met, setting),
            Relation::Clash(Clash::Kind) => {
                let message = format!(
                    "{} is a date, {} a length of time.",
                    shown(if zh == Kind::Date { &met.zh } else { &met.en }),
                    shown(if zh == Kind::Date { &met.en } else { &met.zh })
                );
                Some(Said::new(Level::Check, message).suggesting(suggestion))
            }
            Relation::Differs => {
                let level = if met.confident { Level::Error } else { Level::Check };
                let parts = differing(source.quantity, other.quantity);
                let message = format!("{}{parts}.", contrast(met, setting.translation));
                Some(Said::new(level, message).suggesting(suggestion))
            }
            _ => None,
        }
    }
}

/// `: the day differs`.
fn differing(source: &Quantity, other: &Quantity) -> String {
    let (Quantity::Date(x), Quantity::Date(y)) = (source, other) else { return String::new() };
    let parts = [
        ("year", differs(x.year, y.year)),
        ("month", differs(x.month, y.month)),
        ("day", differs(x.day, y.day)),
        ("quarter", differs(x.quarter, y.quarter)),
        ("half-year", differs(x.half, y.half)),
    ];
    let names: Vec<&str> =
        parts.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    if names.is_empty() || !several_parts(x) && !several_parts(y) {
        return String::new();
    }
    let verb = if names.len() == 1 { "differs" } else { "differ" };
    format!(": the {} {verb}", names.join(" and the "))
}

fn several_parts(date: &Date) -> bool {
    crate::check::calendar::count(date) > 1
}

fn differs<T: PartialEq>(x: Option<T>, y: Option<T>) -> bool {
    matches!((x, y), (Some(x), Some(y)) if x != y)
}
