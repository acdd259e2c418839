//! Lines that end at a width and not with a paragraph, as in old e-texts, mail and text taken out of
//! PDF.
//!
//! A text counts as wrapped when its lines are full (the first word of the next one would have gone
//! beyond the width most lines reach) and sentences run on from line to line. Such lines are joined
//! to paragraphs again; a blank line, an indent, an item of a list or a line that was not full begins
//! a new one. [`Paragraph::turns`] keeps where each line began, so that findings lead to it. Time and
//! memory are linear in the text.

mod pages;

use std::collections::HashSet;

use super::blocks::is_wide;
use crate::document::{Document, Paragraph, Span, Turn};
use crate::read::Lines;

/// The widths text is wrapped at, in columns; a Chinese character takes two.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=240;

/// Fewest lines that must run on into the next one.
const LEAST_RUNNING: usize = 4;

/// So many lines that run on leave less doubt.
const MANY_RUNNING: usize = 40;

/// One line of the text.
struct Line<'t> {
    /// Without white space at its ends.
    text: &'t str,
    /// Columns before the text.
    indent: usize,
    /// Columns up to its end.
    edge: usize,
    /// What comes before the next line.
    gap: Gap,
    /// The line as a paragraph of its own.
    whole: &'t Paragraph,
}

/// What stands between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// A line break.
    Break,
    /// Blank lines, or the end of the text.
    Blank,
    /// The end of a page.
    Page,
}

/// The document with its wrapped lines joined, if it is wrapped or `lines` says to join them.
pub(super) fn joined(document: Document, lines: Lines) -> Document {
    if lines == Lines::Keep {
        return document;
    }
    let mut rows = rows(&document);
    let n_left_out = pages::leave_out(&mut rows);
    let mut width_by = |metric: Metric| {
        metric.measure(&mut rows, &document);
        width(&rows).map(|width| (width, is_wrapped(&rows, width)))
    };
    let wrapped = [Metric::Even, Metric::Printed]
        .into_iter()
        .find_map(|metric| width_by(metric).filter(|(_, is_wrapped)| *is_wrapped));
    let width = match wrapped {
        None if lines == Lines::Join => width_by(Metric::Even),
        wrapped => wrapped,
    };
    let width = width.map(|(width, _)| width);
    if width.is_none() && n_left_out == 0 {
        return document;
    }
    let joins: Vec<bool> = match width {
        Some(width) => {
            let is_marked = marks_paragraphs(&rows, width);
            rows.windows(2).map(|pair| joins(&pair[0], &pair[1], width, is_marked)).collect()
        }
        None => vec![false; rows.len().saturating_sub(1)],
    };
    let mut whole = put_together(&document, &rows, &joins);
    let (n_lines, n_paragraphs) = (document.paragraphs.len(), whole.paragraphs.len());
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    if n_left_out > 0 {
        whole.notes.push(format!(
            "{}: {n_left_out} line{} with the number of a page or a running head left out \
             (`--lines keep` leaves them)",
            whole.name,
            plural(n_left_out)
        ));
    }
    if let Some(width) = width.filter(|_| joins.contains(&true)) {
        whole.notes.push(format!(
            "{}: its lines end at about {width} columns, so they were joined: {n_lines} lines, \
             {n_paragraphs} paragraph{} (`--lines keep` leaves them)",
            whole.name,
            plural(n_paragraphs)
        ));
    }
    whole
}

/// The document anew, with line `i + 1` in the paragraph of line `i` where `joins[i]` says so.
fn put_together(document: &Document, rows: &[Line], joins: &[bool]) -> Document {
    let hyphens = Hyphens::of(&document.text, rows, joins);
    let mut text = String::with_capacity(document.text.len());
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let line = document.slice(row.whole.span);
        let indent = &line[..line.len() - line.trim_start().len()];
        match paragraphs.last_mut() {
            Some(last) if joins[at - 1] => {
                match hyphens.between(rows[at - 1].text, row.text) {
                    Between::Space => text.push(' '),
                    Between::Nothing => {}
                    Between::HyphenGoes => {
                        text.pop();
                    }
                }
                let indent = indent.chars().count();
                last.turns.push(Turn { at: text.len(), line: row.whole.line, indent });
                text.push_str(row.text);
                last.span.end = text.len();
            }
            _ => {
                text.push_str(if at == 0 { "" } else { "\n" });
                let start = text.len();
                text.push_str(indent);
                text.push_str(row.text);
                let span = Span::new(start, text.len());
                paragraphs.push(Paragraph { span, ..row.whole.clone() });
            }
        }
    }
    Document { name: document.name.clone(), text, paragraphs, notes: Vec::new() }
}

