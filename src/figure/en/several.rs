//! Numbers told loosely or by share: "several hundred", "tens of thousands", "two out of three".

use super::numeral::{Numeral, Sort};
use super::scan::Gap;
use super::text::Text;
use super::words::Class;
use crate::figure::Value;

impl Text<'_> {
    /// "several hundred", "few thousand".
    pub(super) fn several_of_scale(&self, i: usize) -> Option<Numeral> {
        let number = self.several(i + 1)?;
        (self.at(i + 1).gap < Gap::Line).then_some(Numeral { first: i, ..number })
    }

    /// "hundreds of thousands", "dozens", "several hundred million": one of the scale.
    pub(super) fn several(&self, i: usize) -> Option<Numeral> {
        let token = self.at(i);
        let mut value = match token.class {
            Class::Plural | Class::Scale | Class::Hundred => {
                Value::power_of_ten(token.value.into())?
            }
            Class::Dozens | Class::Dozen => Value::int(token.value.into()),
            _ => return None,
        };
        let mut next = i + 1;
        let mut power = 0;
        for _ in 0..2 {
            let at = if self.is(next, "of") { next + 1 } else { next };
            let token = self.at(at);
            let joins = match token.class {
                Class::Plural => at > next,
                Class::Scale => token.gap < Gap::Line,
                _ => false,
            };
            if joins
                && let Some(scaled) =
                    Value::power_of_ten(token.value.into()).and_then(|scale| value.mul(scale))
            {
                (value, next, power) = (scaled, at + 1, token.value.into());
            }
        }
        // "thousands upon thousands"
        if token.class == Class::Plural
            && self.any(next, &["upon", "and"])
            && self.class(next + 1) == Class::Plural
            && self.at(next + 1).value == token.value
        {
            next += 2;
        }
        // "tens" alone, and scores in a game, are no figures.
        let alone = next == i + 1;
        let bare = alone && !self.is(next, "of");
        if bare && (self.is(i, "tens") || self.is(i, "scores") || self.is(i, "score")) {
            return None;
        }
        let number = Numeral::new(i, next, value, Sort::Several);
        Some(Numeral { spelled: true, power, ..number })
    }

    /// "nine in ten", "two in three": said of shares alone.
    fn most_in(&self, number: &Numeral) -> bool {
        let whole = self.at(number.next + 1);
        let next = self.following(number.next + 2);
        let share = match whole.class {
            Class::Teen => whole.value == 10,
            Class::Unit => Some(i64::from(whole.value) - 1) == number.small() && whole.value > 2,
            _ => false,
        };
        let counted = !matches!(self.class(next), Class::Unit | Class::Teen | Class::Scale);
        number.spelled && number.next == number.first + 1 && share && counted
    }

    /// "one person in five", at the noun: where the five stands.
    fn one_of_so_many(&self, noun: usize) -> Option<usize> {
        let person = ["person", "man", "woman", "child", "adult", "student", "household", "family"];
        let at = (self.any(noun, &person) && self.is(noun + 1, "in")).then_some(noun + 2)?;
        let number = matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten)
            || self.is_digits(at) && self.at(at).len() < 4;
        let after = at + 1;
        let ends = !self.is_word(after) && !self.is_digits(after) || self.function_word(after);
        (number && ends).then_some(at)
    }

    /// "two out of three", "one in five".
    pub(super) fn out_of(&self, number: Numeral) -> Option<Numeral> {
        let alone = number.next == number.first + 1;
        let one = number.value == Value::ONE && alone && (number.spelled || number.plain);
        let joint = self.following(number.next);
        let at = if self.is(joint, "out") && self.is(joint + 1, "of") {
            joint + 2
        } else if (one || self.most_in(&number)) && self.is(joint, "in") {
            self.following(joint + 1)
        } else if one && number.spelled {
            self.one_of_so_many(number.next)?
        } else {
            return None;
        };
        let at = if self.any(at, &["every", "each"]) { at + 1 } else { at };
        let scale = self.following(at + 1);
        let a_scale = self.class(at) == Class::A
            && matches!(self.class(scale), Class::Hundred | Class::Scale);
        let at = if a_scale { scale } else { at };
        let word = matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten)
            || a_scale
            || (self.is_digits(at) && (self.at(at).len() < 4 || self.mark(at + 1, ',')));
        let whole = word.then(|| self.simple_numeral(at, true)).flatten()?;
        // "1 in 2016" and "in 1 in 10 km" are no parts.
        if !number.spelled && self.unit_at(self.following(whole.next), &whole).is_some() {
            return None;
        }
        let sound = number.sort == Sort::Cardinal
            && whole.sort == Sort::Cardinal
            && number.value < whole.value
            && whole.value.is_int();
        // "one in two weeks" is a time, not a part.
        let timed = matches!(self.class(whole.next), Class::Period | Class::Month)
            || self.any(whole.next, &["days", "weeks", "months", "years", "hours", "minutes"]);
        let value = sound.then(|| number.value.div(whole.value)).flatten()?;
        (!timed).then_some(Numeral {
            next: whole.next,
            value,
            sort: Sort::Fraction,
            step: None,
            weak: false,
            ..number
        })
    }
}
