//! Measures the figure checks: false alarms on right pairs, recall on wrong ones made from them.
//!
//! ```text
//! cargo run --release --example figure_eval -- [--human FILE.tsv] [--mutations SEED] [--without-own] [--list]
//! ```
//!
//! `FILE.tsv` has two columns, zh and en, with a header line; its pairs are taken to be right. The
//! wrong pairs are made, by the seed, from those and from the right rows of `tests/check/pairs.tsv`
//! and the beads of `data/report-2017/gold`, which `--without-own` leaves out. `--list` prints every
//! false alarm and every miss.

mod mutate;
mod numerals;

use std::collections::BTreeMap;
use std::process::ExitCode;

use duizhao::check::{Finding, Level, Options, compare};
use duizhao::figure::{read_en, read_zh};
use mutate::{Mutant, mutants};

const OWN_PAIRS: &str = include_str!("../../tests/check/pairs.tsv");
const OWN_BEADS: &str = include_str!("../../data/report-2017/gold/beads.tsv");

/// A right pair: Chinese, English.
type Pair = (String, String);

fn main() -> ExitCode {
    let mut human = None;
    let mut seed = 1;
    let mut list = false;
    let mut without_own = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--human" => human = args.next(),
            "--mutations" => seed = args.next().and_then(|seed| seed.parse().ok()).unwrap_or(seed),
            "--list" => list = true,
            "--without-own" => without_own = true,
            other => {
                eprintln!("unknown argument {other}; see the top of examples/figure_eval/main.rs");
                return ExitCode::from(2);
            }
        }
    }
    let human = match human.map(|path| std::fs::read_to_string(&path).map_err(|e| (path, e))) {
        None => Vec::new(),
        Some(Ok(text)) => columns(&text, 0, 1, 1),
        Some(Err((path, error))) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    let own = if without_own { Vec::new() } else { own_pairs() };
    println!("| right pairs | lines with a figure | error | check | note |");
    println!("|---|---|---|---|---|");
    false_alarms("own", &own, list);
    if !human.is_empty() {
        false_alarms("human", &human, list);
    }
    phenomena(list);
    let right: Vec<Pair> = human.into_iter().chain(own).collect();
    recall(&mutants(&right, seed), list);
    ExitCode::SUCCESS
}

/// The committed table of right and wrong pairs, by phenomenon.
fn phenomena(list: bool) {
    let mut by_phenomenon: BTreeMap<u8, [usize; 2]> = BTreeMap::new();
    for line in OWN_PAIRS.lines().skip(2) {
        let [phenomenon, zh, en, wanted] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let findings = compare(zh, en, &Options::default());
        let right = as_wanted(&findings, wanted);
        let score = by_phenomenon.entry(phenomenon.parse().unwrap_or(0)).or_default();
        score[0] += usize::from(right);
        score[1] += 1;
        if list && !right {
            println!("<!-- {zh}\n     {en} ({wanted})\n{}-->", said(&findings));
        }
    }
    println!("\n| phenomenon | pairs as wanted | of |\n|---|---|---|");
    let mut all = [0_usize; 2];
    for (phenomenon, [right, of]) in &by_phenomenon {
        all = [all[0] + right, all[1] + of];
        println!("| {phenomenon} | {right} | {of} |");
    }
    println!("| all | {} | {} |", all[0], all[1]);
}

/// Whether the loud findings are those a row of the table wants: none, or one of its codes.
fn as_wanted(findings: &[Finding], wanted: &str) -> bool {
    let loud = || findings.iter().filter(|finding| finding.level > Level::Note);
    let named = |finding: &Finding| {
        wanted.split('|').any(|code| {
            let (code, level) = code.split_once(':').unwrap_or((code, finding.level.name()));
            finding.code.name() == code && finding.level.name() == level
        })
    };
    match wanted {
        "right" => loud().next().is_none(),
        _ => findings.iter().any(named) && loud().all(named),
    }
}

fn own_pairs() -> Vec<Pair> {
    let right: String = OWN_PAIRS
        .lines()
        .skip(2)
        .filter(|line| line.ends_with("\tright"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut pairs = columns(&right, 0, 1, 2);
    // In the beads the 0s of the English became 1s; those with digits are no right pairs.
    let beads = columns(OWN_BEADS, 1, 1, 2);
    pairs.extend(beads.into_iter().filter(|(zh, en)| {
        let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
        !zh.is_empty() && !digits(zh) && !digits(en)
    }));
    pairs.sort();
    pairs.dedup();
    pairs
}

fn columns(text: &str, skip: usize, zh: usize, en: usize) -> Vec<Pair> {
    let header = usize::from(skip > 0 || text.starts_with("zh\t"));
    let (zh, en) = if text.starts_with("zh\t") { (0, 1) } else { (zh, en) };
    text.lines()
        .skip(header)
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Some((cells.get(zh)?.to_string(), cells.get(en)?.to_string()))
        })
        .collect()
}

fn false_alarms(name: &str, pairs: &[Pair], list: bool) {
    let mut counts = [0_usize; 3];
    let mut n_lines = 0;
    for (zh, en) in pairs {
        if read_zh(zh).is_empty() && read_en(en).is_empty() {
            continue;
        }
        n_lines += 1;
        let findings = compare(zh, en, &Options::default());
        for (at, level) in Level::ALL.into_iter().enumerate() {
            counts[at] += usize::from(findings.iter().any(|finding| finding.level == level));
        }
        if list && findings.iter().any(|finding| finding.level > Level::Note) {
            println!("<!-- {zh}\n     {en}\n{}-->", said(&findings));
        }
    }
    let share = |n: usize| format!("{n} ({:.1} %)", 100.0 * n as f64 / n_lines.max(1) as f64);
    println!(
        "| {name} | {n_lines} | {} | {} | {} |",
        share(counts[2]),
        share(counts[1]),
        share(counts[0])
    );
}

fn recall(mutants: &[Mutant], list: bool) {
    let mut by_code: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for mutant in mutants {
        let findings = compare(&mutant.zh, &mutant.en, &Options::default());
        let loud: Vec<&Finding> =
            findings.iter().filter(|finding| finding.level > Level::Note).collect();
        let named = findings.iter().any(|finding| mutant.is_named(finding.code));
        let counts = by_code.entry(mutant.code.name()).or_default();
        counts[0] += 1;
        counts[1] += usize::from(!loud.is_empty());
        counts[2] += usize::from(named && !loud.is_empty());
        if list && (loud.is_empty() || !named) {
            let kind = if loud.is_empty() { "missed" } else { "misnamed" };
            println!(
                "<!-- {kind} {} ({})\n     {}\n     {}\n{}-->",
                mutant.code,
                mutant.what,
                mutant.zh,
                mutant.en,
                said(&findings)
            );
        }
    }
    println!("\n| mistake made | wrong pairs | caught (error or check) | with its own code |");
    println!("|---|---|---|---|");
    let mut all = [0_usize; 3];
    let share = |n: usize, of: usize| format!("{n} ({:.0} %)", 100.0 * n as f64 / of.max(1) as f64);
    for (code, counts) in &by_code {
        for (total, n) in all.iter_mut().zip(counts) {
            *total += n;
        }
        println!(
            "| {code} | {} | {} | {} |",
            counts[0],
            share(counts[1], counts[0]),
            share(counts[2], counts[0])
        );
    }
    println!("| all | {} | {} | {} |", all[0], share(all[1], all[0]), share(all[2], all[0]));
}

fn said(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("     {} {}: {}\n", finding.level, finding.code, finding.message))
        .collect()
}
