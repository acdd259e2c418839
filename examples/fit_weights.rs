//! Fits the aligner's weights on folders of gold alignments by conditional likelihood (a linear-chain
//! CRF over bead lattices), and says how well they do on texts they were not fitted on.
//!
//! ```text
//! cargo run --release --example fit_weights -- GOLD_DIR… [--out data/align/weights.tsv] [--held-out]
//! ```
//! `--held-out` fits again without each text, and without each folder, and says how well that does there.
//! A folder holds `NAME.zh`, `NAME.en` (one sentence a line) and `NAME.align` files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use duizhao::align::band::Band;
use duizhao::align::bounds::{Bounds, Spans};
use duizhao::align::closer::{CLOSER, Closer, N_CLOSER, OPENING};
use duizhao::align::fast::{FAST, Fast, N_FAST};
use duizhao::align::habits::Habits;
use duizhao::align::hits::Hits;
use duizhao::align::lattice::{Lattice, Place};
use duizhao::align::ratios::Ratios;
use duizhao::align::{self, Options, Weights};
use duizhao::document::Document;
use duizhao::evidence::{self, Evidence};
use duizhao::lexicon::Lexicon;
use duizhao::sentence;
use rayon::prelude::*;

mod gold;

/// Times the weights are fitted, each time on what the last ones leave of the lattices.
const PASSES: usize = 2;
/// Steps of a fit.
const ROUNDS: usize = 250;
/// Penalty on the squares of the weights, a gold bead.
const L2: f64 = 0.003;

struct Text {
    set: usize,
    evidence: Evidence,
    gold: Vec<Place>,
    n_gold: usize,
    band: Band,
    lattice: Lattice,
    features: Vec<Vec<f32>>,
    is_gold: Vec<bool>,
    allowed: Vec<bool>,
    missed: usize,
}

