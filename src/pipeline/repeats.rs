//! Repeated copies: long runs of sentences that stood earlier in the same text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::document::Sentence;

/// Sentences that must repeat in a row, and their characters, before a run is a copy.
const MIN_SENTENCES: usize = 8;
const MIN_CHARS: usize = 150;
/// Sentences hashed together to find where a run may start.
const GRAM: usize = 4;

/// A run of sentences that repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Copy {
    /// First sentence of the copy.
    pub(super) start: usize,
    /// Where the same run stood first.
    pub(super) of: usize,
    /// How many sentences repeat.
    pub(super) len: usize,
}

impl Copy {
    /// Its sentences.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.len
    }
}

/// The copies of a text, in order, without overlap. Linear in the text.
pub(super) fn find(text: &str, sentences: &[Sentence]) -> Vec<Copy> {
    let trimmed: Vec<&str> = sentences.iter().map(|s| s.trimmed(text)).collect();
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    let line: Vec<u32> = trimmed
        .iter()
        .map(|&sentence| {
            let next = ids.len() as u32;
            *ids.entry(sentence).or_insert(next)
        })
        .collect();
    let mut first: FxHashMap<&[u32], usize> = FxHashMap::default();
    let mut copies = Vec::new();
    let mut at = 0;
    let mut noted = 0;
    let mut is_copy = vec![false; line.len()];
    while at + GRAM <= line.len() {
        while noted + GRAM <= at {
            first.entry(&line[noted..noted + GRAM]).or_insert(noted);
            noted += 1;
        }
        if let Some(&of) = first.get(&line[at..at + GRAM]) {
            let limit = at - of;
            // A copy repeats original text only: eight copies are seven, not three doublings.
            let len = (0..limit.min(line.len() - at))
                .take_while(|&k| line[of + k] == line[at + k] && !is_copy[of + k])
                .count();
            if !is_varied(&line[at..at + len]) {
                at += len.max(1);
                continue;
            }
            let chars: usize = trimmed[at..at + len].iter().map(|s| s.chars().count()).sum();
            if len >= MIN_SENTENCES && chars >= MIN_CHARS {
                copies.push(Copy { start: at, of, len });
                is_copy[at..at + len].fill(true);
                at += len;
                noted = noted.max(at);
                continue;
            }
        }
        at += 1;
    }
    copies
}

/// Whether a run has enough different sentences to be a text: one line again and again is no copy
/// of itself.
fn is_varied(run: &[u32]) -> bool {
    let mut different: Vec<u32> = Vec::with_capacity(MIN_SENTENCES);
    for &line in run {
        if !different.contains(&line) {
            different.push(line);
        }
        if different.len() >= MIN_SENTENCES {
            return true;
        }
    }
    false
}

/// How many sentences are copies.
pub(super) fn n_copied(copies: &[Copy]) -> usize {
    copies.iter().map(|copy| copy.len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Side};
    use crate::sentence;

    fn check(text: &str, expected: &[(usize, usize, usize)]) {
        let document = Document::from_text("", text);
        let sentences = sentence::split(&document, Side::Zh);
        let copies: Vec<(usize, usize, usize)> =
            find(text, &sentences).iter().map(|c| (c.start, c.of, c.len)).collect();
        assert_eq!(copies, expected);
    }

    #[test]
    fn copies_are_found_and_short_repeats_are_not() {
        let block: String = (0..12)
            .map(|n| format!("第{n}句话讲的是一件完全不同的事情，所以要写得长一些。\n"))
            .collect();
        check(&block, &[]);
        check(&format!("{block}{block}"), &[(12, 0, 12)]);
        check(&format!("{block}中间的一句话。\n{block}{block}"), &[(13, 0, 12), (25, 0, 12)]);
        check(&format!("{block}{block}{block}{block}"), &[(12, 0, 12), (24, 0, 12), (36, 0, 12)]);
        check(&format!("{block}各位代表：\n各位代表：\n"), &[]);
    }
}
