//! Which figure of one side answers which of the other, inside a pair of texts.
//!
//! First what says the same is paired, by the assignment of greatest total likeness; then what is
//! left and needs no counterpart is explained away ([`super::leftovers`]); only what is still left
//! on both sides is opposed, again by the best assignment: these pairs contradict each other.

use super::arithmetic;
use super::assign::assign;
use super::context::{self, Tags};
use super::digits::{Slip, slip};
use super::leftovers::{Why, explain};
use super::measures::namesakes;
use super::relate::{Clash, How, Relation, relate};
use super::view::{Atom, End, atoms};
use crate::document::Side;
use crate::figure::{Figure, Kind};

/// What became of an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not yet known.
    Open,
    /// Paired with the atom of this index on the other side.
    Paired(usize),
    /// Needs no counterpart.
    Explained(Why),
}

/// Two atoms that were paired.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met<'f> {
    pub(super) zh: Atom<'f>,
    pub(super) en: Atom<'f>,
    pub(super) relation: Relation,
    /// For contradictions, whether kind, unit, head or digits leave no doubt that the two belong
    /// together.
    pub(super) confident: bool,
}

/// The figures of one pair of texts and how they are paired.
#[derive(Debug)]
pub(super) struct Bead<'f> {
    pub(super) index: usize,
    pub(super) zh_text: &'f str,
    pub(super) en_text: &'f str,
    pub(super) zh: Vec<Atom<'f>>,
    pub(super) en: Vec<Atom<'f>>,
    pub(super) zh_fates: Vec<Fate>,
    pub(super) en_fates: Vec<Fate>,
    pub(super) met: Vec<Met<'f>>,
    /// Whether a table was too large for the best assignment.
    pub(super) greedy: bool,
}

/// Least affinity for two leftover figures to be opposed.
const OPPOSED: i32 = 40;

/// The same when one figure of either side is all that is left.
const LAST_TWO: i32 = 20;

/// Above so many leftovers in one pair nothing is certain by elimination, and above so many figures
/// none is added up.
const MANY: usize = 200;

