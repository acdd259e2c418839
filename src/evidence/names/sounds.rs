//! How the characters of a text sound; each is looked up once.

use std::cell::OnceCell;
use std::rc::Rc;

use pinyin::ToPinyinMulti;
use rustc_hash::FxHashMap;

use super::Alone;
use super::foreign::{Consonants, opens_with_vowel, spells_names};
use super::romanised::syllables;
use crate::token::zh::is_han;

/// A character and how it may sound.
#[derive(Debug)]
pub(super) struct Sound {
    pub(super) c: char,
    pub(super) is_han: bool,
    /// Its readings as (class, syllable), the usual one first.
    pub(super) syllables: Vec<(u16, u16)>,
    /// What its usual reading lends to a foreign name.
    pub(super) consonants: Consonants,
    pub(super) opens_with_vowel: bool,
    /// Whether foreign names are spelled with it.
    pub(super) spells_names: bool,
    /// What it is as a name by itself, once it has been asked.
    pub(super) alone: OnceCell<Alone>,
}

/// The characters seen so far.
#[derive(Default)]
pub(super) struct Sounds {
    seen: FxHashMap<char, Rc<Sound>>,
}

impl Sounds {
    pub(super) fn of(&mut self, c: char) -> Rc<Sound> {
        Rc::clone(self.seen.entry(c).or_insert_with(|| sound(c)))
    }
}

fn sound(c: char) -> Rc<Sound> {
    // Toneless readings, each once.
    let mut readings: Vec<&'static str> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        if !readings.contains(&reading.plain()) {
            readings.push(reading.plain());
        }
    }
    let usual = readings.first().copied().unwrap_or_default();
    Rc::new(Sound {
        c,
        is_han: is_han(c),
        syllables: syllables(&readings),
        consonants: Consonants::of(usual),
        opens_with_vowel: opens_with_vowel(usual),
        spells_names: spells_names(c),
        alone: OnceCell::new(),
    })
}
