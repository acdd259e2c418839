//! Texts to learn from: evidence, gold, and the lattice with the features of its beads.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use duizhao::align::band::Band;
use duizhao::align::bounds::{Bounds, Spans};
use duizhao::align::closer::Closer;
use duizhao::align::fast::Fast;
use duizhao::align::habits::Habits;
use duizhao::align::hits::Hits;
use duizhao::align::lattice::{Gap, Lattice, N_GAPS, Place};
use duizhao::align::ratios::Ratios;
use duizhao::align::{self, Options, Weights};
use duizhao::document::Document;
use duizhao::evidence::{self, Evidence};
use duizhao::lexicon::Lexicon;
use duizhao::sentence;

use crate::cuts::{self, Lines};
use crate::gold;

/// What of a gold text a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Whole,
    /// With stretches or single beads cut out of either side.
    Cut,
    /// A few pairs in turn.
    Piece,
}

/// A text with its gold, and what the weights at hand make of it.
pub(crate) struct Text {
    /// The folder it comes from.
    pub(crate) set: usize,
    /// The gold text it is or was cut from.
    pub(crate) origin: usize,
    pub(crate) kind: Kind,
    evidence: Evidence,
    pub(crate) gold: Vec<Place>,
    pub(crate) n_gold: usize,
    pub(crate) band: Band,
    pub(crate) lattice: Lattice,
    pub(crate) features: Vec<Vec<f32>>,
    /// Rates of gaps.
    pub(crate) gaps: [Gap; N_GAPS],
    pub(crate) is_gold: Vec<bool>,
    /// The beads that stand in no gold bead's way.
    pub(crate) allowed: Vec<bool>,
    /// Gold beads that the first look lost.
    pub(crate) missed: usize,
}

