//! A figure of one language written the way the other language writes it.

use super::view::{Atom, End};
use crate::document::Side;
use crate::figure::{Bound, Clock, Date, Kind, MONTHS, Quantity, Unit, Units, Value};

/// The whole figure in the style of `side`: numeral, percent sign, unit, currency. Four digits that
/// may be a year stay as they are.
pub(super) fn whole(atom: &Atom<'_>, side: Side) -> String {
    let written = atom.written();
    let four = written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit());
    if four
        && atom.end == End::Whole
        && atom.figure.also.iter().any(|(kind, _)| *kind == Kind::Date)
    {
        return written.to_owned();
    }
    quantity(atom.quantity, atom.figure.kind, atom.figure.unit, side)
}

/// A quantity of some kind and unit in the style of `side`.
pub(super) fn quantity(quantity: &Quantity, kind: Kind, unit: Option<Unit>, side: Side) -> String {
    match (quantity, side) {
        (Quantity::Number(value), Side::En) => number_en(*value, kind, unit),
        (Quantity::Number(value), Side::Zh) => number_zh(*value, kind, unit),
        (Quantity::Date(date), Side::En) => date_en(date),
        (Quantity::Date(date), Side::Zh) => date_zh(date),
        (Quantity::Clock(clock), Side::En) => clock_en(clock),
        (Quantity::Clock(clock), Side::Zh) => clock_zh(clock),
        (Quantity::Text(text), _) => text.clone(),
    }
}

/// The bare numeral in the style of `side`.
pub(super) fn numeral(value: Value, side: Side) -> String {
    match side {
        Side::En => english(value),
        Side::Zh => chinese(value),
    }
}

/// `280 million`, `596,000`, `2.36 trillion`, `6.9`, `2/3`.
pub(super) fn english(value: Value) -> String {
    const SCALES: [(i32, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];
    if let Some(text) = scaled(value, &SCALES) {
        let (number, word) = text;
        return format!("{number} {word}");
    }
    grouped(&value.to_string())
}

/// `2.8亿`, `59.6万`, `2.36万亿`, `6.9`, `三分之二`.
pub(super) fn chinese(value: Value) -> String {
    const SCALES: [(i32, &str); 3] = [(12, "万亿"), (8, "亿"), (4, "万")];
    if let Some((number, word)) = scaled(value, &SCALES) {
        return format!("{number}{word}");
    }
    if !value.is_finite_decimal() {
        return fraction_zh(value);
    }
    value.to_string()
}

/// A whole number below 10⁸ in characters as it is spoken: 一千零一, 十八, 二万五千.
pub(super) fn characters(number: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [(i64, &str); 4] = [(10_000, "万"), (1000, "千"), (100, "百"), (10, "十")];
    let digit = |n: i64| DIGITS[usize::try_from(n.rem_euclid(10)).unwrap_or(0)];
    let (mut text, mut rest, mut gap) = (String::new(), number, false);
    for (size, unit) in UNITS {
        let count = rest / size;
        rest %= size;
        if count == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push_str(DIGITS[0]);
            gap = false;
        }
        if count >= 10 {
            text.push_str(&characters(count));
        } else if !(size == 10 && count == 1 && text.is_empty()) {
            text.push_str(digit(count));
        }
        text.push_str(unit);
    }
    if rest > 0 || text.is_empty() {
        if gap {
            text.push_str(DIGITS[0]);
        }
        text.push_str(digit(rest));
    }
    text
}

