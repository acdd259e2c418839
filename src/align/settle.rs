//! What of the best path is no pair: the path has to go somewhere, also where neither text translates
//! the other.

use super::{Bead, Look};

/// How likely each sentence is to have no counterpart, wherever its null link may stand.
pub(super) struct Alone {
    zh: Vec<f32>,
    en: Vec<f32>,
}

impl Alone {
    /// Sums of the posteriors of each sentence's null links.
    pub(super) fn of(look: &Look) -> Alone {
        let mut alone = Alone { zh: vec![0.0; look.band.n_zh()], en: vec![0.0; look.band.n_en()] };
        for (bead, p) in look.lattice.beads.iter().zip(&look.posteriors) {
            if bead.b == 0 {
                alone.zh[bead.i as usize] += p;
            } else if bead.a == 0 {
                alone.en[bead.j as usize] += p;
            }
        }
        alone
    }

    /// A bead of the path; where it is a null link, as likely as its sentence is to be alone: beside
    /// others it could stand in many places.
    pub(super) fn told(&self, bead: Bead) -> Bead {
        let confidence = if bead.is_null() { self.mean(&bead).min(1.0) } else { bead.confidence };
        Bead { confidence, ..bead }
    }

    /// The mean over the sentences of a bead.
    fn mean(&self, bead: &Bead) -> f32 {
        let (zh, en) = (&self.zh[bead.zh.clone()], &self.en[bead.en.clone()]);
        let n = zh.len() + en.len();
        zh.iter().chain(en).sum::<f32>() / n.max(1) as f32
    }
}

/// The beads of a path, with the sentences of those that are no pairs as null links.
pub(super) fn unforced(beads: Vec<Bead>, alone: &Alone) -> Vec<Bead> {
    let least = least_density(&beads);
    let settle = |bead: Bead| {
        if forced(&bead, least) || astray(&bead, alone) { bead.apart() } else { vec![bead] }
    };
    beads.into_iter().flat_map(settle).collect()
}

/// A bead that is neither likely nor explained by its words is two gaps, not a pair: below this
/// confidence, and so many times the text's own scatter below its usual density.
const FORCED_CONFIDENCE: f32 = 0.6;
const FORCED_SCATTER: f32 = 4.5;
/// Confidence of the beads that show what is usual.
const SURE: f32 = 0.8;

/// The density below which a bead is out of the ordinary: the median of the text's sure beads less
/// some times their median deviation from it; 0 if there are none.
fn least_density(beads: &[Bead]) -> f32 {
    let median = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let sure = || beads.iter().filter(|bead| !bead.is_null() && bead.confidence >= SURE);
    let usual = median(sure().map(|bead| bead.score).collect());
    let scatter = median(sure().map(|bead| (bead.score - usual).abs()).collect());
    usual - FORCED_SCATTER * scatter
}

/// Whether nothing but its place speaks for a bead.
fn forced(bead: &Bead, least_density: f32) -> bool {
    !bead.is_null() && bead.confidence < FORCED_CONFIDENCE && bead.score < least_density
}

/// A pair less likely than this is none, if its sentences may well be alone: each text goes on without
/// the other. Where they are not, other pairs are as likely, and one of them is right.
const ASTRAY_CONFIDENCE: f32 = 0.5;
const ASTRAY_ALONE: f32 = 0.1;

/// Whether a pair stands where its sentences had better be alone.
fn astray(bead: &Bead, alone: &Alone) -> bool {
    let unlikely = !bead.is_null() && bead.confidence < ASTRAY_CONFIDENCE;
    unlikely && alone.mean(bead) >= ASTRAY_ALONE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a pair of such a confidence, whose sentences are alone so likely, after a sure one:
    /// P a pair, z and e null links.
    fn check(confidence: f32, alone: [f32; 2], wanted: &str) {
        let bead =
            |at: usize, confidence| Bead { zh: at..at + 1, en: at..at + 1, score: 1.0, confidence };
        let [zh, en] = alone.map(|alone| vec![0.0, alone]);
        let beads = unforced(vec![bead(0, 0.9), bead(1, confidence)], &Alone { zh, en });
        let kind = |bead: &Bead| match (bead.zh.is_empty(), bead.en.is_empty()) {
            (false, false) => 'P',
            (false, true) => 'z',
            _ => 'e',
        };
        let found: String = beads.iter().map(kind).collect();
        assert_eq!(found, wanted, "{confidence} {alone:?}");
    }

    #[test]
    fn an_unlikely_pair_of_sentences_that_may_be_alone_comes_apart() {
        check(0.3, [0.5, 0.5], "Pze");
        check(0.45, [0.3, 0.0], "Pze");
    }

    #[test]
    fn a_likely_pair_stays() {
        check(0.55, [0.4, 0.4], "PP");
    }

    #[test]
    fn a_pair_that_others_rival_stays() {
        check(0.3, [0.05, 0.05], "PP");
    }
}
