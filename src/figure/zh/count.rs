//! Plain counts, when nothing makes the numeral something else; and 成百上千, 数以万计.

use super::numeral::{self, Numeral};
use super::share::signed_start;
use super::text::{Text, is_han};
use super::{Reader, Reading, measure};
use crate::document::Span;
use crate::figure::{Bound, Date, Figure, Kind, Quantity, Units, Value};

const TRILLION: &str = "兆 is a million in measures and a million million (万亿) in numerals";
const LEVEL: &str = "a level or floor by its number, or so many of them";
const YEAR: &str = "four digits that can be a year or a count";

/// Surnames that are hardly ever another word before a numeral.
const SURNAMES: &str = "\
    王李张刘陈杨赵黄吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋\
    蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔康毛茅邱秦史顾侯邵孟龙段雷钱汤\
    尹黎武贺赖龚韦";

/// 成百上千, 成千上万, 数以万计.
pub(super) fn hundreds(text: Text<'_>, at: usize) -> Option<Reading> {
    let of = |end, value| {
        let number = Quantity::Number(Value::int(value));
        let mut figure = Figure::new(Span::new(at, end), Kind::Cardinal, number);
        figure.bound = Bound::Several;
        figure
    };
    // Of two scales, the translation may name either.
    let phrases: [(&str, &[i64]); 6] = [
        ("成百上千", &[100, 1000]),
        ("成千上万", &[1000, 10_000]),
        ("成千成万", &[1000, 10_000]),
        ("千百万", &[1_000_000]),
        ("成百的", &[100]),
        ("成千的", &[1000]),
    ];
    if let Some((phrase, scales)) = phrases.iter().find(|(phrase, _)| text.starts(at, phrase)) {
        let mut figure = of(at + phrase.len(), scales[0]);
        let also = |scale: &i64| (Kind::Cardinal, Quantity::Number(Value::int(*scale)));
        figure.also = scales[1..].iter().map(also).collect();
        return Some(figure.into());
    }
    if let Some(from) = text.any(at, &["数以"]) {
        let n = numeral::read(text, from)?;
        let end = text.any(n.end, &["计"])?;
        return Some(of(end, n.value?.to_i64()?).into());
    }
    None
}

/// A plain count: the last rule.
pub(super) fn cardinal(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    if n.chinese && !n.bare && (is_part_of_word(r, n) || is_list_of_digits(r, n)) {
        return None;
    }
    let weak = n.chinese && is_named(text, n) && head_after(r, n.end).is_none();
    if let Some(figure) = small_coins(text, n) {
        return Some(figure.into());
    }
    if let Some(figure) = dozens(text, n) {
        return Some(figure.into());
    }
    if let Some(figure) = score(text, n) {
        return Some(figure.into());
    }
    let (start, negative) = signed_start(text, n);
    let mut figure = n.figure(Kind::Cardinal, n.end);
    figure.weak = weak;
    let mut value = n.value?;
    if negative {
        value = value.neg();
        figure.quantity = Quantity::Number(value);
        figure.span.start = start;
    }
    let after = text.skip_blanks(n.end);
    let inner = text.any(after, &["多", "余", "来"]).unwrap_or(after);
    let head = r.lists.classifiers.longest_at(text, inner);
    if n.bare && text.all[n.start..n.end].contains('兆') {
        // 千兆 is gigabit.
        return None;
    }
    if n.bare && !stands_alone(r, n, head) {
        return None;
    }
    if n.chinese && n.simple.is_some() && n.n_units == 0 {
        figure.weak = single(r, n, head)?;
    }
    if text.all[n.start..n.end].contains('兆') {
        figure.also = vec![(Kind::Cardinal, Quantity::Number(value.div(Value::int(1_000_000))?))];
        figure.ambiguity = TRILLION;
    }
    if let Some(end) = text.any(n.end, &["+", "＋"]) {
        plus(text, &mut figure, head_after(r, end), end);
    }
    if n.n_digits == 4 && text.any(n.end, &["届", "级"]).is_some() && year_of(n).is_some() {
        let date = Date { year: year_of(n), ..Date::default() };
        return Some(Figure::new(figure.span, Kind::Date, Quantity::Date(date)).into());
    }
    if text.any(after, &["级", "层"]).is_some() && value.is_int() && !n.has_big {
        figure.also.push((Kind::Ordinal, Quantity::Number(value)));
        figure.ambiguity = LEVEL;
    }
    if is_year_like(text, n) {
        let year = value.to_i64().and_then(|year| i32::try_from(year).ok());
        figure.also.push((Kind::Date, Quantity::Date(Date { year, ..Date::default() })));
        figure.ambiguity = YEAR;
    }
    Some(figure.into())
}

