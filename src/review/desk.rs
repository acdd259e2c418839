//! The desk: an open project, and what the page may ask of it.

use std::path::Path;

use serde::Deserialize;

use super::act::{self, Act};
use super::answer::Answer;
use super::book::{Book, Decided, Decision, Entry, Touched, Verdict};
use super::realign::realign;
use super::recheck::{Checker, WholeCheck};
use super::row::{Row, to_aligned};
use super::store::{About, Store};
use crate::check::{Code, Finding, Fingerprint, Options, Report};
use crate::document::Side;
use crate::error::Result;
use crate::pipeline::{self, Aligned, Checked};

/// An open project.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    pub(super) about: About,
    pub(super) book: Book,
    pub(super) checker: Checker,
    pub(super) decided: Decided,
    pub(super) options: Options,
    /// What the page was last told of each row's findings, as a hash.
    pub(super) told: Vec<u64>,
    /// What a check of the whole text found, and the version it looked at.
    offered: Option<(u64, Report)>,
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
    /// Take what was found in the text as a whole, after rows were checked by themselves.
    Settle,
    /// Put a finding's suggestion into the translation.
    Fix {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
        /// What that finding is recognized by, if the page says it.
        #[serde(default)]
        key: String,
    },
    /// Accept a finding for a reason.
    Accept {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
        /// What that finding is recognized by, if the page says it.
        #[serde(default)]
        key: String,
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
        /// What that finding is recognized by, if the page says it.
        #[serde(default)]
        key: String,
    },
    /// Take a decision back.
    Reopen {
        /// The row.
        row: usize,
        /// Which of its findings.
        finding: usize,
        /// What that finding is recognized by, if the page says it.
        #[serde(default)]
        key: String,
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
        let mut desk = Desk { store, about, book, checker, decided, options, told, offered: None };
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

    /// Does what is asked: into the project file first, then into the book.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing is changed then.
    pub fn act(&mut self, ask: &Ask) -> std::result::Result<Answer<'_>, Refusal> {
        if ask.version != self.book.version() {
            return Err(Refusal::Stale);
        }
        if ask.what == What::Book(Deed::Settle) {
            if let Some((version, report)) = self.offered.take()
                && version == self.book.version()
            {
                self.checker.settled(report);
            }
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

    /// Checks the text as a whole, if that is still to be done.
    pub fn settle(&mut self) {
        self.checker.settle();
    }

    /// The check of the text as a whole if it is still to be done, and the version it is of. It can
    /// run while the desk is at work, and what it finds is [offered](Desk::offer).
    #[must_use]
    pub fn whole_check(&self) -> Option<(u64, WholeCheck)> {
        self.checker.is_unsettled().then(|| (self.book.version(), self.checker.whole_check()))
    }

    /// Offers what a check of the whole text found; [`Deed::Settle`] takes it if it is of the text as
    /// it is then.
    pub fn offer(&mut self, version: u64, report: Report) {
        self.offered = Some((version, report));
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
            What::Book(Deed::Fix { row, finding, key }) => self.fix(*row, *finding, key),
            What::Book(Deed::Accept { row, finding, key, reason }) => {
                self.decide(*row, self.finding(*row, *finding, key)?, Verdict::Accepted, reason)
            }
            What::Book(Deed::Dismiss { row, finding, key }) => {
                self.decide(*row, self.finding(*row, *finding, key)?, Verdict::Dismissed, "")
            }
            What::Book(Deed::Reopen { row, finding, key }) => {
                let finding = self.finding(*row, *finding, key)?;
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

    /// A row's finding by its number, or, where the whole text was checked since the page was told,
    /// by its key.
    fn finding(
        &self,
        row: usize,
        number: usize,
        key: &str,
    ) -> std::result::Result<&Finding, String> {
        let pair = self.checker.pair(row);
        let is_meant =
            |one: &&Finding| key.is_empty() || Fingerprint::of(one, pair).to_string() == key;
        let all = self.checker.report().findings.iter();
        let own: Vec<&Finding> =
            all.filter(|one| one.pair == row && one.code != Code::Systematic).collect();
        let by_number = own.get(number).copied().filter(is_meant);
        by_number
            .or_else(|| own.into_iter().find(|one| !key.is_empty() && is_meant(one)))
            .ok_or_else(|| "There is no such finding any more".to_owned())
    }

    fn fix(&self, row: usize, number: usize, key: &str) -> std::result::Result<Entry, String> {
        let finding = self.finding(row, number, key)?;
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
        finding: &Finding,
        verdict: Verdict,
        reason: &str,
    ) -> std::result::Result<Entry, String> {
        let decision = Decision::new(verdict, finding, self.checker.pair(row), reason);
        Ok(Entry::Decide { decision })
    }
}
