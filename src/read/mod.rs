//! Reading: bytes become a [`Document`]. The only room that opens the texts.
//!
//! A file may be UTF-8 with or without a byte order mark, GB18030 or GBK, Big5, UTF-16 of either
//! byte order with or without a mark, or any other encoding named by the caller. What cannot be
//! decoded is an error that says where, unless [`Undecodable::Replace`] asks to go on; then it is
//! counted and told in [`Document::notes`]. Time and memory are linear in the size of the file,
//! which [`Options::max_bytes`] bounds.

mod bilingual;
mod encoding;
mod formats;
mod gold;
mod language;
mod pairs;
mod terms;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding::Decoded;
use encoding_rs::Encoding;

use crate::document::Document;
use crate::error::{Error, ErrorKind, Place, Result};

pub use bilingual::apart;
pub use formats::{
    Content, Format, MAX_CELLS, MAX_COLUMNS, MAX_DEPTH, MAX_PARAGRAPH_BYTES, MAX_PARTS,
    MAX_UNPACKED_BYTES, Paired, content, format_of,
};
pub use gold::{Gold, Link, gold, links};
pub use language::{Ordered, in_order};
pub use pairs::{InlineTag, PairRow, pairs};
pub use terms::{TermRow, terms};

/// What to do with bytes that are no text in the file's encoding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Undecodable {
    /// Stop with an error that says where the first one stands and how many there are.
    #[default]
    Refuse,
    /// Put U+FFFD in their place, go on, and say so in the document's notes.
    Replace,
}

/// What the lines of a plain text are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lines {
    /// Paragraphs, unless sentences run on from one full line to the next: then they are joined,
    /// and the document's notes say so.
    #[default]
    Auto,
    /// Paragraphs.
    Keep,
    /// Lines that end at a width: full ones are joined with the next.
    Join,
}

/// How to read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The encoding; `None` to find it out. See [`encoding_named`].
    pub encoding: Option<&'static Encoding>,
    /// What to do with bytes that cannot be decoded.
    pub undecodable: Undecodable,
    /// Largest file taken, in bytes, unpacked.
    pub max_bytes: u64,
    /// The format of the texts; `None` to tell it by content and ending.
    pub from: Option<Format>,
    /// What the lines of a plain text are.
    pub lines: Lines,
}

impl Default for Options {
    fn default() -> Self {
        let undecodable = Undecodable::Refuse;
        Options {
            encoding: None,
            undecodable,
            max_bytes: 512 << 20,
            from: None,
            lines: Lines::default(),
        }
    }
}

/// The encoding called `label` (`gbk`, `big5`, `utf-16le`, …); `None` for `auto`.
///
/// GBK and GB2312 give GB18030, of which they are a part.
///
/// # Errors
/// [`ErrorKind::Usage`] when no encoding has that name.
pub fn encoding_named(label: &str) -> Result<Option<&'static Encoding>> {
    if label.eq_ignore_ascii_case("auto") {
        return Ok(None);
    }
    Encoding::for_label(label.as_bytes()).map(|found| Some(encoding::widened(found))).ok_or_else(
        || {
            Error::new(
                ErrorKind::Usage,
                Place::default(),
                format!("there is no encoding called `{label}`"),
                "use auto, utf-8, gb18030, gbk, big5, utf-16le, utf-16be or another WHATWG name",
            )
        },
    )
}

/// Reads a file; `-` is standard input.
///
/// # Errors
/// [`ErrorKind::Io`] for a file that is missing, a folder or unreadable, [`ErrorKind::Limit`] for
/// one that is too large, and what [`bytes`] says.
pub fn file(path: &Path, options: &Options) -> Result<Document> {
    let name = path.display().to_string();
    bytes(&name, raw(path, options)?, options)
}

/// The bytes of a file, undecoded; `-` is standard input.
///
/// # Errors
/// As [`file()`], for the opening and reading.
pub fn raw(path: &Path, options: &Options) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    if name == "-" {
        return limited(std::io::stdin().lock(), &name, options);
    }
    let meta = std::fs::metadata(path).map_err(|error| cannot_read(&name, &error))?;
    if meta.is_dir() {
        return Err(Error::new(
            ErrorKind::Io,
            Place::file(name),
            "this is a folder, not a file",
            "give the text file inside it",
        ));
    }
    if meta.len() > options.max_bytes {
        return Err(too_large(&name, options));
    }
    let file = File::open(path).map_err(|error| cannot_read(&name, &error))?;
    limited(file, &name, options)
}

