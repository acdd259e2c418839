//! What the reader knows of English words: number words, labels and movements from
//! `data/figures/en-words.tsv`, hedges and idioms from `data/figures/en-phrases.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::figure::Bound;

const WORDS: &str = include_str!("../../../data/figures/en-words.tsv");
const PHRASES: &str = include_str!("../../../data/figures/en-phrases.tsv");

/// Longest word of the table, in bytes; a longer word of a text needs no look-up.
pub(super) const LONGEST: usize = 16;

/// What a word can do in a figure. Its number is kept beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing.
    #[default]
    None,
    /// zero, nought.
    Zero,
    /// oh, as a digit.
    Oh,
    /// one to nine.
    Unit,
    /// ten to nineteen.
    Teen,
    /// twenty to ninety.
    Ten,
    /// hundred.
    Hundred,
    /// thousand and up, by power of ten.
    Scale,
    /// tens, hundreds, thousands, by power of ten.
    Plural,
    /// dozen, score.
    Dozen,
    /// dozens, scores.
    Dozens,
    /// couple.
    Couple,
    /// several, few.
    Several,
    /// first to nineteenth, twentieth to ninetieth, hundredth.
    Ordinal,
    /// thousandth and up, by power of ten.
    Ordscale,
    /// half.
    Half,
    /// quarter.
    Quarter,
    /// thirds, tenths: the denominator.
    Parts,
    /// January to December.
    Month,
    /// twenties to nineties.
    Decade,
    /// and.
    And,
    /// a, an.
    A,
    /// point.
    Point,
    /// minus, negative.
    Sign,
    /// twice, thrice.
    Twice,
    /// doubled, halved (0).
    Multiply,
    /// threefold.
    Fold,
    /// top, Fortune.
    Top,
    /// No., number.
    Number,
    /// noon, midnight.
    Noon,
    /// decade, century, fortnight.
    Period,
    /// AD, CE.
    Era,
    /// FY, fiscal.
    Fiscal,
    /// Section, Article, Chapter: followed by the number of a section.
    Section,
    /// Phase, Stage, Round.
    Phase,
    /// Line, Room, Gate: followed by the number of a thing.
    Label,
    /// session, congress, plan: counted by ordinals.
    Event,
    /// II, III, IV: a Roman numeral of two letters or more.
    Roman,
    /// rose, growth.
    Up,
    /// fell, decline.
    Down,
}

impl Class {
    fn named(name: &str) -> Option<Class> {
        use Class as C;
        const NAMES: [(&str, Class); 38] = [
            ("zero", C::Zero),
            ("oh", C::Oh),
            ("unit", C::Unit),
            ("teen", C::Teen),
            ("ten", C::Ten),
            ("hundred", C::Hundred),
            ("scale", C::Scale),
            ("plural", C::Plural),
            ("dozen", C::Dozen),
            ("dozens", C::Dozens),
            ("couple", C::Couple),
            ("several", C::Several),
            ("ordinal", C::Ordinal),
            ("ordscale", C::Ordscale),
            ("half", C::Half),
            ("quarter", C::Quarter),
            ("parts", C::Parts),
            ("month", C::Month),
            ("decade", C::Decade),
            ("and", C::And),
            ("a", C::A),
            ("point", C::Point),
            ("sign", C::Sign),
            ("twice", C::Twice),
            ("multiply", C::Multiply),
            ("fold", C::Fold),
            ("top", C::Top),
            ("number", C::Number),
            ("noon", C::Noon),
            ("period", C::Period),
            ("era", C::Era),
            ("fiscal", C::Fiscal),
            ("section", C::Section),
            ("phase", C::Phase),
            ("label", C::Label),
            ("event", C::Event),
            ("roman", C::Roman),
            ("up", C::Up),
        ];
        if name == "down" {
            return Some(C::Down);
        }
        NAMES.iter().find(|(known, _)| *known == name).map(|&(_, class)| class)
    }
}

/// What the table says of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it can do.
    pub(super) class: Class,
    /// Its number, where the class has one.
    pub(super) value: u16,
    /// Whether an idiom without a figure begins with it.
    pub(super) idiom: bool,
}

/// A phrase with what it says of the number beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words, in lower case.
    pub(super) words: Vec<&'static str>,
    /// The bound it gives; `Exact` for idioms.
    pub(super) bound: Bound,
}

