//! The lexicon: what a Chinese word can be in English.
//!
//! CC-CEDICT's glosses as stems with weights, a table of characters learned from the dictionary
//! itself by IBM Model 1 (Brown et al. 1993), English synonyms and derivations from WordNet, and a
//! Traditional→Simplified map of characters. It is part of the program (`data/lexicon/`), opened in
//! place: nothing is parsed or copied at start.

pub mod format;

use std::sync::OnceLock;

use fst::Map;
use fst::raw::CompiledAddr;
use rustc_hash::FxHashSet;

use format::{List, MAGIC, SECTIONS};

/// The lexicon, opened over its bytes.
pub struct Lexicon {
    heads: Map<&'static [u8]>,
    glosses: &'static [u8],
    stems: Map<&'static [u8]>,
    related: &'static [u8],
    offsets: &'static [u8],
    chars: Map<&'static [u8]>,
    folds: &'static [u8],
    /// `folds` as a table over the common Chinese characters, made when first asked for.
    fold_table: OnceLock<Vec<char>>,
    twins: OnceLock<Twins>,
}

/// What some headwords begin with, to be asked how they go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning(CompiledAddr);

/// The characters a beginning goes on with, as far as 128 bits can tell: one that the set does not
/// hold is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuations(u128);

impl Continuations {
    /// All characters: nothing is known.
    pub const ANY: Continuations = Continuations(u128::MAX);

    /// So many bits say nothing any more.
    const MAX_BITS: u32 = 100;

    /// Whether a character may be one of them.
    #[must_use]
    pub fn may_hold(self, c: char) -> bool {
        self.0 & Continuations::bit(c as u32) != 0
    }

    fn bit(c: u32) -> u128 {
        1 << ((c ^ c >> 7) % 128)
    }
}

/// What makes folding more than a look-up in a table.
struct Twins {
    /// Characters that are the Simplified twin of another: they are Simplified already, whatever
    /// rare twin of their own they have (宁 of 寧, not 㝉; 么 of 麼, not 幺).
    simplified: FxHashSet<char>,
    /// Characters with a twin that are Simplified in other words: 著 in 著名, 着 in 随着.
    both: FxHashSet<char>,
}

/// The common Chinese characters: the Unified Ideographs and their Extension A.
const COMMON: std::ops::Range<u32> = 0x3400..0xa000;
/// The rarer ones: those kept for compatibility, and the planes after the first. What else there is
/// are other scripts and signs.
const RARE: [std::ops::Range<u32>; 2] = [0xf900..0xfb00, 0x2_0000..0x11_0000];

const BYTES: &[u8] = include_bytes!("../../data/lexicon/lexicon.bin");

