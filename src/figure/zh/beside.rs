//! What stands beside a figure: the classifier after it, hedges and bounds, and the words that say
//! which way a change goes.

use super::Reader;
use super::numeral;
use super::text::{Text, is_blank, is_han};
use crate::document::Span;
use crate::figure::{Bound, Change, Figure, Kind, Value};

/// Characters that may stand between a word of change and its figure.
const FILLERS: &str = "了到至约近为达成出过超幅度较比年均逾的率速仍将已";
/// Farthest a word of change may stand, in characters.
const CHANGE_CHARS: usize = 14;
/// Characters before a hedge of one character when it belongs to another word: 节约, 附近, 通过.
const NOT_HEDGED: [(&str, &str); 10] = [
    ("接近", "最更"),
    ("约", "节合条契预制简纽签公相邀履违婚"),
    ("近", "最附远新临邻靠亲贴走拉"),
    ("超", "赶高反"),
    ("上", "以加晚路世会线早身马网海地天赶跟"),
    ("破", "打突攻"),
    ("逾", "不"),
    ("大概", ""),
    ("满", "充美圆不"),
    ("少于", "不"),
];

/// What ends before a bound and forbids what is beyond it: 不, 并不, 从不, 不要, 不应.
const DENYING: [&str; 23] = [
    "不",
    "不应",
    "不应该",
    "不能",
    "不能够",
    "不得",
    "不会",
    "不可",
    "不可以",
    "不要",
    "不许",
    "不允许",
    "不准",
    "不宜",
    "不再",
    "不曾",
    "没",
    "没有",
    "未",
    "未曾",
    "勿",
    "禁止",
    "无法",
];

/// Longest unit that a price or a pace is told for, in characters: 每平方公里.
const MAX_PER: usize = 4;

/// Looks to both sides of a figure and notes what it finds.
pub(super) fn look(r: &Reader<'_>, figure: &mut Figure) {
    head(r, figure);
    let bounded = matches!(
        figure.kind,
        Kind::Cardinal
            | Kind::Percent
            | Kind::PerMille
            | Kind::Points
            | Kind::Money
            | Kind::Measure
            | Kind::Duration
            | Kind::Fraction
            | Kind::Multiple
    );
    if bounded {
        inner(r, figure);
        left(r, figure);
        right(r, figure);
        change(r, figure);
    } else if matches!(figure.kind, Kind::Date | Kind::Clock) {
        let after = figure.span.end;
        let before = figure.span.start;
        if r.text.any(after, &["左右", "前后", "许"]).is_some()
            || r.text.any_before(before, &["大约", "约"]).is_some()
        {
            figure.bound = Bound::About;
        }
    }
}

fn head(r: &Reader<'_>, figure: &mut Figure) {
    let text = r.text;
    let after = text.skip_blanks(figure.span.end);
    let counts = matches!(
        figure.kind,
        Kind::Cardinal | Kind::Ordinal | Kind::Session | Kind::Rank | Kind::Slogan | Kind::Fraction
    );
    if !counts {
        return;
    }
    let start =
        text.any(after, &["多", "余", "来", "几"]).filter(|_| figure.kind == Kind::Cardinal);
    let start = start.map_or(after, |at| text.skip_blanks(at));
    let at = |start: usize| Some(Span::new(start, r.lists.classifiers.longest_at(text, start)?));
    let further = || at(after).filter(|_| after != start);
    if let Some(head) = at(start).or_else(further) {
        figure.head = head;
    }
}

/// 多 余 来 right after the numeral of a count: 20余家, 三十来个.
fn inner(r: &Reader<'_>, figure: &mut Figure) {
    if figure.kind != Kind::Cardinal || figure.bound != Bound::Exact {
        return;
    }
    let text = r.text;
    let after = text.skip_blanks(figure.span.end);
    let more = text.any(after, &["余", "多", "几"]);
    if let Some(end) = more {
        let word = text.any(
            after,
            &["多少", "多样", "多元", "多方", "多边", "多年", "余下", "几乎", "多数", "多功能"],
        );
        if word.is_none()
            && (figure.head.start == end || !text.han_at(end) || figure.head.is_empty())
        {
            figure.bound = Bound::Above;
        }
    } else if let Some(end) = text.any(figure.span.end, &["来"])
        && figure.head.start == end
    {
        figure.bound = Bound::About;
    }
}

