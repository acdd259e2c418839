//! Names, codes and section numbers: figures compared as strings.

use super::relate::{Clash, How, Relation};
use crate::figure::{Kind, Value};

/// How two strings relate.
pub(super) fn relate_texts(zh: &str, en: &str, same_kind: bool) -> Relation {
    let (x, y) = (folded(zh), folded(en));
    if x == y {
        return Relation::Same { quality: if same_kind { 100 } else { 90 }, how: How::Exact };
    }
    if let (Some(x), Some(y)) = (numbering(zh), numbering(en)) {
        let same = x == y;
        return if same {
            Relation::Same { quality: 92, how: How::Exact }
        } else {
            Relation::Differs
        };
    }
    if let (Some((x, y)), Some((z, w))) = (score(zh), score(en)) {
        return match () {
            () if (x, y) == (z, w) => Relation::Same { quality: 100, how: How::Exact },
            // Told from the other side's point of view.
            () if (x, y) == (w, z) => Relation::Same { quality: 62, how: How::OtherKind },
            () => Relation::Differs,
        };
    }
    if telephone(zh).is_some_and(|number| Some(number) == telephone(en)) {
        return Relation::Same { quality: 92, how: How::Exact };
    }
    let (x_digits, y_digits) = (digits(&x), digits(&y));
    let (x_rest, y_rest) = (letters(&x), letters(&y));
    // PM2.5 and PM25 are not the same, 2.5 and 25 being one run each.
    let points = x.matches('.').count() == y.matches('.').count();
    if x_digits == y_digits && !x_digits.is_empty() && points {
        // 7X24 and 24/7 are the work of translators; a letter lost beside its digits is not, and 12F is
        // no G12.
        let other_letters = x_rest != y_rest && !x_rest.is_empty() && !y_rest.is_empty();
        let quality = if other_letters && x_rest.is_ascii() == y_rest.is_ascii() { 52 } else { 70 };
        return Relation::Same { quality, how: How::OtherKind };
    }
    if x.contains(&y) || y.contains(&x) {
        return Relation::Same { quality: 55, how: How::OtherKind };
    }
    // 歼-20 against J-10: one script's name for the other's, each with one number.
    let foreign = x_rest.is_ascii() != y_rest.is_ascii() && !x_rest.is_empty();
    let one_number = |digits: &str| !digits.is_empty() && !digits.contains(' ');
    let renamed = foreign && one_number(&x_digits) && one_number(&y_digits);
    if (x_rest == y_rest || renamed) && same_kind { Relation::Differs } else { Relation::Unlike }
}

/// How a string and a number relate: a number that is one of the string's runs of digits, or the
/// number a section mark counts.
pub(super) fn relate_text_number(text: &str, kind: Kind, value: Value, other: Kind) -> Relation {
    let section = kind == Kind::Section;
    // 0.54 may be taken for a section's number at the start of a line.
    if section && text.contains('.') && Value::parse(text) == Some(value) {
        return Relation::Same { quality: 70, how: How::OtherKind };
    }
    if section && let Some(number) = numbering(text) {
        return match Value::int(number) == value {
            true => Relation::Same { quality: 70, how: How::OtherKind },
            false if matches!(other, Kind::Ordinal | Kind::Session) => Relation::Differs,
            false => Relation::Unlike,
        };
    }
    if is_short(text, value) {
        return Relation::Same { quality: 90, how: How::OtherKind };
    }
    let held = value.to_i64().is_some_and(|number| holds_number(text, number))
        || text.contains(&value.to_string());
    match (held, other) {
        (false, _) => Relation::Unlike,
        (true, Kind::Percent | Kind::Fraction | Kind::Money) => Relation::Clash(Clash::Kind),
        (true, _) => Relation::Same { quality: 64, how: How::OtherKind },
    }
}

