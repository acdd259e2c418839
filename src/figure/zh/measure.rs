//! Money, measures and lengths of time.

use super::digits;
use super::numeral::{self, Numeral, Sign};
use super::share::{minus_before, signed_start};
use super::text::Text;
use super::words::Lists;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Bound, Figure, Kind, Quantity, Unit, Value, unit};

/// Currency signs that stand before the number, longest first.
const BEFORE: [&str; 25] = [
    "人民币",
    "港币",
    "新台币",
    "日币",
    "US$",
    "HK$",
    "NT$",
    "RMB",
    "USD",
    "CNY",
    "HKD",
    "EUR",
    "GBP",
    "JPY",
    "TWD",
    "A$",
    "C$",
    "S$",
    "￥",
    "¥",
    "$",
    "＄",
    "€",
    "£",
    "￡",
];
/// Units that are more often something else: they count only when these words stand near.
const UNSURE: [(&str, &[&str]); 6] = [
    ("度", &["温", "气候", "热", "冷", "零下", "摄氏", "烧", "水", "℃"]),
    ("桶", &["油", "原油", "石油"]),
    ("升", &["油", "水", "液", "酒", "奶", "排量", "容", "毫", "每", "饮"]),
    ("码", &["布", "时速", "开到"]),
    ("担", &["米", "粮", "谷", "挑"]),
    ("载", &[]),
];

/// What stands beside 旬 when it counts tens of years of an age, not of days.
const AGED_BEFORE: [&str; 8] = ["年过", "年近", "年逾", "年届", "已过", "已近", "年满", "近"];
const AGED_AFTER: [&str; 8] = ["老", "高龄", "母", "父", "翁", "妇", "大爷", "奶奶"];

/// 年过七旬, 八旬老人: an age in tens of years.
fn age(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let end = text.any(n.end, &["旬"])?;
    let aged =
        text.any_before(n.start, &AGED_BEFORE).is_some() || text.any(end, &AGED_AFTER).is_some();
    let years = n.value.filter(|v| aged && n.n_units == 0 && *v < Value::int(11))?;
    let mut figure = n.figure(Kind::Duration, end);
    figure.quantity = Quantity::Number(years.mul(Value::int(10))?);
    figure.unit = crate::figure::Units::builtin().zh("岁");
    figure.step = Some(Value::int(10));
    Some(figure)
}

/// 华氏一百度, 摄氏三十七度五, 摄氏-80度: the scale said first.
fn degrees(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let below = text.any_before(n.start, &["零下", "负", "-", "－", "−"]);
    let start = text.back_blanks(below.unwrap_or(n.start));
    let start = text.any_before(start, &["摄氏", "华氏"])?;
    let mut end = text.any(text.skip_blanks(n.end), &["度"])?;
    let unit = if text.starts(start, "摄氏") { "摄氏度" } else { "华氏度" };
    let mut value = n.value?;
    if let Some(Sign::Digit(tenths)) = text.char_at(end).and_then(numeral::sign)
        && !text.han_at(text.after(end))
    {
        value = value.add(Value::ratio(i128::from(tenths), 10)?)?;
        end = text.after(end);
    }
    let mut figure = n.figure(Kind::Measure, end);
    figure.unit = crate::figure::Units::builtin().zh(unit);
    figure.quantity = Quantity::Number(if below.is_some() { value.neg() } else { value });
    figure.span.start = start;
    Some(figure)
}

