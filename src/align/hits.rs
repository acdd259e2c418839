//! Hits: the tokens of a pair of sentences that are linked, found once and read by every look.
//!
//! Time: one step a token of the Chinese side and link, one an English token in reach, and one a hit;
//! memory: 12 bytes a hit.

use super::bounds::ascending;
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

/// Most hits that are kept from look to look: some 200 MB.
const MAX_KEPT: usize = 16 << 20;

/// Hits a pair of sentences has, more often than not.
const USUAL_HITS: usize = 3;

/// The hits of each Chinese sentence with the run of English sentences it may meet.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    entries: Vec<Hit>,
    /// Where the hits with each English sentence of each row start; one more at each row's end.
    starts: Vec<u32>,
    rows: Vec<HitsRow>,
}

/// The hits of a Chinese sentence.
#[derive(Debug, Clone, Copy, Default)]
struct HitsRow {
    /// The English sentences it may meet.
    reach: (u32, u32),
    /// Where its part of `starts` begins.
    start: u32,
}

impl Hits {
    /// The hits of Chinese sentence i with the English sentences `reach[i].0..reach[i].1`; neither
    /// end may move back from one to the next.
    #[must_use]
    pub fn collect(evidence: &Evidence, ratios: &Ratios, reach: &[(u32, u32)]) -> Hits {
        let mut hits = Hits::default();
        hits.find(evidence, ratios, reach);
        hits
    }

    /// As [`collect`](Hits::collect), in the memory of what was known before.
    pub fn find(&mut self, evidence: &Evidence, ratios: &Ratios, reach: &[(u32, u32)]) {
        self.clear();
        let mut finder = Finder::new(evidence, ratios);
        for (i, &reach) in reach.iter().enumerate() {
            let row = finder.append(i, reach, self);
            self.rows.push(row);
        }
    }

    /// These hits, of the same evidence, and those of all that another reach holds; each Chinese sentence
    /// that reaches no farther keeps its own. None, if they are of more than `most` pairs of sentences,
    /// or more of themselves than a memory should hold.
    #[must_use]
    pub fn joined(
        mut self,
        evidence: &Evidence,
        ratios: &Ratios,
        reach: &[(u32, u32)],
        most: usize,
    ) -> Option<Hits> {
        let mut reach = reach.to_vec();
        let known = self.rows.iter().map(|row| row.reach);
        for (row, known) in reach.iter_mut().zip(known).filter(|(_, known)| known.0 < known.1) {
            *row = (row.0.min(known.0), row.1.max(known.1));
        }
        let reach = ascending(reach);
        let width = |(from, to): &(u32, u32)| to.saturating_sub(*from) as usize;
        let n_pairs: usize = reach.iter().map(width).sum();
        if n_pairs > most {
            return None;
        }
        let known = reach.iter().zip(&self.rows).filter(|(reach, row)| row.reach == **reach);
        // What is no longer true stays where it is, and nobody reads it; where that would be much, all
        // is found anew.
        if known.map(|(reach, _)| width(reach)).sum::<usize>() * 2 < n_pairs {
            self = Hits::default();
            self.starts.reserve(n_pairs + reach.len());
            self.entries.reserve((USUAL_HITS * n_pairs).min(MAX_KEPT));
        }
        let n_known = self.rows.len();
        self.rows.resize(reach.len(), HitsRow::default());
        let mut finder = Finder::new(evidence, ratios);
        for (i, &reach) in reach.iter().enumerate() {
            if i >= n_known || self.rows[i].reach != reach {
                self.rows[i] = finder.append(i, reach, &mut self);
            }
            if self.entries.len() > MAX_KEPT {
                return None;
            }
        }
        Some(self)
    }

    /// Where the hits of a Chinese sentence with each English one start, and one more.
    fn row_starts(&self, i: usize) -> &[u32] {
        let HitsRow { reach: (from, to), start } = self.rows[i];
        &self.starts[start as usize..=(start + to.saturating_sub(from)) as usize]
    }

    fn clear(&mut self) {
        self.entries.clear();
        self.starts.clear();
        self.rows.clear();
    }

    /// The English sentences each Chinese one may meet.
    #[must_use]
    pub fn reach(&self) -> Vec<(u32, u32)> {
        self.rows.iter().map(|row| row.reach).collect()
    }

    /// The hits of a Chinese sentence with an English one it may meet.
    #[must_use]
    pub fn of(&self, i: usize, j: usize) -> &[Hit] {
        let row = self.rows[i];
        let at = row.start as usize + j - row.reach.0 as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Where the hits of one Chinese sentence after another come from.
pub trait Source {
    /// The hits of Chinese sentence i with all English ones it may meet; i ascends.
    fn row(&mut self, i: usize) -> RowHits<'_>;
}

impl Source for &Hits {
    fn row(&mut self, i: usize) -> RowHits<'_> {
        let from = self.rows[i].reach.0 as usize;
        RowHits { from, hits: &self.entries, starts: self.row_starts(i) }
    }
}

/// Hits that are found row by row and forgotten: for texts whose hits would fill the memory.
pub(super) struct Passing<'e> {
    finder: Finder<'e>,
    reach: &'e [(u32, u32)],
    row: Hits,
}

