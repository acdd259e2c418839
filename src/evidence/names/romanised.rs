//! Chinese names in Latin letters: pinyin, Wade–Giles, the spellings of Hong Kong and old ones.
//!
//! An English word is cut into syllables in every way its spelling allows; a stretch of characters
//! is read in every way its characters allow; they meet in a table. Syllables that are easily
//! confused (-n and -ng, zh- and z-, l- and n-) meet too, as weaker finds.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::sounds::{Sound, Sounds};
use crate::evidence::en::{English, Type};

/// Characters of a name at most.
pub(super) const MAX_CHARS: usize = 4;
/// Readings of one stretch of characters, or of one word, tried at most.
const MAX_READINGS: usize = 12;
/// Letters of a syllable at most.
const MAX_LETTERS: usize = 6;
/// Above all classes of syllables; a multiple of 64.
const MAX_CLASSES: usize = 512;
/// How likely a find is: spelled exactly, by another system, as a
/// table says, with a syllable that is only alike.
const EXACT: f32 = 1.0;
const OTHER_SYSTEM: f32 = 0.8;
const IN_TABLE: f32 = 0.5;
const ALIKE: f32 = 0.5;
/// Words that no other system explains before a text is said to use Wade–Giles or Hong Kong's
/// spellings; they must also outnumber those that only pinyin explains.
const MIN_WORDS: usize = 3;

/// Up to four syllables as one number, twelve bits each.
type Key = u64;

/// The English words of a text that may be Chinese names.
#[derive(Default)]
pub(super) struct Romanised {
    /// By the classes of their syllables, and of those they begin with: where they stand in `names`.
    by_classes: FxHashMap<Key, u32>,
    names: Vec<Names>,
    /// By characters, for names that a table spells out.
    by_chars: FxHashMap<&'static str, Vec<u32>>,
    /// The characters that their first characters are followed by.
    second_chars: FxHashMap<char, Vec<char>>,
    /// Scratch: the readings of the stretch at hand, and of the one a character longer.
    spelled: Vec<Spelled>,
    longer: Vec<Spelled>,
    /// Whether the stretch at hand may begin a name that a table spells out; scratch for its text.
    in_table: bool,
    text: String,
}

/// The names of one combination of classes.
#[derive(Debug, Default)]
struct Names {
    /// The syllables themselves, English type, likelihood.
    whole: Vec<(Key, u32, f32)>,
    /// The classes that longer names go on with.
    next: Vec<u16>,
}

/// A stretch as far as it has been read.
#[derive(Debug)]
pub(super) struct Begun {
    spelled: Vec<Spelled>,
    in_table: bool,
    /// The classes that names go on with, one bit each.
    next: [u64; MAX_CLASSES / 64],
    /// The characters that names which a table spells out go on with.
    next_in_table: Vec<char>,
}

impl Begun {
    /// Whether any name may go on with a character.
    pub(super) fn goes_on_with(&self, sound: &Sound) -> bool {
        let is_next = |class: u16| self.next[class as usize / 64] >> (class % 64) & 1 != 0;
        sound.syllables.iter().any(|&(class, _)| is_next(class))
            || self.next_in_table.contains(&sound.c)
    }
}

/// One reading of a stretch that names begin with.
#[derive(Debug, Clone, Copy, Default)]
struct Spelled {
    classes: Key,
    syllables: Key,
    /// Where the names of these classes stand.
    names: u32,
}