/// Money, a measure or a duration.
pub(super) fn measure(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    if let Some(figure) = age(text, n) {
        return Some(figure.into());
    }
    if let Some(figure) = degrees(text, n) {
        return Some(figure.into());
    }
    let (start, negative) = signed_start(text, n);
    // 三$1元: the sign was taken by the figure before.
    let taken = r.figures.last().map_or(0, |last| last.span.end);
    let prefix = currency_before(text, start).filter(|(_, start)| *start >= taken);
    let found = unit_after(r.lists, text, n);
    let bare = found.is_none() && prefix.is_some();
    let (unit, end, bound) = match (&prefix, found) {
        // 港币0.86元: the currency said first.
        (Some((unit, _)), Some(found)) if found.unit.id == "cny" => (*unit, found.end, found.bound),
        (_, Some(found)) => (found.unit, found.end, found.bound),
        (Some((unit, _)), None) => (*unit, n.end, None),
        (None, None) => return None,
    };
    let sub_zero = text
        .any_before(text.back_blanks(n.start), &["零下约", "零下", "负"])
        .filter(|&start| start >= taken);
    // -$1000: the sign stands before the currency.
    let (prefix, negative) = match prefix {
        Some((unit, start)) if !negative => {
            let minus = minus_before(text, start).filter(|&start| start >= taken);
            (Some((unit, minus.unwrap_or(start))), minus.is_some())
        }
        prefix => (prefix, negative),
    };
    let mut value = n.value?;
    let kind = kind_of(unit);
    let mut figure = n.figure(kind, end);
    // 人民币23.5分
    if bare
        && let Some(after) = text.any(text.skip_blanks(n.end), &["分", "仙"])
        && text.any(after, &["之", "钟", "别", "为"]).is_none()
    {
        let hundredth = Value::ratio(1, 100)?;
        value = value.mul(hundredth)?;
        figure.step = n.step.and_then(|step| step.mul(hundredth));
        figure.span.end = after;
    }
    figure.unit = Some(unit);
    figure.span.start = prefix.map_or(start, |(_, start)| start);
    figure.bound = bound.or(n.infix).unwrap_or_default();
    if let Some((tail, end)) = tail(text, unit, end, n) {
        value = value.add(tail)?;
        // 一米六零 is told to the centimetre.
        let n_digits = text.all[figure.span.end..end].chars().count();
        let to = || Value::power_of_ten(-i32::try_from(n_digits).ok()?);
        figure.step = if unit.id == "m" { to() } else { None };
        figure.span.end = end;
    }
    if negative {
        value = value.neg();
    } else if unit.dimension == "temperature"
        && let Some(start) = sub_zero
    {
        value = value.neg();
        figure.span.start = start;
        figure.high = n.high.map(|high| Quantity::Number(high.neg()));
    }
    figure.quantity = Quantity::Number(value);
    let whole = unit.id == "cny" && figure.span.end == end;
    figure.weak = n.simple == Some((1, 0)) && n.chinese && value == Value::ONE
        || whole && (is_of_parts(text, n, end) || is_of_pieces(text, n, end));
    Some(figure.into())
}

/// 三元组, 二元名字: of so many parts, where nothing near speaks of money.
fn is_of_parts(text: Text<'_>, n: &Numeral, end: usize) -> bool {
    let few = n.chinese && n.simple.is_some_and(|(digit, power)| digit <= 4 && power == 0);
    let joined =
        |c: char| super::text::is_han(c) && !"的钱左以整每一二三四五六七八九十多起".contains(c);
    let unit = text.ends(end, "元") && text.starts(n.end, "元");
    few && unit && text.char_at(end).is_some_and(joined) && !speaks_of_money(text, n.start, end)
}

/// 炸成几百块, 切为八块: pieces, where nothing near speaks of money.
fn is_of_pieces(text: Text<'_>, n: &Numeral, end: usize) -> bool {
    let parted = text.any_before(n.start, &["成", "为", "作", "成了", "卸"]).is_some();
    let pieces = parted && text.ends(end, "块") && !text.starts(end, "钱");
    pieces && !speaks_of_money(text, n.start, end)
}

/// Whether inches stand right after their feet: 5英尺4英寸.
pub(super) fn joins(text: Text<'_>, feet: &Figure, inches: &Figure) -> bool {
    text.skip_blanks(feet.span.end) == inches.span.start && unit::in_inches(feet, inches).is_some()
}

/// Joins inches to their feet: one height, in inches.
pub(super) fn join(feet: &mut Figure, inches: Figure) {
    let Some(sum) = unit::in_inches(feet, &inches) else { return };
    *feet = Figure {
        span: Span::new(feet.span.start, inches.span.end),
        numeral: Span::new(feet.numeral.start, inches.numeral.end),
        quantity: Quantity::Number(sum),
        bound: feet.bound,
        ..inches
    };
}

/// Whether a word of money stands near what lies between two places.
pub(super) fn speaks_of_money(text: Text<'_>, start: usize, end: usize) -> bool {
    let money = |c: char| "价钱费付买卖售花收票罚薪资款金奖租税币块角分赚赌借欠赔".contains(c);
    text.window_before(start, 10).contains(money) || text.window_after(end, 10).contains(money)
}

