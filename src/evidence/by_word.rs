//! A table from words that looks at no other memory than its own for short words.

use rustc_hash::FxHashMap;

/// Values by word. Words of up to fifteen bytes, nearly all, are their own keys.
pub(super) struct ByWord<V> {
    short: FxHashMap<(u64, u64), V>,
    long: FxHashMap<String, V>,
}

impl<V> Default for ByWord<V> {
    fn default() -> Self {
        ByWord { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

impl<V: Copy> ByWord<V> {
    pub(super) fn get(&self, word: &str) -> Option<V> {
        match short_key(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        }
        .copied()
    }

    pub(super) fn insert(&mut self, word: &str, value: V) {
        match short_key(word) {
            Some(key) => self.short.insert(key, value),
            None => self.long.insert(word.to_string(), value),
        };
    }
}

/// The bytes of a short word and their number.
fn short_key(word: &str) -> Option<(u64, u64)> {
    let mut bytes = [0; 16];
    let (last, room) = bytes.split_last_mut()?;
    room.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    *last = word.len() as u8;
    let key = u128::from_le_bytes(bytes);
    Some((key as u64, (key >> 64) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_lengths_are_told_apart() {
        let mut table = ByWord::default();
        let words: Vec<String> = (0..40).map(|n| "\0".repeat(n)).collect();
        for (word, n) in words.iter().zip(0..) {
            assert_eq!(table.get(word), None);
            table.insert(word, n);
        }
        for (word, n) in words.iter().zip(0..) {
            assert_eq!(table.get(word), Some(n));
        }
    }
}
