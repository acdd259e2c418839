//! What the program makes of message catalogues: thousands of paragraphs, each with its translation,
//! of which nothing here was made. Their order tells nothing, so only words and figures can.
//!
//! ```text
//! cargo run --release --example catalogues -- FOLDER…
//! ```
//! A folder holds the unpacked files of a program, with compiled gettext catalogues (`….mo`) below a
//! folder `zh_CN` or `zh_TW`. Messages of 40 letters or more are taken, markup left out. For each
//! folder and language: messages, pairs found when the sentences of all messages stand one a line, the
//! share of these pairs that is of one message, the errors and checks found in the messages, and of how
//! many numbers with a digit changed (one a message, of two digits or more, that stands in both texts) an
//! error or check tells.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use duizhao::check::{self, Level};
use duizhao::document::{Document, Side};
use duizhao::pipeline::{self, Options, align};
use duizhao::sentence::split;

/// Shortest English message taken, in characters: shorter ones are labels.
const SHORTEST: usize = 40;
/// Most bytes of markup between < and >.
const LONGEST_TAG: usize = 80;

/// A message and its translation.
type Message = (String, String);

/// The catalogues of a language below a folder.
fn catalogues(folder: &Path, language: &str, inside: bool, found: &mut Vec<Vec<u8>>) -> Result<()> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !path.is_symlink() {
            catalogues(&path, language, inside || name == language, found)?;
        } else if inside && name.ends_with(".mo") {
            found.push(std::fs::read(&path)?);
        }
    }
    Ok(())
}

/// The strings of a table of a compiled catalogue, whose place stands at byte `at`.
fn strings(bytes: &[u8], at: usize) -> Option<Vec<String>> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let (count, table) = (number(8)?, number(at)?);
    (0..count)
        .map(|n| {
            let (length, start) = (number(table + 8 * n)?, number(table + 8 * n + 4)?);
            let text = bytes.get(start..start.checked_add(length)?)?;
            Some(String::from_utf8_lossy(text).into_owned())
        })
        .collect()
}

/// The text of a message: its first form, without its context, its markup and its line breaks.
fn plain(message: &str) -> String {
    let message = message.split('\0').next().unwrap_or(message);
    let message = message.split('\u{4}').next_back().unwrap_or(message);
    let mut text = String::new();
    let mut rest = message;
    while let Some(open) = rest.find('<') {
        let close = rest[open..].find('>').filter(|length| (2..=LONGEST_TAG).contains(length));
        let end = open + close.map_or(1, |length| length + 1);
        text.push_str(&rest[..if close.is_some() { open } else { end }]);
        rest = &rest[end..];
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn messages(catalogue: &[u8]) -> Vec<Message> {
    let (Some(english), Some(chinese)) = (strings(catalogue, 12), strings(catalogue, 16)) else {
        return Vec::new();
    };
    let pairs = english.iter().zip(&chinese).map(|(en, zh)| (plain(zh), plain(en)));
    let is_taken = |(zh, en): &Message| {
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        en.chars().count() >= SHORTEST && zh.contains(is_han) && !zh.contains('{')
    };
    pairs.filter(is_taken).collect()
}

/// The sentences of one side, one a line, and the message of each.
fn sentences(messages: &[String], side: Side) -> (String, Vec<usize>) {
    let (mut text, mut owners) = (String::new(), Vec::new());
    for (owner, message) in messages.iter().enumerate() {
        let document = Document::from_text("message", message.clone());
        for sentence in split(&document, side) {
            text.push_str(document.slice(sentence.span));
            text.push('\n');
            owners.push(owner);
        }
    }
    (text, owners)
}

/// Where the number of two digits or more stands that the text has once, if it has one.
fn number_in(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        let span = at..at + run.len();
        at = span.end + text[span.end..].chars().next().map_or(0, char::len_utf8);
        let beside = |c: char| c.is_alphanumeric() || "%&#$.,/-".contains(c);
        let alone = !text[..span.start].ends_with(beside) && !text[span.end..].starts_with(beside);
        if run.len() > 1 && alone && text.matches(run).count() == 1 {
            return Some(span);
        }
    }
    None
}

/// How many numbers with one digit changed are told, and how many there are.
fn caught(zh: &[String], en: &[String]) -> (usize, usize) {
    let (mut n_caught, mut n_changed) = (0, 0);
    for (turn, (zh, en)) in zh.iter().zip(en).enumerate() {
        let Some(span) = number_in(en).filter(|span| zh.matches(&en[span.clone()]).count() == 1)
        else {
            continue;
        };
        let at = span.start + turn % span.len();
        let digit = (en.as_bytes()[at] - b'0' + 1 + (turn % 8) as u8) % 10;
        let wrong = format!("{}{digit}{}", &en[..at], &en[at + 1..]);
        n_changed += 1;
        let findings = check::compare(zh, &wrong, &check::Options::default());
        n_caught += usize::from(findings.iter().any(|finding| finding.level > Level::Note));
    }
    (n_caught, n_changed)
}

fn measure(name: &str, messages: Vec<Message>) {
    let (zh, en): (Vec<String>, Vec<String>) = messages.into_iter().unzip();
    let ((zh_lines, zh_owners), (en_lines, en_owners)) =
        (sentences(&zh, Side::Zh), sentences(&en, Side::En));
    let document = |text: String| Document::from_text(name, text);
    let options = Options { presplit: true, ..Options::default() };
    let aligned = align(document(zh_lines), document(en_lines), &options);
    let of_one = |zh: &Range<usize>, en: &Range<usize>| {
        let mut owners = zh_owners[zh.clone()].iter().chain(&en_owners[en.clone()]);
        let first = owners.next();
        owners.all(|owner| Some(owner) == first)
    };
    let pairs: Vec<_> = aligned.beads.iter().filter(|bead| !bead.is_null()).collect();
    let right = pairs.iter().filter(|bead| of_one(&bead.zh, &bead.en)).count();
    let paragraphs =
        align(document(zh.join("\n\n")), document(en.join("\n\n")), &Options::default());
    let report = pipeline::check(&paragraphs, &check::Options::default()).report;
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let (n_caught, n_changed) = caught(&zh, &en);
    println!(
        "| {name} | {} | {} | {:.4} | {} | {} | {n_caught} of {n_changed} |",
        zh.len(),
        pairs.len(),
        right as f64 / pairs.len().max(1) as f64,
        count(Level::Error),
        count(Level::Check),
    );
}

fn main() -> Result<()> {
    println!("| catalogues | messages | pairs | of one message | errors | checks | digits told |");
    println!("|---|---|---|---|---|---|---|");
    for folder in std::env::args().skip(1) {
        for language in ["zh_CN", "zh_TW"] {
            let mut found = Vec::new();
            catalogues(Path::new(&folder), language, false, &mut found)?;
            let messages: Vec<Message> = found.iter().flat_map(|bytes| messages(bytes)).collect();
            if !messages.is_empty() {
                measure(&format!("{folder}, {language}"), messages);
            }
        }
    }
    Ok(())
}
