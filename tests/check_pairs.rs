//! The tables of right and wrong pairs, by phenomenon: at least 98 % as expected.

use std::collections::BTreeMap;

use duizhao::check::{Finding, Level, Options, compare};

const TABLE: &str = include_str!("check/pairs.tsv");

/// Least share of rows, in per cent, that must come out as expected.
const WANTED_PERCENT: usize = 98;

/// Whether the findings are what the row expects.
fn as_expected(findings: &[Finding], expected: &str) -> bool {
    let loud = || findings.iter().filter(|finding| finding.level > Level::Note);
    if expected == "right" {
        return loud().next().is_none();
    }
    expected.split('|').any(|wanted| {
        let (code, level) = wanted.split_once(':').unwrap_or((wanted, ""));
        let found = |finding: &&Finding| {
            finding.code.name() == code && (level.is_empty() || finding.level.name() == level)
        };
        findings.iter().any(|finding| found(&finding)) && loud().all(|finding| found(&finding))
    })
}

#[test]
fn the_pairs_of_each_phenomenon() {
    let mut by_phenomenon: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in TABLE.lines().skip(2) {
        let [phenomenon, zh, en, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns are needed: {line}");
        };
        let findings = compare(zh, en, &Options::default());
        let score = by_phenomenon.entry(phenomenon.parse().unwrap()).or_default();
        score.1 += 1;
        if as_expected(&findings, expected) {
            score.0 += 1;
        } else {
            let said: Vec<String> = findings
                .iter()
                .map(|finding| format!("  {} {}: {}", finding.level, finding.code, finding.message))
                .collect();
            wrong.push(format!("{phenomenon}. {zh} | {en} ({expected})\n{}", said.join("\n")));
        }
    }
    let (right, all) =
        by_phenomenon.values().fold((0, 0), |(right, all), (r, n)| (right + r, all + n));
    println!("phenomenon  right of");
    for (phenomenon, (right, n)) in &by_phenomenon {
        println!("{phenomenon:>10} {right:>6} {n:>2}");
    }
    println!("{right} of {all}\n{}", wrong.join("\n"));
    assert!(all > 300, "the table is too small");
    assert!(
        right * 100 >= all * WANTED_PERCENT,
        "{right} of {all} as expected:\n{}",
        wrong.join("\n")
    );
}
