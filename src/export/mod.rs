//! Export: aligned pairs and findings as files other tools read.
//!
//! Each format is a [`Sink`] over any writer; [`write()`] walks the [`Pairs`] once. Formats that can
//! be streamed keep nothing. Text inside a cell is made safe by [`one_line`]; what a format cannot
//! hold is counted in [`Written`].

mod corpora;
mod decisions;
mod docx;
mod excel_csv;
mod findings;
mod format;
mod gzip;
pub mod html;
mod hunalign;
mod jsonl;
mod links;
mod moses;
mod pairs;
mod preset;
mod tmx;
mod tsv;
mod workbook;
mod xces;
mod xliff;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::io;
use std::ops::Range;

pub use corpora::{Bitextor, HuggingFace, Mnbvc};
pub use decisions::{Applied, Decisions};
pub use docx::Docx;
pub use excel_csv::ExcelCsv;
pub use findings::{FindingLine, findings_jsonl};
pub use format::{About, Format, Output, Part, extension};
pub use gzip::Gzip;
pub use hunalign::{Hunalign, Ladder};
pub use jsonl::Jsonl;
pub use links::{Links, Vecalign};
pub use moses::{Moses, MosesTsv};
pub use pairs::{Pairs, Remark, Row};
pub use preset::Tool;
pub use tmx::Tmx;
pub use tsv::Tsv;
pub use xces::{Dialect, Xces};
pub use xliff::{Version, Xliff};
pub use xlsx::{TwoColumns, Xlsx};

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

    /// Texts so far that were longer than the format's cells, and cut at their end.
    fn n_cut(&self) -> usize {
        0
    }

    /// Whether the format wants every bead, whatever its confidence and length.
    fn wants_all(&self) -> bool {
        false
    }
}

/// Which pairs are written.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Filter {
    /// The least confidence, 0 to 1.
    pub min_confidence: f32,
    /// The longest text on either side, in characters.
    pub max_chars: Option<usize>,
}

/// What [`write()`] wrote and left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows written.
    pub rows: usize,
    /// Null links the format does not take.
    pub null_left_out: usize,
    /// Pairs below the least confidence.
    pub doubtful_left_out: usize,
    /// Null links below it.
    pub doubtful_nulls_left_out: usize,
    /// Beads below it that the format keeps, for it holds every sentence once.
    pub doubtful_kept: usize,
    /// Pairs longer than the tool takes.
    pub long_left_out: usize,
    /// Characters the format forbids, left out.
    pub forbidden_characters: usize,
    /// Texts longer than a cell can be, cut at their end.
    pub cut_texts: usize,
}

/// Writes all pairs that pass the filter to a sink, in order.
///
/// # Errors
/// Those of the writer.
pub fn write(pairs: &Pairs<'_>, filter: &Filter, sink: &mut dyn Sink) -> io::Result<Written> {
    let mut written = Written::default();
    sink.begin()?;
    for index in 0..pairs.len() {
        let bead = pairs.bead(index);
        let doubtful = bead.confidence < filter.min_confidence;
        written.doubtful_kept += usize::from(doubtful && sink.wants_all());
        if doubtful && !sink.wants_all() {
            written.doubtful_left_out += usize::from(!bead.is_null());
            written.doubtful_nulls_left_out += usize::from(bead.is_null());
            continue;
        }
        let row = pairs.row(index);
        let is_long = |text: &str| filter.max_chars.is_some_and(|most| text.chars().count() > most);
        if !sink.wants_all() && (is_long(&row.zh) || is_long(&row.en)) {
            written.long_left_out += 1;
        } else if sink.row(&row)? {
            written.rows += 1;
        } else {
            written.null_left_out += 1;
        }
    }
    sink.end()?;
    written.forbidden_characters = sink.n_forbidden();
    written.cut_texts = sink.n_cut();
    Ok(written)
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
