//! What one figure of a list lends to the others: 第一、二、三产业; 2016、2017年; 70、80年代.

use super::text::Text;
use crate::figure::{Date, Figure, Kind, Quantity, Value};

const JOINTS: [&str; 5] = ["、", "和", "及", "与", "或"];

/// Lends kinds along lists, backwards for what is said at the end, forwards for 第.
pub(super) fn share(text: Text<'_>, figures: &mut [Figure]) {
    for at in (0..figures.len().saturating_sub(1)).rev() {
        let (left, right) = figures.split_at_mut(at + 1);
        if let (Some(first), Some(second)) = (left.last_mut(), right.first()) {
            backwards(text, first, second);
        }
    }
    for at in 1..figures.len() {
        let (left, right) = figures.split_at_mut(at);
        if let (Some(first), Some(second)) = (left.last(), right.first_mut()) {
            forwards(text, first, second);
        }
    }
}

fn joined(text: Text<'_>, first: &Figure, second: &Figure, joints: &[&str]) -> bool {
    let from = text.skip_blanks(first.span.end);
    text.any(from, joints).is_some_and(|end| text.skip_blanks(end) == second.span.start)
}

fn is_plain(figure: &Figure) -> bool {
    figure.kind == Kind::Cardinal && figure.head.is_empty() && figure.high.is_none()
}

/// 2016、2017年; 一、二季度; 3、4月; 70、80年代; 一、二期.
fn backwards(text: Text<'_>, first: &mut Figure, second: &Figure) {
    if !is_plain(first) || !joined(text, first, second, &JOINTS) {
        return;
    }
    let Some(number) = first.number().and_then(Value::to_i64) else { return };
    let small = |most: i64| u8::try_from(number).ok().filter(|_| (1..=most).contains(&number));
    let mut date = Date::default();
    match (second.kind, &second.quantity) {
        (Kind::Date, Quantity::Date(like)) => {
            if like.year.is_some() && (1000..2200).contains(&number) {
                date.year = i32::try_from(number).ok();
            } else if like.year.is_none() && like.month.is_some() && like.day.is_none() {
                date.month = small(12);
            } else if like.month.is_none() && like.day.is_some() {
                date.day = small(31);
            } else if like.quarter.is_some() {
                date.quarter = small(4);
            }
            if date == Date::default() {
                return;
            }
            first.kind = Kind::Date;
            first.quantity = Quantity::Date(date);
        }
        (Kind::Decade, Quantity::Number(decade))
            if number % 10 == 0 && (0..100).contains(&number) =>
        {
            let base = decade.to_i64().map_or(1900, |decade| decade / 100 * 100);
            first.kind = Kind::Decade;
            first.quantity = Quantity::Number(Value::int(base + number));
        }
        (Kind::Session | Kind::Ordinal | Kind::Percent | Kind::Points, _)
            if second.span.start == second.numeral.start =>
        {
            first.kind = second.kind;
        }
        (Kind::Duration | Kind::Measure | Kind::Money, _)
            if joined(text, first, second, &["、", "或"])
                && second.span.start == second.numeral.start
                && first.number() < second.number() =>
        {
            first.kind = second.kind;
            first.unit = second.unit;
            first.weak = false;
            return;
        }
        _ => return,
    }
    first.step = first.step.filter(|_| matches!(first.kind, Kind::Percent | Kind::Points));
    first.weak = false;
    first.also.clear();
    first.ambiguity = "";
}

/// 第一、二、三产业.
fn forwards(text: Text<'_>, first: &Figure, second: &mut Figure) {
    if !is_plain(second) && second.kind != Kind::Cardinal {
        // The list may end in a bare date or the like: nothing to lend.
    } else if matches!(first.kind, Kind::Ordinal | Kind::Rank | Kind::Session)
        && first.head.is_empty()
        && joined(text, first, second, &JOINTS[..1])
        && first.number() < second.number()
    {
        second.kind = first.kind;
        second.step = None;
        second.weak = first.weak;
    }
    if joined(text, first, second, &["、", "和", "及", "与", "，"])
        && first.kind == second.kind
        && second.direction.is_none()
        && second.change.is_none()
        && matches!(second.kind, Kind::Percent | Kind::Points)
    {
        second.direction = first.direction;
        second.change = first.change;
    }
}
