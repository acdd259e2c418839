//! Whose figure is whose, by the dictionary: the words that belong to a figure of either side, and
//! how well those of a Chinese figure translate those of an English one.
//!
//! Between two figures a comma or "and" parts the words of the one from those of the other. Where the
//! Chinese says 分别, or the English "respectively", the figures take the words listed before them in
//! their order.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::view::Atom;
use crate::document::Side;
use crate::figure::{Date, Quantity};
use crate::lexicon::Lexicon;
use crate::token::en::{Stems, fold};
use crate::token::{is_stop_en, is_stop_zh};

/// How far from a figure its words may stand: characters of Chinese, words of English.
const REACH_ZH: usize = 12;
const REACH_EN: usize = 7;

/// Bytes on either side of a figure that surely hold so many.
const CLAUSE: usize = 300;

/// Longest Chinese word looked up, in characters.
const LONGEST: usize = 6;

/// Above so many figures or bytes a text is no sentence, and nothing in it is shared out.
const MOST_FIGURES: usize = 100;
const LONGEST_TEXT: usize = 20_000;

/// Most figures in one list that 分别 or "respectively" may share out.
const MOST_LISTED: usize = 8;

/// The words of one figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Stems an English word of these is, or may be translated by, with weights; one list a word.
    senses: Vec<Vec<(u32, f32)>>,
    /// How near each word stands to the figure, 1 for its neighbour.
    nearness: Vec<f32>,
}

/// How much less a word counts than its neighbour nearer to the figure.
const DECAY: f32 = 0.75;

impl Words {
    /// The words of the atom at `at` among all of its side.
    pub(super) fn of(atoms: &[Atom<'_>], at: usize, stems: &mut Stems) -> Words {
        let mut words = Words::default();
        for (n, part) in parts(atoms, at).iter().enumerate() {
            let mut found = match atoms[at].side {
                Side::Zh => read_zh(part, stems),
                Side::En => read_en(part, stems),
            };
            // The first part stands before the figure.
            if n == 0 {
                found.reverse();
            }
            words.add(found);
        }
        words.add(dates(atoms, at).map(|date| vec![(date, 1.0)]).collect());
        words
    }

    fn add(&mut self, found: Vec<Vec<(u32, f32)>>) {
        let mut nearness = 1.0;
        for senses in found {
            self.senses.push(senses);
            self.nearness.push(nearness);
            nearness *= DECAY;
        }
    }

    /// How well these Chinese words translate those English ones, leaving out what the rivals have
    /// too: the sum, over the Chinese words, of the weight of the best translation.
    pub(super) fn likeness(&self, rival: &Words, en: &Words, en_rival: &Words) -> f32 {
        let own = |senses: &Vec<(u32, f32)>, near: f32, other: &Words| {
            let mut others = other.senses.iter().zip(&other.nearness);
            !others.any(|(same, nearer)| same == senses && *nearer >= near)
        };
        let english: Vec<(u32, f32)> = en
            .senses
            .iter()
            .zip(&en.nearness)
            .filter(|(senses, near)| own(senses, **near, en_rival))
            .flat_map(|(senses, near)| {
                senses.iter().map(move |(stem, weight)| (*stem, weight * near))
            })
            .collect();
        let best = |senses: &[(u32, f32)]| {
            let worth = |(stem, weight): &(u32, f32)| {
                let hits = english.iter().filter(|(other, _)| other == stem);
                hits.map(|(_, near)| weight * near).fold(0.0, f32::max)
            };
            senses.iter().map(worth).fold(0.0, f32::max)
        };
        let chinese = self.senses.iter().zip(&self.nearness);
        chinese
            .filter(|(senses, near)| own(senses, **near, rival))
            .map(|(senses, near)| best(senses) * near)
            .sum()
    }
}

/// What the words of a Chinese text may be in English; Latin ones are themselves.
fn read_zh(text: &str, stems: &mut Stems) -> Vec<Vec<(u32, f32)>> {
    let lexicon = Lexicon::builtin();
    let text = lexicon.simplify(text);
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let folded = fold(&rest[..end]);
            rest = &rest[end..];
            if !is_stop_en(&folded) {
                found.push(vec![(word_id(&folded, stems), 1.0)]);
            }
            continue;
        }
        let limit = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        let length = lexicon.prefixes(&rest[..limit]).last().copied();
        let length = length.unwrap_or(first.len_utf8());
        let word = &rest[..length];
        rest = &rest[length..];
        let senses: Vec<(u32, f32)> = lexicon.glosses(word).collect();
        if !is_stop_zh(word) && !senses.is_empty() {
            found.push(senses);
        }
    }
    found
}

