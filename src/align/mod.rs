//! Alignment: which sentences translate which. This room sees features, never text.
//!
//! [`align`] goes from coarse to fine: anchors give a band; a first look with few features prices its
//! cells and keeps the beads that have a chance; a closer look prices those with everything a bead can
//! be told by, learns the document's habits and words from them, and looks again. The best path is
//! the alignment, its forward–backward posteriors the confidence.

pub mod anchors;
pub mod band;
pub mod closer;
pub mod fast;
pub mod gains;
pub mod habits;
pub mod hits;
pub mod lattice;
pub mod learn;
pub mod ratios;
mod settle;
pub mod weights;

use std::ops::Range;

use crate::evidence::{Evidence, Links};
use band::Band;
use closer::Closer;
use fast::Fast;
use habits::Habits;
use hits::{Finder, Hits, Order, Source};
use lattice::{Keep, Lattice, Place, kept};
use ratios::Ratios;
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
            anchors: anchors::Options::default(),
            whole_grid: false,
            learn: learn::Options::default(),
            rounds: 3,
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

/// Largest bead the rough look over the wide band considers.
const ROUGH_BEAD: usize = 3;
/// How likely a bead must be for the first looks to keep it, against the best path.
const ROUGH: Keep = Keep { least: 1e-6, null_slack: 20.0 };
/// A first look that is fooled by a long bead must not take the way around it.
const FINE: Keep = Keep { least: 1e-4, null_slack: 60.0 };
/// A bead as likely as this keeps its score.
const SETTLED: f32 = 0.999;
/// How much less likely than other beads the null links are that the closer look keeps.
const NULLS_LEAST: f32 = 1e-3;
/// Cells around the kept ones that the second search may use.
const MARGIN: usize = 2;
/// How often the band is widened when the path runs along its edge.
const MAX_WIDENINGS: usize = 3;

/// Aligns two texts. Time and memory linear in the sentences, times the band's width.
#[must_use]
pub fn align(evidence: &Evidence, options: &Options) -> Alignment {
    let (n_zh, n_en) = (evidence.zh.n_sentences(), evidence.en.n_sentences());
    if n_zh == 0 || n_en == 0 {
        let mut beads: Vec<Bead> = (0..n_zh).map(|i| null_bead(i..i + 1, 0..0)).collect();
        beads.extend((0..n_en).map(|j| null_bead(0..0, j..j + 1)));
        return Alignment { beads, gave_up: false, ratio: 0.0 };
    }
    let survey = survey(evidence, options);
    let gave_up = survey.gave_up;
    let look = study(evidence, options, survey);
    let path = look.lattice.best_path(&look.band);
    let beads: Vec<Bead> = path.iter().map(|&index| look.bead(index)).collect();
    Alignment { beads: settle::unforced(beads), gave_up, ratio: look.habits.ratio }
}

fn null_bead(zh: Range<usize>, en: Range<usize>) -> Bead {
    Bead { zh, en, score: 0.0, confidence: 1.0 }
}

/// What the first looks found.
pub struct Survey {
    /// The band around the likely paths.
    pub band: Band,
    /// The beads in it that have a chance, with the first look's scores.
    pub lattice: Lattice,
    /// The hits of all beads the band has room for.
    pub hits: Hits,
    /// The order of the English tokens.
    pub order: Order,
    /// Whether some stretch was too large to be looked at whole.
    pub gave_up: bool,
}

/// The first looks: a band, and the beads in it that have a chance.
#[must_use]
pub fn survey(evidence: &Evidence, options: &Options) -> Survey {
    let (n_zh, n_en) = (evidence.zh.n_sentences(), evidence.en.n_sentences());
    let ratios = Ratios::new(evidence, &evidence.links);
    let order = Order::of(&evidence.en);
    if options.whole_grid {
        let band = Band::full(n_zh, n_en);
        return close_in(evidence, &ratios, order, band, false, options);
    }
    let chain = anchors::chain(evidence, &ratios, &options.anchors);
    let rough_look = |band: &Band| {
        let max_bead = ROUGH_BEAD.min(options.max_bead);
        let reach = reach(band, max_bead);
        let hits = Finder::new(evidence, &ratios, &order, &reach);
        first_look(evidence, hits, band, max_bead, ROUGH, options)
    };
    let mut anchoring = options.anchors.clone();
    let (mut wide, mut narrowed) = anchors::band(&chain, n_zh, n_en, &anchoring);
    let mut coarse = rough_look(&wide);
    let mut at_edge = touches_edge(&coarse, &wide);
    for _ in 0..MAX_WIDENINGS {
        if !at_edge {
            break;
        }
        anchoring.half_width *= 2;
        let wider = anchors::band(&chain, n_zh, n_en, &anchoring);
        // A stretch that had to be narrowed is no wider for more room around its anchors.
        if wider.0 == wide {
            break;
        }
        (wide, narrowed) = wider;
        coarse = rough_look(&wide);
        at_edge = touches_edge(&coarse, &wide);
    }
    let band = coarse.band(&wide, MARGIN);
    close_in(evidence, &ratios, order, band, narrowed || at_edge, options)
}

