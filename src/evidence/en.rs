//! The English stream.

use rustc_hash::FxHashMap;

use super::crowd::{Covered, Crowd};
use super::zh::{TRANSLATED, tokens};
use super::{Stream, figures, quote_turn, runs, shape};
use crate::document::{Sentence, Side};
use crate::lexicon::Lexicon;
use crate::token::en::{Stems, fold, words};
use crate::token::{fold_width, is_stop_en};

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
    let mut stems = Stems::default();
    let mut turns = Vec::with_capacity(sentences.len());
    let repetitions = runs::find(text, sentences);
    for (index, sentence) in sentences.iter().enumerate() {
        let sentence_text = sentence.trimmed(text);
        english.stream.starts.push(english.stream.tokens.len() as u32);
        let chars = sentence_text.chars().filter(|c| !c.is_whitespace()).count();
        let visible = chars as f32 / sentence_text.len().max(1) as f32;
        let figures = figures::find(sentence_text, Side::En);
        let covered = Covered::new(figures.iter().map(|figure| figure.numeral.range()));
        for figure in &figures {
            for key in &figure.keys {
                let id = english.type_of(key, "", lexicon);
                english.push(id, figure.numeral.start as f32 * visible);
            }
        }
        for word in words(sentence_text) {
            if covered.holds(word.span.start) {
                continue;
            }
            let folded = fold(word.span.of(sentence_text));
            if is_stop_en(&folded) || (folded.len() == 1 && !folded.as_bytes()[0].is_ascii_digit())
            {
                continue;
            }
            let id = if folded.starts_with(|c: char| c.is_ascii_digit()) {
                english.type_of(&folded, &folded, lexicon)
            } else {
                let stem = stems.stem(&folded).to_string();
                english.type_of(&stem, &folded, lexicon)
            };
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
            for (at, word) in tokens(&line, lexicon) {
                let id = english.type_of(&format!("{TRANSLATED}{word}"), "", lexicon);
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

/// The marks of a sentence that a translation keeps: each kind once per sentence, with its byte offset.
pub(super) fn marks(text: &str) -> Vec<(usize, &'static str)> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let mut add = |at: usize, mark: &'static str| {
        if !found.iter().any(|&(_, other)| other == mark) {
            found.push((at, mark));
        }
    };
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        match fold_width(c) {
            '?' => add(at, "?"),
            '!' => add(at, "!"),
            '“' | '「' | '『' | '"' => add(at, "“"),
            '\'' | '‘' if !last.is_alphanumeric() => add(at, "“"),
            '…' => add(at, "…"),
            '.' if last == '.' => add(at, "…"),
            '%' => add(at, "%"),
            '(' => add(at, "("),
            ':' => add(at, ":"),
            ';' => add(at, ";"),
            '—' => add(at, "—"),
            '-' if last == '-' => add(at, "—"),
            _ => {}
        }
        last = c;
    }
    found
}
