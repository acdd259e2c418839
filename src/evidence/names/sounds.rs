//! How the characters of a text sound; each is looked up once.

use pinyin::ToPinyinMulti;
use rustc_hash::FxHashMap;

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
}

/// The characters seen so far, by number.
#[derive(Default)]
pub(super) struct Sounds {
    /// Number plus one of each character of Unicode's first plane, 0 for one not seen yet.
    common: Vec<u32>,
    rare: FxHashMap<char, u32>,
    sounds: Vec<Sound>,
    spell_names: Vec<bool>,
}

/// Characters of Unicode's first plane, nearly all there are in texts.
const N_COMMON: usize = 0x1_0000;

impl Sounds {
    /// The number of a character.
    pub(super) fn number(&mut self, c: char) -> u32 {
        if self.common.is_empty() {
            self.common.resize(N_COMMON, 0);
        }
        let known = match self.common.get_mut(c as usize) {
            Some(known) => known,
            None => self.rare.entry(c).or_default(),
        };
        if *known == 0 {
            self.sounds.push(sound(c));
            self.spell_names.push(spells_names(c));
            *known = self.sounds.len() as u32;
        }
        *known - 1
    }

    /// The sound of a character by its number.
    pub(super) fn of(&self, number: u32) -> &Sound {
        &self.sounds[number as usize]
    }

    /// Whether foreign names are spelled with a character.
    pub(super) fn spells_names(&self, number: u32) -> bool {
        self.spell_names[number as usize]
    }

    /// How many characters there are; numbers are below this.
    pub(super) fn len(&self) -> usize {
        self.sounds.len()
    }
}

fn sound(c: char) -> Sound {
    // Toneless readings, each once.
    let mut readings: Vec<&'static str> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        if !readings.contains(&reading.plain()) {
            readings.push(reading.plain());
        }
    }
    let usual = readings.first().copied().unwrap_or_default();
    Sound {
        c,
        is_han: is_han(c),
        syllables: syllables(&readings),
        consonants: Consonants::of(usual),
        opens_with_vowel: opens_with_vowel(usual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_one_number() {
        let mut sounds = Sounds::default();
        let text = "\0a国\u{ffff}𠀀\u{10ffff}国𠀀a\0";
        let numbers: Vec<u32> = text.chars().map(|c| sounds.number(c)).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 2, 4, 1, 0]);
        assert!(numbers.iter().zip(text.chars()).all(|(&number, c)| sounds.of(number).c == c));
        assert_eq!(sounds.len(), 6);
    }
}
