//! Runs of Latin letters, digits and joiners around an Arabic digit: names (5G, T3A, 1+4+X), codes
//! (telephones, web addresses, versions), dates in figures, times with a colon, scores and slashes.
//! What is a plain number with or without a unit goes on to the numeral.

use super::digits;
use super::numeral;
use super::numeric_date::{
    day_of, exponent, is_generation, iso_date, memorial_day, month_of, years,
};
use super::text::{Text, narrow};
use super::{Reader, Reading, clock, pointed, section};
use crate::document::Span;
use crate::figure::{Bound, Date, Figure, Kind, Quantity, Units, Value};

/// Longest run looked at as a name, in characters; a longer one is a code.
const MAX_RUN: usize = 80;
const SLASH: &str = "a slash can make a fraction or a date";
const CURRENCIES: [&str; 10] = ["US", "HK", "NT", "RMB", "USD", "CNY", "HKD", "EUR", "GBP", "JPY"];

/// What the Arabic digit at `at` begins or stands in; nothing before `floor` belongs to it.
pub(super) fn read(r: &Reader<'_>, floor: usize, at: usize) -> Reading {
    let text = r.text;
    if let Some(end) = placeholder(text, floor, at) {
        return Reading::Silent(end);
    }
    if let Some(reading) = pointed::pointed(r, floor, at) {
        return reading;
    }
    if is_multiplied(text, floor, at)
        && let Some(n) = numeral::read(text, at)
    {
        return r.classified(&n);
    }
    let run = Run::around(text, floor, at);
    if let Some(reading) = run.address(text) {
        return reading;
    }
    let special = match run.letters() {
        true => run.lettered(r, at),
        false => run.figured(r, at),
    };
    if let Some(reading) = special {
        return reading;
    }
    if let Some(figure) = clock::colon(text, at) {
        return figure.into();
    }
    if let Some(figure) = model(r, floor, at) {
        return figure.into();
    }
    match numeral::read(text, at) {
        Some(n) => section::bracketed_year(text, &n).unwrap_or_else(|| r.classified(&n)),
        None => Reading::Silent(text.after(at)),
    }
}

/// 23,000.00X20%: whether the last figure is multiplied by the number at `at`.
fn is_multiplied(text: Text<'_>, floor: usize, at: usize) -> bool {
    let times = text.any_before(at, &["X", "x", "*", "×"]);
    times == Some(floor)
        && text.char_before(floor).is_some_and(|c| digits::is_arabic(c) || c == '%')
}

/// %1, %2$s, &#8217;: the place of a text still to come or a character by its number; where it ends.
fn placeholder(text: Text<'_>, floor: usize, at: usize) -> Option<usize> {
    let run = digits::read(text, at).filter(|run| run.n_decimals == 0)?;
    let free = |start: usize| {
        start >= floor && !text.char_before(start).is_some_and(|c| c.is_ascii_digit())
    };
    if let Some(start) = text.any_before(at, &["&#", "&#x"]) {
        return text.any(run.end, &[";"]).filter(|_| start >= floor);
    }
    text.any_before(at, &["%", "%."]).filter(|&start| free(start) && run.n_whole <= 2)?;
    Some(text.any(run.end, &["$s", "$d", "$i", "$f", "$u", "$", "f", "g"]).unwrap_or(run.end))
}

/// 歼-20, 东风-41, 长征-5: a number that a hyphen ties to a Chinese name.
fn model(r: &Reader<'_>, floor: usize, at: usize) -> Option<Figure> {
    let text = r.text;
    let hyphen = text.any_before(at, &["-", "－"]).filter(|&start| start > floor)?;
    let name = text.char_before(hyphen).filter(|&c| super::text::is_han(c))?;
    let n = numeral::read(text, at).filter(|n| n.n_units == 0 && (1..=3).contains(&n.n_digits))?;
    let counted = text
        .char_at(n.end)
        .is_some_and(|c| "年月日号个名人元万亿岁天时分%％-—~～至到米度号楼层期届级次".contains(c));
    if "年月日号时分元岁至到个天期级度量为是约".contains(name) || counted {
        return None;
    }
    let money = r.lists.unit_at(text, n.end).is_some_and(|(unit, _)| unit.dimension == "money");
    let measured = money || text.window_before(hyphen, 4).chars().any(digits::is_arabic);
    let number = n.value.filter(|_| !n.decimals && !measured)?;
    let start = hyphen - name.len_utf8();
    let mut figure = named(text, Span::new(start, n.end), Kind::Name);
    figure.numeral = Span::new(n.start, n.end);
    figure.also =
        vec![(Kind::Cardinal, Quantity::Number(number)), (Kind::Ordinal, Quantity::Number(number))];
    figure.ambiguity = "a number tied to a name by a hyphen is part of it, or a number";
    Some(figure)
}

