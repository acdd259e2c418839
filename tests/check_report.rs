//! The 2017 report: every figure its gold calls wrong must be an error or a check, those damaged
//! by 0→1 must be members of one systematic finding, and nothing else may be an error.

use duizhao::check::{Code, Finding, Level, Options, Pair, Report, check_pairs};

const BEADS: &str = include_str!("../data/report-2017/gold/beads.tsv");

fn report() -> (Vec<[String; 2]>, Report) {
    let texts: Vec<[String; 2]> = BEADS
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t').skip(1).map(str::to_string);
            Some([cells.next()?, cells.next()?])
        })
        .collect();
    let pairs: Vec<Pair<'_>> = texts.iter().map(|[zh, en]| Pair { zh, en }).collect();
    let report = check_pairs(&pairs, &Options::default());
    (texts, report)
}

/// (row from 1, English figure) of findings.
fn places<'f>(
    texts: &[[String; 2]],
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<(usize, String)> {
    let mut places: Vec<(usize, String)> = findings
        .map(|finding| {
            let text = &texts[finding.pair][1];
            let en = finding.en.as_ref().map_or("", |figure| figure.numeral.of(text));
            (finding.pair + 1, en.to_string())
        })
        .collect();
    places.sort();
    places
}

#[test]
fn the_damage_is_named_once_with_its_six_members() {
    let (texts, report) = report();
    let systematic: Vec<&Finding> = report.systematic().collect();
    assert_eq!(systematic.len(), 1, "{systematic:#?}");
    assert!(systematic[0].message.contains("6 figures differ only by 0→1"), "{systematic:?}");
    assert!(systematic[0].message.contains("no 0 is left"), "{systematic:?}");
    let index =
        report.findings.iter().position(|finding| finding.code == Code::Systematic).unwrap();
    let members = places(&texts, report.members(index));
    let wanted = [(3, "2117"), (13, "31"), (39, "31"), (79, "511"), (87, "111"), (94, "111")];
    assert_eq!(members, wanted.map(|(row, en)| (row, en.to_string())));
    assert!(report.members(index).all(|member| member.level == Level::Error));
}

#[test]
fn nothing_else_is_an_error() {
    let (texts, report) = report();
    let others: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .filter(|finding| finding.member_of.is_none() && finding.code != Code::Systematic)
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    let checks =
        places(&texts, report.findings.iter().filter(|finding| finding.level == Level::Check));
    // The lost date of the opening, and the number where a news source's name stood.
    assert_eq!(checks, [(1, String::new()), (1, "86".to_string())]);
}
