//! Every format of one text: what its paragraphs are, what part each is, and where the original has
//! it.

use duizhao::document::{Document, Part};
use duizhao::error::ErrorKind;
use duizhao::read::{self, Content, Format, Options};

/// A paragraph as expected: part, place, line, text.
type Wanted<'t> = (Part, &'t str, usize, &'t str);

fn read(name: &str, bytes: &[u8]) -> Document {
    let content = read::content(name, bytes.to_vec(), &Options::default());
    match content.unwrap_or_else(|error| panic!("{error}")) {
        Content::Text(document) => document,
        Content::Pairs(paired) => panic!("{name} was read as pairs: {paired:?}"),
    }
}

fn check(name: &str, bytes: &[u8], wanted: &[Wanted<'_>]) {
    let document = read(name, bytes);
    let found: Vec<Wanted<'_>> = document
        .paragraphs
        .iter()
        .map(|p| (p.part, p.place.as_str(), p.line, document.slice(p.span)))
        .collect();
    assert_eq!(found, wanted, "{name}");
}

fn error(name: &str, bytes: &[u8], options: &Options) -> (ErrorKind, String) {
    let error = read::content(name, bytes.to_vec(), options).expect_err(name);
    (error.kind, error.to_string())
}

#[test]
fn srt_cues_are_paragraphs_with_number_and_time() {
    let srt = "\u{FEFF}1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>今年开行</i>\r\n五百班中欧班列。\r\n\r\n\
               2\r\n00:00:04,000 --> 00:00:06,000 X1:40\r\n{\\an8}- 多少？\r\n- 500班！\r\n\r\n\
               3\r\n00:00:07,000 --> 00:00:08,000\r\n\r\n\
               12\r\n00:00:09,000 --> 00:00:10,000\r\n2017\r\n\r\na < b & c\r\n";
    let wanted = [
        (Part::Cue, "cue 1 at 00:00:01,000", 3, "今年开行五百班中欧班列。"),
        (Part::Cue, "cue 2 at 00:00:04,000", 8, "- 多少？"),
        (Part::Cue, "cue 2 at 00:00:04,000", 8, "- 500班！"),
        (Part::Cue, "cue 12 at 00:00:09,000", 16, "2017 a < b & c"),
    ];
    check("x.srt", srt.as_bytes(), &wanted);
    check("no-ending", srt.as_bytes(), &wanted);
}

#[test]
fn vtt_leaves_out_notes_styles_names_and_readings() {
    let vtt = "WEBVTT - talk\n\nSTYLE\n::cue { color: red }\n\nNOTE\n00:00 is not a cue\n\n\
               intro\n00:01.000 --> 00:03.500 align:start\n<v.loud Ann>Five <c.red>hundred</c>\n\
               trains &amp; <00:02.000>more\n\n01:00:04.000 --> 01:00:06.000\n\
               <ruby>班<rt>bān</rt></ruby>列 2 &lt; 3\n";
    check(
        "x.vtt",
        vtt.as_bytes(),
        &[
            (Part::Cue, "cue intro at 00:01.000", 11, "Five hundred trains & more"),
            (Part::Cue, "cue 2 at 01:00:04.000", 15, "班列 2 < 3"),
        ],
    );
}

#[test]
fn markdown_is_headings_items_cells_and_notes_without_marks() {
    let markdown = "---\ntitle: no text\n---\n# 2017年 *报告*\n\n力争全年\n双向开行[500班](http://a/9)。\n\n\
                    - one `x = 1`\n- two\n  - three\n\n    more of three\n\n\
                    | 年 | 数 |\n|---|---|\n| 2016 | **5** |\n\n\
                    > quoted  \n> next line[^1]\n\n```\nlet a = 1;\nlet b = 2;\n```\n\n\
                    <div>12 <b>bold</b></div>\n\n[^1]: The note.\n";
    check(
        "x.md",
        markdown.as_bytes(),
        &[
            (Part::Heading, "", 4, "2017年 报告"),
            (Part::Body, "", 6, "力争全年双向开行500班。"),
            (Part::Item, "", 9, "one x = 1"),
            (Part::Item, "", 10, "two"),
            (Part::Item, "", 11, "three"),
            (Part::Item, "", 13, "more of three"),
            (Part::Cell, "table 1, cell A1", 15, "年"),
            (Part::Cell, "table 1, cell B1", 15, "数"),
            (Part::Cell, "table 1, cell A2", 17, "2016"),
            (Part::Cell, "table 1, cell B2", 17, "5"),
            (Part::Body, "", 19, "quoted"),
            (Part::Body, "", 19, "next line"),
            (Part::Body, "", 23, "let a = 1;"),
            (Part::Body, "", 23, "let b = 2;"),
            (Part::Body, "", 27, "12 bold"),
            (Part::Note, "", 29, "The note."),
        ],
    );
}

#[test]
fn html_is_what_a_page_shows() {
    let html = "<!DOCTYPE html>\n<html><head><title>Window</title><style>p{}</style></head><body>\n\
                <h1>2017年<br>报告</h1>\n<p>力争全年\n  双向开行<b>5</b>00班。<script>var p = '<p>';</script>\n\
                <p>second &amp; <ruby>漢<rp>(</rp><rt>hàn<rp>)</rp></ruby>字 &#x4E00;\n\
                <ul><li>one<li>two<ul><li>three</ul></ul>after\n\
                <table><tr><th colspan=2>年<td>数<tr><td><p>a</p><p>b</p></td><td>c</table>\n\
                <pre>x\n  y</pre><!-- no --><div>tail";
    let wanted = [
        (Part::Heading, "", 3, "2017年"),
        (Part::Heading, "", 3, "报告"),
        (Part::Body, "", 4, "力争全年双向开行500班。"),
        (Part::Body, "", 6, "second & 漢字 一"),
        (Part::Item, "", 7, "one"),
        (Part::Item, "", 7, "two"),
        (Part::Item, "", 7, "three"),
        (Part::Body, "", 7, "after"),
        (Part::Cell, "table 1, cell A1", 8, "年"),
        (Part::Cell, "table 1, cell C1", 8, "数"),
        (Part::Cell, "table 1, cell A2", 8, "a"),
        (Part::Cell, "table 1, cell A2", 8, "b"),
        (Part::Cell, "table 1, cell B2", 8, "c"),
        (Part::Body, "", 9, "x"),
        (Part::Body, "", 9, "y"),
        (Part::Body, "", 10, "tail"),
    ];
    check("x.html", html.as_bytes(), &wanted);
    check("page", html.as_bytes(), &wanted);
}

#[test]
fn a_page_in_a_legacy_encoding_is_read_as_it_says() {
    let page =
        "<html><head><meta charset=\"big5\"></head><body><p>中歐班列五百班</p></body></html>";
    let bytes = encoding_rs::BIG5.encode(page).0.into_owned();
    check("x.htm", &bytes, &[(Part::Body, "", 1, "中歐班列五百班")]);
}

#[test]
fn plain_text_stays_plain_text() {
    for (name, text) in [
        ("a.txt", "# 12 < 13\n"),
        ("b.zh", "<100元\n"),
        ("c", "a\tb\n"),
        ("d.txt", "00:01 --> 00:02 is a range\n"),
    ] {
        let line = text.trim_end();
        check(name, text.as_bytes(), &[(Part::Body, "", 1, line)]);
    }
}

#[test]
fn the_format_named_overrules_ending_and_content() {
    let options = Options { from: Format::named("text"), ..Options::default() };
    let content = read::content("x.html", b"<p>1</p>".to_vec(), &options).unwrap();
    let Content::Text(document) = content else { panic!("no text") };
    assert_eq!(document.text, "<p>1</p>");
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(*format));
    }
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let none = Options::default();
    let srt = Options { from: Some(Format::Srt), ..Options::default() };
    let vtt = Options { from: Some(Format::Vtt), ..Options::default() };
    for (name, bytes, options, words) in [
        ("x.pdf", &b"%PDF-1.7\n"[..], &none, "x.pdf: this is a PDF"),
        ("x.pdf", &b"%PDF-1.7\n"[..], &none, "pdftotext"),
        ("x.doc", &b"\xD0\xCF\x11\xE0\xA1\xB1"[..], &none, "save it as DOCX"),
        ("x.rtf", &b"{\\rtf1 a}"[..], &none, "save it as DOCX"),
        ("x.srt", &b"no cue\n"[..], &srt, "x.srt: this file is to be SRT, but there is no cue"),
        ("x", &b"no cue\n"[..], &vtt, "x:1: the first line of a WebVTT file"),
    ] {
        let (kind, text) = error(name, bytes, options);
        assert_eq!(kind, ErrorKind::Format, "{text}");
        assert!(text.contains(words), "{text}");
    }
    for (name, bytes) in [("x.html", &b"<p> </p>"[..]), ("x.md", &b"***\n"[..])] {
        assert_eq!(error(name, bytes, &none).0, ErrorKind::Empty);
    }
}
