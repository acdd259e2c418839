//! What a number is the number of, said by the word beside it in both languages: 第二款 and "paragraph 2",
//! 图4 and "Figure 4", 同比 and "year on year". Two numbers whose words are each other's changed places.

use super::context::{first_chars, last_chars};
use super::implied::has_word;
use super::pairing::Met;
use super::relate::{Clash, Relation};
use super::swaps::Crossing;
use super::view::Atom;
use crate::document::Side;
use crate::figure::Kind;

/// Words beside numbers: after the Chinese one, before it, and before the English one.
const LABELS: [(&str, &str, &[&str]); 9] = [
    ("条", "", &["article", "articles", "art"]),
    ("款", "", &["paragraph", "paragraphs", "para"]),
    ("项", "", &["item", "items", "subparagraph"]),
    ("章", "", &["chapter", "chapters"]),
    ("节", "", &["section", "sections"]),
    ("编", "", &["part", "parts"]),
    ("", "附件", &["annex", "appendix", "attachment"]),
    ("", "图", &["figure", "fig", "figures"]),
    ("", "表", &["table", "tables"]),
];

/// With what a change is compared: before the Chinese figure, and after the English one.
const COMPARED: [(&str, &[&str]); 2] = [
    (
        "同比",
        &[
            "year on year",
            "year-on-year",
            "yoy",
            "y/y",
            "a year earlier",
            "a year ago",
            "year over year",
        ],
    ),
    (
        "环比",
        &[
            "month on month",
            "month-on-month",
            "mom",
            "m/m",
            "quarter on quarter",
            "quarter-on-quarter",
            "qoq",
            "q/q",
            "previous month",
            "previous quarter",
            "month over month",
            "quarter over quarter",
        ],
    ),
];

/// How far from a change what it is compared with may stand, in characters.
const CLAUSE: usize = 60;

/// How many meetings further on the other of two that changed places is looked for.
const REACH: usize = 8;

/// What a meeting's Chinese and English figure are the numbers of, by [`label`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Labels {
    zh: Option<usize>,
    en: Option<usize>,
}

impl Labels {
    /// The labels of a meeting.
    pub(super) fn of(met: &Met<'_>) -> Labels {
        Labels { zh: label(&met.zh), en: label(&met.en) }
    }

    /// Whether each of two numbers stands with its own word in both languages.
    pub(super) fn straight(self, second: Labels) -> bool {
        let own = |labels: Labels| labels.zh.filter(|_| labels.zh == labels.en);
        own(self).zip(own(second)).is_some_and(|(one, other)| one != other)
    }
}

/// The crossings of numbers by their words, `labels` of each meeting; each meeting is in at most one.
pub(super) fn crossings(met: &[Met<'_>], labels: &[Labels]) -> Vec<Crossing> {
    let same = |at: usize| {
        matches!(met[at].relation, Relation::Same { .. } | Relation::Clash(Clash::Ordinal))
    };
    let mut found: Vec<Crossing> = Vec::new();
    let mut is_taken = vec![false; met.len()];
    for first in 0..met.len() {
        let Labels { zh, en } = labels[first];
        if zh.is_none() || en.is_none() || zh == en || is_taken[first] || !same(first) {
            continue;
        }
        let mut after = first + 1..met.len().min(first + 1 + REACH);
        let crossed = Labels { zh: en, en: zh };
        let fits = |&second: &usize| !is_taken[second] && same(second) && labels[second] == crossed;
        if let Some(second) = after.find(fits) {
            is_taken[second] = true;
            found.push(Crossing { first, second, sure: true });
        }
    }
    found
}

/// The place of the word beside a number among [`LABELS`], or after them among [`COMPARED`].
fn label(atom: &Atom<'_>) -> Option<usize> {
    numbered(atom).or_else(|| Some(LABELS.len() + compared(atom)?))
}

/// With what a change is compared, where only one is named beside it.
fn compared(atom: &Atom<'_>) -> Option<usize> {
    if !matches!(atom.figure.kind, Kind::Percent | Kind::Points) {
        return None;
    }
    let stops = |c: char| "，,。；;、：:".contains(c) || c.is_ascii_digit();
    let (before, after) = atom.text.split_at(atom.figure.span.start);
    let after = &after[atom.figure.span.len()..];
    let clause = match atom.side {
        Side::Zh => {
            let before = last_chars(before, CLAUSE);
            before.rsplit(stops).next().unwrap_or(before).to_owned()
        }
        Side::En => {
            let after = first_chars(after, CLAUSE);
            after.split(stops).next().unwrap_or(after).to_lowercase()
        }
    };
    let named = |at: &usize| match atom.side {
        Side::Zh => clause.contains(COMPARED[*at].0),
        Side::En => COMPARED[*at].1.iter().any(|form| has_word(&clause, form)),
    };
    let mut found = (0..COMPARED.len()).filter(named);
    found.next().filter(|_| found.next().is_none())
}

/// The place among [`LABELS`] of the word beside a number.
fn numbered(atom: &Atom<'_>) -> Option<usize> {
    let numeral = atom.figure.numeral;
    let (before, after) = (&atom.text[..numeral.start], &atom.text[numeral.end..]);
    match atom.side {
        Side::Zh => {
            let after = after.trim_start_matches([')', '）', ' ']);
            let before = before.trim_end();
            LABELS.iter().position(|(behind, ahead, _)| {
                let stands = !behind.is_empty() && after.starts_with(behind);
                stands || !ahead.is_empty() && before.ends_with(ahead)
            })
        }
        Side::En => {
            let before = before.trim_end_matches(['(', ' ', '.']);
            let start = before.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
            let word = before.get(start..)?.to_ascii_lowercase();
            LABELS.iter().position(|(_, _, forms)| forms.contains(&word.as_str()))
        }
    }
}
