//! The phenomenon table of the Chinese figure reader: every row is a text and the figures it states.
//!
//! `tests/figures/zh.tsv` holds: the phenomenon's number, the text, the figures wanted, a note.
//! Figures are separated by ` | `; each is its kind and value (`low..high` for a range), then, where
//! it has them, `@unit`, a bound, a direction and a change. `-` wants silence. A figure the reader
//! calls weak is left out of the comparison unless the row says `weak` of one.

use duizhao::figure::json::plain;
use duizhao::figure::{Bound, Figure, read_zh};

const TABLE: &str = include_str!("figures/zh.tsv");
/// Least share of the rows that must be right, in percent.
const WANTED: usize = 98;

#[test]
fn the_table_of_phenomena_is_read_as_written() {
    let mut n_rows = 0;
    let mut failures = Vec::new();
    for (index, line) in TABLE.lines().enumerate().skip(1) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        n_rows += 1;
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.len() >= 3, "line {}: three columns are needed", index + 1);
        let found = found(cells[1], cells[2]);
        if found != cells[2] {
            failures.push(format!(
                "{}: {}\n  wanted {}\n  found  {found}",
                cells[0], cells[1], cells[2]
            ));
        }
    }
    println!("{} of {n_rows} rows right", n_rows - failures.len());
    for failure in &failures {
        println!("{failure}");
    }
    assert!(n_rows >= 300, "the table has only {n_rows} rows");
    assert!((n_rows - failures.len()) * 100 >= n_rows * WANTED, "under {WANTED} percent");
}

/// The figures of a text in the notation of the table, saying of each what the row says of it.
fn found(text: &str, wanted: &str) -> String {
    let says = |word: &str| wanted.split([' ', '|']).any(|said| said == word);
    let with_weak = says("weak");
    let shown: Vec<String> = read_zh(text)
        .iter()
        .filter(|figure| with_weak || !figure.weak)
        .map(|figure| {
            show(
                figure,
                with_weak,
                wanted.contains('@'),
                says("up") || says("down"),
                says("by") || says("to"),
            )
        })
        .collect();
    if shown.is_empty() { "-".to_owned() } else { shown.join(" | ") }
}

fn show(figure: &Figure, weak: bool, unit: bool, direction: bool, change: bool) -> String {
    let kind = duizhao::figure::json::kind_name(figure.kind);
    let mut shown = format!("{kind} {}", plain(figure.kind, &figure.quantity));
    if let Some(high) = &figure.high {
        shown += &format!("..{}", plain(figure.kind, high));
    }
    if let Some(of) = figure.unit.filter(|_| unit) {
        shown += &format!(" @{}", of.id);
    }
    shown += match figure.bound {
        Bound::Exact => "",
        Bound::About => " about",
        Bound::Near => " near",
        Bound::Above => " above",
        Bound::AtLeast => " at-least",
        Bound::Below => " below",
        Bound::AtMost => " at-most",
        Bound::Several => " several",
    };
    if let Some(way) = figure.direction.filter(|_| direction) {
        shown += &format!(" {}", format!("{way:?}").to_lowercase());
    }
    if let Some(how) = figure.change.filter(|_| change) {
        shown += &format!(" {}", format!("{how:?}").to_lowercase());
    }
    if weak && figure.weak {
        shown += " weak";
    }
    shown
}
