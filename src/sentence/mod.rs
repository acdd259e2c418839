//! Sentences: where each paragraph is cut, by its language's own rules.
//!
//! The sentences of a paragraph concatenate to it exactly; white space belongs to the sentence
//! before it. A paragraph without an end mark, a heading, is one sentence. Time is linear in the
//! length of the text, whatever it holds.

mod en;
mod zh;

use crate::document::{Document, Sentence, Side, Span};

/// How to split.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Which marks end a Chinese sentence.
    pub zh_ends: ZhEnds,
}

/// Which marks end a Chinese sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ZhEnds {
    /// Full stops, question and exclamation marks, ellipses.
    #[default]
    Stops,
    /// Those and semicolons.
    StopsAndSemicolons,
}

/// The sentences of a document, in order.
#[must_use]
pub fn split(document: &Document, side: Side) -> Vec<Sentence> {
    split_with(document, side, &Options::default())
}

/// As [`split`], with options.
#[must_use]
pub fn split_with(document: &Document, side: Side, options: &Options) -> Vec<Sentence> {
    let marks = match side {
        Side::Zh => en::Marks::Questions,
        Side::En => en::marks_of(document.paragraphs.iter().map(|p| document.slice(p.span))),
    };
    let mut sentences = Vec::new();
    for (paragraph, part) in document.paragraphs.iter().enumerate() {
        let mut start = part.span.start;
        let text = document.slice(part.span);
        let ends = match side {
            Side::Zh => zh::ends(text, options.zh_ends),
            Side::En => en::ends(text, marks),
        };
        for end in ends {
            let end = part.span.start + end;
            sentences.push(Sentence { span: Span::new(start, end), paragraph });
            start = end;
        }
    }
    sentences
}

/// One sentence a line, never cut again: sentence `i` is line `i + 1` of the file. A blank line is
/// an empty sentence, so that indices stay line numbers; its paragraph is the one before it.
#[must_use]
pub fn presplit(document: &Document) -> Vec<Sentence> {
    let text = document.text.as_str();
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    let mut sentences = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    while start < text.len() {
        let line = &text[start..];
        let length = line.find(line_end).unwrap_or(line.len());
        let end = start + line[..length].trim_end_matches('\r').len();
        while document.paragraphs.get(paragraph + 1).is_some_and(|next| next.span.start < end) {
            paragraph += 1;
        }
        sentences.push(Sentence { span: Span::new(start, end), paragraph });
        start += length + 1;
    }
    sentences
}

/// Joins sentences that hold no letter or digit to the one before, the first one to the next: a
/// lone quote mark or row of dots is no sentence. `ends` are ascending; the last is the length.
fn join_wordless(text: &str, ends: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(ends.len());
    let mut start = 0;
    let mut kept_has_words = false;
    for end in ends {
        let has_words = text[start..end].chars().any(char::is_alphanumeric);
        if !kept.is_empty() && (!has_words || !kept_has_words) {
            kept.pop();
            kept_has_words |= has_words;
        } else {
            kept_has_words = has_words;
        }
        kept.push(end);
        start = end;
    }
    kept
}

#[cfg(test)]
mod tests;
