//! The Chinese stream.

use rustc_hash::FxHashMap;

use super::en::marks;
use super::{Stream, quote_turn, shape};
use crate::document::Sentence;
use crate::lexicon::Lexicon;
use crate::token::en::{fold, words};
use crate::token::is_stop_zh;
use crate::token::zh::{cut, is_han};

/// The Chinese side before links are made.
pub(super) struct Chinese {
    pub(super) stream: Stream,
    pub(super) types: Vec<Type>,
    pub(super) by_text: FxHashMap<String, u32>,
    /// The simplified text of each sentence, for names.
    pub(super) simplified: Vec<String>,
}

/// A Chinese token type.
pub(super) struct Type {
    /// Simplified, folded text of the word, number or mark.
    pub(super) text: String,
}

impl Chinese {
    pub(super) fn type_of(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.by_text.get(text) {
            return id;
        }
        let id = self.types.len() as u32;
        self.types.push(Type { text: text.to_string() });
        self.by_text.insert(text.to_string(), id);
        id
    }
}

pub(super) fn read(text: &str, sentences: &[Sentence], lexicon: &Lexicon) -> Chinese {
    let mut chinese = Chinese {
        stream: Stream::default(),
        types: Vec::new(),
        by_text: FxHashMap::default(),
        simplified: Vec::new(),
    };
    let mut turns = Vec::with_capacity(sentences.len());
    for (index, sentence) in sentences.iter().enumerate() {
        let original = sentence.trimmed(text);
        let simplified: String = lexicon.simplify(original);
        chinese.stream.starts.push(chinese.stream.tokens.len() as u32);
        let length = length(&simplified);
        let visible = length / simplified.len().max(1) as f32;
        for (at, token) in tokens(&simplified, lexicon) {
            let id = chinese.type_of(&token);
            chinese.stream.tokens.push(id);
            chinese.stream.positions.push(at as f32 * visible);
        }
        for (at, mark) in marks(&simplified) {
            let id = chinese.type_of(mark);
            chinese.stream.tokens.push(id);
            chinese.stream.positions.push(at as f32 * visible);
        }
        chinese.stream.lengths.push(length);
        turns.push(quote_turn(&simplified));
        chinese.stream.shapes.push(shape(&simplified));
        chinese
            .stream
            .opens
            .push(index == 0 || sentences[index - 1].paragraph != sentence.paragraph);
        chinese.simplified.push(simplified);
    }
    chinese.stream.starts.push(chinese.stream.tokens.len() as u32);
    chinese.stream.run_quotes(&turns);
    chinese
}

/// Characters that count: a Chinese one is one, a Latin letter or digit a third.
fn length(text: &str) -> f32 {
    text.chars()
        .map(|c| {
            if c.is_whitespace() {
                0.0
            } else if c.is_ascii() {
                0.33
            } else {
                1.0
            }
        })
        .sum()
}

/// Words of the segmenter that are not function words, and the lexicon's longer words across them.
fn tokens(text: &str, lexicon: &Lexicon) -> Vec<(usize, String)> {
    let ends = cut(text);
    let mut tokens = Vec::new();
    let mut start = 0;
    for &end in &ends {
        let word = &text[start..end];
        let at = std::mem::replace(&mut start, end);
        let Some(first) = word.chars().next() else { continue };
        if is_han(first) {
            if !is_stop_zh(word) {
                tokens.push((at, word.to_string()));
            }
        }
    }
    for word in words(text) {
        tokens.push((word.span.start, fold(word.span.of(text))));
    }
    crossing_words(text, &ends, lexicon, &mut tokens);
    tokens
}

/// Dictionary words of two characters or more that lie across the segmenter's cuts, longest first
/// from the left, without overlap.
fn crossing_words(text: &str, ends: &[usize], lexicon: &Lexicon, tokens: &mut Vec<(usize, String)>) {
    let (mut free, mut next) = (0, 0);
    let mut start = 0;
    for &end in ends {
        let word_start = std::mem::replace(&mut start, end);
        if word_start < free || !text[word_start..].starts_with(is_han) {
            continue;
        }
        while next < ends.len() && ends[next] <= end {
            next += 1;
        }
        let window = text[word_start..].char_indices().nth(8).map_or(text.len(), |(at, _)| word_start + at);
        let longest = lexicon
            .prefixes(&text[word_start..window])
            .into_iter()
            .map(|length| word_start + length)
            .rfind(|at| *at > end && ends[next..].iter().take(8).any(|cut| cut == at));
        if let Some(stop) = longest {
            tokens.push((word_start, text[word_start..stop].to_string()));
            free = stop;
        }
    }
}
