//! Parts and multiples: per cent, per mille, percentage points, fractions, factors.

use super::relate::{Clash, How, Relation, agree, hedges};
use super::view::Reading;
use crate::figure::{Kind, Value};

/// Kinds that are a ratio, not an amount.
pub(super) fn is_ratio(kind: Kind) -> bool {
    matches!(kind, Kind::Percent | Kind::PerMille | Kind::Points | Kind::Fraction | Kind::Multiple)
}

/// How two numbers relate of which at least one is a ratio.
pub(super) fn relate_ratios(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> Relation {
    match (zh.kind, en.kind) {
        (Kind::Points, Kind::Points) => compared(x, zh, y, en, 100),
        (Kind::Points, Kind::Percent) | (Kind::Percent, Kind::Points) => {
            match compared(x, zh, y, en, 100) {
                Relation::Same { .. } => Relation::Clash(Clash::Points),
                other => other,
            }
        }
        (Kind::Multiple, Kind::Multiple) | (Kind::Fraction, Kind::Fraction) => {
            compared(x, zh, y, en, 100)
        }
        (Kind::Multiple, Kind::Percent) => multiple_percent(x, y),
        (Kind::Percent, Kind::Multiple) => multiple_percent(y, x),
        (Kind::Percent, Kind::PerMille) | (Kind::PerMille, Kind::Percent) => {
            match parts(x, zh, y, en) {
                Relation::Differs if x == y => Relation::Clash(Clash::Unit),
                other => other,
            }
        }
        (Kind::Percent | Kind::PerMille | Kind::Fraction, Kind::Percent | Kind::PerMille)
        | (Kind::Percent | Kind::PerMille, Kind::Fraction) => parts(x, zh, y, en),
        (Kind::Multiple, Kind::Fraction) | (Kind::Fraction, Kind::Multiple) => {
            let rest = Value::ONE.sub(x);
            let same = x == y || rest == Some(y);
            if same {
                Relation::Same { quality: 70, how: How::OtherKind }
            } else {
                Relation::Unlike
            }
        }
        (ratio, other) => {
            let (ratio, other) = if is_ratio(ratio) { (ratio, other) } else { (other, ratio) };
            with_amount(ratio, other, x == y)
        }
    }
}

/// Per cent, per mille and fractions, as parts of one.
fn parts(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> Relation {
    let part = |value: Value, kind: Kind| {
        let whole = match kind {
            Kind::Percent => 100,
            Kind::PerMille => 1000,
            _ => 1,
        };
        value.div(Value::int(whole))
    };
    let scaled = |value: Option<Value>, kind: Kind| value.and_then(|value| part(value, kind));
    let (Some(x), Some(y)) = (part(x, zh.kind), part(y, en.kind)) else { return Relation::Unlike };
    let zh = Reading { step: scaled(zh.step, zh.kind), ..*zh };
    let en = Reading { step: scaled(en.step, en.kind), ..*en };
    let quality = if zh.kind == en.kind { 100 } else { 88 };
    compared(x, &zh, y, &en, quality)
}

fn compared(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>, quality: i32) -> Relation {
    match agree((x, zh.step), (y, en.step), hedges(zh, en)) {
        Some(How::Exact) if quality == 100 => Relation::Same { quality, how: How::Exact },
        Some(How::Exact) => Relation::Same { quality, how: How::OtherKind },
        // A fraction has no last place: 33 % is a third.
        Some(how) if zh.kind == en.kind => Relation::Same { quality: quality - 15, how },
        Some(_) => Relation::Same { quality: quality - 15, how: How::OtherKind },
        None if x == y.neg() => Relation::Clash(Clash::Sign),
        None => Relation::Differs,
    }
}

/// Doubled is a rise of 100 per cent, and also to 200 per cent.
fn multiple_percent(multiple: Value, percent: Value) -> Relation {
    let hundred = Value::int(100);
    let to = multiple.mul(hundred);
    let by = to.and_then(|to| to.sub(hundred));
    if to == Some(percent) || by == Some(percent) {
        Relation::Same { quality: 82, how: How::OtherKind }
    } else {
        Relation::Differs
    }
}

fn with_amount(ratio: Kind, other: Kind, equal: bool) -> Relation {
    if !equal {
        return Relation::Unlike;
    }
    match (ratio, other) {
        (Kind::Multiple | Kind::Fraction, Kind::Cardinal | Kind::Ordinal | Kind::Measure)
        | (Kind::Multiple | Kind::Fraction, Kind::Duration | Kind::Money) => {
            Relation::Same { quality: 66, how: How::OtherKind }
        }
        (Kind::Percent | Kind::PerMille | Kind::Points, Kind::Cardinal) => {
            Relation::Clash(Clash::Percent)
        }
        (Kind::Percent | Kind::PerMille | Kind::Points, Kind::Money | Kind::Measure) => {
            Relation::Clash(Clash::Unit)
        }
        _ => Relation::Unlike,
    }
}
