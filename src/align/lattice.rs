//! Search over the beads of a band: the likely beads, their forward–backward posteriors, the best
//! path.
//!
//! Time: a score a cell and bead type for [`Lattice::search`], and one more where likely paths pass;
//! memory: two f64 a cell, and one entry for each bead that is kept.

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

/// The bead types of up to `max_bead` sentences, nulls first.
#[must_use]
pub fn bead_types(max_bead: usize) -> Vec<(usize, usize)> {
    let mut types = vec![(1, 0), (0, 1)];
    for sum in 2..=max_bead {
        for a in 1..sum {
            types.push((a, sum - a));
        }
    }
    types
}

/// How many of the [`bead_types`] are null links.
const N_NULLS: usize = 2;

/// Which beads a search keeps.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// How likely the best path through a bead must be, against the best path of all.
    pub least: f64,
    /// Null links are kept that are so many nats less likely than other beads must be.
    pub null_slack: f64,
}

/// Beads with their scores, in the order of the cells they end in.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    /// The beads.
    pub beads: Vec<Place>,
    /// Their scores.
    pub scores: Vec<f32>,
    /// What a null link that follows a bead with two sides adds: gaps have an affine cost.
    pub opening: f32,
}

impl Lattice {
    /// The beads of the band whose best path under `score` is likely enough to be kept. `score` is asked for places (i, a, j, b).
    pub fn search(
        band: &Band,
        max_bead: usize,
        keep: Keep,
        score: &impl Fn(usize, usize, usize, usize) -> f32,
    ) -> Lattice {
        let types = bead_types(max_bead);
        let forward = forward(band, &types, score);
        let total = band.at(band.n_zh(), band.n_en()).map_or(0.0, |at| forward[at]);
        let mut backward = vec![f64::NEG_INFINITY; band.n_cells()];
        if let Some(last) = backward.last_mut() {
            *last = 0.0;
        }
        let mut lattice = Lattice::default();
        let limit = total + keep.least.ln();
        let null_limit = limit - keep.null_slack;
        for i in (0..=band.n_zh()).rev() {
            let (low, high) = band.row(i);
            for j in (low..=high).rev() {
                let end = band.offset(i) + j - low;
                let (before, after) = (forward[end], backward[end]);
                if before + after < null_limit || before == f64::NEG_INFINITY {
                    continue;
                }
                // No bead but a null link is kept that ends where no likely path passes.
                let types = if before + after < limit { &types[..N_NULLS] } else { &types[..] };
                for &(a, b) in types.iter().rev() {
                    if a > i || b > j {
                        continue;
                    }
                    let Some(start) = band.at(i - a, j - b) else { continue };
                    let score = score(i - a, a, j - b, b);
                    let sum = after + f64::from(score);
                    backward[start] = backward[start].max(sum);
                    let limit = if a == 0 || b == 0 { null_limit } else { limit };
                    if forward[start] + sum >= limit {
                        lattice.beads.push(Place::new(i - a, a, j - b, b));
                        lattice.scores.push(score);
                    }
                }
            }
        }
        lattice.beads.reverse();
        lattice.scores.reverse();
        lattice
    }

    /// Drops the beads whose posterior is below `least`, null links below `least_null`; returns the
    /// posteriors of the others.
    pub fn prune(&mut self, posteriors: &[f32], least: f32, least_null: f32) -> Vec<f32> {
        let keep: Vec<bool> = self
            .beads
            .iter()
            .zip(posteriors)
            .map(|(bead, &p)| p >= if bead.is_null() { least_null } else { least })
            .collect();
        let kept = |at: &mut usize| {
            *at += 1;
            keep[*at - 1]
        };
        let (mut bead, mut score) = (0, 0);
        self.beads.retain(|_| kept(&mut bead));
        self.scores.retain(|_| kept(&mut score));
        posteriors.iter().zip(&keep).filter_map(|(&p, &keep)| keep.then_some(p)).collect()
    }

