//! The table of links: how strongly a Chinese type explains an English one.

use rustc_hash::FxHashMap;

use super::en::English;
use super::figures::{FIGURE, Figures};
use super::sections;
use super::thinning::thin;
use super::zh::{Chinese, TERM, TRANSLATED, content_stems};
use super::{Evidence, Options, Term, names};
use crate::lexicon::Lexicon;
use crate::token::en::Stems;
use crate::token::zh::is_han;

/// Links of every Chinese type, English types ascending.
#[derive(Debug, Clone, Default)]
pub struct Links {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Links {
    /// Links of a table of rows.
    #[must_use]
    pub fn from_rows(rows: impl IntoIterator<Item = Vec<(u32, f32)>>) -> Links {
        let mut links = Links::empty();
        for row in rows {
            links.push_row(row);
        }
        links
    }

    /// A table without rows.
    #[must_use]
    pub fn empty() -> Links {
        Links { starts: vec![0], entries: Vec::new() }
    }

    /// Adds the row of the next Chinese type.
    pub fn push_row(&mut self, row: impl IntoIterator<Item = (u32, f32)>) {
        self.entries.extend(row);
        self.starts.push(self.entries.len() as u32);
    }

    /// The links of a Chinese type: (English type, t(e|w)).
    #[must_use]
    pub fn of(&self, zh_type: u32) -> &[(u32, f32)] {
        let at = zh_type as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Number of links.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no link at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Number of Chinese types.
    #[must_use]
    pub fn n_types(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

pub(super) fn join(
    mut chinese: Chinese,
    english: English,
    lexicon: &Lexicon,
    options: &Options,
    terms: &[Term],
) -> Evidence {
    let found = names::find(&mut chinese, &english);
    insert_tokens(&mut chinese, &found.tokens);
    let mut stems = Stems::default();
    let figure_keys = english.by_text.iter().filter(|(text, _)| text.starts_with(FIGURE));
    let latin = names::Latin::new(&english);
    let en_figures = Figures::new(figure_keys.map(|(text, &id)| (text.as_str(), id)));
    let mut meanings = Meanings::new(&english, lexicon, options);
    let mut row = Row::new(english.types.len());
    let mut links = Links::empty();
    for (kind, id) in chinese.types.iter().zip(0..) {
        if let Some(names) = found.links.get(&id) {
            for &(en_type, likelihood) in names {
                row.insert(en_type, options.names * likelihood);
            }
        } else if let Some(term) = kind.text.strip_prefix(TERM) {
            for known in terms.iter().filter(|known| known.zh == term) {
                for (_, stem) in content_stems(&known.en, &mut stems) {
                    if let Some(&en_type) = english.by_text.get(&stem) {
                        row.insert(en_type, known.weight);
                    }
                }
            }
        } else if let Some(stem) = kind.text.strip_prefix(TRANSLATED) {
            translation(stem, &english, &mut meanings, &mut row);
        } else if kind.text.starts_with(FIGURE) {
            for (en_type, likeness) in en_figures.like(&kind.text) {
                row.insert(en_type, options.figures * likeness);
            }
        } else if kind.text.starts_with(is_han) {
            explain(&kind.text, &mut meanings, &mut row);
            if let Some(&en_type) = english.by_text.get(&format!("{TRANSLATED}{}", kind.text)) {
                row.insert(en_type, options.translation);
            }
        } else if let Some(&en_type) = english.by_text.get(stems.stem(&kind.text)) {
            row.insert(en_type, options.identity);
        } else {
            for (en_type, likeness) in latin.near(&kind.text) {
                row.insert(en_type, options.near_names * likeness);
            }
        }
        links.push_row(row.take(LEAST_LINK).iter().map(|&(en_type, t)| (en_type, t.min(1.0))));
    }
    let (n_zh, n_en) = (chinese.types.len(), english.types.len());
    let mut evidence = Evidence { zh: chinese.stream, en: english.stream, links };
    evidence.zh.finish(n_zh);
    evidence.en.finish(n_en);
    sections::settle(&mut evidence.zh.shapes, &mut evidence.en.shapes);
    thin(&mut evidence.zh, &mut evidence.en, &evidence.links);
    evidence
}

/// Links weaker than this are none.
const LEAST_LINK: f32 = 0.01;
/// Meanings of a character weaker than this are none.
const LEAST_MEANING: f32 = 0.01;

/// Weights of English types in the making: of a Chinese type's links, or of what a character means.
#[derive(Default)]
struct Row {
    weights: Vec<f32>,
    /// One bit for each English type: whether it may have a weight.
    touched: Vec<u64>,
    /// The weights as last taken; room for all English types and one more.
    taken: Vec<(u32, f32)>,
}

impl Row {
    fn new(n_en_types: usize) -> Row {
        let touched = vec![0; n_en_types.div_ceil(64)];
        Row { weights: vec![0.0; n_en_types], touched, taken: vec![(0, 0.0); n_en_types + 1] }
    }

    fn add(&mut self, en_type: u32, weight: f32) {
        self.weights[en_type as usize] += weight;
        self.touched[en_type as usize / 64] |= 1 << (en_type % 64);
    }

    /// Adds the types of a meaning and, by their shares, those related to it.
    fn add_meaning(&mut self, meaning: Meaning, meanings: &Meanings<'_>) {
        if meaning.own != NO_TYPE {
            self.add(meaning.own, meaning.weight);
        }
        let related = meanings.options.related;
        if related > 0.0 {
            for &(en_type, share) in meanings.relatives(meaning) {
                self.add(en_type, meaning.weight * share * related);
            }
        }
    }

    fn insert(&mut self, en_type: u32, weight: f32) {
        self.add(en_type, weight);
        self.weights[en_type as usize] = weight;
    }

    /// The weights above `least`, English types ascending; an empty row is left.
    fn take(&mut self, least: f32) -> &[(u32, f32)] {
        let mut n_taken = 0;
        for (block, touched) in (0..).zip(&mut self.touched) {
            while *touched != 0 {
                let en_type = 64 * block + touched.trailing_zeros();
                *touched &= *touched - 1;
                let t = std::mem::take(&mut self.weights[en_type as usize]);
                // Written either way, for no processor foresees which are strong enough.
                self.taken[n_taken] = (en_type, t);
                n_taken += usize::from(t > least);
            }
        }
        &self.taken[..n_taken]
    }
}

/// What stems of the lexicon mean in this text: each stem and each character is looked up once.
struct Meanings<'e> {
    lexicon: &'e Lexicon,
    options: &'e Options,
    /// Stem id → English type of this text, `NO_TYPE` where the text does not have it.
    by_stem: Vec<u32>,
    /// Where each stem's relatives stand in `entries`, once they have been asked for.
    known: Vec<Option<(u32, u32)>>,
    entries: Vec<(u32, f32)>,
    /// Where what each character means stands in `in_words`, once it has been asked for.
    characters: FxHashMap<char, (u32, u32)>,
    in_words: Vec<(u32, f32)>,
    /// Scratch: what the character at hand means.
    character: Row,
}

const NO_TYPE: u32 = u32::MAX;

/// What a word of the lexicon may mean, as one stem.
#[derive(Debug, Clone, Copy)]
struct Meaning {
    weight: f32,
    /// The English type of the stem itself, or `NO_TYPE`.
    own: u32,
    /// Where the types of its relatives stand, with their shares.
    relatives: (u32, u32),
}

impl<'e> Meanings<'e> {
    fn new(english: &English, lexicon: &'e Lexicon, options: &'e Options) -> Meanings<'e> {
        let by_stem = stem_table(english, lexicon);
        Meanings {
            lexicon,
            options,
            known: vec![None; by_stem.len()],
            by_stem,
            entries: Vec::new(),
            characters: FxHashMap::default(),
            in_words: Vec::new(),
            character: Row::new(english.types.len()),
        }
    }

    fn of(&mut self, stem: u32, weight: f32) -> Meaning {
        let relatives = self.known[stem as usize].unwrap_or_else(|| {
            let start = self.entries.len() as u32;
            for (other, share) in self.lexicon.related(stem) {
                let en_type = self.by_stem[other as usize];
                if en_type != NO_TYPE {
                    self.entries.push((en_type, share));
                }
            }
            (start, self.entries.len() as u32)
        });
        self.known[stem as usize] = Some(relatives);
        Meaning { weight, own: self.by_stem[stem as usize], relatives }
    }

    /// What a character means inside words: English types of this text and their weights, summed up
    /// once.
    fn of_character(&mut self, c: char) -> &[(u32, f32)] {
        let known = self.characters.get(&c).copied();
        let (start, end) = known.unwrap_or_else(|| {
            let mut sums = std::mem::take(&mut self.character);
            for (stem, weight) in self.lexicon.character(c) {
                let meaning = self.of(stem, weight);
                sums.add_meaning(meaning, self);
            }
            let start = self.in_words.len() as u32;
            self.in_words.extend_from_slice(sums.take(LEAST_MEANING));
            self.character = sums;
            let range = (start, self.in_words.len() as u32);
            self.characters.insert(c, range);
            range
        });
        &self.in_words[start as usize..end as usize]
    }

    fn relatives(&self, meaning: Meaning) -> &[(u32, f32)] {
        &self.entries[meaning.relatives.0 as usize..meaning.relatives.1 as usize]
    }
}

/// A machine translation's word is itself and, less, its relatives.
fn translation(stem: &str, english: &English, meanings: &mut Meanings<'_>, row: &mut Row) {
    let options = meanings.options;
    if let Some(id) = meanings.lexicon.stem_id(stem) {
        let meaning = meanings.of(id, options.translation);
        for &(en_type, share) in meanings.relatives(meaning) {
            row.insert(en_type, share * options.related * options.translation);
        }
    }
    if let Some(&en_type) = english.by_text.get(stem) {
        row.insert(en_type, options.translation);
    }
}

/// Adds names to the ends of their sentences.
fn insert_tokens(chinese: &mut Chinese, names: &[names::Token]) {
    if names.is_empty() {
        return;
    }
    let stream = &mut chinese.stream;
    let n_tokens = stream.tokens.len() + names.len();
    let old = std::mem::replace(&mut stream.tokens, Vec::with_capacity(n_tokens));
    let old_positions = std::mem::replace(&mut stream.positions, Vec::with_capacity(n_tokens));
    let starts = std::mem::take(&mut stream.starts);
    let mut names = names.iter().peekable();
    for (sentence, bounds) in (0..).zip(starts.windows(2)) {
        stream.starts.push(stream.tokens.len() as u32);
        let range = bounds[0] as usize..bounds[1] as usize;
        stream.tokens.extend_from_slice(&old[range.clone()]);
        stream.positions.extend_from_slice(&old_positions[range]);
        while let Some(name) = names.next_if(|name| name.sentence == sentence) {
            stream.tokens.push(name.kind);
            stream.positions.push(name.position);
        }
    }
    stream.starts.push(stream.tokens.len() as u32);
}

/// Stem id → English type of this text, `NO_TYPE` where the text does not have it.
fn stem_table(english: &English, lexicon: &Lexicon) -> Vec<u32> {
    let mut table = vec![NO_TYPE; lexicon.n_stems()];
    for (kind, id) in english.types.iter().zip(0..) {
        if let Some(stem) = kind.stem {
            table[stem as usize] = id;
        }
    }
    table
}

/// t(e|w) of a Chinese word for the English types of this text.
fn explain(word: &str, meanings: &mut Meanings<'_>, row: &mut Row) {
    let (lexicon, options) = (meanings.lexicon, meanings.options);
    let mut known = false;
    for (stem, weight) in lexicon.glosses(word) {
        known = true;
        let meaning = meanings.of(stem, weight);
        row.add_meaning(meaning, meanings);
    }
    let n_chars = word.chars().count() as f32;
    if !known {
        let pieces = pieces(word, lexicon);
        let n_pieces = pieces.len().max(1) as f32;
        for piece in pieces {
            for (stem, weight) in lexicon.glosses(piece) {
                let meaning = meanings.of(stem, weight * options.pieces / n_pieces);
                row.add_meaning(meaning, meanings);
            }
        }
    }
    let share = if known { options.characters_known } else { options.characters_unknown };
    if share > 0.0 && (n_chars > 1.0 || !known) {
        for c in word.chars() {
            for &(en_type, weight) in meanings.of_character(c) {
                row.add(en_type, weight * (share / n_chars));
            }
        }
    }
}

/// The longest dictionary words inside an unknown one, from the left, of two characters or more.
fn pieces<'w>(word: &'w str, lexicon: &Lexicon) -> Vec<&'w str> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let first = word[at..].chars().next().map_or(1, char::len_utf8);
        match lexicon.prefixes(&word[at..]).last() {
            Some(&length) if length > first => {
                pieces.push(&word[at..at + length]);
                at += length;
            }
            _ => at += first,
        }
    }
    pieces
}
