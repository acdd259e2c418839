//! The first look: a score of few features, each one subtraction of prefix sums, that only has to
//! find the neighbourhood of the right path.

use super::band::Band;
use super::gains::{Gains, Ratios};
use super::habits::{deviation, unless_broken_off};
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

/// The first look at a pair of texts inside a band.
pub struct Fast<'e> {
    evidence: &'e Evidence,
    gain_en: Gains,
    gain_zh: Gains,
    zh_lengths: Vec<f32>,
    en_lengths: Vec<f32>,
    ratio: f32,
    weights: [f32; N_FAST],
}

impl<'e> Fast<'e> {
    /// Prices the band for beads of up to `max_bead` sentences.
    #[must_use]
    pub fn new(
        evidence: &'e Evidence,
        (forward, backward): (&Ratios, &Ratios),
        band: &Band,
        max_bead: usize,
        odds: f32,
        ratio: f32,
        weights: [f32; N_FAST],
    ) -> Fast<'e> {
        let across = band.transposed();
        let span = max_bead - 1;
        Fast {
            evidence,
            gain_en: Gains::new(&evidence.zh, &evidence.en, forward, band, span, odds),
            gain_zh: Gains::new(&evidence.en, &evidence.zh, backward, &across, span, odds),
            zh_lengths: prefix_sums(&evidence.zh.lengths),
            en_lengths: prefix_sums(&evidence.en.lengths),
            ratio,
            weights,
        }
    }

    /// The features of a bead.
    #[must_use]
    pub fn features(&self, i: usize, a: usize, j: usize, b: usize) -> [f32; N_FAST] {
        let mut f = [0.0; N_FAST];
        if a == 0 || b == 0 {
            f[if a == 0 { 6 } else { 5 }] = 1.0;
            return f;
        }
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        f[0] = self.gain_en.of(i, a, j, b);
        f[1] = self.gain_zh.of(j, b, i, a);
        f[2] = (zh.starts[i + a] - zh.starts[i] + en.starts[j + b] - en.starts[j]) as f32;
        let zh_length = self.zh_lengths[i + a] - self.zh_lengths[i];
        let en_length = self.en_lengths[j + b] - self.en_lengths[j];
        let z = deviation(zh_length * self.ratio, en_length);
        let z = unless_broken_off(z, (a, b), i + a == zh.n_sentences(), j + b == en.n_sentences());
        f[3] = (z * z).min(MAX_SQUARE);
        f[4] = z.abs().min(MAX_SQUARE.sqrt());
        f[match (a, b) {
            (1, 1) => 7,
            (1, 2) => 8,
            (2, 1) => 9,
            (1, _) => 10,
            (_, 1) => 11,
            _ => 12,
        }] = 1.0;
        f[13] = (a + b - 2) as f32;
        let (zh_end, en_end) = (zh.shapes[i + a - 1].end, en.shapes[j + b - 1].end);
        f[if zh_end == en_end { 14 } else { 15 }] = end_worth(zh_end, en_end);
        f[16] = (f[0] + f[1]).sqrt();
        f
    }

    /// The score of a bead.
    #[must_use]
    pub fn score(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let w = &self.weights;
        if b == 0 {
            return w[5];
        }
        if a == 0 {
            return w[6];
        }
        self.features(i, a, j, b).iter().zip(w).map(|(f, w)| f * w).sum()
    }
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
