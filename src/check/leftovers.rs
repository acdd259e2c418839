//! Why a figure without a counterpart is no mistake: it was said before, it is a word on the other
//! side (双, both), a date the other side gives as "last year", a number the other side only has as
//! characters, a conversion, a sum.

use super::implied::{has_word, implied};
use super::relate::{Relation, relate, says_the_same};
use super::view::{Atom, End};
use super::written::{in_characters, stands_there, written_out};
use crate::document::Side;
use crate::figure::{Date, Kind, Quantity, Value};

/// Why an unpaired atom is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Its words make it weak: "one", 一 with a classifier.
    Weak,
    /// The other side says it, once for several.
    Repeated,
    /// The other side says it in words or characters.
    Implied,
    /// It counts what a slogan lists: three, one and one are five.
    Summed,
    /// It is the sum or difference of figures of the other side.
    Derived,
    /// A neighbouring pair has it.
    Moved,
}

/// Most figures whose sums are tried in pairs; among more, some sum fits by accident.
const MOST_SUMMED: usize = 40;

/// Most characters between an opening bracket and the conversion in it.
const MOST_BRACKETED: usize = 20;

/// Longest text searched for words, in bytes: what is longer is no sentence, and searching it for
/// every figure would take quadratic time.
const LONGEST_SEARCHED: usize = 20_000;

/// Why `atom` needs no counterpart among `others`, the atoms of the other side, if it needs none; `before`
/// stands before it on its own side.
pub(super) fn explain(
    atom: &Atom<'_>,
    before: Option<&Atom<'_>>,
    others: &[Atom<'_>],
    other_text: &str,
) -> Option<Why> {
    if atom.figure.weak {
        return Some(Why::Weak);
    }
    if others.iter().any(|other| says_the_same(atom, other)) {
        return Some(Why::Repeated);
    }
    if other_text.len() > LONGEST_SEARCHED {
        return None;
    }
    if counts_slogan(atom, others) {
        return Some(Why::Summed);
    }
    if is_from_nothing(atom, others) || is_year_of_a_resolution(atom) {
        return Some(Why::Implied);
    }
    if in_every(atom, others) {
        return Some(Why::Derived);
    }
    if first_of_several(atom, other_text) || a_few(atom, other_text) || lies_between(atom, others) {
        return Some(Why::Implied);
    }
    if !rival_date(atom, others) && implied(atom, other_text)
        || written_out(atom, others, other_text)
        || stands_there(atom, other_text)
        || in_characters(atom, others, other_text)
        || added_conversion(atom, before, others)
    {
        return Some(Why::Implied);
    }
    (others.len() <= MOST_SUMMED && derived(atom, others)).then_some(Why::Derived)
}

/// The 0 of "0-100 km/h", which is 百公里加速: a range from nothing whose other end both sides have.
fn is_from_nothing(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let from_nothing = atom.end == End::First && atom.number() == Some(Value::ZERO);
    from_nothing
        && atom.figure.high.as_ref().is_some_and(|high| {
            let last = Atom { quantity: high, end: End::Second, ..*atom };
            others.iter().any(|other| says_the_same(&last, other))
        })
}

/// 每九人中有一人 and "one in nine": a part in English, its two numbers in Chinese.
fn in_every(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let told = |atom: &Atom<'_>| {
        let written = atom.written();
        let in_every = written.contains(" in ") || written.contains(" of ");
        let value = atom.number().filter(|_| atom.figure.kind == Kind::Fraction && in_every)?;
        Some([value.numer(), value.denom()])
    };
    let is = |atom: &Atom<'_>, n: i128| {
        matches!(atom.figure.kind, Kind::Cardinal | Kind::Duration)
            && atom.number() == Value::ratio(n, 1)
    };
    match atom.side {
        Side::En => told(atom).is_some_and(|numbers| {
            numbers.iter().all(|&n| others.iter().any(|other| is(other, n)))
        }),
        Side::Zh => others.iter().filter_map(told).flatten().any(|n| is(atom, n)),
    }
}

/// "Resolution 2735 (2024)": the year in brackets that only the English name has.
fn is_year_of_a_resolution(atom: &Atom<'_>) -> bool {
    let year = matches!(atom.quantity, Quantity::Date(Date { year: Some(_), month: None, .. }));
    let before = &atom.text[..atom.figure.span.start];
    let named = before.trim_end().strip_suffix('(').map(str::trim_end).is_some_and(|before| {
        let mut words = before.rsplit([' ', '\u{a0}']);
        let number =
            words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let mut named = words.take(2).map(str::to_lowercase);
        number && named.any(|word| word == "resolution" || word == "resolutions")
    });
    atom.side == Side::En && year && named
}

/// "The five tasks" of 三去一降一补.
fn counts_slogan(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let listed = others.iter().filter(|other| other.figure.kind == Kind::Slogan);
    let values: Vec<Value> = listed.filter_map(Atom::number).collect();
    let sum = values.iter().try_fold(Value::ZERO, |sum, value| sum.add(*value));
    values.len() > 1 && atom.number().is_some() && atom.number() == sum
}

