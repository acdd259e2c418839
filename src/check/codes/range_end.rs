//! # range-end
//!
//! ## What it checks
//! One end of a range that differs from the other text's, or is gone.
//!
//! ## Why
//! Shared scales trip translators: 2至3亿 is 200 to 300 million, not 2 to 300 million.
//!
//! ## Example
//! ```text
//! zh: 经济增长6%至6.5%。
//! en: The economy grew by 6% to 7.5%.
//! ```
//!
//! ## Not reported
//! A range given as two figures, or with its ends in words.
//! ```text
//! zh: 有三四十人参加。
//! en: Thirty to forty people took part.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::suggest;
use crate::check::view::{Atom, End};
use crate::check::wording::{ordered, reading, shown};

pub(in crate::check) struct RangeEnd;

impl Check for RangeEnd {
    fn code(&self) -> Code {
        Code::RangeEnd
    }

    fn source(&self) -> &'static str {
        include_str!("range_end.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let (source, other) = ordered(met, setting.translation);
        let ends = [source.end, other.end];
        if met.relation != Relation::Differs || ends == [End::Whole; 2] {
            return None;
        }
        let end = if ends.contains(&End::First) { "first" } else { "second" };
        let level = if met.confident { Level::Error } else { Level::Check };
        let message = format!(
            "The {end} end of {} is {}; the translation's is {}.",
            if source.end == End::Whole { other.written() } else { source.written() },
            reading(source, setting.translation),
            shown(other)
        );
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }

    fn alone(&self, atom: &Atom<'_>, _before: Option<&Atom<'_>>, setting: Setting) -> Option<Said> {
        if atom.end == End::Whole {
            return None;
        }
        let message = if atom.side == setting.translation {
            format!(
                "{} is one end of {}; the original has no such end.",
                shown(atom),
                atom.written()
            )
        } else {
            format!(
                "The end {} of {} is not in the translation.",
                reading(atom, setting.translation),
                atom.written()
            )
        };
        Some(
            Said::new(Level::Check, message)
                .suggesting(suggest::missing(atom, setting.translation)),
        )
    }
}
