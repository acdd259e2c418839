//! The desk: an open project, what the page is told about it, and what the page may ask of it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::act::{self, Act};
use super::book::{Book, Decided, Decision, Entry, Touched, Verdict};
use super::realign::realign;
use super::recheck::Checker;
use super::row::{Row, to_aligned};
use super::store::{About, Store};
use crate::check::{Code, Finding, Level, Options, Pair, Report};
use crate::document::Side;
use crate::error::Result;
use crate::export::html::{PageRow, in_chinese, page_row};
use crate::pipeline::{self, Aligned, Checked};

/// An open project.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    about: About,
    book: Book,
    checker: Checker,
    decided: Decided,
    options: Options,
    /// What the page was last told of each row's findings, as a hash.
    told: Vec<u64>,
    /// How often the text was checked as a whole after acts.
    n_settled: u64,
}

/// What the page asks for, and the version it shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Ask {
    /// The version of the book the page shows.
    pub version: u64,
    /// What to do.
    #[serde(flatten)]
    pub what: What,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum What {
    /// Something with rows.
    Rows(Act),
    /// Something with findings, or with the book as a whole.
    Book(Deed),
}

/// Something with findings, or with the book as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Deed {
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Align again around the pins.
    Realign,
    /// Check the text as a whole, after rows were checked by themselves.
    Settle,
    /// Put a finding's suggestion into the translation.
    Fix {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
    },
    /// Accept a finding for a reason.
    Accept {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
        /// Why it is right.
        #[serde(default)]
        reason: String,
    },
    /// Never show a finding again.
    Dismiss {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
    },
    /// Take a decision back.
    Reopen {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
    },
}

/// Why the desk did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The page shows an older version.
    Stale,
    /// It makes no sense here; for the person.
    Senseless(String),
    /// The project file could not be written.
    Unsaved(String),
}

/// What changed.
#[derive(Debug, Serialize)]
pub struct Answer<'t> {
    version: u64,
    touched: Touched,
    rows: Vec<PageRow<'t>>,
    changed: Vec<(usize, PageRow<'t>)>,
    systematic: Vec<Cause<'t>>,
    undo: usize,
    redo: usize,
    /// Whether the text as a whole is still to be checked.
    unsettled: bool,
}

/// The whole project, as the page is given it at first.
#[derive(Debug, Serialize)]
pub struct Whole<'t> {
    host: &'static str,
    title: String,
    version: &'static str,
    book: u64,
    files: [&'t str; 2],
    project: String,
    aligned: bool,
    translation: Side,
    notes: &'t [String],
    formats: Vec<&'static str>,
    systematic: Vec<Cause<'t>>,
    rows: Vec<PageRow<'t>>,
    undo: usize,
    redo: usize,
}

/// A finding that explains others.
#[derive(Debug, Serialize)]
pub struct Cause<'t> {
    id: usize,
    level: Level,
    message: &'t str,
    said: String,
}

impl Desk {
    /// Begins a project about these rows.
    ///
    /// # Errors
    /// Those of [`Store::create`].
    pub fn begin(path: &Path, about: About, rows: Vec<Row>, options: Options) -> Result<Desk> {
        let store = Store::create(path, &about, &rows)?;
        Ok(Desk::over(store, about, Book::new(rows), options))
    }

