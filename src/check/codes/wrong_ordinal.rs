//! # wrong-ordinal
//!
//! ## What it checks
//! The number of a session, plan, phase, anniversary or any other place in a row that differs; a year
//! of a reign, 光绪二十六年, given as another year than 1900.
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
use crate::check::suggest::{self, Suggestion};
use crate::check::view::Atom;
use crate::check::wording::{contrast, ordered, shown};
use crate::figure::{Kind, Quantity};

pub(in crate::check) struct WrongOrdinal;

impl Check for WrongOrdinal {
    fn code(&self) -> Code {
        Code::WrongOrdinal
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_ordinal.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        if met.relation != Relation::Differs || !(ordinal(&met.zh) || ordinal(&met.en)) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        if let Some(year) = year_of(source).filter(|_| other.figure.kind == Kind::Date) {
            let message =
                format!("{} is {year}; the translation says {}.", shown(source), shown(other));
            let replaces = Some(other.figure.span);
            let suggestion = Suggestion { text: year.to_string(), replaces };
            return Some(Said::new(Level::Check, message).suggesting(suggestion));
        }
        let sure = met.confident && place(&met.zh) && place(&met.en);
        let level = if sure { Level::Error } else { Level::Check };
        let message = format!("{}.", contrast(met, setting.translation));
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}

/// The year of the common era that a year of a reign is: 光绪二十六年 is 1900.
fn year_of(atom: &Atom<'_>) -> Option<i32> {
    atom.figure.also.iter().find_map(|(_, quantity)| match quantity {
        Quantity::Date(date) => date.year,
        _ => None,
    })
}

/// Whether an atom is written as an ordinal, be it of a rank: 第三名, third place.
fn ordinal(atom: &Atom<'_>) -> bool {
    let numeral = atom.written().to_lowercase();
    match atom.figure.kind {
        Kind::Ordinal | Kind::Session => true,
        Kind::Rank => {
            numeral.contains('第')
                || ["st", "nd", "rd", "th"].iter().any(|end| numeral.ends_with(end))
        }
        _ => false,
    }
}

fn place(atom: &Atom<'_>) -> bool {
    ordinal(atom) || atom.figure.kind == Kind::Rank
}
