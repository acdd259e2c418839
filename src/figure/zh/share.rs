//! Shares of a whole and multiples: percent, per mille, points, 成, 折, fractions, 半, 倍, 番.

use super::measure;
use super::numeral::{self, Numeral, Sign};
use super::text::Text;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Bound, Figure, Kind, Quantity, Value};

const DISCOUNT: &str = "a price at so many tenths: English gives what is taken off instead";
const GROWTH: &str = "grown by so many times the old size, or to so many times it: usage differs";

/// What follows 成 when it begins another word.
const NOT_TENTHS: [&str; 44] = [
    "员", "立", "为", "功", "长", "都", "果", "绩", "本", "熟", "人", "年", "就", "语", "交", "片",
    "品", "分", "份", "套", "群", "批", "型", "形", "因", "效", "千", "百", "双", "对", "体", "文",
    "材", "像", "家", "行", "列", "事", "全", "天", "名", "败", "才", "军",
];
/// What may stand before a minus.
const FREE: &str = "（(，,：:、[【为是到至约达在从由取；;=“‘「『\"'`";
/// What may be a minus.
const HYPHENS: [&str; 3] = ["-", "－", "﹣"];
const NOT_DISCOUNT: [&str; 17] = [
    "叠", "射", "腾", "合", "断", "磨", "返", "旧", "中", "页", "线", "门", "屏", "扇", "尺", "伞",
    "梯",
];

/// Words of growth, after which a multiple can mean "by" or "to".
const GROWS: [&str; 22] = [
    "增长", "增加", "提高", "上升", "上涨", "提升", "扩大", "增", "涨", "升", "高", "多", "大",
    "长", "快", "高出", "多出", "增产", "扩张", "增多", "攀升", "飙升",
];
const TO: [&str; 12] =
    ["到了", "到", "至", "为", "成", "达到", "达", "是", "相当于", "增至", "升至", "约为"];
const DOUBLES: [&str; 8] = ["翻了", "翻", "增长了", "增长", "扩大了", "扩大", "提高了", "提高"];

/// 百分之, 千分之, 万分之 and the numeral after it.
pub(super) fn spoken_share(r: &Reader<'_>, at: usize) -> Option<Reading> {
    let text = r.text;
    let (kind, end) = [("百分之", Kind::Percent), ("千分之", Kind::PerMille)]
        .iter()
        .find(|(form, _)| text.starts(at, form))
        .map(|&(form, kind)| (kind, at + form.len()))
        .or_else(|| text.starts(at, "百分百").then_some((Kind::Percent, at + "百分百".len())))?;
    if text.starts(at, "百分百") {
        let figure = Figure::new(Span::new(at, end), kind, Quantity::Number(Value::int(100)));
        return Some(Reading::Figure(Box::new(figure)));
    }
    let start = text.skip_blanks(end);
    let before = text.any_before(at, &["负"]).filter(|&sign| {
        !text.char_before(sign).is_some_and(|c| "减担抱肩胜欺自辜重税正".contains(c))
    });
    let negative = text.any(start, &["负"]);
    let Some(n) = numeral::read(text, negative.unwrap_or(start)).filter(|n| n.value.is_some())
    else {
        return Some(Reading::Silent(end));
    };
    let mut figure = n.figure(kind, n.end);
    // 千分之一秒, 百分之一秒
    let (unit, parts) =
        (r.lists.unit_at(text, n.end), if kind == Kind::Percent { 100 } else { 1000 });
    if unit.is_some_and(|(unit, _)| kind == Kind::PerMille || unit.id == "second") {
        figure.kind = Kind::Fraction;
        figure.quantity = Quantity::Number(n.value?.div(Value::int(parts))?);
        figure.step = None;
    }
    // 百分之百地: surely.
    figure.weak =
        kind == Kind::Percent && n.value == Some(Value::int(100)) && text.starts(n.end, "地");
    figure.span.start = before.unwrap_or(at);
    if negative.or(before).is_some() {
        figure.quantity = Quantity::Number(n.value?.neg());
    }
    Some(figure.into())
}

