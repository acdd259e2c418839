//! The first look: a score of few features that only has to find the neighbourhood of the right path.
//!
//! Beads of one shape that end in one row are scored together, each value in a flat table.

use super::bounds::Spans;
use super::gains::Gains;
use super::habits::{deviation, unless_broken_off};
use super::hits::Source;
use super::search::Price;
use super::sums::prefix_sums;
use crate::evidence::Evidence;

/// Number of features.
pub const N_FAST: usize = 17;

/// What each is, in order.
pub const FAST: [&str; N_FAST] = [
    "gain-en",
    "gain-zh",
    "tokens",
    "length-square",
    "length-abs",
    "1-0",
    "0-1",
    "1-1",
    "1-2",
    "2-1",
    "1-n",
    "n-1",
    "m-n",
    "extra",
    "end-same",
    "end-differ",
    "gain-sqrt",
];

/// Largest square of a length's deviation that counts.
const MAX_SQUARE: f32 = 49.0;
const MAX_DEVIATION: f32 = 5.0;

/// The first look at a pair of texts inside a band.
pub struct Fast<'e> {
    scorer: Scorer<'e>,
    gains: Gains,
}

/// Makes scores of gains and of what else a first look sees.
pub(super) struct Scorer<'e> {
    evidence: &'e Evidence,
    zh_lengths: Vec<f32>,
    en_lengths: Vec<f32>,
    en_ends: Vec<u8>,
    ratio: f32,
    weights: [f32; N_FAST],
}

impl<'e> Fast<'e> {
    /// Prices spans and what is made of them; `ratio` is how many characters of
    /// English one of Chinese is worth.
    #[must_use]
    pub fn new(
        evidence: &'e Evidence,
        hits: impl Source,
        spans: &Spans,
        odds: f32,
        ratio: f32,
        weights: [f32; N_FAST],
    ) -> Fast<'e> {
        Fast {
            scorer: Scorer::new(evidence, ratio, weights),
            gains: Gains::new(evidence, hits, spans, odds),
        }
    }

    /// The features of a bead; their product with the weights is its score.
    #[must_use]
    pub fn features(&self, i: usize, a: usize, j: usize, b: usize) -> [f32; N_FAST] {
        let mut f = [0.0; N_FAST];
        if a == 0 || b == 0 {
            f[if a == 0 { 6 } else { 5 }] = 1.0;
            return f;
        }
        let scorer = &self.scorer;
        let (zh, en) = (&scorer.evidence.zh, &scorer.evidence.en);
        let (gain_en, gain_zh) = f.split_at_mut(1);
        self.gains.add((i, a, j, b), gain_en, &mut gain_zh[..1]);
        f[2] = (zh.starts[i + a] - zh.starts[i] + en.starts[j + b] - en.starts[j]) as f32;
        let zh_length = scorer.zh_lengths[i + a] - scorer.zh_lengths[i];
        let en_length = scorer.en_lengths[j + b] - scorer.en_lengths[j];
        let z = deviation(zh_length * scorer.ratio, en_length);
        let z = unless_broken_off(z, (a, b), zh.breaks_off(i + a - 1), en.breaks_off(j + b - 1));
        f[3] = (z * z).min(MAX_SQUARE);
        f[4] = z.abs().min(MAX_DEVIATION);
        f[kind(a, b)] = 1.0;
        f[13] = (a + b - 2) as f32;
        let (zh_end, en_end) = (zh.shapes[i + a - 1].end, en.shapes[j + b - 1].end);
        f[if zh_end == en_end { 14 } else { 15 }] = end_worth(zh_end, en_end);
        f[16] = (f[0] + f[1]).sqrt();
        f
    }
}

