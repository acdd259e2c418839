//! Foreign names that characters spell by their sound: 克林顿 and Clinton.
//!
//! Vowels vary and consonants stay, so both become skeletons: the classes of their consonants in
//! order. A letter that Chinese may leave out or spell in two ways gives an English word several
//! skeletons; a stretch of the characters that such names are written with has one. Skeletons of
//! few consonants tell little and count less.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::sounds::Sounds;
use crate::evidence::en::{English, Type};

/// Letters of a name at least, and characters at most.
const MIN_LETTERS: usize = 4;
const MAX_LETTERS: usize = 20;
const MAX_CHARS: usize = 8;
/// Skeletons of one word at most.
const MAX_SKELETONS: usize = 24;
/// How likely a find is by its number of consonants.
const LIKELIHOOD: [f32; 5] = [0.0, 0.0, 0.25, 0.5, 0.8];

/// Classes of consonants; Chinese has no other way to tell those of a class apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    P = 1,
    T,
    K,
    /// All hissing sounds.
    S,
    M,
    N,
    L,
    /// f, v, w.
    W,
    H,
}
use Class::{H, K, L, M, N, P, S, T, W};

/// Up to sixteen classes as one number, four bits each.
type Skeleton = u64;

/// The English words of a text that may be foreign names.
#[derive(Default)]
pub(super) struct Foreign<'e> {
    by_skeleton: FxHashMap<Skeleton, Vec<(u32, &'e str)>>,
    prefixes: FxHashSet<Skeleton>,
}

impl<'e> Foreign<'e> {
    pub(super) fn new(english: &'e English) -> Foreign<'e> {
        let counts = english.counts();
        // What the dictionary knows it explains better; what is also written small is no name.
        let may_be = |kind: &Type, id: u32| {
            let word = kind.surface.as_bytes();
            kind.capitals >= counts[id as usize]
                && kind.stem.is_none()
                && (MIN_LETTERS..=MAX_LETTERS).contains(&word.len())
                && word.iter().all(u8::is_ascii_lowercase)
        };
        let mut foreign = Foreign::default();
        for (kind, id) in english.types.iter().zip(0..).filter(|&(kind, id)| may_be(kind, id)) {
            for skeleton in skeletons(&kind.surface) {
                if consonants(skeleton) >= 2 {
                    foreign.by_skeleton.entry(skeleton).or_default().push((id, &kind.surface));
                    let mut prefix = skeleton;
                    while prefix != 0 {
                        foreign.prefixes.insert(prefix);
                        prefix >>= 4;
                    }
                }
            }
        }
        foreign
    }

    pub(super) fn is_empty(&self) -> bool {
        self.prefixes.is_empty()
    }

    /// Stretches of characters that may be foreign names, as (start, length): the longest from each
    /// start; with two consonants only a whole run of such characters.
    pub(super) fn stretches(&self, chars: &[u32], sounds: &Sounds) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let mut at = 0;
        while at < chars.len() {
            let run = chars[at..].iter().take_while(|&&c| sounds.spells_names(c)).count();
            for start in at..(at + run).saturating_sub(1) {
                let end = (at + run).min(start + MAX_CHARS);
                let longest = self.longest(&chars[start..end], sounds);
                let whole = start == at && longest.0 == run;
                if longest.1 >= 3 || (longest.1 == 2 && whole) {
                    found.push((start, longest.0));
                }
            }
            at += run.max(1);
        }
        found
    }

    /// Characters and consonants of the longest name at the front; zero if there is none.
    fn longest(&self, chars: &[u32], sounds: &Sounds) -> (usize, usize) {
        let mut longest = (0, 0);
        let mut skeleton = 0;
        for (at, &c) in chars.iter().enumerate() {
            skeleton = sounds.of(c).consonants.added_to(skeleton);
            if skeleton != 0 && !self.prefixes.contains(&skeleton) {
                break;
            }
            if at > 0 && self.by_skeleton.contains_key(&skeleton) {
                longest = (at + 1, consonants(skeleton));
            }
        }
        longest
    }

