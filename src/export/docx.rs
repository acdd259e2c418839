//! A bilingual document for Word: a table of two columns, Chinese left and English right, with the
//! findings as comments on the figures they are about.
//!
//! The body is written straight into the zip archive; only the comments are kept until the end. The
//! parts are those ECMA-376 asks of a document, no more: content types, relations, body, styles,
//! comments. The same pairs give the same bytes.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{DateTime, ZipWriter};

use super::xml::Xml;
use super::{Remark, Row, Sink};
use crate::check::Level;
use crate::document::Span;

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>"#,
    "</Types>",
);

const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    "</Relationships>",
);

const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>"#,
    "</Relationships>",
);

const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:docDefaults><w:rPrDefault><w:rPr>"#,
    r#"<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun" w:cs="Times New Roman"/>"#,
    r#"<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>"#,
    r#"</w:rPr></w:rPrDefault></w:docDefaults>"#,
    r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    "</w:styles>",
);

const NAMESPACE: (&str, &str) =
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// Width of a column in twentieths of a point, on A4 lying down.
const COLUMN: &str = "7200";

type Part<W> = Xml<ZipWriter<StreamWriter<W>>>;

/// Writes the document.
pub struct Docx<W: Write> {
    state: State<W>,
    comments: Vec<Comment>,
    n_forbidden: usize,
}

/// The body is open between [`Sink::begin`] and [`Sink::end`].
enum State<W: Write> {
    Closed(Option<W>),
    Body(Box<Part<W>>),
}

struct Comment {
    text: String,
}

impl<W: Write> Docx<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Docx { state: State::Closed(Some(writer)), comments: Vec::new(), n_forbidden: 0 }
    }

    fn body(&mut self) -> io::Result<&mut Part<W>> {
        match &mut self.state {
            State::Body(body) => Ok(body),
            State::Closed(_) => Err(io::Error::other("the document is not open")),
        }
    }

    /// One cell: the text with the findings' figures marked and their comments on them.
    fn cell(&mut self, text: &str, marks: &[Mark]) -> io::Result<()> {
        let body = self.body()?;
        body.start("w:tc", &[])?;
        body.start("w:tcPr", &[])?;
        body.empty("w:tcW", &[("w:w", COLUMN), ("w:type", "dxa")])?;
        body.end("w:tcPr")?;
        body.start("w:p", &[])?;
        let mut bounds: Vec<usize> = vec![0, text.len()];
        bounds.extend(marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]));
        bounds.sort_unstable();
        bounds.dedup();
        for (index, &at) in bounds.iter().enumerate() {
            for mark in marks.iter().filter(|mark| mark.span.start == at) {
                body.empty("w:commentRangeStart", &[("w:id", &mark.comment.to_string())])?;
            }
            for mark in marks.iter().filter(|mark| mark.span.is_empty() && mark.span.end == at) {
                close(body, mark.comment)?;
            }
            let Some(&next) = bounds.get(index + 1) else { continue };
            // A comment on the whole cell colours nothing.
            let figures = marks.iter().filter(|mark| mark.span != Span::new(0, text.len()));
            let level = figures.filter(|mark| mark.covers(at, next)).map(|mark| mark.level).max();
            run(body, text.get(at..next).unwrap_or(""), level.map_or(Look::Plain, Look::Figure))?;
            for mark in marks.iter().filter(|mark| !mark.span.is_empty() && mark.span.end == next) {
                close(body, mark.comment)?;
            }
        }
        body.end("w:p")?;
        body.end("w:tc")
    }

    /// The comments of a row, added; where each is anchored on the Chinese and the English side.
    fn remarks(&mut self, row: &Row<'_>) -> [Vec<Mark>; 2] {
        let mut marks = [Vec::new(), Vec::new()];
        for remark in &row.remarks {
            let (side, span) = anchor(row, remark);
            let comment = self.comments.len();
            self.comments.push(Comment { text: remark.text() });
            marks[side].push(Mark { span, level: remark.finding.level, comment });
        }
        marks
    }

    fn write_comments(&mut self, part: &mut Part<W>) -> io::Result<()> {
        part.declare(None)?;
        part.start("w:comments", &[NAMESPACE])?;
        for (index, comment) in self.comments.iter().enumerate() {
            let id = index.to_string();
            let attributes = [("w:id", id.as_str()), ("w:author", "duizhao"), ("w:initials", "dz")];
            part.start("w:comment", &attributes)?;
            part.start("w:p", &[])?;
            run(part, &comment.text, Look::Plain)?;
            part.end("w:p")?;
            part.end("w:comment")?;
        }
        part.end("w:comments")
    }
}

