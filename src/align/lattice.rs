//! A lattice of beads, and the best path through it.
//!
//! Time: a step a bead; memory: three f64 a cell of the band, and one entry a bead.

use super::band::Band;

/// A bead's place: `a` Chinese sentences from `i`, `b` English ones from `j`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// First Chinese sentence.
    pub i: u32,
    /// First English sentence.
    pub j: u32,
    /// Number of Chinese sentences.
    pub a: u8,
    /// Number of English sentences.
    pub b: u8,
}

impl Place {
    /// A place from counts.
    #[must_use]
    pub fn new(i: usize, a: usize, j: usize, b: usize) -> Place {
        Place { i: i as u32, j: j as u32, a: a as u8, b: b as u8 }
    }

    /// Whether one side is empty.
    #[must_use]
    pub const fn is_null(self) -> bool {
        self.a == 0 || self.b == 0
    }

    /// The side a null link is of: 0 for Chinese, 1 for English.
    pub(super) const fn side(self) -> usize {
        (self.a == 0) as usize
    }

    /// (i, a, j, b) as counts.
    #[must_use]
    pub const fn parts(self) -> (usize, usize, usize, usize) {
        (self.i as usize, self.a as usize, self.j as usize, self.b as usize)
    }
}

/// Beads with their scores, in the order of the cells they end in.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    /// The beads.
    pub beads: Vec<Place>,
    /// Their scores.
    pub scores: Vec<f32>,
    /// What null links add in each kind of gap.
    pub gaps: [Gap; N_GAPS],
}

/// Kinds of gaps: short and long ones.
pub const N_GAPS: usize = 2;

/// What a null link adds, Chinese and English, that opens a gap of a kind, and that goes on with one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Gap {
    /// After a bead with two sides.
    pub opening: [f32; 2],
    /// After a null link.
    pub going_on: [f32; 2],
}

impl Lattice {
    /// Some beads with their scores, in the order of the cells they end in.
    #[must_use]
    pub fn of(beads: &[(Place, f32)]) -> Lattice {
        let (beads, scores) = beads.iter().copied().unzip();
        Lattice { beads, scores, gaps: Default::default() }
    }

    /// Takes in other beads that it does not have, in the order of the cells they end in.
    pub fn join(&mut self, others: &[(Place, f32)]) {
        let end = |bead: &Place| (bead.i + u32::from(bead.a), bead.j + u32::from(bead.b));
        let mut own = &self.beads[..];
        let mut missing = Vec::new();
        for &(bead, score) in others {
            own = &own[own.iter().take_while(|own| end(own) < end(&bead)).count()..];
            let mut here = own.iter().take_while(|own| end(own) == end(&bead));
            if !here.any(|own| *own == bead) {
                missing.push((bead, score));
            }
        }
        let known = self.beads.iter().copied().zip(self.scores.iter().copied());
        let mut all: Vec<(Place, f32)> = known.chain(missing).collect();
        // Two runs in order: a stable sort merges them.
        all.sort_by_key(|(bead, _)| end(bead));
        (self.beads, self.scores) = all.into_iter().unzip();
    }

    /// Which beads have a posterior of `least` or more, null links of `least_null`.
    #[must_use]
    pub fn likely(&self, posteriors: &[f32], least: f32, least_null: f32) -> Vec<bool> {
        let beads = self.beads.iter().zip(posteriors);
        beads.map(|(bead, &p)| p >= if bead.is_null() { least_null } else { least }).collect()
    }

    /// Drops the other beads.
    pub fn keep(&mut self, keep: &[bool]) {
        self.beads = kept(&self.beads, keep);
        self.scores = kept(&self.scores, keep);
    }

    /// A band around the cells that some of its beads start and end in.
    #[must_use]
    pub fn band(&self, band: &Band, margin: usize, which: impl Fn(Place) -> bool) -> Band {
        let n = band.n_zh();
        let mut low = vec![u32::MAX; n + 1];
        let mut high = vec![0; n + 1];
        for bead in self.beads.iter().filter(|bead| which(**bead)) {
            for (i, j) in
                [(bead.i, bead.j), (bead.i + u32::from(bead.a), bead.j + u32::from(bead.b))]
            {
                low[i as usize] = low[i as usize].min(j.saturating_sub(margin as u32));
                high[i as usize] = high[i as usize].max(j + margin as u32);
            }
        }
        Band::new(low, high, band.n_en())
    }

    /// What a null link of a side adds in each kind of gap: opening it, and going on with it.
    pub(super) fn steps_of(&self, side: usize) -> [(f64, f64); N_GAPS] {
        self.gaps.map(|gap| (f64::from(gap.opening[side]), f64::from(gap.going_on[side])))
    }

