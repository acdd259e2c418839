//! Two ends made one figure: 6% to 6.5% · 2 to 3 million · between 200 and 300 · three or four ·
//! 2016–20 · 9 a.m. to 5 p.m.

use super::grammar::Found;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Bound, Clock, Date, Kind, Quantity, Value};

/// After a verb of change, how many times the first of two amounts the second is at most if both are
/// the ends of a range.
const MOST_OF_A_RANGE: i64 = 3;

/// How two ends are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    Or,
    And,
}

/// `found`, or the range that begins with it.
pub(super) fn extended(text: &Text<'_>, found: Found) -> Found {
    if found.figure.high.is_some() {
        return found;
    }
    if let Some(season) = text.season(&found) {
        return season;
    }
    let Some((link, at)) = text.link(&found) else { return found };
    if link == Link::Or && text.is(found.next, "or") && !text.small_choice(&found, at) {
        return found;
    }
    let range = text.range(&found, link, at);
    range.or_else(|| text.score(&found, link, at)).unwrap_or(found)
}

impl Text<'_> {
    /// What joins a figure to a second end, and where that end begins.
    fn link(&self, found: &Found) -> Option<(Link, usize)> {
        let next = found.next;
        if self.at(next).gap == Gap::Line {
            return None;
        }
        // "two- to three-year", "5- or 10-minute"
        let dangling = self.hyphen(next) && self.tight(next) && self.at(next + 1).gap == Gap::Space;
        let at = if dangling { next + 1 } else { next };
        // "two-to-three-year"
        let at = if self.tight_hyphen(at) && self.any(at + 1, &["to", "or"]) { at + 1 } else { at };
        let after = if self.tight_hyphen(at + 1) { at + 2 } else { at + 1 };
        if self.is(at, "to") || self.is(at, "through") {
            return (!self.changing(found)).then_some((Link::To, after));
        }
        if self.is(at, "or") {
            return Some((Link::Or, after));
        }
        if self.is(at, "and") && self.any_before(found.first, &["between"]) {
            return Some((Link::And, after));
        }
        // 7-Eleven
        if self.tight_hyphen(at)
            && self.is_digits(found.first)
            && self.at(at + 1).capital
            && matches!(self.class(at + 1), Class::Unit | Class::Teen | Class::Ten)
        {
            return None;
        }
        if self.dash(at) && !dangling {
            let sides = self.tight(at) == self.tight(at + 1) || self.mark(at, '~');
            let sign = self.at(at).gap != Gap::None && self.tight(at + 1);
            return (sides && !sign).then_some((Link::Dash, at + 1));
        }
        None
    }

    /// "from 5 to 7" after a verb of change is a way, not a range.
    fn changing(&self, found: &Found) -> bool {
        if !self.any_before(found.first, &["from"]) {
            return false;
        }
        let low = found.first.saturating_sub(5);
        (low..found.first).rev().any(|at| {
            matches!(self.class(at), Class::Up | Class::Down | Class::Multiply)
                || self.any(
                    at,
                    &[
                        "changed", "changes", "moved", "went", "goes", "go", "came", "turned",
                        "improved", "extended", "upgraded",
                    ],
                )
        })
    }

    /// "three or four", not "2016 or 300".
    fn small_choice(&self, found: &Found, at: usize) -> bool {
        let word = |i: usize| {
            self.is_digits(i)
                || matches!(
                    self.class(i),
                    Class::Unit | Class::Teen | Class::Ten | Class::Hundred | Class::A
                )
        };
        let numbers = matches!(
            found.figure.kind,
            Kind::Cardinal
                | Kind::Percent
                | Kind::Duration
                | Kind::Multiple
                | Kind::Money
                | Kind::Measure
        );
        numbers && word(at)
    }

    fn range(&self, low: &Found, link: Link, at: usize) -> Option<Found> {
        if let Some(found) = self.year_range(low, link, at) {
            return Some(found);
        }
        let token = self.at(at);
        if token.gap == Gap::Line || matches!(token.form, Form::End | Form::Mark('(')) {
            return None;
        }
        let at = self.after_currency(at);
        let bounded = self.any(at, &["about", "around", "nearly", "over", "almost"]);
        let at = if bounded { at + 1 } else { at };
        if link == Link::Or && !self.near_choice(low, at) {
            return None;
        }
        let high = self
            .date(at)
            .or_else(|| self.clock(at, low.next))
            .or_else(|| self.period(at, low.next))
            .or_else(|| self.quantity(at, low.next, false))?;
        if high.figure.high.is_some() && high.figure.kind != Kind::Date {
            return None;
        }
        if high.first > at {
            return None;
        }
        self.joined_ends(low, &high, link)
    }

    /// Where the number of a second end with a currency before it begins: "$2 to $3".
    fn after_currency(&self, at: usize) -> usize {
        let sign = |i: usize| matches!(self.at(i).form, Form::Mark('$' | '€' | '£' | '¥' | '￥'));
        if sign(at) {
            return at + 1;
        }
        if self.is_word(at) && sign(at + 1) && self.tight(at + 1) {
            return at + 2;
        }
        let code = self.at(at).len() == 3
            && self.is_digits(at + 1)
            && self.currency_before(at + 1).is_some();
        if code { at + 1 } else { at }
    }

    /// "or" joins neighbours: three or four, ten or twenty, not "5 or 500".
    fn near_choice(&self, low: &Found, at: usize) -> bool {
        let (Some(x), Some(high)) = (low.figure.number(), self.numeral(at, false)) else {
            return false;
        };
        // "200 or 300 million" share their scale.
        let size = Value::power_of_ten(high.power).filter(|_| self.scale_in(low).is_none());
        let shared = size.and_then(|size| high.value.div(size)).filter(|y| x < *y);
        // "two or three hundred"
        let hundreds = || {
            let y = high.value.div(Value::int(100)).filter(|y| y.is_int() && x < *y)?;
            (high.spelled && high.power == 0 && y < Value::int(10)).then_some(y)
        };
        let shared = shared.filter(|_| high.power > 0).or_else(hundreds);
        let y = shared.unwrap_or(high.value);
        let most = x.mul(Value::int(2)).unwrap_or(x);
        x < y && (y <= most || y.sub(x) == Some(Value::ONE))
    }

    fn joined_ends(&self, low: &Found, high: &Found, link: Link) -> Option<Found> {
        let (x, y) = (&low.figure, &high.figure);
        let mut figure = y.clone();
        let plain = |kind| matches!(kind, Kind::Cardinal);
        let same = x.kind == y.kind && (x.unit == y.unit || x.unit.is_none() || y.unit.is_none());
        if !(same || plain(x.kind) || plain(y.kind)) {
            return None;
        }
        if plain(y.kind) {
            (figure.kind, figure.unit) = (x.kind, x.unit);
        } else if figure.unit.is_none() {
            figure.unit = x.unit;
        }
        if let Some(low) =
            as_hour(low, &y.quantity).or_else(|| as_year_before_christ(low, &y.quantity))
        {
            return self.joined_ends(&low, high, link);
        }
        if link == Link::To && self.is_change_and_its_end(low, high) {
            return None;
        }
        let dated = matches!(x.kind, Kind::Date | Kind::Clock | Kind::Decade | Kind::Century);
        if dated != matches!(y.kind, Kind::Date | Kind::Clock | Kind::Decade | Kind::Century) {
            return None;
        }
        let (low_end, high_end) = match (&x.quantity, &y.quantity) {
            (Quantity::Number(a), Quantity::Number(b)) => {
                let (a, b) = self.shared_scale(low, high, *a, *b);
                let ordered = a < b || (matches!(link, Link::To | Link::And) && a.is_negative());
                let counted =
                    !matches!(x.kind, Kind::Ordinal | Kind::Session | Kind::Name | Kind::Section);
                let range = ordered && (counted || (link != Link::Or && x.kind == y.kind));
                if !range || self.fold_change(low, link) {
                    return None;
                }
                (Quantity::Number(a), Quantity::Number(b))
            }
            (Quantity::Date(a), Quantity::Date(b)) => {
                let (a, b) = completed(*a, *b);
                if link == Link::Or {
                    return None;
                }
                (Quantity::Date(a), Quantity::Date(b))
            }
            (Quantity::Clock(a), Quantity::Clock(b)) => {
                // "3 to 5 p.m." says the half of the day once.
                let shift = if b.hour >= 12 && a.hour + 12 <= b.hour { 12 } else { 0 };
                let told = b.half_day_known && !a.half_day_known;
                let a = match told {
                    true => Clock { hour: a.hour + shift, half_day_known: true, ..*a },
                    false => *a,
                };
                (Quantity::Clock(a), Quantity::Clock(*b))
            }
            _ => return None,
        };
        figure.quantity = low_end;
        figure.high = Some(match y.high.clone() {
            Some(last) if y.kind == Kind::Date => last,
            _ => high_end,
        });
        figure.bound = Bound::Exact;
        figure.also = Vec::new();
        figure.ambiguity = "";
        figure.weak = x.weak && y.weak;
        figure.span = self.span(low.first, high.next);
        figure.numeral = figure.span;
        Some(Found { figure, first: low.first, next: high.next })
    }

    /// "rose 7.1% to 25.45 trillion", "fell $2 to $78", "by 3,000 to 15,000": how much, and where to.
    fn is_change_and_its_end(&self, low: &Found, high: &Found) -> bool {
        let (x, y) = (&low.figure, &high.figure);
        let ratio = |kind| matches!(kind, Kind::Percent | Kind::Points);
        if ratio(x.kind) && y.kind == Kind::Cardinal && self.scale_in(high).is_some() {
            return true;
        }
        let first = low.first - usize::from(low.first > 0 && self.any_before(low.first, &["a"]));
        let Some(before) = first.checked_sub(1) else { return false };
        let by = self.any(before, &["by", "further", "another", "of"]) && before > 0;
        let verb = self.at(if by { before - 1 } else { before }).class;
        if !self.is(before, "by") && !matches!(verb, Class::Up | Class::Down) {
            return false;
        }
        if ratio(x.kind) && y.kind == Kind::Cardinal {
            return true;
        }
        let small = x.kind == Kind::Cardinal && x.number() < Some(Value::int(100));
        let (Some(x_value), Some(y_value)) = (x.number(), y.number()) else { return false };
        let most = x_value.mul(Value::int(MOST_OF_A_RANGE));
        let own = x.kind == y.kind && !(small && self.scale_in(low).is_none());
        own && most.is_some_and(|most| most < y_value)
    }

    /// "3-1", "a 0-0 draw": what falls is a score, as it is in Chinese.
    fn score(&self, low: &Found, link: Link, at: usize) -> Option<Found> {
        let first = low.first;
        let bare = low.figure.kind == Kind::Cardinal && low.next == first + 1 && at == low.next + 1;
        let glued = self.tight(first) && first > 0 && !self.back(first, 1).form.opens()
            || self.tight(at + 1)
                && (self.is_word(at + 1) || self.is_digits(at + 2) || self.mark(at + 1, '%'));
        let (x, y) = (self.small(first, 3)?, self.small(at, 3)?);
        let counted = self.any(at + 1, &["percent", "per", "million", "billion", "thousand"]);
        if link != Link::Dash || !bare || glued || counted || x < y {
            return None;
        }
        Some(self.found(first, at + 1, Kind::Name, Quantity::Text(format!("{x}:{y}"))))
    }

    /// "25-22, 23-25, 25-19": what rises in a list of scores is one too.
    pub(super) fn scores_in_lists(&self, all: &mut [Found]) {
        let is_score = |found: &Found| match &found.figure.quantity {
            Quantity::Text(text) => {
                found.figure.kind == Kind::Name
                    && text.split(':').all(|part| part.parse::<u16>().is_ok())
            }
            _ => false,
        };
        let listed = |one: &Found, next: &Found| {
            let comma = self.mark(one.next, ',');
            let at = one.next + usize::from(comma);
            let and = self.any(at, &["and", "to", "but"]);
            (comma || and) && at + usize::from(and) == next.first
        };
        if !all.iter().any(is_score) {
            return;
        }
        let forwards = (1..all.len()).map(|at| (at - 1, at));
        let backwards = (1..all.len()).rev().map(|at| (at, at - 1));
        for (from, to) in forwards.chain(backwards) {
            let (early, late) = (&all[from.min(to)], &all[from.max(to)]);
            let found = &all[to];
            let ends = (found.figure.number().and_then(Value::to_i64), &found.figure.high);
            let (Some(low), Some(Quantity::Number(high))) = ends else { continue };
            let bare = found.figure.kind == Kind::Cardinal && found.next == found.first + 3;
            if bare && self.dash(found.first + 1) && is_score(&all[from]) && listed(early, late) {
                let score = Quantity::Text(format!("{low}:{high}"));
                all[to] = self.found(found.first, found.next, Kind::Name, score);
            }
        }
    }

    /// "one to one", "ten to one".
    fn fold_change(&self, low: &Found, link: Link) -> bool {
        link == Link::To && low.figure.weak && self.is(low.next + 1, "one")
    }

    /// "2 to 3 million": the first end takes the scale and the sign of the second.
    fn shared_scale(&self, low: &Found, high: &Found, a: Value, b: Value) -> (Value, Value) {
        let bare = |found: &Found| self.scale_in(found).is_none();
        let Some(scale) = self.scale_in(high).filter(|_| bare(low)) else { return (a, b) };
        let scaled = Value::power_of_ten(scale).and_then(|size| a.mul(size));
        // "500 to 1 million" has no shared scale, "500 to 600 million" has.
        // "two to three hundred" shares it, "two to two hundred and one" does not.
        let round = scale != 2 || b.div(Value::int(100)).is_some_and(Value::is_int);
        match scaled {
            Some(scaled) if scaled < b && round => (scaled, b),
            _ => (a, b),
        }
    }

    /// The power of the scale words inside a figure.
    fn scale_in(&self, found: &Found) -> Option<i32> {
        let mut power = None;
        for at in found.first..found.next.min(found.first + 16) {
            let token = self.at(at);
            match token.class {
                Class::Scale => power = Some(power.unwrap_or(0) + i32::from(token.value)),
                Class::Hundred if power.is_none() => {
                    power = Some(2);
                }
                _ => {}
            }
            let letter = token.form == Form::Word && token.len() == 1 && self.tight(at);
            if letter && self.is_digits(at.saturating_sub(1)) {
                power = match self.str(at) {
                    "k" | "K" => Some(3),
                    "M" | "m" => Some(6),
                    "B" | "b" => Some(9),
                    _ => power,
                };
            }
        }
        power.filter(|&power| power > 0)
    }

    /// "2019/20": a year and the next one.
    fn season(&self, low: &Found) -> Option<Found> {
        let Quantity::Date(Date {
            year: Some(year), month: None, quarter: None, half: None, ..
        }) = low.figure.quantity
        else {
            return None;
        };
        let (slash, at) = (low.next, low.next + 1);
        let tight = self.tight_mark(slash, '/') && self.tight(at) && self.at(at).len() == 2;
        let next = self.small(at, 2)?.cast_signed();
        let ends = !matches!(self.at(at + 1).form, Form::Mark('/' | '-')) || !self.tight(at + 1);
        if !tight || !ends || (year + 1).rem_euclid(100) != next {
            return None;
        }
        let high = Date { year: Some(year + 1), ..Date::default() };
        let mut found = self.found(low.first, at + 1, Kind::Date, low.figure.quantity.clone());
        found.figure.high = Some(Quantity::Date(high));
        Some(found)
    }

    /// "2016-20", "2016–2020", "1949 to 1978".
    fn year_range(&self, low: &Found, link: Link, at: usize) -> Option<Found> {
        let Quantity::Date(Date {
            year: Some(year), month: None, quarter: None, half: None, ..
        }) = low.figure.quantity
        else {
            return None;
        };
        let short = link == Link::Dash && self.at(at).len() == 2 && self.tight(at) && year > 999;
        let high = if short {
            let n = self.small(at, 2)?.cast_signed();
            Some(year - year % 100 + n).filter(|&high| high > year)?
        } else {
            self.year(at).filter(|&high| link != Link::Or && high > year)?
        };
        if self.mark(at + 1, '%') || self.is(at + 1, "s") && self.tight(at + 1) {
            return None;
        }
        let date = Date { year: Some(high), ..Date::default() };
        let mut found = self.found(low.first, at + 1, Kind::Date, low.figure.quantity.clone());
        found.figure.high = Some(Quantity::Date(date));
        Some(found)
    }

    /// "between 200 and 300 million" with the number at token `i`.
    pub(super) fn between(&self, i: usize, floor: usize) -> Option<Found> {
        let mut before = i;
        for _ in 0..3 {
            if self.any_before(before, &["between"]) {
                break;
            }
            let money =
                before > floor && !self.is_digits(before - 1) && self.at(before - 1).len() <= 3;
            if !money {
                return None;
            }
            before -= 1;
        }
        if !self.any_before(before, &["between"]) {
            return None;
        }
        let low = self.quantity(i, floor, true)?;
        let and = self.is(low.next, "and") && low.figure.high.is_none();
        and.then(|| self.range(&low, Link::And, low.next + 1)).flatten()
    }
}

