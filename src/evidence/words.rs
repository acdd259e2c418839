//! The words of Chinese text that carry evidence: the segmenter's, those in Latin letters, and the
//! lexicon's longer words across the segmenter's cuts.
//!
//! The words of a text repeat themselves, so what there is to know of one is found once.

use std::ops::Range;

use super::by_word::{ByWord, Spelling};
use crate::lexicon::{Beginning, Continuations, Lexicon};
use crate::token::en::{fold, words};
use crate::token::is_stop_zh;
use crate::token::zh::is_han;

/// Characters of a word across the cuts at most.
const MAX_CHARS: usize = 8;
/// A word's continuations are gathered when it stands in the text for this time; most never do.
const OFTEN: u32 = 8;

/// The words seen so far, by number.
pub(super) struct Vocabulary<'l> {
    lexicon: &'l Lexicon,
    numbers: ByWord<u32>,
    words: Vec<Word>,
    texts: Vec<String>,
    /// The token type of each word, once it has one.
    kinds: Vec<Option<u32>>,
    /// Scratch: the segments of the sentence at hand.
    segments: Vec<Segment>,
}

struct Word {
    /// Whether it is Chinese and no function word.
    counts: bool,
    n_chars: usize,
    /// What longer headwords it is the beginning of.
    beginning: Option<Beginning>,
    /// How those go on, as far as it is known, and how often it was asked.
    continuations: Continuations,
    n_asked: u32,
}

/// A word of the segmenter in its sentence.
struct Segment {
    start: usize,
    end: usize,
    word: u32,
}

impl<'l> Vocabulary<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Vocabulary<'l> {
        Vocabulary {
            lexicon,
            numbers: ByWord::default(),
            words: Vec::new(),
            texts: Vec::new(),
            kinds: Vec::new(),
            segments: Vec::new(),
        }
    }

    /// Fills `found` with the numbers of the words of a text whose segments end at `ends`, and their
    /// byte offsets: the segmenter's words that are not function words, Latin words, then those across
    /// the cuts.
    pub(super) fn words(&mut self, text: &str, ends: &[usize], found: &mut Vec<(usize, u32)>) {
        found.clear();
        let mut segments = std::mem::take(&mut self.segments);
        segments.clear();
        let mut start = 0;
        for &end in ends {
            let word = self.number(text, start..end);
            if self.words[word as usize].counts {
                found.push((start, word));
            }
            segments.push(Segment { start, end, word });
            start = end;
        }
        for word in words(text) {
            let folded = fold(word.span.of(text));
            found.push((word.span.start, self.number(&folded, 0..folded.len())));
        }
        self.push_crossing(text, &segments, found);
        self.segments = segments;
    }

    /// The token type of a word; `make` makes it the first time.
    pub(super) fn type_of(&mut self, word: u32, make: impl FnOnce(&str) -> u32) -> u32 {
        *self.kinds[word as usize].get_or_insert_with(|| make(&self.texts[word as usize]))
    }

    /// The number of the word at a place of a text.
    fn number(&mut self, text: &str, word: Range<usize>) -> u32 {
        let spelling = Spelling::within(text, word);
        self.numbers.get(&spelling).unwrap_or_else(|| self.new_number(&spelling))
    }

    fn new_number(&mut self, spelling: &Spelling<'_>) -> u32 {
        let text = spelling.word();
        let number = self.words.len() as u32;
        let is_chinese = text.starts_with(is_han);
        let beginning = self.lexicon.beginning(text).filter(|_| is_chinese);
        self.words.push(Word {
            counts: is_chinese && !is_stop_zh(text),
            n_chars: text.chars().count(),
            beginning,
            continuations: Continuations::ANY,
            n_asked: 0,
        });
        self.texts.push(text.to_string());
        self.kinds.push(None);
        self.numbers.insert(spelling, number);
        number
    }

    /// Adds dictionary words that lie across the segmenter's cuts, longest first from the left,
    /// without overlap.
    fn push_crossing(&mut self, text: &str, segments: &[Segment], found: &mut Vec<(usize, u32)>) {
        let mut free = 0;
        for (index, segment) in segments.iter().enumerate() {
            if segment.start < free {
                continue;
            }
            if let Some(end) = self.longest(text, segment, &segments[index + 1..]) {
                found.push((segment.start, self.number(text, segment.start..end)));
                free = end;
            }
        }
    }

    /// The end of the longest headword made of a segment and some of those after it.
    fn longest(&mut self, text: &str, first: &Segment, after: &[Segment]) -> Option<usize> {
        let word = &mut self.words[first.word as usize];
        let mut beginning = word.beginning?;
        word.n_asked = word.n_asked.saturating_add(1);
        if word.n_asked == OFTEN {
            word.continuations = self.lexicon.continuations(beginning);
        }
        let rest = &text[first.end..];
        if !rest.starts_with(|c| word.continuations.may_hold(c)) {
            return None;
        }
        let mut cuts = after.iter().map(|segment| segment.end).peekable();
        let mut longest = None;
        let mut end = first.end;
        for c in rest.chars().take(MAX_CHARS.saturating_sub(word.n_chars)) {
            let Some((longer, is_headword)) = self.lexicon.extended(beginning, c) else { break };
            beginning = longer;
            end += c.len_utf8();
            let is_cut = cuts.next_if_eq(&end).is_some();
            if is_cut && is_headword {
                longest = Some(end);
            }
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::zh::cut;

    #[test]
    fn words_seen_often_are_found_as_when_seen_first() {
        let mut vocabulary = Vocabulary::new(Lexicon::builtin());
        let texts = [
            "他一点儿也不着急，卡拉OK也唱。",
            "中国人民大学的发展中国家研究",
            "说了算的 iPhone 𠀀",
        ];
        let mut read = || {
            texts.map(|text| {
                let mut found = Vec::new();
                vocabulary.words(text, &cut(text), &mut found);
                // Every place a word of its own, so that many lie across the cuts.
                let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
                let mut in_characters = Vec::new();
                vocabulary.words(text, &ends, &mut in_characters);
                (found, in_characters)
            })
        };
        let first = read();
        assert!(first[1].1.len() > texts[1].chars().count() / 2, "{first:?}");
        for _ in 0..2 * OFTEN {
            assert_eq!(read(), first);
        }
    }
}
