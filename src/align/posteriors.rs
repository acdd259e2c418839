//! Forward–backward posteriors of the beads of a lattice.
//!
//! The ways through a text add up to numbers far beyond what a float holds. Instead of their logarithms,
//! which cost a logarithm a sum, each cell keeps its sums with an exponent of its own, as a float keeps
//! its digits. Time: some multiplications a bead; memory: four words a cell, either way, and three a bead.

use super::band::Band;
use super::lattice::{Lattice, N_GAPS, State};

/// What forward–backward finds.
#[derive(Debug, Clone, Default)]
pub struct Posteriors {
    /// Posterior probability of each bead.
    pub beads: Vec<f32>,
    /// For null links, the part of it that opens a gap of each kind.
    pub opened: [Vec<f32>; N_GAPS],
    /// And the part that goes on with a long one.
    pub going_on: Vec<f32>,
    /// Log of the sum over all paths.
    pub total: f64,
}

impl Posteriors {
    /// Those of the beads to be kept.
    pub(super) fn kept(&self, keep: &[bool]) -> Posteriors {
        let kept = |values: &[f32]| super::lattice::kept(values, keep);
        let opened = [kept(&self.opened[0]), kept(&self.opened[1])];
        Posteriors {
            beads: kept(&self.beads),
            opened,
            going_on: kept(&self.going_on),
            total: self.total,
        }
    }
}

impl Lattice {
    /// Posteriors of the beads.
    #[must_use]
    pub fn posteriors(&self, band: &Band) -> Posteriors {
        let nodes: Vec<(u32, u32)> = self.beads.iter().map(|bead| self.ends(band, *bead)).collect();
        let n = band.n_cells();
        let factors = |side| self.steps_of(side).map(|(opening, on)| (opening.exp(), on.exp()));
        let steps = [factors(0), factors(1)];
        let power = Powers::new();
        let mut forward = vec![Ways::NONE; n];
        forward[0] = Ways::of(State::START);
        for (at, bead) in self.beads.iter().enumerate() {
            let (start, end) = nodes[at];
            let from = forward[start as usize];
            let (factor, exponent) = power.of(self.scores[at]);
            let to = &mut forward[end as usize];
            let exponent = from.exponent + exponent;
            if bead.is_null() {
                let [short, long] = steps[bead.side()];
                let short = (from.pair * short.0 + from.gaps[0] * short.1) * factor;
                let long = (from.pair * long.0 + from.gaps[1] * long.1) * factor;
                to.add(Ways { pair: 0.0, gaps: [short, long], exponent });
            } else {
                to.add(Ways { pair: from.all() * factor, gaps: [0.0; N_GAPS], exponent });
            }
        }
        let end = Ways::of(State::END);
        let total = forward[n - 1].with(end);
        let log_total = total.0.ln() + total.1 as f64 * std::f64::consts::LN_2;
        // Backward: what follows, given the state a cell was reached in.
        let mut backward = vec![Ways::NONE; n];
        backward[n - 1] = end;
        let none = || vec![0.0; self.beads.len()];
        let mut found = Posteriors {
            beads: none(),
            opened: [none(), none()],
            going_on: none(),
            total: log_total,
        };
        let scale = 1.0 / total.0;
        for (at, bead) in self.beads.iter().enumerate().rev() {
            let (start, end) = nodes[at];
            let after = backward[end as usize];
            let (factor, exponent) = power.of(self.scores[at]);
            let exponent = after.exponent + exponent;
            let from = forward[start as usize];
            let to = &mut backward[start as usize];
            let share = scale * two_to(from.exponent + exponent - total.1);
            if bead.is_null() {
                let [short, long] = steps[bead.side()];
                let via = after.gaps.map(|gap| gap * factor);
                let opening = [via[0] * short.0, via[1] * long.0];
                let going_on = [via[0] * short.1, via[1] * long.1];
                to.add(Ways { pair: opening[0] + opening[1], gaps: going_on, exponent });
                let opened = opening.map(|opening| from.pair * opening * share);
                let goes_on = [0, 1].map(|kind| from.gaps[kind] * going_on[kind] * share);
                for (kind, opened) in opened.into_iter().enumerate() {
                    found.opened[kind][at] = probability(opened);
                }
                found.going_on[at] = probability(goes_on[1]);
                found.beads[at] = probability(opened[0] + opened[1] + goes_on[0] + goes_on[1]);
            } else {
                let via = after.pair * factor;
                to.add(Ways { pair: via, gaps: [via; N_GAPS], exponent });
                found.beads[at] = probability(from.all() * via * share);
            }
        }
        found
    }
}

/// Less likely than this is not likely at all.
const LEAST: f64 = 1e-17;

fn probability(p: f64) -> f32 {
    if p < LEAST { 0.0 } else { p.min(1.0) as f32 }
}

/// Sums of the ways to reach a cell, or to go on from it: by a bead with two sides and by a null link in
/// each kind of gap, times two to the exponent.
#[derive(Debug, Clone, Copy)]
struct Ways {
    pair: f64,
    /// Short and long.
    gaps: [f64; N_GAPS],
    exponent: i64,
}

