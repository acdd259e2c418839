//! What a document teaches about its own words: IBM Model 1 (Brown et al. 1993) on the beads of a
//! first alignment, with the dictionary as prior.
//!
//! Counts are discounted, so that two words that met once, perhaps in a wrong bead, teach nothing.
//! Time and memory: one entry for each pair of repeated types that meet in a bead.

use crate::evidence::{Evidence, Links};

/// How the document's own counts are weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Rounds of expectation-maximisation.
    pub rounds: usize,
    /// What the dictionary's word counts, in occurrences.
    pub prior: f32,
    /// Taken off every pair's count.
    pub discount: f32,
    /// Beads below this probability teach nothing.
    pub min_probability: f32,
    /// Sentences a side at most: longer beads teach nothing.
    pub max_tokens: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { rounds: 4, prior: 2.0, discount: 0.7, min_probability: 0.4, max_tokens: 120 }
    }
}

/// A bead to learn from: tokens of both sides and its probability.
pub struct Lesson<'t> {
    /// Chinese tokens.
    pub zh: &'t [u32],
    /// English tokens.
    pub en: &'t [u32],
    /// How sure the bead is.
    pub probability: f32,
}

/// Probability of an English word that no Chinese word of the bead explains.
const NULL_SHARE: f32 = 0.02;
/// Where a pair the dictionary does not know starts.
const UNKNOWN_SHARE: f32 = 0.01;

/// New links: the dictionary's, corrected and completed by the lessons.
#[must_use]
pub fn relearn(evidence: &Evidence, lessons: &[Lesson<'_>], options: &Options) -> Links {
    let repeated = |counts: &[u32], kind: u32| counts[kind as usize] > 1;
    let lessons: Vec<&Lesson<'_>> = lessons
        .iter()
        .filter(|lesson| {
            lesson.probability >= options.min_probability
                && lesson.zh.len().max(lesson.en.len()) <= options.max_tokens
        })
        .collect();
    let mut keys: Vec<u64> = Vec::new();
    for lesson in &lessons {
        for &w in lesson.zh.iter().filter(|&&w| repeated(&evidence.zh.counts, w)) {
            for &e in lesson.en.iter().filter(|&&e| repeated(&evidence.en.counts, e)) {
                keys.push(key(w, e));
            }
        }
    }
    keys.sort_unstable();
    // A pair that meets only once is not kept.
    keys = keys.chunk_by(|x, y| x == y).filter(|run| run.len() > 1).map(|run| run[0]).collect();
    let prior: Vec<f32> = keys.iter().map(|&k| dictionary(evidence, k)).collect();
    let mut t: Vec<f32> = prior.iter().map(|&p| p + UNKNOWN_SHARE).collect();
    let mut seen = vec![0.0_f32; evidence.zh.counts.len()];
    for lesson in &lessons {
        for &w in lesson.zh {
            seen[w as usize] += lesson.probability;
        }
    }
    for _ in 0..options.rounds {
        let counts = expect(&lessons, &keys, &t);
        for (index, &k) in keys.iter().enumerate() {
            let count = (counts[index] - options.discount).max(0.0);
            let n = seen[(k >> 32) as usize];
            t[index] = (count + options.prior * prior[index]) / (n + options.prior);
        }
    }
    merge(evidence, &keys, &t, &seen, options)
}

const fn key(w: u32, e: u32) -> u64 {
    ((w as u64) << 32) | e as u64
}

fn dictionary(evidence: &Evidence, key: u64) -> f32 {
    let row = evidence.links.of((key >> 32) as u32);
    row.binary_search_by_key(&(key as u32), |&(e, _)| e).map_or(0.0, |at| row[at].1)
}

/// Expected counts of every pair.
fn expect(lessons: &[&Lesson<'_>], keys: &[u64], t: &[f32]) -> Vec<f32> {
    let mut counts = vec![0.0; keys.len()];
    let mut found: Vec<(usize, f32)> = Vec::new();
    for lesson in lessons {
        for &e in lesson.en {
            found.clear();
            let mut total = NULL_SHARE;
            for &w in lesson.zh {
                if let Ok(index) = keys.binary_search(&key(w, e)) {
                    found.push((index, t[index]));
                    total += t[index];
                }
            }
            for &(index, share) in &found {
                counts[index] += lesson.probability * share / total;
            }
        }
    }
    counts
}

/// Dictionary rows with the learned pairs put in.
fn merge(evidence: &Evidence, keys: &[u64], t: &[f32], seen: &[f32], options: &Options) -> Links {
    let mut next = 0;
    let rows = (0..evidence.links.n_types()).map(|w| {
        let keep = options.prior / (seen[w] + options.prior);
        let start = next;
        while next < keys.len() && (keys[next] >> 32) as usize == w {
            next += 1;
        }
        let learned = &keys[start..next];
        // What the dictionary says of words that were not met keeps part of its weight.
        let mut row: Vec<(u32, f32)> = evidence
            .links
            .of(w as u32)
            .iter()
            .filter(|&&(e, _)| learned.binary_search(&key(w as u32, e)).is_err())
            .map(|&(e, p)| (e, p * keep.max(0.5)))
            .collect();
        row.extend(
            learned
                .iter()
                .zip(&t[start..next])
                .filter(|&(_, &share)| share > 0.01)
                .map(|(&k, &share)| (k as u32, share.min(1.0))),
        );
        row.sort_by_key(|&(e, _)| e);
        row
    });
    Links::from_rows(rows.collect::<Vec<_>>())
}
