//! Fits the aligner's weights on folders of gold alignments by conditional likelihood (a linear-chain
//! CRF over bead lattices), and says how well they do on texts they were not fitted on.
//!
//! ```text
//! cargo run --release --example fit_weights -- GOLD_DIR… [--first-look] [--out data/align/weights.tsv] [--held-out]
//! ```
//! The first look's weights stay as they are unless `--first-look` asks for them to be fitted too.
//! Besides each text as it is, the closer look learns from the text with pieces cut out, and in short pieces.
//! `--held-out` fits again without each text, and without each folder, and says how well that does there.
//! A folder holds `NAME.zh`, `NAME.en` (one sentence a line) and `NAME.align` files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use duizhao::align::Weights;
use duizhao::align::closer::{CLOSER, N_CLOSER};
use duizhao::align::fast::{FAST, N_FAST};
use rayon::prelude::*;

mod cuts;
mod fit;
#[path = "../gold/mod.rs"]
mod gold;
mod text;

use fit::{Aim, fit, gradient, score};
use text::{Kind, Text, prepare};

/// Times the weights are fitted, each time on what the last ones leave of the lattices.
const FIRST_PASSES: usize = 2;
const CLOSER_PASSES: usize = 3;
/// Texts with pieces cut out, for each gold text.
const N_CUT: usize = 5;
const FIRST_LOOK: Aim =
    Aim { penalty: 0.003, null_penalty: 0.003, margin: 0.0, cut: 0.0, piece: 0.0, balanced: false };
const CLOSER_LOOK: Aim =
    Aim { penalty: 0.006, null_penalty: 0.001, margin: 1.0, cut: 0.03, piece: 0.1, balanced: true };

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

/// Strict F1 and log-likelihood a bead, by folder, of the whole texts and then, without likelihoods, of
/// those with pieces cut out and of short pieces.
fn report(label: &str, texts: &[Text], weights: &(dyn Fn(&Text) -> Vec<f32> + Sync)) {
    let n_sets = texts.iter().map(|text| text.set + 1).max().unwrap_or(0);
    let known: Vec<_> = texts
        .par_iter()
        .map(|text| {
            let weights = weights(text);
            (text, decode(text, &weights), gradient(text, &weights, 0.0).0)
        })
        .collect();
    print!("{label}");
    for (kind, name) in [(Kind::Whole, ""), (Kind::Cut, "  cut:"), (Kind::Piece, "  pieces:")] {
        print!("{name}");
        for set in 0..n_sets {
            let (mut counts, mut sum, mut n) = ((0, 0, 0), 0.0, 0);
            for (text, (r, s, g), likelihood) in
                known.iter().filter(|(text, ..)| text.set == set && text.kind == kind)
            {
                counts = (counts.0 + r, counts.1 + s, counts.2 + g);
                sum += likelihood;
                n += text.gold.len();
            }
            match kind {
                Kind::Whole => print!("  {:.4} (ll {:.4})", f1(counts), sum / n as f64),
                _ => print!("  {:.4}", f1(counts)),
            }
        }
    }
    println!();
}

fn main() -> Result<()> {
    let mut dirs = Vec::new();
    let (mut out, mut held_out, mut first_look) = (None, false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next(),
            "--held-out" => held_out = true,
            "--first-look" => first_look = true,
            _ => dirs.push(PathBuf::from(argument)),
        }
    }
    let (mut texts, mut n_files) = (Vec::new(), 0);
    for (set, dir) in dirs.iter().enumerate() {
        for file in gold::files(dir)? {
            texts.extend(text::load(&file, set, n_files, N_CUT)?);
            n_files += 1;
        }
    }
    let mut weights = Weights { fast: Weights::builtin().fast, closer: starting_weights().closer };
    if first_look {
        fit_first_look(&mut texts, &mut weights);
    }
    fit_closer_look(&mut texts, &mut weights);
    if held_out {
        report_held_out(&texts);
    }
    if let Some(out) = out {
        set_by_hand(&CLOSER, &mut weights.closer, &CLOSER_BY_HAND);
        std::fs::write(out, weights.to_table())?;
    }
    Ok(())
}

fn fit_first_look(texts: &mut [Text], weights: &mut Weights) {
    weights.fast = starting_weights().fast;
    for pass in 0..FIRST_PASSES {
        texts.par_iter_mut().for_each(|text| prepare(text, weights, true));
        let missed: usize = texts.iter().map(|text| text.missed).sum();
        let beads: usize = texts.iter().map(|text| text.lattice.beads.len()).sum();
        println!("pass {pass}: {beads} beads, {missed} gold beads lost by the first look");
        let all: Vec<&Text> = texts.iter().collect();
        let fitted = fit(&all, &FAST, &weights.fast, FIRST_LOOK);
        weights.fast.copy_from_slice(&fitted);
        report("first look ", texts, &|_| weights.fast.to_vec());
    }
    set_by_hand(&FAST, &mut weights.fast, &FAST_BY_HAND);
}

fn fit_closer_look(texts: &mut [Text], weights: &mut Weights) {
    for _ in 0..CLOSER_PASSES {
        texts.par_iter_mut().for_each(|text| prepare(text, weights, false));
        let all: Vec<&Text> = texts.iter().collect();
        let fitted = fit(&all, &CLOSER, &weights.closer, CLOSER_LOOK);
        weights.closer.copy_from_slice(&fitted);
        report("closer look", texts, &|_| weights.closer.to_vec());
    }
}

/// Fits that start from nothing and have not seen the text, or the folder, that they are tried on.
fn report_held_out(texts: &[Text]) {
    let without = |kept: &dyn Fn(&Text) -> bool| {
        let others: Vec<&Text> = texts.iter().filter(|text| kept(text)).collect();
        fit(&others, &CLOSER, &starting_weights().closer, CLOSER_LOOK)
    };
    let origins: BTreeMap<usize, Vec<f32>> = texts
        .iter()
        .filter(|text| text.kind == Kind::Whole)
        .map(|text| (text.origin, without(&|other| other.origin != text.origin)))
        .collect();
    report("held-out text", texts, &|text| origins[&text.origin].clone());
    let sets: BTreeMap<usize, Vec<f32>> = texts
        .iter()
        .map(|text| text.set)
        .collect::<BTreeSet<usize>>()
        .into_iter()
        .map(|set| (set, without(&|other| other.set != set)))
        .collect();
    report("held-out set ", texts, &|text| sets[&text.set].clone());
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
