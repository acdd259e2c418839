//! What a figure says, in a few words for people.

use crate::figure::json::{kind_name, plain};
use crate::figure::{Figure, Kind, Quantity};

/// The value a figure was read as: `280,000,000`, `31 %`, `date 2017-01-15`, `500 km`.
#[must_use]
pub fn says(figure: &Figure) -> String {
    let one = |quantity: &Quantity| grouped(&plain(figure.kind, quantity));
    let mut value = one(&figure.quantity);
    if let Some(high) = &figure.high {
        value = format!("{value} to {}", one(high));
    }
    if let Some(unit) = figure.unit {
        return format!("{value} {}", unit.id);
    }
    match figure.kind {
        Kind::Cardinal => value,
        Kind::Percent => format!("{value} %"),
        Kind::PerMille => format!("{value} ‰"),
        Kind::Points => format!("{value} percentage points"),
        Kind::Multiple => format!("{value} times"),
        kind => format!("{} {value}", kind_name(kind)),
    }
}

/// A whole number of five digits or more with commas.
fn grouped(value: &str) -> String {
    let digits = value.strip_prefix('-').unwrap_or(value);
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut out = value[..value.len() - digits.len()].to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (value, wanted) in
            [("280000000", "280,000,000"), ("2017", "2017"), ("-12345", "-12,345"), ("1/3", "1/3")]
        {
            assert_eq!(grouped(value), wanted);
        }
    }
}
