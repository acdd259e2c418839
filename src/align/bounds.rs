//! Bounds: where the beads of a look may lie, shape by shape.
//!
//! Short beads may lie anywhere in a band, longer ones only in a narrower band inside it, where paths
//! are known to pass; and none where hits are not known.

use super::band::Band;
use super::lattice::Place;

/// Where the beads of a look may lie.
#[derive(Debug, Clone)]
pub struct Bounds {
    band: Band,
    shapes: Vec<(usize, usize)>,
    max_bead: usize,
    inner: Option<Inner>,
    /// The English sentences each Chinese one may stand with.
    known: Option<Vec<(u32, u32)>>,
}

/// The band of the beads of more than `short` sentences.
#[derive(Debug, Clone)]
struct Inner {
    band: Band,
    short: usize,
}

impl Bounds {
    /// Beads of up to `max_bead` sentences, anywhere in a band.
    #[must_use]
    pub fn new(band: Band, max_bead: usize) -> Bounds {
        let shapes = (2..=max_bead).flat_map(|sum| (1..sum).map(move |a| (a, sum - a))).collect();
        Bounds { band, shapes, max_bead, inner: None, known: None }
    }

    /// Beads of more than `short` sentences only in a band inside.
    #[must_use]
    pub fn with_inner(self, band: Band, short: usize) -> Bounds {
        Bounds { inner: Some(Inner { band, short }), ..self }
    }

    /// Each Chinese sentence only with some English ones, whose ends must ascend.
    #[must_use]
    pub fn with_known(self, known: Vec<(u32, u32)>) -> Bounds {
        Bounds { known: Some(known), ..self }
    }

    /// The band all beads lie in.
    #[must_use]
    pub fn band(&self) -> &Band {
        &self.band
    }

    /// The shapes (a, b) of beads with two sides, smallest first.
    #[must_use]
    pub fn shapes(&self) -> &[(usize, usize)] {
        &self.shapes
    }

    /// The columns `from..to` in which beads of a shape can start in row i.
    #[must_use]
    pub fn starts(&self, i: usize, (a, b): (usize, usize)) -> (usize, usize) {
        if i + a > self.band.n_zh() {
            return (0, 0);
        }
        let (mut from, mut to) = shared(&self.band, i, (a, b));
        if let Some(inner) = self.inner.as_ref().filter(|inner| a + b > inner.short) {
            let (first, end) = shared(&inner.band, i, (a, b));
            (from, to) = (from.max(first), to.min(end));
        }
        if let Some(known) = &self.known {
            from = from.max(known[i + a - 1].0 as usize);
            to = to.min((known[i].1 as usize + 1).saturating_sub(b));
        }
        (from, to)
    }

    /// Whether a bead may lie where it does.
    #[must_use]
    pub fn hold(&self, bead: Place) -> bool {
        let (i, a, j, b) = bead.parts();
        if bead.is_null() {
            return self.band.at(i, j).is_some() && self.band.at(i + a, j + b).is_some();
        }
        let (from, to) = self.starts(i, (a, b));
        a + b <= self.max_bead && from <= j && j < to
    }
}

/// The columns `from..to` in which beads of a shape start in row i, both ends in a band.
fn shared(band: &Band, i: usize, (a, b): (usize, usize)) -> (usize, usize) {
    let ((first, last), (low, high)) = (band.row(i), band.row(i + a));
    (first.max(low.saturating_sub(b)), (last + 1).min((high + 1).saturating_sub(b)))
}

/// The spans beads are made of: which, of either side, may stand in one bead with which sentences of
/// the other. Spans of one length hold those of the next.
#[derive(Debug, Clone)]
pub struct Spans {
    /// Row i, length b: the columns `from..to` in which spans of b English sentences start that may
    /// explain Chinese sentence i.
    zh: Vec<(u32, u32)>,
    /// Row i, length a: the English sentences `from..to` that a Chinese ones from i may explain.
    en: Vec<(u32, u32)>,
    max_span: usize,
}

const NOTHING: (u32, u32) = (u32::MAX, 0);

impl Spans {
    /// The spans of the beads within bounds. Time: a step a row and shape.
    #[must_use]
    pub fn of(bounds: &Bounds) -> Spans {
        let (n, max_span) = (bounds.band.n_zh(), bounds.max_bead - 1);
        let (mut zh, mut en) = (vec![NOTHING; n * max_span], vec![NOTHING; n * max_span]);
        for i in 0..n {
            for &(a, b) in &bounds.shapes {
                let (from, to) = bounds.starts(i, (a, b));
                if from < to {
                    let (from, to) = (from as u32, to as u32);
                    for row in i..i + a {
                        widen(&mut zh[row * max_span + b - 1], (from, to));
                    }
                    widen(&mut en[i * max_span + a - 1], (from, to + b as u32 - 1));
                }
            }
        }
        for spans in [&mut zh, &mut en] {
            for row in spans.chunks_mut(max_span) {
                for length in (1..max_span).rev() {
                    let longer = row[length];
                    widen(&mut row[length - 1], longer);
                }
            }
        }
        Spans { zh, en, max_span }
    }