/// A gold text as it is, as many times cut as asked for, and in pieces.
pub(crate) fn load(path: &Path, set: usize, origin: usize, n_cut: usize) -> Result<Vec<Text>> {
    let read = |extension: &str| -> Result<String> {
        let path = path.with_extension(extension);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let links = gold::links(path)?.into_iter().map(|link| (link.zh, link.en)).collect();
    let whole = Lines { zh: read("zh")?, en: read("en")?, links };
    let cut =
        (1..=n_cut).map(|way| (Kind::Cut, cuts::cut(&whole, way, origin))).collect::<Vec<_>>();
    let pieces = cuts::pieces(&whole, origin).into_iter().map(|lines| (Kind::Piece, lines));
    let all = pieces.chain(cut).chain([(Kind::Whole, whole)]);
    Ok(all.map(|(kind, lines)| text_of(lines, set, origin, kind)).collect())
}

fn text_of(lines: Lines, set: usize, origin: usize, kind: Kind) -> Text {
    let zh = Document::from_text("zh", lines.zh);
    let en = Document::from_text("en", lines.en);
    let (zh_sentences, en_sentences) = (sentence::presplit(&zh), sentence::presplit(&en));
    let n_gold = lines.links.len();
    let run = |list: &[usize]| list.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let gold: Vec<(Vec<usize>, Vec<usize>)> =
        lines.links.into_iter().filter(|(zh, en)| run(zh) && run(en)).collect();
    let gold = gold_path(&gold, zh_sentences.len(), en_sentences.len());
    let evidence = evidence::gather(
        (&zh.text, &zh_sentences),
        (&en.text, &en_sentences),
        Lexicon::builtin(),
        &evidence::Options::default(),
    );
    Text {
        set,
        origin,
        kind,
        evidence,
        gold,
        n_gold,
        band: Band::full(0, 0),
        lattice: Lattice::default(),
        features: Vec::new(),
        gaps: Default::default(),
        is_gold: Vec::new(),
        allowed: Vec::new(),
        missed: 0,
    }
}

/// The gold beads that ascend on both sides; null links get their place from what stands before them.
fn gold_path(gold: &[(Vec<usize>, Vec<usize>)], n: usize, m: usize) -> Vec<Place> {
    let mut both: Vec<(usize, usize, usize, usize)> = gold
        .iter()
        .filter(|(zh, en)| !zh.is_empty() && !en.is_empty())
        .map(|(zh, en)| (zh[0], zh.len(), en[0], en.len()))
        .collect();
    both.sort_unstable();
    both.push((n, 0, m, 0));
    let null_zh: HashSet<usize> =
        gold.iter().filter(|(_, en)| en.is_empty()).map(|(zh, _)| zh[0]).collect();
    let null_en: HashSet<usize> =
        gold.iter().filter(|(zh, _)| zh.is_empty()).map(|(_, en)| en[0]).collect();
    let mut places = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (zh, a, en, b) in both {
        if zh < i || en < j {
            continue;
        }
        if (i..zh).all(|at| null_zh.contains(&at)) && (j..en).all(|at| null_en.contains(&at)) {
            places.extend((i..zh).map(|at| Place::new(at, 1, j, 0)));
            places.extend((j..en).map(|at| Place::new(zh, 0, at, 1)));
        }
        if a > 0 {
            places.push(Place::new(zh, a, en, b));
        }
        (i, j) = (zh + a, en + b);
    }
    places
}

/// The lattice as the first look leaves it: what the weights drop must not be lost to the fit.
fn options(weights: &Weights) -> Options {
    let anywhere = Options::default().max_bead;
    Options { weights: weights.clone(), least: 0.0, anywhere, ..Options::default() }
}

/// Lattices, features and marks of a text under the given weights; `fast` asks for the first look's.
pub(crate) fn prepare(text: &mut Text, weights: &Weights, fast: bool) {
    let options = options(weights);
    let mut survey = align::survey(&text.evidence, &options);
    add_gold(&mut survey.lattice, &survey.bounds, &text.gold);
    text.band = survey.bounds.band().clone();
    text.features.clear();
    let gold: HashSet<Place> = text.gold.iter().copied().collect();
    let nulls: HashSet<(bool, u32)> = text
        .gold
        .iter()
        .filter(|p| p.is_null())
        .map(|p| (p.b == 0, if p.b == 0 { p.i } else { p.j }))
        .collect();
    let same = |p: &Place| {
        gold.contains(p)
            || (p.is_null() && nulls.contains(&(p.b == 0, if p.b == 0 { p.i } else { p.j })))
    };
    if fast {
        let ratio = Habits::usual().ratio;
        let look = Fast::new(
            &text.evidence,
            &survey.hits,
            &Spans::of(&survey.bounds),
            options.odds,
            ratio,
            weights.fast,
        );
        for p in &survey.lattice.beads {
            let (i, a, j, b) = p.parts();
            text.features.push(look.features(i, a, j, b).to_vec());
        }
        text.lattice = survey.lattice;
    } else {
        let look = align::study(&text.evidence, &options, survey);
        let ratios = Ratios::new(&text.evidence, &look.links);
        let reach = align::reach_of(&look.lattice.beads, text.evidence.zh.n_sentences());
        let hits = Hits::collect(&text.evidence, &ratios, &reach);
        let mut closer = Closer::new(&text.evidence, options.odds);
        for &p in &look.lattice.beads {
            text.features.push(closer.features(p, &hits, &look.habits).to_vec());
        }
        text.gaps = look.habits.gaps;
        text.lattice = look.lattice;
    }
    let (mut zh_fixed, mut en_fixed) =
        (vec![false; text.evidence.zh.n_sentences()], vec![false; text.evidence.en.n_sentences()]);
    // Gold beads the first look lost cannot be held to.
    let kept: HashSet<Place> = text.lattice.beads.iter().copied().collect();
    text.missed = 0;
    // A stretch of null links of which one is lost is left free as a whole.
    for run in text.gold.chunk_by(|x, y| x.is_null() && y.is_null()) {
        let lost = run.iter().filter(|p| !kept.contains(p)).count();
        text.missed += lost;
        if lost > 0 {
            continue;
        }
        for p in run {
            let (i, a, j, b) = p.parts();
            zh_fixed[i..i + a].fill(true);
            en_fixed[j..j + b].fill(true);
        }
    }
    text.is_gold = text.lattice.beads.iter().map(same).collect();
    text.allowed = text
        .lattice
        .beads
        .iter()
        .zip(&text.is_gold)
        .map(|(p, &is_gold)| {
            let (i, a, j, b) = p.parts();
            is_gold || !(zh_fixed[i..i + a].contains(&true) || en_fixed[j..j + b].contains(&true))
        })
        .collect();
}

/// Puts in the gold beads that the first look dropped but had room for.
fn add_gold(lattice: &mut Lattice, bounds: &Bounds, gold: &[Place]) {
    let held = gold.iter().copied().filter(|&p| bounds.hold(p));
    lattice.join(&held.map(|p| (p, -5.0)).collect::<Vec<_>>());
}
