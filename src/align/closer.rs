//! The closer look at the beads that have a chance, with everything a bead can be told by.
//!
//! Model 1 does not care about order. Here the share of each Chinese word in explaining an English
//! one also falls with the distance of their relative places in the bead (as in fast_align: Dyer et
//! al. 2013), which tells a neighbour's sentence on the wrong side of a cut from one that belongs.
//! Besides: what share of each side's news is explained, lengths, how both sides open and end, what
//! marks stand at the boundaries inside, and how often the document uses such beads.
//!
//! Time: the tokens of a bead and the hits of its sentence pairs; memory: a f32 a token, and what the
//! longest bead needs.

use std::ops::Range;

use super::fast::end_worth;
use super::gains::{GROUP, logarithm, product};
use super::habits::{Habits, class, deviation, unless_broken_off};
use super::hits::Hits;
use super::lattice::{Gap, N_GAPS, Place};
use super::ratios::{BACKGROUND_TOKENS, Shares};
use super::sums::{prefix_sums, sum_of_products};
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

/// The feature of a null link that opens a gap; the lattice adds it ([`super::lattice::Lattice::gaps`]).
pub const OPENING: usize = 50;
/// Feature of the rates of null links, which the lattice adds too.
pub const NULL_RATE: usize = 28;

/// What null links add in gaps by the closer look's weights and the document's rates.
#[must_use]
pub fn gaps(weights: &[f32], rates: &[Gap; N_GAPS]) -> [Gap; N_GAPS] {
    rates.map(|gap| Gap {
        opening: gap.opening.map(|rate| weights[OPENING] + weights[NULL_RATE] * rate),
        going_on: gap.going_on.map(|rate| weights[NULL_RATE] * rate),
    })
}

/// How fast the share of a word falls with distance.
const TENSION: f32 = 4.0;
/// Distances are told apart in so many steps.
const NEARNESS_STEPS: usize = 1024;
/// The bits of a number between 1 and 2 that a step goes through.
const STEP_BITS: u32 = f32::MANTISSA_DIGITS - 1 - NEARNESS_STEPS.trailing_zeros();

/// The closer look at the beads of two texts.
pub struct Closer<'e> {
    evidence: &'e Evidence,
    zh_lengths: Vec<f32>,
    en_lengths: Vec<f32>,
    zh_news: News,
    en_news: News,
    odds: f32,
    nearness: Vec<f32>,
    shares: Shares,
    /// Scratch: what each token of the bead is explained by.
    zh_masses: Masses,
    en_masses: Masses,
}

