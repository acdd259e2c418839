//! The search of a first look: the beads within bounds that have a chance, and the best path.
//!
//! Time: a score a cell and bead shape, and another for those that could not be kept; memory: two f64
//! a cell, one f32 a score that is kept, and one entry for each bead found.

use std::num::NonZeroU32;

use super::band::Band;
use super::bounds::Bounds;
use super::lattice::{Lattice, Place};

/// What a search asks for the scores of beads.
pub trait Price {
    /// So many scores are kept, for each sentence of the longer text, for the way back to read; it asks
    /// again for what is beyond that.
    const KEPT: usize = 128;

    /// The score of a null link of `a` Chinese sentences, 0 or 1.
    fn null(&self, a: usize) -> f32;

    /// The scores of the beads (i, a, j, b) with two sides, for as many j from `from` as there are
    /// places.
    fn row(&self, i: usize, a: usize, from: usize, b: usize, scores: &mut [f32]);
}

/// Which beads a search keeps.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// How likely the best path through a bead must be, against the best path of all.
    pub least: f64,
    /// Null links are kept that are so many nats less likely than other beads must be.
    pub null_slack: f64,
}

/// What a search finds.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The likely beads.
    pub lattice: Lattice,
    /// The beads of the best path, with their scores; of all best paths if there are several.
    pub best: Vec<(Place, f32)>,
}

impl Found {
    /// The rows in which a best path runs along an edge of the band that is not the grid's own.
    #[must_use]
    pub fn rows_at_edge(&self, band: &Band) -> Vec<usize> {
        let at_edge = |bead: &Place| {
            let (low, high) = band.row(bead.i as usize);
            let j = bead.j as usize;
            !bead.is_null() && ((j == low && low > 0) || (j == high && high < band.n_en()))
        };
        let beads = self.best.iter().map(|(bead, _)| bead).filter(|bead| at_edge(bead));
        beads.map(|bead| bead.i as usize).collect()
    }
}

/// The beads within bounds whose best path under `price` is likely enough to be kept.
#[must_use]
pub fn likely<P: Price>(bounds: &Bounds, keep: Keep, price: &P) -> Found {
    let band = bounds.band();
    let mut search = Search {
        bounds,
        band,
        price,
        forward: vec![f64::NEG_INFINITY; band.n_cells()],
        backward: vec![f64::NEG_INFINITY; band.n_cells()],
        total: 0.0,
        limit: 0.0,
        null_limit: 0.0,
        runs: Runs::new(
            P::KEPT * band.n_zh().max(band.n_en()),
            band.n_cells() * bounds.shapes().len(),
        ),
        scores: Vec::new(),
        found: Vec::new(),
    };
    search.total = search.forward();
    search.limit = search.total + keep.least.ln();
    search.null_limit = search.limit - keep.null_slack;
    let mut found = Found::default();
    for i in (0..=band.n_zh()).rev() {
        search.backward(i, &mut found);
    }
    found.lattice.beads.reverse();
    found.lattice.scores.reverse();
    found.best.reverse();
    found
}

/// A search under way.
struct Search<'s, P> {
    bounds: &'s Bounds,
    band: &'s Band,
    price: &'s P,
    /// The score of the best path to each cell, and from it.
    forward: Vec<f64>,
    backward: Vec<f64>,
    total: f64,
    limit: f64,
    null_limit: f64,
    runs: Runs,
    /// Scratch: scores of a run of beads that were not kept.
    scores: Vec<f32>,
    /// Scratch: beads kept that end in the row at hand: column, shape (nulls first), score, and that of
    /// the best path through it.
    found: Vec<(u32, u32, f32, f64)>,
}

