//! Every format: hostile text breaks none of them and comes back as it went in; TMX and XLIFF keep
//! to the content models of their DTD and schemas; findings stand at their figures; decisions made
//! in a workbook come back.

mod export {
    pub(crate) mod readers;
    pub(crate) mod structure;
}

use std::io::Write;
use std::sync::{Arc, Mutex};

use duizhao::check::{Fingerprint, Level, Options, Pair, check_pairs};
use duizhao::document::Side;
use duizhao::export::{
    About, Decisions, Filter, Format, Output, Pairs, Part, Written, one_line, write,
};
use duizhao::pipeline::Checked;
use duizhao::read;
use export::readers;

/// Texts that break writers: formulas, markup, control characters, line breaks, what escapes are
/// made of, characters beyond the basic plane, marks that show nothing; a wrong figure; and sides
/// without text.
const HOSTILE: &[(&str, &str)] = &[
    ("全国有2.8亿农民工。", "There are 2.8 billion migrant workers."),
    ("=1+1。", "=HYPERLINK(\"http://x.test\",\"y\")"),
    ("+86是区号。", "+cmd|' /C calc'!A0"),
    ("-5度。", "-5 degrees."),
    ("@甲说。", "@SUM(A1:A9)"),
    ("<script>alert(1)</script>。", "</seg></target><script>alert('x')</script>"),
    ("甲]]>乙<![CDATA[丙]]>。", "a ]]> b & c &amp; d &#65; <!-- e --> <?f?>"),
    ("控\u{0}制\u{1}字\u{8}符\u{1f}。", "con\u{fffe}trol\u{ffff} \u{b}chars\u{7f}"),
    ("第一行\r\n第二行\t有表符\u{2028}完\u{85}。", "line one\r\n   two\tand\u{2029}three\n"),
    ("𠀀𠮷😀。", "astral 😀 \u{10fffd}"),
    ("_x0041_和_x005F_。", "_x0041_ _x005F_x0041_ _x00"),
    ("_x0041_有2.8亿人<。", "_x0041_ has > 2.8 billion & people."),
    ("“『甲』”，‘乙’。", "\"quoted, cell\"; it's 'so', \\n \\\""),
    ("\u{202e}反\u{2066}向。", "\u{200b}zero\u{feff}width\u{ad}"),
    ("甲 ~~~ 乙 ||| 丙。", "%s {0} ${x} ||| a:b"),
    ("只有中文。", ""),
    ("", "English only."),
];

fn checked(pairs: &[(&'static str, &'static str)]) -> Checked<'static> {
    let pairs: Vec<Pair<'static>> = pairs.iter().map(|&(zh, en)| Pair { zh, en }).collect();
    let report = check_pairs(&pairs, &Options::default());
    Checked { files: ["甲&.txt".into(), "b<.txt".into()], pairs, report, ..Checked::default() }
}

/// A writer whose bytes can be looked at.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The files a format makes of the pairs, by part, and what was written.
fn exported(format: Format, checked: &Checked<'_>) -> (Vec<(Part, Vec<u8>)>, Written) {
    let original = checked.original.unwrap_or(Side::Zh);
    let about = About {
        zh_file: checked.files[0].clone(),
        en_file: checked.files[1].clone(),
        original,
        output: "x.xml".into(),
        date: "20170115".into(),
        ..About::default()
    };
    let mut parts: Vec<(Part, Kept)> = Vec::new();
    let mut open = |part| -> Result<Output, ()> {
        let kept = Kept::default();
        parts.push((part, kept.clone()));
        Ok(Box::new(kept))
    };
    let mut sink = format.sink(&about, &mut open).unwrap();
    let written = write(&Pairs::checked(checked, None), &Filter::default(), &mut *sink).unwrap();
    drop(sink);
    let bytes = |kept: &Kept| kept.0.lock().unwrap().clone();
    (parts.iter().map(|(part, kept)| (*part, bytes(kept))).collect(), written)
}

fn whole(format: Format, checked: &Checked<'_>) -> Vec<u8> {
    exported(format, checked).0.swap_remove(0).1
}

/// What a text becomes in formats that hold no control characters.
fn allowed(text: &str) -> String {
    let forbidden = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(|&c| !forbidden(c)).collect()
}

/// Which pairs a format holds: those with both sides, those with Chinese, or all.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Both,
    Chinese,
    All,
}

