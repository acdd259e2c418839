//! What a person can do to the rows. Every act comes out as a [`Step`] that knows how to be undone;
//! an act that makes no sense where it is tried says why.

use serde::{Deserialize, Serialize};

use super::row::{Piece, Row, pieces};
use crate::document::Side;

/// Which neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// The row above.
    Up,
    /// The row below.
    Down,
}

/// An act on the rows, as the page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Act {
    /// Makes one row of this and its neighbour.
    Merge {
        /// The row.
        row: usize,
        /// Which neighbour.
        way: Way,
    },
    /// Cuts the row at a place of one side's text, in UTF-16 units; the other side is cut at the
    /// sentence that is nearest in proportion.
    Split {
        /// The row.
        row: usize,
        /// The side that was pointed at.
        side: SideName,
        /// The place.
        at: usize,
    },
    /// Moves the first or last sentence of a side to the neighbour.
    Move {
        /// The row.
        row: usize,
        /// The side.
        side: SideName,
        /// Where to.
        way: Way,
    },
    /// The Chinese has no translation here: the English becomes a row of its own.
    Untranslated {
        /// The row.
        row: usize,
    },
    /// Puts another text in, on the side of the translation.
    Edit {
        /// The row.
        row: usize,
        /// The text.
        text: String,
        /// The side; English if it is not said.
        #[serde(default = "english")]
        side: SideName,
    },
    /// Pins the row, or unpins it.
    Pin {
        /// The row.
        row: usize,
    },
}

/// `zh` or `en`, as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SideName {
    /// Chinese.
    Zh,
    /// English.
    En,
}

fn english() -> SideName {
    SideName::En
}

impl From<Side> for SideName {
    fn from(side: Side) -> SideName {
        match side {
            Side::Zh => SideName::Zh,
            Side::En => SideName::En,
        }
    }
}

impl From<SideName> for Side {
    fn from(name: SideName) -> Side {
        match name {
            SideName::Zh => Side::Zh,
            SideName::En => Side::En,
        }
    }
}

/// Rows `at..at + removed.len()` replaced by others.
#[derive(Debug, Clone, PartialEq)]
pub struct Splice {
    /// The first row.
    pub at: usize,
    /// The rows that were there.
    pub removed: Vec<Row>,
    /// The rows that come in their place.
    pub inserted: Vec<Row>,
}

/// The splice an act makes of the rows.
///
/// # Errors
/// A sentence for the person when the act makes no sense there.
pub fn splice(rows: &[Row], act: &Act) -> Result<Splice, &'static str> {
    match act {
        Act::Merge { row, way } => merge(rows, *row, *way),
        Act::Split { row, side, at } => split(rows, *row, (*side).into(), *at),
        Act::Move { row, side, way } => shift(rows, *row, (*side).into(), *way),
        Act::Untranslated { row } => untranslated(rows, *row),
        Act::Edit { row, text, side } => edit(rows, *row, text, (*side).into()),
        Act::Pin { row } => {
            let old = get(rows, *row)?;
            Ok(replace(*row, old, vec![Row { pinned: !old.pinned, ..old.clone() }]))
        }
    }
}

const NO_ROW: &str = "There is no such pair any more";

fn get(rows: &[Row], index: usize) -> Result<&Row, &'static str> {
    rows.get(index).ok_or(NO_ROW)
}

fn replace(at: usize, old: &Row, inserted: Vec<Row>) -> Splice {
    Splice { at, removed: vec![old.clone()], inserted }
}

/// The upper of a row and its neighbour.
fn upper(rows: &[Row], row: usize, way: Way) -> Result<usize, &'static str> {
    let at = match way {
        Way::Up => row.checked_sub(1).ok_or("There is no pair above")?,
        Way::Down => row,
    };
    if at + 1 < rows.len() { Ok(at) } else { Err("There is no pair below") }
}

fn merge(rows: &[Row], row: usize, way: Way) -> Result<Splice, &'static str> {
    let at = upper(rows, row, way)?;
    let (first, second) = (&rows[at], &rows[at + 1]);
    let mut one = by_hand(first);
    one.zh.extend(second.zh.iter().cloned());
    one.en.extend(second.en.iter().cloned());
    for side in 0..2 {
        if one.line[side] == 0 {
            one.line[side] = second.line[side];
        }
    }
    Ok(Splice { at, removed: vec![first.clone(), second.clone()], inserted: vec![one] })
}

