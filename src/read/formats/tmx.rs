//! Translation memories: TMX 1.1 to 1.4b. One pair for each unit with both languages; others are
//! counted. Codes inside a segment are kept apart from its text.

use super::bilingual::{Segment, counted, paired, segment, side_of};
use super::places::Lines;
use super::xml::{Node, Tag, Xml};
use super::{Content, Reader, Source};
use crate::document::Side;
use crate::error::Result;
use crate::read::PairRow;

/// TMX.
pub(super) struct Tmx;

impl Reader for Tmx {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, mut notes) = source.text()?;
        let mut memory = Memory { name: &name, lines: Lines::new(&text, 1), ..Memory::default() };
        let mut xml = Xml::new(&name, &text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => memory.open(&tag, &mut xml)?,
                Node::Close(end) if end.name() == "tu" => memory.end_unit(),
                _ => {}
            }
        }
        if memory.n_one_sided > 0 {
            let units = counted(memory.n_one_sided, "unit");
            notes.push(format!("{name}: {units} without both Chinese and English passed over"));
        }
        paired(&name, memory.rows, notes)
    }
}

#[derive(Default)]
struct Memory<'t> {
    name: &'t str,
    lines: Lines<'t>,
    rows: Vec<PairRow>,
    n_units: usize,
    n_one_sided: usize,
    place: String,
    line: usize,
    notes: Vec<String>,
    side: Option<Side>,
    zh: Vec<Segment>,
    en: Vec<Segment>,
}

impl Memory<'_> {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match tag.name() {
            "header" => xml.skip()?,
            "tu" => {
                self.n_units += 1;
                self.line = self.lines.of(xml.position());
                self.place = match tag.attribute("tuid") {
                    Some(id) => format!("unit {} (tuid {id})", self.n_units),
                    None => format!("unit {}", self.n_units),
                };
            }
            "tuv" => self.side = tag.attribute("lang").and_then(|code| side_of(&code)),
            "seg" => {
                let read = segment(self.name, xml)?;
                match self.side {
                    Some(Side::Zh) => self.zh.push(read),
                    Some(Side::En) => self.en.push(read),
                    None => {}
                }
            }
            "note" => self.notes.push(xml.text()?.trim().to_owned()),
            "prop" | "ude" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// A unit with several variants of one language gives a pair for each.
    fn end_unit(&mut self) {
        let (zh, en) = (std::mem::take(&mut self.zh), std::mem::take(&mut self.en));
        let notes = std::mem::take(&mut self.notes);
        let (Some(last_zh), Some(last_en)) = (zh.last(), en.last()) else {
            self.n_one_sided += 1;
            return;
        };
        for index in 0..zh.len().max(en.len()) {
            let (zh, en) = (zh.get(index).unwrap_or(last_zh), en.get(index).unwrap_or(last_en));
            self.rows.push(PairRow {
                zh: zh.text.clone(),
                en: en.text.clone(),
                line: self.line,
                zh_place: self.place.clone(),
                en_place: self.place.clone(),
                notes: notes.clone(),
                zh_tags: zh.tags.clone(),
                en_tags: en.tags.clone(),
            });
        }
    }
}
