//! # wrong-fraction
//!
//! ## What it checks
//! A part of a whole that differs: 三分之二 as "one third", 四分之一 as "25 per cent" is right.
//!
//! ## Why
//! Chinese names the denominator first; who reads on in order turns the fraction round.
//!
//! ## Example
//! ```text
//! zh: 三分之二的代表赞成。
//! en: One third of the delegates were in favour.
//! ```
//!
//! ## Not reported
//! The same part in another form.
//! ```text
//! zh: 四分之一的代表赞成。
//! en: 25 percent of the delegates were in favour.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::{How, Relation};
use crate::check::suggest;
use crate::check::wording::{contrast, ordered, value_of};
use crate::figure::{Kind, Value};

pub(in crate::check) struct WrongFraction;

impl Check for WrongFraction {
    fn code(&self) -> Code {
        Code::WrongFraction
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_fraction.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let kinds = [met.zh.figure.kind, met.en.figure.kind];
        if !kinds.contains(&Kind::Fraction) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        if let Relation::Same { how: How::OtherReading, .. } = met.relation {
            return super::ambiguous(met, setting);
        }
        if met.relation != Relation::Differs {
            return None;
        }
        let cause = value_of(&met.zh)
            .zip(value_of(&met.en))
            .filter(|(x, y)| x.mul(*y) == Some(Value::ONE))
            .map_or("", |_| ": turned upside down (分之 follows the denominator)");
        let level = if met.confident { Level::Error } else { Level::Check };
        let message = format!("{}{cause}.", contrast(met, setting.translation));
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}
