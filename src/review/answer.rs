//! What the page is told: the whole project when it opens, and afterwards what changed.

use serde::Serialize;

use super::book::Touched;
use super::desk::Desk;
use crate::check::{Code, Finding, Level, Pair};
use crate::document::Side;
use crate::export::html::{PageRow, in_chinese, page_row};

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
            book: self.book.version(),
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

    /// What changed since the page was last told.
    pub(super) fn answer(&mut self, touched: Touched) -> Answer<'_> {
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
            version: self.book.version(),
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
    pub(super) fn hashes(&self) -> Vec<u64> {
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
