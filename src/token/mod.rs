//! Tokens: the words, numbers and marks of a sentence, each with its span, ready to be looked up.
//!
//! Both sides are folded for matching only: full-width letters and digits become half-width, letters
//! lower case. Spans always point into the text as it was given.

pub mod en;
pub mod zh;

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// The words of a `data/token/*.tsv` list: one a line, `#` opens a comment.
fn word_list(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// Bytes of a word at most that make one number.
pub(crate) const WORD_BYTES: usize = 16;

/// The bytes of the word at a place of a text as one number, if they are not too many. They are taken
/// all at once where the text goes on.
#[inline]
pub(crate) fn word_bytes(text: &[u8], place: Range<usize>) -> Option<u128> {
    let n_open = WORD_BYTES.checked_sub(place.len())?;
    let window = match text[place.start..].first_chunk() {
        Some(window) => *window,
        None => {
            let mut window = [0; WORD_BYTES];
            window[..place.len()].copy_from_slice(&text[place]);
            window
        }
    };
    let mask = u128::MAX.checked_shr(8 * n_open as u32).unwrap_or(0);
    Some(u128::from_le_bytes(window) & mask)
}

/// Whether an English word (lower case) is a function word.
#[must_use]
pub fn is_stop_en(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| word_list(include_str!("../../data/token/stop-en.tsv"))).contains(word)
}

/// Whether a Chinese word (Simplified) is a function word.
#[must_use]
pub fn is_stop_zh(word: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| word_list(include_str!("../../data/token/stop-zh.tsv"))).contains(word)
}

/// A full-width letter, digit or sign as its half-width twin; anything else unchanged.
#[must_use]
pub fn fold_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// A letter without its accent for the Latin letters names are written with (`é` → `e`).
#[must_use]
pub fn fold_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ǐ' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ǔ' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        c => c,
    }
}
