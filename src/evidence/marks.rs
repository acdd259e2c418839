//! The marks of a sentence: which it holds, how it opens and ends, which quotation it leaves open.

use super::Shape;
use crate::token::fold_width;

/// The marks of a sentence that a translation keeps: each kind once per sentence, with its byte offset.
pub(super) fn marks(text: &str) -> Vec<(usize, &'static str)> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let mut add = |at: usize, mark: &'static str| {
        if !found.iter().any(|&(_, other)| other == mark) {
            found.push((at, mark));
        }
    };
    for (at, c) in signs(text) {
        match fold_width(c) {
            '?' => add(at, "?"),
            '!' => add(at, "!"),
            '“' | '「' | '『' | '"' => add(at, "“"),
            '\'' | '‘' if !before(text, at).is_alphanumeric() => add(at, "“"),
            '…' => add(at, "…"),
            '.' if before(text, at) == '.' => add(at, "…"),
            '%' => add(at, "%"),
            '(' => add(at, "("),
            ':' => add(at, ":"),
            ';' => add(at, ";"),
            '—' => add(at, "—"),
            '-' if before(text, at) == '-' => add(at, "—"),
            _ => {}
        }
    }
    found
}

/// Folds the marks that open and end a sentence.
pub(super) fn shape(text: &str) -> Shape {
    let is_quote = |c: char| {
        matches!(c, '"' | '“' | '”' | '「' | '」' | '『' | '』' | '\'' | '‘' | '’' | '《')
    };
    let text = text.trim();
    let mut shape =
        Shape { quote_opens: text.chars().next().is_some_and(is_quote), ..Shape::default() };
    for (count, c) in text.chars().rev().enumerate() {
        match c {
            c if is_quote(c) => shape.quote_ends |= count == 0,
            ')' | '）' | ']' | '】' | '》' => {}
            '。' | '.' | '．' => shape.end = b'.',
            '？' | '?' => shape.end = b'?',
            '！' | '!' => shape.end = b'!',
            '：' | ':' => shape.end = b':',
            '；' | ';' => shape.end = b';',
            '，' | ',' | '、' => shape.end = b',',
            '…' => shape.end = b'~',
            '—' | '-' | '–' => shape.end = b'-',
            _ => {}
        }
        if shape.end != 0 || count >= 2 {
            break;
        }
    }
    shape
}

/// What a sentence leaves behind: 1 an open quotation, -1 a closed one, 0 no change.
pub(super) fn quote_turn(text: &str) -> i8 {
    let mut turn = 0;
    for (at, c) in signs(text) {
        let before = || before(text, at);
        let after = || text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match c {
            '“' | '「' | '『' => turn = 1,
            '”' | '」' | '』' => turn = -1,
            '‘' if !before().is_alphanumeric() => turn = 1,
            '\'' | '’' if before().is_alphanumeric() && after().is_alphanumeric() => {}
            '"' | '\'' if before().is_whitespace() && !after().is_whitespace() => turn = 1,
            '"' | '\'' if at == 0 => turn = 1,
            '"' => turn = -1,
            '\'' | '’' if !before().is_alphanumeric() && !before().is_whitespace() => turn = -1,
            _ => {}
        }
    }
    turn
}

/// The signs of a text that may be marks, found by their first bytes, and where they stand.
fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let firsts = text.bytes().enumerate().filter(|&(_, byte)| MAY_BE_MARK[byte as usize]);
    firsts.filter_map(|(at, _)| text[at..].chars().next().map(|c| (at, c)))
}

/// First bytes of ASCII marks, and of the blocks of General Punctuation, of Chinese punctuation and
/// of full-width forms.
const MAY_BE_MARK: [bool; 256] = {
    let firsts = b"?!\"'.%(:;-\xe2\xe3\xef";
    let mut table = [false; 256];
    let mut at = 0;
    while at < firsts.len() {
        table[firsts[at] as usize] = true;
        at += 1;
    }
    table
};

/// The character that ends at a place; a blank at the start of the text.
fn before(text: &str, at: usize) -> char {
    text[..at].chars().next_back().unwrap_or(' ')
}
