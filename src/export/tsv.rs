//! Tab-separated text, for programs: UTF-8, one header row, one bead a row, no quoting.

use std::io::{self, Write};

use super::{Row, Sink, numbers};

/// Columns of [`Tsv`], in order.
const HEADER: [&str; 9] = [
    "zh",
    "en",
    "type",
    "score",
    "confidence",
    "zh_paragraphs",
    "en_paragraphs",
    "zh_sentences",
    "en_sentences",
];

/// Writes `zh en type score confidence` and the numbers, from 1, of paragraphs and sentences.
#[derive(Debug)]
pub struct Tsv<W: Write>(csv::Writer<W>);

impl<W: Write> Tsv<W> {
    /// Over a writer.
    pub fn new(writer: W) -> Self {
        let mut builder = csv::WriterBuilder::new();
        // No quoting: the cells hold no tab and no line break, and a `"` belongs to the text.
        builder.delimiter(b'\t').quote_style(csv::QuoteStyle::Never);
        Tsv(builder.from_writer(writer))
    }
}

impl<W: Write> Sink for Tsv<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.0.write_record(HEADER).map_err(io_error)
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        self.0
            .write_record([
                row.zh.as_ref(),
                row.en.as_ref(),
                &row.kind(),
                &format!("{:.4}", row.bead.score),
                &format!("{:.4}", row.bead.confidence),
                &numbers(&row.zh_paragraphs),
                &numbers(&row.en_paragraphs),
                &numbers(&row.bead.zh),
                &numbers(&row.bead.en),
            ])
            .map_err(io_error)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The writer's own error, so that a closed pipe is known as one.
pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