/// The words of an English text, each with those related to it.
fn read_en(text: &str, stems: &mut Stems) -> Vec<Vec<(u32, f32)>> {
    let lexicon = Lexicon::builtin();
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let folded = fold(word);
        if folded.is_empty() || is_stop_en(&folded) {
            continue;
        }
        let id = word_id(&folded, stems);
        let related = lexicon.related(id).map(|(stem, weight)| (stem, weight * RELATED));
        found.push(std::iter::once((id, 1.0)).chain(related).collect());
    }
    found
}

/// The number of a folded English word: that of its stem, or one that no stem has, by its letters.
fn word_id(folded: &str, stems: &mut Stems) -> u32 {
    Lexicon::builtin().stem_id(stems.stem(folded)).unwrap_or_else(|| {
        let mut hasher = FxHasher::default();
        hasher.write(folded.as_bytes());
        NAMES + hasher.finish() as u32 % NAMES
    })
}

/// How much a related word counts.
const RELATED: f32 = 0.5;

/// First number of what stands for a word that the dictionary does not have.
const NAMES: u32 = 1 << 30;

/// First number of what stands for a date among the stems.
const DATES: u32 = 1 << 31;

/// The dates right beside the atom at `at` that are nearer to it than to the figure on their other
/// side, as numbers no stem has. A tie goes to the figure before in English ("350 in 2010 to …"), to
/// the one after in Chinese (2010年的350家).
fn dates<'a>(atoms: &'a [Atom<'_>], at: usize) -> impl Iterator<Item = u32> + 'a {
    let gap = |one: usize, other: usize| {
        let (one, other) = (atoms[one].figure.span, atoms[other].figure.span);
        other.start.saturating_sub(one.end)
    };
    let before = at.checked_sub(1).filter(|&date| {
        let other = date.checked_sub(1).map_or(usize::MAX, |other| gap(other, date));
        let own = gap(date, at);
        if atoms[at].side == Side::Zh { own <= other } else { own < other }
    });
    let after = Some(at + 1).filter(|&date| date < atoms.len()).filter(|&date| {
        let other = if date + 1 < atoms.len() { gap(date, date + 1) } else { usize::MAX };
        let own = gap(at, date);
        if atoms[at].side == Side::Zh { own < other } else { own <= other }
    });
    before.into_iter().chain(after).filter_map(|date| match atoms[date].quantity {
        Quantity::Date(Date { year: Some(year), .. }) => Some(DATES + year.unsigned_abs()),
        _ => None,
    })
}

/// The parts of the text that belong to the atom at `at`.
fn parts(atoms: &[Atom<'_>], at: usize) -> Vec<String> {
    if let Some(listed) = listed(atoms, at) {
        return vec![listed];
    }
    let atom = &atoms[at];
    let (text, span) = (atom.text, atom.figure.span);
    // The ends of a range share their span.
    let another = |other: &&Atom<'_>| other.at != atom.at;
    let before = atoms[..at].iter().rev().find(another).map(|other| other.figure.span.end);
    let before = before.filter(|&end| end <= span.start);
    let after = atoms[at + 1..].iter().find(another).map(|other| other.figure.span.start);
    let after = after.filter(|&start| start >= span.end);
    let near =
        |from: usize, to: usize| (from..to).find(|&at| text.is_char_boundary(at)).unwrap_or(to);
    let low = near(span.start.saturating_sub(CLAUSE), span.start);
    let high = near((span.end + CLAUSE).min(text.len()), text.len());
    let left = clause_before(atom, before.unwrap_or(0).max(low)..span.start);
    let right = clause_after(atom, span.end..after.unwrap_or(text.len()).min(high));
    let left = match before {
        Some(_) => last_part(left, atom.side),
        None => left,
    };
    let right = match after {
        Some(_) => first_part(right, atom.side),
        None => right,
    };
    vec![last_words(left, atom.side), first_words(right, atom.side)]
}

/// The words that 分别 or "respectively" give to the figure, if the lists are of one length.
fn listed(atoms: &[Atom<'_>], at: usize) -> Option<String> {
    let atom = &atoms[at];
    if atoms.len() > MOST_FIGURES || atom.text.len() > LONGEST_TEXT {
        return None;
    }
    let clause = sentence(atom);
    let text = &atom.text[clause.clone()];
    let inside: Vec<usize> = (0..atoms.len())
        .filter(|&n| {
            let span = atoms[n].figure.span;
            clause.start <= span.start && span.end <= clause.end
        })
        .collect();
    let told = match atom.side {
        Side::Zh => text.find("分别")?,
        Side::En => {
            text.find("respectively")?;
            atoms[*inside.first()?].figure.span.start - clause.start
        }
    };
    let inside: Vec<usize> =
        inside.into_iter().filter(|&n| atoms[n].figure.span.start >= clause.start + told).collect();
    let place = inside.iter().position(|&n| n == at)?;
    let names = &text[..told];
    let names: Vec<&str> = match atom.side {
        Side::Zh => names.split(['、', '和', '与', '及', '，']).collect(),
        Side::En => names.split(", ").flat_map(|part| part.split(" and ")).collect(),
    };
    let sound = (2..=MOST_LISTED).contains(&names.len()) && names.len() == inside.len();
    sound.then(|| names[place].to_owned())
}

/// The sentence an atom stands in.
fn sentence(atom: &Atom<'_>) -> Range<usize> {
    let ends = |c: char| "。；！？;!?\n".contains(c);
    let span = atom.figure.span;
    let start = atom.text[..span.start]
        .rfind(ends)
        .map_or(0, |end| end + atom.text[end..].chars().next().map_or(1, char::len_utf8));
    let end = atom.text[span.end..].find(ends).map_or(atom.text.len(), |end| span.end + end);
    start..end
}

fn clause_before<'t>(atom: &Atom<'t>, range: Range<usize>) -> &'t str {
    let text = &atom.text[range];
    text.rsplit(|c: char| "。；！？：;!?\n".contains(c)).next().unwrap_or(text)
}

fn clause_after<'t>(atom: &Atom<'t>, range: Range<usize>) -> &'t str {
    let text = &atom.text[range];
    text.split(|c: char| "。；！？：，,;!?\n".contains(c)).next().unwrap_or(text)
}

