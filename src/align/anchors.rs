//! Anchors: pairs of sentences that rare, well-linked tokens tie together, and the rough path through
//! them.
//!
//! An inverted index over rare tokens gives each English sentence a few candidate partners; the
//! heaviest chain of candidates that ascends on both sides (a longest increasing subsequence with
//! weights, found with a Fenwick tree) is the rough path. A text that repeats itself has few rare
//! tokens, but between two sure anchors the same tokens are rare again: each long stretch is looked at
//! by itself (as patience diff does). Time: n log n in the candidates, of which there are a bounded
//! number a sentence, a bounded number of times.

use std::ops::Range;

use super::ratios::Ratios;
use crate::evidence::{Evidence, Stream};

/// How anchors are looked for and how wide the band around them is.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// A link is rare if its types occur so often at most, multiplied.
    pub max_pairs: u64,
    /// Candidates kept for an English sentence.
    pub candidates: usize,
    /// Least weight of a candidate, in nats.
    pub min_weight: f32,
    /// Sentences on either side of the path that the band holds.
    pub half_width: usize,
    /// Cells a stretch without anchors may have before it is narrowed to a diagonal.
    pub max_cells: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            max_pairs: 60,
            candidates: 6,
            min_weight: 2.0,
            half_width: 6,
            max_cells: 4_000_000,
        }
    }
}

/// A pair of sentences tied together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// Chinese sentence.
    pub i: usize,
    /// English sentence.
    pub j: usize,
    /// How strongly, in nats.
    pub weight: f32,
}

/// The heaviest ascending chain of anchors; where it leaves a long stretch open, that of the anchors that
/// are rare within the stretch, and so on.
#[must_use]
pub fn chain(evidence: &Evidence, ratios: &Ratios, options: &Options) -> Vec<Anchor> {
    let (n_zh, n_en) = (evidence.zh.n_sentences(), evidence.en.n_sentences());
    let mut finder = Finder::new(evidence, ratios, options);
    let mut chain = supported(finder.chain_within(0..n_zh, 0..n_en));
    for _ in 0..MAX_LOOKS {
        let n = chain.len();
        chain = supported(with_closer_ones(&chain, (n_zh, n_en), &mut finder));
        if chain.len() <= n {
            break;
        }
    }
    chain
}

/// A stretch of so many sentences on both sides that no anchor stands in is looked at by itself; and how
/// often that is done.
const LONG: usize = 24;
const MAX_LOOKS: usize = 6;

/// The anchors of a chain, with those found in the long stretches between them.
fn with_closer_ones(
    chain: &[Anchor],
    (n_zh, n_en): (usize, usize),
    finder: &mut Finder<'_>,
) -> Vec<Anchor> {
    let mut closer = Vec::with_capacity(chain.len());
    let (mut i, mut j) = (0, 0);
    for next in chain.iter().map(Some).chain([None]) {
        let (zh, en) = next.map_or((i..n_zh, j..n_en), |next| (i..next.i, j..next.j));
        if zh.len().min(en.len()) >= LONG {
            closer.extend(finder.chain_within(zh, en));
        }
        if let Some(&anchor) = next {
            closer.push(anchor);
            (i, j) = (anchor.i + 1, anchor.j + 1);
        }
    }
    closer
}

/// Finds the anchors of stretches of the texts.
struct Finder<'e> {
    evidence: &'e Evidence,
    ratios: &'e Ratios,
    options: &'e Options,
    /// How often the types of either side stand in the stretch at hand.
    zh_counts: Counts,
    en_counts: Counts,
    /// Scratch: what ties the Chinese sentence at hand to each English one, and those it is tied to.
    weights: Vec<f32>,
    tied: Vec<u32>,
}

