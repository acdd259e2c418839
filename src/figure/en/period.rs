//! Years, decades and long stretches of time: in 2016 · the 1990s · '98 · 500 BC · a decade.

use super::date::century_of;
use super::grammar::Found;
use super::numeral::{Numeral, Sort};
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Bound, Date, Kind, Quantity, Units, Value};

const YEAR: &str = "Four digits alone are a year or a count.";
const HUNDREDS: &str = "The 1800s are a decade or the whole century.";
const AGE: &str = "These are the years of an age or of a decade.";
/// The years a bare number of four digits is taken for.
const BARE_YEARS: std::ops::Range<i32> = 1500..2100;
const YEAR_BEFORE: [&str; 34] = [
    "in",
    "of",
    "since",
    "by",
    "from",
    "until",
    "till",
    "during",
    "before",
    "after",
    "year",
    "early",
    "late",
    "mid",
    "spring",
    "summer",
    "autumn",
    "winter",
    "fall",
    "circa",
    "through",
    "throughout",
    "between",
    "the",
    "end",
    "yearend",
    "around",
    "and",
    "beyond",
    "for",
    "late",
    "early",
    "annual",
    "or",
];

impl Text<'_> {
    /// Decades, eras and stretches of time at token `i`.
    pub(super) fn period(&self, i: usize, floor: usize) -> Option<Found> {
        let token = self.at(i);
        match (token.form, token.class) {
            (Form::Word, Class::Decade) => self.decade_word(i),
            (Form::Word, Class::Period) => self.period_word(i, floor),
            (Form::Word, Class::Quarter) => self.quarter_century(i, i),
            (Form::Word, Class::A) if self.class(i + 1) == Class::Quarter => {
                self.quarter_century(i, i + 1)
            }
            (Form::Word, Class::Era) => self.era_first(i),
            (Form::Word, Class::A) if self.class(i + 1) == Class::Period => self.a_period(i),
            (Form::Word, Class::A) if self.class(i + 2) == Class::And => self.one_and_a_half(i),
            (Form::Mark('\'' | '’' | '‘'), _) => self.short_year(i),
            (Form::Digits, _) => self.decade(i, i).or_else(|| self.era(i)),
            (Form::Word, _) => self.spelled_decade(i).or_else(|| self.roman_mark(i)),
            _ => None,
        }
    }

    /// "1990s", "90s", "1990's": digits at `at`, the figure begins at `first`.
    fn decade(&self, first: usize, at: usize) -> Option<Found> {
        let length = self.at(at).len();
        let apostrophe = self.apostrophe(at + 1) && self.tight(at + 1);
        let s = if apostrophe { at + 2 } else { at + 1 };
        if !self.is(s, "s") || !self.tight(s) || !(2..=4).contains(&length) {
            return None;
        }
        if length == 3 {
            return self.early_century(first, at, s + 1);
        }
        let n = self.small(at, 4)?.cast_signed();
        if n % 10 != 0 || (length == 4 && self.year(at).is_none()) || n == 0 {
            return None;
        }
        // "the 20s" are a decade, "in early 20s" an age.
        let aged = (20..=40).contains(&n) && !self.the_before(at);
        if length == 2 && first == at && (self.possessive_before(at) || aged) {
            return Some(self.age(at, s + 1, n.into()));
        }
        let year = match length {
            2 if n >= 20 => 1900 + n,
            2 => century_of(n.cast_unsigned()),
            _ => n,
        };
        let decade = Quantity::Number(Value::int(year.into()));
        let mut found = self.found(first, s + 1, Kind::Decade, decade);
        found.figure.numeral = self.span(at, at + 1);
        if year % 100 == 0 && (1000..2100).contains(&year) {
            let century = Quantity::Number(Value::int((year / 100 + 1).into()));
            found.figure.also.push((Kind::Century, century));
            found.figure.ambiguity = HUNDREDS;
        }
        Some(found)
    }

    /// "the 900s": a century or its first ten years.
    fn early_century(&self, first: usize, at: usize, next: usize) -> Option<Found> {
        let n = i64::from(self.small(at, 3)?);
        if n < 100 || n % 100 != 0 || !self.the_before(at) {
            return None;
        }
        let century = Quantity::Number(Value::int(n / 100 + 1));
        let mut found = self.found(first, next, Kind::Century, century);
        found.figure.numeral = self.span(at, at + 1);
        found.figure.also.push((Kind::Decade, Quantity::Number(Value::int(n))));
        found.figure.ambiguity = HUNDREDS;
        Some(found)
    }

    fn possessive_before(&self, i: usize) -> bool {
        let modifier = self.any_before(i, &["early", "late", "mid", "-"]);
        let at = if modifier { i.saturating_sub(1) } else { i };
        let at = if self.any_before(at, &["mid", "late", "early"]) { at - 1 } else { at };
        self.any_before(at, &["his", "her", "their", "my", "our", "your"])
    }

    fn the_before(&self, i: usize) -> bool {
        let at = if self.any_before(i, &["early", "late"]) { i - 1 } else { i };
        let at = if self.any_before(at, &["-"]) { at.saturating_sub(2) } else { at };
        self.any_before(at, &["the", "roaring"])
    }

    fn age(&self, first: usize, next: usize, years: i64) -> Found {
        let years = Quantity::Number(Value::int(years));
        let mut found = self.found(first, next, Kind::Cardinal, years);
        found.figure.bound = Bound::Above;
        found.figure.ambiguity = AGE;
        found
    }

    /// "nineties", "in his thirties".
    fn decade_word(&self, i: usize) -> Option<Found> {
        let n = i64::from(self.at(i).value);
        // "in their seventies and eighties"
        let second = self.any_before(i, &["and", "or", "to"])
            && self.class(i.wrapping_sub(2)) == Class::Decade
            && self.possessive_before(i - 2);
        if second || self.possessive_before(i) {
            return Some(self.age(i, i + 1, n));
        }
        let asked =
            self.any_before(i, &["the", "early", "late", "mid", "-", "and", "to", "roaring"]);
        let decade = Quantity::Number(Value::int(1900 + n));
        asked.then(|| self.found(i, i + 1, Kind::Decade, decade))
    }

    /// "nineteen nineties", "nineteen-sixties".
    fn spelled_decade(&self, i: usize) -> Option<Found> {
        let hundreds = match self.class(i) {
            Class::Teen if self.at(i).value >= 15 => i64::from(self.at(i).value),
            _ => return None,
        };
        let at = self.joined(i + 1).filter(|&at| self.class(at) == Class::Decade)?;
        let decade = hundreds * 100 + i64::from(self.at(at).value);
        let decade = Quantity::Number(Value::int(decade));
        Some(self.found(i, at + 1, Kind::Decade, decade))
    }

    /// "'98", "'90s".
    fn short_year(&self, i: usize) -> Option<Found> {
        if self.tight(i) && i > 0 || !self.tight(i + 1) || self.at(i + 1).len() != 2 {
            return None;
        }
        let n = self.small(i + 1, 2)?;
        if let Some(found) = self.decade(i, i + 1) {
            return Some(found);
        }
        let asked = self.any_before(
            i,
            &[
                "of", "in", "since", "class", "summer", "spring", "winter", "fall", "autumn",
                "early", "late", "around", "circa", "until", "till", "by", "from",
            ],
        );
        let ends = !self.is_word(i + 2) || self.function_word(i + 2);
        let closed = self.apostrophe(i + 2) && self.tight(i + 2);
        let year = Some(century_of(n));
        let date = Date { year, short_year: true, ..Date::default() };
        (asked && ends && !closed).then(|| self.found(i, i + 2, Kind::Date, Quantity::Date(date)))
    }

    /// "500 BC", "221 B.C.", "30 AD", "the year 618 CE".
    fn era(&self, i: usize) -> Option<Found> {
        let year = self.small(i, 4)?.cast_signed();
        if year == 0 || self.at(i).gap == Gap::None && i > 0 && self.is_digits(i - 1) {
            return None;
        }
        let (sign, next) = self.before_christ(i + 1)?;
        let date = Date { year: Some(sign * year), ..Date::default() };
        let mut found = self.found(i, next, Kind::Date, Quantity::Date(date));
        found.figure.numeral = self.span(i, i + 1);
        Some(found)
    }

    /// `BC` (−1) or `AD` (1) at token `i`, with or without points; the token after it.
    pub(super) fn before_christ(&self, i: usize) -> Option<(i32, usize)> {
        for (letters, sign) in [("BCE", -1), ("BC", -1), ("AD", 1), ("CE", 1)] {
            if self.str(i) == letters {
                return Some((sign, i + 1));
            }
            let mut at = i;
            let dotted = letters.char_indices().all(|(n, _)| {
                let letter = self.str(at) == &letters[n..=n] && self.tight_mark(at + 1, '.');
                at += 2;
                letter
            });
            if dotted {
                return Some((sign, at));
            }
        }
        None
    }

    /// "AD 500".
    fn era_first(&self, i: usize) -> Option<Found> {
        if self.str(i) != "AD" || !self.is_digits(i + 1) || self.at(i + 1).gap == Gap::Line {
            return None;
        }
        let year = Some(self.small(i + 1, 4)?.cast_signed());
        let date = Date { year, ..Date::default() };
        let mut found = self.found(i, i + 2, Kind::Date, Quantity::Date(date));
        found.figure.numeral = self.span(i + 1, i + 2);
        Some(found)
    }

    /// "decades", "centuries", "the past decade".
    fn period_word(&self, i: usize, floor: usize) -> Option<Found> {
        let unit = Units::builtin().en(&self.str(i).to_ascii_lowercase())?;
        let plural = self.str(i).to_ascii_lowercase().ends_with('s');
        let one = self.any_before(i, &["past", "last", "next", "previous", "coming"]) && i > floor;
        let century = self.any(i, &["century"]);
        if !(plural || (one && !century)) {
            return None;
        }
        let mut found = self.found(i, i + 1, Kind::Duration, Quantity::Number(Value::ONE));
        found.figure.unit = Some(unit);
        found.figure.bound = if plural { Bound::Several } else { Bound::Exact };
        found.figure.weak = true;
        Some(found)
    }

    /// "a decade", "a fortnight", "a century".
    fn a_period(&self, i: usize) -> Option<Found> {
        let unit = Units::builtin().en(&self.str(i + 1).to_ascii_lowercase())?;
        let mut found = self.found(i, i + 2, Kind::Duration, Quantity::Number(Value::ONE));
        let half = self.phrase(i + 2, &["and", "a", "half"]);
        if let (Some(next), Some(value)) = (half, Value::ratio(3, 2)) {
            found = self.found(i, next, Kind::Duration, Quantity::Number(value));
        }
        found.figure.unit = Some(unit);
        found.figure.weak = half.is_none() && !self.is(i + 1, "decade");
        Some(found)
    }

    /// "an hour and a half", "a year and a half".
    fn one_and_a_half(&self, i: usize) -> Option<Found> {
        let one = Numeral::new(i, i + 1, Value::ONE, Sort::Cardinal);
        let next = self.phrase(i + 2, &["and", "a", "half"])?;
        let (unit, end) = self.unit_at(i + 1, &one)?;
        let time = matches!(unit.dimension, "time" | "months") && end == i + 2;
        let value = Quantity::Number(Value::ratio(3, 2)?);
        time.then(|| {
            let mut found = self.found(i, next, Kind::Duration, value);
            found.figure.unit = Some(unit);
            found
        })
    }

    /// "a quarter-century", with the quarter at token `at`.
    fn quarter_century(&self, first: usize, at: usize) -> Option<Found> {
        let century = self.following(at + 1);
        if !self.is(century, "century") || self.at(century).gap == Gap::Line {
            return None;
        }
        let quarter = Quantity::Number(Value::ratio(1, 4)?);
        let mut found = self.found(first, century + 1, Kind::Duration, quarter);
        found.figure.unit = Units::builtin().en("century");
        Some(found)
    }

    /// A year written as two pairs of words.
    pub(super) fn spelled_year(&self, number: &Numeral) -> Found {
        let year = number.small().and_then(|year| i32::try_from(year).ok());
        let date = Date { year, ..Date::default() };
        self.found(number.first, number.next, Kind::Date, Quantity::Date(date))
    }

    /// A number that is rather a year: four digits, or "two thousand and sixteen" after "in".
    pub(super) fn bare_year(&self, number: &Numeral) -> Option<Found> {
        let i = number.first;
        let year = i32::try_from(number.small()?).ok()?;
        let named = self.any_before(i, &["year", "years"])
            || self.is(i.wrapping_sub(2), "year") && self.is(i - 1, "of");
        let in_words = number.spelled && (1900..2100).contains(&year);
        let digits = number.plain && number.next == i + 1 && self.at(i).len() == 4;
        let time = self.any_before(i, &["in", "since", "by", "year", "until", "before", "after"]);
        let far = (1000..3000).contains(&year)
            && (named
                || (time && !self.any_before(i, &["by", "after"]) && !self.is_word(number.next)));
        if !(in_words || (digits && (BARE_YEARS.contains(&year) || far))) {
            return None;
        }
        if in_words && !named && !(time && number.power == 0) {
            return None;
        }
        let asked = self.any_before(i, &YEAR_BEFORE)
            || self.class(i.wrapping_sub(1)) == Class::Month
            || self.hyphen(i.wrapping_sub(1));
        let next = number.next;
        // 1920x1080
        if self.is(next, "x") && self.tight(next) {
            return None;
        }
        let of_year =
            self.singular_year(next) && self.any_before(i, &["the", "in", "year", "since", "at"]);
        let dated = asked && self.any_before(i, &["since", "year", "during", "in", "until"]);
        if self.plural_noun(next) && !of_year && !dated {
            return self.count_or_year(number);
        }
        let date = Date { year: Some(year), ..Date::default() };
        let mut found = self.found(i, next, Kind::Date, Quantity::Date(date));
        if !asked && !in_words {
            let lone = self.len() == next - i;
            let other = (Kind::Cardinal, Quantity::Number(number.value));
            found.figure.also.push(other);
            found.figure.ambiguity = YEAR;
            if lone && year % 100 == 0 {
                return None;
            }
        }
        Some(found)
    }

    fn count_or_year(&self, number: &Numeral) -> Option<Found> {
        let count = Quantity::Number(number.value);
        let year = i32::try_from(number.small()?).ok();
        let mut found = self.found(number.first, number.next, Kind::Cardinal, count);
        let date = Date { year, ..Date::default() };
        found.figure.also.push((Kind::Date, Quantity::Date(date)));
        found.figure.step = number.step;
        found.figure.ambiguity = YEAR;
        Some(found)
    }

    /// "the 2016 annual reports" names a year, "the 2016 reports" may.
    fn singular_year(&self, next: usize) -> bool {
        let terms = [
            "was",
            "is",
            "has",
            "sales",
            "results",
            "games",
            "olympics",
            "elections",
            "prices",
            "values",
            "levels",
            "figures",
            "terms",
            "dollars",
            "statistics",
            "accounts",
        ];
        self.any(next, &terms)
    }

    /// Whether a plural noun stands at `next`.
    fn plural_noun(&self, next: usize) -> bool {
        let word = self.str(next);
        let token = self.at(next);
        token.form == Form::Word
            && token.gap == Gap::Space
            && !token.capital
            && !self.function_word(next)
            && (word.ends_with('s') && !word.ends_with("ss") && token.len() > 3
                || self.any(next, &["people", "children", "men", "women", "yuan", "staff"]))
    }
}
