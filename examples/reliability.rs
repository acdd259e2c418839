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
#[derive(Clone, Copy, Default)]
struct Bin {
    n: usize,
    said: f64,
    right: usize,
}

/// Ten bins of confidence.
#[derive(Clone, Copy, Default)]
struct Bins([Bin; 10]);

impl Bins {
    fn count(&mut self, confidence: f32, right: bool) {
        let bin = &mut self.0[((confidence * 10.0) as usize).min(9)];
        bin.n += 1;
        bin.said += f64::from(confidence);
        bin.right += usize::from(right);
    }

    /// How far what was said and what was right are apart, a bead on average.
    fn error(&self) -> f64 {
        let n: usize = self.0.iter().map(|bin| bin.n).sum();
        let apart: f64 = self.0.iter().map(|bin| (bin.said - bin.right as f64).abs()).sum();
        apart / n.max(1) as f64
    }
}

fn main() -> Result<()> {
    let (mut all, mut pairs, mut nulls) = (Bins::default(), Bins::default(), Bins::default());
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
                let right = gold.contains(&link);
                let kind = if bead.is_null() { &mut nulls } else { &mut pairs };
                kind.count(bead.confidence, right);
                all.count(bead.confidence, right);
            }
        }
    }
    println!("| confidence | beads | mean confidence | right |");
    println!("|---|---|---|---|");
    for (at, Bin { n, said, right }) in all.0.into_iter().enumerate().filter(|(_, bin)| bin.n > 0) {
        let (said, right) = (said / n as f64, right as f64 / n as f64);
        println!("| 0.{at}–{:.1} | {n} | {said:.2} | {right:.2} |", (at + 1) as f64 / 10.0);
    }
    println!(
        "\nExpected calibration error: {:.3}; of pairs alone {:.3}, of null links {:.3}",
        all.error(),
        pairs.error(),
        nulls.error()
    );
    Ok(())
}