fn left(r: &Reader<'_>, figure: &mut Figure) {
    let text = r.text;
    let end = text.back_blanks(figure.span.start);
    let end = before_per(text, end);
    let end = text
        .any_before(end, &["了", "为", "的", "过", "有"])
        .filter(|&cut| {
            // 超过了, 约为, 约有: the particle goes with the hedge before it.
            r.lists.left.longest_before(text, end).is_none()
                && r.lists.left.longest_before(text, cut).is_some()
        })
        .unwrap_or(end);
    let bare = text.any(figure.numeral.start, &["百", "千", "万", "亿"]).is_some();
    let start = r.lists.left.longest_before(text, end);
    let bound = start.and_then(|start| {
        let word = &text.all[start..end];
        let guarded = NOT_HEDGED.iter().any(|(hedge, before)| {
            *hedge == word && text.char_before(start).is_some_and(|c| before.contains(c))
        });
        if guarded || word == "上" && !bare && !text.starts(figure.numeral.start, "十") {
            return None;
        }
        if word == "近"
            && figure.kind == Kind::Duration
            && !bare
            && is_recent(text, start, figure.span.end, figure.number() >= Some(Value::int(100)))
        {
            return None;
        }
        if word == "低于" && text.any_before(start, &["不"]).is_some() {
            return Some(Bound::AtLeast);
        }
        let bound = r.lists.left_bound(word);
        match bound {
            Some(Bound::Above) if is_denied(text, start) => Some(Bound::AtMost),
            _ => bound,
        }
    });
    let comparison = || compared(text, end, figure.span.end);
    let over = || {
        let start = text.any_before(end, &["过"])?;
        let verb = text.char_before(start).is_some_and(|c| "通经超不路度越".contains(c));
        (bare && !verb).then_some(Bound::Above)
    };
    if let Some(bound) = bound
        .or_else(over)
        .or_else(comparison)
        .or_else(|| least_or_most(text, end))
        .or_else(|| about_what(text, figure))
    {
        bind(figure, bound);
    }
}

/// Where 每吨, 每人每月 begins that ends at `end`: what a price or a pace is told for stands between the
/// number and the words that bear on it.
fn before_per(text: Text<'_>, end: usize) -> usize {
    let mut at = end;
    for _ in 0..=MAX_PER {
        let Some(c) = text.char_before(at).filter(|&c| is_han(c)) else { break };
        at -= c.len_utf8();
        if c == '每' {
            return if at + "每".len() < end { before_per(text, at) } else { end };
        }
        if numeral::sign(c).is_some() || "约近超逾到至为是的达了".contains(c) {
            break;
        }
    }
    end
}

/// How far before a share 约为 may stand, in characters: 约为地球质量的六分之一.
const ABOUT_CHARS: usize = 8;

/// 约为地球的六分之一: the hedge before what a share is of.
fn about_what(text: Text<'_>, figure: &Figure) -> Option<Bound> {
    let share = matches!(figure.kind, Kind::Fraction | Kind::Percent | Kind::Multiple);
    let mut at = text.any_before(figure.span.start, &["的"]).filter(|_| share)?;
    for _ in 0..ABOUT_CHARS {
        if text.any_before(at, &["约为", "约占", "约是", "约相当于"]).is_some() {
            return Some(Bound::About);
        }
        at -= text.char_before(at).filter(|&c| is_han(c) && numeral::sign(c).is_none())?.len_utf8();
    }
    None
}

/// 数十个或更多, 大约十几个: several of a scale stay that, and more than ten stays more.
fn bind(figure: &mut Figure, bound: Bound) {
    let kept = match figure.bound {
        Bound::Several => true,
        Bound::Above => matches!(bound, Bound::About | Bound::Near | Bound::AtLeast),
        _ => false,
    };
    if !kept {
        figure.bound = bound;
    }
}

