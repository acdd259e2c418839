//! What a document teaches about itself once it has been aligned roughly: how long its English is
//! for its Chinese, how much lengths scatter, and how often each kind of bead occurs.

use super::lattice::Place;
use crate::evidence::Evidence;

/// Number of classes of beads: 1-0, 0-1, 1-1, 1-n, n-1, m-n.
pub const N_CLASSES: usize = 6;

/// A document's habits.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    /// Characters of English per character of Chinese.
    pub ratio: f32,
    /// How far lengths scatter, against the usual (1).
    pub scatter: f32,
    /// Log of each class's share against the usual share.
    pub rates: [f32; N_CLASSES],
}

/// Usual shares of the classes.
const USUAL: [f32; N_CLASSES] = [0.04, 0.04, 0.70, 0.12, 0.07, 0.03];
/// How many beads' worth of trust the usual has.
const TRUST: f32 = 20.0;
/// A null link counts only as far as it is sure: its probability to this power.
const NULL_POWER: i32 = 2;
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
        Habits { ratio: USUAL_RATIO, scatter: 1.0, rates: [0.0; N_CLASSES] }
    }

    /// What beads say, weighed by their probabilities.
    #[must_use]
    pub fn learn(&self, evidence: &Evidence, beads: &[Place], probabilities: &[f32]) -> Habits {
        let mut counts = USUAL.map(|share| share * TRUST);
        let (mut zh_sum, mut en_sum) = (RATIO_TRUST, RATIO_TRUST * USUAL_RATIO);
        let (mut squares, mut n) = (10.0, 10.0);
        for (bead, &p) in beads.iter().zip(probabilities) {
            let (i, a, j, b) = bead.parts();
            if bead.is_null() {
                counts[class(a, b)] += p.powi(NULL_POWER);
                continue;
            }
            counts[class(a, b)] += p;
            let zh: f32 = evidence.zh.lengths[i..i + a].iter().sum();
            let en: f32 = evidence.en.lengths[j..j + b].iter().sum();
            zh_sum += p * zh;
            en_sum += p * en;
            let z = deviation(zh * self.ratio, en);
            squares += p * (z * z).min(9.0);
            n += p;
        }
        let total: f32 = counts.iter().sum();
        let mut rates = [0.0; N_CLASSES];
        for ((rate, count), usual) in rates.iter_mut().zip(counts).zip(USUAL) {
            *rate = (count / total / usual).ln();
        }
        Habits { ratio: en_sum / zh_sum, scatter: (squares / n).sqrt(), rates }
    }
}

/// How far two lengths are apart, in units of their usual scatter (Gale & Church 1993, with a
/// variance that grows with both lengths).
#[must_use]
pub fn deviation(zh_as_en: f32, en: f32) -> f32 {
    (en - zh_as_en) / (4.0 * (zh_as_en + en) + 60.0).sqrt()
}

/// A text may break off in a sentence: what its last pair of sentences lacks in length is not held
/// against it.
#[must_use]
pub fn unless_broken_off(z: f32, bead: (usize, usize), zh_ends: bool, en_ends: bool) -> f32 {
    if bead != (1, 1) {
        return z;
    }
    if (en_ends && z < 0.0) || (zh_ends && z > 0.0) { 0.0 } else { z }
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
        let habits = Habits::usual().learn(&evidence, &beads, &[1.0; 50]);
        assert!(habits.rates[0] < -1.0 && habits.rates[2] > 0.0, "{habits:?}");
        assert!(habits.ratio > 3.7 && habits.ratio < 4.0, "{habits:?}");
    }
}
