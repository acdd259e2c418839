//! The marks of a sentence: which it holds, how it opens and ends, which quotation it leaves open.

use super::Shape;
use super::markers::{label, marker};
use crate::token::fold_width;

/// A mark that a translation keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Question,
    Exclamation,
    Quotation,
    Ellipsis,
    Percent,
    Parenthesis,
    Colon,
    Semicolon,
    Dash,
}

impl Mark {
    /// How many marks there are.
    pub(super) const N: usize = Mark::Dash as usize + 1;

    /// The text of its type.
    pub(super) fn text(self) -> &'static str {
        match self {
            Mark::Question => "?",
            Mark::Exclamation => "!",
            Mark::Quotation => "“",
            Mark::Ellipsis => "…",
            Mark::Percent => "%",
            Mark::Parenthesis => "(",
            Mark::Colon => ":",
            Mark::Semicolon => ";",
            Mark::Dash => "—",
        }
    }

    /// The mark that a sign is where it stands.
    fn of(text: &str, at: usize, sign: char) -> Option<Mark> {
        let mark = match fold_width(sign) {
            '?' => Mark::Question,
            '!' => Mark::Exclamation,
            '“' | '「' | '『' | '"' => Mark::Quotation,
            '\'' | '‘' if !before(text, at).is_alphanumeric() => Mark::Quotation,
            '…' => Mark::Ellipsis,
            '.' if before(text, at) == '.' => Mark::Ellipsis,
            '%' => Mark::Percent,
            '(' => Mark::Parenthesis,
            ':' => Mark::Colon,
            ';' => Mark::Semicolon,
            '—' => Mark::Dash,
            '-' if before(text, at) == '-' => Mark::Dash,
            _ => return None,
        };
        Some(mark)
    }
}

/// The signs of a sentence that may be marks, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Signs {
    found: Vec<(usize, char)>,
}

impl Signs {
    /// Finds those of a text, in place of those found before.
    pub(super) fn read(&mut self, text: &str) {
        self.found.clear();
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            at += match STEPS[byte as usize] {
                MAY_BE_MARK => {
                    let Some(sign) = text[at..].chars().next() else { break };
                    self.found.push((at, sign));
                    sign.len_utf8()
                }
                n_bytes => n_bytes as usize,
            };
        }
    }

    /// The marks of the text, each kind once, with its byte offset.
    pub(super) fn marks(&self, text: &str) -> impl Iterator<Item = (usize, Mark)> {
        let mut seen = [false; Mark::N];
        self.found.iter().filter_map(move |&(at, sign)| {
            let mark = Mark::of(text, at, sign)?;
            let is_new = !std::mem::replace(&mut seen[mark as usize], true);
            is_new.then_some((at, mark))
        })
    }

    /// What the text leaves behind: 1 an open quotation, -1 a closed one, 0 no change.
    pub(super) fn quote_turn(&self, text: &str) -> i8 {
        let mut turn = 0;
        for &(at, c) in &self.found {
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
                '\'' | '’' if !before().is_alphanumeric() && !before().is_whitespace() => {
                    turn = -1
                }
                _ => {}
            }
        }
        turn
    }
}

/// For the first byte of a character: how many bytes it has, or that it may be a mark.
const STEPS: [u8; 256] = {
    let mut steps = [1; 256];
    let mut byte = 0xc0;
    while byte < 256 {
        steps[byte] = (byte as u8).leading_ones() as u8;
        byte += 1;
    }
    // ASCII marks, and the blocks of General Punctuation, of Chinese punctuation and of full-width forms.
    let firsts = b"?!\"'.%(:;-\xe2\xe3\xef";
    let mut at = 0;
    while at < firsts.len() {
        steps[firsts[at] as usize] = MAY_BE_MARK;
        at += 1;
    }
    steps
};

/// No number of bytes.
const MAY_BE_MARK: u8 = 0;

/// Folds the marks that open and end a sentence.
pub(super) fn shape(text: &str) -> Shape {
    let is_quote = |c: char| {
        matches!(c, '"' | '“' | '”' | '「' | '」' | '『' | '』' | '\'' | '‘' | '’' | '《')
    };
    let text = text.trim();
    let mut shape = Shape {
        quote_opens: text.chars().next().is_some_and(is_quote),
        marker: marker(text),
        label: label(text),
        ..Shape::default()
    };
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

/// The character that ends at a place; a blank at the start of the text.
fn before(text: &str, at: usize) -> char {
    text[..at].chars().next_back().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_that_is_a_mark_is_found() {
        let mut signs = Signs::default();
        for c in '\0'..=char::MAX {
            let text = format!("é中{c}𠀀");
            signs.read(&text);
            let marks: Vec<(usize, Mark)> = signs.marks(&text).collect();
            let wanted = Mark::of(&text, 5, c).map(|mark| (5, mark));
            assert_eq!(marks, wanted.into_iter().collect::<Vec<_>>(), "{c}");
        }
    }

    #[test]
    fn each_mark_counts_once_where_it_stands_first() {
        let mut signs = Signs::default();
        let text = "他说：“好！好！”—— it's 5%... 'so'?";
        signs.read(text);
        let texts: Vec<&str> = signs.marks(text).map(|(_, mark)| mark.text()).collect();
        assert_eq!(texts, [":", "“", "!", "—", "%", "…", "?"]);
        assert_eq!(signs.quote_turn(text), 1);
    }
}
