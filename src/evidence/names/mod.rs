//! Names: English words the dictionary cannot explain, against the sound of Chinese characters.
//!
//! Chinese names come in pinyin, in Wade–Giles or as Hong Kong spells them ([`romanised`]), foreign
//! names as characters that spell their sound ([`foreign`]), Latin names letter by letter
//! ([`latin`]). Every stretch of characters that may be a name of the English text becomes a token.
//! Time: linear in the Chinese text, a few look-ups a character.

mod foreign;
mod latin;
mod romanised;
mod sounds;

use rustc_hash::FxHashMap;

use super::crowd::Crowd;
use super::en::English;
use super::zh::Chinese;
use foreign::Foreign;
pub(super) use latin::Latin;
use romanised::{Begun, Romanised};
use sounds::Sounds;

/// Before the text of a name's type.
const NAME: char = '名';
/// A stretch that stands so many times as often as the name it may be is rarely that name; where a
/// find is less likely than this it is none.
const OFTEN: f32 = 1.5;
const MIN_LIKELIHOOD: f32 = 0.05;

/// The names of a text.
#[derive(Default)]
pub(super) struct Names {
    /// The English types that each Chinese name may be, with how likely it is, 0 to 1.
    pub(super) links: FxHashMap<u32, Vec<(u32, f32)>>,
    /// The names of the Chinese sentences, in order of the sentences.
    pub(super) tokens: Vec<Token>,
}

/// A name where it stands.
pub(super) struct Token {
    pub(super) sentence: u32,
    pub(super) kind: u32,
    pub(super) position: f32,
}

/// Finds the names of the English text in the Chinese one; each becomes a type of the Chinese side.
pub(super) fn find(chinese: &mut Chinese, english: &English) -> Names {
    let mut search = Search {
        romanised: Romanised::new(english),
        foreign: Foreign::new(english),
        sounds: Sounds::default(),
        alone: Vec::new(),
        names: Names::default(),
        counts: Vec::new(),
        crowd: Crowd::default(),
        text: String::new(),
    };
    if search.romanised.is_empty() && search.foreign.is_empty() {
        return search.names;
    }
    let simplified = std::mem::take(&mut chinese.simplified);
    let mut chars = Vec::new();
    for (index, text) in simplified.iter().enumerate() {
        chars.clear();
        chars.extend(text.chars().map(|c| search.sounds.number(c)));
        search.sentence(index, &chars, chinese);
    }
    chinese.simplified = simplified;
    search.weighed(english)
}

struct Search<'e> {
    romanised: Romanised,
    foreign: Foreign<'e>,
    sounds: Sounds,
    /// What each character is as a name by itself.
    alone: Vec<Alone>,
    names: Names,
    /// How often each name was found, by type.
    counts: Vec<u32>,
    crowd: Crowd,
    /// Scratch: the text of a type.
    text: String,
}

