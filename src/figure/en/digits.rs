//! Numbers in digits: 1,234.5 · 3, 200 · 1 234 567 · 1'000 · 1,00,000 · .5 · 1.2e6 · 10^8.
//!
//! One pass; a number too long for a [`Value`] keeps its place and loses its value.

use super::scan::{Form, Gap};
use super::text::Text;
use crate::figure::Value;

/// A longer row of groups with spaces between is a list, not a number; this keeps reading linear.
const MAX_LOOSE_TOKENS: usize = 24;

/// A number in digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    /// The token after it.
    pub(super) next: usize,
    /// Its value, if it fits.
    pub(super) value: Option<Value>,
    /// The size of one unit in the last place shown.
    pub(super) step: Value,
    /// Whether it is digits alone: no separator, no point.
    pub(super) plain: bool,
}

impl Text<'_> {
    /// Reads the number in digits at token `i`, which is digits or the point before them.
    pub(super) fn digits(&self, i: usize) -> Option<Digits> {
        let mut number = Number::default();
        let mut next = i;
        if self.is_digits(i) {
            number.push(self.str(i));
            next = self.groups(i, &mut number);
        } else if !self.mark(i, '.') || !self.begins_pointed(i) {
            return None;
        }
        let mut plain = next == i + 1;
        let decimal = self.mark(next, '.') && self.is_digits(next + 1) && {
            let tight = self.at(next).gap == Gap::None || next == i;
            tight && (self.tight(next + 1) || self.stray_decimal(i, next + 1))
        };
        if decimal {
            number.push_decimals(self.str(next + 1));
            next += 2;
            plain = false;
        } else if next == i {
            return None;
        }
        let (power, next) = self.exponent(next);
        plain &= power == 0;
        let scale = Value::power_of_ten(power);
        let value = number.value().zip(scale).and_then(|(value, scale)| value.mul(scale));
        let step = i32::try_from(number.places)
            .ok()
            .and_then(|places| Value::power_of_ten(power - places))
            .unwrap_or(Value::ONE);
        Some(Digits { next, value, step, plain })
    }

    /// Groups of digits after the first one; the token after the last that belongs.
    fn groups(&self, i: usize, number: &mut Number) -> usize {
        let first = self.at(i).len();
        if first > 3 {
            return i + 1;
        }
        let mut next = i + 1;
        for separator in [',', '\'', '’', '.'] {
            if !self.tight_mark(next, separator) {
                continue;
            }
            let end = self.tight_groups(next, separator);
            // One group after a point is decimals: 1.234; two are groups: 1.234.567.
            if separator == '.' && end < next + 4 {
                break;
            }
            for group in (next + 1..end).step_by(2) {
                number.push(self.str(group));
            }
            if end > next {
                return end;
            }
        }
        if next == i + 1 && first <= 2 && self.tight_mark(next, ',') {
            next = self.indian_groups(next, number);
        }
        if next == i + 1 {
            next = self.loose_groups(i, number);
        }
        next
    }

    fn tight_groups(&self, from: usize, separator: char) -> usize {
        let mut next = from;
        while self.tight_mark(next, separator)
            && self.is_digits(next + 1)
            && self.tight(next + 1)
            && self.at(next + 1).len() == 3
        {
            next += 2;
        }
        next
    }

    /// 1,00,000 and 12,34,56,789: groups of two, then one of three.
    fn indian_groups(&self, from: usize, number: &mut Number) -> usize {
        let mut next = from;
        while self.tight_mark(next, ',') && self.is_digits(next + 1) && self.tight(next + 1) {
            match self.at(next + 1).len() {
                2 if next < from + 12 => next += 2,
                3 if next > from => {
                    for group in (from + 1..=next + 1).step_by(2) {
                        number.push(self.str(group));
                    }
                    return next + 2;
                }
                _ => break,
            }
        }
        from
    }

    /// `3, 200`, `3 ,200`, `1 234 567`: groups of three after a space, unless the text is a list.
    fn loose_groups(&self, i: usize, number: &mut Number) -> usize {
        let first = self.str(i);
        if first.starts_with('0') {
            return i + 1;
        }
        let comma = self.mark(i + 1, ',');
        let stride = if comma { 2 } else { 1 };
        let mut next = i + 1;
        let mut zeros = false;
        loop {
            let group = next + stride - 1;
            let spaces = match (self.at(next).gap, self.at(group).gap) {
                (Gap::Line, _) | (_, Gap::Line) => break,
                (Gap::None, Gap::None) => break,
                (Gap::None, _) | (_, Gap::None) => true,
                _ => !comma,
            };
            // Columns of a table stand further apart.
            let spaces = spaces && !self.is_far(next) && !self.is_far(group);
            let separator = !comma || self.mark(next, ',');
            if !(spaces && separator && self.is_digits(group) && self.at(group).len() == 3) {
                break;
            }
            if next > i + MAX_LOOSE_TOKENS {
                return i + 1;
            }
            zeros |= self.str(group).starts_with('0');
            next = group + 1;
        }
        if next == i + 1 || self.list_around(i, next, comma, zeros) {
            return i + 1;
        }
        for group in (i + stride..next).step_by(stride) {
            number.push(self.str(group));
        }
        next
    }

    /// Whether more than one blank stands before token `i`.
    fn is_far(&self, i: usize) -> bool {
        let token = self.at(i);
        token.gap == Gap::Space && i > 0 && token.start > self.at(i - 1).end + 1
    }

    /// Whether the groups from `i` to `next` are rather the members of a list.
    fn list_around(&self, i: usize, next: usize, comma: bool, zeros: bool) -> bool {
        let more = |at: usize| self.is_digits(at) && self.at(at).gap < Gap::Line;
        if !comma {
            let attached = self.at(next).form == Form::Word && self.tight(next);
            return more(next) || (i > 0 && more(i - 1)) || attached;
        }
        if zeros {
            return false;
        }
        let listed_before = i >= 2 && self.mark(i - 1, ',') && self.is_digits(i - 2);
        let and_more = self.any(next, &["and", "or"]) && self.is_digits(next + 1)
            || self.mark(next, ',') && (more(next + 1) || self.any(next + 1, &["and", "or"]));
        // Only a short first group shows that the space is a slip: "500, 142" are two numbers.
        let all_long = self.at(i).len() == 3;
        // After a year or a day the comma ends the date: "In May 15, 200 people".
        listed_before || and_more || all_long
    }

    /// `6. 9%`: a stray space after the point, certain only before a per cent sign or a scale.
    fn stray_decimal(&self, i: usize, decimals: usize) -> bool {
        let after = self.at(decimals + 1);
        self.at(decimals).gap == Gap::Space
            && !(i == 0 || self.at(i).gap == Gap::Line)
            && (after.form == Form::Mark('%') || after.class == super::words::Class::Scale)
    }

    /// `e6`, `×10^6`, `x 10⁶`, `^8` after 10: the power of ten and the token after it.
    fn exponent(&self, next: usize) -> (i32, usize) {
        let none = (0, next);
        if self.is(next, "e") && self.tight(next) {
            let (sign, at) = self.sign_of(next + 1);
            let tight = self.tight(next + 1) && self.tight(at);
            return match self.small(at, 3).filter(|&power| power < 100) {
                Some(power) if tight => (sign * power.cast_signed(), at + 1),
                _ => none,
            };
        }
        let times = self.mark(next, '×') || self.is(next, "x") || self.mark(next, '*');
        if times && self.str(next + 1) == "10" {
            return self.power(next + 2).unwrap_or(none);
        }
        if next > 0 && self.str(next - 1) == "10" {
            // 10^8 is ten to the eighth, and the ten itself is one of its powers.
            return self.power(next).map_or(none, |(power, at)| (power - 1, at));
        }
        none
    }

    fn sign_of(&self, at: usize) -> (i32, usize) {
        match self.at(at).form {
            Form::Mark('-' | '−') => (-1, at + 1),
            Form::Mark('+') => (1, at + 1),
            _ => (1, at),
        }
    }

    fn power(&self, at: usize) -> Option<(i32, usize)> {
        if self.tight_mark(at, '^') {
            let (sign, digits) = self.sign_of(at + 1);
            return Some((sign * self.small(digits, 2)?.cast_signed(), digits + 1));
        }
        let (mut sign, mut power, mut next) = (1, 0, at);
        while let (Form::Mark(c), Gap::None) = (self.at(next).form, self.at(next).gap) {
            match c {
                '⁻' if next == at => sign = -1,
                _ => match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c) {
                    Some(digit) if power < 10 => power = power * 10 + i32::try_from(digit).ok()?,
                    _ => break,
                },
            }
            next += 1;
        }
        (next > at && power > 0).then_some((sign * power, next))
    }
}

