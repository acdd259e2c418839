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

/// Links between types as ratios t(e|w)/u(e), for one direction.
#[derive(Debug, Clone, Default)]
pub struct Ratios {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Ratios {
    /// From rows of (other side's type, ratio).
    #[must_use]
    pub fn from_rows(rows: Vec<Vec<(u32, f32)>>) -> Ratios {
        let mut ratios = Ratios { starts: vec![0], entries: Vec::new() };
        for row in rows {
            ratios.entries.extend(row);
            ratios.starts.push(ratios.entries.len() as u32);
        }
        ratios
    }

    /// t(e|w)/u(e) for every link; u is the English type's share of the text.
    #[must_use]
    pub fn new(evidence: &Evidence, links: &Links) -> Ratios {
        let total = evidence.en.tokens.len() as f32 + BACKGROUND_TOKENS;
        let row = |kind: u32| {
            let row = links.of(kind).iter();
            row.map(|&(en, t)| (en, t * total / evidence.en.counts[en as usize].max(1) as f32))
                .collect()
        };
        Ratios::from_rows((0..links.n_types() as u32).map(row).collect())
    }

    /// The links of a type.
    #[must_use]
    pub fn of(&self, kind: u32) -> &[(u32, f32)] {
        &self.entries[self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize]
    }

    /// The same ratios seen from the other side, which has `n_types`.
    #[must_use]
    pub fn reversed(&self, n_types: usize) -> Ratios {
        let mut rows = vec![Vec::new(); n_types];
        for kind in 0..self.starts.len() - 1 {
            for &(other, ratio) in self.of(kind as u32) {
                rows[other as usize].push((kind as u32, ratio));
            }
        }
        Ratios::from_rows(rows)
    }
}

/// Where each type stands in a stream: (sentence, token position), ascending.
///
/// Asked for windows that only move forward, so that finding one costs nothing in the long run.
pub(super) struct Places {
    starts: Vec<u32>,
    entries: Vec<(u32, u32)>,
    cursors: Vec<u32>,
}

impl Places {
    pub(super) fn of(stream: &Stream) -> Places {
        let mut starts = vec![0_u32; stream.counts.len() + 1];
        for &token in &stream.tokens {
            starts[token as usize + 1] += 1;
        }
        for kind in 1..starts.len() {
            starts[kind] += starts[kind - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0); stream.tokens.len()];
        for sentence in 0..stream.n_sentences() {
            for position in stream.starts[sentence]..stream.starts[sentence + 1] {
                let kind = stream.tokens[position as usize] as usize;
                entries[next[kind] as usize] = (sentence as u32, position);
                next[kind] += 1;
            }
        }
        let cursors = starts.clone();
        Places { starts, entries, cursors }
    }

    /// Calls `hit` with the places (sentence, position) of a type inside the sentences `from..to`;
    /// `from` must not fall from one call to the next.
    pub(super) fn within(&mut self, kind: u32, from: u32, to: u32, mut hit: impl FnMut(u32, u32)) {
        let end = self.starts[kind as usize + 1];
        let cursor = &mut self.cursors[kind as usize];
        while *cursor < end && self.entries[*cursor as usize].0 < from {
            *cursor += 1;
        }
        for &(sentence, position) in &self.entries[*cursor as usize..end as usize] {
            if sentence >= to {
                break;
            }
            hit(sentence, position);
        }
    }
}

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
    /// lets them meet; the band's rows are `from`'s.
    #[must_use]
    pub fn new(
        from: &Stream,
        to: &Stream,
        ratios: &Ratios,
        band: &Band,
        max_span: usize,
        odds: f32,
    ) -> Gains {
        let n = from.n_sentences();
        let mut places = Places::of(to);
        let mut gains = Gains { sums: Vec::new(), starts: Vec::new(), bases: Vec::new(), max_span };
        // The hits of the rows a span can reach, in a ring.
        let mut ring: Vec<Vec<(u32, u32, f32)>> = vec![Vec::new(); max_span];
        let mut priced = 0;
        let mut mass: Vec<f32> = Vec::new();
        let mut product: Vec<f64> = Vec::new();
        for i in 0..n {
            let (base, _) = band.row(i);
            let (_, far) = band.row((i + max_span).min(n));
            let first_token = to.starts[base];
            mass.clear();
            mass.resize((to.starts[far] - first_token) as usize, 0.0);
            let mut touched: Vec<(u32, u32)> = Vec::new();
            let mut n_tokens = 0;
            gains.bases.push(base as u32);
            for a in 1..=max_span {
                gains.starts.push(gains.sums.len());
                if i + a > n {
                    continue;
                }
                let row = i + a - 1;
                if row == priced {
                    let from_sentence = band.row((row + 1).saturating_sub(max_span)).0 as u32;
                    let to_sentence = band.row((row + max_span).min(n)).1 as u32;
                    let hits = &mut ring[row % max_span];
                    hits.clear();
                    for &token in from.sentence(row) {
                        for &(other, ratio) in ratios.of(token) {
                            places.within(
                                other,
                                from_sentence,
                                to_sentence,
                                |sentence, position| {
                                    hits.push((sentence, position, ratio));
                                },
                            );
                        }
                    }
                    priced += 1;
                }
                let of_row = &ring[row % max_span];
                n_tokens += from.n_tokens(row);
                let (_, end) = band.row(i + a);
                for &(sentence, position, ratio) in of_row.iter() {
                    if (sentence as usize) < base || (sentence as usize) >= far {
                        continue;
                    }
                    let slot = &mut mass[(position - first_token) as usize];
                    if *slot == 0.0 {
                        touched.push((sentence, position - first_token));
                    }
                    *slot += ratio;
                }
                let scale = odds / n_tokens.max(1) as f32;
                product.clear();
                product.resize(end - base, 1.0);
                let start = gains.sums.len();
                gains.sums.resize(start + end - base + 1, 0.0);
                for &(sentence, position) in &touched {
                    let at = sentence as usize - base;
                    if at < product.len() {
                        let value = &mut product[at];
                        *value *= f64::from(1.0 + scale * mass[position as usize]);
                        if *value > 1e250 {
                            gains.sums[start + at + 1] += value.ln() as f32;
                            *value = 1.0;
                        }
                    }
                }
                let mut sum = 0.0;
                for (at, &value) in product.iter().enumerate() {
                    if value != 1.0 {
                        sum += value.ln() as f32;
                    }
                    sum += gains.sums[start + at + 1];
                    gains.sums[start + at + 1] = sum;
                }
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