/// How wide a letter that is not Chinese is, beside half a Chinese one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Metric {
    /// As wide, as in a terminal.
    Even,
    /// Four fifths, as letters of several widths in print are on average.
    Printed,
}

impl Metric {
    fn columns(self, text: &str) -> usize {
        let (mut n_wide, mut n_narrow) = (0, 0);
        for c in text.chars() {
            *(if is_wide(c) { &mut n_wide } else { &mut n_narrow }) += 1;
        }
        match self {
            Metric::Even => 2 * n_wide + n_narrow,
            Metric::Printed => 2 * n_wide + n_narrow * 4 / 5,
        }
    }

    /// Sets where the lines begin and end.
    fn measure(self, rows: &mut [Line], document: &Document) {
        for row in rows {
            let line = document.slice(row.whole.span).trim_end();
            let text = line.trim_start();
            row.indent = self.columns(&line[..line.len() - text.len()]);
            row.edge = row.indent + self.columns(text);
        }
    }
}

/// The lines, not yet measured.
fn rows(document: &Document) -> Vec<Line<'_>> {
    let mut rows: Vec<Line<'_>> = Vec::with_capacity(document.paragraphs.len());
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        let next = document.paragraphs.get(at + 1);
        let gap = next.map_or("", |next| &document.text[paragraph.span.end..next.span.start]);
        let gap = match gap {
            "\n" | "\r\n" | "\r" => Gap::Break,
            gap if gap.contains('\u{C}') => Gap::Page,
            _ => Gap::Blank,
        };
        let text = document.slice(paragraph.span).trim();
        rows.push(Line { text, indent: 0, edge: 0, gap, whole: paragraph });
    }
    rows
}

/// The columns that the lines hardly go beyond: of those that are followed by another and belong to
/// no table, of contents or other things, all but one in fifty. `None` when no line is.
fn width(rows: &[Line]) -> Option<usize> {
    let is_text = |row: &&Line| {
        row.gap == Gap::Break && !is_of_table(row.text) && !pages::ends_in_leader(row.text)
    };
    let mut edges: Vec<usize> = rows.iter().filter(is_text).map(|row| row.edge).collect();
    let at = (edges.len() * 49 / 50).min(edges.len().checked_sub(1)?);
    Some(*edges.select_nth_unstable(at).1)
}

/// Whether sentences run on from full line to full line, and end within lines or before blank ones.
fn is_wrapped(rows: &[Line], width: usize) -> bool {
    if !WIDTHS.contains(&width) {
        return false;
    }
    let [mut followed, mut running, mut ragged, mut within, mut same] = [0_usize; 5];
    for pair in rows.windows(2).filter(|pair| pair[0].gap == Gap::Break) {
        let (row, next) = (&pair[0], &pair[1]);
        if is_of_table(row.text) || is_of_table(next.text) {
            continue;
        }
        // Headings, cells of tables and commands are short.
        if row.edge * 2 < width {
            continue;
        }
        followed += 1;
        same += usize::from(row.text == next.text);
        within += usize::from(has_end_within(row.text));
        if !ends_sentence(row.text) && goes_on(next.text) && next.indent <= row.indent {
            let is_full = fills(row, next, width * FULL / 10);
            running += usize::from(is_full);
            ragged += usize::from(!is_full);
        }
    }
    let closed = |row: &&Line| row.gap != Gap::Break && closes(row.text);
    let ends = within + rows.iter().filter(closed).count();
    // A manual has listings, whose lines end where they like.
    let sure = usize::from(running >= MANY_RUNNING);
    running >= LEAST_RUNNING
        && running * (4 + sure) >= followed
        && running * 3 >= ragged * (6 - sure)
        && ends * 8 >= running
        && same * 2 <= followed
}

/// Text in letters of several widths, as in a PDF, fills its lines less evenly; so many tenths of
/// the width are full in a text that is wrapped,
const FULL: usize = 9;
/// are enough in English for a line amid a sentence,
const FULL_ENGLISH: usize = 8;
/// and in Chinese, which may be wrapped by a count of characters, digits and letters among them.
const FULL_CHINESE: usize = 6;

