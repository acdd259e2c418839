//! Electronic books: EPUB 2 and 3. The chapters in the order of the book's spine, each read as HTML;
//! the table of contents is passed over.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::blocks::Blocks;
use super::xml::{Node, Xml};
use super::{Content, Reader, Source, html, malformed};
use crate::error::Result;

/// EPUB.
pub(super) struct Epub;

impl Reader for Epub {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name;
        let mut archive = Archive::open(name, &source.bytes, source.options)?;
        let package = package_path(name, &archive.required("META-INF/container.xml")?)?;
        let chapters = spine(name, &archive.required(&package)?)?;
        if chapters.is_empty() {
            let what = "the book lists no chapters";
            return Err(malformed(name, 0, what, "save it anew from the program that made it"));
        }
        let mut blocks = Blocks::new(name);
        let mut notes = Vec::new();
        for chapter in chapters {
            let path = resolved(&package, &chapter);
            match archive.text(&path)? {
                Some(text) => html::walk(&mut blocks, &text, 1, &path)?,
                None => notes.push(format!("{name}: the book lacks its chapter {path}")),
            }
        }
        blocks.finish(notes).map(Content::Text)
    }
}

/// Where the book's list of contents is.
fn package_path(name: &str, container: &str) -> Result<String> {
    let mut xml = Xml::new(name, container);
    while let Some(node) = xml.next()? {
        if let Node::Open(tag) = node
            && tag.name() == "rootfile"
            && let Some(path) = tag.attribute("full-path")
        {
            return Ok(path);
        }
    }
    Err(malformed(name, 0, "the book does not say where its contents are", ""))
}

/// The addresses of the chapters in reading order.
fn spine(name: &str, package: &str) -> Result<Vec<String>> {
    let mut items = BTreeMap::new();
    let mut chapters = Vec::new();
    let mut xml = Xml::new(name, package);
    while let Some(node) = xml.next()? {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "item" => {
                let (id, address) = (tag.attribute("id"), tag.attribute("href"));
                let kind = tag.attribute("media-type").unwrap_or_default();
                let properties = tag.attribute("properties").unwrap_or_default();
                let is_contents = properties.split_whitespace().any(|word| word == "nav");
                if let (Some(id), Some(address), false) = (id, address, is_contents)
                    && (kind.contains("html") || kind.contains("oeb1"))
                {
                    items.insert(id, address);
                }
            }
            "itemref" => {
                // An item is in the spine once; a book that repeats it is read once all the same.
                chapters.extend(tag.attribute("idref").and_then(|id| items.remove(&id)));
            }
            _ => {}
        }
    }
    Ok(chapters)
}

/// The path in the archive of an address relative to the file `base`.
fn resolved(base: &str, address: &str) -> String {
    let address = address.split(['#', '?']).next().unwrap_or("");
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let address = percent_decoded(address);
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = address.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(|_| bytes[at] == b'%') {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn addresses_are_relative_to_the_package() {
        for (base, address, wanted) in [
            ("OEBPS/content.opf", "text/ch%201.xhtml#top", "OEBPS/text/ch 1.xhtml"),
            ("OEBPS/content.opf", "../ch.xhtml", "ch.xhtml"),
            ("content.opf", "第%E4%B8%80.html", "第一.html"),
            ("content.opf", "100%.html", "100%.html"),
        ] {
            assert_eq!(resolved(base, address), wanted);
        }
    }
}
