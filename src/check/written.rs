//! Figures that stand on the other side as they are, or in characters, where its reader made nothing of
//! them.

use super::calendar::parts;
use super::relate::says_the_same;
use super::render;
use super::strings::holds_number;
use super::view::Atom;
use crate::document::Side;
use crate::figure::{Kind, Quantity, Value};

/// Whether the number stands on the other side as characters the reader made nothing of.
pub(super) fn written_out(atom: &Atom<'_>, others: &[Atom<'_>], other_text: &str) -> bool {
    let digits = match atom.quantity {
        Quantity::Number(value) => value.abs().to_string(),
        Quantity::Text(text) => return contains_folded(other_text, text),
        Quantity::Date(date) => {
            return parts(date).all(|part| holds_number(other_text, part));
        }
        Quantity::Clock(_) => return false,
    };
    // What a century of the other side holds was read, and differs; so does a share in another unit,
    // 3个基点 and "3 percentage points".
    let turned = atom.figure.kind == Kind::Century
        && others.iter().any(|other| other.figure.kind == Kind::Century);
    let scaled = matches!(atom.figure.kind, Kind::Points | Kind::Percent)
        && others.iter().any(|other| {
            let same = other.figure.kind == atom.figure.kind && other.numeral() == atom.numeral();
            same && !says_the_same(atom, other)
        });
    !turned
        && !scaled
        && (holds_digits(other_text, &digits) || holds_digits(other_text, atom.numeral()))
}

/// Whether the other side has the figure letter for letter where its reader made nothing of it, or
/// something else: "First of May", 1/1/99, HEX2DEC.
pub(super) fn stands_there(atom: &Atom<'_>, other_text: &str) -> bool {
    let joints = [" to ", " and ", "-", "–", "~"];
    let numeral = atom.numeral();
    let joint = joints.iter().find(|joint| atom.figure.is_range() && numeral.contains(**joint));
    let parts = joint.map_or(vec![numeral], |joint| numeral.split(joint).collect());
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    parts.iter().all(|part| {
        let part = part.trim();
        let telling = part.chars().any(|c| !c.is_ascii_digit()) && part.chars().count() > 2;
        telling
            && other_text.match_indices(part).any(|(at, _)| {
                let after = &other_text[at + part.len()..];
                let decimals = inside(after.chars().next()) && inside(after.chars().nth(1));
                !inside(other_text[..at].chars().next_back())
                    && !decimals
                    && !after.starts_with(|c: char| c.is_ascii_digit())
            })
    })
}

/// Whether an English number stands in the Chinese in characters that the reader made nothing of: the
/// 十八 of 十八罗汉, the 一千零一 of 一千零一夜.
pub(super) fn in_characters(atom: &Atom<'_>, others: &[Atom<'_>], other_text: &str) -> bool {
    let number = atom.number().and_then(Value::to_i64).filter(|n| (10..100_000_000).contains(n));
    let (Side::En, Some(number)) = (atom.side, number) else { return false };
    let form = render::characters(number);
    let sign =
        |c: Option<char>| c.is_some_and(|c| "零〇一二三四五六七八九十百千万亿两几数".contains(c));
    other_text.match_indices(form.as_str()).any(|(at, _)| {
        let end = at + form.len();
        let joined =
            sign(other_text[..at].chars().next_back()) || sign(other_text[end..].chars().next());
        let read = others.iter().any(|other| {
            let span = other.figure.span;
            span.start < end && at < span.end
        });
        !joined && !read
    })
}

fn holds_digits(text: &str, digits: &str) -> bool {
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        && text.match_indices(digits).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + digits.len()..].chars().next();
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let point = |c: Option<char>| matches!(c, Some('.' | ','));
            let rest = &text[at + digits.len()..];
            let goes_on = point(after) && inside(rest.chars().nth(1));
            let went_before = point(before) && inside(text[..at].chars().rev().nth(1));
            !(inside(before) || inside(after) || goes_on || went_before)
        })
}

fn contains_folded(text: &str, name: &str) -> bool {
    let fold = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .flat_map(char::to_uppercase)
            .collect()
    };
    let name = fold(name);
    name.chars().count() >= 2 && fold(text).contains(&name)
}
