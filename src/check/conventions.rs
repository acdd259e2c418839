//! What a whole document does in one way is no slip: the dollars of Hong Kong or Taiwan that a text
//! calls 元 throughout.

use super::pairing::Bead;
use super::relate::{Clash, Relation};
use super::{Code, Finding, Level};
use crate::figure::Figure;

/// How many amounts must be rendered alike before it counts as the document's convention.
const ENOUGH: usize = 4;

/// Where 元 is a dollar of some sort throughout and never a yuan, the single findings become notes.
pub(super) fn dollars_throughout(beads: &[Bead<'_>], findings: &mut [Finding]) {
    let id = |figure: &Figure| figure.unit.map_or("", |unit| unit.id);
    let dollar = |figure: &Figure| matches!(id(figure), "usd" | "hkd" | "twd" | "sgd" | "mop");
    let (mut n_dollars, mut n_yuan) = (0, 0);
    for met in beads.iter().flat_map(|bead| &bead.met) {
        if id(met.zh.figure) != "cny" {
            continue;
        }
        let clash = met.relation == Relation::Clash(Clash::Currency);
        n_dollars += usize::from(clash && dollar(met.en.figure));
        n_yuan += usize::from(id(met.en.figure) == "cny");
    }
    if n_dollars < ENOUGH || n_yuan > 0 {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| finding.code == Code::WrongCurrency) {
        let yuan = finding.zh.as_ref().is_some_and(|figure| id(figure) == "cny");
        if yuan && finding.en.as_ref().is_some_and(dollar) {
            finding.level = Level::Note;
            finding.message =
                format!("{} 元 is rendered so throughout this document.", finding.message);
        }
    }
}
