//! What of each side has a counterpart, as ranges people can read.

use super::Aligned;
use crate::align::Bead;
use crate::document::{Document, Sentence, Side};

/// Null sentences in a row that make a gap worth naming.
const MIN_GAP: usize = 5;
/// Gaps named one by one at most.
const MAX_GAPS: usize = 8;
/// Characters of a sentence quoted in a note.
const QUOTE_CHARS: usize = 14;

/// Sentences of a side that stand in a bead with two sides.
fn covered(beads: &[Bead], side: Side) -> impl Iterator<Item = usize> {
    let of = move |bead: &Bead| match side {
        Side::Zh => bead.zh.clone(),
        Side::En => bead.en.clone(),
    };
    beads.iter().filter(|bead| !bead.is_null()).flat_map(of)
}

/// Notes on the parts of each side without a counterpart.
pub(super) fn notes(aligned: &Aligned) -> Vec<String> {
    let mut notes = Vec::new();
    for (side, document, sentences) in [
        (Side::Zh, &aligned.zh, &aligned.zh_sentences),
        (Side::En, &aligned.en, &aligned.en_sentences),
    ] {
        // Blank lines count on neither side.
        let speaks = |at: &usize| !sentences[*at].trimmed(&document.text).is_empty();
        let n_covered = covered(&aligned.beads, side).filter(speaks).count();
        let n_sentences = (0..sentences.len()).filter(speaks).count();
        if n_covered == n_sentences {
            continue;
        }
        let mut gaps = gaps(&aligned.beads, side);
        gaps.retain(|&(from, to)| (from..to).filter(speaks).count() >= MIN_GAP);
        if gaps.is_empty() {
            continue;
        }
        let mut note = format!(
            "{} of {} {} sentences have a counterpart; without one:",
            n_covered,
            n_sentences,
            side.name()
        );
        for &(from, to) in gaps.iter().take(MAX_GAPS) {
            note.push_str(&format!(" {};", stretch(document, sentences, from, to)));
        }
        if gaps.len() > MAX_GAPS {
            note.push_str(&format!(" and {} more stretches;", gaps.len() - MAX_GAPS));
        }
        note.pop();
        notes.push(note);
    }
    notes
}

/// Runs of null sentences of a side, as (first, past the last).
fn gaps(beads: &[Bead], side: Side) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for bead in beads.iter().filter(|bead| bead.is_null()) {
        let range = match side {
            Side::Zh => &bead.zh,
            Side::En => &bead.en,
        };
        if range.is_empty() {
            continue;
        }
        match gaps.last_mut() {
            Some(last) if last.1 == range.start => last.1 = range.end,
            _ => gaps.push((range.start, range.end)),
        }
    }
    gaps
}

fn stretch(document: &Document, sentences: &[Sentence], from: usize, to: usize) -> String {
    let line = |at: usize| document.paragraphs[sentences[at].paragraph].line;
    let quote = |at: usize| -> String {
        let text = sentences[at].trimmed(&document.text);
        let head: String = text.chars().take(QUOTE_CHARS).collect();
        if head.len() < text.len() { format!("{head}…") } else { head }
    };
    if line(from) == 0 {
        format!("sentences {}–{} (“{}” to “{}”)", from + 1, to, quote(from), quote(to - 1))
    } else {
        let lines = if line(from) == line(to - 1) {
            format!("line {}", line(from))
        } else {
            format!("lines {}–{}", line(from), line(to - 1))
        };
        format!("{lines} ({} sentences, “{}” to “{}”)", to - from, quote(from), quote(to - 1))
    }
}
