//! Thousands separators a Chinese text may use but a reader must not trust: a full-width comma or a
//! space (`1，800万`, `$41 600`). In Chinese they part two numbers as often as they group one, so the
//! English decides: the groups are joined where that gives a figure the English has.

use super::relate::says_the_same;
use super::view::atoms;
use crate::document::{Side, Span};
use crate::figure::{Figure, read_zh};

/// Among more doubtful places than this the text is a table, and each figure stands for itself.
const MOST_PLACES: usize = 200;

/// The Chinese figures of a text, its doubtful separators decided by the English figures.
pub(super) fn read_zh_beside(
    zh_text: &str,
    en_text: &str,
    zh: Vec<Figure>,
    en: &[Figure],
) -> Vec<Figure> {
    let places = doubtful(zh_text);
    if places.is_empty() || en.is_empty() {
        return zh;
    }
    let joined_text = joined(zh_text, &places);
    let joined_figures = read_zh(&joined_text);
    let en = atoms(Side::En, en_text, en);
    let covers = |figure: &Figure| {
        (0..places.len()).any(|n| {
            let at = to_joined(&places, places[n].0);
            figure.numeral.start < at && at < figure.numeral.end
        })
    };
    let confirmed = atoms(Side::Zh, &joined_text, &joined_figures)
        .iter()
        .any(|atom| covers(atom.figure) && en.iter().any(|en| says_the_same(atom, en)));
    if !confirmed {
        return zh;
    }
    joined_figures
        .into_iter()
        .map(|mut figure| {
            for span in [&mut figure.span, &mut figure.numeral, &mut figure.head] {
                *span = Span::new(to_original(&places, span.start), to_original(&places, span.end));
            }
            figure
        })
        .collect()
}

/// Byte offset and length of each full-width comma or space between a run of at most three digits,
/// or a group already joined, and a run of exactly three.
fn doubtful(text: &str) -> Vec<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '，' | ' ')) {
        let length = c.len_utf8();
        let digit = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
        // Four digits tell as much as any number of them.
        let before = text[..at].chars().rev().take(4).take_while(digit).count();
        let after = text[at + length..].chars().take(4).take_while(digit).count();
        if (1..=3).contains(&before) && after == 3 {
            places.push((at, length));
        }
    }
    if places.len() > MOST_PLACES {
        places.clear();
    }
    places
}

fn joined(text: &str, places: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for &(at, length) in places {
        out.push_str(&text[from..at]);
        out.push(',');
        from = at + length;
    }
    out + &text[from..]
}

fn to_joined(places: &[(usize, usize)], at: usize) -> usize {
    at - shrunk(places.iter().take_while(|(place, _)| *place < at))
}

fn to_original(places: &[(usize, usize)], at: usize) -> usize {
    let mut original = at;
    for &(place, length) in places {
        if place < original {
            original += length - 1;
        }
    }
    original
}

fn shrunk<'p>(places: impl Iterator<Item = &'p (usize, usize)>) -> usize {
    places.map(|(_, length)| length - 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Value, read_en};

    fn check(zh: &str, en: &str, wanted: &[&str]) {
        let figures = read_zh_beside(zh, en, read_zh(zh), &read_en(en));
        let found: Vec<&str> = figures.iter().map(|figure| figure.numeral.of(zh)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_english_decides_whether_a_comma_groups() {
        check("共有1，800万种。", "There are 18 million kinds.", &["1，800万"]);
        check("共有1，800万种。", "There are 1 and 8 million kinds.", &["1", "800万"]);
        check("藏书１２，３４５册", "12,345 books", &["１２，３４５"]);
        check("旅费($41 600)和招待费", "travel ($41,600)", &["41 600"]);
        let figures =
            read_zh_beside("计1，101家", "1,101", read_zh("计1，101家"), &read_en("1,101"));
        assert_eq!(figures[0].number(), Some(Value::int(1101)));
    }
}
