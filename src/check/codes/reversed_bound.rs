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
use crate::check::view::Atom;
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
            if [&met.zh, &met.en].iter().any(|atom| is_denied(atom)) {
                return None;
            }
            Level::Error
        } else if crossed(&above, &[Bound::Near]) && source.number() == other.number() {
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

/// English words that deny what follows, as typed with and without their apostrophe.
const DENIALS: [&str; 21] = [
    "unable",
    "impossible",
    "without",
    "no",
    "not",
    "never",
    "cannot",
    "nor",
    "neither",
    "against",
    "forbid",
    "forbids",
    "prohibits",
    "avoid",
    "cant",
    "couldnt",
    "dont",
    "doesnt",
    "didnt",
    "shouldnt",
    "wouldnt",
];

/// Whether an English word denies.
fn denies(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    DENIALS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
}

/// Whether something in the figure's clause denies its bound, and so turns it, where the reader could
/// not know: "cannot be lit by more than one lamp", 不能有一项以上. A denial that is part of the bound,
/// 不超过 or "no more than", is read as such.
fn is_denied(atom: &Atom<'_>) -> bool {
    let stops = |c: char| ",;:!?，。；：！？、\n".contains(c);
    let figure = atom.figure;
    let before = &atom.text[..figure.span.start];
    let clause = before.rsplit(stops).next().unwrap_or(before);
    match atom.side {
        Side::Zh => {
            let after: String = atom.text[figure.span.end..].chars().take(6).collect();
            let behind = after.contains("以上") || after.contains("以下");
            let denials = ["不能", "不得", "不会", "不应", "不可", "没有", "无法", "禁止"];
            behind && denials.iter().any(|word| clause.contains(word))
        }
        Side::En => {
            let turned = matches!(figure.bound, Bound::Above | Bound::Below);
            let after = &atom.text[figure.span.end..];
            let after = after.split(stops).next().unwrap_or(after);
            let mut words =
                clause.split_whitespace().rev().take(8).chain(after.split_whitespace().take(6));
            turned && words.any(denies)
        }
    }
}
