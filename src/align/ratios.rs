//! Links as ratios: how much better a Chinese type explains an English one than chance does.

use crate::evidence::{Evidence, Links};

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
    /// The English type of each link, apart from its ratio: most are asked for the type alone.
    kinds: Vec<u32>,
    ratios: Vec<Ratio>,
}

impl Ratios {
    /// t(e|w)/u(e) for every link; u is the English type's share of the text.
    #[must_use]
    pub fn new(evidence: &Evidence, links: &Links) -> Ratios {
        let total = evidence.en.tokens.len() as f32 + BACKGROUND_TOKENS;
        let rarity: Vec<f32> =
            evidence.en.counts.iter().map(|&count| total / count.max(1) as f32).collect();
        let mut ratios = Ratios { starts: vec![0], ..Ratios::default() };
        for kind in 0..links.n_types() as u32 {
            let row = links.of(kind).iter().map(|&(en, t)| (en, t * rarity[en as usize]));
            for (en, times) in row.filter(|&(_, times)| times >= LEAST_RATIO) {
                ratios.kinds.push(en);
                ratios.ratios.push(Ratio::new(times));
            }
            ratios.starts.push(ratios.kinds.len() as u32);
        }
        ratios
    }

    /// The links of a type: English types, and their ratios.
    pub fn of(&self, kind: u32) -> impl Iterator<Item = (u32, &Ratio)> {
        let row = self.starts[kind as usize] as usize..self.starts[kind as usize + 1] as usize;
        self.kinds[row.clone()].iter().copied().zip(&self.ratios[row])
    }
}
