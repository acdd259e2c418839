//! A text with the small looks to both sides that the rules need. Every look is bounded, so that a
//! rule costs the same on a long line as on a short one.

/// Most blanks skipped between a numeral and what belongs to it.
const MAX_BLANKS: usize = 2;

/// A folded text; positions are byte offsets on character boundaries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) all: &'t str,
}

impl<'t> Text<'t> {
    /// The character at `at`.
    pub(super) fn char_at(self, at: usize) -> Option<char> {
        self.all[at..].chars().next()
    }

    /// The character that ends at `at`.
    pub(super) fn char_before(self, at: usize) -> Option<char> {
        self.all[..at].chars().next_back()
    }

    /// Where the character at `at` ends; `at` itself at the end of the text.
    pub(super) fn after(self, at: usize) -> usize {
        at + self.char_at(at).map_or(0, char::len_utf8)
    }

    /// Whether `form` stands at `at`.
    pub(super) fn starts(self, at: usize, form: &str) -> bool {
        begins(&self.all.as_bytes()[at..], form.as_bytes())
    }

    /// Whether `form` ends at `at`.
    pub(super) fn ends(self, at: usize, form: &str) -> bool {
        closes(&self.all.as_bytes()[..at], form.as_bytes())
    }

    /// The first of `forms` that stands at `at`: its end.
    pub(super) fn any(self, at: usize, forms: &[&str]) -> Option<usize> {
        let here = &self.all.as_bytes()[at..];
        forms.iter().find(|form| begins(here, form.as_bytes())).map(|form| at + form.len())
    }

    /// The first of `forms` that ends at `at`: its start.
    pub(super) fn any_before(self, at: usize, forms: &[&str]) -> Option<usize> {
        let here = &self.all.as_bytes()[..at];
        forms.iter().find(|form| closes(here, form.as_bytes())).map(|form| at - form.len())
    }

    /// Past at most two blanks.
    pub(super) fn skip_blanks(self, at: usize) -> usize {
        let mut end = at;
        for c in self.all[at..].chars().take(MAX_BLANKS) {
            if !is_blank(c) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    /// Before at most two blanks that end at `at`.
    pub(super) fn back_blanks(self, at: usize) -> usize {
        let mut start = at;
        for c in self.all[..at].chars().rev().take(MAX_BLANKS) {
            if !is_blank(c) {
                break;
            }
            start -= c.len_utf8();
        }
        start
    }

    /// The start of the `n_chars` characters before `at`, on the same line.
    pub(super) fn window_before(self, at: usize, n_chars: usize) -> &'t str {
        let mut start = at;
        for c in self.all[..at].chars().rev().take(n_chars) {
            if c == '\n' {
                break;
            }
            start -= c.len_utf8();
        }
        &self.all[start..at]
    }

    /// The `n_chars` characters from `at`, on the same line.
    pub(super) fn window_after(self, at: usize, n_chars: usize) -> &'t str {
        let mut end = at;
        for c in self.all[at..].chars().take(n_chars) {
            if c == '\n' {
                break;
            }
            end += c.len_utf8();
        }
        &self.all[at..end]
    }

    /// Whether nothing but blanks stands before `at` on its line.
    pub(super) fn is_line_start(self, at: usize) -> bool {
        let mut blanks = 0;
        for c in self.all[..at].chars().rev() {
            if c == '\n' || c == '\r' {
                return true;
            }
            blanks += 1;
            if !is_blank(c) || blanks > 12 {
                return false;
            }
        }
        true
    }

    /// Whether a Chinese character stands at `at`.
    pub(super) fn han_at(self, at: usize) -> bool {
        self.char_at(at).is_some_and(is_han)
    }

    /// Whether a Chinese character ends at `at`.
    pub(super) fn han_before(self, at: usize) -> bool {
        self.char_before(at).is_some_and(is_han)
    }
}

/// `starts_with`; one Chinese character, three bytes, tells most forms from the text.
fn begins(text: &[u8], form: &[u8]) -> bool {
    match (text.first_chunk::<3>(), form.first_chunk::<3>()) {
        (Some(here), Some(first)) if here != first => false,
        _ => text.starts_with(form),
    }
}

/// `ends_with` in the same way.
fn closes(text: &[u8], form: &[u8]) -> bool {
    match (text.last_chunk::<3>(), form.last_chunk::<3>()) {
        (Some(here), Some(last)) if here != last => false,
        _ => text.ends_with(form),
    }
}

/// A blank inside a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{2009}' | '\u{202f}' | '\u{feff}')
}

/// A Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// A full-width form as its ASCII twin; anything else as it is.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2212}' => '-',
        '\u{2236}' => ':',
        '\u{2044}' => '/',
        _ => c,
    }
}
