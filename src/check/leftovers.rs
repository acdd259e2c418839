//! Why a figure without a counterpart is no mistake: it was said before, it is a word on the other
//! side (双, both), a date the other side gives as "last year", a number the other side only has as
//! characters, a conversion, a sum.

use std::sync::OnceLock;

use super::calendar::parts;
use super::relate::{Relation, relate};
use super::render;
use super::strings::holds_number;
use super::view::{Atom, End};
use crate::document::Side;
use crate::figure::{Date, Kind, MONTHS, Quantity, Value};

/// Why an unpaired atom is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Its words make it weak: "one", 一 with a classifier.
    Weak,
    /// The other side says it, once for several.
    Repeated,
    /// The other side says it in words or characters.
    Implied,
    /// It counts what a slogan lists: three, one and one are five.
    Summed,
    /// It is the sum or difference of figures of the other side.
    Derived,
    /// A neighbouring pair has it.
    Moved,
}

/// Most figures whose sums are tried in pairs; among more, some sum fits by accident.
const MOST_SUMMED: usize = 40;

/// Most characters between an opening bracket and the conversion in it.
const MOST_BRACKETED: usize = 20;

/// Longest text searched for words, in bytes: what is longer is no sentence, and searching it for
/// every figure would take quadratic time.
const LONGEST_SEARCHED: usize = 20_000;

/// Why `atom` needs no counterpart among `others`, the atoms of the other side, if it needs none; `before`
/// stands before it on its own side.
pub(super) fn explain(
    atom: &Atom<'_>,
    before: Option<&Atom<'_>>,
    others: &[Atom<'_>],
    other_text: &str,
) -> Option<Why> {
    if atom.figure.weak {
        return Some(Why::Weak);
    }
    if others.iter().any(|other| says_the_same(atom, other)) {
        return Some(Why::Repeated);
    }
    if other_text.len() > LONGEST_SEARCHED {
        return None;
    }
    if counts_slogan(atom, others) {
        return Some(Why::Summed);
    }
    if first_of_several(atom, other_text) || a_few(atom, other_text) || lies_between(atom, others) {
        return Some(Why::Implied);
    }
    if !rival_date(atom, others) && implied(atom, other_text)
        || written_out(atom, others, other_text)
        || stands_there(atom, other_text)
        || in_characters(atom, others, other_text)
        || added_conversion(atom, before, others)
    {
        return Some(Why::Implied);
    }
    (others.len() <= MOST_SUMMED && derived(atom, others)).then_some(Why::Derived)
}

/// "The five tasks" of 三去一降一补.
fn counts_slogan(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let listed = others.iter().filter(|other| other.figure.kind == Kind::Slogan);
    let values: Vec<Value> = listed.filter_map(Atom::number).collect();
    let sum = values.iter().try_fold(Value::ZERO, |sum, value| sum.add(*value));
    values.len() > 1 && atom.number().is_some() && atom.number() == sum
}

/// 两三天 and "a couple of days": both ends of a small range said by one vague word.
fn a_few(atom: &Atom<'_>, other_text: &str) -> bool {
    let small = |quantity: &Quantity| match quantity {
        Quantity::Number(value) => *value <= Value::int(10),
        _ => false,
    };
    let figure = atom.figure;
    let range = figure.high.as_ref().is_some_and(|high| small(high) && small(&figure.quantity));
    let words: &[&str] = match atom.side {
        Side::Zh => &["few", "several", "couple", "handful"],
        Side::En => &["几", "数", "若干", "多"],
    };
    let lower = if range { other_text.to_lowercase() } else { return false };
    words.iter().any(|word| match atom.side {
        Side::Zh => has_word(&lower, word),
        Side::En => lower.contains(word),
    })
}

/// The 17th of "the 16th, 17th and 18th centuries", which are 16至18世纪.
fn lies_between(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let placed = matches!(atom.figure.kind, Kind::Century | Kind::Ordinal | Kind::Decade);
    let Some(value) = atom.number().filter(|_| placed && atom.end == End::Whole) else {
        return false;
    };
    others.iter().any(|other| match (other.end, other.number(), &other.figure.high) {
        (End::First, Some(low), Some(Quantity::Number(high))) => {
            let alike = matches!(other.figure.kind, Kind::Century | Kind::Ordinal | Kind::Decade);
            alike && low < value && value < *high
        }
        _ => false,
    })
}

/// 12个月 where the English says "a year", 7天 where it says "a week".
fn one_unit(atom: &Atom<'_>, lower: &str) -> bool {
    const UNITS: [(&str, i64, &[&str]); 9] = [
        ("months", 12, &["a year", "one year", "full year"]),
        ("months", 9, &["three quarters"]),
        ("months", 6, &["half a year", "half year"]),
        ("months", 3, &["a quarter", "quarterly", "one quarter"]),
        ("time", 7 * 86_400, &["a week", "one week", "weekly"]),
        ("time", 86_400, &["a day", "one day", "daily"]),
        ("time", 3600, &["an hour", "one hour", "hourly"]),
        ("time", 30 * 86_400, &["a month", "one month", "monthly"]),
        ("time", 60, &["a minute", "one minute"]),
    ];
    let Some((unit, value)) = atom.figure.unit.zip(atom.number()) else { return false };
    let base = value.mul(unit.factor);
    UNITS.iter().any(|(dimension, size, phrases)| {
        unit.dimension == *dimension
            && base == Some(Value::int(*size))
            && phrases.iter().any(|phrase| has_word(lower, phrase))
    })
}

/// The January of 1至5月 where the other side says "the first five months", and the other way round.
fn first_of_several(atom: &Atom<'_>, other_text: &str) -> bool {
    let Quantity::Date(date) = atom.quantity else { return false };
    let january = atom.end == End::First && date.month == Some(1) && date.day.is_none();
    january
        && match atom.side {
            Side::Zh => {
                let lower = other_text.to_lowercase();
                has_word(&lower, "first") && has_word(&lower, "months")
            }
            Side::En => other_text.contains('前') && other_text.contains("个月"),
        }
}

/// Whether two atoms, on whichever sides, say the same well enough to stand for each other.
pub(super) fn says_the_same(one: &Atom<'_>, other: &Atom<'_>) -> bool {
    let relation = match one.side {
        Side::Zh => relate(one, other),
        Side::En => relate(other, one),
    };
    match relation {
        Relation::Same { quality, .. } => quality >= 60 || partial_date(one, other),
        _ => false,
    }
}

/// A number that is one part of a date on the other side.
fn partial_date(one: &Atom<'_>, other: &Atom<'_>) -> bool {
    matches!(one.quantity, Quantity::Date(_)) || matches!(other.quantity, Quantity::Date(_))
}

struct Implied {
    value: Value,
    zh: Vec<&'static str>,
    en: Vec<&'static str>,
}

fn implied_table() -> &'static [Implied] {
    static TABLE: OnceLock<Vec<Implied>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows(include_str!("../../data/check/implied.tsv"))
            .filter_map(|[value, zh, en]| {
                let (numer, denom) = value.split_once('/').unwrap_or((value, "1"));
                let value = Value::parse(numer)?.div(Value::parse(denom)?)?;
                Some(Implied { value, zh: forms(zh), en: forms(en) })
            })
            .collect()
    })
}

