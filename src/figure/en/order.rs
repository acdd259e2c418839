//! Ordinals and what they count: sessions, plans, centuries, quarters, places in a ranking.

use super::grammar::Found;
use super::numeral::{Numeral, Sort};
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Date, Kind, Quantity, Units, Value};

const ANNIVERSARY: &str = "An anniversary is counted in years.";
const SECONDS: &str = "This is a place in a row or a number of seconds.";
const DAY: &str = "This is a place in a row or a day of the month.";
/// How many words after an ordinal its event may stand: "the fifth plenary session".
const EVENT_REACH: usize = 6;

impl Text<'_> {
    /// The figure an ordinal numeral makes.
    pub(super) fn ordinal(&self, number: &Numeral) -> Option<Found> {
        let (i, next) = (number.first, number.next);
        let value = number.small();
        if self.time_second(number) {
            return None;
        }
        if let Some(found) = self.century(number).or_else(|| self.part_of_year(number)) {
            return Some(found);
        }
        if let Some(found) = self.first_so_many(number) {
            return Some(found);
        }
        let says = Quantity::Number(number.value);
        let plan = ["five", "year", "plan"];
        let plan_at = self.following(next);
        let plan_end = self
            .phrase(plan_at, &plan)
            .or_else(|| self.phrase(plan_at, &["5", "year", "plan"]))
            .or_else(|| self.phrase(plan_at, &["five", "year", "plans"]));
        if let Some(end) = plan_end {
            let mut found = self.found(i, end, Kind::Session, says);
            found.figure.numeral = self.span(i, next);
            return Some(found);
        }
        if let Some(time) = self.hyphened_seconds(number) {
            return Some(time);
        }
        if let Some(part) = self.hundredth(number) {
            return Some(part);
        }
        let mut found = self.found(i, next, Kind::Ordinal, says);
        if self.ranked(i, next) {
            found.figure.kind = Kind::Rank;
            if self.is(next, "place") {
                found.next = next + 1;
                found.figure.span = self.span(i, found.next);
                found.figure.numeral = self.span(i, next);
            }
        } else if self.event_after(next) {
            found.figure.kind = Kind::Session;
        } else if self.any(self.following(next), &["anniversary", "birthday", "anniversaries"]) {
            found.figure.also.push((Kind::Duration, Quantity::Number(number.value)));
            found.figure.ambiguity = ANNIVERSARY;
        } else if let Some(day) = value.filter(|day| (1..=31).contains(day) && !number.spelled) {
            let alone = matches!(
                self.at(next).form,
                Form::End | Form::Mark(',' | '.' | ';' | ')' | '!' | '?')
            ) || self.any(next, &["and", "or", "to", "at", "with", "when", "of"]);
            if alone && self.any_before(i, &["the", "on"]) {
                let day = Date { day: u8::try_from(day).ok(), ..Date::default() };
                found.figure.also.push((Kind::Date, Quantity::Date(day)));
                found.figure.ambiguity = DAY;
            }
        }
        let small = value.is_some_and(|value| value <= 3) && number.spelled;
        let adverb = self.starts_sentence(i) && self.mark(next, ',');
        // "the First World War", but not "First of all"
        let titled = self.at(i).capital
            && !self.starts_sentence(i)
            && self.is_word(next)
            && self.at(next).capital
            && self.at(next).gap == Gap::Space;
        let first = value == Some(1) && number.spelled && !titled;
        found.figure.weak = found.figure.kind == Kind::Ordinal && (first || (small && adverb));
        Some(found)
    }

    /// "a twenty-second video": a length of time, or the ordinal.
    fn hyphened_seconds(&self, number: &Numeral) -> Option<Found> {
        let (i, next) = (number.first, number.next);
        let last = next.checked_sub(1).filter(|&last| last >= i + 2 && self.is(last, "second"))?;
        let counted =
            self.is_word(next) && self.at(next).gap == Gap::Space && !self.function_word(next);
        if !self.hyphen(last - 1) || !self.any_before(i, &["a"]) || !counted {
            return None;
        }
        let seconds = Quantity::Number(number.value.sub(Value::int(2))?);
        let mut found = self.found(i, next, Kind::Duration, seconds);
        found.figure.unit = Units::builtin().en("seconds");
        found.figure.also.push((Kind::Ordinal, Quantity::Number(number.value)));
        found.figure.ambiguity = SECONDS;
        Some(found)
    }

    /// "one-hundredth", "one thousandth of": a part of a whole.
    fn hundredth(&self, number: &Numeral) -> Option<Found> {
        let (i, next) = (number.first, number.next);
        let one = self.is(i, "one") || self.class(i) == Class::A;
        let round = [100, 1000, 1_000_000, 1_000_000_000].contains(&number.small()?);
        let ends = !self.is_word(next) && one && self.is(i, "one");
        let parted = self.hyphen(i + 1) || self.is(next, "of") || ends;
        let value = Value::ONE.div(number.value)?;
        let part = one && round && parted && !self.any_before(i, &["the"]);
        part.then(|| self.found(i, next, Kind::Fraction, Quantity::Number(value)))
    }

    /// Whether "second" is the unit of time: "per second", "for a second".
    fn time_second(&self, number: &Numeral) -> bool {
        let (i, next) = (number.first, number.next);
        if next != i + 1 || !self.is(i, "second") {
            return false;
        }
        if self.any_before(i, &["per", "split", "any", "each", "a-second"])
            || self.mark(i.wrapping_sub(1), '/')
        {
            return true;
        }
        let ends = !self.is_word(next)
            || self.any(
                next,
                &[
                    "later", "or", "to", "and", "ago", "before", "after", "while", "that", "he",
                    "she", "i", "when", "then", "of", "as", "for", "it", "with", "in", "at",
                ],
            );
        let article = self.any_before(i, &["a", "one", "another", "every"]);
        (article && ends && !self.hyphen(next)) || self.mark(next, '-') && self.is(next + 1, "hand")
    }

    /// "the 19th century", "nineteenth-century", "19th and 20th centuries".
    fn century(&self, number: &Numeral) -> Option<Found> {
        let at = self.following(number.next);
        let mut end = at;
        let mut value = number.value;
        if !self.any(at, &["century", "centuries"]) {
            let joint = if self.dash(number.next) { number.next } else { at };
            let other = self.any(joint, &["and", "to", "or"]) || self.dash(joint);
            let second = other.then(|| self.numeral(joint + 1, false)).flatten()?;
            let word = self.following(second.next);
            if second.sort != Sort::Ordinal || !self.any(word, &["century", "centuries"]) {
                return None;
            }
            // "the 18th to 7th centuries BC"
            if self.before_christ(word + 1).is_some_and(|(sign, _)| sign < 0) {
                value = value.neg();
            }
            end = number.next;
        } else {
            end += 1;
        }
        if end > number.next
            && let Some((years, next)) = self.before_christ(end)
        {
            end = next;
            value = if years < 0 { value.neg() } else { value };
        }
        let mut found = self.found(number.first, end, Kind::Century, Quantity::Number(value));
        found.figure.numeral = self.span(number.first, number.next);
        Some(found)
    }

    /// "first quarter of 2016", "second half of the year".
    fn part_of_year(&self, number: &Numeral) -> Option<Found> {
        let at = self.following(number.next);
        let n = u8::try_from(number.small()?).ok()?;
        let mut date = Date::default();
        match self.class(at) {
            Class::Quarter if n <= 4 => date.quarter = Some(n),
            Class::Half if n <= 2 => date.half = Some(n),
            _ => return None,
        }
        if self.any(at + 1, &["final", "finals", "finger"]) {
            return None;
        }
        let mut end = at + 1;
        let of = self.is(end, "of");
        let after_of = if of { end + 1 } else { end };
        let comma = if self.mark(end, ',') { end + 1 } else { after_of };
        if let Some(year) = self.year(comma).filter(|_| self.at(comma).gap < Gap::Line) {
            (date.year, end) = (Some(year), comma + 1);
        }
        let mut found = self.found(number.first, end, Kind::Date, Quantity::Date(date));
        found.figure.numeral = self.span(number.first, number.next);
        let year_named = date.year.is_some()
            || (of && self.any(end + 2, &["year"]))
            || self.any(end + 1, &["year"])
            || date.quarter.is_some();
        found.figure.weak = !year_named;
        Some(found)
    }

    /// "the first three", "the first 100": the first N.
    fn first_so_many(&self, number: &Numeral) -> Option<Found> {
        if number.value != Value::ONE || number.next != number.first + 1 {
            return None;
        }
        let at = number.next;
        let counted = matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten)
            || (self.is_digits(at) && self.at(at).len() < 4);
        let count = counted.then(|| self.numeral(at, false)).flatten()?;
        let sound = count.sort == Sort::Cardinal && count.value > Value::ONE;
        if !sound || self.at(at).gap == Gap::Line {
            return None;
        }
        if let Some(quarters) = self.first_quarters(number.first, &count) {
            return Some(quarters);
        }
        let number_value = Quantity::Number(count.value);
        let mut found = self.found(number.first, count.next, Kind::Rank, number_value.clone());
        found.figure.numeral = self.span(count.first, count.next);
        let unit = self.any(count.next, &["days", "weeks", "months", "years", "quarters", "hours"]);
        if unit {
            found.figure.also.push((Kind::Duration, number_value));
            found.figure.ambiguity = "This is a length of time or the first of several terms.";
        }
        Some(found)
    }

    /// "the first three quarters of 2016": from the first to the third quarter.
    fn first_quarters(&self, first: usize, count: &Numeral) -> Option<Found> {
        let last = u8::try_from(count.small()?).ok().filter(|n| (2..=4).contains(n))?;
        if !self.is(count.next, "quarters") || self.at(count.next).gap == Gap::Line {
            return None;
        }
        let mut next = count.next + 1;
        let at = if self.is(next, "of") { next + 1 } else { next };
        let year = self.year(at).filter(|_| self.at(at).gap < Gap::Line);
        if year.is_some() {
            next = at + 1;
        }
        let quarter = |n| Quantity::Date(Date { year, quarter: Some(n), ..Date::default() });
        let mut found = self.found(first, next, Kind::Date, quarter(1));
        found.figure.numeral = self.span(count.first, count.next);
        found.figure.high = Some(quarter(last));
        Some(found)
    }

    pub(super) fn ranked(&self, i: usize, next: usize) -> bool {
        let verbs =
            ["ranked", "ranks", "rank", "ranking", "placed", "finished", "came", "finishing"];
        let mut before = i;
        for _ in 0..2 {
            if self.any_before(before, &verbs) {
                return true;
            }
            let came = self.any_before(before.saturating_sub(1), &["came"]);
            if came || !self.any_before(before, &["the", "in", "at", "as", "joint"]) {
                break;
            }
            before -= 1;
        }
        self.is(next, "place") && !self.any_before(i, &["in"])
            || self.is(next, "place") && !self.is(i.saturating_sub(1), "the")
    }

    /// Whether the noun phrase after an ordinal is an event: "Third Plenary Session".
    fn event_after(&self, next: usize) -> bool {
        for at in next..next + EVENT_REACH {
            let token = self.at(at);
            match token.form {
                Form::Word if token.gap == Gap::Line => return false,
                Form::Word if matches!(token.class, Class::Event | Class::Phase) => return true,
                Form::Word if self.function_word(at) => return false,
                Form::Word | Form::Mark('-' | '\'' | '’') => {}
                _ => return false,
            }
        }
        false
    }
}
