//! Places in a row: 第 and what follows, sessions and phases, ranks, 首 and 前.

use super::numeral::{self, Numeral};
use super::section;
use super::text::Text;
use super::{Reader, Reading};
use crate::document::Span;
use crate::figure::{Date, Figure, Kind, Quantity, Value};

/// What follows the numeral when it numbers a session, a phase or a plan.
const SESSIONS: [&str; 9] =
    ["届", "期", "阶段", "代", "次会议", "次全会", "次全体会议", "轮会议", "个五年"];
/// What ends a meeting's name within a few characters after 次.
const MEETINGS: [&str; 6] = ["会议", "全会", "大会", "代会", "常委会", "年会"];
/// What stands before a rank.
const RANKED: [&str; 34] = [
    "世界",
    "全球",
    "全国",
    "亚洲",
    "国内",
    "国际",
    "全省",
    "全市",
    "全区",
    "全县",
    "全校",
    "欧洲",
    "西部",
    "东部",
    "中部",
    "排名",
    "排行",
    "排",
    "位居",
    "位列",
    "名列",
    "居",
    "列",
    "并列",
    "跃居",
    "升至",
    "跃升至",
    "总分",
    "高居",
    "稳居",
    "升到",
    "行业",
    "榜单",
    "排在",
];
/// Characters before 前 when it means "before", not "the first".
const BEFORE: &str =
    "元以之目年日此提月天先从当会餐生面空午眼史事术饭婚产赛期向往跟支人节上晚早夜分点时";
/// What can follow 首 when it is "the first".
const FIRST_OF: &str =
    "次个批家条座例场名款架部轮期日年季台艘辆班只套所项支颗枚份单块片站座种张处栋期封";
const BIG: [&str; 5] = ["会战", "战役", "学", "概", "会议"];
const STRONG: [&str; 16] = [
    "度", "调", "大", "势", "制", "化", "劲", "烈", "迫", "权", "健", "壮", "行", "加", "力", "身",
];

/// 第…: an ordinal, a session, a rank, a section or a quarter.
pub(super) fn ordinal(r: &Reader<'_>, at: usize) -> Option<Reading> {
    let text = r.text;
    let start = text.skip_blanks(text.after(at));
    if let Some(reading) = section::numbered_in_parts(text, at, start) {
        return Some(reading);
    }
    let roman = section::roman(text, start);
    let n = match roman {
        Some((value, end)) => roman_numeral(start, end, value),
        None => numeral::read(text, start).filter(|n| n.value.is_some())?,
    };
    let after = text.skip_blanks(n.end);
    if let Some(end) = text.any(after, &["季度"]) {
        let quarter = u8::try_from(n.whole()?).ok().filter(|q| (1..=4).contains(q))?;
        let date = Date { quarter: Some(quarter), ..Date::default() };
        let mut figure = Figure::new(Span::new(at, end), Kind::Date, Quantity::Date(date));
        figure.numeral = Span::new(n.start, n.end);
        return Some(figure.into());
    }
    if let Some(reading) = section::headed(text, at, &n, after) {
        return Some(reading);
    }
    let mut figure = n.figure(Kind::Ordinal, n.end);
    figure.span.start = at;
    figure.step = None;
    if is_session(text, after) {
        figure.kind = Kind::Session;
        if let Some(end) = text.any(after, &["个五年规划", "个五年计划", "个五年"]) {
            let end = if text.starts(after, "个五年") { after + "个五年".len() } else { end };
            figure.span.end = end;
        }
    } else if is_rank(text, at, after) {
        figure.kind = Kind::Rank;
    }
    figure.weak = text.any(after, &["产业", "天", "者", "要务", "资源", "课堂"]).is_some();
    Some(figure.into())
}

/// 前三, 前十名, 前三季度, 前三个季度.
pub(super) fn foremost(r: &Reader<'_>, at: usize) -> Option<Reading> {
    let text = r.text;
    let start = text.skip_blanks(text.after(at));
    let n = numeral::read(text, start).filter(|n| n.value.is_some())?;
    let after = text.skip_blanks(n.end);
    if let Some(end) = text.any(after, &["季度", "个季度"]) {
        let last = u8::try_from(n.whole()?).ok().filter(|q| (2..=4).contains(q))?;
        let quarter = |q| Quantity::Date(Date { quarter: Some(q), ..Date::default() });
        let mut figure = Figure::new(Span::new(at, end), Kind::Date, quarter(1));
        figure.numeral = Span::new(n.start, n.end);
        figure.high = Some(quarter(last));
        return Some(figure.into());
    }
    let before = text.char_before(at);
    if before.is_some_and(|c| BEFORE.contains(c)) && text.any_before(at, &RANKED).is_none() {
        return None;
    }
    let counted = text.any(after, &["名", "位", "强", "甲", "列", "大", "茅"]);
    let ends = text.char_at(after).is_none_or(|c| !c.is_alphanumeric() && !"-—~～%％".contains(c))
        || text.any(after, &["的", "之", "行列"]).is_some();
    let round =
        n.value?.to_i64().is_some_and(|v| matches!(v, 2..=10 | 20 | 30 | 50 | 100 | 500 | 1000));
    if counted.is_none() && !(ends && round) || n.infix.is_some() {
        return None;
    }
    let end = counted.filter(|_| text.starts(after, "强")).unwrap_or(n.end);
    let mut figure = n.figure(Kind::Rank, end);
    figure.span.start = at;
    figure.step = None;
    Some(figure.into())
}

