//! The closer look at the beads that have a chance, with everything a bead can be told by.
//!
//! Model 1 does not care about order. Here the share of each Chinese word in explaining an English
//! one also falls with the distance of their relative places in the bead (as in fast_align: Dyer et
//! al. 2013), which tells a neighbour's sentence on the wrong side of a cut from one that belongs.
//! Besides: what share of each side's news is explained, lengths, how both sides open and end, what
//! marks stand at the boundaries inside, and how often the document uses such beads.
//!
//! Time: the hits of the bead's sentence pairs; memory: what the longest bead needs.

use super::fast::{end_worth, prefix_sums};
use super::gains::{FACTORS, logarithm};
use super::habits::{Habits, class, deviation, unless_broken_off};
use super::hits::Hits;
use super::lattice::Place;
use super::ratios::{BACKGROUND_TOKENS, Shares};
use crate::evidence::{Evidence, Shape, Stream};

/// Number of features.
pub const N_CLOSER: usize = 53;

/// What each is, in order.
pub const CLOSER: [&str; N_CLOSER] = [
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
    "2-2",
    "1-3",
    "3-1",
    "1-n",
    "n-1",
    "m-n",
    "extra",
    "null-tokens",
    "end-same",
    "end-differ",
    "open-same",
    "open-differ",
    "close-same",
    "close-differ",
    "paragraph",
    "gain-min",
    "gain-sqrt",
    "paragraph-both",
    "null-rate",
    "type-rate",
    "zh-inner-colon",
    "en-inner-colon",
    "zh-inner-bare",
    "en-inner-bare",
    "zh-inner-quote",
    "en-inner-quote",
    "run-same",
    "run-differ",
    "null-colon",
    "null-bare",
    "zh-inner-comma",
    "en-inner-comma",
    "near-en",
    "near-zh",
    "cover-en",
    "cover-zh",
    "low-en",
    "low-zh",
    "near-min",
    "cover-all",
    "null-opens",
    "paragraph-opens-same",
    "paragraph-opens-differ",
];

/// The feature of a null link that follows a bead with two sides; the lattice adds it
/// ([`super::lattice::Lattice::opening`]).
pub const OPENING: usize = 50;

/// How fast the share of a word falls with distance.
const TENSION: f32 = 4.0;
/// Distances are told apart in so many steps.
const NEARNESS_STEPS: usize = 1024;

/// The closer look, with the hits of every sentence pair its beads need.
pub struct Closer<'e> {
    evidence: &'e Evidence,
    hits: &'e Hits,
    zh_news: Vec<f32>,
    en_news: Vec<f32>,
    zh_lengths: Vec<f32>,
    en_lengths: Vec<f32>,
    odds: f32,
    nearness: Vec<f32>,
    shares: Shares,
    /// Scratch: what each token of the bead is explained by.
    zh_scratch: Vec<Mass>,
    en_scratch: Vec<Mass>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Mass {
    all: f32,
    near: f32,
    best: f32,
}

