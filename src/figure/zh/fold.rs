//! Folds traditional characters to simplified ones without moving a byte.
//!
//! Every pair of the table has three bytes on both sides, so a position in the folded text is the
//! same position in the text. Full-width forms change length and are folded where they are read.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../../../data/figures/fold-zh.tsv");

/// The text in simplified characters, byte for byte in place.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let table = table();
    let needed = text.char_indices().find(|(_, c)| table.is_folded(*c));
    let Some((first, _)) = needed else { return Cow::Borrowed(text) };
    let mut folded = String::with_capacity(text.len());
    folded.push_str(&text[..first]);
    folded.extend(text[first..].chars().map(|c| table.fold(c)));
    Cow::Owned(folded)
}

struct Table {
    pairs: FxHashMap<char, char>,
    /// One bit for each character of the basic plane: whether the table has it.
    bits: Vec<u64>,
}

impl Table {
    fn is_folded(&self, c: char) -> bool {
        let code = c as usize;
        code >= 0x2000 && self.bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    fn fold(&self, c: char) -> char {
        if self.is_folded(c) { self.pairs.get(&c).copied().unwrap_or(c) } else { c }
    }
}

fn table() -> &'static Table {
    static FOLDS: OnceLock<Table> = OnceLock::new();
    FOLDS.get_or_init(|| {
        let mut pairs = FxHashMap::default();
        let mut bits = vec![0; 0x1_0000 / 64];
        for line in TABLE.lines().skip(2) {
            let mut cells = line.split('\t').filter_map(|cell| cell.chars().next());
            if let (Some(from), Some(to)) = (cells.next(), cells.next()) {
                pairs.insert(from, to);
                if let Some(word) = bits.get_mut(from as usize / 64) {
                    *word |= 1_u64 << (from as usize % 64);
                }
            }
        }
        Table { pairs, bits }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_position() {
        let text = "兩萬零五百億圓，a二○一六年";
        let folded = fold(text);
        assert_eq!(folded, "两万零五百亿圆，a二〇一六年");
        assert_eq!(folded.len(), text.len());
        assert!(matches!(fold("两万"), Cow::Borrowed(_)));
    }

    #[test]
    fn both_sides_of_every_pair_have_three_bytes() {
        for line in TABLE.lines().skip(2) {
            let sizes: Vec<usize> = line.split('\t').map(str::len).collect();
            assert_eq!(sizes, [3, 3], "{line}");
        }
    }
}