impl Lexicon {
    /// The lexicon inside the program. Opening takes microseconds.
    ///
    /// # Panics
    /// Never on the committed file, which a test opens.
    #[must_use]
    pub fn builtin() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::open(BYTES).expect("the committed lexicon opens"))
    }

    /// Opens a lexicon file's bytes. `None` if they are not one.
    #[must_use]
    pub fn open(bytes: &'static [u8]) -> Option<Lexicon> {
        let rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let (lengths, mut rest) = rest.split_at_checked(4 * SECTIONS)?;
        let mut sections = [&[] as &'static [u8]; SECTIONS];
        for (section, length) in sections.iter_mut().zip(lengths.chunks_exact(4)) {
            let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
            (*section, rest) = rest.split_at_checked(length)?;
        }
        let [heads, glosses, stems, related, offsets, chars, folds] = sections;
        Some(Lexicon {
            heads: Map::new(heads).ok()?,
            glosses,
            stems: Map::new(stems).ok()?,
            related,
            offsets,
            chars: Map::new(chars).ok()?,
            folds,
            fold_table: OnceLock::new(),
            twins: OnceLock::new(),
        })
    }

    /// The glosses of a Simplified headword: (stem id, weight), ids ascending, weights summing to
    /// about 1. Empty if the word is not in the dictionary.
    #[must_use]
    pub fn glosses(&self, word: &str) -> List<'static> {
        self.list(self.heads.get(word))
    }

    /// What a character tends to mean inside words: (stem id, probability).
    #[must_use]
    pub fn character(&self, c: char) -> List<'static> {
        self.list(self.chars.get(c.encode_utf8(&mut [0; 4])))
    }

    fn list(&self, at: Option<u64>) -> List<'static> {
        at.and_then(|at| self.glosses.get(at as usize..)).map_or(List::empty(), List::at)
    }

    /// Whether a Simplified word is a headword.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.heads.contains_key(word)
    }

    /// The byte lengths of all headwords `text` starts with, ascending.
    #[must_use]
    pub fn prefixes(&self, text: &str) -> Vec<usize> {
        let mut beginning = self.root();
        let mut lengths = Vec::new();
        for (at, c) in text.char_indices() {
            let Some((longer, is_headword)) = self.extended(beginning, c) else { break };
            beginning = longer;
            if is_headword {
                lengths.push(at + c.len_utf8());
            }
        }
        lengths
    }

    /// The beginning that `text` is of longer headwords; `None` if it is of none.
    #[must_use]
    pub fn beginning(&self, text: &str) -> Option<Beginning> {
        let found =
            text.chars().try_fold(self.root(), |from, c| self.extended(from, c).map(|to| to.0))?;
        (!self.heads.as_fst().node(found.0).is_empty()).then_some(found)
    }

    /// What all headwords begin with: nothing.
    fn root(&self) -> Beginning {
        Beginning(self.heads.as_fst().root().addr())
    }

    /// A beginning with one more character, if headwords go on so, and whether it is a headword.
    #[must_use]
    pub fn extended(&self, beginning: Beginning, c: char) -> Option<(Beginning, bool)> {
        let fst = self.heads.as_fst();
        let mut node = fst.node(beginning.0);
        for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
            node = fst.node(node.transition_addr(node.find_input(byte)?));
        }
        Some((Beginning(node.addr()), node.is_final()))
    }

    /// The characters that headwords go on with after a beginning. Linear in their number, which is
    /// given up where the set would hold nearly everything.
    #[must_use]
    pub fn continuations(&self, beginning: Beginning) -> Continuations {
        let fst = self.heads.as_fst();
        let mut found = Continuations(0);
        // Nodes inside a character, with its bits so far and the bytes it has left.
        let mut nodes = vec![(beginning.0, 0, 0_u32)];
        while let Some((at, bits, n_left)) = nodes.pop() {
            for transition in fst.node(at).transitions() {
                let byte = u32::from(transition.inp);
                let (bits, n_left) = match (n_left, byte) {
                    (0, 0x80..) => {
                        let n_left = transition.inp.leading_ones() - 1;
                        (byte & 0x3f >> n_left, n_left)
                    }
                    (0, _) => (byte, 0),
                    _ => (bits << 6 | byte & 0x3f, n_left - 1),
                };
                match n_left {
                    0 => found.0 |= Continuations::bit(bits),
                    _ => nodes.push((transition.addr, bits, n_left)),
                }
            }
            if found.0.count_ones() > Continuations::MAX_BITS {
                return Continuations::ANY;
            }
        }
        found
    }

    /// The id of an English stem.
    #[must_use]
    pub fn stem_id(&self, stem: &str) -> Option<u32> {
        self.stems.get(stem).map(|id| id as u32)
    }

    /// How many English stems it knows; ids are below this.
    #[must_use]
    pub fn n_stems(&self) -> usize {
        self.offsets.len() / 4
    }

    /// Stems related to a stem (synonyms, derivations), with weights up to 1.
    #[must_use]
    pub fn related(&self, stem: u32) -> List<'static> {
        let at = stem as usize * 4;
        let Some(offset) = self.offsets.get(at..at + 4) else { return List::empty() };
        let offset = u32::from_le_bytes([offset[0], offset[1], offset[2], offset[3]]) as usize;
        self.related.get(offset..).map_or(List::empty(), List::at)
    }

    /// A Traditional character as its Simplified twin; anything else unchanged.
    #[must_use]
    pub fn simplified(&self, c: char) -> char {
        self.simplified_by(self.fold_table(), c)
    }

    /// The same with the table of folds at hand.
    fn simplified_by(&self, fold_table: &[char], c: char) -> char {
        let at = (c as u32).wrapping_sub(COMMON.start) as usize;
        match fold_table.get(at) {
            Some(&twin) => twin,
            None if RARE.iter().any(|rare| rare.contains(&(c as u32))) => self.find_simplified(c),
            None => c,
        }
    }

    fn fold_table(&self) -> &[char] {
        self.fold_table.get_or_init(|| self.make_fold_table())
    }

    /// The twins of the common characters, most of which are their own.
    fn make_fold_table(&self) -> Vec<char> {
        let mut table: Vec<char> = COMMON.filter_map(char::from_u32).collect();
        for index in 0..self.folds.len() / 8 {
            let (traditional, _) = self.fold(index);
            if let Some(c) = char::from_u32(traditional).filter(|_| COMMON.contains(&traditional)) {
                table[(traditional - COMMON.start) as usize] = self.find_simplified(c);
            }
        }
        table
    }

    fn find_simplified(&self, c: char) -> char {
        if self.twins().simplified.contains(&c) {
            return c;
        }
        let (mut low, mut high) = (0, self.folds.len() / 8);
        while low < high {
            let middle = (low + high) / 2;
            let (traditional, simplified) = self.fold(middle);
            match traditional.cmp(&(c as u32)) {
                std::cmp::Ordering::Equal => return char::from_u32(simplified).unwrap_or(c),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        c
    }

    /// A pair of the table of folds.
    fn fold(&self, index: usize) -> (u32, u32) {
        let bytes = &self.folds[index * 8..index * 8 + 8];
        let number = |at: usize| {
            u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        (number(0), number(4))
    }

    fn twins(&self) -> &Twins {
        self.twins.get_or_init(|| {
            let folds = || (0..self.folds.len() / 8).map(|index| self.fold(index));
            let simplified = folds().filter_map(|(_, twin)| char::from_u32(twin)).collect();
            let both = folds().filter_map(|(c, _)| char::from_u32(c));
            let both = both.filter(|c| self.has(c.encode_utf8(&mut [0; 4]))).collect();
            Twins { simplified, both }
        })
    }

    /// A text with every Traditional character simplified; every character keeps its byte length
    /// except the rare ones that do not, which are left alone, so that spans stay valid. A character
    /// that is right in both scripts stays where only it makes a word with a neighbour.
    #[must_use]
    pub fn simplify(&self, text: &str) -> String {
        let fold_table = self.fold_table();
        let has_twin = |c: char| self.simplified_by(fold_table, c) != c;
        let Some(first) = text.char_indices().find(|&(_, c)| has_twin(c)) else {
            return text.to_string();
        };
        let (kept, rest) = text.split_at(first.0);
        let mut simple = String::with_capacity(text.len());
        simple.push_str(kept);
        let mut before = kept.chars().next_back();
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            let twin = self.simplified(c);
            let mut chosen = if twin.len_utf8() == c.len_utf8() { twin } else { c };
            if chosen != c && self.twins().both.contains(&c) {
                let after = chars.peek().map(|&after| self.simplified(after));
                if self.joins(before, c, after) && !self.joins(before, twin, after) {
                    chosen = c;
                }
            }
            simple.push(chosen);
            before = Some(chosen);
        }
        simple
    }

    /// Whether a character makes a word with the one before or after it.
    fn joins(&self, before: Option<char>, c: char, after: Option<char>) -> bool {
        let is_word = |one: char, other: char| self.has(String::from_iter([one, other]).as_str());
        before.is_some_and(|before| is_word(before, c))
            || after.is_some_and(|after| is_word(c, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_lexicon_answers() {
        let lexicon = Lexicon::builtin();
        let id = lexicon.stem_id("railway").unwrap();
        assert!(lexicon.glosses("铁路").any(|(stem, weight)| stem == id && weight > 0.1));
        assert!(lexicon.has("发展") && !lexicon.has("发展不"));
        assert_eq!(lexicon.prefixes("发展中国家的"), [3, 6, 9, 15]);
        assert_eq!(lexicon.simplify("關心．信心，發展經濟"), "关心．信心，发展经济");
    }

    #[test]
    fn what_is_simplified_stays_so_and_both_scripts_meet() {
        let lexicon = Lexicon::builtin();
        for (text, wanted) in [
            ("什么怎么这么", "什么怎么这么"),
            ("什麼怎麼這麼", "什么怎么这么"),
            ("南宁、宁波", "南宁、宁波"),
            ("南寧、寧波", "南宁、宁波"),
            ("著名的显著特点", "著名的显著特点"),
            ("著名的顯著特點", "著名的显著特点"),
            ("隨著時間", "随着时间"),
            ("乾坤", "乾坤"),
            ("乾淨", "干净"),
        ] {
            assert_eq!(lexicon.simplify(text), wanted);
        }
    }

    #[test]
    fn what_a_beginning_goes_on_with_is_in_its_continuations() {
        let lexicon = Lexicon::builtin();
        let mut n_rejected = 0;
        for text in ["发", "中国", "的", "一", "不", "𠀀", "铁", "三", "卡拉"] {
            let Some(beginning) = lexicon.beginning(text) else { continue };
            let continuations = lexicon.continuations(beginning);
            for c in ('\0'..='\u{2ffff}').filter(|&c| !continuations.may_hold(c)) {
                assert_eq!(lexicon.extended(beginning, c), None, "{text}{c}");
                n_rejected += 1;
            }
        }
        assert!(n_rejected > 100_000, "{n_rejected}");
        let goes_on = |text: &str, c: char| {
            let beginning = lexicon.beginning(text).unwrap();
            lexicon.continuations(beginning).may_hold(c)
        };
        assert!(goes_on("发", '展') && goes_on("中华人民共和", '国') && goes_on("卡拉", 'O'));
    }

    #[test]
    fn the_table_of_folds_says_what_the_pairs_say() {
        let lexicon = Lexicon::builtin();
        for c in '\0'..=char::MAX {
            let wanted = lexicon.find_simplified(c);
            assert_eq!(lexicon.simplified(c), wanted, "{c}");
        }
    }

    #[test]
    fn derivations_are_related() {
        let lexicon = Lexicon::builtin();
        let (decide, decision) =
            (lexicon.stem_id("decid").unwrap(), lexicon.stem_id("decis").unwrap());
        assert!(lexicon.related(decide).any(|(stem, _)| stem == decision));
    }

    #[test]
    fn bytes_that_are_no_lexicon_are_refused() {
        assert!(Lexicon::open(b"").is_none());
        assert!(Lexicon::open(b"DZLEX2\n\0\xff\xff\xff\xff").is_none());
    }
}