/// "221-206 BC": the first end is a year like the second.
fn as_year_before_christ(low: &Found, high: &Quantity) -> Option<Found> {
    let (Quantity::Date(last), Kind::Cardinal) = (high, low.figure.kind) else { return None };
    let last = last.year.filter(|&year| *last == Date { year: Some(year), ..Date::default() })?;
    let first = low.figure.number().and_then(Value::to_i64).and_then(|n| i32::try_from(n).ok())?;
    let before = last < 0 && first > -last && first < 10_000;
    let year = Date { year: Some(-first), ..Date::default() };
    let mut low = low.clone();
    (low.figure.kind, low.figure.quantity) = (Kind::Date, Quantity::Date(year));
    before.then_some(low)
}

/// "three or four o'clock": the first end is an hour like the second.
fn as_hour(low: &Found, high: &Quantity) -> Option<Found> {
    let (Quantity::Clock(clock), Kind::Cardinal) = (high, low.figure.kind) else { return None };
    let hour = low.figure.number().and_then(Value::to_i64)?;
    let hour = u8::try_from(hour).ok().filter(|hour| (1..=24).contains(hour))?;
    let shift = if clock.hour > 12 && hour < 12 { 12 } else { 0 };
    let first = Clock { hour: hour + shift, minute: 0, ..*clock };
    let mut low = low.clone();
    low.figure.kind = Kind::Clock;
    low.figure.quantity = Quantity::Clock(first);
    Some(low)
}

/// What one date of a range says for the other: "15 to 20 January 2017", "January to March 2017".
fn completed(low: Date, high: Date) -> (Date, Date) {
    let (mut a, mut b) = (low, high);
    if a.year.is_none()
        && b.year.is_some()
        && (a.month.is_some() || a.quarter.is_some() || a.half.is_some())
    {
        (a.year, a.short_year) = (b.year, b.short_year);
    }
    if b.month.is_none() && b.day.is_some() {
        b.month = a.month;
    }
    if b.year.is_none() && a.year.is_some() && low.year.is_some() && b.month > a.month {
        b.year = a.year;
    }
    (a, b)
}
