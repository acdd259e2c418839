//! # wrong-unit
//!
//! ## What it checks
//! The same number with a unit that does not fit it: 亩 as hectares, 里 as kilometres, a lost
//! percent sign; and a conversion in brackets whose arithmetic is wrong.
//!
//! ## Why
//! A hectare is 15 亩, a kilometre 2 里, a kilogram 2 斤. A unit may be converted, but then the
//! number changes with it.
//!
//! ## Example
//! ```text
//! zh: 新增耕地670万亩。
//! en: Some 6.7 million hectares of farmland were added.
//! ```
//!
//! ## Not reported
//! A conversion whose arithmetic is right.
//! ```text
//! zh: 新增耕地670万亩。
//! en: Some 447,000 hectares of farmland were added.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::leftovers::is_wrong_conversion;
use crate::check::pairing::Met;
use crate::check::relate::{Clash, Relation};
use crate::check::suggest::{self, Suggestion};
use crate::check::view::Atom;
use crate::check::wording::{ordered, shown};
use crate::figure::{Kind, Unit, Units};

pub(in crate::check) struct WrongUnit;

impl Check for WrongUnit {
    fn code(&self) -> Code {
        Code::WrongUnit
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_unit.rs")
    }

    fn alone(&self, atom: &Atom<'_>, before: Option<&Atom<'_>>, setting: Setting) -> Option<Said> {
        let before = before.filter(|before| is_wrong_conversion(before, atom))?;
        if atom.side != setting.translation {
            return None;
        }
        let (unit, target) = (before.figure.unit?, atom.figure.unit?);
        let right = suggest::in_unit(before.number()?, unit, target, atom.side)?;
        let message =
            format!("{} in brackets is not {}, which is {right}.", shown(atom), shown(before));
        let suggestion = Suggestion { text: right, replaces: Some(atom.figure.span) };
        Some(Said::new(Level::Check, message).suggesting(suggestion))
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let level = match met.relation {
            Relation::Clash(Clash::Unit) => Level::Error,
            Relation::Clash(Clash::Percent) if names_points(met) => return None,
            Relation::Clash(Clash::Percent) => Level::Check,
            Relation::Clash(Clash::Kind)
                if met.zh.figure.kind != Kind::Date && met.en.figure.kind != Kind::Date =>
            {
                Level::Note
            }
            _ => return None,
        };
        let (source, other) = ordered(met, setting.translation);
        let (want, have) = (source.figure.unit, other.figure.unit);
        let message = format!(
            "{} is {}, {} is {}: the number is the same, the unit is not{}.",
            shown(source),
            name(want, source.figure.kind),
            shown(other),
            name(have, other.figure.kind),
            arithmetic(want, have)
        );
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}

/// "2.3 points", "0.3 of a percentage point": the unit stands a little further on.
fn names_points(met: &Met<'_>) -> bool {
    let kinds = [met.zh.figure.kind, met.en.figure.kind];
    let after = |atom: &Atom<'_>| -> String {
        atom.text[atom.figure.numeral.end..].chars().take(30).collect()
    };
    let named = |text: &str| {
        ["point", "百分点", "percent", "per cent", "%"].iter().any(|word| text.contains(word))
    };
    match kinds {
        [Kind::Points, _] => after(&met.en).contains("point"),
        [_, Kind::Points] => after(&met.zh).contains("点"),
        [Kind::Percent, _] => named(&after(&met.en)),
        _ => named(&after(&met.zh)),
    }
}

fn name(unit: Option<Unit>, kind: Kind) -> &'static str {
    match (unit, kind) {
        (Some(unit), _) => Units::builtin().en_name(unit).1,
        (None, Kind::Percent) => "per cent",
        (None, Kind::PerMille) => "per mille",
        (None, Kind::Points) => "percentage points",
        _ => "a plain number",
    }
}

fn arithmetic(want: Option<Unit>, have: Option<Unit>) -> String {
    let (Some(want), Some(have)) = (want, have) else { return String::new() };
    if want.dimension != have.dimension || !want.offset.is_zero() || !have.offset.is_zero() {
        return String::new();
    }
    let (large, small) = if want.factor > have.factor { (want, have) } else { (have, want) };
    let names = |unit| Units::builtin().en_name(unit);
    match large.factor.div(small.factor) {
        Some(ratio) if ratio.is_int() => {
            format!(" (1 {} is {ratio} {})", names(large).0, names(small).1)
        }
        _ => String::new(),
    }
}
