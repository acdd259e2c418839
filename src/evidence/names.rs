//! Names: an English word the dictionary does not know, against the pinyin of Chinese characters.

use pinyin::ToPinyinMulti;
use rustc_hash::FxHashMap;

use super::en::English;
use super::zh::Chinese;
use crate::token::zh::is_han;

/// Characters of a name at most.
const MAX_CHARS: usize = 4;
/// Readings of one stretch of characters tried at most.
const MAX_READINGS: usize = 8;

/// English type → Chinese strings whose pinyin it is. Returns (sentence, character, Chinese string,
/// English type) for every find in the text.
pub(super) fn find(chinese: &Chinese, english: &English) -> Vec<(usize, f32, String, u32)> {
    let mut wanted: FxHashMap<&str, u32> = FxHashMap::default();
    for (id, kind) in english.types.iter().enumerate() {
        let word = kind.surface.as_str();
        let plain = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_lowercase());
        if plain && kind.capitals > 0 && is_pinyin(word) {
            wanted.insert(word, id as u32);
        }
    }
    let mut found = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    let mut readings: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for (index, text) in chinese.simplified.iter().enumerate() {
        let chars: Vec<char> = text.chars().collect();
        for start in 0..chars.len() {
            if !is_han(chars[start]) {
                continue;
            }
            let mut spellings = vec![String::new()];
            for (count, &c) in chars[start..].iter().take(MAX_CHARS).enumerate() {
                let of_c = readings.entry(c).or_insert_with(|| syllables(c));
                if of_c.is_empty() {
                    break;
                }
                spellings = spellings
                    .iter()
                    .flat_map(|head| of_c.iter().map(move |tail| format!("{head}{tail}")))
                    .take(MAX_READINGS)
                    .collect();
                for spelling in &spellings {
                    if let Some(&id) = wanted.get(spelling.as_str()) {
                        let name: String = chars[start..=start + count].iter().collect();
                        found.push((index, start as f32, name, id));
                    }
                }
            }
        }
    }
    found
}

/// Letters a Latin name must have to be compared, and how alike two must be (Jaro–Winkler).
const MIN_LETTERS: usize = 4;
const MIN_LIKENESS: f64 = 0.9;
/// Names with one first letter compared at most.
const MAX_COMPARED: usize = 500;

/// English names by their first letter, for Latin names that Chinese text spells a little differently.
pub(super) struct Latin<'e> {
    by_letter: FxHashMap<char, Vec<(&'e str, u32)>>,
}

impl<'e> Latin<'e> {
    pub(super) fn new(english: &'e English) -> Latin<'e> {
        let mut by_letter: FxHashMap<char, Vec<(&str, u32)>> = FxHashMap::default();
        for (kind, id) in english.types.iter().zip(0..) {
            let first = kind.surface.chars().next().filter(|c| c.is_alphabetic());
            if let Some(first) =
                first.filter(|_| kind.capitals > 0 && kind.surface.len() >= MIN_LETTERS)
            {
                by_letter.entry(first).or_default().push((kind.surface.as_str(), id));
            }
        }
        Latin { by_letter }
    }

    /// The English names a Latin string may be, with how alike they are.
    pub(super) fn near(&self, text: &str) -> Vec<(u32, f32)> {
        let Some(first) = text.chars().next().filter(|c| c.is_alphabetic()) else {
            return Vec::new();
        };
        if text.len() < MIN_LETTERS || text.len() > 40 {
            return Vec::new();
        }
        let names = self.by_letter.get(&first).map_or(&[][..], Vec::as_slice);
        names
            .iter()
            .take(MAX_COMPARED)
            .map(|&(name, id)| (id, strsim::jaro_winkler(text, name)))
            .filter(|&(_, likeness)| likeness >= MIN_LIKENESS)
            .map(|(id, likeness)| (id, likeness as f32))
            .collect()
    }
}

/// The toneless readings of a character, each once.
fn syllables(c: char) -> Vec<&'static str> {
    let mut list: Vec<&'static str> = Vec::new();
    if let Some(multi) = c.to_pinyin_multi() {
        for reading in multi {
            if !list.contains(&reading.plain()) {
                list.push(reading.plain());
            }
        }
    }
    list
}

/// Whether a word can be cut into one to four pinyin-like syllables.
fn is_pinyin(word: &str) -> bool {
    fn syllable(bytes: &[u8]) -> bool {
        let initial = match bytes {
            [b'z' | b'c' | b's', b'h', ..] => 2,
            [b'a' | b'e' | b'o', ..] => 0,
            [b'b'..=b'z', ..] => 1,
            _ => return false,
        };
        matches!(
            &bytes[initial..],
            b"a" | b"o"
                | b"e"
                | b"i"
                | b"u"
                | b"v"
                | b"ai"
                | b"ei"
                | b"ao"
                | b"ou"
                | b"an"
                | b"en"
                | b"ang"
                | b"eng"
                | b"ong"
                | b"ia"
                | b"ie"
                | b"iao"
                | b"iu"
                | b"ian"
                | b"in"
                | b"iang"
                | b"ing"
                | b"iong"
                | b"ua"
                | b"uo"
                | b"uai"
                | b"ui"
                | b"uan"
                | b"un"
                | b"uang"
                | b"ue"
                | b"er"
                | b"r"
                | b"ve"
        )
    }
    let bytes = word.as_bytes();
    if bytes.len() > 6 * MAX_CHARS {
        return false;
    }
    let mut reach = vec![0_u8; bytes.len() + 1];
    for end in 1..=bytes.len() {
        for start in end.saturating_sub(6)..end {
            let used = if start == 0 { 0 } else { reach[start] };
            if (start == 0 || used > 0) && used < MAX_CHARS as u8 && syllable(&bytes[start..end]) {
                reach[end] = used + 1;
            }
        }
    }
    reach[bytes.len()] > 0
}
