//! Systematic damage: many changed figures explained by one rule.
//!
//! The rules are learned from the findings themselves. A digit map (every 0 became 1, every 6 a b)
//! is believed when at least [`ENOUGH`] figures differ by nothing else and the digit is rare or
//! absent on the damaged side; lost decimal points, superscripts and currency signs are believed
//! when as many figures lost theirs. The figures explained become members of one finding, and
//! figures without a source are tried against the rule too.

use std::collections::BTreeMap;

use super::codes::Said;
use super::pairing::{Bead, Fate};
use super::relate::Relation;
use super::substitution::{self, Change};
use super::view::Atom;
use super::{Code, Finding, Level, Options};
use crate::document::{Side, Span};
use crate::figure::{Figure, Kind, Quantity};

/// Least number of figures one rule must explain.
const ENOUGH: usize = 3;

/// How far from a figure without a source its original is looked for, in pairs with both texts.
const REACH: usize = 40;
/// Most beads looked at on either side, whatever texts they have.
const MOST_REACHED: usize = 1000;

/// Finds the rules, adds a systematic finding for each and marks its members.
pub(super) fn explain(beads: &[Bead<'_>], findings: &mut Vec<Finding>, options: &Options) {
    let damaged = options.translation();
    letters_for_digits(beads, findings, damaged);
    digit_map(beads, findings, damaged);
    lost_points(findings, damaged);
    lost_superscripts(findings, damaged);
    lost_dollars(beads, findings);
}

/// The digit map, if the document has one.
fn digit_map(beads: &[Bead<'_>], findings: &mut Vec<Finding>, damaged: Side) {
    let changes: Vec<Option<Vec<Change>>> = findings
        .iter()
        .map(|finding| {
            let quoted = substitution::quoted(&finding.message);
            quoted.or_else(|| match both(finding, damaged) {
                Some((source, wrong)) if contradicts(finding.code) => {
                    substitution::changes(source, wrong)
                }
                _ => None,
            })
        })
        .collect();
    let mut support: BTreeMap<Change, usize> = BTreeMap::new();
    for changes in changes.iter().flatten() {
        for change in changes {
            *support.entry(*change).or_default() += 1;
        }
    }
    let rules = believed(&support, beads, damaged);
    if rules.is_empty() {
        return;
    }
    let mut members: Vec<usize> = (0..findings.len())
        .filter(|&at| {
            changes[at].as_ref().is_some_and(|changes| {
                !changes.is_empty() && changes.iter().all(|change| rules.contains(change))
            })
        })
        .collect();
    members.extend(orphans(beads, findings, &rules, damaged));
    if members.len() < ENOUGH {
        return;
    }
    let names: Vec<String> = rules.iter().map(|(from, to)| format!("{from}→{to}")).collect();
    let gone: Vec<String> = rules
        .iter()
        .filter(|(from, _)| count(beads, damaged, *from) == 0)
        .map(|(from, _)| from.to_string())
        .collect();
    let absent = if gone.is_empty() {
        String::new()
    } else {
        format!(", and no {} is left in the {} text", gone.join(" or "), damaged.name())
    };
    let message = format!(
        "{} figures differ only by {}{absent}: likely OCR or font damage.",
        members.len(),
        names.join(", ")
    );
    declare(findings, members, message, Level::Error);
}

/// Codes of contradictions, which damaged digits may explain.
fn contradicts(code: Code) -> bool {
    !matches!(
        code,
        Code::LostHedge
            | Code::ReversedBound
            | Code::ReversedDirection
            | Code::Swapped
            | Code::Inconsistent
            | Code::Sum
            | Code::Systematic
    )
}

/// The changes with enough support whose digit has all but disappeared on the damaged side.
fn believed(support: &BTreeMap<Change, usize>, beads: &[Bead<'_>], damaged: Side) -> Vec<Change> {
    let mut rules: Vec<Change> = Vec::new();
    for (&(from, to), &n) in support {
        let rival =
            support.iter().any(|(&(other, into), &m)| other == from && into != to && m >= n);
        // The digit kept where it should be speaks against the rule.
        let kept = beads
            .iter()
            .flat_map(|bead| &bead.met)
            .filter(|met| matches!(met.relation, Relation::Same { .. }))
            .filter(|met| {
                let atom = if damaged == Side::En { &met.en } else { &met.zh };
                atom.numeral().contains(from)
            })
            .count();
        if !rival && n >= 2 && n > kept {
            rules.push((from, to));
        }
    }
    let total: usize = rules.iter().map(|rule| support[rule]).sum();
    if total >= ENOUGH { rules } else { Vec::new() }
}

/// Figures of the damaged side without a source that the rules turn back into a figure of the
/// original nearby; new findings are made for those that had none. Returns their indices.
fn orphans(
    beads: &[Bead<'_>],
    findings: &mut Vec<Finding>,
    rules: &[Change],
    damaged: Side,
) -> Vec<usize> {
    let mut members = Vec::new();
    for here in 0..beads.len() {
        for at in beads[here].open(damaged) {
            let atom = beads[here].atoms(damaged)[at];
            let Some((there, source)) = origin(beads, here, &atom, rules) else { continue };
            let code = match (source.figure.kind, atom.figure.kind) {
                (Kind::Date, _) | (_, Kind::Date) => Code::WrongDate,
                _ => Code::ChangedDigits,
            };
            let message = format!(
                "{} is {} of pair {} with the same damage.",
                atom.written(),
                source.written(),
                there + 1
            );
            let known = findings.iter().position(|finding| {
                finding.pair == here && figure(finding, damaged) == Some(atom.figure)
            });
            let index = known.unwrap_or_else(|| {
                findings.push(new_finding(here, &atom));
                findings.len() - 1
            });
            findings[index].code = code;
            findings[index].message = message;
            members.push(index);
        }
    }
    members
}

/// The beads on a way until [`REACH`] of them had both texts: where one language has a long part that
/// the other lacks, what belongs together stands far apart.
fn reachable<'b>(
    beads: &'b [Bead<'_>],
    way: impl Iterator<Item = usize> + 'b,
) -> impl Iterator<Item = usize> + 'b {
    let mut n_full = 0;
    way.take(MOST_REACHED).take_while(move |&there| {
        let bead = &beads[there];
        n_full += usize::from(!bead.zh_text.is_empty() && !bead.en_text.is_empty());
        n_full <= REACH
    })
}

/// The nearest figure of the original that the rules turn into this one.
fn origin<'b, 'f>(
    beads: &'b [Bead<'f>],
    here: usize,
    atom: &Atom<'_>,
    rules: &[Change],
) -> Option<(usize, &'b Atom<'f>)> {
    let mut near: Vec<usize> = reachable(beads, (0..here).rev())
        .chain([here])
        .chain(reachable(beads, here + 1..beads.len()))
        .collect();
    near.sort_by_key(|&there| (there.abs_diff(here), there));
    near.into_iter().find_map(|there| {
        let bead = &beads[there];
        let source = atom.side.other();
        bead.atoms(source).iter().enumerate().find_map(|(n, candidate)| {
            let long = substitution::digits_of(candidate.quantity).is_some_and(|d| d.len() >= 3);
            let free = bead.fates(source)[n] == Fate::Open;
            let reachable = long || free && there.abs_diff(here) <= 2;
            let explained = reachable && substitution::explains(candidate, atom, rules);
            explained.then_some((there, candidate))
        })
    })
}

