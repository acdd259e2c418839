//! OpenDocument texts: ODT, from the part `content.xml`.
//!
//! As for DOCX: tracked deletions and comments are left out, tables go cell by cell, text boxes
//! follow their paragraph, notes come at the end, ruby without its readings.

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{Node, Tag, Xml};
use super::{Content, Reader, Source};
use crate::document::Part;
use crate::error::Result;

/// ODT.
pub(super) struct Odt;

/// Elements that hold no running text.
const ASIDE: &[&str] = &[
    "tracked-changes",
    "annotation",
    "note-citation",
    "ruby-text",
    "forms",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "automatic-styles",
    "font-face-decls",
    "scripts",
    "title",
    "desc",
    "number",
    "table-of-content-source",
    "event-listeners",
];

impl Reader for Odt {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name;
        let mut archive = Archive::open(name, &source.bytes, source.options)?;
        let text = archive.required("content.xml")?;
        let mut xml = Xml::new(name, &text);
        let mut walk = Walk { flow: Flow::new(name), n_open: 0, n_foot: 0, n_end: 0 };
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) if ASIDE.contains(&tag.name()) => xml.skip()?,
                Node::Open(tag) => walk.open(&tag),
                Node::Close(end) => walk.close(end.name()),
                Node::Text(text) if walk.n_open > 0 => walk.flow.text(&text),
                Node::Text(_) => {}
            }
        }
        walk.flow.finish().map(Content::Text)
    }
}

struct Walk {
    flow: Flow,
    /// How many paragraphs are open inside each other.
    n_open: usize,
    n_foot: usize,
    n_end: usize,
}

impl Walk {
    fn open(&mut self, tag: &Tag<'_>) {
        let repeated = |name| tag.attribute(name).and_then(|n| n.parse().ok()).unwrap_or(1);
        match tag.name() {
            "p" | "h" => {
                self.n_open += 1;
                self.flow.begin();
                if tag.name() == "h" {
                    self.flow.is_a(Part::Heading);
                }
            }
            "s" => self.flow.text(" "),
            "tab" => self.flow.text("\t"),
            "line-break" => self.flow.line_break(),
            "list-item" | "list-header" => self.flow.n_items += 1,
            "table" => self.flow.tables.begin(),
            "table-row" => self.flow.tables.row(repeated("number-rows-repeated")),
            "table-cell" | "covered-table-cell" => {
                self.flow.tables.cell(repeated("number-columns-repeated"));
            }
            "text-box" => self.flow.begin_box(),
            "note" => {
                let label = if tag.attribute("note-class").as_deref() == Some("endnote") {
                    self.n_end += 1;
                    format!("endnote {}", self.n_end)
                } else {
                    self.n_foot += 1;
                    format!("footnote {}", self.n_foot)
                };
                self.flow.begin_note(label);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.n_open = self.n_open.saturating_sub(1);
                self.flow.end(false);
            }
            "list-item" | "list-header" => {
                self.flow.n_items = self.flow.n_items.saturating_sub(1);
            }
            "table" => self.flow.tables.end(),
            "text-box" => self.flow.end_box(),
            "note" => self.flow.end_note(),
            _ => {}
        }
    }
}
