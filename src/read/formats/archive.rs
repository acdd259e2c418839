//! Documents that are zip archives: their parts, unpacked within limits.
//!
//! What an archive says of its sizes is not believed: bytes are counted as they are unpacked, over
//! all parts together, so that neither a bomb nor parts that overlap can fill the memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{MAX_PARTS, MAX_UNPACKED_BYTES};
use super::{Format, beyond, malformed};
use crate::error::{Error, Result};
use crate::read::{Options, text};

/// An open archive.
pub(super) struct Archive<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    max_bytes: u64,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(name: &'a str, bytes: &'a [u8], options: &Options) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(name, &error))?;
        if zip.len() > MAX_PARTS {
            let what = format!("the archive holds {} parts, more than {MAX_PARTS}", zip.len());
            return Err(beyond(name, what));
        }
        let max_bytes = MAX_UNPACKED_BYTES.min(options.max_bytes);
        Ok(Archive { name, zip, max_bytes, left: max_bytes })
    }

    /// The bytes of a part, or `None` if there is no such part.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>> {
        let part = match self.zip.by_name(path) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(self.name, &error)),
        };
        let mut bytes = Vec::new();
        let read = part.take(self.left.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| {
            let what = format!("the part {path} of this archive is damaged: {error}");
            malformed(self.name, 0, what, "save the file anew from the program that made it")
        })?;
        if bytes.len() as u64 > self.left {
            let most = self.max_bytes >> 20;
            return Err(beyond(self.name, format!("unpacked it is larger than {most} MB")));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of a part, line ends as LF.
    pub(super) fn text(&mut self, path: &str) -> Result<Option<String>> {
        let Some(bytes) = self.bytes(path)? else { return Ok(None) };
        let (text, _) = text(&format!("{}/{path}", self.name), bytes, &Options::default())?;
        Ok(Some(if text.contains('\r') { text.replace("\r\n", "\n") } else { text }))
    }

    /// The text of a part that must be there.
    pub(super) fn required(&mut self, path: &str) -> Result<String> {
        self.text(path)?.ok_or_else(|| {
            let what = format!("the archive has no part {path}");
            malformed(self.name, 0, what, "save the file anew from the program that made it")
        })
    }

    /// Unpacks every part to see that all are within the limits.
    pub(super) fn measure(&mut self) -> Result<()> {
        let names: Vec<String> =
            self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
        for name in names {
            self.bytes(&name)?;
        }
        self.left = self.max_bytes;
        Ok(())
    }

    /// The parts in a folder, in order.
    pub(super) fn names_under(&self, folder: &str) -> Vec<String> {
        let names = self.zip.file_names().flatten().filter(|name| name.starts_with(folder));
        let mut names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
        names.sort_unstable();
        names
    }

    fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }
}

/// Which document an archive is.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format> {
    let mut archive = Archive::open(name, bytes, &Options::default())?;
    const PARTS: &[(&str, Format)] = &[
        ("word/document.xml", Format::Docx),
        ("xl/workbook.xml", Format::Xlsx),
        ("META-INF/container.xml", Format::Epub),
    ];
    const KINDS: &[(&str, Format)] = &[
        ("application/vnd.oasis.opendocument.text", Format::Odt),
        ("application/vnd.oasis.opendocument.text-template", Format::Odt),
        ("application/epub+zip", Format::Epub),
    ];
    let kind = archive.bytes("mimetype")?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind).trim().to_owned();
    if let Some((_, format)) = KINDS.iter().find(|(known, _)| kind == *known) {
        return Ok(*format);
    }
    if let Some((_, format)) = PARTS.iter().find(|(part, _)| archive.has(part)) {
        return Ok(*format);
    }
    // A document under another name than Word gives it.
    if archive.text("_rels/.rels")?.is_some_and(|rels| rels.contains("/officeDocument\""))
        && !archive.names_under("word/").is_empty()
    {
        return Ok(Format::Docx);
    }
    let other = if archive.has("ppt/presentation.xml") || kind.contains("presentation") {
        ("this is a presentation", "save its text as DOCX or plain text")
    } else if archive.has("xl/workbook.bin") || kind.contains("spreadsheet") {
        ("this is a spreadsheet of another kind than XLSX", "save it as XLSX")
    } else {
        ("this is an archive, and no document that is read", "give the documents inside it")
    };
    Err(malformed(name, 0, other.0, other.1))
}

fn damaged(name: &str, error: &ZipError) -> Error {
    let (what, help) = match error {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            ("the file is locked with a password".to_owned(), "save it without one")
        }
        _ => (
            format!("this archive is damaged or cut off: {error}"),
            "save the file anew from the program that made it",
        ),
    };
    malformed(name, 0, what, help)
}