/// With the largest scale word that leaves at most four decimals and four whole digits.
fn scaled(value: Value, scales: &[(i32, &'static str)]) -> Option<(String, &'static str)> {
    scales.iter().find_map(|&(power, word)| {
        let scaled = value.div(Value::power_of_ten(power)?)?;
        let fits = scaled.abs() >= Value::ONE && scaled.abs() < Value::int(10_000);
        let shown = scaled.to_string();
        let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        (fits && scaled.is_finite_decimal() && decimals <= 4).then_some((shown, word))
    })
}

/// Thousands separators for a plain decimal.
fn grouped(plain: &str) -> String {
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(w, d)| (w, Some(d)));
    if whole.contains('/') || whole.len() < 4 {
        return plain.to_string();
    }
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

fn number_en(value: Value, kind: Kind, unit: Option<Unit>) -> String {
    match kind {
        Kind::Percent => format!("{}%", english(value)),
        Kind::PerMille => format!("{}‰", english(value)),
        Kind::Points => {
            let plural = if value == Value::ONE { "" } else { "s" };
            format!("{} percentage point{plural}", english(value))
        }
        Kind::Fraction => fraction_en(value),
        Kind::Multiple => format!("{} times", english(value)),
        Kind::Ordinal | Kind::Session => value.to_i64().map_or_else(|| english(value), ordinal_en),
        Kind::Rank => format!("top {}", english(value)),
        Kind::Decade => format!("{value}s"),
        Kind::Century => value.to_i64().map_or_else(
            || english(value),
            |n| {
                let era = if n < 0 { " BC" } else { "" };
                format!("{} century{era}", ordinal_en(n.abs()))
            },
        ),
        _ => with_unit_en(value, unit),
    }
}

fn number_zh(value: Value, kind: Kind, unit: Option<Unit>) -> String {
    match kind {
        Kind::Percent => format!("{}%", chinese(value)),
        Kind::PerMille => format!("{}‰", chinese(value)),
        Kind::Points => format!("{}个百分点", chinese(value)),
        Kind::Fraction if value == Value::ratio(1, 2).unwrap_or(Value::ZERO) => "一半".to_string(),
        Kind::Fraction => fraction_zh(value),
        Kind::Multiple => format!("{}倍", chinese(value)),
        Kind::Ordinal | Kind::Session => format!("第{value}"),
        Kind::Rank => format!("前{value}"),
        Kind::Decade => format!("{value}年代"),
        Kind::Century if value.is_negative() => format!("公元前{}世纪", value.abs()),
        Kind::Century => format!("{value}世纪"),
        _ => {
            let unit = unit.map_or("", |unit| Units::builtin().zh_name(unit));
            format!("{}{unit}", chinese(value))
        }
    }
}

fn with_unit_en(value: Value, unit: Option<Unit>) -> String {
    let Some(unit) = unit else { return english(value) };
    let (one, many) = Units::builtin().en_name(unit);
    let name = if value == Value::ONE { one } else { many };
    match unit.id {
        "usd" => format!("${}", english(value)),
        "gbp" => format!("£{}", english(value)),
        "eur" => format!("€{}", english(value)),
        "cny" => format!("{} yuan", english(value)),
        "mu" => format!("{} mu", english(value)),
        "celsius" => format!("{}°C", english(value)),
        "fahrenheit" => format!("{}°F", english(value)),
        _ => format!("{} {name}", english(value)),
    }
}

/// `三分之二`, with numbers below a hundred in characters.
fn fraction_zh(value: Value) -> String {
    format!("{}分之{}", small_zh(value.denom()), small_zh(value.numer()))
}

fn small_zh(number: i128) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit =
        |n: i128| usize::try_from(n).ok().and_then(|n| DIGITS.get(n)).copied().unwrap_or("");
    match number {
        0..=9 => digit(number).to_string(),
        10..=99 => {
            let tens = if number < 20 { "" } else { digit(number / 10) };
            let ones = if number % 10 == 0 { "" } else { digit(number % 10) };
            format!("{tens}十{ones}")
        }
        _ => number.to_string(),
    }
}

fn fraction_en(value: Value) -> String {
    let named = match value.denom() {
        2 => Some("half"),
        3 => Some("third"),
        4 => Some("quarter"),
        5 => Some("fifth"),
        10 => Some("tenth"),
        _ => None,
    };
    let count = match value.numer() {
        1 => Some("one"),
        2 => Some("two"),
        3 => Some("three"),
        4 => Some("four"),
        _ => None,
    };
    match (count, named) {
        (Some("one"), Some("half")) => "half".to_string(),
        (Some("one"), Some(part)) => format!("one {part}"),
        (Some(count), Some(part)) => format!("{count} {part}s"),
        _ => english(value),
    }
}

/// `1st`, `22nd`, `113th`.
pub(super) fn ordinal_en(number: i64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn date_en(date: &Date) -> String {
    let month = date
        .month
        .and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)).copied())
        .unwrap_or("");
    let year = date.year.map(|year| match year {
        ..0 => format!("{} BC", -year),
        _ => year.to_string(),
    });
    if let Some(quarter) = date.quarter {
        let name = ["first", "second", "third", "fourth"][usize::from(quarter - 1).min(3)];
        return join(&format!("the {name} quarter"), " of ", year);
    }
    if let Some(half) = date.half {
        let name = if half == 1 { "first" } else { "second" };
        return join(&format!("the {name} half"), " of ", year);
    }
    match (month, date.day) {
        ("", Some(day)) => format!("the {}", ordinal_en(i64::from(day))),
        ("", None) => year.unwrap_or_default(),
        (month, Some(day)) => join(&format!("{month} {day}"), ", ", year),
        (month, None) => join(month, " ", year),
    }
}

