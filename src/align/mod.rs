//! Alignment: which sentences translate which. This room sees features, never text.

pub mod band;
pub mod closer;
pub mod gains;
pub mod lattice;
pub mod learn;
pub mod model;

use std::ops::Range;

/// One bead of an alignment: a run of Chinese sentences and the run of English sentences that
/// translates it. One of the two may be empty: a null link.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Chinese sentences, by index.
    pub zh: Range<usize>,
    /// English sentences, by index.
    pub en: Range<usize>,
    /// Log-likelihood ratio of the pair against two unrelated texts, per token; 0 for null links.
    pub score: f32,
    /// Posterior probability that this is a bead of the right alignment, 0 to 1.
    pub confidence: f32,
}

impl Bead {
    /// Whether one side is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.zh.is_empty() || self.en.is_empty()
    }
}