/// What a sign or word right after the numeral makes a share or multiple.
pub(super) fn shared(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    let start = signed_start(text, n);
    let after = text.skip_blanks(n.end);
    let infix = text.any(after, &["多个", "余个", "来个", "多", "余", "来"]);
    let signs: [(&[&str], Kind); 3] = [
        (&["%", "％", "﹪"], Kind::Percent),
        (&["‰"], Kind::PerMille),
        (&["个百分点", "百分点", "個百分點", "个点"], Kind::Points),
    ];
    for (forms, kind) in signs {
        let plain = text.any(after, forms).filter(|&end| !is_a_dot(text, n, end));
        if let Some(end) = plain.or_else(|| infix.and_then(|at| text.any(at, forms))) {
            let mut figure = n.figure(kind, end);
            figure.span.start = start.0;
            if start.1 {
                figure.quantity = Quantity::Number(n.value?.neg());
            }
            if plain.is_none() {
                figure.bound = Bound::Above;
            }
            return Some(figure.into());
        }
    }
    if let Some(end) =
        text.any(after, &["个基点", "基点", "个BP", "个bp", "bps", "BPs", "BP", "bp"])
    {
        let mut figure = scaled(n, Kind::Points, end, Value::ratio(1, 100)?)?;
        figure.span.start = start.0;
        return Some(figure.into());
    }
    let negative = |mut figure: Figure| {
        if let (true, Quantity::Number(value)) = (start.1, &figure.quantity) {
            figure.quantity = Quantity::Number(value.neg());
            figure.span.start = start.0;
        }
        figure
    };
    let figure = fraction(text, n, after)
        .map(negative)
        .or_else(|| tenths(text, n, after))
        .or_else(|| discount(text, n, after))
        .or_else(|| multiple(text, n, after, infix))
        .or_else(|| doublings(text, n, after));
    figure.map(Reading::from)
}

/// 三个点, 40个点: so many dots, where no word of change stands before.
fn is_a_dot(text: Text<'_>, n: &Numeral, end: usize) -> bool {
    let change = |c: char| "涨跌升降增减加扣高低调超抽回落利率股税".contains(c);
    // 一个点 is a dot even further from such a word.
    let reach = if n.value == Some(Value::ONE) { 3 } else { 8 };
    !n.decimals && text.ends(end, "个点") && !text.window_before(n.start, reach).contains(change)
}

/// Where a numeral starts with its sign, and whether that is a minus.
pub(super) fn signed_start(text: Text<'_>, n: &Numeral) -> (usize, bool) {
    if let Some(start) = text.any_before(n.start, &["负", "−"]) {
        let word = text.char_before(start).is_some_and(|c| "减担抱肩胜欺自辜重税正".contains(c));
        return if word { (n.start, false) } else { (start, true) };
    }
    match minus_before(text, n.start).or_else(|| tied_minus(text, n)) {
        Some(start) => (start, true),
        None => (n.start, false),
    }
}

/// The hyphen that ends at `at` and is a minus, as nothing stands before it to be joined.
pub(super) fn minus_before(text: Text<'_>, at: usize) -> Option<usize> {
    let start = text.any_before(at, &HYPHENS)?;
    let free = text.char_before(start).is_none_or(|c| c.is_whitespace() || FREE.contains(c));
    free.then_some(start)
}

/// The hyphen between a word and a rate or a sum: 同比-2.3%, 余额-100元. No figure stands before it, of
/// which this would be the other end.
fn tied_minus(text: Text<'_>, n: &Numeral) -> Option<usize> {
    let start = text.any_before(n.start, &HYPHENS).filter(|&start| text.han_before(start))?;
    let is_numeral = |c: char| super::digits::is_arabic(c) || numeral::sign(c).is_some();
    let ranged = text.window_before(start, 6).contains(is_numeral);
    let rated = text
        .any(text.skip_blanks(n.end), &["%", "％", "‰", "个百分点", "℃", "元", "美元", "万", "亿"]);
    (!ranged && !n.chinese && rated.is_some()).then_some(start)
}

