//! Aligns two plain texts with the library and prints the pairs with their confidence.
//!
//! ```text
//! cargo run --release --example align_two_texts -- ZH.txt EN.txt
//! ```

use anyhow::{Context, Result};
use duizhao::document::Document;
use duizhao::pipeline::{Options, align};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [zh, en] = arguments.as_slice() else {
        anyhow::bail!("usage: align_two_texts ZH.txt EN.txt");
    };
    let read = |name: &String| -> Result<Document> {
        let text = std::fs::read_to_string(name).with_context(|| name.clone())?;
        Ok(Document::from_text(name, text))
    };
    let aligned = align(read(zh)?, read(en)?, &Options::default());
    for note in &aligned.notes {
        println!("# {note}");
    }
    println!("# score {:.2}, unrelated: {}", aligned.score, aligned.unrelated);
    for bead in aligned.beads.iter().filter(|bead| !bead.is_null()) {
        let (zh, en) = (aligned.zh_span(bead), aligned.en_span(bead));
        let (zh, en) = (zh.of(&aligned.zh.text), en.of(&aligned.en.text));
        println!("{:.2} {:.2}\t{zh}\t{en}", bead.confidence, bead.score);
    }
    Ok(())
}
