//! # wrong-multiple
//!
//! ## What it checks
//! A factor that differs: 翻两番 as "doubled", 是去年的3倍 as "twice".
//!
//! ## Why
//! 翻一番 is times two, 翻两番 times four, 翻三番 times eight. 增长3倍 is contested: four times by the
//! grammar, three times by many writers; either rendering passes, with a note if it is the rarer.
//!
//! ## Example
//! ```text
//! zh: 十年间产量翻两番。
//! en: Output doubled in ten years.
//! ```
//!
//! ## Not reported
//! The same factor as a rate of growth.
//! ```text
//! zh: 十年间产量翻一番。
//! en: Output rose by 100% in ten years.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::{How, Relation};
use crate::check::render;
use crate::check::suggest;
use crate::check::wording::{ordered, shown, value_of};
use crate::document::Side;
use crate::figure::Kind;

pub(in crate::check) struct WrongMultiple;

impl Check for WrongMultiple {
    fn code(&self) -> Code {
        Code::WrongMultiple
    }

    fn source(&self) -> &'static str {
        include_str!("wrong_multiple.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let kinds = [met.zh.figure.kind, met.en.figure.kind];
        if !kinds.contains(&Kind::Multiple) {
            return None;
        }
        if let Relation::Same { how: How::OtherReading, .. } = met.relation {
            // 两次 is "twice".
            let occasions = ["次", "回", "遍", "趟", "度"].contains(&met.zh.head());
            return if occasions { None } else { super::ambiguous(met, setting) };
        }
        if met.relation != Relation::Differs {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let said = |atom| value_of(atom).map_or_else(String::new, |v| render::numeral(v, Side::En));
        let both = kinds == [Kind::Multiple; 2];
        let level = if met.confident && both { Level::Error } else { Level::Check };
        let message = format!(
            "{} is times {}; the translation says {}{}.",
            shown(source),
            said(source),
            shown(other),
            if both { format!(", times {}", said(other)) } else { String::new() }
        );
        Some(Said::new(level, message).suggesting(suggest::instead_of(source, other)))
    }
}
