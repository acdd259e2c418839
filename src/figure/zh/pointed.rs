//! Decimals without their zero, .5 and .75英寸, and the designations that look like them: .45-70.

use super::digits;
use super::numeral::{self, Numeral};
use super::text::Text;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Figure, Kind, Quantity, Value};

/// Most digits after a point with nothing before it.
const MAX_DIGITS: usize = 4;

/// The figure whose first digit stands at `at`, right after a point that nothing stands before.
pub(super) fn pointed(r: &Reader<'_>, floor: usize, at: usize) -> Option<Reading> {
    let text = r.text;
    let start = text.any_before(at, &[".", "．"]).filter(|&start| start >= floor)?;
    let run = digits::read(text, at).filter(|run| run.n_whole <= MAX_DIGITS)?;
    let n_digits = (run.end - at) / text.char_at(at)?.len_utf8();
    if run.n_decimals > 0 || n_digits != run.n_whole || !is_open(text, start, &run) {
        return None;
    }
    if let Some(figure) = designation(text, start, &run) {
        return Some(figure.into());
    }
    if text.char_at(run.end).is_some_and(|c| matches!(c, '-' | '/' | ':' | '.')) {
        return None;
    }
    let whole = numeral::read(text, at)?;
    let size = Value::power_of_ten(-i32::try_from(n_digits).ok()?)?;
    let scaled = |value: Option<Value>| value.and_then(|value| value.mul(size));
    let n = Numeral {
        start,
        value: Some(scaled(whole.value)?),
        step: scaled(whole.step),
        decimals: true,
        leading_zero: false,
        ..whole
    };
    let Reading::Figure(mut figure) = r.classified(&n) else { return None };
    if figure.kind == Kind::Cardinal && n_digits > 1 {
        // A calibre is told with its point or without.
        figure.also.push((Kind::Cardinal, Quantity::Number(whole.value?)));
    }
    Some(Reading::Figure(figure))
}

/// Whether nothing stands before the point at `start` that it could belong to: no letter, no digit, no
/// % of a format (%.2f), and of Chinese only where two or three digits cannot begin a new sentence.
fn is_open(text: Text<'_>, start: usize, run: &digits::Arabic) -> bool {
    let dated = || text.any(text.skip_blanks(run.end), &["年", "月", "日", "号", "、"]).is_some();
    match text.char_before(start) {
        Some(c) if super::text::is_han(c) => matches!(run.n_whole, 2 | 3) && !dated(),
        Some('-') => text.char_before(start - 1).is_some_and(char::is_alphabetic),
        Some(c) => !c.is_alphanumeric() && !matches!(c, '.' | '．' | '/' | '_' | '%'),
        None => true,
    }
}

/// .45-70, .30-06: a calibre, which is a name, not a range.
fn designation(text: Text<'_>, start: usize, run: &digits::Arabic) -> Option<Figure> {
    let second = digits::read(text, text.any(run.end, &["-"])?)?;
    let short = run.n_whole >= 2 && second.n_decimals == 0 && second.n_whole <= 3;
    let ends = !text.char_at(second.end).is_some_and(|c| c == '-' || c.is_ascii_alphanumeric());
    let span = Span::new(start, second.end);
    let name = || super::ascii::narrowed(&text.all[span.range()]);
    (short && ends).then(|| Figure::new(span, Kind::Name, Quantity::Text(name())))
}