/// 六打鸡蛋: so many dozen.
fn dozens(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let end = text.any(n.end, &["打"])?;
    let thing = text.any(
        end,
        &["鸡蛋", "啤酒", "鸭蛋", "毛巾", "袜", "铅笔", "玫瑰", "杯", "瓶", "钮扣", "纽扣"],
    );
    let ends =
        text.char_at(end).is_none_or(|c| !super::text::is_han(c)) && n.value > Some(Value::ONE);
    let pairs = text.starts(n.start, "两打") && text.han_at(end);
    if thing.is_none() && !ends && !pairs || n.high.is_some() {
        return None;
    }
    let mut figure = n.figure(Kind::Cardinal, end);
    figure.quantity = Quantity::Number(n.value?.mul(Value::int(12))?);
    Some(figure)
}

/// 5比0, 三比一: a score or a ratio, compared as 5:0.
fn score(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let second = numeral::read(text, text.any(n.end, &["比"])?)?;
    let (first, last) = (n.whole()?, second.whole()?);
    let score = Quantity::Text(format!("{first}:{last}"));
    Some(Figure::new(Span::new(n.start, second.end), Kind::Name, score))
}

/// Whether the numeral is the end of a word the lists cannot all hold: 星期五, 其一.
fn is_part_of_word(r: &Reader<'_>, n: &Numeral) -> bool {
    r.text.any_before(n.start, &["星期", "礼拜", "之", "初"]).is_some()
        && n.n_units == 0
        && r.text.any_before(n.start, &["分之"]).is_none()
}

/// 一二三产业: the first, second and third, run together.
fn is_list_of_digits(r: &Reader<'_>, n: &Numeral) -> bool {
    let ascending = n.whole().is_some_and(|value| matches!(value, 123 | 1234 | 12345));
    n.n_digits >= 3 && ascending && r.text.han_at(n.end)
}

/// Whether the numeral is a given name after a surname: 茅十八说.
fn is_named(text: Text<'_>, n: &Numeral) -> bool {
    let teens = n.value.is_some_and(|value| value > Value::int(9) && value < Value::int(100));
    let surname = || text.char_before(n.start).is_some_and(|c| SURNAMES.contains(c));
    teens && n.n_units == 1 && surname() && text.han_at(n.end)
}

/// 五毛钱, 5角, 3分钱.
fn small_coins(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let after = text.skip_blanks(n.end);
    let coins = [("毛钱", 10), ("角钱", 10), ("分钱", 100), ("毛", 10), ("角", 10)];
    let &(form, size) = coins.iter().find(|(form, _)| text.starts(after, form))?;
    let end = after + form.len();
    let capital = text.char_at(n.start).is_some_and(numeral::is_capital);
    let sure = form.ends_with('钱') || !n.chinese || capital;
    let cents =
        text.char_at(end).and_then(numeral::sign).is_some() && !text.han_at(text.after(end));
    let counted = cents || text.any(end, &["的", "和", "以", "左", "一", "每"]).is_some();
    let parted = numeral::read(text, end)
        .is_some_and(|part| part.n_units == 0 && text.starts(part.end, "分"));
    let sure = sure || parted;
    if n.value == Some(Value::ONE) && !sure || text.han_at(end) && !sure && !counted {
        return None;
    }
    let mut value = n.value?.div(Value::int(size))?;
    let mut size = size;
    let mut end = text.any(end, &["整"]).filter(|_| capital).unwrap_or(end);
    // 玖角捌分
    let coins = numeral::read(text, end).filter(|part| size == 10 && part.n_units == 0);
    if let Some(part) = coins
        && let Some(cents_end) = text.any(part.end, &["分"])
        && text.any(cents_end, &["之", "钟", "别", "为"]).is_none()
        && let Some(cents) = part.value.and_then(|cents| cents.div(Value::int(100)))
    {
        (value, size, end) = (value.add(cents)?, 100, cents_end);
    }
    // 三毛五
    if let Some(super::numeral::Sign::Digit(digit @ 1..=9)) =
        text.char_at(end).and_then(numeral::sign)
        && !form.ends_with('钱')
        && size == 10
        && !text.han_at(text.after(end))
    {
        let cents = Value::ratio(i128::from(digit), 100)?;
        (value, size, end) = (value.add(cents)?, 100, text.after(end));
    }
    let mut figure = n.figure(Kind::Money, end);
    figure.quantity = Quantity::Number(value);
    figure.step = Value::ratio(1, i128::from(size));
    // 四角 are corners where nothing near speaks of money.
    figure.weak =
        n.chinese && form == "角" && !sure && !measure::speaks_of_money(text, n.start, end);
    figure.unit = Units::builtin().zh("元");
    Some(figure)
}