/// Whether the next line's first word would have gone beyond the width.
fn fills(row: &Line, next: &Line, width: usize) -> bool {
    let word = match next.text.chars().next() {
        Some(c) if is_wide(c) => 2,
        _ => {
            1 + Metric::Even.columns(
                next.text.split(|c: char| c.is_whitespace() || is_wide(c)).next().unwrap_or(""),
            )
        }
    };
    row.edge + word > width
}

/// Whether blank lines or indents tell where paragraphs begin: hardly a short line that ends a
/// sentence has the next one right below it.
fn marks_paragraphs(rows: &[Line], width: usize) -> bool {
    let [mut ends, mut short] = [0_usize; 2];
    for pair in rows.windows(2) {
        let (row, next) = (&pair[0], &pair[1]);
        if row.gap == Gap::Break && !begins_anew(row, next, width) && ends_sentence(row.text) {
            ends += 1;
            short += usize::from(!fills(row, next, width * FULL_ENGLISH / 10));
        }
    }
    short * 10 < ends
}

/// Whether the next line is set off as a new paragraph. A dash amid a sentence is no item's sign.
fn begins_anew(row: &Line, next: &Line, width: usize) -> bool {
    let runs_on = || {
        !ends_sentence(row.text)
            && item(row.text).is_none()
            && fills(row, next, width * FULL_ENGLISH / 10)
    };
    next.indent > row.indent && item(row.text).is_none()
        || item(next.text) == Some(Item::Heading)
        || item(next.text) == Some(Item::Bullet) && !runs_on()
}

/// Whether the next line belongs to this one's paragraph.
fn joins(row: &Line, next: &Line, width: usize, is_marked: bool) -> bool {
    match row.gap {
        _ if is_of_table(row.text) || is_of_table(next.text) => return false,
        _ if pages::ends_in_leader(row.text) => return false,
        Gap::Blank => return false,
        Gap::Page if ends_sentence(row.text) || !goes_on(next.text) => return false,
        Gap::Break if begins_anew(row, next, width) => return false,
        Gap::Break | Gap::Page => {}
    }
    if ends_sentence(row.text) && !divides_number(row.text, next.text) {
        return (is_marked || fills(row, next, width)) && item(next.text).is_none();
    }
    let goes_on = |c: char| c.is_lowercase() || "，、。；：！？）》」』”’%％".contains(c);
    let share = if is_chinese(row.text) { FULL_CHINESE } else { FULL_ENGLISH };
    next.text.starts_with(goes_on) && fills(row, next, width / 2)
        || fills(row, next, width * share / 10)
}

/// Whether a third of the characters are Chinese.
fn is_chinese(line: &str) -> bool {
    let n_wide = line.chars().filter(|&c| is_wide(c)).count();
    n_wide * 3 >= line.chars().count()
}

/// Whether a line that begins so may stand amid a sentence; capitals tell nothing.
fn goes_on(next: &str) -> bool {
    let begins = |c: char| c.is_lowercase() || c.is_ascii_digit() || is_wide(c);
    next.starts_with(begins) && item(next).is_none()
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '」' | '』' | '）' | '】' | '》' | '*' | '_')
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(is_closing).ends_with(is_end)
}

/// Whether a paragraph may end so: as a sentence, or as one of several points of a resolution.
fn closes(line: &str) -> bool {
    ends_sentence(line) || line.ends_with([';', '；', ':', '：'])
}

/// Whether a sentence ends within the line.
fn has_end_within(line: &str) -> bool {
    line.char_indices().filter(|&(_, c)| is_end(c)).any(|(at, c)| {
        let rest = line[at + c.len_utf8()..].trim_start_matches(is_closing);
        !rest.is_empty() && (is_wide(c) || rest.starts_with(char::is_whitespace))
    })
}

/// Whether a line is a row of a table, drawn in characters or set in columns, or the rule between
/// two.
fn is_of_table(line: &str) -> bool {
    line.contains("   ")
        || line.starts_with(|c| matches!(c, '|' | '\u{2500}'..='\u{257F}'))
        || line.starts_with("+-")
        || line.starts_with("+=")
}

/// How an item of a list begins.
#[derive(Debug, PartialEq, Eq)]
enum Item {
    /// With a sign: `- `, `• `; so do commands and their comments, `$ `, `# `.
    Bullet,
    /// With a number: `1. `, `(2)`, `三、`.
    Number,
    /// With a number in parts: `14.1. `.
    Heading,
}