/// 两三天 and "a couple of days": both ends of a small range said by one vague word.
fn a_few(atom: &Atom<'_>, other_text: &str) -> bool {
    let small = |quantity: &Quantity| match quantity {
        Quantity::Number(value) => *value <= Value::int(10),
        _ => false,
    };
    let figure = atom.figure;
    let range = figure.high.as_ref().is_some_and(|high| small(high) && small(&figure.quantity));
    let words: &[&str] = match atom.side {
        Side::Zh => &["few", "several", "couple", "handful"],
        Side::En => &["几", "数", "若干", "多"],
    };
    let lower = if range { other_text.to_lowercase() } else { return false };
    words.iter().any(|word| match atom.side {
        Side::Zh => has_word(&lower, word),
        Side::En => lower.contains(word),
    })
}

/// The 17th of "the 16th, 17th and 18th centuries", which are 16至18世纪.
fn lies_between(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let placed = matches!(atom.figure.kind, Kind::Century | Kind::Ordinal | Kind::Decade);
    let Some(value) = atom.number().filter(|_| placed && atom.end == End::Whole) else {
        return false;
    };
    others.iter().any(|other| match (other.end, other.number(), &other.figure.high) {
        (End::First, Some(low), Some(Quantity::Number(high))) => {
            let alike = matches!(other.figure.kind, Kind::Century | Kind::Ordinal | Kind::Decade);
            alike && low < value && value < *high
        }
        _ => false,
    })
}

/// The January of 1至5月 where the other side says "the first five months", and the other way round.
fn first_of_several(atom: &Atom<'_>, other_text: &str) -> bool {
    let Quantity::Date(date) = atom.quantity else { return false };
    let january = atom.end == End::First && date.month == Some(1) && date.day.is_none();
    january
        && match atom.side {
            Side::Zh => {
                let lower = other_text.to_lowercase();
                has_word(&lower, "first") && has_word(&lower, "months")
            }
            Side::En => other_text.contains('前') && other_text.contains("个月"),
        }
}

/// Whether the other side has a date of the same parts, which then should have been this one.
fn rival_date(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let shape = |date: &Date| {
        [date.year.is_some(), date.month.is_some(), date.day.is_some(), date.quarter.is_some()]
    };
    let Quantity::Date(date) = atom.quantity else { return false };
    others.iter().any(|other| match other.quantity {
        Quantity::Date(other) => shape(other) == shape(date),
        _ => false,
    })
}

/// "670 yuan (about $100)": an amount in another currency or unit, in brackets after a figure that it
/// converts rightly, where the other side has no such brackets of its own.
fn added_conversion(atom: &Atom<'_>, before: Option<&Atom<'_>>, others: &[Atom<'_>]) -> bool {
    let unit = |atom: &Atom<'_>| atom.figure.unit.map(|unit| unit.id);
    let rival = |other: &&Atom<'_>| unit(other) == unit(atom) && is_bracketed(other);
    is_bracketed(atom)
        && matches!(atom.figure.kind, Kind::Money | Kind::Measure)
        && !before.is_some_and(|before| is_wrong_conversion(before, atom))
        && !others.iter().any(|other| rival(&other))
}

fn is_bracketed(atom: &Atom<'_>) -> bool {
    let before = atom.text[..atom.figure.span.start].trim_end();
    let inside = before.chars().rev().take(MOST_BRACKETED).find(|c| "()（）".contains(*c));
    matches!(inside, Some('(' | '（'))
}

/// Whether an amount in brackets is not what the one before it is in its unit: 670万亩 and "(44,700
/// hectares)". Two currencies are never compared.
pub(super) fn is_wrong_conversion(before: &Atom<'_>, atom: &Atom<'_>) -> bool {
    let dimension = |atom: &Atom<'_>| atom.figure.unit.map(|unit| unit.dimension);
    let comparable = dimension(before) == dimension(atom) && dimension(atom) != Some("money");
    let whole = before.end == End::Whole && atom.end == End::Whole;
    let another = before.figure.unit.map(|unit| unit.id) != atom.figure.unit.map(|unit| unit.id);
    let shut = |c: char| ")）。；;，,.".contains(c);
    // The ends of a range have one span.
    let between = atom.text.get(before.figure.span.end..atom.figure.span.start);
    let right_after = is_bracketed(atom) && between.is_some_and(|between| !between.contains(shut));
    comparable
        && whole
        && another
        && right_after
        && !matches!(relate(before, atom), Relation::Same { .. })
}

fn derived(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let Some(value) = atom.number().filter(|value| *value > Value::int(9)) else { return false };
    let comparable: Vec<Value> = others
        .iter()
        .filter(|other| other.figure.kind == atom.figure.kind && !other.figure.weak)
        .filter_map(Atom::number)
        .collect();
    comparable
        .iter()
        .enumerate()
        .any(|(at, x)| comparable[at + 1..].iter().any(|y| x.add(*y) == Some(value)))
}
