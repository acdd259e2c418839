//! Putting a document together, one block of text after the other.
//!
//! White space is what a page shows: a run of it is one space, and a line break between two
//! Chinese characters is nothing. [`BREAK`] is a line break the author meant; it ends a paragraph.

use super::beyond;
use super::limits::MAX_PARAGRAPH_BYTES;
use crate::document::{Document, Paragraph, Part, Span};
use crate::error::{Error, ErrorKind, Place, Result};

/// A line break that was meant: U+2028.
pub(super) const BREAK: char = '\u{2028}';

/// A document in the making.
#[derive(Debug)]
pub(super) struct Blocks {
    document: Document,
    open: String,
    limit: Option<Error>,
}

impl Blocks {
    /// An empty document.
    pub(super) fn new(name: &str) -> Self {
        let document = Document { name: name.to_owned(), ..Document::default() };
        Blocks { document, open: String::new(), limit: None }
    }

    /// The file's name.
    pub(super) fn name(&self) -> &str {
        &self.document.name
    }

    /// More text of the open block.
    pub(super) fn text(&mut self, text: &str) {
        if self.open.len() + text.len() > MAX_PARAGRAPH_BYTES {
            let number = self.document.paragraphs.len() + 1;
            let most = MAX_PARAGRAPH_BYTES >> 20;
            let what = format!("paragraph {number} holds more than {most} MB of text");
            self.limit.get_or_insert_with(|| beyond(&self.document.name, what));
        } else {
            self.open.push_str(text);
        }
    }

    /// A line break the author meant.
    pub(super) fn line_break(&mut self) {
        self.text("\u{2028}");
    }

    /// How many paragraphs are closed.
    pub(super) fn n_paragraphs(&self) -> usize {
        self.document.paragraphs.len()
    }

    /// Whether the open block shows nothing yet.
    pub(super) fn is_blank(&self) -> bool {
        self.open.trim().is_empty()
    }

    /// How many bytes the open block holds.
    pub(super) fn n_open_bytes(&self) -> usize {
        self.open.len()
    }

    /// The open block from a byte on.
    pub(super) fn open_from(&self, from: usize) -> &str {
        self.open.get(from..).unwrap_or("")
    }

    /// Takes off what the open block holds beyond a byte.
    pub(super) fn shorten(&mut self, to: usize) {
        self.open.truncate(to);
    }

    /// Ends the open block; one that shows nothing leaves no trace. Returns whether there was text.
    pub(super) fn close(&mut self, part: Part, place: &str, line: usize) -> bool {
        let open = std::mem::take(&mut self.open);
        let before = self.n_paragraphs();
        for piece in open.split(BREAK) {
            let piece = folded(piece);
            if piece.is_empty() {
                continue;
            }
            let text = &mut self.document.text;
            let start = text.len();
            text.push_str(&piece);
            let span = Span::new(start, text.len());
            text.push('\n');
            let place = place.to_owned();
            self.document.paragraphs.push(Paragraph {
                span,
                part,
                place,
                line,
                ..Paragraph::default()
            });
        }
        self.n_paragraphs() > before
    }

    /// The open block, taken out without making a paragraph of it.
    pub(super) fn take_open(&mut self) -> String {
        std::mem::take(&mut self.open)
    }

    /// The whole document.
    pub(super) fn finish(self, notes: Vec<String>) -> Result<Document> {
        let Blocks { mut document, limit, .. } = self;
        if let Some(error) = limit {
            return Err(error);
        }
        if document.paragraphs.is_empty() {
            return Err(Error::new(
                ErrorKind::Empty,
                Place::file(document.name),
                "there is no text in this file",
                "give a file with text in it",
            ));
        }
        document.notes = notes;
        Ok(document)
    }
}

/// Runs of white space as one space, or as nothing where a line ends between Chinese characters;
/// none at the ends.
pub(super) fn folded(text: &str) -> String {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}' | '\u{85}');
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_matches(is_space);
    while let Some(at) = rest.find(is_space) {
        out.push_str(&rest[..at]);
        let after = rest[at..].trim_start_matches(is_space);
        let gap = &rest[at..rest.len() - after.len()];
        let joins = gap.contains('\n')
            && out.chars().next_back().is_some_and(is_wide)
            && after.chars().next().is_some_and(is_wide);
        if !joins {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Characters of texts that put no space between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn white_space_is_what_a_page_shows() {
        for (text, wanted) in [
            (" a\n  b\tc ", "a b c"),
            ("今年\n  五百班", "今年五百班"),
            ("今年 五百班", "今年 五百班"),
            ("今年\n500班，\n共", "今年 500班，共"),
            ("　　今年", "　　今年"),
        ] {
            assert_eq!(folded(text), wanted);
        }
    }
}
