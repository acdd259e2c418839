//! How two figures relate: the same thing said twice, the same number meant differently, two values
//! that contradict each other, or nothing to do with each other.

use super::calendar::{parts, relate_clocks, relate_dates};
use super::measures::relate_amounts;
use super::ratios::{is_ratio, relate_ratios};
use super::strings::{relate_text_number, relate_texts, score};
use super::view::{Atom, Reading};
use crate::document::Side;
use crate::figure::{Bound, Kind, Quantity, Value};

/// How two atoms relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// They say the same.
    Same {
        /// How good a match, 1 to 100.
        quality: i32,
        /// In what way.
        how: How,
    },
    /// The same number, but not the same thing.
    Clash(Clash),
    /// Comparable, and the values contradict.
    Differs,
    /// Not comparable.
    Unlike,
}

/// In what way two atoms say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Value for value.
    Exact,
    /// To the precision the coarser one shows.
    Rounded,
    /// To a precision of one or two digits, nothing said of "about".
    Loose,
    /// After converting units.
    Converted,
    /// As another kind of figure.
    OtherKind,
    /// In another than the first reading of one of them.
    OtherReading,
}

/// What is wrong with two figures of the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clash {
    /// Other unit.
    Unit,
    /// Other currency.
    Currency,
    /// Per cent against percentage points.
    Points,
    /// Ordinal against cardinal.
    Ordinal,
    /// The sign.
    Sign,
    /// Percent against a plain count.
    Percent,
    /// Any other two kinds.
    Kind,
}

impl Relation {
    /// Quality of a sameness, 0 for everything else.
    pub(super) fn quality(self) -> i32 {
        match self {
            Relation::Same { quality, .. } => quality,
            _ => 0,
        }
    }
}

/// "10m" is ten metres as well as ten million; the unit of the other side decides.
fn metres(zh: &Atom<'_>, en: &Atom<'_>) -> bool {
    let metre = zh.figure.unit.is_some_and(|unit| unit.id == "m");
    let million = zh.number().and_then(|value| value.mul(Value::int(1_000_000)));
    metre && en.numeral().ends_with('m') && million.is_some() && million == en.number()
}

/// How a Chinese and an English atom relate, over all their readings: the best sameness wins, then
/// the relation of the first readings.
pub(super) fn relate(zh: &Atom<'_>, en: &Atom<'_>) -> Relation {
    if metres(zh, en) {
        return Relation::Same { quality: 95, how: How::Exact };
    }
    let first = relate_readings(zh, &zh.reading(), en, &en.reading());
    let mut best = first;
    for (n_zh, zh_reading) in zh.readings().enumerate() {
        for (n_en, en_reading) in en.readings().enumerate() {
            if n_zh + n_en == 0 {
                continue;
            }
            let other = relate_readings(zh, &zh_reading, en, &en_reading);
            if other == Relation::Differs && best == Relation::Unlike {
                best = Relation::Differs;
            }
            if other.quality() > best.quality() {
                let quality = other.quality() - 5;
                best = Relation::Same { quality, how: How::OtherReading };
            }
        }
    }
    best
}

/// Whether two atoms, on whichever sides, say the same well enough to stand for each other.
pub(super) fn says_the_same(one: &Atom<'_>, other: &Atom<'_>) -> bool {
    let relation = match one.side {
        Side::Zh => relate(one, other),
        Side::En => relate(other, one),
    };
    match relation {
        Relation::Same { quality, .. } => quality >= 60 || partial_date(one, other),
        _ => false,
    }
}

/// A number that is one part of a date on the other side.
fn partial_date(one: &Atom<'_>, other: &Atom<'_>) -> bool {
    matches!(one.quantity, Quantity::Date(_)) || matches!(other.quantity, Quantity::Date(_))
}

