//! Findings that follow the rows: after a change only the rows it touched are read again, and only
//! they and their neighbours are checked again, so that the answer does not wait for the length of
//! the text. What is said of the text as a whole (damage throughout, figures rendered in two ways,
//! sums) waits for [`Checker::settle`], which checks everything and is the plain version of the two.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::book::Touched;
use super::row::Row;
use crate::check::{self, Code, Finding, Options, Pair, Report};
use crate::document::Side;
use crate::figure::Figure;

/// Texts and figures of all rows, and what was found in them.
#[derive(Debug, Default)]
pub struct Checker {
    texts: Arc<Vec<(String, String)>>,
    figures: Arc<Vec<Figures>>,
    report: Report,
    options: Options,
    /// Whether rows were checked without the rest of the text since everything was checked.
    unsettled: bool,
}

/// The figures of a row, Chinese and English.
type Figures = (Vec<Figure>, Vec<Figure>);

/// The check of all rows as they were, to be run beside what goes on.
#[derive(Debug)]
pub struct WholeCheck {
    texts: Arc<Vec<(String, String)>>,
    figures: Arc<Vec<Figures>>,
    options: Options,
}

impl WholeCheck {
    /// Checks; linear in the rows.
    #[must_use]
    pub fn run(&self) -> Report {
        let pairs: Vec<Pair<'_>> = self.texts.iter().map(|(zh, en)| Pair { zh, en }).collect();
        check::check_figures(&pairs, &self.figures, &self.options)
    }
}

/// Up to so many rows everything is checked at once.
const AT_ONCE: usize = 300;

impl Checker {
    /// Reads and checks all rows.
    #[must_use]
    pub fn new(rows: &[Row], options: Options) -> Checker {
        let mut checker = Checker { options, ..Checker::default() };
        checker.follow(rows, Touched { at: 0, removed: 0, inserted: rows.len() });
        checker
    }

    /// Reads the rows that came, forgets those that went, and checks.
    pub fn follow(&mut self, rows: &[Row], touched: Touched) {
        let came = &rows[touched.at..touched.at + touched.inserted];
        let texts: Vec<(String, String)> =
            came.par_iter().map(|row| (row.text(Side::Zh), row.text(Side::En))).collect();
        let went = touched.at..touched.at + touched.removed;
        if touched.inserted > 0 && self.texts.get(went.clone()) == Some(&texts[..]) {
            // A pin: no text has changed, so no finding has.
            return;
        }
        let figures: Vec<_> = texts
            .par_iter()
            .map(|(zh, en)| check::figures_of(&Pair { zh, en }, &self.options))
            .collect();
        Arc::make_mut(&mut self.texts).splice(went.clone(), texts);
        Arc::make_mut(&mut self.figures).splice(went, figures);
        if self.texts.len() <= AT_ONCE || touched.inserted > AT_ONCE {
            self.check_all();
        } else {
            self.check_around(touched);
        }
    }

    /// Whether the text as a whole is still to be checked.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        self.unsettled
    }

    /// Checks everything if rows were checked by themselves since; says whether it did.
    pub fn settle(&mut self) -> bool {
        let unsettled = self.unsettled;
        if unsettled {
            self.check_all();
        }
        unsettled
    }

    /// The check of everything, to be run elsewhere and handed back to [`Checker::settled`].
    #[must_use]
    pub fn whole_check(&self) -> WholeCheck {
        let (texts, figures) = (Arc::clone(&self.texts), Arc::clone(&self.figures));
        WholeCheck { texts, figures, options: self.options.clone() }
    }

    /// Takes what the check of everything found in the rows as they are.
    pub fn settled(&mut self, report: Report) {
        self.report = report;
        self.unsettled = false;
    }

    fn check_all(&mut self) {
        let report = self.whole_check().run();
        self.settled(report);
    }

    fn pairs(&self, range: Range<usize>) -> Vec<Pair<'_>> {
        self.texts[range].iter().map(|(zh, en)| Pair { zh, en }).collect()
    }

    /// Checks the rows that came and those that may lean on them. A row leans on rows as far away as
    /// its neighbours' neighbours, so as many more are checked beside those whose findings are kept.
    fn check_around(&mut self, touched: Touched) {
        let reach = 2 * self.options.neighbours;
        let around = |by: usize| {
            let end = touched.at + touched.inserted + by;
            touched.at.saturating_sub(by)..end.min(self.texts.len())
        };
        let (renewed, looked_at) = (around(reach), around(2 * reach));
        let mut found = check::check_figures(
            &self.pairs(looked_at.clone()),
            &self.figures[looked_at.clone()],
            &self.options,
        );
        for finding in &mut found.findings {
            finding.pair += looked_at.start;
            finding.member_of = None;
        }
        found
            .findings
            .retain(|finding| renewed.contains(&finding.pair) && !is_of_the_whole(finding));
        self.replace(touched, &renewed, found.findings);
        self.unsettled = true;
    }

    /// Puts the findings of the renewed rows in place of the old ones, in the order of the rows.
    fn replace(&mut self, touched: Touched, renewed: &Range<usize>, mut fresh: Vec<Finding>) {
        let went = touched.at..touched.at + touched.removed;
        let mut old = std::mem::take(&mut self.report.findings);
        let mut new_place = vec![None; old.len()];
        let mut kept: Vec<(usize, Finding)> = Vec::new();
        for (index, mut finding) in old.drain(..).enumerate() {
            if went.contains(&finding.pair) {
                // What explains others outlives the row it was first met in.
                if finding.code != Code::Systematic {
                    continue;
                }
                finding.pair = touched.at.min(self.texts.len().saturating_sub(1));
            } else if finding.pair >= went.end {
                finding.pair = finding.pair + touched.inserted - touched.removed;
            }
            if renewed.contains(&finding.pair) && !is_of_the_whole(&finding) {
                // The whole text knew more of it than its neighbours do.
                if let Some(new) = fresh.iter_mut().find(|new| is_same(new, &finding)) {
                    *new = finding;
                }
                continue;
            }
            kept.push((index, finding));
        }
        let first = kept.partition_point(|(_, finding)| finding.pair < renewed.start);
        let fresh: Vec<(usize, Finding)> =
            fresh.into_iter().map(|finding| (usize::MAX, finding)).collect();
        kept.splice(first..first, fresh);
        kept.sort_by_key(|(_, finding)| finding.pair);
        for (place, (index, _)) in kept.iter().enumerate() {
            if let Some(new) = new_place.get_mut(*index) {
                *new = Some(place);
            }
        }
        let moved = |of: usize| new_place.get(of).copied().flatten();
        self.report.findings = kept
            .into_iter()
            .map(|(_, mut finding)| {
                finding.member_of = finding.member_of.and_then(moved);
                finding
            })
            .collect();
        self.report.n_pairs = self.texts.len();
    }

    /// The texts of a row.
    #[must_use]
    pub fn pair(&self, row: usize) -> Pair<'_> {
        self.texts.get(row).map_or(Pair::default(), |(zh, en)| Pair { zh, en })
    }

    /// The figures of a row.
    #[must_use]
    pub fn figures(&self, row: usize) -> (&[Figure], &[Figure]) {
        self.figures.get(row).map_or((&[], &[]), |(zh, en)| (zh, en))
    }

    /// What was found.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The findings of each row, those that explain others left out.
    #[must_use]
    pub fn of_rows(&self) -> Vec<Vec<&Finding>> {
        let mut all = vec![Vec::new(); self.texts.len()];
        for finding in self.report.findings.iter().filter(|f| f.code != Code::Systematic) {
            if let Some(row) = all.get_mut(finding.pair) {
                row.push(finding);
            }
        }
        all
    }
}

