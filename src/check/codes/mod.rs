//! One file per code, and the one registry of them all.
//!
//! A file's `//!` page is the manual's page of that code; `docs/checks.md` is made of these pages,
//! and their examples are run as tests.

use super::digits::{Slip, slip};
use super::pairing::{Bead, Met};
use super::relate::Relation;
use super::suggest::Suggestion;
use super::view::Atom;
use super::wording::{ordered, shown, value_of};
use super::{Code, Level};
use crate::document::Side;
use crate::figure::{Bound, Kind, Quantity, Value};

mod added;
mod added_digit;
mod changed_digits;
mod decimal_slip;
mod dropped_digit;
mod inconsistent;
mod lost_hedge;
mod lost_sign;
mod magnitude;
mod missing;
mod name_with_digit;
mod ordinal_for_cardinal;
mod percent_for_points;
mod range_end;
mod reversed_bound;
mod reversed_direction;
mod section_number;
mod slogan_count;
mod sum;
mod swapped;
mod systematic;
mod transposed_digits;
mod wrong_currency;
mod wrong_date;
mod wrong_fraction;
mod wrong_multiple;
mod wrong_ordinal;
mod wrong_unit;

/// What a check says about what it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) level: Level,
    pub(super) message: String,
    pub(super) suggestion: Option<Suggestion>,
}

impl Said {
    pub(super) fn new(level: Level, message: impl Into<String>) -> Said {
        Said { level, message: message.into(), suggestion: None }
    }

    pub(super) fn suggesting(self, suggestion: Suggestion) -> Said {
        Said { suggestion: Some(suggestion), ..self }
    }
}

/// What a check may know besides the figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The side that is the translation.
    pub(super) translation: Side,
    /// Whether the caller said so, or it is only assumed.
    pub(super) known: bool,
}

/// A check: one sort of mistake. Each method is asked about one sort of situation; the first check
/// of the registry that answers names the finding.
pub(super) trait Check: Sync {
    /// Its code.
    fn code(&self) -> Code;

    /// Its source file, whose `//!` page is the manual's.
    fn source(&self) -> &'static str;

    /// Two figures that were paired: the same, clashing or contradicting.
    fn met(&self, _met: &Met<'_>, _setting: Setting) -> Option<Said> {
        None
    }

    /// A figure with no counterpart here or nearby.
    fn alone(
        &self,
        _atom: &Atom<'_>,
        _before: Option<&Atom<'_>>,
        _setting: Setting,
    ) -> Option<Said> {
        None
    }

    /// All pairs of a document, for what only shows over several: index of the pair, of the meeting
    /// in it, and what is said about it.
    fn document(&self, _beads: &[Bead<'_>], _setting: Setting) -> Vec<(usize, usize, Said)> {
        Vec::new()
    }

    /// Two pairs whose figures changed places.
    fn crossed(&self, _crossed: (&Met<'_>, &Met<'_>), _setting: Setting) -> Option<Said> {
        None
    }
}

/// Every check. The order is that of asking: what is most particular first.
pub(super) const REGISTRY: [&dyn Check; 28] = [
    &swapped::Swapped,
    &range_end::RangeEnd,
    &percent_for_points::PercentForPoints,
    &wrong_currency::WrongCurrency,
    &wrong_unit::WrongUnit,
    &ordinal_for_cardinal::OrdinalForCardinal,
    &wrong_fraction::WrongFraction,
    &wrong_multiple::WrongMultiple,
    &wrong_ordinal::WrongOrdinal,
    &wrong_date::WrongDate,
    &section_number::SectionNumber,
    &name_with_digit::NameWithDigit,
    &slogan_count::SloganCount,
    &lost_sign::LostSign,
    &decimal_slip::DecimalSlip,
    &magnitude::Magnitude,
    &transposed_digits::TransposedDigits,
    &dropped_digit::DroppedDigit,
    &added_digit::AddedDigit,
    &reversed_direction::ReversedDirection,
    &reversed_bound::ReversedBound,
    &changed_digits::ChangedDigits,
    &lost_hedge::LostHedge,
    &missing::Missing,
    &added::Added,
    &systematic::Systematic,
    &inconsistent::Inconsistent,
    &sum::Sum,
];

/// How the translation's digits differ from the original's, for two numbers that contradict.
/// Different units of one dimension are converted first.
fn slip_of(met: &Met<'_>, setting: Setting) -> Option<Slip> {
    if met.relation != Relation::Differs {
        return None;
    }
    let (source, other) = ordered(met, setting.translation);
    let (mut x, mut y) = (value_of(source)?, value_of(other)?);
    let (mut x_step, mut y_step) = (source.figure.step, other.figure.step);
    if let (Some(want), Some(have)) = (source.figure.unit, other.figure.unit)
        && want.id != have.id
        && want.dimension == have.dimension
    {
        let ratio = have.factor.div(want.factor)?;
        y = y.mul(ratio)?;
        y_step = y_step.and_then(|step| step.mul(ratio));
    }
    if source.figure.kind == Kind::PerMille && other.figure.kind == Kind::Percent {
        (x, x_step) = (x.div(Value::int(10))?, None);
    }
    Some(slip((x, x_step), (y, y_step)))
}

/// Level of a contradiction between two amounts.
fn opposed_level(met: &Met<'_>) -> Level {
    if met.confident { Level::Error } else { Level::Check }
}

/// Level of a figure without counterpart; `None` for those that may vanish.
fn alone_level(atom: &Atom<'_>) -> Option<Level> {
    let figure = atom.figure;
    if figure.weak {
        return None;
    }
    let small = atom.number().is_some_and(|value| value.abs() <= Value::int(12));
    let range = figure.is_range();
    let digits = atom.numeral().chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    match figure.kind {
        Kind::Slogan | Kind::Section => None,
        Kind::Name | Kind::Code | Kind::Fraction => Some(Level::Note),
        Kind::Ordinal
        | Kind::Rank
        | Kind::Session
        | Kind::Cardinal
        | Kind::Duration
        | Kind::Century
        | Kind::Multiple
        | Kind::Measure
            if small && !(range && digits) =>
        {
            // Words have many other ways to say two or three; 5 km and 7天 are meant as figures.
            let measured = matches!(figure.kind, Kind::Measure | Kind::Duration | Kind::Cardinal);
            let telling = digits
                && measured
                && atom.number().is_some_and(|value| value.abs() > Value::int(2));
            Some(if telling { Level::Check } else { Level::Note })
        }
        Kind::Cardinal if figure.bound == Bound::Several => Some(Level::Note),
        Kind::Date => match atom.quantity {
            Quantity::Date(date) if date.year.is_some() || date.day.is_some() || digits => {
                Some(Level::Check)
            }
            _ => Some(Level::Note),
        },
        _ => Some(Level::Check),
    }
}

/// The note on a figure that agrees in its rarer reading only.
fn ambiguous(met: &Met<'_>, setting: Setting) -> Option<Said> {
    let (source, other) = ordered(met, setting.translation);
    // 2010 and 2010 say the same, whichever it is.
    let numeral = source.numeral();
    if numeral == other.numeral() && numeral.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let why = [source.figure.ambiguity, other.figure.ambiguity]
        .into_iter()
        .find(|why| !why.is_empty())?;
    let message =
        format!("{} and {} agree in one of two readings. {why}", shown(source), shown(other));
    Some(Said::new(Level::Note, message))
}
