//! Word lists of the reader: what is no figure, slogans, classifiers, units and what unmakes them,
//! and the cues beside a figure.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::text::Text;
use crate::figure::{Bound, Direction, Unit, Units};

/// A set of words to be matched at a position, longest first.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: FxHashSet<&'static str>,
    /// The longest word, in characters, that begins with a character.
    longest: FxHashMap<char, usize>,
    /// The longest word, in characters, that ends with a character.
    longest_to: FxHashMap<char, usize>,
    /// Every two characters that stand side by side in a word. Most neighbours of a text are in none,
    /// and then no longer part of it need be looked up.
    pairs: FxHashSet<(char, char)>,
}

impl Words {
    fn new(words: impl Iterator<Item = &'static str>) -> Words {
        let mut set = Words::default();
        for word in words {
            let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else {
                continue;
            };
            let n_chars = word.chars().count();
            let longest = set.longest.entry(first).or_default();
            *longest = n_chars.max(*longest);
            let longest = set.longest_to.entry(last).or_default();
            *longest = n_chars.max(*longest);
            set.pairs.extend(word.chars().zip(word.chars().skip(1)));
            set.words.insert(word);
        }
        set
    }

    /// The end of the longest word at `at`.
    pub(super) fn longest_at(&self, text: Text<'_>, at: usize) -> Option<usize> {
        self.longest_beyond(text, at, at, 0)
    }

    /// The end of the longest word at `start` that ends after `at`, `n_chars` characters on.
    fn longest_beyond(
        &self,
        text: Text<'_>,
        start: usize,
        at: usize,
        n_chars: usize,
    ) -> Option<usize> {
        let first = text.char_at(start)?;
        let longest = *self.longest.get(&first).filter(|&&longest| longest > n_chars)?;
        let mut end = start + first.len_utf8();
        let mut last = first;
        for c in text.all[end..].chars().take(longest - 1) {
            if !self.pairs.contains(&(last, c)) {
                break;
            }
            end += c.len_utf8();
            last = c;
        }
        while end > at {
            if self.words.contains(&text.all[start..end]) {
                return Some(end);
            }
            end -= text.char_before(end).map_or(end, char::len_utf8);
        }
        None
    }

    /// Whether the characters on both sides of `at` stand side by side in a word.
    fn joins(&self, text: Text<'_>, at: usize) -> bool {
        let pair = text.char_before(at).zip(text.char_at(at));
        pair.is_some_and(|pair| self.pairs.contains(&pair))
    }

    /// The start of the longest word that ends at `at`.
    pub(super) fn longest_before(&self, text: Text<'_>, at: usize) -> Option<usize> {
        let last = text.char_before(at)?;
        let longest = *self.longest_to.get(&last)?;
        let mut start = at - last.len_utf8();
        let mut first = last;
        for c in text.all[..start].chars().rev().take(longest - 1) {
            if !self.pairs.contains(&(c, first)) {
                break;
            }
            start -= c.len_utf8();
            first = c;
        }
        while start < at {
            if self.words.contains(&text.all[start..at]) {
                return Some(start);
            }
            start = text.after(start);
        }
        None
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
        if !self.joins(text, at) {
            return best;
        }
        let mut start = at;
        for (n_chars, c) in (1..).zip(text.all[floor..at].chars().rev().take(back)) {
            start -= c.len_utf8();
            best = best.max(self.longest_beyond(text, start, at, n_chars));
        }
        best
    }
}

/// All lists, loaded once.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) not_figures: Words,
    pub(super) slogans: Words,
    pub(super) classifiers: Words,
    pub(super) left: Words,
    pub(super) right: Words,
    pub(super) changes: Words,
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
        let mut cues = |place| Words::new(places.remove(place).unwrap_or_default().into_iter());
        let guards = rows(include_str!("../../../data/figures/unit-guards-zh.tsv"))
            .filter_map(|mut cells| Some((cells.next()?, cells.next()?.split(' ').collect())))
            .collect();
        Lists {
            not_figures: words(include_str!("../../../data/figures/not-figures-zh.tsv")),
            slogans: words(include_str!("../../../data/figures/slogans-zh.tsv")),
            classifiers: words(include_str!("../../../data/figures/classifiers-zh.tsv")),
            left: cues("left"),
            right: cues("right"),
            changes: cues("change"),
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
        if guarded {
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
