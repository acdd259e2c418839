//! A table from words that looks at no other memory than its own for short words.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Values by word. Words of up to fifteen bytes, nearly all, are their own keys.
pub(super) struct ByWord<V> {
    short: FxHashMap<Key, V>,
    long: FxHashMap<String, V>,
}

/// The bytes of a short word and their number.
type Key = (u64, u64);

/// Bytes of a word and of its number.
const KEY_BYTES: usize = 16;

/// For each length of a short word, its bits in both halves of a key.
const BITS: [Key; KEY_BYTES] = {
    let mut bits = [(0, 0); KEY_BYTES];
    let mut n_bytes = 1;
    while n_bytes < KEY_BYTES {
        let all = (1_u128 << (8 * n_bytes)) - 1;
        bits[n_bytes] = (all as u64, (all >> 64) as u64);
        n_bytes += 1;
    }
    bits
};

/// A word as it stands in a text.
#[derive(Debug, Clone)]
pub(super) struct Spelling<'t> {
    text: &'t str,
    place: Range<usize>,
    key: Option<Key>,
}

impl<'t> Spelling<'t> {
    /// The word at a place of a text. Its bytes are taken sixteen at once where the text goes on.
    #[inline]
    pub(super) fn within(text: &'t str, place: Range<usize>) -> Spelling<'t> {
        let n_bytes = place.len();
        let key = BITS.get(n_bytes).map(|bits| {
            let (low, high) = match text.as_bytes()[place.start..].first_chunk() {
                Some(bytes) => halves(bytes),
                None => padded(&text.as_bytes()[place.clone()]),
            };
            (low & bits.0, high & bits.1 | (n_bytes as u64) << 56)
        });
        Spelling { text, place, key }
    }

    pub(super) fn word(&self) -> &'t str {
        &self.text[self.place.clone()]
    }
}

#[inline]
fn halves(bytes: &[u8; KEY_BYTES]) -> Key {
    let number = u128::from_le_bytes(*bytes);
    (number as u64, (number >> 64) as u64)
}

/// The bytes of a short word, with zeros after them.
fn padded(word: &[u8]) -> Key {
    let mut bytes = [0; KEY_BYTES];
    bytes[..word.len()].copy_from_slice(word);
    halves(&bytes)
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
