//! What may follow a number and belongs to it: "and a half", "hundred", "million", "dozen", `k`,
//! `bn`.

use super::numeral::{Numeral, Sort};
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::Value;

impl Text<'_> {
    /// Takes "and a half", "and three quarters", "and ½" into `number`.
    pub(super) fn and_a_half(&self, number: &mut Numeral) {
        let and = self.following(number.next);
        if self.class(and) != Class::And || number.sort != Sort::Cardinal {
            return;
        }
        let mut at = self.following(and + 1);
        if let Form::Mark(c) = self.at(at).form
            && let Some(part) = Value::vulgar(c)
        {
            self.add_part(number, part, at + 1);
            return;
        }
        let mut count = 1;
        match self.class(at) {
            Class::A => at = self.following(at + 1),
            Class::Unit => {
                count = i128::from(self.at(at).value);
                at = self.following(at + 1);
            }
            Class::Half => {}
            _ => return,
        }
        let token = self.at(at);
        let denominator = match token.class {
            Class::Parts if count > 1 => token.value,
            // "two and three-quarter hours"
            Class::Quarter if count > 1 && self.tight_hyphen(at - 1) => token.value,
            Class::Half | Class::Quarter if count == 1 => token.value,
            Class::Ordinal if count == 1 && token.value > 2 => token.value,
            _ => return,
        };
        // "two and a quarter of the rest": the quarter is a figure of its own.
        if token.gap == Gap::Line || self.is(at + 1, "of") {
            return;
        }
        if let Some(part) = Value::ratio(count, denominator.into()) {
            self.add_part(number, part, at + 1);
        }
    }

    fn add_part(&self, number: &mut Numeral, part: Value, next: usize) {
        let scaled = Value::power_of_ten(number.power).and_then(|size| part.mul(size));
        if let Some(sum) = scaled.and_then(|part| number.value.add(part)) {
            (number.value, number.next, number.step) = (sum, next, None);
            number.plain = false;
            number.weak = false;
        }
    }

    /// Takes "hundred", "million", "hundred thousand", "dozen" into a number before them, and a
    /// smaller scaled number after them: "2 million 300 thousand".
    pub(super) fn scales(&self, number: &mut Numeral) {
        let mut limit = 100;
        // At most this many words: "hundred thousand million" is the longest sensible row.
        for _ in 0..3 {
            let at = self.following(number.next);
            let token = self.at(at);
            let (size, power) = match token.class {
                Class::Hundred if number.power == 0 && !number.spelled => {
                    (Some(Value::int(100)), 0)
                }
                Class::Scale if self.scale_fits(at, number) => {
                    let power = i32::from(token.value);
                    (Value::power_of_ten(power), power)
                }
                Class::Dozen
                    if number.power == 0
                        && (token.value == 12
                            || number.spelled && self.is_a_score(number, at + 1)) =>
                {
                    (Some(Value::int(token.value.into())), 0)
                }
                _ => break,
            };
            let Some(size) = size else { break };
            let (Some(value), step) =
                (number.value.mul(size), number.step.and_then(|step| step.mul(size)))
            else {
                break;
            };
            (number.value, number.step, number.next) = (value, step, at + 1);
            number.power += power;
            limit = limit.min(number.power);
            number.plain = false;
            number.weak = false;
            number.sort = Sort::Cardinal;
        }
        if limit < 100 && !number.spelled {
            self.smaller_scale(number, limit);
        }
    }

    /// Whether "score" after a number, before token `next`, is twenty: "three score", "one score of
    /// men", not "one score layout".
    fn is_a_score(&self, number: &Numeral, next: usize) -> bool {
        number.value != Value::ONE || self.any(next, &["of", "and", "years", "men", "more"])
    }

    /// Whether the scale word at `at` belongs to the number: a lower-case abbreviation such as
    /// `mn` must not be a word of something else.
    fn scale_fits(&self, at: usize, number: &Numeral) -> bool {
        let long = self.at(at).len() > 3;
        let attached = self.at(at).gap < Gap::Line;
        (long || attached) && (number.power == 0 || !number.spelled)
    }

    /// "2 million 300 thousand".
    fn smaller_scale(&self, number: &mut Numeral, limit: i32) {
        let at = number.next;
        if self.at(at).gap == Gap::None || self.at(at).gap == Gap::Line || !self.is_digits(at) {
            return;
        }
        let Some(digits) = self.digits(at) else { return };
        let scale = self.at(digits.next);
        let power = i32::from(scale.value);
        if scale.class != Class::Scale || power >= limit || scale.gap == Gap::Line {
            return;
        }
        let sum = digits.value.zip(Value::power_of_ten(power)).and_then(|(value, size)| {
            let step = digits.step.mul(size)?;
            Some((number.value.add(value.mul(size)?)?, step))
        });
        if let Some((value, step)) = sum {
            (number.value, number.step, number.next) = (value, Some(step), digits.next + 1);
            number.power = power;
        }
    }

    /// `5k`, `3.2M`, `7B`, `1.2T` right after digits, where nothing speaks for a unit.
    pub(super) fn scale_letter(&self, number: &mut Numeral) {
        let letter = self.at(number.next);
        if number.spelled || number.power != 0 || letter.len() > 4 || letter.form != Form::Word {
            return;
        }
        let money = self.currency_before(number.first).is_some();
        let near = letter.gap == Gap::None || (money && letter.gap < Gap::Line);
        let power = match self.str(number.next) {
            "k" | "K" => 3,
            "M" => 6,
            "m" if money || self.counted_after(number.next + 1) => 6,
            "mil" | "mill" if money => 6,
            "B" | "b" if money || self.is(number.next, "B") => 9,
            "T" | "t" if money => 12,
            _ => return,
        };
        // 5k-run and 2M/s keep their letter; so does anything glued on.
        let glued = matches!(self.at(number.next + 1).form, Form::Digits | Form::Mark('/'))
            && self.tight(number.next + 1);
        if !near || glued {
            return;
        }
        let Some(size) = Value::power_of_ten(power) else { return };
        if let Some(value) = number.value.mul(size) {
            number.value = value;
            number.step = number.step.and_then(|step| step.mul(size));
            (number.next, number.power, number.plain) = (number.next + 1, power, false);
        }
    }

    /// Whether `5m` is followed by what is counted, so that `m` is a million and not a metre.
    fn counted_after(&self, at: usize) -> bool {
        let long_thing = [
            "long",
            "wide",
            "high",
            "deep",
            "tall",
            "away",
            "from",
            "to",
            "and",
            "or",
            "in",
            "of",
            "by",
            "x",
            "above",
            "below",
            "thick",
            "at",
            "race",
            "sprint",
            "freestyle",
            "for",
            "on",
            "with",
            "is",
            "was",
            "relay",
            "run",
            "hurdles",
            "tower",
            "pool",
        ];
        self.is_word(at) && self.at(at).gap == Gap::Space && !self.any(at, &long_thing)
    }
}
