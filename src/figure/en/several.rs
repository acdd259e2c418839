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
        // "tens" alone, and scores in a game, are no figures.
        let alone = next == i + 1;
        let bare = alone && !self.is(next, "of");
        if bare && (self.is(i, "tens") || self.is(i, "scores") || self.is(i, "score")) {
            return None;
        }
        let number = Numeral::new(i, next, value, Sort::Several);
        Some(Numeral { spelled: true, power, ..number })
    }

    /// "two out of three", "one in five".
    pub(super) fn out_of(&self, number: Numeral) -> Option<Numeral> {
        let one = number.value == Value::ONE && number.spelled;
        let at = if self.is(number.next, "out") && self.is(number.next + 1, "of") {
            number.next + 2
        } else if one && self.is(number.next, "in") {
            number.next + 1
        } else {
            return None;
        };
        let at = if self.any(at, &["every", "each"]) { at + 1 } else { at };
        let word = matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten)
            || (self.is_digits(at) && self.at(at).len() < 4);
        let whole = word.then(|| self.simple_numeral(at, true)).flatten()?;
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