fn check(format: Format, holds: Holds, is_xml: bool, read: readers::Reader) {
    let checked = checked(HOSTILE);
    let (parts, written) = exported(format, &checked);
    let files: Vec<&[u8]> = parts.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let got = read(&files);
    let safe = |text: &str| {
        let line = one_line(text).into_owned();
        if is_xml { allowed(&line) } else { line }
    };
    let wanted: Vec<(String, String)> = HOSTILE
        .iter()
        .filter(|(zh, en)| match holds {
            Holds::Both => !zh.is_empty() && !en.is_empty(),
            Holds::Chinese => !zh.is_empty(),
            Holds::All => true,
        })
        .map(|(zh, en)| (safe(zh), safe(en)))
        .collect();
    assert_eq!(got, wanted, "{format}");
    assert_eq!(written.rows, wanted.len(), "{format}");
    assert_eq!(written.rows + written.null_left_out, HOSTILE.len(), "{format}");
    assert_eq!(written.forbidden_characters > 0, is_xml, "{format}: what is left out is counted");
    let again = exported(format, &checked).0;
    assert_eq!(parts, again, "{format}: the same pairs give the same bytes");
}

#[test]
fn hostile_text_comes_back_from_every_format() {
    use Holds::{All, Both, Chinese};
    let mut all: Vec<Format> = Format::ALL.to_vec();
    let mut run = |format: Format, holds, is_xml, read: readers::Reader| {
        all.retain(|&other| other != format);
        check(format, holds, is_xml, read);
    };
    run(Format::Tsv, All, false, |files| readers::columns(files[0], 1, 0));
    run(Format::Jsonl, All, false, |files| readers::objects(files[0], "/zh", "/en"));
    run(Format::Tmx, Both, true, readers::tmx);
    run(Format::Xlsx, All, true, |files| readers::sheet(files[0], "pairs", 1));
    run(Format::Docx, All, true, readers::docx);
    run(Format::Xliff, Chinese, true, readers::xliff);
    run(Format::Xliff2, Chinese, true, readers::xliff);
    run(Format::Csv, All, false, readers::csv);
    run(Format::Moses, Both, false, readers::moses);
    run(Format::MosesTsv, Both, false, |files| readers::columns(files[0], 0, 0));
    run(Format::Hunalign, All, false, |files| readers::columns(files[0], 0, 0));
    run(Format::Opus, All, true, |files| readers::linked(files, false));
    run(Format::InterText, All, true, |files| readers::linked(files, true));
    run(Format::Bitextor, Both, false, |files| readers::columns(files[0], 1, 2));
    run(Format::HuggingFace, Both, false, |files| {
        readers::objects(files[0], "/translation/zh", "/translation/en")
    });
    run(Format::Mnbvc, Both, false, |files| readers::objects(files[0], "/zh_text", "/en_text"));
    run(Format::SketchEngine, Both, true, |files| readers::sheet(files[0], "Sheet1", 0));
    // These hold numbers only.
    all.retain(|format| !matches!(format, Format::Links | Format::Vecalign | Format::Ladder));
    assert_eq!(all, [], "formats without a test");
}

#[test]
fn what_is_exported_is_read_as_the_same_pairs() {
    let checked = checked(HOSTILE);
    let both = |pairs: Vec<(String, String)>| -> Vec<(String, String)> {
        let trimmed = |text: String| text.trim().to_owned();
        let pairs = pairs.into_iter().map(|(zh, en)| (trimmed(zh), trimmed(en)));
        pairs.filter(|(zh, en)| !zh.is_empty() && !en.is_empty()).collect()
    };
    let as_is: fn(&str) -> String = str::to_owned;
    for (format, name, safe) in [
        (Format::Tsv, "x.tsv", as_is),
        (Format::Tmx, "x.tmx", allowed),
        (Format::Xliff, "x.xlf", allowed),
        (Format::Xliff2, "x.xlf", allowed),
        (Format::Xlsx, "x.xlsx", allowed),
    ] {
        let bytes = whole(format, &checked);
        let content = read::content(name, bytes, &read::Options::default());
        let Ok(read::Content::Pairs(paired)) = content else { panic!("{format}: {content:?}") };
        let got = both(paired.rows.into_iter().map(|row| (row.zh, row.en)).collect());
        let wanted = HOSTILE.iter().map(|(zh, en)| (safe(&one_line(zh)), safe(&one_line(en))));
        assert_eq!(got, both(wanted.collect()), "{format}");
    }
}

#[test]
fn formats_of_numbers_hold_every_sentence() {
    let checked = checked(HOSTILE);
    let text = |format| String::from_utf8(whole(format, &checked)).unwrap();
    let last = |format| text(format).lines().last().unwrap().to_owned();
    assert_eq!(last(Format::Vecalign), "[]:[16]:0.000000");
    assert_eq!(last(Format::Ladder), "16\t16\t0");
    assert!(text(Format::Ladder).starts_with("0\t0\t"));
    assert_eq!(text(Format::Ladder).lines().count(), HOSTILE.len() + 1);
}

