//! Word documents: DOCX, read from its parts with zip and quick-xml.
//!
//! What a reader of the accepted document sees: insertions count, deletions and the old place of
//! moved text do not, and a deleted paragraph end joins two paragraphs. Tables go cell by cell, text
//! boxes once (not their copy for old programs), content controls without their prompts, ruby without
//! its readings; field codes and hidden text are left out. Footnotes and endnotes come at the end.
//! Headers, footers and comments are no part of the running text, nor are the numbers of lists and
//! headings, which the document does not hold: the program that shows it counts them.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{Node, Tag, Xml};
use super::{Content, Format, Reader, Source};
use crate::document::Part;
use crate::error::Result;

/// DOCX.
pub(super) struct Docx;

impl Reader for Docx {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name;
        let mut archive = Archive::open(name, &source.bytes, source.options)?;
        let main = main_part(name, &mut archive)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = |file: &str| format!("{folder}/{file}").trim_start_matches('/').to_owned();
        let styles = match archive.text(&beside("styles.xml"))? {
            Some(text) => Styles::read(name, &text)?,
            None => Styles::default(),
        };
        let mut flow = Flow::new(name);
        let text = archive.required(&main)?;
        Walk::new(name, &text, &styles, &mut flow).run()?;
        for notes in ["footnotes.xml", "endnotes.xml"] {
            if let Some(text) = archive.text(&beside(notes))? {
                Walk::new(name, &text, &styles, &mut flow).run()?;
            }
        }
        flow.aside.has_headers = has_headers(name, &mut archive, &beside(""))?;
        flow.finish(Format::Docx, &source)
    }
}

/// The path of the part with the text, as the package says it.
fn main_part(name: &str, archive: &mut Archive<'_>) -> Result<String> {
    if let Some(text) = archive.text("_rels/.rels")? {
        let mut xml = Xml::new(name, &text);
        while let Some(node) = xml.next()? {
            if let Node::Open(tag) = node
                && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
                && let Some(target) = tag.attribute("Target")
            {
                return Ok(target.trim_start_matches('/').to_owned());
            }
        }
    }
    Ok("word/document.xml".to_owned())
}

/// Whether a page's header or footer has words in it.
fn has_headers(name: &str, archive: &mut Archive<'_>, folder: &str) -> Result<bool> {
    for path in archive.names_under(folder) {
        let file = &path[folder.len()..];
        if !(file.starts_with("header") || file.starts_with("footer")) || !file.ends_with(".xml") {
            continue;
        }
        let Some(text) = archive.text(&path)? else { continue };
        let mut xml = Xml::new(name, &text);
        while let Some(node) = xml.next()? {
            if let Node::Open(tag) = node
                && tag.name() == "t"
                && xml.text()?.chars().any(char::is_alphabetic)
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Which styles are headings, and which are items of lists.
#[derive(Debug, Default)]
struct Styles {
    headings: BTreeSet<String>,
    items: BTreeSet<String>,
}

/// Most styles based on one another that are followed.
const MAX_STYLE_CHAIN: usize = 16;

impl Styles {
    fn read(name: &str, text: &str) -> Result<Styles> {
        let mut styles = Styles::default();
        let mut based_on = BTreeMap::new();
        let mut id = String::new();
        let mut xml = Xml::new(name, text);
        while let Some(node) = xml.next()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "style" => id = tag.attribute("styleId").unwrap_or_default(),
                "name" => {
                    let called = value(&tag).to_lowercase();
                    if called.starts_with("heading") || called == "title" || called == "subtitle" {
                        styles.headings.insert(id.clone());
                    }
                }
                "outlineLvl" if is_heading_level(&tag) => {
                    styles.headings.insert(id.clone());
                }
                "numPr" => {
                    styles.items.insert(id.clone());
                }
                "basedOn" => {
                    based_on.insert(id.clone(), value(&tag));
                }
                _ => {}
            }
        }
        for set in [&mut styles.headings, &mut styles.items] {
            let inherits = |id: &String| {
                let chain = std::iter::successors(Some(id), |id| based_on.get(*id));
                chain.take(MAX_STYLE_CHAIN).any(|id| set.contains(id))
            };
            let more: Vec<String> = based_on.keys().filter(|id| inherits(id)).cloned().collect();
            set.extend(more);
        }
        Ok(styles)
    }
}

fn value(tag: &Tag<'_>) -> String {
    tag.attribute("val").unwrap_or_default()
}

/// Levels 0 to 8 are headings, 9 is running text.
fn is_heading_level(tag: &Tag<'_>) -> bool {
    value(tag).parse::<u8>().is_ok_and(|level| level < 9)
}

/// Whether a property that is switched on by being there is on.
fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(value(tag).as_str(), "0" | "false" | "off")
}

struct Walk<'t> {
    xml: Xml<'t>,
    styles: &'t Styles,
    flow: &'t mut Flow,
    /// How many runs are open; text boxes nest them.
    n_runs: usize,
    /// Whether the text of the open run is hidden.
    is_hidden: bool,
    /// Whether the end of each open paragraph is deleted.
    deleted_ends: Vec<bool>,
    /// Whether the content control being read shows its prompt only.
    is_prompt: bool,
    n_notes: usize,
}

