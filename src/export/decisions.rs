//! What people decided in an exported workbook, read back by row id: pairs and findings accepted as
//! they stand, and English texts corrected.
//!
//! A row counts only if its Chinese text is still that of the pair with its id, so that a workbook of
//! another text, or of another alignment, changes nothing it should not.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx as Workbook};
use zip::ZipArchive;

use super::one_line;
use super::xlsx::{FINDINGS, PAIRS, cell};
use crate::check::{self, Fingerprint, Report};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::pipeline::Checked;

/// Most bytes the parts of a workbook may unpack to.
const MAX_UNPACKED: u64 = 2 << 30;

/// Words that accept, in small letters.
const ACCEPTING: [&str; 8] = ["accept", "accepted", "a", "ok", "yes", "接受", "可", "是"];

/// Decisions read from a workbook.
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
    /// Pairs whose English was corrected.
    pub corrected: usize,
    /// Findings accepted, and so no longer reported.
    pub accepted: usize,
    /// Rows that are of no pair of this text.
    pub strangers: usize,
}

impl Decisions {
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
    /// accepted findings out of the report. Accepting a pair whose English was corrected accepts what
    /// is found in the new text.
    pub fn apply<'t>(&'t self, checked: &mut Checked<'t>, options: &check::Options) -> Applied {
        let mut applied = Applied::default();
        let mut accepted = vec![false; checked.pairs.len()];
        for row in &self.rows {
            let index = row.id.wrapping_sub(1);
            let Some(pair) = checked.pairs.get_mut(index).filter(|pair| as_cell(pair.zh) == row.zh)
            else {
                applied.strangers += 1;
                continue;
            };
            accepted[index] |= row.accepted;
            if as_cell(pair.en) != row.en {
                pair.en = &row.en;
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
        retain(&mut checked.report, &keep);
        applied
    }
}

/// Takes findings out of a report; members of one that goes stand alone.
fn retain(report: &mut Report, keep: &[bool]) {
    let mut places = Vec::with_capacity(keep.len());
    let mut n_kept = 0;
    for &kept in keep {
        places.push(kept.then_some(n_kept));
        n_kept += usize::from(kept);
    }
    let mut kept = keep.iter();
    report.findings.retain(|_| kept.next().copied().unwrap_or(true));
    for finding in &mut report.findings {
        finding.member_of = finding.member_of.and_then(|at| places.get(at).copied().flatten());
    }
}

/// A text as its cell holds it, outer white space aside.
fn as_cell(text: &str) -> String {
    cell(&one_line(text), &mut 0).trim().to_owned()
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
