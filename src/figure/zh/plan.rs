//! Five-year plans (十三五), counted slogans (四个意识) and feast days named by their date (六一).

use super::numeral::{self, Numeral, Sign};
use super::text::Text;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Date, Figure, Kind, Quantity, Value};

/// Longest quoted phrase that can be a slogan, in characters.
const SLOGAN_CHARS: usize = 12;
/// Feast days and memorial days said as month and day.
const FEASTS: [(&str, u8, u8); 14] = [
    ("九一一", 9, 11),
    ("九一八", 9, 18),
    ("一二九", 12, 9),
    ("一二八", 1, 28),
    ("四一二", 4, 12),
    ("七七", 7, 7),
    ("元旦", 1, 1),
    ("三八", 3, 8),
    ("五一", 5, 1),
    ("五四", 5, 4),
    ("六一", 6, 1),
    ("七一", 7, 1),
    ("八一", 8, 1),
    ("十一", 10, 1),
];
const FEAST_AFTER: [&str; 23] = [
    "事变",
    "惨案",
    "事件",
    "南昌",
    "勋章",
    "节",
    "黄金周",
    "假期",
    "长假",
    "小长假",
    "国际",
    "劳动节",
    "儿童节",
    "建军节",
    "青年节",
    "妇女节",
    "国庆",
    "期间",
    "前夕",
    "运动",
    "讲话",
    "口号",
    "前后",
];
const QUOTES: [(char, char); 4] = [('“', '”'), ('"', '"'), ('「', '」'), ('‘', '’')];

/// 十三五: a plan; 六一: a day. Both are also runs of digits.
pub(super) fn plan(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    if !n.chinese {
        return None;
    }
    if let Some((value, end)) = five_year_plan(text, n.start) {
        let number = Quantity::Number(Value::int(value));
        return Some(Figure::new(Span::new(n.start, end), Kind::Session, number).into());
    }
    let &(form, month, day) = FEASTS.iter().find(|(form, _, _)| text.starts(n.start, form))?;
    let end = n.start + form.len();
    let quoted = quote_around(text, n.start, end);
    if end < n.end || !quoted && text.any(end, &FEAST_AFTER).is_none() {
        return None;
    }
    let date = Date { month: Some(month), day: Some(day), ..Date::default() };
    let mut figure = Figure::new(Span::new(n.start, end), Kind::Date, Quantity::Date(date));
    figure.weak = true;
    Some(figure.into())
}

/// A counted slogan: one of the list, or a short quoted phrase that counts with Chinese numerals.
pub(super) fn slogan(r: &Reader<'_>, at: usize) -> Option<Reading> {
    let text = r.text;
    let listed = r.lists.slogans.covering(text, 0, at, 9);
    let c = text.char_at(at)?;
    let quoted = || numeral::sign(c).is_some() && is_quoted_slogan(text, at);
    if listed.is_none() && !quoted() {
        return None;
    }
    if r.lists
        .not_figures
        .covering(text, r.floor, at, 3)
        .is_some_and(|end| listed.is_none_or(|l| end > l))
    {
        return None;
    }
    if c == '双' {
        let number = Quantity::Number(Value::int(2));
        return Some(Figure::new(Span::new(at, text.after(at)), Kind::Slogan, number).into());
    }
    let n = numeral::read(text, at).filter(|n| n.value.is_some())?;
    let mut figure = n.figure(Kind::Slogan, n.end);
    figure.weak = n.value == Some(Value::ONE);
    figure.step = None;
    Some(figure.into())
}