/// Whether the joiners of a run of digits make it a code: 1/2/3, 010-1234-5678, and a version with its
/// revision, 1.2-1 or 1.2.1-2.
fn is_code(joiners: &str, parts: &[&str]) -> bool {
    match joiners {
        "//" => true,
        ".-" => is_revision(parts),
        _ => {
            let dots = joiners.trim_end_matches('-');
            dots.is_empty() || joiners.len() > 2 && dots.chars().all(|c| c == '.')
        }
    }
}

/// Whether the parts of 1.2-1 are a version and its revision, not the ends of a range.
fn is_revision(parts: &[&str]) -> bool {
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    matches!(numbers[..], [major, _, revision] if revision <= major) && parts[2].len() == 1
}

/// A string compared as such.
pub(super) fn code(text: Text<'_>, start: usize, end: usize) -> Figure {
    named(text, Span::new(start, end), Kind::Code)
}

/// Half-width upper case, without blanks, commas or hyphen variants.
pub(super) fn narrowed(part: &str) -> String {
    part.chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn named(text: Text<'_>, span: Span, kind: Kind) -> Figure {
    Figure::new(span, kind, Quantity::Text(narrowed(&text.all[span.range()])))
}

/// A run of ASCII or full-width letters, digits and joiners.
struct Run {
    span: Span,
    /// The run, narrowed but with its case.
    folded: String,
    /// Whether the run is longer than any name.
    long: bool,
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | '&' | '+' | '#' | '=' | '%' | '?' | '~')
}

impl Run {
    fn around(text: Text<'_>, floor: usize, at: usize) -> Run {
        let mut start = at;
        let mut joiner = None;
        for c in text.all[floor..at].chars().rev().take(MAX_RUN) {
            let c_narrow = narrow(c);
            let from = joiner.unwrap_or(start) - c.len_utf8();
            if c_narrow.is_ascii_alphanumeric() {
                start = from;
                joiner = None;
            } else if is_joiner(c_narrow)
                && joiner.is_none()
                && (start < at || "-/._+".contains(c_narrow))
            {
                joiner = Some(from);
            } else {
                break;
            }
        }
        let mut folded: String = text.all[start..at].chars().map(narrow).collect();
        let mut end = at;
        let mut waiting = String::new();
        let mut long = false;
        let mut pending_end = at;
        for c in text.all[at..].chars() {
            let c_narrow = narrow(c);
            pending_end += c.len_utf8();
            if c_narrow.is_ascii_alphanumeric() {
                folded.push_str(&waiting);
                waiting.clear();
                folded.push(c_narrow);
                end = pending_end;
            } else if is_joiner(c_narrow) && waiting.len() < 3 {
                waiting.push(c_narrow);
            } else {
                break;
            }
            if folded.len() > MAX_RUN {
                long = true;
                break;
            }
        }
        Run { span: Span::new(start, end), folded, long }
    }

    fn letters(&self) -> bool {
        self.folded.contains(|c: char| c.is_ascii_alphabetic())
    }

