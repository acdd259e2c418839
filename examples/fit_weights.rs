//! Fits the aligner's weights on folders of gold alignments by conditional likelihood, and says how
//! well they do on each folder when fitted on the others.
//!
//! ```text
//! cargo run --release --example fit_weights -- GOLD_DIR… [--out data/align/weights.tsv]
//! ```
//! A folder holds `NAME.zh`, `NAME.en` and `NAME.align` files.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use duizhao::align::band::Band;
use duizhao::align::closer::{self, CLOSER, Closer, N_CLOSER};
use duizhao::align::lattice::{Lattice, Place};
use duizhao::align::learn::{self, Lesson};
use duizhao::align::model::{self, FEATURES as FAST, Habits, Model, N_FEATURES as N_FAST, Weights as FastWeights};
use duizhao::document::{Document, Sentence};
use duizhao::evidence::{self, Evidence};
use duizhao::lexicon::Lexicon;
use rayon::prelude::*;

const MAX_BEAD: usize = 8;
const N_FEATURES: usize = N_FAST + N_CLOSER;
type Weights = [f32; N_FEATURES];

struct Text {
    name: String,
    set: usize,
    evidence: Evidence,
    band: Band,
    gold: Vec<Place>,
    n_gold: usize,
    lattice: Lattice,
    features: Vec<[f32; N_FEATURES]>,
    is_gold: Vec<bool>,
    allowed: Vec<bool>,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn presplit(text: &str) -> (String, Vec<Sentence>) {
    let document = Document::from_text("", text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.lines() {
        sentences.push(Sentence {
            span: duizhao::document::Span::new(start, start + line.len()),
            paragraph: 0,
        });
        start += line.len() + 1;
    }
    (document.text, sentences)
}

fn list(cell: &str) -> Vec<usize> {
    cell.trim_matches(['[', ']']).split(',').filter_map(|n| n.trim().parse().ok()).collect()
}

fn load(path: &Path, set: usize, options: &evidence::Options) -> Result<Text> {
    let read = |extension: &str| -> Result<String> {
        let path = path.with_extension(extension);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let (zh, zh_sentences) = presplit(&read("zh")?);
    let (en, en_sentences) = presplit(&read("en")?);
    let mut gold = Vec::new();
    let mut n_gold = 0;
    for line in read("align")?.lines() {
        let Some((left, right)) = line.split_once(':') else { continue };
        let (left, right) = (list(left.trim()), list(right.split(':').next().unwrap_or("").trim()));
        n_gold += 1;
        let run = |list: &[usize]| list.windows(2).all(|pair| pair[1] == pair[0] + 1);
        if run(&left) && run(&right) {
            gold.push((left, right));
        }
    }
    let evidence =
        evidence::gather((&zh, &zh_sentences), (&en, &en_sentences), Lexicon::builtin(), options);
    let (n, m) = (zh_sentences.len(), en_sentences.len());
    // Null links get their place from what stands before them in the gold.
    let mut places = Vec::new();
    let mut crossing = 0;
    let (mut i, mut j) = (0, 0);
    let mut ordered: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (left, right) in &gold {
        if !left.is_empty() && !right.is_empty() {
            ordered.push((left[0], left.len(), right[0], right.len()));
        }
    }
    ordered.sort();
    for (zi, a, ej, b) in ordered {
        if zi < i || ej < j {
            crossing += 1;
            continue;
        }
        let null_zh = |at: usize| gold.iter().any(|(l, r)| r.is_empty() && l.as_slice() == [at]);
        let null_en = |at: usize| gold.iter().any(|(l, r)| l.is_empty() && r.as_slice() == [at]);
        if (i..zi).all(null_zh) && (j..ej).all(null_en) {
            for at in i..zi {
                places.push(Place { i: at, a: 1, j, b: 0 });
            }
            for at in j..ej {
                places.push(Place { i: zi, a: 0, j: at, b: 1 });
            }
        }
        places.push(Place { i: zi, a, j: ej, b });
        (i, j) = (zi + a, ej + b);
    }
    let tail = (i..n).len();
    for at in i..n {
        places.push(Place { i: at, a: 1, j, b: 0 });
    }
    for at in j..m {
        places.push(Place { i: i + tail, a: 0, j: at, b: 1 });
    }
    let corners: Vec<(usize, usize)> = places.iter().map(|p| (p.i, p.j)).collect();
    let band = Band::around(&corners, n, m, env("WIDTH", 40.0) as usize);
    let name = format!("{}", path.with_extension("").display());
    if crossing > 0 {
        eprintln!("{name}: {crossing} crossing beads left out");
    }
    Ok(Text {
        name,
        set,
        evidence,
        band,
        gold: places,
        n_gold,
        lattice: Lattice::default(),
        features: Vec::new(),
        is_gold: Vec::new(),
        allowed: Vec::new(),
    })
}

/// Prices the band, keeps what has a chance, and notes which beads the gold allows.
fn prune(text: &mut Text, weights: &FastWeights) {
    let mut habits = Habits::usual(&text.evidence);
    let odds = env("ODDS", 1.5);
    let mut model = Model::new(&text.evidence, &text.band, MAX_BEAD, odds, habits.clone(), *weights);
    let mut lattice = Lattice::full(&text.band, MAX_BEAD, |p| model.score(p.i, p.a, p.j, p.b));
    let mut posteriors = lattice.posteriors(&text.band).0;
    let original = text.evidence.links.clone();
    for _ in 0..env("ADAPT", 3.0) as usize {
        let beads = lattice.beads.iter().zip(&posteriors).filter(|(_, p)| **p > 1e-4).map(|(b, &p)| {
            let (zh, en) = model.lengths(b.i, b.a, b.j, b.b);
            (b.a, b.b, zh, en, p)
        });
        habits = Habits::learn(beads, &habits);
        if std::env::var("HABITS").is_ok() {
            eprintln!("{} {habits:?}", text.name);
        }
        if env("LEARN", 1.0) > 0.0 {
            let learned = {
                let lessons: Vec<Lesson> = lattice
                    .beads
                    .iter()
                    .zip(&posteriors)
                    .filter(|(b, p)| **p > 0.1 && b.a > 0 && b.b > 0)
                    .map(|(b, &probability)| {
                        let (zh, en) = (&text.evidence.zh, &text.evidence.en);
                        Lesson {
                            zh: &zh.tokens[zh.starts[b.i] as usize..zh.starts[b.i + b.a] as usize],
                            en: &en.tokens[en.starts[b.j] as usize..en.starts[b.j + b.b] as usize],
                            probability,
                        }
                    })
                    .collect();
                let mut base = text.evidence.clone();
                base.links = original.clone();
                let d = learn::Options::default();
                let o = learn::Options {
                    rounds: env("EM", d.rounds as f32) as usize,
                    prior: env("PRIOR", d.prior),
                    discount: env("DISCOUNT", d.discount),
                    min_probability: env("MINP", d.min_probability),
                    ..d
                };
                learn::relearn(&base, &lessons, &o)
            };
            drop(model);
            text.evidence.links = learned;
        }
        model = Model::new(&text.evidence, &text.band, MAX_BEAD, odds, habits.clone(), *weights);
        lattice = Lattice::full(&text.band, MAX_BEAD, |p| model.score(p.i, p.a, p.j, p.b));
        posteriors = lattice.posteriors(&text.band).0;
    }
    let gold: std::collections::HashSet<Place> = text.gold.iter().copied().collect();
    let gold_lattice = lattice;
    let lattice = &gold_lattice;
    text.lattice = Lattice::default();
    text.is_gold.clear();
    text.allowed.clear();
    text.features.clear();
    // A bead is allowed if it is gold or crosses no gold bead with two sides.
    let n = text.evidence.zh.n_sentences();
    let m = text.evidence.en.n_sentences();
    let mut zh_fixed = vec![false; n];
    let mut en_fixed = vec![false; m];
    for p in &text.gold {
        zh_fixed[p.i..p.i + p.a].fill(true);
        en_fixed[p.j..p.j + p.b].fill(true);
    }
    let ratios = model::ratios(&text.evidence);
    let options = closer::Options { tension: env("TENSION", 4.0), odds };
    let mut closer = Closer::new(&text.evidence, &ratios, options);
    for (index, &p) in lattice.beads.iter().enumerate() {
        let is_gold = gold.contains(&p);
        if posteriors[index] < env("PRUNE", 1e-4) && !is_gold {
            continue;
        }
        let free = !zh_fixed[p.i..p.i + p.a].contains(&true) && !en_fixed[p.j..p.j + p.b].contains(&true);
        let null_moved = (p.b == 0 && text.gold.iter().any(|g| g.b == 0 && g.i == p.i))
            || (p.a == 0 && text.gold.iter().any(|g| g.a == 0 && g.j == p.j));
        text.lattice.beads.push(p);
        text.lattice.scores.push(0.0);
        let mut all = [0.0; N_FEATURES];
        all[..N_FAST].copy_from_slice(&model.features(p.i, p.a, p.j, p.b));
        all[N_FAST..].copy_from_slice(&closer.features(p));
        text.features.push(all);
        text.is_gold.push(is_gold || null_moved);
        text.allowed.push(is_gold || free || null_moved);
    }
    drop(closer);
    drop(model);
    text.evidence.links = original;
}

fn dot(f: &[f32; N_FEATURES], w: &Weights) -> f32 {
    f.iter().zip(w).map(|(f, w)| f * w).sum()
}

/// Gradient of the log-likelihood and its value.
fn gradient(text: &Text, weights: &Weights) -> (f64, [f64; N_FEATURES]) {
    let mut free = text.lattice.clone();
    for (score, features) in free.scores.iter_mut().zip(&text.features) {
        *score = dot(features, weights);
    }
    let mut held = free.clone();
    for (score, &allowed) in held.scores.iter_mut().zip(&text.allowed) {
        if !allowed {
            *score = f32::NEG_INFINITY;
        }
    }
    let (p_free, z_free) = free.posteriors(&text.band);
    let (p_held, z_held) = held.posteriors(&text.band);
    let mut sum = [0.0; N_FEATURES];
    for ((features, &q), &p) in text.features.iter().zip(&p_held).zip(&p_free) {
        let d = f64::from(if q.is_nan() { 0.0 } else { q }) - f64::from(p);
        if d != 0.0 {
            for (sum, &f) in sum.iter_mut().zip(features) {
                *sum += d * f64::from(f);
            }
        }
    }
    (z_held - z_free, sum)
}

fn fit(texts: &[&Text], start: &Weights, rounds: usize, used: usize) -> Weights {
    let n: f64 = texts.iter().map(|t| t.gold.len() as f64).sum();
    let mut w = start.map(f64::from);
    let (mut m1, mut m2) = ([0.0; N_FEATURES], [0.0; N_FEATURES]);
    let l2 = f64::from(env("L2", 0.006));
    for round in 1..=rounds {
        let weights: Weights = w.map(|x| x as f32);
        let parts: Vec<_> = texts.par_iter().map(|text| gradient(text, &weights)).collect();
        let mut g = [0.0; N_FEATURES];
        for (_, part) in &parts {
            for (g, p) in g.iter_mut().zip(part) {
                *g += p / n;
            }
        }
        let rate = 0.05 * (1.0 - 0.9 * round as f64 / rounds as f64);
        for k in 0..used {
            let g = g[k] - l2 * w[k];
            m1[k] = 0.9 * m1[k] + 0.1 * g;
            m2[k] = 0.99 * m2[k] + 0.01 * g * g;
            let step = (m1[k] / (1.0 - 0.9_f64.powi(round as i32)))
                / ((m2[k] / (1.0 - 0.99_f64.powi(round as i32))).sqrt() + 1e-8);
            w[k] += rate * step;
        }
    }
    w.map(|x| x as f32)
}

/// (right, said, gold)
fn decode(text: &Text, weights: &Weights, mbr: f32) -> (usize, usize, usize) {
    let mut lattice = text.lattice.clone();
    for (score, features) in lattice.scores.iter_mut().zip(&text.features) {
        *score = dot(features, weights);
    }
    let (posteriors, _) = lattice.posteriors(&text.band);
    let path = if mbr >= 0.0 {
        lattice.best_path(&text.band, |index| posteriors[index] - mbr)
    } else {
        lattice.best_path(&text.band, |index| lattice.scores[index])
    };
    if mbr >= 0.0 && std::env::var("SHOW").is_ok() {
        for &index in &path {
            let p = lattice.beads[index];
            if !text.is_gold[index] {
                println!("{} {:?} {:.2}", text.name, p, posteriors[index]);
            }
        }
    }
    let right = path.iter().filter(|&&index| text.is_gold[index]).count();
    (right, path.len(), text.n_gold)
}

fn report(label: &str, texts: &[Text], weights: &Weights, only: Option<usize>, n_sets: usize) {
    for mbr in [-1.0, env("MBR", 0.25)] {
        print!("{label} mbr {mbr:5.2}:");
        for set in 0..n_sets {
            if only.is_some_and(|o| o != set) {
                continue;
            }
            let (mut r, mut s, mut g) = (0, 0, 0);
            for text in texts.iter().filter(|t| t.set == set) {
                let (a, b, c) = decode(text, weights, mbr);
                if std::env::var("DOCS").is_ok() {
                    print!(" [{} {:.3}]", text.name, 2.0 * a as f64 / (b + c) as f64);
                }
                (r, s, g) = (r + a, s + b, g + c);
            }
            print!(" {:.4}", 2.0 * r as f64 / (s + g) as f64);
        }
        print!("  ll");
        for set in 0..n_sets {
            let (mut sum, mut n) = (0.0, 0);
            for text in texts.iter().filter(|t| t.set == set) {
                sum += gradient(text, weights).0;
                n += text.gold.len();
            }
            print!(" {:.4}", sum / n as f64);
        }
        println!();
    }
}

fn main() -> Result<()> {
    let mut dirs = Vec::new();
    let mut out = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next(),
            _ => dirs.push(PathBuf::from(argument)),
        }
    }
    let mut options = evidence::Options::default();
    options.related = env("RELATED", options.related);
    options.pieces = env("PIECES", options.pieces);
    options.characters_known = env("CK", options.characters_known);
    options.characters_unknown = env("CU", options.characters_unknown);
    options.identity = env("IDENTITY", options.identity);
    options.names = env("NAMES", options.names);
    let mut texts = Vec::new();
    for (set, dir) in dirs.iter().enumerate() {
        let mut names: Vec<PathBuf> = std::fs::read_dir(dir)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "align"))
            .collect();
        names.sort();
        for name in names {
            texts.push(load(&name, set, &options)?);
        }
    }
    let mut fast: FastWeights = [0.0; N_FAST];
    for (name, value) in [
        ("gain-en", 0.22), ("gain-zh", 0.22), ("tokens", -0.2), ("length-square", -0.2),
        ("extra", -1.2), ("m-n", -1.5), ("2-2", -1.5), ("1-0", -4.0), ("0-1", -4.0), ("null-rate", 1.0), ("type-rate", 0.3),
    ] {
        fast[FAST.iter().position(|f| *f == name).unwrap()] = value;
    }
    let n_sets = dirs.len();
    let rounds = env("ROUNDS", 150.0) as usize;
    let widen = |fast: &FastWeights| {
        let mut all = [0.0; N_FEATURES];
        all[..N_FAST].copy_from_slice(fast);
        all
    };
    for pass in 0..env("PASSES", 2.0) as usize {
        texts.par_iter_mut().for_each(|text| prune(text, &fast));
        if pass == 0 {
            let beads: usize = texts.iter().map(|t| t.lattice.beads.len()).sum();
            println!("{} texts, {beads} beads", texts.len());
            report("start", &texts, &widen(&fast), None, n_sets);
        }
        let all: Vec<&Text> = texts.iter().collect();
        let fitted = fit(&all, &widen(&fast), rounds, N_FAST);
        fast.copy_from_slice(&fitted[..N_FAST]);
        report("fast ", &texts, &widen(&fast), None, n_sets);
    }
    texts.par_iter_mut().for_each(|text| prune(text, &fast));
    let refs: Vec<&Text> = texts.iter().collect();
    let weights = fit(&refs, &widen(&fast), 2 * rounds, N_FEATURES);
    report("all  ", &texts, &weights, None, n_sets);
    for (name, weight) in FAST.iter().chain(&CLOSER).zip(&weights) {
        print!("{name} {weight:.3}  ");
    }
    println!();
    if env("LOO", 1.0) > 0.0 {
        for set in 0..n_sets {
            let others: Vec<&Text> = texts.iter().filter(|t| t.set != set).collect();
            let held = fit(&others, &widen(&fast), 2 * rounds, N_FEATURES);
            report(&format!("without {set}"), &texts, &held, Some(set), n_sets);
        }
    }
    if env("LODO", 0.0) > 0.0 {
        let mut sums = vec![[0_usize; 3]; n_sets];
        let mut ll = vec![0.0; n_sets];
        for held_out in 0..texts.len() {
            let others: Vec<&Text> =
                texts.iter().enumerate().filter(|&(t, _)| t != held_out).map(|(_, t)| t).collect();
            let held = fit(&others, &widen(&fast), 2 * rounds, N_FEATURES);
            let text = &texts[held_out];
            let (r, s, g) = decode(text, &held, env("MBR", 0.4));
            sums[text.set] = [sums[text.set][0] + r, sums[text.set][1] + s, sums[text.set][2] + g];
            ll[text.set] += gradient(text, &held).0;
        }
        print!("lodo ");
        for (set, [r, s, g]) in sums.iter().enumerate() {
            print!(" {:.4} (ll {:.4})", 2.0 * *r as f64 / (s + g) as f64, ll[set] / *g as f64);
        }
        println!();
    }
    if let Some(out) = out {
        let mut lines = String::from("feature\tweight\n");
        for (name, weight) in FAST.iter().chain(&CLOSER).zip(&weights) {
            lines.push_str(&format!("{name}\t{weight:.4}\n"));
        }
        std::fs::write(out, lines)?;
    }
    Ok(())
}
