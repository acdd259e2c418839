//! Files made to exhaust the machine, in every format: refused at a limit, or read in linear time.

mod archive;

use std::time::{Duration, Instant};

use archive::zipped;
use duizhao::error::ErrorKind;
use duizhao::read::{self, Content, Format, MAX_DEPTH, MAX_PARAGRAPH_BYTES, MAX_PARTS, Options};

/// Far above what any of these takes, far below what a quadratic walk over them would.
const SOON: Duration = Duration::from_secs(30);

fn read(name: &str, bytes: Vec<u8>) -> duizhao::Result<Content> {
    let begun = Instant::now();
    let result = read::content(name, bytes, &Options::default());
    assert!(begun.elapsed() < SOON, "{name} took {:?}", begun.elapsed());
    result
}

fn refused(name: &str, bytes: Vec<u8>, kind: ErrorKind, words: &str) {
    let error = read(name, bytes).expect_err(name);
    assert_eq!(error.kind, kind, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

fn n_paragraphs(name: &str, bytes: Vec<u8>) -> usize {
    match read(name, bytes).unwrap_or_else(|error| panic!("{error}")) {
        Content::Text(document) => document.paragraphs.len(),
        Content::Pairs(paired) => paired.rows.len(),
    }
}

#[test]
fn a_bomb_is_counted_as_it_unpacks() {
    // 96 MB of spaces are 96 KB packed; the limit is lowered so that the test is quick.
    let bomb = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &" ".repeat(96 << 20)),
    ]);
    assert!(bomb.len() < 1 << 20);
    let options = Options { max_bytes: 16 << 20, ..Options::default() };
    let error = read::content("x.odt", bomb, &options).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Limit, "{error}");
    assert!(error.to_string().starts_with("x.odt: unpacked it is larger than 16 MB"), "{error}");

    let zeros = "0".repeat(9 << 20);
    let book = zipped(&[("xl/workbook.xml", "<workbook/>"), ("xl/a", &zeros), ("xl/b", &zeros)]);
    let error = read::content("x.xlsx", book, &options).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Limit, "parts count together: {error}");
}

#[test]
fn an_archive_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..=MAX_PARTS).map(|n| n.to_string()).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    refused("x.docx", zipped(&parts), ErrorKind::Limit, "parts, more than");
}

#[test]
fn entities_are_never_expanded() {
    let laughs =
        "<!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let tmx = format!(
        "{laughs}\n<tmx><body><tu><tuv xml:lang=\"zh\"><seg>五</seg></tuv>\n\
         <tuv xml:lang=\"en\"><seg>&b;</seg></tuv></tu></body></tmx>"
    );
    refused(
        "x.tmx",
        tmx.into_bytes(),
        ErrorKind::Format,
        "x.tmx:3: here is a reference to an entity",
    );
    let file = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><p>&x;</p></d>";
    let odt =
        zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", file)]);
    refused("x.odt", odt, ErrorKind::Format, "are not expanded");
}

#[test]
fn deep_nesting_is_refused_or_costs_nothing() {
    let deep = |open: &str, n: usize| open.repeat(n);
    let xml = deep("<a>", MAX_DEPTH + 1);
    refused("x.tmx", format!("<tmx>{xml}").into_bytes(), ErrorKind::Limit, "inside each other");
    refused("x.xlf", format!("<xliff>{xml}").into_bytes(), ErrorKind::Limit, "inside each other");
    let docx = zipped(&[("word/document.xml", &xml)]);
    refused("x.docx", docx, ErrorKind::Limit, "inside each other");
    refused("x.html", deep("<ul><li>", 5_000).into_bytes(), ErrorKind::Limit, "inside each other");
    let divs = format!("{}text{}", deep("<div><b>", 500_000), deep("</b></div>", 500_000));
    assert_eq!(n_paragraphs("x.html", divs.into_bytes()), 1);
    assert_eq!(n_paragraphs("x.md", format!("{} text", deep(">", 2_000)).into_bytes()), 1);
    assert_eq!(n_paragraphs("x.md", format!("a {}", deep("[", 50_000)).into_bytes()), 1);
}

