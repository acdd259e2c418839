//! Ties: pairs of sentences that rare linked tokens hold together.
//!
//! Each stretch of the texts is looked at by itself: a token is as rare as it is there. Time: a step a
//! strong link of the stretch's types, and one a meeting of rare linked tokens.

use std::ops::Range;

use super::anchors::{Anchor, Options};
use super::hits::{BLOCK, places};
use super::ratios::Ratios;
use crate::evidence::{Evidence, Stream};

/// Finds the tied sentences of one stretch after another.
pub(super) struct Ties<'e> {
    evidence: &'e Evidence,
    options: &'e Options,
    strong: StrongLinks,
    /// How often the types of either side stand in the stretch at hand.
    zh_counts: Counts,
    en_counts: Counts,
    /// By how many nats a link must explain, whose types meet in so many pairs of places.
    least: Vec<f32>,
    roots: Vec<f32>,
    /// The ties of each Chinese type of the stretch, one after another.
    starts: Vec<u32>,
    ties: Vec<Tie>,
    /// Scratch: what ties the Chinese sentence at hand to each English one, and those it is tied to, with
    /// others behind them.
    weights: Vec<f32>,
    tied: Vec<u32>,
}

/// What one meeting of two linked types weighs, in nats, and the English sentences it may be with, by
/// their places in a list.
#[derive(Debug, Clone, Copy)]
struct Tie {
    from: u32,
    to: u32,
    weight: f32,
}

/// Links that weigh less, in nats, tie nothing.
const LEAST_TIE: f32 = 0.7;
/// Links that explain an English type so many times better than chance weigh nothing.
const NO_TIE: f32 = 10.0;

impl<'e> Ties<'e> {
    pub(super) fn new(evidence: &'e Evidence, ratios: &Ratios, options: &'e Options) -> Ties<'e> {
        // A token that stands in many sentences says less about each.
        let roots: Vec<f32> =
            (0..=options.max_pairs).map(|pairs| f32::from(pairs).sqrt()).collect();
        let n_en = evidence.en.n_sentences();
        Ties {
            evidence,
            options,
            strong: StrongLinks::among(ratios, evidence.zh.counts.len()),
            zh_counts: Counts::new(&evidence.zh),
            en_counts: Counts::new(&evidence.en),
            least: roots.iter().map(|root| LEAST_TIE * root).collect(),
            roots,
            starts: Vec::new(),
            ties: Vec::new(),
            weights: vec![0.0; n_en],
            tied: vec![0; n_en + 1],
        }
    }

    /// The links strong enough to tie sentences together.
    pub(super) fn strong(&self) -> &StrongLinks {
        &self.strong
    }

    /// The pairs of sentences of a stretch that are tied together, some for each English one, ascending
    /// in i, and within an i descending in j.
    pub(super) fn within(&mut self, zh: &Range<usize>, en: &Range<usize>) -> Vec<Anchor> {
        self.zh_counts.count(&self.evidence.zh, zh.clone());
        self.en_counts.count(&self.evidence.en, en.clone());
        let sentences = self.sentences_of_rare_types(en.clone());
        self.tie(&sentences);
        let mut pairs = self.pairs(zh.clone(), &sentences.list);
        self.zh_counts.clear();
        self.en_counts.clear();
        keep_heaviest(&mut pairs, self.options.candidates, zh, en);
        for row in pairs.chunk_by_mut(|one, other| one.i == other.i) {
            row.sort_unstable_by_key(|pair| std::cmp::Reverse(pair.j));
        }
        pairs
    }

    /// The English sentences of a stretch that its rare types stand in.
    fn sentences_of_rare_types(&self, en: Range<usize>) -> Sentences {
        let (counts, most) = (&self.en_counts, self.options.max_pairs);
        let mut total = 0;
        let room = |&kind: &u32| {
            let start = total;
            let count = counts.of(kind);
            total += if count <= most { u32::from(count) } else { 0 };
            (start, start)
        };
        let mut ranges: Vec<(u32, u32)> = counts.types.iter().map(room).collect();
        let mut list = vec![u32::MAX; total as usize];
        for j in en {
            let tokens = self.evidence.en.sentence(j).iter();
            for &token in tokens.filter(|token| counts.of(**token) <= most) {
                let (start, end) = &mut ranges[counts.place(token)];
                if start == end || list[*end as usize - 1] != j as u32 {
                    list[*end as usize] = j as u32;
                    *end += 1;
                }
            }
        }
        Sentences { ranges, list }
    }

    /// Finds the links that tie sentences of the stretch together.
    fn tie(&mut self, sentences: &Sentences) {
        self.starts.clear();
        self.ties.clear();
        for &kind in &self.zh_counts.types {
            self.starts.push(self.ties.len() as u32);
            let count = self.zh_counts.of(kind);
            if count > self.options.max_pairs {
                continue;
            }
            // Most are to types that do not stand there, or too often.
            let (types, strengths) = self.strong.of(kind);
            let most = self.options.max_pairs / count;
            for (types, strengths) in types.chunks(BLOCK).zip(strengths.chunks(BLOCK)) {
                for at in places(types, |kind| self.en_counts.of(kind).wrapping_sub(1) < most) {
                    let (kind, strength) = (types[at], strengths[at]);
                    let pairs = usize::from(count * self.en_counts.of(kind));
                    if strength >= self.least[pairs] {
                        let (from, to) = sentences.ranges[self.en_counts.place(kind)];
                        self.ties.push(Tie { from, to, weight: strength / self.roots[pairs] });
                    }
                }
            }
        }
        self.starts.push(self.ties.len() as u32);
    }

    /// The pairs of sentences that weigh enough, ascending in i.
    fn pairs(&mut self, zh: Range<usize>, sentences: &[u32]) -> Vec<Anchor> {
        let mut pairs = Vec::new();
        for i in zh {
            let mut n = 0;
            for &token in self.evidence.zh.sentence(i) {
                let place = self.zh_counts.place(token);
                let own = self.starts[place] as usize..self.starts[place + 1] as usize;
                for tie in &self.ties[own] {
                    for &j in &sentences[tie.from as usize..tie.to as usize] {
                        let weight = &mut self.weights[j as usize];
                        self.tied[n] = j;
                        n += usize::from(*weight == 0.0);
                        *weight += tie.weight;
                    }
                }
            }
            for &j in &self.tied[..n] {
                let weight = std::mem::take(&mut self.weights[j as usize]);
                if weight >= self.options.min_weight {
                    pairs.push(Anchor { i, j: j as usize, weight });
                }
            }
        }
        pairs
    }
}

