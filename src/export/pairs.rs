//! What is written: the pairs of an aligned document, or pairs aligned elsewhere, with what was
//! found in them. A [`Row`] is one pair, ready for any format.

use std::borrow::Cow;
use std::ops::Range;

use super::one_line;
use crate::align::Bead;
use crate::check::{Finding, Level, Pair};
use crate::document::{Sentence, Side, Span};
use crate::pipeline::{Aligned, Checked};

/// Pairs to be written, in their order, and what was found in them.
#[derive(Debug, Clone)]
pub struct Pairs<'a> {
    aligned: Option<&'a Aligned>,
    findings: &'a [Finding],
    /// Indices of the findings, by pair.
    found: Vec<Vec<usize>>,
    texts: Vec<Pair<'a>>,
    beads: Cow<'a, [Bead]>,
    translation: Side,
}

impl<'a> Pairs<'a> {
    /// The beads of an aligned document, unchecked.
    #[must_use]
    pub fn aligned(aligned: &'a Aligned) -> Self {
        let text = |bead: &Bead| Pair {
            zh: aligned.zh_span(bead).of(&aligned.zh.text),
            en: aligned.en_span(bead).of(&aligned.en.text),
        };
        Pairs {
            aligned: Some(aligned),
            findings: &[],
            found: Vec::new(),
            texts: aligned.beads.iter().map(text).collect(),
            beads: Cow::Borrowed(&aligned.beads),
            translation: Side::En,
        }
    }

    /// Checked pairs, and the aligned document they come from. Without one each pair counts as one
    /// sentence a side, taken as it is: confidence 1.
    #[must_use]
    pub fn checked(checked: &'a Checked<'a>, aligned: Option<&'a Aligned>) -> Self {
        let beads = match aligned {
            Some(aligned) => Cow::Borrowed(aligned.beads.as_slice()),
            None => Cow::Owned(checked.pairs.iter().enumerate().map(as_given).collect()),
        };
        let findings = checked.report.findings.as_slice();
        let mut found = vec![Vec::new(); checked.pairs.len()];
        for (index, finding) in findings.iter().enumerate() {
            if let Some(of_pair) = found.get_mut(finding.pair) {
                of_pair.push(index);
            }
        }
        let translation = checked.translation();
        Pairs { aligned, findings, found, texts: checked.pairs.clone(), beads, translation }
    }

    /// How many pairs there are, null links counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The bead of a pair.
    pub(super) fn bead(&self, index: usize) -> &Bead {
        &self.beads[index]
    }

    /// A pair as a row.
    pub(super) fn row(&self, index: usize) -> Row<'_> {
        let (text, bead) = (self.texts[index], &self.beads[index]);
        let sentences = self.aligned.map(|aligned| {
            (&aligned.zh_sentences[bead.zh.clone()], &aligned.en_sentences[bead.en.clone()])
        });
        let (zh_paragraphs, en_paragraphs) = match sentences {
            Some((zh, en)) => (paragraphs(zh), paragraphs(en)),
            None => (bead.zh.clone(), bead.en.clone()),
        };
        let remarks = self.found.get(index).map_or(&[][..], Vec::as_slice);
        Row {
            id: index + 1,
            zh: one_line(text.zh),
            en: one_line(text.en),
            zh_pieces: self.pieces(index, Side::Zh),
            en_pieces: self.pieces(index, Side::En),
            bead,
            zh_paragraphs,
            en_paragraphs,
            remarks: remarks.iter().map(|&at| self.remark(at, text)).collect(),
        }
    }

    /// The sentences of a side of a pair, each on one line; all as one when it was corrected.
    fn pieces(&self, index: usize, side: Side) -> Vec<Cow<'a, str>> {
        let (text, bead) = (self.texts[index], &self.beads[index]);
        let whole = if side == Side::Zh { text.zh } else { text.en };
        let sentences = self.aligned.map(|aligned| match side {
            Side::Zh => (&aligned.zh.text, &aligned.zh_sentences[bead.zh.clone()]),
            Side::En => (&aligned.en.text, &aligned.en_sentences[bead.en.clone()]),
        });
        match sentences {
            Some((document, sentences)) if as_read(document, sentences) == whole => {
                sentences.iter().map(|sentence| one_line(sentence.trimmed(document))).collect()
            }
            _ if whole.is_empty() => Vec::new(),
            _ => vec![one_line(whole)],
        }
    }

    fn remark(&self, index: usize, text: Pair<'_>) -> Remark<'_> {
        let finding = &self.findings[index];
        let place = |text: &str, span: Span| {
            let at = |byte: usize| text.get(..byte).map(|before| one_line(before).len());
            Some(Span::new(at(span.start)?, at(span.end)?))
        };
        Remark {
            number: index + 1,
            finding,
            pair: self.texts[finding.pair],
            translation: self.translation,
            zh: finding.zh.as_ref().and_then(|figure| place(text.zh, figure.span)),
            en: finding.en.as_ref().and_then(|figure| place(text.en, figure.span)),
        }
    }
}

