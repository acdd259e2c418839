//! What the check room says: findings, their levels and codes.

use std::fmt;

use crate::document::Span;
use crate::figure::Figure;

/// How sure and how grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing: a hedge, a format, a numbering.
    Note,
    /// Probably wrong: look.
    Check,
    /// The values contradict each other.
    Error,
}

impl Level {
    /// All levels, the mildest first.
    pub const ALL: [Level; 3] = [Level::Note, Level::Check, Level::Error];

    /// As written in options and files: `note`, `check`, `error`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Check => "check",
            Level::Error => "error",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What sort of mistake a finding names. A code's meaning never changes once released.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Off by a power of ten that a scale word explains (亿 read as billion).
    Magnitude,
    /// Some digits differ.
    ChangedDigits,
    /// Two neighbouring digits changed places.
    TransposedDigits,
    /// A digit was lost.
    DroppedDigit,
    /// A digit was added.
    AddedDigit,
    /// The decimal point moved or was lost.
    DecimalSlip,
    /// A figure of the Chinese has no counterpart.
    Missing,
    /// A figure of the English has no source.
    Added,
    /// The same number with a unit that does not fit.
    WrongUnit,
    /// The same number in another currency.
    WrongCurrency,
    /// Per cent where the source has percentage points, or the other way round.
    PercentForPoints,
    /// A fraction that differs.
    WrongFraction,
    /// A multiple that differs.
    WrongMultiple,
    /// An ordinal, session, plan or phase that differs.
    WrongOrdinal,
    /// A cardinal where the source has an ordinal, or the other way round.
    OrdinalForCardinal,
    /// A date or clock time that differs.
    WrongDate,
    /// One end of a range differs or is lost.
    RangeEnd,
    /// "More than" for "less than", or the other way round.
    ReversedBound,
    /// A hedge or bound was lost or put in.
    LostHedge,
    /// A rise for a fall, a surplus for a deficit.
    ReversedDirection,
    /// A minus sign was lost or put in.
    LostSign,
    /// Two figures changed places.
    Swapped,
    /// A name with digits differs.
    NameWithDigit,
    /// A counted slogan with another count.
    SloganCount,
    /// A section number that differs.
    SectionNumber,
    /// One rule explains many changed figures of the document.
    Systematic,
    /// The same figure of the source is rendered in two different ways.
    Inconsistent,
    /// Parts that no longer add up to a stated sum.
    Sum,
}

impl Code {
    /// All codes, in the order of the manual.
    pub const ALL: [Code; 28] = [
        Code::Magnitude,
        Code::ChangedDigits,
        Code::TransposedDigits,
        Code::DroppedDigit,
        Code::AddedDigit,
        Code::DecimalSlip,
        Code::Missing,
        Code::Added,
        Code::WrongUnit,
        Code::WrongCurrency,
        Code::PercentForPoints,
        Code::WrongFraction,
        Code::WrongMultiple,
        Code::WrongOrdinal,
        Code::OrdinalForCardinal,
        Code::WrongDate,
        Code::RangeEnd,
        Code::ReversedBound,
        Code::LostHedge,
        Code::ReversedDirection,
        Code::LostSign,
        Code::Swapped,
        Code::NameWithDigit,
        Code::SloganCount,
        Code::SectionNumber,
        Code::Systematic,
        Code::Inconsistent,
        Code::Sum,
    ];

    /// As written in options and reports: `changed-digits`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Code::Magnitude => "magnitude",
            Code::ChangedDigits => "changed-digits",
            Code::TransposedDigits => "transposed-digits",
            Code::DroppedDigit => "dropped-digit",
            Code::AddedDigit => "added-digit",
            Code::DecimalSlip => "decimal-slip",
            Code::Missing => "missing",
            Code::Added => "added",
            Code::WrongUnit => "wrong-unit",
            Code::WrongCurrency => "wrong-currency",
            Code::PercentForPoints => "percent-for-points",
            Code::WrongFraction => "wrong-fraction",
            Code::WrongMultiple => "wrong-multiple",
            Code::WrongOrdinal => "wrong-ordinal",
            Code::OrdinalForCardinal => "ordinal-for-cardinal",
            Code::WrongDate => "wrong-date",
            Code::RangeEnd => "range-end",
            Code::ReversedBound => "reversed-bound",
            Code::LostHedge => "lost-hedge",
            Code::ReversedDirection => "reversed-direction",
            Code::LostSign => "lost-sign",
            Code::Swapped => "swapped",
            Code::NameWithDigit => "name-with-digit",
            Code::SloganCount => "slogan-count",
            Code::SectionNumber => "section-number",
            Code::Systematic => "systematic",
            Code::Inconsistent => "inconsistent",
            Code::Sum => "sum",
        }
    }

    /// The code of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One finding about one pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The pair's index, from 0.
    pub pair: usize,
    /// How sure and how grave.
    pub level: Level,
    /// What sort of mistake.
    pub code: Code,
    /// The Chinese figure, with spans into the pair's Chinese text.
    pub zh: Option<Figure>,
    /// The English figure, with spans into the pair's English text.
    pub en: Option<Figure>,
    /// What is wrong, with the arithmetic and the likely cause: one or two sentences.
    pub message: String,
    /// What to write instead, if that can be said: text for `replaces`.
    pub suggestion: Option<String>,
    /// The span of the translation the suggestion replaces: in the English text, or in the Chinese
    /// where the original is English.
    pub replaces: Option<Span>,
    /// Index, in the same report, of the systematic finding this one is a member of.
    pub member_of: Option<usize>,
}
