//! A number however it is written: digits, words or both, with its scale, its fraction and its
//! ordinal ending. What it counts is decided elsewhere.

use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::Value;

/// What the numeral's own form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A count.
    Cardinal,
    /// A place in a row.
    Ordinal,
    /// A part of a whole.
    Fraction,
    /// Several of a scale.
    Several,
    /// A year read in two pairs: nineteen ninety-eight.
    Year,
    /// Digits too long for a value.
    Long,
}

/// A number with the tokens it stands on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    /// Its first token.
    pub(super) first: usize,
    /// The token after it.
    pub(super) next: usize,
    /// Its value; zero when too long.
    pub(super) value: Value,
    /// The size of one unit in the last place shown.
    pub(super) step: Option<Value>,
    /// What its form says.
    pub(super) sort: Sort,
    /// The power of ten of the scale words it ends in; 0 for none.
    pub(super) power: i32,
    /// Whether it is digits alone.
    pub(super) plain: bool,
    /// Whether it is in words.
    pub(super) spelled: bool,
    /// Whether it is "one", "a" or a bare scale.
    pub(super) weak: bool,
}

impl Numeral {
    /// A number of a sort over tokens.
    pub(super) fn new(first: usize, next: usize, value: Value, sort: Sort) -> Numeral {
        Numeral {
            first,
            next,
            value,
            step: None,
            sort,
            power: 0,
            plain: false,
            spelled: false,
            weak: false,
        }
    }

    /// The value as a small whole number.
    pub(super) fn small(&self) -> Option<i64> {
        self.value.to_i64()
    }
}