#[test]
fn huge_single_elements_are_refused() {
    let huge = "五".repeat(MAX_PARAGRAPH_BYTES / 3 + 1);
    let segment = format!("<tmx><tu><tuv xml:lang=\"zh\"><seg>{huge}</seg></tuv></tu></tmx>");
    let cue = format!("1\n00:00:01,000 --> 00:00:02,000\n{huge}\n");
    let docx = format!("<w:document><w:p><w:r><w:t>{huge}</w:t></w:r></w:p></w:document>");
    for (name, bytes) in [
        ("x.html", format!("<p>{huge}").into_bytes()),
        ("x.md", huge.clone().into_bytes()),
        ("x.srt", cue.into_bytes()),
        ("x.tmx", segment.into_bytes()),
        ("x.csv", format!("zh,en\n{huge},a\n").into_bytes()),
        ("x.tsv", format!("zh\ten\n{huge}\ta\n").into_bytes()),
        ("x.docx", zipped(&[("word/document.xml", &docx)])),
    ] {
        refused(name, bytes, ErrorKind::Limit, "more than 8 MB of text");
    }
}

#[test]
fn long_runs_of_marks_take_linear_time() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"\"")).collect();
    let tags = format!("<tmx><tu{attributes}/></tmx>");
    assert!(read("x.tmx", tags.into_bytes()).is_err());
    let pieces: String =
        (0..100_000).rev().map(|n| format!("<mrk mtype=\"seg\" mid=\"{n}\">五</mrk>")).collect();
    let back: String =
        (0..100_000).map(|n| format!("<mrk mtype=\"seg\" mid=\"{n}\">five</mrk>")).collect();
    let xliff = format!(
        "<xliff><file source-language=\"zh\" target-language=\"en\"><trans-unit id=\"1\">\
         <source>{pieces}</source><target>{back}</target></trans-unit></file></xliff>"
    );
    assert_eq!(n_paragraphs("x.xlf", xliff.into_bytes()), 100_000);
    let cue = format!("1\n00:00:01,000 --> 00:00:02,000\n{}\n", "<a".repeat(100_000));
    assert_eq!(n_paragraphs("x.srt", cue.into_bytes()), 1);
    let cells = format!("<table><tr>{}</table>", "<td>a".repeat(200_000));
    assert_eq!(n_paragraphs("x.html", cells.into_bytes()), 200_000);
}

#[test]
fn nothing_panics_on_a_file_cut_off_or_mangled_anywhere() {
    let docx = "<w:document><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>五&#x4E00;</w:t></w:r></w:p></w:document>";
    let tmx = "<tmx><tu><note>n</note><tuv xml:lang=\"zh\"><seg>五<ph>x</ph></seg></tuv><tuv xml:lang=\"en\"><seg>5</seg></tuv></tu></tmx>";
    let samples: Vec<(Format, Vec<u8>)> = vec![
        (Format::Docx, zipped(&[("word/document.xml", docx)])),
        (Format::Xlsx, zipped(&[("xl/workbook.xml", "<workbook><sheets/></workbook>")])),
        (Format::Tmx, tmx.into()),
        (Format::Xliff, tmx.replace("tmx", "xliff").replace("seg", "source").into()),
        (Format::Html, "<table><tr><td colspan=x>五<ruby>a<rt>b</ruby><!-- --><p>&amp;".into()),
        (Format::Markdown, "# a\n- b\n  1. c\n\n|a|\n|-|\n|五|\n[^1]: x\n<p>a</p>\n".into()),
        (Format::Srt, "1\n00:00:01,000 --> 00:00:02,000\n<i>五</i>{\\an8}&amp;\n".into()),
        (Format::Vtt, "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 五>a<rt>b</rt>\n".into()),
        (Format::Csv, "zh,en\n\"五\",\"a\n\"\n".into()),
        (Format::Tsv, "zh\ten\n五\ta\n".into()),
    ];
    for (format, bytes) in &samples {
        let options = Options { from: Some(*format), ..Options::default() };
        for cut in 0..bytes.len() {
            let _ = read::content("x", bytes[..cut].to_vec(), &options);
            let mut mangled = bytes.clone();
            mangled[cut] = mangled[cut].wrapping_add(37);
            let _ = read::content("x", mangled, &options);
        }
        for other in Format::ALL {
            let options = Options { from: Some(*other), ..Options::default() };
            let _ = read::content("x", bytes.clone(), &options);
        }
    }
}