fn load(path: &Path, set: usize) -> Result<Text> {
    let read = |extension: &str| -> Result<String> {
        let path = path.with_extension(extension);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let zh = Document::from_text("zh", read("zh")?);
    let en = Document::from_text("en", read("en")?);
    let (zh_sentences, en_sentences) = (sentence::presplit(&zh), sentence::presplit(&en));
    let links = gold::links(path)?;
    let n_gold = links.len();
    let run = |list: &[usize]| list.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let gold: Vec<(Vec<usize>, Vec<usize>)> = links
        .into_iter()
        .filter(|link| run(&link.zh) && run(&link.en))
        .map(|link| (link.zh, link.en))
        .collect();
    let (n, m) = (zh_sentences.len(), en_sentences.len());
    let evidence = evidence::gather(
        (&zh.text, &zh_sentences),
        (&en.text, &en_sentences),
        Lexicon::builtin(),
        &evidence::Options::default(),
    );
    Ok(Text {
        set,
        evidence,
        gold: gold_path(&gold, n, m),
        n_gold,
        band: Band::full(0, 0),
        lattice: Lattice::default(),
        features: Vec::new(),
        is_gold: Vec::new(),
        allowed: Vec::new(),
        missed: 0,
    })
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
fn prepare(text: &mut Text, weights: &Weights, fast: bool) {
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

fn dot(f: &[f32], w: &[f32]) -> f32 {
    f.iter().zip(w).map(|(f, w)| f * w).sum()
}

/// Scores a lattice; weights beyond the first look's have the opening of gaps.
fn score(text: &Text, weights: &[f32]) -> Lattice {
    let mut lattice = text.lattice.clone();
    for (score, features) in lattice.scores.iter_mut().zip(&text.features) {
        *score = dot(features, weights);
    }
    lattice.opening = weights.get(OPENING).copied().unwrap_or(0.0);
    lattice
}

/// Log-likelihood of the gold and its gradient.
fn gradient(text: &Text, weights: &[f32]) -> (f64, Vec<f64>) {
    let free = score(text, weights);
    let mut held = free.clone();
    for (score, &allowed) in held.scores.iter_mut().zip(&text.allowed) {
        if !allowed {
            *score = f32::NEG_INFINITY;
        }
    }
    let free = free.posteriors(&text.band);
    let held = held.posteriors(&text.band);
    let mut sum = vec![0.0; weights.len()];
    if !held.total.is_finite() {
        return (0.0, sum);
    }
    let number = |p: f32| f64::from(if p.is_nan() { 0.0 } else { p });
    for (at, features) in text.features.iter().enumerate() {
        let d = number(held.beads[at]) - f64::from(free.beads[at]);
        if d.abs() > 1e-7 {
            for (sum, &f) in sum.iter_mut().zip(features) {
                *sum += d * f64::from(f);
            }
        }
        if let Some(sum) = sum.get_mut(OPENING) {
            *sum += number(held.opened[at]) - f64::from(free.opened[at]);
        }
    }
    (held.total - free.total, sum)
}

/// Adam with a quadratic penalty on weights in units of their features' spread.
fn fit(texts: &[&Text], start: &[f32]) -> Vec<f32> {
    let k = start.len();
    let n: f64 = texts.iter().map(|t| t.gold.len() as f64).sum();
    let mut w: Vec<f64> = start.iter().map(|&x| f64::from(x)).collect();
    let (mut m1, mut m2) = (vec![0.0; k], vec![0.0; k]);
    for round in 1..=ROUNDS {
        let weights: Vec<f32> = w.iter().map(|&x| x as f32).collect();
        let parts: Vec<_> = texts.par_iter().map(|text| gradient(text, &weights)).collect();
        let rate = 0.05 * (1.0 - 0.95 * round as f64 / ROUNDS as f64);
        for at in 0..k {
            let g: f64 = parts.iter().map(|(_, part)| part[at]).sum::<f64>() / n - L2 * w[at];
            m1[at] = 0.9 * m1[at] + 0.1 * g;
            m2[at] = 0.99 * m2[at] + 0.01 * g * g;
            let step = (m1[at] / (1.0 - 0.9_f64.powi(round as i32)))
                / ((m2[at] / (1.0 - 0.99_f64.powi(round as i32))).sqrt() + 1e-8);
            w[at] += rate * step;
        }
    }
    w.iter().map(|&x| x as f32).collect()
}

/// (right, said, gold)
fn decode(text: &Text, weights: &[f32]) -> (usize, usize, usize) {
    let lattice = score(text, weights);
    let path = lattice.best_path(&text.band);
    let right = path.iter().filter(|&&index| text.is_gold[index]).count();
    (right, path.len(), text.n_gold)
}

fn f1(counts: (usize, usize, usize)) -> f64 {
    2.0 * counts.0 as f64 / (counts.1 + counts.2) as f64
}

fn report(label: &str, texts: &[Text], n_sets: usize, weights: &dyn Fn(usize) -> Vec<f32>) {
    let mut sums = vec![(0, 0, 0); n_sets];
    let mut ll = vec![(0.0, 0); n_sets];
    for (at, text) in texts.iter().enumerate() {
        let weights = weights(at);
        let (r, s, g) = decode(text, &weights);
        let sum = &mut sums[text.set];
        *sum = (sum.0 + r, sum.1 + s, sum.2 + g);
        ll[text.set].0 += gradient(text, &weights).0;
        ll[text.set].1 += text.gold.len();
    }
    print!("{label}");
    for (counts, ll) in sums.iter().zip(&ll) {
        print!("  {:.4} (ll {:.4})", f1(*counts), ll.0 / ll.1 as f64);
    }
    println!();
}

fn main() -> Result<()> {
    let mut dirs = Vec::new();
    let (mut out, mut held_out) = (None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next(),
            "--held-out" => held_out = true,
            _ => dirs.push(PathBuf::from(argument)),
        }
    }
    let mut texts = Vec::new();
    for (set, dir) in dirs.iter().enumerate() {
        for file in gold::files(Path::new(dir))? {
            texts.push(load(&file, set)?);
        }
    }
    let n_sets = dirs.len();
    let mut weights = starting_weights();
    for pass in 0..PASSES {
        texts.par_iter_mut().for_each(|text| prepare(text, &weights, true));
        let missed: usize = texts.iter().map(|t| t.missed).sum();
        let beads: usize = texts.iter().map(|t| t.lattice.beads.len()).sum();
        println!("pass {pass}: {beads} beads, {missed} gold beads lost by the first look");
        let all: Vec<&Text> = texts.iter().collect();
        let fitted = fit(&all, &weights.fast);
        weights.fast.copy_from_slice(&fitted);
        report("first look ", &texts, n_sets, &|_| weights.fast.to_vec());
    }
    set_by_hand(&FAST, &mut weights.fast, &FAST_BY_HAND);
    for _ in 0..PASSES {
        texts.par_iter_mut().for_each(|text| prepare(text, &weights, false));
        let all: Vec<&Text> = texts.iter().collect();
        let fitted = fit(&all, &weights.closer);
        weights.closer.copy_from_slice(&fitted);
        report("closer look", &texts, n_sets, &|_| weights.closer.to_vec());
    }
    if held_out {
        let held: Vec<Vec<f32>> = (0..texts.len())
            .map(|out| {
                let others: Vec<&Text> =
                    texts.iter().enumerate().filter(|&(at, _)| at != out).map(|(_, t)| t).collect();
                fit(&others, &weights.closer)
            })
            .collect();
        report("held-out text", &texts, n_sets, &|at| held[at].clone());
        let held: Vec<Vec<f32>> = (0..n_sets)
            .map(|out| {
                let others: Vec<&Text> = texts.iter().filter(|t| t.set != out).collect();
                fit(&others, &starting_weights().closer)
            })
            .collect();
        report("held-out set ", &texts, n_sets, &|at| held[texts[at].set].clone());
    }
    if let Some(out) = out {
        set_by_hand(&CLOSER, &mut weights.closer, &CLOSER_BY_HAND);
        std::fs::write(out, weights.to_table())?;
    }
    Ok(())
}

/// Weights that gold of one sentence a line cannot teach: a paragraph's start is a soft cue.
const CLOSER_BY_HAND: [(&str, f32); 4] = [
    ("paragraph", -0.8),
    ("paragraph-both", -0.4),
    ("paragraph-opens-same", 0.6),
    ("paragraph-opens-differ", -0.6),
];

/// Null links cheaper than fitted, the same on both sides: gold without long gaps cannot teach the
/// first look to keep what lies beyond one.
const FAST_BY_HAND: [(&str, f32); 2] = [("1-0", -0.6), ("0-1", -0.6)];

fn set_by_hand(names: &[&str], weights: &mut [f32], by_hand: &[(&str, f32)]) {
    for (name, value) in by_hand {
        if let Some(at) = names.iter().position(|other| other == name) {
            weights[at] = *value;
        }
    }
}

/// Where fitting starts: rough weights set by hand.
fn starting_weights() -> Weights {
    let mut weights = Weights { fast: [0.0; N_FAST], closer: [0.0; N_CLOSER] };
    for (name, value) in [
        ("gain-en", 0.22),
        ("gain-zh", 0.22),
        ("tokens", -0.2),
        ("length-square", -0.2),
        ("extra", -1.2),
        ("m-n", -1.5),
        ("1-0", -4.0),
        ("0-1", -4.0),
        ("null-rate", 1.0),
        ("type-rate", 0.3),
    ] {
        if let Some(at) = FAST.iter().position(|f| *f == name) {
            weights.fast[at] = value;
        }
        if let Some(at) = CLOSER.iter().position(|f| *f == name) {
            weights.closer[at] = value;
        }
    }
    weights
}
