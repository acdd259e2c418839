//! Tokens: the words, numbers and marks of a sentence, each with its span, ready to be looked up.
//!
//! Both sides are folded for matching only: full-width letters and digits become half-width, letters
//! lower case. Spans always point into the text as it was given.

pub mod en;
pub mod zh;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// The words of a `data/token/*.tsv` list: one a line, `#` opens a comment.
fn word_list(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
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
