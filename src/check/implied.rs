//! Figures that the other side says in words, by the tables in `data/check`: both for 双, "last year" for
//! a date, "a week" for seven days, 五一 for "Labor Day".

use std::sync::OnceLock;

use super::view::Atom;
use crate::document::Side;
use crate::figure::{Date, Kind, MONTHS, Quantity, Value};

pub(super) fn implied(atom: &Atom<'_>, other_text: &str) -> bool {
    let lower = other_text.to_lowercase();
    let named = names().iter().any(|(zh, en)| match atom.side {
        Side::Zh => around(atom).contains(zh) && en.iter().any(|form| lower.contains(form)),
        Side::En => other_text.contains(zh) && en.iter().any(|form| around_en(atom, form)),
    });
    if named {
        return true;
    }
    if let Quantity::Date(date) = atom.quantity {
        return month_alone(atom, date, other_text) || relative_date(atom, date, &lower);
    }
    if atom.side == Side::En && in_dimensions(atom, other_text) {
        return true;
    }
    if matches!(atom.quantity, Quantity::Clock(_)) {
        return relative("clock", atom.side, &lower);
    }
    if atom.side == Side::Zh && one_unit(atom, &lower) {
        return true;
    }
    // "A thousand miles" of a saying, 千里.
    let spelled = !atom.numeral().bytes().any(|byte| byte.is_ascii_digit());
    let round = |value: Value| [100, 1000, 10_000].map(Value::int).contains(&value);
    let saying = atom.side == Side::En && atom.figure.kind == Kind::Measure && spelled;
    if saying && let Some(value) = atom.number().filter(|value| round(*value)) {
        let row = implied_table().iter().find(|row| row.key == value);
        return row.is_some_and(|row| row.zh.iter().take(1).any(|form| other_text.contains(form)));
    }
    // Words say small counts, not 1 % or 2 yuan.
    let exact = matches!(
        atom.figure.kind,
        Kind::Percent | Kind::PerMille | Kind::Points | Kind::Money | Kind::Measure
    );
    let Some(value) = atom.number().filter(|_| !exact) else { return false };
    implied_table().iter().filter(|row| row.key == value).any(|row| match atom.side {
        Side::Zh => row.en.iter().any(|form| has_word(&lower, form)),
        Side::En => row.zh.iter().any(|form| other_text.contains(form)),
    })
}

/// A row of a table: what is said, and the words that say it in either language.
struct Row<K> {
    key: K,
    zh: Vec<&'static str>,
    en: Vec<&'static str>,
}

/// Words for a value.
fn implied_table() -> &'static [Row<Value>] {
    static TABLE: OnceLock<Vec<Row<Value>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows(include_str!("../../data/check/implied.tsv"), |value| {
            let (numer, denom) = value.split_once('/').unwrap_or((value, "1"));
            Value::parse(numer)?.div(Value::parse(denom)?)
        })
    })
}

/// Words for a part of a date.
fn relative_dates() -> &'static [Row<&'static str>] {
    static TABLE: OnceLock<Vec<Row<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| rows(include_str!("../../data/check/relative_dates.tsv"), Some))
}

/// Names with a number, Chinese and English.
fn names() -> &'static [(&'static str, Vec<&'static str>)] {
    static TABLE: OnceLock<Vec<(&'static str, Vec<&'static str>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        lines(include_str!("../../data/check/names.tsv"))
            .filter_map(|line| line.split_once('\t'))
            .map(|(zh, en)| (zh, forms(en)))
            .collect()
    })
}

/// The rows of a table whose first column `read` understands.
fn rows<K>(table: &'static str, read: impl Fn(&'static str) -> Option<K>) -> Vec<Row<K>> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (key, zh, en) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Row { key: read(key)?, zh: forms(zh), en: forms(en) })
    };
    lines(table).filter_map(row).collect()
}

/// The lines of a table without its head.
fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

fn forms(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').filter(|form| !form.is_empty()).collect()
}