impl Search<'_> {
    /// The names found, each as likely as its frequency lets it be: of a hundred characters that
    /// sound like a name the text has twice, few are that name.
    fn weighed(self, english: &English) -> Names {
        let mut names = self.names;
        let counts = self.counts;
        let mut found: FxHashMap<u32, u32> = FxHashMap::default();
        for (kind, links) in &names.links {
            for &(en_type, _) in links {
                *found.entry(en_type).or_default() += counts[*kind as usize];
            }
        }
        let wanted = english.counts();
        for links in names.links.values_mut() {
            for (en_type, likelihood) in links.iter_mut() {
                let share = wanted[*en_type as usize] as f32 / found[en_type] as f32;
                *likelihood *= (OFTEN * share).min(1.0);
            }
            links.retain(|&(_, likelihood)| likelihood >= MIN_LIKELIHOOD);
        }
        names.links.retain(|_, links| !links.is_empty());
        let mut is_linked = vec![false; counts.len()];
        for &kind in names.links.keys() {
            is_linked[kind as usize] = true;
        }
        names.tokens.retain(|token| is_linked[token.kind as usize]);
        names
    }

    /// Notes the names of a sentence, given as the numbers of its characters.
    fn sentence(&mut self, index: usize, chars: &[u32], chinese: &mut Chinese) {
        self.alone.resize_with(self.sounds.len(), || Alone::Unknown);
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (start, &first) in chars.iter().enumerate() {
            if matches!(self.alone[first as usize], Alone::Unknown) {
                self.alone[first as usize] = self.alone(first, chinese);
            }
            let Alone::Begins(begins) = &self.alone[first as usize] else { continue };
            let begun = begins.goes_on.as_ref().filter(|begun| {
                chars.get(start + 1).is_some_and(|&next| begun.goes_on_with(self.sounds.of(next)))
            });
            let goes_on = begun.map(|begun| self.romanised.resume(begun)).is_some();
            if let Some(kind) = begins.kind {
                self.push(index, start, kind);
            }
            if goes_on {
                self.longer(index, start, chars, chinese);
            }
        }
        for (start, length) in self.foreign.stretches(chars, &self.sounds) {
            let stretch = &chars[start..start + length];
            found.clear();
            self.foreign.of(stretch, &self.sounds, &mut found);
            self.note(index, start, stretch, &found, chinese);
        }
    }

    /// Notes the names of two characters and more that stand at a place, after what they begin with
    /// has been read.
    fn longer(&mut self, index: usize, start: usize, chars: &[u32], chinese: &mut Chinese) {
        let mut found: Vec<(u32, f32)> = Vec::new();
        for length in 2..=romanised::MAX_CHARS.min(chars.len() - start) {
            found.clear();
            let stretch = &chars[start..start + length];
            let goes_on = self.romanised.of(stretch, &self.sounds, &mut found);
            self.note(index, start, stretch, &found, chinese);
            if !goes_on {
                break;
            }
        }
    }

    /// What a character is by itself.
    fn alone(&mut self, c: u32, chinese: &mut Chinese) -> Alone {
        if !self.sounds.of(c).is_han {
            return Alone::Silent;
        }
        let mut found = Vec::new();
        self.romanised.begin(self.sounds.of(c));
        let goes_on = self.romanised.of(&[c], &self.sounds, &mut found);
        let goes_on = goes_on.then(|| self.romanised.begun(self.sounds.of(c)));
        let kind = (!found.is_empty()).then(|| self.linked(&[c], &found, chinese));
        if kind.is_none() && goes_on.is_none() {
            return Alone::Silent;
        }
        Alone::Begins(Box::new(Begins { kind, goes_on }))
    }

    /// Makes a stretch of characters a token of its sentence.
    fn note(
        &mut self,
        index: usize,
        start: usize,
        stretch: &[u32],
        found: &[(u32, f32)],
        chinese: &mut Chinese,
    ) {
        if !found.is_empty() {
            let kind = self.linked(stretch, found, chinese);
            self.push(index, start, kind);
        }
    }

    /// The type of a stretch, linked to what was found for it.
    fn linked(&mut self, stretch: &[u32], found: &[(u32, f32)], chinese: &mut Chinese) -> u32 {
        self.text.clear();
        self.text.push(NAME);
        self.text.extend(stretch.iter().map(|&c| self.sounds.of(c).c));
        let kind = chinese.type_of(&self.text);
        self.counts.resize(self.counts.len().max(kind as usize + 1), 0);
        let links = self.names.links.entry(kind).or_default();
        for &(en_type, strength) in found {
            match links.iter_mut().find(|link| link.0 == en_type) {
                Some(link) => link.1 = link.1.max(strength),
                None => links.push((en_type, strength)),
            }
        }
        kind
    }

    fn push(&mut self, index: usize, start: usize, kind: u32) {
        if self.crowd.admits(kind, index as u32 + 1) {
            self.counts[kind as usize] += 1;
            let token = Token { sentence: index as u32, kind, position: start as f32 };
            self.names.tokens.push(token);
        }
    }
}

/// What one character is as a name by itself.
enum Alone {
    /// Nobody has asked yet.
    Unknown,
    /// No name, and no name begins with it.
    Silent,
    Begins(Box<Begins>),
}

/// What the names that begin with a character are.
struct Begins {
    /// The type of the character, if it is a name itself.
    kind: Option<u32>,
    /// How it is read, if longer names may begin with it.
    goes_on: Option<Begun>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Side};
    use crate::lexicon::Lexicon;

    /// The English side of a text.
    pub(super) fn english(text: &str) -> English {
        let document = Document::from_text("en", text);
        let sentences = crate::sentence::split(&document, Side::En);
        super::super::en::read(&document.text, &sentences, Lexicon::builtin(), &[])
    }
}
