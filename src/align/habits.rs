//! What a document teaches about itself once it has been aligned roughly: how long its English is
//! for its Chinese, how much lengths scatter, and how often each kind of bead occurs.

use super::lattice::{Place, Posteriors};
use crate::evidence::Evidence;

/// Number of classes of beads: 1-0, 0-1, 1-1, 1-n, n-1, m-n.
pub const N_CLASSES: usize = 6;

/// A document's habits.
///
/// Pairs and null links follow each other as in a chain of two states: after a pair a gap may open,
/// after a null link it may go on or close. A text with a note after every sentence opens many gaps,
/// and none goes on; of a text with a chapter that is not translated one goes on for long, and beside
/// it null links are as rare as elsewhere. One rate for both would take the first text apart, and the
/// translated chapters of the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    /// Characters of English per character of Chinese.
    pub ratio: f32,
    /// How far lengths scatter, against the usual (1).
    pub scatter: f32,
    /// Log of each class's share against the usual share: of null links among what follows a null
    /// link, of pairs among pairs, and of those among what follows a pair.
    pub rates: [f32; N_CLASSES],
    /// What a null link adds to that which follows a pair, Chinese and English: log of how often gaps
    /// open and close there, against the usual.
    pub opening: [f32; 2],
}

/// Usual shares of the classes of pairs.
const USUAL_PAIRS: [f32; 4] = [0.76, 0.13, 0.08, 0.03];
/// Usual shares, of what follows a pair, of null links: Chinese, English.
const USUAL_OPENED: [f32; 2] = [0.02, 0.02];
/// Usual shares, of what follows a null link, of null links.
const USUAL_CONTINUED: [f32; 2] = [0.15, 0.15];
/// How many beads' worth of trust the usual has: among pairs, after a pair and in a gap.
const TRUST: f32 = 20.0;
const OPENED_TRUST: f32 = 80.0;
const GAP_TRUST: f32 = 10.0;
/// Gaps close, and pairs follow pairs, so often at least: however long some gaps are, others are short.
const LEAST: f32 = 0.15;
/// Characters of English per character of Chinese in any text.
pub const USUAL_RATIO: f32 = 3.0;
/// The trust in it, in characters.
const RATIO_TRUST: f32 = 30.0;

/// The class of a bead.
#[must_use]
pub const fn class(a: usize, b: usize) -> usize {
    match (a, b) {
        (_, 0) => 0,
        (0, _) => 1,
        (1, 1) => 2,
        (1, _) => 3,
        (_, 1) => 4,
        _ => 5,
    }
}

impl Habits {
    /// Before anything is known: the usual.
    #[must_use]
    pub fn usual() -> Habits {
        Habits { ratio: USUAL_RATIO, scatter: 1.0, rates: [0.0; N_CLASSES], opening: [0.0; 2] }
    }

    /// What beads say, weighed by their probabilities.
    #[must_use]
    pub fn learn(&self, evidence: &Evidence, beads: &[Place], posteriors: &Posteriors) -> Habits {
        let mut steps = Steps::usual();
        let (mut zh_sum, mut en_sum) = (RATIO_TRUST, RATIO_TRUST * USUAL_RATIO);
        let (mut squares, mut n) = (10.0, 10.0);
        let probabilities = posteriors.beads.iter().zip(&posteriors.opened);
        for (bead, (&p, &opened)) in beads.iter().zip(probabilities) {
            let (i, a, j, b) = bead.parts();
            if bead.is_null() {
                // A null link counts only as far as it is sure.
                steps.opened[class(a, b)] += opened * p;
                steps.continued[class(a, b)] += (p - opened).max(0.0) * p;
                continue;
            }
            steps.pairs[class(a, b) - N_NULLS] += p;
            let zh: f32 = evidence.zh.lengths[i..i + a].iter().sum();
            let en: f32 = evidence.en.lengths[j..j + b].iter().sum();
            zh_sum += p * zh;
            en_sum += p * en;
            let z = deviation(zh * self.ratio, en);
            squares += p * (z * z).min(9.0);
            n += p;
        }
        let (rates, opening) = steps.rates();
        Habits { ratio: en_sum / zh_sum, scatter: (squares / n).sqrt(), rates, opening }
    }
}

