//! Texts made from the repository's own: the pairs of the 2017 report, and sentences put together
//! from clauses of them.

use std::sync::OnceLock;

/// One sentence of each side, which translate each other.
pub(crate) type Pair = (&'static str, &'static str);

/// The pairs of the 2017 report with one sentence on each side, in order of the text.
pub(crate) fn pairs() -> &'static [Pair] {
    static PAIRS: OnceLock<Vec<Pair>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let table = include_str!("../../data/report-2017/gold/beads.tsv");
        let cells = table.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
        let single = |cell: &str| !cell.is_empty() && !cell.contains("|||");
        cells.filter(|row| single(row[1]) && single(row[2])).map(|row| (row[1], row[2])).collect()
    })
}

/// The Chinese sentences of pairs, one a line.
pub(crate) fn zh_lines(pairs: &[Pair]) -> String {
    pairs.iter().map(|pair| format!("{}\n", pair.0)).collect()
}

/// The English sentences of pairs, one a line.
pub(crate) fn en_lines(pairs: &[Pair]) -> String {
    pairs.iter().map(|pair| format!("{}\n", pair.1)).collect()
}

/// A small generator of random numbers (xorshift64*), so that the texts are the same everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16) % n.max(1) as u64) as usize
    }
}

/// `n` Chinese sentences, each of three clauses of these.
pub(crate) fn zh_mixture(pairs: &[Pair], n: usize, random: &mut Random) -> Vec<String> {
    let clauses: Vec<&str> =
        pairs.iter().flat_map(|pair| pair.0.trim_end_matches('。').split('，')).collect();
    let mut clause = || clauses[random.below(clauses.len())];
    (0..n).map(|_| format!("{}，{}，{}。", clause(), clause(), clause())).collect()
}

/// `n` English sentences, each of three clauses of these.
pub(crate) fn en_mixture(pairs: &[Pair], n: usize, random: &mut Random) -> Vec<String> {
    let clauses: Vec<&str> =
        pairs.iter().flat_map(|pair| pair.1.trim_end_matches('.').split(", ")).collect();
    let mut clause = || clauses[random.below(clauses.len())];
    (0..n).map(|_| format!("{}, {}, {}.", clause(), clause(), clause())).collect()
}