fn split(rows: &[Row], row: usize, side: Side, at: usize) -> Result<Splice, &'static str> {
    let old = get(rows, row)?;
    let text = old.text(side);
    let (head, tail) = cut(old.side(side), byte_of(&text, at));
    if head.is_empty() || tail.is_empty() {
        return Err("Put the cursor between the two parts first");
    }
    let other = side.other();
    let share = byte_of(&text, at) as f64 / text.len() as f64;
    let pieces = old.side(other);
    let n = nearest(pieces, share);
    let (mut first, mut second) = (by_hand(old), by_hand(old));
    *first.side_mut(side) = head;
    *second.side_mut(side) = tail;
    *first.side_mut(other) = pieces[..n].to_vec();
    *second.side_mut(other) = pieces[n..].to_vec();
    Ok(replace(row, old, vec![first, second]))
}

/// How many pieces stay above when a text is cut at a share of its length. A single one stays.
fn nearest(pieces: &[Piece], share: f64) -> usize {
    let all: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let mut best = (f64::INFINITY, pieces.len());
    let mut length = 0;
    for n in 1..pieces.len() {
        length += pieces[n - 1].text.len();
        let distance = (length as f64 / all.max(1) as f64 - share).abs();
        if distance < best.0 {
            best = (distance, n);
        }
    }
    best.1
}

/// Pieces before and after a byte of their text; a piece is cut where it must be.
fn cut(pieces: &[Piece], at: usize) -> (Vec<Piece>, Vec<Piece>) {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (index, piece) in pieces.iter().enumerate() {
        start += if index == 0 { 0 } else { piece.gap.len() };
        let end = start + piece.text.len();
        if end <= at {
            head.push(piece.clone());
        } else if start >= at {
            tail.push(piece.clone());
        } else {
            let (before, after) = piece.text.split_at(at - start);
            let gap = &after[..after.len() - after.trim_start().len()];
            if !before.trim().is_empty() {
                let text = before.trim_end().to_owned();
                head.push(Piece { gap: piece.gap.clone(), text });
            }
            if !after.trim().is_empty() {
                let space = before.len() - before.trim_end().len();
                let gap = format!("{}{gap}", &before[before.len() - space..]);
                tail.push(Piece { gap, text: after.trim_start().to_owned() });
            }
        }
        start = end;
    }
    (head, tail)
}

/// The byte of a UTF-16 place, on a character boundary.
fn byte_of(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (byte, c) in text.char_indices() {
        if seen >= units {
            return byte;
        }
        seen += c.len_utf16();
    }
    text.len()
}

fn shift(rows: &[Row], row: usize, side: Side, way: Way) -> Result<Splice, &'static str> {
    get(rows, row)?;
    let at = upper(rows, row, way)?;
    let (mut first, mut second) = (by_hand(&rows[at]), by_hand(&rows[at + 1]));
    let missing = "There is no sentence to move";
    match way {
        Way::Up => {
            if second.side(side).is_empty() {
                return Err(missing);
            }
            let piece = second.side_mut(side).remove(0);
            first.side_mut(side).push(piece);
        }
        Way::Down => {
            let piece = first.side_mut(side).pop().ok_or(missing)?;
            second.side_mut(side).insert(0, piece);
        }
    }
    let inserted = [first, second].into_iter().filter(|row| !row.is_empty()).collect();
    Ok(Splice { at, removed: rows[at..at + 2].to_vec(), inserted })
}

fn untranslated(rows: &[Row], row: usize) -> Result<Splice, &'static str> {
    let old = get(rows, row)?;
    if old.zh.is_empty() || old.en.is_empty() {
        return Err("This pair has one side only already");
    }
    let zh = Row { en: Vec::new(), line: [old.line[0], 0], ..by_hand(old) };
    let en = Row { zh: Vec::new(), line: [0, old.line[1]], ..by_hand(old) };
    Ok(replace(row, old, vec![zh, en]))
}

