//! HTML: what a page shows, block by block, from the tokens of html5gum.
//!
//! Scripts, styles, the head, templates, readings over ruby, deleted and hidden text, marks of notes,
//! and the comments and page headers that word processors put into pages are left out. There
//! is no tree: every block element, open or close, ends the block before it, as browsers lay pages
//! out however tags are nested.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::blocks::Blocks;
use super::limits::MAX_DEPTH;
use super::marks::{Link, heads_comment, is_mark, leads_to_note};
use super::places::{Lines, Tables};
use super::{Content, Reader, Source, beyond};
use crate::document::Part;
use crate::error::Result;

/// HTML.
pub(super) struct Html;

impl Reader for Html {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, notes) = source.text()?;
        let mut blocks = Blocks::new(&name);
        walk(&mut blocks, &text, 1, "")?;
        blocks.finish(notes).map(Content::Text)
    }
}

/// Elements whose text is not shown, or not part of the text.
const SILENT: &[&str] = &[
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "audio",
    "video", "canvas", "textarea", "select", "datalist", "rt", "rp", "rtc", "del",
];

/// Elements that need no end tag: that they are hidden does not say where the hidden text ends.
const OPEN_ENDED: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "br", "img",
    "input", "meta", "link", "hr", "col", "wbr", "area", "source", "html", "body",
];

/// Elements that stand in the line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "nobr", "output",
    "picture", "progress", "q", "rb", "ruby", "s", "samp", "small", "source", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "link", "meta", "param", "col", "map",
    "area", "slot", "sdfield",
];

/// Walks the page in `html`, whose first line has the number `first_line`, and adds its blocks. With
/// a `part_name` (a file inside an e-book) places are paragraphs of that part, not lines.
///
/// # Errors
/// [`crate::error::ErrorKind::Limit`] for elements nested beyond [`MAX_DEPTH`].
pub(super) fn walk(
    blocks: &mut Blocks,
    html: &str,
    first_line: usize,
    part_name: &str,
) -> Result<()> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page {
        blocks,
        part_name,
        lines: Lines::new(html, first_line),
        tables: Tables::default(),
        parts: Vec::new(),
        silent: None,
        preformatted: 0,
        line: first_line,
        n_paragraphs: 0,
        link: None,
        n_superscripts: 0,
        is_comment: false,
    };
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                let attribute = |name: &[u8]| {
                    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into())
                };
                page.start(&name, tag.self_closing, attribute)?;
            }
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text), text.span.start),
            _ => {}
        }
    }
    page.close();
    Ok(())
}

struct Page<'b, 't> {
    blocks: &'b mut Blocks,
    part_name: &'t str,
    lines: Lines<'t>,
    tables: Tables,
    /// The open elements that say what part their text is.
    parts: Vec<(String, Part)>,
    /// The open element whose text is left out, and how often it is open.
    silent: Option<(String, usize)>,
    preformatted: usize,
    line: usize,
    n_paragraphs: usize,
    /// The open link inside the document.
    link: Option<Link>,
    n_superscripts: usize,
    /// Whether the text is a comment on the page, up to the end of its `div`.
    is_comment: bool,
}