/// Whether 百 千 万 亿 without a digit states a figure: 近百人, 过万, 万名教师; not 百姓 or 万州.
fn stands_alone(r: &Reader<'_>, n: &Numeral, head: Option<usize>) -> bool {
    let text = r.text;
    if n.n_units > 1 || n.simple.is_none() {
        return true;
    }
    let hedged = text.any_before(
        n.start,
        &[
            "近", "上", "过", "超", "超过", "约", "逾", "破", "突破", "数", "每", "好几", "将近",
            "不足", "不到", "达",
        ],
    );
    let rest = text.any(n.end, &["余", "多", "来"]);
    let hedged = hedged.is_some_and(|start| {
        let word =
            text.char_before(start).is_some_and(|c| "以加晚路世会线早身马网海附最".contains(c));
        !word || text.starts(start, "超")
    });
    let firm = text
        .any(n.end, &["名", "人", "户", "辆", "吨", "亩", "台", "件", "元", "位", "万"])
        .is_some();
    hedged && (head.is_some() || !text.han_at(n.end) || rest.is_some())
        || rest.is_some() && head.is_some()
        || firm && head.is_some()
}

/// Whether one Chinese digit is a weak figure; `None` when it states none.
fn single(r: &Reader<'_>, n: &Numeral, head: Option<usize>) -> Option<bool> {
    let text = r.text;
    let c = text.char_at(n.start)?;
    let (start, _) = signed_start(text, n);
    let alone =
        !text.han_before(start) && !text.han_at(n.end) || super::range::has_second(text, n.end);
    if alone {
        return Some(false);
    }
    match c {
        '俩' | '仨' => Some(true),
        '零' | '〇' | '幺' => None,
        '一' => head.map(|_| true),
        '二' => Some(true),
        '两' if head.is_some() => Some(false),
        _ => Some(head.is_none()),
    }
}

fn head_after(r: &Reader<'_>, at: usize) -> Option<usize> {
    let at = r.text.skip_blanks(at);
    r.lists.classifiers.longest_at(r.text, at)
}

/// 7700+人 is at least so many; 850+ alone is a name.
fn plus(text: Text<'_>, figure: &mut Figure, head: Option<usize>, end: usize) {
    let value = figure.quantity.clone();
    figure.span.end = end;
    figure.bound = Bound::AtLeast;
    if head.is_none() && !text.han_at(text.skip_blanks(end)) {
        let name = super::ascii::narrowed(&text.all[figure.numeral.start..end]);
        figure.kind = Kind::Name;
        figure.bound = Bound::Exact;
        figure.quantity = Quantity::Text(name);
        figure.step = None;
        figure.also = vec![(Kind::Cardinal, value)];
        figure.ambiguity = "a number with a plus sign is a name or a lower bound";
    }
}

fn year_of(n: &Numeral) -> Option<i32> {
    i32::try_from(n.whole()?).ok().filter(|year| (1900..2100).contains(year))
}

fn is_year_like(text: Text<'_>, n: &Numeral) -> bool {
    let year = n.n_digits == 4
        && n.whole().is_some_and(|year| (1900..2100).contains(&year))
        && !text.all[n.start..n.end].contains([',', ' ']);
    year && !text.char_at(n.end).is_some_and(is_han)
}
