//! # inconsistent
//!
//! ## What it checks
//! A figure that stands several times in the original and is rendered differently in one place,
//! where each rendering alone would pass.
//!
//! ## Why
//! Rounded here and exact there, one amount reads like two.
//!
//! ## Example
//! ```text
//! zh: 投资82.7122亿元的项目开工。
//! en: Work began on the project of 8.271 billion yuan.
//! zh: 投资82.7122亿元的项目完工。
//! en: The project of 8.27122 billion yuan was completed.
//! ```
//!
//! ## Not reported
//! The same value in other words.
//! ```text
//! zh: 投资80亿元的项目开工。
//! en: Work began on the project of 8 billion yuan.
//! zh: 投资80亿元的项目完工。
//! en: The project of 8,000 million yuan was completed.
//! ```

use std::collections::BTreeMap;

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::Bead;
use crate::check::relate::{How, Relation};
use crate::check::view::End;
use crate::check::wording::{ordered, shown};
use crate::figure::{Quantity, Value};

/// Index of the pair, of the meeting in it, and the value the translation gives.
type Rendering = (usize, usize, Value);

pub(in crate::check) struct Inconsistent;

impl Check for Inconsistent {
    fn code(&self) -> Code {
        Code::Inconsistent
    }

    fn source(&self) -> &'static str {
        include_str!("inconsistent.rs")
    }

    fn document(&self, beads: &[Bead<'_>], setting: Setting) -> Vec<(usize, usize, Said)> {
        // By the original's wording, every value the translation gives it, in order of the text.
        let mut renderings: BTreeMap<(&str, End), Vec<Rendering>> = BTreeMap::new();
        for (at, bead) in beads.iter().enumerate() {
            for (n, met) in bead.met.iter().enumerate() {
                let Relation::Same { how: How::Exact | How::Rounded, .. } = met.relation else {
                    continue;
                };
                let (source, other) = ordered(met, setting.translation);
                if let (Quantity::Number(_), Quantity::Number(value)) =
                    (source.quantity, other.quantity)
                {
                    renderings
                        .entry((source.written(), source.end))
                        .or_default()
                        .push((at, n, *value));
                }
            }
        }
        let mut found = Vec::new();
        for ((written, _), places) in renderings {
            let (first_bead, first_met, first) = places[0];
            let Some(&(bead, met, _)) = places.iter().find(|(_, _, value)| *value != first) else {
                continue;
            };
            let rendering = |bead: usize, met: usize| {
                shown(ordered(&beads[bead].met[met], setting.translation).1)
            };
            let message = format!(
                "{written} is {} here, but {} in pair {}.",
                rendering(bead, met),
                rendering(first_bead, first_met),
                first_bead + 1
            );
            found.push((bead, met, Said::new(Level::Note, message)));
        }
        found.sort_by_key(|(bead, met, _)| (*bead, *met));
        found
    }
}
