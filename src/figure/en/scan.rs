//! The text as tokens, in one pass: words looked up once, runs of digits, single marks, and whole
//! addresses of the web, which hold no figures.

use super::words::{Class, Entry, Words};
use crate::document::Span;
use crate::figure::Value;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Mark(char),
    /// A web or mail address.
    Address,
    /// Past either end of the text.
    End,
}

impl Form {
    /// Whether it is a bracket or quotation mark that opens.
    pub(super) const fn opens(self) -> bool {
        matches!(self, Form::Mark('(' | '[' | '"' | '“' | '‘'))
    }
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// A thin or no-break space, as inside 10 000.
    Thin,
    /// White space on the same line.
    Space,
    /// A line break, or the start of the text.
    Line,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// White space before it.
    pub(super) gap: Gap,
    /// What it is made of.
    pub(super) form: Form,
    /// What the word can do.
    pub(super) class: Class,
    /// The word's number.
    pub(super) value: u16,
    /// The idioms that may begin here, by their number.
    pub(super) idioms: Option<u8>,
    /// Whether a figure or an idiom may begin here, as far as the token itself tells.
    pub(super) begins: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

impl Token {
    /// The token past the end of a text.
    pub(super) const fn end_at(at: usize) -> Token {
        Token {
            start: at,
            end: at,
            gap: Gap::Line,
            form: Form::End,
            class: Class::None,
            value: 0,
            idioms: None,
            begins: false,
            capital: false,
        }
    }

    /// Makes it the word that begins with `c` and has this entry.
    fn read_word(&mut self, c: char, entry: Entry) {
        self.form = Form::Word;
        self.capital = c.is_uppercase();
        (self.class, self.value, self.idioms) = (entry.class, entry.value, entry.idioms);
        let roman = self.gap == Gap::Line && self.capital && self.len() <= LONGEST_ROMAN;
        self.begins = entry.begins || self.len() == 1 || roman;
    }

    /// Its length in bytes.
    pub(super) const fn len(self) -> usize {
        self.end - self.start
    }

    /// Where it stands.
    pub(super) const fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Longest word that begins with a capital letter, at the start of a line, and may number a section.
const LONGEST_ROMAN: usize = 6;

/// Cuts `text` into tokens.
pub(super) fn scan(text: &str, words: &Words) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 4 + 4);
    let (mut at, mut gap) = (0, Gap::Line);
    let mut chunk = 0;
    while let Some(&first) = bytes.get(at) {
        if first == b' ' {
            (at, gap) = (at + 1, gap.max(Gap::Space));
            continue;
        }
        let start = at;
        let (c, end) = char_at(text, start);
        at = end;
        if c.is_whitespace() {
            gap = gap.max(space(c));
            continue;
        }
        if gap != Gap::None {
            chunk = tokens.len();
        }
        let mut token = Token { start, end, gap, begins: true, ..Token::end_at(at) };
        if letter(c) {
            token.end = word_end(text, at);
            token.read_word(c, words.entry(bytes, start, token.end));
        } else if c.is_ascii_digit() {
            token.form = Form::Digits;
            token.end = digits_end(bytes, at);
        } else {
            token.form = Form::Mark(c);
            token.begins = mark_begins(c);
            if let Some(first) = address(text, &tokens, chunk, token) {
                tokens.truncate(first.0);
                token = Token { start: first.1, gap: first.2, ..token };
                (token.form, token.begins) = (Form::Address, true);
                token.end =
                    text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
            }
        }
        at = token.end;
        tokens.push(token);
        gap = Gap::None;
    }
    tokens
}

/// The character at `at`, where one begins, and where it ends.
fn char_at(text: &str, at: usize) -> (char, usize) {
    let first = text.as_bytes()[at];
    if first.is_ascii() {
        return (char::from(first), at + 1);
    }
    let c = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    (c, at + c.len_utf8())
}

/// Where the word ends that goes on at `at`.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(&byte) = text.as_bytes().get(end) {
        if byte.is_ascii_alphabetic() {
            end += 1;
            continue;
        }
        if byte.is_ascii() {
            break;
        }
        let (c, next) = char_at(text, end);
        if !letter(c) {
            break;
        }
        end = next;
    }
    end
}

/// Where the digits end that go on at `at`.
fn digits_end(bytes: &[u8], at: usize) -> usize {
    let n_digits = bytes[at..].iter().position(|byte| !byte.is_ascii_digit());
    n_digits.map_or(bytes.len(), |n| at + n)
}

/// Whether a figure can begin with a mark.
fn mark_begins(c: char) -> bool {
    matches!(c, '.' | '\'' | '’' | '‘' | '(' | '[' | '#' | '№' | '①'..='⑳')
        || !c.is_ascii() && Value::vulgar(c).is_some()
}

/// The gap a character of white space makes.
const fn space(c: char) -> Gap {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Gap::Line,
        '\u{a0}' | '\u{2009}' | '\u{202f}' => Gap::Thin,
        _ => Gap::Space,
    }
}

fn letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    // µ, Ω, ㎡ and ℃ are letters to Unicode or near them; only real scripts make words.
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'Ⅰ'..='ↈ' | '①'..='⓿' | '㌀'..='㏿' | '℀'..='⅏')
}

/// Whether the mark just read shows that the chunk of text it stands in is an address; then the
/// first token, byte and gap of that chunk.
fn address(text: &str, tokens: &[Token], chunk: usize, mark: Token) -> Option<(usize, usize, Gap)> {
    let first = tokens.get(chunk)?;
    let last = tokens.last()?;
    let is_address = mark.gap == Gap::None
        && match mark.form {
            Form::Mark('@') => last.form != Form::Mark('('),
            Form::Mark(':') => text[mark.end..].starts_with("//"),
            Form::Mark('.') => {
                text[last.start..last.end].eq_ignore_ascii_case("www")
                    && text[mark.end..].starts_with(|c: char| c.is_ascii_alphanumeric())
            }
            _ => false,
        };
    is_address.then(|| match mark.form {
        Form::Mark('@') => (chunk, first.start, first.gap),
        _ => (tokens.len() - 1, last.start, last.gap),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        let tokens = scan(text, Words::builtin());
        let got: Vec<&str> = tokens.iter().map(|token| token.span().of(text)).collect();
        assert_eq!(got, wanted, "{text}");
    }

    #[test]
    fn words_digits_marks_and_addresses() {
        check("US$55bn, 3.5%", &["US", "$", "55", "bn", ",", "3", ".", "5", "%"]);
        check("see https://a.b/12?x=3 for 5", &["see", "https://a.b/12?x=3", "for", "5"]);
        check("(a.1@b.com)", &["(a.1@b.com)"]);
        check("www.x1.org 7", &["www.x1.org", "7"]);
        check("30℃ ½", &["30", "℃", "½"]);
    }

    #[test]
    fn gaps_tell_spaces_from_lines() {
        let tokens = scan("1 2\n3\u{a0}4", Words::builtin());
        let gaps: Vec<Gap> = tokens.iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::Line, Gap::Space, Gap::Line, Gap::Thin]);
    }
}