/// Both tables, ready for look-up.
#[derive(Debug, Default)]
pub(super) struct Words {
    entries: FxHashMap<&'static [u8], Entry>,
    before: FxHashMap<&'static str, Vec<Phrase>>,
    after: FxHashMap<&'static str, Vec<Phrase>>,
    silent: FxHashMap<&'static str, Vec<Phrase>>,
    lengths: Vec<u32>,
}

impl Words {
    /// The committed tables, which a test validates.
    pub(super) fn builtin() -> &'static Words {
        static BUILTIN: OnceLock<Words> = OnceLock::new();
        BUILTIN.get_or_init(|| Words::parse(WORDS, PHRASES).expect("the tables are validated"))
    }

    fn parse(words: &'static str, phrases: &'static str) -> Result<Words, String> {
        let mut all = Words { lengths: vec![0; 256], ..Words::default() };
        for line in lines(words) {
            let mut cells = line.split('\t');
            let (Some(class), Some(value), Some(forms)) =
                (cells.next().and_then(Class::named), cells.next(), cells.next())
            else {
                return Err(line.to_owned());
            };
            let value = value.parse().map_err(|_| line.to_owned())?;
            for form in forms.split('|') {
                let entry = Entry { class, value, idiom: false };
                if all.entries.insert(form.as_bytes(), entry).is_some() {
                    return Err(line.to_owned());
                }
            }
        }
        for line in lines(phrases) {
            let mut cells = line.split('\t');
            let (Some(role), Some(bound), Some(phrase)) =
                (cells.next(), cells.next().and_then(bound_named), cells.next())
            else {
                return Err(line.to_owned());
            };
            all.add_phrase(role, bound, phrase).ok_or_else(|| line.to_owned())?;
        }
        for form in all.entries.keys() {
            let first = usize::from(form[0]);
            all.lengths[first] |= 1 << form.len().min(31);
        }
        Ok(all)
    }

    fn add_phrase(&mut self, role: &str, bound: Bound, phrase: &'static str) -> Option<()> {
        let words: Vec<&'static str> = phrase.split(' ').collect();
        let (first, last) = (*words.first()?, *words.last()?);
        let (map, key) = match role {
            "before" => (&mut self.before, last),
            "after" => (&mut self.after, first),
            "silent" => {
                self.entries.entry(first.as_bytes()).or_default().idiom = true;
                (&mut self.silent, first)
            }
            _ => return None,
        };
        let list = map.entry(key).or_default();
        list.push(Phrase { words, bound });
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Some(())
    }

    /// The entry of a word in lower case.
    pub(super) fn entry(&self, lower: &[u8]) -> Entry {
        let Some(&first) = lower.first() else { return Entry::default() };
        let fits = lower.len() <= LONGEST
            && self.lengths.get(usize::from(first)).is_some_and(|set| set >> lower.len() & 1 == 1);
        if fits { self.entries.get(lower).copied().unwrap_or_default() } else { Entry::default() }
    }

    /// Phrases before a number that end with this word, longest first.
    pub(super) fn before(&self, last: &str) -> &[Phrase] {
        self.before.get(last).map_or(&[], Vec::as_slice)
    }

    /// Phrases after a number that begin with this word, longest first.
    pub(super) fn after(&self, first: &str) -> &[Phrase] {
        self.after.get(first).map_or(&[], Vec::as_slice)
    }

    /// Idioms that begin with this word, longest first.
    pub(super) fn silent(&self, first: &str) -> &[Phrase] {
        self.silent.get(first).map_or(&[], Vec::as_slice)
    }
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn bound_named(name: &str) -> Option<Bound> {
    Some(match name {
        "" | "exact" => Bound::Exact,
        "about" => Bound::About,
        "near" => Bound::Near,
        "above" => Bound::Above,
        "at-least" => Bound::AtLeast,
        "below" => Bound::Below,
        "at-most" => Bound::AtMost,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_tables_are_sound() {
        let words = Words::parse(WORDS, PHRASES).unwrap();
        assert_eq!(words.entry(b"seventeen").value, 17);
        assert_eq!(words.entry(b"trillion").class, Class::Scale);
        assert_eq!(words.entry(b"seventeens"), Entry::default());
        assert!(words.entry(b"no").idiom);
        assert!(words.entries.keys().all(|form| form.len() <= LONGEST && form.is_ascii()));
        assert_eq!(words.before("than").last().unwrap().words.len(), 2);
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(Words::parse("unit\tx\tone", "").unwrap_err(), "unit\tx\tone");
        assert_eq!(Words::parse("", "behind\t\tone of").unwrap_err(), "behind\t\tone of");
    }
}