/// Whether a finding is about the text as a whole.
fn is_of_the_whole(finding: &Finding) -> bool {
    matches!(finding.code, Code::Systematic | Code::Inconsistent | Code::Sum)
}

/// Whether two findings are about the same figures of the same row.
fn is_same(one: &Finding, other: &Finding) -> bool {
    one.pair == other.pair && one.code == other.code && one.zh == other.zh && one.en == other.en
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::row::pieces;

    fn row(zh: &str, en: &str) -> Row {
        Row { zh: pieces(zh, Side::Zh, "\n"), en: pieces(en, Side::En, "\n"), ..Row::default() }
    }

    #[test]
    fn following_a_change_is_the_same_as_checking_anew() {
        let mut rows = vec![
            row("全年开行500班。", "It will run 511 trains all year."),
            row("增长6.5%。", "It grew by 6.5%."),
            row("有300人参加。", "311 people took part."),
        ];
        let mut checker = Checker::new(&rows, Options::default());
        assert_eq!(checker.report().count(check::Level::Error), 2);
        rows[0] = row("全年开行500班。", "It will run 500 trains all year.");
        rows.remove(1);
        checker.follow(&rows, Touched { at: 0, removed: 2, inserted: 1 });
        let anew = Checker::new(&rows, Options::default());
        assert_eq!(checker.report(), anew.report());
        assert_eq!(checker.report().count(check::Level::Error), 1);
    }

    /// A long text with errors, figures that moved to a neighbour, and nothing wrong in between.
    fn long() -> Vec<Row> {
        (0..AT_ONCE + 100)
            .map(|n| {
                let en = match n % 7 {
                    3 => format!("In district {n}, {} projects were begun.", 3 * n + 11),
                    5 => format!("District {n} began projects, {} of them.", 3 * n + 10),
                    6 => "Work went on.".to_owned(),
                    _ => format!("In district {n}, {} projects were begun.", 3 * n + 10),
                };
                row(&format!("第{n}区开工项目{}个。", 3 * n + 10), &en)
            })
            .collect()
    }

    #[test]
    fn checking_around_a_change_finds_what_checking_all_finds() {
        let options = Options::default();
        let by_row = |checker: &Checker| -> Vec<Vec<(Code, String)>> {
            let of = |all: Vec<&Finding>| all.iter().map(|f| (f.code, f.message.clone())).collect();
            checker.of_rows().into_iter().map(of).collect()
        };
        let mut rows = long();
        let mut checker = Checker::new(&rows, options.clone());
        let changes: [(usize, usize, Vec<Row>); 5] = [
            (10, 1, vec![row("第10区开工项目40个。", "In district 10, 47 projects were begun.")]),
            (0, 2, vec![row("开工。", "Begun.")]),
            (200, 1, vec![row("甲 12 个。", "12."), row("乙 13 个。", "14.")]),
            (rows.len() - 1, 1, vec![]),
            (6, 1, vec![row("项目还有25个。", "There were 52 more.")]),
        ];
        for (at, removed, inserted) in changes {
            let touched = Touched { at, removed, inserted: inserted.len() };
            rows.splice(at..at + removed, inserted);
            checker.follow(&rows, touched);
            let anew = Checker::new(&rows, options.clone());
            assert_eq!(by_row(&checker), by_row(&anew), "after the change at {at}");
            assert!(checker.settle() && !checker.settle());
            assert_eq!(checker.report().findings, anew.report().findings);
        }
    }
}
