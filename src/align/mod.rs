//! Alignment: which sentences translate which. This room sees features, never text.
//!
//! [`align`] goes from coarse to fine: anchors give a band; a first look with few features prices its
//! cells and keeps the beads that have a chance; a closer look prices those with everything a bead can
//! be told by, learns the document's habits and words from them, and looks again. The best path is
//! the alignment, its forward–backward posteriors the confidence.

pub mod anchors;
pub mod band;
pub mod bounds;
pub mod closer;
mod crowds;
pub mod fast;
mod first_looks;
pub mod gains;
pub mod habits;
pub mod hits;
pub mod lattice;
pub mod learn;
mod pairs;
pub mod posteriors;
pub mod ratios;
pub mod search;
mod settle;
mod silent;
mod stretches;
mod sums;
mod ties;
pub mod weights;

use std::ops::Range;

use crate::evidence::{Evidence, Links};
use band::Band;
use bounds::ascending;
use closer::Closer;
pub use first_looks::{Survey, survey};
use habits::Habits;
use hits::Hits;
use lattice::{Lattice, Place, kept};
use ratios::Ratios;
use settle::Alone;
use silent::Spoken;
pub use weights::Weights;

/// One bead of an alignment: a run of Chinese sentences and the run of English sentences that
/// translates it. One of the two may be empty: a null link.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Chinese sentences, by index.
    pub zh: Range<usize>,
    /// English sentences, by index.
    pub en: Range<usize>,
    /// Log-likelihood ratio of the pair against two unrelated texts, per token; 0 for null links.
    pub score: f32,
    /// Posterior probability that this is a bead of the right alignment, 0 to 1.
    pub confidence: f32,
}

impl Bead {
    /// Whether one side is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.zh.is_empty() || self.en.is_empty()
    }

    /// Its sentences as null links, with the probability that they are no bead.
    #[must_use]
    pub fn apart(&self) -> Vec<Bead> {
        let confidence = 1.0 - self.confidence;
        let null = |zh, en| Bead { zh, en, score: 0.0, confidence };
        let zh = self.zh.clone().map(|at| null(at..at + 1, self.en.start..self.en.start));
        let en = self.en.clone().map(|at| null(self.zh.end..self.zh.end, at..at + 1));
        zh.chain(en).collect()
    }
}

/// How to align. One set of defaults for all texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Largest number of sentences, both sides together, of a bead: 2 to 16.
    pub max_bead: usize,
    /// Beads of so many sentences are looked for everywhere near the likely paths; longer ones only
    /// where those paths pass.
    pub anywhere: usize,
    /// How anchors and the band are made.
    pub anchors: anchors::Options,
    /// Look at the whole grid instead of a band: quadratic, the oracle of the tests.
    pub whole_grid: bool,
    /// How the document's own words are learned.
    pub learn: learn::Options,
    /// Rounds of learning from the document; 0 turns it off.
    pub rounds: usize,
    /// Odds that a word is explained by the other side rather than by chance.
    pub odds: f32,
    /// Posterior below which the closer look drops a bead once it has seen it.
    pub least: f32,
    /// Weights of the features.
    pub weights: Weights,
}

/// Bounds of [`Options::max_bead`].
pub const MAX_BEAD_RANGE: std::ops::RangeInclusive<usize> = 2..=16;

impl Default for Options {
    fn default() -> Self {
        Options {
            max_bead: 8,
            anywhere: 2,
            anchors: anchors::Options::default(),
            whole_grid: false,
            learn: learn::Options::default(),
            rounds: 2,
            odds: 1.5,
            least: 1e-3,
            weights: Weights::builtin().clone(),
        }
    }
}

/// What an alignment found, and whether it can be trusted to have looked everywhere.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// The beads, in order; every sentence stands in exactly one.
    pub beads: Vec<Bead>,
    /// Whether some stretch was too large to be looked at whole.
    pub gave_up: bool,
    /// Characters of English per character of Chinese.
    pub ratio: f32,
}

