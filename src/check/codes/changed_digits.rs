//! # changed-digits
//!
//! ## What it checks
//! Digits that differ, in whatever way has no name of its own; and as a milder finding a place more than
//! the original shows.
//!
//! ## Why
//! A figure remembered instead of read, a neighbouring line copied, a scanner's 0 for 6.
//!
//! ## Example
//! ```text
//! zh: 力争全年开行500班。
//! en: We will strive to run 511 trains throughout the year.
//! ```
//!
//! ## Not reported
//! Rounding to the precision the coarser side shows.
//! ```text
//! zh: 国内生产总值82.7122万亿元。
//! en: GDP was 82.7 trillion yuan.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::digits::Slip;
use crate::check::pairing::Met;
use crate::check::relate::{How, Relation};
use crate::check::suggest;
use crate::check::view::Atom;
use crate::check::wording::{contrast, ordered, places};
use crate::figure::{Bound, Value};

pub(in crate::check) struct ChangedDigits;

impl Check for ChangedDigits {
    fn code(&self) -> Code {
        Code::ChangedDigits
    }

    fn source(&self) -> &'static str {
        include_str!("changed_digits.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let (source, other) = ordered(met, setting.translation);
        let suggestion = suggest::instead_of(source, other);
        if let Relation::Same { how: How::Loose, .. } = met.relation {
            let finer = step(other) < step(source);
            let level = if finer { Level::Check } else { Level::Note };
            let message = format!(
                "{}: {}.",
                contrast(met, setting.translation),
                if finer {
                    "the translation is more exact than the original"
                } else {
                    "rounded, and nothing says so"
                }
            );
            return Some(Said::new(level, message).suggesting(suggestion));
        }
        let rounded = matches!(met.relation, Relation::Same { how: How::Rounded, .. });
        let hedged = source.figure.bound != Bound::Exact;
        let told = setting.known || both_in_digits(source, other);
        if rounded && told && !hedged && step(other) < step(source) {
            let message = format!(
                "{}: the translation is more exact than the original.",
                contrast(met, setting.translation)
            );
            return Some(Said::new(Level::Check, message).suggesting(suggestion));
        }
        if met.relation != Relation::Differs {
            return None;
        }
        let how = match super::slip_of(met, setting) {
            Some(Slip::Changed(at, _)) => places(&at),
            _ => "another number".to_string(),
        };
        let several = [source, other].iter().any(|atom| atom.figure.bound == Bound::Several);
        let level = if several { Level::Note } else { super::opposed_level(met) };
        let message = format!("{}: {how}.", contrast(met, setting.translation));
        Some(Said::new(level, message).suggesting(suggestion))
    }
}

/// Whether both show their last place, the translation in digits: then 2.33 for 2.3 is told even where
/// nobody said which text is the original. "Decades" for 数十年 shows none.
fn both_in_digits(source: &Atom<'_>, other: &Atom<'_>) -> bool {
    let shown = |atom: &Atom<'_>| atom.figure.step.is_some() && atom.figure.bound == Bound::Exact;
    let digits = other.numeral().bytes().any(|byte| byte.is_ascii_digit());
    shown(source) && shown(other) && digits
}

fn step(atom: &Atom<'_>) -> Value {
    atom.figure.step.unwrap_or(Value::ZERO)
}
