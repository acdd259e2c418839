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
