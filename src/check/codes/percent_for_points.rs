//! # percent-for-points
//!
//! ## What it checks
//! A change in percentage points rendered as per cent, or the other way round.
//!
//! ## Why
//! From 10 % up 2 percentage points is 12 %; up 2 per cent is 10.2 %.
//!
//! ## Example
//! ```text
//! zh: 失业率上升2.3个百分点。
//! en: Unemployment rose by 2.3%.
//! ```
//!
//! ## Not reported
//! Points rendered as points, in whatever wording.
//! ```text
//! zh: 失业率上升2.3个百分点。
//! en: Unemployment rose 2.3 points.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::{Clash, Relation};
use crate::check::suggest;
use crate::check::wording::{ordered, reading, shown};
use crate::figure::Kind;

pub(in crate::check) struct PercentForPoints;

impl Check for PercentForPoints {
    fn code(&self) -> Code {
        Code::PercentForPoints
    }

    fn source(&self) -> &'static str {
        include_str!("percent_for_points.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        if met.relation != Relation::Clash(Clash::Points) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let cause = if source.figure.kind == Kind::Points {
            "points are the difference of two percentages, not a part of one"
        } else {
            "a part of the former amount is not a difference of percentages"
        };
        let message = format!(
            "{} is {}; the translation says {}: {cause}.",
            shown(source),
            reading(source, setting.translation),
            shown(other)
        );
        Some(Said::new(Level::Error, message).suggesting(suggest::instead_of(source, other)))
    }
}