fn join(first: &str, between: &str, last: Option<String>) -> String {
    last.map_or_else(|| first.to_string(), |last| format!("{first}{between}{last}"))
}

fn date_zh(date: &Date) -> String {
    let mut text = String::new();
    if let Some(year) = date.year {
        let era = if year < 0 { "公元前" } else { "" };
        text.push_str(&format!("{era}{}年", year.abs()));
    }
    if let Some(quarter) = date.quarter {
        let name = ["一", "二", "三", "四"][usize::from(quarter - 1).min(3)];
        text.push_str(&format!("{name}季度"));
    }
    if let Some(half) = date.half {
        text.push_str(if half == 1 { "上半年" } else { "下半年" });
    }
    if let Some(month) = date.month {
        text.push_str(&format!("{month}月"));
    }
    if let Some(day) = date.day {
        text.push_str(&format!("{day}日"));
    }
    text
}

fn clock_en(clock: &Clock) -> String {
    let (hour, half) = match (clock.half_day_known, clock.hour % 24) {
        (false, hour) => (hour, ""),
        (true, 0) => (12, " a.m."),
        (true, hour @ 1..=11) => (hour, " a.m."),
        (true, 12) => (12, " p.m."),
        (true, hour) => (hour - 12, " p.m."),
    };
    format!("{hour}:{:02}{half}", clock.minute)
}

fn clock_zh(clock: &Clock) -> String {
    let (half, hour) = match (clock.half_day_known, clock.hour % 24) {
        (false, hour) => ("", hour),
        (true, hour @ 0..=11) => ("上午", hour),
        (true, 12) => ("中午", 12),
        (true, hour) => ("下午", hour - 12),
    };
    match clock.minute {
        0 => format!("{half}{hour}时"),
        minute => format!("{half}{hour}时{minute}分"),
    }
}

/// The words of a bound, before or after the number: English `more than`, Chinese `超过`.
pub(super) const fn bound_words(bound: Bound, side: Side) -> &'static str {
    match (bound, side) {
        (Bound::Exact, _) => "",
        (Bound::About, Side::En) => "about",
        (Bound::Near, Side::En) => "nearly",
        (Bound::Above, Side::En) => "more than",
        (Bound::AtLeast, Side::En) => "at least",
        (Bound::Below, Side::En) => "less than",
        (Bound::AtMost, Side::En) => "at most",
        (Bound::Several, Side::En) => "several",
        (Bound::About, Side::Zh) => "约",
        (Bound::Near, Side::Zh) => "近",
        (Bound::Above, Side::Zh) => "超过",
        (Bound::AtLeast, Side::Zh) => "至少",
        (Bound::Below, Side::Zh) => "不到",
        (Bound::AtMost, Side::Zh) => "不超过",
        (Bound::Several, Side::Zh) => "数",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_each_languages_own_style() {
        for (plain, en, zh) in [
            ("280000000", "280 million", "2.8亿"),
            ("596000", "596,000", "59.6万"),
            ("2360000000000", "2.36 trillion", "2.36万亿"),
            ("6700000", "6.7 million", "670万"),
            ("3200", "3,200", "3200"),
            ("6.9", "6.9", "6.9"),
            ("123456789", "123,456,789", "123456789"),
            ("13000", "13,000", "1.3万"),
        ] {
            let value = Value::parse(plain).unwrap();
            assert_eq!((english(value).as_str(), chinese(value).as_str()), (en, zh));
        }
        assert_eq!(fraction_en(Value::ratio(2, 3).unwrap()), "two thirds");
        assert_eq!([1, 2, 3, 11, 22, 113].map(ordinal_en).join(" "), "1st 2nd 3rd 11th 22nd 113th");
    }

    #[test]
    fn numbers_in_characters() {
        for (number, text) in [
            (18, "十八"),
            (105, "一百零五"),
            (1001, "一千零一"),
            (2024, "二千零二十四"),
            (25_000, "二万五千"),
            (120_300, "十二万零三百"),
            (40, "四十"),
        ] {
            assert_eq!(characters(number), text);
        }
    }

    #[test]
    fn dates_and_times() {
        let date = Date { year: Some(2017), month: Some(1), day: Some(15), ..Date::default() };
        assert_eq!(
            (date_en(&date).as_str(), date_zh(&date).as_str()),
            ("January 15, 2017", "2017年1月15日")
        );
        let clock = Clock { hour: 15, minute: 30, second: None, half_day_known: true };
        assert_eq!(
            (clock_en(&clock).as_str(), clock_zh(&clock).as_str()),
            ("3:30 p.m.", "下午3时30分")
        );
    }
}
