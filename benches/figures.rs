//! Throughput of the figure readers on running text, and on text made to be hard.
//!
//! `cargo bench --bench figures` prints megabytes a second on one core, the best of several runs.

use std::hint::black_box;
use std::time::Instant;

use duizhao::figure::{Figure, read_en, read_zh};

const RUNS: usize = 5;
const SIZE_BYTES: usize = 4_000_000;

/// A reader of one language.
type Reader = fn(&str) -> Vec<Figure>;

/// Repeats the lines of `text` up to about [`SIZE_BYTES`].
fn enough(text: &str) -> String {
    text.repeat(SIZE_BYTES / text.len().max(1) + 1)
}

/// Reads paragraph by paragraph, as the program does, and prints the speed.
fn time(name: &str, text: &str, read: Reader) {
    let mut best = f64::INFINITY;
    let mut n_figures = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        n_figures = text.lines().map(|line| black_box(read(black_box(line))).len()).sum::<usize>();
        best = best.min(start.elapsed().as_secs_f64());
    }
    let speed = text.len() as f64 / 1e6 / best;
    println!("{name:34} {speed:8.1} MB/s  {n_figures:9} figures");
}

fn main() {
    let running: [(&str, &str, Reader); 4] = [
        ("en, report of 2017", include_str!("../data/report-2017/en.txt"), read_en),
        ("en, conference of 2021", include_str!("../data/conference-2021/en.txt"), read_en),
        ("zh, report of 2017", include_str!("../data/report-2017/zh.txt"), read_zh),
        ("zh, conference of 2021", include_str!("../data/conference-2021/zh.txt"), read_zh),
    ];
    for (name, text, read) in running {
        time(name, &enough(text), read);
    }
    let hard: [(&str, &str, Reader); 8] = [
        ("en, one row of digits", "7", read_en),
        ("en, hundred million hundred …", "hundred million ", read_en),
        ("en, 1,234,567,890,…", "234,", read_en),
        ("en, 100 200 300 …", "100 ", read_en),
        ("en, 1-2-3-…", "1-", read_en),
        ("en, one and one and …", "one and ", read_en),
        ("zh, one row of digits", "7", read_zh),
        ("zh, 十百千万亿…", "十百千万亿", read_zh),
    ];
    for (name, part, read) in hard {
        time(name, &enough(part), read);
    }
}
