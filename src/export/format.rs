//! The formats by name, what each is for, how files of it end, and the sink that writes it.

use std::fmt;
use std::io::Write;
use std::path::Path;

use super::xces::{Dialect, Xces};
use super::xliff::{Version, Xliff};
use super::{
    Bitextor, Docx, ExcelCsv, HuggingFace, Hunalign, Jsonl, Ladder, Links, Mnbvc, Moses, MosesTsv,
    Sink, Tmx, Tsv, TwoColumns, Vecalign, Xlsx,
};
use crate::document::Side;

/// A format pairs are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Columns with a header.
    Tsv,
    /// The same as JSON lines.
    Jsonl,
    /// Translation memory.
    Tmx,
    /// Workbook for people: pairs and findings.
    Xlsx,
    /// Bilingual document with comments.
    Docx,
    /// XLIFF 1.2.
    Xliff,
    /// XLIFF 2.1.
    Xliff2,
    /// Table for Excel, as text.
    Csv,
    /// Two files, line for line.
    Moses,
    /// Two columns without a header.
    MosesTsv,
    /// `[0]:[0, 1]`.
    Links,
    /// The same with a cost.
    Vecalign,
    /// hunalign's text.
    Hunalign,
    /// hunalign's ladder.
    Ladder,
    /// XCES links as OPUS has them, with the documents.
    Opus,
    /// Links of InterText.
    InterText,
    /// Bitextor's table.
    Bitextor,
    /// JSON lines of Hugging Face data sets.
    HuggingFace,
    /// JSON lines of MNBVC.
    Mnbvc,
    /// Workbook of two columns for Sketch Engine.
    SketchEngine,
}

impl Format {
    /// All formats, in the order of the manual.
    pub const ALL: &[Format] = &[
        Format::Tsv,
        Format::Jsonl,
        Format::Tmx,
        Format::Xlsx,
        Format::Docx,
        Format::Xliff,
        Format::Xliff2,
        Format::Csv,
        Format::Moses,
        Format::MosesTsv,
        Format::Links,
        Format::Vecalign,
        Format::Hunalign,
        Format::Ladder,
        Format::Opus,
        Format::InterText,
        Format::Bitextor,
        Format::HuggingFace,
        Format::Mnbvc,
        Format::SketchEngine,
    ];

