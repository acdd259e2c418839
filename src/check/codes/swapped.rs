//! # swapped
//!
//! ## What it checks
//! Two figures of the same sort that stand on both sides, but with the words they belong to
//! exchanged: the boys' number with the girls, the exports' rate with the imports.
//!
//! ## Why
//! Both numbers are there, so nothing is missing; only who reads the words beside them sees it.
//!
//! ## Example
//! ```text
//! zh: 全校男生320人，女生280人。
//! en: The school has 280 boys and 320 girls.
//! ```
//!
//! ## Not reported
//! Figures that merely stand in another order, each still with its own words.
//! ```text
//! zh: 全校男生320人，女生280人。
//! en: The school has 280 girls and 320 boys.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::wording::{ordered, shown};

pub(in crate::check) struct Swapped;

impl Check for Swapped {
    fn code(&self) -> Code {
        Code::Swapped
    }

    fn source(&self) -> &'static str {
        include_str!("swapped.rs")
    }

    fn crossed(&self, (one, other): (&Met<'_>, &Met<'_>), setting: Setting) -> Option<Said> {
        let (first, _) = ordered(one, setting.translation);
        let (second, _) = ordered(other, setting.translation);
        let level = if one.confident && other.confident { Level::Error } else { Level::Check };
        Some(Said::new(
            level,
            format!(
                "{} and {} changed places: each stands in the translation with the words that \
                 belong to the other.",
                shown(first),
                shown(second)
            ),
        ))
    }
}
