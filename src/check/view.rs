//! What is compared: each figure, or each end of a range, with all its readings.

use super::rates::told_for;
use crate::document::Side;
use crate::figure::{Bound, Figure, Kind, Quantity, Unit, Value};

/// Which part of a figure an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// All of a figure that is no range.
    Whole,
    /// The end of a range written first.
    First,
    /// The end of a range written second.
    Second,
}

/// One reading of an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading<'f> {
    pub(super) kind: Kind,
    pub(super) quantity: &'f Quantity,
    pub(super) unit: Option<Unit>,
    pub(super) step: Option<Value>,
    pub(super) bound: Bound,
    /// What it is told for: 每亩, "per hectare".
    pub(super) per: Option<Unit>,
    /// Whether its words leave its last digit open: 十几, 十多个.
    pub(super) open_ended: bool,
}

/// A figure, or one end of a range, as it is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom<'f> {
    pub(super) side: Side,
    /// The text of its side of the pair.
    pub(super) text: &'f str,
    pub(super) figure: &'f Figure,
    /// Index of the figure on its side of the pair.
    pub(super) at: usize,
    pub(super) end: End,
    /// What it is told for: 每亩, "per hectare".
    pub(super) per: Option<Unit>,
    /// What it says, first reading.
    pub(super) quantity: &'f Quantity,
}

impl<'f> Atom<'f> {
    /// The first reading.
    pub(super) fn reading(&self) -> Reading<'f> {
        let figure = self.figure;
        Reading {
            kind: figure.kind,
            quantity: self.quantity,
            unit: figure.unit,
            step: figure.step,
            bound: figure.bound,
            per: self.per,
            open_ended: self.is_open_ended(),
        }
    }

    fn is_open_ended(&self) -> bool {
        let more = |c: char| "几幾多余餘来來".contains(c);
        let after = self.text[self.figure.numeral.end..].trim_start();
        self.side == Side::En || self.numeral().contains(more) || after.starts_with(more)
    }

    /// Every reading, the first one first.
    pub(super) fn readings(&self) -> impl Iterator<Item = Reading<'f>> + 'f {
        let first = self.reading();
        let others: &'f [(Kind, Quantity)] =
            if self.end == End::Second { &[] } else { &self.figure.also };
        std::iter::once(first).chain(others.iter().map(move |(kind, quantity)| Reading {
            kind: *kind,
            quantity,
            ..first
        }))
    }

    /// Its number, if it is one.
    pub(super) fn number(&self) -> Option<Value> {
        match self.quantity {
            Quantity::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The figure as written.
    pub(super) fn written(&self) -> &'f str {
        self.figure.span.of(self.text)
    }

    /// The numeral as written.
    pub(super) fn numeral(&self) -> &'f str {
        self.figure.numeral.of(self.text)
    }

    /// The noun after it, as written.
    pub(super) fn head(&self) -> &'f str {
        self.figure.head.of(self.text)
    }
}

/// The atoms of one side, in order of the text.
pub(super) fn atoms<'f>(side: Side, text: &'f str, figures: &'f [Figure]) -> Vec<Atom<'f>> {
    let mut atoms = Vec::with_capacity(figures.len());
    for (at, figure) in figures.iter().enumerate() {
        let per = told_for(side, text, figure);
        let quantity = &figure.quantity;
        let atom = Atom { side, text, figure, at, end: End::Whole, per, quantity };
        match &figure.high {
            None => atoms.push(atom),
            Some(high) => {
                atoms.push(Atom { end: End::First, ..atom });
                atoms.push(Atom { end: End::Second, quantity: high, ..atom });
            }
        }
    }
    atoms
}