impl<'e> Closer<'e> {
    /// A closer look that has seen no bead yet. Time and memory: one step and one f32 a token.
    #[must_use]
    pub fn new(evidence: &'e Evidence, odds: f32) -> Closer<'e> {
        Closer {
            evidence,
            zh_lengths: prefix_sums(&evidence.zh.lengths),
            en_lengths: prefix_sums(&evidence.en.lengths),
            zh_news: News::of(&evidence.zh),
            en_news: News::of(&evidence.en),
            odds,
            nearness: (0..=NEARNESS_STEPS).map(nearness).collect(),
            shares: Shares::new(),
            zh_masses: Masses::default(),
            en_masses: Masses::default(),
        }
    }

    /// The features of a bead whose hits are known.
    pub fn features(&mut self, bead: Place, hits: &Hits, habits: &Habits) -> [f32; N_CLOSER] {
        let mut f = [0.0; N_CLOSER];
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let (i, a, j, b) = bead.parts();
        let n_zh = (zh.starts[i + a] - zh.starts[i]) as usize;
        let n_en = (en.starts[j + b] - en.starts[j]) as usize;
        if bead.is_null() {
            let end = if b == 0 { zh.shapes[i].end } else { en.shapes[j].end };
            f[if b == 0 { 5 } else { 6 }] = 1.0;
            f[17] = ((n_zh + n_en) as f32).sqrt();
            f[38] = f32::from(u8::from(end == b':'));
            f[39] = f32::from(u8::from(end == 0));
            return f;
        }
        f[2] = (n_zh + n_en) as f32;
        let zh_length = self.zh_lengths[i + a] - self.zh_lengths[i];
        let en_length = self.en_lengths[j + b] - self.en_lengths[j];
        let z = deviation(zh_length * habits.ratio, en_length) / habits.scatter;
        let z = unless_broken_off(z, (a, b), zh.breaks_off(i + a - 1), en.breaks_off(j + b - 1));
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
        self.gather(bead, hits);
        self.lexical_features(bead, &mut f);
        f
    }

    /// Fills the scratch with what each token of the bead is explained by.
    fn gather(&mut self, bead: Place, hits: &Hits) {
        let (i, a, j, b) = bead.parts();
        let (zh, en) = (&mut self.zh_masses, &mut self.en_masses);
        zh.open(&self.evidence.zh, i..i + a);
        en.open(&self.evidence.en, j..j + b);
        let zh_places = Places::new(&self.evidence.zh, &self.zh_lengths, i..i + a);
        let en_places = Places::new(&self.evidence.en, &self.en_lengths, j..j + b);
        for row in i..i + a {
            let zh_place = zh_places.of(row);
            for column in j..j + b {
                let en_place = en_places.of(column);
                for hit in hits.of(row, column) {
                    let apart = (zh_place(hit.zh) - en_place(hit.en)).abs();
                    let near = hit.ratio * self.nearness[steps(apart)];
                    let share = self.shares.of(hit.ratio);
                    zh.add(hit.zh, hit.ratio, near, share);
                    en.add(hit.en, hit.ratio, near, share);
                }
            }
        }
    }

    fn lexical_features(&self, bead: Place, f: &mut [f32; N_CLOSER]) {
        let (i, a, j, b) = bead.parts();
        let (zh, en) = (&self.zh_masses, &self.en_masses);
        let zh_scale = self.odds / en.n_tokens.max(1) as f32;
        let en_scale = self.odds / zh.n_tokens.max(1) as f32;
        let (all_en, all_zh) = (gain(&en.all, en_scale), gain(&zh.all, zh_scale));
        let (near_en, near_zh) = (gain(&en.near, en_scale), gain(&zh.near, zh_scale));
        f[0] = all_en;
        f[1] = all_zh;
        f[25] = all_en.min(all_zh);
        f[26] = (all_en + all_zh).sqrt();
        f[42] = near_en;
        f[43] = near_zh;
        f[48] = near_en.min(near_zh);
        let (cover_en, low_en) = self.en_news.cover(&self.evidence.en, j..j + b, &en.shares);
        let (cover_zh, low_zh) = self.zh_news.cover(&self.evidence.zh, i..i + a, &zh.shares);
        f[44] = cover_en;
        f[45] = cover_zh;
        f[46] = if b > 1 { low_en } else { 0.0 };
        f[47] = if a > 1 { low_zh } else { 0.0 };
        f[49] = (cover_en * cover_zh).sqrt();
    }
}

/// Where the tokens of one side of a bead stand in it, 0 to 1.
struct Places<'e> {
    positions: &'e [f32],
    /// Sums of the sentences' lengths, that before the bead, and 1 over the bead's.
    lengths: &'e [f32],
    before: f32,
    scale: f32,
}

impl<'e> Places<'e> {
    fn new(stream: &'e Stream, lengths: &'e [f32], sentences: Range<usize>) -> Places<'e> {
        let before = lengths[sentences.start];
        let scale = 1.0 / (lengths[sentences.end] - before).max(1.0);
        Places { positions: &stream.positions, lengths, before, scale }
    }

    /// The places of a sentence's tokens.
    fn of(&self, sentence: usize) -> impl Fn(u32) -> f32 {
        let before = self.lengths[sentence] - self.before;
        move |token| ((before + self.positions[token as usize]) * self.scale).min(1.0)
    }
}

