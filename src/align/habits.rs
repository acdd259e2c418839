//! What a document teaches about itself once it has been aligned roughly: how long its English is
//! for its Chinese, how much lengths scatter, and how often each kind of bead occurs.

use super::lattice::{Gap, N_GAPS, Place};
use super::posteriors::Posteriors;
use crate::evidence::Evidence;

/// Number of classes of beads: 1-0, 0-1, 1-1, 1-n, n-1, m-n.
pub const N_CLASSES: usize = 6;

/// A document's habits.
///
/// Pairs and null links follow each other as in a chain of three states: after a pair a gap may open,
/// short or long, after a null link it may go on or close. A text with a note after every sentence
/// opens many short gaps, and few go on; of a text with a chapter that is not translated one long gap
/// goes on, in which a pair is unlikely, and beside it null links are as rare as elsewhere. One rate for
/// all would take the first text apart, and the translated chapters of the second.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    /// Characters of English per character of Chinese.
    pub ratio: f32,
    /// How far lengths scatter, against the usual (1).
    pub scatter: f32,
    /// Log of each class's share against the usual share, of pairs among pairs, and of those among what
    /// follows a pair; nothing for null links, which `gaps` tells.
    pub rates: [f32; N_CLASSES],
    /// Of null links, in short gaps and in long ones: log of how often gaps open and close, and how often
    /// they go on, against the usual of short ones.
    pub gaps: [Gap; N_GAPS],
}

/// Usual shares of the classes of pairs.
const USUAL_PAIRS: [f32; 4] = [0.76, 0.13, 0.08, 0.03];
/// Usual shares, of what follows a pair, of null links on either side: in short gaps, in long ones.
const USUAL_OPENED: [f32; N_GAPS] = [0.02, 0.0005];
/// Usual shares, of what follows a null link, of null links on either side.
const USUAL_CONTINUED: [f32; N_GAPS] = [0.15, 0.48];
/// How many beads' worth of trust the usual has: among pairs, after a pair and in a gap.
const TRUST: f32 = 20.0;
const OPENED_TRUST: f32 = 80.0;
const GAP_TRUST: [f32; N_GAPS] = [10.0, 8.0];
/// Pairs follow pairs so often at least.
const LEAST: f32 = 0.15;
/// Gaps close so often at least.
const LEAST_CLOSED: [f32; N_GAPS] = [0.15, 0.005];
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
        Habits {
            ratio: USUAL_RATIO,
            scatter: 1.0,
            rates: [0.0; N_CLASSES],
            gaps: Steps::usual().rates().1,
        }
    }

    /// What beads say, weighed by their probabilities. The ratio of lengths is learned from pairs whose
    /// lengths deviate less than `far` ([`deviation`]), the less the more they do (Tukey's biweight):
    /// pairs that are sure but wrong are so because they hold what is not translated.
    #[must_use]
    pub fn learn(
        &self,
        evidence: &Evidence,
        beads: &[Place],
        posteriors: &Posteriors,
        far: f32,
    ) -> Habits {
        let mut steps = Steps::usual();
        let (mut zh_sum, mut en_sum) = (RATIO_TRUST, RATIO_TRUST * USUAL_RATIO);
        let (mut squares, mut n) = (10.0, 10.0);
        for (at, bead) in beads.iter().enumerate() {
            let (i, a, j, b) = bead.parts();
            let p = posteriors.beads[at];
            if bead.is_null() {
                // A null link counts only as far as it is sure.
                let side = class(a, b);
                let [short, long] = [0, 1].map(|kind| posteriors.opened[kind][at]);
                let goes_on = posteriors.going_on[at];
                steps.opened[0][side] += short * p;
                steps.opened[1][side] += long * p;
                steps.continued[0][side] += (p - short - long - goes_on).max(0.0) * p;
                steps.continued[1][side] += goes_on * p;
                continue;
            }
            steps.pairs[class(a, b) - N_NULLS] += p;
            let zh: f32 = evidence.zh.lengths[i..i + a].iter().sum();
            let en: f32 = evidence.en.lengths[j..j + b].iter().sum();
            let z = deviation(zh * self.ratio, en);
            // Lengths count only as far as the pair is sure.
            let sure = p * p;
            let near = sure * (1.0 - (z / far).powi(2)).max(0.0).powi(2);
            zh_sum += near * zh;
            en_sum += near * en;
            squares += sure * (z * z).min(9.0);
            n += sure;
        }
        let (rates, gaps) = steps.rates();
        Habits { ratio: en_sum / zh_sum, scatter: (squares / n).sqrt(), rates, gaps }
    }
}

/// Number of classes of null links.
const N_NULLS: usize = 2;

/// How often each class of beads was seen: null links after a pair and after a null link, by kind of gap
/// and side, and pairs.
struct Steps {
    opened: [[f32; N_NULLS]; N_GAPS],
    continued: [[f32; N_NULLS]; N_GAPS],
    pairs: [f32; N_CLASSES - N_NULLS],
}

impl Steps {
    /// As many as the usual is trusted.
    fn usual() -> Steps {
        Steps {
            opened: USUAL_OPENED.map(|share| [share * OPENED_TRUST; N_NULLS]),
            continued: [0, 1].map(|kind| [USUAL_CONTINUED[kind] * GAP_TRUST[kind]; N_NULLS]),
            pairs: USUAL_PAIRS.map(|share| share * TRUST),
        }
    }

