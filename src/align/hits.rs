//! Hits: the tokens of a pair of sentences that are linked, found once and read by every look.
//!
//! Time: one step a token of the Chinese side and link, and one a hit; memory: 12 bytes a hit.

use super::ratios::Ratios;
use crate::evidence::{Evidence, Stream};

/// Two linked tokens of a pair of sentences.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hit {
    /// The Chinese token, by its place in the stream.
    pub zh: u32,
    /// The English token, by its place in the stream.
    pub en: u32,
    /// How much better the one explains the other than chance does.
    pub ratio: f32,
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
    pub fn collect(
        evidence: &Evidence,
        ratios: &Ratios,
        order: &Order,
        reach: &[(u32, u32)],
    ) -> Hits {
        let mut finder = Finder::new(evidence, ratios, order, reach);
        let mut hits = Hits::default();
        for (i, row) in reach.iter().enumerate() {
            let found = finder.row(i);
            hits.rows.push((row.0, hits.starts.len() as u32));
            let before = hits.entries.len() as u32;
            hits.starts.extend(found.starts.iter().map(|start| before + start));
            hits.entries.extend_from_slice(found.hits);
        }
        hits
    }

    /// The hits of a Chinese sentence with an English one it may meet.
    #[must_use]
    pub fn of(&self, i: usize, j: usize) -> &[Hit] {
        let (first, row) = self.rows[i];
        let at = row as usize + j - first as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Where the hits of one Chinese sentence after another come from.
pub trait Source {
    /// The hits of the next Chinese sentence, which is the i-th.
    fn row(&mut self, i: usize) -> Found<'_>;
}

impl Source for &Hits {
    fn row(&mut self, i: usize) -> Found<'_> {
        let (first, row) = self.rows[i];
        let end = self.rows.get(i + 1).map_or(self.starts.len(), |&(_, next)| next as usize);
        Found { from: first as usize, hits: &self.entries, starts: &self.starts[row as usize..end] }
    }
}

/// Finds hits without keeping them.
pub(super) struct Finder<'e> {
    evidence: &'e Evidence,
    ratios: &'e Ratios,
    reach: &'e [(u32, u32)],
    places: Places<'e>,
    /// Links of the token at hand to types that stand in the window.
    present: Vec<(u32, f32)>,
    /// Hits as they are met, with their columns.
    met: Vec<(u32, Hit)>,
    next: Vec<u32>,
    hits: Vec<Hit>,
    starts: Vec<u32>,
}

impl<'e> Finder<'e> {
    /// The hits of Chinese sentence i with the English sentences `reach[i].0..reach[i].1`; neither
    /// end may move back from one to the next.
    pub(super) fn new(
        evidence: &'e Evidence,
        ratios: &'e Ratios,
        order: &'e Order,
        reach: &'e [(u32, u32)],
    ) -> Finder<'e> {
        Finder {
            evidence,
            ratios,
            reach,
            places: Places::new(&evidence.en, order),
            present: Vec::new(),
            met: Vec::new(),
            next: Vec::new(),
            hits: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// Puts what was met in the order of its columns.
    fn sort(&mut self) {
        self.starts.clear();
        let mut end = 0;
        for slot in &mut self.next {
            self.starts.push(end);
            end += std::mem::replace(slot, end);
        }
        self.starts.push(end);
        self.hits.clear();
        self.hits.resize(end as usize, Hit::default());
        for &(column, hit) in &self.met {
            let slot = &mut self.next[column as usize];
            self.hits[*slot as usize] = hit;
            *slot += 1;
        }
    }
}

impl Source for Finder<'_> {
    fn row(&mut self, i: usize) -> Found<'_> {
        let zh = &self.evidence.zh;
        let (from, to) = self.reach[i];
        self.met.clear();
        self.next.clear();
        self.next.resize(to.saturating_sub(from) as usize, 0);
        self.places.open(from, to);
        let tokens = if from < to { zh.starts[i]..zh.starts[i + 1] } else { 0..0 };
        for at in tokens {
            let links = self.ratios.of(zh.tokens[at as usize]);
            let n = self.places.present(links, &mut self.present);
            for &(kind, ratio) in &self.present[..n] {
                self.places.each(kind, |sentence, position| {
                    // A row may see less than the window, which never shrinks at its end.
                    if let Some(count) = self.next.get_mut(sentence.wrapping_sub(from) as usize) {
                        self.met.push((sentence - from, Hit { zh: at, en: position, ratio }));
                        *count += 1;
                    }
                });
            }
        }
        self.sort();
        Found { from: from as usize, hits: &self.hits, starts: &self.starts }
    }
}

