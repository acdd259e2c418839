//! How well pairs are found in texts of which stretches were cut out: in one side, in both, in many
//! small pieces; and in digests, of which one side keeps each fourth pair.
//!
//! ```text
//! cargo run --release --example gaps -- GOLD_DIR…
//! ```
//! A folder holds `NAME.zh`, `NAME.en` (one sentence a line) and `NAME.align` files. For each text and
//! way of cutting: the share of the pairs found that are right, and of the right ones that are found.
//! Null links are not counted.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use duizhao::document::Document;
use duizhao::pipeline::{Options, align, links_of, score};
use duizhao::read::Link;

mod gold;

/// The lines that are left, and for each old line its new number.
fn cut(lines: &[&str], gaps: &[Range<usize>]) -> (String, Vec<Option<usize>>) {
    let (mut text, mut places, mut next) = (String::new(), Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        let stays = !gaps.iter().any(|gap| gap.contains(&at));
        places.push(stays.then_some(next));
        if stays {
            text.push_str(line);
            text.push('\n');
            next += 1;
        }
    }
    (text, places)
}

/// Lines cut out.
type Gaps = Vec<Range<usize>>;

/// The lines of one side that do not stand in each fourth pair.
fn all_but_a_digest(lines: usize, links: &[Link], side: fn(&Link) -> &[usize]) -> Gaps {
    let pairs = links.iter().filter(|link| !link.zh.is_empty() && !link.en.is_empty());
    let kept: Vec<usize> = pairs.skip(2).step_by(4).flat_map(side).copied().collect();
    (0..lines).filter(|line| !kept.contains(line)).map(|line| line..line + 1).collect()
}

/// Ways of cutting texts of n and m lines: name, gaps in the Chinese, gaps in the English.
fn ways(n: usize, m: usize, links: &[Link]) -> Vec<(&'static str, Gaps, Gaps)> {
    let pieces = |from: usize, length: usize, lines: usize, step: usize| {
        (from..lines.saturating_sub(40)).step_by(step).map(|at| at..at + length).collect()
    };
    let sixth = |lines: usize| std::iter::once(lines / 3..lines / 2).collect();
    vec![
        ("nothing", Vec::new(), Vec::new()),
        ("a sixth of the English", Vec::new(), sixth(m)),
        ("a sixth of the Chinese", sixth(n), Vec::new()),
        (
            "stretches of both",
            std::iter::once(n * 2 / 5..n / 2).collect(),
            vec![m / 5..m / 4, m * 3 / 5..m * 3 / 4],
        ),
        ("small pieces of both", pieces(100, 9, n, 110), pieces(60, 12, m, 90)),
        ("all but an English digest", Vec::new(), all_but_a_digest(m, links, |link| &link.en)),
        ("all but a Chinese digest", all_but_a_digest(n, links, |link| &link.zh), Vec::new()),
    ]
}

fn measure(file: &Path) -> Result<()> {
    let read = |extension: &str| std::fs::read_to_string(file.with_extension(extension));
    let (zh, en, links) = (read("zh")?, read("en")?, gold::links(file)?);
    let (zh, en): (Vec<&str>, Vec<&str>) = (zh.lines().collect(), en.lines().collect());
    for (way, zh_gaps, en_gaps) in ways(zh.len(), en.len(), &links) {
        let ((zh, zh_places), (en, en_places)) = (cut(&zh, &zh_gaps), cut(&en, &en_gaps));
        let moved = |lines: &[usize], places: &[Option<usize>]| -> Option<Vec<usize>> {
            lines.iter().map(|&line| places.get(line).copied().flatten()).collect()
        };
        let whole = |link: &Link| {
            Some(Link { zh: moved(&link.zh, &zh_places)?, en: moved(&link.en, &en_places)? })
        };
        let gold: Vec<Link> = links.iter().filter_map(whole).collect();
        let options = Options { presplit: true, ..Options::default() };
        let aligned = align(Document::from_text("zh", zh), Document::from_text("en", en), &options);
        let pairs = score(&gold, &links_of(&aligned.beads)).strict_without_null;
        println!(
            "| {} | {way} | {:.3} | {:.3} |",
            file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default(),
            pairs.precision(),
            pairs.recall(),
        );
    }
    Ok(())
}

fn main() -> Result<()> {
    println!("| text | cut out | right of those found | found of the right |");
    println!("|---|---|---|---|");
    for folder in std::env::args().skip(1) {
        gold::files(Path::new(&folder))?.iter().try_for_each(|file| measure(file))?;
    }
    Ok(())
}