impl<P: Price> Search<'_, P> {
    /// The best path to each cell; returns the score of the whole.
    fn forward(&mut self) -> f64 {
        let (null_zh, null_en) = (f64::from(self.price.null(1)), f64::from(self.price.null(0)));
        for i in 0..=self.band.n_zh() {
            let (low, high) = self.band.row(i);
            let (before, here) = self.forward.split_at_mut(self.band.offset(i));
            let here = &mut here[..=high - low];
            if i == 0 {
                here[0] = 0.0;
            } else {
                let (from, to) = (low, self.band.row(i - 1).1 + 1);
                let starts = before[place(self.band, i - 1, from)..].iter();
                let ends = here[from - low..to - low].iter_mut();
                ends.zip(starts).for_each(|(end, start)| *end = start + null_zh);
            }
            let shapes = (0..).zip(self.bounds.shapes());
            for (shape, &(a, b)) in shapes.filter(|(_, shape)| shape.0 <= i) {
                let (from, to) = self.bounds.starts(i - a, (a, b));
                if from >= to {
                    continue;
                }
                let scores = self.runs.open(shape, (from, to), &mut self.scores);
                self.price.row(i - a, a, from, b, scores);
                let starts = before[place(self.band, i - a, from)..].iter().zip(scores);
                let ends = here[from + b - low..to + b - low].iter_mut();
                for (end, (start, score)) in ends.zip(starts) {
                    *end = end.max(start + f64::from(*score));
                }
            }
            self.runs.end_row();
            for at in 1..here.len() {
                here[at] = here[at].max(here[at - 1] + null_en);
            }
        }
        self.forward.last().copied().unwrap_or(0.0)
    }

    /// The best path on from each cell a bead that ends in row i starts in; keeps the likely ones.
    fn backward(&mut self, i: usize, found: &mut Found) {
        if i == self.band.n_zh()
            && let Some(end) = self.backward.last_mut()
        {
            *end = 0.0;
        }
        self.found.clear();
        if let Some(likely) = self.nulls_to(i) {
            self.pairs_to(i, likely);
        }
        self.keep(i, found);
    }

    /// Null links that end in row i. Returns the first and the last cell of it a likely path passes:
    /// only between them beads with two sides end.
    fn nulls_to(&mut self, i: usize) -> Option<(usize, usize)> {
        let (null_zh, null_en) = (self.price.null(1), self.price.null(0));
        let (low, high) = self.band.row(i);
        let offset = self.band.offset(i);
        let (before, here) = self.backward.split_at_mut(offset);
        let here = &mut here[..=high - low];
        let forward = &self.forward[offset..=offset + high - low];
        let mut likely = None;
        for at in (0..here.len()).rev() {
            let through = forward[at] + here[at];
            if through < self.null_limit {
                continue;
            }
            if through >= self.limit {
                likely = Some((low + at, likely.map_or(low + at, |(_, last)| last)));
            }
            if at > 0 {
                let sum = here[at] + f64::from(null_en);
                here[at - 1] = here[at - 1].max(sum);
                let through = forward[at - 1] + sum;
                if through >= self.null_limit {
                    self.found.push(((low + at) as u32, 1, null_en, through));
                }
            }
            if let Some(start) = i.checked_sub(1).and_then(|row| self.band.at(row, low + at)) {
                let sum = here[at] + f64::from(null_zh);
                before[start] = before[start].max(sum);
                let through = self.forward[start] + sum;
                if through >= self.null_limit {
                    self.found.push(((low + at) as u32, 0, null_zh, through));
                }
            }
        }
        likely
    }

    /// Beads with two sides that end in row i, from its cell `first` to its cell `last`.
    fn pairs_to(&mut self, i: usize, (first, last): (usize, usize)) {
        let (before, here) = self.backward.split_at_mut(self.band.offset(i));
        let (low, _) = self.band.row(i);
        for run in self.runs.of(i) {
            let (a, b) = self.bounds.shapes()[run.shape as usize];
            let from = (run.from as usize).max(first.saturating_sub(b));
            let to = (run.to as usize).min((last + 1).saturating_sub(b));
            if from >= to {
                continue;
            }
            let scores = self.runs.scores(run, (from, to)).unwrap_or_else(|| {
                self.scores.resize(to - from, 0.0);
                self.price.row(i - a, a, from, b, &mut self.scores);
                &self.scores
            });
            let start = place(self.band, i - a, from);
            let starts = before[start..].iter_mut().zip(&self.forward[start..]);
            let ends = here[from + b - low..].iter().zip(scores);
            for (column, ((before, forward), (after, &score))) in (from + b..).zip(starts.zip(ends))
            {
                let sum = after + f64::from(score);
                *before = before.max(sum);
                let through = forward + sum;
                if through >= self.limit {
                    self.found.push((column as u32, N_NULLS + run.shape, score, through));
                }
            }
        }
    }

    /// Appends the beads found in row i, last first.
    fn keep(&mut self, i: usize, found: &mut Found) {
        self.found.sort_unstable_by_key(|&(column, kind, ..)| std::cmp::Reverse((column, kind)));
        for &(column, kind, score, through) in &self.found {
            let (a, b) = match kind {
                0 => (1, 0),
                1 => (0, 1),
                _ => self.bounds.shapes()[(kind - N_NULLS) as usize],
            };
            let bead = Place::new(i - a, a, column as usize - b, b);
            found.lattice.beads.push(bead);
            found.lattice.scores.push(score);
            if through >= self.total - ROUNDING {
                found.best.push((bead, score));
            }
        }
    }
}