/// The hits of one Chinese sentence with the English ones in its reach, sentence by sentence.
pub struct Found<'f> {
    /// The first English sentence in reach.
    pub(super) from: usize,
    /// Its hits, perhaps among others.
    hits: &'f [Hit],
    /// Where those with each English sentence start, and the last ones end.
    starts: &'f [u32],
}

impl Found<'_> {
    /// How many English sentences are in reach.
    pub(super) fn width(&self) -> usize {
        self.starts.len() - 1
    }

    /// The hits with one of them, counted from the first.
    pub(super) fn of(&self, column: usize) -> &[Hit] {
        &self.hits[self.starts[column] as usize..self.starts[column + 1] as usize]
    }
}

/// How the tokens of a stream follow each other: the sentence of each, and the next of its type.
#[derive(Debug, Clone, Default)]
pub struct Order {
    sentences: Vec<u32>,
    next: Vec<u32>,
}

/// No token.
const NONE: u32 = u32::MAX;

impl Order {
    /// The order of a stream's tokens. Linear.
    #[must_use]
    pub fn of(stream: &Stream) -> Order {
        let mut sentences = vec![0; stream.tokens.len()];
        for (sentence, ends) in stream.starts.windows(2).enumerate() {
            sentences[ends[0] as usize..ends[1] as usize].fill(sentence as u32);
        }
        let mut first = vec![NONE; stream.counts.len()];
        let mut next = vec![NONE; stream.tokens.len()];
        for (at, &kind) in stream.tokens.iter().enumerate().rev() {
            next[at] = std::mem::replace(&mut first[kind as usize], at as u32);
        }
        Order { sentences, next }
    }
}

/// Where each type stands in a window of a stream, which only moves forward.
///
/// What is asked for a token of the window lies next to the window's other tokens.
struct Places<'e> {
    stream: &'e Stream,
    order: &'e Order,
    /// The first token of each type in the window.
    first: Vec<u32>,
    window: (u32, u32),
}

impl<'e> Places<'e> {
    fn new(stream: &'e Stream, order: &'e Order) -> Places<'e> {
        Places { stream, order, first: vec![NONE; stream.counts.len()], window: (0, 0) }
    }

    /// Moves the window to the sentences `from..to`; neither end may move back.
    fn open(&mut self, from: u32, to: u32) {
        let to = to.max(self.window.1).min(self.stream.n_sentences() as u32);
        let from = from.min(to).max(self.window.0);
        let start = |sentence: u32| self.stream.starts[sentence as usize];
        for at in start(self.window.1)..start(to) {
            let first = &mut self.first[self.stream.tokens[at as usize] as usize];
            *first = at.min(*first);
        }
        let end = start(to);
        for at in start(self.window.0)..start(from) {
            let next = self.order.next[at as usize];
            let first = &mut self.first[self.stream.tokens[at as usize] as usize];
            *first = if next < end { next } else { NONE };
        }
        self.window = (from, to);
    }

    /// Puts the links to types that stand in the window first, and says how many they are. Most do
    /// not: nothing here waits to be told.
    fn present(&self, links: &[(u32, f32)], present: &mut Vec<(u32, f32)>) -> usize {
        if present.len() < links.len() {
            present.resize(links.len(), (0, 0.0));
        }
        let mut n = 0;
        for &link in links {
            present[n] = link;
            n += usize::from(self.first[link.0 as usize] != NONE);
        }
        n
    }

    /// Calls `hit` with the places (sentence, position) of a type inside the window.
    fn each(&self, kind: u32, mut hit: impl FnMut(u32, u32)) {
        let mut at = self.first[kind as usize];
        while at != NONE {
            let sentence = self.order.sentences[at as usize];
            if sentence >= self.window.1 {
                break;
            }
            hit(sentence, at);
            at = self.order.next[at as usize];
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
        let order = Order::of(&stream);
        let mut places = Places::new(&stream, &order);
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
