//! From beads, or pairs aligned elsewhere, to findings.

use crate::align::Bead;
use crate::check::{self, Pair, Report};
use crate::document::{Document, Sentence, Side};
use crate::read::PairRow;

use super::Aligned;

/// Where a pair's text stands: a file's line and column, and the place in its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'t> {
    /// Line, from 1; 0 when the format has none.
    pub line: usize,
    /// Characters before the text on its line.
    pub column: usize,
    /// The paragraph, cell, cue or segment; empty for plain text.
    pub place: &'t str,
}

/// Pairs, what was found in them, and where they come from.
#[derive(Debug, Clone, Default)]
pub struct Checked<'t> {
    /// The names of the Chinese and the English file.
    pub files: [String; 2],
    /// All pairs, null links included.
    pub pairs: Vec<Pair<'t>>,
    /// Where each pair's Chinese and English text stand; as many as `pairs`.
    pub origins: Vec<[Option<Origin<'t>>; 2]>,
    /// The findings.
    pub report: Report,
    /// Which text is the original; unknown is taken as Chinese.
    pub original: Option<Side>,
}

impl<'t> Checked<'t> {
    /// The side that is a translation, for which suggestions are written.
    #[must_use]
    pub fn translation(&self) -> Side {
        match self.original {
            Some(Side::En) => Side::Zh,
            _ => Side::En,
        }
    }

    /// The text of a pair's side.
    #[must_use]
    pub fn text(&self, pair: usize, side: Side) -> &str {
        match side {
            Side::Zh => self.pairs[pair].zh,
            Side::En => self.pairs[pair].en,
        }
    }

    /// Where that text stands: the file's name and the place in it.
    #[must_use]
    pub fn origin(&self, pair: usize, side: Side) -> (&str, Option<Origin<'t>>) {
        let index = usize::from(side == Side::En);
        (&self.files[index], self.origins[pair][index])
    }
}

/// Checks the beads of an aligned document: pair `i` is bead `i`.
#[must_use]
pub fn check<'t>(aligned: &'t Aligned, options: &check::Options) -> Checked<'t> {
    let pair = |bead: &Bead| Pair {
        zh: aligned.zh_span(bead).of(&aligned.zh.text),
        en: aligned.en_span(bead).of(&aligned.en.text),
    };
    let pairs: Vec<Pair<'t>> = aligned.beads.iter().map(pair).collect();
    let origins = aligned
        .beads
        .iter()
        .map(|bead| {
            [
                origin(&aligned.zh, &aligned.zh_sentences[bead.zh.clone()]),
                origin(&aligned.en, &aligned.en_sentences[bead.en.clone()]),
            ]
        })
        .collect();
    let report = check::check_pairs(&pairs, options);
    let files = [aligned.zh.name.clone(), aligned.en.name.clone()];
    Checked { files, pairs, origins, report, original: options.original }
}

/// Checks pairs aligned elsewhere: pair `i` is row `i`.
#[must_use]
pub fn check_rows<'t>(name: &str, rows: &'t [PairRow], options: &check::Options) -> Checked<'t> {
    let pairs: Vec<Pair<'t>> = rows.iter().map(|row| Pair { zh: &row.zh, en: &row.en }).collect();
    let report = check::check_pairs(&pairs, options);
    let origin = |row: &'t PairRow, place: &'t str| Origin { line: row.line, column: 0, place };
    let both =
        |row: &'t PairRow| [origin(row, &row.zh_place), origin(row, &row.en_place)].map(Some);
    let origins = rows.iter().map(both).collect();
    let files = [name.to_owned(), name.to_owned()];
    Checked { files, pairs, origins, report, original: options.original }
}

fn origin<'t>(document: &'t Document, sentences: &[Sentence]) -> Option<Origin<'t>> {
    let sentence = sentences.first()?;
    let paragraph = document.paragraphs.get(sentence.paragraph)?;
    let start = sentence.trimmed_span(&document.text).start;
    let before = document.text.get(paragraph.span.start..start).unwrap_or("");
    let column = before.chars().count();
    Some(Origin { line: paragraph.line, column, place: &paragraph.place })
}
