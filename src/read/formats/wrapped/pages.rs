//! What a page repeats at its head and foot: its number and a running head, as text taken out of a
//! PDF has them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Gap, Line};

/// How many lines at either end of a page may be its head or foot.
const EDGE: usize = 3;

/// Fewest pages that a running head stands on.
const LEAST_PAGES: usize = 3;

/// Leaves out numbers of pages that follow each other, running heads, and the numbers of pages in a
/// table of contents that no dots lead to; returns how many lines lose something.
///
/// A running head stands, but for its digits, on three pages or more and on two fifths of those
/// between the first and the last of them; where it has digits, one of its numbers grows by one a page,
/// or all stay.
pub(super) fn leave_out(rows: &mut Vec<Line>) -> usize {
    let pages = pages(rows);
    if pages.len() < 2 {
        return 0;
    }
    let mut leaves = vec![false; rows.len()];
    mark_numbers(rows, &pages, &mut leaves);
    mark_heads(rows, &pages, &mut leaves);
    let titles = mark_contents(rows, &mut leaves);
    // What most of the text is, is no page's furniture.
    if leaves.iter().filter(|leaves| **leaves).count() * 2 > rows.len() {
        return 0;
    }
    for &(at, end) in &titles {
        rows[at].text = &rows[at].text[..end];
    }
    let all = std::mem::take(rows);
    let n_all = all.len() + titles.len();
    for (row, leaves) in all.into_iter().zip(leaves) {
        match rows.last_mut() {
            // The gap about what is left out is the page's end, or a blank line.
            Some(last) if leaves => last.gap = last.gap.max(row.gap).max(Gap::Blank),
            _ if leaves => {}
            _ => rows.push(row),
        }
    }
    n_all - rows.len()
}

/// The rows of each page.
fn pages(rows: &[Line]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    for (at, row) in rows.iter().enumerate() {
        if row.gap == Gap::Page || at + 1 == rows.len() {
            pages.push(start..at + 1);
            start = at + 1;
        }
    }
    pages
}

/// The rows at a page's edges.
fn edges(page: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let head = page.start..page.end.min(page.start + EDGE);
    let foot = page.end.saturating_sub(EDGE).max(head.end)..page.end;
    head.chain(foot)
}

/// Numbers alone on a line, at least two of which follow each other.
fn mark_numbers(rows: &[Line], pages: &[Range<usize>], leaves: &mut [bool]) {
    let numbers: Vec<(usize, usize, u32)> = pages
        .iter()
        .enumerate()
        .flat_map(|(page, rows)| edges(rows).map(move |at| (page, at)))
        .filter_map(|(page, at)| Some((page, at, number(rows[at].text)?)))
        .collect();
    for (n, &(page, at, number)) in numbers.iter().enumerate() {
        let next = numbers[n + 1..].iter().take_while(|(other, ..)| *other <= page + 1);
        let next = next.filter(|(other, _, follows)| {
            *other == page + 1 && number.checked_add(1) == Some(*follows)
        });
        for &(_, other, _) in next {
            leaves[at] = true;
            leaves[other] = true;
        }
    }
}

/// The number in `12`, `- 12 -`, `Page 12 of 30`, `12 / 30`, `第12页`, `xii`.
fn number(line: &str) -> Option<u32> {
    let bare = line.trim_matches(|c: char| {
        matches!(c, '-' | '–' | '—' | '第' | '页' | '頁' | '|' | '[' | ']' | '·')
            || c.is_whitespace()
    });
    let bare = bare.strip_prefix("Page ").or_else(|| bare.strip_prefix("page ")).unwrap_or(bare);
    let first = bare.split(['/', '页', '頁']).next()?.trim();
    let first = first.split(" of ").next()?.trim();
    let rest = &bare[bare.find(first)? + first.len()..];
    let is_total = |c: char| c.is_ascii_digit() || c.is_whitespace() || "/of共页頁，,".contains(c);
    if !rest.chars().all(is_total) {
        return None;
    }
    first.parse().ok().or_else(|| roman(first))
}

/// A Roman numeral in small letters, as the first pages of a book have them.
fn roman(text: &str) -> Option<u32> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Option<Vec<u32>> = text.chars().take(8).map(value).collect();
    let values = values.filter(|values| !values.is_empty() && text.len() <= 8)?;
    let add = |sum: u32, (at, &value): (usize, &u32)| match values.get(at + 1) {
        Some(&next) if next > value => sum.saturating_sub(value),
        _ => sum + value,
    };
    // From the right, so that what is taken off is there.
    Some(values.iter().enumerate().rev().fold(0, add))
}