/// Reads a file that may hold one text or pairs; `-` is standard input.
///
/// # Errors
/// As [`file()`].
pub fn open(path: &Path, options: &Options) -> Result<Content> {
    content(&path.display().to_string(), raw(path, options)?, options)
}

/// Reads a file's bytes, in whatever format they are, as one text.
///
/// # Errors
/// [`ErrorKind::Format`] for a file of pairs, and what [`content`] says.
pub fn bytes(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Document> {
    match content(name, bytes, options)? {
        Content::Text(document) => Ok(document),
        Content::Pairs(_) => Err(Error::new(
            ErrorKind::Format,
            Place::file(name),
            "this file holds pairs, not one text",
            "check it as it stands: `duizhao check FILE`; if it is one text, name its format with `--from`",
        )),
    }
}

/// Decodes a file's bytes; gives the text and what there is to tell about it.
///
/// # Errors
/// [`ErrorKind::Empty`] when there is not one byte, [`ErrorKind::Encoding`] for bytes that are no
/// text (unless they are to be replaced).
pub fn text(name: &str, bytes: Vec<u8>, options: &Options) -> Result<(String, Vec<String>)> {
    if bytes.is_empty() {
        return Err(empty(name, "the file is empty"));
    }
    let decoded = encoding::decode(bytes, options.encoding)
        .map_err(|(what, help)| Error::new(ErrorKind::Encoding, Place::file(name), what, help))?;
    let mut notes = Vec::new();
    if decoded.undecodable.is_some() {
        notes.push(undecodable(name, &decoded, options.undecodable)?);
    } else if decoded.text.contains('\u{FFFD}') {
        let count = decoded.text.matches('\u{FFFD}').count();
        let plural = if count == 1 { "" } else { "s" };
        notes.push(format!(
            "{name}: holds {count} replacement character{plural} (U+FFFD): text was lost before \
             this file was written"
        ));
    }
    if decoded.guessed {
        notes.push(format!("{name}: read as {}", decoded.encoding));
    }
    Ok((decoded.text, notes))
}

/// What to say about bytes that are no text, or the error.
fn undecodable(name: &str, decoded: &Decoded, policy: Undecodable) -> Result<String> {
    let (count, first) = decoded.undecodable.as_ref().map_or((0, 0), |bad| (bad.count, bad.first));
    let (line, column) = line_column(&decoded.text, first);
    let place = Place { file: name.into(), line: Some(line), column: Some(column) };
    let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
    let encoding = decoded.encoding;
    match policy {
        Undecodable::Refuse => Err(Error::new(
            ErrorKind::Encoding,
            place,
            format!("bytes here are not valid {encoding} (in {places} of the file)"),
            "name the right encoding with --encoding, or go on with --lossy",
        )),
        Undecodable::Replace => {
            Ok(format!("{place}: bytes that are not valid {encoding}, in {places}, became U+FFFD"))
        }
    }
}

fn limited(source: impl Read, name: &str, options: &Options) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source
        .take(options.max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| cannot_read(name, &error))?;
    if bytes.len() as u64 > options.max_bytes {
        return Err(too_large(name, options));
    }
    Ok(bytes)
}

fn too_large(name: &str, options: &Options) -> Error {
    Error::new(
        ErrorKind::Limit,
        Place::file(name),
        format!("the file is larger than {} MB", options.max_bytes >> 20),
        "cut it into parts",
    )
}

fn empty(name: &str, what: &str) -> Error {
    Error::new(ErrorKind::Empty, Place::file(name), what, "give a file with text in it")
}

fn cannot_read(name: &str, error: &std::io::Error) -> Error {
    let (what, help) = match error.kind() {
        std::io::ErrorKind::NotFound => {
            ("there is no such file".to_owned(), "check the name and the folder")
        }
        std::io::ErrorKind::PermissionDenied => {
            ("the file may not be read".to_owned(), "check its permissions")
        }
        std::io::ErrorKind::IsADirectory => {
            ("this is a folder, not a file".to_owned(), "give the text file inside it")
        }
        _ => (format!("the file cannot be read: {error}"), ""),
    };
    Error::new(ErrorKind::Io, Place::file(name), what, help)
}

/// Line and column, both from 1 and the column in characters, of a byte of the text.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests;
