//! Years, months, days, quarters, half-years, decades and centuries.

use super::numeral::{self, Numeral};
use super::text::Text;
use super::{Reader, Reading, reign};
use crate::document::Span;
use crate::figure::{Date, Figure, Kind, Quantity, Value};

/// What turns 年 into the start of another word.
const NOT_YEAR: [&str; 9] = ["级", "轻", "龄", "货", "画", "糕", "夜饭", "迈", "薪"];
const NOT_MONTH: [&str; 13] =
    ["亮", "球", "饼", "光", "嫂", "票", "色", "季", "租", "薪", "均", "经", "台"];
const NOT_DAY: [&str; 17] = [
    "本", "元", "圆", "语", "报社", "军", "系", "益", "渐", "均", "趋", "航", "韩", "产", "照",
    "式", "用",
];
/// What follows 日 when so many days are meant, not a day of the month.
const DAYS_AFTER: [&str; 9] = ["内", "之内", "以内", "游", "之久", "有余", "多", "以上", "无"];
const DAYS_BEFORE: [&str; 32] = [
    "为期",
    "历时",
    "连续",
    "连",
    "每",
    "近",
    "达",
    "短短",
    "共",
    "前后",
    "长达",
    "数",
    "提前",
    "逾期",
    "届满",
    "期满",
    "满",
    "逾",
    "超过",
    "不足",
    "不少于",
    "不超过",
    "至少",
    "最少",
    "最多",
    "最长",
    "延长",
    "持续",
    "之日起",
    "日起",
    "起算",
    "迟延",
];
/// What follows 号 after a day of the month.
const DATE_NUMBER_AFTER: [&str; 18] = [
    "，", "。", "、", "；", "）", ")", "的", "上午", "下午", "早", "晚", "中午", "开始", "前",
    "后", "起", "至", "到",
];

const REPUBLIC: &str = "a year of the Republic, counted from 1912";
const TWO_READINGS_YEARS: &str =
    "two digits before 年 can be a year of the century or so many years";

/// A date, decade or century that begins with this numeral.
pub(super) fn date(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    let after = text.skip_blanks(n.end);
    if let Some(figure) = generation(text, n).or_else(|| reign::reign(text, n)) {
        return Some(figure.into());
    }
    let figure = if n.chinese && n.n_digits == 3 && text.starts(after, "几年") {
        let year = n.whole().filter(|year| (100..220).contains(year))?;
        let mut figure = n.figure(Kind::Decade, after + "几年".len());
        figure.quantity = Quantity::Number(Value::int(year * 10));
        figure.step = None;
        Some(figure)
    } else if text.starts(after, "年代") {
        decade(text, n, after + "年代".len())
    } else if text.starts(after, "世纪") {
        century(text, n, after + "世纪".len())
    } else if text.starts(after, "年") {
        year_first(text, n, after + "年".len())
    } else if text.starts(after, "月") && text.any(n.start, &["仨", "俩"]).is_none() {
        month_first(text, n, after + "月".len())
    } else if text.starts(after, "日") || text.starts(after, "号") {
        day_only(text, n, after)
    } else if let Some(end) = text.any(after, &["季度", "季報"]) {
        let quarter = u8::try_from(n.whole()?).ok().filter(|q| (1..=4).contains(q))?;
        Some(dated(n, end, Date { quarter: Some(quarter), ..Date::default() }))
    } else {
        None
    };
    figure.map(Reading::from)
}

/// 上半年, 下半年, 前半年, 后半年.
pub(super) fn half_year(text: Text<'_>, at: usize) -> Option<Reading> {
    let (half, end) = match text.any(at, &["上半年", "下半年", "前半年", "后半年"])? {
        end if text.starts(at, "上") || text.starts(at, "前") => (1, end),
        end => (2, end),
    };
    let date = Date { half: Some(half), ..Date::default() };
    Some(Figure::new(Span::new(at, end), Kind::Date, Quantity::Date(date)).into())
}

/// Whether a later part of a date stands right after its earlier part: 2016年 + 上半年.
pub(super) fn joins(text: Text<'_>, last: &Figure, next: &Figure) -> bool {
    let (Quantity::Date(first), Quantity::Date(second)) = (&last.quantity, &next.quantity) else {
        return false;
    };
    let between = text.skip_blanks(last.span.end);
    if last.high.is_some() || (between != next.span.start) {
        return false;
    }
    let only_year = first.year.is_some() && first.month.or(first.quarter).or(first.half).is_none();
    let only_day = second.month.is_none() && second.day.is_some();
    second.year.is_none()
        && (only_year && !only_day || first.month.is_some() && first.day.is_none() && only_day)
}

