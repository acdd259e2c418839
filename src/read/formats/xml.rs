//! XML, one node after the other, by local names.
//!
//! No tree and no recursion; entities a file declares are never expanded, so none can grow; depth is
//! bounded by [`MAX_DEPTH`]. Errors name the line.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::limits::MAX_DEPTH;
use super::{beyond, malformed};
use crate::error::{Error, Result};

/// One node.
#[derive(Debug)]
pub(super) enum Node<'t> {
    /// A start tag.
    Open(Tag<'t>),
    /// An end tag; an empty element has one too.
    Close(End<'t>),
    /// A piece of text, references resolved.
    Text(Cow<'t, str>),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'t>(BytesStart<'t>);

/// An end tag.
#[derive(Debug)]
pub(super) struct End<'t>(BytesEnd<'t>);

impl Tag<'_> {
    /// The element's name without prefix.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The prefix of its name; empty without one.
    pub(super) fn prefix(&self) -> &str {
        self.0.name().into_inner().rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of the attribute with that local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| local(attribute.key.into_inner()) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The tag as written: `<ph id="1">`.
    pub(super) fn written(&self) -> String {
        format!("<{}>", &*self.0)
    }
}

impl End<'_> {
    /// The element's name without prefix.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A walk over the nodes of one XML file.
pub(super) struct Xml<'t> {
    name: &'t str,
    text: &'t str,
    reader: Reader<&'t [u8]>,
    depth: usize,
    has_root: bool,
}

impl<'t> Xml<'t> {
    /// Over `text`; `name` is the file's, for errors.
    pub(super) fn new(name: &'t str, text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { name, text, reader, depth: 0, has_root: false }
    }

    /// The next node, or `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'t>>> {
        loop {
            let event = self.reader.read_event().map_err(|error| {
                let at = self.reader.error_position();
                self.error_at(at, &format!("this is not well-formed XML: {error}"))
            })?;
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    self.has_root = true;
                    if self.depth > MAX_DEPTH {
                        let what =
                            format!("more than {MAX_DEPTH} elements stand inside each other");
                        return Err(beyond(self.name, what));
                    }
                    return Ok(Some(Node::Open(Tag(tag))));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close(End(tag))));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::GeneralRef(reference) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        _ => resolve_xml_entity(&reference.into_inner()).map(Cow::Borrowed),
                    };
                    return match known {
                        Some(text) => Ok(Some(Node::Text(text))),
                        None => Err(self.error(
                            "here is a reference to an entity that is none of XML's own; entities \
                             a file declares are not expanded",
                        )),
                    };
                }
                Event::Eof if self.depth > 0 || !self.has_root => {
                    return Err(self.error("the file ends inside an element"));
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Passes over the rest of the element just opened.
    pub(super) fn skip(&mut self) -> Result<()> {
        let outer = self.depth;
        while self.depth >= outer {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The text of the element just opened, of all that is in it, to its end.
    pub(super) fn text(&mut self) -> Result<String> {
        let outer = self.depth;
        let mut text = String::new();
        while self.depth >= outer {
            match self.next()? {
                Some(Node::Text(piece)) => text.push_str(&piece),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The byte just after the last node.
    pub(super) fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// An error at the node just read.
    pub(super) fn error(&self, what: &str) -> Error {
        self.error_at(self.reader.buffer_position(), what)
    }

    fn error_at(&self, at: u64, what: &str) -> Error {
        let at = (at as usize).min(self.text.len());
        let line = self.text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        malformed(self.name, line, what, "save the file anew from the program that made it")
    }
}