struct RelativeDate {
    part: &'static str,
    zh: Vec<&'static str>,
    en: Vec<&'static str>,
}

fn relative_dates() -> &'static [RelativeDate] {
    static TABLE: OnceLock<Vec<RelativeDate>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows(include_str!("../../data/check/relative_dates.tsv"))
            .map(|[part, zh, en]| RelativeDate { part, zh: forms(zh), en: forms(en) })
            .collect()
    })
}

fn named_days() -> &'static [(&'static str, Vec<&'static str>)] {
    static TABLE: OnceLock<Vec<(&'static str, Vec<&'static str>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("../../data/check/named_days.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(zh, en)| (zh, forms(en)))
            .collect()
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

fn forms(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').filter(|form| !form.is_empty()).collect()
}

fn implied(atom: &Atom<'_>, other_text: &str) -> bool {
    let lower = other_text.to_lowercase();
    let named = named_days().iter().any(|(zh, en)| match atom.side {
        Side::Zh => around(atom).contains(zh) && en.iter().any(|form| lower.contains(form)),
        Side::En => other_text.contains(zh) && en.iter().any(|form| around_en(atom, form)),
    });
    if named {
        return true;
    }
    if let Quantity::Date(date) = atom.quantity {
        return month_alone(atom, date, other_text) || relative_date(atom, date, &lower);
    }
    if atom.side == Side::En && in_dimensions(atom, other_text) {
        return true;
    }
    if matches!(atom.quantity, Quantity::Clock(_)) {
        return relative("clock", atom.side, &lower);
    }
    if atom.side == Side::Zh && one_unit(atom, &lower) {
        return true;
    }
    // "A thousand miles" of a saying, 千里.
    let spelled = !atom.numeral().bytes().any(|byte| byte.is_ascii_digit());
    let round = |value: Value| [100, 1000, 10_000].map(Value::int).contains(&value);
    let saying = atom.side == Side::En && atom.figure.kind == Kind::Measure && spelled;
    if saying && let Some(value) = atom.number().filter(|value| round(*value)) {
        let row = implied_table().iter().find(|row| row.value == value);
        return row.is_some_and(|row| row.zh.iter().take(1).any(|form| other_text.contains(form)));
    }
    // Words say small counts, not 1 % or 2 yuan.
    let exact = matches!(
        atom.figure.kind,
        Kind::Percent | Kind::PerMille | Kind::Points | Kind::Money | Kind::Measure
    );
    let Some(value) = atom.number().filter(|_| !exact) else { return false };
    implied_table().iter().filter(|row| row.value == value).any(|row| match atom.side {
        Side::Zh => row.en.iter().any(|form| has_word(&lower, form)),
        Side::En => row.zh.iter().any(|form| other_text.contains(form)),
    })
}

/// 三月 where the English has a March that could be another word, and was not read.
fn month_alone(atom: &Atom<'_>, date: &Date, other_text: &str) -> bool {
    let alone = *date == Date { month: date.month, ..Date::default() };
    let name = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
    atom.side == Side::Zh && alone && name.is_some_and(|name| has_word(other_text, name))
}

/// 2D where the Chinese says 二维 or 平面.
fn in_dimensions(atom: &Atom<'_>, other_text: &str) -> bool {
    let forms: &[&str] = match atom.quantity {
        Quantity::Text(name) if name == "2D" || name == "2-D" => &["二维", "平面", "二維", "2 维"],
        Quantity::Text(name) if name == "3D" || name == "3-D" => &["三维", "立体", "三維", "立體"],
        _ => return false,
    };
    forms.iter().any(|form| other_text.contains(form))
}

/// Whether the other side may say this date relatively, for the parts it would have to.
fn relative_date(atom: &Atom<'_>, date: &Date, lower: &str) -> bool {
    let given = [
        ("year", date.year.is_some()),
        ("month", date.month.is_some()),
        ("day", date.day.is_some()),
        ("quarter", date.quarter.is_some()),
        ("half", date.half.is_some()),
    ];
    // Only a date of one part is said by one such word.
    let mut parts = given.iter().filter(|(_, given)| *given);
    match (parts.next(), parts.next()) {
        (Some((part, _)), None) => relative(part, atom.side, lower),
        // A weekday in brackets does not stand for a full date; "yesterday" does.
        (Some(_), Some(_)) if date.day.is_some() && date.year.is_none() => {
            relative("full", atom.side, lower)
        }
        _ => false,
    }
}

/// Whether the other side has a date of the same parts, which then should have been this one.
fn rival_date(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let shape = |date: &Date| {
        [date.year.is_some(), date.month.is_some(), date.day.is_some(), date.quarter.is_some()]
    };
    let Quantity::Date(date) = atom.quantity else { return false };
    others.iter().any(|other| match other.quantity {
        Quantity::Date(other) => shape(other) == shape(date),
        _ => false,
    })
}

fn relative(part: &str, side: Side, other: &str) -> bool {
    relative_dates().iter().filter(|row| row.part == part).any(|row| match side {
        Side::Zh => row.en.iter().any(|form| has_word(other, form)),
        Side::En => row.zh.iter().any(|form| other.contains(form)),
    })
}

/// Whether the number stands on the other side as characters the reader made nothing of.
fn written_out(atom: &Atom<'_>, others: &[Atom<'_>], other_text: &str) -> bool {
    let digits = match atom.quantity {
        Quantity::Number(value) => value.abs().to_string(),
        Quantity::Text(text) => return contains_folded(other_text, text),
        Quantity::Date(date) => {
            return parts(date).all(|part| holds_number(other_text, part));
        }
        Quantity::Clock(_) => return false,
    };
    // What a century of the other side holds was read, and differs.
    let turned = atom.figure.kind == Kind::Century
        && others.iter().any(|other| other.figure.kind == Kind::Century);
    !turned && (holds_digits(other_text, &digits) || holds_digits(other_text, atom.numeral()))
}

/// Whether the other side has the figure letter for letter where its reader made nothing of it, or
/// something else: "First of May", 1/1/99, HEX2DEC.
fn stands_there(atom: &Atom<'_>, other_text: &str) -> bool {
    let joints = [" to ", " and ", "-", "–", "~"];
    let numeral = atom.numeral();
    let joint = joints.iter().find(|joint| atom.figure.is_range() && numeral.contains(**joint));
    let parts = joint.map_or(vec![numeral], |joint| numeral.split(joint).collect());
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    parts.iter().all(|part| {
        let part = part.trim();
        let telling = part.chars().any(|c| !c.is_ascii_digit()) && part.chars().count() > 2;
        telling
            && other_text.match_indices(part).any(|(at, _)| {
                let after = &other_text[at + part.len()..];
                let decimals = inside(after.chars().next()) && inside(after.chars().nth(1));
                !inside(other_text[..at].chars().next_back())
                    && !decimals
                    && !after.starts_with(|c: char| c.is_ascii_digit())
            })
    })
}

/// Whether an English number stands in the Chinese in characters that the reader made nothing of: the
/// 十八 of 十八罗汉, the 一千零一 of 一千零一夜.
fn in_characters(atom: &Atom<'_>, others: &[Atom<'_>], other_text: &str) -> bool {
    let number = atom.number().and_then(Value::to_i64).filter(|n| (10..100_000_000).contains(n));
    let (Side::En, Some(number)) = (atom.side, number) else { return false };
    let form = render::characters(number);
    let sign =
        |c: Option<char>| c.is_some_and(|c| "零〇一二三四五六七八九十百千万亿两几数".contains(c));
    other_text.match_indices(form.as_str()).any(|(at, _)| {
        let end = at + form.len();
        let joined =
            sign(other_text[..at].chars().next_back()) || sign(other_text[end..].chars().next());
        let read = others.iter().any(|other| {
            let span = other.figure.span;
            span.start < end && at < span.end
        });
        !joined && !read
    })
}

