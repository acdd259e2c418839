//! The band against the whole grid: on texts small enough for both they give the same beads.

use duizhao::document::Document;
use duizhao::pipeline::{self, Aligned, Options};

use crate::texts::{Random, en_mixture, pairs, zh_mixture};

/// Aligns lines, in the band or in the whole grid.
fn aligned(zh: &[String], en: &[String], whole_grid: bool) -> Aligned {
    let mut options = Options { presplit: true, ..Options::default() };
    options.align.whole_grid = whole_grid;
    let document = |name: &str, lines: &[String]| Document::from_text(name, lines.join("\n"));
    pipeline::align(document("zh", zh), document("en", en), &options)
}

/// The beads with two sides as sentences of either text.
fn links(aligned: &Aligned) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let paired = aligned.beads.iter().filter(|bead| !bead.is_null());
    paired.map(|bead| (bead.zh.clone(), bead.en.clone())).collect()
}

/// Whether both give the same beads, or two paths that are as good as each other.
fn agree(band: &Aligned, grid: &Aligned) -> bool {
    links(band) == links(grid) || (band.score - grid.score).abs() < 1e-3
}

fn check(zh: &[String], en: &[String]) {
    let (band, grid) = (aligned(zh, en, false), aligned(zh, en, true));
    assert!(
        agree(&band, &grid),
        "{:?}\n{:?}\n{} {}\n{}\n--\n{}",
        links(&band),
        links(&grid),
        band.score,
        grid.score,
        zh.join("\n"),
        en.join("\n")
    );
}

/// What may happen to a pair on its way into a text.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Kept,
    Alone(bool),
    Joined,
}

fn fate(random: &mut Random) -> Fate {
    match random.below(20) {
        0 => Fate::Alone(true),
        1 => Fate::Alone(false),
        2 | 3 => Fate::Joined,
        _ => Fate::Kept,
    }
}

/// The two texts of some pairs after what happened to each.
fn texts(from: usize, fates: &[Fate]) -> (Vec<String>, Vec<String>) {
    let (mut zh, mut en): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (pair, fate) in pairs()[from..].iter().zip(fates) {
        match (fate, en.last_mut()) {
            (Fate::Alone(true), _) => zh.push(pair.0.to_owned()),
            (Fate::Alone(false), _) => en.push(pair.1.to_owned()),
            (Fate::Joined, Some(last)) => {
                zh.push(pair.0.to_owned());
                last.push(' ');
                last.push_str(pair.1);
            }
            (Fate::Kept | Fate::Joined, _) => {
                zh.push(pair.0.to_owned());
                en.push(pair.1.to_owned());
            }
        }
    }
    (zh, en)
}

/// The sums behind the habits run over the band alone, so that two paths that are nearly as good
/// as each other may change places: it happens to one piece in some thousands.
#[test]
fn band_and_grid_agree_on_pieces_of_the_report() {
    let differ = |seed: &u64| {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (from, n) = (random.below(60), 1 + random.below(44));
        let fates: Vec<Fate> = (0..n).map(|_| fate(&mut random)).collect();
        let (zh, en) = texts(from, &fates);
        !agree(&aligned(&zh, &en, false), &aligned(&zh, &en, true))
    };
    let differ: Vec<u64> = (1..=500).filter(differ).collect();
    assert!(differ.len() <= 1, "{differ:?}");
}

#[test]
fn band_and_grid_agree_on_the_whole_report() {
    let fates = vec![Fate::Kept; pairs().len()];
    let (zh, en) = texts(0, &fates);
    check(&zh, &en);
    // A chapter that one side lacks, so that the path leaves the diagonal.
    check(&zh, &[&en[..20], &en[70..]].concat());
    check(&[&zh[..35], &zh[80..]].concat(), &en);
}

/// Beads of many sentences lie only where the rough look saw a path. Of texts of clauses in any order, in
/// which no sentence translates another, one in a hundred may hide such a bead from it.
#[test]
fn band_and_grid_agree_on_nearly_all_mixtures() {
    let agrees = |seed: &u64| {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (n_zh, n_en) = (1 + random.below(24), 1 + random.below(24));
        let zh = zh_mixture(&pairs()[..20], n_zh, &mut random);
        let en = en_mixture(&pairs()[..20], n_en, &mut random);
        agree(&aligned(&zh, &en, false), &aligned(&zh, &en, true))
    };
    let differ: Vec<u64> = (1..=500).filter(|seed| !agrees(seed)).collect();
    assert!(differ.len() <= 5, "{differ:?}");
}