fn edit(rows: &[Row], row: usize, text: &str, side: Side) -> Result<Splice, &'static str> {
    let old = get(rows, row)?;
    if text.trim() == old.text(side) {
        return Err("The text is as it was");
    }
    let gap = old.side(side).first().map_or("\n", |piece| &piece.gap);
    let mut new = old.clone();
    *new.side_mut(side) = pieces(text, side, gap);
    let inserted = if new.is_empty() { Vec::new() } else { vec![new] };
    Ok(replace(row, old, inserted))
}

/// A row that a person makes: sure, and unpinned.
fn by_hand(old: &Row) -> Row {
    Row { confidence: 1.0, pinned: false, ..old.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(zh: &str, en: &str) -> Row {
        Row {
            zh: pieces(zh, Side::Zh, "\n"),
            en: pieces(en, Side::En, "\n"),
            confidence: 0.4,
            ..Row::default()
        }
    }

    fn texts(rows: &[Row]) -> Vec<(String, String)> {
        rows.iter().map(|row| (row.text(Side::Zh), row.text(Side::En))).collect()
    }

    fn check(act: Act, wanted: &[(&str, &str)]) {
        let rows = vec![
            row("甲句。乙句。", "First one. Second one."),
            row("丙句。", "Third one."),
            row("丁句。", ""),
        ];
        let done = splice(&rows, &act).unwrap();
        let mut after = rows.clone();
        after.splice(done.at..done.at + done.removed.len(), done.inserted.clone());
        let wanted: Vec<_> = wanted.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        assert_eq!(texts(&after), wanted, "{act:?}");
        after.splice(done.at..done.at + done.inserted.len(), done.removed);
        assert_eq!(after, rows, "{act:?} undone");
    }

    #[test]
    fn acts_do_what_they_say_and_can_be_undone() {
        let (last, first) = (("丁句。", ""), ("甲句。乙句。", "First one. Second one."));
        check(
            Act::Merge { row: 1, way: Way::Up },
            &[("甲句。乙句。\n丙句。", "First one. Second one.\nThird one."), last],
        );
        check(Act::Merge { row: 1, way: Way::Down }, &[first, ("丙句。\n丁句。", "Third one.")]);
        let halves =
            [("甲句。", "First one."), ("乙句。", "Second one."), ("丙句。", "Third one."), last];
        check(Act::Split { row: 0, side: SideName::Zh, at: 3 }, &halves);
        check(Act::Split { row: 0, side: SideName::En, at: 11 }, &halves);
        check(
            Act::Split { row: 1, side: SideName::En, at: 5 },
            &[first, ("丙句。", "Third"), ("", "one."), last],
        );
        check(
            Act::Move { row: 1, side: SideName::En, way: Way::Up },
            &[("甲句。乙句。", "First one. Second one.\nThird one."), ("丙句。", ""), last],
        );
        check(
            Act::Move { row: 0, side: SideName::Zh, way: Way::Down },
            &[("甲句。", "First one. Second one."), ("乙句。\n丙句。", "Third one."), last],
        );
        check(
            Act::Move { row: 1, side: SideName::Zh, way: Way::Down },
            &[first, ("", "Third one."), ("丙句。\n丁句。", "")],
        );
        check(Act::Untranslated { row: 1 }, &[first, ("丙句。", ""), ("", "Third one."), last]);
        check(
            Act::Edit { row: 2, text: "Fourth. ".into(), side: SideName::En },
            &[first, ("丙句。", "Third one."), ("丁句。", "Fourth.")],
        );
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let rows = vec![row("甲句。", "One."), row("乙句。", "")];
        for act in [
            Act::Merge { row: 0, way: Way::Up },
            Act::Merge { row: 1, way: Way::Down },
            Act::Merge { row: 9, way: Way::Up },
            Act::Split { row: 0, side: SideName::Zh, at: 0 },
            Act::Split { row: 0, side: SideName::En, at: 99 },
            Act::Move { row: 1, side: SideName::En, way: Way::Up },
            Act::Untranslated { row: 1 },
            Act::Edit { row: 0, text: "One.".into(), side: SideName::En },
            Act::Pin { row: 7 },
        ] {
            assert!(splice(&rows, &act).is_err(), "{act:?}");
        }
    }
}
