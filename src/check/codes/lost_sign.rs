//! # lost-sign
//!
//! ## What it checks
//! A minus, 零下 or "below zero" that only one side has.
//!
//! ## Why
//! 15 degrees of frost and 15 degrees of warmth have the same digits.
//!
//! ## Example
//! ```text
//! zh: 最低气温零下15度。
//! en: The lowest temperature was 15 degrees Celsius.
//! ```
//!
//! ## Not reported
//! A negative rate told as a fall, a negative profit as a loss.
//! ```text
//! zh: 出口增速为-3.2%。
//! en: Exports fell by 3.2%.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::context::last_chars;
use crate::check::pairing::Met;
use crate::check::relate::{Clash, Relation};
use crate::check::suggest;
use crate::check::view::Atom;
use crate::check::wording::{ordered, shown, value_of};
use crate::document::Side;
use crate::figure::{Change, Direction, Value};

pub(in crate::check) struct LostSign;

impl Check for LostSign {
    fn code(&self) -> Code {
        Code::LostSign
    }

    fn source(&self) -> &'static str {
        include_str!("lost_sign.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        if met.relation != Relation::Clash(Clash::Sign) {
            return None;
        }
        let positive =
            if value_of(&met.zh).is_some_and(Value::is_negative) { &met.en } else { &met.zh };
        if falls(positive) || has_minus(positive) || is_loss(positive) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let below =
            |atom| if value_of(atom).is_some_and(Value::is_negative) { "below" } else { "above" };
        let message = format!(
            "{} is {} zero; the translation says {}, {} zero.",
            shown(source),
            below(source),
            shown(other),
            below(other)
        );
        Some(Said::new(Level::Error, message).suggesting(suggest::instead_of(source, other)))
    }
}

/// Whether a minus stands before a positive figure with a blank between: 4 GiB - 1.
fn has_minus(atom: &Atom<'_>) -> bool {
    let before = &atom.text[..atom.figure.span.start];
    let sign = before.trim_end();
    let taken_off = ["减去", "减掉", "扣除", "扣掉", "减"].iter().any(|word| sign.ends_with(word));
    taken_off || sign.len() < before.len() && sign.ends_with(['-', '−', '–', '－'])
}

/// How far before an amount the word for a loss may stand, in characters.
const CLAUSE: usize = 120;

/// Words for what an amount below zero is, where the other side has a minus.
const LOSSES: [&str; 11] = [
    "used",
    "loss",
    "losses",
    "deficit",
    "outflow",
    "outflows",
    "shortfall",
    "decrease",
    "decline",
    "debit",
    "negative",
];

/// Whether the clause before an amount says what is below zero: "net loss was 12 million yuan",
/// 净亏损12万元.
fn is_loss(atom: &Atom<'_>) -> bool {
    let before = last_chars(&atom.text[..atom.figure.span.start], CLAUSE);
    let clause =
        before.rsplit([',', ';', '.', '，', '；', '。', '：', '、']).next().unwrap_or(before);
    match atom.side {
        Side::Zh => {
            ["亏损", "流出", "赤字", "逆差", "减少"].iter().any(|word| clause.contains(word))
        }
        Side::En => clause.split_whitespace().any(|word| {
            LOSSES
                .contains(&word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str())
        }),
    }
}

/// Whether the words beside a positive figure say it goes down or lies below.
fn falls(atom: &Atom<'_>) -> bool {
    let after = atom.text[atom.figure.span.end..].trim_start();
    let below = [
        "below zero",
        "below freezing",
        "of frost",
        "Celsius below",
        "Fahrenheit below",
        "less ",
        "fewer ",
        "lower ",
        "penalty",
        "discount",
    ];
    let figure = atom.figure;
    // "Twenty below."
    let bare = after.strip_prefix("below").is_some_and(|rest| !rest.starts_with([' ', '-']));
    bare || figure.direction == Some(Direction::Down) && figure.change != Some(Change::To)
        || below.iter().any(|words| after.starts_with(words))
}