    /// A web or mail address, or a run too long to be a name.
    fn address(&self, text: Text<'_>) -> Option<Reading> {
        let run = &self.folded;
        let domains = [".com", ".cn", ".org", ".net", ".gov", ".edu", ".html", ".htm"];
        let named = || run.starts_with("www.") || domains.iter().any(|domain| run.contains(domain));
        let web = run.contains("://") || run.contains('@') || self.letters() && named();
        let long_letters = self.long && self.letters();
        let many_joiners = self.long && run.chars().filter(|&c| is_joiner(c)).count() > 4;
        if !web && !long_letters && !many_joiners {
            return None;
        }
        let is_part = |c: char| {
            c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | ',' | ';' | ')' | '(' | '\'')
        };
        let rest = text.all[self.span.end..].find(|c| !is_part(c));
        let end = rest.map_or(text.all.len(), |rest| self.span.end + rest);
        let mut start = self.span.start;
        if text.ends(start, "://") {
            start -= "://".len();
            while text.char_before(start).is_some_and(|c| c.is_ascii_alphabetic()) {
                start -= 1;
            }
        }
        Some(code(text, start, end).into())
    }

    /// A run with letters: a unit, a currency, a number word or a name.
    fn lettered(&self, r: &Reader<'_>, at: usize) -> Option<Reading> {
        let text = r.text;
        let run = self.folded.as_str();
        let head: String = text.all[self.span.start..at].chars().map(narrow).collect();
        let upper = head.trim_end_matches(['.', '-']).to_ascii_uppercase();
        if CURRENCIES.contains(&head.as_str()) {
            return None;
        }
        if matches!(upper.as_str(), "NO" | "VOL") {
            let n = numeral::read(text, at)?;
            let mut figure = n.figure(Kind::Ordinal, n.end);
            figure.span.start = self.span.start;
            figure.step = None;
            return Some(figure.into());
        }
        if head.is_empty() {
            if let Some(figure) = clock::colon(text, at) {
                return Some(figure.into());
            }
            let number = digits::read(text, at)?;
            // 95%CI: a share, and what it is of.
            if run.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').starts_with('%') {
                return None;
            }
            let tail =
                self.folded.trim_start_matches(|c: char| c.is_ascii_digit() || ".-~".contains(c));
            let end = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
            let (word, rest) = tail.split_at(end);
            let unit = r.lists.unit_at(text, number.end);
            let is_unit = unit.is_some()
                || Units::builtin().zh(word).is_some()
                || matches!(word, "bp" | "bps" | "BP");
            let joined = rest.is_empty()
                || rest.starts_with(['+', '/', '-', '.'])
                || rest.starts_with(|c: char| c.is_ascii_digit());
            if is_unit && (joined || unit.is_some()) && !is_generation(run) {
                return None;
            }
            if let Some(reading) = self.thousands(text, at, word, rest) {
                return Some(reading);
            }
        }
        if let Some(value) = exponent(run).filter(|_| self.span.start == at) {
            let number = Quantity::Number(value);
            return Some(Figure::new(self.span, Kind::Cardinal, number).into());
        }
        let mut span = self.span;
        if let Some(end) = text.any(span.end, &["+", "＋"]) {
            span.end = end;
        }
        Some(named(text, span, Kind::Name).into())
    }

    /// 1.5w and 3k as people type them.
    fn thousands(&self, text: Text<'_>, at: usize, word: &str, rest: &str) -> Option<Reading> {
        let size = match word {
            "w" | "W" => 10_000,
            "k" => 1000,
            _ => return None,
        };
        let n = numeral::read(text, at)?;
        let end = self.span.end;
        if !rest.is_empty() {
            return None;
        }
        let mut figure = n.figure(Kind::Cardinal, end);
        figure.quantity = Quantity::Number(n.value?.mul(Value::int(size))?);
        figure.step = n.step.and_then(|step| step.mul(Value::int(size)));
        if let Some(end) = text.any(end, &["+", "＋"]) {
            figure.span.end = end;
            figure.bound = Bound::AtLeast;
        }
        Some(figure.into())
    }

    /// A run of digits and joiners only.
    fn figured(&self, r: &Reader<'_>, at: usize) -> Option<Reading> {
        let text = r.text;
        let run = self.folded.as_str();
        if self.span.start < at {
            return None;
        }
        let number = digits::read(text, at)?;
        if number.n_decimals > 0 && text.all[self.span.start..number.end].contains('·') {
            let whole = &text.all[self.span.start..number.end];
            let parts: Vec<String> = whole.split('·').map(narrowed).collect();
            let span = Span::new(self.span.start, number.end);
            if let [first, second] = parts.as_slice() {
                return memorial_day(text, span, first, second, true);
            }
        }
        if number.end > self.span.end {
            return None;
        }
        let parts: Vec<&str> = run.split(is_joiner).collect();
        if parts.len() == 1 {
            return self.digits_only(r, &number);
        }
        let joiners: String = run.chars().filter(|&c| is_joiner(c)).collect();
        if let Some(figure) = iso_date(&parts, &joiners, self.span) {
            return Some(figure.into());
        }
        match joiners.as_str() {
            "/" => self.slash(text, &parts),
            ":" => self.score(text, &parts),
            "-" => self.hyphen(r, &parts),
            "." => {
                let point = section::dotted(text, self.span.start, self.span.end, run);
                point.or_else(|| memorial_day(text, self.span, parts[0], parts[1], false))
            }
            _ if joiners.chars().all(|c| c == '.') => {
                section::dotted(text, self.span.start, self.span.end, run)
                    .or_else(|| Some(code(text, self.span.start, self.span.end).into()))
            }
            _ if joiners.chars().all(|c| c == '+') => {
                Some(named(text, self.span, Kind::Name).into())
            }
            _ if joiners.contains(':') && joiners.chars().all(|c| ":-~".contains(c)) => None,
            _ if is_code(&joiners, &parts) => {
                Some(code(text, self.span.start, self.span.end).into())
            }
            _ => None,
        }
    }

    /// A telephone, a code with leading zeros, or a plain number.
    fn digits_only(&self, r: &Reader<'_>, number: &digits::Arabic) -> Option<Reading> {
        let text = r.text;
        let before = text.window_before(self.span.start, 8);
        let called = [
            "电话", "手机", "热线", "传真", "拨打", "号码", "邮编", "微信", "QQ", "☎", "编号",
            "证号", "账号", "卡号",
        ];
        let call = number.n_whole >= 3
            && !text.han_at(self.span.end)
            && called.iter().any(|word| before.contains(word));
        let mobile = number.n_whole == 11
            && self.folded.starts_with('1')
            && !self.folded.starts_with("10")
            && r.lists.unit_at(text, text.skip_blanks(self.span.end)).is_none();
        let plain = text.skip_blanks(self.span.end);
        let dated = text
            .any(plain, &["年", "月", "日", "时", "点", "分", "秒", "后", "号", ":", "："])
            .is_some();
        let zero = number.leading_zero && !dated && number.n_decimals == 0;
        (call || mobile || zero || number.digits.is_none())
            .then(|| code(text, self.span.start, self.span.end).into())
    }

    /// 3/4, 2016/17, 24/7.
    fn slash(&self, text: Text<'_>, parts: &[&str]) -> Option<Reading> {
        let [first, second] = parts else { return None };
        let (low, high) = (first.parse::<i64>().ok()?, second.parse::<i64>().ok()?);
        if first.len() == 4 && matches!(second.len(), 2 | 4) && (1900..2100).contains(&low) {
            let year = if second.len() == 2 { low / 100 * 100 + high } else { high };
            return (year == low + 1).then(|| years(self.span, low, year).into());
        }
        if text.any(self.span.end, &["月", "年"]).is_some()
            || high == 0
            || first.len() > 4
            || second.len() > 4
        {
            return None;
        }
        if (low, high) == (24, 7) {
            return Some(named(text, self.span, Kind::Name).into());
        }
        let ratio = Quantity::Number(Value::ratio(i128::from(low), i128::from(high))?);
        let mut figure = Figure::new(self.span, Kind::Fraction, ratio);
        if let (Some(month), Some(day)) = (month_of(low), day_of(high)) {
            let date =
                Quantity::Date(Date { month: Some(month), day: Some(day), ..Date::default() });
            figure.also = vec![(Kind::Date, date)];
            figure.ambiguity = SLASH;
            if low >= high {
                let first = figure.quantity.clone();
                let date = figure.also.remove(0);
                figure.kind = Kind::Date;
                figure.quantity = date.1;
                figure.also.push((Kind::Fraction, first));
            }
        }
        Some(figure.into())
    }

    /// 3:1 is a score or a ratio; 18:40 is left to the clock.
    fn score(&self, text: Text<'_>, parts: &[&str]) -> Option<Reading> {
        if clock::colon(text, self.span.start).is_some() {
            return None;
        }
        let all = parts.iter().all(|part| (1..=6).contains(&part.len()));
        all.then(|| named(text, self.span, Kind::Name).into())
    }

    /// 3-2 that falls is a score, 010-12345678 a telephone; what rises is a range.
    fn hyphen(&self, r: &Reader<'_>, parts: &[&str]) -> Option<Reading> {
        let [first, second] = parts else { return None };
        let (low, high) = (Value::parse(first)?, Value::parse(second)?);
        let telephone =
            first.starts_with('0') && (3..=4).contains(&first.len()) && second.len() >= 7;
        if telephone || second.starts_with('0') && second.len() > 1 && first.len() != 2 {
            return Some(code(r.text, self.span.start, self.span.end).into());
        }
        let scaled =
            r.text.any(r.text.skip_blanks(self.span.end), &["年", "月", "万", "亿"]).is_some();
        let short = first.len() == 4 && second.len() == 2;
        if short && let (Some(year), Some(last)) = (low.to_i64(), high.to_i64()) {
            let full = year / 100 * 100 + last;
            if (1900..2100).contains(&year) && full > year && full < year + 20 {
                return Some(years(self.span, year, full).into());
            }
        }
        (low >= high && !scaled).then(|| named(r.text, self.span, Kind::Name).into())
    }
}
