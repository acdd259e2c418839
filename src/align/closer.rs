//! A closer look at the few beads that have a chance: where in the bead the matching words stand.
//!
//! Model 1 does not care about order. Here the share of each Chinese word in explaining an English
//! one falls with the distance of their relative places in the bead (as in fast_align: Dyer et al.
//! 2013), which tells a neighbour's sentence on the wrong side of a cut from one that belongs.
//! Time: links of the bead's words that meet, a bead.

use rustc_hash::FxHashMap;

use super::gains::Ratios;
use super::lattice::Place;
use crate::evidence::{Evidence, Stream};

/// Number of closer features.
pub const N_CLOSER: usize = 16;

/// What each is, in order.
pub const CLOSER: [&str; N_CLOSER] = [
    "near-en", "near-zh", "cover-en", "cover-zh", "low-en", "low-zh", "first", "last", "near-min",
    "cover-all", "leak-en", "leak-zh", "null-cover-zh", "null-cover-en", "null-gain-zh", "null-gain-en",
];

/// How fast the share falls with distance.
#[derive(Debug, Clone)]
pub struct Options {
    /// Distance weight.
    pub tension: f32,
    /// Odds of a match against chance, as in the gains.
    pub odds: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { tension: 4.0, odds: 1.5 }
    }
}

/// The closer look, with its scratch space.
pub struct Closer<'e> {
    evidence: &'e Evidence,
    ratios: &'e Ratios,
    zh_news: Vec<f32>,
    en_news: Vec<f32>,
    options: Options,
    at: FxHashMap<u32, Vec<u32>>,
}

/// A token inside a bead: its type, its relative place, its sentence.
struct Token {
    kind: u32,
    place: f32,
    sentence: usize,
}

impl<'e> Closer<'e> {
    /// A closer look at beads of these texts.
    #[must_use]
    pub fn new(evidence: &'e Evidence, ratios: &'e Ratios, options: Options) -> Closer<'e> {
        let news = |stream: &Stream| -> Vec<f32> {
            let n = stream.tokens.len().max(1) as f32;
            stream.counts.iter().map(|&count| (n / count.max(1) as f32).ln()).collect()
        };
        Closer {
            evidence,
            ratios,
            zh_news: news(&evidence.zh),
            en_news: news(&evidence.en),
            options,
            at: FxHashMap::default(),
        }
    }

    /// The closer features of a bead; all zero for a null link.
    pub fn features(&mut self, bead: Place) -> [f32; N_CLOSER] {
        let mut f = [0.0; N_CLOSER];
        if bead.a == 0 || bead.b == 0 {
            self.null_features(bead, &mut f);
            return f;
        }
        let zh = tokens(&self.evidence.zh, bead.i, bead.a);
        let en = tokens(&self.evidence.en, bead.j, bead.b);
        self.at.clear();
        for (token, index) in en.iter().zip(0..) {
            self.at.entry(token.kind).or_default().push(index);
        }
        let (mut en_mass, mut zh_mass) = (vec![0.0_f32; en.len()], vec![0.0_f32; zh.len()]);
        let (mut en_any, mut zh_any) = (vec![0.0_f32; en.len()], vec![0.0_f32; zh.len()]);
        for (w, token) in zh.iter().enumerate() {
            for &(kind, ratio) in self.ratios.of(token.kind) {
                let Some(list) = self.at.get(&kind) else { continue };
                for &e in list {
                    let e = e as usize;
                    let near = nearness(token.place, en[e].place, self.options.tension);
                    en_mass[e] += ratio * near;
                    zh_mass[w] += ratio * near;
                    en_any[e] = en_any[e].max(ratio);
                    zh_any[w] = zh_any[w].max(ratio);
                }
            }
        }
        let odds = self.options.odds;
        f[0] = sum_log(&en_mass, odds, zh.len());
        f[1] = sum_log(&zh_mass, odds, en.len());
        let (cover_en, low_en) = cover(&en, &en_any, &self.en_news, bead.b);
        let (cover_zh, low_zh) = cover(&zh, &zh_any, &self.zh_news, bead.a);
        f[2] = cover_en;
        f[3] = cover_zh;
        f[4] = if bead.b > 1 { low_en } else { 0.0 };
        f[5] = if bead.a > 1 { low_zh } else { 0.0 };
        f[6] = edge(&en, &en_mass, &zh, &zh_mass, odds, true);
        f[7] = edge(&en, &en_mass, &zh, &zh_mass, odds, false);
        f[8] = f[0].min(f[1]);
        f[9] = (cover_en * cover_zh).sqrt();
        let (zh_side, en_side) = (&self.evidence.zh, &self.evidence.en);
        let around_zh = around(zh_side, bead.i, bead.a);
        let around_en = around(en_side, bead.j, bead.b);
        let (en_out, _) = self.best(&around_zh, &en);
        let (_, zh_out) = self.best(&zh, &around_en);
        f[10] = leak(&en, &en_any, &en_out, &self.en_news);
        f[11] = leak(&zh, &zh_any, &zh_out, &self.zh_news);
        f
    }

    /// The best ratio of every token of either side with one of the other.
    fn best(&mut self, zh: &[Token], en: &[Token]) -> (Vec<f32>, Vec<f32>) {
        self.at.clear();
        for (token, index) in en.iter().zip(0..) {
            self.at.entry(token.kind).or_default().push(index);
        }
        let (mut en_best, mut zh_best) = (vec![0.0_f32; en.len()], vec![0.0_f32; zh.len()]);
        for (w, token) in zh.iter().enumerate() {
            for &(kind, ratio) in self.ratios.of(token.kind) {
                let Some(list) = self.at.get(&kind) else { continue };
                zh_best[w] = zh_best[w].max(ratio);
                for &e in list {
                    en_best[e as usize] = en_best[e as usize].max(ratio);
                }
            }
        }
        (en_best, zh_best)
    }

    /// How well the neighbours of a null link explain it.
    fn null_features(&mut self, bead: Place, f: &mut [f32; N_CLOSER]) {
        let (zh_side, en_side) = (&self.evidence.zh, &self.evidence.en);
        if bead.b == 0 {
            let zh = tokens(zh_side, bead.i, 1);
            let en = around(en_side, bead.j, 0);
            let (_, best) = self.best(&zh, &en);
            f[12] = cover(&zh, &best, &self.zh_news, 1).0;
            f[14] = sum_log(&best, self.options.odds, en.len());
        } else {
            let en = tokens(en_side, bead.j, 1);
            let zh = around(zh_side, bead.i, 0);
            let (best, _) = self.best(&zh, &en);
            f[13] = cover(&en, &best, &self.en_news, 1).0;
            f[15] = sum_log(&best, self.options.odds, zh.len());
        }
    }
}

