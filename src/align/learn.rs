//! What a document teaches about its own words: IBM Model 1 (Brown et al. 1993) on the beads of a
//! first alignment, with the dictionary as prior.
//!
//! Counts are discounted, so that two words that met once, perhaps in a wrong bead, teach nothing.
//! Time and memory: one entry for each pair of repeated types that meet in a bead.

use rustc_hash::FxHashMap;

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
    /// Pairs the dictionary does not know must meet so many times as often as by chance.
    pub lift: f32,
    /// Tokens a side at most: longer beads teach nothing.
    pub max_tokens: usize,
    /// Lessons of the same wording at most: what a text says again and again it teaches no better.
    pub max_copies: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            rounds: 3,
            prior: 2.0,
            discount: 0.7,
            min_probability: 0.4,
            lift: 2.0,
            max_tokens: 120,
            max_copies: 4,
        }
    }
}

/// The tokens of both sides of a bead, to learn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lesson<'t> {
    /// Chinese tokens.
    pub zh: &'t [u32],
    /// English tokens.
    pub en: &'t [u32],
}

/// Probability of an English word that no Chinese word of the bead explains.
const NULL_SHARE: f32 = 0.02;
/// A learned share below this is none.
const LEAST_SHARE: f32 = 0.02;
/// Where a pair the dictionary does not know starts, and what of a token it has at most at first.
const UNKNOWN_SHARE: f32 = 0.01;
const MOST_UNKNOWN: f32 = UNKNOWN_SHARE / (NULL_SHARE + UNKNOWN_SHARE);

/// Learns from one set of lessons as often as their probabilities change.
pub struct Learner<'e> {
    evidence: &'e Evidence,
    options: &'e Options,
    /// A few of one wording at most; and which of them each bead gives.
    lessons: Vec<Lesson<'e>>,
    of_beads: Vec<(usize, usize)>,
    meetings: Meetings,
    /// For each English token: the sum of where all that may explain it start.
    opening: Vec<f32>,
}

impl<'e> Learner<'e> {
    /// From the lessons that some beads may come to give, with none of their probabilities settled.
    #[must_use]
    pub fn new(
        evidence: &'e Evidence,
        given: impl IntoIterator<Item = (usize, Lesson<'e>)>,
        options: &'e Options,
    ) -> Learner<'e> {
        let (mut lessons, mut of_beads) = (Vec::new(), Vec::new());
        // Where the lessons of each wording stand, the one a bead gave last at the end.
        let mut copies = FxHashMap::<_, Vec<usize>>::default();
        let max_copies = options.max_copies.max(1);
        let short =
            |lesson: &Lesson<'_>| lesson.zh.len().max(lesson.en.len()) <= options.max_tokens;
        for (bead, lesson) in given.into_iter().filter(|(_, lesson)| short(lesson)) {
            let copies = copies.entry(lesson).or_default();
            if copies.len() < max_copies {
                copies.push(lessons.len());
                lessons.push(lesson);
            } else {
                copies.rotate_left(1);
            }
            of_beads.push((bead, copies[copies.len() - 1]));
        }
        let (all, opening) = Meetings::new(evidence, &lessons, options);
        // What would come to nothing if all lessons were sure never comes to anything.
        let meetings = all
            .only(|index, prior| prior > 0.0 || most(all.of(index), &opening) > options.discount);
        Learner { evidence, options, lessons, of_beads, meetings, opening }
    }

    /// New links: the dictionary's, corrected and completed by the lessons, which are as likely as
    /// the beads they came from.
    #[must_use]
    pub fn relearn(&self, posteriors: &[f32]) -> Links {
        let (meetings, options) = (&self.meetings, self.options);
        let mut seen = vec![0.0_f32; self.evidence.zh.counts.len()];
        let mut probabilities = Vec::with_capacity(meetings.n_tokens);
        let mut of_lessons = vec![0.0_f32; self.lessons.len()];
        for &(bead, lesson) in &self.of_beads {
            of_lessons[lesson] = of_lessons[lesson].max(posteriors[bead]);
        }
        for (lesson, p) in self.lessons.iter().zip(of_lessons) {
            let p = if p >= options.min_probability { p } else { 0.0 };
            probabilities.extend(lesson.en.iter().map(|_| p));
            if p > 0.0 {
                lesson.zh.iter().for_each(|&w| seen[w as usize] += p);
            }
        }
        let maximise = |index: usize, count: f32| {
            let n = seen[(meetings.keys[index] >> 32) as usize];
            let count = (count - options.discount).max(0.0);
            (count + options.prior * meetings.prior[index]) / (n + options.prior)
        };
        let (mut taught, mut t) = self.begin(&probabilities, maximise);
        let mut shares = Vec::new();
        for _ in 1..options.rounds {
            meetings.shares(&taught, &t, &probabilities, &mut shares);
            for &index in &taught {
                let places = meetings.of(index).iter();
                let count = places.map(|&at| shares[at as usize]).sum::<f32>();
                t[index] = maximise(index, t[index] * count);
            }
            // What has come to nothing stays nothing.
            taught.retain(|&index| t[index] > 0.0);
        }
        let learned: Vec<(u64, f32)> =
            taught.iter().map(|&index| (meetings.keys[index], t[index])).collect();
        merge(self.evidence, &learned, &seen, options)
    }

