//! Lexical gains: how much better a span of one side explains a sentence of the other than chance
//! does.
//!
//! For a span S of the explaining side and a sentence T of the explained side (Model 1 against the
//! unigram model, Brown et al. 1993):
//!
//! ```text
//! gain(T | S) = Σ_{e∈T} ln(1 + odds · Σ_{w∈S} t(e|w) / (|S| · u(e)))
//! ```
//!
//! A bead gains what its sentences gain, each by the whole other side. The masses of the tokens stand
//! one after another, and factors are multiplied before one logarithm is taken. Time: a step a row,
//! span length and token in reach; memory: two f32 a band cell and span length.

use super::bounds::Spans;
use super::hits::{RowHits, Source};
use crate::evidence::{Evidence, Stream};

/// What each sentence gains by every span of the other side a bead can join it with.
#[derive(Debug, Clone)]
pub struct Gains {
    /// Row i, span a: what each English sentence gains by `a` Chinese ones from i.
    en: Table,
    /// Row i, span b: what Chinese sentence i gains by the `b` English ones from each column.
    zh: Table,
}

impl Gains {
    /// Prices spans; `hits` are asked for those of each Chinese sentence with all English ones in its
    /// [`reach`](Spans::reach).
    #[must_use]
    pub fn new(evidence: &Evidence, mut hits: impl Source, spans: &Spans, odds: f32) -> Gains {
        let n = evidence.zh.n_sentences();
        let max_span = spans.max_span();
        let mut gains = Gains { en: Table::new(max_span), zh: Table::new(max_span) };
        let places = padded_starts(&evidence.en);
        let mut row = Row {
            evidence,
            spans,
            odds,
            places: &places,
            tokens: Vec::new(),
            products: Vec::new(),
        };
        let reach = spans.reach();
        // The rows a span can hold, in a ring.
        let mut ring = vec![Masses::default(); max_span];
        let mut columns = vec![Vec::new(); max_span];
        let mut seen = 0;
        for i in 0..n {
            while seen < n.min(i + max_span) {
                let found = hits.row(seen).within(reach[seen]);
                ring[seen % max_span].fill(&evidence.en, &places, &found);
                row.price_zh(seen, &found, &mut columns, &mut gains.zh);
                seen += 1;
            }
            row.price_en(i, &ring, &mut gains.en);
        }
        gains
    }

    /// Adds what the beads (i, a, j, b) gain, for as many j from `from` as there are places: the gains
    /// of their English side to `en`, of their Chinese side to `zh`.
    pub fn add(
        &self,
        (i, a, from, b): (usize, usize, usize, usize),
        en: &mut [f32],
        zh: &mut [f32],
    ) {
        let plus = |sums: &mut [f32], values: &[f32]| {
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        };
        for column in from..from + b {
            plus(en, self.en.run(i, a, column, en.len()));
        }
        for row in i..i + a {
            plus(zh, self.zh.run(row, b, from, zh.len()));
        }
    }
}

/// For each row and span length a run of columns.
#[derive(Debug, Clone)]
struct Table {
    values: Vec<f32>,
    /// Where each run starts, less its first column.
    runs: Vec<usize>,
    max_span: usize,
}

impl Table {
    fn new(max_span: usize) -> Table {
        Table { values: Vec::new(), runs: Vec::new(), max_span }
    }

    /// Opens the next run.
    fn open(&mut self, (from, to): (u32, u32)) -> &mut [f32] {
        let start = self.values.len();
        self.runs.push(start.wrapping_sub(from as usize));
        self.values.resize(start + to.saturating_sub(from) as usize, 0.0);
        &mut self.values[start..]
    }

    fn run(&self, row: usize, span: usize, from: usize, n: usize) -> &[f32] {
        let at = self.runs[row * self.max_span + span - 1].wrapping_add(from);
        &self.values[at..at + n]
    }
}

/// Masses stand in groups of so many, which are multiplied at once; a sentence fills its last group up
/// with none.
pub(super) const GROUP: usize = 4;

