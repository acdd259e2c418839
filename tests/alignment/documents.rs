//! Whole documents that do not match: parts, copies, front matter in another place, missing chapters.

use duizhao::align::Bead;
use duizhao::document::Document;
use duizhao::pipeline::{self, Aligned, Options};

use crate::texts::pairs;

/// Two texts as numbers of pairs of the report, and the pairs that should come out.
struct Texts {
    zh: Vec<usize>,
    en: Vec<usize>,
    /// The pairs, as places in `zh` and `en`.
    wanted: Vec<(usize, usize)>,
}

fn aligned(texts: &Texts) -> Aligned {
    let all = pairs();
    let zh: String = texts.zh.iter().map(|&at| format!("{}\n", all[at].0)).collect();
    let en: String = texts.en.iter().map(|&at| format!("{}\n", all[at].1)).collect();
    let options = Options { presplit: true, ..Options::default() };
    pipeline::align(Document::from_text("zh", zh), Document::from_text("en", en), &options)
}

/// The pairs that are missed, and the beads that are wrong.
fn faults(aligned: &Aligned, wanted: &[(usize, usize)]) -> (Vec<(usize, usize)>, Vec<Bead>) {
    let is = |bead: &Bead, &(zh, en): &(usize, usize)| {
        bead.zh == (zh..zh + 1) && bead.en == (en..en + 1)
    };
    let got: Vec<&Bead> = aligned.beads.iter().filter(|bead| !bead.is_null()).collect();
    let missed = wanted.iter().filter(|pair| !got.iter().any(|bead| is(bead, pair)));
    let wrong = got.iter().filter(|bead| !wanted.iter().any(|pair| is(bead, pair)));
    (missed.copied().collect(), wrong.map(|&bead| bead.clone()).collect())
}

/// Checks the beads, of which `slack` may be missed or wrong, and words of the notes.
fn check(texts: &Texts, slack: usize, notes: &[&str]) -> Aligned {
    let aligned = aligned(texts);
    assert!(!aligned.unrelated, "{:?}", aligned.notes);
    let (missed, wrong) = faults(&aligned, &texts.wanted);
    assert!(missed.len() <= slack && wrong.len() <= slack, "missed {missed:?}, wrong {wrong:?}");
    let all = aligned.notes.join("\n");
    for words in notes {
        assert!(all.contains(words), "no `{words}` in\n{all}");
    }
    aligned
}

fn places(zh: std::ops::Range<usize>, en: std::ops::Range<usize>) -> Vec<(usize, usize)> {
    zh.zip(en).collect()
}

#[test]
fn whole_texts_have_nothing_to_tell() {
    let n = pairs().len();
    let texts = Texts { zh: (0..n).collect(), en: (0..n).collect(), wanted: places(0..n, 0..n) };
    assert_eq!(check(&texts, 0, &[]).notes, Vec::<String>::new());
}

#[test]
fn a_translation_of_a_part_says_which_part() {
    let texts =
        Texts { zh: (0..100).collect(), en: (30..70).collect(), wanted: places(30..70, 0..40) };
    check(
        &texts,
        0,
        &["40 of 100 Chinese sentences have a counterpart", "lines 1–30 (30", "lines 71–100 (30"],
    );
    let texts =
        Texts { zh: (60..100).collect(), en: (0..100).collect(), wanted: places(0..40, 60..100) };
    check(
        &texts,
        0,
        &["40 of 100 English sentences have a counterpart; without one: lines 1–60 (60"],
    );
}

