//! Folds traditional characters to simplified ones without moving a byte.
//!
//! Every pair of the table has three bytes on both sides, so a position in the folded text is the
//! same position in the text. Full-width forms change length and are folded where they are read.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::chars::Chars;

const TABLE: &str = include_str!("../../../data/figures/fold-zh.tsv");

/// The text in simplified characters, byte for byte in place.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let table = Table::get();
    let Some(mut next) = table.folded.next(text, 0) else { return Cow::Borrowed(text) };
    let mut folded = String::with_capacity(text.len());
    while let Some(c) = text[next..].chars().next() {
        folded.push_str(&text[folded.len()..next]);
        folded.push(table.pairs.get(&c).copied().unwrap_or(c));
        next = table.folded.next(text, folded.len()).unwrap_or(text.len());
    }
    folded.push_str(&text[folded.len()..]);
    Cow::Owned(folded)
}

struct Table {
    pairs: FxHashMap<char, char>,
    /// The characters that are folded.
    folded: Chars,
}

impl Table {
    fn get() -> &'static Table {
        static FOLDS: OnceLock<Table> = OnceLock::new();
        FOLDS.get_or_init(|| {
            let pair = |line: &str| {
                let mut cells = line.split('\t').filter_map(|cell| cell.chars().next());
                Some((cells.next()?, cells.next()?))
            };
            let pairs: FxHashMap<char, char> = TABLE.lines().skip(2).filter_map(pair).collect();
            let folded = Chars::new(pairs.keys().copied());
            Table { pairs, folded }
        })
    }
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
