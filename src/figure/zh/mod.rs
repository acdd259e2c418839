//! The Chinese reader.
//!
//! A fast look-ahead finds the next character that can begin a figure. There the word lists say
//! whether it stands inside a word that is no figure; then a prefix (第, 前, 百分之) or a numeral is
//! read, the rules right and left of it decide what it is, a second end makes it a range, and the
//! words beside it add bound, direction and head. Everything looks a bounded distance to either
//! side, so the whole is linear in the length of the text.

mod ascii;
mod beside;
mod chars;
mod clock;
mod count;
mod date;
mod digits;
mod fold;
mod machine;
mod measure;
mod numeral;
mod numeric_date;
mod order;
mod plan;
mod pointed;
mod range;
mod reign;
mod section;
mod share;
mod sharing;
mod spoken;
mod text;
mod triggers;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use chars::Chars;

use super::{Figure, Kind, Quantity, Value};
use crate::document::Span;
use numeral::Numeral;
use text::Text;
use words::Lists;

/// Most characters a word that is no figure may begin before the numeral it holds.
const WORD_BACK: usize = 6;

/// Characters before 数 when it is the end of a word, 人数十万, not "several".
const COUNTED: &str =
    "人总户次指系参分倍函个位字岁票件读基整复实奇偶少多半无计倒充度级天月年班乘除";

/// Reads the figures of a Chinese text, simplified or traditional, in the order of the text.
///
/// Time is linear in the text's length. Figures never overlap.
///
/// ```
/// let figures = duizhao::figure::read_zh("手机产量2.8亿部，增长约三成");
/// let values: Vec<String> = figures.iter().map(|f| f.number().unwrap().to_string()).collect();
/// assert_eq!(values, ["280000000", "30"]);
/// ```
#[must_use]
pub fn read_zh(text: &str) -> Vec<Figure> {
    let folded = fold::fold(text);
    let reader =
        Reader { text: Text { all: &folded }, lists: Lists::get(), figures: Vec::new(), floor: 0 };
    reader.read()
}

/// What a rule makes of the place it looked at.
#[derive(Debug)]
pub(crate) enum Reading {
    /// A figure, not yet looked at for what stands beside it.
    Figure(Box<Figure>),
    /// No figure up to here.
    Silent(usize),
}

