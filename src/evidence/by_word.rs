//! A table from words that looks at no other memory than its own for short words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::token::{WORD_BYTES, word_bytes};

/// Values by word. Words of up to fifteen bytes, nearly all, are their own keys.
pub(super) struct ByWord<V> {
    short: FxHashMap<Key, V>,
    long: FxHashMap<String, V>,
}

/// The bytes of a short word and their number.
type Key = (u64, u64);

/// A word as it stands in a text.
#[derive(Debug, Clone)]
pub(super) struct Spelling<'t> {
    text: &'t str,
    place: Range<usize>,
    key: Option<Key>,
}

impl<'t> Spelling<'t> {
    /// The word at a place of a text.
    #[inline]
    pub(super) fn within(text: &'t str, place: Range<usize>) -> Spelling<'t> {
        let n_bytes = place.len();
        let bytes = word_bytes(text.as_bytes(), place.clone()).filter(|_| n_bytes < WORD_BYTES);
        let key = bytes.map(|bytes| (bytes as u64, (bytes >> 64) as u64 | (n_bytes as u64) << 56));
        Spelling { text, place, key }
    }

    pub(super) fn word(&self) -> &'t str {
        &self.text[self.place.clone()]
    }
}

impl<V> Default for ByWord<V> {
    fn default() -> Self {
        ByWord { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

impl<V: Copy> ByWord<V> {
    #[inline]
    pub(super) fn get(&self, spelling: &Spelling<'_>) -> Option<V> {
        match spelling.key {
            Some(key) => self.short.get(&key),
            None => self.long.get(spelling.word()),
        }
        .copied()
    }

    pub(super) fn insert(&mut self, spelling: &Spelling<'_>, value: V) {
        match spelling.key {
            Some(key) => self.short.insert(key, value),
            None => self.long.insert(spelling.word().to_string(), value),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(word: &str) -> Spelling<'_> {
        Spelling::within(word, 0..word.len())
    }

    #[test]
    fn words_of_all_lengths_are_told_apart() {
        let mut table = ByWord::default();
        let words: Vec<String> = (0..40).map(|n| "\0".repeat(n)).collect();
        for (word, n) in words.iter().zip(0..) {
            assert_eq!(table.get(&alone(word)), None);
            table.insert(&alone(word), n);
        }
        for (word, n) in words.iter().zip(0..) {
            assert_eq!(table.get(&alone(word)), Some(n));
        }
    }

    #[test]
    fn a_word_is_the_same_wherever_it_stands() {
        let text = "发展中国家 of the 21st century，以及中华人民共和国的一切";
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (from, &start) in places.iter().enumerate() {
            for &end in &places[from..] {
                let spelling = Spelling::within(text, start..end);
                assert_eq!(spelling.word(), &text[start..end]);
                assert_eq!(spelling.key, alone(&text[start..end]).key, "{start}..{end}");
            }
        }
    }
}
