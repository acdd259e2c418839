//! Bad input ends with a sensible answer or one clear sentence. `cargo bench --bench bad_input` runs
//! the same cases in full size and measures them.

use crate::bad_texts::cases;
use crate::program::Place;

/// Sentences of the large texts; ten times as many bytes in the long sentences.
const SIZE: usize = 1200;

#[test]
fn bad_input_has_a_sensible_answer() {
    let place = Place::new();
    let mut problems = Vec::new();
    for case in cases(SIZE) {
        place.write("zh", &case.zh);
        place.write("en", &case.en);
        let mut arguments = vec!["align", "zh", "en", "--format", "links"];
        arguments.extend(case.presplit.then_some("--presplit"));
        let ran = place.run(&arguments);
        problems.extend(case.problem(ran.code, &ran.out, &ran.err));
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// Every sentence of either side stands in exactly one link, whatever the texts are.
#[test]
fn bad_input_is_covered_once_and_in_order() {
    let place = Place::new();
    for case in cases(300) {
        place.write("zh", &case.zh);
        place.write("en", &case.en);
        let ran = place.run(&["align", "zh", "en", "--format", "jsonl", "--quiet"]);
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        for line in ran.out.lines() {
            let bead: serde_json::Value = serde_json::from_str(line).unwrap();
            for (side, all) in [("zh_sentences", &mut zh), ("en_sentences", &mut en)] {
                let numbers = bead[side].as_array().unwrap();
                all.extend(numbers.iter().map(|number| number.as_u64().unwrap() as usize));
            }
        }
        for all in [zh, en] {
            assert!(all.iter().copied().eq(1..=all.len()), "{}", case.name);
        }
    }
}
