//! Lexical gains: how much better a span of one side explains each sentence of the other than
//! chance does.
//!
//! For a span S of the explaining side and a sentence T of the explained side (Model 1 against the
//! unigram model, Brown et al. 1993):
//!
//! ```text
//! gain(T | S) = Σ_{e∈T} ln(1 + odds · Σ_{w∈S} t(e|w) / (|S| · u(e)))
//! ```
//!
//! Prefix sums over the explained side make the gain of any span pair one subtraction. Time: one step
//! a hit and span; memory: one f32 a band cell and span length.

use super::band::Band;
use crate::evidence::{Evidence, Links, Stream};

/// Tokens of other text that rarity is also measured against: in a text of a few sentences every
/// word is frequent.
pub const BACKGROUND_TOKENS: f32 = 400.0;

/// Links that explain an English token less than so many times better than chance are left out:
/// they cost time and tell nothing.
const LEAST_RATIO: f32 = 1.0;

/// t(e|w)/u(e), and its logarithm as a share of what explains a token wholly, 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ratio {
    /// t(e|w)/u(e).
    pub times: f32,
    /// How much of the token it explains.
    pub share: f32,
}

/// Logarithm of a ratio that explains a token wholly.
const FULL_LOG_RATIO: f32 = 4.0;

impl Ratio {
    /// From t(e|w)/u(e).
    #[must_use]
    pub fn new(times: f32) -> Ratio {
        let whole = FULL_LOG_RATIO.exp();
        let share = if times >= whole { 1.0 } else { (times.ln() / FULL_LOG_RATIO).max(0.0) };
        Ratio { times, share }
    }
}

/// Links between types as ratios t(e|w)/u(e).
#[derive(Debug, Clone, Default)]
pub struct Ratios {
    starts: Vec<u32>,
    entries: Vec<(u32, Ratio)>,
}

impl Ratios {
    /// t(e|w)/u(e) for every link; u is the English type's share of the text.
    #[must_use]
    pub fn new(evidence: &Evidence, links: &Links) -> Ratios {
        let total = evidence.en.tokens.len() as f32 + BACKGROUND_TOKENS;
        let rarity: Vec<f32> =
            evidence.en.counts.iter().map(|&count| total / count.max(1) as f32).collect();
        let mut ratios = Ratios { starts: vec![0], entries: Vec::new() };
        for kind in 0..links.n_types() as u32 {
            let row = links.of(kind).iter().map(|&(en, t)| (en, t * rarity[en as usize]));
            let row = row.filter(|&(_, times)| times >= LEAST_RATIO);
            ratios.entries.extend(row.map(|(en, times)| (en, Ratio::new(times))));
            ratios.starts.push(ratios.entries.len() as u32);
        }
        ratios
    }

    /// The links of a type.
    #[must_use]
    pub fn of(&self, kind: u32) -> &[(u32, Ratio)] {
        &self.entries[self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize]
    }
}

/// A hit as the explaining sentence sees it: the explained sentence, its token, the ratio.
type Sight = (u32, u32, f32);

/// Gains of the explained side's sentences for every span of the explaining side.
#[derive(Debug, Clone)]
pub struct Gains {
    /// Prefix sums: for span (i, a), entry k is the gain of sentences `base..base+k`.
    sums: Vec<f32>,
    /// Where span (i, a) starts in `sums`.
    starts: Vec<usize>,
    /// First explained sentence of spans starting at i.
    bases: Vec<u32>,
    max_span: usize,
}

