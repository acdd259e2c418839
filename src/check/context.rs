//! What stands around a figure, as far as a small two-language table of nouns knows it: enough to
//! tell whose figure is whose.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::view::Atom;
use crate::document::Side;

/// Meanings found near a figure: rows of the table, sorted, without repeats.
pub(super) type Tags = Vec<u16>;

/// How many characters (Chinese) and words (English) count as near.
const NEAR_ZH: usize = 12;
const NEAR_EN: usize = 5;
/// Characters of English that surely hold so many words.
const CLAUSE_EN: usize = 200;

/// Meanings near an atom, inside its clause.
pub(super) fn near(atom: &Atom<'_>) -> Tags {
    let mut tags: Tags = distances(atom).into_iter().map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Meanings near an atom and how far off each stands: characters of Chinese, words of English. What
/// follows the figure counts as nearer than what goes before it in English, where the noun follows;
/// there "and" and the figure before end the clause.
pub(super) fn distances(atom: &Atom<'_>) -> Vec<(u16, usize)> {
    let figure = atom.figure;
    let (before, after) = (&atom.text[..figure.span.start], &atom.text[figure.span.end..]);
    let mut found = Vec::new();
    match atom.side {
        Side::Zh => {
            let before = last_chars(before, NEAR_ZH);
            let before = before.rsplit(stops_zh).next().unwrap_or(before);
            let after = first_chars(after, NEAR_ZH);
            let after = after.split(stops_zh).next().unwrap_or(after);
            let length = before.chars().count();
            found.extend(zh_tags(before).into_iter().map(|(tag, at)| (tag, length - at)));
            let after = zh_tags(after);
            found.extend(after.into_iter().map(|(tag, at)| (tag, at + 1)));
        }
        Side::En => {
            let before = last_chars(before, CLAUSE_EN);
            let before = before.rsplit(stops_en).next().unwrap_or(before);
            let after = first_chars(after, CLAUSE_EN);
            let after = after.split(stops_en).next().unwrap_or(after);
            let mut words: Vec<&str> = before.split_whitespace().collect();
            if words.last().is_some_and(|word| *word == "and") {
                words.clear();
            }
            let figure = words.iter().rposition(|word| holds_digit(word)).map_or(0, |at| at + 1);
            let words = &words[figure.max(words.len().saturating_sub(NEAR_EN))..];
            let tags = en_tags(words.iter().copied());
            found.extend(tags.into_iter().map(|(tag, at)| (tag, 2 * (words.len() - at))));
            let after = after.split_whitespace().take(NEAR_EN);
            let tags = en_tags(after.take_while(|word| *word != "and" && !holds_digit(word)));
            found.extend(tags.into_iter().map(|(tag, at)| (tag, 2 * at + 1)));
        }
    }
    found
}

/// The meanings that stand nearer to the first atom than to the second.
pub(super) fn own(first: &[(u16, usize)], second: &[(u16, usize)]) -> Tags {
    let nearest = |tag: u16, of: &[(u16, usize)]| {
        of.iter().filter(|(other, _)| *other == tag).map(|(_, far)| *far).min()
    };
    let mut tags: Tags = first
        .iter()
        .map(|(tag, _)| *tag)
        .filter(|&tag| match (nearest(tag, first), nearest(tag, second)) {
            (Some(here), Some(there)) => here < there,
            _ => true,
        })
        .collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Meanings of an atom's head word.
pub(super) fn head(atom: &Atom<'_>) -> Tags {
    let found = match atom.side {
        Side::Zh => zh_tags(atom.head()),
        Side::En => en_tags(atom.head().split_whitespace()),
    };
    let mut tags: Tags = found.into_iter().map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Number of meanings two sets share.
pub(super) fn shared(one: &[u16], other: &[u16]) -> usize {
    one.iter().filter(|tag| other.contains(tag)).count()
}

struct Table {
    zh: FxHashMap<&'static str, Vec<u16>>,
    en: FxHashMap<&'static str, Vec<u16>>,
    longest_zh: usize,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { zh: FxHashMap::default(), en: FxHashMap::default(), longest_zh: 0 };
        let rows = include_str!("../../data/check/context.tsv").lines();
        for (row, line) in rows.filter(|line| !line.starts_with('#')).enumerate() {
            let Some((zh, en)) = line.split_once('\t') else { continue };
            let tag = u16::try_from(row).unwrap_or(u16::MAX);
            for form in zh.split('|') {
                table.longest_zh = table.longest_zh.max(form.chars().count());
                table.zh.entry(form).or_default().push(tag);
            }
            for form in en.split('|') {
                table.en.entry(form).or_default().push(tag);
            }
        }
        table
    })
}

/// Meanings in a Chinese text, each with the character it starts at.
fn zh_tags(text: &str) -> Vec<(u16, usize)> {
    let table = table();
    let mut tags = Vec::new();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for (n, &start) in starts.iter().enumerate() {
        for length in 1..=table.longest_zh {
            let end = match starts.get(n + length) {
                Some(&end) => end,
                None if n + length == starts.len() => text.len(),
                None => break,
            };
            let found = table.zh.get(&text[start..end]).into_iter().flatten();
            tags.extend(found.map(|&tag| (tag, n)));
        }
    }
    tags
}

/// Meanings of English words, each with the word's number.
fn en_tags<'w>(words: impl Iterator<Item = &'w str>) -> Vec<(u16, usize)> {
    let table = table();
    let mut tags = Vec::new();
    for (n, word) in words.enumerate() {
        let word: String = word
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '-')
            .flat_map(char::to_lowercase)
            .collect();
        let bare = word.strip_suffix('s').unwrap_or(&word);
        let found = table.en.get(word.as_str()).or_else(|| table.en.get(bare));
        tags.extend(found.into_iter().flatten().map(|&tag| (tag, n)));
    }
    tags
}

fn holds_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn stops_zh(c: char) -> bool {
    "，。；：、！？,;!?".contains(c)
}

fn stops_en(c: char) -> bool {
    ",;:!?()".contains(c)
}

pub(super) fn last_chars(text: &str, n: usize) -> &str {
    // From the end, so that the cost does not grow with the text.
    let start = text.char_indices().rev().take(n).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

pub(super) fn first_chars(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| &text[..at])
}