/// Lines at the edges that stand on many pages.
fn mark_heads(rows: &[Line], pages: &[Range<usize>], leaves: &mut [bool]) {
    let mut found: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    for (page, rows_of_page) in pages.iter().enumerate() {
        for at in edges(rows_of_page).filter(|&at| !leaves[at]) {
            found.entry(form(rows[at].text)).or_default().push((page, at));
        }
    }
    for places in found.into_values() {
        let (first, last) = (places[0].0, places[places.len() - 1].0);
        let mut on: Vec<usize> = places.iter().map(|(page, _)| *page).collect();
        on.dedup();
        if on.len() < LEAST_PAGES || on.len() * 5 < (last - first + 1) * 2 {
            continue;
        }
        // How far a number of the line is ahead of the page's place among the pages, or how large it
        // is if it stays: the number of a page, and the year in a title.
        let ahead = |(page, at): (usize, usize)| -> Vec<Ahead> {
            let numbers = numbers(rows[at].text).enumerate();
            numbers.map(|(n, number)| (n, i64::from(number) - page as i64)).collect()
        };
        let ahead: Vec<Vec<Ahead>> = places.iter().map(|&place| ahead(place)).collect();
        let mut n_ahead: FxHashMap<Ahead, usize> = FxHashMap::default();
        let mut n_same: FxHashMap<&str, usize> = FxHashMap::default();
        for (&(_, at), ahead) in places.iter().zip(&ahead) {
            *n_same.entry(rows[at].text).or_default() += 1;
            for key in ahead {
                *n_ahead.entry(*key).or_default() += 1;
            }
        }
        for (&(_, at), ahead) in places.iter().zip(&ahead) {
            leaves[at] |= n_same[rows[at].text] >= LEAST_PAGES
                || ahead.iter().any(|key| n_ahead[key] >= LEAST_PAGES);
        }
    }
}

/// A line with its numbers as `#` and its blanks as one.
fn form(line: &str) -> String {
    let mut form = String::with_capacity(line.len());
    for c in line.chars() {
        let sign = match c {
            c if c.is_ascii_digit() => '#',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !(matches!(sign, '#' | ' ') && form.ends_with(sign)) {
            form.push(sign);
        }
    }
    form
}

/// Which number of a line, and how far it is ahead of the page.
type Ahead = (usize, i64);

fn numbers(line: &str) -> impl Iterator<Item = u32> {
    line.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok())
}

/// How many lines off another line of the table of contents stands, on one side of a line of it.
const CONTENTS: usize = 8;

/// Numbers that stand alone in a table of contents, whose lines end in dots; and those at the ends
/// of its lines that blanks lead to: such a line, and where its title ends.
fn mark_contents(rows: &[Line], leaves: &mut [bool]) -> Vec<(usize, usize)> {
    let mut titles = Vec::new();
    let leads: Vec<bool> = rows.iter().map(|row| ends_in_leader(row.text)).collect();
    let mut is_listed = vec![false; rows.len()];
    for at in 0..rows.len() {
        let before = leads[at.saturating_sub(CONTENTS)..at].contains(&true);
        let after = leads[at + 1..rows.len().min(at + 1 + CONTENTS)].contains(&true);
        let has_number = |row: &Line| row.text.ends_with(|c: char| c.is_ascii_digit());
        let page = |at: usize| number(rows[at].text);
        // Below a title without its number, or below the number of a page that is no later.
        let is_below = at > 0
            && (leads[at - 1] && !has_number(&rows[at - 1])
                || is_listed[at - 1] && page(at - 1) <= page(at));
        if !(is_below || before && after) || leads[at] {
            continue;
        }
        is_listed[at] = page(at).is_some();
        leaves[at] |= is_listed[at];
        let title = rows[at].text.trim_end_matches(|c: char| c.is_ascii_digit());
        if title.ends_with("      ") && title.len() < rows[at].text.len() {
            titles.push((at, title.trim_end().len()));
        }
    }
    titles
}

/// Whether a line ends in the dots that lead to the number of a page, or in that number.
pub(super) fn ends_in_leader(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = line.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | ' '));
    dots.filter(|c| *c != ' ').count() >= 4
}