/// 12个月 where the English says "a year", 7天 where it says "a week".
fn one_unit(atom: &Atom<'_>, lower: &str) -> bool {
    const UNITS: [(&str, i64, &[&str]); 9] = [
        ("months", 12, &["a year", "one year", "full year"]),
        ("months", 9, &["three quarters"]),
        ("months", 6, &["half a year", "half year"]),
        ("months", 3, &["a quarter", "quarterly", "one quarter"]),
        ("time", 7 * 86_400, &["a week", "one week", "weekly"]),
        ("time", 86_400, &["a day", "one day", "daily"]),
        ("time", 3600, &["an hour", "one hour", "hourly"]),
        ("time", 30 * 86_400, &["a month", "one month", "monthly"]),
        ("time", 60, &["a minute", "one minute"]),
    ];
    let Some((unit, value)) = atom.figure.unit.zip(atom.number()) else { return false };
    let base = value.mul(unit.factor);
    UNITS.iter().any(|(dimension, size, phrases)| {
        unit.dimension == *dimension
            && base == Some(Value::int(*size))
            && phrases.iter().any(|phrase| has_word(lower, phrase))
    })
}

/// 三月 where the English has a March that could be another word, and was not read.
fn month_alone(atom: &Atom<'_>, date: &Date, other_text: &str) -> bool {
    let alone = *date == Date { month: date.month, ..Date::default() };
    let name = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
    atom.side == Side::Zh && alone && name.is_some_and(|name| has_word(other_text, name))
}

/// 2D where the Chinese says 二维 or 平面.
fn in_dimensions(atom: &Atom<'_>, other_text: &str) -> bool {
    let forms: &[&str] = match atom.quantity {
        Quantity::Text(name) if name == "2D" || name == "2-D" => &["二维", "平面", "二維", "2 维"],
        Quantity::Text(name) if name == "3D" || name == "3-D" => &["三维", "立体", "三維", "立體"],
        _ => return false,
    };
    forms.iter().any(|form| other_text.contains(form))
}

/// Whether the other side may say this date relatively, for the parts it would have to.
fn relative_date(atom: &Atom<'_>, date: &Date, lower: &str) -> bool {
    let given = [
        ("year", date.year.is_some()),
        ("month", date.month.is_some()),
        ("day", date.day.is_some()),
        ("quarter", date.quarter.is_some()),
        ("half", date.half.is_some()),
    ];
    // Only a date of one part is said by one such word.
    let mut parts = given.iter().filter(|(_, given)| *given);
    match (parts.next(), parts.next()) {
        (Some((part, _)), None) => relative(part, atom.side, lower),
        // A weekday in brackets does not stand for a full date; "yesterday" does.
        (Some(_), Some(_)) if date.day.is_some() && date.year.is_none() => {
            relative("full", atom.side, lower)
        }
        _ => false,
    }
}

fn relative(part: &str, side: Side, other: &str) -> bool {
    relative_dates().iter().filter(|row| row.key == part).any(|row| match side {
        Side::Zh => row.en.iter().any(|form| has_word(other, form)),
        Side::En => row.zh.iter().any(|form| other.contains(form)),
    })
}

fn around<'f>(atom: &Atom<'f>) -> &'f str {
    let text = atom.text;
    let start = text[..atom.figure.span.start].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let end = text[atom.figure.span.end..]
        .char_indices()
        .nth(2)
        .map_or(text.len(), |(at, _)| atom.figure.span.end + at);
    &text[start..end]
}

/// Most bytes between a figure and the words that name it: "May 1, Labor Day".
const NAMED_NEAR: usize = 20;

fn around_en(atom: &Atom<'_>, form: &str) -> bool {
    let span = atom.figure.span;
    let lower = atom.text.to_lowercase();
    lower
        .match_indices(form)
        .any(|(at, _)| at <= span.end + NAMED_NEAR && span.start <= at + form.len() + NAMED_NEAR)
}

/// Whether a lower-case text has the word or phrase, on word boundaries.
pub(super) fn has_word(lower: &str, form: &str) -> bool {
    lower.match_indices(form).any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let after = lower[at + form.len()..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(before) && !letter(after)
    })
}
