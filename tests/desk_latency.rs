//! How long the desk takes to answer an act on a text of 20,000 pairs. The page wants an answer in
//! 100 ms, and gets it with and without optimization; the test says how long it took:
//! `cargo test --release --test desk_latency -- --nocapture`.

use std::time::{Duration, Instant};

use duizhao::check::Options;
use duizhao::read::PairRow;
use duizhao::review::{About, Act, Ask, Deed, Desk, SideName, Way, What, of_pairs};

const N_PAIRS: usize = 20_000;

/// What a person waits for without noticing; with or without optimization.
const SOON: Duration = Duration::from_millis(100);

fn pairs() -> Vec<PairRow> {
    (1..=N_PAIRS)
        .map(|n| PairRow {
            zh: format!("第{n}项工程的投资额为{}万元，比上年增长{}%。", n + 100, n % 97),
            en: format!(
                "Investment in project {n} came to {} million yuan, up {}% over the previous year.",
                (n + 100) as f64 / 100.0,
                n % 97 + usize::from(n % 500 == 7)
            ),
            line: n,
            ..PairRow::default()
        })
        .collect()
}

#[test]
fn acts_on_a_long_text_are_answered_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let about = About { files: ["zh".into(), "en".into()], aligned: true, ..About::default() };
    let path = folder.path().join("long.duizhao");
    let mut desk = Desk::begin(&path, about, of_pairs(&pairs()), Options::default()).unwrap();
    let mut version = 0;
    let mut slowest = (Duration::ZERO, String::new());
    let mut all = Vec::new();
    let acts = (1..20).flat_map(|n| {
        let row = n * 977;
        let text = format!("Investment in project {row} came to {n} million yuan.");
        [
            What::Rows(Act::Merge { row, way: Way::Down }),
            What::Rows(Act::Edit { row, text, side: SideName::En }),
            What::Rows(Act::Pin { row }),
            What::Book(Deed::Dismiss { row, finding: 0, key: String::new() }),
            What::Book(Deed::Undo),
            What::Book(Deed::Undo),
        ]
    });
    for what in acts {
        let begun = Instant::now();
        let said = match desk.act(&Ask { version, what: what.clone() }) {
            Ok(answer) => serde_json::to_value(&answer).unwrap(),
            Err(refusal) => panic!("{what:?}: {refusal:?}"),
        };
        let took = begun.elapsed();
        version = said["version"].as_u64().unwrap();
        all.push(took);
        if took > slowest.0 {
            slowest = (took, format!("{what:?}"));
        }
    }
    all.sort_unstable();
    let begun = Instant::now();
    desk.settle();
    let settled = begun.elapsed();
    let typical = all[all.len() / 2];
    println!(
        "{N_PAIRS} pairs: typical {typical:?}, slowest {slowest:?}, the whole text {settled:?}"
    );
    assert!(typical < SOON, "typical {typical:?}, slowest {slowest:?}");
}
