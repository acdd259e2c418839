//! Bad input in full size, through the program: texts nobody means to align, with seconds and the
//! peak of memory of each. The same cases run small in `tests/alignment`.
//!
//! `cargo bench --bench bad_input` (`-- --size N` for another number of sentences than 100,000; long
//! sentences have ten bytes for each). A table in Markdown is printed; the peak is read from
//! `/proc` while the program runs, and left out where there is none.

#[path = "../tests/alignment/bad_texts.rs"]
mod bad_texts;
#[path = "../tests/alignment/texts.rs"]
mod texts;

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bad_texts::{Case, cases};

/// What one run took.
struct Run {
    seconds: f64,
    peak_mb: Option<u64>,
    problem: Option<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let size = arguments.windows(2).find(|pair| pair[0] == "--size");
    let size = size.and_then(|pair| pair[1].parse().ok()).unwrap_or(100_000);
    println!("| input | zh KB | en KB | seconds | peak MB | answer |\n|---|---|---|---|---|---|");
    for case in cases(size) {
        let run = run(&case);
        let peak = run.peak_mb.map_or_else(|| "–".to_owned(), |peak| peak.to_string());
        println!(
            "| {} | {} | {} | {:.2} | {peak} | {} |",
            case.name,
            case.zh.len() / 1000,
            case.en.len() / 1000,
            run.seconds,
            run.problem.unwrap_or_else(|| case.wanted.to_string())
        );
    }
}

fn run(case: &Case) -> Run {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("zh"), &case.zh).expect("room for the texts");
    fs::write(path("en"), &case.en).expect("room for the texts");
    let output = |name: &str| File::create(path(name)).expect("room for the output");
    let start = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .current_dir(folder.path())
        .args(["align", "zh", "en", "--format", "links"])
        .args(case.presplit.then_some("--presplit"))
        .stdout(Stdio::from(output("out")))
        .stderr(Stdio::from(output("err")))
        .spawn()
        .expect("the program runs");
    let status = format!("/proc/{}/status", program.id());
    let mut peak_mb = None;
    let code = loop {
        peak_mb = fs::read_to_string(&status).ok().and_then(|text| peak(&text)).or(peak_mb);
        if let Some(status) = program.try_wait().expect("the program ends") {
            break status.code();
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let seconds = start.elapsed().as_secs_f64();
    let read = |name: &str| fs::read_to_string(path(name)).expect("output in UTF-8");
    Run { seconds, peak_mb, problem: case.problem(code, &read("out"), &read("err")) }
}

fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1000)
}
