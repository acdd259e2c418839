//! Exact numbers: a reduced ratio of two `i128`, never a float.
//!
//! Every operation is checked; one that would overflow gives `None`, and the reader then keeps the
//! figure as a string instead of a number. 10³⁶ is far above any figure a text can mean.

use std::cmp::Ordering;
use std::fmt;

/// An exact rational number, reduced, with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value {
    numer: i128,
    denom: i128,
}

/// Largest power of ten a [`Value`] takes part in.
const MAX_POWER: u32 = 36;

const fn gcd(mut x: u128, mut y: u128) -> u128 {
    while y != 0 {
        (x, y) = (y, x % y);
    }
    x
}

#[expect(clippy::should_implement_trait, reason = "checked: they give None where it overflows")]
impl Value {
    /// Zero.
    pub const ZERO: Value = Value { numer: 0, denom: 1 };
    /// One.
    pub const ONE: Value = Value { numer: 1, denom: 1 };

    /// A whole number.
    #[must_use]
    pub const fn int(n: i64) -> Value {
        Value { numer: n as i128, denom: 1 }
    }

    /// `numer / denom`, reduced. `None` for a zero denominator or one that does not fit.
    #[must_use]
    pub fn ratio(numer: i128, denom: i128) -> Option<Value> {
        match denom {
            0 => return None,
            1 => return Some(Value { numer, denom }),
            _ => {}
        }
        let common = gcd(numer.unsigned_abs(), denom.unsigned_abs());
        let common = i128::try_from(common).ok()?;
        let sign = if denom < 0 { -1 } else { 1 };
        let numer = (numer / common).checked_mul(sign)?;
        let denom = (denom / common).checked_mul(sign)?;
        Some(Value { numer, denom })
    }

    /// 10 to the `power`.
    #[must_use]
    pub fn power_of_ten(power: i32) -> Option<Value> {
        if power.unsigned_abs() > MAX_POWER {
            return None;
        }
        let size = 10_i128.checked_pow(power.unsigned_abs())?;
        Some(if power < 0 {
            Value { numer: 1, denom: size }
        } else {
            Value { numer: size, denom: 1 }
        })
    }

    /// ASCII digits with at most one point: `12`, `0.75`, `.5`. No sign, no separators.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Value> {
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && decimals.is_empty() {
            return None;
        }
        let mut numer: i128 = 0;
        for byte in whole.bytes().chain(decimals.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            numer = numer.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        let places = u32::try_from(decimals.len()).ok().filter(|&n| n <= MAX_POWER)?;
        Value::ratio(numer, 10_i128.checked_pow(places)?)
    }

    /// The value of a vulgar fraction sign: ½.
    #[must_use]
    pub fn vulgar(sign: char) -> Option<Value> {
        let (numer, denom) = match sign {
            '½' => (1, 2),
            '⅓' => (1, 3),
            '⅔' => (2, 3),
            '¼' => (1, 4),
            '¾' => (3, 4),
            '⅕' => (1, 5),
            '⅖' => (2, 5),
            '⅗' => (3, 5),
            '⅘' => (4, 5),
            '⅙' => (1, 6),
            '⅚' => (5, 6),
            '⅐' => (1, 7),
            '⅛' => (1, 8),
            '⅜' => (3, 8),
            '⅝' => (5, 8),
            '⅞' => (7, 8),
            '⅑' => (1, 9),
            '⅒' => (1, 10),
            '↉' => (0, 3),
            _ => return None,
        };
        Value::ratio(numer, denom)
    }

    /// The numerator, carrying the sign.
    #[must_use]
    pub const fn numer(self) -> i128 {
        self.numer
    }

    /// The denominator, at least 1.
    #[must_use]
    pub const fn denom(self) -> i128 {
        self.denom
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_int(self) -> bool {
        self.denom == 1
    }

    /// The whole number it is, if it is one that fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        if self.is_int() { i64::try_from(self.numer).ok() } else { None }
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numer < 0
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numer == 0
    }

    /// Without its sign.
    #[must_use]
    pub const fn abs(self) -> Value {
        Value { numer: self.numer.abs(), denom: self.denom }
    }

    /// With the sign turned.
    #[must_use]
    pub const fn neg(self) -> Value {
        Value { numer: -self.numer, denom: self.denom }
    }

    /// Sum.
    #[must_use]
    pub fn add(self, other: Value) -> Option<Value> {
        let x = self.numer.checked_mul(other.denom)?;
        let y = other.numer.checked_mul(self.denom)?;
        Value::ratio(x.checked_add(y)?, self.denom.checked_mul(other.denom)?)
    }

    /// Difference.
    #[must_use]
    pub fn sub(self, other: Value) -> Option<Value> {
        self.add(other.neg())
    }

