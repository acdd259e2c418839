//! Times of day: 下午3时30分, 三点半, 8点一刻, 18:40.

use super::digits;
use super::numeral::{self, Numeral};
use super::text::Text;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Clock, Figure, Kind, Quantity, Units, Value};

/// Words for the half of the day, and where the hour lies.
const HALVES: [(&str, Half); 29] = [
    ("凌晨", Half::Morning),
    ("清晨", Half::Morning),
    ("早晨", Half::Morning),
    ("早上", Half::Morning),
    ("上午", Half::Morning),
    ("今早", Half::Morning),
    ("明早", Half::Morning),
    ("一早", Half::Morning),
    ("每早", Half::Morning),
    ("中午", Half::Noon),
    ("正午", Half::Noon),
    ("下午", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("晚间", Half::Afternoon),
    ("今晚", Half::Afternoon),
    ("昨晚", Half::Afternoon),
    ("明晚", Half::Afternoon),
    ("当晚", Half::Afternoon),
    ("每晚", Half::Afternoon),
    ("夜里", Half::Night),
    ("夜间", Half::Night),
    ("深夜", Half::Night),
    ("午夜", Half::Night),
    ("半夜", Half::Night),
    ("入夜", Half::Night),
    ("早", Half::Morning),
    ("晚", Half::Afternoon),
];

/// What follows 点 when points are counted, not hours.
const POINTS: [&str; 26] = [
    "之间", "意见", "建议", "要求", "希望", "体会", "主张", "共识", "原因", "感受", "看法", "启示",
    "倡议", "说明", "内容", "理由", "定位", "经验", "特点", "思考", "好处", "变化", "不同", "措施",
    "问题", "方面",
];
const POINTS_BEFORE: [&str; 25] = [
    "以下", "如下", "这", "那", "哪", "提出", "提", "做到", "有", "谈", "讲", "说", "共", "下跌",
    "上涨", "涨", "跌", "收报", "报", "至少", "最多", "增加", "减少", "额外", "扣",
];
/// What turns 时 into the start of another word.
const NOT_HOUR: [&str; 13] =
    ["代", "候", "期", "尚", "刻", "段", "常", "速", "空", "装", "髦", "政", "局"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Noon,
    Afternoon,
    Night,
}

/// A time of day said with 时 or 点.
pub(super) fn clock(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    if let Some(figure) = lacking(text, n) {
        return Some(figure.into());
    }
    let after = text.skip_blanks(n.end);
    let hour = u8::try_from(n.whole()?).ok().filter(|&hour| hour <= 24)?;
    if n.infix.is_some() || n.bare {
        return None;
    }
    let is_shi = text.starts(after, "时");
    if !is_shi && !text.starts(after, "点")
        || is_shi && text.any(text.after(after), &NOT_HOUR).is_some()
    {
        return None;
    }
    let half = half_before(text, n.start);
    if is_shi && half.is_none() && !n.chinese && is_condition(text, n) {
        return None;
    }
    let minutes = minutes(text, text.after(after));
    let (minute, second, end) = match minutes {
        Some(found) => found,
        None if is_shi || half.is_some() => (0, None, text.after(after)),
        None => (0, None, bare_hour(text, n, text.after(after))?),
    };
    let clock = Clock { hour, minute, second, half_day_known: false };
    let mut figure = figure(n.start, n.end, end, clock, half);
    if minutes.is_none() && half.is_none() && !is_shi {
        // 额外的1点: points, if the other side says so.
        figure.also = vec![(Kind::Cardinal, Quantity::Number(n.value?))];
    }
    Some(figure.into())
}

/// 值为 0 时, 设为 -1 时: when a value is so much.
fn is_condition(text: Text<'_>, n: &Numeral) -> bool {
    let start = text.any_before(n.start, &["-", "－"]).unwrap_or(n.start);
    let equals = ["为", "等于", "大于", "小于", "超过", "=", "＝", "是", ">", "<"];
    let time = |c: char| "间点午晨晚早夜日".contains(c);
    start < n.start && text.char_before(start).is_none_or(|c| !super::digits::is_arabic(c))
        || text.any_before(text.back_blanks(start), &equals).is_some()
            && !text.window_before(start, 6).contains(time)
}

/// 差十分三点, 差一刻六点: the minutes that are lacking, then the hour.
fn lacking(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let start = text.any_before(n.start, &["差"])?;
    let (end, size) = match text.any(n.end, &["分钟", "分"]) {
        Some(end) => (end, 1),
        None => (text.any(n.end, &["刻钟", "刻"])?, 15),
    };
    let lacking =
        u8::try_from(n.whole()?.checked_mul(size)?).ok().filter(|n| (1..60).contains(n))?;
    let hour = numeral::read(text, end)?;
    let value = u8::try_from(hour.whole()?).ok().filter(|hour| (1..=12).contains(hour))?;
    let end = text.any(hour.end, &["点钟", "点"])?;
    let half = half_before(text, start);
    let clock = Clock {
        hour: if value == 1 { 12 } else { value - 1 },
        minute: 60 - lacking,
        second: None,
        half_day_known: false,
    };
    Some(figure(start, hour.end, end, clock, half))
}

/// A time of day said with a colon: 18:40, 3：30 pm.
pub(super) fn colon(text: Text<'_>, at: usize) -> Option<Figure> {
    if let Some(figure) = stopwatch(text, at) {
        return Some(figure);
    }
    let (hour, _, hour_end) = short(text, at, 24)?;
    let (minute, n_digits, mut end) = short(text, text.any(hour_end, &[":", "："])?, 59)?;
    let mut second = None;
    if n_digits != 2 {
        return None;
    }
    if let Some(from) = text.any(end, &[":", "："]) {
        let (value, 2, after) = short(text, from, 59)? else { return None };
        (second, end) = (Some(value), after);
    }
    let mut half = half_before(text, at);
    let suffix = text.skip_blanks(end);
    if let Some(after) = text.any(suffix, &["am", "AM", "a.m.", "A.M."]) {
        (half, end) = (Some((Half::Morning, at)), after);
    } else if let Some(after) = text.any(suffix, &["pm", "PM", "p.m.", "P.M."]) {
        (half, end) = (Some((Half::Afternoon, at)), after);
    }
    let clock = Clock { hour, minute, second, half_day_known: false };
    Some(figure(at, end, end, clock, half))
}

/// 1:58.33: minutes, seconds and parts of a second.
fn stopwatch(text: Text<'_>, at: usize) -> Option<Figure> {
    let (minutes, _, end) = short(text, at, 59)?;
    let from = text.any(end, &[":", "："])?;
    let run = digits::read(text, from).filter(|run| run.n_whole == 2 && run.n_decimals > 0)?;
    let parts = Value::ratio(run.digits?, 10_i128.checked_pow(run.n_decimals)?)?;
    let sum = Value::int(i64::from(minutes) * 60).add(parts).filter(|_| parts < Value::int(60))?;
    let span = Span::new(at, run.end);
    let mut figure = Figure::new(span, Kind::Duration, Quantity::Number(sum));
    figure.unit = Units::builtin().zh("秒");
    figure.step = Value::power_of_ten(-i32::try_from(run.n_decimals).ok()?);
    Some(figure)
}

/// The high end of a range of hours takes the half of the day from the low end.
pub(super) fn inherit(low: Clock, high: Clock) -> Clock {
    if high.half_day_known || !low.half_day_known {
        return high;
    }
    let lift = low.hour >= 12 && high.hour < 12 && high.hour + 12 > low.hour;
    let hour = if lift { high.hour + 12 } else { high.hour };
    Clock { hour, half_day_known: true, ..high }
}

fn figure(
    start: usize,
    numeral_end: usize,
    end: usize,
    clock: Clock,
    half: Option<(Half, usize)>,
) -> Figure {
    let hour = clock.hour;
    let hour = match half {
        Some((Half::Afternoon, _)) if hour < 12 => hour + 12,
        Some((Half::Noon, _)) if hour < 6 => hour + 12,
        Some((Half::Night, _)) if (6..12).contains(&hour) => hour + 12,
        Some((Half::Night, _)) if hour == 12 => 0,
        _ => hour,
    };
    let half_day_known = half.is_some() || hour > 12 || hour == 0;
    let span = Span::new(half.map_or(start, |(_, at)| at), end);
    let quantity = Quantity::Clock(Clock { hour, half_day_known, ..clock });
    let mut figure = Figure::new(span, Kind::Clock, quantity);
    figure.numeral = Span::new(start, numeral_end);
    figure
}

/// One or two Arabic digits up to `most`: value, how many, end.
fn short(text: Text<'_>, at: usize, most: u8) -> Option<(u8, usize, usize)> {
    let run = digits::read(text, at).filter(|run| run.n_decimals == 0 && run.n_whole <= 2)?;
    let value = u8::try_from(run.digits?).ok().filter(|&value| value <= most)?;
    Some((value, run.n_whole, run.end))
}

/// Whether a word for the half of the day ends at `at`: 凌晨一点, not 早一点.
pub(super) fn after_half_day(text: Text<'_>, at: usize) -> bool {
    half_before(text, at).is_some_and(|(_, start)| at - start > "早".len())
}

fn half_before(text: Text<'_>, at: usize) -> Option<(Half, usize)> {
    let end = text.back_blanks(at);
    let end = text.any_before(end, &["约", "大约", "近"]).unwrap_or(end);
    let found = HALVES.iter().find(|(word, _)| text.ends(end, word));
    found.map(|&(word, half)| (half, end - word.len()))
}

/// 30分, 半, 一刻, 整, 五十: minute, second, end.
fn minutes(text: Text<'_>, at: usize) -> Option<(u8, Option<u8>, usize)> {
    if let Some(end) = text.any(at, &["半"])
        && text.any(end, &["个", "天", "年"]).is_none()
    {
        return Some((30, None, end));
    }
    if let Some(end) = text.any(at, &["钟整", "整", "钟", "正"]) {
        return Some((0, None, end));
    }
    let at = text.any(at, &["过"]).unwrap_or(at);
    let n = numeral::read(text, text.skip_blanks(at))?;
    let minute = u8::try_from(n.whole()?).ok().filter(|&minute| minute < 60)?;
    let after = text.skip_blanks(n.end);
    if let Some(end) = text.any(after, &["刻"]) {
        return Some((minute.checked_mul(15).filter(|&m| m < 60)?, None, end));
    }
    let written = n.n_digits == 2 || n.n_units > 0;
    let Some(end) = text.any(after, &["分"]) else {
        return (written
            && text
                .any(after, &["个", "人", "名", "%", "％", "年", "月", "日", "天", "元"])
                .is_none())
        .then_some((minute, None, n.end));
    };
    let seconds = numeral::read(text, text.skip_blanks(end)).and_then(|n| {
        let second = u8::try_from(n.whole()?).ok().filter(|&second| second < 60)?;
        Some((second, text.any(text.skip_blanks(n.end), &["秒"])?))
    });
    Some(seconds.map_or((minute, None, end), |(second, end)| (minute, Some(second), end)))
}

/// An hour with nothing after 点, which also counts points: where it ends if it is an hour.
fn bare_hour(text: Text<'_>, n: &Numeral, end: usize) -> Option<usize> {
    let counted = text.any(end, &POINTS).is_some()
        || text.any_before(text.back_blanks(n.start), &POINTS_BEFORE).is_some()
        || text.starts(n.start, "一") && n.n_units == 0;
    let said = text.any(
        end,
        &[
            "左右", "前", "后", "开始", "到", "至", "起", "多", "许", "的", "，", "。", "开", "出",
            "上", "下", "睡", "—", "-", "~", "～", "、", "）", ")", "就", "才", "我", "能", "送",
            "回", "来", "准时", "之", "以",
        ],
    );
    let ends = text.char_at(end).is_none_or(char::is_whitespace);
    (!counted && (said.is_some() || ends)).then_some(end)
}
