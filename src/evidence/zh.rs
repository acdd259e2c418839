//! The Chinese stream.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use super::crowd::{Covered, Crowd};
use super::figures::{self, Found};
use super::marks::{Mark, Signs, shape};
use super::words::Vocabulary;
use super::{Stream, Term, runs};
use crate::document::{Sentence, Side};
use crate::lexicon::Lexicon;
use crate::token::en::{Stems, fold, words};
use crate::token::is_stop_en;
use crate::token::zh::push_cuts;

/// The Chinese side before links are made.
pub(super) struct Chinese {
    pub(super) stream: Stream,
    pub(super) types: Vec<Type>,
    pub(super) by_text: FxHashMap<String, u32>,
    /// The simplified text of each sentence, for names.
    pub(super) simplified: Vec<String>,
    /// The type of each mark, once it has one.
    marks: [Option<u32>; Mark::N],
    crowd: Crowd,
}

/// A Chinese token type.
pub(super) struct Type {
    /// Simplified, folded text of the word, number or mark.
    pub(super) text: String,
}

impl Chinese {
    fn push(&mut self, text: &str, position: f32) {
        let id = self.type_of(text);
        self.push_type(id, position);
    }

    fn push_type(&mut self, id: u32, position: f32) {
        if self.crowd.admits(id, self.stream.starts.len() as u32) {
            self.stream.tokens.push(id);
            self.stream.positions.push(position);
        }
    }

    fn type_of_mark(&mut self, mark: Mark) -> u32 {
        let known = self.marks[mark as usize];
        let id = known.unwrap_or_else(|| self.type_of(mark.text()));
        self.marks[mark as usize] = Some(id);
        id
    }

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

/// Before the text of a term's or a translated word's type.
pub(super) const TERM: char = '\u{1}';
pub(super) const TRANSLATED: char = '\u{2}';

pub(super) fn read(
    text: &str,
    sentences: &[Sentence],
    lexicon: &Lexicon,
    terms: &Terms,
    translated: &[String],
) -> Chinese {
    let mut stems = Stems::default();
    let mut chinese = Chinese {
        stream: Stream::default(),
        types: Vec::new(),
        by_text: FxHashMap::default(),
        simplified: Vec::new(),
        marks: [None; Mark::N],
        crowd: Crowd::default(),
    };
    let mut vocabulary = Vocabulary::new(lexicon);
    let mut words = Vec::new();
    let mut signs = Signs::default();
    let mut turns = Vec::with_capacity(sentences.len());
    let repetitions = runs::find(text, sentences);
    // Each reader goes over the whole text before the next, for its tables fill the caches.
    let simplified: Vec<String> =
        sentences.iter().map(|sentence| lexicon.simplify(sentence.trimmed(text))).collect();
    let cuts = Cuts::of(&simplified);
    let figures: Vec<Vec<Found>> =
        simplified.iter().map(|text| figures::find(text, Side::Zh)).collect();
    for (index, sentence) in sentences.iter().enumerate() {
        let simplified = simplified[index].as_str();
        let figures = &figures[index];
        chinese.stream.starts.push(chinese.stream.tokens.len() as u32);
        let length = length(simplified);
        let visible = length / simplified.len().max(1) as f32;
        let found = terms.find(simplified);
        let numerals = figures.iter().map(|figure| figure.numeral.range());
        let covered = Covered::new(found.iter().cloned().chain(numerals));
        vocabulary.words(simplified, cuts.of_sentence(index), &mut words);
        for &(at, word) in &words {
            if !covered.holds(at) {
                let id = vocabulary.type_of(word, |text| chinese.type_of(text));
                chinese.push_type(id, at as f32 * visible);
            }
        }
        for figure in figures {
            for key in &figure.keys {
                chinese.push(key, figure.numeral.start as f32 * visible);
            }
        }
        for range in &found {
            let term = &simplified[range.clone()];
            chinese.push(&format!("{TERM}{term}"), range.start as f32 * visible);
        }
        if let Some(line) = translated.get(index) {
            for (at, stem) in content_stems(line, &mut stems) {
                let place = at as f32 / line.len().max(1) as f32 * length;
                chinese.push(&format!("{TRANSLATED}{stem}"), place);
            }
        }
        signs.read(simplified);
        for (at, mark) in signs.marks(simplified) {
            let id = chinese.type_of_mark(mark);
            chinese.push_type(id, at as f32 * visible);
        }
        if let Some(number) = runs::number(repetitions[index]) {
            chinese.push(&number, 0.0);
        }
        chinese.stream.lengths.push(length);
        turns.push(signs.quote_turn(simplified));
        chinese.stream.shapes.push(shape(simplified));
        chinese
            .stream
            .opens
            .push(index == 0 || sentences[index - 1].paragraph != sentence.paragraph);
    }
    chinese.simplified = simplified;
    chinese.stream.starts.push(chinese.stream.tokens.len() as u32);
    chinese.stream.run_quotes(&turns);
    chinese
}

/// Where the segmenter's words end in each sentence.
struct Cuts {
    ends: Vec<usize>,
    /// Where each sentence's ends start; one more entry than sentences.
    starts: Vec<usize>,
}

impl Cuts {
    fn of(sentences: &[String]) -> Cuts {
        let mut cuts = Cuts { ends: Vec::new(), starts: vec![0] };
        for text in sentences {
            push_cuts(text, &mut cuts.ends);
            cuts.starts.push(cuts.ends.len());
        }
        cuts
    }

    fn of_sentence(&self, index: usize) -> &[usize] {
        &self.ends[self.starts[index]..self.starts[index + 1]]
    }
}

/// The user's terms as one automaton, longest match first from the left.
pub(super) struct Terms {
    automaton: Option<AhoCorasick>,
}

impl Terms {
    /// An automaton over the terms; none at all if there are none.
    pub(super) fn new(terms: &[Term]) -> Terms {
        let patterns: Vec<&str> = terms.iter().map(|term| term.zh.as_str()).collect();
        let build =
            || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
        Terms { automaton: if patterns.is_empty() { None } else { build() } }
    }

    /// Where terms stand in a text, without overlap.
    fn find(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.automaton.as_ref().map_or_else(Vec::new, |automaton| {
            automaton.find_iter(text).map(|found| found.range()).collect()
        })
    }
}

/// Stems of the words of an English line that carry evidence, with their byte offsets.
pub(super) fn content_stems(line: &str, stems: &mut Stems) -> Vec<(usize, String)> {
    words(line)
        .map(|word| (word.span.start, fold(word.span.of(line))))
        .filter(|(_, folded)| !is_stop_en(folded))
        .map(|(at, folded)| (at, stems.stem(&folded).to_string()))
        .collect()
}

/// Characters that count: a Chinese one is one, a Latin letter or digit a third.
fn length(text: &str) -> f32 {
    let count = |c: char| match c {
        // There are no blanks beyond the Chinese one.
        '\u{3001}'.. => 1.0,
        c if c.is_whitespace() => 0.0,
        c if c.is_ascii() => 0.33,
        _ => 1.0,
    };
    text.chars().map(count).sum()
}