/// Missing numbers whose digits stand in the text with letters among them: 6 as b, 0 as O.
fn letters_for_digits(beads: &[Bead<'_>], findings: &mut Vec<Finding>, damaged: Side) {
    let mut disguised: Vec<(usize, Span)> = Vec::new();
    for finding in findings.iter_mut() {
        let lost = matches!(finding.code, Code::Missing | Code::NameWithDigit);
        if !(lost || contradicts(finding.code) && finding.level > Level::Note) {
            continue;
        }
        let source = match damaged {
            Side::En => finding.zh.as_ref(),
            Side::Zh => finding.en.as_ref(),
        };
        let Some(source) = source else { continue };
        let text = text_of(beads, finding.pair, damaged);
        let Some((span, wanted)) = substitution::disguised(source, text) else { continue };
        finding.code = Code::ChangedDigits;
        finding.level = Level::Check;
        finding.message = format!("{wanted} became {}: letters stand for digits.", span.of(text));
        finding.suggestion = Some(wanted);
        finding.replaces = Some(span);
        disguised.push((finding.pair, span));
    }
    // What the reader made of the disguised number is not a figure too many.
    findings.retain(|finding| {
        let figure = figure(finding, damaged);
        finding.code != Code::Added
            || !disguised.iter().any(|(pair, span)| {
                finding.pair == *pair
                    && figure.is_some_and(|figure| {
                        span.start <= figure.span.start && figure.span.end <= span.end
                    })
            })
    });
}

/// `US55 billion`: dollars whose sign was lost. The reader takes them for dollars; three of them are
/// damage, though no value is wrong.
fn lost_dollars(beads: &[Bead<'_>], findings: &mut Vec<Finding>) {
    let mut lost: Vec<Finding> = Vec::new();
    for bead in beads {
        for met in &bead.met {
            let written = met.en.written();
            let bare = written
                .strip_prefix("US")
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let told = findings
                .iter()
                .any(|other| other.pair == bead.index && other.en.as_ref() == Some(met.en.figure));
            if bare && met.zh.figure.kind == Kind::Money && !told {
                lost.push(Finding {
                    zh: Some(met.zh.figure.clone()),
                    code: Code::WrongCurrency,
                    level: Level::Note,
                    message: format!("{written} has lost its currency sign."),
                    suggestion: Some(written.replacen("US", "US$", 1)),
                    replaces: Some(met.en.figure.span),
                    ..new_finding(bead.index, &met.en)
                });
            }
        }
    }
    let first = findings.len();
    findings.extend(lost);
    let members: Vec<usize> = (first..findings.len()).collect();
    let message = format!("{} amounts lost their currency sign.", members.len());
    if members.len() >= ENOUGH {
        declare(findings, members, message, Level::Check);
    }
}

fn lost_points(findings: &mut Vec<Finding>, damaged: Side) {
    let members = matching(findings, |finding| {
        finding.code == Code::DecimalSlip
            && both(finding, damaged).is_some_and(|(source, wrong)| {
                let whole = |figure: &Figure| match figure.quantity {
                    Quantity::Number(value) => value.is_int(),
                    _ => false,
                };
                whole(wrong) && !whole(source)
            })
    });
    let message = format!("{} figures lost their decimal point.", members.len());
    declare_enough(findings, members, message);
}

fn lost_superscripts(findings: &mut Vec<Finding>, damaged: Side) {
    let members = matching(findings, |finding| {
        finding.code == Code::WrongUnit
            && both(finding, damaged).is_some_and(|(source, wrong)| {
                let id = |figure: &Figure| figure.unit.map_or("", |unit| unit.id);
                let lost = [("m2", "m"), ("km2", "km"), ("m3", "m"), ("cm2", "cm"), ("cm3", "cm")];
                lost.contains(&(id(source), id(wrong)))
            })
    });
    let message = format!("{} units lost their superscript (m² became m).", members.len());
    declare_enough(findings, members, message);
}

fn matching(findings: &[Finding], wanted: impl Fn(&Finding) -> bool) -> Vec<usize> {
    (0..findings.len())
        .filter(|&at| findings[at].member_of.is_none() && wanted(&findings[at]))
        .collect()
}

fn declare_enough(findings: &mut Vec<Finding>, members: Vec<usize>, message: String) {
    if members.len() >= ENOUGH {
        declare(findings, members, message, Level::Error);
    }
}

/// Adds the systematic finding and marks its members. Where values are wrong all are errors now: one
/// rule explaining them leaves no doubt.
fn declare(findings: &mut Vec<Finding>, members: Vec<usize>, message: String, level: Level) {
    let general = findings.len();
    let pair = members.iter().map(|&at| findings[at].pair).min().unwrap_or(0);
    for at in members {
        findings[at].member_of = Some(general);
        findings[at].level = level;
    }
    let said = Said::new(level, message);
    findings.push(Finding {
        pair,
        level: said.level,
        code: Code::Systematic,
        zh: None,
        en: None,
        message: said.message,
        suggestion: None,
        replaces: None,
        member_of: None,
    });
}

fn new_finding(pair: usize, atom: &Atom<'_>) -> Finding {
    let figure = Some(atom.figure.clone());
    let (zh, en) = match atom.side {
        Side::Zh => (figure, None),
        Side::En => (None, figure),
    };
    Finding {
        pair,
        level: Level::Error,
        code: Code::ChangedDigits,
        zh,
        en,
        message: String::new(),
        suggestion: None,
        replaces: None,
        member_of: None,
    }
}

/// The original's and the damaged figure of a finding that has both.
fn both(finding: &Finding, damaged: Side) -> Option<(&Figure, &Figure)> {
    Some((figure(finding, damaged.other())?, figure(finding, damaged)?))
}

fn figure(finding: &Finding, side: Side) -> Option<&Figure> {
    match side {
        Side::Zh => finding.zh.as_ref(),
        Side::En => finding.en.as_ref(),
    }
}

fn text_of<'f>(beads: &[Bead<'f>], pair: usize, side: Side) -> &'f str {
    match side {
        Side::Zh => beads[pair].zh_text,
        Side::En => beads[pair].en_text,
    }
}

/// How often a character stands in the damaged side's texts.
fn count(beads: &[Bead<'_>], side: Side, wanted: char) -> usize {
    (0..beads.len()).map(|pair| text_of(beads, pair, side).matches(wanted).count()).sum()
}
