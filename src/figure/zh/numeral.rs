//! The numeral: a state machine over characters that reads digits, 一 to 九 with 十百千万亿兆, and
//! any mixture, into an exact value.
//!
//! It holds three sums, as people say numbers: the total above the last big unit (万 亿 兆), the
//! section below it, and the digit still waiting for its unit. Each is a pair, the low and the high
//! reading, which differ only after a juxtaposition (三四十). Time is linear: a character is read
//! once, and a reading stops at the first one that cannot belong to it.

use super::digits::is_arabic;
use super::machine::Machine;
use super::text::Text;
use crate::figure::{Bound, Value};

/// What a character is inside a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// 零 to 九.
    Digit(u8),
    /// 廿 卅 卌: so many tens.
    Tens(u8),
    /// 十 百 千 万 亿 兆: the power of ten.
    Unit(u32),
}

/// A numeral as read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The value, or the low one of a juxtaposition; `None` when it does not fit.
    pub(super) value: Option<Value>,
    /// The high one of a juxtaposition: 三四十.
    pub(super) high: Option<Value>,
    /// The size of one unit in the last place shown.
    pub(super) step: Option<Value>,
    /// A bound inside it: 200多万, 十几亿, 数百万.
    pub(super) infix: Option<Bound>,
    /// Whether it begins with a Chinese sign.
    pub(super) chinese: bool,
    /// For a run of digits without any unit, how many; else 0.
    pub(super) n_digits: usize,
    /// How many units it has.
    pub(super) n_units: usize,
    /// Whether it begins with a unit that has no digit: 百, 万.
    pub(super) bare: bool,
    /// The power of ten of the big units at its very end, 0 without.
    pub(super) big: u32,
    /// Whether a big unit stands anywhere in it.
    pub(super) has_big: bool,
    /// For one Chinese digit with one unit at most (五, 三百): the digit and the power.
    pub(super) simple: Option<(u8, u32)>,
    /// Whether it has decimals.
    pub(super) decimals: bool,
    /// Whether it begins with a zero that says nothing, as codes do.
    pub(super) leading_zero: bool,
}

/// The sign a character is, if any. 两 counts as 2; capitals as their digits.
pub(super) fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '零' | '〇' => Sign::Digit(0),
        '一' | '壹' | '幺' => Sign::Digit(1),
        '二' | '两' | '俩' | '贰' => Sign::Digit(2),
        '三' | '仨' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '廿' => Sign::Tens(2),
        '卅' => Sign::Tens(3),
        '卌' => Sign::Tens(4),
        '十' | '拾' => Sign::Unit(1),
        '百' | '佰' => Sign::Unit(2),
        '千' | '仟' => Sign::Unit(3),
        '万' => Sign::Unit(4),
        '亿' => Sign::Unit(8),
        '兆' => Sign::Unit(12),
        _ => return None,
    })
}

/// Whether a capital numeral (伍 陆 拾 are also words) stands among other signs of money or digits.
pub(super) fn is_capital_numeral(text: Text<'_>, at: usize) -> bool {
    let rest = text.after(at);
    let is_sign = |c: char| "壹贰叁肆伍陆柒捌玖拾佰仟零万亿元圆角分整".contains(c);
    // 一拾六万: the capital between plain digits.
    let plain = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九".contains(c));
    let between = text.starts(at, "拾")
        && plain(text.char_before(at))
        && (plain(text.char_at(rest)) || text.any(rest, &["万", "亿"]).is_some());
    between
        || text.char_at(rest).is_some_and(is_sign)
        || text.char_before(at).is_some_and(|c| "壹贰叁肆伍陆柒捌玖拾佰仟零元圆角".contains(c))
}

pub(super) fn is_capital(c: char) -> bool {
    matches!(c, '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟')
}