impl<'e> Passing<'e> {
    /// The hits [`Hits::collect`] would collect.
    pub(super) fn new(
        evidence: &'e Evidence,
        ratios: &'e Ratios,
        reach: &'e [(u32, u32)],
    ) -> Passing<'e> {
        Passing { finder: Finder::new(evidence, ratios), reach, row: Hits::default() }
    }
}

impl Source for Passing<'_> {
    fn row(&mut self, i: usize) -> RowHits<'_> {
        self.row.clear();
        self.finder.append(i, self.reach[i], &mut self.row);
        let from = self.reach[i].0 as usize;
        RowHits { from, hits: &self.row.entries, starts: &self.row.starts }
    }
}

/// The hits of one Chinese sentence with the English ones in its reach, sentence by sentence.
pub struct RowHits<'f> {
    /// The first English sentence in reach.
    pub(super) from: usize,
    /// Its hits, perhaps among others.
    hits: &'f [Hit],
    /// Where those with each English sentence start, and the last ones end.
    starts: &'f [u32],
}

impl RowHits<'_> {
    /// The same, of fewer English sentences.
    pub(super) fn within(self, (from, to): (u32, u32)) -> Self {
        let end = self.from + self.width();
        let from = (from as usize).clamp(self.from, end);
        let to = (to as usize).clamp(from, end);
        RowHits { from, starts: &self.starts[from - self.from..=to - self.from], ..self }
    }

    /// How many English sentences are in reach.
    pub(super) fn width(&self) -> usize {
        self.starts.len() - 1
    }

    /// The hits with one of them, counted from the first.
    pub(super) fn of(&self, column: usize) -> &[Hit] {
        &self.hits[self.starts[column] as usize..self.starts[column + 1] as usize]
    }
}

/// Finds the hits of one Chinese sentence after another.
struct Finder<'e> {
    evidence: &'e Evidence,
    ratios: &'e Ratios,
    window: Window<'e>,
    linked: Linked,
}

impl<'e> Finder<'e> {
    fn new(evidence: &'e Evidence, ratios: &'e Ratios) -> Finder<'e> {
        Finder {
            evidence,
            ratios,
            window: Window::new(&evidence.en),
            linked: Linked::new(evidence.en.counts.len()),
        }
    }

    /// Appends the hits of Chinese sentence i with the English sentences `from..to`, and says where.
    fn append(&mut self, i: usize, (from, to): (u32, u32), hits: &mut Hits) -> HitsRow {
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let row = HitsRow { reach: (from, to), start: hits.starts.len() as u32 };
        self.window.open(from, to);
        if from < to {
            for at in zh.starts[i]..zh.starts[i + 1] {
                let links = self.ratios.of(zh.tokens[at as usize]);
                self.linked.add(at, links, &self.window);
            }
            for ends in en.starts[from as usize..=to as usize].windows(2) {
                hits.starts.push(hits.entries.len() as u32);
                let tokens = &en.tokens[ends[0] as usize..ends[1] as usize];
                for (tokens, first) in tokens.chunks(BLOCK).zip((ends[0]..).step_by(BLOCK)) {
                    for place in places(tokens, |kind| self.linked.any[kind as usize]) {
                        self.linked.push_hits(
                            tokens[place],
                            first + place as u32,
                            &mut hits.entries,
                        );
                    }
                }
            }
            self.linked.clear();
        }
        hits.starts.push(hits.entries.len() as u32);
        row
    }
}

/// Types are looked up by so many.
pub(super) const BLOCK: usize = u64::BITS as usize;

/// The places of those of a block of types that something is true of. Of most it is not: nothing waits to
/// be told which.
pub(super) fn places(types: &[u32], is_one: impl Fn(u32) -> bool) -> Places {
    let bits = types.iter().rev().fold(0, |bits, &kind| bits << 1 | u64::from(is_one(kind)));
    Places(bits)
}

/// Places in a block, one bit each.
pub(super) struct Places(u64);

impl Iterator for Places {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros() as usize;
        self.0 &= self.0.wrapping_sub(1);
        (place < BLOCK).then_some(place)
    }
}

/// How often each type stands in a window of a stream, which only moves forward.
struct Window<'e> {
    stream: &'e Stream,
    counts: Vec<u32>,
    /// Whether it does at all: a table as small as it can be.
    holds: Vec<bool>,
    sentences: (u32, u32),
}