/// 半年, 半个世纪, 半小时, 半斤: half a unit; at 半.
pub(super) fn half_unit(r: &Reader<'_>, at: usize) -> Option<Figure> {
    let text = r.text;
    let after = text.after(at);
    let mut bound = Bound::Exact;
    let (unit, end) = match r.lists.unit_at(text, after) {
        Some(found) => found,
        None => {
            if text.starts(after, "个多") {
                bound = Bound::Above;
            }
            counted_unit(text, text.any(after, &["个多", "个"])?)?
        }
    };
    if matches!(
        &text.all[after..end],
        "月" | "日" | "度" | "载" | "夜" | "块" | "桶" | "码" | "岁" | "元" | "升" | "晚"
    ) {
        return None;
    }
    let mut figure = Figure::new(
        crate::document::Span::new(at, end),
        kind_of(unit),
        Quantity::Number(Value::ratio(1, 2)?),
    );
    figure.numeral.end = after;
    figure.unit = Some(unit);
    figure.bound = bound;
    Some(figure)
}

/// What a unit measures says what kind of figure it makes.
pub(super) fn kind_of(unit: Unit) -> Kind {
    match unit.dimension {
        "money" => Kind::Money,
        "time" | "months" | "nights" => Kind::Duration,
        _ => Kind::Measure,
    }
}

/// The currency that stands before `at`, and where it starts.
pub(super) fn currency_before(text: Text<'_>, at: usize) -> Option<(Unit, usize)> {
    let end = text.back_blanks(at);
    // Most numerals stand after a Chinese character.
    if text.char_before(end).is_none_or(|c| super::text::is_han(c) && c != '币') {
        return None;
    }
    let start = text.any_before(end, &BEFORE)?;
    let form = match &text.all[start..end] {
        "人民币" => "元",
        "＄" => "$",
        "￡" => "£",
        form => form,
    };
    let latin = form.starts_with(|c: char| c.is_ascii_alphabetic());
    if latin && text.char_before(start).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    crate::figure::Units::builtin().zh(form).map(|unit| (unit, start))
}

struct Found {
    unit: Unit,
    end: usize,
    bound: Option<Bound>,
}

/// The unit after a numeral: 5公里, 200多元, 3个多月, 两个半小时.
fn unit_after(lists: &Lists, text: Text<'_>, n: &Numeral) -> Option<Found> {
    let after = text.skip_blanks(n.end);
    if let Some(end) = minutes(text, n, after) {
        return Some(Found {
            unit: crate::figure::Units::builtin().zh("分钟")?, end, bound: None
        });
    }
    if let Some((unit, end)) = lists.unit_at(text, after) {
        return is_meant(text, n, after, end).then_some(Found { unit, end, bound: None });
    }
    let more =
        [("多", Bound::Above), ("余", Bound::Above), ("来", Bound::About), ("几", Bound::Above)];
    for (word, bound) in more {
        let Some(next) = text.any(after, &[word]) else { continue };
        if let Some((unit, end)) = lists.unit_at(text, next) {
            return is_meant(text, n, next, end).then_some(Found { unit, end, bound: Some(bound) });
        }
    }
    // 3个多月, 两个半小时: the unit's form has 个 in front.
    let inner = text.any(after, &["个多", "个半", "个来"])?;
    let (unit, end) = counted_unit(text, inner)?;
    let bound = if text.starts(after, "个多") { Some(Bound::Above) } else { None };
    Some(Found { unit, end, bound })
}

/// 8分 of 2小时8分44秒: minutes, where hours stand before or seconds after.
fn minutes(text: Text<'_>, n: &Numeral, after: usize) -> Option<usize> {
    let end = text.any(after, &["分"]).filter(|&end| text.any(end, &["之", "钟"]).is_none())?;
    let hours = text.any_before(text.back_blanks(n.start), &["小时", "钟头"]).is_some();
    let seconds = || numeral::read(text, end).is_some_and(|n| text.starts(n.end, "秒"));
    (hours || seconds()).then_some(end)
}

/// The unit of time at `at` that is counted with 个, said before.
fn counted_unit(text: Text<'_>, at: usize) -> Option<(Unit, usize)> {
    let names = ["小时", "钟头", "星期", "礼拜", "月", "世纪", "季度", "工作日"];
    let end = text.any(at, &names)?;
    let name = format!("个{}", &text.all[at..end]);
    crate::figure::Units::builtin().zh(&name).map(|unit| (unit, end))
}

