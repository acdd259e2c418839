//! The whole way, from two documents to beads and findings.

mod align;
mod check;
mod coverage;
mod repeats;
mod score;
mod translations;

pub use align::{Options, align};
pub use check::{Checked, Origin, check, check_rows};
pub use score::{Counts, Score, links_of, score};

use crate::align::Bead;
use crate::document::{Document, Sentence, Span};

/// Two documents and their beads.
#[derive(Debug, Clone, Default)]
pub struct Aligned {
    /// The Chinese document.
    pub zh: Document,
    /// The English document.
    pub en: Document,
    /// Sentences of the Chinese document.
    pub zh_sentences: Vec<Sentence>,
    /// Sentences of the English document.
    pub en_sentences: Vec<Sentence>,
    /// Beads: every sentence of either side stands in exactly one, in order of the text.
    pub beads: Vec<Bead>,
    /// What the reader should know: repeats, coverage, a band that gave up, swapped sides.
    pub notes: Vec<String>,
    /// Whether the two texts do not look like translations of each other.
    pub unrelated: bool,
    /// Mean evidence of the document's beads, 0 (unrelated) to 1.
    pub score: f32,
}

impl Aligned {
    /// The sentence that refuses two texts that are no translations of each other.
    #[must_use]
    pub fn refusal(&self) -> String {
        let (zh, en) = (&self.zh.name, &self.en.name);
        if zh == en {
            return format!(
                "the Chinese and the English of {zh} do not look like translations of each other"
            );
        }
        format!("{zh} and {en} do not look like translations of each other")
    }

    /// The span of a bead's Chinese text, outer white space left out; empty for a null link.
    #[must_use]
    pub fn zh_span(&self, bead: &Bead) -> Span {
        run_span(&self.zh.text, &self.zh_sentences[bead.zh.clone()])
    }

    /// The span of a bead's English text, outer white space left out; empty for a null link.
    #[must_use]
    pub fn en_span(&self, bead: &Bead) -> Span {
        run_span(&self.en.text, &self.en_sentences[bead.en.clone()])
    }
}

fn run_span(text: &str, sentences: &[Sentence]) -> Span {
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => {
            Span::new(first.trimmed_span(text).start, last.trimmed_span(text).end)
        }
        _ => Span::default(),
    }
}