/// 比 99MB 更大: the word after the figure that says which way it is left behind.
fn compared(text: Text<'_>, before: usize, after: usize) -> Option<Bound> {
    text.any_before(before, &["比"])?;
    let at = text.skip_blanks(after);
    if text.any(at, &["更大", "更多", "更高", "更长", "更重", "更远"]).is_some() {
        return Some(Bound::Above);
    }
    text.any(at, &["更小", "更少", "更低", "更短", "更轻", "更近"]).map(|_| Bound::Below)
}

/// How far before a figure 至少 or 最多 may stand, in characters: 最少需要三个.
const LEAST_CHARS: usize = 7;

/// 至少需要三个, 最多可容纳500人: the bound before a verb whose object the figure is.
fn least_or_most(text: Text<'_>, end: usize) -> Option<Bound> {
    let mut at = end;
    for _ in 0..LEAST_CHARS {
        let c = text.char_before(at).filter(|&c| is_han(c) || is_blank(c))?;
        match c {
            '少' | '码' if text.any_before(at, &["至少", "最少", "起码"]).is_some() => {
                return Some(Bound::AtLeast);
            }
            '说' if text.any_before(at, &["少说"]).is_some() => return Some(Bound::AtLeast),
            '多' if text.any_before(at, &["至多", "最多", "顶多"]).is_some() => {
                return Some(Bound::AtMost);
            }
            _ => {}
        }
        let parts = |c: char| "的是在和与及或第每前后".contains(c);
        if parts(c) || numeral::sign(c).is_some() {
            return None;
        }
        at -= c.len_utf8();
    }
    None
}

/// 不要超过一行, 不应有超过一行: whether what stands before 超过 forbids it.
fn is_denied(text: Text<'_>, at: usize) -> bool {
    let having = ["有", "包含", "含有", "出现", "存在", "使用", "多出"];
    let denied = |at: usize| text.any_before(at, &DENYING).is_some();
    if denied(at) || text.any_before(at, &having).is_some_and(denied) {
        return true;
    }
    // 不得服用超过: any short verb, where more than a bare 不 denies.
    let mut verb = at;
    for _ in 0..MAX_DENIED_VERB {
        let Some(c) = text.char_before(verb).filter(|&c| is_han(c)) else { return false };
        verb -= c.len_utf8();
        let start = text.any_before(verb, &DENYING[1..]);
        if start.is_some_and(|start| verb - start > c.len_utf8()) {
            return true;
        }
    }
    false
}

/// Longest verb between 不得 and 超过, in characters.
const MAX_DENIED_VERB: usize = 3;

/// 近三年 is the last three years unless a verb of lasting stands before; 近五百年间 is nearly so long.
fn is_recent(text: Text<'_>, start: usize, end: usize, is_long: bool) -> bool {
    if text.any(end, &["来", "以来"]).is_some() {
        return true;
    }
    if text.any(end, &["间", "里", "内"]).is_some() {
        return !is_long;
    }
    !text.char_before(start).is_some_and(|c| "时已有达了过经用续将期去长".contains(c))
}

fn right(r: &Reader<'_>, figure: &mut Figure) {
    let text = r.text;
    let past_head = if figure.head.is_empty() { figure.span.end } else { figure.head.end };
    let ends = [past_head, figure.span.end];
    for &end in ends.iter().take(if figure.head.is_empty() { 1 } else { 2 }) {
        let at = text.skip_blanks(end);
        let at = text.any(at, &["(含)", "（含）"]).unwrap_or(at);
        // 五年期以上
        let term = text.any(at, &["期"]).filter(|_| figure.kind == Kind::Duration);
        let at = term.filter(|&at| text.any(at, &["以", "及"]).is_some()).unwrap_or(at);
        let Some(word_end) = r.lists.right.longest_at(text, at) else { continue };
        let word = &text.all[at..word_end];
        let next = text.char_at(word_end);
        let fits = match word {
            "来" => false,
            "多" | "余" | "许" => {
                !next.is_some_and(|c| "少样元方边数功久的".contains(c) && word == "多" && c != '的')
                    && figure.kind != Kind::Cardinal
            }
            "强" | "弱" => {
                matches!(figure.kind, Kind::Fraction | Kind::Percent) && !next.is_some_and(is_han)
            }
            "起" => figure.kind == Kind::Money,
            "上下" => true,
            "不到" => !next.is_some_and(is_han),
            _ => true,
        };
        if fits && let Some(bound) = r.lists.right_bound(word) {
            bind(figure, bound);
            return;
        }
    }
    if figure.bound == Bound::Exact
        && figure.kind == Kind::Cardinal
        && let Some(bound) = past_noun(text, past_head)
    {
        figure.bound = bound;
    }
}