impl<'e> Finder<'e> {
    fn new(evidence: &'e Evidence, ratios: &'e Ratios, options: &'e Options) -> Finder<'e> {
        Finder {
            evidence,
            ratios,
            options,
            zh_counts: Counts::new(&evidence.zh),
            en_counts: Counts::new(&evidence.en),
            weights: vec![0.0; evidence.en.n_sentences()],
            tied: Vec::new(),
        }
    }

    /// The heaviest chain of anchors within a stretch, by what is rare there.
    fn chain_within(&mut self, zh: Range<usize>, en: Range<usize>) -> Vec<Anchor> {
        self.zh_counts.count(&self.evidence.zh, zh.clone());
        self.en_counts.count(&self.evidence.en, en.clone());
        let mut candidates = self.candidates(zh, en.clone());
        self.zh_counts.clear();
        self.en_counts.clear();
        candidates.sort_by_key(|anchor| (anchor.i, std::cmp::Reverse(anchor.j)));
        heaviest_chain(&candidates, en)
    }

    fn candidates(&mut self, zh: Range<usize>, en: Range<usize>) -> Vec<Anchor> {
        let ties = Ties::new(self);
        let sentences = Sentences::new(self, en.clone());
        let mut by_en: Vec<Vec<(f32, u32)>> = vec![Vec::new(); en.len()];
        for i in zh.clone() {
            for &token in self.evidence.zh.sentence(i) {
                for &(kind, weight) in ties.of(self.zh_counts.place(token)) {
                    for &j in sentences.of(kind) {
                        if self.weights[j as usize] == 0.0 {
                            self.tied.push(j);
                        }
                        self.weights[j as usize] += weight;
                    }
                }
            }
            for j in self.tied.drain(..) {
                let weight = std::mem::take(&mut self.weights[j as usize]);
                if weight >= self.options.min_weight {
                    by_en[j as usize - en.start].push((weight, i as u32));
                }
            }
        }
        let mut all = Vec::new();
        for (j, list) in en.clone().zip(&mut by_en) {
            let off_line =
                |i: u32| ((i as usize - zh.start) * en.len()).abs_diff((j - en.start) * zh.len());
            list.sort_by(|x, y| {
                y.0.total_cmp(&x.0)
                    .then_with(|| off_line(x.1).cmp(&off_line(y.1)))
                    .then(x.1.cmp(&y.1))
            });
            list.truncate(self.options.candidates);
            all.extend(list.iter().map(|&(weight, i)| Anchor { i: i as usize, j, weight }));
        }
        all
    }
}

/// How often each type stands in some sentences of a stream.
struct Counts {
    counts: Vec<u32>,
    /// Each type's place among those that do, where it does.
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
            *count += 1;
        }
    }

    fn of(&self, token: u32) -> u64 {
        u64::from(self.counts[token as usize])
    }

    fn place(&self, token: u32) -> usize {
        self.places[token as usize] as usize
    }

    fn clear(&mut self) {
        for token in self.types.drain(..) {
            self.counts[token as usize] = 0;
        }
    }
}

/// The sentences of a stretch that each rare English type stands in.
struct Sentences {
    /// Where those of each type start and end.
    ranges: Vec<(u32, u32)>,
    sentences: Vec<u32>,
}

impl Sentences {
    fn new(finder: &Finder<'_>, en: Range<usize>) -> Sentences {
        let counts = &finder.en_counts;
        let is_rare = |token: u32| counts.of(token) <= finder.options.max_pairs;
        let mut total = 0;
        let room = |&token: &u32| {
            let start = total;
            total += if is_rare(token) { counts.counts[token as usize] } else { 0 };
            (start, start)
        };
        let mut ranges: Vec<(u32, u32)> = counts.types.iter().map(room).collect();
        let mut sentences = vec![u32::MAX; total as usize];
        for j in en {
            for &token in finder.evidence.en.sentence(j).iter().filter(|token| is_rare(**token)) {
                let (start, end) = &mut ranges[counts.place(token)];
                if start == end || sentences[*end as usize - 1] != j as u32 {
                    sentences[*end as usize] = j as u32;
                    *end += 1;
                }
            }
        }
        Sentences { ranges, sentences }
    }

    /// Those of a type, by its place among the types of the stretch.
    fn of(&self, place: u32) -> &[u32] {
        let (start, end) = self.ranges[place as usize];
        &self.sentences[start as usize..end as usize]
    }
}

/// The links rare and strong enough to tie sentences of a stretch together.
struct Ties {
    starts: Vec<u32>,
    /// English type, by its place among those of the stretch, and what one meeting weighs, in nats.
    entries: Vec<(u32, f32)>,
}

/// Links that weigh less, in nats, tie nothing.
const LEAST_TIE: f32 = 0.7;
/// Links that explain an English type so many times better than chance weigh nothing.
const NO_TIE: f32 = 10.0;

