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
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut last_hyphen = None;
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() || is_han(first) {
            if matches!(first, '-' | '‐' | '‑') {
                last_hyphen = Some(start);
            }
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut single = true;
        while let Some(&(at, c)) = chars.peek() {
            let dotted =
                c == '.' && single && first.is_alphabetic() && initial_follows(&text[at + 1..]);
            if !dotted && (!c.is_alphanumeric() || is_han(c)) {
                break;
            }
            single = dotted || (single && text[..at].ends_with('.'));
            end = at + c.len_utf8();
            chars.next();
        }
        let joined = last_hyphen.is_some_and(|at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8) == start
                && words.last().is_some_and(|word: &Word| word.span.end == at)
        });
        let mut span = Span::new(start, end);
        if let Some(&(at, '\'' | '’')) = chars.peek() {
            let rest = &text[at + text[at..].chars().next().map_or(1, char::len_utf8)..];
            let tail: String = rest.chars().take_while(|c| c.is_alphabetic()).take(8).collect();
            let after = rest.len() - rest[tail.len()..].len();
            let clitic = matches!(
                tail.to_lowercase().as_str(),
                "s" | "t" | "d" | "m" | "ll" | "re" | "ve" | "em"
            );
            if !tail.is_empty() {
                let stop = text.len() - rest.len() + after;
                while chars.peek().is_some_and(|&(at, _)| at < stop) {
                    chars.next();
                }
                if !clitic {
                    span.end = stop;
                }
            }
        }
        words.push(Word { span, capital: first.is_uppercase(), joined });
    }
    words
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
