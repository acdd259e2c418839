//! Tab-separated text, for programs: UTF-8, one header row, one bead a row, no quoting.

use std::io::{self, Write};

use super::{Row, Sink, numbers};

/// Columns of [`Tsv`], in order.
const HEADER: &str =
    "zh\ten\ttype\tscore\tconfidence\tzh_paragraphs\ten_paragraphs\tzh_sentences\ten_sentences";

/// Writes `zh en type score confidence` and the numbers, from 1, of paragraphs and sentences.
#[derive(Debug)]
pub struct Tsv<W: Write>(W);

impl<W: Write> Tsv<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Tsv(writer)
    }
}

impl<W: Write> Sink for Tsv<W> {
    fn begin(&mut self) -> io::Result<()> {
        writeln!(self.0, "{HEADER}")
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        writeln!(
            self.0,
            "{}\t{}\t{}\t{:.4}\t{:.4}\t{}\t{}\t{}\t{}",
            row.zh,
            row.en,
            row.kind(),
            row.bead.score,
            row.bead.confidence,
            numbers(&row.zh_paragraphs),
            numbers(&row.en_paragraphs),
            numbers(&row.bead.zh),
            numbers(&row.bead.en),
        )?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
