//! Aligning again around what a person pinned: pinned rows stay, and each stretch between them is
//! aligned by itself, its sentences as they are now.

use std::ops::Range;

use super::row::{Piece, Row};
use crate::align::Bead;
use crate::document::{Document, Side};
use crate::pipeline::{self, Options};

/// The rows after aligning every stretch between pins again. Pinned rows come back as they are.
#[must_use]
pub fn realign(rows: &[Row]) -> Vec<Row> {
    let mut out = Vec::with_capacity(rows.len());
    let mut at = 0;
    while at < rows.len() {
        if rows[at].pinned {
            out.push(rows[at].clone());
            at += 1;
            continue;
        }
        let end = rows[at..].iter().position(|row| row.pinned).map_or(rows.len(), |n| at + n);
        out.extend(stretch(&rows[at..end]));
        at = end;
    }
    out
}

fn stretch(rows: &[Row]) -> Vec<Row> {
    let (zh, en) = (Sentences::of(rows, Side::Zh), Sentences::of(rows, Side::En));
    if zh.pieces.is_empty() || en.pieces.is_empty() {
        return rows.to_vec();
    }
    let options = Options { presplit: true, ..Options::default() };
    let aligned = pipeline::align(zh.document("zh"), en.document("en"), &options);
    let row = |bead: &Bead| Row {
        zh: zh.pieces[bead.zh.clone()].to_vec(),
        en: en.pieces[bead.en.clone()].to_vec(),
        confidence: bead.confidence,
        score: bead.score,
        pinned: false,
        line: [zh.line(&bead.zh), en.line(&bead.en)],
    };
    aligned.beads.iter().map(row).filter(|row| !row.is_empty()).collect()
}

/// One side's sentences of a stretch, and the line each row of it began at.
struct Sentences {
    pieces: Vec<Piece>,
    lines: Vec<usize>,
}

impl Sentences {
    fn of(rows: &[Row], side: Side) -> Sentences {
        let (mut pieces, mut lines) = (Vec::new(), Vec::new());
        for row in rows {
            pieces.extend(row.side(side).iter().cloned());
            lines.resize(pieces.len(), row.line[usize::from(side == Side::En)]);
        }
        Sentences { pieces, lines }
    }

    /// One sentence a line, so that the aligner neither cuts nor joins.
    fn document(&self, name: &str) -> Document {
        let lines: Vec<String> = self.pieces.iter().map(|piece| one_line(&piece.text)).collect();
        Document::from_text(name, lines.join("\n"))
    }

    fn line(&self, range: &Range<usize>) -> usize {
        self.lines.get(range.start).copied().filter(|_| !range.is_empty()).unwrap_or(0)
    }
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r', '\u{C}']).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::row::pieces;

    fn row(zh: &str, en: &str, pinned: bool) -> Row {
        Row {
            zh: pieces(zh, Side::Zh, "\n"),
            en: pieces(en, Side::En, "\n"),
            pinned,
            ..Row::default()
        }
    }

    #[test]
    fn what_is_pinned_stays_and_the_rest_falls_into_place() {
        let rows = [
            row("我们要促进外贸稳定增长。", "", false),
            row(
                "要支持外资银行入驻重庆。",
                "We will promote the steady growth of foreign trade. We will support foreign banks \
                 to settle in Chongqing.",
                false,
            ),
            row("全年开行500班列车。", "An unrelated sentence that a person pinned here.", true),
            row("", "Farmers will harvest more grain.", false),
            row("农民将收获更多粮食。", "", false),
        ];
        let after = realign(&rows);
        let texts: Vec<(String, String)> =
            after.iter().map(|row| (row.text(Side::Zh), row.text(Side::En))).collect();
        assert_eq!(texts[0].1, "We will promote the steady growth of foreign trade.");
        assert_eq!(texts[1].0, "要支持外资银行入驻重庆。");
        assert_eq!(after[2], rows[2]);
        assert_eq!(
            texts[3],
            ("农民将收获更多粮食。".into(), "Farmers will harvest more grain.".into())
        );
    }
}