#[test]
fn tmx_and_xliff_keep_to_their_content_models() {
    for pairs in [HOSTILE, &[]] {
        let checked = checked(pairs);
        export::structure::check(&whole(Format::Tmx, &checked), export::structure::TMX);
        export::structure::check(&whole(Format::Xliff, &checked), export::structure::XLIFF_1);
        export::structure::check(&whole(Format::Xliff2, &checked), export::structure::XLIFF_2);
    }
}

#[test]
fn findings_stand_at_their_figures() {
    let checked = checked(&HOSTILE[..1]);
    assert_eq!(checked.report.count(Level::Error), 1);
    let text = |format| String::from_utf8(whole(format, &checked)).unwrap();
    assert!(text(Format::Tmx).contains("<note>error[magnitude]: "));
    let xliff = text(Format::Xliff);
    assert!(xliff.contains("<target state=\"needs-review-translation\">There are 2.8 billion"));
    assert!(xliff.contains("<note from=\"duizhao\" priority=\"1\" annotates=\"target\">error["));
    assert!(text(Format::Xliff2).contains("category=\"magnitude\" priority=\"1\">error["));

    let strings = readers::part(&whole(Format::Xlsx, &checked), "xl/sharedStrings.xml");
    let red = strings.find("FFC00000").expect("a red run");
    assert!(strings[red..].contains(">2.8亿</t>") && strings[red..].contains(">2.8 billion</t>"));

    let bytes = whole(Format::Docx, &checked);
    let body = readers::part(&bytes, "word/document.xml");
    let start = body.find("<w:commentRangeStart w:id=\"0\"/>").expect("a comment begins");
    let end = body.find("<w:commentRangeEnd w:id=\"0\"/>").expect("a comment ends");
    assert_eq!(readers::texts(&body[start..end], &["w:t"]), [("w:t".into(), "2.8 billion".into())]);
    let comments = readers::part(&bytes, "word/comments.xml");
    assert!(comments.contains("error[magnitude]: "));
}

