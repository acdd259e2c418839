//! XLIFF 1.2 and 2.x, and the files of CAT tools built on 1.2 (sdlxliff, mqxliff).
//!
//! A pair is a segment: `<segment>` in 2.x; in 1.2 the pieces marked in both source and target, or
//! the whole unit. Suggestions of memories (`alt-trans`, `matches`) are no text of the file. Units
//! not to be translated are passed over; segments without a translation stay, with an empty side.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bilingual::{Segment, counted, first_is_zh, paired, segment, turn, turned_by_script};
use super::places::Lines;
use super::xml::{Node, Tag, Xml};
use super::{Content, Reader, Source};
use crate::error::Result;
use crate::read::PairRow;

/// XLIFF.
pub(super) struct Xliff;

/// Elements that hold no segments of the file's own.
const ASIDE: &[&str] = &[
    "header",
    "alt-trans",
    "bin-unit",
    "matches",
    "glossary",
    "metadata",
    "originalData",
    "resourceData",
    "changeTrack",
    "validation",
    "skeleton",
    "count-group",
    "context-group",
    "prop-group",
    "tool",
    "seg-defs",
    "doc-info",
    "cmt-defs",
];

impl Reader for Xliff {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, mut notes) = source.text()?;
        let mut file = File { name: &name, lines: Lines::new(&text, 1), ..File::default() };
        let mut xml = Xml::new(&name, &text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => file.open(&tag, &mut xml)?,
                Node::Close(end) => match end.name() {
                    "segment" => file.end_segment(),
                    "unit" | "trans-unit" => file.end_unit(),
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        file.tell(&mut notes);
        if file.undecided {
            turned_by_script(&mut file.rows);
        }
        paired(&name, file.rows, notes)
    }
}

#[derive(Default)]
struct File<'t> {
    name: &'t str,
    lines: Lines<'t>,
    rows: Vec<PairRow>,
    /// The prefix of XLIFF's own elements in this file.
    prefix: String,
    source_code: String,
    target_code: String,
    /// Whether the languages are not named and the script must tell.
    undecided: bool,
    file_id: String,
    n_files: usize,
    unit: Unit,
    n_left_out: usize,
    n_untranslated: usize,
}

/// A unit while it is read.
#[derive(Default)]
struct Unit {
    id: String,
    line: usize,
    left_out: bool,
    notes: Vec<String>,
    segment_id: Option<String>,
    source: Segment,
    marked_source: Option<Segment>,
    target: Option<Segment>,
    pairs: Vec<(Option<String>, Segment, Segment)>,
}

impl File<'_> {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<()> {
        // What tools add under names of their own (older versions of a unit among it) is no text.
        if tag.name() != "xliff" && tag.prefix() != self.prefix {
            return xml.skip();
        }
        match tag.name() {
            "xliff" => {
                self.prefix = tag.prefix().to_owned();
                self.source_code = tag.attribute("srcLang").unwrap_or_default();
                self.target_code = tag.attribute("trgLang").unwrap_or_default();
            }
            "file" => {
                self.n_files += 1;
                let id = tag.attribute("original").or_else(|| tag.attribute("id"));
                self.file_id = id.unwrap_or_default();
                if let Some(code) = tag.attribute("source-language") {
                    self.source_code = code;
                    self.target_code = tag.attribute("target-language").unwrap_or_default();
                }
            }
            "unit" | "trans-unit" => {
                self.unit = Unit {
                    id: tag.attribute("id").unwrap_or_default(),
                    line: self.lines.of(xml.position()),
                    left_out: tag.attribute("translate").as_deref() == Some("no"),
                    ..Unit::default()
                };
            }
            "segment" => self.unit.segment_id = tag.attribute("id"),
            "source" => self.unit.source = segment(self.name, xml)?,
            "seg-source" => self.unit.marked_source = Some(segment(self.name, xml)?),
            "target" => self.unit.target = Some(segment(self.name, xml)?),
            "note" => self.unit.notes.push(xml.text()?.trim().to_owned()),
            // White space between segments.
            "ignorable" => xml.skip()?,
            name if ASIDE.contains(&name) => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn end_segment(&mut self) {
        let unit = &mut self.unit;
        let source = std::mem::take(&mut unit.source);
        let target = unit.target.take().unwrap_or_default();
        unit.pairs.push((unit.segment_id.take(), source, target));
    }

    fn end_unit(&mut self) {
        let mut unit = std::mem::take(&mut self.unit);
        if unit.left_out {
            self.n_left_out += 1;
            return;
        }
        if unit.pairs.is_empty() {
            unit.pairs = pieces(&mut unit);
        }
        let first_is_zh = first_is_zh(&self.source_code, &self.target_code);
        self.undecided |= first_is_zh.is_none();
        for (id, source, target) in unit.pairs {
            if source.text.trim().is_empty() && target.text.trim().is_empty() {
                continue;
            }
            self.n_untranslated += usize::from(target.text.trim().is_empty());
            let mut place = String::new();
            if self.n_files > 1 && !self.file_id.is_empty() {
                place = format!("file {}, ", self.file_id);
            }
            place.push_str(&format!("unit {}", unit.id));
            if let Some(id) = id {
                place.push_str(&format!(", segment {id}"));
            }
            let mut row = PairRow {
                zh: source.text,
                en: target.text,
                line: unit.line,
                zh_place: place.clone(),
                en_place: place,
                notes: unit.notes.clone(),
                zh_tags: source.tags,
                en_tags: target.tags,
            };
            if first_is_zh == Some(false) {
                turn(&mut row);
            }
            self.rows.push(row);
        }
    }

    fn tell(&self, notes: &mut Vec<String>) {
        let name = self.name;
        if self.n_left_out > 0 {
            let units = counted(self.n_left_out, "unit");
            notes.push(format!("{name}: {units} not to be translated passed over"));
        }
        if self.n_untranslated > 0 {
            let segments = counted(self.n_untranslated, "segment");
            notes.push(format!("{name}: {segments} without a translation"));
        }
    }
}

/// The pairs of a unit of 1.2: piece by piece where both sides are marked, else the whole.
fn pieces(unit: &mut Unit) -> Vec<(Option<String>, Segment, Segment)> {
    let source = std::mem::take(&mut unit.source);
    let source = unit.marked_source.take().filter(|it| !it.pieces.is_empty()).unwrap_or(source);
    let target = unit.target.take().unwrap_or_default();
    if source.pieces.is_empty() || target.pieces.is_empty() && !target.text.trim().is_empty() {
        return vec![(None, source, target)];
    }
    let by_mark: BTreeMap<&str, &Range<usize>> =
        target.pieces.iter().map(|(mid, range)| (mid.as_str(), range)).collect();
    let pair = |(mid, range): &(String, Range<usize>)| {
        let target = by_mark.get(mid.as_str()).map(|range| target.piece(range));
        (Some(mid.clone()), source.piece(range), target.unwrap_or_default())
    };
    source.pieces.iter().map(pair).collect()
}
