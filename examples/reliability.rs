//! Says whether the confidence of beads can be believed: of those said to be 0.9 sure, how many are
//! right?
//!
//! ```text
//! cargo run --release --example reliability -- GOLD_DIR…
//! ```
//! A folder holds `NAME.zh`, `NAME.en` (one sentence a line) and `NAME.align` files.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use duizhao::document::Document;
use duizhao::pipeline::{Options, align, links_of};
use duizhao::read::Link;

mod gold;

/// Beads said to be this sure, summed: their number, their confidence, how many are right.
type Bin = (usize, f64, usize);

fn main() -> Result<()> {
    let mut bins: [Bin; 10] = [(0, 0.0, 0); 10];
    for folder in std::env::args().skip(1) {
        for file in gold::files(Path::new(&folder))? {
            let gold: HashSet<Link> = gold::links(&file)?.into_iter().collect();
            let document = |extension: &str| -> Result<Document> {
                let text = std::fs::read_to_string(file.with_extension(extension))?;
                Ok(Document::from_text(extension, text))
            };
            let options = Options { presplit: true, ..Options::default() };
            let aligned = align(document("zh")?, document("en")?, &options);
            for (bead, link) in aligned.beads.iter().zip(links_of(&aligned.beads)) {
                let bin = &mut bins[((bead.confidence * 10.0) as usize).min(9)];
                *bin = (
                    bin.0 + 1,
                    bin.1 + f64::from(bead.confidence),
                    bin.2 + usize::from(gold.contains(&link)),
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