    /// Goes on with a project.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open(path: &Path, options: Options) -> Result<Desk> {
        let (store, about, book) = Store::open(path)?;
        Ok(Desk::over(store, about, book, options))
    }

    fn over(store: Store, about: About, book: Book, options: Options) -> Desk {
        let checker = Checker::new(book.rows(), options.clone());
        let decided = Decided::new(book.decisions());
        let told = Vec::new();
        let mut desk = Desk { store, about, book, checker, decided, options, told, n_settled: 0 };
        desk.told = desk.hashes();
        desk
    }

    /// What the project is about.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The side that is the translation, which is edited and handed out by itself.
    #[must_use]
    pub fn translation(&self) -> Side {
        self.options.translation()
    }

    /// The project file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The book.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Everything, for a page that opens.
    #[must_use]
    pub fn whole(&self) -> Whole<'_> {
        let of_rows = self.checker.of_rows();
        let (undo, redo) = self.book.depths();
        let [zh, en] = &self.about.files;
        Whole {
            host: "desk",
            title: format!("{zh} · {en}"),
            version: env!("CARGO_PKG_VERSION"),
            book: self.version(),
            files: [zh, en],
            project: self.path().file_name().unwrap_or_default().to_string_lossy().into_owned(),
            aligned: self.about.aligned,
            translation: self.options.translation(),
            notes: &self.about.notes,
            formats: super::export::formats(self.translation()),
            systematic: self.causes(),
            rows: (0..self.book.rows().len()).map(|row| self.row(row, &of_rows[row])).collect(),
            undo,
            redo,
        }
    }

    /// Does what is asked: into the project file first, then into the book.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing is changed then.
    pub fn act(&mut self, ask: &Ask) -> std::result::Result<Answer<'_>, Refusal> {
        if ask.version != self.version() {
            return Err(Refusal::Stale);
        }
        if ask.what == What::Book(Deed::Settle) {
            self.settle();
            return Ok(self.answer(Touched::default()));
        }
        let entry = self.entry(&ask.what).map_err(Refusal::Senseless)?;
        if !self.book.allows(&entry) {
            return Err(Refusal::Senseless("There is nothing to do".into()));
        }
        self.store.append(&entry).map_err(|error| Refusal::Unsaved(error.to_string()))?;
        let touched = self.book.apply(&entry).unwrap_or_default();
        if touched.removed + touched.inserted > 0 {
            self.checker.follow(self.book.rows(), touched);
        }
        self.decided = Decided::new(self.book.decisions());
        Ok(self.answer(touched))
    }

    /// Checks the text as a whole if that is still to be done. What is found may change, so pages
    /// that have not been told are behind.
    pub fn settle(&mut self) {
        self.n_settled += u64::from(self.checker.settle());
    }

    /// The version a page must show to be acted upon: every change of rows and of findings counts.
    fn version(&self) -> u64 {
        self.book.version() + self.n_settled
    }

    /// The rows as an alignment, for exports.
    #[must_use]
    pub fn aligned(&self) -> Aligned {
        to_aligned(self.book.rows(), [&self.about.files[0], &self.about.files[1]])
    }

    /// The check of an alignment of these rows, findings that were decided left out.
    #[must_use]
    pub fn checked<'t>(&self, aligned: &'t Aligned) -> Checked<'t> {
        let mut checked = pipeline::check(aligned, &self.options);
        checked.report = self.undecided(&checked);
        checked
    }

    fn undecided(&self, checked: &Checked<'_>) -> Report {
        let mut report = checked.report.clone();
        let open = |finding: &Finding| {
            checked
                .pairs
                .get(finding.pair)
                .is_none_or(|pair| self.decided.find(finding, *pair).is_none())
        };
        let kept: Vec<bool> = report.findings.iter().map(open).collect();
        let mut place = 0;
        let places: Vec<Option<usize>> = kept
            .iter()
            .map(|&kept| {
                place += usize::from(kept);
                kept.then(|| place - 1)
            })
            .collect();
        let mut kept = kept.into_iter();
        report.findings.retain(|_| kept.next().unwrap_or(true));
        for finding in &mut report.findings {
            finding.member_of = finding.member_of.and_then(|of| places.get(of).copied().flatten());
        }
        report
    }

    /// The log entry that does what is asked.
    fn entry(&self, what: &What) -> std::result::Result<Entry, String> {
        match what {
            What::Rows(act) => self.splice(act),
            What::Book(Deed::Undo) => Ok(Entry::Undo),
            What::Book(Deed::Settle) => Err("There is nothing to do".into()),
            What::Book(Deed::Redo) => Ok(Entry::Redo),
            What::Book(Deed::Realign) if !self.about.aligned => {
                Err("These pairs were made elsewhere and are never aligned again".into())
            }
            What::Book(Deed::Realign) => Ok(self.realigned()?),
            What::Book(Deed::Fix { row, finding }) => self.fix(*row, *finding),
            What::Book(Deed::Accept { row, finding, reason }) => {
                self.decide(*row, *finding, Verdict::Accepted, reason)
            }
            What::Book(Deed::Dismiss { row, finding }) => {
                self.decide(*row, *finding, Verdict::Dismissed, "")
            }
            What::Book(Deed::Reopen { row, finding }) => {
                let finding = self.finding(*row, *finding)?;
                let found = self.decided.find(finding, self.checker.pair(*row));
                let decision = found.ok_or("This finding is open already")?.0.clone();
                Ok(Entry::Reopen { decision })
            }
        }
    }

    fn splice(&self, act: &Act) -> std::result::Result<Entry, String> {
        let splice = act::splice(self.book.rows(), act)?;
        let (at, removed) = (splice.at, splice.removed.len());
        Ok(Entry::Splice { at, removed, inserted: splice.inserted })
    }

    /// Aligning again as one splice of the rows that come out differently.
    fn realigned(&self) -> std::result::Result<Entry, String> {
        let old = self.book.rows();
        let new = realign(old);
        let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest);
        let tail = tail.take_while(|(old, new)| old == new).count();
        let (removed, inserted) = (old.len() - head - tail, new[head..new.len() - tail].to_vec());
        if removed == 0 && inserted.is_empty() {
            return Err("Nothing changes: every pair stays as it is".into());
        }
        Ok(Entry::Splice { at: head, removed, inserted })
    }

    fn finding(&self, row: usize, number: usize) -> std::result::Result<&Finding, String> {
        let mut all = self.checker.report().findings.iter();
        all.by_ref()
            .filter(|finding| finding.pair == row && finding.code != Code::Systematic)
            .nth(number)
            .ok_or_else(|| "There is no such finding any more".to_owned())
    }

    fn fix(&self, row: usize, number: usize) -> std::result::Result<Entry, String> {
        let finding = self.finding(row, number)?;
        let (Some(suggestion), Some(span)) = (&finding.suggestion, finding.replaces) else {
            return Err("There is no suggestion to put in".into());
        };
        let translation = self.options.translation();
        let old = match translation {
            Side::Zh => self.checker.pair(row).zh,
            Side::En => self.checker.pair(row).en,
        };
        let (Some(before), Some(after)) = (old.get(..span.start), old.get(span.end..)) else {
            return Err("There is no such finding any more".into());
        };
        let text = format!("{before}{suggestion}{after}");
        self.splice(&Act::Edit { row, text, side: translation.into() })
    }

    fn decide(
        &self,
        row: usize,
        number: usize,
        verdict: Verdict,
        reason: &str,
    ) -> std::result::Result<Entry, String> {
        let finding = self.finding(row, number)?;
        let decision = Decision::new(verdict, finding, self.checker.pair(row), reason);
        Ok(Entry::Decide { decision })
    }

    /// What changed since the page was last told.
    fn answer(&mut self, touched: Touched) -> Answer<'_> {
        let now = self.hashes();
        let came = touched.at..touched.at + touched.inserted;
        self.told
            .splice(touched.at..touched.at + touched.removed, now[came.clone()].iter().copied());
        let differs: Vec<usize> =
            (0..now.len()).filter(|row| self.told.get(*row) != now.get(*row)).collect();
        self.told = now;
        let of_rows = self.checker.of_rows();
        let (undo, redo) = self.book.depths();
        Answer {
            version: self.version(),
            touched,
            rows: came.map(|row| self.row(row, &of_rows[row])).collect(),
            changed: differs.into_iter().map(|row| (row, self.row(row, &of_rows[row]))).collect(),
            systematic: self.causes(),
            undo,
            redo,
            unsettled: self.checker.is_unsettled(),
        }
    }

    fn row<'t>(&'t self, index: usize, findings: &[&'t Finding]) -> PageRow<'t> {
        let pair = self.checker.pair(index);
        let translation = self.options.translation();
        let mut page = page_row(pair, self.checker.figures(index), findings, translation);
        for (shown, finding) in page.f.iter_mut().zip(findings) {
            shown.of = finding.member_of.and_then(|of| self.ordinal(of));
            shown.done = self
                .decided
                .find(finding, pair)
                .map(|(decision, reason)| [decision.verdict.name().to_owned(), reason.to_owned()]);
        }
        if let Some(row) = self.book.rows().get(index) {
            page.n = [row.zh.len(), row.en.len()];
            page.c = (row.confidence * 1000.0).round() / 1000.0;
            page.line = row.line;
            page.pin = row.pinned;
        }
        page
    }

    /// The findings that explain others, numbered among themselves.
    fn causes(&self) -> Vec<Cause<'_>> {
        let all = self.checker.report().systematic().enumerate();
        let said = |one| in_chinese(one, Pair::default(), self.options.translation());
        all.map(|(id, one)| Cause { id, level: one.level, message: &one.message, said: said(one) })
            .collect()
    }

    /// The number among its like of the finding at this index of the report.
    fn ordinal(&self, index: usize) -> Option<usize> {
        let before = self.checker.report().findings.get(..index)?;
        Some(before.iter().filter(|finding| finding.code == Code::Systematic).count())
    }

    /// What each row's findings look like, as a number; 0 for none.
    fn hashes(&self) -> Vec<u64> {
        let mut hashes = Vec::with_capacity(self.book.rows().len());
        for (row, findings) in self.checker.of_rows().iter().enumerate() {
            let pair = self.checker.pair(row);
            let mut hash = 0;
            for finding in findings {
                let done = self.decided.find(finding, pair).map(|(decision, _)| &decision.line);
                let seen = format!(
                    "{}|{}|{}|{:?}|{done:?}",
                    finding.level,
                    finding.code,
                    finding.message,
                    finding.member_of.and_then(|of| self.ordinal(of)),
                );
                for byte in seen.bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).wrapping_add(1);
                }
            }
            hashes.push(hash);
        }
        hashes
    }
}