fn item(line: &str) -> Option<Item> {
    let mut chars = line.chars();
    let first = chars.next()?;
    if matches!(first, '-' | '*' | '+' | '$' | '#') && chars.next() == Some(' ')
        || matches!(first, '•' | '·' | '●' | '■' | '◆' | '○')
    {
        return Some(Item::Bullet);
    }
    // 14.1. of a table of contents
    let number = line.split(' ').next().unwrap_or("");
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if number.len() < line.len()
        && number
            .strip_suffix('.')
            .is_some_and(|parts| parts.contains('.') && parts.split('.').all(is_part))
    {
        return Some(Item::Heading);
    }
    let inner = line.trim_start_matches(['(', '（', '第']);
    let after = inner
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let ends = after.starts_with(['、', ')', '）', '．']) || after.starts_with(". ");
    (after.len() < inner.len() && ends).then_some(Item::Number)
}

/// What comes between two lines that are joined.
#[derive(Debug, PartialEq, Eq)]
enum Between {
    Space,
    Nothing,
    /// Nothing, and the hyphen at the line's end goes.
    HyphenGoes,
}

/// What becomes of hyphens at the ends of lines, by the words found elsewhere in the text.
struct Hyphens {
    /// Words of two halves that stand elsewhere without a hyphen, in lower case.
    plain: HashSet<String>,
    /// Those that stand elsewhere with one.
    hyphened: HashSet<String>,
    /// Whether words that stand nowhere else lose it: whether most of the others do.
    rest_goes: bool,
}

impl Hyphens {
    fn of(text: &str, rows: &[Line], joins: &[bool]) -> Hyphens {
        let pairs = || rows.windows(2).zip(joins).filter(|(_, joins)| **joins);
        let words: Vec<String> =
            pairs().filter_map(|(pair, _)| divided(pair[0].text, pair[1].text)).collect();
        let asked: HashSet<&str> = words.iter().map(String::as_str).collect();
        let [mut plain, mut hyphened] = [HashSet::new(), HashSet::new()];
        if !asked.is_empty() {
            for word in text.split(|c: char| !c.is_alphabetic() && !is_hyphen(c)) {
                let lower = word.to_lowercase();
                let without: String = lower.chars().filter(|&c| !is_hyphen(c)).collect();
                if asked.contains(without.as_str()) {
                    let set = if without == lower { &mut plain } else { &mut hyphened };
                    set.insert(without);
                }
            }
        }
        let goes = words.iter().filter(|word| plain.contains(*word)).count();
        let stays = words.iter().filter(|word| hyphened.contains(*word)).count();
        Hyphens { plain, hyphened, rest_goes: goes > stays }
    }

    fn between(&self, line: &str, next: &str) -> Between {
        if line.ends_with('\u{AD}') {
            return Between::HyphenGoes;
        }
        if let Some(word) = divided(line, next) {
            let goes = match (self.plain.contains(&word), self.hyphened.contains(&word)) {
                (true, false) => true,
                (false, true) => false,
                _ => self.rest_goes,
            };
            return if goes { Between::HyphenGoes } else { Between::Nothing };
        }
        let has_wide = line.trim_end_matches(is_quote).ends_with(is_wide)
            || next.trim_start_matches(is_quote).starts_with(is_wide);
        let has_dash = line.ends_with(is_dash) && !line.ends_with(" -") && line != "-";
        let is_tight = has_wide || has_dash || next.starts_with(['%', '％']);
        if is_tight || divides_number(line, next) { Between::Nothing } else { Between::Space }
    }
}

/// Lines of Chinese end anywhere, in a number too: it goes on when the words before and after it are
/// Chinese.
fn divides_number(line: &str, next: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '/');
    let before = line.trim_end_matches(is_of_number);
    let after = next.trim_start_matches(is_of_number);
    let has_digit = [&line[before.len()..], &next[..next.len() - after.len()]]
        .map(|part| part.contains(|c: char| c.is_ascii_digit()));
    has_digit == [true, true]
        && before.ends_with(is_wide)
        && (after.is_empty() || after.starts_with(is_wide))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '─' | '…')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '‘' | '’')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// The word that a hyphen at the line's end divides, without it and in lower case.
fn divided(line: &str, next: &str) -> Option<String> {
    let head = line.strip_suffix(is_hyphen)?;
    let start = head.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last()?.0;
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    let tail = &next[..end];
    tail.starts_with(char::is_lowercase).then(|| (head[start..].to_owned() + tail).to_lowercase())
}

#[cfg(test)]
mod tests;
