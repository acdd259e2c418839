//! Texts that can hold a figure, told from the others before they are cut into tokens.
//!
//! Every figure has a sign of its own: a digit, a word it can begin with, a bracket that opens the
//! number of a section, a letter or Roman numeral with a point or bracket after it ("a)", "III."),
//! or a sign like ½ and ①. An article is none: what follows it must be one.

use super::words::{Class, Words};

/// Whether a folded text has a sign of a figure. A text without has no figure.
pub(super) fn may_hold_figures(text: &str, words: &Words) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                let rest = &bytes[at + 1..];
                let more = rest.iter().position(|byte| !byte.is_ascii_alphabetic());
                let end = at + 1 + more.unwrap_or(rest.len());
                let marked = matches!(bytes.get(end), Some(b'.' | b')'));
                if words.signs_figure(bytes, at, end) || marked && numbers(&bytes[at..end]) {
                    return true;
                }
                at = end;
                continue;
            }
            // 0xc2 begins ½, 0xe2 begins ⅓ and ①; with 0x80 it begins quotes and dashes.
            b'0'..=b'9' | b'(' | 0xc2 => return true,
            0xe2 if bytes.get(at + 1) != Some(&0x80) => return true,
            _ => at += 1,
        }
    }
    false
}

/// Whether a word can number a section: a single letter, or what begins as a Roman numeral does.
fn numbers(word: &[u8]) -> bool {
    word.len() == 1 || matches!(word, [b'C' | b'L' | b'X' | b'V' | b'I', ..])
}

impl Class {
    /// Whether a text with a word of this class can hold a figure though nothing else in it says so.
    pub(super) const fn signs_figure(self) -> bool {
        self.begins_figure() && !matches!(self, Class::A) || matches!(self, Class::Couple)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::Folded;
    use super::super::text::Text;
    use super::*;
    use crate::figure::read_en;

    /// Words and signs of every kind that a figure may be made of, and others.
    const PIECES: &str = "a an the of and or per to by from at in on is it I V x tree No number top up \
        down page Part Chapter Article zero oh one five eleven fifty hundred thousand million tens \
        hundreds dozen dozens score couple several few first second fifth twentieth millionth half \
        quarter third tenths January May twenties nineties point minus twice doubled halved fold \
        threefold fortune noon midnight o'clock hour hours day year years ago decade decades century \
        quarterly weekly fortnight percent cent times as many more than old aged BC am p.m. yuan mu \
        km 7 20 2,017 3.5 ½ ⅓ ① ５ $ % ( ) [ ] . , : ; - – — / ' ’ \" “ # № §";

    #[test]
    fn no_text_with_figures_is_passed_by() {
        let texts = [
            "1 tree",
            "a couple of trees",
            "a dozen",
            "a hundred",
            "several hundred",
            "an hour and a half",
            "a third of them",
            "a quarter-century",
            "at noon",
            "in May of that year",
            "half of it",
            "it doubled",
            "twice",
            "decades",
            "the nineties",
            "minus five",
            "Part I",
            "Henry VIII",
            "(a) trees",
            "(iii) trees",
            "C. Trees grow",
            "a) Trees grow",
            "III. Trees",
            "CX) trees",
            "½ of it",
            "⅓ of it",
            "① trees",
            "５ trees",
        ];
        for text in texts {
            assert!(!read_en(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn texts_without_signs_are_told() {
        let hold = |text| may_hold_figures(text, Words::builtin());
        for text in
            ["", "A tree and an oak.", "“Don’t,” he said — on and on…", "Édouard: wonderful"]
        {
            assert!(!hold(text), "{text}");
        }
        for text in ["oneness", "Two", "#1", "a (tree", "it was I.", "№"] {
            assert_eq!(hold(text), text != "oneness", "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_passed_by_has_no_figure(
            pieces in prop::collection::vec(any::<prop::sample::Index>(), 1..7),
            tight in any::<u8>(),
        ) {
            let all: Vec<&str> = PIECES.split_whitespace().collect();
            let mut text = String::new();
            for (at, piece) in pieces.iter().enumerate() {
                text.push_str(all[piece.index(all.len())]);
                text.push_str(if tight >> at & 1 == 1 { "" } else { " " });
            }
            let folded = Folded::new(&text).text;
            if !may_hold_figures(&folded, Words::builtin()) {
                prop_assert!(Text::new(&folded).figures().is_empty(), "{}", text);
            }
        }
    }
}
