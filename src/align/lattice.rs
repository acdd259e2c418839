//! A lattice of beads: their forward–backward posteriors, the best path.
//!
//! Time: a step a bead; memory: two f64 a cell of the band, and one entry a bead.

use super::band::Band;

/// A bead's place: `a` Chinese sentences from `i`, `b` English ones from `j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// First Chinese sentence.
    pub i: u32,
    /// First English sentence.
    pub j: u32,
    /// Number of Chinese sentences.
    pub a: u8,
    /// Number of English sentences.
    pub b: u8,
}

impl Place {
    /// A place from counts.
    #[must_use]
    pub fn new(i: usize, a: usize, j: usize, b: usize) -> Place {
        Place { i: i as u32, j: j as u32, a: a as u8, b: b as u8 }
    }

    /// Whether one side is empty.
    #[must_use]
    pub const fn is_null(self) -> bool {
        self.a == 0 || self.b == 0
    }

    /// (i, a, j, b) as counts.
    #[must_use]
    pub const fn parts(self) -> (usize, usize, usize, usize) {
        (self.i as usize, self.a as usize, self.j as usize, self.b as usize)
    }
}

/// Beads with their scores, in the order of the cells they end in.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    /// The beads.
    pub beads: Vec<Place>,
    /// Their scores.
    pub scores: Vec<f32>,
    /// What a null link that follows a bead with two sides adds, Chinese and English: gaps have an
    /// affine cost.
    pub opening: [f32; 2],
}

impl Lattice {
    /// Some beads with their scores, in the order of the cells they end in.
    #[must_use]
    pub fn of(beads: &[(Place, f32)]) -> Lattice {
        let (beads, scores) = beads.iter().copied().unzip();
        Lattice { beads, scores, opening: [0.0; 2] }
    }

    /// Takes in other beads that it does not have, in the order of the cells they end in.
    pub fn join(&mut self, others: &[(Place, f32)]) {
        let end = |bead: &Place| (bead.i + u32::from(bead.a), bead.j + u32::from(bead.b));
        let mut own = &self.beads[..];
        let mut missing = Vec::new();
        for &(bead, score) in others {
            own = &own[own.iter().take_while(|own| end(own) < end(&bead)).count()..];
            let mut here = own.iter().take_while(|own| end(own) == end(&bead));
            if !here.any(|own| *own == bead) {
                missing.push((bead, score));
            }
        }
        let known = self.beads.iter().copied().zip(self.scores.iter().copied());
        let mut all: Vec<(Place, f32)> = known.chain(missing).collect();
        // Two runs in order: a stable sort merges them.
        all.sort_by_key(|(bead, _)| end(bead));
        (self.beads, self.scores) = all.into_iter().unzip();
    }

    /// Which beads have a posterior of `least` or more, null links of `least_null`.
    #[must_use]
    pub fn likely(&self, posteriors: &[f32], least: f32, least_null: f32) -> Vec<bool> {
        let beads = self.beads.iter().zip(posteriors);
        beads.map(|(bead, &p)| p >= if bead.is_null() { least_null } else { least }).collect()
    }

    /// Drops the other beads.
    pub fn keep(&mut self, keep: &[bool]) {
        self.beads = kept(&self.beads, keep);
        self.scores = kept(&self.scores, keep);
    }

    /// A band around the cells that some of its beads start and end in.
    #[must_use]
    pub fn band(&self, band: &Band, margin: usize, which: impl Fn(Place) -> bool) -> Band {
        let n = band.n_zh();
        let mut low = vec![u32::MAX; n + 1];
        let mut high = vec![0; n + 1];
        for bead in self.beads.iter().filter(|bead| which(**bead)) {
            for (i, j) in
                [(bead.i, bead.j), (bead.i + u32::from(bead.a), bead.j + u32::from(bead.b))]
            {
                low[i as usize] = low[i as usize].min(j.saturating_sub(margin as u32));
                high[i as usize] = high[i as usize].max(j + margin as u32);
            }
        }
        Band::new(low, high, band.n_en())
    }

