//! A workbook for people: a sheet of pairs with the figures of findings in colour inside the cell,
//! and a sheet of findings. Decisions and corrections made in it come back by row id
//! ([`Decisions`](super::Decisions)). [`TwoColumns`] is the bare sheet Sketch Engine reads.
//!
//! Text is written as text, never as a formula; a cell that looks like one keeps a quote prefix, so
//! that it stays text when it is edited. The same pairs give the same bytes.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format as Look, Workbook, Worksheet, XlsxError,
};

use super::pairs::runs;
use super::workbook::{Looks, height, sheet};
use super::{About, Row, Sink, xml};
use crate::check::{Fingerprint, Level};
use crate::document::Span;

/// Name of the sheet of pairs.
pub(super) const PAIRS: &str = "pairs";
/// Name of the sheet of findings.
pub(super) const FINDINGS: &str = "findings";
/// What a person chooses to accept a pair as it stands.
pub(super) const ACCEPT: &str = "accept";
/// Most characters a cell holds, in UTF-16 units.
const MAX_CELL: usize = 32_767;
/// Most rows a sheet holds, its header counted.
const MAX_ROWS: u32 = 1_048_576;

const PAIRS_HEADER: [(&str, f64); 7] = [
    ("id", 7.0),
    ("zh", 55.0),
    ("en", 70.0),
    ("confidence", 11.0),
    ("flag", 8.0),
    ("note", 55.0),
    ("decision", 11.0),
];

const FINDINGS_HEADER: [(&str, f64); 9] = [
    ("id", 7.0),
    ("level", 8.0),
    ("code", 19.0),
    ("zh", 22.0),
    ("en", 22.0),
    ("message", 80.0),
    ("suggestion", 30.0),
    ("decision", 11.0),
    ("key", 28.0),
];

/// Writes the workbook; it is kept in memory until the end.
pub struct Xlsx<W: Write> {
    writer: W,
    pairs: Worksheet,
    findings: Worksheet,
    looks: Looks,
    n_pairs: u32,
    n_findings: u32,
    lost: Lost,
}

impl<W: Write> Xlsx<W> {
    /// Over a writer.
    pub fn new(writer: W) -> Self {
        Xlsx {
            writer,
            pairs: Worksheet::new(),
            findings: Worksheet::new(),
            looks: Looks::new(),
            n_pairs: 0,
            n_findings: 0,
            lost: Lost::default(),
        }
    }

    fn findings(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        for remark in &row.remarks {
            self.n_findings = (self.n_findings + 1).min(MAX_ROWS - 1);
            let (at, finding) = (self.n_findings, remark.finding);
            let look = self.looks.level(finding.level).clone();
            let figure = |text: &str, span: Option<Span>| {
                span.and_then(|span| text.get(span.range())).unwrap_or("").to_owned()
            };
            let (zh, en) = (figure(&row.zh, remark.zh), figure(&row.en, remark.en));
            let key = Fingerprint::of(finding, remark.pair).to_string();
            let suggestion = finding.suggestion.as_deref().unwrap_or("");
            let width = |column: usize| FINDINGS_HEADER[column].1;
            let texts = [
                (finding.message.as_str(), width(5)),
                (suggestion, width(6)),
                (&zh, width(3)),
                (&en, width(4)),
            ];
            self.findings.set_row_height(at, height(&texts))?;
            self.findings.write_number_with_format(at, 0, id(row.id), &self.looks.number)?;
            self.findings.write_string_with_format(at, 1, finding.level.name(), &look)?;
            self.findings.write_string_with_format(at, 2, finding.code.name(), &look)?;
            let cells =
                [(3, zh.as_str()), (4, &en), (5, &finding.message), (6, suggestion), (8, &key)];
            for (column, text) in cells {
                let text = cell(text, &mut self.lost);
                self.findings.write_string_with_format(
                    at,
                    column,
                    &text,
                    self.looks.text(&text),
                )?;
            }
        }
        Ok(())
    }

    fn pair(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        let at = self.n_pairs;
        let marks = |side: fn(&super::Remark<'_>) -> Option<Span>| -> Vec<(Span, Level)> {
            let of = |remark| side(remark).map(|span| (span, remark.finding.level));
            row.remarks.iter().filter_map(of).collect()
        };
        let note: Vec<String> = row.remarks.iter().map(super::Remark::text).collect();
        let note = note.join(" ");
        let width = |column: usize| PAIRS_HEADER[column].1;
        let texts = [(&*row.zh, width(1)), (&*row.en, width(2)), (note.as_str(), width(5))];
        self.pairs.set_row_height(at, height(&texts))?;
        self.pairs.write_number_with_format(at, 0, id(row.id), &self.looks.number)?;
        self.text(at, 1, &row.zh, &marks(|remark| remark.zh))?;
        self.text(at, 2, &row.en, &marks(|remark| remark.en))?;
        let confidence = (f64::from(row.bead.confidence) * 1e4).round() / 1e4;
        self.pairs.write_number_with_format(at, 3, confidence, &self.looks.share)?;
        if let Some(level) = row.level() {
            self.pairs.write_string_with_format(at, 4, level.name(), self.looks.level(level))?;
        }
        self.text(at, 5, &note, &[])
    }

