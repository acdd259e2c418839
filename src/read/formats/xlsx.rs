//! Spreadsheets of pairs: XLSX, read by calamine cell by cell.
//!
//! The first sheet whose first row names the two columns, or that has two columns of text in the two
//! languages. Cells are kept as they come, so that one lone cell far out costs nothing. A number is
//! read as its cell shows it: with its per cent sign, its unit, its currency.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Style, Xlsx as Workbook};

use super::archive::Archive;
use super::bilingual::paired;
use super::limits::{MAX_CELLS, MAX_COLUMNS};
use super::table::{Cells, TableRow, pair_rows};
use super::{Content, Reader, Source, beyond, malformed, numbers};
use crate::error::{Error, Result};

/// XLSX.
pub(super) struct Xlsx;

impl Reader for Xlsx {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name;
        Archive::open(name, &source.bytes, source.options)?.measure()?;
        let mut book: Workbook<_> =
            Workbook::new(Cursor::new(source.bytes)).map_err(|error| damaged(name, &error))?;
        let mut first_error = None;
        let mut found = None;
        let mut passed_over = Vec::new();
        for sheet in book.sheet_names() {
            if found.is_some() {
                passed_over.push(sheet);
                continue;
            }
            let rows = rows(name, &mut book, &sheet)?;
            if rows.is_empty() {
                continue;
            }
            match pair_rows(name, rows, Cells::OfSheet(&sheet)) {
                Ok(pairs) => found = Some(pairs),
                Err(error) => {
                    first_error.get_or_insert(error);
                    passed_over.push(sheet);
                }
            }
        }
        let Some(pairs) = found else {
            return match first_error {
                Some(error) => Err(error),
                None => paired(name, Vec::new(), Vec::new()),
            };
        };
        let mut notes = Vec::new();
        if !passed_over.is_empty() {
            let sheets = passed_over.join("`, `");
            notes.push(format!("{name}: passed over the sheets `{sheets}`"));
        }
        paired(name, pairs, notes)
    }
}

/// The rows of a sheet that hold anything, without a gap between cells.
fn rows(name: &str, book: &mut Workbook<Cursor<Vec<u8>>>, sheet: &str) -> Result<Vec<TableRow>> {
    let mut sparse: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    // A chart has no cells.
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { return Ok(Vec::new()) };
    let styles: Vec<String> = cells.styles().iter().map(format_code).collect();
    let mut n_cells = 0;
    while let Some((cell, style)) =
        cells.next_cell_with_style_id().map_err(|error| damaged(name, &error))?
    {
        let (row, column) = cell.get_position();
        let text = shown(cell.get_value(), styles.get(style).map_or("", String::as_str));
        n_cells += 1;
        if n_cells > MAX_CELLS {
            return Err(beyond(name, format!("sheet {sheet} has more than {MAX_CELLS} cells")));
        }
        if column < MAX_COLUMNS && !text.is_empty() {
            sparse.entry(row).or_default().insert(column, text);
        }
    }
    let width = |cells: &BTreeMap<u32, String>| {
        cells.last_key_value().map_or(0, |(column, _)| *column as usize + 1)
    };
    if sparse.values().map(width).sum::<usize>() > MAX_CELLS {
        return Err(beyond(name, format!("sheet {sheet} is wider than {MAX_CELLS} cells")));
    }
    let dense = |(row, cells): (u32, BTreeMap<u32, String>)| {
        let width = width(&cells);
        let mut dense = vec![String::new(); width];
        for (column, text) in cells {
            dense[column as usize] = text;
        }
        TableRow { line: 0, number: row as usize + 1, cells: dense }
    };
    Ok(sparse.into_iter().map(dense).collect())
}

/// How a style shows numbers.
fn format_code(style: &Style) -> String {
    style.number_format.as_ref().map(|format| format.format_code.clone()).unwrap_or_default()
}

/// A cell's value as people see it; `code` is how its style shows numbers.
fn shown(value: &DataRef<'_>, code: &str) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => numbers::shown(*number as f64, code),
        DataRef::Float(number) => numbers::shown(*number, code),
        DataRef::Bool(truth) => truth.to_string().to_uppercase(),
        DataRef::DateTime(time) if time.is_datetime() && time.as_f64() < 1.0 => {
            numbers::time_of_day(time.as_f64())
        }
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn damaged(name: &str, error: &calamine::XlsxError) -> Error {
    let what = format!("this spreadsheet is damaged: {error}");
    malformed(name, 0, what, "save the file anew from the program that made it")
}