impl<W: Write> Sink for Docx<W> {
    fn begin(&mut self) -> io::Result<()> {
        let State::Closed(writer) = &mut self.state else { return Ok(()) };
        let writer = writer.take().ok_or_else(|| io::Error::other("the document is closed"))?;
        let mut archive = ZipWriter::new_stream(writer);
        for (name, text) in [
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
            ("word/styles.xml", STYLES),
        ] {
            archive.start_file(name, options())?;
            archive.write_all(text.as_bytes())?;
        }
        archive.start_file("word/document.xml", options())?;
        let mut body = Xml::compact(archive);
        body.declare(None)?;
        body.start("w:document", &[NAMESPACE])?;
        body.start("w:body", &[])?;
        body.start("w:tbl", &[])?;
        begin_table(&mut body)?;
        self.state = State::Body(Box::new(body));
        self.body()?.start("w:tr", &[])?;
        header_row(self.body()?)?;
        for title in ["中文", "English"] {
            title_cell(self.body()?, title)?;
        }
        self.body()?.end("w:tr")
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        let [zh, en] = self.remarks(row);
        self.body()?.start("w:tr", &[])?;
        self.cell(&row.zh, &zh)?;
        self.cell(&row.en, &en)?;
        self.body()?.end("w:tr")?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        let State::Body(mut body) = std::mem::replace(&mut self.state, State::Closed(None)) else {
            return Err(io::Error::other("the document is not open"));
        };
        body.end("w:tbl")?;
        body.empty("w:p", &[])?;
        body.start("w:sectPr", &[])?;
        let page = [("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")];
        body.empty("w:pgSz", &page)?;
        let sides = ["w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer"];
        let mut margins: Vec<(&str, &str)> = sides.iter().map(|side| (*side, "1134")).collect();
        margins.push(("w:gutter", "0"));
        body.empty("w:pgMar", &margins)?;
        body.end("w:sectPr")?;
        body.end("w:body")?;
        body.end("w:document")?;
        self.n_forbidden += body.n_forbidden();
        let mut archive = body.into_inner();
        archive.start_file("word/comments.xml", options())?;
        let mut part = Xml::compact(archive);
        self.write_comments(&mut part)?;
        self.n_forbidden += part.n_forbidden();
        let mut writer = part.into_inner().finish()?.into_inner();
        writer.flush()
    }

    fn n_forbidden(&self) -> usize {
        self.n_forbidden
    }
}

/// A comment's place in a cell's text.
struct Mark {
    span: Span,
    level: Level,
    comment: usize,
}

impl Mark {
    fn covers(&self, start: usize, end: usize) -> bool {
        self.span.start <= start && end <= self.span.end
    }
}

/// The side a remark is anchored on (0 Chinese, 1 English) and where: its English figure, else its
/// Chinese one, else the whole English text, or the Chinese where there is none.
fn anchor(row: &Row<'_>, remark: &Remark<'_>) -> (usize, Span) {
    let inside = |text: &str, span: Option<Span>| {
        span.filter(|span| text.get(span.range()).is_some_and(|figure| !figure.is_empty()))
    };
    match (inside(&row.en, remark.en), inside(&row.zh, remark.zh)) {
        (Some(span), _) => (1, span),
        (None, Some(span)) => (0, span),
        (None, None) if row.en.is_empty() => (0, Span::new(0, row.zh.len())),
        (None, None) => (1, Span::new(0, row.en.len())),
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(DateTime::default())
}

fn begin_table<W: Write>(body: &mut Part<W>) -> io::Result<()> {
    body.start("w:tblPr", &[])?;
    body.empty("w:tblW", &[("w:w", "14400"), ("w:type", "dxa")])?;
    body.start("w:tblBorders", &[])?;
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "BFBFBF")];
        body.empty(side, &line)?;
    }
    body.end("w:tblBorders")?;
    body.empty("w:tblLayout", &[("w:type", "fixed")])?;
    body.start("w:tblCellMar", &[])?;
    for side in ["w:top", "w:left", "w:bottom", "w:right"] {
        let width = if matches!(side, "w:top" | "w:bottom") { "40" } else { "108" };
        body.empty(side, &[("w:w", width), ("w:type", "dxa")])?;
    }
    body.end("w:tblCellMar")?;
    body.end("w:tblPr")?;
    body.start("w:tblGrid", &[])?;
    body.empty("w:gridCol", &[("w:w", COLUMN)])?;
    body.empty("w:gridCol", &[("w:w", COLUMN)])?;
    body.end("w:tblGrid")
}

/// The row is repeated on every page.
fn header_row<W: Write>(body: &mut Part<W>) -> io::Result<()> {
    body.start("w:trPr", &[])?;
    body.empty("w:tblHeader", &[])?;
    body.end("w:trPr")
}

/// A cell of the header row.
fn title_cell<W: Write>(body: &mut Part<W>, title: &str) -> io::Result<()> {
    body.start("w:tc", &[])?;
    body.start("w:tcPr", &[])?;
    body.empty("w:tcW", &[("w:w", COLUMN), ("w:type", "dxa")])?;
    body.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E7E6E6")])?;
    body.end("w:tcPr")?;
    body.start("w:p", &[])?;
    run(body, title, Look::Title)?;
    body.end("w:p")?;
    body.end("w:tc")
}

/// How a run of text looks.
#[derive(Debug, Clone, Copy)]
enum Look {
    Plain,
    Title,
    /// A figure with a finding.
    Figure(Level),
}

fn run<W: Write>(part: &mut Part<W>, text: &str, look: Look) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    part.start("w:r", &[])?;
    if !matches!(look, Look::Plain) {
        part.start("w:rPr", &[])?;
        part.empty("w:b", &[])?;
        if let Look::Figure(level) = look {
            let colour = match level {
                Level::Error => "C00000",
                Level::Check => "C05000",
                Level::Note => "1F4E79",
            };
            part.empty("w:color", &[("w:val", colour)])?;
        }
        part.end("w:rPr")?;
    }
    part.leaf("w:t", &[("xml:space", "preserve")], text)?;
    part.end("w:r")
}

/// The end of a comment's range, and the comment itself.
fn close<W: Write>(part: &mut Part<W>, comment: usize) -> io::Result<()> {
    let id = comment.to_string();
    part.empty("w:commentRangeEnd", &[("w:id", &id)])?;
    part.start("w:r", &[])?;
    part.empty("w:commentReference", &[("w:id", &id)])?;
    part.end("w:r")
}