/// Joins the later part of a date to its earlier one.
pub(super) fn join(last: &mut Figure, next: Figure) {
    let Quantity::Date(first) = last.quantity else { return };
    let complete = |quantity: Quantity| match quantity {
        Quantity::Date(date) => Quantity::Date(Date {
            year: date.year.or(first.year),
            short_year: date.short_year || first.short_year,
            month: date.month.or(first.month),
            ..date
        }),
        other => other,
    };
    let span = Span::new(last.span.start, next.span.end);
    let numeral = Span::new(last.numeral.start, next.numeral.end.max(last.numeral.end));
    let high = next.high.map(complete);
    *last = Figure { span, numeral, quantity: complete(next.quantity), high, ..next };
}

/// A plain number as the year, month, day or quarter that `like` is, for the low end of a range.
pub(super) fn number_like(like: Date, n: &Numeral) -> Option<Date> {
    let number = n.whole()?;
    let small = |most: u8| u8::try_from(number).ok().filter(|v| (1..=most).contains(v));
    let mut date = Date::default();
    if like.year.is_some() {
        if n.n_digits != 4 {
            return None;
        }
        date.year = i32::try_from(number).ok();
    } else if like.month.is_some() && like.day.is_none() {
        date.month = Some(small(12)?);
    } else if like.day.is_some() && like.month.is_none() {
        date.day = Some(small(31)?);
    } else if like.quarter.is_some() {
        date.quarter = Some(small(4)?);
    } else {
        return None;
    }
    Some(date)
}

/// Years two digits may stand for, completed: 98 is 1998, 16 is 2016.
pub(super) fn complete_short_year(number: i64) -> Option<i32> {
    let year = i32::try_from(number).ok().filter(|year| (0..100).contains(year))?;
    Some(if year <= 40 { 2000 + year } else { 1900 + year })
}

fn dated(n: &Numeral, end: usize, date: Date) -> Figure {
    let mut figure = n.figure(Kind::Date, end);
    figure.quantity = Quantity::Date(date);
    figure.high = None;
    figure.step = None;
    figure
}

fn year_first(text: Text<'_>, n: &Numeral, end: usize) -> Option<Figure> {
    // 1986年迈阿密: four digits are a year whatever word seems to follow.
    let four = n.n_digits == 4 && !n.chinese;
    if !four && text.any(end, &NOT_YEAR).is_some() {
        return None;
    }
    let (year, short_year, start) = year(text, n, end)?;
    let mut date = Date { year: Some(year), short_year, ..Date::default() };
    let mut span_end = end;
    if let Some((month, day, end)) = month_after(text, end) {
        (date.month, date.day, span_end) = (Some(month), day, end);
    }
    let mut figure = dated(n, span_end, date);
    figure.span.start = start;
    let reads_both = short_year && n.n_digits == 2 && !n.chinese && !n.leading_zero;
    if text.any_before(text.back_blanks(n.start), &["民国"]).is_some() {
        figure.also = vec![(Kind::Ordinal, Quantity::Number(n.value?))];
        figure.ambiguity = REPUBLIC;
    }
    if reads_both && date.month.is_none() {
        figure.also = vec![(Kind::Duration, Quantity::Number(n.value?))];
        figure.ambiguity = TWO_READINGS_YEARS;
    }
    Some(figure)
}

/// The year a numeral before 年 (which ends at `end`) means, if it means one: year, whether short,
/// and where it starts.
fn year(text: Text<'_>, n: &Numeral, end: usize) -> Option<(i32, bool, usize)> {
    let before = text.back_blanks(n.start);
    if let Some(start) = before_christ(text, before) {
        return Some((-i32::try_from(n.whole()?).ok()?, false, start));
    }
    if let Some(start) = text.any_before(before, &["公元", "西元"]) {
        return Some((i32::try_from(n.whole()?).ok()?, false, start));
    }
    if let Some(start) = text.any_before(before, &["民国"]) {
        return Some((1911 + i32::try_from(n.whole()?).ok()?, false, start));
    }
    if n.n_digits == 2 {
        let (year, short) = short_year(text, n, end)?;
        return Some((year, short, n.start));
    }
    let number = i32::try_from(n.whole()?).ok()?;
    let plain = n.n_digits == 4 && (1000..2200).contains(&number);
    let spoken = n.n_units > 0 && n.chinese && (1900..2100).contains(&number) && number != 2000;
    let mixed = n.n_units > 0 && number == 2000 && text.starts(n.start, "二");
    let lasting = number % 100 == 0
        && text.any(end, &["历史", "的历史", "来", "文明", "沧桑", "之久", "前的"]).is_some();
    ((plain || spoken || mixed) && !lasting && n.infix.is_none())
        .then_some((number, false, n.start))
}