    /// The cells a bead starts and ends in.
    pub(super) fn ends(&self, band: &Band, bead: Place) -> (u32, u32) {
        let (i, a, j, b) = bead.parts();
        let cell = |i: usize, j: usize| band.at(i, j).unwrap_or(0) as u32;
        (cell(i, j), cell(i + a, j + b))
    }

    /// The path with the largest score, as indices of beads, first to last.
    #[must_use]
    pub fn best_path(&self, band: &Band) -> Vec<usize> {
        const PAIR: usize = N_GAPS;
        let n = band.n_cells();
        let mut best = vec![State::NOWHERE; n];
        // The bead that reached each state, and the state it came from.
        let mut back = vec![[(u32::MAX, 0_u8); N_GAPS + 1]; n];
        best[0] = State::START;
        for (at, bead) in self.beads.iter().enumerate() {
            let (start, end) = self.ends(band, *bead);
            let from = best[start as usize];
            let score = f64::from(self.scores[at]);
            let (to, back) = (&mut best[end as usize], &mut back[end as usize]);
            if bead.is_null() {
                for (kind, (opening, going_on)) in
                    self.steps_of(bead.side()).into_iter().enumerate()
                {
                    let (stays, opens) = (from.gaps[kind] + going_on, from.pair + opening);
                    let (sum, state) = if stays >= opens { (stays, kind) } else { (opens, PAIR) };
                    if sum + score > to.gaps[kind] {
                        to.gaps[kind] = sum + score;
                        back[kind] = (at as u32, state as u8);
                    }
                }
            } else {
                let (sum, state) = from.best();
                if sum + score > to.pair {
                    to.pair = sum + score;
                    back[PAIR] = (at as u32, state as u8);
                }
            }
        }
        let (_, mut state) = best[n - 1].at_end().best();
        let (mut i, mut j) = (band.n_zh(), band.n_en());
        let mut path = Vec::new();
        while (i, j) != (0, 0) {
            let (at, before) = back[band.at(i, j).unwrap_or(0)][state];
            let Some(bead) = self.beads.get(at as usize) else { break };
            path.push(at as usize);
            (i, j) = (bead.i as usize, bead.j as usize);
            state = usize::from(before);
        }
        path.reverse();
        path
    }
}

/// How much less likely a text is to start in a long gap than in a short one, in nats; and how much
/// likelier to end in it than the gap is to close.
const LONG_AT_EDGE: f64 = 3.0;

/// What the ways to reach a cell by a bead with two sides, and by a null link in each kind of gap, come to,
/// in nats.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) pair: f64,
    /// Short and long.
    pub(super) gaps: [f64; N_GAPS],
}

impl State {
    const NOWHERE: State = State { pair: f64::NEG_INFINITY, gaps: [f64::NEG_INFINITY; N_GAPS] };
    /// The start of a text is like a gap: what is missing there was never opened. But few texts lack a
    /// long beginning.
    pub(super) const START: State = State { pair: f64::NEG_INFINITY, gaps: [0.0, -LONG_AT_EDGE] };
    /// What the end of a text adds: a long gap that runs into it paid for closing, which it never does.
    pub(super) const END: State = State { pair: 0.0, gaps: [0.0, LONG_AT_EDGE] };

    /// The same, with what the end of the text adds.
    fn at_end(self) -> State {
        let [short, long] = self.gaps;
        let [after_short, after_long] = State::END.gaps;
        State { pair: self.pair, gaps: [short + after_short, long + after_long] }
    }

    /// The best of them, and which: a kind of gap, or none.
    fn best(&self) -> (f64, usize) {
        let mut best = (self.pair, N_GAPS);
        for (kind, &gap) in self.gaps.iter().enumerate() {
            if gap >= best.0 {
                best = (gap, kind);
            }
        }
        best
    }
}