impl<'e> Window<'e> {
    fn new(stream: &'e Stream) -> Window<'e> {
        let n = stream.counts.len();
        Window { stream, counts: vec![0; n], holds: vec![false; n], sentences: (0, 0) }
    }

    /// Moves the window to the sentences `from..to`; neither end moves back.
    fn open(&mut self, from: u32, to: u32) {
        let to = to.max(self.sentences.1).min(self.stream.n_sentences() as u32);
        let from = from.min(to).max(self.sentences.0);
        for &kind in self.tokens(self.sentences.1, to) {
            self.counts[kind as usize] += 1;
            self.holds[kind as usize] = true;
        }
        for &kind in self.tokens(self.sentences.0, from) {
            self.counts[kind as usize] -= 1;
            self.holds[kind as usize] = self.counts[kind as usize] > 0;
        }
        self.sentences = (from, to);
    }

    fn tokens(&self, from: u32, to: u32) -> &'e [u32] {
        let start = |sentence: u32| self.stream.starts[sentence as usize] as usize;
        &self.stream.tokens[start(from)..start(to)]
    }
}

/// The tokens of a Chinese sentence by the English types they are linked to.
struct Linked {
    /// The last link to each type, counted from 1; 0 for none.
    last: Vec<u32>,
    /// Whether there is one: a table as small as it can be.
    any: Vec<bool>,
    /// The links; each knows its type and the one before it to the same type.
    links: Vec<Link>,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    zh: u32,
    ratio: f32,
    kind: u32,
    before: u32,
}

impl Linked {
    fn new(n_types: usize) -> Linked {
        Linked { last: vec![0; n_types], any: vec![false; n_types], links: Vec::new() }
    }

    /// Adds a token's links to types that stand in the window.
    fn add(&mut self, zh: u32, (types, ratios): (&[u32], &[f32]), window: &Window<'_>) {
        for (types, ratios) in types.chunks(BLOCK).zip(ratios.chunks(BLOCK)) {
            for place in places(types, |kind| window.holds[kind as usize]) {
                let (kind, ratio) = (types[place], ratios[place]);
                let last = &mut self.last[kind as usize];
                self.links.push(Link { zh, ratio, kind, before: *last });
                *last = self.links.len() as u32;
                self.any[kind as usize] = true;
            }
        }
    }

    /// Appends the hits of the tokens linked to a type with one of its own.
    fn push_hits(&self, kind: u32, en: u32, hits: &mut Vec<Hit>) {
        let mut last = self.last[kind as usize];
        while let Some(link) = (last as usize).checked_sub(1).map(|at| self.links[at]) {
            hits.push(Hit { zh: link.zh, en, ratio: link.ratio });
            last = link.before;
        }
    }

    fn clear(&mut self) {
        for link in self.links.drain(..) {
            self.last[link.kind as usize] = 0;
            self.any[link.kind as usize] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Links;

    /// Sentences of tokens whose types are numbers.
    fn stream(sentences: &[&[u32]]) -> Stream {
        let ends = sentences.iter().scan(0, |end, sentence| {
            *end += sentence.len() as u32;
            Some(*end)
        });
        Stream {
            tokens: sentences.concat(),
            starts: std::iter::once(0).chain(ends).collect(),
            counts: vec![1; 5],
            ..Stream::default()
        }
    }

    #[test]
    fn hits_are_the_linked_tokens_in_reach() {
        let links = [(0, 1), (0, 2), (1, 2), (3, 4)];
        let row = |zh| {
            let own = links.iter().filter(move |link| link.0 == zh);
            own.map(|&(_, en)| (en, 1.0)).collect()
        };
        let evidence = Evidence {
            zh: stream(&[&[0, 1], &[2], &[3, 0, 0], &[], &[1, 3]]),
            en: stream(&[&[2, 1], &[4], &[1, 3, 2], &[], &[2, 2, 4], &[1]]),
            links: Links::from_rows((0..4).map(row)),
        };
        let ratios = Ratios::new(&evidence, &evidence.links);
        let reach = [(0, 2), (1, 3), (1, 5), (4, 4), (4, 6)];
        let hits = Hits::collect(&evidence, &ratios, &reach);
        for (i, &(from, to)) in reach.iter().enumerate() {
            for j in from as usize..to as usize {
                let places = |stream: &Stream, at: usize| stream.starts[at]..stream.starts[at + 1];
                let zh_of = |at: u32| evidence.zh.tokens[at as usize];
                let en_of = |at: u32| evidence.en.tokens[at as usize];
                let all = places(&evidence.zh, i)
                    .flat_map(|z| places(&evidence.en, j).map(move |e| (z, e)));
                let wanted: Vec<(u32, u32)> =
                    all.filter(|&(z, e)| links.contains(&(zh_of(z), en_of(e)))).collect();
                let mut found: Vec<(u32, u32)> =
                    hits.of(i, j).iter().map(|hit| (hit.zh, hit.en)).collect();
                found.sort_unstable();
                assert_eq!(found, wanted, "{i} with {j}");
            }
        }
        let mut passing = Passing::new(&evidence, &ratios, &reach);
        for (i, &(from, to)) in reach.iter().enumerate() {
            let row = passing.row(i);
            let all = (0..to - from).map(|column| row.of(column as usize));
            assert!(all.eq((from..to).map(|j| hits.of(i, j as usize))), "{i}");
        }
    }
}
