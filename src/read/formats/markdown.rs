//! Markdown: CommonMark with tables and footnotes, parsed by pulldown-cmark.
//!
//! Marks are left out, link addresses too; front matter is no text. Lines of code are paragraphs.
//! HTML blocks go through the HTML reader.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks::Blocks;
use super::html;
use super::limits::MAX_DEPTH;
use super::places::{Lines, Tables};
use super::{Content, Reader, Source, beyond};
use crate::document::Part;
use crate::error::Result;

/// Markdown.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, notes) = source.text()?;
        let extensions = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let mut walk = Walk {
            blocks: Blocks::new(&name),
            lines: Lines::new(&text, 1),
            tables: Tables::default(),
            parts: Vec::new(),
            kind: Kind::Prose,
            block_line: 0,
            html: String::new(),
        };
        for (event, range) in Parser::new_ext(&text, extensions).into_offset_iter() {
            let line = walk.lines.of(range.start);
            walk.event(event, line)?;
            if walk.parts.len() > MAX_DEPTH {
                let what = format!("line {line} opens more than {MAX_DEPTH} lists inside another");
                return Err(beyond(&name, what));
            }
        }
        walk.close();
        walk.blocks.finish(notes).map(Content::Text)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Prose,
    Code,
    FrontMatter,
}

struct Walk<'t> {
    blocks: Blocks,
    lines: Lines<'t>,
    tables: Tables,
    parts: Vec<Part>,
    kind: Kind,
    block_line: usize,
    html: String,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, line: usize) -> Result<()> {
        match event {
            Event::Start(tag) => self.start(&tag, line),
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => match self.kind {
                Kind::Prose => self.text(&text, line),
                Kind::Code => self.text(&text.replace('\n', "\u{2028}"), line),
                Kind::FrontMatter => {}
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, line);
            }
            Event::Html(text) => {
                if self.html.is_empty() {
                    self.block_line = line;
                }
                self.html.push_str(&text);
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.blocks.line_break();
            }
            Event::SoftBreak => self.text("\n", line),
            Event::HardBreak => self.blocks.line_break(),
            Event::Rule => self.close(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.blocks.is_blank() {
            self.block_line = line;
        }
        self.blocks.text(text);
    }

    fn start(&mut self, tag: &Tag<'_>, line: usize) {
        let part = match tag {
            Tag::Heading { .. } => Some(Part::Heading),
            Tag::Item => Some(Part::Item),
            Tag::FootnoteDefinition(_) => Some(Part::Note),
            Tag::TableCell => Some(Part::Cell),
            _ => None,
        };
        if part.is_some() || !is_inline(tag) {
            self.close();
        }
        self.parts.extend(part);
        match tag {
            Tag::Table(_) => self.tables.begin(),
            Tag::TableHead | Tag::TableRow => self.tables.row(1),
            Tag::TableCell => self.tables.cell(1),
            Tag::CodeBlock(_) => self.kind = Kind::Code,
            Tag::MetadataBlock(_) => self.kind = Kind::FrontMatter,
            Tag::HtmlBlock => self.block_line = line,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<()> {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => return Ok(()),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                return html::walk(&mut self.blocks, &html, self.block_line, "");
            }
            _ => self.close(),
        }
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::TableCell => {
                self.parts.pop();
            }
            TagEnd::Table => self.tables.end(),
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.kind = Kind::Prose,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) {
        let part = self.parts.last().copied().unwrap_or_default();
        let place = match part {
            Part::Cell => self.tables.place().unwrap_or_default(),
            _ => String::new(),
        };
        self.blocks.close(part, &place, self.block_line);
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
