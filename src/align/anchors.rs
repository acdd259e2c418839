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

use super::crowds;
use super::ratios::Ratios;
use super::ties::Ties;
use crate::evidence::Evidence;

/// How anchors are looked for and how wide the band around them is.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// A link is rare if its types occur so often at most, multiplied: fewer than 255 times.
    pub max_pairs: u8,
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
    let mut ties = Ties::new(evidence, ratios, options);
    let chain = supported(chain_within(0..n_zh, 0..n_en, &mut ties));
    let chain = with_all_closer_ones(chain, (n_zh, n_en), &mut ties);
    let with_crowds = filled(&chain, (n_zh, n_en), |zh, en| {
        let is_wide = zh.len() * en.len() >= WIDE;
        let found = is_wide.then(|| crowds::chain_within(zh, en, evidence, ties.strong()));
        found.flatten().unwrap_or_default()
    });
    if with_crowds.len() > chain.len() {
        with_all_closer_ones(supported(with_crowds), (n_zh, n_en), &mut ties)
    } else {
        chain
    }
}

/// A stretch of so many pairs of sentences without an anchor is looked at by what is not rare.
const WIDE: usize = 100_000;
/// A stretch of so many sentences on both sides that no anchor stands in is looked at by itself; and how
/// often that is done.
const LONG: usize = 24;
const MAX_LOOKS: usize = 6;

/// The anchors of a chain, with those found in the long stretches between them, as long as there are
/// more.
fn with_all_closer_ones(
    mut chain: Vec<Anchor>,
    n: (usize, usize),
    ties: &mut Ties<'_>,
) -> Vec<Anchor> {
    for _ in 0..MAX_LOOKS {
        let n_before = chain.len();
        chain = supported(filled(&chain, n, |zh, en| chain_within(zh, en, ties)));
        if chain.len() <= n_before {
            break;
        }
    }
    chain
}

/// The anchors of a chain, with those that a look into each long stretch between them finds.
fn filled(
    chain: &[Anchor],
    (n_zh, n_en): (usize, usize),
    mut look: impl FnMut(Range<usize>, Range<usize>) -> Vec<Anchor>,
) -> Vec<Anchor> {
    let mut filled = Vec::with_capacity(chain.len());
    let (mut i, mut j) = (0, 0);
    for next in chain.iter().map(Some).chain([None]) {
        let (zh, en) = next.map_or((i..n_zh, j..n_en), |next| (i..next.i, j..next.j));
        if zh.len().min(en.len()) >= LONG {
            filled.extend(look(zh, en));
        }
        if let Some(&anchor) = next {
            filled.push(anchor);
            (i, j) = (anchor.i + 1, anchor.j + 1);
        }
    }
    filled
}

/// The heaviest chain of anchors within a stretch, by what is rare there.
fn chain_within(zh: Range<usize>, en: Range<usize>, ties: &mut Ties<'_>) -> Vec<Anchor> {
    heaviest_chain(&ties.within(&zh, &en), en)
}

/// `candidates` ascend in i, and within an i descend in j, so that a chain takes one of each.
pub(super) fn heaviest_chain(candidates: &[Anchor], en: Range<usize>) -> Vec<Anchor> {
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
