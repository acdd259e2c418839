//! English words: runs of letters and digits, folded, with their Snowball stems.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::{fold_accent, fold_width};
use crate::document::Span;

/// One English word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, possessive `'s` left out.
    pub span: Span,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether a hyphen joins it to the word before.
    pub joined: bool,
}

/// The words of a text, in order. Hyphens and slashes separate, an apostrophe inside a word joins
/// and what follows it is left out (`don't` → `don`, `Aroma's` → `Aroma`, but `Ch'iu` stays whole).
/// Linear in the text.
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, before: None }
}

/// Goes from word to word of a text; see [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    /// Where the word before ends.
    before: Option<usize>,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let text = self.text;
        let (start, first) = next_letter(text, self.at)?;
        let mut end = word_end(text, start, first);
        self.at = end;
        if let Some((tail, stop)) = tail(text, end) {
            self.at = stop;
            if !is_clitic(tail) {
                end = stop;
            }
        }
        let joined = self.before.is_some_and(|before| is_hyphen(&text.as_bytes()[before..start]));
        self.before = Some(end);
        Some(Word { span: Span::new(start, end), capital: first.is_uppercase(), joined })
    }
}

/// What the first byte of a character says of it.
#[derive(Clone, Copy)]
enum First {
    /// An ASCII letter or digit.
    Letter,
    /// Another ASCII character.
    Sign,
    /// A Chinese character or mark: U+3000 to U+9FFF.
    Chinese,
    /// Nothing: the character must be looked at.
    Other,
}

const FIRSTS: [First; 256] = {
    let mut firsts = [First::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        firsts[byte] = match byte as u8 {
            0xe3..=0xe9 => First::Chinese,
            ascii if ascii.is_ascii_alphanumeric() => First::Letter,
            0..0x80 => First::Sign,
            _ => First::Other,
        };
        byte += 1;
    }
    firsts
};

/// The next letter or digit from a place on.
fn next_letter(text: &str, mut at: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    loop {
        let byte = *bytes.get(at)?;
        match FIRSTS[byte as usize] {
            First::Letter => return Some((at, char::from(byte))),
            First::Sign => at += 1,
            First::Chinese => at += 3,
            First::Other => match text[at..].chars().next()? {
                c if is_letter(c) => return Some((at, c)),
                c => at += c.len_utf8(),
            },
        }
    }
}

/// The end of the letters and digits from `start` on, or of initials: `U.S.` without its last dot.
fn word_end(text: &str, start: usize, first: char) -> usize {
    let second = start + first.len_utf8();
    let mut end = letters_end(text, second);
    if end > second || !first.is_alphabetic() {
        return end;
    }
    while text[end..].starts_with('.') && initial_follows(&text[end + 1..]) {
        end += 1;
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    end
}

/// The end of the letters and digits that stand at a place.
fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match FIRSTS[byte as usize] {
            First::Letter => at += 1,
            First::Sign => break,
            First::Chinese | First::Other => match text[at..].chars().next() {
                Some(c) if is_letter(c) => at += c.len_utf8(),
                _ => break,
            },
        }
    }
    at
}

/// The letters after an apostrophe that stands at a place, eight at most, and where they end.
fn tail(text: &str, at: usize) -> Option<(&str, usize)> {
    if !matches!(text.as_bytes().get(at), Some(b'\'' | 0x80..)) {
        return None;
    }
    let rest = text[at..].strip_prefix(['\'', '’'])?;
    let length = rest.chars().take_while(|c| c.is_alphabetic()).take(8).map(char::len_utf8).sum();
    let start = text.len() - rest.len();
    (length > 0).then(|| (&rest[..length], start + length))
}

/// Whether letters after an apostrophe are a word of their own: `'s`, `'ll`.
fn is_clitic(tail: &str) -> bool {
    ["s", "t", "d", "m", "ll", "re", "ve", "em"].iter().any(|word| tail.eq_ignore_ascii_case(word))
}

/// Whether a text is one hyphen.
fn is_hyphen(text: &[u8]) -> bool {
    text == b"-" || text == "‐".as_bytes() || text == "‑".as_bytes()
}

/// Whether a character is a letter or digit of a word.
fn is_letter(c: char) -> bool {
    match c {
        // The marks of General Punctuation and those of full width, which are in every sentence.
        '\u{2000}'..='\u{206f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => false,
        c => c.is_alphanumeric() && !is_han(c),
    }
}

/// Whether a text goes on with one letter and then no letter: the rest of `U.S.`, `K.C.M.G`.
fn initial_follows(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() && !is_han(c))
        && !chars.next().is_some_and(char::is_alphanumeric)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word folded for look-up: half width, lower case, without accents, apostrophes and dots.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        for c in fold_width(c).to_lowercase() {
            if !matches!(c, '\'' | '’' | '.') {
                folded.push(fold_accent(c));
            }
        }
    }
    folded
}

/// Snowball stems with a memory: the words of a text repeat themselves.
pub struct Stems {
    stemmer: Stemmer,
    seen: FxHashMap<String, u32>,
    stems: Vec<String>,
}

impl Default for Stems {
    fn default() -> Self {
        Stems {
            stemmer: Stemmer::create(Algorithm::English),
            seen: FxHashMap::default(),
            stems: Vec::new(),
        }
    }
}

impl Stems {
    /// The stem of a folded word. Words of over 40 bytes are their own stem.
    pub fn stem(&mut self, folded: &str) -> &str {
        let known = self.seen.get(folded).copied();
        let at = known.unwrap_or_else(|| {
            let stem = if folded.len() > 40 || !folded.is_ascii() {
                folded.to_string()
            } else {
                self.stemmer.stem(folded).into_owned()
            };
            self.stems.push(stem);
            self.seen.insert(folded.to_string(), self.stems.len() as u32 - 1);
            self.stems.len() as u32 - 1
        });
        &self.stems[at as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let folded: Vec<String> = words(text).map(|w| fold(w.span.of(text))).collect();
        assert_eq!(folded.join(" "), expected, "{text}");
    }

    #[test]
    fn words_of_a_text() {
        check("Bao-yu's friend didn't go.", "bao yu friend didn go");
        check("Ch'iu Ch'uang-huan, café １９８９", "chiu chuang huan cafe 1989");
        check("the U.S. is. A b.", "the us is a b");
        check("K.C.M.G. O'Neill 'quoted' 中文English", "kcmg oneill quoted english");
    }

    #[test]
    fn letters_are_what_is_alphanumeric_and_not_chinese() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphanumeric() && !is_han(c), "{c}");
            let starts: Vec<usize> = words(&format!(" {c}")).map(|word| word.span.start).collect();
            assert_eq!(starts == [1], is_letter(c), "{c}");
        }
    }

    #[test]
    fn a_hyphen_joins() {
        let text = "Bao-yu -yu a- b";
        let joined: Vec<bool> = words(text).map(|word| word.joined).collect();
        assert_eq!(joined, [false, true, false, false, false]);
    }
}
