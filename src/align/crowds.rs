//! Anchors where nothing is rare: in a text that says the same again and again.
//!
//! Where each sentence has dozens of copies, no token ties it to few others. But the copies stand in an
//! order: of all chains through pairs of sentences that may belong together, the right one is the
//! longest by far, for it misses next to none. A chain through pairs at random is about as long as
//! twice the root of their number (Logan & Shepp 1977, Vershik & Kerov 1977), so that one can be told
//! from the other. Time: a step a meeting of tied tokens and n log n in the pairs, of both of which there
//! is a bounded number a sentence.

use std::cmp::Ordering;
use std::ops::Range;

use super::anchors::{Anchor, heaviest_chain};
use super::ties::StrongLinks;
use crate::evidence::Evidence;

/// Ties of a Chinese sentence that are followed, the strongest first.
const MAX_TIES: usize = 4;
/// A type that stands in more sentences than this ties none.
const MAX_COPIES: usize = 1024;
/// So many meetings of tied tokens are looked at for each Chinese sentence; where there are more, only
/// those near the stretch's diagonal.
const MEETINGS: usize = 40;
/// An English sentence may belong to a Chinese one if its ties weigh so much of those of the heaviest.
const MIN_SHARE: f32 = 0.6;
/// A pair counts if another stands so few sentences before or behind it, as it would if both texts went
/// on together.
const ROWS: u32 = 2;
const COLUMNS: usize = 5;
/// A chain must be so many times as long as one through pairs at random.
const MIN_ABOVE_CHANCE: f64 = 2.0;

/// The heaviest chain of pairs of sentences within a stretch, if it is no chance.
pub(super) fn chain_within(
    zh: Range<usize>,
    en: Range<usize>,
    evidence: &Evidence,
    strong: &StrongLinks,
) -> Option<Vec<Anchor>> {
    let pairs = Crowd::new(zh, en.clone(), evidence, strong).pairs();
    let chain = heaviest_chain(&pairs, en);
    let by_chance = 2.0 * (pairs.len() as f64).sqrt();
    (chain.len() as f64 >= MIN_ABOVE_CHANCE * by_chance).then_some(chain)
}

/// The sentences of a stretch and what ties them.
struct Crowd {
    zh: Range<usize>,
    en: Range<usize>,
    sentences: Sentences,
    /// The strongest ties of the Chinese sentences, one after another: English types, and what they
    /// weigh in nats.
    ties: Vec<(u32, f32)>,
    starts: Vec<u32>,
}

