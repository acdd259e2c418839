//! Rows as they are worked on: runs of sentences on both sides, each with the white space that stood
//! before it, so that rows can be merged, cut and sent back through the aligner without losing a
//! character.

use serde::{Deserialize, Serialize};

use crate::align::Bead;
use crate::document::{Document, Paragraph, Sentence, Side, Span};
use crate::pipeline::Aligned;
use crate::read::PairRow;
use crate::sentence;

/// One sentence and the white space before it: nothing, a space, or a line break where a paragraph
/// begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The white space before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub gap: String,
    /// Its text, without outer white space.
    pub text: String,
}

/// One pair.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The Chinese sentences.
    pub zh: Vec<Piece>,
    /// The English sentences.
    pub en: Vec<Piece>,
    /// Confidence of the aligner, 0 to 1; 1 for what a person made.
    pub confidence: f32,
    /// Score of the aligner.
    pub score: f32,
    /// Whether Realign must leave it as it is.
    #[serde(default)]
    pub pinned: bool,
    /// Line of each side in its file, 0 when unknown.
    pub line: [usize; 2],
}

impl Row {
    /// The pieces of a side.
    #[must_use]
    pub fn side(&self, side: Side) -> &Vec<Piece> {
        match side {
            Side::Zh => &self.zh,
            Side::En => &self.en,
        }
    }

    /// The pieces of a side, to change.
    pub fn side_mut(&mut self, side: Side) -> &mut Vec<Piece> {
        match side {
            Side::Zh => &mut self.zh,
            Side::En => &mut self.en,
        }
    }

    /// The text of a side.
    #[must_use]
    pub fn text(&self, side: Side) -> String {
        joined(self.side(side))
    }

    /// Whether it holds nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// The text of pieces that follow each other; the first's gap is not part of it.
fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            text.push_str(&piece.gap);
        }
        text.push_str(&piece.text);
    }
    text
}

/// The sentences of a text as pieces; the first gets the gap given.
#[must_use]
pub fn pieces(text: &str, side: Side, gap: &str) -> Vec<Piece> {
    let document = Document::from_text("", text);
    of_sentences(&document.text, &sentence::split(&document, side), gap)
}

fn of_sentences(text: &str, sentences: &[Sentence], first_gap: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(sentences.len());
    let mut end = None;
    for sentence in sentences {
        let span = sentence.trimmed_span(text);
        if span.is_empty() {
            continue;
        }
        let gap = match end {
            None => first_gap.to_owned(),
            Some(end) => gap_of(&text[end..span.start]),
        };
        pieces.push(Piece { gap, text: span.of(text).to_owned() });
        end = Some(span.end);
    }
    pieces
}

/// White space between two sentences: a line break if it holds one.
fn gap_of(between: &str) -> String {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{C}');
    if between.contains(breaks) { "\n".to_owned() } else { between.to_owned() }
}

/// The rows of an alignment.
#[must_use]
pub fn of_aligned(aligned: &Aligned) -> Vec<Row> {
    let all = |document: &Document, sentences: &[Sentence]| -> Vec<Piece> {
        let mut end = 0;
        let piece = |sentence: &Sentence| {
            let span = sentence.trimmed_span(&document.text);
            let gap = gap_of(document.text.get(end..span.start).unwrap_or("\n"));
            end = span.end;
            Piece { gap, text: span.of(&document.text).to_owned() }
        };
        sentences.iter().map(piece).collect()
    };
    let zh = all(&aligned.zh, &aligned.zh_sentences);
    let en = all(&aligned.en, &aligned.en_sentences);
    let line = |document: &Document, sentences: &[Sentence]| {
        let first = sentences.first().and_then(|first| document.paragraphs.get(first.paragraph));
        first.map_or(0, |paragraph| paragraph.line)
    };
    let row = |bead: &Bead| Row {
        zh: zh[bead.zh.clone()].to_vec(),
        en: en[bead.en.clone()].to_vec(),
        confidence: bead.confidence,
        score: bead.score,
        pinned: false,
        line: [
            line(&aligned.zh, &aligned.zh_sentences[bead.zh.clone()]),
            line(&aligned.en, &aligned.en_sentences[bead.en.clone()]),
        ],
    };
    aligned.beads.iter().map(row).filter(|row| !row.is_empty()).collect()
}