/// Whether the string is this number with the letter of its scale: 4K, 20M.
fn is_short(text: &str, value: Value) -> bool {
    let power = match text.as_bytes().last() {
        Some(b'K') => 3,
        Some(b'M') => 6,
        Some(b'B') => 9,
        _ => return false,
    };
    let number = Value::parse(&text[..text.len() - 1]);
    number.zip(Value::power_of_ten(power)).and_then(|(number, size)| number.mul(size))
        == Some(value)
}

/// Whether one of the string's runs of digits is this number.
pub(super) fn holds_number(text: &str, number: i64) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|run| run.parse::<i64>().is_ok_and(|run| run == number))
}

/// The number a section mark stands for: `三`, `3`, `(3)`, `III`, `C`.
pub(super) fn numbering(mark: &str) -> Option<i64> {
    let bare: String = mark
        .chars()
        .filter(|c| !c.is_whitespace() && !"()（）.．、)[]第章节条款".contains(*c))
        .collect();
    if bare.is_empty() {
        return None;
    }
    if let Ok(number) = bare.parse() {
        return Some(number);
    }
    small_chinese(&bare).or_else(|| roman(&bare)).or_else(|| single_letter(&bare))
}

fn small_chinese(mark: &str) -> Option<i64> {
    const DIGITS: &str = "零一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|d| d == c).map(|n| n as i64);
    let chars: Vec<char> = mark.chars().collect();
    match chars[..] {
        ['十'] => Some(10),
        [one] => digit(one),
        ['十', one] => Some(10 + digit(one)?),
        [ten, '十'] => Some(10 * digit(ten)?),
        [ten, '十', one] => Some(10 * digit(ten)? + digit(one)?),
        _ => None,
    }
}

fn roman(mark: &str) -> Option<i64> {
    let worth = |c: char| match c.to_ascii_uppercase() {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let worths: Vec<i64> = mark.chars().map(worth).collect::<Option<_>>()?;
    let mut total = 0;
    for (at, &value) in worths.iter().enumerate() {
        let less = worths.get(at + 1).is_some_and(|&next| next > value);
        total += if less { -value } else { value };
    }
    Some(total)
}

fn single_letter(mark: &str) -> Option<i64> {
    let mut chars = mark.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
    chars.next().is_none().then(|| i64::from(letter as u8 - b'A') + 1)
}

fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '·'))
        .flat_map(char::to_uppercase)
        .collect()
}

fn digits(text: &str) -> String {
    let mut runs: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    runs.sort_unstable();
    runs.join(" ")
}

/// The two numbers of a score or ratio, 3:1 or 3-1.
pub(super) fn score(text: &str) -> Option<(u32, u32)> {
    let (first, second) = text.split_once([':', '-'])?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// Fewest digits of a telephone number with its area.
const FEWEST_DIALLED: usize = 7;

/// The digits of a telephone number without the code of its country: 010-6512 3456 and +86 10 6512
/// 3456 are one number.
fn telephone(text: &str) -> Option<String> {
    let form = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-–()（）".contains(c);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let marked = text.trim_start().starts_with(['+', '(', '（']) || text.starts_with("86-");
    let abroad = marked.then(|| digits.strip_prefix("86"));
    let at_home = abroad.flatten().unwrap_or(&digits).trim_start_matches('0');
    let dialled = text.chars().all(form) && at_home.len() >= FEWEST_DIALLED;
    dialled.then(|| at_home.to_string())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_marks_count_alike() {
        for (mark, number) in [
            ("（三）", 3),
            ("III", 3),
            ("(c)", 3),
            ("十二", 12),
            ("3.", 3),
            ("iv", 4),
            ("二十", 20),
        ] {
            assert_eq!(numbering(mark), Some(number), "{mark}");
        }
    }

    #[test]
    fn names_compare_without_spaces_and_dashes() {
        let same = |x, y| matches!(relate_texts(x, y, true), Relation::Same { .. });
        assert!(same("COVID-19", "Covid 19"));
        assert!(same("7X24", "24/7"));
        assert_eq!(relate_texts("5G", "6G", true), Relation::Differs);
        assert_eq!(relate_texts("5G", "H7N9", true), Relation::Unlike);
    }
}