/// Where each sentence's masses start.
fn padded_starts(stream: &Stream) -> Vec<u32> {
    let ends = (0..stream.n_sentences()).scan(0, |end, sentence| {
        *end += stream.n_tokens(sentence).next_multiple_of(GROUP) as u32;
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

/// What a Chinese sentence adds to the mass of each English token in its reach.
#[derive(Debug, Clone, Default)]
struct Masses {
    first: usize,
    tokens: Vec<f32>,
}

impl Masses {
    fn fill(&mut self, en: &Stream, places: &[u32], found: &RowHits<'_>) {
        self.first = places[found.from] as usize;
        let end = places[found.from + found.width()] as usize;
        self.tokens.clear();
        self.tokens.resize(end - self.first, 0.0);
        for (column, j) in (found.from..).take(found.width()).enumerate() {
            let masses = &mut self.tokens[places[j] as usize - self.first..];
            for hit in found.of(column) {
                masses[(hit.en - en.starts[j]) as usize] += hit.ratio;
            }
        }
    }
}

/// Prices row by row.
struct Row<'e> {
    evidence: &'e Evidence,
    spans: &'e Spans,
    odds: f32,
    /// Where each English sentence's masses start.
    places: &'e [u32],
    /// Scratch: masses of the span at hand.
    tokens: Vec<f32>,
    /// Scratch: products whose logarithms are gains.
    products: Vec<f64>,
}

impl Row<'_> {
    /// What each English sentence gains by the spans that start at a Chinese one.
    fn price_en(&mut self, i: usize, ring: &[Masses], table: &mut Table) {
        let zh = &self.evidence.zh;
        let explained = self.spans.explained(i);
        let place = |sentence: u32| self.places[sentence as usize] as usize;
        let first = if explained[0].0 < explained[0].1 { place(explained[0].0) } else { 0 };
        for (a, &(from, to)) in (1..).zip(explained) {
            let values = table.open((from, to));
            if values.is_empty() {
                continue;
            }
            let (start, end) = (place(from), place(to));
            if a == 1 {
                self.tokens.clear();
                self.tokens.resize(end - first, 0.0);
            }
            let row = &ring[(i + a - 1) % ring.len()];
            let own = &row.tokens[start - row.first..end - row.first];
            add(&mut self.tokens[start - first..end - first], own);
            let scale = self.odds / (zh.starts[i + a] - zh.starts[i]).max(1) as f32;
            self.products.clear();
            let ends = self.places[from as usize..=to as usize].windows(2);
            for (ends, value) in ends.zip(values.iter_mut()) {
                let masses = &self.tokens[ends[0] as usize - first..ends[1] as usize - first];
                self.products.push(product(masses, scale, value));
            }
            add_logarithms(&self.products, values);
        }
    }

    /// What a Chinese sentence gains by the spans of English ones that may explain it.
    fn price_zh(
        &mut self,
        i: usize,
        found: &RowHits<'_>,
        columns: &mut [Vec<f32>],
        table: &mut Table,
    ) {
        let (zh, en) = (&self.evidence.zh, &self.evidence.en);
        let n_tokens = zh.n_tokens(i).next_multiple_of(GROUP);
        let first_token = zh.starts[i];
        let explaining = self.spans.explaining(i);
        let start = table.values.len();
        for &run in explaining {
            table.open(run);
        }
        let runs = &table.runs[table.runs.len() - explaining.len()..];
        let values = &mut table.values[start..];
        self.products.clear();
        self.products.resize(values.len(), 1.0);
        let n_columns = columns.len();
        let mut seen = found.from;
        for j in explaining[0].0..explaining[0].1 {
            let j = j as usize;
            while seen < (found.from + found.width()).min(j + n_columns) {
                let masses = &mut columns[seen % n_columns];
                masses.clear();
                masses.resize(n_tokens, 0.0);
                for hit in found.of(seen - found.from) {
                    masses[(hit.zh - first_token) as usize] += hit.ratio;
                }
                seen += 1;
            }
            self.tokens.clear();
            self.tokens.resize(n_tokens, 0.0);
            for (b, (&(from, to), run)) in (1..).zip(explaining.iter().zip(runs)) {
                if j < from as usize || j >= to as usize {
                    break;
                }
                add(&mut self.tokens, &columns[(j + b - 1) % n_columns]);
                let scale = self.odds / (en.starts[j + b] - en.starts[j]).max(1) as f32;
                let at = run.wrapping_add(j) - start;
                self.products[at] = product(&self.tokens, scale, &mut values[at]);
            }
        }
        add_logarithms(&self.products, values);
    }
}

/// Adds masses, group by group.
fn add(sums: &mut [f32], masses: &[f32]) {
    let groups = masses.as_chunks::<GROUP>().0;
    for (sums, masses) in sums.as_chunks_mut::<GROUP>().0.iter_mut().zip(groups) {
        for (sum, mass) in sums.iter_mut().zip(masses) {
            *sum += mass;
        }
    }
}

/// Factors multiplied before their logarithm is taken; none exceeds the tokens of the text, so that
/// the product of so many stays in its type.
const FACTORS: usize = 32;

/// The product whose logarithm a sentence gains whose tokens have such masses; what would outgrow it
/// goes to `gain`.
pub(super) fn product(masses: &[f32], scale: f32, gain: &mut f32) -> f64 {
    let mut last = masses;
    while let Some((part, rest)) = last.split_at_checked(FACTORS) {
        *gain += logarithm(multiply(part, scale));
        last = rest;
    }
    multiply(last, scale)
}

fn multiply(masses: &[f32], scale: f32) -> f64 {
    let mut products = [1.0_f64; GROUP];
    for group in masses.as_chunks::<GROUP>().0 {
        for (product, mass) in products.iter_mut().zip(group) {
            *product *= f64::from(1.0 + scale * mass);
        }
    }
    products.iter().product()
}

fn add_logarithms(products: &[f64], gains: &mut [f32]) {
    for (gain, product) in gains.iter_mut().zip(products) {
        *gain += logarithm(*product);
    }
}

/// Natural logarithm of a number of 1 or more, to seven digits: its exponent, and the series of
/// the area tangent for what is left.
pub(super) fn logarithm(number: f64) -> f32 {
    const MANTISSA: u64 = (1 << 52) - 1;
    const ONE: u64 = 1023 << 52;
    let bits = number.to_bits();
    let mut exponent = (bits >> 52) as i32 - 1023;
    let mut mantissa = f64::from_bits(bits & MANTISSA | ONE) as f32;
    if mantissa > std::f32::consts::SQRT_2 {
        mantissa *= 0.5;
        exponent += 1;
    }
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let q = s * s;
    let series = 2.0 * s * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0))));
    exponent as f32 * std::f32::consts::LN_2 + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_six_digits() {
        for at in 0..2000 {
            let number = (f64::from(at) * 0.35).exp();
            let (near, exact) = (logarithm(number), number.ln() as f32);
            assert!((near - exact).abs() <= 1e-6 * exact.max(1.0), "{number}: {near} {exact}");
        }
        assert_eq!(logarithm(1.0), 0.0);
    }

    #[test]
    fn a_sentence_gains_what_its_tokens_gain() {
        let masses: Vec<f32> =
            (0..72).map(|at| if at % 3 == 0 { at as f32 } else { 0.0 }).collect();
        let gain = |masses: &[f32], scale: f32| {
            let mut gain = [0.0];
            let product = product(masses, scale, &mut gain[0]);
            add_logarithms(&[product], &mut gain);
            gain[0]
        };
        for n in [0, 4, 32, 36, 72] {
            let exact: f32 = masses[..n].iter().map(|mass| (0.5 * mass).ln_1p()).sum();
            assert!((gain(&masses[..n], 0.5) - exact).abs() < 1e-3, "{n}");
        }
        // Masses no text has, and no logarithm lost.
        assert!((gain(&[1e9; 64], 1.0) / 64.0 - 1e9_f32.ln()).abs() < 1e-3);
    }
}
