//! From paired, opposed and lonely figures to findings: the registry is asked about each.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::codes::{REGISTRY, Said, Setting};
use super::pairing::{Bead, Fate, Met};
use super::swaps::crossings;
use super::view::{Atom, End};
use super::{Code, Finding, Options};
use crate::document::Side;
use crate::figure::Figure;

/// The findings of one pair, levels as the checks give them.
pub(super) fn of(bead: &Bead<'_>, options: &Options) -> Vec<Finding> {
    let setting = Setting { translation: options.translation(), known: options.original.is_some() };
    let mut findings = Vec::new();
    let crossings = crossings(bead);
    for crossing in &crossings {
        let one = Met { confident: crossing.sure, ..bead.met[crossing.first] };
        let other = Met { confident: crossing.sure, ..bead.met[crossing.second] };
        let said = REGISTRY
            .iter()
            .find_map(|check| Some((check.code(), check.crossed((&one, &other), setting)?)));
        if let Some(said) = said {
            findings.push(finding(bead, said, Some(&one.zh), Some(&one.en)));
        }
    }
    let crossed: FxHashSet<usize> =
        crossings.iter().flat_map(|crossing| [crossing.first, crossing.second]).collect();
    for (at, met) in bead.met.iter().enumerate() {
        if crossed.contains(&at) {
            continue;
        }
        let said = REGISTRY.iter().find_map(|check| Some((check.code(), check.met(met, setting)?)));
        if let Some(said) = said {
            findings.push(finding(bead, said, Some(&met.zh), Some(&met.en)));
        }
    }
    if !bead.zh_text.trim().is_empty() && !bead.en_text.trim().is_empty() {
        for side in [Side::Zh, Side::En] {
            for atom in lonely(bead, side) {
                let ends = |other: &&Atom<'_>| other.figure.span.end <= atom.figure.span.start;
                let before = bead.atoms(side).iter().rev().find(ends);
                let said = REGISTRY
                    .iter()
                    .find_map(|check| Some((check.code(), check.alone(&atom, before, setting)?)));
                let (zh, en) = match side {
                    Side::Zh => (Some(&atom), None),
                    Side::En => (None, Some(&atom)),
                };
                if let Some(said) = said {
                    findings.push(finding(bead, said, zh, en));
                }
            }
        }
    }
    once_each(findings)
}

/// What only shows over the whole document, for meetings about which nothing else is said.
pub(super) fn over_all(
    beads: &[Bead<'_>],
    findings: &[Finding],
    options: &Options,
) -> Vec<Finding> {
    let setting = Setting { translation: options.translation(), known: options.original.is_some() };
    let mut found: Vec<Finding> = Vec::new();
    let place = |finding: &Finding| (finding.pair, places_of(finding));
    let mut told: FxHashSet<(usize, Places)> = findings.iter().map(place).collect();
    for check in REGISTRY {
        for (bead, met, said) in check.document(beads, setting) {
            let (bead, met) = (&beads[bead], &beads[bead].met[met]);
            let finding = finding(bead, (check.code(), said), Some(&met.zh), Some(&met.en));
            if told.insert(place(&finding)) {
                found.push(finding);
            }
        }
    }
    found
}

/// What the report has to say about the pairing itself.
pub(super) fn notes(beads: &[Bead<'_>]) -> Vec<String> {
    beads
        .iter()
        .filter(|bead| bead.greedy)
        .map(|bead| {
            format!(
                "pair {}: {} and {} figures are too many for the best assignment; the nearest were \
                 paired",
                bead.index + 1,
                bead.zh.len(),
                bead.en.len()
            )
        })
        .collect()
}

/// Sets the reported levels, drops what is not to be reported and orders the rest by pair and place;
/// [`Finding::member_of`] follows.
pub(super) fn order_and_filter(findings: &mut Vec<Finding>, options: &Options) {
    let mut order: Vec<usize> = (0..findings.len())
        .filter(|&at| options.reported(findings[at].code, findings[at].level).is_some())
        .collect();
    order.sort_by_key(|&at| {
        let finding = &findings[at];
        let place = |figure: &Option<Figure>| {
            figure.as_ref().map_or(usize::MAX, |figure| figure.span.start)
        };
        let general = finding.code != Code::Systematic;
        (finding.pair, general, place(&finding.zh), place(&finding.en), finding.code)
    });
    let mut place = vec![None; findings.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    *findings = order
        .iter()
        .map(|&at| {
            let mut finding = findings[at].clone();
            if let Some(level) = options.reported(finding.code, finding.level) {
                finding.level = level;
            }
            finding.member_of = finding.member_of.and_then(|general| place[general]);
            finding
        })
        .collect();
}

/// Atoms of a side with no counterpart; a range of which neither end has one counts as a whole.
fn lonely<'f>(bead: &Bead<'f>, side: Side) -> Vec<Atom<'f>> {
    let (atoms, fates) = (bead.atoms(side), bead.fates(side));
    let open = |at: usize| fates.get(at) == Some(&Fate::Open);
    let mut lonely = Vec::new();
    for (at, atom) in atoms.iter().enumerate().filter(|(at, _)| open(*at)) {
        match atom.end {
            End::First if open(at + 1) => lonely.push(Atom { end: End::Whole, ..*atom }),
            End::Second if at > 0 && open(at - 1) => {}
            _ => lonely.push(*atom),
        }
    }
    lonely
}

fn finding(
    bead: &Bead<'_>,
    (code, said): (Code, Said),
    zh: Option<&Atom<'_>>,
    en: Option<&Atom<'_>>,
) -> Finding {
    let suggestion = said.suggestion;
    Finding {
        pair: bead.index,
        level: said.level,
        code,
        zh: zh.map(|atom| atom.figure.clone()),
        en: en.map(|atom| atom.figure.clone()),
        message: said.message,
        replaces: suggestion.as_ref().and_then(|suggestion| suggestion.replaces),
        suggestion: suggestion.map(|suggestion| suggestion.text),
        member_of: None,
    }
}

/// Where a finding's figures begin: figures of one text never begin at one place.
type Places = (Option<usize>, Option<usize>);

fn places_of(finding: &Finding) -> Places {
    let start = |figure: &Option<Figure>| figure.as_ref().map(|figure| figure.span.start);
    (start(&finding.zh), start(&finding.en))
}

/// One finding for each figure: of several about the same pair of figures (the ends of a range) the
/// gravest stays.
fn once_each(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    let mut places: FxHashMap<Places, usize> = FxHashMap::default();
    for finding in findings {
        match places.entry(places_of(&finding)) {
            Entry::Occupied(at) => {
                let other = &mut kept[*at.get()];
                if other.level < finding.level {
                    *other = finding;
                }
            }
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(finding);
            }
        }
    }
    kept
}