/// 首位, 首届, 首次.
pub(super) fn first(r: &Reader<'_>, at: usize) -> Option<Reading> {
    let text = r.text;
    let before = text.char_before(at);
    let taken = |c: char| "元匕昂榜斩自俯祸魁岁部聚回为".contains(c) || numeral::sign(c).is_some();
    if before.is_some_and(taken) && !text.starts(at, "首位") {
        return None;
    }
    let end = text.after(at);
    let one = |kind| {
        let mut figure = Figure::new(Span::new(at, end), kind, Quantity::Number(Value::ONE));
        figure.weak = kind == Kind::Ordinal;
        figure
    };
    if let Some(end) = text.any(at, &["首季度", "首季"]) {
        let date = Date { quarter: Some(1), ..Date::default() };
        return Some(Figure::new(Span::new(at, end), Kind::Date, Quantity::Date(date)).into());
    }
    if text.starts(end, "届") {
        return Some(one(Kind::Session).into());
    }
    if text.starts(end, "位") {
        let end = end + "位".len();
        let ranked = text.any_before(at, &["居", "列", "占", "于", "第", "处", "在", "放", "之"]);
        let kind = if ranked.is_some() || !text.han_at(end) { Kind::Rank } else { Kind::Ordinal };
        let mut figure = one(kind);
        if kind == Kind::Rank {
            figure.span.end = end;
        }
        return Some(figure.into());
    }
    text.char_at(end).filter(|c| FIRST_OF.contains(*c))?;
    Some(one(Kind::Ordinal).into())
}

/// A numeral whose next characters make it a session, a phase, a rank or a label, without 第.
pub(super) fn session(r: &Reader<'_>, n: &Numeral) -> Option<Reading> {
    let text = r.text;
    if n.infix.is_some() {
        return None;
    }
    let after = text.skip_blanks(n.end);
    let (kind, end) = kind_by_suffix(text, n, after, n.whole()?)?;
    let mut figure = n.figure(kind, end);
    figure.step = None;
    if kind == Kind::Rank && text.starts(after, "大") {
        figure.also = vec![(Kind::Cardinal, figure.quantity.clone())];
        figure.ambiguity = "N大 is the top N of a ranking, or simply N great things";
    }
    let is_quoted = text.any_before(n.start, &["“", "\""]).is_some();
    figure.weak = is_quoted && kind == Kind::Ordinal;
    if text.starts(after, "世") {
        figure.also = vec![(Kind::Cardinal, figure.quantity.clone())];
        figure.ambiguity = "the number of a ruler or of a generation";
    }
    Some(figure.into())
}

/// The kind the words at `after` give the numeral, and where the figure then ends.
fn kind_by_suffix(text: Text<'_>, n: &Numeral, after: usize, value: i64) -> Option<(Kind, usize)> {
    let past = |form: &str| text.starts(after, form).then(|| after + form.len());
    if let Some(end) = past("强")
        && text.any(end, &STRONG).is_none()
        && value > 1
    {
        return Some((Kind::Rank, end));
    }
    let plenary = past("中").is_some_and(|end| value <= 9 && is_plenary(text, n, end));
    let bodies = ["届", "人大", "政协", "委员会", "代表大会"];
    let meeting = text.any(after, &["次会议", "次全会", "次全体会议", "次党代会"]).is_some()
        && text.any_before(n.start, &bodies).is_some();
    let body = past("届").is_some_and(|end| names_a_body(text, n, end));
    if plenary || meeting || body {
        return Some((Kind::Session, n.end));
    }
    if let Some(end) = past("大").filter(|&end| is_congress(text, n, value, end)) {
        return Some((Kind::Session, end));
    }
    if let Some(end) = past("期").filter(|&end| is_phase(text, n, value, end)) {
        return Some((Kind::Session, end));
    }
    if is_label(text, n, after) || past("世").is_some_and(|end| is_monarch(text, n, end)) {
        return Some((Kind::Ordinal, n.end));
    }
    let end = past("大").filter(|&end| text.any(end, &BIG).is_none())?;
    (n.chinese && matches!(value, 10 | 100)).then_some((Kind::Rank, end))
}

fn roman_numeral(start: usize, end: usize, value: i64) -> Numeral {
    Numeral {
        start,
        end,
        value: Some(Value::int(value)),
        high: None,
        step: None,
        infix: None,
        chinese: false,
        n_digits: 1,
        n_units: 0,
        bare: false,
        big: 0,
        has_big: false,
        simple: None,
        decimals: false,
        leading_zero: false,
    }
}

