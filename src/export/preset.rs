//! Presets by consumer: the format and limits a tool wants, by the tool's name.

use super::Format;

/// A tool pairs are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tool {
    /// OmegaT: translation memory.
    OmegaT,
    /// Trados and RWS Language Cloud: translation memory of segments of at most 2,000 characters.
    Trados,
    /// memoQ: translation memory.
    MemoQ,
    /// Phrase: translation memory.
    Phrase,
    /// CafeTran Espresso: translation memory.
    CafeTran,
    /// InterText: links and documents.
    InterText,
    /// Sketch Engine: a workbook of two columns.
    SketchEngine,
    /// Bitextor and its filters.
    Bitextor,
    /// OPUS and its tools.
    Opus,
    /// Moses and most trainers of machine translation.
    Moses,
    /// The MNBVC corpora.
    Mnbvc,
    /// Hugging Face data sets.
    HuggingFace,
    /// Excel.
    Excel,
}

impl Tool {
    /// All tools, in the order of the manual.
    pub const ALL: &[Tool] = &[
        Tool::OmegaT,
        Tool::Trados,
        Tool::MemoQ,
        Tool::Phrase,
        Tool::CafeTran,
        Tool::InterText,
        Tool::SketchEngine,
        Tool::Bitextor,
        Tool::Opus,
        Tool::Moses,
        Tool::Mnbvc,
        Tool::HuggingFace,
        Tool::Excel,
    ];

    /// As written on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Tool::OmegaT => "omegat",
            Tool::Trados => "trados",
            Tool::MemoQ => "memoq",
            Tool::Phrase => "phrase",
            Tool::CafeTran => "cafetran",
            Tool::InterText => "intertext",
            Tool::SketchEngine => "sketch-engine",
            Tool::Bitextor => "bitextor",
            Tool::Opus => "opus",
            Tool::Moses => "moses",
            Tool::Mnbvc => "mnbvc",
            Tool::HuggingFace => "huggingface",
            Tool::Excel => "excel",
        }
    }

    /// The format of pairs it reads.
    #[must_use]
    pub const fn pairs(self) -> Format {
        match self {
            Tool::OmegaT | Tool::Trados | Tool::MemoQ | Tool::Phrase | Tool::CafeTran => {
                Format::Tmx
            }
            Tool::InterText => Format::InterText,
            Tool::SketchEngine => Format::SketchEngine,
            Tool::Bitextor => Format::Bitextor,
            Tool::Opus => Format::Opus,
            Tool::Moses => Format::Moses,
            Tool::Mnbvc => Format::Mnbvc,
            Tool::HuggingFace => Format::HuggingFace,
            Tool::Excel => Format::Xlsx,
        }
    }

    /// The format in which it shows findings, if it shows any.
    #[must_use]
    pub const fn findings(self) -> Option<Format> {
        match self {
            Tool::OmegaT | Tool::Trados | Tool::MemoQ | Tool::Phrase | Tool::CafeTran => {
                Some(Format::Xliff)
            }
            Tool::Excel => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// The longest text it takes on a side, in characters.
    #[must_use]
    pub const fn max_chars(self) -> Option<usize> {
        match self {
            Tool::Trados => Some(2000),
            _ => None,
        }
    }
}
