//! Full-width forms made half-width before reading, and positions brought back afterwards.
//!
//! `，` stays as it is: between two numbers it parts them, where `,` may group digits.

use std::borrow::Cow;

/// A folded text with the way back to the original's positions.
#[derive(Debug)]
pub(super) struct Folded<'t> {
    /// The text to read.
    pub(super) text: Cow<'t, str>,
    /// Where, in the folded text, a character two bytes shorter than its original stands.
    shorter: Vec<usize>,
}

impl<'t> Folded<'t> {
    /// Folds `text`; borrows it when there is nothing to fold.
    pub(super) fn new(text: &'t str) -> Folded<'t> {
        if !may_be_wide(text) || !text.contains(full_width) {
            return Folded { text: Cow::Borrowed(text), shorter: Vec::new() };
        }
        let mut folded = String::with_capacity(text.len());
        let mut shorter = Vec::new();
        for c in text.chars() {
            if full_width(c) {
                shorter.push(folded.len());
                folded.push(half_width(c));
            } else {
                folded.push(c);
            }
        }
        Folded { text: Cow::Owned(folded), shorter }
    }

    /// The original position of a folded one.
    pub(super) fn original(&self, position: usize) -> usize {
        position + 2 * self.shorter.partition_point(|&at| at < position)
    }
}

/// The lowest byte that begins a full-width form. English text seldom has a byte as high.
const LEAD: u8 = 0xe3;

/// Whether a text may hold a full-width form. Its highest byte tells, and many bytes are compared in
/// one step.
fn may_be_wide(text: &str) -> bool {
    text.bytes().fold(0, u8::max) >= LEAD
}

fn full_width(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}') && c != '，'
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        _ => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_come_back() {
        let folded = Folded::new("a１２％，3％");
        assert_eq!(folded.text, "a12%，3%");
        let original: Vec<usize> = [0, 1, 2, 3, 4, 7, 8, 9].map(|at| folded.original(at)).to_vec();
        assert_eq!(original, [0, 1, 4, 7, 10, 13, 14, 17]);
        assert!(matches!(Folded::new("12%").text, Cow::Borrowed(_)));
    }
}
