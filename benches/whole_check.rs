//! The whole way on the 2017 report, 440 KB of Chinese and 23 KB of English: reading, aligning,
//! checking.
//!
//! `cargo bench --bench whole_check` prints milliseconds by stage: of the first run, which loads the
//! dictionaries as every call of the program does, and of the best of several.

use std::time::{Duration, Instant};

use duizhao::{check, pipeline, read};

const RUNS: usize = 6;
const ZH: &[u8] = include_bytes!("../data/report-2017/zh.txt");
const EN: &[u8] = include_bytes!("../data/report-2017/en.txt");

/// Reading, aligning, checking.
type Stages = [Duration; 3];

fn run() -> Stages {
    let start = Instant::now();
    let document = |name: &str, bytes: &[u8]| {
        read::bytes(name, bytes.to_vec(), &read::Options::default()).expect("the report is text")
    };
    let (zh, en) = (document("zh.txt", ZH), document("en.txt", EN));
    let read = Instant::now();
    let aligned = pipeline::align(zh, en, &pipeline::Options::default());
    let aligned_at = Instant::now();
    let checked = pipeline::check(&aligned, &check::Options::default());
    assert!(!checked.report.findings.is_empty(), "the report's wrong figures were not found");
    [read - start, aligned_at - read, aligned_at.elapsed()]
}

fn print(name: &str, stages: Stages) {
    let [read, align, check] = stages.map(|stage| stage.as_secs_f64() * 1e3);
    let total = read + align + check;
    println!("{name:12} {read:8.1} {align:8.1} {check:8.1} {total:8.1}");
}

fn main() {
    println!("{:12} {:>8} {:>8} {:>8} {:>8}  ms", "", "read", "align", "check", "total");
    print("first", run());
    let best = (1..RUNS).map(|_| run()).min_by_key(|stages| stages.iter().sum::<Duration>());
    if let Some(best) = best {
        print("best", best);
    }
}