/// The first look at the band the path lies in.
fn close_in(
    evidence: &Evidence,
    ratios: &Ratios,
    order: Order,
    band: Band,
    gave_up: bool,
    options: &Options,
) -> Survey {
    let hits = Hits::collect(evidence, ratios, &order, &reach(&band, options.max_bead));
    let lattice = first_look(evidence, &hits, &band, options.max_bead, FINE, options);
    Survey { band, lattice, hits, order, gave_up }
}

/// The beads of a band that have a chance.
fn first_look(
    evidence: &Evidence,
    hits: impl Source,
    band: &Band,
    max_bead: usize,
    keep: Keep,
    options: &Options,
) -> Lattice {
    let (odds, ratio, weights) = (options.odds, Habits::usual().ratio, options.weights.fast);
    let fast = Fast::new(evidence, hits, band, max_bead, odds, ratio, weights);
    Lattice::search(band, max_bead, keep, &fast)
}

/// The English sentences each Chinese one can stand with in a bead of a band.
#[must_use]
pub fn reach(band: &Band, max_bead: usize) -> Vec<(u32, u32)> {
    let n = band.n_zh();
    let span = max_bead - 1;
    let row = |i: usize| {
        let (from, to) = (band.row((i + 1).saturating_sub(span)).0, band.row((i + span).min(n)).1);
        (from as u32, to as u32)
    };
    (0..n).map(row).collect()
}

/// Whether the best path runs along an edge of the band that is not the grid's own.
fn touches_edge(lattice: &Lattice, band: &Band) -> bool {
    let path = lattice.best_path(band);
    path.iter().any(|&index| {
        let bead = lattice.beads[index];
        let (low, high) = band.row(bead.i as usize);
        let j = bead.j as usize;
        !bead.is_null() && ((j == low && low > 0) || (j == high && high < band.n_en()))
    })
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
    let Survey { band, lattice, mut hits, order, .. } = survey;
    let mut posteriors = lattice.posteriors(&band).beads;
    let mut look = Look {
        band,
        lattice,
        posteriors: Vec::new(),
        densities: Vec::new(),
        habits: Habits::usual(),
        links: evidence.links.clone(),
    };
    look.lattice.opening = options.weights.closer[closer::OPENING];
    let mut open = vec![true; look.lattice.beads.len()];
    let mut learner: Option<learn::Learner<'_>> = None;
    for round in 0..=options.rounds {
        if let Some(learner) = &learner {
            look.links = learner.relearn(&posteriors);
            open = posteriors.iter().map(|&p| p < SETTLED).collect();
            let reach = reach_of(&kept(&look.lattice.beads, &open), evidence.zh.n_sentences());
            let ratios = Ratios::new(evidence, &look.links);
            hits = Hits::collect(evidence, &ratios, &order, &reach);
        }
        look.habits = look.habits.learn(evidence, &look.lattice.beads, &posteriors);
        look.price(evidence, &hits, &open, options);
        posteriors = look.lattice.posteriors(&look.band).beads;
        if round == 0 && options.rounds > 0 {
            let keep = look.lattice.likely(&posteriors, options.least, options.least * NULLS_LEAST);
            look.lattice.keep(&keep);
            look.densities = kept(&look.densities, &keep);
            posteriors = kept(&posteriors, &keep);
            let lessons = lessons(evidence, &look.lattice.beads, &posteriors);
            learner = Some(learn::Learner::new(evidence, lessons, &options.learn));
        }
    }
    look.posteriors = posteriors;
    look
}

impl Look {
    /// Scores the open beads with what is known by now; the others keep their scores.
    fn price(&mut self, evidence: &Evidence, hits: &Hits, open: &[bool], options: &Options) {
        let mut closer = Closer::new(evidence, hits, options.odds);
        self.densities.resize(self.lattice.beads.len(), 0.0);
        let known = self.lattice.scores.iter_mut().zip(&mut self.densities);
        let beads = self.lattice.beads.iter().zip(known).zip(open);
        for ((bead, (score, density)), _) in beads.filter(|(_, open)| **open) {
            let features = closer.features(*bead, &self.habits);
            *score = options.weights.of_closer(&features);
            *density = (features[0] + features[1]) / features[2].max(1.0);
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
    for row in (0..reach.len().saturating_sub(1)).rev() {
        reach[row].0 = reach[row].0.min(reach[row + 1].0);
    }
    reach
}

/// Beads below this probability are no lessons.
const MIN_LESSON: f32 = 0.1;

/// The beads with two sides and their tokens, to learn from.
fn lessons<'e>(
    evidence: &'e Evidence,
    beads: &[Place],
    posteriors: &[f32],
) -> Vec<learn::Lesson<'e>> {
    let (zh, en) = (&evidence.zh, &evidence.en);
    let known = beads.iter().zip(posteriors).enumerate();
    known
        .filter(|(_, (bead, p))| !bead.is_null() && **p > MIN_LESSON)
        .map(|(at, (bead, _))| {
            let (i, a, j, b) = bead.parts();
            learn::Lesson {
                zh: &zh.tokens[zh.starts[i] as usize..zh.starts[i + a] as usize],
                en: &en.tokens[en.starts[j] as usize..en.starts[j + b] as usize],
                bead: at,
            }
        })
        .collect()
}