    /// The first round, in which every token is shared by all that may explain it: the pairs that come
    /// to something, and to what.
    fn begin(
        &self,
        probabilities: &[f32],
        maximise: impl Fn(usize, f32) -> f32,
    ) -> (Vec<usize>, Vec<f32>) {
        let shares: Vec<f32> =
            probabilities.iter().zip(&self.opening).map(|(p, opening)| p / opening).collect();
        let (mut taught, mut t) = (Vec::new(), vec![0.0; self.meetings.keys.len()]);
        for (index, prior) in self.meetings.prior.iter().enumerate() {
            let (mut met, mut sum) = (0, 0.0);
            for &at in self.meetings.of(index) {
                let share = shares[at as usize];
                met += u32::from(share > 0.0);
                sum += share;
            }
            // Pairs that meet once in lessons that count teach nothing.
            if met > 1 {
                t[index] = maximise(index, (prior + UNKNOWN_SHARE) * sum);
                if t[index] > 0.0 {
                    taught.push(index);
                }
            }
        }
        (taught, t)
    }
}

/// What an unknown pair that meets in some places comes to if all lessons are sure.
fn most(places: &[u32], opening: &[f32]) -> f32 {
    places.iter().map(|&at| UNKNOWN_SHARE / opening[at as usize]).sum()
}

const fn key(w: u32, e: u32) -> u64 {
    ((w as u64) << 32) | e as u64
}

/// Where the pairs of types stand that meet in two or more places: pair by pair, as indices into the
/// English tokens of all lessons.
#[derive(Default)]
struct Meetings {
    /// The pairs of types, Chinese types ascending.
    keys: Vec<u64>,
    /// What the dictionary says of each, 0 for nothing.
    prior: Vec<f32>,
    /// Where each pair's places start.
    starts: Vec<u32>,
    /// The places, as English tokens of the lessons one after another.
    places: Vec<u32>,
    /// English tokens of all lessons.
    n_tokens: usize,
}

