//! # reversed-bound
//!
//! ## What it checks
//! "More than" for "less than", "at least" for "at most", or the other way round.
//!
//! ## Why
//! A limit turned round is the opposite of what was said.
//!
//! ## Example
//! ```text
//! zh: 参加者不少于300人。
//! en: No more than 300 people took part.
//! ```
//!
//! ## Not reported
//! Bounds on the same side of the number.
//! ```text
//! zh: 参加者不少于300人。
//! en: Over 300 people took part.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::render::bound_words;
use crate::check::wording::{ordered, shown};
use crate::document::Side;
use crate::figure::Bound;

pub(in crate::check) struct ReversedBound;

impl Check for ReversedBound {
    fn code(&self) -> Code {
        Code::ReversedBound
    }

    fn source(&self) -> &'static str {
        include_str!("reversed_bound.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let Relation::Same { .. } = met.relation else { return None };
        let (source, other) = ordered(met, setting.translation);
        let (want, have) = (source.figure.bound, other.figure.bound);
        let (above, below) = ([Bound::Above, Bound::AtLeast], [Bound::Below, Bound::AtMost]);
        let crossed = |x: &[Bound], y: &[Bound]| {
            x.contains(&want) && y.contains(&have) || y.contains(&want) && x.contains(&have)
        };
        let level = if crossed(&above, &below) {
            Level::Error
        } else if crossed(&above, &[Bound::Near]) {
            Level::Check
        } else {
            return None;
        };
        let message = format!(
            "{} is {} that; the translation says {} {}.",
            shown(source),
            bound_words(want, Side::En),
            bound_words(have, Side::En),
            shown(other)
        );
        Some(Said::new(level, message))
    }
}
