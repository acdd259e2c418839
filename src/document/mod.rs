//! What a text is once it has been read: its characters, its paragraphs, its sentences, and where
//! each stands in the original. Every later room points into a [`Document`] with [`Span`]s.

use std::ops::Range;

/// A half-open byte range `start..end` into a document's text, on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The text it covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Moved `by` bytes to the right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Span { start: self.start + by, end: self.end + by }
    }
}

/// Which of the two texts: the Chinese or the English one. There is no third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Side {
    /// The side across.
    #[must_use]
    pub const fn other(self) -> Side {
        match self {
            Side::Zh => Side::En,
            Side::En => Side::Zh,
        }
    }

    /// The language's name for people: `Chinese`, `English`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Side::Zh => "Chinese",
            Side::En => "English",
        }
    }

    /// The short code: `zh`, `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Side::Zh => "zh",
            Side::En => "en",
        }
    }
}

/// What part of a document a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Part {
    /// Running text.
    #[default]
    Body,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A footnote or endnote.
    Note,
    /// A subtitle cue.
    Cue,
    /// A segment of a bilingual file.
    Segment,
}

/// One paragraph: a line of a plain text, a cell, a cue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, without the line break.
    pub span: Span,
    /// What it is.
    pub part: Part,
    /// Where the original format has it (`cell B3`, `cue 12`, a segment id); empty for plain text,
    /// where the line says it.
    pub place: String,
    /// Its line in the original file, from 1; 0 when the format has no lines.
    pub line: usize,
    /// Where it goes on in further lines of the file, if it is of several lines, in order.
    pub turns: Vec<Turn>,
}

/// The beginning of a further line of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first byte of the line's text.
    pub at: usize,
    /// The line in the original file, from 1.
    pub line: usize,
    /// Characters before that text in the line.
    pub indent: usize,
}

/// A text as read: decoded, cut into paragraphs, otherwise untouched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The file's name as the user gave it.
    pub name: String,
    /// The decoded text.
    pub text: String,
    /// The paragraphs in order; blank ones are left out.
    pub paragraphs: Vec<Paragraph>,
    /// What the reader has to tell: replaced bytes, a repaired break, a guessed encoding.
    pub notes: Vec<String>,
}

impl Document {
    /// A document of plain text: every non-blank line is a paragraph. Lines end with LF, CR LF, a
    /// lone CR or a form feed.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut paragraphs = Vec::new();
        let (mut start, mut number) = (0, 1);
        loop {
            let rest = &text[start..];
            let end = start + rest.find(['\n', '\r', '\u{C}']).unwrap_or(rest.len());
            if !text[start..end].trim_matches(is_blank).is_empty() {
                let span = Span::new(start, end);
                paragraphs.push(Paragraph { span, line: number, ..Paragraph::default() });
            }
            start = match text.as_bytes().get(end) {
                Some(b'\r') if text.as_bytes().get(end + 1) == Some(&b'\n') => end + 2,
                Some(_) => end + 1,
                None => break,
            };
            number += usize::from(text.as_bytes()[end] != 0xC);
        }
        Document { name: name.into(), text, paragraphs, notes: Vec::new() }
    }

    /// Line, from 1, and characters before it in that line, of a byte of the text; `None` where
    /// the format has no lines, and between paragraphs. O(log n) and the length of the line.
    #[must_use]
    pub fn line_and_column(&self, at: usize) -> Option<(usize, usize)> {
        let index = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= at);
        let paragraph = &self.paragraphs[index.checked_sub(1)?];
        if paragraph.line == 0 || at > paragraph.span.end {
            return None;
        }
        let n_turns = paragraph.turns.partition_point(|turn| turn.at <= at);
        let first = Turn { at: paragraph.span.start, line: paragraph.line, indent: 0 };
        let turn = n_turns.checked_sub(1).map_or(first, |last| paragraph.turns[last]);
        Some((turn.line, turn.indent + self.text.get(turn.at..at)?.chars().count()))
    }

    /// The text of a paragraph or sentence.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

/// White space, or a mark that shows nothing: zero-width space, byte order mark.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// One sentence of a document. The sentences of a paragraph concatenate to it exactly, white space
/// included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sentence {
    /// Where it stands in the document's text, outer white space included.
    pub span: Span,
    /// Index of its paragraph in [`Document::paragraphs`].
    pub paragraph: usize,
}

impl Sentence {
    /// Its text without outer white space (ASCII or full-width).
    #[must_use]
    pub fn trimmed<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text).trim()
    }

    /// Its span without outer white space.
    #[must_use]
    pub fn trimmed_span(&self, text: &str) -> Span {
        let whole = self.span.of(text);
        let start = self.span.start + (whole.len() - whole.trim_start().len());
        Span::new(start, start + whole.trim().len())
    }
}
