//! The machine form of a figure, as `duizhao figures` prints it: one JSON object a figure.
//!
//! # Fields
//!
//! | field | meaning |
//! |---|---|
//! | `text` | the figure as written, without hedges |
//! | `start`, `end` | its bytes in the text, half-open |
//! | `kind` | `cardinal`, `ordinal`, `percent`, `per-mille`, `points`, `money`, `measure`, `date`, `decade`, `century`, `clock`, `duration`, `fraction`, `multiple`, `rank`, `session`, `name`, `section`, `code`, `slogan`, or `range` |
//! | `value` | what it says, exact and plain; see below |
//! | `low`, `high` | both ends of a range, each as a value of its own |
//! | `of` | for a range, the kind of its ends |
//! | `unit` | the id of its unit: `cny`, `km`, `year` |
//! | `bound` | `about`, `near`, `above`, `at-least`, `below`, `at-most`, `several` |
//! | `direction` | `up` or `down` |
//! | `change` | `by` or `to` |
//! | `also` | other readings, each with `kind` and `value`, where the text is ambiguous |
//! | `ambiguity` | why there are other readings |
//! | `weak` | `true` where the number may well have no counterpart ("one", "a") |
//!
//! Fields after `value` are left out when they have nothing to say.
//!
//! # Values
//!
//! Numbers are decimal without separators or exponent (`280000000`, `2.5`, `-7`), or `n/d` where no
//! finite decimal exists; of kind `fraction` always `n/d`. A percentage is its number (`6.5`); so
//! are points, basis points being a hundredth each. A range is `low-high`. Dates are `2017`,
//! `2017-01`, `2017-01-15`, `--01-15` (no year), `--01` (a month), `---15` (a day), `2016-Q1`,
//! `2016-H1`, `Q1`, `H1`; years before Christ have a minus. Times of day are `15:30` or `15:30:20`,
//! in 24 hours where the text tells. Names, codes and sections are their text in upper case.

use serde::Serialize;

use super::{Bound, Change, Date, Direction, Figure, Kind, Quantity, Value};

/// A figure in its machine form; the module says what each field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureJson<'t> {
    /// The figure as written.
    pub text: &'t str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its kind; `range` for a range.
    pub kind: String,
    /// What it says.
    pub value: String,
    /// The low end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// The high end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// The kind of a range's ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Kind>,
    /// The unit's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Hedge or bound.
    #[serde(skip_serializing_if = "is_exact")]
    pub bound: Bound,
    /// Direction of a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// By or to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Other readings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Reading>,
    /// Why there are other readings.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub ambiguity: &'static str,
    /// Whether it is weak.
    #[serde(skip_serializing_if = "is_false")]
    pub weak: bool,
}

/// Another reading of an ambiguous figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Its kind.
    pub kind: Kind,
    /// Its value, as in [`FigureJson::value`].
    pub value: String,
}

impl<'t> FigureJson<'t> {
    /// The machine form of a figure of `text`.
    #[must_use]
    pub fn new(figure: &Figure, text: &'t str) -> FigureJson<'t> {
        let low = plain(figure.kind, &figure.quantity);
        let high = figure.high.as_ref().map(|high| plain(figure.kind, high));
        let kind = if high.is_some() { "range".to_owned() } else { kind_name(figure.kind) };
        FigureJson {
            text: figure.span.of(text),
            start: figure.span.start,
            end: figure.span.end,
            kind,
            value: match &high {
                Some(high) => format!("{low}-{high}"),
                None => low.clone(),
            },
            of: high.is_some().then_some(figure.kind),
            low: high.is_some().then_some(low),
            high,
            unit: figure.unit.map(|unit| unit.id),
            bound: figure.bound,
            direction: figure.direction,
            change: figure.change,
            also: figure
                .also
                .iter()
                .map(|(kind, says)| Reading { kind: *kind, value: plain(*kind, says) })
                .collect(),
            ambiguity: figure.ambiguity,
            weak: figure.weak,
        }
    }
}

/// The name of a kind in the machine form.
#[must_use]
pub fn kind_name(kind: Kind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The plain value of what a figure of a kind says.
#[must_use]
pub fn plain(kind: Kind, says: &Quantity) -> String {
    match says {
        Quantity::Number(value) if kind == Kind::Fraction => ratio(*value),
        Quantity::Number(value) => value.to_string(),
        Quantity::Date(date) => plain_date(*date),
        Quantity::Clock(clock) => {
            let second = clock.second.map(|second| format!(":{second:02}")).unwrap_or_default();
            format!("{:02}:{:02}{second}", clock.hour, clock.minute)
        }
        Quantity::Text(text) => text.clone(),
    }
}

fn ratio(value: Value) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

fn plain_date(date: Date) -> String {
    let year = date.year.map(|year| year.to_string()).unwrap_or_default();
    let part = match (date.quarter, date.half, date.month, date.day) {
        (Some(quarter), ..) => format!("Q{quarter}"),
        (_, Some(half), ..) => format!("H{half}"),
        (_, _, Some(month), Some(day)) => format!("{month:02}-{day:02}"),
        (_, _, Some(month), None) => format!("{month:02}"),
        (_, _, None, Some(day)) => format!("-{day:02}"),
        _ => return year,
    };
    let term = date.quarter.is_some() || date.half.is_some();
    match (date.year, term) {
        (Some(_), _) => format!("{year}-{part}"),
        (None, true) => part,
        (None, false) => format!("--{part}"),
    }
}

fn is_exact(bound: &Bound) -> bool {
    *bound == Bound::Exact
}

fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso() {
        let day = Date { year: Some(2017), month: Some(1), day: Some(15), ..Date::default() };
        assert_eq!(plain_date(day), "2017-01-15");
        assert_eq!(plain_date(Date { year: None, ..day }), "--01-15");
        assert_eq!(plain_date(Date { day: Some(5), ..Date::default() }), "---05");
        assert_eq!(plain_date(Date { month: Some(1), ..Date::default() }), "--01");
        let quarter = Date { quarter: Some(1), ..Date::default() };
        assert_eq!(plain_date(quarter), "Q1");
        assert_eq!(plain_date(Date { year: Some(2016), ..quarter }), "2016-Q1");
        assert_eq!(plain_date(Date { year: Some(-221), ..Date::default() }), "-221");
    }

    #[test]
    fn a_range_names_both_ends() {
        let text = "2 to 3 million people";
        let figures = super::super::read_en(text);
        let json = FigureJson::new(&figures[0], text);
        assert_eq!((json.kind.as_str(), json.value.as_str()), ("range", "2000000-3000000"));
        assert_eq!((json.of, json.text), (Some(Kind::Cardinal), "2 to 3 million"));
    }
}
