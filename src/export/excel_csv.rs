//! Comma-separated values as Excel opens them: UTF-8 with a byte order mark, CR LF, cells quoted,
//! and a cell that Excel would take for a formula with an apostrophe before it.

use std::io::{self, Write};

use super::{Row, Sink};

/// Writes `id zh en confidence flag note`.
pub struct ExcelCsv<W: Write>(csv::Writer<W>);

impl<W: Write> ExcelCsv<W> {
    /// Over a writer.
    pub fn new(writer: W) -> Self {
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF).quote_style(csv::QuoteStyle::Necessary);
        ExcelCsv(builder.from_writer(writer))
    }
}

impl<W: Write> Sink for ExcelCsv<W> {
    fn begin(&mut self) -> io::Result<()> {
        let header = ["\u{FEFF}id", "zh", "en", "confidence", "flag", "note"];
        self.0.write_record(header).map_err(super::tsv::io_error)
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        let note: Vec<String> = row.remarks.iter().map(super::Remark::text).collect();
        let cells = [
            row.id.to_string(),
            guarded(&row.zh),
            guarded(&row.en),
            format!("{:.4}", row.bead.confidence),
            row.level().map_or("", |level| level.name()).to_owned(),
            guarded(&note.join(" ")),
        ];
        self.0.write_record(cells).map_err(super::tsv::io_error)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The cell with an apostrophe before it if a spreadsheet would run it.
fn guarded(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let runs = |c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|');
    if first.is_some_and(runs) { format!("'{cell}") } else { cell.to_owned() }
}
