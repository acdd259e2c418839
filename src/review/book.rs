//! The book of a project: rows, decisions, and everything done to them. What was done is a log that
//! only grows; undo and redo are entries of it too, so replaying the log gives the same book.

use serde::{Deserialize, Serialize};

use super::act::Splice;
use super::row::Row;
use crate::check::{Acceptance, Accepted, Finding, Pair};

/// What a person decided about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Right as it stands, for a reason.
    Accepted,
    /// Not to be shown again.
    Dismissed,
}

impl Verdict {
    /// `accepted`, `dismissed`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Dismissed => "dismissed",
        }
    }
}

/// A decision about one finding, recognized after small edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// The finding, as a line of a file of accepted findings: fingerprint, code, figures, reason.
    pub line: String,
}

impl Decision {
    /// A decision about a finding of this pair.
    #[must_use]
    pub fn new(verdict: Verdict, finding: &Finding, pair: Pair<'_>, reason: &str) -> Decision {
        let entry = Acceptance::new(finding, pair, reason);
        let line =
            format!("{}\t{}\t{}\t{}", entry.fingerprint, entry.code, entry.figures, entry.reason);
        Decision { verdict, line }
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "lowercase")]
pub enum Entry {
    /// Rows replaced by others.
    Splice {
        /// The first row.
        at: usize,
        /// How many rows go.
        removed: usize,
        /// The rows that come.
        inserted: Vec<Row>,
    },
    /// A finding decided.
    Decide {
        /// The decision.
        decision: Decision,
    },
    /// A decision taken back.
    Reopen {
        /// The decision.
        decision: Decision,
    },
    /// The last thing done and not undone is undone.
    Undo,
    /// The last thing undone is done again.
    Redo,
}

/// A thing done, with what is needed to undo it.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Splice(Splice),
    Decide(Decision),
    /// The decision and its place in the list.
    Reopen(usize, Decision),
}

/// Which rows an entry changed: `removed` rows from `at` became `inserted`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// The first row.
    pub at: usize,
    /// Rows that went.
    pub removed: usize,
    /// Rows that came.
    pub inserted: usize,
}

/// The book.
#[derive(Debug, Clone, Default)]
pub struct Book {
    rows: Vec<Row>,
    decisions: Vec<Decision>,
    done: Vec<Step>,
    undone: Vec<Step>,
    version: u64,
}

