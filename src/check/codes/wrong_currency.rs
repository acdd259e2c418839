//! # wrong-currency
//!
//! ## What it checks
//! The same amount in another currency. Where the Chinese is in traditional characters and the English
//! has a bare $, which 元 is in Hong Kong and Taiwan, a milder finding.
//!
//! ## Why
//! 元 is the yuan; a dollar sign put in its place makes the sum about seven times larger.
//!
//! ## Example
//! ```text
//! zh: 项目投资500万元。
//! en: The project cost $5 million.
//! ```
//!
//! ## Not reported
//! The amount in its own currency, with a conversion beside it.
//! ```text
//! zh: 项目投资500万元。
//! en: The project cost 5 million yuan ($700,000).
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::{Clash, Relation};
use crate::check::suggest;
use crate::check::wording::{ordered, reading, shown};
use crate::figure::Units;
use crate::lexicon::Lexicon;

/// What is wrong with the same number in another currency.
const SAME_NUMBER: &str = "the number is the same, the currency is not";
const DOLLAR_OF_ITS_OWN: &str =
    "the number is the same, the currency is not, unless 元 is a dollar of Hong Kong or Taiwan";

pub(in crate::check) struct WrongCurrency;

impl Check for WrongCurrency {
    fn code(&self) -> Code {
        Code::WrongCurrency
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_currency.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let (zh, en) = (met.zh.figure.unit?, met.en.figure.unit?);
        if zh.dimension != "money" || en.dimension != "money" || zh.id == en.id {
            return None;
        }
        let written = met.zh.written();
        let (level, why) = match met.relation {
            // 元 is also what Hong Kong and Taiwan call their dollars.
            Relation::Clash(Clash::Currency)
                if zh.id == "cny"
                    && matches!(en.id, "hkd" | "twd" | "mop" | "sgd")
                    && !written.contains('人') =>
            {
                (Level::Note, SAME_NUMBER)
            }
            // 块 is what any currency is counted in where people talk, as "bucks" are.
            Relation::Clash(Clash::Currency) if written.contains('块') => {
                let level =
                    if met.en.written().contains("buck") { Level::Note } else { Level::Check };
                (level, SAME_NUMBER)
            }
            // "$1 billion" of Hong Kong or Taiwan, whose texts are in traditional characters.
            Relation::Clash(Clash::Currency)
                if zh.id == "cny"
                    && met.en.written().starts_with('$')
                    && Lexicon::builtin().simplify(met.zh.text) != met.zh.text =>
            {
                let spoken = written.contains('塊');
                (Level::Check, if spoken { SAME_NUMBER } else { DOLLAR_OF_ITS_OWN })
            }
            Relation::Clash(Clash::Currency) => (Level::Error, SAME_NUMBER),
            Relation::Differs => (Level::Check, "another currency; a conversion cannot be checked"),
            _ => return None,
        };
        let (source, other) = ordered(met, setting.translation);
        let message = format!(
            "{} is {} ({}); the translation says {}: {why}.",
            shown(source),
            reading(source, setting.translation),
            source.figure.unit.map_or("", |unit| Units::builtin().en_name(unit).1),
            shown(other)
        );
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}
