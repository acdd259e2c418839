//! The English stream.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::by_word::{ByWord, Spelling};
use super::crowd::{Covered, Crowd};
use super::figures::{self, Found};
use super::marks::{Mark, Signs, shape};
use super::zh::TRANSLATED;
use super::{Stream, runs, words};
use crate::document::{Sentence, Side};
use crate::lexicon::Lexicon;
use crate::token::en::{Stems, fold, words};
use crate::token::is_stop_en;
use crate::token::zh::cut;

/// The English side before links are made.
pub(super) struct English {
    pub(super) stream: Stream,
    pub(super) types: Vec<Type>,
    pub(super) by_text: FxHashMap<String, u32>,
    /// The type of each mark, once it has one.
    marks: [Option<u32>; Mark::N],
    crowd: Crowd,
}

/// An English token type.
pub(super) struct Type {
    /// The stem's id in the lexicon.
    pub(super) stem: Option<u32>,
    /// How often it was written with a capital inside a sentence.
    pub(super) capitals: u32,
    /// Its folded surface as first seen, for names.
    pub(super) surface: String,
}

impl English {
    /// How often each type stands in the text.
    pub(super) fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.types.len()];
        for &token in &self.stream.tokens {
            counts[token as usize] += 1;
        }
        counts
    }

    fn push(&mut self, id: u32, position: f32) {
        if self.crowd.admits(id, self.stream.starts.len() as u32) {
            self.stream.tokens.push(id);
            self.stream.positions.push(position);
        }
    }

    fn type_of_mark(&mut self, mark: Mark, lexicon: &Lexicon) -> u32 {
        let known = self.marks[mark as usize];
        let id = known.unwrap_or_else(|| self.type_of(mark.text(), mark.text(), lexicon));
        self.marks[mark as usize] = Some(id);
        id
    }

    fn type_of(&mut self, text: &str, surface: &str, lexicon: &Lexicon) -> u32 {
        if let Some(&id) = self.by_text.get(text) {
            return id;
        }
        let id = self.types.len() as u32;
        self.types.push(Type {
            stem: lexicon.stem_id(text),
            capitals: 0,
            surface: surface.to_string(),
        });
        self.by_text.insert(text.to_string(), id);
        id
    }
}

pub(super) fn read(
    text: &str,
    sentences: &[Sentence],
    lexicon: &Lexicon,
    translated: &[String],
) -> English {
    let mut english = English {
        stream: Stream::default(),
        types: Vec::new(),
        by_text: FxHashMap::default(),
        marks: [None; Mark::N],
        crowd: Crowd::default(),
    };
    let mut vocabulary = Vocabulary::default();
    let mut chinese = words::Vocabulary::new(lexicon);
    let mut chinese_words = Vec::new();
    let mut signs = Signs::default();
    let mut turns = Vec::with_capacity(sentences.len());
    let repetitions = runs::find(text, sentences);
    // All figures first: their reader's tables fill the caches.
    let figures: Vec<Vec<Found>> =
        sentences.iter().map(|sentence| figures::find(sentence.trimmed(text), Side::En)).collect();
    for (index, sentence) in sentences.iter().enumerate() {
        let sentence_text = sentence.trimmed(text);
        let figures = &figures[index];
        english.stream.starts.push(english.stream.tokens.len() as u32);
        let chars = count_visible(sentence_text);
        let visible = chars as f32 / sentence_text.len().max(1) as f32;
        let covered = Covered::new(figures.iter().map(|figure| figure.numeral.range()));
        for figure in figures {
            for key in &figure.keys {
                let id = english.type_of(key, "", lexicon);
                english.push(id, figure.numeral.start as f32 * visible);
            }
        }
        for word in words(sentence_text) {
            if covered.holds(word.span.start) {
                continue;
            }
            let range = word.span.range();
            let kind = vocabulary.type_of(sentence_text, range, &mut english, lexicon);
            let Some(id) = kind else { continue };
            if word.capital {
                english.types[id as usize].capitals += 1;
            }
            english.push(id, word.span.start as f32 * visible);
        }
        signs.read(sentence_text);
        for (at, mark) in signs.marks(sentence_text) {
            let id = english.type_of_mark(mark, lexicon);
            english.push(id, at as f32 * visible);
        }
        if let Some(number) = runs::number(repetitions[index]) {
            let id = english.type_of(&number, "", lexicon);
            english.push(id, 0.0);
        }
        english.stream.lengths.push(chars as f32);
        if let Some(line) = translated.get(index) {
            let line = lexicon.simplify(line);
            chinese.words(&line, &cut(&line), &mut chinese_words);
            for &(at, word) in &chinese_words {
                let id = chinese.type_of(word, |text| {
                    english.type_of(&format!("{TRANSLATED}{text}"), "", lexicon)
                });
                let share = at as f32 / line.len().max(1) as f32;
                english.push(id, share * chars as f32);
            }
        }
        turns.push(signs.quote_turn(sentence_text));
        english.stream.shapes.push(shape(sentence_text));
        english
            .stream
            .opens
            .push(index == 0 || sentences[index - 1].paragraph != sentence.paragraph);
    }
    english.stream.starts.push(english.stream.tokens.len() as u32);
    english.stream.run_quotes(&turns);
    english
}

/// Characters that are no blanks.
fn count_visible(text: &str) -> usize {
    // A character has one byte that does not continue another, and ASCII's blanks are bytes. Without
    // branches many bytes are counted at once.
    let visible = |byte: u8| {
        usize::from((byte & 0xc0 != 0x80) & (byte != b' ') & (byte.wrapping_sub(b'\t') > 4))
    };
    let n_visible = text.bytes().map(visible).sum::<usize>();
    if text.is_ascii() {
        return n_visible;
    }
    n_visible - text.chars().filter(|c| !c.is_ascii() && c.is_whitespace()).count()
}

/// What the words of a text come to: a type, or nothing for a function word. The words of a text
/// repeat themselves, so each spelling is folded and stemmed once.
#[derive(Default)]
struct Vocabulary {
    seen: ByWord<Option<u32>>,
    stems: Stems,
}

impl Vocabulary {
    /// The type of the word at a place of a text.
    fn type_of(
        &mut self,
        text: &str,
        word: Range<usize>,
        english: &mut English,
        lexicon: &Lexicon,
    ) -> Option<u32> {
        let spelling = Spelling::within(text, word);
        if let Some(known) = self.seen.get(&spelling) {
            return known;
        }
        let surface = spelling.word();
        let folded = fold(surface);
        let is_number = folded.starts_with(|c: char| c.is_ascii_digit());
        let id = if is_stop_en(&folded) || (folded.len() == 1 && !is_number) {
            None
        } else {
            let text = if is_number { &folded } else { self.stems.stem(&folded) };
            Some(english.type_of(text, &folded, lexicon))
        };
        self.seen.insert(&spelling, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_characters_are_those_that_are_no_blanks() {
        for c in '\0'..=char::MAX {
            let text = String::from_iter(['a', c, ' ', c, '，']);
            let wanted = text.chars().filter(|c| !c.is_whitespace()).count();
            assert_eq!(count_visible(&text), wanted, "{c:?}");
        }
    }
}