/// Tells that a hyphen tied to the word before may be a dash as well as a minus.
pub(super) fn doubt_tied_minus(text: Text<'_>, figure: &mut Figure) {
    let Quantity::Number(value) = figure.quantity else { return };
    let Some(end) = text.any(figure.span.start, &HYPHENS) else { return };
    let tied = text.han_before(figure.span.start) && minus_before(text, end).is_none();
    if value.is_negative() && tied {
        figure.also.push((figure.kind, Quantity::Number(value.neg())));
        figure.ambiguity = "a hyphen before a number is a minus or a dash";
    }
}

/// 半 and what it halves; 一半.
pub(super) fn half(r: &Reader<'_>, at: usize) -> Option<Reading> {
    let text = r.text;
    let one_half = Value::ratio(1, 2)?;
    if let Some(end) = text.any(at, &["一半", "半数", "半价", "半壁"]) {
        if text.starts(at, "半壁") || text.any_before(at, &["另", "任", "后", "前"]).is_some()
        {
            return Some(Reading::Silent(end));
        }
        let value = Quantity::Number(one_half);
        return Some(Figure::new(Span::new(at, end), Kind::Fraction, value).into());
    }
    if text.any_before(at, &["减"]).is_some() && !text.han_at(text.after(at)) {
        let span = Span::new(text.any_before(at, &["减"])?, text.after(at));
        return Some(Figure::new(span, Kind::Multiple, Quantity::Number(one_half)).into());
    }
    if let Some(end) = text.any(at, &["半个百分点", "半個百分點"]) {
        return Some(
            Figure::new(Span::new(at, end), Kind::Points, Quantity::Number(one_half)).into(),
        );
    }
    let nearly = text.any_before(at, &["将近", "近"]).filter(|&start| {
        !text.char_before(start).is_some_and(|c| "最附远新临邻靠亲贴走拉".contains(c))
    });
    let end = text.after(at);
    if nearly.is_some()
        && measure::half_unit(r, at).is_none()
        && text.any(end, &["百", "岛", "山", "夜", "月", "日", "个", "载", "天"]).is_none()
    {
        return Some(
            Figure::new(Span::new(at, end), Kind::Fraction, Quantity::Number(one_half)).into(),
        );
    }
    if let Some(end) = text.any(at, &["半成", "半折"]) {
        let value = Value::int(if text.starts(at, "半成") { 5 } else { 50 });
        let figure = Figure::new(Span::new(at, end), Kind::Percent, Quantity::Number(value));
        let word = text.any(end, &["品", "形", "型", "材", "熟", "体"]).is_some();
        return (!word).then(|| figure.into());
    }
    measure::half_unit(r, at).map(Reading::from)
}

/// 过半.
pub(super) fn more_than_half(text: Text<'_>, at: usize) -> Option<Reading> {
    let end = text.any(at, &["过半数", "过半"])?;
    if text.any_before(at, &["通", "经", "超", "不", "度", "难"]).is_some() {
        return None;
    }
    let span = Span::new(at, end);
    let mut figure = Figure::new(span, Kind::Fraction, Quantity::Number(Value::ratio(1, 2)?));
    figure.bound = Bound::Above;
    Some(figure.into())
}

