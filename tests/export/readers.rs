//! Reads exported files back with plain means, apart from the program's own readers.

use std::io::{Cursor, Read};

use calamine::Reader as _;
use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;

/// From the files of an export to its pairs.
pub(crate) type Reader = fn(&[&[u8]]) -> Vec<(String, String)>;

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Tab-separated: the Chinese column, the English after it.
pub(crate) fn columns(bytes: &[u8], header: usize, zh: usize) -> Vec<(String, String)> {
    let cells = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[zh].to_owned(), cells[zh + 1].to_owned())
    };
    text(bytes).trim_end_matches('\n').split('\n').skip(header).map(cells).collect()
}

/// JSON lines, by pointers.
pub(crate) fn objects(bytes: &[u8], zh: &str, en: &str) -> Vec<(String, String)> {
    let object = |line: &str| {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |at| object.pointer(at).unwrap().as_str().unwrap().to_owned();
        (field(zh), field(en))
    };
    text(bytes).trim_end_matches('\n').split('\n').map(object).collect()
}

/// Two files, line for line.
pub(crate) fn moses(files: &[&[u8]]) -> Vec<(String, String)> {
    let lines = |bytes| text(bytes).trim_end_matches('\n').split('\n').map(str::to_owned);
    lines(files[0]).zip(lines(files[1])).collect()
}

/// CSV with a byte order mark; an apostrophe before a cell is Excel's, not the text's.
pub(crate) fn csv(files: &[&[u8]]) -> Vec<(String, String)> {
    let bytes = files[0].strip_prefix("\u{feff}".as_bytes()).unwrap();
    let plain = |cell: &str| {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell} would run");
        cell.strip_prefix('\'').unwrap_or(cell).to_owned()
    };
    let mut reader = csv::Reader::from_reader(bytes);
    let records = reader.records().map(|record| record.unwrap());
    records.map(|record| (plain(&record[1]), plain(&record[2]))).collect()
}

/// A sheet whose Chinese stands in column `zh`, the English after it, below a header.
pub(crate) fn sheet(bytes: &[u8], name: &str, zh: usize) -> Vec<(String, String)> {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.worksheet_formula(name).unwrap().used_cells().count(), 0, "formulas");
    let range = book.worksheet_range(name).unwrap();
    let cell = |row: &[calamine::Data], at: usize| row[at].to_string();
    range.rows().skip(1).map(|row| (cell(row, zh), cell(row, zh + 1))).collect()
}

/// A part of a zip archive, as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The texts of the elements named, in order; text in elements within belongs to them too.
pub(crate) fn texts(xml: &str, names: &[&str]) -> Vec<(String, String)> {
    let mut reader = XmlReader::from_str(xml);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if depth > 0 || names.contains(&tag.name().as_ref()) => {
                if depth == 0 {
                    found.push((tag.name().as_ref().to_owned(), String::new()));
                }
                depth += 1;
            }
            Event::Empty(tag) if depth == 0 && names.contains(&tag.name().as_ref()) => {
                found.push((tag.name().as_ref().to_owned(), String::new()));
            }
            Event::End(_) if depth > 0 => depth -= 1,
            Event::Text(piece) if depth > 0 => found.last_mut().unwrap().1.push_str(&piece),
            Event::GeneralRef(name) if depth > 0 => {
                let text = match name.resolve_char_ref().unwrap() {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&name).unwrap().to_owned(),
                };
                found.last_mut().unwrap().1.push_str(&text);
            }
            Event::CData(_) | Event::PI(_) | Event::Comment(_) => panic!("text became markup"),
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn two_by_two(texts: Vec<(String, String)>) -> Vec<(String, String)> {
    texts.chunks(2).map(|pair| (pair[0].1.clone(), pair[1].1.clone())).collect()
}

/// Segments, the Chinese before the English.
pub(crate) fn tmx(files: &[&[u8]]) -> Vec<(String, String)> {
    two_by_two(texts(text(files[0]), &["seg"]))
}

/// Sources with their targets; a source without one has no translation.
pub(crate) fn xliff(files: &[&[u8]]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, text) in texts(text(files[0]), &["source", "target"]) {
        match name.as_str() {
            "source" => pairs.push((text, String::new())),
            _ => pairs.last_mut().unwrap().1 = text,
        }
    }
    pairs
}

/// Cells of the table, two a row, below a header.
pub(crate) fn docx(files: &[&[u8]]) -> Vec<(String, String)> {
    for name in ["[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/comments.xml"] {
        texts(&part(files[0], name), &[]);
    }
    two_by_two(texts(&part(files[0], "word/document.xml"), &["w:tc"])).split_off(1)
}

/// Links and the documents with the sentences they name.
pub(crate) fn linked(files: &[&[u8]], en_first: bool) -> Vec<(String, String)> {
    let [zh, en] = [files[1], files[2]].map(|bytes| texts(text(bytes), &["s"]));
    let mut next = [zh.into_iter(), en.into_iter()];
    let mut pairs = Vec::new();
    for rest in text(files[0]).split("xtargets=\"").skip(1) {
        let (first, second) = rest.split('"').next().unwrap().split_once(';').unwrap();
        let names = if en_first { [second, first] } else { [first, second] };
        let mut side = |at: usize| {
            let names = names[at].split(' ').filter(|name| !name.is_empty());
            names.map(|_| next[at].next().unwrap().1).collect::<Vec<_>>().join(" ")
        };
        let zh = side(0);
        pairs.push((zh, side(1)));
    }
    pairs
}
