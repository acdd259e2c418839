//! What the reader knows of English words: number words, labels and movements from
//! `data/figures/en-words.tsv`, hedges and idioms from `data/figures/en-phrases.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::figure::Bound;
use crate::token::{WORD_BYTES, word_bytes};

const WORDS: &str = include_str!("../../../data/figures/en-words.tsv");
const PHRASES: &str = include_str!("../../../data/figures/en-phrases.tsv");

/// Longest word of the table, in bytes; a longer word of a text needs no look-up.
const LONGEST: usize = WORD_BYTES;

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
    /// Whether a figure can begin with a word of this class. The others can at most number a section,
    /// as single letters and Roman numerals do.
    pub(super) const fn begins_figure(self) -> bool {
        !matches!(
            self,
            Class::None
                | Class::And
                | Class::Event
                | Class::Up
                | Class::Down
                | Class::Parts
                | Class::Oh
                | Class::Couple
        )
    }

    /// Whether a number, or the sign before one, can begin with a word of this class.
    pub(super) const fn begins_number(self) -> bool {
        matches!(
            self,
            Class::Zero
                | Class::Unit
                | Class::Teen
                | Class::Ten
                | Class::Hundred
                | Class::Scale
                | Class::Plural
                | Class::Dozen
                | Class::Dozens
                | Class::Several
                | Class::Ordinal
                | Class::Ordscale
                | Class::Half
                | Class::Quarter
                | Class::A
                | Class::Point
                | Class::Sign
        )
    }

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
    /// The idioms without a figure that begin with it, by their number.
    pub(super) idioms: Option<u8>,
    /// Whether a figure or an idiom can begin with it.
    pub(super) begins: bool,
}

/// A word of [`LONGEST`] bytes at most, in lower case, as one number: it is looked up without being
/// copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Spelling(u128);

impl Spelling {
    /// The word that stands at `start..end`.
    fn of(bytes: &[u8], start: usize, end: usize) -> Option<Spelling> {
        // The bit in which a capital letter differs. A letter that is not ASCII keeps a byte that no
        // form of the table has.
        const CASE: u128 = u128::from_le_bytes([b'a' ^ b'A'; LONGEST]);
        let word = word_bytes(bytes, start..end).filter(|_| start < end)?;
        Some(Spelling(word | CASE))
    }

    /// A word that stands alone.
    fn whole(word: &str) -> Option<Spelling> {
        Spelling::of(word.as_bytes(), 0, word.len())
    }
}

/// The first two letters of the word at `start..end`, in any case, as one number below 1024.
fn opening(bytes: &[u8], start: usize, end: usize) -> usize {
    let letter = |at: usize| if at < end { usize::from(bytes[at] & 31) } else { 0 };
    letter(start) << 5 | letter(start + 1)
}

/// Whether `lengths` has a word with the first two letters and the length of the one at `start..end`.
fn fits(lengths: &[u32], bytes: &[u8], start: usize, end: usize) -> bool {
    end - start <= LONGEST && lengths[opening(bytes, start, end)] >> (end - start) & 1 == 1
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
    entries: FxHashMap<Spelling, Entry>,
    before: FxHashMap<&'static str, Vec<Phrase>>,
    after: FxHashMap<&'static str, Vec<Phrase>>,
    silent: Vec<Vec<Phrase>>,
    /// For the first two letters of a word, the lengths of the words that begin so: most words of a
    /// text need no further look.
    lengths: Vec<u32>,
    /// The same for the words that are signs of a figure.
    sign_lengths: Vec<u32>,
}