impl Book {
    /// A book of these rows, with nothing done.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Book {
        Book { rows, ..Book::default() }
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Counts the entries of the log: two pages that show different versions must not both write.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How much can be undone and redone.
    #[must_use]
    pub fn depths(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// The decisions, in order.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Whether an entry can be applied.
    #[must_use]
    pub fn allows(&self, entry: &Entry) -> bool {
        match entry {
            Entry::Splice { at, removed, .. } => {
                at.checked_add(*removed).is_some_and(|end| end <= self.rows.len())
            }
            Entry::Decide { .. } => true,
            Entry::Reopen { decision } => self.decisions.contains(decision),
            Entry::Undo => !self.done.is_empty(),
            Entry::Redo => !self.undone.is_empty(),
        }
    }

    /// Applies an entry of the log; one that cannot be applied changes nothing and gives `None`.
    pub fn apply(&mut self, entry: &Entry) -> Option<Touched> {
        if !self.allows(entry) {
            return None;
        }
        let touched = match entry {
            Entry::Splice { at, removed, inserted } => {
                let removed = self.rows[*at..at + removed].to_vec();
                self.forward(Step::Splice(Splice { at: *at, removed, inserted: inserted.clone() }))
            }
            Entry::Decide { decision } => self.forward(Step::Decide(decision.clone())),
            Entry::Reopen { decision } => {
                let at = self.decisions.iter().position(|one| one == decision)?;
                self.forward(Step::Reopen(at, decision.clone()))
            }
            Entry::Undo => {
                let step = self.done.pop()?;
                let touched = self.take_back(&step);
                self.undone.push(step);
                touched
            }
            Entry::Redo => {
                let step = self.undone.pop()?;
                let touched = self.carry_out(&step);
                self.done.push(step);
                touched
            }
        };
        self.version += 1;
        Some(touched)
    }

    fn forward(&mut self, step: Step) -> Touched {
        let touched = self.carry_out(&step);
        self.done.push(step);
        self.undone.clear();
        touched
    }

    fn carry_out(&mut self, step: &Step) -> Touched {
        match step {
            Step::Splice(Splice { at, removed, inserted }) => {
                self.rows.splice(*at..at + removed.len(), inserted.iter().cloned());
                Touched { at: *at, removed: removed.len(), inserted: inserted.len() }
            }
            Step::Decide(decision) => {
                self.decisions.push(decision.clone());
                Touched::default()
            }
            Step::Reopen(at, _) => {
                self.decisions.remove(*at);
                Touched::default()
            }
        }
    }

    fn take_back(&mut self, step: &Step) -> Touched {
        match step {
            Step::Splice(Splice { at, removed, inserted }) => {
                self.rows.splice(*at..at + inserted.len(), removed.iter().cloned());
                Touched { at: *at, removed: inserted.len(), inserted: removed.len() }
            }
            Step::Decide(_) => {
                self.decisions.pop();
                Touched::default()
            }
            Step::Reopen(at, decision) => {
                self.decisions.insert(*at, decision.clone());
                Touched::default()
            }
        }
    }
}

/// The decisions of a book, ready to be asked about findings.
#[derive(Debug, Default)]
pub struct Decided {
    known: Vec<(Accepted, Decision)>,
}

impl Decided {
    /// Reads the decisions' lines.
    #[must_use]
    pub fn new(decisions: &[Decision]) -> Decided {
        let known = decisions
            .iter()
            .filter_map(|decision| Some((Accepted::parse(&decision.line).ok()?, decision.clone())))
            .collect();
        Decided { known }
    }

    /// The latest decision about a finding, and its reason.
    #[must_use]
    pub fn find(&self, finding: &Finding, pair: Pair<'_>) -> Option<(&Decision, &str)> {
        self.known.iter().rev().find_map(|(accepted, decision)| {
            let entry = accepted.find(finding, pair)?;
            Some((decision, entry.reason.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Side;
    use crate::review::row::pieces;
    use proptest::prelude::*;

    fn row(text: &str) -> Row {
        Row { zh: pieces(text, Side::Zh, "\n"), ..Row::default() }
    }

    proptest! {
        #[test]
        fn undoing_all_gives_the_beginning_and_redoing_all_the_end(
            steps in proptest::collection::vec((0usize..6, 0usize..3, 0usize..3), 1..30)
        ) {
            let start: Vec<Row> = (0..6).map(|n| row(&format!("第{n}句。"))).collect();
            let mut book = Book::new(start.clone());
            let mut n_done = 0;
            for (number, (at, removed, inserted)) in steps.into_iter().enumerate() {
                let inserted = (0..inserted).map(|n| row(&format!("新{number}之{n}。"))).collect();
                let entry = Entry::Splice { at, removed, inserted };
                n_done += usize::from(book.apply(&entry).is_some());
            }
            let end = book.rows().to_vec();
            for _ in 0..n_done {
                prop_assert!(book.apply(&Entry::Undo).is_some());
            }
            prop_assert!(book.apply(&Entry::Undo).is_none());
            prop_assert_eq!(book.rows(), &start[..]);
            for _ in 0..n_done {
                prop_assert!(book.apply(&Entry::Redo).is_some());
            }
            prop_assert_eq!(book.rows(), &end[..]);
        }
    }

    #[test]
    fn something_new_forgets_what_was_undone() {
        let mut book = Book::new(vec![row("甲。"), row("乙。")]);
        let cut = |at| Entry::Splice { at, removed: 1, inserted: Vec::new() };
        book.apply(&cut(0)).unwrap();
        book.apply(&Entry::Undo).unwrap();
        book.apply(&cut(1)).unwrap();
        assert!(book.apply(&Entry::Redo).is_none());
        assert_eq!(book.rows(), [row("甲。")]);
        assert_eq!(book.version(), 3);
    }
}
