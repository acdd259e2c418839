//! What the bilingual formats share: segments with their tags kept apart, languages, and how rows
//! come out of them.

use std::ops::Range;

use super::limits::MAX_PARAGRAPH_BYTES;
use super::xml::{Node, Tag, Xml};
use super::{Content, Paired, beyond};
use crate::document::Side;
use crate::error::{Error, ErrorKind, Place, Result};
use crate::read::{InlineTag, PairRow, language};

/// Elements inside a segment that stand for codes; what they hold is no text.
const CODES: &[&str] =
    &["bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp", "sub"];

/// The text of one side, its tags, and the pieces it is marked to consist of.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    /// The text alone.
    pub(super) text: String,
    /// The tags, by the byte of the text before which they stand.
    pub(super) tags: Vec<InlineTag>,
    /// Pieces marked `<mrk mtype="seg" mid="…">`: their mark and bytes.
    pub(super) pieces: Vec<(String, Range<usize>)>,
}

impl Segment {
    /// A piece of it.
    pub(super) fn piece(&self, range: &Range<usize>) -> Segment {
        let first = self.tags.partition_point(|tag| tag.at < range.start);
        let is_mark = |tag: &str| tag.starts_with("<mrk") || tag.starts_with("</mrk");
        let tags = self.tags[first..].iter().take_while(|tag| tag.at <= range.end);
        let tags = tags.filter(|tag| !is_mark(&tag.tag));
        let shifted =
            |tag: &InlineTag| InlineTag { at: tag.at - range.start, tag: tag.tag.clone() };
        Segment {
            text: self.text[range.clone()].to_owned(),
            tags: tags.map(shifted).collect(),
            pieces: Vec::new(),
        }
    }
}

/// Reads the segment whose element was just opened, to its end.
pub(super) fn segment(file: &str, xml: &mut Xml<'_>) -> Result<Segment> {
    let outer = xml.depth();
    let mut segment = Segment::default();
    let mut marks: Vec<(usize, String, usize)> = Vec::new();
    while xml.depth() >= outer {
        let at = segment.text.len();
        match xml.next()? {
            Some(Node::Text(text)) => {
                if at + text.len() > MAX_PARAGRAPH_BYTES {
                    let most = MAX_PARAGRAPH_BYTES >> 20;
                    return Err(beyond(
                        file,
                        format!("a segment holds more than {most} MB of text"),
                    ));
                }
                segment.text.push_str(&text);
            }
            Some(Node::Open(tag)) => {
                segment.tags.push(InlineTag { at, tag: tag.written() });
                if CODES.contains(&tag.name()) || is_deleted(&tag) {
                    xml.skip()?;
                } else if tag.name() == "mrk" && tag.attribute("mtype").as_deref() == Some("seg") {
                    marks.push((xml.depth(), tag.attribute("mid").unwrap_or_default(), at));
                }
            }
            Some(Node::Close(end)) if xml.depth() >= outer => {
                segment.tags.push(InlineTag { at, tag: format!("</{}>", end.name()) });
                if marks.last().is_some_and(|(depth, ..)| *depth == xml.depth() + 1)
                    && let Some((_, mid, start)) = marks.pop()
                {
                    segment.pieces.push((mid, start..at));
                }
            }
            Some(Node::Close(_)) | None => break,
        }
    }
    Ok(segment)
}

/// Whether a mark says that a reviser took the text in it out.
fn is_deleted(tag: &Tag<'_>) -> bool {
    tag.name() == "mrk"
        && tag.attribute("mtype").is_some_and(|kind| kind.to_lowercase().ends_with("-deleted"))
}

/// The side of a language code (`zh-CN`, `EN_us`, `cmn`), if it is one of the two languages.
pub(super) fn side_of(code: &str) -> Option<Side> {
    let code = code.trim().to_lowercase();
    match code.split(['-', '_']).next()? {
        "zh" | "cmn" | "chi" | "zho" | "yue" => Some(Side::Zh),
        "en" | "eng" => Some(Side::En),
        _ => None,
    }
}

/// Whether the first of two languages is the Chinese one, if either is known.
pub(super) fn first_is_zh(first: &str, second: &str) -> Option<bool> {
    match (side_of(first), side_of(second)) {
        (Some(Side::Zh), Some(Side::Zh)) | (Some(Side::En), Some(Side::En)) => None,
        (Some(side), _) => Some(side == Side::Zh),
        (None, Some(side)) => Some(side == Side::En),
        (None, None) => None,
    }
}

/// Puts rows whose first side was called Chinese on their sides, by what they are written in.
pub(super) fn turned_by_script(rows: &mut [PairRow]) {
    let (zh, en) = rows.iter().fold((0, 0), |(zh, en), row| {
        (zh + language::n_han(&row.zh), en + language::n_han(&row.en))
    });
    if en > zh {
        rows.iter_mut().for_each(turn);
    }
}

/// Swaps the sides of a row.
pub(super) fn turn(row: &mut PairRow) {
    std::mem::swap(&mut row.zh, &mut row.en);
    std::mem::swap(&mut row.zh_place, &mut row.en_place);
    std::mem::swap(&mut row.zh_tags, &mut row.en_tags);
}

/// The pairs as content; a file without one, or without either language, is refused.
pub(super) fn paired(name: &str, rows: Vec<PairRow>, notes: Vec<String>) -> Result<Content> {
    let error = |kind, what: &str, help| Err(Error::new(kind, Place::file(name), what, help));
    if rows.iter().all(|row| row.zh.trim().is_empty() && row.en.trim().is_empty()) {
        return error(ErrorKind::Empty, "there is no pair in this file", "give a file with pairs");
    }
    if rows.iter().all(|row| language::n_han(&row.zh) == 0) {
        let what = "there is no Chinese text in the pairs of this file";
        return error(ErrorKind::Language, what, "give pairs of Chinese and English");
    }
    Ok(Content::Pairs(Paired { name: name.to_owned(), rows, notes }))
}

/// `1 unit`, `2 units`.
pub(super) fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
