//! How the digits of two unequal numbers differ: what a slip of the pen or of a scanner does.

use crate::figure::Value;

/// The smallest change of digits that turns one number into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slip {
    /// Ten to this power times the first is the second.
    PowerOfTen(i32),
    /// Two neighbouring digits changed places; the place of the first, from 1.
    Transposed(usize),
    /// Digits at these places, from 1, were changed, out of so many.
    Changed(Vec<usize>, usize),
    /// A digit was lost at this place.
    Dropped(usize),
    /// A digit was added at this place.
    Added(usize),
    /// The two have too little in common.
    Other,
}

impl Slip {
    /// How much the two numbers look alike, 0 to 25.
    pub(super) fn likeness(&self) -> i32 {
        match self {
            Slip::PowerOfTen(_) => 25,
            Slip::Transposed(_) => 24,
            Slip::Dropped(_) | Slip::Added(_) => 20,
            Slip::Changed(at, of) if *of >= 2 && at.len() * 3 <= of * 2 => {
                22 - i32::try_from(at.len() * 8 / of).unwrap_or(8)
            }
            Slip::Changed(..) | Slip::Other => 0,
        }
    }
}

/// How `other` differs from `source`; each with the step it shows, if known.
pub(super) fn slip(
    (source, source_step): (Value, Option<Value>),
    (other, other_step): (Value, Option<Value>),
) -> Slip {
    let (source, other) = (source.abs(), other.abs());
    if source.is_zero() || other.is_zero() {
        return Slip::Other;
    }
    if let Some(power) = power_between(source, other) {
        return Slip::PowerOfTen(power);
    }
    let (Some(source_shown), Some(other_shown)) =
        (shown(source, source_step), shown(other, other_step))
    else {
        return Slip::Other;
    };
    let same_size = whole_digits(source) == whole_digits(other);
    if same_size && let Some(slip) = one_more_or_less(&source_shown, &other_shown) {
        return slip;
    }
    let fine = match (source_step, other_step) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    };
    let (Some(source_full), Some(other_full)) = (shown(source, fine), shown(other, fine)) else {
        return Slip::Other;
    };
    if let Some(slip) = one_more_or_less(&source_full, &other_full) {
        return slip;
    }
    if source_full.len() != other_full.len() {
        return Slip::Other;
    }
    replaced(&source_full, &other_full, source_shown.len().max(other_shown.len()))
}

/// Digits of the number in units of its step, without a point; `None` where it has no such digits.
pub(super) fn shown(value: Value, step: Option<Value>) -> Option<String> {
    let scaled = match step {
        Some(step) if !step.is_zero() => value.abs().div(step)?,
        _ => value.abs(),
    };
    if scaled.is_int() {
        return Some(scaled.numer().to_string());
    }
    let plain = value.abs();
    plain.is_finite_decimal().then(|| plain.to_string().replace('.', ""))
}

/// The power of ten `other / source` is, if it is one other than 1.
pub(super) fn power_between(source: Value, other: Value) -> Option<i32> {
    let ratio = other.div(source)?;
    (1..=18)
        .flat_map(|power| [power, -power])
        .find(|&power| Value::power_of_ten(power) == Some(ratio))
}

fn whole_digits(value: Value) -> usize {
    let whole = value.numer() / value.denom();
    if whole == 0 { 0 } else { whole.to_string().len() }
}

fn one_more_or_less(source: &str, other: &str) -> Option<Slip> {
    let (source, other) = (source.as_bytes(), other.as_bytes());
    if source.len() < 2 && other.len() < 2 {
        return None;
    }
    if source.len() == other.len() + 1 {
        return extra(source, other).map(Slip::Dropped);
    }
    if other.len() == source.len() + 1 {
        return extra(other, source).map(Slip::Added);
    }
    None
}

/// The place, from 1, of the one digit `long` has more than `short`.
fn extra(long: &[u8], short: &[u8]) -> Option<usize> {
    let same = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    (long[same + 1..] == short[same..]).then_some(same + 1)
}

fn replaced(source: &str, other: &str, n_shown: usize) -> Slip {
    let (source, other) = (source.as_bytes(), other.as_bytes());
    let differ: Vec<usize> =
        (0..source.len()).filter(|&at| source[at] != other[at]).map(|at| at + 1).collect();
    if let [first, second] = differ[..]
        && second == first + 1
        && source[first - 1] == other[second - 1]
        && source[second - 1] == other[first - 1]
    {
        return Slip::Transposed(first);
    }
    Slip::Changed(differ, n_shown.min(source.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, other: &str, step: (&str, &str), wanted: Slip) {
        let value = |text: &str| Value::parse(text).unwrap();
        let found = slip((value(source), Some(value(step.0))), (value(other), Some(value(step.1))));
        assert_eq!(found, wanted, "{source} -> {other}");
    }

    #[test]
    fn names_the_slip() {
        check("280000000", "2800000000", ("10000000", "100000000"), Slip::PowerOfTen(1));
        check("6.9", "69", ("0.1", "1"), Slip::PowerOfTen(1));
        check("500", "511", ("1", "1"), Slip::Changed(vec![2, 3], 3));
        check("500", "510", ("1", "1"), Slip::Changed(vec![2], 3));
        check("596000", "569000", ("1000", "1"), Slip::Transposed(2));
        check("2360000000000", "2600000000000", ("10000000000", "100000000000"), Slip::Dropped(2));
        check("596000", "56000", ("1000", "1"), Slip::Dropped(2));
        check("37", "337", ("1", "1"), Slip::Added(2));
        check("37", "4512", ("1", "1"), Slip::Other);
    }
}
