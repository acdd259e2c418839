//! The manual's pages: each example must trigger its own check and no other, what a page calls not
//! reported must stay silent, and `docs/checks.md` must be what the pages say.

use std::path::Path;

use duizhao::check::{Code, Level, Options, Pair, Report, check_pairs, manual, pages};

fn run(pairs: &[(String, String)]) -> Report {
    let pairs: Vec<Pair<'_>> = pairs.iter().map(|(zh, en)| Pair { zh, en }).collect();
    check_pairs(&pairs, &Options::default())
}

#[test]
fn every_code_has_one_page() {
    let codes: Vec<Code> = pages().iter().map(|page| page.code).collect();
    assert_eq!(codes, Code::ALL);
    for page in pages() {
        assert!(page.text.starts_with(&format!("# {}\n", page.code)), "{}", page.code);
        for heading in ["## What it checks", "## Why", "## Example", "## Not reported"] {
            assert!(page.text.contains(heading), "{}: no {heading}", page.code);
        }
        assert!(!page.example.is_empty(), "{}: no example", page.code);
    }
}

#[test]
fn each_example_triggers_its_check_and_no_other() {
    let mut wrong = Vec::new();
    for page in pages() {
        let report = run(&page.example);
        // Members of a systematic finding are part of it.
        let codes: Vec<Code> = report
            .findings
            .iter()
            .filter(|finding| finding.member_of.is_none())
            .map(|finding| finding.code)
            .collect();
        if codes != [page.code] {
            wrong.push(format!("{}: {:#?}", page.code, report.findings));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_called_not_reported_is_not() {
    let mut wrong = Vec::new();
    for page in pages() {
        let report = run(&page.silent);
        let loud: Vec<_> =
            report.findings.iter().filter(|finding| finding.level > Level::Note).collect();
        if !loud.is_empty() || report.findings.iter().any(|finding| finding.code == page.code) {
            wrong.push(format!("{}: {:#?}", page.code, report.findings));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_manual_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, manual()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == manual(),
        "docs/checks.md is stale; run `UPDATE=1 cargo test --test checks_page`"
    );
}