/// Where 公元前 begins that ends at `end`, or the 前 that stands for it in 公元前221年至前206年.
fn before_christ(text: Text<'_>, end: usize) -> Option<usize> {
    text.any_before(end, &["公元前", "西元前"]).or_else(|| {
        let start = text.any_before(end, &["前"])?;
        let first = text.back_blanks(super::range::joint_before(text, start)?);
        let era = text.window_before(first, 10);
        (era.contains("公元前") || era.contains("西元前")).then_some(start)
    })
}

/// 九八年, 08年, 98年3月.
fn short_year(text: Text<'_>, n: &Numeral, end: usize) -> Option<(i32, bool)> {
    let number = n.value?.to_i64()?;
    let with_month = month_after(text, end).is_some();
    let quoted = text.any_before(n.start, &["'", "’", "‘"]).is_some();
    if n.chinese {
        let digits = match n.high.and_then(Value::to_i64) {
            // 七八年 is seven or eight years, unless a month or a season follows.
            Some(high)
                if with_month || text.any(end, &["春", "夏", "秋", "冬", "初", "底"]).is_some() =>
            {
                number * 10 + high
            }
            Some(_) => return None,
            None => number,
        };
        return Some((complete_short_year(digits)?, true));
    }
    let said = text.any(
        end,
        &["出生", "生人", "毕业", "入学", "版", "款", "初", "底", "末", "春", "夏", "秋", "冬"],
    );
    let from =
        text.any_before(n.start, &["从", "自", "自从", "早在", "到了"]).is_some() && number >= 70;
    let is_year = n.leading_zero || with_month || quoted || said.is_some() || from;
    if is_year { Some((complete_short_year(number)?, true)) } else { None }
}

/// The month, perhaps with its day, that follows a year.
fn month_after(text: Text<'_>, at: usize) -> Option<(u8, Option<u8>, usize)> {
    let n = numeral::read(text, text.skip_blanks(at))?;
    let after = text.skip_blanks(n.end);
    let end = text.any(after, &["月"])?;
    let month = u8::try_from(n.whole()?).ok().filter(|m| (1..=12).contains(m))?;
    if text.any(end, &NOT_MONTH).is_some() {
        return None;
    }
    let (day, end) = day_after(text, end).map_or((None, end), |(day, end)| (Some(day), end));
    Some((month, day, end))
}

/// The day that follows a month.
fn day_after(text: Text<'_>, at: usize) -> Option<(u8, usize)> {
    let start = text.skip_blanks(at);
    let start = text.any(start, &["份"]).map_or(start, |end| text.skip_blanks(end));
    let n = numeral::read(text, start)?;
    let end = text.any(text.skip_blanks(n.end), &["日", "号"])?;
    let day = u8::try_from(n.whole()?).ok().filter(|d| (1..=31).contains(d))?;
    Some((day, end))
}

fn month_first(text: Text<'_>, n: &Numeral, end: usize) -> Option<Figure> {
    if text.any(end, &NOT_MONTH).is_some() || text.starts(n.start, "两") || n.bare {
        return None;
    }
    let lasting = ["前", "近", "历时", "为期", "每", "连", "连续", "长达"];
    if text.any_before(text.back_blanks(n.start), &lasting).is_some() {
        return None;
    }
    if n.high.is_some() && text.all[n.start..n.end].contains('两') {
        // 一两月 is a month or two.
        return None;
    }
    if let Some(high) = n.high {
        // 五六月 is May or June.
        let of = |value: Value| {
            let month = u8::try_from(value.to_i64()?).ok().filter(|m| (1..=12).contains(m))?;
            Some(Date { month: Some(month), ..Date::default() })
        };
        let (low, high) = (of(n.value?)?, of(high)?);
        let mut figure = dated(n, end, low);
        figure.high = Some(Quantity::Date(high));
        return Some(figure);
    }
    let month = u8::try_from(n.whole()?).ok().filter(|m| (1..=12).contains(m))?;
    let (day, end) = day_after(text, end).map_or((None, end), |(day, end)| (Some(day), end));
    Some(dated(n, end, Date { month: Some(month), day, ..Date::default() }))
}