/// A bead as likely as this keeps its score; so does a pair as unlikely as that, once it has been looked
/// at with learned words.
const SETTLED: f32 = 0.999;
const HOPELESS: f32 = 0.02;
/// Pairs whose lengths deviate so far teach nothing about lengths at first.
const FAR_AT_FIRST: f32 = 4.0;
/// How much less likely than other beads the null links are that the closer look keeps.
const NULLS_LEAST: f32 = 1e-3;

/// Aligns two texts. Time and memory linear in the sentences, times the band's width. Sentences that
/// hold nothing to be aligned by are null links, unless they stand inside a bead.
#[must_use]
pub fn align(evidence: &Evidence, options: &Options) -> Alignment {
    let Some(spoken) = Spoken::of(evidence) else { return align_spoken(evidence, options) };
    let mut alignment = align_spoken(&spoken.alone(evidence), options);
    alignment.beads = spoken.with_others(alignment.beads);
    alignment
}

fn align_spoken(evidence: &Evidence, options: &Options) -> Alignment {
    let (n_zh, n_en) = (evidence.zh.n_sentences(), evidence.en.n_sentences());
    if n_zh == 0 || n_en == 0 {
        let mut beads: Vec<Bead> = (0..n_zh).map(|i| certain_bead(i..i + 1, 0..0)).collect();
        beads.extend((0..n_en).map(|j| certain_bead(0..0, j..j + 1)));
        return Alignment { beads, gave_up: false, ratio: 0.0 };
    }
    let survey = survey(evidence, options);
    let gave_up = survey.gave_up;
    let look = study(evidence, options, survey);
    let path = look.lattice.best_path(&look.band);
    let alone = Alone::of(&look);
    let bead = |index| alone.told(look.bead(index));
    let beads: Vec<Bead> = path.into_iter().map(bead).collect();
    Alignment { beads: settle::unforced(beads, &alone), gave_up, ratio: look.habits.ratio }
}

/// A bead that there is nothing to weigh for.
fn certain_bead(zh: Range<usize>, en: Range<usize>) -> Bead {
    Bead { zh, en, score: 0.0, confidence: 1.0 }
}

/// What the closer look made of the beads.
pub struct Look {
    /// The band they lie in.
    pub band: Band,
    /// The beads with their last scores.
    pub lattice: Lattice,
    /// Their posteriors.
    pub posteriors: Vec<f32>,
    /// Gain of each bead per token, in nats.
    pub densities: Vec<f32>,
    /// What the document taught.
    pub habits: Habits,
    /// The links with what the document taught.
    pub links: Links,
}

impl Look {
    fn bead(&self, index: usize) -> Bead {
        let (i, a, j, b) = self.lattice.beads[index].parts();
        Bead {
            zh: i..i + a,
            en: j..j + b,
            score: self.densities[index],
            confidence: self.posteriors[index],
        }
    }
}

/// The closer look: features, posteriors, what they teach; and again.
#[must_use]
pub fn study(evidence: &Evidence, options: &Options, survey: Survey) -> Look {
    let Survey { bounds, mut lattice, mut hits, .. } = survey;
    let band = bounds.band().clone();
    let habits = Habits::usual();
    lattice.gaps = closer::gaps(&options.weights.closer, &habits.gaps);
    // A text of which most is not translated opens so many gaps that the usual rates fill them with
    // pairs of many sentences, which would teach all else.
    let posteriors = lattice.posteriors(&band);
    let gaps = habits.learn(evidence, &lattice.beads, &posteriors, FAR_AT_FIRST).gaps;
    drop(posteriors);
    lattice.gaps = closer::gaps(&options.weights.closer, &gaps);
    let mut posteriors = lattice.posteriors(&band);
    let mut look = Look {
        band,
        lattice,
        posteriors: Vec::new(),
        densities: Vec::new(),
        habits,
        links: Links::empty(),
    };
    let mut closer = Closer::new(evidence, options.odds);
    let mut open = vec![true; look.lattice.beads.len()];
    let mut learner: Option<learn::Learner<'_>> = None;
    for round in 0..=options.rounds {
        if let Some(learner) = &learner {
            look.links = learner.relearn(&posteriors.beads);
            let hopeless = if round > 1 { HOPELESS } else { 0.0 };
            let known = look.lattice.beads.iter().zip(&posteriors.beads);
            let doubtful =
                |(bead, &p): (&Place, &f32)| p < SETTLED && (bead.is_null() || p >= hopeless);
            open = known.map(doubtful).collect();
            let reach = reach_of(&kept(&look.lattice.beads, &open), evidence.zh.n_sentences());
            let ratios = Ratios::new(evidence, &look.links);
            hits.find(evidence, &ratios, &reach);
        }
        let far = if round == 0 { FAR_AT_FIRST } else { f32::INFINITY };
        look.habits = look.habits.learn(evidence, &look.lattice.beads, &posteriors, far);
        look.lattice.gaps = closer::gaps(&options.weights.closer, &look.habits.gaps);
        look.price(&mut closer, &hits, &open, &options.weights);
        posteriors = look.lattice.posteriors(&look.band);
        if round == 0 && options.rounds > 0 {
            let least = (options.least, options.least * NULLS_LEAST);
            let keep = look.lattice.likely(&posteriors.beads, least.0, least.1);
            look.lattice.keep(&keep);
            look.densities = kept(&look.densities, &keep);
            posteriors = posteriors.kept(&keep);
            let lessons = lessons(evidence, &look.lattice.beads, &posteriors.beads);
            learner = Some(learn::Learner::new(evidence, lessons, &options.learn));
        }
    }
    if learner.is_none() {
        look.links = evidence.links.clone();
    }
    look.posteriors = posteriors.beads;
    look
}

