//! Tests of the page's text: what is in it, and what may never be.

use super::*;
use crate::check;
use crate::document::Document;
use crate::pipeline;
use crate::read::PairRow;

fn page(pairs: &[(&str, &str)]) -> String {
    let rows: Vec<PairRow> = pairs
        .iter()
        .zip(1..)
        .map(|((zh, en), line)| PairRow {
            zh: (*zh).into(),
            en: (*en).into(),
            line,
            ..PairRow::default()
        })
        .collect();
    let checked = pipeline::check_rows("p.tsv", &rows, &check::Options::default());
    let mut page = Vec::new();
    html(&checked, None, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

fn data(page: &str) -> serde_json::Value {
    let from = page.find("id=\"data\"").unwrap();
    let from = from + page[from..].find('>').unwrap() + 1;
    let to = from + page[from..].find("</script>").unwrap();
    serde_json::from_str(&page[from..to]).unwrap()
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let hostile =
        "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> &lt;\u{2028}";
    let page = page(&[(hostile, hostile), ("有500班。", "There are 511 trains.")]);
    // The page's own two scripts and nothing more.
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert!(!page.contains("<!--") && !page.contains("<img"));
    assert_eq!(data(&page)["rows"][0]["zh"], hostile);
    assert_eq!(data(&page)["rows"][0]["en"], hostile);
}

#[test]
fn nothing_is_asked_of_anywhere() {
    let page = page(&[("有500班。", "There are 511 trains.")]);
    assert!(page.contains("default-src 'none'"));
    for call in [
        "fetch(\"http",
        "fetch('http",
        "XMLHttpRequest",
        "import(",
        "src=\"http",
        "href=\"",
        "url(",
    ] {
        assert!(!page.contains(call), "{call}");
    }
    assert_eq!(
        page,
        self::page(&[("有500班。", "There are 511 trains.")]),
        "the same bytes each time"
    );
}

#[test]
fn positions_are_utf16_and_figures_are_joined() {
    let page = page(&[("𠮷，有500班。", "😀 There are 511 trains.")]);
    let row = &data(&page)["rows"][0];
    let units = |text: &str, seat: &serde_json::Value| -> String {
        let at = |index: usize| usize::try_from(seat[index].as_u64().unwrap()).unwrap();
        let all: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&all[at(0)..at(1)]).unwrap()
    };
    let finding = &row["f"][0];
    assert_eq!(finding["level"], "error");
    let figure = |side: &str, list: &str| {
        let index = usize::try_from(finding[side].as_u64().unwrap()).unwrap();
        units(row[side].as_str().unwrap(), &row[list][index])
    };
    assert!(figure("zh", "zf").contains("500"));
    assert!(figure("en", "ef").contains("511"));
    assert!(units(row["en"].as_str().unwrap(), &finding["at"]).contains("511"));
    assert_eq!(row["j"].as_array().unwrap().len(), 1);
}

#[test]
fn an_alignment_brings_confidence_and_lines() {
    let zh = Document::from_text(
        "zh.txt",
        "依托国际铁路大通道，吸引大企业。\n力争全年双向开行500班。\n",
    );
    let en = Document::from_text(
        "en.txt",
        "Relying on the international railway corridor, we will attract large enterprises.\nStrive \
         to run 511 trains in both directions throughout the year.\n",
    );
    let aligned = pipeline::align(zh, en, &pipeline::Options::default());
    let checked = pipeline::check(&aligned, &check::Options::default());
    let mut page = Vec::new();
    html(&checked, Some(&aligned), &mut page).unwrap();
    let data = data(&String::from_utf8(page).unwrap());
    assert_eq!(data["aligned"], true);
    assert_eq!(data["rows"][1]["line"], serde_json::json!([2, 2]));
    assert_eq!(data["rows"][1]["n"], serde_json::json!([1, 1]));
}
