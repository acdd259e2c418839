//! OpenDocument texts: ODT, from the part `content.xml`.
//!
//! As for DOCX: tracked deletions and comments are left out, tables go cell by cell, text boxes
//! follow their paragraph, notes come at the end, ruby without its readings; hidden text, headers,
//! footers and the numbers of lists are no part of the text.

use std::collections::BTreeSet;

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{Node, Tag, Xml};
use super::{Content, Format, Reader, Source};
use crate::document::Part;
use crate::error::Result;

/// ODT.
pub(super) struct Odt;

/// Elements that hold no running text.
const ASIDE: &[&str] = &[
    "tracked-changes",
    "note-citation",
    "ruby-text",
    "forms",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "hidden-text",
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
        let mut hidden = BTreeSet::new();
        let mut walk = Walk { flow: Flow::new(name), n_open: 0, n_foot: 0, n_end: 0 };
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) if tag.name() == "automatic-styles" => {
                    hidden = hidden_styles(&mut xml)?;
                }
                Node::Open(tag) if tag.name() == "annotation" => {
                    walk.flow.aside.n_comments += 1;
                    xml.skip()?;
                }
                Node::Open(tag) if ASIDE.contains(&tag.name()) => {
                    walk.flow.aside.has_changes |= tag.name() == "tracked-changes";
                    xml.skip()?;
                }
                Node::Open(tag) if is_hidden(&tag, &hidden) => xml.skip()?,
                Node::Open(tag) => walk.open(&tag),
                Node::Close(end) => walk.close(end.name()),
                Node::Text(text) if walk.n_open > 0 => walk.flow.text(&text),
                Node::Text(_) => {}
            }
        }
        if let Some(styles) = archive.text("styles.xml")? {
            walk.flow.aside.has_headers = has_headers(name, &styles)?;
        }
        walk.flow.finish(Format::Odt, &source)
    }
}

/// The styles that hide text, of those just opened.
fn hidden_styles(xml: &mut Xml<'_>) -> Result<BTreeSet<String>> {
    let outer = xml.depth();
    let (mut hidden, mut open) = (BTreeSet::new(), String::new());
    while xml.depth() >= outer {
        match xml.next()? {
            Some(Node::Open(tag)) if tag.name() == "style" => {
                open = tag.attribute("name").unwrap_or_default();
            }
            Some(Node::Open(tag)) if tag.name() == "text-properties" => {
                if tag.attribute("display").as_deref() == Some("none") {
                    hidden.insert(open.clone());
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(hidden)
}

/// Whether a run of text has a style that hides it, or a section is hidden.
fn is_hidden(tag: &Tag<'_>, styles: &BTreeSet<String>) -> bool {
    match tag.name() {
        "span" if !styles.is_empty() => {
            tag.attribute("style-name").is_some_and(|name| styles.contains(&name))
        }
        "section" => tag.attribute("display").as_deref() == Some("none"),
        _ => false,
    }
}

/// Whether a page's header or footer has words in it.
fn has_headers(name: &str, styles: &str) -> Result<bool> {
    let mut xml = Xml::new(name, styles);
    while let Some(node) = xml.next()? {
        if let Node::Open(tag) = node
            && (tag.name().starts_with("header") || tag.name().starts_with("footer"))
            && xml.text()?.chars().any(char::is_alphabetic)
        {
            return Ok(true);
        }
    }
    Ok(false)
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
