//! # wrong-ordinal
//!
//! ## What it checks
//! The number of a session, plan, phase, anniversary or any other place in a row that differs.
//!
//! ## Why
//! The fifth session of the fourth congress is easily turned into the fourth of the fifth.
//!
//! ## Example
//! ```text
//! zh: 第十三个五年规划已经完成。
//! en: The 14th Five-Year Plan has been completed.
//! ```
//!
//! ## Not reported
//! The same number in letters, digits or Roman numerals.
//! ```text
//! zh: 二期工程已经开工。
//! en: Work on Phase II has begun.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::suggest;
use crate::check::wording::{contrast, ordered};
use crate::figure::Kind;

pub(in crate::check) struct WrongOrdinal;

impl Check for WrongOrdinal {
    fn code(&self) -> Code {
        Code::WrongOrdinal
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_ordinal.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let place = |kind| matches!(kind, Kind::Ordinal | Kind::Session);
        let (zh, en) = (met.zh.figure.kind, met.en.figure.kind);
        if met.relation != Relation::Differs || !(place(zh) || place(en)) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let sure = met.confident && place(zh) && place(en);
        let level = if sure { Level::Error } else { Level::Check };
        let message = format!("{}.", contrast(met, setting.translation));
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}