/// What each token of one side of a bead is explained by, in tables padded for [`product`].
#[derive(Debug, Clone, Default)]
struct Masses {
    /// The first token, by its place in the stream, and their number.
    first: u32,
    n_tokens: usize,
    /// The sum of a token's ratios, the sum of those by nearness, and the share the largest explains.
    all: Vec<f32>,
    near: Vec<f32>,
    shares: Vec<f32>,
}

impl Masses {
    /// Empty tables for some sentences of a stream.
    fn open(&mut self, stream: &Stream, sentences: Range<usize>) {
        self.first = stream.starts[sentences.start];
        self.n_tokens = (stream.starts[sentences.end] - self.first) as usize;
        for masses in [&mut self.all, &mut self.near, &mut self.shares] {
            masses.clear();
            masses.resize(self.n_tokens.next_multiple_of(GROUP), 0.0);
        }
    }

    fn add(&mut self, token: u32, ratio: f32, near: f32, share: f32) {
        let at = (token - self.first) as usize;
        self.all[at] += ratio;
        self.near[at] += near;
        self.shares[at] = self.shares[at].max(share);
    }
}

/// Gains of tokens of such masses.
fn gain(masses: &[f32], scale: f32) -> f32 {
    let mut gain = 0.0;
    let last = product(masses, scale, &mut gain);
    gain + logarithm(last)
}

/// How much each token of a stream tells: the rarer its type, the more.
struct News {
    /// By place in the stream.
    tokens: Vec<f32>,
    /// Each sentence's sum, and a little that nothing explains.
    sentences: Vec<f32>,
}

/// What a sentence without tokens tells, and how much of it is explained.
const SILENCE: f32 = 1.0;
const SILENCE_EXPLAINED: f32 = 0.5;

impl News {
    fn of(stream: &Stream) -> News {
        let n = stream.tokens.len() as f32 + BACKGROUND_TOKENS;
        let of_types: Vec<f32> =
            stream.counts.iter().map(|&count| (n / count.max(1) as f32).ln()).collect();
        let tokens: Vec<f32> = stream.tokens.iter().map(|&kind| of_types[kind as usize]).collect();
        let sentence =
            |ends: &[u32]| SILENCE + tokens[ends[0] as usize..ends[1] as usize].iter().sum::<f32>();
        let sentences = stream.starts.windows(2).map(sentence).collect();
        News { tokens, sentences }
    }

    /// Share of the news of some sentences that the other side explains, and the least share of one.
    fn cover(&self, stream: &Stream, sentences: Range<usize>, shares: &[f32]) -> (f32, f32) {
        let (mut explained, mut all, mut least) = (0.0, 0.0, 1.0_f32);
        let first = stream.starts[sentences.start] as usize;
        for sentence in sentences {
            let (from, to) =
                (stream.starts[sentence] as usize, stream.starts[sentence + 1] as usize);
            let here = SILENCE_EXPLAINED
                + sum_of_products(&self.tokens[from..to], &shares[from - first..to - first]);
            least = least.min(here / self.sentences[sentence]);
            explained += here;
            all += self.sentences[sentence];
        }
        (explained / all, least)
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

/// How many steps a distance, 0 to 1, is: read off the bits of the number between 1 and 2, which costs
/// less than to convert it.
fn steps(apart: f32) -> usize {
    ((1.0 + apart).to_bits().wrapping_sub(1.0_f32.to_bits()) >> STEP_BITS) as usize
}

/// By how much a distance of so many steps multiplies a ratio: 1 on average over a uniform spread,
/// more on the diagonal.
fn nearness(steps: usize) -> f32 {
    let apart = (steps as f32 + 0.5) / NEARNESS_STEPS as f32;
    (-TENSION * apart).exp() * (1.0 + TENSION / 3.0)
}