impl Look {
    /// Scores the open beads with what is known by now; the others keep their scores.
    fn price(&mut self, closer: &mut Closer<'_>, hits: &Hits, open: &[bool], weights: &Weights) {
        self.densities.resize(self.lattice.beads.len(), 0.0);
        let known = self.lattice.scores.iter_mut().zip(&mut self.densities);
        let beads = self.lattice.beads.iter().zip(known).zip(open);
        // A null link scores the same wherever it stands.
        let mut zh_nulls = vec![None; self.band.n_zh()];
        let mut en_nulls = vec![None; self.band.n_en()];
        for ((&bead, (score, density)), _) in beads.filter(|(_, open)| **open) {
            let mut features = || closer.features(bead, hits, &self.habits);
            if bead.b == 0 {
                let null = &mut zh_nulls[bead.i as usize];
                *score = *null.get_or_insert_with(|| weights.of_closer(&features()));
            } else if bead.a == 0 {
                let null = &mut en_nulls[bead.j as usize];
                *score = *null.get_or_insert_with(|| weights.of_closer(&features()));
            } else {
                let features = features();
                *score = weights.of_closer(&features);
                *density = (features[0] + features[1]) / features[2].max(1.0);
            }
        }
    }
}

/// The English sentences each Chinese one stands with in some bead.
#[must_use]
pub fn reach_of(beads: &[Place], n_zh: usize) -> Vec<(u32, u32)> {
    let mut reach = vec![(u32::MAX, 0_u32); n_zh];
    for bead in beads.iter().filter(|bead| !bead.is_null()) {
        for row in &mut reach[bead.i as usize..bead.i as usize + bead.a as usize] {
            row.0 = row.0.min(bead.j);
            row.1 = row.1.max(bead.j + u32::from(bead.b));
        }
    }
    ascending(reach)
}

/// Beads below this probability are no lessons.
const MIN_LESSON: f32 = 0.1;

/// The likely beads with two sides, by index, and their tokens, to learn from.
fn lessons<'e>(
    evidence: &'e Evidence,
    beads: &[Place],
    posteriors: &[f32],
) -> impl Iterator<Item = (usize, learn::Lesson<'e>)> {
    let (zh, en) = (&evidence.zh, &evidence.en);
    let known = beads.iter().zip(posteriors).enumerate();
    let likely = known.filter(|(_, (bead, p))| !bead.is_null() && **p > MIN_LESSON);
    likely.map(move |(at, (bead, _))| {
        let (i, a, j, b) = bead.parts();
        let zh = &zh.tokens[zh.starts[i] as usize..zh.starts[i + a] as usize];
        let en = &en.tokens[en.starts[j] as usize..en.starts[j + b] as usize];
        (at, learn::Lesson { zh, en })
    })
}
