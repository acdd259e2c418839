//! Ranges: a second end after 至 到 ~ or a dash, and what the two ends lend each other — a scale
//! (2至3亿), a unit (5-6元), a month (1月15日至20日).

use super::numeral::{self, Numeral};
use super::text::Text;
use super::{Reader, Reading, ascii, clock, date, digits, numeric_date};
use crate::document::Span;
use crate::figure::{Bound, Date, Figure, Kind, Quantity, Value};

const JOINTS: [&str; 15] =
    ["至", "到", "~", "～", "〜", "∼", "-", "－", "–", "—", "−", "──", "──", "―", "‐"];
/// What may stand before the second end: the half of its day, its sign, its era.
const BEFORE_SECOND: [&str; 20] = [
    "下午",
    "上午",
    "早上",
    "晚上",
    "凌晨",
    "清晨",
    "中午",
    "傍晚",
    "深夜",
    "次日",
    "翌日",
    "当日",
    "早",
    "晚",
    "零上",
    "零下",
    "负",
    "次年",
    "公元前",
    "前",
];
/// Smallest value of two units that both ends of a range may have in common, as 三到五百 has.
const SMALL_UNITS: [u32; 3] = [1, 2, 3];

/// The figure with its second end, if one follows.
pub(super) fn extend(r: &Reader<'_>, figure: Figure) -> Figure {
    if figure.high.is_some() && figure.kind != Kind::Cardinal {
        return figure;
    }
    let text = r.text;
    let from_numeral = joint(text, figure.numeral.end);
    if let Some(years) = from_numeral.and_then(|at| financial_year(text, &figure, at)) {
        return years;
    }
    if figure.kind == Kind::Cardinal
        && figure.numeral.end > figure.span.start
        && figure.numeral.end <= figure.span.end
        && let Some(at) = from_numeral
        && figure.span.end == figure.numeral.end
        && let Some(range) = from_bare(r, &figure, at)
    {
        return range;
    }
    let end = r.lists.classifiers.longest_at(text, figure.span.end);
    let end = end.filter(|_| figure.kind == Kind::Cardinal).unwrap_or(figure.span.end);
    let Some(at) = joint(text, end) else { return figure };
    match second(r, at) {
        Some(high) => merge(r.text, &figure, high).unwrap_or(figure),
        None => figure,
    }
}

/// 二零二三至二四年度: a year and the next one, in two digits.
fn financial_year(text: Text<'_>, low: &Figure, at: usize) -> Option<Figure> {
    let first = numeral::read(text, low.numeral.start).filter(|n| n.n_digits == 4)?.whole()?;
    let next = numeral::read(text, at).filter(|n| n.n_digits == 2 && n.high.is_none())?;
    let year = (1900..2100).contains(&first) && low.span.end == low.numeral.end;
    let named = text.any(next.end, &["财政年", "财年", "年度", "学年", "年"]).is_some();
    let follows = next.value == Some(Value::int((first + 1) % 100));
    let span = Span::new(low.span.start, next.end);
    (year && named && follows).then(|| numeric_date::years(span, first, first + 1))
}

/// Whether a joint and another numeral follow at `at`.
pub(super) fn has_second(text: Text<'_>, at: usize) -> bool {
    let next = joint(text, at).and_then(|at| text.char_at(at));
    next.is_some_and(|c| digits::is_arabic(c) || numeral::sign(c).is_some())
}

/// Past the joint at `at`, if one stands there.
fn joint(text: Text<'_>, at: usize) -> Option<usize> {
    let at = text.skip_blanks(at);
    let end = text.any(at, &["——", "--", "－－"]).or_else(|| text.any(at, &JOINTS))?;
    Some(text.skip_blanks(end))
}

/// Where the joint begins that ends at `end`, if one does.
pub(super) fn joint_before(text: Text<'_>, end: usize) -> Option<usize> {
    let end = text.back_blanks(end);
    text.any_before(end, &["——", "--", "－－"]).or_else(|| text.any_before(end, &JOINTS))
}

