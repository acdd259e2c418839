//! The score of a bead: a log-linear model over a few features, each O(1) by prefix sums.
//!
//! The weights were fitted by conditional likelihood (a linear-chain CRF over bead lattices; Lafferty
//! et al. 2001), so forward–backward over the same scores gives calibrated posteriors.

use super::band::Band;
use super::gains::{Gains, Ratios};
use crate::evidence::{Evidence, Shape, Stream};

/// Number of features.
pub const N_FEATURES: usize = 42;

/// What each feature is, in order.
pub const FEATURES: [&str; N_FEATURES] = [
    "gain-en", "gain-zh", "tokens", "length-square", "length-abs", "1-0", "0-1", "1-1", "1-2", "2-1",
    "2-2", "1-3", "3-1", "1-n", "n-1", "m-n", "extra", "null-tokens", "end-same", "end-differ",
    "open-same", "open-differ", "close-same", "close-differ", "paragraph", "gain-min", "gain-sqrt",
    "paragraph-both", "null-rate", "type-rate", "zh-inner-colon", "en-inner-colon", "zh-inner-bare", "en-inner-bare",
    "zh-inner-quote", "en-inner-quote", "run-same", "run-differ", "null-colon", "null-bare",
    "zh-inner-comma", "en-inner-comma",
];

/// Weights of the features.
pub type Weights = [f32; N_FEATURES];

/// Number of classes of beads whose share a document teaches.
pub const N_CLASSES: usize = 6;

/// What a document teaches about itself once it has been aligned roughly.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    /// Characters of English per character of Chinese.
    pub ratio: f32,
    /// How far lengths scatter, against the usual (1).
    pub scatter: f32,
    /// Log of each class's share against the usual share: 1-0, 0-1, 1-1, 1-n, n-1, m-n.
    pub rates: [f32; N_CLASSES],
}

/// Usual shares of the classes, and how many beads' worth of trust they get.
const USUAL: [f32; N_CLASSES] = [0.04, 0.04, 0.70, 0.12, 0.07, 0.03];
const USUAL_TRUST: f32 = 20.0;

/// The class of a bead of `a` and `b` sentences.
#[must_use]
pub const fn class(a: usize, b: usize) -> usize {
    match (a, b) {
        (_, 0) => 0,
        (0, _) => 1,
        (1, 1) => 2,
        (1, _) => 3,
        (_, 1) => 4,
        _ => 5,
    }
}

impl Habits {
    /// Before anything is known: the ratio of the whole texts, usual shares.
    #[must_use]
    pub fn usual(evidence: &Evidence) -> Habits {
        let sum = |lengths: &[f32]| lengths.iter().map(|&l| f64::from(l)).sum::<f64>() as f32;
        let ratio = (sum(&evidence.en.lengths) + 90.0) / (sum(&evidence.zh.lengths) + 30.0);
        Habits { ratio: ratio.clamp(2.0, 5.0), scatter: 1.0, rates: [0.0; N_CLASSES] }
    }

    /// What weighted beads say: (a, b, Chinese characters, English characters, probability).
    #[must_use]
    pub fn learn(beads: impl Iterator<Item = (usize, usize, f32, f32, f32)>, start: &Habits) -> Habits {
        let pow = std::env::var("POW").map_or(1.0, |v| v.parse().unwrap_or(1.0));
        let trust = std::env::var("TRUST").map_or(USUAL_TRUST, |v| v.parse().unwrap_or(1.0));
        let mut counts = USUAL.map(|share| share * trust);
        let (mut zh_sum, mut en_sum) = (30.0, 30.0 * start.ratio);
        let (mut squares, mut n) = (10.0, 10.0);
        for (a, b, zh, en, p) in beads {
            counts[class(a, b)] += if a == 0 || b == 0 { p.powf(pow) } else { p };
            if a > 0 && b > 0 {
                zh_sum += p * zh;
                en_sum += p * en;
                let z = deviation(zh * start.ratio, en);
                squares += p * (z * z).min(9.0);
                n += p;
            }
        }
        let total: f32 = counts.iter().sum();
        let mut rates = [0.0; N_CLASSES];
        for ((rate, count), usual) in rates.iter_mut().zip(counts).zip(USUAL) {
            *rate = (count / total / usual).ln();
        }
        Habits { ratio: en_sum / zh_sum, scatter: (squares / n).sqrt(), rates }
    }
}

