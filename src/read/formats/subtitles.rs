//! Subtitles: SubRip (SRT) and WebVTT. Every cue is a paragraph; its place is its number and time.
//!
//! Tags (`<i>`, `<v Name>`, `{\an8}`, time stamps) are left out. A cue's lines are one text, except
//! that a line which begins with a dash is another speaker's.

use super::blocks::Blocks;
use super::{Content, Reader, Source, malformed};
use crate::document::Part;
use crate::error::Result;

/// SubRip.
pub(super) struct Srt;

/// WebVTT.
pub(super) struct Vtt;

impl Reader for Srt {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, notes) = source.text()?;
        let lines: Vec<&str> = text.lines().collect();
        let timings: Vec<usize> = (0..lines.len()).filter(|&at| is_timing(lines[at])).collect();
        if timings.is_empty() {
            return Err(no_cue(&name, "SRT"));
        }
        let mut blocks = Blocks::new(&name);
        for (index, &timing) in timings.iter().enumerate() {
            let end = match timings.get(index + 1) {
                Some(&next) if number_before(&lines, next).is_some() => next - 1,
                Some(&next) => next,
                None => lines.len(),
            };
            let number = number_before(&lines, timing);
            let number = number.map_or_else(|| (index + 1).to_string(), str::to_owned);
            cue(&mut blocks, &lines[timing + 1..end], &number, lines[timing], timing + 2);
        }
        blocks.finish(notes).map(Content::Text)
    }
}

impl Reader for Vtt {
    fn read(&self, source: Source<'_>) -> Result<Content> {
        let name = source.name.to_owned();
        let (text, notes) = source.text()?;
        let lines: Vec<&str> = text.lines().collect();
        let head = lines.first().and_then(|line| line.strip_prefix("WEBVTT"));
        if !head.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
            let what = "the first line of a WebVTT file is `WEBVTT`, and this one is not";
            return Err(malformed(&name, 1, what, "add it, or name the format with --from"));
        }
        let mut blocks = Blocks::new(&name);
        let (mut at, mut n_cues) = (1, 0);
        while at < lines.len() {
            if !is_timing(lines[at]) {
                at += 1;
                continue;
            }
            n_cues += 1;
            let label = lines[at - 1].trim();
            let number = match at {
                2.. if !label.is_empty() => label.to_owned(),
                _ => n_cues.to_string(),
            };
            let rest = &lines[at + 1..];
            let n_lines = rest.iter().position(|line| line.trim().is_empty());
            let rest = &rest[..n_lines.unwrap_or(rest.len())];
            cue(&mut blocks, rest, &number, lines[at], at + 2);
            at += 1 + rest.len();
        }
        if n_cues == 0 {
            return Err(no_cue(&name, "WebVTT"));
        }
        blocks.finish(notes).map(Content::Text)
    }
}

/// Whether a line is a cue's timing.
pub(super) fn is_timing(line: &str) -> bool {
    line.split_once("-->").is_some_and(|(from, to)| {
        let to = to.trim_start().split([' ', '\t']).next().unwrap_or("");
        is_time(from.trim()) && is_time(to.trim())
    })
}

/// `01:02:03,400`, `02:03.400`.
fn is_time(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || b":,.".contains(&byte))
}

/// The number on the line before a timing, below a blank line or at the head of the file.
fn number_before<'t>(lines: &[&'t str], timing: usize) -> Option<&'t str> {
    let before = lines[timing.checked_sub(1)?].trim().trim_start_matches('\u{FEFF}');
    let alone = timing < 2 || lines[timing - 2].trim().is_empty();
    let is_number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    (alone && is_number).then_some(before)
}

fn cue(blocks: &mut Blocks, lines: &[&str], number: &str, timing: &str, line: usize) {
    let start = timing.split("-->").next().unwrap_or("").trim();
    let place = format!("cue {number} at {start}");
    for text in lines {
        let text = plain(text);
        if text.trim_start().starts_with(['-', '–', '—']) {
            blocks.line_break();
        }
        blocks.text(&text);
        blocks.text("\n");
    }
    blocks.close(Part::Cue, &place, line);
}

/// A line without tags, its character references resolved, ruby readings left out.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes()[0] {
            b'<' => tag_length(rest),
            b'{' if rest.starts_with("{\\") => rest.find('}').map(|end| end + 1),
            b'&' => {
                let known = REFERENCES.iter().find(|(name, _)| rest.starts_with(name));
                out.extend(known.map(|(_, c)| c));
                known.map(|(name, _)| name.len())
            }
            _ => None,
        };
        if length.is_none() {
            out.push_str(&rest[..1]);
        }
        rest = &rest[length.unwrap_or(1)..];
    }
    out.push_str(rest);
    out
}

/// The references WebVTT knows.
const REFERENCES: [(&str, char); 6] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&nbsp;", '\u{A0}'),
    ("&lrm;", '\u{200E}'),
    ("&rlm;", '\u{200F}'),
];

/// The length of the tag `text` opens with; a ruby reading belongs to its tag. `<` before anything
/// but a letter, `/` or a time is a character of the text.
fn tag_length(text: &str) -> Option<usize> {
    let next = text[1..].chars().next()?;
    if !(next.is_ascii_alphanumeric() || next == '/') {
        return None;
    }
    let end = text.find('>')? + 1;
    let inner = &text[1..end - 1];
    if next.is_ascii_digit() && !is_time(inner) {
        return None;
    }
    if inner == "rt" {
        return text.find("</rt>").map(|close| close + "</rt>".len()).or(Some(end));
    }
    Some(end)
}

fn no_cue(name: &str, format: &str) -> crate::error::Error {
    let what = format!("this file is to be {format}, but there is no cue in it");
    malformed(name, 0, what, "a cue has a line such as 00:01:02,300 --> 00:01:04,500")
}
