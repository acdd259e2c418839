//! Writing XML: escapes text, leaves out the characters XML 1.0 forbids and counts them.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML file being written.
pub(super) struct Xml<W: Write> {
    writer: Writer<W>,
    n_forbidden: usize,
}

impl<W: Write> Xml<W> {
    /// Over a writer, every element on a line of its own but for those with text.
    pub(super) fn indented(writer: W) -> Self {
        Xml { writer: Writer::new_with_indent(writer, b' ', 1), n_forbidden: 0 }
    }

    /// Over a writer, all on one line, for formats in which white space is text.
    pub(super) fn compact(writer: W) -> Self {
        Xml { writer: Writer::new(writer), n_forbidden: 0 }
    }

    /// The declaration, and the document type if there is one.
    pub(super) fn declare(&mut self, doctype: Option<&str>) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        match doctype {
            Some(text) => self.writer.write_event(Event::DocType(BytesText::from_escaped(text))),
            None => Ok(()),
        }
    }

    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let tag = self.tag(name, attributes);
        self.writer.write_event(Event::Start(tag))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let tag = self.tag(name, attributes);
        self.writer.write_event(Event::Empty(tag))
    }

    pub(super) fn end(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        let allowed = self.allowed(text);
        self.writer.write_event(Event::Text(BytesText::new(&allowed)))
    }

    /// An element with nothing but text.
    pub(super) fn leaf(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        self.start(name, attributes)?;
        self.text(text)?;
        self.end(name)
    }

    /// The last line break; flushes.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        let writer = self.writer.get_mut();
        writer.write_all(b"\n")?;
        writer.flush()
    }

    /// The writer below.
    pub(super) fn into_inner(self) -> W {
        self.writer.into_inner()
    }

    /// Characters left out so far.
    pub(super) fn n_forbidden(&self) -> usize {
        self.n_forbidden
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
        let mut tag = BytesStart::new(name.to_owned());
        for (key, value) in attributes {
            let allowed = self.allowed(&super::one_line(value));
            tag.push_attribute((*key, allowed.as_str()));
        }
        tag
    }

    fn allowed(&mut self, text: &str) -> String {
        let (allowed, n_forbidden) = allowed(text);
        self.n_forbidden += n_forbidden;
        allowed
    }
}

/// The text without the characters XML 1.0 forbids, and how many those were.
pub(super) fn allowed(text: &str) -> (String, usize) {
    let mut n_forbidden = 0;
    let kept = text.chars().filter(|&c| {
        n_forbidden += usize::from(!is_xml(c));
        is_xml(c)
    });
    (kept.collect(), n_forbidden)
}

/// Whether XML 1.0 allows the character.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
