//! Stretches: the text between one anchor and the next, and the band that runs through them.
//!
//! Each stretch has its own room around its anchors, so that the band can be widened where a path
//! meets its edge, and there alone. Time: a step a row of the band and stretch that holds it.

use std::ops::Range;

use super::anchors::{Anchor, Options};
use super::band::Band;

/// The stretches of a pair of texts, in order.
pub(super) struct Stretches {
    stretches: Vec<Stretch>,
    max_cells: usize,
}

/// From one anchor, or the start of the texts, to the next, or their end.
struct Stretch {
    from: (usize, usize),
    to: (usize, usize),
    /// Sentences on either side of it that the band holds.
    half_width: usize,
}

impl Stretches {
    /// The stretches between the anchors of a chain.
    #[must_use]
    pub(super) fn new(chain: &[Anchor], n_zh: usize, n_en: usize, options: &Options) -> Stretches {
        let anchors = || chain.iter().map(|anchor| (anchor.i, anchor.j));
        let starts = std::iter::once((0, 0)).chain(anchors());
        let ends = anchors().chain([(n_zh, n_en)]);
        let half_width = options.half_width;
        let stretches = starts.zip(ends).map(|(from, to)| Stretch { from, to, half_width });
        Stretches { stretches: stretches.collect(), max_cells: options.max_cells }
    }

    /// The band: the whole rectangle of each stretch, with its half width around it. Says whether
    /// some rectangle had to be narrowed.
    #[must_use]
    pub(super) fn band(&self) -> (Band, bool) {
        let (n_zh, n_en) = self.stretches.last().map_or((0, 0), |last| last.to);
        let mut low = vec![u32::MAX; n_zh + 1];
        let mut high = vec![0_u32; n_zh + 1];
        let mut narrowed = false;
        for stretch in &self.stretches {
            let whole = stretch.is_whole(self.max_cells);
            narrowed |= !whole;
            for row in stretch.rows(n_zh) {
                let (first, last) = if whole {
                    stretch.columns()
                } else {
                    stretch.columns_along(row, self.max_cells)
                };
                low[row] = low[row].min(first as u32);
                high[row] = high[row].max(last.min(n_en) as u32);
            }
        }
        (Band::new(low, high, n_en), narrowed)
    }

    /// Doubles the half width of the stretches within `margin` rows of some rows, which ascend. Returns
    /// the rows of the band that may be wider for it.
    pub(super) fn widen(&mut self, rows: &[usize], margin: usize) -> Vec<Range<usize>> {
        let n_zh = self.stretches.last().map_or(0, |last| last.to.0);
        let mut wider: Vec<Range<usize>> = Vec::new();
        for stretch in &mut self.stretches {
            let held = stretch.rows(n_zh);
            let next = rows.partition_point(|row| row + margin < held.start);
            if rows.get(next).is_none_or(|&row| row >= held.end + margin) {
                continue;
            }
            stretch.half_width *= 2;
            let held = stretch.rows(n_zh);
            match wider.last_mut().filter(|last| held.start <= last.end) {
                Some(last) => {
                    last.start = last.start.min(held.start);
                    last.end = last.end.max(held.end);
                }
                None => wider.push(held),
            }
        }
        wider
    }
}

impl Stretch {
    /// The rows it gives cells to.
    fn rows(&self, n_zh: usize) -> Range<usize> {
        self.from.0.saturating_sub(self.half_width)..(self.to.0 + self.half_width).min(n_zh) + 1
    }

    /// Whether its rectangle is small enough to be looked at whole.
    fn is_whole(&self, max_cells: usize) -> bool {
        let (rows, columns) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let around = 2 * self.half_width;
        (rows + around) * (columns + around) <= max_cells || rows.min(columns) <= self.half_width
    }

    /// The first and last cell of each of its rows.
    fn columns(&self) -> (usize, usize) {
        (self.from.1.saturating_sub(self.half_width), self.to.1 + self.half_width)
    }

    /// Those along its diagonal, as many as `max_cells` allows.
    fn columns_along(&self, row: usize, max_cells: usize) -> (usize, usize) {
        let (rows, columns) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let share = row.saturating_sub(self.from.0).min(rows) as f64 / rows.max(1) as f64;
        let middle = self.from.1 + (columns as f64 * share) as usize;
        let width = self.half_width.max(max_cells / (2 * rows.max(1)));
        let (first, last) = self.columns();
        (middle.saturating_sub(width).max(first), (middle + width).min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(anchors: &[(usize, usize)], n: (usize, usize), options: &Options) -> Stretches {
        let anchor = |&(i, j): &(usize, usize)| Anchor { i, j, weight: 1.0 };
        let chain: Vec<Anchor> = anchors.iter().map(anchor).collect();
        Stretches::new(&chain, n.0, n.1, options)
    }

    #[test]
    fn a_gap_is_covered_whole_or_said_to_be_narrowed() {
        let options = Options::default();
        let (whole, narrowed) = stretches(&[(10, 10), (60, 200)], (100, 260), &options).band();
        assert!(!narrowed && whole.at(15, 190).is_some());
        let options = Options { max_cells: 10_000, ..options };
        let (_, narrowed) = stretches(&[], (5000, 5000), &options).band();
        assert!(narrowed);
    }

    #[test]
    fn the_band_is_wider_in_the_rows_told_and_as_it_was_in_others() {
        let diagonal: Vec<(usize, usize)> = (1..300).map(|at| (at, at)).collect();
        let mut stretches = stretches(&diagonal, (300, 300), &Options::default());
        let (before, _) = stretches.band();
        let rows = stretches.widen(&[100, 103, 200], 10);
        let (after, _) = stretches.band();
        assert!(rows.len() == 2 && rows[0].contains(&100) && rows[1].contains(&200), "{rows:?}");
        for row in 0..=300 {
            let told = rows.iter().any(|rows| rows.contains(&row));
            let (narrow, wide) = (before.row(row), after.row(row));
            assert!(wide.0 <= narrow.0 && narrow.1 <= wide.1, "{row}");
            assert!(told || wide == narrow, "{row}: {narrow:?} {wide:?}");
        }
        assert!(after.at(103, 88).is_some() && before.at(103, 88).is_none());
    }
}
