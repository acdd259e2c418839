//! Dates written in figures only: 2016-01-15, 1/15/2016, 5·12, 2016/17; and numbers with exponents.

use super::Reading;
use super::text::Text;
use crate::document::Span;
use crate::figure::{Date, Figure, Kind, Quantity, Value};

const POINT: &str = "a month and day with a point, or a decimal";

/// 3.15, 5·12: a day people name by its month and day.
pub(super) fn memorial_day(
    text: Text<'_>,
    span: Span,
    first: &str,
    second: &str,
    dot: bool,
) -> Option<Reading> {
    let close = text.any(span.end, &["”", "\""]).unwrap_or(span.end);
    let events = ["地震", "大地震", "晚会", "事件", "汶川", "特大", "事故", "案", "爆炸", "国际"];
    let event = text.any(close, &events).is_some();
    let counted =
        text.any(span.end, &["%", "％", "万", "亿", "倍", "个", "元", "米", "公"]).is_some();
    if counted || !dot && !event {
        return None;
    }
    let (month, day) = (month_of(first.parse().ok()?)?, day_of(second.parse().ok()?)?);
    let date = Date { month: Some(month), day: Some(day), ..Date::default() };
    let mut figure = Figure::new(span, Kind::Date, Quantity::Date(date));
    let decimal = Value::parse(&format!("{first}.{second}"))?;
    figure.also = vec![(Kind::Cardinal, Quantity::Number(decimal))];
    figure.ambiguity = POINT;
    Some(figure.into())
}

/// 2.7e-9: a number with an exponent.
pub(super) fn exponent(run: &str) -> Option<Value> {
    let (number, power) = run.split_once(['e', 'E'])?;
    let power: i32 = power.parse().ok()?;
    Value::parse(number)?.mul(Value::power_of_ten(power)?)
}

/// 5G, 4G: generations, not grams.
pub(super) fn is_generation(run: &str) -> bool {
    run.len() <= 3 && run.ends_with('G')
}

pub(super) fn month_of(number: i64) -> Option<u8> {
    u8::try_from(number).ok().filter(|month| (1..=12).contains(month))
}

pub(super) fn day_of(number: i64) -> Option<u8> {
    u8::try_from(number).ok().filter(|day| (1..=31).contains(day))
}

pub(super) fn years(span: Span, low: i64, high: i64) -> Figure {
    let year = |year| Quantity::Date(Date { year: i32::try_from(year).ok(), ..Date::default() });
    let mut figure = Figure::new(span, Kind::Date, year(low));
    figure.high = Some(year(high));
    figure
}

/// 2016-01-15, 2016/1/15, 2016.1.15, 1/15/2016, 2016-01.
pub(super) fn iso_date(parts: &[&str], joiners: &str, span: Span) -> Option<Figure> {
    let number = |part: &str| part.parse::<i64>().ok().filter(|_| part.len() <= 4);
    let uniform = matches!(joiners, "--" | "//" | ".." | "-");
    if !uniform {
        return None;
    }
    let date = match parts {
        [year, month, day] if year.len() == 4 => Date {
            year: i32::try_from(number(year)?).ok().filter(|year| (1000..2200).contains(year)),
            month: Some(month_of(number(month)?)?),
            day: Some(day_of(number(day)?)?),
            ..Date::default()
        },
        [month, day, year] if year.len() == 4 && joiners == "//" => Date {
            year: i32::try_from(number(year)?).ok(),
            month: Some(month_of(number(month)?)?),
            day: Some(day_of(number(day)?)?),
            ..Date::default()
        },
        [year, month] if year.len() == 4 && month.len() == 2 && month.starts_with('0') => Date {
            year: i32::try_from(number(year)?).ok().filter(|year| (1900..2100).contains(year)),
            month: Some(month_of(number(month)?)?),
            ..Date::default()
        },
        _ => return None,
    };
    date.year?;
    Some(Figure::new(span, Kind::Date, Quantity::Date(date)))
}
