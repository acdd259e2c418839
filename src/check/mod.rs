//! Checking: the figures of a pair meet as values, and what contradicts becomes a [`Finding`].
//!
//! ```
//! use duizhao::check::{Options, compare};
//!
//! let right = compare("全国有2.8亿农民工。", "There are 280 million migrant workers.", &Options::default());
//! assert!(right.is_empty());
//! ```

mod accepted;
mod arithmetic;
mod assign;
mod calendar;
mod codes;
mod context;
mod conventions;
mod damage;
mod digits;
mod finding;
mod glosses;
mod implied;
mod joins;
mod labels;
mod leftovers;
mod measures;
mod neighbours;
mod options;
mod own_units;
mod pages;
mod pairing;
mod rates;
mod ratios;
mod relate;
mod render;
mod separators;
mod strings;
mod substitution;
mod suggest;
mod swaps;
mod verbatim;
mod verdicts;
mod view;
mod wording;
mod written;

use rayon::prelude::*;

use crate::document::Side;
use crate::figure::{Figure, read_en, read_zh};
use pairing::Bead;

pub use accepted::{Acceptance, Accepted, Fingerprint, Sifted};
pub use finding::{Code, Finding, Level};
pub use joins::{figures_of, joins};
pub use options::Options;
pub use pages::{Page, manual, pages};

/// A Chinese text and the English text that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pair<'t> {
    /// The Chinese.
    pub zh: &'t str,
    /// The English.
    pub en: &'t str,
}

/// What a document's check found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The findings, by pair and place in it; those that name systematic damage among them.
    pub findings: Vec<Finding>,
    /// Number of pairs looked at.
    pub n_pairs: usize,
    /// Number of figures read in the Chinese texts.
    pub n_figures_zh: usize,
    /// Number of figures read in the English texts.
    pub n_figures_en: usize,
    /// What the reader should know: pairs too large for the best assignment.
    pub notes: Vec<String>,
}

impl Report {
    /// The findings that name one cause for many others.
    pub fn systematic(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.code == Code::Systematic)
    }

    /// The findings that are members of the one at `index`.
    pub fn members(&self, index: usize) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.member_of == Some(index))
    }

    /// Number of findings of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Leaves only the findings marked in `keep`, which has one mark for each; members of a finding
    /// that goes stand alone.
    pub fn retain(&mut self, keep: &[bool]) {
        let mut places = Vec::with_capacity(keep.len());
        let mut n_kept = 0;
        for &kept in keep {
            places.push(kept.then_some(n_kept));
            n_kept += usize::from(kept);
        }
        let mut kept = keep.iter();
        self.findings.retain(|_| kept.next().copied().unwrap_or(true));
        for finding in &mut self.findings {
            finding.member_of = finding.member_of.and_then(|at| places.get(at).copied().flatten());
        }
    }
}

/// The findings of one pair, without neighbours: [`check_pairs`] on a document of one pair.
#[must_use]
pub fn compare(zh: &str, en: &str, options: &Options) -> Vec<Finding> {
    check_pairs(&[Pair { zh, en }], options).findings
}

/// Checks the pairs of a document, in its order. The result is the same on every machine and number
/// of threads.
///
/// Time is linear in the number of pairs, and in each pair cubic in its number of figures, up to a
/// bound above which a greedy pairing is taken and said in [`Report::notes`].
#[must_use]
pub fn check_pairs(pairs: &[Pair<'_>], options: &Options) -> Report {
    let figures: Vec<(Vec<Figure>, Vec<Figure>)> =
        pairs.par_iter().map(|pair| read(pair, options)).collect();
    check_figures(pairs, &figures, options)
}

/// The figures of a pair, Chinese and English, as [`check_pairs`] reads them.
fn read(pair: &Pair<'_>, options: &Options) -> (Vec<Figure>, Vec<Figure>) {
    let mut en = read_en(pair.en);
    let mut zh = if verbatim::is_english(pair.zh) {
        read_en(pair.zh)
    } else {
        separators::read_zh_beside(pair.zh, pair.en, read_zh(pair.zh), &en)
    };
    verbatim::leave_out((pair.zh, &mut zh), (pair.en, &mut en));
    // A table that cannot be read adds nothing; `Options::bad_units` says what is wrong with it.
    if let Ok(Some(units)) = own_units::table(&options.units) {
        own_units::apply(units, Side::Zh, pair.zh, &mut zh);
        own_units::apply(units, Side::En, pair.en, &mut en);
    }
    (zh, en)
}

/// Checks pairs whose figures are already read: (Chinese, English) figures by pair, with spans into
/// the pair's texts.
///
/// # Panics
/// When there are not as many pairs of figure lists as pairs.
#[must_use]
pub fn check_figures(
    pairs: &[Pair<'_>],
    figures: &[(Vec<Figure>, Vec<Figure>)],
    options: &Options,
) -> Report {
    assert_eq!(pairs.len(), figures.len(), "one pair of figure lists for each pair of texts");
    let mut beads: Vec<Bead<'_>> = pairs
        .par_iter()
        .zip(figures)
        .enumerate()
        .map(|(index, (pair, (zh, en)))| {
            let mut bead = Bead::new(index, (pair.zh, zh), (pair.en, en));
            bead.explain();
            bead
        })
        .collect();
    neighbours::settle_moved(&mut beads, options.neighbours);
    beads.par_iter_mut().for_each(Bead::oppose);
    let mut findings: Vec<Finding> =
        beads.par_iter().flat_map_iter(|bead| verdicts::of(bead, options)).collect();
    let over_all = verdicts::over_all(&beads, &findings, options);
    findings.extend(over_all);
    conventions::dollars_throughout(&beads, &mut findings);
    damage::explain(&beads, &mut findings, options);
    let mut report = Report {
        findings,
        n_pairs: pairs.len(),
        n_figures_zh: figures.iter().map(|(zh, _)| zh.len()).sum(),
        n_figures_en: figures.iter().map(|(_, en)| en.len()).sum(),
        notes: verdicts::notes(&beads),
    };
    verdicts::order_and_filter(&mut report.findings, options);
    report
}
