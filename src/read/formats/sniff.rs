//! Which format a file is in: by its first bytes, then by its ending, then by its first lines.

use encoding_rs::Encoding;

use super::{Format, archive, malformed, subtitles, table};
use crate::error::Result;
use crate::read::encoding;

/// How much of a file is looked at.
const HEAD_BYTES: usize = 4096;

/// The format of a file.
///
/// # Errors
/// For documents of kinds that are not read: what to do with them.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format> {
    if let Some((what, help)) = not_read(bytes) {
        return Err(malformed(name, 0, what, help));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive::format(name, bytes);
    }
    let head = head(bytes);
    if head.starts_with("WEBVTT") {
        return Ok(Format::Vtt);
    }
    let root = root(&head).map(str::to_ascii_lowercase);
    match root.as_deref() {
        Some("html") => return Ok(Format::Html),
        Some("tmx") => return Ok(Format::Tmx),
        Some("xliff") => return Ok(Format::Xliff),
        _ => {}
    }
    match by_ending(name) {
        Some(format @ (Format::Xlsx | Format::Docx | Format::Odt | Format::Epub)) => {
            let ending = format.name().to_uppercase();
            let what = format!("this file ends like {ending}, but is no archive as {ending} is");
            return Err(malformed(name, 0, what, "check the file, or name its format with --from"));
        }
        Some(format) => return Ok(format),
        None => {}
    }
    if head.lines().next().is_some_and(table::is_header) {
        return Ok(Format::Tsv);
    }
    if head.lines().take(20).any(subtitles::is_timing) {
        return Ok(Format::Srt);
    }
    Ok(Format::Text)
}

/// The format a file's ending names.
fn by_ending(name: &str) -> Option<Format> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    let ending = ending.to_lowercase();
    Format::ALL.iter().copied().find(|format| format.endings().contains(&ending.as_str()))
}

/// Documents that are not read, by their first bytes: what they are, and what to do.
fn not_read(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const KINDS: &[(&[u8], &str, &str)] = &[
        (
            b"%PDF-",
            "this is a PDF, which keeps the look of pages and not their text",
            "turn it into text first, for instance with `pdftotext -layout FILE.pdf FILE.txt`, or \
             give the document it was made from",
        ),
        (
            b"\xD0\xCF\x11\xE0",
            "this is a document of an old office program (doc, xls, ppt)",
            "save it as DOCX or XLSX",
        ),
        (b"{\\rtf", "this is an RTF document", "save it as DOCX"),
    ];
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let found = KINDS.iter().find(|(magic, ..)| bytes[start..].starts_with(magic));
    found.map(|(_, what, help)| (*what, *help))
}

/// The beginning of a file as text, byte order mark and white space left out.
fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let text = match Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    };
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').to_owned()
}

/// The name of the first element, without its prefix, if the text opens with markup.
fn root(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = match rest.as_bytes().first()? {
            b'?' => rest.find("?>")? + 2,
            b'!' if rest.starts_with("!--") => rest.find("-->")? + 3,
            b'!' => doctype_end(rest)?,
            _ => {
                let name =
                    rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
                return name.rsplit(':').next();
            }
        };
        rest = &rest[end..];
    }
}

fn doctype_end(text: &str) -> Option<usize> {
    let close = text.find('>')?;
    match text[..close].find('[') {
        Some(_) => text.find("]>").map(|end| end + 2),
        None => Some(close + 1),
    }
}

/// The encoding that a page or an XML file in a legacy encoding says it is in.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let after = ["encoding=", "charset="].iter().find_map(|key| head.split(key).nth(1))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', ';', '>', '/', '?']).unwrap_or(label.len());
    let found = Encoding::for_label(&label.as_bytes()[..end])?;
    (found != encoding_rs::UTF_8
        && found != encoding_rs::UTF_16LE
        && found != encoding_rs::UTF_16BE)
        .then(|| encoding::widened(found))
}