impl Romanised {
    pub(super) fn new(english: &English) -> Romanised {
        let tables = Tables::builtin();
        let plain = |kind: &Type| {
            let word = kind.surface.as_str();
            kind.capitals > 0
                && (2..=MAX_LETTERS * MAX_CHARS).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        let words: Vec<(u32, &Type, Ways)> = (0..)
            .zip(&english.types)
            .filter(|(_, kind)| plain(kind))
            .map(|(id, kind)| (id, kind, tables.ways(&kind.surface)))
            .filter(|(_, _, ways)| !ways.is_empty())
            .collect();
        let counts = english.counts();
        // A word that is also written small is no name.
        let is_name = |id: u32, kind: &Type| kind.capitals >= counts[id as usize];
        let unknown =
            || words.iter().filter(|(id, kind, _)| is_name(*id, kind)).map(|word| &word.2);
        let only_pinyin =
            unknown().filter(|w| !w.pinyin.is_empty() && w.wade.is_empty() && w.table.is_empty());
        let enough = MIN_WORDS.max(only_pinyin.count() + 1);
        let uses_wade =
            unknown().filter(|w| w.pinyin.is_empty() && !w.wade.is_empty()).count() >= enough;
        let uses_table =
            unknown().filter(|w| w.pinyin.is_empty() && !w.table.is_empty()).count() >= enough;
        let mut romanised = Romanised::default();
        for (id, kind, ways) in &words {
            // A word that pinyin explains is read in another way only where the text does so
            // throughout.
            let name = is_name(*id, kind);
            let free = ways.pinyin.is_empty();
            for &key in &ways.pinyin {
                romanised.add(key, *id, EXACT, tables);
            }
            for &key in ways.wade.iter().filter(|_| name && (free || uses_wade)) {
                romanised.add(key, *id, OTHER_SYSTEM, tables);
            }
            for &chars in ways.table.iter().filter(|_| name && (free || uses_table)) {
                romanised.by_chars.entry(chars).or_default().push(*id);
                let mut chars = chars.chars();
                if let Some(first) = chars.next() {
                    romanised.second_chars.entry(first).or_default().extend(chars.next());
                }
            }
        }
        romanised
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_classes.is_empty() && self.by_chars.is_empty()
    }

    /// Begins to read stretches at a character.
    pub(super) fn begin(&mut self, first: &Sound) {
        self.spelled.clear();
        self.spelled.push(Spelled::default());
        self.in_table = self.second_chars.contains_key(&first.c);
        self.read_on(first);
    }

    /// How the character at hand has been read, to be gone on from later.
    pub(super) fn begun(&self, first: &Sound) -> Begun {
        let mut next = [0; MAX_CLASSES / 64];
        for spelled in &self.spelled {
            for &class in &self.names[spelled.names as usize].next {
                next[class as usize / 64] |= 1 << (class % 64);
            }
        }
        let next_in_table = self.second_chars.get(&first.c).cloned().unwrap_or_default();
        Begun { spelled: self.spelled.clone(), in_table: self.in_table, next, next_in_table }
    }

    /// Goes on from a stretch read before.
    pub(super) fn resume(&mut self, begun: &Begun) {
        self.spelled.clear();
        self.spelled.extend_from_slice(&begun.spelled);
        self.in_table = begun.in_table;
    }

    /// Adds the English types a stretch may be to `found`; false if no longer name begins so. After
    /// [`Romanised::begin`] or [`Romanised::resume`] stretches are asked for from one character upwards.
    pub(super) fn of(
        &mut self,
        stretch: &[u32],
        sounds: &Sounds,
        found: &mut Vec<(u32, f32)>,
    ) -> bool {
        if self.in_table {
            self.text.clear();
            self.text.extend(stretch.iter().map(|&c| sounds.of(c).c));
            let types = self.by_chars.get(self.text.as_str()).into_iter().flatten();
            found.extend(types.map(|&id| (id, IN_TABLE)));
        }
        if let [_, .., last] = *stretch {
            self.read_on(sounds.of(last));
        }
        let mut goes_on = self.in_table;
        for spelled in &self.spelled {
            let names = &self.names[spelled.names as usize];
            goes_on |= !names.next.is_empty();
            for &(exact, id, likelihood) in &names.whole {
                if exact == spelled.syllables {
                    found.push((id, likelihood));
                } else if stretch.len() > 1 {
                    found.push((id, likelihood * ALIKE));
                }
            }
        }
        goes_on
    }

    /// Adds a character to the readings of what stands before it.
    fn read_on(&mut self, sound: &Sound) {
        self.longer.clear();
        for &(class, syllable) in &sound.syllables {
            for before in &self.spelled {
                let classes = push(before.classes, class);
                let Some(&names) = self.by_classes.get(&classes) else { continue };
                if self.longer.len() < MAX_READINGS {
                    let syllables = push(before.syllables, syllable);
                    self.longer.push(Spelled { classes, syllables, names });
                }
            }
        }
        std::mem::swap(&mut self.spelled, &mut self.longer);
    }

    fn add(&mut self, syllables: Key, id: u32, likelihood: f32, tables: &Tables) {
        let mut classes = 0;
        let mut last: Option<u32> = None;
        for shift in (0..MAX_CHARS).rev() {
            let syllable = (syllables >> (12 * shift)) & 0xfff;
            if syllable == 0 {
                continue;
            }
            let class = tables.classes[syllable as usize - 1];
            if let Some(last) = last {
                self.names[last as usize].next.push(class);
            }
            classes = push(classes, class);
            last = Some(*self.by_classes.entry(classes).or_insert_with(|| {
                self.names.push(Names::default());
                self.names.len() as u32 - 1
            }));
        }
        if let Some(last) = last {
            self.names[last as usize].whole.push((syllables, id, likelihood));
        }
    }
}

/// The (class, syllable) pairs that readings in pinyin are.
pub(super) fn syllables(readings: &[&'static str]) -> Vec<(u16, u16)> {
    let pinyin = &Tables::builtin().pinyin;
    readings.iter().filter_map(|reading| pinyin.get(reading).copied()).collect()
}

fn push(key: Key, syllable: u16) -> Key {
    key << 12 | Key::from(syllable)
}

/// What a word may be.
struct Ways {
    pinyin: Vec<Key>,
    wade: Vec<Key>,
    table: Vec<&'static str>,
}

impl Ways {
    fn is_empty(&self) -> bool {
        self.pinyin.is_empty() && self.wade.is_empty() && self.table.is_empty()
    }
}

/// `data/names/syllables.tsv` and `spellings.tsv`.
struct Tables {
    /// Pinyin → (class, syllable), both from 1.
    pinyin: FxHashMap<&'static str, (u16, u16)>,
    /// The class of each syllable.
    classes: Vec<u16>,
    /// Syllables by how pinyin is written without accents, and by Wade–Giles.
    in_pinyin: FxHashMap<&'static str, Vec<u16>>,
    in_wade: FxHashMap<&'static str, Vec<u16>>,
    /// Characters by other spellings.
    spellings: FxHashMap<&'static str, Vec<&'static str>>,
}

impl Tables {
    fn builtin() -> &'static Tables {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(Tables::read)
    }

    fn read() -> Tables {
        let mut tables = Tables {
            pinyin: FxHashMap::default(),
            classes: Vec::new(),
            in_pinyin: FxHashMap::default(),
            in_wade: FxHashMap::default(),
            spellings: FxHashMap::default(),
        };
        let mut class_ids: FxHashMap<String, u16> = FxHashMap::default();
        for row in rows(include_str!("../../../data/names/syllables.tsv")) {
            let [pinyin, also, wade] = row[..] else { continue };
            let n_classes = class_ids.len() as u16;
            let class = *class_ids.entry(class(pinyin)).or_insert(n_classes + 1);
            tables.classes.push(class);
            let syllable = tables.classes.len() as u16;
            tables.pinyin.insert(pinyin, (class, syllable));
            for spelling in also.split_whitespace().chain(Some(pinyin)) {
                tables.in_pinyin.entry(spelling).or_default().push(syllable);
            }
            for spelling in wade.split_whitespace() {
                tables.in_wade.entry(spelling).or_default().push(syllable);
            }
        }
        for row in rows(include_str!("../../../data/names/spellings.tsv")) {
            let [spelling, chinese] = row[..] else { continue };
            tables.spellings.entry(spelling).or_default().extend(chinese.split_whitespace());
        }
        tables
    }

    fn ways(&self, word: &str) -> Ways {
        Ways {
            pinyin: cut(word, &self.in_pinyin),
            // `i` is a syllable, but III is a number.
            wade: if word.bytes().all(|b| b == b'i') {
                Vec::new()
            } else {
                cut(word, &self.in_wade)
            },
            table: self.spellings.get(word).cloned().unwrap_or_default(),
        }
    }
}

/// The rows of a table, its comment and header left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
}