impl<'f> Bead<'f> {
    /// Pairs what says the same.
    pub(super) fn new(
        index: usize,
        (zh_text, zh): (&'f str, &'f [Figure]),
        (en_text, en): (&'f str, &'f [Figure]),
    ) -> Bead<'f> {
        let zh = atoms(Side::Zh, zh_text, zh);
        let en = atoms(Side::En, en_text, en);
        let mut bead = Bead {
            index,
            zh_text,
            en_text,
            zh_fates: vec![Fate::Open; zh.len()],
            en_fates: vec![Fate::Open; en.len()],
            zh,
            en,
            met: Vec::new(),
            greedy: false,
        };
        if bead.has_few() {
            bead.add_up();
        }
        bead.pair_same();
        bead
    }

    /// Whether there are few enough figures to try sums of each with each.
    fn has_few(&self) -> bool {
        self.zh.len() + self.en.len() <= MANY
    }

    /// Explains lengths of time that one side says in parts and the other in one.
    fn add_up(&mut self) {
        let found = [
            (Side::Zh, arithmetic::lengths(&self.zh, &self.en)),
            (Side::En, arithmetic::lengths(&self.en, &self.zh)),
        ];
        for (side, lengths) in found {
            for (parts, whole) in lengths {
                self.settle(side.other(), whole, Fate::Explained(Why::Summed));
                parts.for_each(|at| self.settle(side, at, Fate::Explained(Why::Summed)));
            }
        }
    }

    /// Indices of a side's atoms that are still open.
    pub(super) fn open(&self, side: Side) -> Vec<usize> {
        let fates = self.fates(side);
        (0..fates.len()).filter(|&at| fates[at] == Fate::Open).collect()
    }

    /// Atoms of a side.
    pub(super) fn atoms(&self, side: Side) -> &[Atom<'f>] {
        match side {
            Side::Zh => &self.zh,
            Side::En => &self.en,
        }
    }

    /// Fates of a side's atoms.
    pub(super) fn fates(&self, side: Side) -> &[Fate] {
        match side {
            Side::Zh => &self.zh_fates,
            Side::En => &self.en_fates,
        }
    }

    /// Sets what became of an atom.
    pub(super) fn settle(&mut self, side: Side, at: usize, fate: Fate) {
        match side {
            Side::Zh => self.zh_fates[at] = fate,
            Side::En => self.en_fates[at] = fate,
        }
    }

    fn pair_same(&mut self) {
        let zh_heads: Vec<Tags> = self.zh.iter().map(context::near).collect();
        let en_heads: Vec<Tags> = self.en.iter().map(context::near).collect();
        let score = |zh: usize, en: usize| {
            if self.zh_fates[zh] != Fate::Open || self.en_fates[en] != Fate::Open {
                return 0;
            }
            let likeness = match relate(&self.zh[zh], &self.en[en]) {
                Relation::Same { quality, .. } => 10 * quality,
                // A clash is better than nothing, but never worth breaking a sameness for.
                Relation::Clash(Clash::Ordinal | Clash::Points) => 320,
                Relation::Clash(Clash::Kind) => 160,
                Relation::Clash(_) => 300,
                _ => return 0,
            };
            let weak = self.zh[zh].figure.weak != self.en[en].figure.weak;
            let heads = i32::try_from(context::shared(&zh_heads[zh], &en_heads[en])).unwrap_or(0);
            let ends = self.zh[zh].end == self.en[en].end;
            likeness + 20 * heads.min(3) + 10 * self.nearness(zh, en) + 15 * i32::from(ends)
                - 50 * i32::from(weak)
        };
        let found = assign(self.zh.len(), self.en.len(), score);
        self.greedy |= found.greedy;
        for (zh, en) in found.columns.iter().enumerate().filter_map(|(zh, en)| Some((zh, (*en)?))) {
            let relation = relate(&self.zh[zh], &self.en[en]);
            if let Relation::Clash(_) = relation
                && (self.zh[zh].figure.weak || self.en[en].figure.weak)
            {
                continue;
            }
            self.join(zh, en, relation, true);
        }
    }

    /// Explains what needs no counterpart inside the pair.
    pub(super) fn explain(&mut self) {
        if self.has_few() {
            self.explain_changes();
        }
        for side in [Side::Zh, Side::En] {
            let (others, other_text) = match side {
                Side::Zh => (&self.en, self.en_text),
                Side::En => (&self.zh, self.zh_text),
            };
            let explained: Vec<(usize, Why)> = self
                .open(side)
                .into_iter()
                .filter_map(|at| {
                    let own = self.atoms(side);
                    let near = abreast(others, at, own.len());
                    let before = at.checked_sub(1).map(|before| &own[before]);
                    Some((at, explain(&own[at], before, near, other_text)?))
                })
                .collect();
            for (at, why) in explained {
                self.settle(side, at, Fate::Explained(why));
            }
        }
    }

    /// Explains changes that one side tells by their ends and the other by their size.
    fn explain_changes(&mut self) {
        for side in [Side::Zh, Side::En] {
            for at in self.open(side) {
                let (size, others) = (&self.atoms(side)[at], self.atoms(side.other()));
                let mut open = self.open(side.other()).into_iter();
                let from = open.find(|&n| arithmetic::is_change(size, &others[n], &self.met));
                if let Some(from) = from {
                    self.settle(side, at, Fate::Explained(Why::Derived));
                    self.settle(side.other(), from, Fate::Explained(Why::Derived));
                }
            }
        }
    }

    /// Opposes what is left on both sides.
    pub(super) fn oppose(&mut self) {
        let zh_left = self.candidates(Side::Zh);
        let en_left = self.candidates(Side::En);
        if zh_left.is_empty() || en_left.is_empty() {
            return;
        }
        let affinity = |row: usize, column: usize| self.affinity(zh_left[row], en_left[column]);
        let open = |side| self.open(side).len();
        let least = if open(Side::Zh) == 1 && open(Side::En) == 1 { LAST_TWO } else { OPPOSED };
        let found = assign(zh_left.len(), en_left.len(), |row, column| {
            let total = affinity(row, column).total;
            if total >= least { total } else { 0 }
        });
        let few = zh_left.len() + en_left.len() <= MANY;
        let opposed: Vec<(usize, usize, bool)> = found
            .columns
            .iter()
            .enumerate()
            .filter_map(|(row, column)| Some((row, (*column)?)))
            .map(|(row, column)| {
                let chosen = affinity(row, column);
                let rival = |row, column| affinity(row, column).total >= least;
                // The chosen one counts itself in both directions.
                let alone = few
                    && (0..en_left.len()).filter(|&column| rival(row, column)).count() == 1
                    && (0..zh_left.len()).filter(|&row| rival(row, column)).count() == 1;
                (zh_left[row], en_left[column], chosen.sure || chosen.likely && alone)
            })
            .collect();
        self.greedy |= found.greedy;
        for (zh, en, confident) in opposed {
            self.join(zh, en, Relation::Differs, confident);
        }
    }

    fn join(&mut self, zh: usize, en: usize, relation: Relation, confident: bool) {
        self.zh_fates[zh] = Fate::Paired(en);
        self.en_fates[en] = Fate::Paired(zh);
        self.met.push(Met { zh: self.zh[zh], en: self.en[en], relation, confident });
    }

    /// What may be opposed: what is open, and what was explained inside the pair, since a wrong
    /// figure may happen to repeat its neighbour or to be like a word nearby.
    fn candidates(&self, side: Side) -> Vec<usize> {
        let fates = self.fates(side);
        let converted = self.converted(side);
        let n_open = self.open(side.other()).len();
        (0..fates.len())
            .filter(|&at| match fates[at] {
                Fate::Open => true,
                // "The second half" may be half a year, and the wrong one.
                Fate::Explained(Why::Weak) => {
                    self.atoms(side)[at].figure.kind == Kind::Date && n_open > 0
                }
                Fate::Explained(why) => !matches!(why, Why::Moved | Why::Summed),
                Fate::Paired(_) => converted[at],
            })
            .collect()
    }

    /// Which atoms were paired with a conversion into another unit: the amount in its own unit may
    /// stand beside it, and be wrong.
    fn converted(&self, side: Side) -> Vec<bool> {
        let mut converted = vec![false; self.atoms(side).len()];
        for (zh, fate) in self.zh_fates.iter().enumerate() {
            let Fate::Paired(en) = *fate else { continue };
            let relation = relate(&self.zh[zh], &self.en[en]);
            if matches!(relation, Relation::Same { how: How::Converted, .. }) {
                converted[if side == Side::Zh { zh } else { en }] = true;
            }
        }
        converted
    }

    /// How close two atoms stand to the same place of their texts, 0 to 10.
    fn nearness(&self, zh: usize, en: usize) -> i32 {
        let part =
            |atom: &Atom<'_>, text: &str| (atom.figure.span.start * 100 / text.len().max(1)) as i32;
        let gap = (part(&self.zh[zh], self.zh_text) - part(&self.en[en], self.en_text)).abs();
        (100 - gap) / 10
    }

    fn affinity(&self, zh: usize, en: usize) -> Affinity {
        let (zh_fate, en_fate) = (self.zh_fates[zh], self.en_fates[en]);
        let repeats = [zh_fate, en_fate].iter().filter(|fate| **fate != Fate::Open).count();
        let (zh_atom, en_atom) = (&self.zh[zh], &self.en[en]);
        if relate(zh_atom, en_atom) != Relation::Differs {
            return Affinity::NONE;
        }
        let same_kind = family(zh_atom.figure.kind) == family(en_atom.figure.kind);
        let same_unit = match (zh_atom.figure.unit, en_atom.figure.unit) {
            (Some(x), Some(y)) => x.id == y.id || namesakes(x, y),
            _ => false,
        };
        let (zh_head, en_head) = (context::head(zh_atom), context::head(en_atom));
        let same_head = context::shared(&zh_head, &en_head) > 0;
        let other_head = !same_head && !zh_head.is_empty() && !en_head.is_empty();
        let around = context::shared(&context::near(zh_atom), &context::near(en_atom));
        let around = i32::try_from(around.min(3)).unwrap_or(3);
        let likeness = likeness(zh_atom, en_atom);
        let ends = self.same_range(zh, en);
        let named = !matches!(zh_atom.figure.kind, Kind::Cardinal | Kind::Name | Kind::Code);
        // Where both sides have an explanation, only the same unit and like digits outweigh it.
        if repeats == 2 && !(same_unit && likeness >= 20) {
            return Affinity::NONE;
        }
        let total =
            20 + 18 * i32::from(same_kind) + 18 * i32::from(same_unit) + 18 * i32::from(same_head)
                - 12 * i32::from(other_head)
                + 5 * around
                + likeness
                + self.nearness(zh, en)
                + 30 * i32::from(ends)
                + 12 * i32::from(same_kind && named)
                - 10 * i32::try_from(repeats).unwrap_or(0);
        let free = repeats == 0 || same_unit && self.nearness(zh, en) >= 7;
        let sure = (same_kind || same_unit) && (likeness >= 20 && free || ends);
        let likely = same_kind
            && (likeness > 0 || same_unit || same_head || named)
            && (repeats == 0 || self.nearness(zh, en) >= 8);
        Affinity { total, sure, likely }
    }

    /// Whether both are ends of ranges whose other ends were paired with each other.
    fn same_range(&self, zh: usize, en: usize) -> bool {
        let sibling = |atoms: &[Atom<'_>], at: usize| match atoms[at].end {
            End::Whole => None,
            End::First => Some(at + 1),
            End::Second => at.checked_sub(1),
        };
        match (sibling(&self.zh, zh), sibling(&self.en, en)) {
            (Some(zh), Some(en)) => self.zh_fates[zh] == Fate::Paired(en),
            _ => false,
        }
    }
}

