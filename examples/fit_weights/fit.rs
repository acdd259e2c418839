//! The fit: conditional likelihood with a margin (softmax-margin: Gimpel & Smith 2010), by Adam.

use duizhao::align::closer::{NULL_RATE, OPENING, gaps};
use duizhao::align::lattice::Lattice;
use rayon::prelude::*;

use crate::text::{Kind, Text};

/// Steps of a fit.
const ROUNDS: usize = 250;

/// What a fit goes by.
#[derive(Clone, Copy)]
pub(crate) struct Aim {
    /// Penalty on the squares of the weights, a gold bead; and on those of null links.
    pub(crate) penalty: f64,
    pub(crate) null_penalty: f64,
    /// By how many nats a wrong bead must be worse than the right ones.
    pub(crate) margin: f32,
    /// What a text with pieces cut out counts against a whole one, and what a short piece does.
    pub(crate) cut: f64,
    pub(crate) piece: f64,
    /// Whether each folder counts the same, however large.
    pub(crate) balanced: bool,
}

/// What null links are told by: the same in all kinds of text, so that it may be learned in earnest.
const NULLS: [&str; 7] =
    ["1-0", "0-1", "null-tokens", "null-rate", "null-colon", "null-bare", "null-opens"];

impl Aim {
    /// The penalty on each weight.
    fn penalties(&self, features: &[&str]) -> Vec<f64> {
        let of = |name| if NULLS.contains(name) { self.null_penalty } else { self.penalty };
        features.iter().map(of).collect()
    }

    /// What a bead of each text counts.
    fn shares(&self, texts: &[&Text]) -> Vec<f64> {
        let counts = |text: &Text| match text.kind {
            Kind::Whole => 1.0,
            Kind::Cut => self.cut,
            Kind::Piece => self.piece,
        };
        let weight = |text: &Text| text.gold.len() as f64 * counts(text);
        let of_set = |set: usize| -> f64 {
            texts.iter().filter(|text| text.set == set).map(|text| weight(text)).sum()
        };
        let n_sets = texts.iter().map(|text| text.set + 1).max().unwrap_or(0);
        let sets: Vec<f64> = (0..n_sets).map(of_set).collect();
        let n_live = sets.iter().filter(|&&of_set| of_set > 0.0).count() as f64;
        let of_set =
            |text: &Text| if self.balanced { sets[text.set] * n_live } else { sets.iter().sum() };
        texts.iter().map(|text| counts(text) / of_set(text)).collect()
    }
}

/// The weights of some features that fit best, from a start.
pub(crate) fn fit(texts: &[&Text], features: &[&str], start: &[f32], aim: Aim) -> Vec<f32> {
    let k = start.len();
    let (shares, penalties) = (aim.shares(texts), aim.penalties(features));
    let mut w: Vec<f64> = start.iter().map(|&x| f64::from(x)).collect();
    let (mut m1, mut m2) = (vec![0.0; k], vec![0.0; k]);
    for round in 1..=ROUNDS {
        let weights: Vec<f32> = w.iter().map(|&x| x as f32).collect();
        let parts: Vec<(f64, Vec<f64>)> =
            texts.par_iter().map(|text| gradient(text, &weights, aim.margin)).collect();
        let rate = 0.05 * (1.0 - 0.95 * round as f64 / ROUNDS as f64);
        for at in 0..k {
            let sum: f64 = parts.iter().zip(&shares).map(|((_, part), n)| part[at] * n).sum();
            let g = sum - penalties[at] * w[at];
            m1[at] = 0.9 * m1[at] + 0.1 * g;
            m2[at] = 0.99 * m2[at] + 0.01 * g * g;
            let step = (m1[at] / (1.0 - 0.9_f64.powi(round as i32)))
                / ((m2[at] / (1.0 - 0.99_f64.powi(round as i32))).sqrt() + 1e-8);
            w[at] += rate * step;
        }
    }
    w.iter().map(|&x| x as f32).collect()
}

/// Log-likelihood of the gold and its gradient, with a margin that wrong beads are given.
pub(crate) fn gradient(text: &Text, weights: &[f32], margin: f32) -> (f64, Vec<f64>) {
    let mut free = score(text, weights);
    for (score, &is_gold) in free.scores.iter_mut().zip(&text.is_gold) {
        *score += if is_gold { 0.0 } else { margin };
    }
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
    let change = |held: f32, free: f32| f64::from(if held.is_nan() { 0.0 } else { held } - free);
    for (at, features) in text.features.iter().enumerate() {
        let d = change(held.beads[at], free.beads[at]);
        if d.abs() > 1e-7 {
            for (sum, &f) in sum.iter_mut().zip(features) {
                *sum += d * f64::from(f);
            }
        }
        let bead = text.lattice.beads[at];
        if sum.len() > OPENING && bead.is_null() {
            let side = usize::from(bead.a == 0);
            let opened = [0, 1].map(|kind| change(held.opened[kind][at], free.opened[kind][at]));
            let long = change(held.going_on[at], free.going_on[at]);
            let going_on = [d - opened.iter().sum::<f64>() - long, long];
            for (kind, gap) in text.gaps.iter().enumerate() {
                sum[OPENING] += opened[kind];
                sum[NULL_RATE] += opened[kind] * f64::from(gap.opening[side])
                    + going_on[kind] * f64::from(gap.going_on[side]);
            }
        }
    }
    (held.total - free.total, sum)
}

/// Scores a lattice; weights beyond the first look's have the opening of gaps.
pub(crate) fn score(text: &Text, weights: &[f32]) -> Lattice {
    let mut lattice = text.lattice.clone();
    for (score, features) in lattice.scores.iter_mut().zip(&text.features) {
        *score = features.iter().zip(weights).map(|(f, w)| f * w).sum();
    }
    if weights.len() > OPENING {
        lattice.gaps = gaps(weights, &text.gaps);
    }
    lattice
}
