//! The first look: a score of few features, each one subtraction of prefix sums, that only has to
//! find the neighbourhood of the right path.

use super::band::Band;
use super::gains::Gains;
use super::habits::{deviation, unless_broken_off};
use super::hits::Hits;
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
const MAX_SQUARE: f32 = 25.0;

/// What a bead is worth besides its words, and what its words add.
pub(super) struct Outline<'e> {
    evidence: &'e Evidence,
    zh_lengths: Vec<f32>,
    en_lengths: Vec<f32>,
    ratio: f32,
    weights: [f32; N_FAST],
}

impl<'e> Outline<'e> {
    pub(super) fn new(evidence: &'e Evidence, ratio: f32, weights: [f32; N_FAST]) -> Outline<'e> {
        let zh_lengths = prefix_sums(&evidence.zh.lengths);
        let en_lengths = prefix_sums(&evidence.en.lengths);
        Outline { evidence, zh_lengths, en_lengths, ratio, weights }
    }

    /// The features of a bead whose sides gain so much.
    fn features(&self, (i, a, j, b): (usize, usize, usize, usize), gains: Both) -> [f32; N_FAST] {
        let mut f = [0.0; N_FAST];
        if a == 0 || b == 0 {
            f[if a == 0 { 6 } else { 5 }] = 1.0;
            return f;
        }
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        (f[0], f[1]) = (gains.en, gains.zh);
        f[2] = (zh.starts[i + a] - zh.starts[i] + en.starts[j + b] - en.starts[j]) as f32;
        let z = self.length_deviation(i, a, j, b);
        f[3] = (z * z).min(MAX_SQUARE);
        f[4] = z.abs().min(MAX_SQUARE.sqrt());
        f[kind(a, b)] = 1.0;
        f[13] = (a + b - 2) as f32;
        let (zh_end, en_end) = (zh.shapes[i + a - 1].end, en.shapes[j + b - 1].end);
        f[if zh_end == en_end { 14 } else { 15 }] = end_worth(zh_end, en_end);
        f[16] = (f[0] + f[1]).sqrt();
        f
    }

    /// The score of a bead with two sides that gain so much: its features times the weights, without
    /// writing them down.
    pub(super) fn score(&self, i: usize, a: usize, j: usize, b: usize, gains: Both) -> f32 {
        let w = &self.weights;
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let tokens = zh.starts[i + a] - zh.starts[i] + en.starts[j + b] - en.starts[j];
        let z = self.length_deviation(i, a, j, b);
        let (zh_end, en_end) = (zh.shapes[i + a - 1].end, en.shapes[j + b - 1].end);
        let end = if zh_end == en_end { w[14] } else { w[15] };
        w[0] * gains.en
            + w[1] * gains.zh
            + w[16] * (gains.en + gains.zh).sqrt()
            + w[2] * tokens as f32
            + w[3] * (z * z).min(MAX_SQUARE)
            + w[4] * z.abs().min(MAX_SQUARE.sqrt())
            + w[kind(a, b)]
            + w[13] * (a + b - 2) as f32
            + end * end_worth(zh_end, en_end)
    }

    /// The score of a null link.
    pub(super) fn null(&self, a: usize) -> f32 {
        if a == 0 { self.weights[6] } else { self.weights[5] }
    }

    fn length_deviation(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let zh_length = self.zh_lengths[i + a] - self.zh_lengths[i];
        let en_length = self.en_lengths[j + b] - self.en_lengths[j];
        let z = deviation(zh_length * self.ratio, en_length);
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        unless_broken_off(z, (a, b), i + a == zh.n_sentences(), j + b == en.n_sentences())
    }
}

/// Gains of both sides of a bead.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Both {
    pub(super) en: f32,
    pub(super) zh: f32,
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

/// The first look at a pair of texts inside a band.
pub struct Fast<'e> {
    outline: Outline<'e>,
    gain_en: Gains,
    gain_zh: Gains,
}

impl<'e> Fast<'e> {
    /// Prices the band for beads of up to `max_bead` sentences.
    #[must_use]
    pub fn new(
        evidence: &'e Evidence,
        hits: &Hits,
        band: &Band,
        max_bead: usize,
        odds: f32,
        ratio: f32,
        weights: [f32; N_FAST],
    ) -> Fast<'e> {
        let span = max_bead - 1;
        let (zh, en) = (&evidence.zh, &evidence.en);
        let of_zh = |i: usize, sights: &mut Vec<(u32, u32, f32)>| {
            let (from, to) = hits.reach(i);
            for j in from..to {
                let seen = hits.of(i, j).iter();
                sights.extend(seen.map(|hit| (j as u32, hit.en, hit.ratio.times)));
            }
        };
        let rows_of = rows_of_columns(hits, en.n_sentences(), zh.n_sentences());
        let of_en = |j: usize, sights: &mut Vec<(u32, u32, f32)>| {
            for i in rows_of[j].0 as usize..rows_of[j].1 as usize {
                let seen = hits.of(i, j).iter();
                sights.extend(seen.map(|hit| (i as u32, hit.zh, hit.ratio.times)));
            }
        };
        let across = band.transposed();
        Fast {
            outline: Outline::new(evidence, ratio, weights),
            gain_en: Gains::new(zh, en, of_zh, band, span, odds),
            gain_zh: Gains::new(en, zh, of_en, &across, span, odds),
        }
    }

    /// The features of a bead.
    #[must_use]
    pub fn features(&self, i: usize, a: usize, j: usize, b: usize) -> [f32; N_FAST] {
        self.outline.features((i, a, j, b), self.gains(i, a, j, b))
    }

    /// The score of a bead.
    #[must_use]
    pub fn score(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        if a == 0 || b == 0 {
            return self.outline.null(a);
        }
        self.outline.score(i, a, j, b, self.gains(i, a, j, b))
    }

    fn gains(&self, i: usize, a: usize, j: usize, b: usize) -> Both {
        if a == 0 || b == 0 {
            return Both::default();
        }
        Both { en: self.gain_en.of(i, a, j, b), zh: self.gain_zh.of(j, b, i, a) }
    }
}

/// For each English sentence the run of Chinese ones whose hits reach it.
fn rows_of_columns(hits: &Hits, n_en: usize, n_zh: usize) -> Vec<(u32, u32)> {
    let mut rows = vec![(u32::MAX, 0); n_en];
    for i in 0..n_zh {
        let (from, to) = hits.reach(i);
        for row in &mut rows[from..to] {
            row.0 = row.0.min(i as u32);
            row.1 = i as u32 + 1;
        }
    }
    rows
}

/// How much the agreement of two last marks tells: a full stop on both sides tells little.
pub(super) fn end_worth(zh_end: u8, en_end: u8) -> f32 {
    if zh_end == b'.' && en_end == b'.' { 0.3 } else { 1.0 }
}

/// Sums of the values before each place.
pub(super) fn prefix_sums(values: &[f32]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(values.len() + 1);
    let mut sum = 0.0_f64;
    sums.push(0.0);
    for &value in values {
        sum += f64::from(value);
        sums.push(sum as f32);
    }
    sums
}