/// Reads the numeral that starts at `at`, if one does.
pub(super) fn read(text: Text<'_>, at: usize) -> Option<Numeral> {
    let first = text.char_at(at)?;
    if sign(first).is_none() && !is_arabic(first) && !matches!(first, '几' | '数') {
        return None;
    }
    let mut numeral = Machine::new(text, at).run()?;
    mixed(text, &mut numeral);
    with_fraction(text, &mut numeral);
    power(text, &mut numeral);
    archaic(text, &mut numeral);
    Some(numeral)
}

/// 2½: takes the fraction sign into the number before it.
fn mixed(text: Text<'_>, n: &mut Numeral) {
    let part = text.char_at(n.end).filter(|_| !n.chinese && n.n_units == 0).and_then(Value::vulgar);
    if let Some(sum) = part.zip(n.value).and_then(|(part, whole)| whole.add(part)) {
        (n.value, n.step, n.decimals, n.end) = (Some(sum), None, true, text.after(n.end));
    }
}

/// 5 3/4: takes the fraction after a blank into the number before it.
fn with_fraction(text: Text<'_>, n: &mut Numeral) {
    let start = text.skip_blanks(n.end);
    let whole = n.whole().filter(|whole| (0..1000).contains(whole));
    if n.chinese || n.n_units > 0 || start != n.end + 1 || whole.is_none() {
        return;
    }
    let digits = |at: usize| {
        let rest = &text.all[at..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        (1..=3).contains(&end).then(|| (rest[..end].parse::<i128>().unwrap_or(0), at + end))
    };
    let Some((above, slash)) = digits(start) else { return };
    let Some((below, end)) = text.any(slash, &["/"]).and_then(digits) else { return };
    let goes_on = text.char_at(end).is_some_and(|c| c.is_alphanumeric() || c == '/');
    let part = Value::ratio(above, below).filter(|_| 0 < above && above < below && !goes_on);
    if let Some(sum) = part.zip(n.value).and_then(|(part, whole)| whole.add(part)) {
        (n.value, n.step, n.decimals, n.end) = (Some(sum), None, true, end);
    }
}

/// 九十有三 is 93: takes the digit after 有 into the round number before it.
fn archaic(text: Text<'_>, n: &mut Numeral) {
    let tens = n.chinese && n.n_units > 0 && n.high.is_none() && text.ends(n.end, "十");
    let Some(at) = text.any(n.end, &["有", "又"]).filter(|_| tens) else { return };
    let Some(Sign::Digit(digit @ 1..=9)) = text.char_at(at).and_then(sign) else { return };
    let end = text.after(at);
    let ends = text.char_at(end).is_none_or(|c| !c.is_alphanumeric() || "岁年载而".contains(c));
    if let Some(sum) = n.value.and_then(|value| value.add(Value::int(digit.into())))
        && ends
    {
        (n.value, n.end, n.step) = (Some(sum), end, Some(Value::ONE));
    }
}

/// 3.84×10^5, 6×10²³: takes the power of ten into the number before it.
fn power(text: Text<'_>, n: &mut Numeral) {
    let times = text.any(text.skip_blanks(n.end), &["×10", "x10", "X10", "*10", "× 10", "x 10"]);
    let Some(at) = times.filter(|_| !n.chinese && n.n_units == 0) else { return };
    let signs = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let (mut end, mut power) = (text.any(at, &["^"]).unwrap_or(at), 0_i32);
    let raised = end == at;
    for c in text.all[end..].chars().take(2) {
        let digit = if raised {
            signs.chars().position(|sign| sign == c)
        } else {
            c.to_digit(10).map(|digit| digit as usize)
        };
        let Some(digit) = digit.and_then(|digit| i32::try_from(digit).ok()) else { break };
        power = power * 10 + digit;
        end += c.len_utf8();
    }
    let size = Value::power_of_ten(power).filter(|_| power > 0);
    if let Some(size) = size
        && let Some(value) = n.value.and_then(|value| value.mul(size))
    {
        (n.value, n.end, n.decimals) = (Some(value), end, !value.is_int());
        n.step = n.step.and_then(|step| step.mul(size));
        n.n_digits = 0;
    }
}