/// Digits being gathered, exact while they fit.
#[derive(Debug)]
struct Number {
    digits: Option<i128>,
    places: usize,
}

impl Default for Number {
    fn default() -> Number {
        Number { digits: Some(0), places: 0 }
    }
}

impl Number {
    fn push(&mut self, digits: &str) {
        for byte in digits.bytes() {
            self.digits = self
                .digits
                .and_then(|so_far| so_far.checked_mul(10)?.checked_add(i128::from(byte - b'0')));
        }
    }

    fn push_decimals(&mut self, digits: &str) {
        self.push(digits);
        self.places += digits.len();
    }

    fn value(&self) -> Option<Value> {
        let scale = Value::power_of_ten(-i32::try_from(self.places).ok()?)?;
        Value::ratio(self.digits?, 1)?.mul(scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str, used: usize) {
        let scanned = Text::new(text);
        let digits = scanned.digits(0).unwrap();
        let value = digits.value.map_or("none".to_owned(), |value| value.to_string());
        assert_eq!((value.as_str(), digits.next), (wanted, used), "{text}");
    }

    #[test]
    fn every_way_of_grouping() {
        check("1,234.50", "1234.5", 5);
        check("3, 200 people", "3200", 3);
        check("3 ,200", "3200", 3);
        check("1 234 567", "1234567", 3);
        check("596, 000", "596000", 3);
        check("1'000'000", "1000000", 5);
        check("1.234.567", "1234567", 5);
        check("1,00,000", "100000", 5);
        check(".5", "0.5", 2);
        check("2016, 300 people", "2016", 1);
        check("100, 200, 300", "100", 1);
        check("5, 200 and 300", "5", 1);
        check("1,2345", "1", 1);
        check("400 810 1234", "400", 1);
    }

    #[test]
    fn powers_of_ten() {
        check("1.2e6", "1200000", 5);
        check("3×10^8", "300000000", 5);
        check("3 x 10⁸", "300000000", 4);
        check("10^-3", "0.001", 4);
    }

    #[test]
    fn too_long_has_no_value() {
        check(&"7".repeat(80), "none", 1);
    }
}