/// 翻番, 翻倍, 倍增, 加倍, 双倍, 对折.
pub(super) fn doubled(text: Text<'_>, at: usize) -> Option<Reading> {
    let of = |start, end, kind, value| {
        Figure::new(Span::new(start, end), kind, Quantity::Number(Value::int(value)))
    };
    if let Some(end) = text.any(at, &["翻番", "翻了番", "翻倍", "翻了倍"]) {
        return Some(of(at, end, Kind::Multiple, 2).into());
    }
    if text.starts(at, "对折") {
        return Some(of(at, at + "对折".len(), Kind::Percent, 50).into());
    }
    let times = text.any(at, &["倍"])?;
    if let Some(start) = text.any_before(at, &["加", "双"]) {
        return Some(of(start, times, Kind::Multiple, 2).into());
    }
    let end = text.any(at, &["倍增"])?;
    let mut figure = of(at, end, Kind::Multiple, 2);
    figure.weak = true;
    Some(figure.into())
}

fn scaled(n: &Numeral, kind: Kind, end: usize, by: Value) -> Option<Figure> {
    let mut figure = n.figure(kind, end);
    figure.quantity = Quantity::Number(n.value?.mul(by)?);
    figure.high = n.high.and_then(|high| high.mul(by)).map(Quantity::Number);
    figure.step = n.step.and_then(|step| step.mul(by));
    Some(figure)
}

/// 三分之一, 二又三分之一, 1又1/2.
fn fraction(text: Text<'_>, n: &Numeral, after: usize) -> Option<Figure> {
    if let Some(from) = text.any(after, &["又"]) {
        let denom = numeral::read(text, from)?;
        let numer = numeral::read(text, text.any(denom.end, &["分之", "/", "／"])?)?;
        let slash = !text.starts(denom.end, "分之");
        let part =
            if slash { denom.value?.div(numer.value?)? } else { numer.value?.div(denom.value?)? };
        let mut figure = n.figure(Kind::Fraction, numer.end);
        figure.quantity = Quantity::Number(n.value?.add(part)?);
        figure.numeral.end = numer.end;
        figure.step = None;
        return Some(figure);
    }
    let numer = numeral::read(text, text.skip_blanks(text.any(after, &["分之"])?))?;
    let mut figure = n.figure(Kind::Fraction, numer.end);
    figure.quantity = Quantity::Number(numer.value?.div(n.value?)?);
    figure.high = numer.high.and_then(|high| high.div(n.value?)).map(Quantity::Number);
    figure.numeral.end = numer.end;
    figure.step = None;
    Some(figure)
}

/// 七成, 七成六, 三成半, 七八成.
fn tenths(text: Text<'_>, n: &Numeral, after: usize) -> Option<Figure> {
    let end = text.any(after, &["成"])?;
    let most = n.high.or(n.value)?;
    if n.n_units > 0 && n.simple != Some((1, 1)) || most > Value::int(10) || n.infix.is_some() {
        return None;
    }
    if text.any(end, &NOT_TENTHS).is_some() {
        return None;
    }
    let mut figure = scaled(n, Kind::Percent, end, Value::int(10))?;
    // 八成不知道: most likely.
    let likely = ["不", "没", "又", "还", "会", "要", "能", "可"];
    figure.weak = n.value == Some(Value::int(8)) && n.chinese && text.any(end, &likely).is_some();
    let digit = text.char_at(end).and_then(|c| match numeral::sign(c) {
        Some(Sign::Digit(digit)) if digit > 0 && n.high.is_none() => Some(digit),
        None if c == '半' => Some(5),
        _ => None,
    });
    if let Some(digit) = digit {
        let tail = numeral::read(text, end).is_none_or(|n| n.n_units == 0 && n.n_digits == 1);
        if tail {
            figure.span.end = text.after(end);
            figure.quantity =
                Quantity::Number(n.value?.mul(Value::int(10))?.add(Value::int(i64::from(digit)))?);
            figure.step = Some(Value::ONE);
        }
    }
    Some(figure)
}

