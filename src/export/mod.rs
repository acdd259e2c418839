//! Export: aligned pairs and findings as files other tools read.
//!
//! Each format is a [`Sink`] over any writer; [`write()`] walks the beads once and keeps nothing, so
//! memory stays flat. Text inside a cell is made safe by [`one_line`]; what a format cannot hold is
//! counted in [`Written`].

mod findings;
mod jsonl;
mod links;
mod moses;
mod tmx;
mod tsv;

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use crate::align::Bead;
use crate::pipeline::Aligned;

pub use findings::{FindingLine, findings_jsonl};
pub use jsonl::Jsonl;
pub use links::Links;
pub use moses::{Moses, MosesTsv};
pub use tmx::{Tmx, TmxOptions};
pub use tsv::Tsv;

/// One bead, ready to be written.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The Chinese text on one line; empty for a null link.
    pub zh: Cow<'a, str>,
    /// The English text on one line; empty for a null link.
    pub en: Cow<'a, str>,
    /// The bead itself: sentence indices from 0, score, confidence.
    pub bead: &'a Bead,
    /// Paragraphs of the Chinese sentences, by index from 0.
    pub zh_paragraphs: Range<usize>,
    /// Paragraphs of the English sentences, by index from 0.
    pub en_paragraphs: Range<usize>,
}

impl Row<'_> {
    /// The bead's type, Chinese sentences first: `1-2`.
    #[must_use]
    pub fn kind(&self) -> String {
        format!("{}-{}", self.bead.zh.len(), self.bead.en.len())
    }
}

/// Where pairs go: one format.
pub trait Sink {
    /// What comes before the first row.
    ///
    /// # Errors
    /// Those of the writer.
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// One row. Returns whether the format took it; one that knows no null links does not take them.
    ///
    /// # Errors
    /// Those of the writer.
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool>;

    /// What comes after the last row; flushes.
    ///
    /// # Errors
    /// Those of the writer.
    fn end(&mut self) -> io::Result<()>;

    /// Characters the format forbids and that were left out so far.
    fn n_forbidden(&self) -> usize {
        0
    }

    /// Whether the format wants every bead, whatever its confidence.
    fn wants_all(&self) -> bool {
        false
    }
}

/// What [`write()`] wrote and left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows written.
    pub rows: usize,
    /// Null links the format does not take.
    pub null_left_out: usize,
    /// Beads below the least confidence.
    pub doubtful_left_out: usize,
    /// Characters the format forbids, left out.
    pub forbidden_characters: usize,
}

/// Writes all beads of at least `min_confidence` to a sink, in order.
///
/// # Errors
/// Those of the writer.
pub fn write(aligned: &Aligned, min_confidence: f32, sink: &mut dyn Sink) -> io::Result<Written> {
    let mut written = Written::default();
    sink.begin()?;
    for bead in &aligned.beads {
        if bead.confidence < min_confidence && !sink.wants_all() {
            written.doubtful_left_out += 1;
        } else if sink.row(&row(aligned, bead))? {
            written.rows += 1;
        } else {
            written.null_left_out += 1;
        }
    }
    sink.end()?;
    written.forbidden_characters = sink.n_forbidden();
    Ok(written)
}

fn row<'a>(aligned: &'a Aligned, bead: &'a Bead) -> Row<'a> {
    let paragraphs = |sentences: &[crate::document::Sentence]| match sentences {
        [first, .., last] => first.paragraph..last.paragraph + 1,
        [only] => only.paragraph..only.paragraph + 1,
        [] => 0..0,
    };
    Row {
        zh: one_line(aligned.zh_span(bead).of(&aligned.zh.text)),
        en: one_line(aligned.en_span(bead).of(&aligned.en.text)),
        bead,
        zh_paragraphs: paragraphs(&aligned.zh_sentences[bead.zh.clone()]),
        en_paragraphs: paragraphs(&aligned.en_sentences[bead.en.clone()]),
    }
}

/// The text with every tab, line break (U+2028, U+2029 and U+0085 too) and the white space beside a
/// line break as one space.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(breaks) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(breaks) {
        line.push_str(rest[..at].trim_end());
        line.push(' ');
        rest = rest[at..].trim_start();
    }
    line.push_str(rest);
    Cow::Owned(line)
}

/// Numbers from 1 of a range of indices: ``, `3`, `3-5`.
fn numbers(range: &Range<usize>) -> String {
    match range.len() {
        0 => String::new(),
        1 => (range.start + 1).to_string(),
        _ => format!("{}-{}", range.start + 1, range.end),
    }
}

#[cfg(test)]
mod tests;
