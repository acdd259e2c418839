//! XLIFF 1.2 and 2.1: bilingual files CAT tools open, with the findings as notes and a state that
//! says which segments to look at. A translation without original has no place: a unit needs a source.

use std::io::{self, Write};

use super::xml::Xml;
use super::{About, Row, Sink};
use crate::check::Level;
use crate::document::Side;

/// Which XLIFF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 1.2: `trans-unit`, `source`, `target`, `note`.
    V1,
    /// 2.1: `unit`, `notes`, `segment`.
    V2,
}

/// Writes one unit a pair.
pub struct Xliff<W: Write> {
    xml: Xml<W>,
    version: Version,
    about: About,
    n_rows: usize,
}

impl<W: Write> Xliff<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W, version: Version, about: About) -> Self {
        Xliff { xml: Xml::indented(writer), version, about, n_rows: 0 }
    }

    /// The original's text and the translation's.
    fn sides<'r>(&self, row: &'r Row<'_>) -> [&'r str; 2] {
        match self.about.original {
            Side::Zh => [&row.zh, &row.en],
            Side::En => [&row.en, &row.zh],
        }
    }

    fn begin_1(&mut self) -> io::Result<()> {
        let namespace = "urn:oasis:names:tc:xliff:document:1.2";
        self.xml.start("xliff", &[("version", "1.2"), ("xmlns", namespace)])?;
        self.xml.start(
            "file",
            &[
                ("original", self.about.original_file()),
                ("datatype", "plaintext"),
                ("source-language", self.about.codes()[0]),
                ("target-language", self.about.codes()[1]),
            ],
        )?;
        self.xml.start("header", &[])?;
        let version = env!("CARGO_PKG_VERSION");
        let tool = [("tool-id", "duizhao"), ("tool-name", "duizhao"), ("tool-version", version)];
        self.xml.empty("tool", &tool)?;
        self.xml.end("header")?;
        self.xml.start("body", &[])
    }

    fn unit_1(&mut self, row: &Row<'_>) -> io::Result<()> {
        let [source, target] = self.sides(row);
        let id = row.id.to_string();
        self.xml.start("trans-unit", &[("id", &id), ("xml:space", "preserve")])?;
        self.xml.leaf("source", &[], source)?;
        let state = match row.level() {
            _ if target.is_empty() => "new",
            Some(Level::Error | Level::Check) => "needs-review-translation",
            Some(Level::Note) | None => "translated",
        };
        self.xml.leaf("target", &[("state", state)], target)?;
        for remark in &row.remarks {
            let side = if remark.is_on_translation() { "target" } else { "source" };
            let priority = priority(remark.finding.level);
            let attributes = [("from", "duizhao"), ("priority", priority), ("annotates", side)];
            self.xml.leaf("note", &attributes, &remark.text())?;
        }
        self.xml.end("trans-unit")
    }

    fn begin_2(&mut self) -> io::Result<()> {
        self.xml.start(
            "xliff",
            &[
                ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
                ("version", "2.1"),
                ("srcLang", self.about.codes()[0]),
                ("trgLang", self.about.codes()[1]),
            ],
        )?;
        self.xml.start("file", &[("id", "f1"), ("original", self.about.original_file())])
    }

    fn unit_2(&mut self, row: &Row<'_>) -> io::Result<()> {
        let [source, target] = self.sides(row);
        self.xml.start("unit", &[("id", &row.id.to_string())])?;
        if !row.remarks.is_empty() {
            self.xml.start("notes", &[])?;
            for remark in &row.remarks {
                let side = if remark.is_on_translation() { "target" } else { "source" };
                let priority = priority(remark.finding.level);
                let category = remark.finding.code.name();
                let attributes =
                    [("appliesTo", side), ("category", category), ("priority", priority)];
                self.xml.leaf("note", &attributes, &remark.text())?;
            }
            self.xml.end("notes")?;
        }
        let state: &[(&str, &str)] = match row.level() {
            _ if target.is_empty() => &[("state", "initial")],
            Some(Level::Error | Level::Check) => {
                &[("state", "translated"), ("subState", "duizhao:needs-review")]
            }
            Some(Level::Note) | None => &[("state", "translated")],
        };
        self.xml.start("segment", state)?;
        self.xml.leaf("source", &[("xml:space", "preserve")], source)?;
        if !target.is_empty() {
            self.xml.leaf("target", &[("xml:space", "preserve")], target)?;
        }
        self.xml.end("segment")?;
        self.xml.end("unit")
    }
}

impl<W: Write> Sink for Xliff<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.xml.declare(None)?;
        match self.version {
            Version::V1 => self.begin_1(),
            Version::V2 => self.begin_2(),
        }
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if self.sides(row)[0].is_empty() {
            return Ok(false);
        }
        self.n_rows += 1;
        match self.version {
            Version::V1 => self.unit_1(row)?,
            Version::V2 => self.unit_2(row)?,
        }
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        match self.version {
            Version::V1 => self.xml.end("body")?,
            // A file of 2.1 holds at least one unit.
            Version::V2 if self.n_rows == 0 => {
                self.xml.start("unit", &[("id", "0")])?;
                self.xml.start("segment", &[])?;
                self.xml.leaf("source", &[], "")?;
                self.xml.end("segment")?;
                self.xml.end("unit")?;
            }
            Version::V2 => {}
        }
        self.xml.end("file")?;
        self.xml.end("xliff")?;
        self.xml.finish()
    }

    fn n_forbidden(&self) -> usize {
        self.xml.n_forbidden()
    }
}

/// From 1, the highest, to 10.
fn priority(level: Level) -> &'static str {
    match level {
        Level::Error => "1",
        Level::Check => "3",
        Level::Note => "7",
    }
}
