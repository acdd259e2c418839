//! Bounds of both languages, as data: one paragraph a row, ` ||| ` between its sentences.

use super::*;

/// Splits every row of a table and compares.
fn check(table: &str, side: Side) {
    let mut wrong = Vec::new();
    for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let wanted: Vec<&str> = row.split(" ||| ").collect();
        let joined = match side {
            Side::Zh => wanted.concat(),
            Side::En => wanted.join(" "),
        };
        // Chinese rows say `_` for a space between sentences.
        let text = joined.replace('_', " ");
        let document = Document::from_text("row", text.clone());
        let got: Vec<&str> =
            split(&document, side).iter().map(|s| s.trimmed(&document.text)).collect();
        let wanted: Vec<String> =
            wanted.iter().map(|s| s.replace('_', " ").trim().to_owned()).collect();
        if got != wanted {
            wrong.push(format!("wanted {}\n   got {}", wanted.join(" ||| "), got.join(" ||| ")));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn chinese_bounds() {
    check(include_str!("../../tests/sentences/zh.tsv"), Side::Zh);
}

#[test]
fn english_bounds() {
    check(include_str!("../../tests/sentences/en.tsv"), Side::En);
}

#[test]
fn semicolons_end_when_asked() {
    let document = Document::from_text("x", "一是稳增长；二是促改革；三是惠民生。");
    let options = Options { zh_ends: ZhEnds::StopsAndSemicolons };
    assert_eq!(split_with(&document, Side::Zh, &options).len(), 3);
    assert_eq!(split(&document, Side::Zh).len(), 1);
}

#[test]
fn presplit_keeps_lines_and_blank_lines() {
    let document = Document::from_text("x", "One. Two.\r\n\r\n  \nThree\u{2028}x.\n\n");
    let lines: Vec<_> =
        presplit(&document).iter().map(|s| (s.trimmed(&document.text), s.paragraph)).collect();
    assert_eq!(lines, [("One. Two.", 0), ("", 0), ("", 0), ("Three\u{2028}x.", 1), ("", 1)]);
    let old = Document::from_text("x", "One.\rTwo.\r");
    assert_eq!(presplit(&old).len(), 2);
}

/// The gold bounds of the report: every English sentence, and every Chinese one of the translated
/// part.
#[test]
fn the_report_is_cut_as_its_gold_says() {
    let gold = include_str!("../../data/report-2017/gold/beads.tsv");
    for (side, column, text) in [
        (Side::Zh, 1, include_str!("../../data/report-2017/zh.txt")),
        (Side::En, 2, include_str!("../../data/report-2017/en.txt")),
    ] {
        let document = Document::from_text("report", text);
        let got: Vec<&str> =
            split(&document, side).iter().map(|s| s.trimmed(&document.text)).collect();
        let wanted: Vec<&str> = gold
            .lines()
            .skip(1)
            .flat_map(|row| row.split('\t').nth(column).unwrap().split(" ||| "))
            .filter(|cell| !cell.is_empty())
            .collect();
        if side == Side::En {
            assert_eq!(got, wanted);
            continue;
        }
        let mut rest = got.iter();
        for sentence in &wanted {
            assert!(rest.any(|got| got == sentence), "not a sentence: {sentence}");
        }
        assert_eq!(got.len(), 8 * 463);
    }
}

/// Texts that made a splitter look ahead again and again.
#[test]
fn long_runs_of_marks_take_linear_time() {
    let started = std::time::Instant::now();
    for piece in [
        "\"",
        ".",
        ".\"",
        ". ",
        "?",
        "? a",
        "…",
        "……我",
        "a.\"\"",
        "(",
        "。 ",
        "字.",
        "'",
        ".1",
        "1. ",
        "!)",
        "《",
        "\u{301}.",
        "U.S. ",
        "？”",
    ] {
        let text = format!("A.{}", piece.repeat(1_000_000 / piece.len()));
        let document = Document::from_text("x", text);
        for side in [Side::Zh, Side::En] {
            let sentences = split(&document, side);
            assert!(sentences.iter().map(|s| s.span.len()).sum::<usize>() == document.text.len());
        }
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

proptest::proptest! {
    /// Sentences concatenate to the paragraph, whatever it holds, and are never empty.
    #[test]
    fn sentences_concatenate_to_the_paragraph(
        text in "([ \"“”‘’.!?…。！？（）()《》，\u{3000}\t\u{2028}]|\\PC|[a-zA-Z0-9\n]|Mr|etc|U\\.S|问|的|e\u{301}){0,60}"
    ) {
        let document = Document::from_text("x", text);
        for side in [Side::Zh, Side::En] {
            let sentences = split(&document, side);
            for (index, paragraph) in document.paragraphs.iter().enumerate() {
                let own: Vec<_> = sentences.iter().filter(|s| s.paragraph == index).collect();
                let joined: String = own.iter().map(|s| document.slice(s.span)).collect();
                proptest::prop_assert_eq!(joined.as_str(), document.slice(paragraph.span));
                proptest::prop_assert!(own.iter().all(|s| !s.span.is_empty()));
            }
        }
    }
}