/// English words that part the words of one figure from those of the next: "25 works from 279
/// countries".
const PARTING: [&str; 9] =
    [" and ", " while ", " but ", " or ", " from ", " in ", " among ", " across ", " with "];

/// What follows the last mark or word that parts two figures.
fn last_part(text: &str, side: Side) -> &str {
    let text = text.rsplit(['，', '、', ',']).next().unwrap_or(text);
    match side {
        Side::Zh => text.rsplit(['和', '与', '及', '而']).next().unwrap_or(text),
        Side::En => {
            PARTING.iter().fold(text, |text, word| text.rsplit(word).next().unwrap_or(text))
        }
    }
}

/// What stands before the first of them.
fn first_part(text: &str, side: Side) -> &str {
    let text = text.split(['，', '、', ',']).next().unwrap_or(text);
    match side {
        Side::Zh => text.split(['和', '与', '及', '而']).next().unwrap_or(text),
        Side::En => PARTING.iter().fold(text, |text, word| text.split(word).next().unwrap_or(text)),
    }
}

fn last_words(text: &str, side: Side) -> String {
    match side {
        Side::Zh => {
            let skip = text.chars().count().saturating_sub(REACH_ZH);
            text.chars().skip(skip).collect()
        }
        Side::En => {
            let words: Vec<&str> = text.split_whitespace().collect();
            words[words.len().saturating_sub(REACH_EN)..].join(" ")
        }
    }
}

fn first_words(text: &str, side: Side) -> String {
    match side {
        Side::Zh => text.chars().take(REACH_ZH).collect(),
        Side::En => text.split_whitespace().take(REACH_EN).collect::<Vec<_>>().join(" "),
    }
}