/// Whether an unsure unit (度, 桶, 块) is meant as one.
fn is_meant(text: Text<'_>, n: &Numeral, start: usize, end: usize) -> bool {
    let form = &text.all[start..end];
    if form == "块" {
        let next = text.char_at(end);
        // 一块2x4木料: the digit begins something else.
        let tagged = digits::read(text, end).and_then(|run| text.char_at(run.end));
        let shaped = next.is_some_and(|c| numeral::sign(c).is_some())
            && text.any(text.after(end), &["角形", "角洲", "角板", "角铁", "角巾"]).is_some();
        if shaped || tagged.is_some_and(|c| c.is_ascii_alphabetic() || c == '*' || c == '×') {
            return false;
        }
        return next.is_none_or(|c| {
            !c.is_alphanumeric()
                || c.is_ascii_digit()
                || numeral::sign(c).is_some()
                || "多钱以左的就".contains(c)
        });
    }
    if form == "载" {
        return n.chinese;
    }
    if matches!(form, "月" | "日") {
        // A month of the year or a day of the month, unless the date rule refused it as such.
        return n.value.is_some_and(|v| v.is_int());
    }
    let Some((_, words)) = UNSURE.iter().find(|(unit, _)| *unit == form) else { return true };
    if form == "度" && n.decimals {
        return true;
    }
    let near = text.window_before(n.start, 10);
    let next = text.window_after(end, 3);
    words.iter().any(|word| near.contains(word) || next.contains(word))
}

/// What follows the unit and adds to it: 三年半, 3元5角, 五块三, 两个半小时.
fn tail(text: Text<'_>, unit: Unit, end: usize, n: &Numeral) -> Option<(Value, usize)> {
    let after = text.skip_blanks(n.end);
    if text.any(after, &["个半"]).is_some() {
        return Some((Value::ratio(1, 2)?, end));
    }
    if unit.id == "second" && text.ends(end, "秒") && !n.decimals {
        // 9秒58 is 9.58 s.
        let part = numeral::read(text, end).filter(|n| n.n_digits == 2 && !n.chinese)?;
        return Some((part.value?.div(Value::int(100))?, part.end));
    }
    let parted = unit.id == "m" && text.ends(end, "米") || unit.id == "chi" && text.ends(end, "尺");
    if parted {
        // 一米八 is 1.8 m, 二尺三 is 2.3 chi.
        let part = numeral::read(text, end).filter(|n| n.n_units == 0 && !n.decimals)?;
        let size = 10_i64.checked_pow(u32::try_from(part.n_digits).ok().filter(|&n| n <= 2)?)?;
        // 一米七八 is 1.78 m, not "seven or eight".
        let value = match part.high {
            Some(high) => part.value?.mul(Value::int(10))?.add(high)?,
            None => part.value?,
        };
        let counted = Lists::get().unit_at(text, part.end).is_some()
            || text.any(part.end, &["个", "条", "名", "位", "台", "人", "%"]).is_some();
        return (!counted && n.value.is_some_and(|v| v < Value::int(10)))
            .then_some((value.div(Value::int(size))?, part.end));
    }
    if unit.dimension != "money" {
        let half = text.any(end, &["半"])?;
        let part = text.any(
            half,
            &["载", "价", "数", "岛", "径", "导", "年", "夜", "成", "决", "天", "个", "路"],
        );
        return part.is_none().then_some((Value::ratio(1, 2)?, half));
    }
    if unit.id != "cny" || n.infix.is_some() {
        return None;
    }
    let mut sum = Value::ZERO;
    let mut at = end;
    for (forms, size) in [(["角", "毛"], 10), (["分", "分"], 100)] {
        let Some(part) = numeral::read(text, at).filter(|n| n.value.is_some() && n.n_units == 0)
        else {
            break;
        };
        let Some(next) = text.any(part.end, &forms) else { continue };
        if text.any(next, &["之", "钟", "别", "为"]).is_some() {
            break;
        }
        sum = sum.add(part.value?.div(Value::int(size))?)?;
        at = text.any(next, &["钱", "整"]).unwrap_or(next);
    }
    if at == end && text.ends(end, "块") {
        // 五块三 is 5.3.
        let c = text.char_at(end)?;
        let digit = match numeral::sign(c) {
            Some(Sign::Digit(digit)) => digit,
            // 3块5
            None => u8::try_from(super::text::narrow(c).to_digit(10)?).ok()?,
            _ => return None,
        };
        let next = text.after(end);
        if text.char_at(next).is_some_and(super::digits::is_arabic) {
            return None;
        }
        let last = text.char_at(next).is_none_or(|c| !super::text::is_han(c));
        return last.then_some((Value::ratio(i128::from(digit), 10)?, next));
    }
    (at > end).then_some((sum, at))
}
