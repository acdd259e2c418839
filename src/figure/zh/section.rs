//! Section numbers: （三）, (1), 三、, 1.1, ①, 第三章.

use super::numeral::{self, Numeral};
use super::text::Text;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Date, Figure, Kind, Quantity, Value};

const HEADINGS: [&str; 5] = ["章", "节", "编", "条", "页"];

/// What stands after a dotted number that is an amount or a version.
const COUNTED: [&str; 18] = [
    "万", "亿", "倍", "个", "%", "％", "元", "米", "成", "折", "版", "代", "号", "级", "分", "以",
    "百", "千",
];

/// What a dotted number can be the number of.
const PARTS: [&str; 8] = ["章", "节", "编", "条", "款", "项", "部分", "小节"];

/// ① ⑴ ⒈ ㈠, ½, Ⅲ.
pub(super) fn symbol(text: Text<'_>, at: usize, c: char) -> Option<Reading> {
    if super::text::is_han(c) {
        return None;
    }
    let end = at + c.len_utf8();
    if let Some(value) = Value::vulgar(c) {
        let number = Quantity::Number(value);
        return Some(Figure::new(Span::new(at, end), Kind::Fraction, number).into());
    }
    let code = c as u32;
    let number = match c {
        '①'..='⑳' => code - 0x2460 + 1,
        '⑴'..='⒇' => code - 0x2474 + 1,
        '⒈'..='⒛' => code - 0x2488 + 1,
        '㈠'..='㈩' => code - 0x3220 + 1,
        '㊀'..='㊉' => code - 0x3280 + 1,
        '❶'..='❿' => code - 0x2776 + 1,
        '➀'..='➉' => code - 0x2780 + 1,
        '➊'..='➓' => code - 0x278a + 1,
        'Ⅰ'..='Ⅻ' => return roman_label(text, at),
        _ => return None,
    };
    Some(section(Span::new(at, end), Span::new(at, end), number.to_string()))
}

/// A numeral in brackets of its own, or at the start of a line before 、 or a point.
pub(super) fn numbered(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    let number = n.whole().filter(|number| (0..=199).contains(number))?;
    if n.infix.is_some() || n.bare {
        return None;
    }
    let inner = Span::new(n.start, n.end);
    let open = text.back_blanks(n.start);
    let close = text.skip_blanks(n.end);
    if let Some(start) = exhibit(text, n) {
        return Some(section(Span::new(start, n.end), inner, number.to_string()));
    }
    if let (Some(start), Some(end)) =
        (text.any_before(open, &["（", "(", "【", "["]), text.any(close, &["）", ")", "】", "]"]))
    {
        // A figure in brackets after a word, as a jersey's, still compares as a number.
        return Some(section(Span::new(start, end), inner, number.to_string()));
    }
    let fresh = text.is_line_start(n.start);
    if !fresh {
        return None;
    }
    let end = text.any(close, &["、", ".", "．", ")", "）", "。"])?;
    let next = text.char_at(end);
    if !n.chinese && text.starts(close, "、") && is_listed(text, number, end) {
        return None;
    }
    let point = !text.starts(close, "、");
    let listed = n.chinese && n.n_units == 0 && next.and_then(numeral::sign).is_some();
    if point && next.is_some_and(|c| c.is_ascii_digit()) || !point && listed {
        // 2.5 is no section, nor is the 一 of 一、二季度.
        return None;
    }
    if next.is_none_or(|c| c == '\n') && !n.chinese {
        return None;
    }
    Some(section(Span::new(n.start, n.end), inner, number.to_string()))
}

/// 图3, 表2, 附件二: where the label begins.
fn exhibit(text: Text<'_>, n: &Numeral) -> Option<usize> {
    let start = text.any_before(
        text.back_blanks(n.start),
        &["附件", "附录", "附表", "附图", "图表", "图", "表"],
    )?;
    let before = text.char_before(start);
    let sure = text.starts(start, "附");
    let word = "地版企试蓝意宏拼插贴截力构代发外手仪列报钟图年一各该每本公";
    let other = before.is_some_and(|c| word.contains(c)) && !sure;
    let after = text.skip_blanks(n.end);
    let ends = text.char_at(after).is_none_or(|c| !c.is_alphanumeric())
        || text
            .any(after, &["显示", "所示", "中", "为", "是", "给出", "列", "说明", "表明"])
            .is_some();
    (!other && ends && n.n_units == 0).then_some(start)
}

/// 3、4月 and 70、80年代 at the start of a line are lists, not sections.
fn is_listed(text: Text<'_>, number: i64, at: usize) -> bool {
    let next = numeral::read(text, at).filter(|n| !n.chinese).and_then(|n| n.whole());
    next.is_some_and(|next| next == number + 1 || number > 30 && next > number)
}

