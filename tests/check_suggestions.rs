//! What to write instead, in either language's own style, and which words it replaces.

use duizhao::check::{Options, compare};
use duizhao::document::Side;

/// Checks that one finding has a suggestion and that the translation mended with it is `mended`.
fn check(zh: &str, en: &str, original: Side, mended: &str) {
    let options = Options { original: Some(original), ..Options::default() };
    let findings = compare(zh, en, &options);
    let suggested: Vec<_> = findings.iter().filter(|f| f.replaces.is_some()).collect();
    let [finding] = suggested[..] else { panic!("not one suggestion: {findings:#?}") };
    let text = if original == Side::Zh { en } else { zh };
    let span = finding.replaces.unwrap();
    let suggestion = finding.suggestion.as_deref().unwrap();
    let found = format!("{}{suggestion}{}", &text[..span.start], &text[span.end..]);
    assert_eq!(found, mended, "{finding:#?}");
}

#[test]
fn into_english() {
    for (zh, en, mended) in [
        ("全国有2.8亿农民工。", "There are 2.8 billion workers.", "There are 280 million workers."),
        ("毕业生59.6万人。", "There are 5.96 million people.", "There are 596,000 people."),
        ("增长6.9%。", "It grew by 69 percent.", "It grew by 6.9 percent."),
        ("投资500万元。", "It cost $5 million.", "It cost 5 million yuan."),
        (
            "新增耕地670万亩。",
            "It has 6.7 million hectares more.",
            "It has 6.7 million mu (about 447,000 hectares) more.",
        ),
        ("上升0.3个百分点。", "It rose by 0.3%.", "It rose by 0.3 percentage points."),
        ("第44届会议", "the 45th session", "the 44th session"),
        ("他生于1964年3月。", "He was born in April 1964.", "He was born in March 1964."),
        ("三分之二的人", "one third of the people", "two thirds of the people"),
        ("增长6%至6.5%。", "It grew by 6% to 7.5%.", "It grew by 6% to 6.5%."),
        (
            "每亩产量500公斤。",
            "The per-hectare yield was 8,500 kg.",
            "The per-hectare yield was 7,500 kg.",
        ),
        ("每斤1.2元。", "It cost 3.4 yuan per kilogram.", "It cost 2.4 yuan per kilogram."),
        ("跻身百强。", "It is in the top 111.", "It is in the top 100."),
    ] {
        check(zh, en, Side::Zh, mended);
    }
}

#[test]
fn into_chinese() {
    for (zh, en, mended) in [
        ("全国有28亿农民工。", "There are 280 million workers.", "全国有2.8亿农民工。"),
        ("毕业生5.96万人。", "There are 596,000 graduates.", "毕业生59.6万人。"),
        ("经济增长69%。", "The economy grew by 6.9%.", "经济增长6.9%。"),
        ("投资500万元。", "It cost $5 million.", "投资500万美元。"),
        ("他生于1964年4月。", "He was born in March 1964.", "他生于1964年3月。"),
        ("三分之一的人同意。", "Two thirds of the people agreed.", "三分之二的人同意。"),
    ] {
        check(zh, en, Side::En, mended);
    }
}

#[test]
fn a_translation_is_not_more_exact_than_its_original() {
    let said = |original| {
        let options = Options { original, ..Options::default() };
        compare("毕业生59.6万人。", "There are 596,002 graduates.", &options).len()
    };
    // Into Chinese it was rounded, which is right.
    assert_eq!(said(Some(Side::Zh)), 1);
    assert_eq!(said(Some(Side::En)), 0);
}