impl Gains {
    /// Prices all spans of up to `max_span` sentences of `from` for the sentences of `to` the band
    /// lets them meet; the band's rows are `from`'s. `sights` appends the hits of a sentence.
    #[must_use]
    pub fn new(
        from: &Stream,
        to: &Stream,
        sights: impl Fn(usize, &mut Vec<Sight>),
        band: &Band,
        max_span: usize,
        odds: f32,
    ) -> Gains {
        let n = from.n_sentences();
        let mut gains = Gains { sums: Vec::new(), starts: Vec::new(), bases: Vec::new(), max_span };
        // The hits of the rows a span can reach, in a ring.
        let mut ring: Vec<Vec<Sight>> = vec![Vec::new(); max_span];
        let mut seen = 0;
        let mut span = Span::default();
        for i in 0..n {
            let (base, _) = band.row(i);
            let (_, far) = band.row((i + max_span).min(n));
            span.open(to, base, far);
            gains.bases.push(base as u32);
            let mut n_tokens = 0;
            for a in 1..=max_span {
                gains.starts.push(gains.sums.len());
                if i + a > n {
                    continue;
                }
                let row = i + a - 1;
                let of_row = &mut ring[row % max_span];
                if row == seen {
                    of_row.clear();
                    sights(row, of_row);
                    seen += 1;
                }
                span.add(of_row);
                n_tokens += from.n_tokens(row);
                let (_, end) = band.row(i + a);
                span.price(end - base, odds / n_tokens.max(1) as f32, &mut gains.sums);
            }
        }
        gains
    }

    /// Gain of the explained sentences `j..j + b` by the span of `a` sentences from `i`.
    #[must_use]
    pub fn of(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let start = self.starts[i * self.max_span + a - 1];
        let at = start + j - self.bases[i] as usize;
        self.sums[at + b] - self.sums[at]
    }
}

/// A growing span of the explaining side and the tokens it explains.
#[derive(Default)]
struct Span {
    base: usize,
    far: usize,
    first_token: u32,
    /// For each token of the sentences in reach, its place among the explained ones, 0 for none.
    slots: Vec<u32>,
    /// Sentence (from `base`) and mass of each explained token; the first entry is none.
    explained: Vec<(u32, f32)>,
    products: Vec<f64>,
}

/// A product is taken to its logarithm before it outgrows its type.
const MAX_PRODUCT: f64 = 1e250;

impl Span {
    fn open(&mut self, to: &Stream, base: usize, far: usize) {
        (self.base, self.far) = (base, far);
        self.first_token = to.starts[base];
        self.slots.clear();
        self.slots.resize((to.starts[far] - self.first_token) as usize, 0);
        self.explained.clear();
        self.explained.push((0, 0.0));
    }

    fn add(&mut self, sights: &[Sight]) {
        for &(sentence, token, times) in sights {
            if (sentence as usize) < self.base || (sentence as usize) >= self.far {
                continue;
            }
            let slot = &mut self.slots[(token - self.first_token) as usize];
            if *slot == 0 {
                *slot = self.explained.len() as u32;
                self.explained.push((sentence - self.base as u32, 0.0));
            }
            self.explained[*slot as usize].1 += times;
        }
    }

    /// Appends the prefix sums of the gains of the first `width` sentences.
    fn price(&mut self, width: usize, scale: f32, sums: &mut Vec<f32>) {
        self.products.clear();
        self.products.resize(width, 1.0);
        let start = sums.len();
        sums.resize(start + width + 1, 0.0);
        for &(column, mass) in &self.explained[1..] {
            if let Some(product) = self.products.get_mut(column as usize) {
                let logarithm = &mut sums[start + column as usize + 1];
                multiply(product, logarithm, 1.0 + scale * mass);
            }
        }
        let mut sum = 0.0;
        for (slot, &product) in sums[start + 1..].iter_mut().zip(&self.products) {
            if product != 1.0 {
                sum += product.ln() as f32;
            }
            sum += *slot;
            *slot = sum;
        }
    }
}

/// Multiplies a product whose logarithm is wanted; what would outgrow it goes to `logarithm`.
pub(super) fn multiply(product: &mut f64, logarithm: &mut f32, factor: f32) {
    *product *= f64::from(factor);
    if *product > MAX_PRODUCT {
        *logarithm += product.ln() as f32;
        *product = 1.0;
    }
}
