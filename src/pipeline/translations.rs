//! Machine translations held to the sentences they translate: a line lost or added on the way shifts
//! all that follow, and each would then vouch for the wrong pair.
//!
//! The lines are aligned with the sentences they translate, as any two texts. Where runs of them stand
//! at another place than their own, or some are missing, they are put right, and what lies between two
//! runs is left out. Lines of which next to none stand in runs, shuffled or not of this text at all, are
//! left out whole. Time: that of an alignment.

use std::borrow::Cow;

use super::Options;
use crate::align;
use crate::document::{Document, Sentence, Side};
use crate::evidence::{self, Evidence, Outside};
use crate::lexicon::Lexicon;
use crate::sentence;

/// A line stands where it stands beside its sentence alone, as surely as this.
const SURE: f32 = 0.9;
/// So many sure lines in turn that are shifted alike make a run.
const MIN_RUN: usize = 3;
/// A translation of so many lines or more is left out if fewer of them stand in runs, as a share, though
/// the dictionary knows so much of the English.
const MIN_LINES: usize = 12;
const MIN_SHARE: f32 = 0.1;
const MIN_KNOWN: f32 = 0.3;
/// One with more or fewer lines than sentences is put right if they are so few, as a share of the
/// sentences, and so many stand in runs.
const MAX_MISSING: f32 = 0.05;
const MIN_SHARE_OF_OTHERS: f32 = 0.5;

/// What is known from outside, its machine translations held to their sentences; notes say what was
/// moved. Blank lines too many at an end are no lines.
pub(super) fn fitted<'o>(
    options: &'o Options,
    zh: (&str, &[Sentence]),
    en: (&str, &[Sentence]),
    notes: &mut Vec<String>,
) -> Cow<'o, Outside> {
    let outside = &options.outside;
    if outside.zh_in_english.is_empty() && outside.en_in_chinese.is_empty() {
        return Cow::Borrowed(outside);
    }
    let mut outside = outside.clone();
    for (side, own, lines) in
        [(Side::Zh, zh, &mut outside.zh_in_english), (Side::En, en, &mut outside.en_in_chinese)]
    {
        while lines.len() > own.1.len() && lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let n = own.1.len();
        let missing = lines.len().abs_diff(n);
        if lines.is_empty() || missing as f32 > (n as f32 * MAX_MISSING).max(1.0) {
            continue;
        }
        let held = Held::to(side, own, lines, &options.evidence);
        let runs = runs(held.sure_lines(side, &options.align));
        let n_full = lines.iter().filter(|line| !line.trim().is_empty()).count();
        let n_sure: usize = runs.iter().map(|run| run.n_sure).sum();
        let share = n_sure as f32 / n_full.max(1) as f32;
        let least = if missing == 0 { MIN_SHARE } else { MIN_SHARE_OF_OTHERS };
        let fits = share >= least;
        if !fits && missing == 0 && n_full >= MIN_LINES && held.known() >= MIN_KNOWN {
            notes.push(format!(
                "the machine translation of the {} text does not follow it line by line; it is left out",
                side.name()
            ));
            lines.clear();
        } else if missing == 0 && runs.iter().any(Run::is_shifted) || missing > 0 && fits {
            notes.push(note(side, &runs, (lines.len(), n)));
            *lines = moved(lines, &runs, n);
        }
    }
    Cow::Owned(outside)
}

/// Lines held to the sentences they translate.
struct Held {
    evidence: Evidence,
    /// The line of each sentence of the translation.
    lines: Vec<usize>,
}

impl Held {
    fn to(
        side: Side,
        (text, sentences): (&str, &[Sentence]),
        lines: &[String],
        options: &evidence::Options,
    ) -> Held {
        let one_line = |line: &String| line.replace(['\n', '\r', '\u{C}'], " ");
        let lines: Vec<String> = lines.iter().map(one_line).collect();
        let document = Document::from_text("", lines.join("\n"));
        let translated = sentence::presplit(&document);
        let other = (document.text.as_str(), &translated[..]);
        let own = (text, sentences);
        let (zh, en) = if side == Side::Zh { (own, other) } else { (other, own) };
        let line = |sentence: &Sentence| document.paragraphs[sentence.paragraph].line;
        Held {
            evidence: evidence::gather(zh, en, Lexicon::builtin(), options),
            lines: translated.iter().map(|sentence| line(sentence).saturating_sub(1)).collect(),
        }
    }

    /// The sentences that surely have a line, and which; both ascend.
    fn sure_lines(&self, side: Side, options: &align::Options) -> Vec<(usize, usize)> {
        let beads = align::align(&self.evidence, options).beads;
        let single = beads
            .iter()
            .filter(|bead| bead.zh.len() == 1 && bead.en.len() == 1 && bead.confidence >= SURE);
        let pair = |bead: &align::Bead| match side {
            Side::Zh => (bead.zh.start, self.lines[bead.en.start]),
            Side::En => (bead.en.start, self.lines[bead.zh.start]),
        };
        single.map(pair).collect()
    }