/// Every part of 20 sentences from every tenth on, of either side.
#[test]
fn parts_of_a_text_are_found_in_it() {
    let (mut wanted, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for start in (0..=80).step_by(10) {
        let (whole, part) = (0..100_usize, start..start + 20_usize);
        for of_zh in [true, false] {
            let (zh, en) = if of_zh { (&part, &whole) } else { (&whole, &part) };
            let (i, j) = (start - zh.start, start - en.start);
            let texts = Texts {
                zh: zh.clone().collect(),
                en: en.clone().collect(),
                wanted: places(i..i + 20, j..j + 20),
            };
            let (missed_here, wrong_here) = faults(&aligned(&texts), &texts.wanted);
            wanted += texts.wanted.len();
            missed.extend(missed_here);
            wrong.extend(wrong_here);
        }
    }
    assert_eq!(wanted, 360);
    // One sentence says what the next ones say, and joins the first of them.
    assert!(missed.len() <= 1 && wrong.len() <= 1, "missed {missed:?}, wrong {wrong:?}");
    assert!(wrong.iter().all(|bead| bead.confidence < 0.7), "{wrong:?}");
}

#[test]
fn copies_of_a_text_are_aligned_once() {
    let copies = |n: usize| (0..n).flat_map(|_| 20..60).collect::<Vec<usize>>();
    let once: Vec<usize> = (20..60).collect();
    let wanted = places(0..40, 0..40);
    let texts = Texts { zh: copies(4), en: once.clone(), wanted: wanted.clone() };
    check(
        &texts,
        0,
        &["zh: 120 of 160 sentences repeat earlier ones (3 copies, the first at line 41)"],
    );
    let texts = Texts { zh: once, en: copies(2), wanted };
    check(
        &texts,
        0,
        &["en: 40 of 80 sentences repeat earlier ones (1 copy, the first at line 41)"],
    );
    // What both sides repeat is part of the text.
    let texts = Texts { zh: copies(2), en: copies(2), wanted: places(0..80, 0..80) };
    assert_eq!(check(&texts, 0, &[]).notes, Vec::<String>::new());
}

#[test]
fn front_matter_in_another_place_stays_alone() {
    // The Chinese has it at the front, the English at the end.
    let (front, body) = (0..12, 12..100);
    let texts = Texts {
        zh: front.clone().chain(body.clone()).collect(),
        en: body.chain(front).collect(),
        wanted: places(12..100, 0..88),
    };
    check(
        &texts,
        1,
        &[
            "of 100 Chinese sentences have a counterpart; without one: lines 1–12 (12",
            "of 100 English sentences have a counterpart; without one: lines ",
        ],
    );
}

#[test]
fn chapters_that_one_side_lacks_are_named() {
    let texts = Texts {
        zh: (0..75).chain(90..105).collect(),
        en: (0..30).chain(55..105).collect(),
        wanted: [places(0..30, 0..30), places(55..75, 30..50), places(75..90, 65..80)].concat(),
    };
    let aligned = check(
        &texts,
        0,
        &[
            "65 of 90 Chinese sentences have a counterpart; without one: lines 31–55 (25",
            "65 of 80 English sentences have a counterpart; without one: lines 51–65 (15",
        ],
    );
    assert_eq!(aligned.beads.iter().filter(|bead| !bead.is_null()).count(), 65);
}

#[test]
fn the_pairs_beside_a_long_gap_do_not_swallow_its_sentences() {
    let texts = Texts {
        zh: (0..35).chain(80..110).collect(),
        en: (0..110).collect(),
        wanted: [places(0..35, 0..35), places(35..65, 80..110)].concat(),
    };
    check(&texts, 0, &[]);
}

/// Each fourth pair of the report, on either side. The sentences between are nobody's.
#[test]
fn a_digest_finds_its_sentences() {
    let kept: Vec<usize> = (2..110).step_by(4).collect();
    let all: Vec<usize> = (0..110).collect();
    for (zh, en, slack) in [(&kept, &all, 0), (&all, &kept, 0)] {
        let at = |list: &[usize], pair| list.iter().position(|&kept| kept == pair).unwrap();
        let wanted = kept.iter().map(|&pair| (at(zh, pair), at(en, pair))).collect();
        check(&Texts { zh: zh.clone(), en: en.clone(), wanted }, slack, &[]);
    }
}
