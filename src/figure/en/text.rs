//! The tokens of a text with the small questions every part of the grammar asks of them.

use super::scan::{Form, Gap, Token, scan};
use super::words::{Class, Words};
use crate::document::Span;

/// A text being read.
#[derive(Debug)]
pub(super) struct Text<'t> {
    /// The text, folded.
    pub(super) text: &'t str,
    /// The word tables.
    pub(super) words: &'static Words,
    tokens: Vec<Token>,
}

impl<'t> Text<'t> {
    /// Scans a text.
    pub(super) fn new(text: &'t str) -> Text<'t> {
        let words = Words::builtin();
        Text { text, words, tokens: scan(text, words) }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Token `i`, or one past the end.
    pub(super) fn at(&self, i: usize) -> Token {
        self.tokens.get(i).copied().unwrap_or_else(|| Token::end_at(self.text.len()))
    }

    /// The token `n` before `i`, or one past the end when there is none.
    pub(super) fn back(&self, i: usize, n: usize) -> Token {
        i.checked_sub(n).map_or(Token::end_at(0), |at| self.at(at))
    }

    /// The class of token `i`.
    pub(super) fn class(&self, i: usize) -> Class {
        self.tokens.get(i).map_or(Class::None, |token| token.class)
    }

    /// The text of token `i`.
    pub(super) fn str(&self, i: usize) -> &'t str {
        self.at(i).span().of(self.text)
    }

    fn form(&self, i: usize) -> Form {
        self.tokens.get(i).map_or(Form::End, |token| token.form)
    }

    fn bytes(&self, i: usize) -> &'t [u8] {
        let bytes = self.text.as_bytes();
        self.tokens.get(i).map_or(&[], |token| &bytes[token.start..token.end])
    }

    /// Whether token `i` is this word, in any case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.bytes(i).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether token `i` is one of these words, in any case.
    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        let token = self.bytes(i);
        words.iter().any(|word| token.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether the token before `i` is one of these words.
    pub(super) fn any_before(&self, i: usize, words: &[&str]) -> bool {
        i > 0 && self.any(i - 1, words)
    }

    /// Whether token `i` is a word.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.form(i) == Form::Word
    }

    /// Whether token `i` is digits.
    pub(super) fn is_digits(&self, i: usize) -> bool {
        self.form(i) == Form::Digits
    }

