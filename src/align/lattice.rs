//! Search over the beads of a band: the best path, and forward–backward posteriors.
//!
//! Time: one step a cell and bead type. Memory: one f32 a cell and pass.

use super::band::Band;

/// A bead's place: `a` Chinese sentences from `i`, `b` English ones from `j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// First Chinese sentence.
    pub i: usize,
    /// Number of Chinese sentences.
    pub a: usize,
    /// First English sentence.
    pub j: usize,
    /// Number of English sentences.
    pub b: usize,
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

/// The beads of a band with their scores, grouped by the cell they end in.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    /// Beads in the order of the cells they end in.
    pub beads: Vec<Place>,
    /// Their scores.
    pub scores: Vec<f32>,
}

impl Lattice {
    /// All beads of the band, scored.
    #[must_use]
    pub fn full(band: &Band, max_bead: usize, score: impl Fn(Place) -> f32) -> Lattice {
        let types = bead_types(max_bead);
        let mut lattice = Lattice::default();
        for i in 0..=band.n_zh() {
            let (low, high) = band.row(i);
            for j in low..=high {
                for &(a, b) in &types {
                    if a <= i && b <= j && band.at(i - a, j - b).is_some() {
                        let place = Place { i: i - a, a, j: j - b, b };
                        lattice.beads.push(place);
                        lattice.scores.push(score(place));
                    }
                }
            }
        }
        lattice
    }

    /// Posterior probabilities of the beads, and the log of the sum over all paths.
    #[must_use]
    pub fn posteriors(&self, band: &Band) -> (Vec<f32>, f64) {
        let cell = |i: usize, j: usize| band.at(i, j).unwrap_or(0);
        let n = band.n_cells();
        let mut forward = vec![f64::NEG_INFINITY; n];
        let mut backward = vec![f64::NEG_INFINITY; n];
        forward[cell(0, 0)] = 0.0;
        for (place, &score) in self.beads.iter().zip(&self.scores) {
            let from = forward[cell(place.i, place.j)] + f64::from(score);
            let to = &mut forward[cell(place.i + place.a, place.j + place.b)];
            *to = log_add(*to, from);
        }
        backward[cell(band.n_zh(), band.n_en())] = 0.0;
        for (place, &score) in self.beads.iter().zip(&self.scores).rev() {
            let from = backward[cell(place.i + place.a, place.j + place.b)] + f64::from(score);
            let to = &mut backward[cell(place.i, place.j)];
            *to = log_add(*to, from);
        }
        let total = forward[cell(band.n_zh(), band.n_en())];
        let posteriors = self
            .beads
            .iter()
            .zip(&self.scores)
            .map(|(place, &score)| {
                let before = forward[cell(place.i, place.j)];
                let after = backward[cell(place.i + place.a, place.j + place.b)];
                (before + f64::from(score) + after - total).exp() as f32
            })
            .collect();
        (posteriors, total)
    }

    /// The path with the largest sum of `value`, as indices of beads, first to last.
    #[must_use]
    pub fn best_path(&self, band: &Band, value: impl Fn(usize) -> f32) -> Vec<usize> {
        let cell = |i: usize, j: usize| band.at(i, j).unwrap_or(0);
        let mut best = vec![f64::NEG_INFINITY; band.n_cells()];
        let mut back = vec![u32::MAX; band.n_cells()];
        best[cell(0, 0)] = 0.0;
        for (index, place) in self.beads.iter().enumerate() {
            let sum = best[cell(place.i, place.j)] + f64::from(value(index));
            let to = cell(place.i + place.a, place.j + place.b);
            if sum > best[to] {
                best[to] = sum;
                back[to] = index as u32;
            }
        }
        let mut path = Vec::new();
        let (mut i, mut j) = (band.n_zh(), band.n_en());
        while (i, j) != (0, 0) {
            let index = back[cell(i, j)];
            let Some(place) = self.beads.get(index as usize) else { break };
            path.push(index as usize);
            (i, j) = (place.i, place.j);
        }
        path.reverse();
        path
    }

    /// Keeps the beads whose posterior is at least `least`.
    #[must_use]
    pub fn pruned(&self, posteriors: &[f32], least: f32) -> Lattice {
        let mut lattice = Lattice::default();
        for ((&place, &score), &posterior) in self.beads.iter().zip(&self.scores).zip(posteriors) {
            if posterior >= least {
                lattice.beads.push(place);
                lattice.scores.push(score);
            }
        }
        lattice
    }
}

fn log_add(x: f64, y: f64) -> f64 {
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