impl Ties {
    fn new(finder: &Finder<'_>) -> Ties {
        let (zh, en) = (&finder.zh_counts, &finder.en_counts);
        let max_pairs = finder.options.max_pairs;
        let mut ties = Ties { starts: vec![0], entries: Vec::new() };
        // A token that stands in many sentences says less about each; one that does not stand there,
        // nothing.
        let roots: Vec<f32> = (0..=max_pairs).map(|pairs| (pairs as f32).sqrt()).collect();
        let least = |root: &f32| NO_TIE * (LEAST_TIE * root).exp();
        let mut least: Vec<f32> = roots.iter().map(least).collect();
        least[0] = f32::INFINITY;
        for &token in &zh.types {
            let count = zh.of(token);
            if count <= max_pairs {
                let (types, ratios) = finder.ratios.of(token);
                // The English type stands there once or more.
                let weakest = least[count as usize];
                let links = types.iter().zip(ratios).filter(|(_, ratio)| **ratio >= weakest);
                for (&kind, &ratio) in links {
                    let pairs = count * en.of(kind);
                    if least.get(pairs as usize).is_some_and(|&least| ratio >= least) {
                        let weight = (ratio / NO_TIE).ln() / roots[pairs as usize];
                        ties.entries.push((en.place(kind) as u32, weight));
                    }
                }
            }
            ties.starts.push(ties.entries.len() as u32);
        }
        ties
    }

    /// Those of a type, by its place among the types of the stretch.
    fn of(&self, place: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// `candidates` ascend in i, and within an i descend in j, so that a chain takes one of each.
fn heaviest_chain(candidates: &[Anchor], en: Range<usize>) -> Vec<Anchor> {
    // A Fenwick tree over j: the best chain that ends before a column.
    let mut tree: Vec<(f32, u32)> = vec![(0.0, u32::MAX); en.len() + 1];
    let mut back = vec![u32::MAX; candidates.len()];
    let mut best = (0.0_f32, u32::MAX);
    for (index, anchor) in candidates.iter().enumerate() {
        let (mut sum, mut from) = (0.0, u32::MAX);
        let mut at = anchor.j - en.start;
        while at > 0 {
            if tree[at].0 > sum {
                (sum, from) = tree[at];
            }
            at &= at - 1;
        }
        back[index] = from;
        let total = sum + anchor.weight;
        let mut at = anchor.j - en.start + 1;
        while at <= en.len() {
            if tree[at].0 < total {
                tree[at] = (total, index as u32);
            }
            at += at & at.wrapping_neg();
        }
        if total > best.0 {
            best = (total, index as u32);
        }
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while let Some(&anchor) = candidates.get(at as usize) {
        chain.push(anchor);
        at = back[at as usize];
    }
    chain.reverse();
    chain
}

/// Anchors of either side looked at for support, and how far off their line one may lie.
const NEIGHBOURS: usize = 6;
const MAX_DRIFT: f32 = 0.35;
const MAX_OFFSET: f32 = 12.0;

/// Drops anchors that lie far from the line of their neighbours: one chance match must not bend the
/// band.
fn supported(chain: Vec<Anchor>) -> Vec<Anchor> {
    if chain.len() < 3 {
        return chain;
    }
    let near = |x: &Anchor, y: &Anchor| {
        let (di, dj) = (x.i.abs_diff(y.i) as f32, x.j.abs_diff(y.j) as f32);
        (di - dj).abs() <= MAX_OFFSET + MAX_DRIFT * di.min(dj).max(di.max(dj) * 0.3)
    };
    let keep: Vec<bool> = (0..chain.len())
        .map(|at| {
            let from = at.saturating_sub(NEIGHBOURS);
            let to = (at + NEIGHBOURS + 1).min(chain.len());
            let others = (from..to).filter(|&other| other != at);
            let (mut total, mut agree) = (0, 0);
            for other in others {
                total += 1;
                agree += usize::from(near(&chain[at], &chain[other]));
            }
            agree * 3 >= total
        })
        .collect();
    chain.into_iter().zip(keep).filter_map(|(anchor, keep)| keep.then_some(anchor)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(i: usize, j: usize, weight: f32) -> Anchor {
        Anchor { i, j, weight }
    }

    #[test]
    fn the_chain_is_the_heaviest_ascending_one() {
        let candidates = [
            anchor(0, 5, 1.0),
            anchor(1, 1, 1.0),
            anchor(2, 2, 1.0),
            anchor(3, 9, 1.0),
            anchor(4, 3, 1.5),
        ];
        let chain = heaviest_chain(&candidates, 0..10);
        let cells: Vec<(usize, usize)> = chain.iter().map(|a| (a.i, a.j)).collect();
        assert_eq!(cells, [(1, 1), (2, 2), (4, 3)]);
    }

    #[test]
    fn a_chance_match_does_not_bend_the_band() {
        let mut chain: Vec<Anchor> = (0..20).map(|at| anchor(at, at, 3.0)).collect();
        chain.push(anchor(21, 400, 3.0));
        chain.extend((401..420).map(|at| anchor(at, at, 3.0)));
        let kept = supported(chain);
        assert!(!kept.iter().any(|a| a.i == 21), "{kept:?}");
    }
}