/// 30 字符以内: the bound after the thing counted, a noun of two or three characters.
fn past_noun(text: Text<'_>, at: usize) -> Option<Bound> {
    let mut end = text.skip_blanks(at);
    for n_chars in 0..4 {
        if n_chars > 0 && text.any(end, &["以内", "之内"]).is_some() {
            return Some(Bound::AtMost);
        }
        let joins = |c: char| "在于从至到是有和与及的了或，".contains(c);
        let c = text.char_at(end).filter(|&c| is_han(c) && !joins(c))?;
        if numeral::sign(c).is_some() {
            return None;
        }
        end += c.len_utf8();
    }
    None
}

/// The word of change nearest before the figure in its clause, or right after it.
fn change(r: &Reader<'_>, figure: &mut Figure) {
    let text = r.text;
    let mut at = text.back_blanks(figure.span.start);
    if let Some(start) = r.lists.left.longest_before(text, at) {
        let word = &text.all[start..at];
        if r.lists.direction(word).is_none() {
            at = start;
        }
    }
    let mut to = false;
    let mut by = false;
    // 跌至每吨500元
    at = before_per(text, at);
    let adjacent = at;
    for _ in 0..CHANGE_CHARS {
        let word = r.lists.changes.longest_before(text, at);
        if let Some(start) = word
            && let Some(direction) = r.lists.direction(&text.all[start..at])
            && is_change(text, start, at, figure.kind)
        {
            let form = &text.all[start..at];
            figure.direction = Some(direction);
            let named = matches!(form, "顺差" | "逆差" | "盈余" | "亏损" | "赤字");
            // 降幅为5%: so much it fell, not so far.
            let size = form.ends_with('幅');
            figure.change = if !size && (to || form.ends_with('至')) {
                Some(Change::To)
            } else if size || by || at == adjacent && !named {
                Some(Change::By)
            } else {
                None
            };
            return;
        }
        let Some(c) = text.char_before(at).filter(|c| FILLERS.contains(*c)) else { break };
        at -= c.len_utf8();
        to |= matches!(c, '到' | '至') || c == '为' && at + c.len_utf8() == adjacent;
        by |= c == '了';
    }
    after_change(r, figure);
}

/// Whether a short word of change is not the tail of another, 高 only in 高5%, not 最高, and fits what
/// changes.
fn is_change(text: Text<'_>, start: usize, end: usize, kind: Kind) -> bool {
    let word = &text.all[start..end];
    let before = text.char_before(start);
    match word {
        "少" => !before.is_some_and(|c| "至最多不缺".contains(c)),
        "低" => !before.is_some_and(|c| "最不高".contains(c)),
        "加" => kind == Kind::Points,
        "减" => !before.is_some_and(|c| "加".contains(c)),
        "增" | "升" | "降" | "跌" | "涨" => {
            !before.is_some_and(|c| "毫公新提".contains(c) && word == "升")
        }
        _ => true,
    }
}

/// 5%的增长, 3个百分点的降幅.
fn after_change(r: &Reader<'_>, figure: &mut Figure) {
    let text = r.text;
    let Some(at) = text.any(figure.span.end, &["的"]) else { return };
    let at = text.any(at, &["年均", "同比", "速度", "高速"]).unwrap_or(at);
    let window = text.window_after(at, 3);
    let mut end = window.len();
    while end > 0 {
        if let Some(direction) = r.lists.direction(&window[..end]).filter(|_| end > "增".len()) {
            figure.direction = Some(direction);
            return;
        }
        end = window[..end].char_indices().next_back().map_or(0, |(start, _)| start);
    }
}