/// A workbook as a person gives it back: id, Chinese, English, decision.
fn workbook(rows: &[(f64, &str, &str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("pairs").unwrap();
    for (column, title) in (0..).zip(["id", "zh", "en", "decision"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    for (row, (id, zh, en, decision)) in (1..).zip(rows) {
        sheet.write_number(row, 0, *id).unwrap();
        for (column, text) in (1..).zip([zh, en, decision]) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn decisions_come_back_by_row_id() {
    const PAIRS: &[(&str, &str)] = &[
        ("全国有2.8亿农民工。", "There are 2.8 billion migrant workers."),
        ("共有500班列车。", "There are 300 trains."),
        ("增长12%。", "It grew by 21%."),
    ];
    let bytes = workbook(&[
        (1.0, PAIRS[0].0, "There are 280 million migrant workers.", ""),
        (2.0, PAIRS[1].0, PAIRS[1].1, "Accept"),
        (3.0, "别的句子。", "Changed.", "accept"),
        (9.0, "没有这一行。", "", ""),
    ]);
    let decisions = Decisions::from_xlsx("d.xlsx", bytes).unwrap();
    let mut checked = checked(PAIRS);
    let errors: Vec<usize> = checked.report.findings.iter().map(|found| found.pair).collect();
    assert!([0, 1, 2].iter().all(|pair| errors.contains(pair)), "{errors:?}");
    let applied = decisions.apply(&mut checked, &Options::default());
    assert_eq!((applied.corrected, applied.strangers), (1, 2));
    assert!(applied.accepted >= 1);
    assert!(checked.report.findings.iter().all(|finding| finding.pair == 2));
    assert!(!checked.report.findings.is_empty());
    assert_eq!(checked.pairs[0].en, "There are 280 million migrant workers.");
    assert_eq!(checked.pairs[2].en, PAIRS[2].1);
}

#[test]
fn an_exported_workbook_unchanged_changes_nothing() {
    let mut checked = checked(HOSTILE);
    let before = checked.clone();
    let decisions = Decisions::from_xlsx("d.xlsx", whole(Format::Xlsx, &checked)).unwrap();
    let applied = decisions.apply(&mut checked, &Options::default());
    assert_eq!((applied.corrected, applied.accepted, applied.strangers), (0, 0, 0));
    assert_eq!(checked.report, before.report);
}

#[test]
fn what_is_no_workbook_is_said() {
    for (bytes, wanted) in [
        (b"id,zh,en".to_vec(), "d.xlsx: this is no workbook"),
        (workbook(&[(1.5, "", "", "")]), "d.xlsx: row 2 of the sheet `pairs` has the id `1.5`"),
    ] {
        let error = Decisions::from_xlsx("d.xlsx", bytes).unwrap_err().to_string();
        assert!(error.starts_with(wanted), "{error}");
    }
}

#[test]
fn a_bilingual_document_comes_back_as_pairs() {
    let checked = checked(HOSTILE);
    let content = |options: &read::Options| {
        read::content("x.docx", whole(Format::Docx, &checked), options).unwrap()
    };
    let read::Content::Pairs(paired) = content(&read::Options::default()) else {
        panic!("a table of two named columns holds pairs")
    };
    // A document shows a run of white space as one space, and keeps what is on both sides of it.
    let shown =
        |text: &str| allowed(&one_line(text)).split_whitespace().collect::<Vec<_>>().join(" ");
    let got: Vec<(String, String)> =
        paired.rows.iter().map(|row| (shown(&row.zh), shown(&row.en))).collect();
    let both = |(zh, en): &(String, String)| !zh.is_empty() || !en.is_empty();
    let wanted = HOSTILE.iter().map(|(zh, en)| (shown(zh), shown(en)));
    let wanted: Vec<(String, String)> = wanted.filter(both).collect();
    assert_eq!(got.into_iter().filter(both).collect::<Vec<_>>(), wanted);
    assert_eq!(paired.rows[0].en_place, "table 1, cell B2");
    // Named as a document, it is one text.
    let named = read::Options { from: Some(read::Format::Docx), ..read::Options::default() };
    assert!(matches!(content(&named), read::Content::Text(_)));
}

#[test]
fn texts_too_long_for_a_cell_are_counted() {
    let long = "长".repeat(40_000);
    let pairs = [(long.as_str(), "Long."), ("短。", "Short.")];
    let pairs = pairs.map(|(zh, en)| Pair { zh, en }).to_vec();
    let checked = Checked { pairs, ..Checked::default() };
    let written = exported(Format::Xlsx, &checked).1;
    assert_eq!((written.rows, written.cut_texts), (2, 1));
}

#[test]
fn the_original_is_the_source() {
    let options = Options { original: Some(Side::En), ..Options::default() };
    let (zh, en) = ("全国有28亿农民工。", "There are 280 million migrant workers.");
    let pairs = vec![Pair { zh, en }];
    let report = check_pairs(&pairs, &options);
    let checked = Checked { pairs, report, original: options.original, ..Checked::default() };
    let text = |format: Format| String::from_utf8(whole(format, &checked)).unwrap();
    assert!(text(Format::Tmx).contains("srclang=\"en-US\""));
    let xliff = text(Format::Xliff);
    assert!(xliff.contains("source-language=\"en-US\" target-language=\"zh-CN\""), "{xliff}");
    assert!(xliff.contains("<source>There are 280 million"));
    assert!(xliff.contains("<target state=\"needs-review-translation\">全国有28亿"));
    assert!(xliff.contains("annotates=\"target\">error[magnitude]"));
    assert!(xliff.contains("instead of &quot;28亿&quot;"), "{xliff}");
    assert!(text(Format::Xliff2).contains("srcLang=\"en-US\" trgLang=\"zh-CN\""));
}

#[test]
fn decisions_of_a_report_page_come_back_by_row_id() {
    const PAIRS: &[(&str, &str)] = &[
        ("全国有2.8亿农民工。", "There are 2.8 billion migrant workers."),
        ("共有500班列车。", "There are 300 trains."),
        ("增长12%。", "It grew by 21%."),
    ];
    let mut checked = checked(PAIRS);
    let second = checked.report.findings.iter().find(|finding| finding.pair == 1).unwrap();
    let key = Fingerprint::of(second, checked.pairs[1]).to_string();
    let file = serde_json::json!({
        "duizhao": "decisions",
        "rows": [
            { "id": 1, "zh": PAIRS[0].0, "en": "There are 280 million migrant workers." },
            { "id": 3, "zh": "别的句子。", "en": "Changed." },
        ],
        "findings": [{ "id": 2, "key": key, "decision": "accept", "reason": "agreed" }],
    });
    let decisions = Decisions::read("d.json", file.to_string().into_bytes()).unwrap();
    let applied = decisions.apply(&mut checked, &Options::default());
    assert_eq!((applied.corrected, applied.accepted, applied.strangers), (1, 1, 1));
    assert!(checked.report.findings.iter().all(|finding| finding.pair == 2));
    assert_eq!(checked.pairs[0].en, "There are 280 million migrant workers.");
    for bad in ["{\"duizhao\": \"other\"}", "{\n \"rows\": 1}"] {
        let error = Decisions::read("d.json", bad.as_bytes().to_vec()).unwrap_err().to_string();
        assert!(
            error.starts_with("d.json:") && error.contains("these are no decisions"),
            "{error}"
        );
    }
}
