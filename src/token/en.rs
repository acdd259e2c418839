//! English words: runs of letters and digits, folded, with their Snowball stems.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::{fold_accent, fold_width};
use crate::document::Span;

/// About how many bytes a word and the blank after it take.
const BYTES_A_WORD: usize = 6;

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
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some((start, first)) = next_letter(text, at) {
        if words.is_empty() {
            words.reserve((text.len() - start) / BYTES_A_WORD + 1);
        }
        let mut end = word_end(text, start, first);
        at = end;
        if let Some((tail, stop)) = tail(text, end) {
            at = stop;
            if !is_clitic(tail) {
                end = stop;
            }
        }
        let joined = words.last().is_some_and(|word| is_hyphen(&text[word.span.end..start]));
        words.push(Word { span: Span::new(start, end), capital: first.is_uppercase(), joined });
    }
    words
}

/// The next letter or digit from a place on.
fn next_letter(text: &str, mut at: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    loop {
        match *bytes.get(at)? {
            // Chinese characters and marks: U+3000 to U+9FFF.
            0xe3..=0xe9 => at += 3,
            byte if byte.is_ascii_alphanumeric() => return Some((at, char::from(byte))),
            0..0x80 => at += 1,
            _ => match text[at..].chars().next()? {
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
    loop {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_alphanumeric() => at += 1,
            Some(0x80..) => match text[at..].chars().next() {
                Some(c) if is_letter(c) => at += c.len_utf8(),
                _ => return at,
            },
            _ => return at,
        }
    }
}

/// The letters after an apostrophe that stands at a place, eight at most, and where they end.
fn tail(text: &str, at: usize) -> Option<(&str, usize)> {
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
fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑")
}

/// Whether a character is a letter or digit of a word.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
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
        let folded: Vec<String> = words(text).iter().map(|w| fold(w.span.of(text))).collect();
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
    fn a_hyphen_joins() {
        let text = "Bao-yu -yu a- b";
        let joined: Vec<bool> = words(text).iter().map(|word| word.joined).collect();
        assert_eq!(joined, [false, true, false, false, false]);
    }
}
