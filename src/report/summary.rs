//! The last lines of a report: what was looked at, and what was found.

use std::io::{self, Write};

use crate::align::Bead;
use crate::check::{Code, Level, Report};
use crate::pipeline::Aligned;

/// How much of two documents an alignment pairs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Pairs: beads with text on both sides.
    pub pairs: usize,
    /// Chinese sentences, and those of them without English.
    pub zh: (usize, usize),
    /// English sentences, and those of them without Chinese.
    pub en: (usize, usize),
}

/// Counts what is paired.
#[must_use]
pub fn coverage(aligned: &Aligned) -> Coverage {
    let alone = |size: fn(&Bead) -> usize| -> usize {
        aligned.beads.iter().filter(|bead| bead.is_null()).map(size).sum()
    };
    Coverage {
        pairs: aligned.beads.iter().filter(|bead| !bead.is_null()).count(),
        zh: (aligned.zh_sentences.len(), alone(|bead| bead.zh.len())),
        en: (aligned.en_sentences.len(), alone(|bead| bead.en.len())),
    }
}

/// Writes the summary: pairs, coverage where the texts were aligned here, findings by level and code.
///
/// # Errors
/// Those of the writer.
pub fn summary(report: &Report, coverage: Option<Coverage>, mut out: impl Write) -> io::Result<()> {
    match coverage {
        Some(coverage) => {
            writeln!(
                out,
                "{}; {} of {} Chinese sentences have no English, {} of {} English sentences no Chinese",
                plural(coverage.pairs, "pair"),
                coverage.zh.1,
                coverage.zh.0,
                coverage.en.1,
                coverage.en.0
            )?;
        }
        None => writeln!(out, "{}", plural(report.n_pairs, "pair"))?,
    }
    writeln!(
        out,
        "{} in the Chinese, {} in the English",
        plural(report.n_figures_zh, "figure"),
        plural(report.n_figures_en, "figure")
    )?;
    if report.findings.is_empty() {
        return writeln!(out, "nothing found");
    }
    for level in [Level::Error, Level::Check, Level::Note] {
        let n = report.count(level);
        if n > 0 {
            let noun = match level {
                Level::Error => "error",
                Level::Check => "to check",
                Level::Note => "note",
            };
            let head = if level == Level::Check { format!("{n} {noun}") } else { plural(n, noun) };
            writeln!(out, "{head}: {}", codes(report, level))?;
        }
    }
    Ok(())
}

/// `changed-digits 5, added 2`, the most frequent first.
fn codes(report: &Report, level: Level) -> String {
    let count =
        |code: Code| report.findings.iter().filter(|f| f.level == level && f.code == code).count();
    let mut counts: Vec<(usize, Code)> =
        Code::ALL.into_iter().map(|code| (count(code), code)).filter(|&(n, _)| n > 0).collect();
    counts.sort_by_key(|&(n, _)| std::cmp::Reverse(n));
    let parts: Vec<String> =
        counts.into_iter().map(|(n, code)| format!("{} {n}", code.name())).collect();
    parts.join(", ")
}

fn plural(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
