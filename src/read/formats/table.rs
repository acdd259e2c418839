//! Tables of pairs: TSV and CSV, and what XLSX shares with them: which columns are the two texts.
//!
//! The header names them (`zh` and `en`, a language code, the language's name in either language, or
//! source and target). A table of two columns without a header is taken if one column is Chinese and
//! the other is not.

use super::bilingual::{paired, side_of, turn, turned_by_script};
use super::limits::MAX_PARAGRAPH_BYTES;
use super::places::{Seat, column_name};
use super::{Content, Reader, Source, beyond, malformed};
use crate::document::Side;
use crate::error::Result;
use crate::read::{PairRow, language};

/// Tab-separated, without quoting.
pub(super) struct Tsv;

/// Comma-separated (or semicolons, as spreadsheets write in some countries), with quoting.
pub(super) struct Csv;

/// One row as read.
#[derive(Debug, Default)]
pub(super) struct TableRow {
    /// Its line in the file, from 1; 0 when the format has none.
    pub(super) line: usize,
    /// Its number, from 1, for the names of cells.
    pub(super) number: usize,
    /// Its cells.
    pub(super) cells: Vec<String>,
}

/// How the cells of a format are called.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cells<'a> {
    /// The line says it; a row must have both cells.
    Lines,
    /// `cell B3`.
    Lettered,
    /// `Sheet!B3`.
    OfSheet(&'a str),
    /// `table 2, cell B3`.
    OfTable(usize),
}

impl Reader for Tsv {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, notes) = source.text()?;
        paired(&name, tsv_pairs(&name, &text)?, notes)
    }
}

/// The pairs in tab-separated text.
pub(in crate::read) fn tsv_pairs(name: &str, text: &str) -> Result<Vec<PairRow>> {
    let row = |(index, line): (usize, &str)| TableRow {
        line: index + 1,
        number: index + 1,
        cells: line.split('\t').map(str::to_owned).collect(),
    };
    pair_rows(name, text.lines().enumerate().map(row).collect(), Cells::Lines)
}

/// Whether a line is a header that names the columns of the two texts.
pub(super) fn is_header(line: &str) -> bool {
    let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
    names_columns(&cells)
}

/// Whether the cells of a first row name the columns of the two texts.
pub(super) fn names_columns(cells: &[String]) -> bool {
    cells.len() > 1 && columns(cells).is_some()
}

impl Reader for Csv {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, notes) = source.text()?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for (index, record) in reader.records().enumerate() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, |place| place.line() as usize);
                malformed(&name, line, format!("this is not CSV: {error}"), "save the file anew")
            })?;
            rows.push(TableRow {
                line: record.position().map_or(0, |place| place.line() as usize),
                number: index + 1,
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
        paired(&name, pair_rows(&name, rows, Cells::Lettered)?, notes)
    }
}

/// The separator that stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |separator: char| first.matches(separator).count();
    let best = [',', ';', '\t'].into_iter().rev().max_by_key(|&separator| count(separator));
    best.map_or(b',', |separator| separator as u8)
}

/// The pairs in a table.
///
/// # Errors
/// For a table whose header does not say which columns are the texts, and a row without a cell.
pub(super) fn pair_rows(name: &str, rows: Vec<TableRow>, cells: Cells<'_>) -> Result<Vec<PairRow>> {
    let mut rows = rows.into_iter().peekable();
    let Some(first) = rows.peek() else { return Ok(Vec::new()) };
    let (first_column, second, order) = match columns(&first.cells) {
        Some(columns) => {
            rows.next();
            columns
        }
        None => {
            let rest: Vec<TableRow> = rows.by_ref().collect();
            if !is_pair_of_languages(&rest) {
                let line = rest.first().map_or(1, |row| row.line);
                return Err(no_header(name, &rest, line, cells));
            }
            rows = rest.into_iter().peekable();
            (0, 1, Order::ByScript)
        }
    };
    let mut pairs = Vec::new();
    for mut row in rows {
        let most = first_column.max(second);
        let is_blank = row.cells.iter().all(|cell| cell.trim().is_empty());
        if row.cells.len() <= most && !is_blank && matches!(cells, Cells::Lines) {
            let what = format!("this row has {} of {} cells", row.cells.len(), most + 1);
            return Err(malformed(name, row.line, what, "every row needs a tab between its cells"));
        }
        let place = |column: usize| match cells {
            Cells::Lines => String::new(),
            Cells::Lettered => format!("cell {}{}", column_name(column), row.number),
            Cells::OfSheet(sheet) => format!("{sheet}!{}{}", column_name(column), row.number),
            Cells::OfTable(table) => Seat { table, row: row.number, column }.name(),
        };
        let (zh_place, en_place) = (place(first_column), place(second));
        let mut take = |column: usize| row.cells.get_mut(column).map(std::mem::take);
        let (zh, en) = (take(first_column).unwrap_or_default(), take(second).unwrap_or_default());
        if zh.len().max(en.len()) > MAX_PARAGRAPH_BYTES {
            let most = MAX_PARAGRAPH_BYTES >> 20;
            let what = format!("a cell of row {} holds more than {most} MB of text", row.number);
            return Err(beyond(name, what));
        }
        let line = row.line;
        let mut pair = PairRow { zh, en, line, zh_place, en_place, ..PairRow::default() };
        if matches!(order, Order::Known { first_is_zh: false }) {
            turn(&mut pair);
        }
        pairs.push(pair);
    }
    if matches!(order, Order::ByScript) {
        turned_by_script(&mut pairs);
    }
    while pairs.last().is_some_and(|row| row.zh.is_empty() && row.en.is_empty()) {
        pairs.pop();
    }
    Ok(pairs)
}

