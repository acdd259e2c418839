//! What keeps one monstrous sentence, a megabyte without a full stop, from costing the square of its
//! length.

use std::ops::Range;

/// Occurrences of one type in one sentence that become tokens. Two sentences that both hold a word
/// ten thousand times would otherwise have a hundred million pairs of it.
const MAX_REPEATS: u32 = 8;

/// How often each type has stood in the sentence at hand.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    /// For each type, the last sentence that held it and how often it did.
    seen: Vec<(u32, u32)>,
}

impl Crowd {
    /// Whether one more occurrence of a type in a sentence counts. Sentences are told apart by any
    /// number above zero.
    pub(super) fn admits(&mut self, kind: u32, sentence: u32) -> bool {
        let at = kind as usize;
        if at >= self.seen.len() {
            self.seen.resize(at + 1, (0, 0));
        }
        let seen = &mut self.seen[at];
        if seen.0 != sentence {
            *seen = (sentence, 0);
        }
        seen.1 += 1;
        seen.1 <= MAX_REPEATS
    }
}

/// Stretches of a text in order, to ask of a place whether it lies in one.
#[derive(Debug, Default)]
pub(super) struct Covered {
    stretches: Vec<Range<usize>>,
}

impl Covered {
    /// From stretches in any order; they may overlap.
    pub(super) fn new(stretches: impl Iterator<Item = Range<usize>>) -> Covered {
        let mut stretches: Vec<Range<usize>> = stretches.collect();
        stretches.sort_by_key(|stretch| (stretch.start, stretch.end));
        stretches.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            last.end = if overlaps { last.end.max(next.end) } else { last.end };
            overlaps
        });
        Covered { stretches }
    }

    /// Whether a place lies in a stretch. Logarithmic in their number.
    pub(super) fn holds(&self, at: usize) -> bool {
        let next = self.stretches.partition_point(|stretch| stretch.start <= at);
        next > 0 && at < self.stretches[next - 1].end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_counts_so_often_in_a_sentence_and_anew_in_the_next() {
        let mut crowd = Crowd::default();
        let admitted = |crowd: &mut Crowd, sentence: u32| {
            (0..100).filter(|_| crowd.admits(3, sentence)).count()
        };
        assert_eq!(admitted(&mut crowd, 1), MAX_REPEATS as usize);
        assert!(crowd.admits(5, 1));
        assert_eq!(admitted(&mut crowd, 2), MAX_REPEATS as usize);
    }

    #[test]
    fn places_lie_in_stretches_that_overlap_touch_and_are_empty() {
        let stretches = [4..6, 0..2, 5..9, 9..10, 12..12];
        let covered = Covered::new(stretches.iter().cloned());
        for at in 0..14 {
            let wanted = stretches.iter().any(|stretch| stretch.contains(&at));
            assert_eq!(covered.holds(at), wanted, "{at}");
        }
    }
}