fn holds_digits(text: &str, digits: &str) -> bool {
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        && text.match_indices(digits).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + digits.len()..].chars().next();
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let point = |c: Option<char>| matches!(c, Some('.' | ','));
            let rest = &text[at + digits.len()..];
            let goes_on = point(after) && inside(rest.chars().nth(1));
            let went_before = point(before) && inside(text[..at].chars().rev().nth(1));
            !(inside(before) || inside(after) || goes_on || went_before)
        })
}

fn contains_folded(text: &str, name: &str) -> bool {
    let fold = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .flat_map(char::to_uppercase)
            .collect()
    };
    let name = fold(name);
    name.chars().count() >= 2 && fold(text).contains(&name)
}

/// "670 yuan (about $100)": an amount in another currency or unit, in brackets after a figure that it
/// converts rightly, where the other side has no such brackets of its own.
fn added_conversion(atom: &Atom<'_>, before: Option<&Atom<'_>>, others: &[Atom<'_>]) -> bool {
    let unit = |atom: &Atom<'_>| atom.figure.unit.map(|unit| unit.id);
    let rival = |other: &&Atom<'_>| unit(other) == unit(atom) && is_bracketed(other);
    is_bracketed(atom)
        && matches!(atom.figure.kind, Kind::Money | Kind::Measure)
        && !before.is_some_and(|before| is_wrong_conversion(before, atom))
        && !others.iter().any(|other| rival(&other))
}

fn is_bracketed(atom: &Atom<'_>) -> bool {
    let before = atom.text[..atom.figure.span.start].trim_end();
    let inside = before.chars().rev().take(MOST_BRACKETED).find(|c| "()（）".contains(*c));
    matches!(inside, Some('(' | '（'))
}

/// Whether an amount in brackets is not what the one before it is in its unit: 670万亩 and "(44,700
/// hectares)". Two currencies are never compared.
pub(super) fn is_wrong_conversion(before: &Atom<'_>, atom: &Atom<'_>) -> bool {
    let dimension = |atom: &Atom<'_>| atom.figure.unit.map(|unit| unit.dimension);
    let comparable = dimension(before) == dimension(atom) && dimension(atom) != Some("money");
    let whole = before.end == End::Whole && atom.end == End::Whole;
    let another = before.figure.unit.map(|unit| unit.id) != atom.figure.unit.map(|unit| unit.id);
    let shut = |c: char| ")）。；;，,.".contains(c);
    // The ends of a range have one span.
    let between = atom.text.get(before.figure.span.end..atom.figure.span.start);
    let right_after = is_bracketed(atom) && between.is_some_and(|between| !between.contains(shut));
    comparable
        && whole
        && another
        && right_after
        && !matches!(relate(before, atom), Relation::Same { .. })
}

fn derived(atom: &Atom<'_>, others: &[Atom<'_>]) -> bool {
    let Some(value) = atom.number().filter(|value| *value > Value::int(9)) else { return false };
    let comparable: Vec<Value> = others
        .iter()
        .filter(|other| other.figure.kind == atom.figure.kind && !other.figure.weak)
        .filter_map(Atom::number)
        .collect();
    comparable
        .iter()
        .enumerate()
        .any(|(at, x)| comparable[at + 1..].iter().any(|y| x.add(*y) == Some(value)))
}

fn around<'f>(atom: &Atom<'f>) -> &'f str {
    let text = atom.text;
    let start = text[..atom.figure.span.start].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let end = text[atom.figure.span.end..]
        .char_indices()
        .nth(2)
        .map_or(text.len(), |(at, _)| atom.figure.span.end + at);
    &text[start..end]
}

fn around_en(atom: &Atom<'_>, form: &str) -> bool {
    let lower = atom.text.to_lowercase();
    lower.contains(form)
}

/// Whether a lower-case text has the word or phrase, on word boundaries.
pub(super) fn has_word(lower: &str, form: &str) -> bool {
    lower.match_indices(form).any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let after = lower[at + form.len()..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(before) && !letter(after)
    })
}