impl<'t> Walk<'t> {
    fn new(name: &'t str, text: &'t str, styles: &'t Styles, flow: &'t mut Flow) -> Self {
        Walk {
            xml: Xml::new(name, text),
            styles,
            flow,
            n_runs: 0,
            is_hidden: false,
            deleted_ends: Vec::new(),
            is_prompt: false,
            n_notes: 0,
        }
    }

    fn run(mut self) -> Result<()> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Open(tag) => self.open(&tag)?,
                Node::Close(end) => match end.name() {
                    "p" => {
                        let goes_on = self.deleted_ends.pop().unwrap_or(false);
                        self.flow.end(goes_on);
                    }
                    "r" => self.n_runs = self.n_runs.saturating_sub(1),
                    "tc" => self.flow.end_cell(),
                    "tbl" => self.flow.tables.end(),
                    "txbxContent" => self.flow.end_box(),
                    "footnote" | "endnote" => self.flow.end_note(),
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name() {
            "p" => {
                self.flow.begin();
                self.deleted_ends.push(false);
            }
            "pPr" => self.paragraph_properties()?,
            "r" => {
                self.n_runs += 1;
                self.is_hidden = false;
            }
            "rPr" => self.run_properties()?,
            "t" if self.n_runs > 0 => {
                let text = self.xml.text()?;
                if !self.is_hidden {
                    self.flow.text(&text);
                }
            }
            "tab" | "ptab" if self.n_runs > 0 => self.flow.text("\t"),
            "br" | "cr" if self.n_runs > 0 => self.flow.line_break(),
            "noBreakHyphen" => self.flow.text("-"),
            "tbl" => self.flow.tables.begin(),
            "tr" => self.flow.tables.row(1),
            "tc" => self.flow.tables.cell(1),
            "gridSpan" => self.flow.tables.widen(value(tag).parse().unwrap_or(1)),
            "txbxContent" => self.flow.begin_box(),
            "sdtPr" => self.control_properties()?,
            "sdtContent" if std::mem::take(&mut self.is_prompt) => self.xml.skip()?,
            "footnote" | "endnote" => match tag.attribute("type").as_deref() {
                None | Some("normal") => {
                    self.n_notes += 1;
                    self.flow.begin_note(format!("{} {}", tag.name(), self.n_notes));
                }
                Some(_) => self.xml.skip()?,
            },
            "del" | "moveFrom" => {
                self.flow.aside.has_changes = true;
                self.xml.skip()?;
            }
            "ins" => self.flow.aside.has_changes = true,
            "commentReference" => self.flow.aside.n_comments += 1,
            "Fallback" | "rt" | "instrText" | "delText" | "delInstrText" | "sectPr" | "tblGrid"
            | "tblPr" | "tblPrEx" | "trPr" | "tcPrChange" => {
                self.xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Style, level, list and the fate of the paragraph's end; what they were before a change does
    /// not count.
    fn paragraph_properties(&mut self) -> Result<()> {
        let outer = self.xml.depth();
        let (mut is_heading, mut is_item) = (false, false);
        while self.xml.depth() >= outer {
            match self.xml.next()? {
                Some(Node::Open(tag)) => match tag.name() {
                    "pPrChange" | "rPrChange" | "sectPr" => self.xml.skip()?,
                    "pStyle" => {
                        is_heading |= self.styles.headings.contains(&value(&tag));
                        is_item |= self.styles.items.contains(&value(&tag));
                    }
                    "outlineLvl" => is_heading |= is_heading_level(&tag),
                    "numId" => is_item = value(&tag) != "0",
                    "ins" => self.flow.aside.has_changes = true,
                    "del" | "moveFrom" => {
                        self.flow.aside.has_changes = true;
                        if let Some(deleted) = self.deleted_ends.last_mut() {
                            *deleted = true;
                        }
                    }
                    _ => {}
                },
                Some(_) => {}
                None => break,
            }
        }
        if is_heading {
            self.flow.is_a(Part::Heading);
        } else if is_item {
            self.flow.is_a(Part::Item);
        }
        Ok(())
    }

    fn run_properties(&mut self) -> Result<()> {
        let outer = self.xml.depth();
        while self.xml.depth() >= outer {
            match self.xml.next()? {
                Some(Node::Open(tag)) if tag.name() == "rPrChange" => self.xml.skip()?,
                Some(Node::Open(tag)) if tag.name() == "vanish" => self.is_hidden = is_on(&tag),
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn control_properties(&mut self) -> Result<()> {
        let outer = self.xml.depth();
        self.is_prompt = false;
        while self.xml.depth() >= outer {
            match self.xml.next()? {
                Some(Node::Open(tag)) if tag.name() == "showingPlcHdr" => {
                    self.is_prompt = is_on(&tag);
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }
}
