//! Translation memory: TMX 1.4b.
//!
//! The header has all seven attributes the DTD requires; `prop` comes before `tuv`; characters XML
//! 1.0 forbids are left out and counted. Null links have no place in a memory.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Row, Sink};

/// The languages of the memory, as BCP 47 codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TmxOptions {
    /// Code of the Chinese side.
    pub zh: String,
    /// Code of the English side.
    pub en: String,
}

impl Default for TmxOptions {
    fn default() -> Self {
        TmxOptions { zh: "zh-CN".into(), en: "en-US".into() }
    }
}

/// Writes one translation unit a bead.
pub struct Tmx<W: Write> {
    xml: Writer<W>,
    options: TmxOptions,
    n_forbidden: usize,
}

impl<W: Write> Tmx<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W, options: TmxOptions) -> Self {
        Tmx { xml: Writer::new_with_indent(writer, b' ', 1), options, n_forbidden: 0 }
    }

    fn prop(&mut self, kind: &str, value: &str) -> io::Result<()> {
        self.element(BytesStart::new("prop").with_attributes([("type", kind)]), value)
    }

    fn variant(&mut self, language: &str, text: &str) -> io::Result<()> {
        let start = BytesStart::new("tuv").with_attributes([("xml:lang", language)]);
        self.xml.write_event(Event::Start(start))?;
        let allowed: String = text.chars().filter(|&c| is_xml(c)).collect();
        self.n_forbidden += text.chars().filter(|&c| !is_xml(c)).count();
        self.element(BytesStart::new("seg"), &allowed)?;
        self.xml.write_event(Event::End(BytesEnd::new("tuv")))
    }

    fn element(&mut self, start: BytesStart<'_>, text: &str) -> io::Result<()> {
        let end = start.to_end().into_owned();
        self.xml.write_event(Event::Start(start.borrow()))?;
        self.xml.write_event(Event::Text(BytesText::new(text)))?;
        self.xml.write_event(Event::End(end))
    }
}

impl<W: Write> Sink for Tmx<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let doctype = BytesText::from_escaped("tmx SYSTEM \"tmx14.dtd\"");
        self.xml.write_event(Event::DocType(doctype))?;
        let root = BytesStart::new("tmx").with_attributes([("version", "1.4")]);
        self.xml.write_event(Event::Start(root))?;
        let header = BytesStart::new("header").with_attributes([
            ("creationtool", "duizhao"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "duizhao"),
            ("adminlang", "en-US"),
            ("srclang", self.options.zh.as_str()),
            ("datatype", "plaintext"),
        ]);
        self.xml.write_event(Event::Empty(header))?;
        self.xml.write_event(Event::Start(BytesStart::new("body")))
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.bead.is_null() {
            return Ok(false);
        }
        let options = self.options.clone();
        self.xml.write_event(Event::Start(BytesStart::new("tu")))?;
        self.prop("x-type", &row.kind())?;
        self.prop("x-confidence", &format!("{:.4}", row.bead.confidence))?;
        self.variant(&options.zh, &row.zh)?;
        self.variant(&options.en, &row.en)?;
        self.xml.write_event(Event::End(BytesEnd::new("tu")))?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.xml.write_event(Event::End(BytesEnd::new("body")))?;
        self.xml.write_event(Event::End(BytesEnd::new("tmx")))?;
        let writer = self.xml.get_mut();
        writer.write_all(b"\n")?;
        writer.flush()
    }

    fn n_forbidden(&self) -> usize {
        self.n_forbidden
    }
}

/// Whether XML 1.0 allows the character.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
