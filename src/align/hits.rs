//! Hits: the tokens of a pair of sentences that are linked, found once and read by every look.
//!
//! Time: one step a token of the Chinese side and link, and one a hit; memory: 16 bytes a hit.

use super::gains::{Ratio, Ratios};
use crate::evidence::{Evidence, Stream};

/// Two linked tokens of a pair of sentences.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hit {
    /// The Chinese token, by its place in the stream.
    pub zh: u32,
    /// The English token, by its place in the stream.
    pub en: u32,
    /// How much better the one explains the other than chance does.
    pub ratio: Ratio,
}

/// The hits of each Chinese sentence with the run of English sentences it may meet.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    entries: Vec<Hit>,
    /// Where the hits with each English sentence of each row start; one more at each row's end.
    starts: Vec<u32>,
    /// Each row's first English sentence, and where its part of `starts` begins.
    rows: Vec<(u32, u32)>,
}

impl Hits {
    /// The hits of Chinese sentence i with the English sentences `reach[i].0..reach[i].1`, whose
    /// starts must ascend.
    #[must_use]
    pub fn collect(evidence: &Evidence, ratios: &Ratios, reach: &[(u32, u32)]) -> Hits {
        let zh = &evidence.zh;
        let mut places = Places::of(&evidence.en);
        let mut hits = Hits::default();
        let mut found: Vec<(u32, Hit)> = Vec::new();
        let mut next: Vec<u32> = Vec::new();
        for (i, &(from, to)) in reach.iter().enumerate() {
            found.clear();
            next.clear();
            next.resize(to.saturating_sub(from) as usize, 0);
            places.open(from, to);
            let tokens = if from < to { zh.starts[i]..zh.starts[i + 1] } else { 0..0 };
            for at in tokens {
                for &(kind, ratio) in ratios.of(zh.tokens[at as usize]) {
                    places.each(kind, |sentence, position| {
                        // A row may see less than the window, which never shrinks at its end.
                        if let Some(count) = next.get_mut(sentence.wrapping_sub(from) as usize) {
                            found.push((sentence - from, Hit { zh: at, en: position, ratio }));
                            *count += 1;
                        }
                    });
                }
            }
            hits.rows.push((from, hits.starts.len() as u32));
            let mut end = hits.entries.len() as u32;
            for slot in &mut next {
                hits.starts.push(end);
                end += std::mem::replace(slot, end);
            }
            hits.starts.push(end);
            hits.entries.resize(end as usize, Hit::default());
            for &(column, hit) in &found {
                let slot = &mut next[column as usize];
                hits.entries[*slot as usize] = hit;
                *slot += 1;
            }
        }
        hits
    }

    /// The hits of a Chinese sentence with an English one it may meet.
    #[must_use]
    pub fn of(&self, i: usize, j: usize) -> &[Hit] {
        self.run(i, j, j + 1)
    }

    /// The hits of a Chinese sentence with a run of English ones it may meet, sentence by sentence.
    #[must_use]
    pub fn run(&self, i: usize, from: usize, to: usize) -> &[Hit] {
        let (first, row) = self.rows[i];
        let start = |j: usize| self.starts[row as usize + j - first as usize] as usize;
        &self.entries[start(from)..start(to)]
    }

    /// The English sentences a Chinese one may meet.
    #[must_use]
    pub fn reach(&self, i: usize) -> (usize, usize) {
        let (first, row) = self.rows[i];
        let end = self.rows.get(i + 1).map_or(self.starts.len(), |&(_, next)| next as usize);
        (first as usize, first as usize + end - row as usize - 1)
    }
}

/// Where each type stands in a stream: (sentence, token position), ascending.
///
/// Asked for windows that only move forward, so that finding one costs nothing in the long run.
pub(super) struct Places<'e> {
    stream: &'e Stream,
    /// Where each type's places go on, and where they end.
    cursors: Vec<(u32, u32)>,
    entries: Vec<(u32, u32)>,
    /// How often each type stands in the window: most links lead to types that do not.
    present: Vec<u32>,
    window: (u32, u32),
}

impl<'e> Places<'e> {
    pub(super) fn of(stream: &'e Stream) -> Places<'e> {
        let mut starts = vec![0_u32; stream.counts.len() + 1];
        for &token in &stream.tokens {
            starts[token as usize + 1] += 1;
        }
        for kind in 1..starts.len() {
            starts[kind] += starts[kind - 1];
        }
        let cursors = starts.windows(2).map(|ends| (ends[0], ends[1])).collect();
        let mut entries = vec![(0, 0); stream.tokens.len()];
        for sentence in 0..stream.n_sentences() {
            for position in stream.starts[sentence]..stream.starts[sentence + 1] {
                let next = &mut starts[stream.tokens[position as usize] as usize];
                entries[*next as usize] = (sentence as u32, position);
                *next += 1;
            }
        }
        let present = vec![0; stream.counts.len()];
        Places { stream, cursors, entries, present, window: (0, 0) }
    }

    /// Moves the window to the sentences `from..to`; neither end may move back.
    pub(super) fn open(&mut self, from: u32, to: u32) {
        let to = to.max(self.window.1).min(self.stream.n_sentences() as u32);
        let from = from.min(to);
        let starts = &self.stream.starts;
        let tokens = |from: u32, to: u32| {
            &self.stream.tokens[starts[from as usize] as usize..starts[to as usize] as usize]
        };
        for &token in tokens(self.window.1, to) {
            self.present[token as usize] += 1;
        }
        for &token in tokens(self.window.0, from.max(self.window.0)) {
            self.present[token as usize] -= 1;
        }
        self.window = (from.max(self.window.0), to);
    }

    /// Calls `hit` with the places (sentence, position) of a type inside the window.
    pub(super) fn each(&mut self, kind: u32, mut hit: impl FnMut(u32, u32)) {
        if self.present[kind as usize] == 0 {
            return;
        }
        let (from, to) = self.window;
        let (cursor, end) = &mut self.cursors[kind as usize];
        while *cursor < *end && self.entries[*cursor as usize].0 < from {
            *cursor += 1;
        }
        for &(sentence, position) in &self.entries[*cursor as usize..*end as usize] {
            if sentence >= to {
                break;
            }
            hit(sentence, position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One sentence a number, one token a sentence.
    fn stream(types: &[u32]) -> Stream {
        Stream {
            tokens: types.to_vec(),
            starts: (0..=types.len() as u32).collect(),
            counts: vec![types.len() as u32; 4],
            ..Stream::default()
        }
    }

    #[test]
    fn a_window_sees_what_stands_in_it() {
        let stream = stream(&[1, 2, 1, 3, 1, 2]);
        let mut places = Places::of(&stream);
        for (from, to) in [(0, 2), (1, 3), (1, 5), (4, 4), (4, 6)] {
            places.open(from, to);
            for kind in 0..4 {
                let mut seen = Vec::new();
                places.each(kind, |sentence, _| seen.push(sentence));
                let to = to.max(places.window.1);
                let wanted: Vec<u32> =
                    (from..to).filter(|&at| stream.tokens[at as usize] == kind).collect();
                assert_eq!(seen, wanted, "{kind} in {from}..{to}");
            }
        }
    }
}
