//! The whole way on real texts: the 2017 report and its damaged translation, held to hand-made gold;
//! and texts that are no translations of each other.

use std::path::Path;

use duizhao::check::{Code, Finding, Level};
use duizhao::document::{Document, Side};
use duizhao::pipeline::{self, Aligned};
use duizhao::read;
use duizhao::report::{self, Colour, Keys, Style};

fn document(path: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(path);
    read::file(&path, &read::Options::default()).unwrap()
}

fn aligned(zh: &str, en: &str) -> Aligned {
    pipeline::align(document(zh), document(en), &pipeline::Options::default())
}

/// The cells of a gold table, header left out.
fn gold(table: &'static str) -> Vec<Vec<&'static str>> {
    table.lines().skip(1).map(|row| row.split('\t').collect()).collect()
}

fn text_of(document: &Document, sentences: &[duizhao::document::Sentence]) -> String {
    let texts: Vec<&str> = sentences.iter().map(|s| s.trimmed(&document.text)).collect();
    texts.join(" ||| ")
}

#[test]
fn the_alignment_is_the_gold() {
    let aligned = aligned("report-2017/zh.txt", "report-2017/en.txt");
    assert!(!aligned.unrelated);
    let got: Vec<(String, String)> = aligned
        .beads
        .iter()
        .filter(|bead| !bead.en.is_empty())
        .map(|bead| {
            let zh = &aligned.zh_sentences[bead.zh.clone()];
            let en = &aligned.en_sentences[bead.en.clone()];
            (text_of(&aligned.zh, zh), text_of(&aligned.en, en))
        })
        .collect();
    let wanted: Vec<(String, String)> = gold(include_str!("../data/report-2017/gold/beads.tsv"))
        .into_iter()
        .map(|row| (row[1].to_owned(), row[2].to_owned()))
        .collect();
    for (got, wanted) in got.iter().zip(&wanted) {
        assert_eq!(got, wanted);
    }
    assert_eq!(got.len(), wanted.len());
    let copy = aligned.zh_sentences.len() / 8;
    let paired = aligned.beads.iter().filter(|bead| !bead.is_null());
    assert!(paired.clone().all(|bead| bead.zh.end <= copy), "a later copy was aligned");
}

#[test]
fn every_sentence_stands_in_one_bead_in_order() {
    let aligned = aligned("report-2017/zh.txt", "report-2017/en.txt");
    let (mut zh, mut en) = (0, 0);
    for bead in &aligned.beads {
        assert!(!bead.zh.is_empty() || !bead.en.is_empty());
        for (next, run) in [(&mut zh, &bead.zh), (&mut en, &bead.en)] {
            if !run.is_empty() {
                assert_eq!(run.start, *next);
                *next = run.end;
            }
        }
    }
    assert_eq!((zh, en), (aligned.zh_sentences.len(), aligned.en_sentences.len()));
}

/// The six damaged figures are errors and members of one systematic finding, 86 is raised as having
/// no source, and nothing else is an error.
#[test]
fn the_wrong_figures_are_found_and_no_other_is_an_error() {
    let aligned = aligned("report-2017/zh.txt", "report-2017/en.txt");
    let checked = pipeline::check(&aligned, &Default::default());
    let beads = gold(include_str!("../data/report-2017/gold/beads.tsv"));
    // Row of the gold, from 1, and English figure.
    let place = |finding: &Finding| {
        let en = checked.pairs[finding.pair].en;
        let row = beads.iter().position(|bead| bead[2] == en).map_or(0, |row| row + 1);
        (row, finding.en.as_ref().map_or("", |figure| figure.numeral.of(en)))
    };
    let findings = &checked.report.findings;
    let errors: Vec<(usize, &str)> = findings
        .iter()
        .filter(|finding| finding.level == Level::Error && finding.code != Code::Systematic)
        .map(place)
        .collect();
    let wanted = [(3, "2117"), (13, "31"), (39, "31"), (79, "511"), (87, "111"), (94, "111")];
    assert_eq!(errors, wanted);
    let systematic: Vec<usize> =
        (0..findings.len()).filter(|&at| findings[at].code == Code::Systematic).collect();
    assert_eq!(systematic.len(), 1);
    assert_eq!(checked.report.members(systematic[0]).map(place).collect::<Vec<_>>(), wanted);
    let added: Vec<(usize, &str)> =
        findings.iter().filter(|finding| finding.code == Code::Added).map(place).collect();
    assert_eq!(added, [(1, "86")]);
}

#[test]
fn texts_that_are_no_translations_are_refused() {
    for (zh, en) in [
        ("report-2020/zh.txt", "report-2017/en.txt"),
        ("conference-2021/zh.txt", "conference-2021/en.txt"),
    ] {
        let aligned = aligned(zh, en);
        assert!(aligned.unrelated, "{zh} against {en}: score {}", aligned.score);
        let paired = aligned.beads.iter().filter(|bead| !bead.is_null()).count();
        assert!(paired * 2 < aligned.en_sentences.len().max(1), "{paired} pairs in {en}");
    }
}

/// A text broken into lines of at most `width` characters, a blank line after each paragraph.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let pieces: Vec<String> = if paragraph.is_ascii() {
            paragraph.split_inclusive(' ').map(str::to_owned).collect()
        } else {
            paragraph.chars().map(String::from).collect()
        };
        let mut used = 0;
        for piece in pieces {
            let length = piece.trim_end().chars().count();
            if used > 0 && used + length > width {
                out.truncate(out.trim_end().len());
                out.push('\n');
                used = 0;
            }
            used += piece.chars().count();
            out.push_str(&piece);
        }
        out.push_str("\n\n");
    }
    out
}