impl Crowd {
    fn new(zh: Range<usize>, en: Range<usize>, evidence: &Evidence, strong: &StrongLinks) -> Crowd {
        let sentences = Sentences::of(evidence, en.clone());
        // The strongest tie of each Chinese type, once it has been looked for.
        let mut strongest = vec![None; evidence.zh.counts.len()];
        let look_for = |kind: u32| {
            let (types, strengths) = strong.of(kind);
            let ties = types.iter().copied().zip(strengths.iter().copied());
            ties.filter(|(kind, _)| (1..=MAX_COPIES).contains(&sentences.with(*kind).len()))
                .max_by(|x, y| stronger(y, x).then(y.0.cmp(&x.0)))
        };
        let (mut ties, mut starts) = (Vec::new(), vec![0]);
        let mut own = Vec::new();
        for i in zh.clone() {
            own.clear();
            let tokens = evidence.zh.sentence(i).iter();
            own.extend(tokens.filter_map(|&token| {
                *strongest[token as usize].get_or_insert_with(|| look_for(token))
            }));
            own.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(stronger(x, y)));
            own.dedup_by_key(|tie| tie.0);
            own.sort_unstable_by(|x, y| stronger(x, y).then(x.0.cmp(&y.0)));
            ties.extend(own.iter().take(MAX_TIES));
            starts.push(ties.len() as u32);
        }
        Crowd { zh, en, sentences, ties, starts }
    }

    /// The strongest ties of a sentence, one of each English type.
    fn ties(&self, i: usize) -> &[(u32, f32)] {
        let at = i - self.zh.start;
        &self.ties[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How far from the diagonal pairs are looked for, in English sentences.
    fn reach(&self) -> usize {
        let n_meetings: usize = self.ties.iter().map(|tie| self.sentences.with(tie.0).len()).sum();
        let most = MEETINGS * self.zh.len();
        if n_meetings <= most { self.en.len() } else { self.en.len() * most / n_meetings }
    }

    /// Pairs of sentences that may belong together and do not stand alone, ascending in i, and within
    /// an i descending in j.
    fn pairs(&self) -> Vec<Anchor> {
        let reach = self.reach();
        let mut row = Row { weights: vec![0.0; self.en.len()], ..Row::default() };
        let mut company = Company::new(self.en.clone());
        for i in self.zh.clone() {
            let middle = self.en.start + (i - self.zh.start) * self.en.len() / self.zh.len();
            let near = middle.saturating_sub(reach) as u32..(middle + reach) as u32;
            row.weigh(self.ties(i), &self.sentences, &near, self.en.start);
            company.push(i as u32, row.columns.iter().rev().copied());
        }
        company.finish()
    }
}

/// Ties by what they weigh, the strongest first.
fn stronger(x: &(u32, f32), y: &(u32, f32)) -> Ordering {
    y.1.total_cmp(&x.1)
}

/// The sentences of a stretch that each English type stands in.
struct Sentences {
    /// Where those of each type start and end.
    ranges: Vec<(u32, u32)>,
    list: Vec<u32>,
}

impl Sentences {
    fn of(evidence: &Evidence, en: Range<usize>) -> Sentences {
        let stream = &evidence.en;
        let tokens = || en.clone().flat_map(|j| stream.sentence(j).iter().map(move |&t| (j, t)));
        let mut counts = vec![0_u32; stream.counts.len()];
        tokens().for_each(|(_, token)| counts[token as usize] += 1);
        let mut total = 0;
        let room = |&count: &u32| {
            let start = total;
            total += count;
            (start, start)
        };
        let mut ranges: Vec<(u32, u32)> = counts.iter().map(room).collect();
        let mut list = vec![0; total as usize];
        for (j, token) in tokens() {
            let (start, end) = &mut ranges[token as usize];
            if start == end || list[*end as usize - 1] != j as u32 {
                list[*end as usize] = j as u32;
                *end += 1;
            }
        }
        Sentences { ranges, list }
    }

    fn with(&self, kind: u32) -> &[u32] {
        let (start, end) = self.ranges[kind as usize];
        &self.list[start as usize..end as usize]
    }

    /// Those of a range.
    fn with_near(&self, kind: u32, range: &Range<u32>) -> &[u32] {
        let list = self.with(kind);
        let from = list.partition_point(|&j| j < range.start);
        &list[from..from + list[from..].partition_point(|&j| j < range.end)]
    }
}

/// What the ties of one Chinese sentence weigh with each English one.
#[derive(Default)]
struct Row {
    weights: Vec<f32>,
    tied: Vec<u32>,
    /// The English sentences that may belong to it, ascending, and how much they weigh of the heaviest.
    columns: Vec<(u32, f32)>,
}

impl Row {
    fn weigh(
        &mut self,
        ties: &[(u32, f32)],
        sentences: &Sentences,
        near: &Range<u32>,
        start: usize,
    ) {
        let place = |j: u32| j as usize - start;
        for &(kind, strength) in ties {
            for &j in sentences.with_near(kind, near) {
                let weight = &mut self.weights[place(j)];
                if *weight == 0.0 {
                    self.tied.push(j);
                }
                *weight += strength;
            }
        }
        let most = self.tied.iter().map(|&j| self.weights[place(j)]).fold(0.0, f32::max);
        self.columns.clear();
        for j in self.tied.drain(..) {
            let share = std::mem::take(&mut self.weights[place(j)]) / most;
            if share >= MIN_SHARE {
                self.columns.push((j, share));
            }
        }
        self.columns.sort_unstable_by_key(|column| column.0);
    }
}

/// Tells the pairs that stand alone from those that others stand beside.
struct Company {
    en: Range<usize>,
    /// The last row each column has a pair in, past all rows at first, and where that pair stands among
    /// `pairs`.
    last: Vec<(u32, u32)>,
    pairs: Vec<Anchor>,
    has_company: Vec<bool>,
}

impl Company {
    fn new(en: Range<usize>) -> Company {
        Company {
            last: vec![(u32::MAX, 0); en.len()],
            en,
            pairs: Vec::new(),
            has_company: Vec::new(),
        }
    }

    /// Takes in the pairs of the next row, descending in j.
    fn push(&mut self, i: u32, columns: impl Iterator<Item = (u32, f32)>) {
        for (j, weight) in columns {
            let own = self.pairs.len();
            self.pairs.push(Anchor { i: i as usize, j: j as usize, weight });
            let column = j as usize - self.en.start;
            let mut is_accompanied = false;
            for &(row, pair) in &self.last[column.saturating_sub(COLUMNS)..column] {
                if row < i && i - row <= ROWS {
                    self.has_company[pair as usize] = true;
                    is_accompanied = true;
                }
            }
            self.has_company.push(is_accompanied);
            self.last[column] = (i, own as u32);
        }
    }

    fn finish(self) -> Vec<Anchor> {
        let pairs = self.pairs.into_iter().zip(self.has_company);
        pairs.filter_map(|(pair, has_company)| has_company.then_some(pair)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::first_looks::tests::evidence;
    use super::super::ratios::Ratios;
    use super::*;
    use crate::evidence::Links;

    const N_PASSAGES: u32 = 8;
    const SENTENCES: u32 = 12;
    const WORDS: u32 = 3;
    const N_TYPES: u32 = N_PASSAGES * SENTENCES * WORDS + 1;

    /// Three hundred passages, each dozens of times; the seed tells their order.
    fn passages(mut seed: u32) -> Vec<u32> {
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % N_PASSAGES
        };
        (0..300).map(|_| random()).collect()
    }

    /// Passages with the same on both sides where both have it; the English has a sentence more after
    /// every second one. Also where each Chinese sentence stands in English.
    fn texts(zh: &[u32], en: &[u32]) -> (Evidence, Vec<usize>) {
        let sentences = |passage: &u32| *passage * SENTENCES..(*passage + 1) * SENTENCES;
        let words = |sentence: u32| (sentence * WORDS..(sentence + 1) * WORDS).collect();
        let zh: Vec<Vec<u32>> = zh.iter().flat_map(sentences).map(words).collect();
        let (mut english, mut places) = (Vec::new(), Vec::new());
        for (nth, passage) in en.iter().enumerate() {
            for sentence in sentences(passage) {
                places.push(english.len());
                english.push(words(sentence));
            }
            if nth % 2 == 0 {
                english.push(vec![N_TYPES - 1]);
            }
        }
        (self::evidence(&zh, &english, N_TYPES), places)
    }

    fn chain(evidence: &Evidence) -> Option<Vec<Anchor>> {
        let ratios = Ratios::new(evidence, &evidence.links);
        let strong = StrongLinks::among(&ratios, evidence.zh.counts.len());
        chain_within(0..evidence.zh.n_sentences(), 0..evidence.en.n_sentences(), evidence, &strong)
    }

    #[test]
    fn passages_that_stand_dozens_of_times_are_told_apart_by_their_order() {
        let order = passages(1);
        let (evidence, places) = texts(&order, &order);
        let chain = chain(&evidence).unwrap();
        let right = chain.iter().filter(|anchor| places[anchor.i] == anchor.j).count();
        assert!(right * 100 >= places.len() * 97, "{right} of {}", places.len());
        assert!(chain.len() * 100 <= right * 102, "{right} of {}", chain.len());
    }

    #[test]
    fn a_chapter_that_one_side_lacks_does_not_hide_the_others() {
        let order = passages(1);
        let (evidence, places) = texts(&[&order[..120], &order[160..]].concat(), &order);
        let chain = chain(&evidence).unwrap();
        let place = |i: usize| {
            places[if i < 120 * SENTENCES as usize { i } else { i + 40 * SENTENCES as usize }]
        };
        let right = chain.iter().filter(|anchor| place(anchor.i) == anchor.j).count();
        assert!(right * 100 >= evidence.zh.n_sentences() * 95, "{right}");
    }

    #[test]
    fn a_word_said_twice_in_a_sentence_ties_it_once() {
        let (zh, en) = ([vec![1, 0, 1], vec![2]], [vec![0, 1, 1], vec![1, 2]]);
        let mut evidence = self::evidence(&zh, &en, 4);
        // Two Chinese words for one English word, one weaker than the other.
        evidence.links = Links::from_rows([vec![(1, 0.5)], vec![(1, 0.9)], vec![(2, 0.9)], vec![]]);
        let ratios = Ratios::new(&evidence, &evidence.links);
        let strong = StrongLinks::among(&ratios, evidence.zh.counts.len());
        let crowd = Crowd::new(0..2, 0..2, &evidence, &strong);
        assert_eq!(crowd.sentences.with(1), [0, 1]);
        let ties = crowd.ties(0);
        let types: Vec<u32> = ties.iter().map(|tie| tie.0).collect();
        assert_eq!(types, [1]);
        assert_eq!(ties[0].1, strong.of(1).1[0]);
    }

    #[test]
    fn sentences_in_another_order_make_no_chain() {
        let shuffled = |seed: u32| -> Vec<Vec<u32>> {
            let order = [passages(seed), passages(seed + 1), passages(seed + 2)].concat();
            let all = order.iter().zip((0..SENTENCES).cycle());
            all.map(|(passage, at)| vec![(passage * SENTENCES + at) * WORDS]).collect()
        };
        let evidence = self::evidence(&shuffled(1), &shuffled(7), N_TYPES);
        assert!(chain(&evidence).is_none());
    }
}
