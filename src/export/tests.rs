//! Every format holds the same pairs, and hostile text breaks none of them.

use super::*;
use crate::align::Bead;
use crate::document::{Document, Side};
use crate::pipeline::Aligned;
use crate::sentence::split;

/// Three beads: 1-2 over two lines, a null link, a 1-1 with what formats forbid.
fn aligned() -> Aligned {
    let zh = Document::from_text("zh", "第一句。第二句。\n第三\t\u{1}<句>&\u{2028}完。\n");
    let en = Document::from_text("en", "One.\r\n  And a half.\nThird\u{85}\"sentence\" & <b>\n");
    let (zh_sentences, en_sentences) = (split(&zh, Side::Zh), split(&en, Side::En));
    let bead = |zh, en, confidence| Bead { zh, en, score: 1.25, confidence };
    let beads = vec![bead(0..1, 0..2, 0.99), bead(1..2, 2..2, 0.4), bead(2..3, 2..3, 0.9)];
    Aligned { zh, en, zh_sentences, en_sentences, beads, ..Aligned::default() }
}

fn write_all(sink: &mut dyn Sink) -> io::Result<Written> {
    write(&Pairs::aligned(&aligned()), &Filter::default(), sink)
}

fn write_sure(sink: &mut dyn Sink) -> io::Result<Written> {
    let filter = Filter { min_confidence: 0.95, ..Filter::default() };
    write(&Pairs::aligned(&aligned()), &filter, sink)
}

fn check(wanted: &str, written: Written, make: impl Fn(&mut Vec<u8>) -> Box<dyn Sink + '_>) {
    let mut bytes = Vec::new();
    let got = write_all(&mut *make(&mut bytes)).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), wanted);
    assert_eq!(got, written);
}

#[test]
fn tsv_keeps_one_bead_a_row() {
    let wanted = "zh\ten\ttype\tscore\tconfidence\tzh_paragraphs\ten_paragraphs\tzh_sentences\ten_sentences\n\
        第一句。\tOne. And a half.\t1-2\t1.2500\t0.9900\t1\t1-2\t1\t1-2\n\
        第二句。\t\t1-0\t1.2500\t0.4000\t1\t\t2\t\n\
        第三 \u{1}<句>& 完。\tThird \"sentence\" & <b>\t1-1\t1.2500\t0.9000\t2\t3\t3\t3\n";
    let written = Written { rows: 3, ..Written::default() };
    check(wanted, written, |bytes| Box::new(Tsv::new(bytes)));
}

#[test]
fn links_hold_every_sentence_once() {
    let written = Written { rows: 3, ..Written::default() };
    check("[0]:[0, 1]\n[1]:[]\n[2]:[2]\n", written, |bytes| Box::new(Links::new(bytes)));
    let mut bytes = Vec::new();
    write_sure(&mut Links::new(&mut bytes)).unwrap();
    assert_eq!(bytes.iter().filter(|&&b| b == b'\n').count(), 3);
    let read = crate::read::links("x", std::str::from_utf8(&bytes).unwrap()).unwrap();
    assert_eq!(read, crate::pipeline::links_of(&aligned().beads));
}

#[test]
fn jsonl_holds_lists() {
    let mut bytes = Vec::new();
    write_all(&mut Jsonl::new(&mut bytes)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let objects: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects[0]["type"], "1-2");
    assert_eq!(objects[0]["en_sentences"], serde_json::json!([1, 2]));
    assert_eq!(objects[1]["en"], "");
    assert_eq!(objects[2]["confidence"], 0.9);
}

#[test]
fn moses_leaves_null_links_out() {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let written = write_all(&mut Moses::new(&mut zh, &mut en)).unwrap();
    assert_eq!((written.rows, written.null_left_out), (2, 1));
    assert_eq!(String::from_utf8(zh).unwrap().lines().count(), 2);
    assert_eq!(String::from_utf8(en).unwrap(), "One. And a half.\nThird \"sentence\" & <b>\n");
}

#[test]
fn doubtful_beads_are_left_out_and_counted() {
    let mut bytes = Vec::new();
    let written = write_sure(&mut Tsv::new(&mut bytes)).unwrap();
    let left_out = (written.doubtful_left_out, written.doubtful_nulls_left_out);
    assert_eq!((written.rows, left_out), (1, (1, 1)));
}

#[test]
fn tmx_is_well_formed_and_counts_what_xml_forbids() {
    let mut bytes = Vec::new();
    let options = About { zh_code: "zh-TW".into(), ..About::default() };
    let written = write_all(&mut Tmx::new(&mut bytes, options)).unwrap();
    assert_eq!((written.rows, written.null_left_out, written.forbidden_characters), (2, 1, 1));
    let text = String::from_utf8(bytes).unwrap();
    for attribute in [
        "creationtool=",
        "creationtoolversion=",
        "segtype=",
        "o-tmf=",
        "adminlang=",
        "srclang=",
        "datatype=",
    ] {
        assert!(text.contains(attribute), "{attribute}");
    }
    assert!(text.contains("<prop type=\"x-type\">1-2</prop>"), "{text}");
    assert!(text.find("<prop").unwrap() < text.find("<tuv").unwrap());
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut segments = Vec::new();
    let mut in_segment = false;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "seg" => {
                in_segment = true;
                segments.push(String::new());
            }
            quick_xml::events::Event::End(tag) if tag.name().as_ref() == "seg" => {
                in_segment = false
            }
            quick_xml::events::Event::Text(text) if in_segment => {
                segments.last_mut().unwrap().push_str(&text);
            }
            quick_xml::events::Event::GeneralRef(name) if in_segment => {
                let character = quick_xml::escape::resolve_xml_entity(&name).unwrap();
                segments.last_mut().unwrap().push_str(character);
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(
        segments,
        ["第一句。", "One. And a half.", "第三 <句>& 完。", "Third \"sentence\" & <b>"]
    );
}