/// Keeps so many pairs of each English sentence, of those that weigh the same the nearest to the
/// stretch's diagonal. They ascend in i before and after.
fn keep_heaviest(pairs: &mut Vec<Anchor>, most: usize, zh: &Range<usize>, en: &Range<usize>) {
    let mut starts = vec![0_u32; en.len() + 1];
    pairs.iter().for_each(|pair| starts[pair.j - en.start + 1] += 1);
    for j in 0..en.len() {
        starts[j + 1] += starts[j];
    }
    let mut next = starts.clone();
    let mut by_en = vec![0_u32; pairs.len()];
    for (at, pair) in (0..).zip(&*pairs) {
        let next = &mut next[pair.j - en.start];
        by_en[*next as usize] = at;
        *next += 1;
    }
    let off_line =
        |pair: &Anchor| ((pair.i - zh.start) * en.len()).abs_diff((pair.j - en.start) * zh.len());
    for range in starts.windows(2).map(|ends| ends[0] as usize..ends[1] as usize) {
        let own = &mut by_en[range];
        if own.len() > most {
            own.select_nth_unstable_by(most, |&x, &y| {
                let (x, y) = (&pairs[x as usize], &pairs[y as usize]);
                let heavier = y.weight.total_cmp(&x.weight);
                heavier.then_with(|| off_line(x).cmp(&off_line(y))).then(x.i.cmp(&y.i))
            });
            own[most..].iter().for_each(|&at| pairs[at as usize].weight = 0.0);
        }
    }
    pairs.retain(|pair| pair.weight > 0.0);
}

/// The links strong enough to tie sentences together wherever they meet.
pub(super) struct StrongLinks {
    starts: Vec<u32>,
    /// English types, and by how many nats they are explained.
    types: Vec<u32>,
    strengths: Vec<f32>,
}

impl StrongLinks {
    pub(super) fn among(ratios: &Ratios, n_types: usize) -> StrongLinks {
        let mut strong = StrongLinks { starts: vec![0], types: Vec::new(), strengths: Vec::new() };
        let least = NO_TIE * LEAST_TIE.exp();
        for kind in 0..n_types as u32 {
            let (types, ratios) = ratios.of(kind);
            let links = types.iter().zip(ratios).filter(|(_, ratio)| **ratio >= least);
            for (&kind, &ratio) in links {
                strong.types.push(kind);
                strong.strengths.push((ratio / NO_TIE).ln());
            }
            strong.starts.push(strong.types.len() as u32);
        }
        strong
    }

    pub(super) fn of(&self, kind: u32) -> (&[u32], &[f32]) {
        let row = self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize;
        (&self.types[row.clone()], &self.strengths[row])
    }
}

/// The English sentences that each rare type of a stretch stands in.
struct Sentences {
    /// Where those of each type start and end, by its place among the types of the stretch.
    ranges: Vec<(u32, u32)>,
    list: Vec<u32>,
}

/// How often each type stands in some sentences of a stream.
struct Counts {
    /// As far as they go: a table as small as it can be.
    counts: Vec<u8>,
    /// Each type's place among those that stand there, where it does.
    places: Vec<u32>,
    types: Vec<u32>,
}

impl Counts {
    fn new(stream: &Stream) -> Counts {
        let n = stream.counts.len();
        Counts { counts: vec![0; n], places: vec![0; n], types: Vec::new() }
    }

    fn count(&mut self, stream: &Stream, sentences: Range<usize>) {
        let start = |sentence: usize| stream.starts[sentence] as usize;
        for &token in &stream.tokens[start(sentences.start)..start(sentences.end)] {
            let count = &mut self.counts[token as usize];
            if *count == 0 {
                self.places[token as usize] = self.types.len() as u32;
                self.types.push(token);
            }
            *count = count.saturating_add(1);
        }
    }

    fn of(&self, kind: u32) -> u8 {
        self.counts[kind as usize]
    }

    fn place(&self, kind: u32) -> usize {
        self.places[kind as usize] as usize
    }

    fn clear(&mut self) {
        for kind in self.types.drain(..) {
            self.counts[kind as usize] = 0;
        }
    }
}