fn relate_readings(
    zh_atom: &Atom<'_>,
    zh: &Reading<'_>,
    en_atom: &Atom<'_>,
    en: &Reading<'_>,
) -> Relation {
    match (zh.quantity, en.quantity) {
        (Quantity::Date(x), Quantity::Date(y)) => relate_dates(x, y),
        (Quantity::Clock(x), Quantity::Clock(y)) => relate_clocks(x, y),
        (Quantity::Text(x), Quantity::Text(y)) => {
            relate_texts(x, y, names(zh.kind) == names(en.kind))
        }
        (Quantity::Text(text), Quantity::Number(value)) => {
            relate_text_number(text, zh.kind, *value, en.kind)
        }
        (Quantity::Number(value), Quantity::Text(text)) => {
            relate_text_number(text, en.kind, *value, zh.kind)
        }
        (Quantity::Date(date), Quantity::Number(value)) => {
            date_number(parts(date), *value, en, en_atom.numeral())
        }
        (Quantity::Number(value), Quantity::Date(date)) => {
            date_number(parts(date), *value, zh, zh_atom.numeral())
        }
        (Quantity::Date(date), Quantity::Text(text))
        | (Quantity::Text(text), Quantity::Date(date)) => {
            let held = parts(date).all(|part| super::strings::holds_number(text, part));
            if held {
                Relation::Same { quality: 60, how: How::OtherKind }
            } else {
                Relation::Unlike
            }
        }
        (Quantity::Clock(clock), Quantity::Number(value))
        | (Quantity::Number(value), Quantity::Clock(clock)) => {
            let hour = i64::from(clock.hour);
            // "At three" may be in the afternoon.
            let hours = [hour, (hour + 11) % 12 + 1].map(Value::int);
            let same = clock.minute == 0 && hours.contains(value);
            if same {
                Relation::Same { quality: 50, how: How::OtherKind }
            } else {
                Relation::Unlike
            }
        }
        // 1∶18 is no time of day, but looks like one with another colon.
        (Quantity::Text(text), Quantity::Clock(clock))
        | (Quantity::Clock(clock), Quantity::Text(text)) => match score(text) {
            Some(ratio) if ratio == (clock.hour.into(), clock.minute.into()) => {
                Relation::Same { quality: 80, how: How::OtherKind }
            }
            Some(_) if !clock.half_day_known && clock.second.is_none() => Relation::Differs,
            _ => Relation::Unlike,
        },
        (Quantity::Number(x), Quantity::Number(y)) => numbers(*x, zh, *y, en),
        (Quantity::Clock(_), _) | (_, Quantity::Clock(_)) => Relation::Unlike,
    }
}

/// Names and codes are read by each side as its own rules have it, and compared alike.
const fn names(kind: Kind) -> u8 {
    match kind {
        Kind::Name | Kind::Code => 0,
        Kind::Section => 1,
        _ => 2,
    }
}

/// A date against a number that may be one of its parts.
fn date_number(
    parts: impl Iterator<Item = i64>,
    value: Value,
    other: &Reading<'_>,
    numeral: &str,
) -> Relation {
    let parts: Vec<i64> = parts.collect();
    let Some(at) = parts.iter().position(|&part| Value::int(part) == value) else {
        let year_like = numeral.len() == 4 && other.kind == Kind::Cardinal && other.unit.is_none();
        let year = parts.first().is_some_and(|&year| year > 999);
        // 98年 is a year as well as a length of time.
        let in_years = other.unit.is_some_and(|unit| unit.id == "year");
        let short = parts.first().is_some_and(|&year| Value::int(year.rem_euclid(100)) == value);
        // So is 七十九年, counted from the founding of the Republic of China in 1912.
        let republic =
            parts.first().is_some_and(|&year| year > 1911 && Value::int(year - 1911) == value);
        return if year && in_years && (short && numeral.len() == 2 || republic) {
            Relation::Same { quality: 70, how: How::OtherKind }
        } else if year_like && year {
            Relation::Differs
        } else {
            Relation::Unlike
        };
    };
    match other.kind {
        Kind::Decade => Relation::Same { quality: 60, how: How::OtherKind },
        Kind::Cardinal
        | Kind::Ordinal
        | Kind::Name
        | Kind::Code
        | Kind::Section
        | Kind::Rank
        | Kind::Session => {
            let quality = if parts.len() == 1 { 75 } else { 50 - i32::from(at > 0) };
            Relation::Same { quality, how: How::OtherKind }
        }
        Kind::Duration => Relation::Clash(Clash::Kind),
        _ => Relation::Unlike,
    }
}