    /// Sentences of the longest span.
    #[must_use]
    pub fn max_span(&self) -> usize {
        self.max_span
    }

    /// For each length the columns in which English spans start that may explain a Chinese sentence.
    #[must_use]
    pub fn explaining(&self, i: usize) -> &[(u32, u32)] {
        &self.zh[i * self.max_span..(i + 1) * self.max_span]
    }

    /// For each length the English sentences that a Chinese span may explain.
    #[must_use]
    pub fn explained(&self, i: usize) -> &[(u32, u32)] {
        &self.en[i * self.max_span..(i + 1) * self.max_span]
    }

    /// The English sentences each Chinese one may stand with in a bead; both ends ascend.
    #[must_use]
    pub fn reach(&self) -> Vec<(u32, u32)> {
        let row = |spans: &[(u32, u32)]| {
            let ends = (0..).zip(spans).filter(|(_, span)| span.0 < span.1);
            (spans[0].0, ends.map(|(more, span)| span.1 + more).max().unwrap_or(0))
        };
        ascending(self.zh.chunks(self.max_span).map(row).collect())
    }
}

fn widen(range: &mut (u32, u32), other: (u32, u32)) {
    *range = (range.0.min(other.0), range.1.max(other.1));
}

/// The same ranges, wide enough for both ends to ascend.
pub(super) fn ascending(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    for row in 1..ranges.len() {
        ranges[row].1 = ranges[row].1.max(ranges[row - 1].1);
    }
    for row in (0..ranges.len().saturating_sub(1)).rev() {
        ranges[row].0 = ranges[row].0.min(ranges[row + 1].0);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A band of so many cells on either side of the diagonal.
    fn diagonal(n: u32, width: u32) -> Band {
        let rows = 0..=n;
        let (low, high) = rows.map(|i| (i.saturating_sub(width), (i + width).min(n))).unzip();
        Band::new(low, high, n as usize)
    }

    /// All beads within bounds.
    fn beads(bounds: &Bounds) -> Vec<Place> {
        let n = bounds.band().n_zh();
        let shapes = bounds.shapes().iter();
        let all = shapes.flat_map(|&(a, b)| {
            (0..n).flat_map(move |i| (0..=n).map(move |j| Place::new(i, a, j, b)))
        });
        all.filter(|&bead| bounds.hold(bead)).collect()
    }

    #[test]
    fn long_beads_lie_in_the_inner_band_and_none_beyond_what_is_known() {
        let bounds = Bounds::new(diagonal(12, 4), 4).with_inner(diagonal(12, 1), 2);
        let all = beads(&bounds);
        assert!(all.contains(&Place::new(2, 1, 6, 1)) && !all.contains(&Place::new(2, 1, 5, 2)));
        assert!(all.contains(&Place::new(2, 1, 2, 2)) && !all.contains(&Place::new(2, 1, 2, 3)));
        let known = (0..12_u32).map(|i| (i.saturating_sub(2), i + 3)).collect();
        let fewer = beads(&bounds.with_known(known));
        assert!(
            fewer.contains(&Place::new(2, 1, 4, 1)) && !fewer.contains(&Place::new(2, 1, 5, 1))
        );
        assert!(fewer.len() < all.len());
    }

    #[test]
    fn spans_hold_what_every_bead_asks_for() {
        for (width, short, max_bead) in [(3, 2, 5), (2, 8, 8), (5, 3, 8)] {
            let bounds =
                Bounds::new(diagonal(15, width), max_bead).with_inner(diagonal(15, 1), short);
            let spans = Spans::of(&bounds);
            let reach = spans.reach();
            for bead in beads(&bounds) {
                let (i, a, j, b) = bead.parts();
                for (row, &(first, end)) in (i..i + a).zip(&reach[i..i + a]) {
                    let (from, to) = spans.explaining(row)[b - 1];
                    assert!(from as usize <= j && j < to as usize, "{bead:?}");
                    assert!(first as usize <= j && j + b <= end as usize, "{bead:?}");
                }
                let (from, to) = spans.explained(i)[a - 1];
                assert!(from as usize <= j && j + b <= to as usize, "{bead:?}");
            }
        }
    }
}
