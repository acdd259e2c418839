//! Links between sentences as corpora keep them: XCES as OPUS and Uplug write it, and the links of
//! InterText. Sentences are named `s1`, `s2`, … on each side; [`Xces`] writes the two documents that
//! hold them too, if it is given somewhere to put them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use super::xml::Xml;
use super::{About, Row, Sink};

/// Whose links they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `cesAlign`: the Chinese document's sentences first.
    Opus,
    /// `linkGrp` alone: the other document's sentences first.
    InterText,
}

/// Writes links, and the sentences of either side if there are writers for them.
pub struct Xces<W: Write> {
    links: Xml<W>,
    sentences: Option<[Sentences<W>; 2]>,
    dialect: Dialect,
    /// Names of the two documents the links go between.
    names: [String; 2],
    n_links: usize,
}

impl<W: Write> Xces<W> {
    /// Links over one writer, which should be buffered.
    pub fn new(writer: W, dialect: Dialect, about: &About) -> Self {
        let names = [about.zh_file.clone(), about.en_file.clone()];
        Xces { links: Xml::indented(writer), sentences: None, dialect, names, n_links: 0 }
    }

    /// The same with the documents, over two more writers; `names` are what the links call them.
    pub fn with_documents(
        writer: W,
        documents: [W; 2],
        dialect: Dialect,
        names: [String; 2],
    ) -> Self {
        let sentences = documents.map(Sentences::new);
        let (links, sentences) = (Xml::indented(writer), Some(sentences));
        Xces { links, sentences, dialect, names, n_links: 0 }
    }
}

impl<W: Write> Sink for Xces<W> {
    fn begin(&mut self) -> io::Result<()> {
        for document in self.sentences.iter_mut().flatten() {
            document.begin()?;
        }
        let [zh, en] = &self.names;
        match self.dialect {
            Dialect::Opus => {
                let doctype = "cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\"";
                self.links.declare(Some(doctype))?;
                self.links.start("cesAlign", &[("version", "1.0")])?;
                let group = [("targType", "s"), ("fromDoc", zh.as_str()), ("toDoc", en.as_str())];
                self.links.start("linkGrp", &group)
            }
            Dialect::InterText => {
                self.links.declare(None)?;
                let group = [("toDoc", en.as_str()), ("fromDoc", zh.as_str())];
                self.links.start("linkGrp", &group)
            }
        }
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if let Some([zh, en]) = &mut self.sentences {
            zh.write(&row.zh_pieces, &row.zh_paragraphs, &row.bead.zh)?;
            en.write(&row.en_pieces, &row.en_paragraphs, &row.bead.en)?;
        }
        self.n_links += 1;
        let (zh, en) = (&row.bead.zh, &row.bead.en);
        match self.dialect {
            Dialect::Opus => {
                let id = format!("SL{}", self.n_links);
                let targets = format!("{};{}", names(zh), names(en));
                let certainty = format!("{:.4}", row.bead.confidence);
                let link = [("id", id.as_str()), ("certainty", &certainty), ("xtargets", &targets)];
                self.links.empty("link", &link)?;
            }
            Dialect::InterText => {
                let kind = format!("{}-{}", en.len(), zh.len());
                let targets = format!("{};{}", names(en), names(zh));
                let link = [("type", kind.as_str()), ("xtargets", &targets), ("status", "auto")];
                self.links.empty("link", &link)?;
            }
        }
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        for document in self.sentences.iter_mut().flatten() {
            document.end()?;
        }
        self.links.end("linkGrp")?;
        if self.dialect == Dialect::Opus {
            self.links.end("cesAlign")?;
        }
        self.links.finish()
    }

    fn n_forbidden(&self) -> usize {
        let documents = self.sentences.iter().flatten();
        self.links.n_forbidden() + documents.map(|side| side.xml.n_forbidden()).sum::<usize>()
    }

    fn wants_all(&self) -> bool {
        true
    }
}

fn names(range: &Range<usize>) -> String {
    let names: Vec<String> = range.clone().map(|index| format!("s{}", index + 1)).collect();
    names.join(" ")
}

/// One side's document: paragraphs of named sentences.
struct Sentences<W: Write> {
    xml: Xml<W>,
    /// The paragraph that is open, by index.
    open: Option<usize>,
}

impl<W: Write> Sentences<W> {
    fn new(writer: W) -> Self {
        Sentences { xml: Xml::indented(writer), open: None }
    }

    fn begin(&mut self) -> io::Result<()> {
        self.xml.declare(None)?;
        self.xml.start("text", &[])
    }

    /// The sentences of a bead; all stand in the paragraph in which the bead begins.
    fn write(
        &mut self,
        pieces: &[Cow<'_, str>],
        paragraphs: &Range<usize>,
        sentences: &Range<usize>,
    ) -> io::Result<()> {
        if sentences.is_empty() {
            return Ok(());
        }
        if self.open.is_none_or(|open| open < paragraphs.start) {
            if self.open.is_some() {
                self.xml.end("p")?;
            }
            self.open = Some(paragraphs.start);
            self.xml.start("p", &[("id", &(paragraphs.start + 1).to_string())])?;
        }
        for (at, index) in sentences.clone().enumerate() {
            // A corrected text is one piece, whatever number of sentences it stands for.
            let text = pieces.get(at).map_or("", |piece| piece.as_ref());
            self.xml.leaf("s", &[("id", &format!("s{}", index + 1))], text)?;
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        if self.open.is_some() {
            self.xml.end("p")?;
        }
        self.xml.end("text")?;
        self.xml.finish()
    }
}
