//! Traditional text, as Taiwan and Hong Kong write it, aligns as Simplified text does.

use std::collections::BTreeMap;

use duizhao::document::Document;
use duizhao::lexicon::Lexicon;
use duizhao::pipeline::{self, Aligned, Options};

use crate::texts::{en_lines, pairs, zh_lines};

/// A text in Traditional characters: each Simplified one becomes a character that folds to it.
fn traditional(text: &str) -> String {
    let lexicon = Lexicon::builtin();
    let mut twins: BTreeMap<char, char> = BTreeMap::new();
    for c in '\u{4e00}'..='\u{9fff}' {
        let simplified = lexicon.simplified(c);
        if simplified != c {
            twins.entry(simplified).or_insert(c);
        }
    }
    text.chars().map(|c| twins.get(&c).copied().unwrap_or(c)).collect()
}

fn aligned(zh: &str, en: &str) -> Aligned {
    let document = |name: &str, text: &str| Document::from_text(name, text);
    pipeline::align(document("zh", zh), document("en", en), &Options::default())
}

#[test]
fn traditional_text_aligns_as_simplified_text_does() {
    let zh = zh_lines(pairs());
    // Something is missing on each side, so that order alone does not pair the rest.
    let en = en_lines(&[&pairs()[..30], &pairs()[36..]].concat());
    let turned = traditional(&zh);
    let differs = zh.chars().zip(turned.chars()).filter(|(one, other)| one != other).count();
    assert!(differs * 4 > zh.chars().count(), "{differs} characters turned");
    let (simplified, traditional) = (aligned(&zh, &en), aligned(&turned, &en));
    assert_eq!(simplified.beads, traditional.beads);
    let mut spelled = String::new();
    for bead in traditional.beads.iter().filter(|bead| !bead.zh.is_empty()) {
        spelled.push_str(traditional.zh_span(bead).of(&traditional.zh.text));
        spelled.push('\n');
    }
    assert_eq!(spelled, turned, "spans lead to the Traditional text");
}

#[test]
fn words_of_taiwan_and_hong_kong_are_known() {
    let lexicon = Lexicon::builtin();
    for (word, stem) in [
        ("軟體", "softwar"),
        ("硬體", "hardwar"),
        ("網路", "network"),
        ("計程車", "taxi"),
        ("資訊", "inform"),
        ("滑鼠", "mous"),
        ("印表機", "printer"),
        ("飛彈", "missil"),
        ("腳踏車", "bicycl"),
        ("雷射", "laser"),
        ("公車", "bus"),
        ("捷運", "rapid"),
        ("鳳梨", "pineappl"),
        ("冷氣", "air"),
        ("的士", "taxi"),
        ("巴士", "bus"),
        ("單車", "bike"),
    ] {
        let stem_id = lexicon.stem_id(stem).unwrap_or_else(|| panic!("no stem {stem}"));
        let simplified = lexicon.simplify(word);
        let known = lexicon.glosses(&simplified).any(|(id, weight)| id == stem_id && weight > 0.02);
        assert!(known, "{word} ({simplified}) is no {stem}");
    }
}

#[test]
fn a_text_of_taiwan_is_paired_by_its_words() {
    let rows = [
        ("他們在台北開發軟體。", "They develop software in Taipei."),
        ("她搭計程車去機場。", "She took a taxi to the airport."),
        ("網路昨天中斷了三小時。", "The network was down for three hours yesterday."),
        ("這台印表機壞了。", "This printer is broken."),
        ("政府說飛彈沒有爆炸。", "The government said the missile did not explode."),
        ("滑鼠和鍵盤放在桌上。", "The mouse and the keyboard are on the desk."),
        ("鳳梨今年很便宜。", "Pineapples are cheap this year."),
        ("他每天騎腳踏車上班。", "He rides his bicycle to work every day."),
    ];
    // Each side lacks one sentence.
    let zh: String =
        rows.iter().filter(|r| !r.0.contains('壞')).map(|r| format!("{}\n", r.0)).collect();
    let en: String =
        rows.iter().filter(|r| !r.1.contains("cheap")).map(|r| format!("{}\n", r.1)).collect();
    let aligned = aligned(&zh, &en);
    let paired: Vec<(&str, &str)> = aligned
        .beads
        .iter()
        .filter(|bead| !bead.is_null())
        .map(|bead| {
            let (zh, en) = (aligned.zh_span(bead), aligned.en_span(bead));
            (zh.of(&aligned.zh.text), en.of(&aligned.en.text))
        })
        .collect();
    let wanted: Vec<(&str, &str)> =
        rows.into_iter().filter(|r| !r.0.contains('壞') && !r.0.contains("鳳梨")).collect();
    assert_eq!(paired, wanted);
}
