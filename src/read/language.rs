//! Which of two texts is the Chinese one: by the share of Han characters among the letters.

use crate::document::{Document, Side};
use crate::error::{Error, ErrorKind, Place, Result};

/// The two documents of a pair, each on its side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// The Chinese document.
    pub zh: Document,
    /// The English document.
    pub en: Document,
    /// Whether they were given the other way round.
    pub swapped: bool,
}

/// Below this share of Han characters a text is not Chinese.
const LEAST_HAN: f64 = 0.02;
/// Above this share of Han characters a text is not English.
const MOST_HAN: f64 = 0.75;

/// Puts the two texts on their sides: swapped ones are put right (the caller says so), and a text
/// that holds none of its language is refused.
///
/// # Errors
/// [`ErrorKind::Language`].
pub fn in_order(first: Document, second: Document) -> Result<Ordered> {
    let (share_first, share_second) = (han_share(&first.text), han_share(&second.text));
    let swapped = match (share_first, share_second) {
        (Some(first), Some(second)) => first < second && first < 0.3 && second > 0.4,
        _ => false,
    };
    let (zh, en) = if swapped { (second, first) } else { (first, second) };
    let (zh_share, en_share) =
        if swapped { (share_second, share_first) } else { (share_first, share_second) };
    match zh_share {
        Some(share) if share >= LEAST_HAN => {}
        _ => return Err(wrong_language(&zh, Side::Zh, en_share.is_some_and(|s| s > 0.4))),
    }
    match en_share {
        Some(share) if share <= MOST_HAN => {}
        _ => return Err(wrong_language(&en, Side::En, zh_share.is_some_and(|s| s < 0.3))),
    }
    Ok(Ordered { zh, en, swapped })
}

fn wrong_language(document: &Document, side: Side, other_fits: bool) -> Error {
    let name = side.name();
    let help = if other_fits {
        "both files seem to be in the other language".to_owned()
    } else {
        format!("give a file with {name} text, the Chinese file first")
    };
    Error::new(
        ErrorKind::Language,
        Place::file(document.name.clone()),
        format!("there is no {name} text in this file"),
        help,
    )
}

/// Share of Han characters among Han characters and Latin words; `None` when there are neither.
fn han_share(text: &str) -> Option<f64> {
    let (mut han, mut words, mut in_word) = (0_usize, 0_usize, false);
    for c in text.chars() {
        let letter = c.is_ascii_alphabetic() || matches!(c, 'ａ'..='ｚ' | 'Ａ'..='Ｚ');
        han += usize::from(is_han(c));
        words += usize::from(letter && !in_word);
        in_word = letter;
    }
    (han + words > 0).then(|| han as f64 / (han + words) as f64)
}

/// How many Han characters a text has.
pub(super) fn n_han(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{2E80}'..='\u{2FDF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}