/// Tokens of a span with their relative places.
fn tokens(stream: &Stream, from: usize, n: usize) -> Vec<Token> {
    let total: f32 = stream.lengths[from..from + n].iter().sum::<f32>().max(1.0);
    let mut before = 0.0;
    let mut list = Vec::new();
    for sentence in from..from + n {
        for at in stream.starts[sentence] as usize..stream.starts[sentence + 1] as usize {
            list.push(Token {
                kind: stream.tokens[at],
                place: ((before + stream.positions[at]) / total).min(1.0),
                sentence: sentence - from,
            });
        }
        before += stream.lengths[sentence];
    }
    list
}

/// Tokens of the sentences just before and after a span.
fn around(stream: &Stream, from: usize, n: usize) -> Vec<Token> {
    let mut list = Vec::new();
    if from > 0 {
        list = tokens(stream, from - 1, 1);
    }
    if from + n < stream.n_sentences() {
        list.extend(tokens(stream, from + n, 1).into_iter().map(|t| Token { sentence: 1, ..t }));
    }
    list
}

fn sum_log(mass: &[f32], odds: f32, n: usize) -> f32 {
    let scale = odds / n.max(1) as f32;
    mass.iter().map(|m| (1.0 + scale * m).ln()).sum()
}

/// Share of a side's news that the bead leaves unexplained and a neighbour explains.
fn leak(tokens: &[Token], inside: &[f32], outside: &[f32], news: &[f32]) -> f32 {
    let (mut out, mut total) = (0.0, 1.0);
    for ((token, &inside), &outside) in tokens.iter().zip(inside).zip(outside) {
        let worth = news[token.kind as usize];
        total += worth;
        if outside > 4.0 * inside.max(1.0) {
            out += worth;
        }
    }
    out / total
}

/// 1 on average over a uniform spread, more on the diagonal.
fn nearness(zh: f32, en: f32, tension: f32) -> f32 {
    let norm = 1.0 + tension / 3.0;
    (-tension * (zh - en).abs()).exp() * norm
}

/// Share of a side's news that the other side explains, and the least share of its sentences.
fn cover(tokens: &[Token], best: &[f32], news: &[f32], n: usize) -> (f32, f32) {
    let mut all = vec![(0.5_f32, 1.0_f32); n];
    for (token, &ratio) in tokens.iter().zip(best) {
        let worth = news[token.kind as usize];
        let of_sentence = &mut all[token.sentence];
        of_sentence.1 += worth;
        if ratio > 1.0 {
            of_sentence.0 += worth * (ratio.ln() / 4.0).min(1.0);
        }
    }
    let (had, total) = all.iter().fold((0.0, 0.0), |sum, s| (sum.0 + s.0, sum.1 + s.1));
    let least = all.iter().map(|&(had, total)| had / total).fold(1.0, f32::min);
    (had / total, least)
}

/// How well the first (or last) quarter of each side is explained by words near it, per token.
fn edge(en: &[Token], en_mass: &[f32], zh: &[Token], zh_mass: &[f32], odds: f32, first: bool) -> f32 {
    let part = |tokens: &[Token], mass: &[f32], n: usize| -> f32 {
        let scale = odds / n.max(1) as f32;
        let (mut sum, mut count) = (0.0, 0.5);
        for (token, m) in tokens.iter().zip(mass) {
            if (first && token.place < 0.25) || (!first && token.place > 0.75) {
                sum += (1.0 + scale * m).ln();
                count += 1.0;
            }
        }
        sum / count
    };
    part(en, en_mass, zh.len()) + part(zh, zh_mass, en.len())
}