/// The state of one reading.
struct Reader<'t> {
    text: Text<'t>,
    lists: &'static Lists,
    figures: Vec<Figure>,
    /// Where the last figure ended: nothing before it may be claimed again.
    floor: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Figure> {
        let mut at = 0;
        while let Some(start) = triggers::next(self.text.all, at) {
            at = self.read_at(start).max(self.text.after(start));
        }
        sharing::share(self.text, &mut self.figures);
        self.figures
    }

    /// Reads what begins at `at`; where to go on.
    fn read_at(&mut self, at: usize) -> usize {
        match self.reading(at) {
            Some(Reading::Figure(figure)) => {
                let figure = range::extend(self, *figure);
                self.push(figure)
            }
            Some(Reading::Silent(end)) => {
                self.floor = end.max(self.floor);
                end
            }
            None => self.text.after(at),
        }
    }

    fn reading(&self, at: usize) -> Option<Reading> {
        let text = self.text;
        let c = text.char_at(at)?;
        if digits::is_arabic(c) {
            return Some(ascii::read(self, self.floor, at));
        }
        if let Some(reading) = section::symbol(text, at, c) {
            return Some(reading);
        }
        if let Some(reading) = plan::slogan(self, at) {
            return Some(reading);
        }
        if c == '数' && text.char_before(at).is_some_and(|c| COUNTED.contains(c)) {
            return None;
        }
        if c == '零' && text.char_before(at).is_some_and(|c| "年月天时元岁斤里".contains(c))
        {
            // 五年零两个月: the 零 only joins.
            return None;
        }
        let numeral = numeral::read(text, at);
        let word = self.lists.not_figures.covering(text, self.floor, at, WORD_BACK);
        if let Some(end) = word
            && numeral
                .as_ref()
                .is_none_or(|n| n.end <= end || n.n_units == 0 && !n.decimals && n.n_digits < 3)
            && !self.is_unmade(at, end, numeral.as_ref())
        {
            return Some(Reading::Silent(end));
        }
        if let Some(reading) = self.prefixed(at, c) {
            return Some(reading);
        }
        Some(self.classified(&numeral?))
    }

    /// Whether what stands beside a word unmakes it: 十分钟, 万分之五, 长三个百分点, 七美元, 凌晨一点.
    fn is_unmade(&self, at: usize, end: usize, n: Option<&Numeral>) -> bool {
        let text = self.text;
        let share = text.any(end, &["分之"]).is_some()
            || text.ends(end, "分") && text.any(end, &["之", "钟"]).is_some();
        let counts = [
            "个", "项", "次", "名", "家", "条", "种", "倍", "成", "万", "亿", "千", "百", "％", "%",
        ];
        let counted = n
            .is_some_and(|n| n.end == end && n.simple.is_some_and(|(digit, _)| digit != 1))
            && text.any(end, &counts).is_some();
        let unit = n.filter(|n| n.start == at).and_then(|n| self.lists.unit_at(text, n.end));
        let measured = unit.is_some_and(|(_, unit_end)| unit_end > end);
        let lacking = text.any_before(at, &["差"]).is_some() && text.ends(end, "分");
        let century = text.ends(end, "世") && text.starts(end, "纪");
        let ages = n.is_some_and(|n| n.start == at && n.bare)
            && text
                .any_before(end, &["年", "里"])
                .is_some_and(|from| n.is_some_and(|n| n.end == from))
            && text.any_before(at, &["近", "上", "逾", "超", "超过", "约", "将近"]).is_some();
        let told = text.ends(end, "点") && clock::after_half_day(text, at);
        century
            || told
            || lacking
            || ages
            || share
            || counted
            || measured
            || text.starts(at, "四季度")
    }

    /// What begins with a sign that is no numeral, or with one that means something else here.
    fn prefixed(&self, at: usize, c: char) -> Option<Reading> {
        match c {
            '第' => order::ordinal(self, at),
            '前' => order::foremost(self, at).or_else(|| date::half_year(self.text, at)),
            '首' => order::first(self, at),
            '上' | '下' | '后' => date::half_year(self.text, at),
            '百' | '千' | '万' => {
                share::spoken_share(self, at).or_else(|| count::hundreds(self.text, at))
            }
            '半' => share::half(self, at),
            '一' if self.text.starts(at, "一半") => share::half(self, at),
            '过' => share::more_than_half(self.text, at),
            '翻' | '倍' | '对' => share::doubled(self.text, at),
            '成' | '数' => count::hundreds(self.text, at),
            _ => None,
        }
    }

    /// What a numeral is, by what stands right and left of it.
    fn classified(&self, n: &Numeral) -> Reading {
        if n.value.is_none() {
            return Reading::Figure(Box::new(ascii::code(self.text, n.start, n.end)));
        }
        let rules: [fn(&Reader<'_>, &Numeral) -> Option<Reading>; 8] = [
            section::numbered,
            plan::plan,
            share::shared,
            date::date,
            clock::clock,
            order::session,
            measure::measure,
            count::cardinal,
        ];
        rules.iter().find_map(|rule| rule(self, n)).unwrap_or(Reading::Silent(n.end))
    }

    fn push(&mut self, mut figure: Figure) -> usize {
        beside::look(self, &mut figure);
        share::doubt_tied_minus(self.text, &mut figure);
        let end = figure.span.end;
        self.floor = end;
        match self.figures.last_mut() {
            Some(last) if date::joins(self.text, last, &figure) => date::join(last, figure),
            Some(last) if measure::joins(self.text, last, &figure) => measure::join(last, figure),
            _ => self.figures.push(figure),
        }
        end
    }
}

impl Numeral {
    /// The figure this numeral is, as `kind`, with its span ending at `end`.
    fn figure(&self, kind: Kind, end: usize) -> Figure {
        let value = self.value.unwrap_or(Value::ZERO);
        let mut figure = Figure::new(Span::new(self.start, end), kind, Quantity::Number(value));
        figure.numeral = Span::new(self.start, self.end);
        figure.high = self.high.map(Quantity::Number);
        figure.step = self.step;
        figure.bound = self.infix.unwrap_or_default();
        figure.head = Span::new(end, end);
        figure
    }

    /// The value as a whole number, if it is one that fits and no juxtaposition.
    fn whole(&self) -> Option<i64> {
        self.value.filter(|_| self.high.is_none() && !self.decimals)?.to_i64()
    }
}

impl From<Figure> for Reading {
    fn from(figure: Figure) -> Reading {
        Reading::Figure(Box::new(figure))
    }
}
