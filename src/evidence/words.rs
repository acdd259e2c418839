//! The words of Chinese text that carry evidence: the segmenter's, those in Latin letters, and the
//! lexicon's longer words across the segmenter's cuts.
//!
//! The words of a text repeat themselves, so what there is to know of one is found once.

use super::by_word::ByWord;
use crate::lexicon::{Beginning, Lexicon};
use crate::token::en::{fold, words};
use crate::token::is_stop_zh;
use crate::token::zh::is_han;

/// Characters of a word across the cuts at most.
const MAX_CHARS: usize = 8;

/// The words seen so far, by number.
pub(super) struct Vocabulary<'l> {
    lexicon: &'l Lexicon,
    numbers: ByWord<u32>,
    words: Vec<Word>,
}

struct Word {
    text: String,
    n_chars: usize,
    /// Whether it is Chinese and no function word.
    counts: bool,
    /// What longer headwords it is the beginning of.
    beginning: Option<Beginning>,
    /// Its token type, once it has one.
    kind: Option<u32>,
}

/// A word of the segmenter in its sentence.
struct Segment {
    start: usize,
    end: usize,
    word: u32,
}

impl<'l> Vocabulary<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Vocabulary<'l> {
        Vocabulary { lexicon, numbers: ByWord::default(), words: Vec::new() }
    }

    /// The numbers of the words of a text whose segments end at `ends`, with their byte offsets: the
    /// segmenter's words that are not function words, Latin words, then those across the cuts.
    pub(super) fn words(&mut self, text: &str, ends: &[usize]) -> Vec<(usize, u32)> {
        let mut start = 0;
        let segments: Vec<Segment> = ends
            .iter()
            .map(|&end| {
                let start = std::mem::replace(&mut start, end);
                Segment { start, end, word: self.number(&text[start..end]) }
            })
            .collect();
        let counts = |segment: &&Segment| self.words[segment.word as usize].counts;
        let mut found: Vec<(usize, u32)> =
            segments.iter().filter(counts).map(|segment| (segment.start, segment.word)).collect();
        for word in words(text) {
            found.push((word.span.start, self.number(&fold(word.span.of(text)))));
        }
        self.push_crossing(text, &segments, &mut found);
        found
    }

    /// The token type of a word; `make` makes it the first time.
    pub(super) fn type_of(&mut self, word: u32, make: impl FnOnce(&str) -> u32) -> u32 {
        let Word { text, kind, .. } = &mut self.words[word as usize];
        *kind.get_or_insert_with(|| make(text))
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return number;
        }
        let number = self.words.len() as u32;
        let is_chinese = text.starts_with(is_han);
        self.words.push(Word {
            text: text.to_string(),
            n_chars: text.chars().count(),
            counts: is_chinese && !is_stop_zh(text),
            beginning: if is_chinese { self.lexicon.beginning(text) } else { None },
            kind: None,
        });
        self.numbers.insert(text, number);
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
                found.push((segment.start, self.number(&text[segment.start..end])));
                free = end;
            }
        }
    }

    /// The end of the longest headword made of a segment and some of those after it.
    fn longest(&self, text: &str, first: &Segment, after: &[Segment]) -> Option<usize> {
        let word = &self.words[first.word as usize];
        let mut beginning = word.beginning?;
        let mut cuts = after.iter().map(|segment| segment.end).peekable();
        let mut longest = None;
        let mut end = first.end;
        for c in text[end..].chars().take(MAX_CHARS.saturating_sub(word.n_chars)) {
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
