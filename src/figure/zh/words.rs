//! Word lists of the reader: what is no figure, slogans, classifiers, units and what unmakes them,
//! and the cues beside a figure.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::text::Text;
use crate::figure::{Bound, Direction, Unit, Units};

/// A set of words as a tree of characters, in which a word is found in one walk along the text.
#[derive(Debug, Default)]
struct Tree {
    /// From a place in the tree and a character to the place after it; the root is place 0.
    steps: FxHashMap<(u32, char), u32>,
    /// Whether a word ends at a place.
    ends: Vec<bool>,
}

impl Tree {
    fn insert(&mut self, word: impl Iterator<Item = char>) {
        self.ends.resize(self.ends.len().max(1), false);
        let mut place = 0;
        for c in word {
            let n_places = self.ends.len();
            place = *self.steps.entry((place, c)).or_insert(n_places as u32);
            self.ends.resize(n_places.max(place as usize + 1), false);
        }
        self.ends[place as usize] = true;
    }

    /// The bytes of each word that `text` begins with, shortest first.
    fn sizes(&self, text: impl Iterator<Item = char>) -> impl Iterator<Item = usize> {
        let (mut place, mut n_bytes) = (0, 0);
        let walk = text.map_while(move |c| {
            place = *self.steps.get(&(place, c))?;
            n_bytes += c.len_utf8();
            Some((self.ends[place as usize], n_bytes))
        });
        walk.filter_map(|(ends, n_bytes)| ends.then_some(n_bytes))
    }
}

/// A set of words to be matched at a position, longest first.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: Tree,
    /// Every two characters that stand side by side in a word. Most neighbours of a text are in none,
    /// and then no word goes over them.
    pairs: FxHashSet<(char, char)>,
}

impl Words {
    fn new(words: impl Iterator<Item = &'static str>) -> Words {
        let mut set = Words::default();
        for word in words.filter(|word| !word.is_empty()) {
            set.words.insert(word.chars());
            set.pairs.extend(word.chars().zip(word.chars().skip(1)));
        }
        set
    }

    /// The end of the longest word at `at`.
    pub(super) fn longest_at(&self, text: Text<'_>, at: usize) -> Option<usize> {
        self.words.sizes(text.all[at..].chars()).last().map(|n_bytes| at + n_bytes)
    }

    /// The word `span` of a list that covers `at`, at most `back` characters of it before `at`.
    pub(super) fn covering(
        &self,
        text: Text<'_>,
        floor: usize,
        at: usize,
        back: usize,
    ) -> Option<usize> {
        let mut best = self.longest_at(text, at);
        if !self.goes_over(text, at) {
            return best;
        }
        let mut start = at;
        for c in text.all[floor..at].chars().rev().take(back) {
            start -= c.len_utf8();
            best = best.max(self.longest_at(text, start).filter(|&end| end > at));
        }
        best
    }

    /// Whether a word may begin before `at` and end after it.
    fn goes_over(&self, text: Text<'_>, at: usize) -> bool {
        let pair = text.char_before(at).zip(text.char_at(at));
        pair.is_some_and(|pair| self.pairs.contains(&pair))
    }
}

/// A set of words to be matched before a position, longest first.
#[derive(Debug, Default)]
pub(super) struct Endings {
    backwards: Tree,
}

impl Endings {
    fn new(words: impl Iterator<Item = &'static str>) -> Endings {
        let mut set = Endings::default();
        for word in words.filter(|word| !word.is_empty()) {
            set.backwards.insert(word.chars().rev());
        }
        set
    }

    /// The start of the longest word that ends at `at`.
    pub(super) fn longest_before(&self, text: Text<'_>, at: usize) -> Option<usize> {
        self.backwards.sizes(text.all[..at].chars().rev()).last().map(|n_bytes| at - n_bytes)
    }
}