/// Among more figures than this only those about as far on in the text are asked.
const MOST_ASKED: usize = 400;

/// The atoms of the other side about as far on as atom `at` of `n_atoms`: all of them, unless they
/// are very many.
fn abreast<'a, 'f>(others: &'a [Atom<'f>], at: usize, n_atoms: usize) -> &'a [Atom<'f>] {
    if others.len() <= MOST_ASKED {
        return others;
    }
    let middle = at * others.len() / n_atoms.max(1);
    let low = middle.saturating_sub(MOST_ASKED / 4);
    &others[low..(middle + MOST_ASKED / 4).min(others.len())]
}

#[derive(Debug, Clone, Copy)]
struct Affinity {
    total: i32,
    /// No doubt that the two belong together.
    sure: bool,
    /// None either if there is no rival.
    likely: bool,
}

impl Affinity {
    const NONE: Affinity = Affinity { total: 0, sure: false, likely: false };
}

/// Kinds that stand for each other belong to one family.
fn family(kind: Kind) -> Kind {
    match kind {
        Kind::Session | Kind::Rank | Kind::Section => Kind::Ordinal,
        Kind::Slogan => Kind::Cardinal,
        Kind::Code => Kind::Name,
        Kind::PerMille => Kind::Percent,
        other => other,
    }
}

