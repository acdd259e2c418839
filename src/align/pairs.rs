//! The rough look's scores: pairs of single sentences, told by their hits alone.
//!
//! Tokens that nothing is linked to gain nothing, so that the gains of a pair (see [`super::gains`]) take
//! a step a hit, not one a token. Memory: a f32 a pair.

use super::bounds::Spans;
use super::fast::{RUN, Scorer};
use super::gains::logarithm;
use super::hits::{Hit, RowHits, Source};
use super::search::Price;
use crate::evidence::Evidence;

/// The scores of the pairs of single sentences within bounds.
pub(super) struct Pairs<'s> {
    scorer: &'s Scorer<'s>,
    scores: Vec<f32>,
    /// Where each row starts, less its first column.
    rows: Vec<usize>,
}

impl<'s> Pairs<'s> {
    /// Prices the pairs; `hits` are asked for those of each Chinese sentence with all English ones in its
    /// [`reach`](Spans::reach).
    pub(super) fn new(
        evidence: &Evidence,
        mut hits: impl Source,
        spans: &Spans,
        odds: f32,
        scorer: &'s Scorer<'s>,
    ) -> Pairs<'s> {
        let n = evidence.zh.n_sentences();
        let width = |i: usize| {
            let (from, to) = spans.explaining(i)[0];
            to.saturating_sub(from) as usize
        };
        let n_pairs = (0..n).map(width).sum();
        let mut pairs =
            Pairs { scorer, scores: Vec::with_capacity(n_pairs), rows: Vec::with_capacity(n) };
        let mut row = Row { evidence, odds, masses: Vec::new(), gains: Default::default() };
        for i in 0..n {
            let from = spans.explaining(i)[0].0 as usize;
            row.price(i, (from, width(i)), &hits.row(i));
            let start = pairs.scores.len();
            pairs.rows.push(start.wrapping_sub(from));
            pairs.scores.resize(start + width(i), 0.0);
            let gains = row.gains.0.chunks(RUN).zip(row.gains.1.chunks(RUN));
            let scores = pairs.scores[start..].chunks_mut(RUN);
            for (at, (scores, gains)) in (from..).step_by(RUN).zip(scores.zip(gains)) {
                scorer.score((i, 1, at, 1), gains, scores);
            }
        }
        pairs
    }
}

impl Price for Pairs<'_> {
    const KEPT: usize = 0;

    fn null(&self, a: usize) -> f32 {
        self.scorer.null(a)
    }

    fn row(&self, i: usize, _: usize, from: usize, _: usize, scores: &mut [f32]) {
        let start = self.rows[i].wrapping_add(from);
        scores.copy_from_slice(&self.scores[start..start + scores.len()]);
    }
}

/// Prices row by row.
struct Row<'e> {
    evidence: &'e Evidence,
    odds: f32,
    /// Scratch: what each token of the Chinese sentence is explained by.
    masses: Vec<f32>,
    /// What the English sentences of the row at hand gain, and the Chinese one by each.
    gains: (Vec<f32>, Vec<f32>),
}

impl Row<'_> {
    /// The gains of a Chinese sentence and of so many English ones by each other.
    fn price(&mut self, i: usize, (from, n): (usize, usize), found: &RowHits<'_>) {
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let en_scale = self.odds / zh.n_tokens(i).max(1) as f32;
        self.masses.clear();
        self.masses.resize(zh.n_tokens(i), 0.0);
        let (en_gains, zh_gains) = (&mut self.gains.0, &mut self.gains.1);
        en_gains.clear();
        zh_gains.clear();
        let token = |hit: &Hit| (hit.zh - zh.starts[i]) as usize;
        for j in from..from + n {
            let hits = found.of(j - found.from);
            let (mut zh_factors, mut en_factors) = (Factors::new(), Factors::new());
            for same in hits.chunk_by(|one, other| one.en == other.en) {
                let mass: f32 = same.iter().map(|hit| hit.ratio).sum();
                en_factors.multiply(1.0 + en_scale * mass);
            }
            let zh_scale = self.odds / en.n_tokens(j).max(1) as f32;
            for hit in hits {
                self.masses[token(hit)] += hit.ratio;
            }
            for hit in hits {
                let mass = std::mem::take(&mut self.masses[token(hit)]);
                zh_factors.multiply(1.0 + zh_scale * mass);
            }
            en_gains.push(en_factors.logarithm());
            zh_gains.push(zh_factors.logarithm());
        }
    }
}

/// Factors one by one, and the logarithm of their product.
struct Factors {
    product: f64,
    logarithm: f32,
}

impl Factors {
    /// Far below what the type holds, by more than any factor.
    const MOST: f64 = 1e200;

    fn new() -> Factors {
        Factors { product: 1.0, logarithm: 0.0 }
    }

    fn multiply(&mut self, factor: f32) {
        self.product *= f64::from(factor);
        if self.product > Self::MOST {
            self.logarithm += logarithm(self.product);
            self.product = 1.0;
        }
    }

    fn logarithm(&self) -> f32 {
        self.logarithm + logarithm(self.product)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Options;
    use crate::align::band::Band;
    use crate::align::bounds::Bounds;
    use crate::align::fast::Fast;
    use crate::align::hits::Hits;
    use crate::align::ratios::Ratios;
    use crate::evidence::{Links, Shape, Stream};

    #[test]
    fn pairs_score_the_same_as_beads_of_one_sentence_a_side() {
        let stream = |sentences: &[&[u32]]| {
            let mut stream = Stream { counts: vec![0; 6], starts: vec![0], ..Stream::default() };
            for &token in sentences.iter().copied().flatten() {
                stream.tokens.push(token);
                stream.counts[token as usize] += 1;
            }
            for sentence in sentences {
                stream.starts.push(stream.starts.last().unwrap() + sentence.len() as u32);
                stream.lengths.push(sentence.len() as f32);
                stream.shapes.push(Shape::default());
            }
            stream
        };
        let many = [5; 300];
        let zh = stream(&[&[0, 1, 2], &[], &[3, 3, 1], &many, &[4, 0, 2, 2, 1]]);
        let en = stream(&[&[1, 2], &[0, 4, 4], &many, &[2, 2, 1, 0], &[3], &[]]);
        let row = |kind| vec![(kind, 0.9), ((kind + 1) % 6, 0.2)];
        let mut rows: Vec<Vec<(u32, f32)>> = (0..6).map(row).collect();
        rows.iter_mut().for_each(|row| row.sort_by_key(|link| link.0));
        let evidence = Evidence { zh, en, links: Links::from_rows(rows) };
        let ratios = Ratios::new(&evidence, &evidence.links);
        let Options { odds, weights, .. } = Options::default();
        let spans_of = |max_bead| Spans::of(&Bounds::new(Band::full(5, 6), max_bead));
        let hits_of = |spans: &Spans| Hits::collect(&evidence, &ratios, &spans.reach());
        let scorer = Scorer::new(&evidence, 3.0, weights.fast);
        let spans = spans_of(2);
        let pairs = Pairs::new(&evidence, &hits_of(&spans), &spans, odds, &scorer);
        let spans = spans_of(3);
        let beads = Fast::new(&evidence, &hits_of(&spans), &spans, odds, 3.0, weights.fast);
        for (i, j) in (0..5).flat_map(|i| (0..6).map(move |j| (i, j))) {
            let (mut pair, mut bead) = ([0.0], [0.0]);
            pairs.row(i, 1, j, 1, &mut pair);
            beads.row(i, 1, j, 1, &mut bead);
            assert!((pair[0] - bead[0]).abs() < 1e-3, "{i} {j}: {pair:?} {bead:?}");
        }
    }
}