impl Text<'_> {
    /// The number at token `i`. `stop_at_and` keeps "one hundred and two hundred" apart after
    /// "between".
    pub(super) fn numeral(&self, i: usize, stop_at_and: bool) -> Option<Numeral> {
        let number = self.simple_numeral(i, stop_at_and)?;
        Some(self.out_of(number).unwrap_or(number))
    }

    /// A number that is not "one in ten".
    pub(super) fn simple_numeral(&self, i: usize, stop_at_and: bool) -> Option<Numeral> {
        match self.at(i).form {
            Form::Digits => self.in_digits(i),
            Form::Mark('.') => self.in_digits(i),
            Form::Mark(c) => self.vulgar(i, c),
            Form::Word => self.in_words(i, stop_at_and),
            _ => None,
        }
    }

    fn in_words(&self, i: usize, stop_at_and: bool) -> Option<Numeral> {
        match self.class(i) {
            Class::Zero
            | Class::Unit
            | Class::Teen
            | Class::Ten
            | Class::Hundred
            | Class::Scale
            | Class::Ordinal
            | Class::Ordscale => {
                let number = self.spelled(i, stop_at_and)?;
                let number = self.with_tail(number);
                Some(if stop_at_and { number } else { self.after_commas(number) })
            }
            Class::Plural | Class::Dozens => self.several(i),
            Class::Several => self.several_of_scale(i),
            Class::Dozen if self.tight_hyphen(i + 1) || self.is_word(i + 1) => {
                let value = Value::int(i64::from(self.at(i).value));
                let score = self.at(i).value == 20;
                let dozen = Numeral::new(i, i + 1, value, Sort::Cardinal);
                (!score).then_some(Numeral { spelled: true, weak: true, ..dozen })
            }
            Class::A => self.after_article(i),
            Class::Half | Class::Quarter => self.half(i, i),
            Class::Point if !self.is_word(i.wrapping_sub(1)) => self.bare_point(i),
            _ => None,
        }
    }

    fn in_digits(&self, i: usize) -> Option<Numeral> {
        let digits = self.digits(i)?;
        let sort = if digits.value.is_some() { Sort::Cardinal } else { Sort::Long };
        let value = digits.value.unwrap_or(Value::ZERO);
        let mut number = Numeral::new(i, digits.next, value, sort);
        (number.step, number.plain) = (Some(digits.step), digits.plain);
        if sort == Sort::Long {
            return Some(number);
        }
        if let Some(next) = self.ordinal_suffix(&number) {
            return Some(Numeral { next, sort: Sort::Ordinal, step: None, ..number });
        }
        if let Some(fraction) = self.slash_fraction(&number) {
            return Some(self.with_tail(fraction));
        }
        Some(self.with_tail(number))
    }

    /// `st`, `nd`, `rd`, `th` right after digits; the token after it.
    fn ordinal_suffix(&self, number: &Numeral) -> Option<usize> {
        let next = number.next;
        let suffix = self.any(next, &["st", "nd", "rd", "th"]);
        let near = self.tight(next) || self.at(next).gap == Gap::Thin;
        (number.value.is_int() && suffix && near).then_some(next + 1)
    }

    /// `3/4`, `3 1/2`, `3-1/2`.
    fn slash_fraction(&self, number: &Numeral) -> Option<Numeral> {
        if !number.value.is_int() {
            return None;
        }
        if let Some((value, next)) = self.proper_fraction(number.first) {
            let fraction = Numeral::new(number.first, next, value, Sort::Fraction);
            return Some(fraction);
        }
        let at = self.joined(number.next)?;
        let (part, next) = self.proper_fraction(at)?;
        let value = number.value.add(part)?;
        Some(Numeral { next, value, step: None, plain: false, ..*number })
    }

    /// `n/d` in digits at token `i`, with n below d.
    fn proper_fraction(&self, i: usize) -> Option<(Value, usize)> {
        let slash = self.tight_mark(i + 1, '/') || self.tight_mark(i + 1, '⁄');
        if !slash || !self.tight(i + 2) || self.tight_mark(i + 3, '/') {
            return None;
        }
        // 1/3600000 of a degree
        let n = self.small(i, 3)?;
        let d = self.small(i + 2, if n == 1 { 9 } else { 4 })?;
        let value = Value::ratio(i128::from(n), i128::from(d))?;
        // 2/3rds
        let suffix = self.any(i + 3, &["rds", "ths", "nds", "rd", "th"]) && self.tight(i + 3);
        (n < d && n > 0).then_some((value, i + 3 + usize::from(suffix)))
    }

    /// A vulgar fraction alone: ½.
    fn vulgar(&self, i: usize, c: char) -> Option<Numeral> {
        let value = Value::vulgar(c)?;
        Some(self.with_tail(Numeral::new(i, i + 1, value, Sort::Fraction)))
    }

    /// Adds what may follow a number: ½, "and a half", a scale, "dozen", `k` or `bn`.
    pub(super) fn with_tail(&self, number: Numeral) -> Numeral {
        let mut number = number;
        if let Some(fraction) = self.parts(&number) {
            return fraction;
        }
        if number.sort == Sort::Cardinal
            && let Form::Mark(c) = self.at(number.next).form
            && self.at(number.next).gap < Gap::Line
            && let Some(sum) = Value::vulgar(c).and_then(|part| number.value.add(part))
        {
            (number.value, number.step, number.next) = (sum, None, number.next + 1);
            number.plain = false;
        }
        if matches!(number.sort, Sort::Cardinal | Sort::Fraction) {
            self.and_a_half(&mut number);
            self.scales(&mut number);
            self.and_a_half(&mut number);
            self.scale_letter(&mut number);
        }
        number
    }

    /// "one third", "two-thirds", "three quarters", "one-half", also "of a million".
    fn parts(&self, number: &Numeral) -> Option<Numeral> {
        let at = self.joined(number.next)?;
        let token = self.at(at);
        let one = number.value == Value::ONE;
        let denominator = match token.class {
            Class::Parts => token.value.into(),
            Class::Half | Class::Quarter if one => token.value.into(),
            Class::Ordinal if one && number.spelled && token.value >= 3 => token.value.into(),
            Class::Ordscale if one => 10_i64.checked_pow(token.value.into())?,
            _ => return None,
        };
        let sound = number.sort == Sort::Cardinal && number.value.is_int() && number.power == 0;
        // "the past three quarters" are a length of time.
        let terms = token.class == Class::Parts
            && self.is(at, "quarters")
            && self.any_before(
                number.first,
                &["first", "past", "last", "next", "previous", "consecutive", "successive"],
            );
        // Two or four quarters are terms too.
        let terms =
            terms || (self.is(at, "quarters") && number.small().is_some_and(|n| n % 2 == 0));
        if !sound || terms {
            return None;
        }
        let value = number.value.div(Value::int(denominator))?;
        let mut fraction = Numeral::new(number.first, at + 1, value, Sort::Fraction);
        fraction.spelled = true;
        self.of_a_scale(&mut fraction);
        Some(fraction)
    }

    /// "of a million" after a fraction; "million" right after "half a".
    fn of_a_scale(&self, fraction: &mut Numeral) {
        let next = fraction.next;
        let mut at = next;
        if self.is(at, "of") && self.class(at + 1) == Class::A {
            at += 2;
        } else if self.class(at) == Class::A {
            at += 1;
        } else if let Some(joined) = self.joined(at) {
            at = joined;
        }
        let dozen = self.class(at) == Class::Dozen && self.at(at).value == 12;
        let power = match self.class(at) {
            Class::Scale | Class::Hundred => i32::from(self.at(at).value),
            _ if dozen => 0,
            _ => return,
        };
        let size = if dozen { Some(Value::int(12)) } else { Value::power_of_ten(power) };
        if let Some(value) = size.and_then(|size| fraction.value.mul(size)) {
            fraction.value = value;
            (fraction.next, fraction.power, fraction.sort) = (at + 1, power, Sort::Cardinal);
        }
    }

    /// "half a million", "half a dozen", "half", "a quarter of a million", from the fraction word
    /// at `at`; the figure begins at `first`.
    fn half(&self, first: usize, at: usize) -> Option<Numeral> {
        let value = Value::ratio(1, i128::from(self.at(at).value))?;
        let mut number = Numeral::new(first, at + 1, value, Sort::Fraction);
        number.spelled = true;
        self.of_a_scale(&mut number);
        // "half empty" is a way of speaking; "half of", "by half", "half a day" are figures.
        let parting =
            ["of", "the", "a", "an", "its", "their", "his", "her", "that", "what", "this", "those"];
        let sized = ["by", "in", "than", "nearly", "almost", "over", "about", "only", "least"];
        number.weak = first == at
            && number.sort == Sort::Fraction
            && !self.any(number.next, &parting)
            && !self.any_before(at, &sized);
        // A bare quarter is a term of the calendar or a part of a town.
        let quarter = number.sort == Sort::Fraction && self.class(at) == Class::Quarter;
        let parted = self.any(number.next, &["of", "past", "to", "century"]);
        // "half-cooked" is a manner, "half-hour" a time.
        let manner = first == at
            && number.sort == Sort::Fraction
            && self.tight_hyphen(number.next)
            && self.unit_at(number.next + 1, &number).is_none()
            && !self.is(number.next + 1, "century");
        (!manner && (!quarter || (parted && first < at))).then_some(number)
    }

    /// "a hundred", "a dozen", "a half", "a third of", "a couple of", "a few hundred".
    fn after_article(&self, i: usize) -> Option<Numeral> {
        let at = i + 1;
        if self.at(at).gap == Gap::Line {
            return None;
        }
        let token = self.at(at);
        match token.class {
            Class::Hundred | Class::Scale => {
                let mut number = self.with_tail(self.spelled(at, false)?);
                number.first = i;
                (number.sort == Sort::Cardinal || number.sort == Sort::Ordinal).then_some(number)
            }
            Class::Dozen if token.value == 12 || self.is(at + 1, "of") => {
                let value = Value::int(i64::from(token.value));
                let dozen = Numeral::new(i, at + 1, value, Sort::Cardinal);
                Some(Numeral { spelled: true, ..dozen })
            }
            Class::Quarter if self.shared_out(i, at) => {
                let part = Numeral::new(i, at + 1, Value::ratio(1, 4)?, Sort::Fraction);
                Some(Numeral { spelled: true, ..part })
            }
            Class::Half | Class::Quarter => self.half(i, at),
            Class::Ordinal
                if token.value > 2
                    && (self.any(at + 1, &["of", "more", "less", "higher", "lower", "fewer"])
                        || self.shared_out(i, at)) =>
            {
                let value = Value::ratio(1, i128::from(token.value))?;
                let mut part = Numeral::new(i, at + 1, value, Sort::Fraction);
                part.spelled = true;
                self.of_a_scale(&mut part);
                Some(part)
            }
            Class::Couple => {
                let of = self.is(at + 1, "of");
                let scale = at + 1 + usize::from(of);
                if matches!(self.class(scale), Class::Hundred | Class::Scale | Class::Dozen) {
                    return self.several(scale).map(|number| Numeral { first: i, ..number });
                }
                let two = Numeral::new(i, at + 1, Value::int(2), Sort::Cardinal);
                let terms = ["days", "weeks", "months", "years", "hours", "minutes"];
                let counted = of || self.any(at + 1, &terms);
                counted.then_some(Numeral { spelled: true, weak: true, ..two })
            }
            Class::Several if self.is(at, "few") => {
                let number = self.several_of_scale(at)?;
                Some(Numeral { first: i, ..number })
            }
            _ => None,
        }
    }

    /// "by a third", "roughly a fifth": a part, not a place in a row.
    fn shared_out(&self, i: usize, at: usize) -> bool {
        let before = [
            "by",
            "about",
            "around",
            "roughly",
            "nearly",
            "almost",
            "over",
            "than",
            "under",
            "only",
            "approximately",
            "least",
            "to",
        ];
        let ends =
            !self.is_word(at + 1) || self.at(at + 1).gap == Gap::Line || self.function_word(at + 1);
        ends && !self.hyphen(at + 1) && self.any_before(i, &before)
    }
}