    /// Product.
    #[must_use]
    pub fn mul(self, other: Value) -> Option<Value> {
        // Reduce crosswise first, so that 1/3 × 10³⁰ × 3 does not overflow on the way.
        let x = Value::ratio(self.numer, other.denom)?;
        let y = Value::ratio(other.numer, self.denom)?;
        Value::ratio(x.numer.checked_mul(y.numer)?, x.denom.checked_mul(y.denom)?)
    }

    /// Quotient; `None` when `other` is zero.
    #[must_use]
    pub fn div(self, other: Value) -> Option<Value> {
        self.mul(Value::ratio(other.denom, other.numer)?)
    }

    /// Whether it can be written with finitely many decimals.
    #[must_use]
    pub fn is_finite_decimal(self) -> bool {
        let mut rest = self.denom;
        for prime in [2, 5] {
            while rest % prime == 0 {
                rest /= prime;
            }
        }
        rest == 1
    }

    /// As a float, for ratios and sizes shown to people only; never for comparing figures.
    #[must_use]
    pub fn approx(self) -> f64 {
        self.numer as f64 / self.denom as f64
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Value) -> Ordering {
        if self.denom == other.denom {
            return self.numer.cmp(&other.numer);
        }
        // Whole parts first, then the remainders turned over: a continued fraction never overflows.
        let (mut x, mut y) = (*self, *other);
        let mut flipped = false;
        loop {
            let whole_x = x.numer.div_euclid(x.denom);
            let whole_y = y.numer.div_euclid(y.denom);
            let rest_x = x.numer.rem_euclid(x.denom);
            let rest_y = y.numer.rem_euclid(y.denom);
            let order = match whole_x.cmp(&whole_y) {
                Ordering::Equal if rest_x == 0 || rest_y == 0 => rest_x.cmp(&rest_y),
                Ordering::Equal => {
                    x = Value { numer: x.denom, denom: rest_x };
                    y = Value { numer: y.denom, denom: rest_y };
                    flipped = !flipped;
                    continue;
                }
                order => order,
            };
            return if flipped { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Value) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Value {
    /// Plain: `280000000`, `2.5`, `-7`, and `1/3` where no finite decimal exists.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_int() {
            return write!(f, "{}", self.numer);
        }
        if !self.is_finite_decimal() {
            return write!(f, "{}/{}", self.numer, self.denom);
        }
        let size = self.numer.unsigned_abs();
        let denom = self.denom.unsigned_abs();
        let sign = if self.numer < 0 { "-" } else { "" };
        write!(f, "{sign}{}.", size / denom)?;
        let mut rest = size % denom;
        while rest != 0 {
            // Ten times the rest may not fit; added up, it stays below twice the denominator.
            let (mut digit, mut next) = (0, 0);
            for _ in 0..10 {
                next += rest;
                if next >= denom {
                    next -= denom;
                    digit += 1;
                }
            }
            write!(f, "{digit}")?;
            rest = next;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_plain_decimals() {
        for (digits, plain) in
            [("280000000", "280000000"), ("2.50", "2.5"), (".5", "0.5"), ("0.125", "0.125")]
        {
            assert_eq!(Value::parse(digits).unwrap().to_string(), plain);
        }
        assert_eq!(Value::ratio(2, 6).unwrap().to_string(), "1/3");
        assert_eq!(Value::ratio(1, -4).unwrap().to_string(), "-0.25");
    }

    /// Ten times a rest overflowed, and the decimals never came to an end.
    #[test]
    fn the_smallest_parts_have_an_end() {
        let smallest = Value::ratio(1, 1 << 126).unwrap().to_string();
        assert_eq!(smallest.len(), "0.".len() + 126);
        assert!(smallest.ends_with("5"));
        let tiny = Value::ratio(12345, 5_i128.pow(54)).unwrap().to_string();
        assert_eq!(tiny.len(), "0.".len() + 54 - 1);
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(Value::parse(&"9".repeat(60)), None);
        assert_eq!(Value::parse("1.2.3"), None);
        assert_eq!(Value::parse("."), None);
        assert_eq!(Value::ratio(1, 0), None);
    }

    #[test]
    fn order_is_that_of_the_numbers() {
        let mut values: Vec<Value> = [(1, 3), (-1, 2), (2, 7), (5, 1), (0, 1), (-7, 3), (1, 2)]
            .map(|(n, d)| Value::ratio(n, d).unwrap())
            .to_vec();
        values.sort();
        let shown: Vec<String> = values.iter().map(Value::to_string).collect();
        assert_eq!(shown, ["-7/3", "-0.5", "0", "2/7", "1/3", "0.5", "5"]);
    }
}