impl<'e> Scorer<'e> {
    pub(super) fn new(evidence: &'e Evidence, ratio: f32, weights: [f32; N_FAST]) -> Scorer<'e> {
        Scorer {
            evidence,
            zh_lengths: prefix_sums(&evidence.zh.lengths),
            en_lengths: prefix_sums(&evidence.en.lengths),
            en_ends: evidence.en.shapes.iter().map(|shape| shape.end).collect(),
            ratio,
            weights,
        }
    }

    /// The score of a null link of `a` Chinese sentences.
    pub(super) fn null(&self, a: usize) -> f32 {
        if a == 0 { self.weights[6] } else { self.weights[5] }
    }

    /// The scores of the beads (i, a, j, b) of known gains, for as many j from `from` as there are
    /// places, at most [`RUN`].
    pub(super) fn score(
        &self,
        (i, a, from, b): (usize, usize, usize, usize),
        (gain_en, gain_zh): (&[f32], &[f32]),
        scores: &mut [f32],
    ) {
        let n = scores.len();
        let mut z = [0.0; RUN];
        self.deviations((i, a, from, b), &mut z[..n]);
        let w = &self.weights;
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let zh_tokens = zh.starts[i + a] - zh.starts[i];
        let shape = w[kind(a, b)] + w[13] * (a + b - 2) as f32 + w[2] * zh_tokens as f32;
        let zh_end = zh.shapes[i + a - 1].end;
        let (same, differs) = (w[14] * end_worth(zh_end, zh_end), w[15] * end_worth(zh_end, 0));
        let en_starts = en.starts[from..from + n].iter().zip(&en.starts[from + b..from + b + n]);
        let ends = &self.en_ends[from + b - 1..from + b - 1 + n];
        let gains = gain_en.iter().zip(gain_zh);
        let columns = gains.zip(&z[..n]).zip(en_starts.zip(ends));
        for (score, (((gain_en, gain_zh), z), ((start, end), en_end))) in
            scores.iter_mut().zip(columns)
        {
            *score = shape
                + w[0] * gain_en
                + w[1] * gain_zh
                + w[16] * (gain_en + gain_zh).sqrt()
                + w[2] * (end - start) as f32
                + w[3] * (z * z).min(MAX_SQUARE)
                + w[4] * z.abs().min(MAX_DEVIATION)
                + if *en_end == zh_end { same } else { differs };
        }
    }

    /// How far the lengths of the beads (i, a, j, b) deviate.
    fn deviations(&self, (i, a, from, b): (usize, usize, usize, usize), z: &mut [f32]) {
        let n = z.len();
        let zh_length = (self.zh_lengths[i + a] - self.zh_lengths[i]) * self.ratio;
        let starts = &self.en_lengths[from..from + n];
        let ends = &self.en_lengths[from + b..from + b + n];
        for (z, (start, end)) in z.iter_mut().zip(starts.iter().zip(ends)) {
            *z = deviation(zh_length, end - start);
        }
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let zh_breaks_off = zh.breaks_off(i + a - 1);
        if zh_breaks_off || from + b + n > en.n_sentences() {
            for (z, j) in z.iter_mut().zip(from..) {
                *z = unless_broken_off(*z, (a, b), zh_breaks_off, en.breaks_off(j + b - 1));
            }
        }
    }
}

/// Beads scored at a time.
pub(super) const RUN: usize = 16;

impl Price for Fast<'_> {
    fn null(&self, a: usize) -> f32 {
        self.scorer.null(a)
    }

    fn row(&self, i: usize, a: usize, from: usize, b: usize, scores: &mut [f32]) {
        for (scores, from) in scores.chunks_mut(RUN).zip((from..).step_by(RUN)) {
            let n = scores.len();
            let (mut gain_en, mut gain_zh) = ([0.0; RUN], [0.0; RUN]);
            self.gains.add((i, a, from, b), &mut gain_en[..n], &mut gain_zh[..n]);
            self.scorer.score((i, a, from, b), (&gain_en[..n], &gain_zh[..n]), scores);
        }
    }
}

/// The feature of a bead's type.
const fn kind(a: usize, b: usize) -> usize {
    match (a, b) {
        (1, 1) => 7,
        (1, 2) => 8,
        (2, 1) => 9,
        (1, _) => 10,
        (_, 1) => 11,
        _ => 12,
    }
}

/// How much the agreement of two last marks tells: a full stop on both sides tells little.
pub(super) fn end_worth(zh_end: u8, en_end: u8) -> f32 {
    if zh_end == b'.' && en_end == b'.' { 0.3 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Options;
    use crate::align::band::Band;
    use crate::align::bounds::Bounds;
    use crate::align::hits::Hits;
    use crate::align::ratios::Ratios;
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::{evidence, sentence};

    /// A bead's score as the search is told it, and as its features times their weights.
    fn check(zh: &str, en: &str, (i, a, j, b): (usize, usize, usize, usize)) {
        let (zh, en) =
            (Document::from_text("zh", zh.to_string()), Document::from_text("en", en.to_string()));
        let (zh_lines, en_lines) = (sentence::presplit(&zh), sentence::presplit(&en));
        let options = evidence::Options::default();
        let (zh, en) = ((zh.text.as_str(), &zh_lines[..]), (en.text.as_str(), &en_lines[..]));
        let evidence = evidence::gather(zh, en, Lexicon::builtin(), &options);
        let options = Options::default();
        let spans = Spans::of(&Bounds::new(Band::full(zh_lines.len(), en_lines.len()), 4));
        let ratios = Ratios::new(&evidence, &evidence.links);
        let hits = Hits::collect(&evidence, &ratios, &spans.reach());
        let weights = options.weights.fast;
        let fast = Fast::new(&evidence, &hits, &spans, options.odds, 3.0, weights);
        let mut told = [0.0];
        if a == 0 || b == 0 {
            told[0] = fast.null(a);
        } else {
            fast.row(i, a, j, b, &mut told);
        }
        let features = fast.features(i, a, j, b);
        let written = features.iter().zip(&weights).map(|(f, w)| f * w).sum::<f32>();
        assert!((written - told[0]).abs() < 1e-3, "{:?}: {written} {}", (i, a, j, b), told[0]);
    }

    #[test]
    fn the_search_is_told_what_the_features_say() {
        let zh = "铁路通车了。\n工业增长百分之八。\n我们继续发展农业，加强教育。\n";
        let en = "The railway opened.\nIndustry grew by 8 per cent.\nWe go on with agriculture.\nWe strengthen education.\n";
        for at in
            [(0, 1, 0, 1), (1, 1, 1, 1), (2, 1, 3, 1), (0, 1, 3, 1), (0, 1, 1, 0), (0, 0, 0, 1)]
        {
            check(zh, en, at);
        }
        check(zh, en, (2, 1, 2, 2));
        check(zh, en, (0, 2, 0, 1));
    }
}
