//! From beads, or pairs aligned elsewhere, to findings.

use crate::align::Bead;
use crate::check::{self, Pair, Report};
use crate::document::{Document, Sentence, Side};
use crate::read::PairRow;

use super::Aligned;

/// Where a pair's text stands: a file's line and column, and the place in its format.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'t> {
    /// Line, from 1; 0 when the format has none.
    pub line: usize,
    /// Characters before the text on its line.
    pub column: usize,
    /// The paragraph, cell, cue or segment; empty for plain text.
    pub place: &'t str,
    /// The document, and the byte of it where the text begins; `None` for pairs aligned elsewhere.
    pub start: Option<(&'t Document, usize)>,
}

impl Origin<'_> {
    /// Line and characters before it in that line, of a byte of `text`, which stands here.
    #[must_use]
    pub fn line_and_column(&self, text: &str, at: usize) -> (usize, usize) {
        let found = self.start.and_then(|(document, start)| document.line_and_column(start + at));
        found.unwrap_or_else(|| {
            let before = &text[..at];
            let column = match before.rsplit_once('\n') {
                Some((_, last)) => last.chars().count(),
                None => self.column + before.chars().count(),
            };
            (self.line + before.matches('\n').count(), column)
        })
    }
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
    let origin =
        |row: &'t PairRow, place: &'t str| Origin { line: row.line, column: 0, place, start: None };
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
    let (line, column) = document.line_and_column(start).unwrap_or_default();
    Some(Origin { line, column, place: &paragraph.place, start: Some((document, start)) })
}
