//! Figures as tokens of evidence: by what they say, never by their digits.

use crate::document::{Side, Span};
use crate::figure::{Figure, Quantity, Value, read_en, read_zh};

/// Before the text of a figure's type.
pub(super) const FIGURE: char = '#';

/// A figure of a sentence: the numeral's span, and the keys both languages share.
pub(super) struct Found {
    pub(super) numeral: Span,
    pub(super) keys: Vec<String>,
}

/// The figures of a sentence that carry evidence.
pub(super) fn find(text: &str, side: Side) -> Vec<Found> {
    let may = match side {
        Side::Zh => text.contains(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千万亿零〇半".contains(c) || ('０'..='９').contains(&c)),
        Side::En => true,
    };
    if !may {
        return Vec::new();
    }
    let figures = match side {
        Side::Zh => read_zh(text),
        Side::En => read_en(text),
    };
    figures.iter().filter_map(keys).collect()
}

fn keys(figure: &Figure) -> Option<Found> {
    if figure.weak {
        return None;
    }
    let mut keys = Vec::new();
    for quantity in [Some(&figure.quantity), figure.high.as_ref()].into_iter().flatten() {
        match quantity {
            Quantity::Number(value) => keys.push(format!("{FIGURE}{value}")),
            Quantity::Date(date) => {
                keys.extend(date.year.map(|year| format!("{FIGURE}{year}")));
                keys.extend(date.month.map(|month| format!("{FIGURE}{month}月")));
                keys.extend(date.day.map(|day| format!("{FIGURE}{day}日")));
                keys.extend(date.quarter.map(|quarter| format!("{FIGURE}{quarter}季")));
                keys.extend(date.half.map(|half| format!("{FIGURE}{half}半")));
            }
            Quantity::Clock(clock) => {
                keys.push(format!("{FIGURE}{}:{:02}", clock.hour % 12, clock.minute));
            }
            Quantity::Text(_) => {}
        }
    }
    (!keys.is_empty()).then_some(Found { numeral: figure.numeral, keys })
}

/// How alike two figures' keys are when they are not the same: the same digits at another scale, or
/// one digit off. A wrong figure must not break the alignment.
pub(super) fn likeness(zh: &str, en: &str) -> f32 {
    let digits = |key: &str| -> Option<String> {
        let number = key.strip_prefix(FIGURE)?;
        Value::parse(number)?;
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        Some(digits.trim_start_matches('0').trim_end_matches('0').to_string())
    };
    let (Some(zh_digits), Some(en_digits)) = (digits(zh), digits(en)) else { return 0.0 };
    if zh_digits.len() >= 2 && zh_digits == en_digits {
        return 0.3;
    }
    let (zh, en) = (&zh[1..], &en[1..]);
    let differ = zh.bytes().zip(en.bytes()).filter(|(x, y)| x != y).count();
    if zh.len() == en.len() && zh.len() >= 2 && differ * 2 < zh.len() + 1 { 0.15 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(zh: &str, en: &str) {
        let keys = |text: &str, side: Side| -> Vec<String> {
            let mut keys: Vec<String> = find(text, side).into_iter().flat_map(|f| f.keys).collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(zh, Side::Zh), keys(en, Side::En), "{zh} {en}");
    }

    #[test]
    fn figures_meet_by_what_they_say() {
        check("投资2.8亿元", "invested 280 million yuan");
        check("2017年1月15日", "on January 15, 2017");
        check("增长百分之三十", "grew by 30 per cent");
        check("三分之一的人", "one third of the people");
    }

    #[test]
    fn wrong_figures_are_alike() {
        assert!(likeness("#500", "#511") < likeness("#280000000", "#2800000000"));
        assert!(likeness("#30", "#31") > 0.0);
        assert_eq!(likeness("#30", "#7"), 0.0);
    }
}
