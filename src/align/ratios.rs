//! Links as ratios: how much better a Chinese type explains an English one than chance does.

use crate::evidence::{Evidence, Links};

/// Tokens of other text that rarity is also measured against: in a text of a few sentences every
/// word is frequent.
pub const BACKGROUND_TOKENS: f32 = 400.0;

/// Links that explain an English token less than so many times better than chance are left out:
/// they cost time and tell nothing.
const LEAST_RATIO: f32 = 1.0;

/// Logarithm of a ratio that explains a token wholly.
const FULL_LOG_RATIO: f32 = 4.0;

/// How much of a token a ratio explains, 0 to 1: a table over the upper half of its bits.
#[derive(Debug, Clone)]
pub struct Shares {
    table: Vec<f32>,
}

/// The bits that make no difference.
const LOWER_BITS: u32 = 16;

impl Shares {
    /// The table, up to the ratio that explains a token wholly.
    #[must_use]
    pub fn new() -> Shares {
        let first = 1.0_f32.to_bits() >> LOWER_BITS;
        let last = FULL_LOG_RATIO.exp().to_bits() >> LOWER_BITS;
        let share = |bits: u32| f32::from_bits(bits << LOWER_BITS).ln() / FULL_LOG_RATIO;
        Shares { table: (first..=last).map(share).collect() }
    }

    /// The share of a token a ratio explains; 0 for no ratio.
    #[must_use]
    pub fn of(&self, ratio: f32) -> f32 {
        let place = ratio.to_bits().saturating_sub(1.0_f32.to_bits()) >> LOWER_BITS;
        self.table.get(place as usize).copied().unwrap_or(1.0)
    }
}

impl Default for Shares {
    fn default() -> Self {
        Shares::new()
    }
}

/// Links between types as ratios t(e|w)/u(e).
#[derive(Debug, Clone, Default)]
pub struct Ratios {
    starts: Vec<u32>,
    /// The English types of all rows, and their ratios.
    types: Vec<u32>,
    ratios: Vec<f32>,
}

impl Ratios {
    /// t(e|w)/u(e) for every link; u is the English type's share of the text.
    #[must_use]
    pub fn new(evidence: &Evidence, links: &Links) -> Ratios {
        let total = evidence.en.tokens.len() as f32 + BACKGROUND_TOKENS;
        let rarity: Vec<f32> =
            evidence.en.counts.iter().map(|&count| total / count.max(1) as f32).collect();
        let mut starts = vec![0];
        let (mut types, mut ratios) = (vec![0; links.len()], vec![0.0; links.len()]);
        let mut n = 0;
        for kind in 0..links.n_types() as u32 {
            // Whether a link stays is not to be told beforehand, so nothing waits for it.
            for &(en, t) in links.of(kind) {
                let times = t * rarity[en as usize];
                (types[n], ratios[n]) = (en, times);
                n += usize::from(times >= LEAST_RATIO);
            }
            starts.push(n as u32);
        }
        types.truncate(n);
        ratios.truncate(n);
        Ratios { starts, types, ratios }
    }

    /// The links of a type: English types, and their ratios.
    #[must_use]
    pub fn of(&self, kind: u32) -> (&[u32], &[f32]) {
        let range = self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize;
        (&self.types[range.clone()], &self.ratios[range])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_grow_from_chance_to_the_whole() {
        let shares = Shares::new();
        for (ratio, wanted) in [(0.0, 0.0), (1.0, 0.0), (7.389, 0.5), (54.5, 1.0), (1e6, 1.0)] {
            let share = shares.of(ratio);
            assert!((share - wanted).abs() < 2e-3, "{ratio}: {share}");
        }
    }
}