    /// Whether token `i` is this mark.
    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.form(i) == Form::Mark(mark)
    }

    /// Whether token `i` is this mark with nothing before it.
    pub(super) fn tight_mark(&self, i: usize, mark: char) -> bool {
        self.mark(i, mark) && self.tight(i)
    }

    /// Whether nothing stands before token `i`.
    pub(super) fn tight(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether token `i` is a hyphen.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        matches!(self.form(i), Form::Mark('-' | '\u{2010}' | '\u{2011}'))
    }

    /// Whether token `i` is a hyphen with nothing on either side.
    pub(super) fn tight_hyphen(&self, i: usize) -> bool {
        self.hyphen(i) && self.tight(i) && self.tight(i + 1)
    }

    /// Whether token `i` is a hyphen or a dash of any length, or a tilde.
    pub(super) fn dash(&self, i: usize) -> bool {
        matches!(self.at(i).form, Form::Mark('\u{2012}'..='\u{2015}' | '\u{2212}' | '~' | '〜'))
            || self.hyphen(i)
    }

    /// Whether token `i` is an apostrophe of either shape.
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        matches!(self.at(i).form, Form::Mark('\'' | '’' | '‘'))
    }

    /// The token that goes on from the one before `i` inside one number: over white space or a
    /// tight hyphen, not over a line break.
    pub(super) fn joined(&self, i: usize) -> Option<usize> {
        if self.tight_hyphen(i) {
            return Some(i + 1);
        }
        (self.at(i).gap < Gap::Line).then_some(i)
    }

    /// Like [`Text::joined`], over a line break too.
    pub(super) fn following(&self, i: usize) -> usize {
        if self.tight_hyphen(i) { i + 1 } else { i }
    }

    /// Whether token `i` begins a sentence, as far as marks tell.
    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        self.at(i).gap == Gap::Line
            || matches!(
                self.back(i, 1).form,
                Form::Mark('.' | '!' | '?' | ':' | ';' | '"' | '“' | '(' | '‘') | Form::End
            )
    }

    /// The text from token `first` to before token `next`.
    pub(super) fn span(&self, first: usize, next: usize) -> Span {
        let start = self.at(first).start;
        Span::new(start, next.checked_sub(1).map_or(start, |last| self.at(last).end.max(start)))
    }

    /// The digits of token `i` as a small number, if it is at most `width` digits.
    pub(super) fn small(&self, i: usize, width: usize) -> Option<u32> {
        let token = self.at(i);
        (token.form == Form::Digits && token.len() <= width).then(|| self.str(i).parse().ok())?
    }

    /// The digits of token `i` as a year, if it is four digits from 1000 to 2999.
    pub(super) fn year(&self, i: usize) -> Option<i32> {
        let token = self.at(i);
        let year: i32 = (token.form == Form::Digits && token.len() == 4)
            .then(|| self.str(i).parse().ok())??;
        (1000..3000).contains(&year).then_some(year)
    }

    /// Whether the words of a phrase stand at token `i`, over spaces or tight hyphens; the token
    /// after it.
    pub(super) fn phrase(&self, i: usize, words: &[&str]) -> Option<usize> {
        let mut at = i;
        for (n, word) in words.iter().enumerate() {
            if n > 0 {
                at = self.following(at);
            }
            if !self.is(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the number word before token `next` is the start of a larger one: "ten to one" is
    /// said, "ten to one hundred" counted.
    fn goes_on_counting(&self, next: usize) -> bool {
        let counts = matches!(self.class(next - 1), Class::Unit | Class::Teen | Class::Ten);
        let more = matches!(self.class(next), Class::Hundred | Class::Scale | Class::Dozen);
        counts && (more || self.any(next, &["percent", "per"]) || self.mark(next, '%'))
    }

    /// "in service; 4/ 5/ this is": whether the digits at token `i` are the mark of a footnote.
    fn is_footnote(&self, i: usize) -> bool {
        let slash = self.tight_mark(i + 1, '/') && self.at(i + 2).gap != Gap::None;
        let parted = i == 0
            || self.at(i).gap == Gap::Line
            || matches!(self.back(i, 1).form, Form::Mark(',' | ';' | '.' | ')' | '/' | '”' | '"'));
        self.is_digits(i) && self.at(i).len() <= 3 && slash && parted && self.at(i).gap != Gap::None
    }

    /// %1, %2$s, &#8217;: at the digits or the # before them, the place of a text still to come or a
    /// character by its number; the token after it.
    pub(super) fn placeholder(&self, i: usize) -> Option<usize> {
        if self.is_footnote(i) {
            return Some(i + 2);
        }
        if i == 0 || !self.tight(i) {
            return None;
        }
        if self.mark(i, '#') && self.mark(i - 1, '&') {
            let ends = self.tight_mark(i + 2, ';') && self.tight(i + 1);
            return (self.is_digits(i + 1) && ends).then_some(i + 3);
        }
        let free = i < 2 || !self.tight(i - 1) || !self.is_digits(i - 2);
        if !self.is_digits(i) || self.at(i).len() > 2 || !self.mark(i - 1, '%') || !free {
            return None;
        }
        Some(if self.tight_mark(i + 1, '$') { i + 2 } else { i + 1 })
    }

    /// The longest idiom without a figure at token `i`; the token after it.
    pub(super) fn idiom(&self, i: usize) -> Option<usize> {
        let idioms = self.words.silent(self.at(i).idioms?);
        let at = self.following(i + 1);
        let second = self.bytes(at);
        let begun = idioms.iter().filter_map(|idiom| {
            let rest = idiom.words.get(1..)?;
            rest.first()?.as_bytes().eq_ignore_ascii_case(second).then_some(rest)
        });
        begun.filter_map(|rest| self.phrase(at, rest)).find(|&end| !self.goes_on_counting(end))
    }
}