/// All lists, loaded once.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) not_figures: Words,
    pub(super) slogans: Words,
    pub(super) classifiers: Words,
    pub(super) left: Endings,
    pub(super) right: Words,
    pub(super) changes: Endings,
    units: Words,
    guards: FxHashMap<&'static str, Vec<&'static str>>,
    left_bounds: FxHashMap<&'static str, Bound>,
    right_bounds: FxHashMap<&'static str, Bound>,
    directions: FxHashMap<&'static str, Direction>,
}

impl Lists {
    /// The lists of this program.
    pub(super) fn get() -> &'static Lists {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(Lists::load)
    }

    fn load() -> Lists {
        let rows = |table: &'static str| table.lines().skip(2).map(|line| line.split('\t'));
        let words = |table| Words::new(rows(table).filter_map(|mut cells| cells.next()));
        let mut places: FxHashMap<&str, Vec<&'static str>> = FxHashMap::default();
        let mut left_bounds = FxHashMap::default();
        let mut right_bounds = FxHashMap::default();
        let mut directions = FxHashMap::default();
        for mut cells in rows(include_str!("../../../data/figures/cues-zh.tsv")) {
            let (Some(place), Some(word), Some(meaning)) =
                (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            match meaning {
                "up" => drop(directions.insert(word, Direction::Up)),
                "down" => drop(directions.insert(word, Direction::Down)),
                _ if place == "left" => drop(left_bounds.insert(word, bound(meaning))),
                _ => drop(right_bounds.insert(word, bound(meaning))),
            }
            let list = if matches!(meaning, "up" | "down") { "change" } else { place };
            places.entry(list).or_default().push(word);
        }
        let mut cues = |place| places.remove(place).unwrap_or_default().into_iter();
        let guards = rows(include_str!("../../../data/figures/unit-guards-zh.tsv"))
            .filter_map(|mut cells| Some((cells.next()?, cells.next()?.split(' ').collect())))
            .collect();
        Lists {
            not_figures: words(include_str!("../../../data/figures/not-figures-zh.tsv")),
            slogans: words(include_str!("../../../data/figures/slogans-zh.tsv")),
            classifiers: words(include_str!("../../../data/figures/classifiers-zh.tsv")),
            left: Endings::new(cues("left")),
            right: Words::new(cues("right")),
            changes: Endings::new(cues("change")),
            units: Words::new(Units::builtin().zh_forms()),
            guards,
            left_bounds,
            right_bounds,
            directions,
        }
    }

    /// The bound a cue to the left says.
    pub(super) fn left_bound(&self, word: &str) -> Option<Bound> {
        self.left_bounds.get(word).copied()
    }

    /// The bound a cue to the right says.
    pub(super) fn right_bound(&self, word: &str) -> Option<Bound> {
        self.right_bounds.get(word).copied()
    }

    /// The direction a word of change says.
    pub(super) fn direction(&self, word: &str) -> Option<Direction> {
        self.directions.get(word).copied()
    }

    /// The unit that stands at `at`, and its end, unless what follows makes it another word.
    pub(super) fn unit_at(&self, text: Text<'_>, at: usize) -> Option<(Unit, usize)> {
        let end = self.units.longest_at(text, at)?;
        let form = &text.all[at..end];
        let next = text.char_at(end);
        let latin = form.ends_with(|c: char| c.is_ascii_alphanumeric());
        if latin && next.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let guarded = self.guards.get(form).is_some_and(|not| text.any(end, not).is_some());
        // 数千卡·鲁克: the character begins a foreign name; 牛·米 is a unit.
        let dot = text.any(end, &["·", "‧", "・"]);
        let named =
            dot.is_some_and(|at| text.han_at(at) && self.units.longest_at(text, at).is_none());
        if guarded || named {
            return None;
        }
        Units::builtin().zh(form).map(|unit| (unit, end))
    }
}

fn bound(meaning: &str) -> Bound {
    match meaning {
        "near" => Bound::Near,
        "above" => Bound::Above,
        "at-least" => Bound::AtLeast,
        "below" => Bound::Below,
        "at-most" => Bound::AtMost,
        _ => Bound::About,
    }
}