/// How much the digits of two contradicting atoms look alike, 0 to 25.
fn likeness(zh: &Atom<'_>, en: &Atom<'_>) -> i32 {
    use crate::figure::Quantity;
    match (zh.quantity, en.quantity) {
        (Quantity::Number(x), Quantity::Number(y)) => {
            slip((*x, zh.figure.step), (*y, en.figure.step)).likeness()
        }
        (Quantity::Date(x), Quantity::Date(y)) => {
            let shared = [
                x.year.is_some() && x.year == y.year,
                x.month.is_some() && x.month == y.month,
                x.day.is_some() && x.day == y.day,
            ];
            let years = match (x.year, y.year) {
                (Some(x), Some(y)) if x != y => {
                    let value = |year: i32| (crate::figure::Value::int(i64::from(year)), None);
                    match slip(value(x), value(y)) {
                        Slip::Changed(at, _) if at.len() <= 2 => 12,
                        Slip::Transposed(_) => 16,
                        _ => 0,
                    }
                }
                _ => 0,
            };
            let n_shared = shared.iter().filter(|shared| **shared).count();
            (12 * i32::try_from(n_shared).unwrap_or(0) + years).min(25)
        }
        (Quantity::Clock(x), Quantity::Clock(y))
            if x.minute == y.minute || x.hour % 12 == y.hour % 12 =>
        {
            16
        }
        (Quantity::Text(_), Quantity::Text(_)) => 16,
        (Quantity::Date(_), _) | (_, Quantity::Date(_)) => 14,
        _ => 0,
    }
}