/// How many kinds of null links there are.
const N_NULLS: u32 = 2;

/// What scores of one path may differ by that are summed from either end.
const ROUNDING: f64 = 1e-6;

/// Beads of one shape that end in one row and start in neighbouring columns.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// The shape, by its place among those of the bounds.
    shape: u32,
    /// The columns they start in.
    from: u32,
    to: u32,
    /// Where their scores start, if they were kept.
    scores: Option<NonZeroU32>,
}

/// The runs of beads with two sides, row by row, with the scores the way forward found: the way back
/// reads them.
struct Runs {
    runs: Vec<Run>,
    /// Where the runs that end in each row start; one more at the end.
    rows: Vec<usize>,
    scores: Vec<f32>,
    max_scores: usize,
}

impl Runs {
    /// Room for so many scores at most, of so many beads there may be.
    fn new(max_scores: usize, n_beads: usize) -> Runs {
        let max_scores = max_scores.min(u32::MAX as usize);
        let mut scores = Vec::with_capacity(max_scores.min(n_beads) + 1);
        // The first place is nobody's.
        scores.push(0.0);
        Runs { runs: Vec::new(), rows: vec![0], scores, max_scores }
    }

    /// Room for the scores of the next run of the row at hand.
    fn open<'r>(
        &'r mut self,
        shape: u32,
        (from, to): (usize, usize),
        passing: &'r mut Vec<f32>,
    ) -> &'r mut [f32] {
        let start = self.scores.len();
        let is_kept = start + to - from <= self.max_scores;
        let scores = if is_kept { NonZeroU32::new(start as u32) } else { None };
        self.runs.push(Run { shape, from: from as u32, to: to as u32, scores });
        if is_kept {
            self.scores.resize(start + to - from, 0.0);
            &mut self.scores[start..]
        } else {
            passing.resize(to - from, 0.0);
            passing
        }
    }

    fn end_row(&mut self) {
        self.rows.push(self.runs.len());
    }

    /// The runs that end in a row.
    fn of(&self, i: usize) -> &[Run] {
        &self.runs[self.rows[i]..self.rows[i + 1]]
    }

    /// The scores of some columns of a run, if they were kept.
    fn scores(&self, run: &Run, (from, to): (usize, usize)) -> Option<&[f32]> {
        let start = run.scores?.get() as usize + from - run.from as usize;
        Some(&self.scores[start..start + to - from])
    }
}

/// The place in a flat array of a cell the band holds.
fn place(band: &Band, i: usize, j: usize) -> usize {
    band.offset(i) + j - band.row(i).0
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Prices that like the diagonal.
    pub(in crate::align) struct Diagonal;

    impl Price for Diagonal {
        fn null(&self, _: usize) -> f32 {
            -3.0
        }

        fn row(&self, i: usize, a: usize, from: usize, b: usize, scores: &mut [f32]) {
            for (score, j) in scores.iter_mut().zip(from..) {
                *score = -((i as f32 - j as f32).abs()) - (a - 1) as f32 - (b - 1) as f32;
            }
        }
    }

    #[test]
    fn scores_are_the_same_whether_they_were_kept_or_not() {
        let bounds = Bounds::new(Band::full(40, 40), 8);
        let keep = Keep { least: 0.0, null_slack: 0.0 };
        let found = likely(&bounds, keep, &Diagonal).lattice;
        assert!(found.beads.len() > 2 * Diagonal::KEPT * 40);
        for (bead, score) in found.beads.iter().zip(found.scores) {
            let (i, a, j, b) = bead.parts();
            let mut wanted = [Diagonal.null(a)];
            if !bead.is_null() {
                Diagonal.row(i, a, j, b, &mut wanted);
            }
            assert_eq!(score, wanted[0], "{bead:?}");
        }
    }
}
