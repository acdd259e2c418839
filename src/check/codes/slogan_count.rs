//! # slogan-count
//!
//! ## What it checks
//! A counted slogan (四个意识, 六稳, 三去一降一补) with another count on the other side.
//!
//! ## Why
//! The count may vanish in translation, but if one is there it must agree.
//!
//! ## Example
//! ```text
//! zh: 增强“四个意识”。
//! en: We will strengthen the "Five Consciousnesses".
//! ```
//!
//! ## Not reported
//! A slogan paraphrased without its number.
//! ```text
//! zh: 增强“四个意识”。
//! en: We will strengthen our political awareness.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::wording::{ordered, shown};
use crate::figure::Kind;

pub(in crate::check) struct SloganCount;

impl Check for SloganCount {
    fn code(&self) -> Code {
        Code::SloganCount
    }

    fn source(&self) -> &'static str {
        include_str!("slogan_count.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let kinds = [met.zh.figure.kind, met.en.figure.kind];
        if met.relation != Relation::Differs || !kinds.contains(&Kind::Slogan) {
            return None;
        }
        let (source, other) = ordered(met, setting.translation);
        let message =
            format!("The slogan {} is given another count: {}.", shown(source), shown(other));
        Some(Said::new(Level::Check, message))
    }
}