/// Text out of a PDF or an old e-text has its lines broken at a width: the pairs and the findings
/// are the same, and each finding leads to the line of the file where its figure stands.
#[test]
fn a_report_with_broken_lines_gives_the_same_findings() {
    let whole = aligned("report-2017/zh.txt", "report-2017/en.txt");
    let texts = [wrapped(&whole.zh.text, 36), wrapped(&whole.en.text, 72)];
    let read = |name: &str, text: &str| {
        read::bytes(name, text.as_bytes().to_vec(), &read::Options::default()).unwrap()
    };
    let joined = pipeline::align(read("zh", &texts[0]), read("en", &texts[1]), &Default::default());
    let pairs = |aligned: &Aligned| -> Vec<(String, String)> {
        let beads = aligned.beads.iter().filter(|bead| !bead.is_null());
        let zh = |bead: &duizhao::align::Bead| {
            text_of(&aligned.zh, &aligned.zh_sentences[bead.zh.clone()])
        };
        let en = |bead: &duizhao::align::Bead| {
            text_of(&aligned.en, &aligned.en_sentences[bead.en.clone()])
        };
        beads.map(|bead| (zh(bead), en(bead))).collect()
    };
    assert_eq!(pairs(&joined), pairs(&whole));

    let checked = pipeline::check(&joined, &Default::default());
    let messages = |findings: &[Finding]| -> Vec<String> {
        findings.iter().map(|finding| finding.message.clone()).collect()
    };
    let of_whole = pipeline::check(&whole, &Default::default());
    assert_eq!(messages(&checked.report.findings), messages(&of_whole.report.findings));
    let mut n_found = 0;
    for finding in &checked.report.findings {
        for (side, figure, file) in
            [(Side::Zh, &finding.zh, &texts[0]), (Side::En, &finding.en, &texts[1])]
        {
            let Some(figure) = figure else { continue };
            let text = checked.text(finding.pair, side);
            let origin = checked.origin(finding.pair, side).1.unwrap();
            let (line, column) = origin.line_and_column(text, figure.span.start);
            let there: String = file.lines().nth(line - 1).unwrap().chars().skip(column).collect();
            let written = figure.span.of(text);
            assert!(there.starts_with(&written[..there.len().min(written.len())]), "{written}");
            assert!(!there.is_empty(), "{written}");
            n_found += 1;
        }
    }
    assert!(n_found >= 12, "{n_found}");

    let mut page = Vec::new();
    let style = Style { width: 100, colour: Colour::Plain, keys: Keys::Hidden };
    report::findings(&checked, style, &mut page).unwrap();
    let line = 1 + texts[1].lines().position(|line| line.contains("2117")).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains(&format!("  en:{line}: 2117 (wrong-date)")), "{page}");
}
