//! Places where an English sentence may end.
//!
//! The library looks ahead from every closing mark after a full stop, which takes quadratic time on
//! a long run of marks; so the text is handed to it in pieces cut inside such runs.

use unicode_segmentation::UnicodeSegmentation;

/// A run of this many marks and spaces is cut.
const MAX_RUN_CHARS: usize = 32;

/// All candidates in ascending order, the length of the text included, each once.
pub(super) fn all(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for piece in pieces(text) {
        let bounds = text[piece.start..piece.end].split_sentence_bound_indices();
        found.extend(bounds.map(|(at, sentence)| piece.start + at + sentence.len()));
        if piece.ends_in_run {
            found.pop();
        }
    }
    unseen(text, &mut found);
    found.sort_unstable();
    found.dedup();
    place_openers(text, found)
}

struct Piece {
    start: usize,
    end: usize,
    /// Whether it was cut inside a run, where no sentence ends.
    ends_in_run: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut run) = (0, 0);
    for (end, c) in text.char_indices() {
        let word = c.is_alphanumeric();
        if run >= MAX_RUN_CHARS && (word || run % MAX_RUN_CHARS == 0) {
            pieces.push(Piece { start, end, ends_in_run: !word });
            start = end;
        }
        run = if word { 0 } else { run + 1 };
    }
    pieces.push(Piece { start, end: text.len(), ends_in_run: false });
    pieces
}

/// Bounds the library does not give: `2016. 30 people`, `first. (2) the`, `end.The`, `end… The`,
/// `end. iPhone`.
fn unseen(text: &str, found: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    for (at, mark) in text.match_indices(['.', '…']) {
        let after = at + mark.len();
        let rest = &text[after..];
        if mark == "." && lost_space(text, at) {
            found.push(after);
            continue;
        }
        let closed = rest.trim_start_matches(super::is_closer);
        let next = closed.trim_start_matches([' ', '\u{3000}']);
        if next.len() == closed.len() {
            continue;
        }
        let place = text.len() - next.len();
        let torn = bytes.get(after).is_some_and(|&byte| byte == b'.');
        let digit = next.starts_with(|c: char| c.is_ascii_digit());
        let capital = next.trim_start_matches(super::is_opener).starts_with(char::is_uppercase);
        if mark == "…" && capital || !torn && (digit || item(next) || camel(next)) {
            found.push(place);
        }
    }
}

/// `end.The next`: small letters, a full stop, a capitalised word and then a space.
fn lost_space(text: &str, stop: usize) -> bool {
    let before = &text.as_bytes()[stop.saturating_sub(20)..stop];
    let word = before.rsplit(|byte| byte.is_ascii_whitespace()).next().unwrap_or(before);
    let small = word.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
    let after = &text[stop + 1..];
    let letters = after.bytes().take(20).take_while(u8::is_ascii_alphabetic).count();
    let first = after.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    let others = after.bytes().take(letters).skip(1).all(|byte| byte.is_ascii_lowercase());
    let then = after.as_bytes().get(letters);
    let whole_word = then.is_some_and(|&byte| byte == b' ' || byte == b',');
    small >= 2 && !word.contains(&b'.') && !word.contains(&b'/') && first && others && whole_word
}

/// `(2) the`, `(a) to`: the number of a list item in brackets.
fn item(next: &str) -> bool {
    let Some(inner) = next.strip_prefix('(') else { return false };
    let end = inner.bytes().take(5).position(|byte| byte == b')');
    end.is_some_and(|end| end > 0 && super::is_list_number(&inner[..end]))
}

/// `iPhone`, `eBay`.
fn camel(next: &str) -> bool {
    let mut bytes = next.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
}

/// Moves a bound that fell behind an opening quote or bracket before it: `end.“The`, `end."The`.
fn place_openers(text: &str, found: Vec<usize>) -> Vec<usize> {
    let mut placed = Vec::with_capacity(found.len());
    let (mut counted, mut quotes) = (0, 0);
    for place in found {
        quotes += text.as_bytes()[counted..place].iter().filter(|&&byte| byte == b'"').count();
        counted = place;
        let moved = match text[..place].chars().next_back() {
            Some(c @ ('“' | '‘' | '(' | '[')) => place - c.len_utf8(),
            Some('"') if quotes % 2 == 1 && place < text.len() => place - 1,
            _ => place,
        };
        if moved > 0 && placed.last().is_none_or(|&last| last < moved) {
            placed.push(moved);
        }
    }
    if placed.last() != Some(&text.len()) {
        placed.push(text.len());
    }
    placed
}