/// A dotted number at the start of a line (1.1, 2.3.4) that numbers a section.
pub(super) fn dotted(text: Text<'_>, start: usize, end: usize, digits: &str) -> Option<Reading> {
    let small = digits.split('.').all(|part| (1..=2).contains(&part.len()));
    let n_dots = digits.matches('.').count();
    let next = text.char_at(end);
    // 11.4. 如何
    let closed = text.any(end, &[".", "．", "、"]).unwrap_or(end);
    let after = text.skip_blanks(closed);
    let titled = text.han_at(after) && (after > end || n_dots > 1);
    let counted =
        super::Lists::get().unit_at(text, after).is_some() || text.any(after, &COUNTED).is_some();
    let heading = titled && !counted && next.is_some();
    (small && n_dots >= 1 && text.is_line_start(start) && heading)
        .then(|| section(Span::new(start, end), Span::new(start, end), digits.to_owned()))
}

/// 第 6.5.1 节, 第2.2条: a dotted number at `start` that 第 at `at` makes a section's.
pub(super) fn numbered_in_parts(text: Text<'_>, at: usize, start: usize) -> Option<Reading> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let rest = &text.all[start..];
    let end = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let number = text.all[start..end].trim_end_matches('.');
    let end = start + number.len();
    let n_parts = number.split('.').count();
    let is_sound = number.split('.').all(|part| (1..=3).contains(&part.len()));
    if !is_sound || !(2..=6).contains(&n_parts) {
        return None;
    }
    let headed = text.any(text.skip_blanks(end), &PARTS).is_some();
    (n_parts > 2 || headed)
        .then(|| section(Span::new(at, end), Span::new(start, end), number.to_owned()))
}

/// 第三章, 第3条: the heading word, or 条 where no thing is counted.
pub(super) fn headed(text: Text<'_>, at: usize, n: &Numeral, after: usize) -> Option<Reading> {
    let end = text.any(after, &HEADINGS)?;
    let number = n.whole()?;
    let sure = text.any(after, &["章", "编", "页"]).is_some();
    let open = text.char_at(end).is_none_or(|c| !super::text::is_han(c))
        || text.any(end, &["第", "规定", "之"]).is_some();
    let law =
        text.any_before(at, &["法", "》", "宪章", "条例", "公约", "本法", "规定", "款"]).is_some();
    if !(sure || open || law) {
        return None;
    }
    Some(section(Span::new(at, end), Span::new(n.start, n.end), number.to_string()))
}

/// A Roman numeral of either width that starts at `at`: value and end.
pub(super) fn roman(text: Text<'_>, at: usize) -> Option<(i64, usize)> {
    let mut value = 0_i64;
    let mut last = 0;
    let mut end = at;
    for c in text.all[at..].chars().take(8) {
        let size = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'Ⅰ'..='Ⅻ' => i64::from(c as u32 - 0x2160 + 1),
            _ => break,
        };
        value += if last < size { size - 2 * last } else { size };
        last = size;
        end += c.len_utf8();
    }
    let runs_on = text.char_at(end).is_some_and(|c| c.is_ascii_alphanumeric());
    (end > at && !runs_on && value > 0).then_some((value, end))
}

fn roman_label(text: Text<'_>, at: usize) -> Option<Reading> {
    let (value, end) = roman(text, at)?;
    let span = Span::new(at, end);
    let after = text.skip_blanks(end);
    let phase = text.any(after, &["期", "阶段", "代"]).is_some();
    if text.any(after, &["级", "类", "型", "度"]).is_some() {
        return Some(Figure::new(span, Kind::Ordinal, Quantity::Number(Value::int(value))).into());
    }
    if phase {
        return Some(Figure::new(span, Kind::Session, Quantity::Number(Value::int(value))).into());
    }
    if text.is_line_start(at) {
        return Some(section(span, span, value.to_string()));
    }
    Some(Figure::new(span, Kind::Ordinal, Quantity::Number(Value::int(value))).into())
}

fn section(span: Span, numeral: Span, number: String) -> Reading {
    let mut figure = Figure::new(span, Kind::Section, Quantity::Text(number));
    figure.numeral = numeral;
    figure.into()
}

/// A year in brackets of its own: （2016）, 〔2016〕.
pub(super) fn bracketed_year(text: Text<'_>, n: &Numeral) -> Option<Reading> {
    let year = n.whole().filter(|year| n.n_digits == 4 && (1900..2100).contains(year))?;
    text.any_before(n.start, &["（", "(", "〔", "[", "【"])?;
    text.any(n.end, &["）", ")", "〕", "]", "】"])?;
    let date = Date { year: i32::try_from(year).ok(), ..Date::default() };
    let mut figure = Figure::new(Span::new(n.start, n.end), Kind::Date, Quantity::Date(date));
    figure.also = vec![(Kind::Cardinal, Quantity::Number(Value::int(year)))];
    figure.ambiguity = "four digits that can be a year or a count";
    Some(figure.into())
}
