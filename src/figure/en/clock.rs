//! Times of day: 3:30 p.m. · 15:30 · 7 am · three o'clock · half past two · noon; and times of a stopwatch:
//! 1:58.33.

use super::grammar::Found;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Clock, Kind, Quantity, Units, Value};

/// Which half of the day, as said after a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HalfDay {
    Morning,
    Afternoon,
}

impl Text<'_> {
    /// The time of day at token `i`.
    pub(super) fn clock(&self, i: usize, floor: usize) -> Option<Found> {
        let token = self.at(i);
        match (token.form, token.class) {
            (Form::Digits, _) => self
                .military(i)
                .or_else(|| self.clock_digits(i))
                .or_else(|| self.told_half_day(i))
                .or_else(|| self.o_clock(i))
                .or_else(|| self.twelve(i))
                .or_else(|| self.past(i, floor)),
            (Form::Word, Class::Noon) => {
                let hour = u8::try_from(token.value).ok()?;
                let clock = Clock { hour, half_day_known: true, ..Clock::default() };
                let mut found = self.found(i, i + 1, Kind::Clock, Quantity::Clock(clock));
                found.figure.weak = true;
                Some(found)
            }
            (Form::Word, Class::Half | Class::Quarter | Class::A) => self.past(i, floor),
            (Form::Word, Class::Unit | Class::Teen | Class::Ten) => self
                .o_clock(i)
                .or_else(|| self.told_half_day(i))
                .or_else(|| self.twelve(i))
                .or_else(|| self.spelled_clock(i))
                .or_else(|| self.past(i, floor)),
            _ => None,
        }
    }

    fn at_time(
        &self,
        first: usize,
        next: usize,
        hour: u32,
        minute: u32,
        second: Option<u32>,
    ) -> Option<Found> {
        let (half, end) = match self.half_day(next) {
            Some((half, end)) => (Some(half), end),
            None => (None, next),
        };
        // "12:00 noon", "12:00 midnight"
        let named = hour == 12 && minute == 0 && self.class(end) == Class::Noon;
        let (half, end) = match named && self.at(end).gap < Gap::Line {
            true if self.at(end).value == 12 => (Some(HalfDay::Afternoon), end + 1),
            true => (Some(HalfDay::Morning), end + 1),
            false => (half, end),
        };
        let hour = match half {
            Some(HalfDay::Afternoon) if hour < 12 => hour + 12,
            Some(HalfDay::Morning) if hour == 12 => 0,
            _ => hour,
        };
        let small = |n: u32, most: u32| u8::try_from(n).ok().filter(|_| n <= most);
        let clock = Clock {
            hour: small(hour, 24)?,
            minute: small(minute, 59)?,
            second: second.map(|second| small(second, 59)).map_or(Some(None), |s| s.map(Some))?,
            half_day_known: half.is_some() || hour > 12 || (hour == 0),
        };
        let mut found = self.found(first, end, Kind::Clock, Quantity::Clock(clock));
        found.figure.numeral = self.span(first, next);
        Some(found)
    }

    /// "3:30", "15:30:20", "3.30 pm", "7 am", "7pm".
    fn clock_digits(&self, i: usize) -> Option<Found> {
        let hour = self.small(i, 2)?;
        let colon = self.tight_mark(i + 1, ':');
        let point = self.tight_mark(i + 1, '.');
        let minutes = self.is_digits(i + 2) && self.tight(i + 2) && self.at(i + 2).len() == 2;
        if (colon || point) && minutes {
            let minute = self.small(i + 2, 2)?;
            if let Some(found) = self.stopwatch(i) {
                return Some(found);
            }
            let mut next = i + 3;
            let mut second = None;
            if colon && self.tight_mark(next, ':') && self.tight(next + 1) {
                second = Some(self.small(next + 1, 2)?);
                next += 2;
                // 01:02:03.45, to parts of a second.
                let parts = self.tight_mark(next, '.') && self.tight(next + 1);
                next += if parts && self.is_digits(next + 1) { 2 } else { 0 };
            }
            let ends = self.dash(next)
                && self.is_digits(next + 1)
                && self.mark(next + 2, '.')
                && self.letters_half_day(next + 4).is_some();
            if point && self.letters_half_day(next).is_none() && !ends {
                return None;
            }
            // 1:12,000 is a scale.
            let scale = self.tight_mark(next, ',') && self.small(next + 1, 3).is_some();
            return (hour <= 24 && minute < 60 && !(scale && self.at(next + 1).len() == 3))
                .then(|| self.at_time(i, next, hour, minute, second))
                .flatten();
        }
        let plain = !(colon || point) || !self.is_digits(i + 2);
        let half = plain.then(|| self.letters_half_day(i + 1)).flatten();
        let hours = (1..=12).contains(&hour) || hour <= 24 && half.is_some();
        (half.is_some() && hours).then(|| self.at_time(i, i + 1, hour, 0, None)).flatten()
    }

    /// 1:58.33: minutes, seconds and parts of a second.
    fn stopwatch(&self, i: usize) -> Option<Found> {
        let parts = self.tight_mark(i + 1, ':')
            && self.tight_mark(i + 3, '.')
            && self.is_digits(i + 4)
            && self.tight(i + 4)
            && self.at(i + 4).len() <= 3;
        if !parts {
            return None;
        }
        let minutes = Value::int(i64::from(self.small(i, 2)?) * 60);
        let seconds = Value::parse(&format!("{}.{}", self.str(i + 2), self.str(i + 4)))?;
        let sum = minutes.add(seconds).filter(|_| seconds < Value::int(60))?;
        let mut found = self.found(i, i + 5, Kind::Duration, Quantity::Number(sum));
        found.figure.unit = Units::builtin().en("seconds");
        found.figure.step = Value::power_of_ten(-i32::try_from(self.at(i + 4).len()).ok()?);
        Some(found)
    }

    /// "0830 GMT", "at 2359 hours".
    pub(super) fn military(&self, i: usize) -> Option<Found> {
        let time = self.small(i, 4).filter(|_| self.at(i).len() == 4)?;
        let zone = self.any(i + 1, &["GMT", "UTC", "hrs", "hours"]);
        let zero = self.str(i).starts_with('0');
        let named = self.any(i + 1, &["GMT", "UTC"]);
        let asked = self.any_before(i, &["at", "by", "until", "from", "since"]);
        let sound = zone && self.at(i + 1).gap < Gap::Line && (zero || named || asked);
        let (hour, minute) = (time / 100, time % 100);
        if !sound || hour > 24 || minute > 59 {
            return None;
        }
        let next = if named { i + 1 } else { i + 2 };
        let clock = Clock {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(minute).ok()?,
            second: None,
            half_day_known: true,
        };
        Some(self.found(i, next, Kind::Clock, Quantity::Clock(clock)))
    }

    /// "at 7 in the morning", "until eleven at night".
    fn told_half_day(&self, i: usize) -> Option<Found> {
        let (hour, next) = self.hour(i).filter(|&(hour, _)| hour <= 12)?;
        let asked = self.any_before(
            i,
            &["at", "by", "until", "till", "around", "about", "before", "after", "since", "from"],
        );
        (asked && self.half_day(next).is_some())
            .then(|| self.at_time(i, next, hour, 0, None))
            .flatten()
    }

    /// `am`, `a.m.`, `PM` at token `i`.
    fn letters_half_day(&self, i: usize) -> Option<(HalfDay, usize)> {
        let token = self.at(i);
        if token.gap == Gap::Line {
            return None;
        }
        let half = |letter: &str| {
            if letter.eq_ignore_ascii_case("a") { HalfDay::Morning } else { HalfDay::Afternoon }
        };
        if self.is(i, "pm") || (self.is(i, "am") && self.str(i) != "Am") {
            return Some((half(&self.str(i)[..1]), i + 1));
        }
        let dotted = self.any(i, &["a", "p"])
            && self.tight_mark(i + 1, '.')
            && self.is(i + 2, "m")
            && self.at(i + 2).gap < Gap::Line;
        let end = if self.tight_mark(i + 3, '.') { i + 4 } else { i + 3 };
        dotted.then(|| (half(self.str(i)), end))
    }

    /// `p.m.`, "in the afternoon", "at night" at token `i`.
    fn half_day(&self, i: usize) -> Option<(HalfDay, usize)> {
        if let Some(found) = self.letters_half_day(i) {
            return Some(found);
        }
        for (phrase, half) in [
            (&["in", "the", "morning"][..], HalfDay::Morning),
            (&["in", "the", "afternoon"], HalfDay::Afternoon),
            (&["in", "the", "evening"], HalfDay::Afternoon),
            (&["at", "night"], HalfDay::Afternoon),
        ] {
            if let Some(end) = self.phrase(i, phrase) {
                return Some((half, end));
            }
        }
        None
    }

    /// "3 o'clock", "three o'clock".
    fn o_clock(&self, i: usize) -> Option<Found> {
        let (hour, next) = self.hour(i)?;
        let clock = self.is(next, "o") && self.apostrophe(next + 1) && self.is(next + 2, "clock");
        (clock && self.at(next).gap < Gap::Line)
            .then(|| self.at_time(i, next + 3, hour, 0, None))
            .flatten()
    }

    /// An hour from 1 to 24 at token `i`, in one or two words.
    fn hour(&self, i: usize) -> Option<(u32, usize)> {
        let (value, next) = self.below_sixty(i)?;
        (1..=24).contains(&value).then_some((value, next))
    }

    fn below_sixty(&self, i: usize) -> Option<(u32, usize)> {
        let token = self.at(i);
        let value = u32::from(token.value);
        match (token.form, token.class) {
            (Form::Digits, _) => Some((self.small(i, 2)?, i + 1)),
            (Form::Word, Class::Unit | Class::Teen) => Some((value, i + 1)),
            (Form::Word, Class::Ten) if value < 60 => {
                let at = self.following(i + 1);
                let unit = self.class(at) == Class::Unit && self.at(at).gap < Gap::Line;
                Some(if unit {
                    (value + u32::from(self.at(at).value), at + 1)
                } else {
                    (value, i + 1)
                })
            }
            _ => None,
        }
    }

    /// "twelve noon", "12 midnight".
    fn twelve(&self, i: usize) -> Option<Found> {
        let (hour, next) = self.hour(i)?;
        let named = hour == 12 && self.class(next) == Class::Noon && self.at(next).gap < Gap::Line;
        let hour = u8::try_from(self.at(next).value).ok()?;
        let clock = Clock { hour, half_day_known: true, ..Clock::default() };
        named.then(|| self.found(i, next + 1, Kind::Clock, Quantity::Clock(clock)))
    }

    /// "seven thirty p.m.", "seven p.m.".
    fn spelled_clock(&self, i: usize) -> Option<Found> {
        let (hour, next) = self.hour(i)?;
        if self.letters_half_day(next).is_some() {
            return self.at_time(i, next, hour, 0, None);
        }
        let at = self.following(next);
        let (minute, end) = self.below_sixty(at)?;
        let near = self.at(at).gap < Gap::Line && self.is_word(at) && minute >= 10;
        (near && self.letters_half_day(end).is_some())
            .then(|| self.at_time(i, end, hour, minute, None))
            .flatten()
    }

    /// "half past two", "a quarter to three", "ten past five", "20 minutes to six".
    fn past(&self, i: usize, floor: usize) -> Option<Found> {
        let at = if self.class(i) == Class::A { i + 1 } else { i };
        let (minutes, mut next, sure) = match self.class(at) {
            Class::Half => (30, at + 1, true),
            Class::Quarter => (15, at + 1, true),
            _ if at > i => return None,
            _ => {
                let (minutes, next) = self.below_sixty(at)?;
                let asked = i > floor
                    && self.any_before(i, &["at", "until", "by", "was", "is", "about", "till"]);
                (minutes, next, asked)
            }
        };
        next = self.following(next);
        let said = self.any(next, &["minutes", "minute"]);
        next += usize::from(said);
        let (past, to) = (self.any(next, &["past", "after"]), self.any(next, &["to", "before"]));
        let half_to = self.class(at) == Class::Half && to;
        let noon = self.class(next + 1) == Class::Noon;
        let told = sure || said || noon || self.is(next, "past");
        if !(past || to) || half_to || !told || minutes >= 60 {
            return None;
        }
        if noon {
            return self.near_noon(i, next, if past { minutes } else { 60 - minutes }, past);
        }
        let (hour, end) = self.hour(next + 1).filter(|&(hour, _)| hour <= 12)?;
        if to && !(sure && !self.is_digits(next + 1) || said && self.is(next, "to")) {
            return None;
        }
        let measured = self.mark(end, '%')
            || self.class(self.following(end)) == Class::Scale
            || self.any(end, &["hours", "days", "weeks", "months", "years", "minutes"])
            || self.mark(end, ',') && self.tight(end + 1);
        let (hour, minute) = if past { (hour, minutes) } else { ((hour + 11) % 12, 60 - minutes) };
        let hour = if hour == 0 { 12 } else { hour };
        let spoken = self.is(end, "o") && self.apostrophe(end + 1) && self.is(end + 2, "clock");
        let end = if spoken { end + 3 } else { end };
        (!measured).then(|| self.at_time(i, end, hour, minute, None)).flatten()
    }

    /// "five to midnight", "ten past noon", with the joining word at token `joint`.
    fn near_noon(&self, i: usize, joint: usize, minute: u32, past: bool) -> Option<Found> {
        let noon = self.at(joint + 1).value;
        let hour = match (noon, past) {
            (hour, true) => hour,
            (12, false) => 11,
            (_, false) => 23,
        };
        let clock = Clock {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(minute).ok().filter(|minute| *minute < 60)?,
            second: None,
            half_day_known: true,
        };
        Some(self.found(i, joint + 2, Kind::Clock, Quantity::Clock(clock)))
    }
}