/// The number of a five-year plan and where its name ends.
fn five_year_plan(text: Text<'_>, at: usize) -> Option<(i64, usize)> {
    let digit = |at| text.char_at(at).and_then(numeral::sign);
    let named = ["规划", "计划", "时期", "期间", "末", "以来", "开局", "收官", "发展"];
    if text.starts(at, "十") {
        let second = text.after(at);
        let third = text.after(second);
        if let Some(Sign::Digit(ones @ 1..=9)) = digit(second)
            && text.starts(third, "五")
        {
            let end = text.after(third);
            let counted = [
                "岁", "人", "个", "名", "天", "年", "万", "亿", "千", "百", "十", "元", "米", "％",
                "%",
            ];
            let free = quote_around(text, at, end) || text.any(end, &counted).is_none();
            return free.then_some((10 + i64::from(ones), end));
        }
        if text.starts(second, "五") {
            let end = text.after(second);
            let plan = text.any(text.any(end, &["”", "\""]).unwrap_or(end), &["规划", "计划"]);
            return plan.is_some().then_some((10, end));
        }
        return None;
    }
    let Some(Sign::Digit(number @ 1..=9)) = digit(at) else { return None };
    let second = text.after(at);
    let end = text.starts(second, "五").then(|| text.after(second))?;
    let close = text.any(end, &["”", "\""]).unwrap_or(end);
    let sure = text.any(close, &["规划", "计划", "时期", "期间"]).is_some();
    (sure && text.any(close, &named).is_some()).then_some((i64::from(number), end))
}

/// Whether quotes stand around, blanks aside; one of them is enough where the phrase goes on.
fn quote_around(text: Text<'_>, start: usize, end: usize) -> bool {
    let (start, end) = (text.back_blanks(start), text.skip_blanks(end));
    let before = text.char_before(start);
    let after = text.char_at(end);
    QUOTES.iter().any(|&(open, close)| {
        let (opens, closes) = (before == Some(open), after == Some(close));
        closes && (opens || open != close)
    })
}

/// Whether `at` stands in a short quoted phrase of Chinese characters only that counts: “四个扎实”.
fn is_quoted_slogan(text: Text<'_>, at: usize) -> bool {
    let Some(head) = Run::of(text.all[..at].chars().rev()) else { return false };
    let Some(&(open, close)) = QUOTES.iter().find(|&&(open, _)| open == head.stop) else {
        return false;
    };
    let Some(tail) = Run::of(text.all[at..].chars()).filter(|tail| tail.stop == close) else {
        return false;
    };
    if !(3..=SLOGAN_CHARS).contains(&(head.n_chars + tail.n_chars)) {
        return false;
    }
    // A straight quote does not say whether it opens; an even number before it on the line says so.
    if open == '"' {
        let line = text.window_before(at, 400);
        if line.matches('"').count().is_multiple_of(2) {
            return false;
        }
    }
    counts(text, at, &text.all[at..at + tail.n_bytes])
}

/// What stands of a quoted phrase on one side of a place: Chinese characters and the marks of a list.
struct Run {
    n_chars: usize,
    n_bytes: usize,
    /// The first other character.
    stop: char,
}

impl Run {
    fn of(chars: impl Iterator<Item = char>) -> Option<Run> {
        let (mut n_chars, mut n_bytes) = (0, 0);
        for c in chars.take(SLOGAN_CHARS) {
            if !super::text::is_han(c) && !matches!(c, '、' | '，') {
                return Some(Run { n_chars, n_bytes, stop: c });
            }
            n_chars += 1;
            n_bytes += c.len_utf8();
        }
        None
    }
}

/// Whether the phrase counts something: a small numeral with more words after it, no unit, date or
/// share.
fn counts(text: Text<'_>, at: usize, tail: &str) -> bool {
    let Some(n) = numeral::read(text, at) else { return false };
    let rest = tail.get(n.end - at..).unwrap_or("");
    let other = [
        "年", "月", "日", "号", "时", "分", "成", "倍", "折", "%", "世纪", "元", "岁", "届", "次",
        "期", "天", "小时", "周",
    ];
    n.simple.is_some()
        && n.value.is_some_and(|v| v <= Value::int(100))
        && !n.bare
        && !rest.is_empty()
        && !other.iter().any(|unit| rest.starts_with(unit))
}