    /// A cell of the sheet of pairs, the marked figures in colour.
    fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        marks: &[(Span, Level)],
    ) -> Result<(), XlsxError> {
        let n_escapes = text.matches("_x").count();
        let is_long = text.encode_utf16().count() + 6 * n_escapes > MAX_CELL;
        let mut pieces: Vec<(String, Option<Level>)> = Vec::new();
        for (piece, level) in if is_long { vec![(text, None)] } else { runs(text, marks) } {
            let piece = cell(piece, &mut self.lost);
            if !piece.is_empty() {
                pieces.push((piece, level));
            }
        }
        let whole: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        let look = self.looks.text(&whole);
        match pieces.as_slice() {
            [] => {}
            [(piece, None)] => {
                self.pairs.write_string_with_format(row, column, piece, look)?;
            }
            pieces => {
                let figure = |level: &Option<Level>| {
                    level.map_or(&self.looks.plain, |level| self.looks.figure(level))
                };
                let escaped: Vec<String> = pieces.iter().map(|(piece, _)| escaped(piece)).collect();
                let rich: Vec<(&Look, &str)> = pieces
                    .iter()
                    .zip(&escaped)
                    .map(|((_, level), piece)| (figure(level), piece.as_str()))
                    .collect();
                self.pairs.write_rich_string_with_format(row, column, &rich, look)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Vec<u8>, XlsxError> {
        let choices = DataValidation::new().allow_list_strings(&[ACCEPT])?;
        let choices = choices.ignore_blank(true);
        if self.n_pairs > 0 {
            self.pairs.autofilter(0, 0, self.n_pairs, 6)?;
            self.pairs.add_data_validation(1, 6, self.n_pairs, 6, &choices)?;
        }
        if self.n_findings > 0 {
            self.findings.autofilter(0, 0, self.n_findings, 8)?;
            self.findings.add_data_validation(1, 7, self.n_findings, 7, &choices)?;
        }
        let mut workbook = book()?;
        workbook.push_worksheet(std::mem::take(&mut self.pairs));
        workbook.push_worksheet(std::mem::take(&mut self.findings));
        workbook.save_to_buffer()
    }
}

impl<W: Write> Sink for Xlsx<W> {
    fn begin(&mut self) -> io::Result<()> {
        sheet(&mut self.pairs, PAIRS, &PAIRS_HEADER, &self.looks).map_err(io::Error::other)?;
        sheet(&mut self.findings, FINDINGS, &FINDINGS_HEADER, &self.looks).map_err(io::Error::other)
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if self.n_pairs + 1 >= MAX_ROWS {
            return Err(io::Error::other("a sheet holds no more than 1,048,575 pairs"));
        }
        self.n_pairs += 1;
        self.pair(row).and_then(|()| self.findings(row)).map_err(io::Error::other)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        let bytes = self.finish().map_err(io::Error::other)?;
        self.writer.write_all(&bytes)?;
        self.writer.flush()
    }

    fn n_forbidden(&self) -> usize {
        self.lost.n_forbidden
    }

    fn n_cut(&self) -> usize {
        self.lost.n_cut
    }
}

/// Writes the workbook Sketch Engine reads: two columns, the first row their languages in English.
pub struct TwoColumns<W: Write> {
    writer: W,
    sheet: Worksheet,
    about: About,
    n_rows: u32,
    lost: Lost,
}

impl<W: Write> TwoColumns<W> {
    /// Over a writer.
    pub fn new(writer: W, about: About) -> Self {
        TwoColumns { writer, sheet: Worksheet::new(), about, n_rows: 0, lost: Lost::default() }
    }

    fn cells(&mut self, row: u32, cells: [&str; 2]) -> Result<(), XlsxError> {
        for (column, text) in (0..).zip(cells) {
            self.sheet.write_string(row, column, cell(text, &mut self.lost))?;
        }
        Ok(())
    }
}

impl<W: Write> Sink for TwoColumns<W> {
    fn begin(&mut self) -> io::Result<()> {
        let traditional = self.about.is_traditional();
        let zh = if traditional { "Chinese Traditional" } else { "Chinese Simplified" };
        self.cells(0, [zh, "English"]).map_err(io::Error::other)
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        if self.n_rows + 1 >= MAX_ROWS {
            return Err(io::Error::other("a sheet holds no more than 1,048,575 pairs"));
        }
        self.n_rows += 1;
        self.cells(self.n_rows, [&row.zh, &row.en]).map_err(io::Error::other)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        let made = book().and_then(|mut workbook| {
            workbook.push_worksheet(std::mem::take(&mut self.sheet));
            workbook.save_to_buffer()
        });
        self.writer.write_all(&made.map_err(io::Error::other)?)?;
        self.writer.flush()
    }

    fn n_forbidden(&self) -> usize {
        self.lost.n_forbidden
    }

    fn n_cut(&self) -> usize {
        self.lost.n_cut
    }
}

/// What cells could not hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lost {
    /// Characters that XML forbids.
    pub(super) n_forbidden: usize,
    /// Cells cut at their end.
    pub(super) n_cut: usize,
}

/// The text a cell holds of a text: what XML forbids left out, cut at the end if it is longer than a
/// cell can be; both counted.
pub(super) fn cell(text: &str, lost: &mut Lost) -> String {
    let (mut kept, n) = xml::allowed(text);
    lost.n_forbidden += n;
    let mut units = 0;
    let end = kept.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_CELL
    });
    if let Some((at, _)) = end {
        kept.truncate(at);
        lost.n_cut += 1;
    }
    kept
}

/// Text of a run in which a spreadsheet would see an escaped character (`_x0041_`), its `_` escaped.
/// Plain cells are escaped as they are written, runs are not.
fn escaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text.as_bytes()[at..];
        let is_escape = rest.len() >= 7
            && rest.starts_with(b"_x")
            && rest[2..6].iter().all(u8::is_ascii_hexdigit)
            && rest[6] == b'_';
        whole.push_str(if is_escape { "_x005F" } else { "" });
        whole.push(c);
    }
    whole
}

fn id(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

fn book() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, so that the same pairs give the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(workbook)
}
