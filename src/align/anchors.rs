//! Anchors: pairs of sentences that rare, well-linked tokens tie together, and the rough path through
//! them.
//!
//! An inverted index over rare tokens gives each English sentence a few candidate partners; the
//! heaviest chain of candidates that ascends on both sides (a longest increasing subsequence with
//! weights, found with a Fenwick tree) is the rough path. Time: n log n in the candidates, of which
//! there are a bounded number a sentence.

use super::ratios::Ratios;
use crate::evidence::Evidence;

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

/// The heaviest ascending chain of anchors.
#[must_use]
pub fn chain(evidence: &Evidence, ratios: &Ratios, options: &Options) -> Vec<Anchor> {
    let mut candidates = candidates(evidence, ratios, options);
    candidates.sort_by_key(|anchor| (anchor.i, std::cmp::Reverse(anchor.j)));
    let chain = heaviest_chain(&candidates, evidence.en.n_sentences());
    supported(chain)
}

fn candidates(evidence: &Evidence, ratios: &Ratios, options: &Options) -> Vec<Anchor> {
    let (zh, en) = (&evidence.zh, &evidence.en);
    let mut sentences_of: Vec<Vec<u32>> = vec![Vec::new(); en.counts.len()];
    for j in 0..en.n_sentences() {
        for &token in en.sentence(j) {
            let rare = u64::from(en.counts[token as usize]) <= options.max_pairs;
            let sentences = &mut sentences_of[token as usize];
            if rare && sentences.last() != Some(&(j as u32)) {
                sentences.push(j as u32);
            }
        }
    }
    let mut by_en: Vec<Vec<(f32, u32)>> = vec![Vec::new(); en.n_sentences()];
    // What ties the sentence at hand to each English one, and those it is tied to.
    let mut weights = vec![0.0_f32; en.n_sentences()];
    let mut tied: Vec<u32> = Vec::new();
    let ties = Ties::new(evidence, ratios, options);
    for i in 0..zh.n_sentences() {
        for &(kind, weight) in zh.sentence(i).iter().flat_map(|&token| ties.of(token)) {
            for &j in &sentences_of[kind as usize] {
                if weights[j as usize] == 0.0 {
                    tied.push(j);
                }
                weights[j as usize] += weight;
            }
        }
        for j in tied.drain(..) {
            let weight = std::mem::take(&mut weights[j as usize]);
            if weight >= options.min_weight {
                by_en[j as usize].push((weight, i as u32));
            }
        }
    }
    let mut all = Vec::new();
    for (j, list) in by_en.iter_mut().enumerate() {
        list.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        list.truncate(options.candidates);
        all.extend(list.iter().map(|&(weight, i)| Anchor { i: i as usize, j, weight }));
    }
    all
}

/// The links rare and strong enough to tie sentences together.
struct Ties {
    starts: Vec<u32>,
    /// English type, and what one meeting weighs, in nats.
    entries: Vec<(u32, f32)>,
}

/// Links that weigh less, in nats, tie nothing.
const LEAST_TIE: f32 = 0.7;
/// Links that explain an English type so many times better than chance weigh nothing.
const NO_TIE: f32 = 10.0;

impl Ties {
    fn new(evidence: &Evidence, ratios: &Ratios, options: &Options) -> Ties {
        let (zh, en) = (&evidence.zh, &evidence.en);
        let mut ties = Ties { starts: vec![0], entries: Vec::new() };
        // A token that stands in many sentences says less about each.
        let roots: Vec<f32> = (0..=options.max_pairs).map(|pairs| (pairs as f32).sqrt()).collect();
        let least: Vec<f32> = roots.iter().map(|root| NO_TIE * (LEAST_TIE * root).exp()).collect();
        for (token, &count) in (0..).zip(&zh.counts) {
            if u64::from(count) <= options.max_pairs {
                let (types, ratios) = ratios.of(token);
                // The English type stands there once or more.
                let weakest = least[count as usize];
                let links = types.iter().zip(ratios).filter(|(_, ratio)| **ratio >= weakest);
                for (&kind, &ratio) in links {
                    let pairs = u64::from(count) * u64::from(en.counts[kind as usize]);
                    if least.get(pairs as usize).is_some_and(|&least| ratio >= least) {
                        let weight = (ratio / NO_TIE).ln() / roots[pairs as usize];
                        ties.entries.push((kind, weight));
                    }
                }
            }
            ties.starts.push(ties.entries.len() as u32);
        }
        ties
    }

    fn of(&self, token: u32) -> &[(u32, f32)] {
        let at = token as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// `candidates` ascend in i, and within an i descend in j, so that a chain takes one of each.
fn heaviest_chain(candidates: &[Anchor], n_en: usize) -> Vec<Anchor> {
    // A Fenwick tree over j: the best chain that ends before a column.
    let mut tree: Vec<(f32, u32)> = vec![(0.0, u32::MAX); n_en + 1];
    let mut back = vec![u32::MAX; candidates.len()];
    let mut best = (0.0_f32, u32::MAX);
    for (index, anchor) in candidates.iter().enumerate() {
        let (mut sum, mut from) = (0.0, u32::MAX);
        let mut at = anchor.j;
        while at > 0 {
            if tree[at].0 > sum {
                (sum, from) = tree[at];
            }
            at &= at - 1;
        }
        back[index] = from;
        let total = sum + anchor.weight;
        let mut at = anchor.j + 1;
        while at <= n_en {
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
        let chain = heaviest_chain(&candidates, 10);
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
