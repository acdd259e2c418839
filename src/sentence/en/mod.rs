//! Where English sentences end: the bounds of Unicode (UAX #29), repaired.
//!
//! Candidates are the library's bounds and a few it does not see (a full stop before a digit, a
//! lost space, an ellipsis); each is then asked whether the sentence really ends there: not after
//! an abbreviation, an initial or a list number, not inside `"Where?" he asked`, not at a `?` that
//! stands for a lost quote mark.

mod candidates;
mod lost_quotes;
mod words;

use std::ops::Range;

use super::join_wordless;
use words::{Class, Words};

pub(super) use lost_quotes::{Marks, marks_of};

/// Longest list number (`(iii)`, `Article 12.`), in bytes.
const MAX_NUMBERING_BYTES: usize = 24;

/// The ends of the sentences of one paragraph, as byte offsets; the last is its length.
pub(super) fn ends(text: &str, marks: Marks) -> Vec<usize> {
    let words = Words::get();
    let mut ends = Vec::new();
    let (mut start, mut previous) = (0, 0);
    for candidate in candidates::all(text) {
        let bound = Bound::new(text, start, previous..candidate);
        if candidate == text.len() || bound.ends_sentence(words, marks) {
            ends.push(candidate);
            start = candidate;
        }
        previous = candidate;
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    join_wordless(text, ends)
}

/// A place where a sentence may end, and what stands around it.
struct Bound<'t> {
    /// From the start of the sentence to the place, without the white space at the end.
    left: &'t str,
    /// From the candidate before to the place: the last clause, white space included.
    clause: &'t str,
    /// `left` without closing quotes and brackets.
    core: &'t str,
    /// What follows.
    right: &'t str,
    /// `right` without opening quotes and brackets.
    next: &'t str,
}

impl<'t> Bound<'t> {
    fn new(text: &'t str, start: usize, piece: Range<usize>) -> Self {
        let left = text[start..piece.end].trim_end();
        let core = left.trim_end_matches(is_closer);
        let right = &text[piece.end..];
        let next = right.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace());
        Bound { left, clause: &text[piece], core, right, next }
    }

    fn ends_sentence(&self, words: &Words, marks: Marks) -> bool {
        let Some(mark) = self.core.chars().next_back() else { return true };
        match mark {
            '?' | '!' => self.ends_at_shout(words, marks),
            '…' => self.ends_at_ellipsis(),
            '.' if self.is_ellipsis() => self.ends_at_ellipsis(),
            '.' => !self.is_numbering(words) && self.ends_at_stop(words),
            // The library also ends a sentence at a soft line break, which may be anywhere.
            _ => !self.clause.ends_with(is_soft_break),
        }
    }

    fn ends_at_shout(&self, words: &Words, marks: Marks) -> bool {
        if self.next.starts_with(char::is_lowercase) {
            return false;
        }
        if marks.are_lost_quotes() && lost_quotes::is_lost_quote(self.clause.trim()) {
            return false;
        }
        let quoted = self.left.len() > self.core.len();
        !(quoted && words.starts_with_speech_tag(self.right))
    }

    fn is_ellipsis(&self) -> bool {
        let before = self.core[..self.core.len() - 1].trim_end_matches(' ');
        before.ends_with('.') && (before.len() + 1 == self.core.len() || before.ends_with(". ."))
    }

    /// `Well... I think` goes on; before another capital an ellipsis ends the sentence.
    fn ends_at_ellipsis(&self) -> bool {
        let word = first_word(self.next);
        let pronoun = word == "I" || word.starts_with("I'") || word.starts_with("I’");
        !self.next.starts_with(char::is_lowercase) && !pronoun
    }

    fn ends_at_stop(&self, words: &Words) -> bool {
        let token = last_token(&self.core[..self.core.len() - 1]);
        let digit_next = self.right.starts_with(|c: char| c.is_ascii_digit());
        let word = first_word(self.next);
        match words.class(token) {
            Some(Class::Title | Class::Inner) => return false,
            Some(Class::Number) if digit_next || is_roman(word) => return false,
            Some(Class::Number) => {}
            Some(Class::Name) => return !digit_next && words.is_starter(word),
            Some(Class::Time) => return !words.follows_time(word),
            Some(Class::End) => return true,
            None => {}
        }
        if is_acronym(token) {
            return !digit_next && words.is_starter(word);
        }
        if is_initial(token) {
            return self.ends_at_initial(token, word, words);
        }
        if digit_next {
            // `3. 5 percent` is a number torn apart; `in 2016. 30 people` is not.
            return token.len() >= 4 || !token.ends_with(|c: char| c.is_ascii_digit());
        }
        true
    }

    /// `George W. Bush`, `J. K. Rowling` against `Plan B. The next day`.
    fn ends_at_initial(&self, token: &str, word: &str, words: &Words) -> bool {
        let before = self.core[..self.core.len() - 1 - token.len()].trim_end();
        if before.is_empty() || before.ends_with('.') && before.len() <= MAX_NUMBERING_BYTES {
            return false;
        }
        let after_small_word = last_token(before).chars().all(char::is_lowercase);
        if token == "I" && after_small_word {
            return true;
        }
        words.is_starter(word)
    }

    /// Whether the sentence so far is the number of a list item or heading: `1.`, `(a).`, `IV.`,
    /// `Article 5.`; or a number after a colon opens a list.
    fn is_numbering(&self, words: &Words) -> bool {
        let number = last_token(&self.core[..self.core.len() - 1]);
        let is_number = is_list_number(number);
        if !is_number || self.next.is_empty() {
            return false;
        }
        let before = self.core[..self.core.len() - 1 - number.len()].trim_end();
        let before = before.trim_end_matches(['(', '[']).trim_end();
        if before.is_empty() || before.ends_with([':', ';']) {
            return true;
        }
        self.left.len() <= MAX_NUMBERING_BYTES && words.heads_number(before)
    }
}

fn is_soft_break(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | ')' | ']' | '}' | '»' | '›' | '）' | '」' | '』' | '》' | '】'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '(' | '[' | '{' | '«' | '‹' | '（' | '「' | '『' | '《' | '【'
    )
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'));
    &text[..end.unwrap_or(text.len())]
}

/// The last word before a full stop, dots inside it included: `U.S`, `Mr`, `J`.
fn last_token(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(24)
        .take_while(|&(_, c)| {
            c.is_alphanumeric() || matches!(c, '.' | '$' | '%' | '&' | '\'' | '’')
        })
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// `U.S`, `P.R.C`, `J.K`: capitals with dots between.
fn is_acronym(token: &str) -> bool {
    token.len() >= 3
        && token.bytes().enumerate().all(|(index, byte)| match index % 2 {
            0 => byte.is_ascii_uppercase(),
            _ => byte == b'.',
        })
}

fn is_initial(token: &str) -> bool {
    token.len() == 1 && token.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.bytes().all(|byte| b"IVXLC".contains(&byte))
}

fn is_list_number(token: &str) -> bool {
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let digits = token.split('.').all(is_number);
    // A.4, of an appendix.
    let mut parts = token.split('.');
    let appendix = parts.next().is_some_and(is_initial) && token.len() > 1 && parts.all(is_number);
    let letter = token.len() == 1 && token.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = token.len() <= 6 && (is_roman(token) || is_roman(&token.to_ascii_uppercase()));
    digits
        || appendix
        || letter
        || roman && !token.is_empty() && token.bytes().all(|b| b"ivxIVX".contains(&b))
}
