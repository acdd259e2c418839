//! What to write instead, in the translation's own language, and which words it replaces.

use super::rates;
use super::render;
use super::view::{Atom, End};
use crate::document::{Side, Span};
use crate::figure::{Kind, Quantity, Unit, Units, Value};

/// A text to write, and the span of the translation it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub(super) text: String,
    pub(super) replaces: Option<Span>,
}

/// The right rendering of `source` where the translation has `wrong`: the numeral alone where the
/// rest of the figure is right, so that the translation's own noun and unit stay.
pub(super) fn instead_of(source: &Atom<'_>, wrong: &Atom<'_>) -> Suggestion {
    let side = wrong.side;
    let (have, want) = (wrong.figure, source.figure);
    let whole_span = Some(have.span);
    if wrong.end != End::Whole {
        let text = match (source.end, &want.high) {
            (End::First | End::Second, Some(_)) => range(source, side),
            _ => render::whole(source, side),
        };
        return Suggestion { text, replaces: whole_span };
    }
    let same_unit = want.unit.map(|unit| unit.id) == have.unit.map(|unit| unit.id)
        || have.unit.is_none() && !matches!(want.kind, Kind::Money);
    if let Some(value) = in_rate_of(source, wrong) {
        return Suggestion { text: render::numeral(value, side), replaces: Some(have.numeral) };
    }
    let below = |atom: &Atom<'_>| atom.number().is_some_and(Value::is_negative);
    if let Quantity::Number(value) = source.quantity
        && want.kind == have.kind
        && same_unit
        && below(source) == below(wrong)
        && let Some(text) = numeral_like(*value, want.kind, wrong)
    {
        return Suggestion { text, replaces: Some(have.numeral) };
    }
    Suggestion { text: with_conversion(source, side), replaces: whole_span }
}

/// The rendering of a figure the translation lacks; where it belongs, only the translator knows.
pub(super) fn missing(source: &Atom<'_>, side: Side) -> Suggestion {
    let text = match source.figure.high {
        Some(_) => range(source, side),
        None => with_conversion(source, side),
    };
    Suggestion { text, replaces: None }
}

/// The amount as the other tells it, if they are told for different units: 500公斤 of a 亩 is 7,500 kg
/// of a hectare.
fn in_rate_of(source: &Atom<'_>, wrong: &Atom<'_>) -> Option<Value> {
    let told = |atom: &Atom<'_>| Some((atom.figure.unit?, atom.per?));
    let value = source.number()?.mul(rates::factor(told(source)?, told(wrong)?)?)?;
    let short = value.mul(Value::int(100)).is_some_and(Value::is_int);
    if short { Some(value) } else { to_three_digits(value) }
}

/// The numeral alone, for kinds whose numeral can be replaced by itself.
fn numeral_like(value: Value, kind: Kind, wrong: &Atom<'_>) -> Option<String> {
    let shown = wrong.numeral();
    let digits = shown.chars().any(|c| c.is_ascii_digit());
    // "ISO 8601" and "2300 trains" are without a comma, and what replaces them is too.
    let ungrouped = shown.len() > 3 && shown.bytes().all(|byte| byte.is_ascii_digit());
    let plain = value.abs().to_i64().filter(|n| ungrouped && (1000..1_000_000).contains(n));
    let numeral = || plain.map_or_else(|| render::numeral(value, wrong.side), |n| n.to_string());
    match kind {
        Kind::Cardinal
        | Kind::Money
        | Kind::Measure
        | Kind::Duration
        | Kind::Percent
        | Kind::PerMille
        | Kind::Points => Some(numeral()),
        Kind::Rank if digits => Some(numeral()),
        Kind::Ordinal | Kind::Session if digits && wrong.side == Side::En => {
            let number = value.to_i64()?;
            let suffixed = shown.ends_with(|c: char| c.is_ascii_alphabetic());
            Some(if suffixed { render::ordinal_en(number) } else { number.to_string() })
        }
        _ => None,
    }
}

fn range(source: &Atom<'_>, side: Side) -> String {
    let figure = source.figure;
    let Some(high) = &figure.high else { return render::whole(source, side) };
    let high_text = render::quantity(high, figure.kind, figure.unit, side);
    let low_text = match (&figure.quantity, figure.kind) {
        (Quantity::Number(low), Kind::Percent | Kind::Cardinal) => match side {
            Side::En if figure.kind == Kind::Percent => format!("{}%", render::numeral(*low, side)),
            _ => render::numeral(*low, side),
        },
        (low, kind) => render::quantity(low, kind, figure.unit, side),
    };
    match side {
        Side::En => format!("{low_text} to {high_text}"),
        Side::Zh => format!("{low_text}至{high_text}"),
    }
}

/// `6.7 million mu (about 447,000 hectares)`: traditional units with what the reader knows.
fn with_conversion(source: &Atom<'_>, side: Side) -> String {
    let text = render::whole(source, side);
    let (Side::En, Some(unit), Quantity::Number(value)) =
        (side, source.figure.unit, source.quantity)
    else {
        return text;
    };
    match converted(*value, unit) {
        Some(converted) => format!("{text} (about {converted})"),
        None => text,
    }
}

fn converted(value: Value, unit: Unit) -> Option<String> {
    let form = match unit.id {
        "mu" => "hectare",
        "jin" | "liang" | "dan" => "kilogram",
        "li" => "kilometer",
        "chi" | "zhang" => "meter",
        _ => return None,
    };
    in_unit(value, unit, Units::builtin().en(form)?, Side::En)
}

/// An amount in another unit of its dimension, to three digits.
pub(super) fn in_unit(value: Value, unit: Unit, target: Unit, side: Side) -> Option<String> {
    let base = value.mul(unit.factor)?.add(unit.offset)?;
    let amount = base.sub(target.offset)?.div(target.factor)?;
    let rounded = Quantity::Number(to_three_digits(amount)?);
    Some(render::quantity(&rounded, Kind::Measure, Some(target), side))
}

/// Rounded half up to three significant digits.
fn to_three_digits(value: Value) -> Option<Value> {
    let mut step = Value::power_of_ten(-6)?;
    let thousand = Value::int(1000);
    while value.abs().div(step)? >= thousand {
        step = step.mul(Value::int(10))?;
    }
    let units = value.div(step)?.add(Value::ratio(1, 2)?)?;
    let whole = units.numer().div_euclid(units.denom());
    Value::ratio(whole, 1)?.mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mu_come_with_hectares() {
        let mu = Units::builtin().zh("亩").unwrap();
        let value = Value::parse("6700000").unwrap();
        assert_eq!(converted(value, mu).as_deref(), Some("447,000 hectares"));
    }
}
