//! Figures: what a text says in numbers, read as exact typed quantities.
//!
//! Two readers, [`read_zh`] and [`read_en`], each a small grammar of its own, each seeing one
//! language only. The two sides meet as [`Figure`]s, in the check room.

mod unit;
mod value;

pub mod en;
pub mod json;
pub mod zh;

pub use en::read_en;
pub use unit::{Dimension, Unit, Units};
pub use value::Value;
pub use zh::read_zh;

use crate::document::Span;

/// The English names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What sort of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A count: 500班, 500 trains.
    Cardinal,
    /// A place in a row: 第四, the fourth.
    Ordinal,
    /// Per cent; the value is the number before the sign.
    Percent,
    /// Per mille; the value is the number before the sign.
    PerMille,
    /// Percentage points; the value is their number. Basis points are a hundredth each.
    Points,
    /// An amount of money, with its currency as unit.
    Money,
    /// A measured quantity with a unit: 亩, km, °C.
    Measure,
    /// A calendar date or part of one: a year, a month and day, a quarter, a half-year.
    Date,
    /// A decade, by its first year: 1990s.
    Decade,
    /// A century, by its number: 21世纪 is 21.
    Century,
    /// A time of day.
    Clock,
    /// A length of time, with its unit.
    Duration,
    /// A part of a whole: 三分之一, one half. The value is the ratio.
    Fraction,
    /// A multiple: 翻一番, 3倍, threefold. The value is the factor.
    Multiple,
    /// Top N, the first N, No. 1 in a ranking.
    Rank,
    /// The number of a session, plenary, plan, phase, generation: 第五次会议, 十三五, 二期.
    Session,
    /// A name that holds digits: 5G, G20, T3A, 13+1, 850+.
    Name,
    /// The number of a section, item or list entry: （三）, 1.1.
    Section,
    /// Phone numbers, addresses of the web, codes, versions: compared as strings.
    Code,
    /// A counted slogan: 四个意识, 三去一降一补.
    Slogan,
}

/// A calendar date, whole or in part. At least one field is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year; negative is before Christ. A two-digit year is kept as read in `short_year`.
    pub year: Option<i32>,
    /// Whether the year was written with two digits only (`'98`, 九八年) and completed by the reader.
    pub short_year: bool,
    /// Month 1–12.
    pub month: Option<u8>,
    /// Day 1–31.
    pub day: Option<u8>,
    /// Quarter 1–4.
    pub quarter: Option<u8>,
    /// Half of the year 1–2.
    pub half: Option<u8>,
}

/// A time of day. Seconds are kept only when written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clock {
    /// Hour 0–24, as in a 24-hour day once `half_day_known`; else as written.
    pub hour: u8,
    /// Minute 0–59.
    pub minute: u8,
    /// Second 0–59.
    pub second: Option<u8>,
    /// Whether the text says which half of the day (下午, p.m., or an hour above 12).
    pub half_day_known: bool,
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// An exact number.
    Number(Value),
    /// A date.
    Date(Date),
    /// A time of day.
    Clock(Clock),
    /// A string to be compared as such, folded to half-width upper case (names, codes, sections).
    Text(String),
}

/// How exactly the text means its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// 约, 左右, 近 (see `Near`), about, some.
    About,
    /// Just under: 近, nearly, almost.
    Near,
    /// More than, exclusive: 超过, 余, 多, over, more than.
    Above,
    /// At least: 以上, 不少于, or more.
    AtLeast,
    /// Less than, exclusive: 不到, 不足, under.
    Below,
    /// At most: 以下, 以内, 不超过, up to.
    AtMost,
    /// Several of a scale: 数百万, 几十, dozens, hundreds of. The value is one of the scale.
    Several,
}

/// Which way a change goes, where the words beside the figure say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// 增长, 上升, rose, surplus.
    Up,
    /// 下降, 减少, 逆差, fell, deficit.
    Down,
}

/// Whether a change is given by its size or by where it ends: 增长了 against 增长到.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// By so much.
    By,
    /// To so much.
    To,
}

/// One figure of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The figure as written: the numeral with what makes its kind (第, %, 年月日, a currency, a
    /// unit of measure), without hedges and without classifiers.
    pub span: Span,
    /// The numeral alone, inside `span` (for a range, both ends).
    pub numeral: Span,
    /// What sort of figure it is; for a range, what its ends are.
    pub kind: Kind,
    /// What it says; for a range, the low end as written first.
    pub quantity: Quantity,
    /// The other end of a range.
    pub high: Option<Quantity>,
    /// Its unit, for money, measures and durations.
    pub unit: Option<Unit>,
    /// The noun or classifier right after it, as written (班, trains), for pairing; may be empty.
    pub head: Span,
    /// Hedge or bound.
    pub bound: Bound,
    /// Direction, where said.
    pub direction: Option<Direction>,
    /// By or to, where said.
    pub change: Option<Change>,
    /// The size of one unit in the last place shown: 2.36万亿 → 10¹⁰, 12% → 1. `None` when exact by
    /// nature (dates, ordinals, names).
    pub step: Option<Value>,
    /// Other readings where the text is really ambiguous (3/4, 增长3倍, 兆), each a full reading.
    pub also: Vec<(Kind, Quantity)>,
    /// Why there are other readings, as a sentence for people; empty when there are none.
    pub ambiguity: &'static str,
    /// Whether words beside it make it weak: 一 with a classifier, "one", a pronoun: never missing.
    pub weak: bool,
}

impl Figure {
    /// A plain figure; the caller sets what else it knows.
    #[must_use]
    pub fn new(span: Span, kind: Kind, quantity: Quantity) -> Figure {
        Figure {
            span,
            numeral: span,
            kind,
            quantity,
            high: None,
            unit: None,
            head: Span::new(span.end, span.end),
            bound: Bound::Exact,
            direction: None,
            change: None,
            step: None,
            also: Vec::new(),
            ambiguity: "",
            weak: false,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<Value> {
        match self.quantity {
            Quantity::Number(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is a range.
    #[must_use]
    pub fn is_range(&self) -> bool {
        self.high.is_some()
    }
}