fn is_session(text: Text<'_>, after: usize) -> bool {
    if text.any(after, &SESSIONS).is_some() {
        return text.any(after, &["代表", "期间", "代理"]).is_none();
    }
    let window = text.window_after(after, 12);
    let name = window.split(['，', '。', '、', '；', '（', '(']).next().unwrap_or(window);
    name.starts_with('次') && MEETINGS.iter().any(|meeting| name.contains(meeting))
}

fn is_rank(text: Text<'_>, at: usize, after: usize) -> bool {
    let ends = text.char_at(after).is_none_or(|c| !c.is_alphanumeric());
    let place = text.any(after, &["名", "位"]);
    let ranked = text.any_before(text.back_blanks(at), &RANKED).is_some();
    if ranked && (ends || place.is_some() || text.any(after, &["的", "大"]).is_some()) {
        return true;
    }
    place.is_some_and(|end| text.starts(after, "名") || !text.han_at(end))
}

/// 十八届三中全会, 四届九次全会, 十三届全国人大.
fn names_a_body(text: Text<'_>, n: &Numeral, at: usize) -> bool {
    if text
        .any(at, &["全国", "人大", "政协", "中央", "市委", "省委", "全会", "党代", "历次"])
        .is_some()
    {
        return true;
    }
    let committee = ["党的", "市委", "省委", "区委", "县委", "中共", "人大", "政协", "中央"];
    if text.any_before(n.start, &committee).is_some() {
        return true;
    }
    numeral::read(text, at)
        .is_some_and(|next| text.any(next.end, &["中全会", "中、", "中和", "次"]).is_some())
}

/// 三中全会, and the 三 of 三中、四中全会.
fn is_plenary(text: Text<'_>, n: &Numeral, at: usize) -> bool {
    let listed = text.any(at, &["、", "和", "及"]).is_some()
        && text.any_before(n.start, &["届", "中、", "中和"]).is_some();
    n.chinese && (text.starts(at, "全会") || listed)
}

/// 伊丽莎白二世, 亨利八世: a number after a name of some length.
fn is_monarch(text: Text<'_>, n: &Numeral, end: usize) -> bool {
    let other = ["纪", "界", "代", "人", "间", "事", "家", "同", "祖", "孙", "单", "博", "锦"];
    let name = text.window_before(n.start, 2);
    let named = name.chars().count() == 2
        && name.chars().all(|c| super::text::is_han(c) || c == '·')
        && !name.ends_with(['第', '生', '一', '了', '是', '有', '过', '隔', '传', '历', '经']);
    let small = n.whole().is_some_and(|value| (1..=30).contains(&value));
    n.chinese && small && named && text.any(end, &other).is_none()
}

/// 十九大, 党的二十大.
fn is_congress(text: Text<'_>, n: &Numeral, value: i64, at: usize) -> bool {
    let party = text.any_before(n.start, &["党的", "中共", "中国共产党"]).is_some();
    let spoken = n.chinese && n.n_units > 0 && (11..=40).contains(&value);
    (party && (1..=40).contains(&value) || spoken)
        && text.any(at, &["型", "量", "类", "项", "产业", "工程", "城市", "行动", "任务"]).is_none()
}

/// 二期工程, III期, 一期.
fn is_phase(text: Text<'_>, n: &Numeral, value: i64, at: usize) -> bool {
    let works = ["工程", "项目", "建设", "基金", "开发", "扩建", "临床", "试验", "厂房", "规划"];
    let other = ["间", "待", "望", "末", "货", "限", "权", "刊", "初", "许", "盼", "中"];
    let works = text.any(at, &works).is_some();
    // 分三期 is in three phases.
    let parted =
        text.any_before(n.start, &["分", "分为", "分成", "共", "共分", "这", "每", "各"]).is_some();
    let chinese = n.chinese && n.n_units == 0 && !parted && text.any(at, &other).is_none();
    (1..=20).contains(&value) && n.high.is_none() && (works || chinese)
}

/// 10号线, 三年级, 二等奖, 3号楼: a number that names.
fn is_label(text: Text<'_>, n: &Numeral, after: usize) -> bool {
    if n.decimals || n.bare {
        return false;
    }
    if let Some(end) = text.any(after, &["号"]) {
        return text.any(end, &["召", "称", "码百", "人"]).is_none();
    }
    if let Some(end) = text.any(after, &["楼"]) {
        // 三楼 is the third floor; 两楼 and 三楼盘 are counts.
        let house = text.any(end, &["盘", "宇", "房", "市", "梯", "道"]);
        return house.is_none() && !text.starts(n.start, "两") && n.whole() <= Some(200);
    }
    let leader = text
        .any(after, &["把手"])
        .is_some_and(|end| n.whole() <= Some(3) && text.any(end, &["枪", "工", "电"]).is_none());
    leader || text.any(after, &["年级", "等奖", "等舱", "等功", "等座", "线城市"]).is_some()
}
