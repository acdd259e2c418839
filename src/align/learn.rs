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
    let lessons: Vec<&Lesson<'_>> = lessons
        .iter()
        .filter(|lesson| {
            lesson.probability >= options.min_probability
                && lesson.zh.len().max(lesson.en.len()) <= options.max_tokens
        })
        .collect();
    let grid = Grid::new(evidence, &lessons);
    let prior: Vec<f32> = grid.keys.iter().map(|&k| dictionary(evidence, k)).collect();
    let mut t: Vec<f32> = prior.iter().map(|&p| p + UNKNOWN_SHARE).collect();
    let mut seen = vec![0.0_f32; evidence.zh.counts.len()];
    for lesson in &lessons {
        for &w in lesson.zh {
            seen[w as usize] += lesson.probability;
        }
    }
    for _ in 0..options.rounds {
        let counts = grid.expect(&lessons, &t);
        for (index, &k) in grid.keys.iter().enumerate() {
            let count = (counts[index] - options.discount).max(0.0);
            let n = seen[(k >> 32) as usize];
            t[index] = (count + options.prior * prior[index]) / (n + options.prior);
        }
    }
    merge(evidence, &grid.keys, &t, &seen, options)
}

const fn key(w: u32, e: u32) -> u64 {
    ((w as u64) << 32) | e as u64
}

fn dictionary(evidence: &Evidence, key: u64) -> f32 {
    let row = evidence.links.of((key >> 32) as u32);
    row.binary_search_by_key(&(key as u32), |&(e, _)| e).map_or(0.0, |at| row[at].1)
}

/// A pair of tokens that is no pair of repeated types that meet twice.
const NO_PAIR: u32 = u32::MAX;

/// Every pair of tokens of every lesson, as an index into the pairs of types that meet twice.
struct Grid {
    /// The pairs of types, ascending.
    keys: Vec<u64>,
    /// For each lesson, Chinese token by Chinese token: the index of its pair with each English one.
    cells: Vec<u32>,
    /// Where each lesson's cells start.
    starts: Vec<usize>,
}

impl Grid {
    fn new(evidence: &Evidence, lessons: &[&Lesson<'_>]) -> Grid {
        let mut starts = Vec::with_capacity(lessons.len());
        let mut rows: Vec<Vec<(u32, u32)>> = vec![Vec::new(); evidence.zh.counts.len()];
        let mut total = 0;
        for (number, lesson) in lessons.iter().enumerate() {
            starts.push(total);
            for (row, &w) in lesson.zh.iter().enumerate() {
                if evidence.zh.counts[w as usize] > 1 {
                    rows[w as usize].push((number as u32, row as u32));
                }
            }
            total += lesson.zh.len() * lesson.en.len();
        }
        let mut grid = Grid { keys: Vec::new(), cells: vec![NO_PAIR; total], starts };
        let mut met: Vec<(u32, usize)> = Vec::new();
        for (w, places) in rows.iter().enumerate() {
            met.clear();
            for &(number, row) in places {
                let lesson = lessons[number as usize];
                let first = grid.starts[number as usize] + row as usize * lesson.en.len();
                for (column, &e) in lesson.en.iter().enumerate() {
                    if evidence.en.counts[e as usize] > 1 {
                        met.push((e, first + column));
                    }
                }
            }
            met.sort_unstable();
            for run in met.chunk_by(|x, y| x.0 == y.0).filter(|run| run.len() > 1) {
                let index = grid.keys.len() as u32;
                grid.keys.push(key(w as u32, run[0].0));
                for &(_, cell) in run {
                    grid.cells[cell] = index;
                }
            }
        }
        grid
    }

    /// Expected counts of every pair.
    fn expect(&self, lessons: &[&Lesson<'_>], t: &[f32]) -> Vec<f32> {
        let mut counts = vec![0.0; self.keys.len()];
        for (lesson, &start) in lessons.iter().zip(&self.starts) {
            let width = lesson.en.len();
            for column in 0..width {
                let cells = || {
                    (0..lesson.zh.len())
                        .map(|row| self.cells[start + row * width + column])
                        .filter(|&index| index != NO_PAIR)
                };
                let total: f32 = NULL_SHARE + cells().map(|index| t[index as usize]).sum::<f32>();
                let share = lesson.probability / total;
                for index in cells() {
                    counts[index as usize] += share * t[index as usize];
                }
            }
        }
        counts
    }
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