impl<'e> Closer<'e> {
    /// A closer look that knows the hits of the beads it will be asked for.
    #[must_use]
    pub fn new(evidence: &'e Evidence, hits: &'e Hits, odds: f32) -> Closer<'e> {
        let news = |stream: &Stream| -> Vec<f32> {
            let n = stream.tokens.len() as f32 + BACKGROUND_TOKENS;
            stream.counts.iter().map(|&count| (n / count.max(1) as f32).ln()).collect()
        };
        Closer {
            evidence,
            hits,
            zh_news: news(&evidence.zh),
            en_news: news(&evidence.en),
            zh_lengths: prefix_sums(&evidence.zh.lengths),
            en_lengths: prefix_sums(&evidence.en.lengths),
            odds,
            nearness: (0..=NEARNESS_STEPS).map(nearness).collect(),
            shares: Shares::new(),
            zh_scratch: Vec::new(),
            en_scratch: Vec::new(),
        }
    }

    /// The features of a bead.
    pub fn features(&mut self, bead: Place, habits: &Habits) -> [f32; N_CLOSER] {
        let mut f = [0.0; N_CLOSER];
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let (i, a, j, b) = bead.parts();
        let n_zh = (zh.starts[i + a] - zh.starts[i]) as usize;
        let n_en = (en.starts[j + b] - en.starts[j]) as usize;
        if bead.is_null() {
            let end = if b == 0 { zh.shapes[i].end } else { en.shapes[j].end };
            f[if b == 0 { 5 } else { 6 }] = 1.0;
            f[17] = ((n_zh + n_en) as f32).sqrt();
            f[28] = habits.rates[class(a, b)];
            f[38] = f32::from(u8::from(end == b':'));
            f[39] = f32::from(u8::from(end == 0));
            return f;
        }
        f[2] = (n_zh + n_en) as f32;
        let zh_length = self.zh_lengths[i + a] - self.zh_lengths[i];
        let en_length = self.en_lengths[j + b] - self.en_lengths[j];
        let z = deviation(zh_length * habits.ratio, en_length) / habits.scatter;
        let z = unless_broken_off(z, (a, b), i + a == zh.n_sentences(), j + b == en.n_sentences());
        f[3] = (z * z).min(25.0);
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
        f[29] = habits.rates[class(a, b)];
        shape_features(zh, en, bead, &mut f);
        self.gather(bead);
        self.lexical_features(bead, &mut f);
        f
    }

    /// Fills the scratch with what each token of the bead is explained by.
    fn gather(&mut self, bead: Place) {
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let (i, a, j, b) = bead.parts();
        let (zh_first, en_first) = (zh.starts[i], en.starts[j]);
        self.zh_scratch.clear();
        self.zh_scratch.resize((zh.starts[i + a] - zh_first) as usize, Mass::default());
        self.en_scratch.clear();
        self.en_scratch.resize((en.starts[j + b] - en_first) as usize, Mass::default());
        let zh_scale = 1.0 / (self.zh_lengths[i + a] - self.zh_lengths[i]).max(1.0);
        let en_scale = 1.0 / (self.en_lengths[j + b] - self.en_lengths[j]).max(1.0);
        for row in i..i + a {
            let zh_before = self.zh_lengths[row] - self.zh_lengths[i];
            for column in j..j + b {
                let en_before = self.en_lengths[column] - self.en_lengths[j];
                for hit in self.hits.of(row, column) {
                    let zh_place = (zh_before + zh.positions[hit.zh as usize]) * zh_scale;
                    let en_place = (en_before + en.positions[hit.en as usize]) * en_scale;
                    let apart = (zh_place.min(1.0) - en_place.min(1.0)).abs();
                    let times = hit.ratio;
                    let near = times * self.nearness[(apart * NEARNESS_STEPS as f32) as usize];
                    for mass in [
                        &mut self.zh_scratch[(hit.zh - zh_first) as usize],
                        &mut self.en_scratch[(hit.en - en_first) as usize],
                    ] {
                        mass.all += times;
                        mass.near += near;
                        mass.best = mass.best.max(times);
                    }
                }
            }
        }
    }

    fn lexical_features(&self, bead: Place, f: &mut [f32; N_CLOSER]) {
        let (n_zh, n_en) = (self.zh_scratch.len(), self.en_scratch.len());
        let (all_en, near_en) = sums(&self.en_scratch, self.odds / n_zh.max(1) as f32);
        let (all_zh, near_zh) = sums(&self.zh_scratch, self.odds / n_en.max(1) as f32);
        f[0] = all_en;
        f[1] = all_zh;
        f[25] = all_en.min(all_zh);
        f[26] = (all_en + all_zh).sqrt();
        f[42] = near_en;
        f[43] = near_zh;
        f[48] = near_en.min(near_zh);
        let (i, a, j, b) = bead.parts();
        let (cover_en, low_en) =
            self.cover(&self.evidence.en, j, b, &self.en_scratch, &self.en_news);
        let (cover_zh, low_zh) =
            self.cover(&self.evidence.zh, i, a, &self.zh_scratch, &self.zh_news);
        f[44] = cover_en;
        f[45] = cover_zh;
        f[46] = if b > 1 { low_en } else { 0.0 };
        f[47] = if a > 1 { low_zh } else { 0.0 };
        f[49] = (cover_en * cover_zh).sqrt();
    }

    /// Share of a side's news that the other side explains, and the least share of its sentences.
    fn cover(
        &self,
        stream: &Stream,
        from: usize,
        n: usize,
        tokens: &[Mass],
        news: &[f32],
    ) -> (f32, f32) {
        let (mut had, mut total, mut least) = (0.0, 0.0, 1.0_f32);
        let first = stream.starts[from] as usize;
        for sentence in from..from + n {
            let (mut had_here, mut total_here) = (0.5, 1.0);
            for at in stream.starts[sentence] as usize..stream.starts[sentence + 1] as usize {
                let worth = news[stream.tokens[at] as usize];
                total_here += worth;
                had_here += worth * self.shares.of(tokens[at - first].best);
            }
            least = least.min(had_here / total_here);
            had += had_here;
            total += total_here;
        }
        (had / total, least)
    }
}