    /// The classes' rates and those of gaps.
    fn rates(&self) -> ([f32; N_CLASSES], [Gap; N_GAPS]) {
        let sum = |shares: &[f32]| shares.iter().sum::<f32>();
        let log = |share: f32, usual: f32| (share / usual).ln();
        let pairs = sum(&self.pairs);
        let opened: f32 = self.opened.iter().map(|kind| sum(kind)).sum();
        let after_pair = pairs - TRUST + OPENED_TRUST;
        let usual_opened = 2.0 * USUAL_OPENED[0];
        let none_opened = log((1.0 - opened / after_pair).max(LEAST), 1.0 - usual_opened);
        let gaps = [0, 1].map(|kind| {
            // Every gap that opens closes, but for the one at the end.
            let seen = sum(&self.opened[kind]) - 2.0 * USUAL_OPENED[kind] * OPENED_TRUST;
            let closed = seen + (1.0 - 2.0 * USUAL_CONTINUED[kind]) * GAP_TRUST[kind];
            let in_gap = sum(&self.continued[kind]) + closed;
            let closing =
                log((closed / in_gap).max(LEAST_CLOSED[kind]), 1.0 - 2.0 * USUAL_CONTINUED[0]);
            let opens = |n: f32| log(n / after_pair, USUAL_OPENED[0]) + closing - none_opened;
            let goes_on = |n: f32| log(n / in_gap, USUAL_CONTINUED[0]);
            Gap {
                opening: self.opened[kind].map(opens),
                going_on: self.continued[kind].map(goes_on),
            }
        });
        let mut rates = [0.0; N_CLASSES];
        let kinds = self.pairs.iter().zip(USUAL_PAIRS);
        for (rate, (pair, usual)) in rates[N_NULLS..].iter_mut().zip(kinds) {
            *rate = log(pair / pairs, usual) + none_opened;
        }
        (rates, gaps)
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
    use crate::evidence::Stream;

    /// Two texts of so many sentences of such a length, Chinese and English.
    fn texts(zh: (usize, f32), en: (usize, f32)) -> Evidence {
        let stream = |(n, length)| Stream { lengths: vec![length; n], ..Default::default() };
        Evidence { zh: stream(zh), en: stream(en), ..Default::default() }
    }

    /// Posteriors of so many pairs without a doubt.
    fn sure_pairs(n: usize) -> Posteriors {
        let none = vec![0.0; n];
        Posteriors {
            beads: vec![1.0; n],
            opened: [none.clone(), none.clone()],
            going_on: none,
            total: 0.0,
        }
    }

    /// Far enough for every pair to count.
    const FAR: f32 = f32::INFINITY;

    /// A digest whose sentences take the untranslated ones beside them into their pairs.
    #[test]
    fn pairs_that_hold_what_is_not_translated_teach_no_ratio() {
        let evidence = texts((50, 20.0), (150, 70.0));
        let pairs = (0..30).map(|at| Place::new(at, 1, at, 1));
        let wide = (30..50).map(|at| Place::new(at, 1, 30 + (at - 30) * 6, 6));
        let beads: Vec<Place> = pairs.chain(wide).collect();
        let posteriors = sure_pairs(50);
        let ratio = |far| Habits::usual().learn(&evidence, &beads, &posteriors, far).ratio;
        assert!((3.3..3.6).contains(&ratio(4.0)) && ratio(FAR) > 8.0, "{}", ratio(4.0));
    }

    #[test]
    fn a_text_without_null_links_makes_them_rarer() {
        let evidence = texts((50, 10.0), (50, 40.0));
        let beads: Vec<Place> = (0..50).map(|at| Place::new(at, 1, at, 1)).collect();
        let posteriors = sure_pairs(50);
        let habits = Habits::usual().learn(&evidence, &beads, &posteriors, FAR);
        assert!(habits.gaps[0].opening[0] < -0.4 && habits.rates[2] > 0.0, "{habits:?}");
        assert!(habits.ratio > 3.7 && habits.ratio < 4.0, "{habits:?}");
    }

    /// Of a text with a chapter that is not translated long gaps go on, and neither open nor close; short
    /// ones stay what they are.
    #[test]
    fn a_missing_chapter_teaches_of_long_gaps_alone() {
        let evidence = texts((250, 10.0), (50, 30.0));
        let gap = 20..220;
        let beads: Vec<Place> = (0..250)
            .map(|at| match at {
                0..20 => Place::new(at, 1, at, 1),
                20..220 => Place::new(at, 1, 20, 0),
                _ => Place::new(at, 1, at - 200, 1),
            })
            .collect();
        let only = |which: &dyn Fn(usize) -> bool| -> Vec<f32> {
            (0..250).map(|at| f32::from(u8::from(which(at)))).collect()
        };
        let posteriors = Posteriors {
            beads: vec![1.0; 250],
            opened: [vec![0.0; 250], only(&|at| at == 20)],
            going_on: only(&|at| gap.contains(&at) && at > 20),
            total: 0.0,
        };
        let ([short, long], usual) =
            (Habits::usual().learn(&evidence, &beads, &posteriors, FAR).gaps, Habits::usual().gaps);
        assert!(long.going_on[0] > usual[1].going_on[0] + 0.5, "{long:?}, usually {:?}", usual[1]);
        assert!(long.going_on[1] < usual[1].going_on[1] - 1.0, "{long:?}, usually {:?}", usual[1]);
        assert_eq!(short.going_on, usual[0].going_on);
        assert!((short.opening[0] - usual[0].opening[0]).abs() < 0.6, "{short:?}");
    }
}