/// Number of classes of null links.
const N_NULLS: usize = 2;

/// How often each class of beads was seen: null links after a pair and after a null link, and pairs.
struct Steps {
    opened: [f32; N_NULLS],
    continued: [f32; N_NULLS],
    pairs: [f32; N_CLASSES - N_NULLS],
}

impl Steps {
    /// As many as the usual is trusted.
    fn usual() -> Steps {
        Steps {
            opened: USUAL_OPENED.map(|share| share * OPENED_TRUST),
            continued: USUAL_CONTINUED.map(|share| share * GAP_TRUST),
            pairs: USUAL_PAIRS.map(|share| share * TRUST),
        }
    }

    /// The classes' rates and those of opening gaps.
    fn rates(&self) -> ([f32; N_CLASSES], [f32; N_NULLS]) {
        let sum = |shares: &[f32]| shares.iter().sum::<f32>();
        let log = |share: f32, usual: f32| (share / usual).ln();
        let goes_on = |rest: f32, usual: &[f32]| log(rest.max(LEAST), 1.0 - sum(usual));
        let (pairs, opened) = (sum(&self.pairs), sum(&self.opened));
        let after_pair = pairs - TRUST + OPENED_TRUST;
        // Every gap that opens closes, but for the one at the end.
        let seen = opened - sum(&USUAL_OPENED) * OPENED_TRUST;
        let closed = seen + (1.0 - sum(&USUAL_CONTINUED)) * GAP_TRUST;
        let in_gap = sum(&self.continued) + closed;
        let none_opened = goes_on(1.0 - opened / after_pair, &USUAL_OPENED);
        let closing = goes_on(closed / in_gap, &USUAL_CONTINUED);
        let (mut rates, mut opening) = ([0.0; N_CLASSES], [0.0; N_NULLS]);
        for (side, opening) in opening.iter_mut().enumerate() {
            rates[side] = log(self.continued[side] / in_gap, USUAL_CONTINUED[side]);
            let opens = log(self.opened[side] / after_pair, USUAL_OPENED[side]);
            *opening = opens - rates[side] + closing - none_opened;
        }
        let kinds = self.pairs.iter().zip(USUAL_PAIRS);
        for (rate, (pair, usual)) in rates[N_NULLS..].iter_mut().zip(kinds) {
            *rate = log(pair / pairs, usual) + none_opened;
        }
        (rates, opening)
    }
}

/// How far two lengths are apart, in units of their usual scatter (Gale & Church 1993, with a
/// variance that grows with both lengths).
#[must_use]
pub fn deviation(zh_as_en: f32, en: f32) -> f32 {
    (en - zh_as_en) / (4.0 * (zh_as_en + en) + 60.0).sqrt()
}

/// Where a text breaks off in a sentence ([`crate::evidence::Stream::breaks_off`]), what it lacks in length
/// is not held against the pair.
#[must_use]
pub fn unless_broken_off(z: f32, bead: (usize, usize), zh: bool, en: bool) -> f32 {
    if bead != (1, 1) {
        return z;
    }
    if (en && z < 0.0) || (zh && z > 0.0) { 0.0 } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_null_links_makes_them_rarer() {
        let evidence = Evidence {
            zh: crate::evidence::Stream { lengths: vec![10.0; 50], ..Default::default() },
            en: crate::evidence::Stream { lengths: vec![40.0; 50], ..Default::default() },
            ..Default::default()
        };
        let beads: Vec<Place> = (0..50).map(|at| Place::new(at, 1, at, 1)).collect();
        let posteriors = Posteriors { beads: vec![1.0; 50], opened: vec![0.0; 50], total: 0.0 };
        let habits = Habits::usual().learn(&evidence, &beads, &posteriors);
        assert!(habits.opening[0] < -0.4 && habits.rates[2] > 0.0, "{habits:?}");
        assert!(habits.ratio > 3.7 && habits.ratio < 4.0, "{habits:?}");
    }
}