/// The figure that begins at `at`.
fn second(r: &Reader<'_>, at: usize) -> Option<Figure> {
    let text = r.text;
    let at = text.any(at, &BEFORE_SECOND).unwrap_or(at);
    let c = text.char_at(at)?;
    let begins = digits::is_arabic(c) || numeral::sign(c).is_some() || "百第几".contains(c);
    if !begins {
        return None;
    }
    let reading = if digits::is_arabic(c) { Some(ascii::read(r, at, at)) } else { r.reading(at) };
    match reading? {
        Reading::Figure(figure) => Some(*figure),
        Reading::Silent(_) => None,
    }
}

/// 2至3亿, 5-6%, 3至6月: the low end is a bare number.
fn from_bare(r: &Reader<'_>, low: &Figure, at: usize) -> Option<Figure> {
    let text = r.text;
    let low_numeral = numeral::read(text, low.numeral.start)?;
    let high = second(r, at)?;
    if high.high.is_some() || high.span.start > at && high.kind != Kind::Clock {
        return None;
    }
    let high_numeral = numeral::read(text, high.numeral.start)?;
    let mut range = match (&high.quantity, high.kind) {
        (Quantity::Date(date), _) => dates(&low_numeral, *date, &high)?,
        (Quantity::Clock(_), _) | (Quantity::Text(_), _) => return None,
        (Quantity::Number(_), Kind::Decade | Kind::Section | Kind::Slogan) => {
            return decades(&low_numeral, &high);
        }
        (Quantity::Number(value), _) => {
            let ago = high.kind == Kind::Duration && text.starts(high.span.end, "前");
            let falling = falling_scale(&low_numeral, &high_numeral).filter(|_| ago);
            let factor = falling.or_else(|| common_scale(&low_numeral, &high_numeral));
            let by = |x: Value| factor.map_or(Some(x), |factor| x.mul(factor));
            // The kind may scale as well: 三至五成 are 30 to 50 percent.
            let kind_scale = high_numeral.value.filter(|v| !v.is_zero()).and_then(|v| value.div(v));
            let kind_scale =
                kind_scale.filter(|_| matches!(high.kind, Kind::Percent | Kind::Points));
            let low_value = by(low_numeral.value?)?.mul(kind_scale.unwrap_or(Value::ONE))?;
            let minus = low.number().is_some_and(Value::is_negative);
            let low_value = if minus { low_value.neg() } else { low_value };
            let rises = low_value <= *value || falling.is_some();
            if !rises || low_value == *value && high.kind == Kind::Cardinal {
                return None;
            }
            let mut range = high.clone();
            range.quantity = Quantity::Number(low_value);
            range.high = Some(Quantity::Number(*value));
            range.also.clear();
            range.ambiguity = "";
            range
        }
    };
    if let Some(years) = years_plain(text, &low_numeral, &high_numeral, &high) {
        range = years;
    }
    range.span.start = low.span.start;
    range.numeral.start = low.numeral.start;
    range.bound = if high.bound == Bound::Exact { low.bound } else { high.bound };
    range.weak = false;
    Some(range)
}

fn dates(low: &Numeral, high_date: Date, high: &Figure) -> Option<Figure> {
    let low_date = date::number_like(high_date, low)?;
    let mut range = high.clone();
    range.quantity = Quantity::Date(low_date);
    range.high = Some(Quantity::Date(high_date));
    range.also.clear();
    range.ambiguity = "";
    Some(range)
}

/// 50至60年代.
fn decades(low: &Numeral, high: &Figure) -> Option<Figure> {
    let decade = high.number()?.to_i64().filter(|_| high.kind == Kind::Decade)?;
    let low = low.whole().filter(|low| low % 10 == 0)?;
    let low = if low < 100 { decade / 100 * 100 + low } else { low };
    let mut range = high.clone();
    range.quantity = Quantity::Number(Value::int(low));
    range.high = Some(Quantity::Number(Value::int(decade)));
    (low < decade).then_some(range)
}

