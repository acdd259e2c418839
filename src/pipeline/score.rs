//! How good an alignment is, against gold: precision, recall and F1, strict and lax.
//!
//! *Strict*: a bead counts when the gold has exactly the same one. With null links counted, and
//! again without them. *Lax*: a bead counts when it shares a Chinese and an English sentence with
//! one gold bead (or is exactly a gold null link); precision over all beads, recall over the gold's
//! beads that are no null links. Counts add up over texts (micro-average).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use crate::align::Bead;
use crate::read::Link;

/// Hits among what was proposed and what was wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Proposed beads that are right.
    pub right: usize,
    /// Proposed beads.
    pub proposed: usize,
    /// Gold beads that were found. The same as `right` for strict scores.
    pub found: usize,
    /// Gold beads.
    pub wanted: usize,
}

impl Counts {
    /// Share of the proposed beads that are right; 0 when there are none.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.proposed)
    }

    /// Share of the gold beads that were found; 0 when there are none.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.found, self.wanted)
    }

    /// Harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.right += other.right;
        self.proposed += other.proposed;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// The scores of one text, or of several added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Exact matches, null links counted.
    pub strict: Counts,
    /// Exact matches, null links left out on both sides.
    pub strict_without_null: Counts,
    /// Overlaps.
    pub lax: Counts,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        self.strict += other.strict;
        self.strict_without_null += other.strict_without_null;
        self.lax += other.lax;
    }
}

/// Scores the links `proposed` against `gold`. Takes n log n time in the number of links.
#[must_use]
pub fn score(gold: &[Link], proposed: &[Link]) -> Score {
    let without_null = |links: &[Link]| -> Vec<Link> {
        links.iter().filter(|link| !link.zh.is_empty() && !link.en.is_empty()).cloned().collect()
    };
    let (solid_gold, solid_proposed) = (without_null(gold), without_null(proposed));
    let (right, n_proposed) = overlaps(gold, proposed);
    let (found, wanted) = overlaps(&solid_proposed, &solid_gold);
    Score {
        strict: exact(gold, proposed),
        strict_without_null: exact(&solid_gold, &solid_proposed),
        lax: Counts { right, proposed: n_proposed, found, wanted },
    }
}

/// The beads as links.
#[must_use]
pub fn links_of(beads: &[Bead]) -> Vec<Link> {
    beads
        .iter()
        .map(|bead| Link { zh: bead.zh.clone().collect(), en: bead.en.clone().collect() })
        .collect()
}

fn exact(gold: &[Link], proposed: &[Link]) -> Counts {
    let known: BTreeSet<&Link> = gold.iter().collect();
    let right = proposed.iter().filter(|link| known.contains(link)).count();
    Counts { right, proposed: proposed.len(), found: right, wanted: gold.len() }
}

/// How many distinct links of `asked` share a sentence of either side with one link of `reference`
/// or equal one, and how many distinct links there are.
fn overlaps(reference: &[Link], asked: &[Link]) -> (usize, usize) {
    let distinct = |links: &'_ [Link]| -> BTreeSet<Link> {
        links.iter().filter(|link| !(link.zh.is_empty() && link.en.is_empty())).cloned().collect()
    };
    let (reference, asked) = (distinct(reference), distinct(asked));
    let mut partners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for link in &reference {
        for &zh in &link.zh {
            partners.entry(zh).or_default().extend(&link.en);
        }
    }
    let touches = |link: &Link| {
        link.zh
            .iter()
            .filter_map(|zh| partners.get(zh))
            .any(|ens| link.en.iter().any(|en| ens.contains(en)))
    };
    let hits = asked.iter().filter(|link| reference.contains(link) || touches(link)).count();
    (hits, asked.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::links;

    #[test]
    fn counts_by_hand() {
        let gold = links("g", "[0]:[0]\n[1,2]:[1]\n[3]:[]\n[4]:[2,3]\n").unwrap();
        let proposed = links("p", "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[]\n[4]:[2,3]\n").unwrap();
        let score = score(&gold, &proposed);
        assert_eq!(score.strict, Counts { right: 3, proposed: 5, found: 3, wanted: 4 });
        assert_eq!(
            score.strict_without_null,
            Counts { right: 2, proposed: 3, found: 2, wanted: 3 }
        );
        assert_eq!(score.lax, Counts { right: 4, proposed: 5, found: 3, wanted: 3 });
        assert!((score.strict.f1() - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_against_nothing_is_nought() {
        assert_eq!(score(&[], &[]), Score::default());
        assert_eq!(Counts::default().f1(), 0.0);
    }
}
