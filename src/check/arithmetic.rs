//! What one side says in parts and the other in one: 1小时30分钟 and "90 minutes", 2小时05分41秒 and
//! "2:05:41"; and a change told by its two ends on one side and by its size on the other: 由57%提高到62.6%
//! and "rose 5.6 percentage points to 62.6%".

use std::ops::Range;

use super::pairing::Met;
use super::relate::{How, Relation, agree};
use super::view::{Atom, End};
use crate::document::Side;
use crate::figure::{Bound, Clock, Kind, Quantity, Value};

/// Lengths of time said in parts on the side of `atoms` and as one on that of `others`: the parts, and
/// the index of the one. Takes the product of their numbers; the caller asks where there are few.
pub(super) fn lengths(atoms: &[Atom<'_>], others: &[Atom<'_>]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut first = 0;
    while first + 1 < atoms.len() {
        let mut next = first + 1;
        while next < atoms.len() && goes_on(&atoms[next - 1], &atoms[next]) {
            next += 1;
        }
        let run = first..next;
        first = next;
        let free = |at: &usize| found.iter().all(|(_, taken)| taken != at);
        let whole = (run.len() > 1).then(|| sum(&atoms[run.clone()])).flatten().and_then(|sum| {
            (0..others.len())
                .filter(free)
                .find(|&at| is_length(&others[at], sum, &atoms[run.end - 1]))
        });
        if let Some(whole) = whole {
            found.push((run, whole));
        }
    }
    found
}

/// Whether a length of time goes on in the next figure, in a smaller unit: 三年零六个月, "1 hour and 30
/// minutes".
fn goes_on(one: &Atom<'_>, next: &Atom<'_>) -> bool {
    let lasts = |atom: &Atom<'_>| {
        atom.figure.kind == Kind::Duration && atom.end == End::Whole && atom.number().is_some()
    };
    let (Some(large), Some(small)) = (one.figure.unit, next.figure.unit) else { return false };
    let between = one.text.get(one.figure.span.end..next.figure.span.start);
    let joined = between.is_some_and(|between| {
        matches!(
            between.trim().to_ascii_lowercase().as_str(),
            "" | "零" | "又" | "and" | "," | ", and"
        )
    });
    lasts(one)
        && lasts(next)
        && large.dimension == small.dimension
        && small.factor < large.factor
        && joined
}

/// What parts are together, in the base of their units.
fn sum(parts: &[Atom<'_>]) -> Option<Value> {
    parts
        .iter()
        .try_fold(Value::ZERO, |sum, part| sum.add(part.number()?.mul(part.figure.unit?.factor)?))
}

/// Whether an atom says a length of `sum`, to the precision of `last`, the smallest part of it.
fn is_length(atom: &Atom<'_>, sum: Value, last: &Atom<'_>) -> bool {
    if let Quantity::Clock(clock) = atom.quantity {
        return last.figure.unit.is_some_and(|unit| unit.dimension == "time") && runs(clock, sum);
    }
    let (Some(unit), Some(least)) = (atom.figure.unit, last.figure.unit) else { return false };
    let alike = atom.figure.kind == Kind::Duration && unit.dimension == least.dimension;
    let (Some(total), Some(value)) = (sum.div(unit.factor), atom.number()) else { return false };
    let step = last.figure.step.and_then(|step| step.mul(least.factor)?.div(unit.factor));
    let hedged = atom.figure.bound != Bound::Exact;
    let how = agree((total, step), (value, atom.figure.step), (false, hedged));
    alike && atom.end == End::Whole && matches!(how, Some(How::Exact | How::Rounded))
}

/// Whether a time with colons is so many seconds, as hours and minutes or as minutes and seconds.
fn runs(clock: &Clock, seconds: Value) -> bool {
    let large = i64::from(clock.hour) * 60 + i64::from(clock.minute);
    let forms = match clock.second {
        Some(second) => [large * 60 + i64::from(second); 2],
        None => [large * 60, large],
    };
    forms.map(Value::int).contains(&seconds)
}

/// Whether `size` on one side is the change from `from`, on the other side, to a figure that both have:
/// then neither needs a counterpart.
pub(super) fn is_change(size: &Atom<'_>, from: &Atom<'_>, met: &[Met<'_>]) -> bool {
    let (Some(gap), Some(start)) = (size.number(), from.number()) else { return false };
    let (kind, unit) = (from.figure.kind, from.figure.unit.map(|unit| unit.id));
    let fits = match kind {
        Kind::Percent => size.figure.kind == Kind::Points,
        Kind::Cardinal | Kind::Money | Kind::Measure => {
            size.figure.kind == kind && size.figure.unit.map(|unit| unit.id) == unit
        }
        _ => false,
    };
    let moved = size.figure.direction.is_some() || size.figure.kind == Kind::Points;
    fits && moved
        && met.iter().any(|met| {
            let end = if from.side == Side::Zh { &met.zh } else { &met.en };
            let told = matches!(met.relation, Relation::Same { .. }) && end.figure.kind == kind;
            let difference = end.number().and_then(|end| end.sub(start)).map(Value::abs);
            told && end.figure.unit.map(|unit| unit.id) == unit && difference == Some(gap.abs())
        })
}
