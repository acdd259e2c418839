//! Figures as tokens of evidence: by what they say, never by their digits.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::document::{Side, Span};
use crate::figure::zh::Chars;
use crate::figure::{Figure, Quantity, Value, read_en, read_zh};

/// Before the text of a figure's type.
pub(super) const FIGURE: char = '#';

/// A figure of a sentence: the numeral's span, and the keys both languages share.
pub(super) struct Found {
    pub(super) numeral: Span,
    pub(super) keys: Vec<String>,
}

/// What a Chinese sentence with figures that carry evidence holds one of.
const NUMERALS: &str = "0123456789０１２３４５６７８９一二两三四五六七八九十百千万亿零〇半";

/// The figures of a sentence that carry evidence.
pub(super) fn find(text: &str, side: Side) -> Vec<Found> {
    static CHARS: OnceLock<Chars> = OnceLock::new();
    let figures = match side {
        Side::Zh => {
            let numerals = CHARS.get_or_init(|| Chars::new(NUMERALS.chars()));
            numerals.next(text, 0).map_or(Vec::new(), |_| read_zh(text))
        }
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

/// How strong a link between figures is that do not say the same: the same digits at another scale,
/// or one digit off. A wrong figure must not break the alignment.
const SAME_DIGITS: f32 = 0.3;
const ONE_OFF: f32 = 0.15;

/// The English figures of a text by what a wrong copy of them would look like.
#[derive(Default)]
pub(super) struct Figures<'k> {
    exact: FxHashMap<&'k str, u32>,
    digits: FxHashMap<Cow<'k, str>, Vec<u32>>,
    /// The types of all figures, in the order of their keys.
    kinds: Vec<u32>,
    /// Each mask of each figure, by its place among `kinds`; ascending.
    masked: Vec<(Mask, u32)>,
}

impl<'k> Figures<'k> {
    /// From (key, type) pairs.
    pub(super) fn new(keys: impl Iterator<Item = (&'k str, u32)>) -> Figures<'k> {
        let mut sorted: Vec<(&str, u32)> = keys.collect();
        sorted.sort_unstable();
        let mut figures = Figures::default();
        for ((key, kind), place) in sorted.into_iter().zip(0..) {
            figures.exact.insert(key, kind);
            figures.kinds.push(kind);
            if let Some(digits) = digits(key) {
                figures.digits.entry(digits).or_default().push(kind);
            }
            figures.masked.extend(masks(key).map(|mask| (mask, place)));
        }
        figures.masked.sort_unstable();
        figures
    }

    /// The types a Chinese key may stand against, with the strength of the link, 0 to 1. Figures that
    /// only resemble it count if none says the same.
    pub(super) fn like(&self, key: &str) -> Vec<(u32, f32)> {
        if let Some(&kind) = self.exact.get(key) {
            return vec![(kind, 1.0)];
        }
        let mut found = Vec::new();
        let digits = digits(key).and_then(|digits| self.digits.get(&digits));
        found.extend(digits.into_iter().flatten().map(|&kind| (kind, SAME_DIGITS)));
        for kind in masks(key).flat_map(|mask| self.masked_by(mask)) {
            if !found.iter().any(|&(other, _)| other == kind) {
                found.push((kind, ONE_OFF));
            }
        }
        found
    }

    /// The types of the figures with a mask.
    fn masked_by(&self, mask: Mask) -> impl Iterator<Item = u32> {
        let first = self.masked.partition_point(|&(other, _)| other < mask);
        let same = self.masked[first..].iter().take_while(move |&&(other, _)| other == mask);
        same.map(|&(_, place)| self.kinds[place as usize])
    }
}

/// The significant digits of a number's key, if there are two or more.
fn digits(key: &str) -> Option<Cow<'_, str>> {
    let number = key.strip_prefix(FIGURE)?;
    Value::parse(number)?;
    let digits = if number.bytes().all(|byte| byte.is_ascii_digit()) {
        Cow::Borrowed(number.trim_matches('0'))
    } else {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        Cow::Owned(digits.trim_matches('0').to_string())
    };
    (digits.len() >= 2).then_some(digits)
}

/// A whole number with some digits left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mask {
    /// The number, open digits 0.
    number: u32,
    n_digits: u8,
    /// Which are open, counted from the last one: from the first of them, how many.
    open: (u8, u8),
}

/// Digits of numbers that have masks.
const MASKED_DIGITS: RangeInclusive<usize> = 2..=9;

/// The number of a key with each digit in turn, and the last two together, left open.
fn masks(key: &str) -> impl Iterator<Item = Mask> {
    let number = key.strip_prefix(FIGURE).filter(|number| {
        MASKED_DIGITS.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let n_digits = number.map_or(0, str::len) as u8;
    let value: u32 = number.and_then(|number| number.parse().ok()).unwrap_or(0);
    let single = (0..n_digits).rev().map(|place| (place, 1));
    let last_two = (n_digits >= 3).then_some((0, 2));
    single.chain(last_two).map(move |(place, n_open)| {
        let unit = 10_u32.pow(place.into());
        let digits = value / unit % 10_u32.pow(n_open.into());
        Mask { number: value - digits * unit, n_digits, open: (place, n_open) }
    })
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
        let figures =
            Figures::new([("#511", 1), ("#2800000000", 2), ("#31", 3), ("#7", 4)].into_iter());
        assert_eq!(figures.like("#500"), [(1, ONE_OFF)]);
        assert_eq!(figures.like("#280000000"), [(2, SAME_DIGITS)]);
        assert_eq!(figures.like("#30"), [(3, ONE_OFF)]);
        assert_eq!(figures.like("#31"), [(3, 1.0)]);
        assert_eq!(figures.like("#40"), []);
        assert_eq!(figures.like("#538"), [(1, ONE_OFF)]);
        assert_eq!(figures.like("#51"), [(3, ONE_OFF)]);
        assert_eq!(figures.like("#5"), []);
        assert_eq!(figures.like("#28000000001"), []);
    }
}
