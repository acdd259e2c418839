//! Speed and memory of the whole way from two texts to beads.
//!
//! ```text
//! cargo bench --bench align                       pairs from data/report-2017/gold
//! cargo bench --bench align -- --gold DIR…        pairs from folders of NAME.zh, NAME.en, NAME.align
//! cargo bench --bench align -- --sizes 5000,30000
//! cargo bench --bench align -- --in-order         the pairs in their order, again and again
//! ```
//! Texts of any size are made by shuffling the pairs in blocks and leaving out some sentences of either
//! side; the seed is fixed. Nothing is added that would tell copies of a pair apart. For each size,
//! medians of five runs: seconds in all, by stage, the ratio to jieba's segmentation of the Chinese side
//! alone; the peak of memory; and the strict F1 of the best path.

use std::path::Path;
use std::time::Instant;

use duizhao::align;
use duizhao::document::{Document, Sentence};
use duizhao::evidence;
use duizhao::lexicon::Lexicon;
use duizhao::pipeline::score;
use duizhao::read::Link;
use duizhao::{sentence, token};

#[path = "../examples/gold/mod.rs"]
mod gold;

/// A small generator of random numbers (xorshift64*), so that the texts are the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// A bead: the sentences of both sides.
type Pair = (Vec<String>, Vec<String>);

fn pairs_of_table(path: &Path) -> Vec<Pair> {
    let table = std::fs::read_to_string(path).expect("the repository's own gold");
    let cell = |cell: &str| -> Vec<String> {
        cell.split(" ||| ").filter(|s| !s.is_empty()).map(str::to_string).collect()
    };
    table
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t').skip(1);
            (cell(cells.next().unwrap_or("")), cell(cells.next().unwrap_or("")))
        })
        .collect()
}

fn pairs_of_folder(folder: &Path) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for file in gold::files(folder).expect("a folder") {
        let read = |extension: &str| {
            std::fs::read_to_string(file.with_extension(extension)).expect("a text of the folder")
        };
        let (zh, en) = (read("zh"), read("en"));
        let (zh, en): (Vec<&str>, Vec<&str>) = (zh.lines().collect(), en.lines().collect());
        let pick = |list: &[usize], lines: &[&str]| -> Vec<String> {
            list.iter().filter_map(|&at| lines.get(at)).map(|s| s.to_string()).collect()
        };
        let links = gold::links(&file).expect("gold");
        pairs.extend(links.iter().map(|link| (pick(&link.zh, &zh), pick(&link.en, &en))));
    }
    pairs
}

/// Appends a sentence, or two lines broken after the comma nearest its middle. Returns how many lines.
fn push_sentence(text: &mut String, sentence: &str, broken: bool) -> usize {
    let commas = sentence.match_indices(", ").map(|(at, _)| at + 2);
    let at = commas.min_by_key(|at| at.abs_diff(sentence.len() / 2)).filter(|_| broken);
    if let Some(at) = at {
        text.push_str(sentence[..at].trim_end());
        text.push('\n');
    }
    text.push_str(&sentence[at.unwrap_or(0)..]);
    text.push('\n');
    1 + usize::from(at.is_some())
}

/// Two texts, a sentence a line, and which lines belong together.
#[derive(Default)]
struct Texts {
    zh: String,
    en: String,
    gold: Vec<Link>,
}

impl Texts {
    /// Texts with about `n_zh` Chinese sentences: the pairs in blocks at random, or all in their order
    /// again and again.
    fn of(pairs: &[Pair], n_zh: usize, in_order: bool) -> Texts {
        let mut random = Random(0x5eed_2017);
        let mut texts = Texts::default();
        let mut lines = (0, 0);
        while lines.0 < n_zh {
            let start = if in_order { 0 } else { random.below(pairs.len()) };
            let block = if in_order { pairs.len() } else { 8 + random.below(30) };
            for pair in pairs[start..].iter().take(block) {
                if lines.0 >= n_zh || random.below(40) == 0 {
                    if in_order { continue } else { break }
                }
                texts.push(pair, &mut lines, &mut random);
            }
        }
        texts
    }

    fn push(&mut self, pair: &Pair, lines: &mut (usize, usize), random: &mut Random) {
        let mut push = |language: &str, side: &[String], text: &mut String, line: &mut usize| {
            let first = *line;
            for sentence in side {
                if random.below(60) == 0 {
                    continue;
                }
                let broken = language == "en" && random.below(4) < 3;
                *line += push_sentence(text, sentence, broken);
            }
            (first..*line).collect()
        };
        let zh: Vec<usize> = push("zh", &pair.0, &mut self.zh, &mut lines.0);
        let en: Vec<usize> = push("en", &pair.1, &mut self.en, &mut lines.1);
        if !zh.is_empty() || !en.is_empty() {
            self.gold.push(Link { zh, en });
        }
    }
}

