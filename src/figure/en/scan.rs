//! The text as tokens, in one pass: words looked up once, runs of digits, single marks, and whole
//! addresses of the web, which hold no figures.

use super::words::{Class, Entry, LONGEST, Words};
use crate::document::Span;

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
    /// Whether an idiom may begin here.
    pub(super) idiom: bool,
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
            idiom: false,
            capital: false,
        }
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

/// Cuts `text` into tokens.
pub(super) fn scan(text: &str, words: &Words) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 4 + 4);
    let (mut at, mut gap) = (0, Gap::Line);
    let mut chunk = 0;
    while at < bytes.len() {
        let start = at;
        let Some((c, form)) = next_form(text, &mut at) else {
            gap = gap.max(space_at(text, start, &mut at));
            continue;
        };
        if gap != Gap::None {
            chunk = tokens.len();
        }
        let mut token = Token { start, end: at, gap, form, ..Token::end_at(at) };
        if form == Form::Word {
            token.capital = c.is_uppercase();
            let entry = look_up(&bytes[start..at], words);
            (token.class, token.value, token.idiom) = (entry.class, entry.value, entry.idiom);
        } else if let Some(first) = address(text, &tokens, chunk, token) {
            at = text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
            tokens.truncate(first.0);
            token = Token { start: first.1, end: at, gap: first.2, ..token };
            token.form = Form::Address;
        }
        tokens.push(token);
        gap = Gap::None;
    }
    tokens
}

/// The form that begins at `at`, moving `at` past it; `None` before white space.
fn next_form(text: &str, at: &mut usize) -> Option<(char, Form)> {
    let bytes = text.as_bytes();
    let first = bytes[*at];
    if first.is_ascii_digit() {
        while bytes.get(*at).is_some_and(u8::is_ascii_digit) {
            *at += 1;
        }
        return Some(('0', Form::Digits));
    }
    let c = text[*at..].chars().next()?;
    if c.is_whitespace() {
        return None;
    }
    *at += c.len_utf8();
    if !letter(c) {
        return Some((c, Form::Mark(c)));
    }
    while let Some(&byte) = bytes.get(*at) {
        if byte.is_ascii_alphabetic() {
            *at += 1;
        } else if byte < 0x80 {
            break;
        } else {
            match text[*at..].chars().next() {
                Some(next) if letter(next) => *at += next.len_utf8(),
                _ => break,
            }
        }
    }
    Some((c, Form::Word))
}

fn letter(c: char) -> bool {
    // µ, Ω, ㎡ and ℃ are letters to Unicode or near them; only real scripts make words.
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'Ⅰ'..='ↈ' | '①'..='⓿' | '㌀'..='㏿' | '℀'..='⅏')
}

fn space_at(text: &str, start: usize, at: &mut usize) -> Gap {
    let c = text[start..].chars().next().unwrap_or(' ');
    *at = start + c.len_utf8();
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Gap::Line,
        '\u{a0}' | '\u{2009}' | '\u{202f}' => Gap::Thin,
        _ => Gap::Space,
    }
}

fn look_up(word: &[u8], words: &Words) -> Entry {
    let mut lower = [0; LONGEST];
    match lower.get_mut(..word.len()) {
        Some(lower) => {
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            words.entry(lower)
        }
        None => Entry::default(),
    }
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