/// 2021-2022赛季: two plain years.
fn years_plain(text: Text<'_>, low: &Numeral, high: &Numeral, figure: &Figure) -> Option<Figure> {
    let year = |n: &Numeral| n.whole().filter(|y| n.n_digits == 4 && (1900..2100).contains(y));
    let (first, last) = (year(low)?, year(high)?);
    let plain = figure.kind == Kind::Cardinal && !text.all[low.start..low.end].contains(',');
    if !plain || first >= last {
        return None;
    }
    let of = |year| Quantity::Date(Date { year: i32::try_from(year).ok(), ..Date::default() });
    let mut range = figure.clone();
    range.kind = Kind::Date;
    range.quantity = of(first);
    range.high = Some(of(last));
    range.step = None;
    range.also.clear();
    range.ambiguity = "";
    Some(range)
}

/// The scale that the end nearer to us lends to the one longer ago: 70-20万年前.
fn falling_scale(first: &Numeral, last: &Numeral) -> Option<Value> {
    let scale = Value::power_of_ten(i32::try_from(last.big).ok().filter(|&big| big > 0)?)?;
    let falls = !first.has_big && first.value? > last.value?.div(scale)?;
    falls.then_some(scale)
}

/// The scale the high end lends to the low one: 2至3亿, 三到五百.
fn common_scale(low: &Numeral, high: &Numeral) -> Option<Value> {
    let (low_value, high_value) = (low.value?, high.value?);
    if high.big > 0 {
        let scale = Value::power_of_ten(i32::try_from(high.big).ok()?)?;
        let fits = !low.has_big && low_value < high_value.div(scale)?;
        return fits.then_some(scale);
    }
    let (low_digit, low_power) = low.simple?;
    let (high_digit, high_power) = high.simple?;
    let near = low_digit > 1 && high_digit > low_digit && high_digit <= 2 * low_digit + 1;
    (low_power == 0 && SMALL_UNITS.contains(&high_power) && near)
        .then(|| Value::power_of_ten(i32::try_from(high_power).ok()?))?
}

/// Two full ends: 5%至6%, 1月15日至20日, 2016年至2018年, 上午9时至11时.
fn merge(text: Text<'_>, low: &Figure, high: Figure) -> Option<Figure> {
    if high.high.is_some() || low.high.is_some() {
        return None;
    }
    let mut range = low.clone();
    match (&low.quantity, &high.quantity) {
        (Quantity::Number(first), Quantity::Number(last)) => {
            let spoken = low.kind == Kind::Percent && text.starts(low.span.start, "百分之");
            let alike = low.kind == high.kind && low.unit == high.unit;
            let numbered = matches!(low.kind, Kind::Ordinal | Kind::Rank | Kind::Session);
            let lent = (spoken || numbered) && high.kind == Kind::Cardinal
                || low.unit.is_some()
                    && high.kind == Kind::Cardinal
                    && first < last
                    && low.kind != Kind::Duration;
            if !alike && !lent || first > last {
                return None;
            }
            range.high = Some(Quantity::Number(*last));
        }
        (Quantity::Date(first), Quantity::Date(last)) => {
            let month = last.month.or(first.month.filter(|_| last.day.is_some()));
            // 11月至次年2月 leaves the year; 1月至9月 keeps it.
            let rises = (month, last.day) > (first.month, first.day) && first.month.is_some();
            let year = last.year.or(first.year.filter(|_| rises));
            range.high = Some(Quantity::Date(Date { month, year, ..*last }));
        }
        (Quantity::Clock(first), Quantity::Clock(last)) => {
            range.high = Some(Quantity::Clock(clock::inherit(*first, *last)));
        }
        _ => return None,
    }
    range.span.end = high.span.end;
    range.numeral.end = high.numeral.end;
    range.step = high.step;
    if low.bound == Bound::Exact {
        range.bound = high.bound;
    }
    range.weak = false;
    Some(range)
}