/// 八折, 七五折, 8.5折.
fn discount(text: Text<'_>, n: &Numeral, after: usize) -> Option<Figure> {
    let end = text.any(after, &["折"])?;
    if text.any(end, &NOT_DISCOUNT).is_some() || n.n_units > 0 {
        return None;
    }
    let pair = n.high.and_then(Value::to_i64);
    let value = match (n.value?, pair) {
        (low, Some(high)) => low.mul(Value::int(10))?.add(Value::int(high))?,
        (value, None) if value < Value::int(10) => value.mul(Value::int(10))?,
        (value, None) => value,
    };
    if value <= Value::ZERO || value >= Value::int(100) {
        return None;
    }
    let mut figure = n.figure(Kind::Percent, end);
    figure.quantity = Quantity::Number(value);
    figure.high = None;
    figure.step = Some(Value::ONE);
    figure.also = vec![(Kind::Percent, Quantity::Number(Value::int(100).sub(value)?))];
    figure.ambiguity = DISCOUNT;
    Some(figure)
}

/// 3倍, 增长3倍, 一倍半.
fn multiple(text: Text<'_>, n: &Numeral, after: usize, infix: Option<usize>) -> Option<Figure> {
    let mut bound = n.infix.unwrap_or_default();
    let end = text.any(after, &["倍"]).or_else(|| {
        let end = text.any(infix?, &["倍"])?;
        bound = Bound::Above;
        Some(end)
    })?;
    if text.any(end, &["增", "率"]).is_some() && !text.starts(end, "增长") {
        return None;
    }
    let mut value = n.value?;
    let mut figure = n.figure(Kind::Multiple, end);
    if let Some(end) = text.any(end, &["半"]).filter(|&end| !text.han_at(end)) {
        value = value.add(Value::ratio(1, 2)?)?;
        figure.span.end = end;
    }
    figure.quantity = Quantity::Number(value);
    figure.bound = bound;
    let before =
        text.any_before(text.back_blanks(n.start), &["约", "近", "超过", "逾", "了近", "了约"]);
    let before = before.unwrap_or(text.back_blanks(n.start));
    let magnified = ["放大", "放大了", "缩小", "缩小了"];
    if text.any_before(before, &TO).is_some() || text.any_before(before, &magnified).is_some() {
        return Some(figure);
    }
    let verb_end = text.any_before(before, &["了", "出"]).unwrap_or(before);
    let grown = value.add(Value::ONE)?;
    if text.any_before(verb_end, &["翻"]).is_some() {
        let read = if value == Value::ONE { grown } else { value };
        figure.quantity = Quantity::Number(read);
        if value != Value::ONE {
            figure.also = vec![(Kind::Multiple, Quantity::Number(grown))];
            figure.ambiguity = GROWTH;
        }
    } else if text.any_before(verb_end, &GROWS).is_some() {
        figure.quantity = Quantity::Number(grown);
        figure.high = n.high.and_then(|high| high.add(Value::ONE)).map(Quantity::Number);
        if value == Value::ONE {
            // 增长一倍 is doubled and nothing else, though English can say "by one time".
            figure.also = vec![(Kind::Multiple, Quantity::Number(Value::ONE))];
        } else {
            figure.also = vec![(Kind::Multiple, Quantity::Number(value))];
        }
        figure.ambiguity = GROWTH;
    }
    Some(figure)
}

/// 翻一番 is twice, 翻两番 four times.
fn doublings(text: Text<'_>, n: &Numeral, after: usize) -> Option<Figure> {
    let end = text.any(after, &["番"])?;
    let start = text
        .any_before(n.start, &["翻了近", "翻了", "翻过", "翻近", "翻"])
        .or_else(|| text.any_before(n.start, &DOUBLES))?;
    let power = u32::try_from(n.whole()?).ok().filter(|power| (1..=20).contains(power))?;
    let mut figure = n.figure(Kind::Multiple, end);
    figure.span.start = start;
    figure.quantity = Quantity::Number(Value::int(1 << power));
    figure.step = None;
    Some(figure)
}
