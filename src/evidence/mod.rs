//! Evidence: two texts as streams of token types, and which types can translate each other.
//!
//! Alignment sees nothing else. Words, figures, Latin strings, names and punctuation marks of a
//! sentence all become tokens of one stream; a [`Links`] table says how strongly a Chinese type
//! explains an English one.

mod by_word;
mod crowd;
mod en;
mod figures;
mod links;
mod markers;
mod marks;
mod names;
mod outside;
mod runs;
mod sections;
mod thinning;
mod words;
mod zh;

pub use links::Links;
pub use outside::{Outside, Term};
pub use sections::Division;

use crate::document::Sentence;
use crate::lexicon::Lexicon;

/// One text as seen by the aligner.
#[derive(Debug, Clone, Default)]
pub struct Stream {
    /// Token types of all sentences, in order of the text.
    pub tokens: Vec<u32>,
    /// Where each token stands: the length of its sentence before it.
    pub positions: Vec<f32>,
    /// Where each sentence's tokens start; one more entry than sentences.
    pub starts: Vec<u32>,
    /// How often each type occurs in the text.
    pub counts: Vec<u32>,
    /// The length of each sentence in characters that count.
    pub lengths: Vec<f32>,
    /// The sentence's outer shape: how it opens and how it ends.
    pub shapes: Vec<Shape>,
    /// Whether a sentence opens a paragraph. Empty when paragraphs are unknown.
    pub opens: Vec<bool>,
}

/// How a sentence opens and ends, as far as marks can tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// It opens with a quotation mark.
    pub quote_opens: bool,
    /// It ends with a quotation mark.
    pub quote_ends: bool,
    /// It starts inside a quotation that an earlier sentence opened.
    pub quote_runs: bool,
    /// Its last mark, folded: `.`, `?`, `!`, `:`, `;`, `,`, `…`, or `\0` for none.
    pub end: u8,
    /// Whether it holds nothing but a marker.
    pub marker: Marker,
    /// The marker it begins with, before its words.
    pub label: Marker,
}

/// What stands in a sentence without words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Marker {
    /// It has words.
    #[default]
    None,
    /// Nothing: a blank line.
    Blank,
    /// Signs alone.
    Sign,
    /// A number of a list, in whatever numerals.
    Number(u16),
    /// A letter of a list, in lower case.
    Letter(u8),
    /// The number of a chapter, a section, an article.
    Section(Division, u16),
}

impl Stream {
    /// Number of sentences.
    #[must_use]
    pub fn n_sentences(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn sentence(&self, index: usize) -> &[u32] {
        &self.tokens[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// Number of tokens of a sentence.
    #[must_use]
    pub fn n_tokens(&self, index: usize) -> usize {
        (self.starts[index + 1] - self.starts[index]) as usize
    }

    /// What stands in a sentence that holds nothing to be aligned by: a blank line, a row of dashes, a
    /// number of a list, the number of an article whose text follows.
    #[must_use]
    pub fn marker(&self, index: usize) -> Option<Marker> {
        match self.shapes.get(index)?.marker {
            Marker::None => None,
            Marker::Blank | Marker::Sign if self.n_tokens(index) > 0 => None,
            marker => Some(marker),
        }
    }

    /// Whether the text may break off in a sentence: the last one, which no full stop ends.
    #[must_use]
    pub fn breaks_off(&self, index: usize) -> bool {
        let is_whole = || matches!(self.shapes[index].end, b'.' | b'?' | b'!' | b'~');
        index + 1 == self.n_sentences() && !is_whole()
    }

    /// Some of its sentences, ascending, as a stream of their own.
    #[must_use]
    pub fn of_sentences(&self, sentences: &[usize]) -> Stream {
        let mut some = Stream {
            starts: vec![0],
            lengths: picked(&self.lengths, sentences),
            shapes: picked(&self.shapes, sentences),
            opens: picked(&self.opens, sentences),
            ..Stream::default()
        };
        for &sentence in sentences {
            let range = self.starts[sentence] as usize..self.starts[sentence + 1] as usize;
            some.tokens.extend_from_slice(&self.tokens[range.clone()]);
            some.positions.extend_from_slice(&self.positions[range]);
            some.starts.push(some.tokens.len() as u32);
        }
        some.finish(self.counts.len());
        some
    }

    /// Notes which sentences start inside a quotation; a paragraph's start closes all.
    fn run_quotes(&mut self, turns: &[i8]) {
        // One sentence a line says nothing about paragraphs.
        let mut spoken = (0..self.opens.len()).filter(|&index| self.marker(index).is_none());
        if spoken.all(|index| self.opens[index]) {
            self.opens.iter_mut().skip(1).for_each(|opens| *opens = false);
        }
        let mut open = false;
        for (index, &turn) in turns.iter().enumerate() {
            if self.opens[index] {
                open = false;
            }
            self.shapes[index].quote_runs = open && !self.shapes[index].quote_opens;
            match turn {
                1 => open = true,
                -1 => open = false,
                _ => {}
            }
        }
    }

    fn finish(&mut self, n_types: usize) {
        self.counts = vec![0; n_types];
        for &token in &self.tokens {
            self.counts[token as usize] += 1;
        }
    }
}

fn picked<T: Copy>(values: &[T], indices: &[usize]) -> Vec<T> {
    indices.iter().filter_map(|&at| values.get(at).copied()).collect()
}

/// Two streams and the links between their types.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The Chinese text.
    pub zh: Stream,
    /// The English text.
    pub en: Stream,
    /// Which Chinese types explain which English ones.
    pub links: Links,
}

/// How links are weighed; the defaults were measured (docs/evaluation.md).
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Weight of WordNet's relatives of a gloss.
    pub related: f32,
    /// Weight of dictionary pieces inside an unknown word.
    pub pieces: f32,
    /// Weight of the table of characters for a known word.
    pub characters_known: f32,
    /// Weight of the table of characters for an unknown word.
    pub characters_unknown: f32,
    /// Strength of identity: Latin strings, figures, marks.
    pub identity: f32,
    /// Strength of a name's pinyin.
    pub names: f32,
    /// Strength of Latin names spelled a little differently.
    pub near_names: f32,
    /// Strength of two figures that say the same.
    pub figures: f32,
    /// Strength of a machine translation's word.
    pub translation: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            related: 0.5,
            pieces: 0.6,
            characters_known: 0.15,
            characters_unknown: 0.5,
            identity: 0.8,
            names: 0.8,
            near_names: 0.5,
            figures: 0.8,
            translation: 0.6,
        }
    }
}

/// Gathers the evidence of two texts. Linear in both, times the dictionary's few glosses a word.
#[must_use]
pub fn gather(
    zh: (&str, &[Sentence]),
    en: (&str, &[Sentence]),
    lexicon: &Lexicon,
    options: &Options,
) -> Evidence {
    gather_with(zh, en, lexicon, options, &Outside::default())
}

/// Gathers the evidence of two texts and of what is known from outside.
#[must_use]
pub fn gather_with(
    zh: (&str, &[Sentence]),
    en: (&str, &[Sentence]),
    lexicon: &Lexicon,
    options: &Options,
    outside: &Outside,
) -> Evidence {
    let terms = outside.sorted_terms(lexicon);
    let (zh_side, en_side) = rayon::join(
        || zh::read(zh.0, zh.1, lexicon, &zh::Terms::new(&terms), &outside.zh_in_english),
        || en::read(en.0, en.1, lexicon, &outside.en_in_chinese),
    );
    links::join(zh_side, en_side, lexicon, options, &terms)
}