/// 15日, 15号 alone.
fn day_only(text: Text<'_>, n: &Numeral, after: usize) -> Option<Figure> {
    let day = u8::try_from(n.whole()?).ok().filter(|d| (1..=31).contains(d))?;
    if n.infix.is_some() || n.bare || text.starts(n.start, "两") {
        return None;
    }
    let end = text.after(after);
    if text.starts(after, "号") {
        let month_before = text.any_before(n.start, &["月", "月份"]).is_some();
        let ends = text.char_at(end).is_none_or(char::is_whitespace);
        let before = text.char_before(text.back_blanks(n.start));
        let named = before.is_some_and(|c| "〕】］])）".contains(c))
            || before.is_some_and(super::text::is_han)
                && !before.is_some_and(|c| "在于到至是从自每今本下前昨明的定了".contains(c));
        let dated = ends || text.any(end, &DATE_NUMBER_AFTER).is_some();
        if !month_before && (named || !dated) {
            return None;
        }
    } else if text.any(end, &NOT_DAY).is_some()
        || text.any(end, &DAYS_AFTER).is_some()
        || text.any_before(n.start, &DAYS_BEFORE).is_some()
        || day == 1 && n.chinese
    {
        return None;
    }
    Some(dated(n, end, Date { day: Some(day), ..Date::default() }))
}

/// 90年代, 上世纪九十年代, 七八十年代, 1990年代.
fn decade(text: Text<'_>, n: &Numeral, end: usize) -> Option<Figure> {
    let before = text.back_blanks(n.start);
    let (base, start) = match text.any_before(before, &["上个世纪", "上世纪", "本世纪", "20世纪"])
    {
        Some(start) if text.starts(start, "本") => (2000, start),
        Some(start) => (1900, start),
        None => (1900, n.start),
    };
    decade_of(n, end, base).map(|mut figure| {
        figure.span.start = start;
        figure
    })
}

fn decade_of(n: &Numeral, end: usize, base: i64) -> Option<Figure> {
    let full = |number: i64| match number {
        1000..2200 => Some(number),
        0 | 10 if base == 1900 => Some(2000 + number),
        0..100 if number % 10 == 0 => Some(base + number),
        _ => None,
    };
    let mut figure = n.figure(Kind::Decade, end);
    figure.quantity = Quantity::Number(Value::int(full(n.value?.to_i64()?)?));
    figure.high = match n.high {
        Some(high) => Some(Quantity::Number(Value::int(full(high.to_i64()?)?))),
        None => None,
    };
    figure.step = None;
    Some(figure)
}

/// 80后, 00后: those born in a decade.
fn generation(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let end = text.any(n.end, &["后"])?;
    let free = text.any(end, &["来", "天", "面", "期", "续", "勤", "的", "，"]).is_none();
    let tens = n.n_digits == 2 && n.whole().is_some_and(|n| n % 10 == 0);
    let before = text.char_before(n.start).is_none_or(|c| !"第前后".contains(c));
    if !free || !tens || !before {
        return None;
    }
    let base = if n.whole()? < 30 { 2000 } else { 1900 };
    decade_of(n, end, base)
}

/// 21世纪, 公元前三世纪, 20世纪90年代.
fn century(text: Text<'_>, n: &Numeral, end: usize) -> Option<Figure> {
    let number = n.whole().filter(|number| (1..=40).contains(number))?;
    let next = text.skip_blanks(end);
    if let Some(decade) = numeral::read(text, next)
        && let Some(end) = text.any(text.skip_blanks(decade.end), &["年代"])
        && let Some(mut figure) = decade_of(&decade, end, (number - 1) * 100)
    {
        figure.span.start = n.start;
        return Some(figure);
    }
    let mut figure = n.figure(Kind::Century, end);
    figure.step = None;
    if let Some(start) = text.any_before(text.back_blanks(n.start), &["公元前", "西元前", "前"])
    {
        figure.span.start = start;
        figure.quantity = Quantity::Number(Value::int(-number));
    }
    Some(figure)
}
