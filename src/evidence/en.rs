//! The English stream.

use rustc_hash::FxHashMap;

use super::by_word::ByWord;
use super::crowd::{Covered, Crowd};
use super::figures::{self, Found};
use super::marks::{marks, quote_turn, shape};
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
        if self.crowd.admits(id, self.stream.starts.len()) {
            self.stream.tokens.push(id);
            self.stream.positions.push(position);
        }
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
        crowd: Crowd::default(),
    };
    let mut vocabulary = Vocabulary::default();
    let mut chinese = words::Vocabulary::new(lexicon);
    let mut turns = Vec::with_capacity(sentences.len());
    let repetitions = runs::find(text, sentences);
    // All figures first: their reader's tables fill the caches.
    let figures: Vec<Vec<Found>> =
        sentences.iter().map(|sentence| figures::find(sentence.trimmed(text), Side::En)).collect();
    for (index, sentence) in sentences.iter().enumerate() {
        let sentence_text = sentence.trimmed(text);
        let figures = &figures[index];
        english.stream.starts.push(english.stream.tokens.len() as u32);
        let chars = sentence_text.chars().filter(|c| !c.is_whitespace()).count();
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
            let surface = word.span.of(sentence_text);
            let Some(id) = vocabulary.type_of(surface, &mut english, lexicon) else { continue };
            if word.capital {
                english.types[id as usize].capitals += 1;
            }
            english.push(id, word.span.start as f32 * visible);
        }
        for (at, mark) in marks(sentence_text) {
            let id = english.type_of(mark, mark, lexicon);
            english.push(id, at as f32 * visible);
        }
        if let Some(number) = runs::number(repetitions[index]) {
            let id = english.type_of(&number, "", lexicon);
            english.push(id, 0.0);
        }
        english.stream.lengths.push(chars as f32);
        if let Some(line) = translated.get(index) {
            let line = lexicon.simplify(line);
            for (at, word) in chinese.words(&line, &cut(&line)) {
                let id = chinese.type_of(word, |text| {
                    english.type_of(&format!("{TRANSLATED}{text}"), "", lexicon)
                });
                let share = at as f32 / line.len().max(1) as f32;
                english.push(id, share * chars as f32);
            }
        }
        turns.push(quote_turn(sentence_text));
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

/// What the words of a text come to: a type, or nothing for a function word. The words of a text
/// repeat themselves, so each spelling is folded and stemmed once.
#[derive(Default)]
struct Vocabulary {
    seen: ByWord<Option<u32>>,
    stems: Stems,
}

impl Vocabulary {
    fn type_of(&mut self, surface: &str, english: &mut English, lexicon: &Lexicon) -> Option<u32> {
        if let Some(known) = self.seen.get(surface) {
            return known;
        }
        let folded = fold(surface);
        let is_number = folded.starts_with(|c: char| c.is_ascii_digit());
        let id = if is_stop_en(&folded) || (folded.len() == 1 && !is_number) {
            None
        } else {
            let text = if is_number { &folded } else { self.stems.stem(&folded) };
            Some(english.type_of(text, &folded, lexicon))
        };
        self.seen.insert(surface, id);
        id
    }
}