    /// The cells (i, j) its beads start in, as a band around them: rows of (low, high).
    #[must_use]
    pub fn band(&self, band: &Band, margin: usize) -> Band {
        let n = band.n_zh();
        let mut low = vec![u32::MAX; n + 1];
        let mut high = vec![0; n + 1];
        for bead in &self.beads {
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
        let mut forward = vec![State::NOWHERE; n];
        forward[0] = State::EDGE;
        for (at, bead) in self.beads.iter().enumerate() {
            let (start, end) = nodes[at];
            let (from, score) = (forward[start as usize], f64::from(self.scores[at]));
            let to = &mut forward[end as usize];
            if bead.is_null() {
                to.gap =
                    log_add(to.gap, log_add(from.gap, from.pair + f64::from(self.opening)) + score);
            } else {
                to.pair = log_add(to.pair, log_add(from.gap, from.pair) + score);
            }
        }
        // Backward: what follows, given the state a cell was reached in.
        let mut backward = vec![State::NOWHERE; n];
        backward[n - 1] = State { pair: 0.0, gap: 0.0 };
        let total = log_add(forward[n - 1].pair, forward[n - 1].gap);
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
                (after.gap + score, after.gap + score + f64::from(self.opening))
            } else {
                (after.pair + score, after.pair + score)
            };
            to.gap = log_add(to.gap, via_gap);
            to.pair = log_add(to.pair, via_pair);
            let opened = (from.pair + via_pair - total).exp();
            let p = opened + (from.gap + via_gap - total).exp();
            found.beads[at] = p.min(1.0) as f32;
            found.opened[at] = if bead.is_null() { opened.min(1.0) as f32 } else { 0.0 };
        }
        found
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
            let opening = if bead.is_null() { f64::from(self.opening) } else { 0.0 };
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

/// The score of the best path to each cell.
fn forward(
    band: &Band,
    types: &[(usize, usize)],
    score: &impl Fn(usize, usize, usize, usize) -> f32,
) -> Vec<f64> {
    let mut forward = vec![f64::NEG_INFINITY; band.n_cells()];
    if let Some(first) = forward.first_mut() {
        *first = 0.0;
    }
    for i in 0..=band.n_zh() {
        let (low, high) = band.row(i);
        for j in low..=high {
            let end = band.offset(i) + j - low;
            let mut best = forward[end];
            for &(a, b) in types {
                if a > i || b > j {
                    continue;
                }
                let Some(start) = band.at(i - a, j - b) else { continue };
                if forward[start] > f64::NEG_INFINITY {
                    best = best.max(forward[start] + f64::from(score(i - a, a, j - b, b)));
                }
            }
            forward[end] = best;
        }
    }
    forward
}

fn log_add(x: f64, y: f64) -> f64 {
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    // Past 40 the smaller one is below the last bit.
    if high - low > 40.0 || low == f64::NEG_INFINITY {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A score that likes the diagonal.
    fn diagonal(i: usize, a: usize, j: usize, b: usize) -> f32 {
        -((i as f32 - j as f32).abs()) - (a as f32 - 1.0).abs() - (b as f32 - 1.0).abs()
    }

    #[test]
    fn posteriors_of_the_beads_over_a_sentence_sum_to_one() {
        let band = Band::full(6, 5);
        let lattice = Lattice::search(&band, 5, Keep { least: 0.0, null_slack: 0.0 }, &diagonal);
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
        let whole = Lattice::search(&band, 4, Keep { least: 0.0, null_slack: 0.0 }, &diagonal);
        let pruned = Lattice::search(&band, 4, Keep { least: 1e-3, null_slack: 0.0 }, &diagonal);
        assert!(pruned.beads.len() < whole.beads.len());
        let path = |lattice: &Lattice| -> Vec<Place> {
            let path = lattice.best_path(&band);
            path.into_iter().map(|index| lattice.beads[index]).collect()
        };
        assert_eq!(path(&whole), path(&pruned));
        let covered: usize = path(&whole).iter().map(|p| usize::from(p.a)).sum();
        assert_eq!(covered, 9);
    }
}