impl Page<'_, '_> {
    fn start(
        &mut self,
        name: &str,
        self_closing: bool,
        attribute: impl Fn(&[u8]) -> Option<String>,
    ) -> Result<()> {
        if let Some((open, depth)) = &mut self.silent {
            if name == open.as_str() && !self_closing {
                *depth += 1;
            }
            let is_reading = matches!(open.as_str(), "rt" | "rp" | "rtc");
            // These elements need no end tag: the next one, or the page's body, ends them.
            if !(is_reading && matches!(name, "rb" | "rt" | "rp")
                || open == "head" && name == "body")
            {
                return Ok(());
            }
            self.silent = None;
        }
        // A head without its tags may hold these; `title` is the window's, not the page's.
        if SILENT.contains(&name) || name == "title" {
            if !self_closing || matches!(name, "script" | "style" | "title") {
                self.silent = Some((name.to_owned(), 1));
            }
            return Ok(());
        }
        if !self_closing && !OPEN_ENDED.contains(&name) && is_aside(name, &attribute) {
            self.silent = Some((name.to_owned(), 1));
            return Ok(());
        }
        if name == "br" {
            self.blocks.line_break();
            return Ok(());
        }
        if is_inline(name) {
            self.open_inline(name, self_closing, &attribute);
            return Ok(());
        }
        self.close();
        let part = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Part::Heading),
            "li" | "dt" | "dd" => Some(Part::Item),
            "td" | "th" => Some(Part::Cell),
            _ => None,
        };
        match name {
            "table" => self.tables.begin(),
            "tr" => self.tables.row(1),
            "td" | "th" => {
                let span = attribute(b"colspan").and_then(|span| span.trim().parse().ok());
                self.tables.cell(span.unwrap_or(1));
            }
            "pre" => self.preformatted += 1,
            _ => {}
        }
        if let Some(part) = part.filter(|_| !self_closing) {
            // Items and cells need no end tag either.
            if matches!(part, Part::Item | Part::Cell)
                && self.parts.last().is_some_and(|(_, last)| *last == part)
            {
                self.parts.pop();
            }
            self.parts.push((name.to_owned(), part));
        } else if matches!(name, "ul" | "ol" | "dl" | "table") {
            self.parts.push((name.to_owned(), Part::Body));
        }
        if self.parts.len() > MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} lists and tables stand inside each other");
            return Err(beyond(self.blocks.name(), what));
        }
        Ok(())
    }

    fn open_inline(
        &mut self,
        name: &str,
        self_closing: bool,
        attribute: impl Fn(&[u8]) -> Option<String>,
    ) {
        match name {
            "sup" if !self_closing => {
                self.n_superscripts += 1;
                if let Some(link) = &mut self.link {
                    link.is_note = true;
                }
            }
            "a" => {
                let (id, address) = (attribute(b"id"), attribute(b"href"));
                self.is_comment |= heads_comment(id.as_deref(), address.as_deref());
                let from = self.blocks.n_open_bytes();
                self.link = leads_to_note(attribute)
                    .map(|is_note| Link { from, is_note: is_note || self.n_superscripts > 0 });
            }
            _ => {}
        }
    }

    fn close_inline(&mut self, name: &str) {
        match name {
            "sup" => self.n_superscripts = self.n_superscripts.saturating_sub(1),
            "a" => {
                if let Some(link) = self.link.take()
                    && is_mark(self.blocks.open_from(link.from), link.is_note)
                {
                    self.blocks.shorten(link.from);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.silent {
            let closes_ruby = name == "ruby" && matches!(open.as_str(), "rt" | "rp" | "rtc");
            if name == open.as_str() {
                *depth -= 1;
            }
            if *depth == 0 || closes_ruby {
                self.silent = None;
            }
            return;
        }
        if name == "br" {
            self.blocks.line_break();
        } else if is_inline(name) {
            self.close_inline(name);
        } else {
            self.close();
            self.is_comment &= name != "div";
            if let Some(at) = self.parts.iter().rposition(|(open, _)| open == name) {
                self.parts.truncate(at);
            }
            match name {
                "table" => self.tables.end(),
                "pre" => self.preformatted = self.preformatted.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if self.silent.is_some() {
            return;
        }
        if self.blocks.is_blank() {
            let shown = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{C}']);
            self.line = self.lines.of(at + (text.len() - shown.len()));
        }
        if self.preformatted > 0 {
            self.blocks.text(&text.replace('\n', "\u{2028}"));
        } else {
            self.blocks.text(text);
        }
    }

    fn close(&mut self) {
        self.link = None;
        if self.blocks.is_blank() || self.is_comment {
            self.blocks.take_open();
            return;
        }
        let part = self.parts.last().map_or(Part::Body, |(_, part)| *part);
        self.n_paragraphs += 1;
        let cell = self.tables.place().filter(|_| part == Part::Cell);
        let (place, line) = if self.part_name.is_empty() {
            (cell.unwrap_or_default(), self.line)
        } else {
            let inner = cell.unwrap_or_else(|| format!("paragraph {}", self.n_paragraphs));
            (format!("{}, {inner}", self.part_name), 0)
        };
        self.blocks.close(part, &place, line);
    }
}

/// Whether an element stands in the line; names with a prefix (`o:p`) are other programs' own.
fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || name.contains(':')
}

/// Whether an element is hidden, or the header or footer of a printed page.
fn is_aside(name: &str, attribute: impl Fn(&[u8]) -> Option<String>) -> bool {
    let is_hidden = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    };
    attribute(b"hidden").is_some()
        || attribute(b"style").is_some_and(|style| is_hidden(&style))
        || name == "div"
            && attribute(b"title").is_some_and(|title| title == "header" || title == "footer")
}