    /// Adds the English types a stretch may be to `found`.
    pub(super) fn of(&self, stretch: &[u32], sounds: &Sounds, found: &mut Vec<(u32, f32)>) {
        let skeleton =
            stretch.iter().fold(0, |skeleton, &c| sounds.of(c).consonants.added_to(skeleton));
        let likelihood = LIKELIHOOD[consonants(skeleton).min(LIKELIHOOD.len() - 1)];
        let opening = stretch.first().is_some_and(|&c| sounds.of(c).opens_with_vowel);
        for &(id, word) in self.by_skeleton.get(&skeleton).into_iter().flatten() {
            let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
            if vowel || !opening {
                found.push((id, likelihood));
            }
        }
    }
}

fn consonants(skeleton: Skeleton) -> usize {
    (Skeleton::BITS - skeleton.leading_zeros()).div_ceil(4) as usize
}

/// Whether a character is one that foreign names are spelled with.
pub(super) fn spells_names(c: char) -> bool {
    static CHARACTERS: OnceLock<FxHashSet<char>> = OnceLock::new();
    let characters = CHARACTERS.get_or_init(|| {
        let table = include_str!("../../../data/names/transliteration.tsv");
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.filter_map(|row| row.split('\t').nth(1)).flat_map(str::chars).collect()
    });
    characters.contains(&c)
}

/// The classes of a character's consonants, two at most.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Consonants {
    classes: Skeleton,
    n_bits: u32,
}

impl Consonants {
    /// Those of a reading in pinyin.
    pub(super) fn of(reading: &str) -> Consonants {
        let first = match reading.as_bytes().first() {
            Some(b'b' | b'p') => Some(P),
            Some(b'd' | b't') => Some(T),
            Some(b'g' | b'k') => Some(K),
            Some(b'z' | b'c' | b's' | b'j' | b'q' | b'x') => Some(S),
            Some(b'm') => Some(M),
            Some(b'n') => Some(N),
            Some(b'l' | b'r') => Some(L),
            Some(b'f' | b'w') => Some(W),
            Some(b'h') => Some(H),
            _ => None,
        };
        let last = match reading.as_bytes() {
            [.., b'n'] | [.., b'n', b'g'] => Some(N),
            b"er" => Some(L),
            _ => None,
        };
        let mut consonants = Consonants::default();
        for class in [first, last].into_iter().flatten() {
            consonants.classes = consonants.classes << 4 | class as Skeleton;
            consonants.n_bits += 4;
        }
        consonants
    }

    /// A skeleton with these after it.
    fn added_to(self, skeleton: Skeleton) -> Skeleton {
        skeleton << self.n_bits | self.classes
    }
}

/// Whether a reading in pinyin opens with a vowel.
pub(super) fn opens_with_vowel(reading: &str) -> bool {
    reading.starts_with(['a', 'e', 'o', 'y'])
}

/// The skeletons a word may have in Chinese.
fn skeletons(word: &str) -> Vec<Skeleton> {
    let mut all: Vec<Skeleton> = vec![0];
    for choice in sounds(word.as_bytes()) {
        let mut longer = Vec::with_capacity(all.len() * choice.len());
        for &sound in choice {
            for &skeleton in &all {
                let next = sound.iter().fold(skeleton, |s, &class| s << 4 | class as Skeleton);
                if !longer.contains(&next) && longer.len() < MAX_SKELETONS {
                    longer.push(next);
                }
            }
        }
        all = longer;
    }
    all
}

/// What one letter, or some together, may sound like.
type Choice = &'static [&'static [Class]];