fn numbers(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> Relation {
    if is_ratio(zh.kind) || is_ratio(en.kind) {
        return relate_ratios(x, zh, y, en);
    }
    if is_place(zh.kind) || is_place(en.kind) {
        return relate_places(x, zh.kind, y, en.kind);
    }
    match (zh.kind, en.kind) {
        (Kind::Decade, Kind::Decade) => {
            let century = Value::int(100);
            let rest = |v: Value| v.to_i64().map(|n| n.rem_euclid(100));
            if x == y {
                Relation::Same { quality: 100, how: How::Exact }
            } else if rest(x) == rest(y) && (x < century || y < century) {
                Relation::Same { quality: 90, how: How::Exact }
            } else {
                Relation::Differs
            }
        }
        (Kind::Century, Kind::Century) => equal_or_differs(x, y, 100),
        (Kind::Decade | Kind::Century, _) | (_, Kind::Decade | Kind::Century) => {
            if x == y {
                Relation::Same { quality: 60, how: How::OtherKind }
            } else {
                Relation::Unlike
            }
        }
        _ => relate_amounts(x, zh, y, en),
    }
}

/// Kinds that say a place in a row.
pub(super) fn is_place(kind: Kind) -> bool {
    matches!(kind, Kind::Ordinal | Kind::Rank | Kind::Session | Kind::Section)
}

fn relate_places(x: Value, zh: Kind, y: Value, en: Kind) -> Relation {
    if is_place(zh) && is_place(en) {
        return equal_or_differs(x, y, if zh == en { 100 } else { 88 });
    }
    let (place, other) = if is_place(zh) { (zh, en) } else { (en, zh) };
    let quality = match (place, other) {
        (Kind::Ordinal | Kind::Session, Kind::Cardinal) if x == y => {
            return Relation::Clash(Clash::Ordinal);
        }
        (Kind::Rank, Kind::Cardinal) if x != y => return Relation::Differs,
        (_, Kind::Cardinal | Kind::Century | Kind::Slogan) => 72,
        (_, Kind::Duration | Kind::Measure | Kind::Decade) => 45,
        _ => return Relation::Unlike,
    };
    if x == y { Relation::Same { quality, how: How::OtherKind } } else { Relation::Unlike }
}

fn equal_or_differs(x: Value, y: Value, quality: i32) -> Relation {
    if x == y {
        let how = if quality == 100 { How::Exact } else { How::OtherKind };
        Relation::Same { quality, how }
    } else {
        Relation::Differs
    }
}

/// Whether two values agree to the precision the coarser one shows.
pub(super) fn agree(
    (x, x_step): (Value, Option<Value>),
    (y, y_step): (Value, Option<Value>),
    (x_hedged, y_hedged): (bool, bool),
) -> Option<How> {
    if x == y {
        return Some(How::Exact);
    }
    let (x_step, y_step) = (x_step.unwrap_or(Value::ZERO), y_step.unwrap_or(Value::ZERO));
    if x_step == y_step {
        return None;
    }
    let (coarse, step, fine) = if x_step > y_step { (x, x_step, y) } else { (y, y_step, x) };
    // "About 300" stands for 309, but not "about 300" for "about 309".
    let hedged = if x_step > y_step { x_hedged && !y_hedged } else { y_hedged && !x_hedged };
    let gap = coarse.sub(fine)?.abs();
    let rounded = gap.add(gap)? <= step;
    let cut = gap < step && coarse.abs() < fine.abs();
    let n_shown = super::digits::shown(coarse, Some(step)).map_or(0, |digits| digits.len());
    let fine_enough = n_shown >= 3 || hedged;
    match (rounded, cut) {
        (true, _) => Some(if fine_enough { How::Rounded } else { How::Loose }),
        (false, true) if fine_enough => Some(How::Rounded),
        _ => None,
    }
}

/// Which of two readings carry a hedge or bound.
pub(super) fn hedges(zh: &Reading<'_>, en: &Reading<'_>) -> (bool, bool) {
    (zh.bound != Bound::Exact, en.bound != Bound::Exact)
}
