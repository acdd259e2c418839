//! Before a figure is called missing or added, the beads around it are asked: sentences are cut
//! differently in the two languages, and a figure may stand one sentence further on.

use super::leftovers::Why;
use super::pairing::{Bead, Fate};
use super::relate::{Relation, relate, says_the_same};
use super::view::Atom;
use crate::document::Side;
use crate::figure::{Kind, Quantity, Value};

/// Settles open atoms that a bead at most `reach` away holds on the other side: open there, or,
/// where the figure is not one of a thousand alike, paired there.
pub(super) fn settle_moved(beads: &mut [Bead<'_>], reach: usize) {
    let mut moved: Vec<(usize, Side, usize)> = Vec::new();
    for here in 0..beads.len() {
        for side in [Side::Zh, Side::En] {
            for at in beads[here].open(side) {
                let low = here.saturating_sub(reach);
                let high = (here + reach + 1).min(beads.len());
                let atom = &beads[here].atoms(side)[at];
                let telling = telling(atom.quantity, atom.figure.kind)
                    && !has_rival(&beads[here], side, atom);
                let found = (low..high).filter(|&there| there != here).find_map(|there| {
                    let other = side.other();
                    let hit =
                        beads[there].atoms(other).iter().enumerate().find(|(n, candidate)| {
                            let open = beads[there].fates(other)[*n] == Fate::Open;
                            (open || telling) && says_the_same(atom, candidate)
                        })?;
                    Some((there, other, hit.0))
                });
                if let Some((there, other, n)) = found {
                    moved.push((here, side, at));
                    if beads[there].fates(other)[n] == Fate::Open {
                        moved.push((there, other, n));
                    }
                }
            }
        }
    }
    for (bead, side, at) in moved {
        beads[bead].settle(side, at, Fate::Explained(Why::Moved));
    }
}

/// Whether the other side of the same bead has an open figure of its kind with another value: then
/// that is what became of it, though a bead nearby may hold the right one for itself.
fn has_rival(bead: &Bead<'_>, side: Side, atom: &Atom<'_>) -> bool {
    let others = bead.atoms(side.other());
    bead.open(side.other()).into_iter().any(|at| {
        let other = &others[at];
        let relation = match side {
            Side::Zh => relate(atom, other),
            Side::En => relate(other, atom),
        };
        relation == Relation::Differs && atom.figure.kind == other.figure.kind
    })
}

/// Whether a figure is rare enough that meeting it again nearby is no accident.
fn telling(quantity: &Quantity, kind: Kind) -> bool {
    match quantity {
        Quantity::Number(value) => *value > Value::int(31) || !value.is_int(),
        Quantity::Date(_) | Quantity::Clock(_) => true,
        Quantity::Text(_) => kind != Kind::Section,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Code, Options, Pair, check_pairs};

    #[test]
    fn a_right_figure_nearby_excuses_no_wrong_one() {
        let pairs = [
            Pair { zh: "全年开行500班。", en: "It ran 500 trains in the year." },
            Pair {
                zh: "力争双向开行500班。", en: "Strive to run 511 trains in both directions."
            },
        ];
        let report = check_pairs(&pairs, &Options::default());
        let found: Vec<(usize, Code)> =
            report.findings.iter().map(|finding| (finding.pair, finding.code)).collect();
        assert_eq!(found, [(1, Code::ChangedDigits)]);
    }
}
