//! Lines that hold nothing to be aligned by: blank lines, numbers and signs of lists on lines of their own.

use duizhao::document::Document;
use duizhao::pipeline::{self, Aligned, Options};

use crate::texts::{Pair, pairs};

/// A short manual, a pair an item.
const MANUAL: [Pair; 8] = [
    ("打开电源前请检查电压。", "Check the voltage before switching on the power."),
    ("请勿将水倒入机器。", "Do not pour water into the machine."),
    ("清洁时请使用柔软的干布。", "Use a soft, dry cloth for cleaning."),
    ("请将说明书保存在安全的地方。", "Keep the instructions in a safe place."),
    ("儿童使用时须有成人在场。", "An adult must be present when children use it."),
    ("请勿用湿手触摸插头。", "Never touch the plug with wet hands."),
    ("保修期为十二个月。", "The warranty period is twelve months."),
    ("如有问题，请与商店联系。", "If there are problems, please contact the shop."),
];

fn aligned(zh: &str, en: &str) -> Aligned {
    let options = Options { presplit: true, ..Options::default() };
    pipeline::align(Document::from_text("zh", zh), Document::from_text("en", en), &options)
}

/// Puts a line before every sentence of either side, as far as there is one for it, and checks that the
/// sentences are still paired, each with its own. `strict` asks for beads of these alone.
fn check(
    pairs: &[Pair],
    zh_line: impl Fn(usize) -> Option<String>,
    en_line: impl Fn(usize) -> Option<String>,
    strict: bool,
) -> Aligned {
    let (mut zh, mut en, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
    for (at, pair) in pairs.iter().enumerate() {
        zh.extend(zh_line(at));
        en.extend(en_line(at));
        wanted.push((zh.len(), en.len()));
        zh.push(pair.0.to_string());
        en.push(pair.1.to_string());
    }
    let aligned = aligned(&(zh.join("\n") + "\n"), &(en.join("\n") + "\n"));
    let lines = format!("{:?}", (&zh[..3], &en[..3]));
    assert!(!aligned.unrelated, "{lines}");
    for (zh, en) in wanted {
        let bead = aligned.beads.iter().find(|bead| bead.zh.contains(&zh));
        let found = bead.is_some_and(|bead| {
            let alone = bead.zh.len() == 1 && bead.en.len() == 1;
            bead.en.contains(&en) && (alone || !strict)
        });
        assert!(found, "{lines} {zh}: {en}\n{bead:?}");
    }
    let all = |of: fn(&duizhao::align::Bead) -> std::ops::Range<usize>| -> Vec<usize> {
        aligned.beads.iter().flat_map(of).collect()
    };
    assert_eq!(all(|bead| bead.zh.clone()), (0..zh.len()).collect::<Vec<_>>(), "{lines}");
    assert_eq!(all(|bead| bead.en.clone()), (0..en.len()).collect::<Vec<_>>(), "{lines}");
    aligned
}

fn none(_: usize) -> Option<String> {
    None
}

/// The same line every time.
fn always(line: &'static str) -> impl Fn(usize) -> Option<String> {
    move |_| Some(line.to_string())
}

#[test]
fn numbers_of_a_list_on_lines_of_their_own_break_no_pair() {
    let forms: [fn(usize) -> String; 8] = [
        |at| format!("{}.", at + 1),
        |at| format!("({})", at + 1),
        |at| format!("{}、", ["一", "二", "三", "四", "五", "六", "七", "八"][at % 8]),
        |at| format!("{}.", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][at % 8]),
        |at| format!("{}.", char::from(b'a' + at as u8)),
        |_| "a.".to_string(),
        |_| "-".to_string(),
        |_| "*".to_string(),
    ];
    for form in forms {
        let line = |at: usize| Some(form(at));
        check(&MANUAL, none, line, true);
        check(&MANUAL, line, none, true);
        check(&pairs()[..20], none, line, true);
    }
}

#[test]
fn the_same_number_on_both_sides_is_a_pair() {
    let zh = |at: usize| Some(format!("（{}）", at + 1));
    let en = |at: usize| Some(format!("{}.", at + 1));
    for pairs in [&MANUAL[..], &pairs()[..20]] {
        let aligned = check(pairs, zh, en, true);
        assert!(aligned.beads.iter().all(|bead| !bead.is_null()), "{:?}", aligned.beads);
    }
    check(&MANUAL, always("a."), always("a."), true);
}

#[test]
fn a_number_that_stands_in_the_sentence_on_the_other_side_joins_its_own() {
    let zh: String = (1..).zip(MANUAL).map(|(at, pair)| format!("{at}. {}\n", pair.0)).collect();
    let en: String = (1..).zip(MANUAL).map(|(at, pair)| format!("{at}.\n{}\n", pair.1)).collect();
    check_led(&zh, &en);
}

/// Checks that each Chinese sentence goes with two English lines.
fn check_led(zh: &str, en: &str) {
    let aligned = aligned(zh, en);
    let beads: Vec<_> =
        aligned.beads.iter().map(|bead| (bead.zh.clone(), bead.en.clone())).collect();
    let wanted: Vec<_> = (0..MANUAL.len()).map(|at| (at..at + 1, 2 * at..2 * at + 2)).collect();
    assert_eq!(beads, wanted);
}

#[test]
fn blank_lines_weigh_nothing() {
    for pairs in [&MANUAL[..], &pairs()[..20]] {
        for aligned in [
            check(pairs, always(""), none, true),
            check(pairs, none, always(" "), true),
            check(pairs, always("\u{3000}"), always(""), true),
        ] {
            assert_eq!(aligned.notes, Vec::<String>::new());
            assert!(aligned.score > 0.8, "{}", aligned.score);
        }
    }
}

#[test]
fn articles_numbered_on_lines_of_their_own_on_one_side_stay_with_their_text() {
    const NUMERALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let numbered = || NUMERALS.into_iter().zip(MANUAL);
    let zh: String =
        numbered().map(|(number, pair)| format!("第{number}条 {}\n", pair.0)).collect();
    let en: String =
        (1..).zip(MANUAL).map(|(at, pair)| format!("Article {at}\n{}\n", pair.1)).collect();
    check_led(&zh, &en);
}
