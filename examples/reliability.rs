//! Says whether the confidence of beads can be believed: of those said to be 0.9 sure, how many are
//! right?
//!
//! ```text
//! cargo run --release --example reliability -- GOLD_DIR…
//! ```
//! A folder holds `NAME.zh`, `NAME.en` (one sentence a line) and `NAME.align` files.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use duizhao::document::Document;
use duizhao::pipeline::{Options, align};

/// Beads said to be this sure, summed: their number, their confidence, how many are right.
type Bin = (usize, f64, usize);

fn list(cell: &str) -> Vec<usize> {
    cell.trim().trim_matches(['[', ']']).split(',').filter_map(|n| n.trim().parse().ok()).collect()
}

fn main() -> Result<()> {
    let mut bins: [Bin; 10] = [(0, 0.0, 0); 10];
    for dir in std::env::args().skip(1) {
        let mut names: Vec<PathBuf> = std::fs::read_dir(&dir)
            .with_context(|| dir.clone())?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "align"))
            .collect();
        names.sort();
        for name in names {
            let read = |extension: &str| std::fs::read_to_string(name.with_extension(extension));
            let gold: HashSet<(Vec<usize>, Vec<usize>)> = read("align")?
                .lines()
                .filter_map(|line| line.split_once(':'))
                .map(|(zh, en)| (list(zh), list(en.split(':').next().unwrap_or(""))))
                .collect();
            let document = |extension: &str| -> Result<Document> {
                Ok(Document::from_text(extension, read(extension)?))
            };
            let options = Options { presplit: true, ..Options::default() };
            let aligned = align(document("zh")?, document("en")?, &options);
            for bead in &aligned.beads {
                let key = (bead.zh.clone().collect(), bead.en.clone().collect());
                let bin = &mut bins[((bead.confidence * 10.0) as usize).min(9)];
                *bin = (
                    bin.0 + 1,
                    bin.1 + f64::from(bead.confidence),
                    bin.2 + usize::from(gold.contains(&key)),
                );
            }
        }
    }
    println!("| confidence | beads | mean confidence | right |");
    println!("|---|---|---|---|");
    let mut error = 0.0;
    let total: usize = bins.iter().map(|bin| bin.0).sum();
    for (at, (n, sum, right)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        let (said, was) = (sum / *n as f64, *right as f64 / *n as f64);
        error += (said - was).abs() * *n as f64 / total as f64;
        println!("| 0.{at}–{:.1} | {n} | {said:.2} | {was:.2} |", (at + 1) as f64 / 10.0);
    }
    println!("\nExpected calibration error: {error:.3}");
    Ok(())
}
