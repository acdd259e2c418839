//! Calendar dates in all their forms: January 15, 2017 · 15 Jan 2017 · 1/15/2017 · 2017-01-15 ·
//! Q1 2016 · 1H16 · the 15th of May.

use super::grammar::Found;
use super::numeral::Sort;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Date, Kind, Quantity};

const DAY_FIRST: &str = "The month may stand first or second.";
const MONTH_ONLY: [&str; 22] = [
    "in", "since", "of", "until", "till", "by", "from", "to", "during", "last", "this", "next",
    "late", "early", "mid", "every", "for", "before", "after", "between", "and", "through",
];

impl Text<'_> {
    /// The date at token `i`.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        let token = self.at(i);
        match token.form {
            Form::Word if token.class == Class::Month => self.month_first(i),
            Form::Word if token.class == Class::Fiscal => self.fiscal(i),
            Form::Word if token.len() == 1 => self.quarter_code(i),
            Form::Word if matches!(token.class, Class::Ordinal | Class::Ten) => self.day_first(i),
            // HEX2DEC is no second of December.
            Form::Digits if i > 0 && token.gap == Gap::None && self.is_word(i - 1) => None,
            Form::Digits => self
                .numeric_date(i)
                .or_else(|| self.day_first(i))
                .or_else(|| self.quarter_code(i))
                .or_else(|| self.year_quarter(i)),
            _ => None,
        }
    }

    fn dated(&self, first: usize, next: usize, date: Date) -> Found {
        self.found(first, next, Kind::Date, Quantity::Date(date))
    }

    /// The month word at `i` and the token after it, dot included.
    fn month(&self, i: usize) -> Option<(u8, usize)> {
        let token = self.at(i);
        if token.class != Class::Month || token.form != Form::Word || !token.capital {
            return None;
        }
        let month = u8::try_from(token.value).ok()?;
        let dot = token.len() <= 4 && self.tight_mark(i + 1, '.') && month != 5;
        Some((month, if dot { i + 2 } else { i + 1 }))
    }

    /// A day of the month at `i`: "15", "15th", "fifteenth", "the 15th"; and the token after it.
    fn day(&self, i: usize) -> Option<(u8, usize)> {
        let at = if self.is(i, "the") { i + 1 } else { i };
        if self.at(at).gap == Gap::Line && at > i {
            return None;
        }
        if self.is_digits(at) {
            let day = u8::try_from(self.small(at, 2)?).ok()?;
            let point =
                self.tight_mark(at + 1, '.') && self.is_digits(at + 2) && self.tight(at + 2);
            let clock = self.tight_mark(at + 1, ':');
            let suffix = self.any(at + 1, &["st", "nd", "rd", "th"]) && self.tight(at + 1);
            let percent = self.mark(at + 1, '%');
            let sound = (1..=31).contains(&day) && !point && !clock && !percent;
            return sound.then_some((day, at + 1 + usize::from(suffix)));
        }
        if !matches!(self.class(at), Class::Ordinal | Class::Ten) {
            return None;
        }
        let number = self.numeral(at, false).filter(|number| number.sort == Sort::Ordinal)?;
        let day = number.small().and_then(|day| u8::try_from(day).ok())?;
        (1..=31).contains(&day).then_some((day, number.next))
    }

    /// A year at `i`, after an optional comma or "of" when `parted`.
    fn year_after(&self, i: usize) -> Option<(i32, usize)> {
        let comma = self.mark(i, ',') || self.is(i, "of");
        let at = self.following(if comma { i + 1 } else { i });
        let year = self.year(at).filter(|_| self.at(at).gap < Gap::Line)?;
        let number = self.tight_mark(at + 1, ',') && self.is_digits(at + 2) && self.tight(at + 2);
        let scaled = self.mark(at + 1, '%') || self.class(at + 1) == Class::Scale;
        (!number && !scaled).then_some((year, at + 1))
    }

    /// "January 15, 2017", "January 2017", "January", "Jan. 15-20".
    fn month_first(&self, i: usize) -> Option<Found> {
        let (month, after) = self.month(i)?;
        let mut date = Date { month: Some(month), ..Date::default() };
        let at = self.following(after);
        if let Some((year, next)) = self.year_after(after) {
            date.year = Some(year);
            return Some(self.dated(i, next, date));
        }
        let near = self.at(at).gap < Gap::Line;
        if let Some((day, mut next)) = near.then(|| self.day(at)).flatten()
            && !self.counted_not_dated(next)
        {
            date.day = Some(day);
            let (high, high_next) =
                self.day_range(next).map_or((None, next), |(day, next)| (Some(day), next));
            next = high_next;
            if let Some((year, after)) = self.year_after(next) {
                (date.year, next) = (Some(year), after);
            }
            let mut found = self.dated(i, next, date);
            found.figure.high = high.map(|high| Quantity::Date(Date { day: Some(high), ..date }));
            return Some(found);
        }
        let word = self.any(i, &["may", "march"]);
        let abbreviation = self.at(i).len() <= 3 && !word && after == i + 1;
        let asked = self.any_before(i, &MONTH_ONLY) || self.hyphen(i.wrapping_sub(1));
        let to_month =
            (self.is(after, "to") || self.dash(after)) && self.month(after + 1).is_some();
        let loose = (word || abbreviation) && !asked || (word && self.starts_sentence(i));
        if loose && !to_month {
            return None;
        }
        if word && self.is_word(after) && self.at(after).capital && self.at(after).gap == Gap::Space
        {
            return None;
        }
        let mut found = self.dated(i, after, date);
        // "March" and "May" are other words too, but hardly after "in mid-" or "last".
        let firm = [
            "in", "since", "of", "mid", "late", "early", "during", "until", "till", "by", "last",
            "next", "this", "every",
        ];
        let dated = self.any_before(i, &firm)
            || self.hyphen(i.wrapping_sub(1)) && self.any_before(i - 1, &firm);
        found.figure.weak = word && !dated;
        Some(found)
    }

    /// "May 15 million": the number is counted, not a day.
    fn counted_not_dated(&self, next: usize) -> bool {
        matches!(self.class(next), Class::Scale | Class::Hundred)
            || self.any(next, &["percent", "per", "pct"])
            || (self.mark(next, ',')
                && self.tight(next)
                && self.tight(next + 1)
                && self.is_digits(next + 1)
                && self.at(next + 1).len() == 3)
    }

    /// "-20", "to 20" after a day, not the day of another month.
    fn day_range(&self, next: usize) -> Option<(u8, usize)> {
        let to = self.dash(next) || self.is(next, "to") || self.is(next, "through");
        let (day, after) = to.then(|| self.day(next + 1)).flatten()?;
        let month = self.month(after).is_some()
            || (self.is(after, "of") && self.month(after + 1).is_some());
        let counted =
            self.counted_not_dated(after) || (self.is_word(after) && !self.function_word(after));
        (!month && !counted).then_some((day, after))
    }

    /// "15 Jan 2017", "15th of January", "15-20 January".
    fn day_first(&self, i: usize) -> Option<Found> {
        let (day, next) = self.day(i)?;
        let mut high = None;
        let mut at = next;
        if let Some((second, after)) = (self.dash(at) || self.is(at, "to") || self.is(at, "and"))
            .then(|| self.day(at + 1))
            .flatten()
            && self.month_after(after).is_some()
            && second > day
        {
            if self.is(at, "and") {
                return None;
            }
            (high, at) = (Some(second), after);
        }
        let (month, mut next) = self.month_after(at)?;
        let mut date = Date { month: Some(month), day: Some(day), ..Date::default() };
        if let Some((year, after)) = self.year_after(next) {
            (date.year, next) = (Some(year), after);
        }
        let mut found = self.dated(i, next, date);
        found.figure.high = high.map(|high| Quantity::Date(Date { day: Some(high), ..date }));
        Some(found)
    }

    fn month_after(&self, at: usize) -> Option<(u8, usize)> {
        let at = if self.is(at, "of") { at + 1 } else { self.following(at) };
        let token = self.at(at);
        if token.gap == Gap::Line {
            return None;
        }
        let verb = self.is(at, "may")
            && self.is_word(at + 1)
            && self.at(at + 1).gap == Gap::Space
            && !self.function_word(at + 1);
        (!verb).then(|| self.month(at)).flatten()
    }

    /// 2017-01-15, 1/15/2017, 15.1.2017, 2017-01.
    fn numeric_date(&self, i: usize) -> Option<Found> {
        let Form::Mark(mark @ ('-' | '/' | '.')) = self.at(i + 1).form else { return None };
        let tight = |at: usize| self.tight(at) && self.tight(at + 1);
        if !tight(i + 1)
            || !self.is_digits(i + 2)
            || self.at(i).gap == Gap::None && i > 0 && self.is_word(i - 1)
        {
            return None;
        }
        let third = self.tight_mark(i + 3, mark) && self.is_digits(i + 4) && self.tight(i + 4);
        if !third {
            return self.year_month(i, mark);
        }
        let four = self.tight_mark(i + 5, mark) && self.is_digits(i + 6) && self.tight(i + 6);
        let (first, second) = (self.small(i, 4)?, self.small(i + 2, 2)?);
        if four {
            return None;
        }
        if let Some(year) = self.year(i) {
            let date = calendar(year, second, self.small(i + 4, 2)?)?;
            return Some(self.dated(i, i + 5, date));
        }
        let (year, short) = match self.year(i + 4) {
            Some(year) => (year, false),
            None if mark == '/' && self.at(i + 4).len() == 2 => {
                (century_of(self.small(i + 4, 2)?), true)
            }
            None => return None,
        };
        let (month_first, day_first) =
            (calendar(year, first, second), calendar(year, second, first));
        let (main, other) = match (month_first, day_first, mark) {
            (Some(main), other, '/' | '-') => (main, other),
            (other, Some(main), _) => (main, other),
            (Some(main), None, _) => (main, None),
            (None, None, _) => return None,
        };
        let mut found = self.dated(i, i + 5, Date { short_year: short, ..main });
        if let Some(other) = other.filter(|other| *other != main) {
            let other = Date { short_year: short, ..other };
            found.figure.also.push((Kind::Date, Quantity::Date(other)));
            found.figure.ambiguity = DAY_FIRST;
        }
        Some(found)
    }

    /// 2017-01, 2017/1, 01/2017.
    fn year_month(&self, i: usize, mark: char) -> Option<Found> {
        if mark == '.' {
            return None;
        }
        let (year, month) = match (self.year(i), self.year(i + 2)) {
            (Some(year), None) => (year, self.small(i + 2, 2)?),
            (None, Some(year)) if mark == '/' => (year, self.small(i, 2)?),
            _ => return None,
        };
        // 2010-12 is rather 2010 to 2012.
        let padded = self.str(i + 2).starts_with('0') || mark == '/';
        let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let date = Date { year: Some(year), month: Some(month), ..Date::default() };
        padded.then(|| self.dated(i, i + 3, date))
    }

    /// The month and day of "1/15", if it can be one.
    pub(super) fn slash_month_day(&self, i: usize) -> Option<Date> {
        let (month, day) = (self.small(i, 2)?, self.small(i + 2, 2)?);
        let date = calendar(2000, month, day)?;
        Some(Date { year: None, ..date })
    }

    /// "FY2016", "fiscal year 2016", "fiscal 2016".
    fn fiscal(&self, i: usize) -> Option<Found> {
        let at = if self.is(i + 1, "year") { i + 2 } else { i + 1 };
        let at = if self.apostrophe(at) { at + 1 } else { at };
        if self.at(at).gap == Gap::Line {
            return None;
        }
        let short = self.is(i, "fy") && self.at(at).len() == 2;
        let year =
            self.year(at).or_else(|| short.then(|| self.small(at, 2).map(century_of)).flatten())?;
        Some(self.dated(i, at + 1, Date { year: Some(year), short_year: short, ..Date::default() }))
    }

    /// "Q1", "Q1 2016", "1Q16", "H1", "1H2016".
    fn quarter_code(&self, i: usize) -> Option<Found> {
        let letter_first = self.is_word(i);
        let (letter, digit) = if letter_first { (i, i + 1) } else { (i + 1, i) };
        let tight = self.tight(i + 1) && self.at(letter).len() == 1 && self.at(digit).len() == 1;
        let glued = i > 0 && self.tight(i) && (self.is_word(i - 1) || self.hyphen(i - 1));
        let n = u8::try_from(self.small(digit, 1)?).ok()?;
        if !tight || glued {
            return None;
        }
        let mut date = Date::default();
        match self.str(letter) {
            "Q" if (1..=4).contains(&n) => date.quarter = Some(n),
            "H" if (1..=2).contains(&n) => date.half = Some(n),
            _ => return None,
        }
        let mut next = i + 2;
        if letter_first && self.is_word(next) && self.tight(next) {
            return None;
        }
        let of = if self.is(next, "of") { next + 1 } else { next };
        let of =
            self.following(if self.mark(of, ',') || self.apostrophe(of) { of + 1 } else { of });
        if let Some(year) = self.year(of).filter(|_| self.at(of).gap < Gap::Line) {
            (date.year, next) = (Some(year), of + 1);
        } else if !letter_first
            && self.tight(next)
            && let Some(year) = self.small(next, 2)
        {
            (date.year, date.short_year, next) = (Some(century_of(year)), true, next + 1);
        }
        Some(self.dated(i, next, date))
    }

    /// "2016Q1", "2016 Q1".
    fn year_quarter(&self, i: usize) -> Option<Found> {
        let year = self.year(i)?;
        let at = self.following(i + 1);
        if self.at(at).gap == Gap::Line || !self.is_word(at) || self.at(at).len() != 1 {
            return None;
        }
        let n = u8::try_from(self.small(at + 1, 1)?).ok()?;
        let mut date = Date { year: Some(year), ..Date::default() };
        match self.str(at) {
            "Q" if (1..=4).contains(&n) => date.quarter = Some(n),
            "H" if (1..=2).contains(&n) => date.half = Some(n),
            _ => return None,
        }
        self.tight(at + 1).then(|| self.dated(i, at + 2, date))
    }
}

fn calendar(year: i32, month: u32, day: u32) -> Option<Date> {
    let most = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 29,
        _ => return None,
    };
    let day = u8::try_from(day).ok().filter(|day| (1..=most).contains(day))?;
    let month = u8::try_from(month).ok();
    Some(Date { year: Some(year), month, day: Some(day), ..Date::default() })
}

/// The full year of two digits: 30 to 99 are of the 20th century.
pub(super) fn century_of(short: u32) -> i32 {
    let short = short.cast_signed();
    if short >= 30 { 1900 + short } else { 2000 + short }
}
