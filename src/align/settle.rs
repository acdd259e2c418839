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
    let usual = Usual::of(&beads);
    let chance = islands_of_chance(&beads, &usual);
    let settle = |(bead, chance): (Bead, bool)| {
        if chance {
            Bead { confidence: bead.confidence.min(BY_CHANCE), ..bead }.apart()
        } else if forced(&bead, &usual) || astray(&bead, alone) {
            bead.apart()
        } else {
            vec![bead]
        }
    };
    beads.into_iter().zip(chance).flat_map(settle).collect()
}

/// A bead that is neither likely nor explained by its words is two gaps, not a pair: below this
/// confidence, and so many times the text's own scatter below its usual density.
const FORCED_CONFIDENCE: f32 = 0.6;
const FORCED_SCATTER: f32 = 4.5;
/// Confidence of the beads that show what is usual.
const SURE: f32 = 0.8;

/// The density of the text's sure beads: the median, and the median deviation from it; 0 if there are
/// none.
struct Usual {
    density: f32,
    scatter: f32,
}

impl Usual {
    fn of(beads: &[Bead]) -> Usual {
        let median = |mut values: Vec<f32>| {
            values.sort_by(f32::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(0.0)
        };
        let sure = || beads.iter().filter(|bead| !bead.is_null() && bead.confidence >= SURE);
        let density = median(sure().map(|bead| bead.score).collect());
        let scatter = median(sure().map(|bead| (bead.score - density).abs()).collect());
        Usual { density, scatter }
    }

    /// The density so many times the scatter below the usual.
    fn below(&self, times: f32) -> f32 {
        self.density - times * self.scatter
    }
}

/// Whether nothing but its place speaks for a bead.
fn forced(bead: &Bead, usual: &Usual) -> bool {
    let unlikely = !bead.is_null() && bead.confidence < FORCED_CONFIDENCE;
    unlikely && bead.score < usual.below(FORCED_SCATTER)
}

/// A gap has many sentences to choose from, and among those on one theme one that shares its words with
/// whatever stands there is soon found: a pair between so many null links before it and after it is one
/// of chance, if its density is so many times the text's own scatter below the usual. But where most
/// pairs stand so, the text is an abridged one.
const ISLAND_NULLS: usize = 2;
const ISLAND_SCATTER: f32 = 2.5;
/// How likely a pair by chance is right at most: of eleven found in the texts measured none was.
const BY_CHANCE: f32 = 0.1;

/// Which beads are pairs by chance, alone in a gap.
fn islands_of_chance(beads: &[Bead], usual: &Usual) -> Vec<bool> {
    let gap = |beads: &[Bead]| beads.len() >= ISLAND_NULLS && beads.iter().all(Bead::is_null);
    let island = |at: usize| {
        !beads[at].is_null()
            && gap(&beads[at.saturating_sub(ISLAND_NULLS)..at])
            && gap(&beads[at + 1..beads.len().min(at + 1 + ISLAND_NULLS)])
    };
    let islands: Vec<bool> = (0..beads.len()).map(island).collect();
    let n_pairs = beads.iter().filter(|bead| !bead.is_null()).count();
    let abridged = 2 * islands.iter().filter(|&&island| island).count() > n_pairs;
    let least = usual.below(ISLAND_SCATTER);
    let by_chance = |(bead, &island): (&Bead, &bool)| island && !abridged && bead.score < least;
    beads.iter().zip(&islands).map(by_chance).collect()
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

    /// A letter a bead: P a pair, p one of a density of 0.5, z and e null links.
    fn letters(beads: &[Bead]) -> String {
        let letter = |bead: &Bead| match (bead.zh.is_empty(), bead.en.is_empty()) {
            (false, false) if bead.score == 0.5 => 'p',
            (false, false) => 'P',
            (false, true) => 'z',
            _ => 'e',
        };
        beads.iter().map(letter).collect()
    }

    /// What becomes of a pair of such a confidence, whose sentences are alone so likely, after a sure one.
    fn check(confidence: f32, alone: [f32; 2], wanted: &str) {
        let bead =
            |at: usize, confidence| Bead { zh: at..at + 1, en: at..at + 1, score: 1.0, confidence };
        let [zh, en] = alone.map(|alone| vec![0.0, alone]);
        let beads = unforced(vec![bead(0, 0.9), bead(1, confidence)], &Alone { zh, en });
        assert_eq!(letters(&beads), wanted, "{confidence} {alone:?}");
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

    /// What becomes of a text whose pairs, P, have a density of about 2, but for those of a density of 0.5, p,
    /// and of null links, z.
    fn check_islands(text: &str, wanted: &str) {
        let mut beads = Vec::new();
        let (mut zh, mut en) = (0, 0);
        for (at, kind) in text.chars().enumerate() {
            let score = match kind {
                'P' => 1.8 + 0.1 * (at % 5) as f32,
                'p' => 0.5,
                _ => 0.0,
            };
            let b = usize::from(kind != 'z');
            beads.push(Bead { zh: zh..zh + 1, en: en..en + b, score, confidence: 0.95 });
            (zh, en) = (zh + 1, en + b);
        }
        let alone = Alone { zh: vec![0.0; zh], en: vec![0.0; en] };
        assert_eq!(letters(&unforced(beads, &alone)), wanted, "{text}");
    }

    #[test]
    fn a_pair_alone_in_a_gap_comes_apart_if_its_words_say_less_than_usual() {
        check_islands("PPPPPzzpzzPPPPP", "PPPPPzzzezzPPPPP");
        check_islands("PPPPPzzPzzPPPPP", "PPPPPzzPzzPPPPP");
    }

    #[test]
    fn a_pair_beside_another_or_in_a_short_gap_stays() {
        for text in ["PPPPPzzpPzzPPPPP", "PPPPPzpzzzPPPPP", "PPPPPpPPPPP", "PPPPPPPzzp"] {
            check_islands(text, text);
        }
    }

    #[test]
    fn pairs_of_an_abridged_text_stay() {
        let text = "zzPzzPzzPzzpzzPzzPzzPzz";
        check_islands(text, text);
    }
}