    /// The share of the English that some word of the Chinese text can mean, anywhere.
    fn known(&self) -> f32 {
        let Evidence { zh, en, links } = &self.evidence;
        let mut is_known = vec![false; en.counts.len()];
        for &token in &zh.tokens {
            links.of(token).iter().for_each(|&(kind, _)| is_known[kind as usize] = true);
        }
        let n_known = en.tokens.iter().filter(|&&token| is_known[token as usize]).count();
        n_known as f32 / en.tokens.len().max(1) as f32
    }
}

/// Sentences whose lines are shifted alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// The first and the last sentence.
    first: usize,
    last: usize,
    /// The line of the first.
    line: usize,
    n_sure: usize,
}

impl Run {
    fn is_shifted(&self) -> bool {
        self.line != self.first
    }

    /// Whether a sentence's line would be shifted as these are.
    fn fits(&self, sentence: usize, line: usize) -> bool {
        line + self.first == self.line + sentence
    }

    /// The line of a sentence, if this run holds for it.
    fn line_of(&self, sentence: usize) -> Option<usize> {
        (self.line + sentence).checked_sub(self.first)
    }
}

/// The runs of sure lines, long enough to be told from accidents.
fn runs(sure: Vec<(usize, usize)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let join = |runs: &mut Vec<Run>, run: Run| match runs.last_mut() {
        Some(last) if last.fits(run.first, run.line) => {
            last.last = run.last;
            last.n_sure += run.n_sure;
        }
        _ => runs.push(run),
    };
    for (sentence, line) in sure {
        join(&mut runs, Run { first: sentence, last: sentence, line, n_sure: 1 });
    }
    let mut long = Vec::new();
    for run in runs.into_iter().filter(|run| run.n_sure >= MIN_RUN) {
        join(&mut long, run);
    }
    long
}

/// The lines where the runs say they belong: what stands before the first run goes with it, what stands
/// behind the last with that, and between two of them lines are left out.
fn moved(lines: &[String], runs: &[Run], n_sentences: usize) -> Vec<String> {
    let line_of = |sentence: usize| {
        let at = runs.partition_point(|run| run.first <= sentence);
        let run = match (at.checked_sub(1).map(|at| &runs[at]), runs.get(at)) {
            (Some(run), Some(_)) if sentence > run.last => return None,
            (Some(run), _) | (None, Some(run)) => run,
            (None, None) => return Some(sentence),
        };
        run.line_of(sentence)
    };
    (0..n_sentences)
        .map(|sentence| line_of(sentence).and_then(|at| lines.get(at)).cloned().unwrap_or_default())
        .collect()
}

fn note(side: Side, runs: &[Run], (n_lines, n_sentences): (usize, usize)) -> String {
    let shifted: Vec<&Run> = runs.iter().filter(|run| run.is_shifted()).collect();
    let told = shifted.iter().take(3).map(|run| {
        let by = run.line.abs_diff(run.first);
        let s = if by == 1 { "" } else { "s" };
        let way = if run.line < run.first { "early" } else { "late" };
        format!("from line {} on {by} line{s} too {way}", run.line + 1)
    });
    let lines = (n_lines != n_sentences)
        .then(|| format!("{n_lines} lines for {n_sentences} sentences"))
        .into_iter();
    let more = shifted.len().saturating_sub(3);
    let more = (more > 0).then(|| format!("{more} more stretches")).into_iter();
    let told: Vec<String> = lines.chain(told).chain(more).collect();
    format!(
        "the machine translation of the {} text does not stand line for line: {}; it was put right where \
         that is sure",
        side.name(),
        told.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of sentence and line, one a sentence.
    fn check(sure: &[(usize, usize)], wanted: &[usize]) {
        let n = wanted.len();
        let lines: Vec<String> = (0..n).map(|at| at.to_string()).collect();
        let runs = runs(sure.to_vec());
        let moved = moved(&lines, &runs, n);
        let none = |line: usize| if line == n { String::new() } else { line.to_string() };
        let wanted: Vec<String> = wanted.iter().map(|&line| none(line)).collect();
        assert_eq!(moved, wanted, "{runs:?}");
    }

    #[test]
    fn runs_are_moved_and_accidents_are_not() {
        let same: Vec<(usize, usize)> = (0..8).map(|at| (at, at)).collect();
        check(&same, &[0, 1, 2, 3, 4, 5, 6, 7]);
        check(&[], &[0, 1, 2]);
        // Two lines that are off by accident.
        check(&[(0, 0), (1, 1), (2, 3), (3, 4), (5, 5), (6, 6)], &[0, 1, 2, 3, 4, 5, 6, 7]);
        // The line of sentence 3 is lost, and there is one too many at the end.
        let lost = [(0, 0), (1, 1), (2, 2), (4, 3), (5, 4), (6, 5)];
        check(&lost, &[0, 1, 2, 8, 3, 4, 5, 6]);
        // A line too many at the beginning; nothing is sure between.
        check(&[(1, 2), (2, 3), (6, 7)], &[1, 2, 3, 4, 5, 6, 7, 8]);
        let told = note(Side::Zh, &runs(lost.to_vec()), (9, 8));
        assert!(
            told.contains("Chinese text does not stand line for line: 9 lines for 8 sentences, from line 4 on 1 line too early;"),
            "{told}"
        );
    }
}
