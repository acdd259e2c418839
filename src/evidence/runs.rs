//! Stretches of a text that repeat themselves over and over: a file of one line, a table of dashes.
//!
//! No word of such a stretch says which of its sentences is which; only their order does. Each
//! repetition gets its number as a token, so that the first stands against the first, the second
//! against the second, and the aligner need not look at all pairs of them.

use rustc_hash::FxHashMap;

use crate::document::Sentence;

/// Before the number of a repetition in the text of its type.
const RUN: char = '\u{3}';
/// Sentences of a repetition at most.
const MAX_PERIOD: usize = 16;
/// Repetitions that make a stretch.
const MIN_REPEATS: usize = 8;

/// The text of the type of the number of a sentence's repetition; `None` for what is not repeated.
pub(super) fn number(repetition: Option<u32>) -> Option<String> {
    repetition.map(|number| format!("{RUN}{number}"))
}

/// For each sentence, which repetition of its stretch it stands in. Linear in the text.
pub(super) fn find(text: &str, sentences: &[Sentence]) -> Vec<Option<u32>> {
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    let line: Vec<u32> = sentences
        .iter()
        .map(|sentence| {
            let next = ids.len() as u32;
            *ids.entry(sentence.trimmed(text)).or_insert(next)
        })
        .collect();
    let mut repetitions = vec![None; line.len()];
    for period in 1..=MAX_PERIOD {
        let mut start = 0;
        while start + period < line.len() {
            if line[start] != line[start + period] {
                start += 1;
                continue;
            }
            let same = line[start..]
                .iter()
                .zip(&line[start + period..])
                .take_while(|(one, other)| one == other)
                .count();
            let length = same + period;
            if same >= (MIN_REPEATS - 1) * period && repetitions[start].is_none() {
                for (at, repetition) in repetitions[start..start + length].iter_mut().enumerate() {
                    *repetition = repetition.or(Some((at / period) as u32));
                }
            }
            start += same + 1;
        }
    }
    repetitions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::sentence;

    fn check(lines: &str, wanted: &[Option<u32>]) {
        let text: String = lines.chars().flat_map(|line| [line, '\n']).collect();
        let document = Document::from_text("", text);
        assert_eq!(find(&document.text, &sentence::presplit(&document)), wanted, "{lines}");
    }

    #[test]
    fn repetitions_are_numbered() {
        check("", &[]);
        check("aaaaaaa", &[None; 7]);
        check(
            "xaaaaaaaay",
            &[None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7), None],
        );
        let pairs: Vec<Option<u32>> = (0..16).map(|at| Some(at / 2)).collect();
        check("abababababababab", &pairs);
        check("abcdefgabcdefg", &[None; 14]);
    }
}
