//! Findings that follow the rows: after a change only the rows it touched are read again; what their
//! figures mean beside all others is worked out anew.

use rayon::prelude::*;

use super::book::Touched;
use super::row::Row;
use crate::check::{self, Code, Finding, Options, Pair, Report};
use crate::document::Side;
use crate::figure::Figure;

/// Texts and figures of all rows, and what was found in them.
#[derive(Debug, Default)]
pub struct Checker {
    texts: Vec<(String, String)>,
    figures: Vec<(Vec<Figure>, Vec<Figure>)>,
    report: Report,
    options: Options,
}

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
        self.texts.splice(went.clone(), texts);
        self.figures.splice(went, figures);
        let pairs: Vec<Pair<'_>> = self.texts.iter().map(|(zh, en)| Pair { zh, en }).collect();
        self.report = check::check_figures(&pairs, &self.figures, &self.options);
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
}
