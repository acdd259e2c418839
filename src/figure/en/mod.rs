//! The English reader: a hand-written grammar over one pass of tokens.
//!
//! [`read_en`] folds full-width forms, passes texts by that can hold no figure (`sieve`), cuts the
//! others into tokens (`scan`), and walks over them once (`grammar`). At a token that can begin a
//! figure it asks, in this order: section marks, codes, dates, times of day, names with digits,
//! labels, long periods, multiples in one word, and last the general quantity: a numeral (`numeral`,
//! `digits`, `spelled`, `tail`) with what gives it its kind (`measure`, `order`, `period`). What is
//! found may be the first end of a range (`range`), and then gets its hedge, its direction and its
//! head noun from the words beside it (`context`).
//!
//! Every look ahead is bounded or consumed, so the time is linear in the text.

mod clock;
mod context;
mod date;
mod digits;
mod fold;
mod grammar;
mod label;
mod measure;
mod multiple;
mod name;
mod numeral;
mod order;
mod period;
mod pointed;
mod range;
mod scan;
mod several;
mod sieve;
mod sign;
mod spelled;
mod tail;
mod text;
mod words;

use super::Figure;
use crate::document::Span;

/// Reads the figures of an English text, in the order of the text; spans do not overlap.
///
/// ```
/// use duizhao::figure::{Kind, Value, read_en};
///
/// let figures = read_en("Exports rose to US$2.36 trillion, about one third of them by sea.");
/// assert_eq!(figures[0].kind, Kind::Money);
/// assert_eq!(figures[0].number(), Value::parse("2360000000000"));
/// assert_eq!(figures[1].number(), Value::ratio(1, 3));
/// ```
#[must_use]
pub fn read_en(text: &str) -> Vec<Figure> {
    let folded = fold::Folded::new(text);
    if !sieve::may_hold_figures(&folded.text, words::Words::builtin()) {
        return Vec::new();
    }
    let scanned = text::Text::new(&folded.text);
    let original = |span: Span| Span::new(folded.original(span.start), folded.original(span.end));
    scanned
        .figures()
        .into_iter()
        .map(|found| {
            let mut figure = found.figure;
            figure.span = original(figure.span);
            figure.numeral = original(figure.numeral);
            figure.head = original(figure.head);
            figure
        })
        .collect()
}
