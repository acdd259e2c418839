//! The sentences of findings: what each side says, by how much they differ, what the likely cause
//! is.

use super::pairing::Met;
use super::render;
use super::view::{Atom, End};
use crate::document::Side;
use crate::figure::{Quantity, Value};

/// The original's atom and the translation's, given the side the translation is on.
pub(super) fn ordered<'m, 'f>(met: &'m Met<'f>, translation: Side) -> (&'m Atom<'f>, &'m Atom<'f>) {
    match translation {
        Side::En => (&met.zh, &met.en),
        Side::Zh => (&met.en, &met.zh),
    }
}

/// `2.8亿 is 280 million; the translation says 2.8 billion`, or, where the reading adds nothing,
/// `500 became 511`. Ends of ranges are named as such.
pub(super) fn contrast(met: &Met<'_>, translation: Side) -> String {
    let (source, other) = ordered(met, translation);
    let read = reading(source, translation);
    let (said, wrong) = (shown(source), shown(other));
    if source.end != End::Whole || plain(&said) == plain(&read) {
        return format!("{said} became {wrong}");
    }
    format!("{said} is {read}; the translation says {wrong}")
}

/// What an atom says, in the words of `side`.
pub(super) fn reading(atom: &Atom<'_>, side: Side) -> String {
    render::whole(atom, side)
}

/// The figure as written, or the end of a range as read.
pub(super) fn shown(atom: &Atom<'_>) -> String {
    match atom.end {
        End::Whole => atom.written().trim().to_string(),
        End::First | End::Second => render::whole(atom, atom.side),
    }
}

/// `10 times too large`, `100 times too small`.
pub(super) fn times(power: i32) -> String {
    let way = if power > 0 { "large" } else { "small" };
    let factor = Value::power_of_ten(power.abs()).map_or_else(String::new, render::english);
    format!("{factor} times too {way}")
}

/// `digit 2 differs`, `digits 2 and 3 differ`.
pub(super) fn places(at: &[usize]) -> String {
    let list: Vec<String> = at.iter().map(usize::to_string).collect();
    match list.split_last() {
        None => "the digits differ".to_string(),
        Some((last, [])) => format!("digit {last} differs"),
        Some((last, first)) => format!("digits {} and {last} differ", first.join(", ")),
    }
}

/// What the scale words of a Chinese numeral mean, when one of them invites the mistake.
pub(super) fn scale_hint(zh: &Atom<'_>) -> Option<&'static str> {
    let numeral = zh.written();
    if numeral.contains("万亿") || numeral.contains("萬億") {
        Some("万亿 is a trillion")
    } else if numeral.contains(['亿', '億']) {
        Some("亿 is 100 million, not a billion")
    } else if numeral.contains("百万") {
        Some("百万 is a million")
    } else if numeral.contains("千万") {
        Some("千万 is ten million")
    } else if numeral.contains(['万', '萬']) {
        Some("万 is ten thousand")
    } else {
        None
    }
}

/// Whether the numeral uses a scale word of either language.
pub(super) fn has_scale(atom: &Atom<'_>) -> bool {
    let written = atom.written().to_lowercase();
    match atom.side {
        Side::Zh => written.contains(['万', '亿', '萬', '億', '兆', '千', '百']),
        Side::En => {
            ["thousand", "million", "billion", "trillion", "hundred", "mn", "bn", "tn", "myriad"]
                .iter()
                .any(|word| written.contains(word))
                || written.ends_with(['m', 'k', 'b'])
        }
    }
}

/// The value as a number, for dates and strings as text.
pub(super) fn value_of(atom: &Atom<'_>) -> Option<Value> {
    match atom.quantity {
        Quantity::Number(value) => Some(*value),
        _ => None,
    }
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != ',' && *c != '％' && *c != '%')
        .collect::<String>()
        .to_lowercase()
}