#[derive(Debug, Clone, Copy)]
enum Order {
    Known { first_is_zh: bool },
    ByScript,
}

/// The columns of the two texts, as the header names them.
fn columns(header: &[String]) -> Option<(usize, usize, Order)> {
    let named = |wanted: fn(&str) -> bool| {
        header
            .iter()
            .position(|cell| wanted(&cell.trim().trim_start_matches('\u{FEFF}').to_lowercase()))
    };
    let exactly =
        |code: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(code));
    let zh = exactly("zh").or_else(|| named(|cell| language_of(cell) == Some(Side::Zh)));
    let en = exactly("en").or_else(|| named(|cell| language_of(cell) == Some(Side::En)));
    if let (Some(zh), Some(en)) = (zh, en) {
        return Some((zh, en, Order::Known { first_is_zh: true }));
    }
    let source = named(|cell| SOURCE.contains(&cell))?;
    let target = named(|cell| TARGET.contains(&cell))?;
    Some((source, target, Order::ByScript))
}

/// Headers of the original's column.
const SOURCE: &[&str] = &["source", "src", "src_text", "source text", "original", "原文", "源文"];
/// Headers of the translation's column.
const TARGET: &[&str] = &[
    "target",
    "trg",
    "tgt",
    "trg_text",
    "tgt_text",
    "target text",
    "translation",
    "译文",
    "譯文",
    "翻译",
];

/// The language a header names: a code, or a name in either language.
fn language_of(cell: &str) -> Option<Side> {
    const ZH: &[&str] = &["chinese", "中文", "汉语", "漢語", "华语", "简体", "繁體"];
    const EN: &[&str] = &["english", "英文", "英语", "英語"];
    let is_code = cell.len() <= 10 && cell.split(['-', '_']).next().is_some_and(|p| p.len() <= 3);
    if is_code && let Some(side) = side_of(cell) {
        // `en_sentences` is no language code, `en_text` is.
        let rest = cell.split_once(['-', '_']).map_or("", |(_, rest)| rest);
        return (rest.len() <= 4).then_some(side);
    }
    let opens = |names: &[&str]| {
        names.iter().any(|name| cell.strip_prefix(name).is_some_and(|rest| !rest.starts_with('_')))
    };
    let short = cell.chars().count() <= 30;
    if short && opens(ZH) {
        return Some(Side::Zh);
    }
    (short && opens(EN)).then_some(Side::En)
}

/// How many rows are looked at to tell the languages of a table without a header.
const LOOKED_AT: usize = 200;

/// Whether the table has two columns, one of them Chinese and the other not.
fn is_pair_of_languages(rows: &[TableRow]) -> bool {
    let mut han = [0, 0];
    let mut letters = [0, 0];
    for row in rows.iter().take(LOOKED_AT) {
        if row.cells.iter().skip(2).any(|cell| !cell.trim().is_empty()) {
            return false;
        }
        for (side, cell) in row.cells.iter().take(2).enumerate() {
            han[side] += language::n_han(cell);
            letters[side] += cell.chars().filter(char::is_ascii_alphabetic).count();
        }
    }
    let zh = usize::from(han[1] > han[0]);
    han[zh] > 0 && letters[1 - zh] > 4 * han[1 - zh]
}

fn no_header(name: &str, rows: &[TableRow], line: usize, cells: Cells<'_>) -> crate::error::Error {
    let header: &[String] = rows.first().map_or(&[], |row| &row.cells);
    let has =
        |side| header.iter().any(|cell| language_of(&cell.trim().to_lowercase()) == Some(side));
    let missing = if has(Side::Zh) { "en" } else { "zh" };
    let line = if matches!(cells, Cells::OfSheet(_)) { 0 } else { line };
    let what = format!("the header names no column `{missing}`");
    malformed(name, line, what, "the first row must name the columns, `zh` and `en` among them")
}
