//! Amounts: counts, money, measures, lengths of time, with their units and conversions.

use super::rates;
use super::relate::{Clash, How, Relation, agree, hedges};
use super::view::Reading;
use crate::figure::{Bound, Kind, Unit, Value};

/// How two amounts relate, neither a ratio nor a place in a row.
pub(super) fn relate_amounts(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> Relation {
    if zh.bound == Bound::Several || en.bound == Bound::Several {
        return several(x, zh, y, en);
    }
    if teens(x, zh, y, en) || in_decade_of_life(x, zh, y, en) {
        return Relation::Same { quality: 80, how: How::Rounded };
    }
    let hedges = hedges(zh, en);
    let plain = agree((x, zh.step), (y, en.step), hedges);
    let hedged = hedges.0 || hedges.1;
    if plain.is_none() && x == y.neg() && x != Value::ZERO {
        return Relation::Clash(Clash::Sign);
    }
    if let Some(same) = same_rate((x, zh), (y, en), hedged) {
        return same;
    }
    match (zh.unit, en.unit) {
        (Some(one), Some(other)) if one.id == other.id || namesakes(one, other) => same_unit(plain),
        (Some(one), Some(other)) => two_units((x, zh, one), (y, en, other), plain, hedged),
        (None, None) => same_unit(plain),
        _ => match plain {
            Some(how) => Relation::Same { quality: lowered(70, how), how: other_kind(how) },
            None => Relation::Differs,
        },
    }
}

/// 十几 against "a dozen" or any number of the teens.
fn teens(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> bool {
    let over_ten = |value: Value, bound: Bound| value == Value::int(10) && bound == Bound::Above;
    let in_teens = |value: Value| value > Value::int(10) && value < Value::int(20);
    if zh.unit.zip(en.unit).is_some_and(|(one, other)| one.id != other.id) {
        return false;
    }
    zh.open_ended && over_ten(x, zh.bound) && in_teens(y) || over_ten(y, en.bound) && in_teens(x)
}

/// 35岁 against "in his thirties".
fn in_decade_of_life(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> bool {
    let years = zh.unit.is_some_and(|unit| unit.id == "year");
    let decade = en.unit.is_none() && en.bound == Bound::Above && en.step.is_none();
    let tens = y.div(Value::int(10)).is_some_and(Value::is_int);
    years && decade && tens && y <= x && x.sub(y).is_some_and(|rest| rest < Value::int(10))
}

fn same_unit(plain: Option<How>) -> Relation {
    match plain {
        Some(how) => Relation::Same { quality: lowered(100, how), how },
        None => Relation::Differs,
    }
}

/// Units of one name in one of the languages: "pounds" are money or weight.
pub(super) fn namesakes(one: Unit, other: Unit) -> bool {
    let mut ids = [one.id, other.id];
    ids.sort_unstable();
    // A speed is often written as a length, with 每小时 or "an hour" before it, and 5mg/kg as 每公斤5毫克.
    // 折合标准煤5万吨 names the coal first, or "standard coal ... by 50,000 tons".
    // 寸 and 尺 are inches and feet where people talk: 三寸金莲.
    matches!(
        ids,
        ["gbp", "pound"]
            | ["mile", "mph"]
            | ["km", "kmh"]
            | ["m", "mps"]
            | ["cun", "inch"]
            | ["chi", "foot"]
            | ["tce", "tonne"]
            | ["gl", "gram"]
            | ["mg", "mgdl" | "mgkg" | "mgl" | "mgm3"]
    )
}

fn lowered(quality: i32, how: How) -> i32 {
    match how {
        How::Exact => quality,
        How::Loose => quality - 30,
        _ => quality - 10,
    }
}

fn other_kind(how: How) -> How {
    if how == How::Exact { How::OtherKind } else { how }
}

fn two_units(
    (x, zh, one): (Value, &Reading<'_>, Unit),
    (y, en, other): (Value, &Reading<'_>, Unit),
    plain: Option<How>,
    hedged: bool,
) -> Relation {
    if one.dimension == "money" && other.dimension == "money" {
        // Fifty cents of whatever currency are half of one.
        let part = |unit: Unit| matches!(unit.id, "cent" | "penny");
        let hundredth = |value: Value| value.div(Value::int(100));
        let coins = match (part(one), part(other)) {
            (true, false) => hundredth(x) == Some(y),
            (false, true) => hundredth(y) == Some(x),
            _ => false,
        };
        if coins {
            return Relation::Same { quality: 80, how: How::Converted };
        }
        return match plain {
            Some(How::Exact) => Relation::Clash(Clash::Currency),
            _ => Relation::Differs,
        };
    }
    if one.dimension == other.dimension {
        let converted = conversion((x, zh, one), (y, en, other), hedged);
        return match converted {
            Some(true) => Relation::Same { quality: 96, how: How::Converted },
            // 100 mu are not 100 acres, however loosely said.
            Some(false) if plain == Some(How::Exact) && !near_factors(one, other) => {
                Relation::Clash(Clash::Unit)
            }
            Some(false) => Relation::Same { quality: 86, how: How::Converted },
            None if plain.is_some() => Relation::Clash(Clash::Unit),
            None => Relation::Differs,
        };
    }
    if let Some(same) = calendar_lengths((x, one), (y, other)) {
        return same;
    }
    match plain {
        Some(How::Exact) => Relation::Clash(Clash::Unit),
        _ => Relation::Unlike,
    }
}

/// Whether two amounts of one dimension are the same once converted, and if so, whether exactly.
fn conversion(
    (x, zh, one): (Value, &Reading<'_>, Unit),
    (y, en, other): (Value, &Reading<'_>, Unit),
    hedged: bool,
) -> Option<bool> {
    let (base_x, base_y) = (in_base(x, one)?, in_base(y, other)?);
    let own = |step: Option<Value>, unit: Unit| step.unwrap_or(Value::ONE).mul(unit.factor);
    let (zh_shown, en_shown) = (own(zh.step, one), own(en.step, other));
    let x_step = loose_step(x, zh.step).and_then(|step| step.mul(one.factor));
    let y_step = loose_step(y, en.step).and_then(|step| step.mul(other.factor));
    // The last place shown on either side is all a conversion can be held to, and a round number is
    // off by little.
    let gap = base_x.sub(base_y)?.abs();
    let step = x_step?.max(y_step?);
    let step = if hedged { step.add(step)? } else { step };
    let shown = zh_shown?.max(en_shown?);
    let little = gap.mul(Value::int(100 / SLACK_PERCENT))? <= base_x.abs().max(base_y.abs());
    (gap.add(gap)? <= shown || gap <= step && little).then_some(base_x == base_y)
}

/// 亩产1000公斤 against "15 tonnes per hectare": amounts told for units of different size.
fn same_rate(
    (x, zh): (Value, &Reading<'_>),
    (y, en): (Value, &Reading<'_>),
    hedged: bool,
) -> Option<Relation> {
    let (one, other) = zh.unit.zip(en.unit)?;
    let factor = rates::factor((one, zh.per?), (other, en.per?))?;
    let (one, other) = (Unit { factor, ..one }, Unit { factor: Value::ONE, ..other });
    let exact = conversion((x, zh, one), (y, en, other), hedged)?;
    Some(Relation::Same { quality: if exact { 96 } else { 86 }, how: How::Converted })
}

/// Whether two units are of nearly the same size: tons and tonnes, yards and metres.
fn near_factors(one: Unit, other: Unit) -> bool {
    let (small, large) = if one.factor < other.factor { (one, other) } else { (other, one) };
    let ratio = large.factor.div(small.factor);
    ratio.zip(Value::ratio(6, 5)).is_some_and(|(ratio, most)| ratio <= most)
}

/// Per cent of an amount that a round conversion may be off: 30 miles are 50 km.
const SLACK_PERCENT: i64 = 5;

fn in_base(value: Value, unit: Unit) -> Option<Value> {
    value.mul(unit.factor)?.add(unit.offset)
}

/// The step a number shows once trailing zeros are not trusted: 450,000 hectares is good to 10,000.
fn loose_step(value: Value, step: Option<Value>) -> Option<Value> {
    let mut loose = step.unwrap_or(Value::ONE);
    if value.is_zero() {
        return Some(loose);
    }
    let ten = Value::int(10);
    while let Some(next) = loose.mul(ten) {
        if value.div(next).is_none_or(|rest| !rest.is_int()) {
            break;
        }
        loose = next;
    }
    Some(loose)
}

/// Months and years against days and weeks: a month has 28 to 31 days, a year 365 or 366.
fn calendar_lengths(one: (Value, Unit), other: (Value, Unit)) -> Option<Relation> {
    let (months, time) = match (one.1.dimension, other.1.dimension) {
        ("months", "time") => (one, other),
        ("time", "months") => (other, one),
        _ => return None,
    };
    let n_months = in_base(months.0, months.1)?;
    let n_days = in_base(time.0, time.1)?.div(Value::int(86_400))?;
    let least = n_months.mul(Value::int(28))?;
    let most = n_months.mul(Value::int(31))?;
    (least <= n_days && n_days <= most)
        .then_some(Relation::Same { quality: 82, how: How::Converted })
}

/// 数百 and "hundreds", 几十 and "dozens", and either against a number they allow.
fn several(x: Value, zh: &Reading<'_>, y: Value, en: &Reading<'_>) -> Relation {
    let both = zh.bound == en.bound;
    let fits = |scale: Value, value: Value, most: i64| {
        let half = Value::ratio(1, 2).and_then(|half| scale.mul(half));
        let top = scale.mul(Value::int(most));
        half.is_some_and(|low| low <= value) && top.is_some_and(|high| value <= high)
    };
    if both {
        return match x == y {
            true => Relation::Same { quality: 100, how: How::Exact },
            false if fits(x, y, 3) => Relation::Same { quality: 85, how: How::Rounded },
            false => Relation::Differs,
        };
    }
    let (scale, value) = if zh.bound == Bound::Several { (x, y) } else { (y, x) };
    let amounts = [zh.kind, en.kind].iter().all(|kind| *kind != Kind::Slogan);
    if amounts && fits(scale, value, 20) {
        Relation::Same { quality: 60, how: How::Rounded }
    } else {
        Relation::Unlike
    }
}
