//! # reversed-direction
//!
//! ## What it checks
//! A rise told as a fall, a surplus as a deficit; and, as a milder finding, a change told by its
//! size on one side and by where it ends on the other (增长了 *by*, 增长到 *to*). So is 八五折, 85 % of the
//! price, told as 85 % off.
//!
//! ## Why
//! The number is right, so a reader who checks numbers passes over it.
//!
//! ## Example
//! ```text
//! zh: 出口下降3.2%。
//! en: Exports rose by 3.2%.
//! ```
//!
//! ## Not reported
//! A fall in other words.
//! ```text
//! zh: 出口下降3.2%。
//! en: Exports were down 3.2%.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::view::Atom;
use crate::check::wording::{ordered, shown};
use crate::document::Side;
use crate::figure::{Change, Direction, Kind, Value};

pub(in crate::check) struct ReversedDirection;

impl Check for ReversedDirection {
    fn code(&self) -> Code {
        Code::ReversedDirection
    }

    fn source(&self) -> &'static str {
        include_str!("reversed_direction.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let Relation::Same { .. } = met.relation else { return None };
        let (source, other) = ordered(met, setting.translation);
        let (was, is) = (source.figure, other.figure);
        if let Some(left) = price_left(met) {
            let zh_first = source.side == Side::Zh;
            let (leaves, takes) = (format!("{left}% of the price"), format!("{left}% off"));
            let (want, have) = if zh_first { (leaves, takes) } else { (takes, leaves) };
            let message = format!("{} is {want}; the translation makes it {have}.", shown(source));
            return Some(Said::new(Level::Error, message));
        }
        if let (Some(want), Some(have)) = (way(source), way(other))
            && want != have
        {
            let word =
                |way| if way == Direction::Up { "a rise or surplus" } else { "a fall or deficit" };
            let message = format!(
                "{} is {}; the translation makes {} {}.",
                shown(source),
                word(want),
                shown(other),
                word(have)
            );
            return Some(Said::new(Level::Error, message));
        }
        match (was.change, is.change) {
            (Some(want), Some(have)) if want != have => {
                let word = |change| if change == Change::By { "by" } else { "to" };
                let message = format!(
                    "{}: the original changes {} this much, the translation {} it.",
                    shown(source),
                    word(want),
                    word(have)
                );
                Some(Said::new(Level::Check, message))
            }
            _ => None,
        }
    }
}

/// Where 八五折, 85 % of the price, meets "85% off": what is left of the price.
fn price_left(met: &Met<'_>) -> Option<Value> {
    let (zh, en) = (&met.zh, &met.en);
    let left = zh.number().filter(|left| Some(*left) == en.number())?;
    let share = zh.figure.kind == Kind::Percent && zh.written().ends_with('折');
    let after = en.text[en.figure.span.end..].trim_start();
    let off = ["off", "discount", "reduction"].iter().any(|word| after.starts_with(word));
    (share && off && left != Value::int(50)).then_some(left)
}

/// Direction with the sign of the number taken in: growth of -3 % is a fall.
fn way(atom: &Atom<'_>) -> Option<Direction> {
    let direction = atom.figure.direction?;
    let negative = atom.number().is_some_and(Value::is_negative);
    let turned = negative && atom.figure.change != Some(Change::To);
    Some(match (direction, turned) {
        (Direction::Up, true) => Direction::Down,
        (direction, _) => direction,
    })
}