    /// Posteriors of the beads. Time and memory: one step and one f64 pair a bead and cell.
    #[must_use]
    pub fn posteriors(&self, band: &Band) -> Posteriors {
        let nodes: Vec<(u32, u32)> = self.beads.iter().map(|bead| self.ends(band, *bead)).collect();
        let n = band.n_cells();
        let sum = LogAdd::new();
        let mut forward = vec![State::NOWHERE; n];
        forward[0] = State::EDGE;
        for (at, bead) in self.beads.iter().enumerate() {
            let (start, end) = nodes[at];
            let (from, score) = (forward[start as usize], f64::from(self.scores[at]));
            let to = &mut forward[end as usize];
            if bead.is_null() {
                let opened = from.pair + self.opening_of(*bead);
                to.gap = sum.of(to.gap, sum.of(from.gap, opened) + score);
            } else {
                to.pair = sum.of(to.pair, sum.of(from.gap, from.pair) + score);
            }
        }
        // Backward: what follows, given the state a cell was reached in.
        let mut backward = vec![State::NOWHERE; n];
        backward[n - 1] = State { pair: 0.0, gap: 0.0 };
        let total = sum.of(forward[n - 1].pair, forward[n - 1].gap);
        let mut found = Posteriors {
            beads: vec![0.0; self.beads.len()],
            opened: vec![0.0; self.beads.len()],
            total,
        };
        for (at, bead) in self.beads.iter().enumerate().rev() {
            let (start, end) = nodes[at];
            let (after, score) = (backward[end as usize], f64::from(self.scores[at]));
            let from = forward[start as usize];
            let to = &mut backward[start as usize];
            let (via_gap, via_pair) = if bead.is_null() {
                (after.gap + score, after.gap + score + self.opening_of(*bead))
            } else {
                (after.pair + score, after.pair + score)
            };
            to.gap = sum.of(to.gap, via_gap);
            to.pair = sum.of(to.pair, via_pair);
            let opened = from.pair + via_pair - total;
            let log_p = sum.of(opened, from.gap + via_gap - total);
            if log_p < LEAST_LOG {
                continue;
            }
            found.beads[at] = log_p.exp().min(1.0) as f32;
            if bead.is_null() {
                found.opened[at] = opened.exp().min(1.0) as f32;
            }
        }
        found
    }

    /// What a null link adds when it follows a bead with two sides.
    fn opening_of(&self, null: Place) -> f64 {
        f64::from(self.opening[usize::from(null.a == 0)])
    }

    fn ends(&self, band: &Band, bead: Place) -> (u32, u32) {
        let (i, a, j, b) = bead.parts();
        let cell = |i: usize, j: usize| band.at(i, j).unwrap_or(0) as u32;
        (cell(i, j), cell(i + a, j + b))
    }

    /// The path with the largest score, as indices of beads, first to last.
    #[must_use]
    pub fn best_path(&self, band: &Band) -> Vec<usize> {
        let n = band.n_cells();
        let mut best = vec![State::NOWHERE; n];
        // The bead that reached each state, and whether it came out of a gap.
        let mut back = vec![[(u32::MAX, false); 2]; n];
        best[0] = State::EDGE;
        for (at, bead) in self.beads.iter().enumerate() {
            let (start, end) = self.ends(band, *bead);
            let from = best[start as usize];
            let opening = if bead.is_null() { self.opening_of(*bead) } else { 0.0 };
            let (sum, gap) = if from.gap >= from.pair + opening {
                (from.gap, true)
            } else {
                (from.pair + opening, false)
            };
            let sum = sum + f64::from(self.scores[at]);
            let slot = usize::from(bead.is_null());
            let to = &mut best[end as usize];
            let value = if bead.is_null() { &mut to.gap } else { &mut to.pair };
            if sum > *value {
                *value = sum;
                back[end as usize][slot] = (at as u32, gap);
            }
        }
        let last = best[n - 1];
        let mut gap = last.gap > last.pair;
        let (mut i, mut j) = (band.n_zh(), band.n_en());
        let mut path = Vec::new();
        while (i, j) != (0, 0) {
            let (at, from_gap) = back[band.at(i, j).unwrap_or(0)][usize::from(gap)];
            let Some(bead) = self.beads.get(at as usize) else { break };
            path.push(at as usize);
            (i, j) = (bead.i as usize, bead.j as usize);
            gap = from_gap;
        }
        path.reverse();
        path
    }
}

/// Less likely than this is not likely at all.
const LEAST_LOG: f64 = -40.0;

/// Log sums of the ways to reach a cell by a bead with two sides, and by a null link.
#[derive(Debug, Clone, Copy)]
struct State {
    pair: f64,
    gap: f64,
}

impl State {
    const NOWHERE: State = State { pair: f64::NEG_INFINITY, gap: f64::NEG_INFINITY };
    /// The edge of a text is like a gap: what is missing there was never opened.
    const EDGE: State = State { pair: f64::NEG_INFINITY, gap: 0.0 };
}