/// The values to be kept.
pub(super) fn kept<T: Copy>(values: &[T], keep: &[bool]) -> Vec<T> {
    values.iter().zip(keep).filter_map(|(&value, &keep)| keep.then_some(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::bounds::Bounds;
    use crate::align::search::tests::Diagonal;
    use crate::align::search::{self, Keep};

    fn search(band: &Band, max_bead: usize, least: f64) -> Lattice {
        let keep = Keep { least, null_slack: 0.0 };
        search::likely(&Bounds::new(band.clone(), max_bead), keep, &Diagonal).lattice
    }

    #[test]
    fn posteriors_of_the_beads_over_a_sentence_sum_to_one() {
        let band = Band::full(6, 5);
        let lattice = search(&band, 5, 0.0);
        let posteriors = lattice.posteriors(&band).beads;
        for sentence in 0..6 {
            let sum: f32 = lattice
                .beads
                .iter()
                .zip(&posteriors)
                .filter(|(p, _)| (p.i..p.i + u32::from(p.a)).contains(&sentence))
                .map(|(_, &p)| p)
                .sum();
            assert!((sum - 1.0).abs() < 1e-3, "sentence {sentence}: {sum}");
        }
    }

    #[test]
    fn the_best_path_covers_both_sides_and_survives_pruning() {
        let band = Band::full(9, 7);
        let whole = search(&band, 4, 0.0);
        let pruned = search(&band, 4, 1e-3);
        assert!(pruned.beads.len() < whole.beads.len());
        let path = |lattice: &Lattice| -> Vec<Place> {
            let path = lattice.best_path(&band);
            path.into_iter().map(|index| lattice.beads[index]).collect()
        };
        assert_eq!(path(&whole), path(&pruned));
        let covered: usize = path(&whole).iter().map(|p| usize::from(p.a)).sum();
        assert_eq!(covered, 9);
    }

    /// What all ways through the lattice add up to, by hand: of those that a bead stands in, and of all;
    /// and the score of the best.
    fn by_hand(lattice: &Lattice, (n_zh, n_en): (u32, u32)) -> (Vec<f64>, f64, f64) {
        struct Way {
            end: (u32, u32),
            state: usize,
            score: f64,
            beads: Vec<usize>,
        }
        const PAIR: usize = N_GAPS;
        let start = |(state, score)| Way { end: (0, 0), state, score, beads: Vec::new() };
        let mut ways: Vec<Way> = [(0, 0.0), (1, -LONG_AT_EDGE)].map(start).into();
        let (mut sums, mut all, mut best) = (vec![0.0; lattice.beads.len()], 0.0, f64::MIN);
        while let Some(way) = ways.pop() {
            if way.end == (n_zh, n_en) {
                let score = way.score + if way.state == 1 { LONG_AT_EDGE } else { 0.0 };
                way.beads.iter().for_each(|&at| sums[at] += score.exp());
                all += score.exp();
                best = best.max(score);
                continue;
            }
            for (at, bead) in lattice.beads.iter().enumerate() {
                if (bead.i, bead.j) != way.end {
                    continue;
                }
                let side = usize::from(bead.a == 0);
                let states = if bead.is_null() { 0..N_GAPS } else { PAIR..PAIR + 1 };
                for state in states {
                    let step = match (bead.is_null(), way.state) {
                        (false, _) => 0.0,
                        (true, PAIR) => lattice.gaps[state].opening[side],
                        (true, before) if before == state => lattice.gaps[state].going_on[side],
                        _ => continue,
                    };
                    ways.push(Way {
                        end: (bead.i + u32::from(bead.a), bead.j + u32::from(bead.b)),
                        state,
                        score: way.score + f64::from(lattice.scores[at] + step),
                        beads: way.beads.iter().copied().chain([at]).collect(),
                    });
                }
            }
        }
        (sums, all, best)
    }

    #[test]
    fn gaps_of_two_kinds_add_up_as_all_ways_do_by_hand() {
        let band = Band::full(4, 3);
        let mut lattice = search(&band, 3, 0.0);
        lattice.gaps = [
            Gap { opening: [-1.0, -0.5], going_on: [-0.7, -1.5] },
            Gap { opening: [-3.0, -2.5], going_on: [0.3, 0.1] },
        ];
        let (sums, all, best) = by_hand(&lattice, (4, 3));
        let posteriors = lattice.posteriors(&band);
        assert!((posteriors.total - all.ln()).abs() < 1e-3);
        for (at, sum) in sums.iter().enumerate() {
            let (p, wanted) = (f64::from(posteriors.beads[at]), sum / all);
            assert!((p - wanted).abs() < 1e-3, "{:?}: {p}, by hand {wanted}", lattice.beads[at]);
        }
        let path = lattice.best_path(&band);
        let likeliest = Lattice {
            beads: path.iter().map(|&at| lattice.beads[at]).collect(),
            scores: path.iter().map(|&at| lattice.scores[at]).collect(),
            gaps: lattice.gaps,
        };
        assert!((by_hand(&likeliest, (4, 3)).2 - best).abs() < 1e-4);
    }

    #[test]
    fn joined_beads_stand_where_they_end_and_once() {
        let band = Band::full(9, 7);
        let mut some = search(&band, 4, 1e-3);
        let all = search(&band, 4, 0.0);
        let beads = all.beads.iter().copied().zip(all.scores.iter().copied());
        let beads: Vec<(Place, f32)> = beads.collect();
        some.join(&beads);
        assert_eq!(some.beads.len(), all.beads.len());
        let total = |lattice: &Lattice| lattice.posteriors(&band).total;
        assert!((total(&some) - total(&all)).abs() < 1e-6);
        some.join(&beads);
        assert_eq!(some.beads.len(), all.beads.len());
    }
}