/// How both sides open, end, and what stands at the boundaries inside.
fn shape_features(zh: &Stream, en: &Stream, bead: Place, f: &mut [f32; N_CLOSER]) {
    let (i, a, j, b) = bead.parts();
    let (zh_first, zh_last) = (zh.shapes[i], zh.shapes[i + a - 1]);
    let (en_first, en_last) = (en.shapes[j], en.shapes[j + b - 1]);
    f[if zh_last.end == en_last.end { 18 } else { 19 }] = end_worth(zh_last.end, en_last.end);
    let mut agree = |zh: bool, en: bool, at: usize| {
        if zh || en {
            f[if zh == en { at } else { at + 1 }] = 1.0;
        }
    };
    agree(zh_first.quote_opens, en_first.quote_opens, 20);
    agree(zh_last.quote_ends, en_last.quote_ends, 22);
    agree(zh_first.quote_runs, en_first.quote_runs, 36);
    agree(zh.opens[i], en.opens[j], 51);
    f[30] = inner(zh, i, a, |shape| shape.end == b':');
    f[31] = inner(en, j, b, |shape| shape.end == b':');
    f[32] = inner(zh, i, a, |shape| shape.end == 0);
    f[33] = inner(en, j, b, |shape| shape.end == 0);
    f[34] = inner(zh, i + 1, a, |shape| shape.quote_runs);
    f[35] = inner(en, j + 1, b, |shape| shape.quote_runs);
    f[40] = inner(zh, i, a, |shape| matches!(shape.end, b',' | b';'));
    f[41] = inner(en, j, b, |shape| matches!(shape.end, b',' | b';'));
    let crossed = |stream: &Stream, from: usize, n: usize| {
        stream.opens[from + 1..from + n].iter().filter(|&&opens| opens).count()
    };
    let (zh_crossed, en_crossed) = (crossed(zh, i, a), crossed(en, j, b));
    f[24] = zh_crossed.abs_diff(en_crossed) as f32;
    f[27] = zh_crossed.min(en_crossed) as f32;
}

/// How many of the `n - 1` sentences from `from` have a shape.
fn inner(stream: &Stream, from: usize, n: usize, has: impl Fn(&Shape) -> bool) -> f32 {
    stream.shapes[from..from + n - 1].iter().filter(|shape| has(shape)).count() as f32
}

/// By how much a distance of so many steps multiplies a ratio: 1 on average over a uniform spread,
/// more on the diagonal.
fn nearness(steps: usize) -> f32 {
    let apart = (steps as f32 + 0.5) / NEARNESS_STEPS as f32;
    (-TENSION * apart).exp() * (1.0 + TENSION / 3.0)
}

/// Gains of all tokens: by all mass, and by mass near them. Products first, one logarithm at the end.
fn sums(tokens: &[Mass], scale: f32) -> (f32, f32) {
    let (mut all, mut near) = (0.0, 0.0);
    for part in tokens.chunks(FACTORS) {
        let (mut all_product, mut near_product) = (1.0_f64, 1.0_f64);
        for mass in part {
            all_product *= f64::from(1.0 + scale * mass.all);
            near_product *= f64::from(1.0 + scale * mass.near);
        }
        all += logarithm(all_product);
        near += logarithm(near_product);
    }
    (all, near)
}