/// Time the thread had the processor, where the system tells it; else time by the wall.
struct Clock {
    wall: Instant,
    processor: Option<u64>,
}

impl Clock {
    fn start() -> Clock {
        Clock { wall: Instant::now(), processor: processor_nanoseconds() }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor_nanoseconds()) {
            (Some(start), Some(now)) => (now - start) as f64 / 1e9,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn processor_nanoseconds() -> Option<u64> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    times.split_whitespace().next()?.parse().ok()
}

fn peak_memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Seconds by stage of one run of the whole way, and what it found.
struct Run {
    segmentation: f64,
    evidence: f64,
    first_looks: f64,
    closer_look: f64,
    all: f64,
    n_beads: usize,
    n_cells: usize,
}

/// How often jieba segments the text in a run: once is too short for the clock's steps.
const SEGMENTATIONS: usize = 5;

fn run_once(zh: (&str, &[Sentence]), en: (&str, &[Sentence])) -> (Run, Vec<Link>) {
    let started = Clock::start();
    for line in std::iter::repeat_n(zh.1, SEGMENTATIONS).flatten() {
        std::hint::black_box(token::zh::cut(line.trimmed(zh.0)));
    }
    let segmentation = started.seconds() / SEGMENTATIONS as f64;
    let started = Clock::start();
    let evidence = evidence::gather(zh, en, Lexicon::builtin(), &evidence::Options::default());
    let gathered = started.seconds();
    let options = align::Options::default();
    let survey = align::survey(&evidence, &options);
    let surveyed = started.seconds();
    let (n_beads, n_cells) = (survey.lattice.beads.len(), survey.bounds.band().n_cells());
    let look = align::study(&evidence, &options, survey);
    let studied = started.seconds();
    let path = look.lattice.best_path(&look.band);
    let all = started.seconds();
    let link = |index: usize| {
        let (i, a, j, b) = look.lattice.beads[index].parts();
        Link { zh: (i..i + a).collect(), en: (j..j + b).collect() }
    };
    let run = Run {
        segmentation,
        evidence: gathered,
        first_looks: surveyed - gathered,
        closer_look: studied - surveyed,
        all,
        n_beads,
        n_cells,
    };
    (run, path.into_iter().map(link).collect())
}

/// How often each size is run; the medians are shown.
const RUNS: usize = 5;

fn measure(pairs: &[Pair], n_zh: usize, in_order: bool) {
    let Texts { zh, en, gold } = Texts::of(pairs, n_zh, in_order);
    let (zh, en) = (Document::from_text("zh", zh), Document::from_text("en", en));
    let (zh_lines, en_lines): (Vec<Sentence>, Vec<Sentence>) =
        (sentence::presplit(&zh), sentence::presplit(&en));
    let mut links = Vec::new();
    let mut one_run = || {
        let run;
        (run, links) = run_once((&zh.text, &zh_lines), (&en.text, &en_lines));
        run
    };
    let runs: Vec<Run> = (0..RUNS).map(|_| one_run()).collect();
    let median = |stage: fn(&Run) -> f64| {
        let mut seconds: Vec<f64> = runs.iter().map(stage).collect();
        seconds.sort_by(f64::total_cmp);
        seconds[RUNS / 2]
    };
    println!(
        "| {} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.3} | {:.1} | {:.0} | {:.1} | {:.1} | {:.3} |",
        zh_lines.len(),
        en_lines.len(),
        median(|run| run.all),
        median(|run| run.evidence),
        median(|run| run.first_looks),
        median(|run| run.closer_look),
        median(|run| run.segmentation),
        median(|run| run.all / run.segmentation),
        peak_memory_bytes().unwrap_or(0) as f64 / 1e6,
        runs[0].n_cells as f64 / zh_lines.len() as f64,
        runs[0].n_beads as f64 / zh_lines.len() as f64,
        score(&gold, &links).strict.f1(),
    );
}

fn main() {
    let mut pairs = Vec::new();
    let mut sizes = vec![5_000, 10_000, 30_000];
    let mut in_order = false;
    let mut arguments = std::env::args().skip(1).peekable();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--gold" => {
                while let Some(dir) = arguments.next_if(|next| !next.starts_with("--")) {
                    pairs.extend(pairs_of_folder(Path::new(&dir)));
                }
            }
            "--sizes" => {
                let list = arguments.next().unwrap_or_default();
                sizes = list.split(',').filter_map(|n| n.parse().ok()).collect();
            }
            "--in-order" => in_order = true,
            _ => {}
        }
    }
    if pairs.is_empty() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        pairs = pairs_of_table(&root.join("data/report-2017/gold/beads.tsv"));
    }
    token::zh::warm();
    // One thread, so that the numbers speak of work, not of cores.
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    println!(
        "| zh | en | seconds | evidence | first looks | closer look | jieba | × jieba | peak MB | cells/zh | beads/zh | F1 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    pool.install(|| sizes.iter().for_each(|&size| measure(&pairs, size, in_order)));
}
