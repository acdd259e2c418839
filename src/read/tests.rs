//! Reading: every encoding the same text, every bad file its own sentence.

use super::*;

const TEXT: &str = "重庆市今年开行五百班中欧班列。\n　　力争全年双向开行500班。\n";
/// The same in characters that Big5 has.
const TEXT_BIG5: &str = "重慶市今年開行五百班中歐班列。\n　　力爭全年雙向開行500班。\n";

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn with_mark(mark: &[u8], bytes: Vec<u8>) -> Vec<u8> {
    [mark.to_vec(), bytes].concat()
}

#[test]
fn one_text_in_every_encoding() {
    let gb = gb18030(TEXT);
    let big5 = encoding_rs::BIG5.encode(TEXT_BIG5).0.into_owned();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("utf-8", TEXT.into(), TEXT),
        ("utf-8 with mark", with_mark(b"\xEF\xBB\xBF", TEXT.into()), TEXT),
        ("gb18030", gb, TEXT),
        ("big5", big5, TEXT_BIG5),
        ("utf-16le with mark", with_mark(b"\xFF\xFE", utf16(TEXT, u16::to_le_bytes)), TEXT),
        ("utf-16be with mark", with_mark(b"\xFE\xFF", utf16(TEXT, u16::to_be_bytes)), TEXT),
        ("utf-16le", utf16(TEXT, u16::to_le_bytes), TEXT),
        ("utf-16be", utf16(TEXT, u16::to_be_bytes), TEXT),
        ("utf-16le, no ascii", utf16("重庆市今年开行。", u16::to_le_bytes), "重庆市今年开行。"),
        ("utf-16be, no ascii", utf16("重庆市今年开行。", u16::to_be_bytes), "重庆市今年开行。"),
        ("utf-16le English", utf16("Five trains.\n", u16::to_le_bytes), "Five trains.\n"),
        (
            "windows-1252",
            b"He said \x93500 trains\x94 \x97 a caf\xE9.".to_vec(),
            "He said “500 trains” — a café.",
        ),
    ];
    for (name, bytes, wanted) in cases {
        let document = super::bytes(name, bytes, &Options::default()).expect(name);
        assert_eq!(document.text, wanted, "{name}");
    }
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn a_named_encoding_is_obeyed() {
    let options = Options { encoding: encoding_named("gb2312").unwrap(), ..Options::default() };
    let document = super::bytes("x", gb18030("㐀重庆"), &options).unwrap();
    assert_eq!(document.text, "㐀重庆");
    assert_eq!(encoding_named("AUTO").unwrap(), None);
    assert!(encoding_named("klingon").unwrap_err().to_string().contains("`klingon`"));
}

#[test]
fn bytes_that_are_no_text_are_placed_counted_and_may_be_replaced() {
    let mut broken = "第一行。\n第二行有一个坏".to_owned().into_bytes();
    broken.push(0xFF);
    broken.extend("字，这里还有很多好字。\n".as_bytes());
    let error = super::bytes("x.txt", broken.clone(), &Options::default()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Encoding);
    assert!(error.to_string().starts_with("x.txt:2:8: "), "{error}");
    let lossy = Options { undecodable: Undecodable::Replace, ..Options::default() };
    let document = super::bytes("x.txt", broken, &lossy).unwrap();
    assert!(document.text.contains("坏\u{FFFD}字"));
    assert!(document.notes[0].contains("in 1 place,"), "{:?}", document.notes);
}

#[test]
fn every_kind_of_line_end_makes_a_paragraph() {
    let document = super::bytes(
        "x",
        b"one\r\ntwo\rthree\n\n \xE3\x80\x80\nfour".to_vec(),
        &Options::default(),
    )
    .unwrap();
    let lines: Vec<_> =
        document.paragraphs.iter().map(|p| (document.slice(p.span), p.line)).collect();
    assert_eq!(lines, [("one", 1), ("two", 2), ("three", 3), ("four", 6)]);
}

#[test]
fn a_file_that_cannot_be_used_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("empty"), "").unwrap();
    std::fs::write(path("blank"), " \r\n　\n").unwrap();
    std::fs::write(path("zip"), b"PK\x03\x04\x00\x00\x00\x00").unwrap();
    std::fs::write(path("large"), "x".repeat(200)).unwrap();
    let options = Options { max_bytes: 100, ..Options::default() };
    for (name, kind, words) in [
        ("missing", ErrorKind::Io, "no such file"),
        (".", ErrorKind::Io, "a folder"),
        ("empty", ErrorKind::Empty, "empty"),
        ("blank", ErrorKind::Empty, "nothing but white space"),
        ("zip", ErrorKind::Format, "damaged or cut off"),
        ("large", ErrorKind::Limit, "larger than"),
    ] {
        let error = file(&path(name), &options).unwrap_err();
        assert_eq!(error.kind, kind, "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[test]
fn swapped_texts_are_put_right_and_a_wrong_language_is_refused() {
    let zh = || Document::from_text("zh", "力争全年双向开行500班，OPPO。");
    let en = || Document::from_text("en", "It strives to run 500 trains (500班).");
    for (first, second, swapped) in [(zh(), en(), false), (en(), zh(), true)] {
        let ordered = in_order(first, second).unwrap();
        assert_eq!(ordered.swapped, swapped);
        assert_eq!((ordered.zh.name.as_str(), ordered.en.name.as_str()), ("zh", "en"));
    }
    for (first, second, named) in [
        (zh(), zh(), "zh: there is no English"),
        (Document::from_text("digits", "12 13\n"), en(), "digits: there is no Chinese"),
        (Document::from_text("e", "Only English."), en(), "e: there is no Chinese"),
    ] {
        let error = in_order(first, second).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Language);
        assert!(error.to_string().starts_with(named), "{error}");
    }
}