    /// As written on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Tsv => "tsv",
            Format::Jsonl => "jsonl",
            Format::Tmx => "tmx",
            Format::Xlsx => "xlsx",
            Format::Docx => "docx",
            Format::Xliff => "xliff",
            Format::Xliff2 => "xliff2",
            Format::Csv => "csv",
            Format::Moses => "moses",
            Format::MosesTsv => "moses-tsv",
            Format::Links => "links",
            Format::Vecalign => "vecalign",
            Format::Hunalign => "hunalign",
            Format::Ladder => "ladder",
            Format::Opus => "opus",
            Format::InterText => "intertext",
            Format::Bitextor => "bitextor",
            Format::HuggingFace => "huggingface",
            Format::Mnbvc => "mnbvc",
            Format::SketchEngine => "sketch-engine",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Format::Tsv => "columns with a header: texts, type, score, confidence, numbers",
            Format::Jsonl => "the same, one JSON object a line",
            Format::Tmx => "translation memory, TMX 1.4b",
            Format::Xlsx => "workbook: pairs with what was found, decisions come back",
            Format::Docx => "bilingual table for Word, findings as comments",
            Format::Xliff => "XLIFF 1.2, findings as notes",
            Format::Xliff2 => "XLIFF 2.1, findings as notes",
            Format::Csv => "comma-separated table that opens in Excel",
            Format::Moses => "NAME.zh-en.zh and NAME.zh-en.en with -o NAME; without, as moses-tsv",
            Format::MosesTsv => "Chinese, tab, English; no header",
            Format::Links => "`[0]:[0, 1]`, one bead a line",
            Format::Vecalign => "`[0]:[0, 1]:0.139`, as Vecalign writes it",
            Format::Hunalign => "hunalign's text, sentences joined by ` ~~~ `",
            Format::Ladder => "hunalign's ladder",
            Format::Opus => "XCES links; with -o NAME.xml also NAME.zh.xml and NAME.en.xml",
            Format::InterText => "links for InterText, with the documents in the same way",
            Format::Bitextor => "Bitextor's columns with their header",
            Format::HuggingFace => "JSON lines with `translation`",
            Format::Mnbvc => "JSON lines of the MNBVC parallel corpora",
            Format::SketchEngine => "workbook of two columns, named by their languages",
        }
    }

    /// How the names of its files end, without a dot; none when other files are made from the name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Tsv | Format::MosesTsv | Format::Bitextor => "tsv",
            Format::Jsonl | Format::HuggingFace | Format::Mnbvc => "jsonl",
            Format::Tmx => "tmx",
            Format::Xlsx | Format::SketchEngine => "xlsx",
            Format::Docx => "docx",
            Format::Xliff | Format::Xliff2 => "xlf",
            Format::Csv => "csv",
            Format::Moses => "",
            Format::Links | Format::Vecalign => "links",
            Format::Hunalign => "align",
            Format::Ladder => "ladder",
            Format::Opus | Format::InterText => "xml",
        }
    }

    /// The format a file's name tells, `.gz` passed over; the first that ends so.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Format> {
        let ending = extension(path)?;
        let ending = if ending == "xliff" { "xlf" } else { &ending };
        Format::ALL.iter().copied().find(|format| format.extension() == ending)
    }

    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The sink that writes it. `open` opens the output, or one beside it whose name ends otherwise.
    ///
    /// # Errors
    /// Those of `open`.
    pub fn sink<E>(
        self,
        about: &About,
        open: &mut dyn FnMut(Part) -> Result<Output, E>,
    ) -> Result<Box<dyn Sink>, E> {
        let about = about.clone();
        let out = match self {
            Format::Moses => {
                let (zh, en) = (open(Part::Ending(".zh-en.zh"))?, open(Part::Ending(".zh-en.en"))?);
                return Ok(Box::new(Moses::new(zh, en)));
            }
            _ => open(Part::Whole)?,
        };
        Ok(match self {
            Format::Tsv => Box::new(Tsv::new(out)),
            Format::Jsonl => Box::new(Jsonl::new(out)),
            Format::Tmx => Box::new(Tmx::new(out, about)),
            Format::Xlsx => Box::new(Xlsx::new(out)),
            Format::Docx => Box::new(Docx::new(out)),
            Format::Xliff => Box::new(Xliff::new(out, Version::V1, about)),
            Format::Xliff2 => Box::new(Xliff::new(out, Version::V2, about)),
            Format::SketchEngine => Box::new(TwoColumns::new(out, about)),
            Format::Csv => Box::new(ExcelCsv::new(out)),
            Format::Moses | Format::MosesTsv => Box::new(MosesTsv::new(out)),
            Format::Links => Box::new(Links::new(out)),
            Format::Vecalign => Box::new(Vecalign::new(out)),
            Format::Hunalign => Box::new(Hunalign::new(out)),
            Format::Ladder => Box::new(Ladder::new(out)),
            Format::Opus | Format::InterText => {
                let dialect = if self == Format::Opus { Dialect::Opus } else { Dialect::InterText };
                match about.document_names() {
                    None => Box::new(Xces::new(out, dialect, &about)),
                    Some(names) => {
                        let documents = [open(Part::Document("zh"))?, open(Part::Document("en"))?];
                        Box::new(Xces::with_documents(out, documents, dialect, names))
                    }
                }
            }
            Format::Bitextor => Box::new(Bitextor::new(out, about)),
            Format::HuggingFace => Box::new(HuggingFace::new(out)),
            Format::Mnbvc => Box::new(Mnbvc::new(out, about)),
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Anything that can be written to.
pub type Output = Box<dyn Write + Send>;

/// Which of a format's files is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The output itself.
    Whole,
    /// The output's name with this after it.
    Ending(&'static str),
    /// The output's name with this before its last ending: `x.xml`, `zh` gives `x.zh.xml`.
    Document(&'static str),
}

/// The last ending of a file's name in small letters, `.gz` passed over: `tmx` of `x.TMX.gz`.
#[must_use]
pub fn extension(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}

/// What formats say of the texts beside the pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Name of the Chinese file.
    pub zh_file: String,
    /// Name of the English file.
    pub en_file: String,
    /// BCP 47 code of the Chinese side.
    pub zh_code: String,
    /// BCP 47 code of the English side.
    pub en_code: String,
    /// Which text is the original: the source of formats that have one.
    pub original: Side,
    /// Name of the output file, without folders; empty when it has none.
    pub output: String,
    /// The day of the export, `20170115`, for the format that asks for it.
    pub date: String,
}

impl Default for About {
    fn default() -> Self {
        About {
            zh_file: String::new(),
            en_file: String::new(),
            zh_code: "zh-CN".into(),
            en_code: "en-US".into(),
            original: Side::Zh,
            output: String::new(),
            date: String::new(),
        }
    }
}

impl About {
    /// Whether the language code says that the Chinese is written in traditional characters.
    #[must_use]
    pub fn is_traditional(&self) -> bool {
        let mut parts = self.zh_code.split(['-', '_']).map(str::to_lowercase);
        parts.any(|part| matches!(part.as_str(), "hant" | "tw" | "hk" | "mo"))
    }

    /// The codes of the original's and the translation's language.
    pub(super) fn codes(&self) -> [&str; 2] {
        match self.original {
            Side::Zh => [&self.zh_code, &self.en_code],
            Side::En => [&self.en_code, &self.zh_code],
        }
    }

    /// The name of the original's file; `-` when it has none.
    pub(super) fn original_file(&self) -> &str {
        let name = if self.original == Side::Zh { &self.zh_file } else { &self.en_file };
        if name.is_empty() { "-" } else { name }
    }

    /// Names of the documents written beside links: `x.zh.xml`, `x.en.xml`; none without a name.
    fn document_names(&self) -> Option<[String; 2]> {
        let (stem, ending) = self.output.split_once('.')?;
        Some(["zh", "en"].map(|side| format!("{stem}.{side}.{ending}")))
    }
}