/// The sounds of a word's letters, vowels left out.
fn sounds(word: &[u8]) -> Vec<Choice> {
    let mut sounds: Vec<Choice> = Vec::new();
    let mut at = 0;
    while at < word.len() && sounds.len() < 12 {
        let before = at.checked_sub(1).map(|at| word[at]);
        // A letter written twice is one; the second stands before what follows.
        at += usize::from(word.get(at + 1) == Some(&word[at]) && !is_vowel(word[at]));
        let (length, choice) = sound(&word[at..], before);
        sounds.extend(choice);
        at += length;
    }
    sounds
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The sound at the front of `rest`, and how many letters it takes.
fn sound(rest: &[u8], before: Option<u8>) -> (usize, Option<Choice>) {
    let next = rest.get(1).copied();
    let vowel_follows = next.is_some_and(is_vowel);
    let soft = matches!(next, Some(b'e' | b'i' | b'y'));
    let one: (usize, Choice) = match rest {
        [b's', b'c', b'h', ..] => (3, &[&[S], &[S, K]]),
        [b't', b'c', b'h', ..] => (3, &[&[S]]),
        [b'p', b'h', ..] => (2, &[&[W]]),
        [b't', b'h', ..] => (2, &[&[T], &[S]]),
        [b'c', b'h', ..] => (2, &[&[S], &[K], &[H]]),
        [b's', b'h', ..] | [b't', b's' | b'z', ..] | [b'c', b'z', ..] | [b'd', b'g', ..] => {
            (2, &[&[S]])
        }
        [b'c', b'k', ..] => (2, &[&[K]]),
        [b'g', b'h', ..] => (2, &[&[K], &[]]),
        [b'g', b'n', ..] => (2, &[&[N], &[K, N]]),
        [b'k', b'n', ..] if before.is_none() => (2, &[&[N], &[K, N]]),
        [b'w', b'r', ..] => (2, &[&[L]]),
        [b'q', b'u', ..] => (2, &[&[K], &[K, W]]),
        [b'n', b'g', ..] => (2, &[&[N], &[N, K], &[N, S]]),
        [b'x', ..] if before.is_none() => (1, &[&[S]]),
        [b'x', ..] => (1, &[&[K, S]]),
        [b'c', ..] if soft => (1, &[&[S]]),
        // 基, 吉, 加 spell ki, gi, ga.
        [b'g' | b'k', ..] if soft => (1, &[&[K], &[S]]),
        [b'j', ..] => (1, &[&[S], &[], &[H]]),
        [b'p' | b'b', ..] => (1, &[&[P]]),
        [b't' | b'd', ..] => (1, &[&[T]]),
        [b'k' | b'c' | b'q' | b'g', ..] => (1, &[&[K]]),
        [b's' | b'z', ..] => (1, &[&[S]]),
        [b'f' | b'v', ..] => (1, &[&[W]]),
        [b'w', ..] if vowel_follows => (1, &[&[W], &[H]]),
        [b'w', ..] => (1, &[&[], &[W]]),
        [b'h', ..] if before.is_none() => (1, &[&[H], &[S], &[]]),
        [b'h', ..] => (1, &[&[], &[H]]),
        [b'm', ..] if vowel_follows => (1, &[&[M], &[N, M]]),
        [b'm', ..] => (1, &[&[M], &[N]]),
        [b'n', ..] if vowel_follows => (1, &[&[N], &[N, N]]),
        [b'n', ..] => (1, &[&[N]]),
        [b'l', ..] => (1, &[&[L]]),
        [b'r', ..] if vowel_follows => (1, &[&[L]]),
        [b'r', ..] => (1, &[&[], &[L]]),
        _ => return (1, None),
    };
    (one.0, Some(one.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which stretch of the Chinese is found for the English words, if any.
    fn check(english: &str, chinese: &str, wanted: &str) {
        let english = crate::evidence::names::tests::english(english);
        let foreign = Foreign::new(&english);
        let chars: Vec<char> = chinese.chars().collect();
        let mut sounds = Sounds::default();
        let numbers: Vec<u32> = chinese.chars().map(|c| sounds.number(c)).collect();
        let found = foreign.stretches(&numbers, &sounds);
        let longest = found.iter().max_by_key(|found| found.1);
        let text: String =
            longest.map_or(String::new(), |&(at, length)| chars[at..at + length].iter().collect());
        assert_eq!(text, wanted, "{chinese}");
    }

    #[test]
    fn names_by_their_consonants() {
        for (en, zh) in [
            ("Bezos", "贝佐斯"),
            ("Niedenthal", "尼登塔尔"),
            ("Twitchell", "特威切尔"),
            ("Myrick", "迈里克"),
            ("Jowell", "乔韦尔"),
            ("Lyndel", "林德尔"),
            ("Schwarzkopf", "施瓦茨科普夫"),
            ("Wozniak", "沃兹尼亚克"),
        ] {
            check(en, &format!("今天，{zh}说"), zh);
        }
    }

    #[test]
    fn other_names_and_ordinary_words_are_none() {
        check("Niedenthal", "特威切尔", "");
        check("Bezos", "他说的是北京的事", "");
        check("bezos", "贝佐斯", "");
    }
}
