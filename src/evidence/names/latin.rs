//! Latin names that Chinese text spells a little differently.

use rustc_hash::FxHashMap;

use crate::evidence::en::English;

/// Letters a Latin name must have to be compared, and how alike two must be (Jaro–Winkler).
const MIN_LETTERS: usize = 4;
const MIN_LIKENESS: f64 = 0.9;
/// Names with one first letter compared at most.
const MAX_COMPARED: usize = 500;

/// English names by their first letter.
pub(in crate::evidence) struct Latin<'e> {
    by_letter: FxHashMap<char, Vec<(&'e str, u32)>>,
}

impl<'e> Latin<'e> {
    pub(in crate::evidence) fn new(english: &'e English) -> Latin<'e> {
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
    pub(in crate::evidence) fn near(&self, text: &str) -> Vec<(u32, f32)> {
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