/// Every way to cut a word into syllables.
fn cut(word: &str, syllables: &FxHashMap<&'static str, Vec<u16>>) -> Vec<Key> {
    // For each length of a beginning, the ways to cut it.
    let mut ways: Vec<Vec<Key>> = vec![Vec::new(); word.len() + 1];
    ways[0].push(0);
    for end in 1..=word.len() {
        for start in end.saturating_sub(MAX_LETTERS)..end {
            let Some(last) = syllables.get(&word[start..end]) else { continue };
            let (before, after) = ways.split_at_mut(end);
            for &key in before[start].iter().filter(|&&key| key >> (12 * (MAX_CHARS - 1)) == 0) {
                for &syllable in last {
                    if after[0].len() < MAX_READINGS {
                        after[0].push(push(key, syllable));
                    }
                }
            }
        }
    }
    ways.pop().unwrap_or_default()
}

/// A syllable with what is easily confused made one.
fn class(pinyin: &str) -> String {
    let mut class = pinyin.replace('ü', "u");
    for (from, to) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n")] {
        if let Some(rest) = class.strip_prefix(from) {
            class = format!("{to}{rest}");
            break;
        }
    }
    if let Some(rest) = class.strip_suffix("ng").filter(|rest| rest.ends_with(['i', 'e', 'a'])) {
        class = format!("{rest}n");
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The strings of characters that a text of these English words finds in the Chinese.
    fn check(english: &str, chinese: &str, likelihood: f32) {
        let english = crate::evidence::names::tests::english(english);
        let mut romanised = Romanised::new(&english);
        let mut sounds = Sounds::default();
        let stretch: Vec<u32> = chinese.chars().map(|c| sounds.number(c)).collect();
        let mut found = Vec::new();
        romanised.begin(sounds.of(stretch[0]));
        for length in 1..=stretch.len() {
            found.clear();
            if !romanised.of(&stretch[..length], &sounds, &mut found) && length < stretch.len() {
                found.clear();
                break;
            }
        }
        let best = found.iter().map(|&(_, likelihood)| likelihood).fold(0.0, f32::max);
        assert_eq!(best, likelihood, "{chinese}");
    }

    #[test]
    fn pinyin_with_the_readings_of_family_names() {
        for (en, zh) in [
            ("Guoqing", "国清"),
            ("Shan", "单"),
            ("Zeng", "曾"),
            ("Qiu", "仇"),
            ("Xie", "解"),
            ("Ren", "任"),
            ("Ou", "区"),
            ("Zha", "查"),
            ("Piao", "朴"),
            ("Xian", "冼"),
            ("Xi'an", "西安"),
            ("Lü", "吕"),
            ("Lyu", "吕"),
            ("Ouyang", "欧阳"),
            ("Yuchi", "尉迟"),
        ] {
            check(en, zh, EXACT);
        }
        check("Guoqin", "国清", ALIKE);
        check("Liling", "丽宁", ALIKE);
        check("Guoqing", "国强", 0.0);
        check("Qing", "秦", 0.0);
    }

    #[test]
    fn wade_giles_and_old_spellings() {
        for (en, zh) in [
            ("Tse-tung", "泽"),
            ("En-lai Chou Hsiao Ch'uang Hsüeh Hsin", "学"),
            ("Hsiao", "小"),
            ("Teng Hsiao Hsing Hsia", "邓"),
        ] {
            check(en, zh, OTHER_SYSTEM);
        }
        check("Peking", "北京", IN_TABLE);
        check("Szechwan", "四川", IN_TABLE);
        // Chou is pinyin too, and one word of another system does not make a text.
        check("Chou Hsiao", "周", 0.0);
        check("Chou III II", "周", 0.0);
    }

    #[test]
    fn spellings_of_hong_kong() {
        for (en, zh) in
            [("Leung", "梁"), ("Kwok", "郭"), ("Wong", "黄"), ("Chan Leung Kwok Wong", "陈")]
        {
            check(en, zh, IN_TABLE);
        }
        check("Chan", "陈", 0.0);
    }

    #[test]
    fn what_names_go_on_with_is_known_from_their_beginning() {
        let names = "Then Zhang Guoqing met Guo and Li Ling. In Peking, Szechwan and Kwok.";
        let mut romanised = Romanised::new(&crate::evidence::names::tests::english(names));
        let mut sounds = Sounds::default();
        let chars: Vec<u32> =
            "国清秦强张李宁单北京四川".chars().map(|c| sounds.number(c)).collect();
        let mut n_found = 0;
        for &first in &chars {
            romanised.begin(sounds.of(first));
            let begun = romanised.begun(sounds.of(first));
            for &second in &chars {
                let mut found = Vec::new();
                romanised.resume(&begun);
                romanised.of(&[first, second], &sounds, &mut found);
                let reads_on = !romanised.spelled.is_empty();
                if !begun.goes_on_with(sounds.of(second)) {
                    assert!(found.is_empty() && !reads_on, "{first} {second}");
                }
                n_found += usize::from(!found.is_empty());
            }
        }
        assert!(n_found >= 4, "{n_found}");
    }

    #[test]
    fn every_reading_is_in_the_table_and_every_spelling_can_be_met() {
        let tables = Tables::builtin();
        assert!(tables.pinyin.len() > 390);
        assert!(tables.classes.iter().all(|&class| usize::from(class) < MAX_CLASSES));
        for syllable in ["lü", "nüe", "zhuang", "er", "a", "xiong"] {
            assert!(tables.pinyin.contains_key(syllable), "{syllable}");
        }
        let lexicon = crate::lexicon::Lexicon::builtin();
        for (spelling, chinese) in &tables.spellings {
            assert!(spelling.bytes().all(|byte| byte.is_ascii_lowercase()), "{spelling}");
            for name in chinese {
                assert_eq!(lexicon.simplify(name), **name);
                assert!(name.chars().count() <= MAX_CHARS);
            }
        }
    }
}