/// How far two lengths are apart, in units of their usual scatter.
fn deviation(zh_as_en: f32, en: f32) -> f32 {
    (en - zh_as_en) / (4.0 * (zh_as_en + en) + 60.0).sqrt()
}

/// What the scorer knows of a pair of texts inside a band.
pub struct Model<'e> {
    evidence: &'e Evidence,
    gain_en: Gains,
    gain_zh: Gains,
    zh_lengths: Vec<f32>,
    en_lengths: Vec<f32>,
    habits: Habits,
    weights: Weights,
}

/// Largest value of the square of a length's deviation.
const MAX_SQUARE: f32 = 25.0;

impl<'e> Model<'e> {
    /// Prices the band. `max_bead` is the largest m + n.
    #[must_use]
    pub fn new(
        evidence: &'e Evidence,
        band: &Band,
        max_bead: usize,
        odds: f32,
        habits: Habits,
        weights: Weights,
    ) -> Model<'e> {
        let forward = ratios(evidence);
        let backward = forward.reversed(evidence.en.counts.len());
        let across = band.transposed();
        let span = max_bead - 1;
        let gain_en = Gains::new(&evidence.zh, &evidence.en, &forward, band, span, odds);
        let gain_zh = Gains::new(&evidence.en, &evidence.zh, &backward, &across, span, odds);
        let zh_lengths = prefix_sums(&evidence.zh.lengths);
        let en_lengths = prefix_sums(&evidence.en.lengths);
        Model { evidence, gain_en, gain_zh, zh_lengths, en_lengths, habits, weights }
    }

    /// The features of the bead of `a` Chinese sentences from `i` and `b` English ones from `j`.
    #[must_use]
    pub fn features(&self, i: usize, a: usize, j: usize, b: usize) -> [f32; N_FEATURES] {
        let mut f = [0.0; N_FEATURES];
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let n_zh = (zh.starts[i + a] - zh.starts[i]) as f32;
        let n_en = (en.starts[j + b] - en.starts[j]) as f32;
        if a == 0 || b == 0 {
            f[if a == 0 { 6 } else { 5 }] = 1.0;
            f[17] = (n_zh + n_en).sqrt();
            f[28] = self.habits.rates[class(a, b)];
            let end = if b == 0 { zh.shapes[i].end } else { en.shapes[j].end };
            f[38] = f32::from(end == b':');
            f[39] = f32::from(end == 0);
            return f;
        }
        let gain_en = self.gain_en.of(i, a, j, b);
        let gain_zh = self.gain_zh.of(j, b, i, a);
        f[0] = gain_en;
        f[1] = gain_zh;
        f[2] = n_zh + n_en;
        f[25] = gain_en.min(gain_zh);
        f[26] = (gain_en + gain_zh).sqrt();
        f[29] = self.habits.rates[class(a, b)];
        let (zh_length, en_length) = self.lengths(i, a, j, b);
        let z = deviation(zh_length * self.habits.ratio, en_length) / self.habits.scatter;
        f[3] = (z * z).min(MAX_SQUARE);
        f[4] = z.abs().min(8.0);
        f[match (a, b) {
            (1, 1) => 7,
            (1, 2) => 8,
            (2, 1) => 9,
            (2, 2) => 10,
            (1, 3) => 11,
            (3, 1) => 12,
            (1, _) => 13,
            (_, 1) => 14,
            _ => 15,
        }] = 1.0;
        f[16] = (a + b - 2) as f32;
        self.shape_features(i, a, j, b, &mut f);
        f
    }

    /// Characters of both sides of a bead.
    #[must_use]
    pub fn lengths(&self, i: usize, a: usize, j: usize, b: usize) -> (f32, f32) {
        (self.zh_lengths[i + a] - self.zh_lengths[i], self.en_lengths[j + b] - self.en_lengths[j])
    }

    fn shape_features(&self, i: usize, a: usize, j: usize, b: usize, f: &mut [f32; N_FEATURES]) {
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let (zh_first, zh_last) = (zh.shapes[i], zh.shapes[i + a - 1]);
        let (en_first, en_last) = (en.shapes[j], en.shapes[j + b - 1]);
        f[if zh_last.end == en_last.end { 18 } else { 19 }] =
            if zh_last.end == b'.' && en_last.end == b'.' { 0.3 } else { 1.0 };
        if zh_first.quote_opens || en_first.quote_opens {
            f[if zh_first.quote_opens == en_first.quote_opens { 20 } else { 21 }] = 1.0;
        }
        if zh_last.quote_ends || en_last.quote_ends {
            f[if zh_last.quote_ends == en_last.quote_ends { 22 } else { 23 }] = 1.0;
        }
        f[30] = inner(zh, i, a, |shape| shape.end == b':');
        f[31] = inner(en, j, b, |shape| shape.end == b':');
        f[32] = inner(zh, i, a, |shape| shape.end == 0);
        f[33] = inner(en, j, b, |shape| shape.end == 0);
        f[34] = zh.shapes[i + 1..i + a].iter().filter(|shape| shape.quote_runs).count() as f32;
        f[35] = en.shapes[j + 1..j + b].iter().filter(|shape| shape.quote_runs).count() as f32;
        if zh_first.quote_runs || en_first.quote_runs {
            f[if zh_first.quote_runs == en_first.quote_runs { 36 } else { 37 }] = 1.0;
        }
        f[40] = inner(zh, i, a, |shape| matches!(shape.end, b',' | b';'));
        f[41] = inner(en, j, b, |shape| matches!(shape.end, b',' | b';'));
        let crossed = |stream: &Stream, from: usize, n: usize| {
            stream.opens[from + 1..from + n].iter().filter(|&&opens| opens).count()
        };
        let (zh_crossed, en_crossed) = (crossed(zh, i, a), crossed(en, j, b));
        f[24] = zh_crossed.abs_diff(en_crossed) as f32;
        f[27] = zh_crossed.min(en_crossed) as f32;
    }

    /// The score of a bead.
    #[must_use]
    pub fn score(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let features = self.features(i, a, j, b);
        features.iter().zip(&self.weights).map(|(f, w)| f * w).sum()
    }
}

/// t(e|w)/u(e) for every link; u is the English type's share of the text.
#[must_use]
pub fn ratios(evidence: &Evidence) -> Ratios {
    let total = evidence.en.tokens.len().max(1) as f32;
    let rows = (0..evidence.links.n_types() as u32)
        .map(|kind| {
            let row = evidence.links.of(kind).iter();
            row.map(|&(en, t)| (en, t * total / evidence.en.counts[en as usize].max(1) as f32))
                .collect()
        })
        .collect();
    Ratios::from_rows(rows)
}

/// How many sentences of a span, the last left out, have a shape.
fn inner(stream: &Stream, from: usize, n: usize, has: impl Fn(&Shape) -> bool) -> f32 {
    stream.shapes[from..from + n - 1].iter().filter(|shape| has(shape)).count() as f32
}

fn prefix_sums(values: &[f32]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(values.len() + 1);
    let mut sum = 0.0_f64;
    sums.push(0.0);
    for &value in values {
        sum += f64::from(value);
        sums.push(sum as f32);
    }
    sums
}
