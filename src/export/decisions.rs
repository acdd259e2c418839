//! What people decided in an exported workbook or a report page, read back by row id: pairs and
//! findings accepted as they stand, and translations corrected.
//!
//! A row counts only if its original text is still that of the pair with its id, so that decisions
//! about another text, or another alignment, change nothing they should not.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx as Workbook};
use serde::Deserialize;
use zip::ZipArchive;

use super::one_line;
use super::xlsx::{FINDINGS, Lost, PAIRS, cell};
use crate::check::{self, Fingerprint, Pair};
use crate::document::Side;
use crate::error::{Error, ErrorKind, Place, Result};
use crate::pipeline::Checked;

/// Most bytes the parts of a workbook may unpack to.
const MAX_UNPACKED: u64 = 2 << 30;

/// Words that accept, in small letters.
const ACCEPTING: [&str; 8] = ["accept", "accepted", "a", "ok", "yes", "接受", "可", "是"];

/// Decisions read from a workbook, or from the file a report page hands out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    rows: Vec<Decided>,
    /// Ids and keys of the findings accepted one by one.
    findings: Vec<(usize, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Decided {
    id: usize,
    zh: String,
    en: String,
    accepted: bool,
}

/// What decisions changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Pairs whose translation was corrected.
    pub corrected: usize,
    /// Findings accepted, and so no longer reported.
    pub accepted: usize,
    /// Rows that are of no pair of this text.
    pub strangers: usize,
}

/// The file of a report page: what was changed, and nothing else.
#[derive(Debug, Deserialize)]
struct FromPage {
    duizhao: String,
    #[serde(default)]
    rows: Vec<RowFromPage>,
    #[serde(default)]
    findings: Vec<FindingFromPage>,
}

#[derive(Debug, Deserialize)]
struct RowFromPage {
    id: usize,
    zh: String,
    en: String,
}

#[derive(Debug, Deserialize)]
struct FindingFromPage {
    id: usize,
    key: String,
    decision: String,
}

impl Decisions {
    /// Reads the bytes of a file of decisions: a workbook, or what a report page handed out.
    ///
    /// # Errors
    /// Those of [`Decisions::from_xlsx`] and [`Decisions::from_page`].
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Decisions> {
        let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if start == Some(&b'{') {
            Decisions::from_page(name, &bytes)
        } else {
            Decisions::from_xlsx(name, bytes)
        }
    }

    /// Reads the decisions a report page handed out: JSON with `"duizhao": "decisions"`, the rows
    /// whose text was corrected, and the findings accepted.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when it is anything else.
    pub fn from_page(name: &str, bytes: &[u8]) -> Result<Decisions> {
        let bad = |line: usize, what: String| {
            let place = Place { file: name.to_owned(), line: Some(line), column: None };
            let help = "give the file that a report page handed out";
            Error::new(ErrorKind::Format, place, what, help)
        };
        let page: FromPage = serde_json::from_slice(bytes)
            .map_err(|error| bad(error.line(), format!("these are no decisions: {error}")))?;
        if page.duizhao != "decisions" {
            return Err(bad(1, "these are no decisions".to_owned()));
        }
        let decided = |row: RowFromPage| Decided {
            id: row.id,
            zh: as_cell(&row.zh),
            en: as_cell(&row.en),
            accepted: false,
        };
        let accepted = page.findings.into_iter().filter(|found| accepts(&found.decision));
        Ok(Decisions {
            rows: page.rows.into_iter().map(decided).collect(),
            findings: accepted.map(|found| (found.id, found.key)).collect(),
        })
    }

