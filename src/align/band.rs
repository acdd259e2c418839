//! The band: which cells of the alignment's grid are looked at.
//!
//! Cell (i, j) stands for "the first i Chinese and the first j English sentences are done". Row i of
//! the band holds the cells `low[i]..=high[i]`; both ends never move left from one row to the next.

use std::ops::Range;

/// The cells of the grid a search may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    low: Vec<u32>,
    high: Vec<u32>,
    offsets: Vec<usize>,
    n_en: usize,
}

impl Band {
    /// A band from the ends of each row (n_zh + 1 rows); ends are made monotone and complete.
    #[must_use]
    pub fn new(mut low: Vec<u32>, mut high: Vec<u32>, n_en: usize) -> Band {
        let rows = low.len();
        for end in low.iter_mut().chain(&mut high) {
            *end = (*end).min(n_en as u32);
        }
        if let (Some(first), Some(last)) = (low.first_mut(), high.last_mut()) {
            *first = 0;
            *last = n_en as u32;
        }
        for row in 1..rows {
            high[row] = high[row].max(high[row - 1]);
        }
        for row in (0..rows.saturating_sub(1)).rev() {
            low[row] = low[row].min(low[row + 1]);
        }
        // Neighbouring rows must share a cell, or no path goes through.
        for row in 1..rows {
            if low[row] > high[row - 1] {
                low[row] = high[row - 1];
            }
        }
        for row in (0..rows.saturating_sub(1)).rev() {
            low[row] = low[row].min(low[row + 1]);
        }
        let mut offsets = Vec::with_capacity(rows + 1);
        let mut total = 0;
        for (low, high) in low.iter().zip(&high) {
            offsets.push(total);
            total += (high - low) as usize + 1;
        }
        offsets.push(total);
        Band { low, high, offsets, n_en }
    }

    /// The whole grid.
    #[must_use]
    pub fn full(n_zh: usize, n_en: usize) -> Band {
        Band::new(vec![0; n_zh + 1], vec![n_en as u32; n_zh + 1], n_en)
    }

    /// The same band with some rows as wide as those of another.
    #[must_use]
    pub fn with_rows_of(mut self, other: &Band, rows: &[Range<usize>]) -> Band {
        for row in rows.iter().cloned().flatten() {
            self.low[row] = self.low[row].min(other.low[row]);
            self.high[row] = self.high[row].max(other.high[row]);
        }
        Band::new(self.low, self.high, self.n_en)
    }

    /// Number of Chinese sentences.
    #[must_use]
    pub fn n_zh(&self) -> usize {
        self.low.len().saturating_sub(1)
    }

    /// Number of English sentences.
    #[must_use]
    pub fn n_en(&self) -> usize {
        self.n_en
    }

    /// First and last cell of a row.
    #[must_use]
    pub fn row(&self, i: usize) -> (usize, usize) {
        (self.low[i] as usize, self.high[i] as usize)
    }

    /// Number of cells.
    #[must_use]
    pub fn n_cells(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }

    /// A cell's place in a flat array, if the band holds it.
    #[must_use]
    pub fn at(&self, i: usize, j: usize) -> Option<usize> {
        let (low, high) = self.row(i);
        (low <= j && j <= high).then(|| self.offsets[i] + j - low)
    }

    /// Where a row starts in a flat array.
    #[must_use]
    pub fn offset(&self, i: usize) -> usize {
        self.offsets[i]
    }

    /// The same band with the two sides exchanged.
    #[must_use]
    pub fn transposed(&self) -> Band {
        let mut low = vec![u32::MAX; self.n_en + 1];
        let mut high = vec![0_u32; self.n_en + 1];
        for i in 0..self.low.len() {
            let (first, last) = self.row(i);
            for j in first..=last {
                low[j] = low[j].min(i as u32);
                high[j] = high[j].max(i as u32);
            }
        }
        Band::new(low, high, self.n_zh())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_joined_and_reach_both_corners() {
        let band = Band::new(vec![0, 5, 9], vec![2, 6, 9], 12);
        assert_eq!(band.row(0).0, 0);
        assert_eq!(band.row(2).1, 12);
        for i in 1..=2 {
            assert!(band.row(i).0 <= band.row(i - 1).1);
        }
    }

    #[test]
    fn no_row_ends_outside_the_grid() {
        let band = Band::new(vec![0, 5, 9], vec![7, 8, 9], 2);
        for row in 0..3 {
            let (first, last) = band.row(row);
            assert!(first <= last && last <= 2, "{row}: {first}..={last}");
        }
        assert_eq!(band.transposed().n_en(), 2);
    }
}