/// A pair aligned elsewhere as a bead of its own.
fn as_given((index, pair): (usize, &Pair<'_>)) -> Bead {
    let run = |text: &str| if text.is_empty() { index..index } else { index..index + 1 };
    Bead { zh: run(pair.zh), en: run(pair.en), score: 0.0, confidence: 1.0 }
}

fn as_read<'t>(document: &'t str, sentences: &[Sentence]) -> &'t str {
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => {
            let (start, end) =
                (first.trimmed_span(document).start, last.trimmed_span(document).end);
            document.get(start..end).unwrap_or("")
        }
        _ => "",
    }
}

fn paragraphs(sentences: &[Sentence]) -> Range<usize> {
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.paragraph..last.paragraph + 1,
        _ => 0..0,
    }
}

/// One pair, ready to be written.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The pair's number, from 1: what decisions come back by.
    pub id: usize,
    /// The Chinese text on one line; empty for a null link.
    pub zh: Cow<'a, str>,
    /// The English text on one line; empty for a null link.
    pub en: Cow<'a, str>,
    /// The Chinese sentences, each on one line.
    pub zh_pieces: Vec<Cow<'a, str>>,
    /// The English sentences, each on one line.
    pub en_pieces: Vec<Cow<'a, str>>,
    /// The bead itself: sentence indices from 0, score, confidence.
    pub bead: &'a Bead,
    /// Paragraphs of the Chinese sentences, by index from 0.
    pub zh_paragraphs: Range<usize>,
    /// Paragraphs of the English sentences, by index from 0.
    pub en_paragraphs: Range<usize>,
    /// What was found in the pair.
    pub remarks: Vec<Remark<'a>>,
}

impl Row<'_> {
    /// The bead's type, Chinese sentences first: `1-2`.
    #[must_use]
    pub fn kind(&self) -> String {
        format!("{}-{}", self.bead.zh.len(), self.bead.en.len())
    }

    /// Whether one side has no text: no pair, for formats that know pairs only.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.zh.is_empty() || self.en.is_empty()
    }

    /// The gravest level found in the pair.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.remarks.iter().map(|remark| remark.finding.level).max()
    }
}

/// A finding as a remark on its row.
#[derive(Debug, Clone)]
pub struct Remark<'a> {
    /// The finding's number in the report, from 1.
    pub number: usize,
    /// The finding.
    pub finding: &'a Finding,
    /// The pair it is about, as checked.
    pub pair: Pair<'a>,
    /// The side that is the translation.
    pub translation: Side,
    /// Its Chinese figure, in the row's text.
    pub zh: Option<Span>,
    /// Its English figure, in the row's text.
    pub en: Option<Span>,
}

impl Remark<'_> {
    /// Whether it is about a figure of the translation, and not of the original alone.
    #[must_use]
    pub fn is_on_translation(&self) -> bool {
        match self.translation {
            Side::Zh => self.finding.zh.is_some(),
            Side::En => self.finding.en.is_some(),
        }
    }

    /// Level, code, what is wrong and what to write instead, for people.
    #[must_use]
    pub fn text(&self) -> String {
        let finding = self.finding;
        let mut text = format!("{}[{}]: {}", finding.level, finding.code, finding.message);
        if let Some(suggestion) = &finding.suggestion {
            let old = match self.translation {
                Side::Zh => self.pair.zh,
                Side::En => self.pair.en,
            };
            let instead = finding.replaces.and_then(|span| old.get(span.range()));
            let instead = instead.map(|old| format!(" instead of \"{old}\"")).unwrap_or_default();
            text.push_str(&format!(" Write \"{suggestion}\"{instead}."));
        }
        one_line(&text).into_owned()
    }
}

/// A text cut into runs, each with the gravest level marked in it, if any. Spans that are not on
/// the text's characters are passed over.
pub(super) fn runs<'t>(text: &'t str, marks: &[(Span, Level)]) -> Vec<(&'t str, Option<Level>)> {
    let mut bounds: Vec<usize> = vec![0, text.len()];
    let inside = |span: &Span| text.get(span.range()).is_some_and(|marked| !marked.is_empty());
    let marks: Vec<&(Span, Level)> = marks.iter().filter(|(span, _)| inside(span)).collect();
    bounds.extend(marks.iter().flat_map(|(span, _)| [span.start, span.end]));
    bounds.sort_unstable();
    bounds.dedup();
    let mut runs: Vec<(&str, Option<Level>)> = Vec::new();
    for pair in bounds.windows(2) {
        let covers = |span: &Span| span.start <= pair[0] && pair[1] <= span.end;
        let level = marks.iter().filter(|(span, _)| covers(span)).map(|(_, level)| *level).max();
        runs.push((&text[pair[0]..pair[1]], level));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_concatenate_to_the_text_and_the_gravest_level_wins() {
        let text = "约2.8亿人";
        let marks = [
            (Span::new(3, 9), Level::Note),
            (Span::new(3, 6), Level::Error),
            (Span::new(1, 2), Level::Error),
            (Span::new(90, 99), Level::Error),
        ];
        let cut = runs(text, &marks);
        let wanted =
            [("约", None), ("2.8", Some(Level::Error)), ("亿", Some(Level::Note)), ("人", None)];
        assert_eq!(cut, wanted);
        assert_eq!(runs("", &marks), []);
    }
}