    /// Reads the bytes of a workbook that came from the file `name`.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when it is no workbook with a sheet `pairs` that has the columns `id`,
    /// `zh` and `en`, or has an id that is no number; [`ErrorKind::Limit`] when it would unpack to
    /// more than a machine can hold.
    pub fn from_xlsx(name: &str, bytes: Vec<u8>) -> Result<Decisions> {
        let bad = |what: String| {
            let help = "give a workbook that this program exported";
            Error::new(ErrorKind::Format, Place::file(name), what, help)
        };
        let mut archive = ZipArchive::new(Cursor::new(&bytes))
            .map_err(|error| bad(format!("this is no workbook: {error}")))?;
        let mut unpacked = 0_u64;
        for index in 0..archive.len() {
            unpacked =
                unpacked.saturating_add(archive.by_index_raw(index).map_or(0, |part| part.size()));
        }
        if unpacked > MAX_UNPACKED {
            let what = "the workbook would unpack to more than 2 GB";
            return Err(Error::new(ErrorKind::Limit, Place::file(name), what, "cut it into parts"));
        }
        let mut book: Workbook<_> = Workbook::new(Cursor::new(bytes))
            .map_err(|error| bad(format!("this is no workbook: {error}")))?;
        let pairs = Table::read(&mut book, PAIRS)
            .ok_or_else(|| bad(format!("the workbook has no sheet `{PAIRS}`")))?;
        let column = |wanted: &str| {
            let missing = || bad(format!("the sheet `{PAIRS}` has no column `{wanted}`"));
            pairs.column(wanted).ok_or_else(missing)
        };
        let (id, zh, en) = (column("id")?, column("zh")?, column("en")?);
        let decision = pairs.column("decision");
        let mut decisions = Decisions::default();
        for (index, row) in pairs.rows.iter().enumerate() {
            let number = text(row, Some(id));
            if number.is_empty() {
                continue;
            }
            let id = number.parse().map_err(|_| {
                bad(format!("row {} of the sheet `{PAIRS}` has the id `{number}`", index + 2))
            })?;
            decisions.rows.push(Decided {
                id,
                zh: text(row, Some(zh)),
                en: text(row, Some(en)),
                accepted: accepts(&text(row, decision)),
            });
        }
        if let Some(findings) = Table::read(&mut book, FINDINGS) {
            let (id, key) = (findings.column("id"), findings.column("key"));
            let decision = findings.column("decision");
            let accepted = findings.rows.iter().filter(|row| accepts(&text(row, decision)));
            let entry = |row: &Vec<Data>| Some((text(row, id).parse().ok()?, text(row, key)));
            decisions.findings = accepted.filter_map(entry).collect();
        }
        Ok(decisions)
    }

    /// Puts corrected texts in place of the old ones, checks again if there are any, and takes the
    /// accepted findings out of the report. Accepting a pair whose translation was corrected accepts
    /// what is found in the new text.
    pub fn apply<'t>(&'t self, checked: &mut Checked<'t>, options: &check::Options) -> Applied {
        let mut applied = Applied::default();
        let translation = checked.translation();
        let mut accepted = vec![false; checked.pairs.len()];
        for row in &self.rows {
            let index = row.id.wrapping_sub(1);
            let is_own = |pair: &Pair<'_>| match translation {
                Side::En => as_cell(pair.zh) == row.zh,
                Side::Zh => as_cell(pair.en) == row.en,
            };
            let Some(pair) = checked.pairs.get_mut(index).filter(|pair| is_own(pair)) else {
                applied.strangers += 1;
                continue;
            };
            accepted[index] |= row.accepted;
            let (text, decided) = match translation {
                Side::En => (&mut pair.en, &row.en),
                Side::Zh => (&mut pair.zh, &row.zh),
            };
            if as_cell(text) != *decided {
                *text = decided;
                applied.corrected += 1;
            }
        }
        if applied.corrected > 0 {
            checked.report = check::check_pairs(&checked.pairs, options);
        }
        let keep: Vec<bool> = checked
            .report
            .findings
            .iter()
            .map(|finding| {
                let key = || Fingerprint::of(finding, checked.pairs[finding.pair]).to_string();
                let mut of_pair = self.findings.iter().filter(|(id, _)| *id == finding.pair + 1);
                !accepted[finding.pair] && !of_pair.any(|(_, accepted)| *accepted == key())
            })
            .collect();
        applied.accepted = keep.iter().filter(|&&kept| !kept).count();
        checked.report.retain(&keep);
        applied
    }
}

/// A text as its cell holds it, outer white space aside.
fn as_cell(text: &str) -> String {
    cell(&one_line(text), &mut Lost::default()).trim().to_owned()
}

fn accepts(word: &str) -> bool {
    ACCEPTING.contains(&word.to_lowercase().as_str())
}

/// A sheet whose first row names the columns.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<Data>>,
}

impl Table {
    fn read(book: &mut Workbook<Cursor<Vec<u8>>>, sheet: &str) -> Option<Table> {
        let range = book.worksheet_range(sheet).ok()?;
        let mut rows = range.rows().map(<[Data]>::to_vec);
        let header =
            rows.next()?.iter().map(|cell| cell.to_string().trim().to_lowercase()).collect();
        Some(Table { header, rows: rows.collect() })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|title| title == name)
    }
}

fn text(row: &[Data], column: Option<usize>) -> String {
    let cell = column.and_then(|column| row.get(column)).unwrap_or(&Data::Empty);
    one_line(&cell.to_string()).trim().to_owned()
}
