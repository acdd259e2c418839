//! The formats texts come in: which one a file is, and one reader for each.
//!
//! A file's format is told by its content first and its ending second; [`super::Options::from`]
//! overrules both. A reader gives either a [`Document`], whose paragraphs know their place in the
//! original, or the pairs of a file that is already paired. All readers walk their input once, keep
//! no tree, and stop at the limits of [`limits`].

mod archive;
mod bilingual;
mod blocks;
mod docx;
mod epub;
mod flow;
mod gunzip;
mod html;
mod limits;
mod markdown;
mod marks;
mod numbers;
mod odt;
mod places;
mod sniff;
mod subtitles;
mod table;
mod tmx;
mod wrapped;
mod xliff;
mod xlsx;
mod xml;

use super::{Options, PairRow, text};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Place, Result};

pub use limits::{
    MAX_CELLS, MAX_COLUMNS, MAX_DEPTH, MAX_PARAGRAPH_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES,
};
pub(super) use table::tsv_pairs;

/// A format the program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text: every line is a paragraph, unless lines end at a width ([`super::Lines`]).
    Text,
    /// Markdown (CommonMark with tables and footnotes).
    Markdown,
    /// HTML and XHTML.
    Html,
    /// Word documents.
    Docx,
    /// OpenDocument texts.
    Odt,
    /// Electronic books.
    Epub,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    Vtt,
    /// Pairs as tab-separated text.
    Tsv,
    /// Pairs as comma-separated text.
    Csv,
    /// Pairs in a spreadsheet.
    Xlsx,
    /// Pairs of a translation memory.
    Tmx,
    /// Pairs of a translator's job, XLIFF 1.2 or 2.x.
    Xliff,
}

impl Format {
    /// All of them.
    pub const ALL: &[Format] = &[
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Docx,
        Format::Odt,
        Format::Epub,
        Format::Srt,
        Format::Vtt,
        Format::Tsv,
        Format::Csv,
        Format::Xlsx,
        Format::Tmx,
        Format::Xliff,
    ];

    /// Its short name, as `--from` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Epub => "epub",
            Format::Srt => "srt",
            Format::Vtt => "vtt",
            Format::Tsv => "tsv",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Tmx => "tmx",
            Format::Xliff => "xliff",
        }
    }

    /// The endings of its files, in lower case.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Docx => &["docx", "docm", "dotx"],
            Format::Odt => &["odt", "ott"],
            Format::Epub => &["epub"],
            Format::Srt => &["srt"],
            Format::Vtt => &["vtt"],
            Format::Tsv => &["tsv", "tab"],
            Format::Csv => &["csv"],
            Format::Xlsx => &["xlsx", "xlsm"],
            Format::Tmx => &["tmx"],
            Format::Xliff => &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "txlf"],
        }
    }

    /// The format of that name or ending.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        let name = name.to_lowercase();
        Format::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name || format.endings().contains(&name.as_str()))
    }

    fn reader(self) -> &'static dyn Reader {
        match self {
            Format::Text => &PlainText,
            Format::Markdown => &markdown::Markdown,
            Format::Html => &html::Html,
            Format::Docx => &docx::Docx,
            Format::Odt => &odt::Odt,
            Format::Epub => &epub::Epub,
            Format::Srt => &subtitles::Srt,
            Format::Vtt => &subtitles::Vtt,
            Format::Tsv => &table::Tsv,
            Format::Csv => &table::Csv,
            Format::Xlsx => &xlsx::Xlsx,
            Format::Tmx => &tmx::Tmx,
            Format::Xliff => &xliff::Xliff,
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// One text.
    Text(Document),
    /// Pairs made elsewhere, to be taken as they stand.
    Pairs(Paired),
}

/// The pairs of a file that is already paired.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paired {
    /// The file's name as the user gave it.
    pub name: String,
    /// The pairs in the file's order.
    pub rows: Vec<PairRow>,
    /// What the reader has to tell.
    pub notes: Vec<String>,
}

/// Reads a file's bytes in the format they are in.
///
/// # Errors
/// [`ErrorKind::Format`] for a file that is not in its format, with a place in it;
/// [`ErrorKind::Limit`] for one beyond the limits; [`ErrorKind::Empty`] for one without text; and
/// what [`text`] says.
pub fn content(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Content> {
    let bytes = gunzip::unpacked(name, bytes, options)?;
    let format = match options.from {
        Some(format) => format,
        None => format_of(name, &bytes)?,
    };
    format.reader().read(Source { name, bytes, options })
}

/// The format a file is in, by its content and its name's ending.
///
/// # Errors
/// [`ErrorKind::Format`] for documents of kinds that are not read, with what to do about it.
pub fn format_of(name: &str, bytes: &[u8]) -> Result<Format> {
    sniff::format(gunzip::inner_name(name), &gunzip::head(bytes))
}

/// A file to be read.
struct Source<'a> {
    name: &'a str,
    bytes: Vec<u8>,
    options: &'a Options,
}

impl Source<'_> {
    /// Its text decoded, and what there is to tell about that; line ends become LF.
    fn text(self) -> Result<(String, Vec<String>)> {
        let mut options = *self.options;
        if options.encoding.is_none() && std::str::from_utf8(&self.bytes).is_err() {
            options.encoding = sniff::declared_encoding(&self.bytes);
        }
        let (mut text, notes) = text(self.name, self.bytes, &options)?;
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Ok((text, notes))
    }
}

/// One format.
trait Reader {
    /// Reads a file that is said or found to be in this format.
    fn read(&self, source: Source<'_>) -> Result<Content>;
}

struct PlainText;

impl Reader for PlainText {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let (text, notes) = text(source.name, source.bytes, source.options)?;
        let document = Document::from_text(source.name, text);
        if document.paragraphs.is_empty() {
            return Err(super::empty(source.name, "the file holds nothing but white space"));
        }
        let mut document = wrapped::joined(document, source.options.lines);
        document.notes.splice(..0, notes);
        Ok(Content::Text(document))
    }
}

/// An error of format at a line, from 1.
fn malformed(name: &str, line: usize, what: impl Into<String>, help: &str) -> Error {
    let place = if line == 0 { Place::file(name) } else { Place::line(name, line) };
    Error::new(ErrorKind::Format, place, what, help)
}

/// An error of limits.
fn beyond(name: &str, what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Limit, Place::file(name), what, "save it anew, or cut it into parts")
}
