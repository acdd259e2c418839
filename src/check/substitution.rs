//! Characters put in the place of digits: what a scanner, a font or a careless conversion does.

use super::digits::shown;
use super::view::Atom;
use crate::document::Span;
use crate::figure::{Figure, Quantity, Value};

/// A digit, and the character that stands in its place.
pub(super) type Change = (char, char);

/// The changes that turn the original's digits into those of the damaged figure, if the two have as
/// many digits; empty when they are the same.
pub(super) fn changes(source: &Figure, wrong: &Figure) -> Option<Vec<Change>> {
    let ends = [
        (Some(&source.quantity), Some(&wrong.quantity)),
        (source.high.as_ref(), wrong.high.as_ref()),
    ];
    let mut all: Vec<Change> = Vec::new();
    for (want, have) in ends {
        match (want, have) {
            (Some(want), Some(have)) => {
                let step = wrong.step;
                let found = match (want, have) {
                    (Quantity::Number(x), Quantity::Number(y)) => {
                        replaced(&shown(*x, step)?, &shown(*y, step)?)?
                    }
                    _ => replaced_parts(want, have)?,
                };
                all.extend(found);
            }
            (None, None) => {}
            _ => return None,
        }
    }
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// The changes a message of letters for digits quotes: `600 became b00: letters …`.
pub(super) fn quoted(message: &str) -> Option<Vec<Change>> {
    let (pair, rest) = message.split_once(':')?;
    let (want, have) = pair.split_once(" became ")?;
    let have: String = have.chars().filter(|c| *c != ',').collect();
    rest.contains("letters stand for digits").then(|| replaced(want, &have)).flatten()
}

/// Whether the rules turn the original's digits into those of the damaged atom.
pub(super) fn explains(source: &Atom<'_>, wrong: &Atom<'_>, rules: &[Change]) -> bool {
    let turned = |text: &str| -> String {
        text.chars()
            .map(|c| rules.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to))
            .collect()
    };
    let Some(have) = digits_of(wrong.quantity) else { return false };
    let wants = [digits_of(source.quantity), year_of(source.quantity)];
    wants.into_iter().flatten().any(|want| {
        let changed = turned(&want);
        changed == have && changed != want
    })
}

/// The digits of a whole number, or of a date's year.
pub(super) fn digits_of(quantity: &Quantity) -> Option<String> {
    match quantity {
        Quantity::Number(value) if value.is_int() => Some(value.abs().numer().to_string()),
        _ => year_of(quantity),
    }
}

/// Where the damaged text has the original's digits with letters among them, and the digits.
pub(super) fn disguised(source: &Figure, text: &str) -> Option<(Span, String)> {
    let wanted = digits_of(&source.quantity).filter(|digits| digits.len() >= 2)?;
    let mut start = 0;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != ',') {
        let span = Span::new(start, start + word.len());
        start += word.len() + text[span.end..].chars().next().map_or(0, char::len_utf8);
        let bare: String = word.chars().filter(|c| *c != ',').collect();
        if bare.len() != wanted.len() || !bare.chars().any(|c| c.is_ascii_alphabetic()) {
            continue;
        }
        let kept = bare.chars().zip(wanted.chars()).filter(|(x, y)| x == y).count();
        let only_letters = bare
            .chars()
            .zip(wanted.chars())
            .all(|(have, want)| have == want || have.is_ascii_alphabetic());
        if only_letters && kept * 2 >= wanted.len() {
            return Some((span, wanted));
        }
    }
    None
}

fn year_of(quantity: &Quantity) -> Option<String> {
    match quantity {
        Quantity::Date(date) => date.year.map(|year| year.to_string()),
        _ => None,
    }
}

/// Position by position, for strings of the same length.
fn replaced(want: &str, have: &str) -> Option<Vec<Change>> {
    if want.chars().count() != have.chars().count() {
        return None;
    }
    let changes: Vec<Change> = want.chars().zip(have.chars()).filter(|(x, y)| x != y).collect();
    Some(changes)
}

/// Part by part, for dates.
fn replaced_parts(want: &Quantity, have: &Quantity) -> Option<Vec<Change>> {
    match (want, have) {
        (Quantity::Date(x), Quantity::Date(y)) => {
            let byte = |part: Option<u8>| part.map(i64::from);
            let parts = [
                (x.year.map(i64::from), y.year.map(i64::from)),
                (byte(x.month), byte(y.month)),
                (byte(x.day), byte(y.day)),
            ];
            let mut all = Vec::new();
            for (want, have) in parts {
                if let (Some(want), Some(have)) = (want, have) {
                    all.extend(replaced(&want.to_string(), &have.to_string())?);
                }
            }
            Some(all)
        }
        (Quantity::Date(date), Quantity::Number(value)) => {
            let year = Value::int(i64::from(date.year?));
            replaced(&year.to_string(), &value.to_string())
        }
        (Quantity::Text(x), Quantity::Text(y)) => replaced(x, y),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Kind;

    #[test]
    fn finds_digits_in_disguise() {
        let value = Quantity::Number(Value::int(600));
        let source = Figure::new(Span::new(0, 3), Kind::Cardinal, value);
        let text = "In all, b00 trains were run.";
        let (span, wanted) = disguised(&source, text).unwrap();
        assert_eq!((span.of(text), wanted.as_str()), ("b00", "600"));
        assert_eq!(disguised(&source, "In all, few trains were run."), None);
        assert_eq!(quoted("600 became b00: letters stand for digits."), Some(vec![('6', 'b')]));
    }
}