impl Words {
    /// The committed tables, which a test validates.
    pub(super) fn builtin() -> &'static Words {
        static BUILTIN: OnceLock<Words> = OnceLock::new();
        BUILTIN.get_or_init(|| Words::parse(WORDS, PHRASES).expect("the tables are validated"))
    }

    fn parse(words: &'static str, phrases: &'static str) -> Result<Words, String> {
        let none = vec![0; 1024];
        let mut all = Words { lengths: none.clone(), sign_lengths: none, ..Words::default() };
        for line in lines(words) {
            let mut cells = line.split('\t');
            let (Some(class), Some(value), Some(forms)) =
                (cells.next().and_then(Class::named), cells.next(), cells.next())
            else {
                return Err(line.to_owned());
            };
            let value = value.parse().map_err(|_| line.to_owned())?;
            for form in forms.split('|') {
                let spelling = Spelling::whole(form).ok_or_else(|| line.to_owned())?;
                let entry = Entry { class, value, ..Entry::default() };
                if all.entries.insert(spelling, entry).is_some() {
                    return Err(line.to_owned());
                }
                let opening = opening(form.as_bytes(), 0, form.len());
                all.lengths[opening] |= 1 << form.len();
                all.sign_lengths[opening] |= u32::from(class.signs_figure()) << form.len();
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
        for entry in all.entries.values_mut() {
            entry.begins = entry.idioms.is_some() || entry.class.begins_figure();
        }
        Ok(all)
    }

    fn add_phrase(&mut self, role: &str, bound: Bound, phrase: &'static str) -> Option<()> {
        let words: Vec<&'static str> = phrase.split(' ').collect();
        let (first, last) = (*words.first()?, *words.last()?);
        let list = match role {
            "before" => self.before.entry(last).or_default(),
            "after" => self.after.entry(first).or_default(),
            "silent" if words.len() > 1 => {
                let spelling = Spelling::whole(first)?;
                self.lengths[opening(first.as_bytes(), 0, first.len())] |= 1 << first.len();
                let idioms = &mut self.entries.entry(spelling).or_default().idioms;
                if idioms.is_none() {
                    *idioms = Some(u8::try_from(self.silent.len()).ok()?);
                    self.silent.push(Vec::new());
                }
                self.silent.get_mut(usize::from((*idioms)?))?
            }
            _ => return None,
        };
        list.push(Phrase { words, bound });
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Some(())
    }

    /// The entry of the word at `start..end`, in any case.
    pub(super) fn entry(&self, bytes: &[u8], start: usize, end: usize) -> Entry {
        if !fits(&self.lengths, bytes, start, end) {
            return Entry::default();
        }
        let word = Spelling::of(bytes, start, end);
        word.and_then(|word| self.entries.get(&word).copied()).unwrap_or_default()
    }

    /// Whether the word at `start..end` is the sign of a figure.
    pub(super) fn signs_figure(&self, bytes: &[u8], start: usize, end: usize) -> bool {
        fits(&self.sign_lengths, bytes, start, end)
            && self.entry(bytes, start, end).class.signs_figure()
    }

    /// Phrases before a number that end with this word, longest first.
    pub(super) fn before(&self, last: &str) -> &[Phrase] {
        self.before.get(last).map_or(&[], Vec::as_slice)
    }

    /// Phrases after a number that begin with this word, longest first.
    pub(super) fn after(&self, first: &str) -> &[Phrase] {
        self.after.get(first).map_or(&[], Vec::as_slice)
    }

    /// The idioms of one number, which begin with the same word, longest first.
    pub(super) fn silent(&self, idioms: u8) -> &[Phrase] {
        self.silent.get(usize::from(idioms)).map_or(&[], Vec::as_slice)
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
        let entry = |text: &str| words.entry(text.as_bytes(), 0, text.len());
        assert_eq!(entry("seventeen").value, 17);
        assert_eq!(entry("Trillion").class, Class::Scale);
        assert_eq!(entry("seventeens"), Entry::default());
        assert!(entry("no").idioms.is_some());
        let forms = lines(WORDS).filter_map(|line| line.split('\t').nth(2));
        assert!(forms.flat_map(|forms| forms.split('|')).all(|form| form.is_ascii()));
        assert_eq!(words.before("than").last().unwrap().words.len(), 2);
    }

    #[test]
    fn a_word_is_looked_up_where_it_stands() {
        let words = Words::builtin();
        let text = "ten oneé ONE a accelerated internationalisation one";
        let mut start = 0;
        let values: Vec<(Class, u16)> = text
            .split(' ')
            .map(|word| {
                let entry = words.entry(text.as_bytes(), start, start + word.len());
                start += word.len() + 1;
                (entry.class, entry.value)
            })
            .collect();
        let none = (Class::None, 0);
        let (ten, one) = ((Class::Teen, 10), (Class::Unit, 1));
        assert_eq!(values, [ten, none, one, (Class::A, 1), (Class::Up, 0), none, one]);
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(Words::parse("unit\tx\tone", "").unwrap_err(), "unit\tx\tone");
        assert_eq!(Words::parse("", "behind\t\tone of").unwrap_err(), "behind\t\tone of");
    }
}