/// What forward–backward finds.
#[derive(Debug, Clone, Default)]
pub struct Posteriors {
    /// Posterior probability of each bead.
    pub beads: Vec<f32>,
    /// For null links, the part of it that follows a bead with two sides.
    pub opened: Vec<f32>,
    /// Log of the sum over all paths.
    pub total: f64,
}

impl Posteriors {
    /// Those of the beads to be kept.
    pub(super) fn kept(&self, keep: &[bool]) -> Posteriors {
        let (beads, opened) = (kept(&self.beads, keep), kept(&self.opened, keep));
        Posteriors { beads, opened, total: self.total }
    }
}

/// The values to be kept.
pub(super) fn kept<T: Copy>(values: &[T], keep: &[bool]) -> Vec<T> {
    values.iter().zip(keep).filter_map(|(&value, &keep)| keep.then_some(value)).collect()
}

/// ln(eˣ + eʸ), to six digits: the smaller one adds ln(1 + e⁻ᵈ) to the larger, d being what is between
/// them, which is looked up.
struct LogAdd {
    table: Vec<f32>,
}

/// Past such a distance the smaller one adds less than the posteriors can show.
const FAR: f64 = 20.0;
/// Steps of the table to a nat.
const STEPS: f64 = 256.0;

impl LogAdd {
    fn new() -> LogAdd {
        let steps = 0..=(FAR * STEPS) as u32 + 1;
        LogAdd {
            table: steps.map(|step| (-f64::from(step) / STEPS).exp().ln_1p() as f32).collect(),
        }
    }

    fn of(&self, x: f64, y: f64) -> f64 {
        let (low, high) = if x < y { (x, y) } else { (y, x) };
        let apart = high - low;
        if low == f64::NEG_INFINITY || apart >= FAR {
            return high;
        }
        let place = apart * STEPS;
        let step = place as usize;
        let (here, next) = (f64::from(self.table[step]), f64::from(self.table[step + 1]));
        high + here + (next - here) * (place - step as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::bounds::Bounds;
    use crate::align::search::tests::Diagonal;
    use crate::align::search::{self, Keep};

    fn search(band: &Band, max_bead: usize, least: f64) -> Lattice {
        let keep = Keep { least, null_slack: 0.0 };
        search::likely(&Bounds::new(band.clone(), max_bead), keep, &Diagonal).lattice
    }

    #[test]
    fn posteriors_of_the_beads_over_a_sentence_sum_to_one() {
        let band = Band::full(6, 5);
        let lattice = search(&band, 5, 0.0);
        let posteriors = lattice.posteriors(&band).beads;
        for sentence in 0..6 {
            let sum: f32 = lattice
                .beads
                .iter()
                .zip(&posteriors)
                .filter(|(p, _)| (p.i..p.i + u32::from(p.a)).contains(&sentence))
                .map(|(_, &p)| p)
                .sum();
            assert!((sum - 1.0).abs() < 1e-3, "sentence {sentence}: {sum}");
        }
    }

    #[test]
    fn the_best_path_covers_both_sides_and_survives_pruning() {
        let band = Band::full(9, 7);
        let whole = search(&band, 4, 0.0);
        let pruned = search(&band, 4, 1e-3);
        assert!(pruned.beads.len() < whole.beads.len());
        let path = |lattice: &Lattice| -> Vec<Place> {
            let path = lattice.best_path(&band);
            path.into_iter().map(|index| lattice.beads[index]).collect()
        };
        assert_eq!(path(&whole), path(&pruned));
        let covered: usize = path(&whole).iter().map(|p| usize::from(p.a)).sum();
        assert_eq!(covered, 9);
    }
    #[test]
    fn joined_beads_stand_where_they_end_and_once() {
        let band = Band::full(9, 7);
        let mut some = search(&band, 4, 1e-3);
        let all = search(&band, 4, 0.0);
        let beads = all.beads.iter().copied().zip(all.scores.iter().copied());
        let beads: Vec<(Place, f32)> = beads.collect();
        some.join(&beads);
        assert_eq!(some.beads.len(), all.beads.len());
        let total = |lattice: &Lattice| lattice.posteriors(&band).total;
        assert!((total(&some) - total(&all)).abs() < 1e-6);
        some.join(&beads);
        assert_eq!(some.beads.len(), all.beads.len());
    }
}