/// The exponents of ways that are added up may be so far above what is there already.
const ROOM: i64 = 64;
/// Sums grow so large at most: a hundred digits, of the three hundred a float can have.
const MOST: f64 = 1e100;

impl Ways {
    const NONE: Ways = Ways { pair: 0.0, gaps: [0.0; N_GAPS], exponent: i64::MIN / 4 };

    /// The ways into a state, or on from it.
    fn of(state: State) -> Ways {
        Ways { pair: state.pair.exp(), gaps: state.gaps.map(f64::exp), exponent: 0 }
    }

    fn all(&self) -> f64 {
        self.pair + self.gaps[0] + self.gaps[1]
    }

    /// Those that go on with others, and their exponent.
    fn with(&self, after: Ways) -> (f64, i64) {
        let gaps = self.gaps[0] * after.gaps[0] + self.gaps[1] * after.gaps[1];
        (self.pair * after.pair + gaps, self.exponent + after.exponent)
    }

    fn add(&mut self, others: Ways) {
        if others.exponent > self.exponent + ROOM {
            self.raise_for(&others);
        }
        let scale = two_to(others.exponent - self.exponent);
        self.pair += others.pair * scale;
        self.gaps[0] += others.gaps[0] * scale;
        self.gaps[1] += others.gaps[1] * scale;
        if self.all() > MOST {
            self.raise(self.exponent + size(MOST));
        }
    }

    /// The same ways with an exponent that suits others, if there are any.
    #[cold]
    fn raise_for(&mut self, others: &Ways) {
        if others.all() > 0.0 {
            self.raise(others.exponent + size(others.all()));
        }
    }

    /// The same ways with another exponent.
    fn raise(&mut self, exponent: i64) {
        let scale = two_to(self.exponent - exponent);
        self.pair *= scale;
        self.gaps.iter_mut().for_each(|gap| *gap *= scale);
        self.exponent = exponent;
    }
}

const MANTISSA_BITS: u32 = f64::MANTISSA_DIGITS - 1;
const BIAS: i64 = f64::MAX_EXP as i64 - 1;

/// The exponent of a number.
fn size(number: f64) -> i64 {
    (number.to_bits() >> MANTISSA_BITS) as i64 - BIAS
}

/// Two to a power; 0 for what is too small for a float.
fn two_to(exponent: i64) -> f64 {
    f64::from_bits(((exponent + BIAS).clamp(0, 2 * BIAS) as u64) << MANTISSA_BITS)
}

/// No score is farther from 0 than this.
const FARTHEST: f32 = 1e9;

/// Powers of e, as numbers from 1 to 2 and exponents of two.
struct Powers {
    /// Two to the steps between 0 and 1.
    table: Vec<f64>,
}

/// Steps of the table, in bits; a power is told from them to nine digits.
const STEP_BITS: u32 = 8;
const STEPS: i64 = 1 << STEP_BITS;

impl Powers {
    fn new() -> Powers {
        Powers { table: (0..STEPS).map(|step| (step as f64 / STEPS as f64).exp2()).collect() }
    }

    /// eˣ
    fn of(&self, x: f32) -> (f64, i64) {
        let steps =
            f64::from(x.clamp(-FARTHEST, FARTHEST)) * (std::f64::consts::LOG2_E * STEPS as f64);
        // Down to a whole number without a call.
        let whole = steps as i64 - i64::from(steps < 0.0);
        let rest = (steps - whole as f64) * (std::f64::consts::LN_2 / STEPS as f64);
        let factor = self.table[(whole & (STEPS - 1)) as usize];
        (factor * (1.0 + rest + rest * rest / 2.0), whole >> STEP_BITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_right_to_eight_digits() {
        let powers = Powers::new();
        for x in (-4000..4000).map(|step| step as f32 * 0.0173) {
            let (factor, exponent) = powers.of(x);
            assert!((1.0..2.0 + 1e-8).contains(&factor), "{x}: {factor}");
            let (found, wanted) = (factor * two_to(exponent), f64::from(x).exp());
            assert!((found / wanted - 1.0).abs() < 1e-8, "{x}: {found}, not {wanted}");
        }
        assert_eq!(powers.of(-1e6).0 * two_to(powers.of(-1e6).1), 0.0);
    }

    /// Whatever the order in which large and small ones come.
    #[test]
    fn ways_add_up_whatever_their_exponents() {
        let way = |value: f64, exponent| Ways { pair: value, gaps: [value / 2.0, 0.0], exponent };
        for exponents in [[0, 5, 300], [300, 5, 0], [5, 60, 65], [-900, 900, 899], [0, -2000, 1]] {
            for value in [1.0, 1e90, 1e-90] {
                let mut sum = Ways::NONE;
                exponents.iter().for_each(|&exponent| sum.add(way(value, exponent)));
                let top = exponents.into_iter().max().unwrap();
                let wanted: f64 = exponents.iter().map(|&e| value * two_to(e - top)).sum();
                let found = sum.pair * two_to(sum.exponent - top);
                assert!((found / wanted - 1.0).abs() < 1e-12, "{exponents:?} {value}: {sum:?}");
                assert_eq!(sum.gaps[0] * 2.0, sum.pair);
                assert!(sum.all() >= 1.0 && sum.all() < 2.0 * MOST, "{sum:?}");
            }
        }
    }
}
