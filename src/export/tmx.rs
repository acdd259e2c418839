//! Translation memory: TMX 1.4b.
//!
//! The header has all seven attributes the DTD requires; `note` and `prop` come before `tuv`;
//! characters XML 1.0 forbids are left out and counted. The source language is the original's. Null links have no place in a memory.

use std::io::{self, Write};

use super::xml::Xml;
use super::{About, Row, Sink};
use crate::document::Side;

/// Writes one translation unit a pair, with its findings as notes.
pub struct Tmx<W: Write> {
    xml: Xml<W>,
    about: About,
}

impl<W: Write> Tmx<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W, about: About) -> Self {
        Tmx { xml: Xml::indented(writer), about }
    }

    fn variant(&mut self, side: Side, text: &str) -> io::Result<()> {
        let code = if side == Side::Zh { &self.about.zh_code } else { &self.about.en_code };
        self.xml.start("tuv", &[("xml:lang", code)])?;
        self.xml.leaf("seg", &[], text)?;
        self.xml.end("tuv")
    }
}

impl<W: Write> Sink for Tmx<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.xml.declare(Some("tmx SYSTEM \"tmx14.dtd\""))?;
        self.xml.start("tmx", &[("version", "1.4")])?;
        self.xml.empty(
            "header",
            &[
                ("creationtool", "duizhao"),
                ("creationtoolversion", env!("CARGO_PKG_VERSION")),
                ("segtype", "sentence"),
                ("o-tmf", "duizhao"),
                ("adminlang", "en-US"),
                ("srclang", self.about.codes()[0]),
                ("datatype", "plaintext"),
            ],
        )?;
        self.xml.start("body", &[])
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        self.xml.start("tu", &[("tuid", &row.id.to_string())])?;
        for remark in &row.remarks {
            self.xml.leaf("note", &[], &remark.text())?;
        }
        self.xml.leaf("prop", &[("type", "x-type")], &row.kind())?;
        let confidence = format!("{:.4}", row.bead.confidence);
        self.xml.leaf("prop", &[("type", "x-confidence")], &confidence)?;
        self.variant(Side::Zh, &row.zh)?;
        self.variant(Side::En, &row.en)?;
        self.xml.end("tu")?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.xml.end("body")?;
        self.xml.end("tmx")?;
        self.xml.finish()
    }

    fn n_forbidden(&self) -> usize {
        self.xml.n_forbidden()
    }
}
