//! The words that decide whether a full stop ends an English sentence, from `data/sentence`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{first_word, is_opener};

/// When a sentence may end after an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Never: a name follows.
    Title,
    /// Not before a number.
    Number,
    /// Never.
    Inner,
    /// Before a word that opens sentences.
    Name,
    /// Not before a day, month or time zone.
    Time,
    /// Before any capital.
    End,
}

/// The word lists, looked up and never iterated.
pub(super) struct Words {
    classes: HashMap<&'static str, Class>,
    starters: HashSet<&'static str>,
    speech_verbs: HashSet<&'static str>,
}

const ABBREVIATIONS: &str = include_str!("../../../data/sentence/abbreviations-en.tsv");
const STARTERS: &str = include_str!("../../../data/sentence/starters-en.tsv");
const SPEECH_VERBS: &str = include_str!("../../../data/sentence/speech-verbs-en.tsv");

/// What follows `p.m.` inside a sentence.
const AFTER_TIME: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "EST",
    "EDT",
    "ET",
    "PST",
    "PDT",
    "PT",
    "GMT",
    "UTC",
    "CST",
    "BST",
    "Beijing",
    "Eastern",
    "Pacific",
    "Central",
    "Greenwich",
];

/// What a number belongs to at the head of a clause: `Article 5. The parties …`.
const NUMBERED: &[&str] = &[
    "Article",
    "Section",
    "Chapter",
    "Part",
    "Rule",
    "Step",
    "Figure",
    "Table",
    "Item",
    "Note",
    "Annex",
    "Appendix",
    "Clause",
    "Question",
    "Case",
    "Example",
    "Paragraph",
    "ARTICLE",
    "SECTION",
    "CHAPTER",
    "PART",
];

impl Words {
    /// The lists, read on first use.
    pub(super) fn get() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Words {
            classes: rows(ABBREVIATIONS)
                .filter_map(|row| {
                    let (word, class) = row.split_once('\t')?;
                    Some((word, class_named(class)?))
                })
                .collect(),
            starters: rows(STARTERS).collect(),
            speech_verbs: rows(SPEECH_VERBS).collect(),
        })
    }

    /// The class of an abbreviation, given without its last full stop; `MRS` is `Mrs`, `NO` is `No`.
    pub(super) fn class(&self, token: &str) -> Option<Class> {
        if let Some(class) = self.classes.get(token) {
            return Some(*class);
        }
        let capitals = token.len() > 1 && token.bytes().all(|byte| byte.is_ascii_uppercase());
        let name = token.get(..1)?.to_owned() + &token.get(1..)?.to_lowercase();
        self.classes
            .get(name.as_str())
            .copied()
            .filter(|class| capitals && matches!(class, Class::Title | Class::Number))
    }

    /// Whether the word opens sentences.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word.replace('’', "'").as_str())
    }

    /// Whether the word may follow a time of day in the same sentence.
    pub(super) fn follows_time(&self, word: &str) -> bool {
        AFTER_TIME.contains(&word)
    }

    /// Whether the text is one word that numbers follow.
    pub(super) fn heads_number(&self, before: &str) -> bool {
        NUMBERED.contains(&before)
    }

    /// Whether the text goes `Wang asked`, `Grannie Liu cried`: a name and a verb of saying.
    pub(super) fn starts_with_speech_tag(&self, text: &str) -> bool {
        if text.starts_with(is_opener) || self.is_starter(first_word(text)) {
            return false;
        }
        let mut rest = text;
        for _ in 0..4 {
            let word = first_word(rest);
            let lower = word.starts_with(char::is_lowercase);
            if self.speech_verbs.contains(word) {
                return true;
            }
            if word.is_empty() || lower && !matches!(word, "the" | "of" | "had") {
                return false;
            }
            rest = rest[word.len()..].trim_start_matches(['.', ' ']);
        }
        false
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.starts_with('#')).skip(1).filter(|row| !row.is_empty())
}

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "title" => Class::Title,
        "number" => Class::Number,
        "inner" => Class::Inner,
        "name" => Class::Name,
        "time" => Class::Time,
        "end" => Class::End,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_valid() {
        for (name, table) in
            [("abbreviations", ABBREVIATIONS), ("starters", STARTERS), ("verbs", SPEECH_VERBS)]
        {
            let words: Vec<&str> = rows(table).map(|row| row.split('\t').next().unwrap()).collect();
            assert!(words.len() > 50, "{name}");
            assert!(words.is_sorted_by(|x, y| x < y), "{name} is not sorted or has a double");
        }
        assert_eq!(Words::get().classes.len(), rows(ABBREVIATIONS).count());
    }
}