/// The rows of pairs aligned elsewhere; every row is a paragraph of its own.
#[must_use]
pub fn of_pairs(pairs: &[PairRow]) -> Vec<Row> {
    let row = |pair: &PairRow| Row {
        zh: pieces(&pair.zh, Side::Zh, "\n"),
        en: pieces(&pair.en, Side::En, "\n"),
        confidence: 1.0,
        score: 0.0,
        pinned: false,
        line: [pair.line; 2],
    };
    pairs.iter().map(row).filter(|row| !row.is_empty()).collect()
}

/// The rows as an alignment again, for exports. The files' names are those given.
#[must_use]
pub fn to_aligned(rows: &[Row], files: [&str; 2]) -> Aligned {
    let (zh, zh_sentences) = document(rows, Side::Zh, files[0]);
    let (en, en_sentences) = document(rows, Side::En, files[1]);
    let mut beads = Vec::with_capacity(rows.len());
    let (mut i, mut j) = (0, 0);
    for row in rows {
        let (zh, en) = (i..i + row.zh.len(), j..j + row.en.len());
        (i, j) = (zh.end, en.end);
        beads.push(Bead { zh, en, score: row.score, confidence: row.confidence });
    }
    Aligned { zh, en, zh_sentences, en_sentences, beads, score: 1.0, ..Aligned::default() }
}

/// One side of the rows as a document and its sentences.
fn document(rows: &[Row], side: Side, name: &str) -> (Document, Vec<Sentence>) {
    let mut text = String::new();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    let at = usize::from(side == Side::En);
    for row in rows {
        for (index, piece) in row.side(side).iter().enumerate() {
            let new = paragraphs.is_empty() || piece.gap.contains('\n');
            if !text.is_empty() {
                text.push_str(&piece.gap);
            }
            if let (false, Some(before)) = (new, sentences.last_mut()) {
                before.span.end = text.len();
            }
            let start = text.len();
            text.push_str(&piece.text);
            let span = Span::new(start, text.len());
            if new {
                let line = if index == 0 { row.line[at] } else { 0 };
                paragraphs.push(Paragraph { span, line, ..Paragraph::default() });
            } else if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.span.end = span.end;
            }
            sentences.push(Sentence { span, paragraph: paragraphs.len() - 1 });
        }
    }
    (Document { name: name.to_owned(), text, paragraphs, notes: Vec::new() }, sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline;

    #[test]
    fn rows_and_back_lose_nothing() {
        let zh = Document::from_text("z", "第一句话在这里。第二句话也在这里！\n\n　第三段落。");
        let en =
            Document::from_text("e", "Here is one. And here is two!\r\nThe third paragraph.\n");
        let aligned = pipeline::align(zh, en, &pipeline::Options::default());
        let rows = of_aligned(&aligned);
        let back = to_aligned(&rows, ["z", "e"]);
        assert_eq!(back.beads.len(), aligned.beads.len());
        for (old, new) in aligned.beads.iter().zip(&back.beads) {
            assert_eq!((&old.zh, &old.en), (&new.zh, &new.en));
            assert_eq!(
                aligned.en_span(old).of(&aligned.en.text),
                back.en_span(new).of(&back.en.text)
            );
        }
        assert_eq!(back.zh.text, "第一句话在这里。第二句话也在这里！\n第三段落。");
        assert_eq!(back.en.text, "Here is one. And here is two!\nThe third paragraph.");
        for (document, sentences) in
            [(&back.zh, &back.zh_sentences), (&back.en, &back.en_sentences)]
        {
            assert_eq!(document.paragraphs.len(), 2);
            for (index, paragraph) in document.paragraphs.iter().enumerate() {
                let parts = sentences.iter().filter(|sentence| sentence.paragraph == index);
                let whole: String = parts.map(|part| document.slice(part.span)).collect();
                assert_eq!(whole, document.slice(paragraph.span));
            }
        }
    }
}
