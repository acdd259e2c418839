//! # sum
//!
//! ## What it checks
//! Parts that add up to a stated total in the original and no longer do in the translation, though
//! each figure alone would pass.
//!
//! ## Why
//! Rounding the parts and not the whole leaves a sum that every careful reader trips over.
//!
//! ## Example
//! ```text
//! zh: 总投资12.468亿元，其中政府6.234亿元，企业6.234亿元。
//! en: Investment totalled 1.2468 billion yuan: 0.623 billion yuan from the government and 0.623 billion yuan from enterprises.
//! ```
//!
//! ## Not reported
//! Parts that do not add up in the original either.

use super::{Check, Code, Level, Said, Setting};
use crate::check::pairing::{Bead, Met};
use crate::check::relate::Relation;
use crate::check::wording::{ordered, shown};
use crate::figure::{Kind, Value};

pub(in crate::check) struct Sum;

/// Most parts a sum is looked for with.
const MAX_PARTS: usize = 8;

impl Check for Sum {
    fn code(&self) -> Code {
        Code::Sum
    }

    fn source(&self) -> &'static str {
        include_str!("sum.rs")
    }

    fn document(&self, beads: &[Bead<'_>], setting: Setting) -> Vec<(usize, usize, Said)> {
        let mut found = Vec::new();
        for (at, bead) in beads.iter().enumerate() {
            let mut order: Vec<usize> =
                (0..bead.met.len()).filter(|&n| summable(&bead.met[n])).collect();
            order.sort_by_key(|&n| bead.met[n].zh.figure.span.start);
            for (total_at, &total) in order.iter().enumerate() {
                let Some(parts) = parts(bead, &order, total_at, setting) else { continue };
                let value = |n: usize| ordered(&bead.met[n], setting.translation).1.number();
                let sum = parts.iter().try_fold(Value::ZERO, |sum, &n| sum.add(value(n)?));
                if sum.is_some() && sum != value(total) {
                    let (source, other) = ordered(&bead.met[total], setting.translation);
                    let message = format!(
                        "{} is the sum of the {} parts beside it in the original; in the \
                         translation the parts do not add up to {}.",
                        shown(source),
                        parts.len(),
                        shown(other)
                    );
                    found.push((at, total, Said::new(Level::Note, message)));
                }
            }
        }
        found
    }
}

fn summable(met: &Met<'_>) -> bool {
    let same = matches!(met.relation, Relation::Same { .. });
    let kinds = [met.zh.figure.kind, met.en.figure.kind];
    let amounts =
        kinds.iter().all(|kind| matches!(kind, Kind::Cardinal | Kind::Money | Kind::Measure));
    let unit = |unit: Option<crate::figure::Unit>| unit.map(|unit| unit.id);
    same && amounts && unit(met.zh.figure.unit) == unit(met.en.figure.unit)
}

/// The figures right after the total whose values add up to it in the original, at least two.
fn parts(
    bead: &Bead<'_>,
    order: &[usize],
    total_at: usize,
    setting: Setting,
) -> Option<Vec<usize>> {
    let source = |n: usize| ordered(&bead.met[n], setting.translation).0;
    let total = source(order[total_at]);
    let wanted = total.number()?;
    let mut sum = Value::ZERO;
    for (count, &part) in order[total_at + 1..].iter().take(MAX_PARTS).enumerate() {
        let same_unit =
            source(part).figure.unit.map(|unit| unit.id) == total.figure.unit.map(|unit| unit.id);
        if !same_unit {
            return None;
        }
        sum = sum.add(source(part).number()?)?;
        if sum == wanted && count > 0 {
            return Some(order[total_at + 1..=total_at + 1 + count].to_vec());
        }
        if sum > wanted {
            return None;
        }
    }
    None
}