impl Meetings {
    /// The meetings that may come to something, and for each English token the sum of where all that
    /// may explain it start, those that come to nothing among them.
    fn new(evidence: &Evidence, lessons: &[Lesson<'_>], options: &Options) -> (Meetings, Vec<f32>) {
        let mut meetings = Meetings { starts: vec![0], ..Meetings::default() };
        let tokens: Vec<u32> = lessons.iter().flat_map(|lesson| lesson.en).copied().collect();
        meetings.n_tokens = tokens.len();
        let mut en_seen = vec![0_u32; evidence.en.counts.len()];
        tokens.iter().for_each(|&e| en_seen[e as usize] += 1);
        let mut opening = vec![NULL_SHARE; tokens.len()];
        let (of_type, english_of) = english_of_types(evidence, lessons);
        let mut counts = vec![0_u32; evidence.en.counts.len()];
        let mut met = vec![Met::NOTHING; evidence.en.counts.len()];
        // The types met by the one at hand, and others behind them.
        let mut types = vec![0_u32; evidence.en.counts.len() + 1];
        // The pairs of the type at hand, with what the dictionary says of each and where its places
        // start, and the places.
        let (mut pairs, mut places) = (Vec::new(), vec![0]);
        for w in 0..evidence.zh.counts.len() {
            let own = &english_of[of_type[w] as usize..of_type[w + 1] as usize];
            if own.len() < 2 {
                continue;
            }
            let n_types = count(&tokens, own, &mut counts, &mut types);
            let types = &types[..n_types];
            let often = options.lift * own.len() as f32 / lessons.len() as f32;
            let mut end = NOWHERE + 1;
            pairs.clear();
            for &(e, prior) in evidence.links.of(w as u32) {
                met[e as usize].opens = prior;
            }
            for &e in types {
                let count = std::mem::take(&mut counts[e as usize]);
                let prior = std::mem::take(&mut met[e as usize].opens);
                let above_chance = count as f32 > often * en_seen[e as usize] as f32;
                if count > 1 && (prior > 0.0 || above_chance) {
                    let met = &mut met[e as usize];
                    met.opens = prior + UNKNOWN_SHARE;
                    if prior > 0.0 || count as f32 * MOST_UNKNOWN > options.discount {
                        pairs.push((e, prior, end as usize..(end + count) as usize));
                        met.next = end;
                        end += count;
                    }
                }
            }
            if places.len() < end as usize {
                places.resize(end as usize, 0);
            }
            for &(from, to) in own {
                let range = from as usize..to as usize;
                let openings = opening[range.clone()].iter_mut();
                for ((at, e), opening) in (from..).zip(&tokens[range]).zip(openings) {
                    let met = &mut met[*e as usize];
                    *opening += met.opens;
                    places[met.next as usize] = at;
                    met.next += u32::from(met.next != NOWHERE);
                }
            }
            for (e, prior, own) in pairs.drain(..) {
                let own = &places[own];
                // The shares only fall from here on: what can come to nothing now will not later.
                if prior > 0.0 || most(own, &opening) > options.discount {
                    meetings.keys.push(key(w as u32, e));
                    meetings.prior.push(prior);
                    meetings.places.extend_from_slice(own);
                    meetings.starts.push(meetings.places.len() as u32);
                }
            }
            let linked = evidence.links.of(w as u32).iter().map(|link| link.0);
            types.iter().copied().chain(linked).for_each(|e| met[e as usize] = Met::NOTHING);
        }
        (meetings, opening)
    }

    /// Those of some pairs, told by index and prior, in the order of their keys.
    fn only(&self, keep: impl Fn(usize, f32) -> bool) -> Meetings {
        let mut meetings =
            Meetings { starts: vec![0], n_tokens: self.n_tokens, ..Meetings::default() };
        let mut kept: Vec<usize> =
            (0..self.keys.len()).filter(|&index| keep(index, self.prior[index])).collect();
        for row in kept.chunk_by_mut(|&one, &other| self.keys[one] >> 32 == self.keys[other] >> 32)
        {
            row.sort_unstable_by_key(|&index| self.keys[index]);
        }
        for index in kept {
            meetings.keys.push(self.keys[index]);
            meetings.prior.push(self.prior[index]);
            meetings.places.extend_from_slice(self.of(index));
            meetings.starts.push(meetings.places.len() as u32);
        }
        meetings
    }

    /// Where a pair's types meet.
    fn of(&self, index: usize) -> &[u32] {
        &self.places[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// For each English token: its probability over the sum of all that may explain it.
    fn shares(&self, taught: &[usize], t: &[f32], probabilities: &[f32], shares: &mut Vec<f32>) {
        shares.clear();
        shares.resize(self.n_tokens, NULL_SHARE);
        for &index in taught {
            for &at in self.of(index) {
                shares[at as usize] += t[index];
            }
        }
        for (share, probability) in shares.iter_mut().zip(probabilities) {
            *share = probability / *share;
        }
    }
}

/// Counts the types of the tokens in some ranges, puts them first among `types`, and says how many they
/// are. Whether a type is new is not to be told beforehand, so nothing waits for it.
fn count(tokens: &[u32], ranges: &[(u32, u32)], counts: &mut [u32], types: &mut [u32]) -> usize {
    let mut n = 0;
    for &(from, to) in ranges {
        for &e in &tokens[from as usize..to as usize] {
            let count = &mut counts[e as usize];
            types[n] = e;
            n += usize::from(*count == 0);
            *count += 1;
        }
    }
    n
}

/// How the type at hand meets an English one.
#[derive(Debug, Clone, Copy)]
struct Met {
    /// Where the next of their places goes.
    next: u32,
    /// Where their share starts.
    opens: f32,
}

/// The place that nobody reads.
const NOWHERE: u32 = 0;

impl Met {
    const NOTHING: Met = Met { next: NOWHERE, opens: 0.0 };
}

/// The English tokens, among those of all lessons one after another, of the lessons each Chinese type
/// stands in, once for each time it does: (starts, ranges).
fn english_of_types(evidence: &Evidence, lessons: &[Lesson<'_>]) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut starts = vec![0_u32; evidence.zh.counts.len() + 1];
    for &w in lessons.iter().flat_map(|lesson| lesson.zh) {
        starts[w as usize + 1] += 1;
    }
    for w in 1..starts.len() {
        starts[w] += starts[w - 1];
    }
    let mut next = starts.clone();
    let mut ranges = vec![(0, 0); starts.last().copied().unwrap_or(0) as usize];
    let mut first = 0;
    for lesson in lessons {
        let range = (first, first + lesson.en.len() as u32);
        for &w in lesson.zh {
            ranges[next[w as usize] as usize] = range;
            next[w as usize] += 1;
        }
        first = range.1;
    }
    (starts, ranges)
}

/// Dictionary rows with the learned pairs, which ascend, put in.
fn merge(evidence: &Evidence, learned: &[(u64, f32)], seen: &[f32], options: &Options) -> Links {
    let mut learned = learned.iter().copied().peekable();
    let link = |(key, t): (u64, f32)| (t > LEAST_SHARE).then_some((key as u32, t.min(1.0)));
    let mut links = Links::empty();
    let mut row: Vec<(u32, f32)> = Vec::new();
    for (w, n) in (0_u32..).zip(seen) {
        // What the dictionary says of words that were not met keeps part of its weight.
        let keep = (options.prior / (n + options.prior)).max(0.5);
        let kept = evidence.links.of(w).iter().map(|&(e, p)| (e, p * keep));
        if learned.peek().is_none_or(|next| next.0 >= key(w + 1, 0)) {
            links.push_row(kept);
            continue;
        }
        for (e, p) in kept {
            let here = key(w, e);
            while let Some(before) = learned.next_if(|next| next.0 < here) {
                row.extend(link(before));
            }
            row.extend(match learned.next_if(|next| next.0 == here) {
                Some(met) => link(met),
                None => Some((e, p)),
            });
        }
        while let Some(after) = learned.next_if(|next| (next.0 >> 32) as u32 == w) {
            row.extend(link(after));
        }
        links.push_row(row.drain(..));
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Stream;

    /// Streams of one-word-a-token sentences; types are numbers.
    fn stream(sentences: &[&[u32]], n_types: usize) -> Stream {
        let mut stream = Stream { counts: vec![0; n_types], ..Stream::default() };
        for sentence in sentences {
            stream.starts.push(stream.tokens.len() as u32);
            for &token in *sentence {
                stream.tokens.push(token);
                stream.counts[token as usize] += 1;
            }
        }
        stream.starts.push(stream.tokens.len() as u32);
        stream
    }

    /// Each of six pairs of sentences is a lesson.
    fn six_lessons(evidence: &Evidence) -> Vec<(usize, Lesson<'_>)> {
        let (zh, en) = (&evidence.zh, &evidence.en);
        (0..6).map(|at| (at, Lesson { zh: zh.sentence(at), en: en.sentence(at) })).collect()
    }

    #[test]
    fn words_that_keep_meeting_are_linked_and_chance_company_is_not() {
        let zh: [&[u32]; 6] = [&[0, 1], &[0, 2], &[0, 3], &[1, 2], &[2, 3], &[1, 3]];
        let evidence = Evidence {
            zh: stream(&zh, 4),
            en: stream(&zh, 4),
            links: Links::from_rows(vec![Vec::new(); 4]),
        };
        let options = Options { lift: 1.0, ..Options::default() };
        let links = Learner::new(&evidence, six_lessons(&evidence), &options).relearn(&[1.0; 6]);
        for kind in 0..4 {
            let row = links.of(kind);
            assert!(row.iter().any(|&(e, t)| e == kind && t > 0.3), "{kind}: {row:?}");
            assert!(row.iter().all(|&(e, t)| e == kind || t < 0.1), "{kind}: {row:?}");
        }
    }

    #[test]
    fn an_unlikely_lesson_teaches_nothing() {
        let evidence = Evidence {
            zh: stream(&[&[0][..]; 6], 1),
            en: stream(&[&[0][..]; 6], 1),
            links: Links::from_rows(vec![Vec::new()]),
        };
        let options = Options { lift: 0.5, ..Options::default() };
        let learner = Learner::new(&evidence, six_lessons(&evidence), &options);
        assert!(learner.relearn(&[0.3; 6]).of(0).is_empty());
        assert!(!learner.relearn(&[1.0; 6]).of(0).is_empty());
    }

    #[test]
    fn a_lesson_said_again_and_again_is_laid_out_a_few_times() {
        let links = Links::from_rows(vec![Vec::new()]);
        let side = || stream(&[&[0][..]; 6], 1);
        let evidence = Evidence { zh: side(), en: side(), links };
        let options = Options { lift: 0.5, max_copies: 3, ..Options::default() };
        let learner = Learner::new(&evidence, six_lessons(&evidence), &options);
        assert_eq!(learner.meetings.n_tokens, 3);
        // Each copy is as likely as the likeliest of the beads that gave it.
        let teach = |likely: [usize; 3]| {
            let p: Vec<f32> =
                (0..6).map(|at| if likely.contains(&at) { 1.0 } else { 0.1 }).collect();
            !learner.relearn(&p).of(0).is_empty()
        };
        assert!(teach([0, 1, 5]));
        assert!(!teach([0, 3, 4]));
    }
}
