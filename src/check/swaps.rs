//! Figures that changed places: each agrees with one on the other side, but the words around them
//! say they belong crosswise.

use super::context::{distances, own, shared};
use super::glosses::Words;
use super::labels::{self, Labels};
use super::pairing::{Bead, Met};
use super::relate::{Clash, Relation};
use super::view::{Atom, End};
use crate::document::Side;
use crate::figure::{Direction, Kind};
use crate::token::en::Stems;

/// Two meetings, by index, that are crossed, and whether beyond doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crossing {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) sure: bool,
}

/// Meanings around a meeting's Chinese and English figure, with their distances.
type Around = (Vec<(u16, usize)>, Vec<(u16, usize)>);

/// How many meetings further on the other of two that changed places is looked for.
const REACH: usize = 12;

/// Among more meetings, repetitions are not counted: that takes the square of their number.
const MOST_COUNTED: usize = 100;

/// The crossings of a pair of texts; each meeting is in at most one.
pub(super) fn crossings(bead: &Bead<'_>) -> Vec<Crossing> {
    let met = &bead.met;
    // Of a number that stands in both texts twice, nobody knows which is which.
    let repeated = |at: &usize| {
        [Side::Zh, Side::En].iter().all(|&side| {
            let own = if side == Side::Zh { &met[*at].zh } else { &met[*at].en };
            bead.atoms(side).iter().filter(|atom| atom.quantity == own.quantity).count() > 1
        })
    };
    let labels: Vec<Labels> = met.iter().map(Labels::of).collect();
    let mut found = labels::crossings(met, &labels);
    let candidates = (0..met.len()).filter(|&at| eligible(&met[at]));
    let candidates: Vec<usize> = if met.len() > MOST_COUNTED {
        candidates.collect()
    } else {
        candidates.filter(|at| !repeated(at)).collect()
    };
    if candidates.len() < 2 || is_row(bead) {
        return found;
    }
    let tags: Vec<Around> =
        candidates.iter().map(|&at| (distances(&met[at].zh), distances(&met[at].en))).collect();
    let mut is_taken = vec![false; met.len()];
    for crossing in &found {
        (is_taken[crossing.first], is_taken[crossing.second]) = (true, true);
    }
    let mut stems = Stems::default();
    for (n, &first) in candidates.iter().enumerate() {
        for (m, &second) in candidates.iter().enumerate().skip(n + 1).take(REACH) {
            if is_taken[first] || is_taken[second] || !alike(&met[first], &met[second]) {
                continue;
            }
            let (one, other) = (&met[first], &met[second]);
            if named_together(one, other)
                || styled(one, other)
                || parted(one, other)
                || accompanied(met, first, second)
                || labels[first].straight(labels[second])
                || is_base(one)
                || is_base(other)
            {
                continue;
            }
            let told = told_crosswise(bead, &met[first], &met[second], &mut stems);
            if told == Told::Straight {
                continue;
            }
            let sure = match told {
                Told::Crosswise => Some(true),
                _ => crossed((&met[first], &tags[n]), (&met[second], &tags[m]))
                    .filter(|sure| *sure || told != Told::Leaning),
            };
            if let Some(sure) = sure {
                (is_taken[first], is_taken[second]) = (true, true);
                found.push(Crossing { first, second, sure });
            }
        }
    }
    found
}

/// Whether the one is spelled on both sides and the other in digits: 将三个数设为1 and "set the
/// three numbers to 1".
fn styled(first: &Met<'_>, second: &Met<'_>) -> bool {
    let is_spelled = |atom: &Atom<'_>| !atom.numeral().contains(|c: char| c.is_numeric());
    let (one, two) = (is_spelled(&first.zh), is_spelled(&second.zh));
    one != two && one == is_spelled(&first.en) && two == is_spelled(&second.en)
}

/// Whether two dates changed their order together with the figures beside them: 第二季度6.3%, 第三季度4.9%
/// and "4.9 percent in the third quarter after 6.3 percent in the second".
fn accompanied(met: &[Met<'_>], first: usize, second: usize) -> bool {
    let is_date = |at: usize| met[at].zh.figure.kind == Kind::Date;
    if !is_date(first) || !is_date(second) || met.len() > MOST_COUNTED {
        return false;
    }
    // The figure of another kind that stands nearest in the Chinese.
    let beside = |at: usize| {
        let own = met[at].zh.figure.span;
        let apart = |other: usize| {
            let other = met[other].zh.figure.span;
            other.start.saturating_sub(own.end).max(own.start.saturating_sub(other.end))
        };
        (0..met.len()).filter(|&other| !is_date(other)).min_by_key(|&other| apart(other))
    };
    let (Some(one), Some(other)) = (beside(first), beside(second)) else { return false };
    one != other && inverted(&met[first], &met[second]) && inverted(&met[one], &met[other])
}

/// Whether the English tells them as "8 of 10", which the Chinese turns round: 10个中有8个.
fn parted(first: &Met<'_>, second: &Met<'_>) -> bool {
    let of = [
        "of",
        "of the",
        "out of",
        "out of the",
        "out of every",
        "in",
        "in every",
        "out of a",
        "out of a total of",
        "out of a possible",
        "from a possible",
    ];
    inverted(first, second) && stands_beside(&first.en, &second.en, &of)
}

/// Whether both languages tell the other figure for so many of this one: 每千人口, "per 1,000 people".
fn is_base(met: &Met<'_>) -> bool {
    let (zh, en) =
        (&met.zh.text[..met.zh.figure.span.start], &met.en.text[..met.en.figure.span.start]);
    let told = ["per", "every", "each"].iter().any(|word| en.trim_end().ends_with(word));
    told && zh.trim_end().ends_with('每')
}

/// Whether the pair is a row of a table drawn in characters, whose cells have words of their own.
fn is_row(bead: &Bead<'_>) -> bool {
    let is_rule = |c: char| matches!(c, '|' | '\u{2502}' | '\u{2503}' | '\u{2551}' | '｜');
    bead.zh_text.matches(is_rule).count() > 1 && bead.en_text.matches(is_rule).count() > 1
}

/// Whether the two stand side by side in either language and in the same order, 第4条和第5条 and
/// "the 4th and 5th terms": what stands around them belongs to both.
fn named_together(first: &Met<'_>, second: &Met<'_>) -> bool {
    let zh = ["和", "、", "与", "及", "或", "以及", "或者", "到", "至", "，", ","];
    let en = ["and", "or", ",", "&", "to", ", and", ", or"];
    !inverted(first, second)
        && [(&first.zh, &second.zh, &zh[..]), (&first.en, &second.en, &en[..])]
            .iter()
            .all(|(one, two, joints)| stands_beside(one, two, joints))
}

/// Whether nothing but one of the joints, and what the first one counts, stands between two figures.
fn stands_beside(one: &Atom<'_>, two: &Atom<'_>, joints: &[&str]) -> bool {
    let (one, two) = if one.at < two.at { (one, two) } else { (two, one) };
    let between = &one.text[one.figure.span.end..two.figure.span.start.max(one.figure.span.end)];
    let bare = between.trim_start();
    let bare = bare.strip_prefix(one.head()).unwrap_or(bare);
    [between, bare].iter().any(|between| joints.contains(&between.trim()))
}

/// What the dictionary says of two meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Nothing.
    Nothing,
    /// More for the order as it is than against it: enough against a guess by order alone.
    Leaning,
    /// Each figure stands with its own words.
    Straight,
    /// Each stands with the words of the other.
    Crosswise,
}

/// Least likeness of the words of two figures that says they belong together.
const ALIKE: f32 = 0.08;
/// Most likeness, as a share of the likeness the other way round, that counts as none.
const UNLIKE: f32 = 0.35;

fn told_crosswise(bead: &Bead<'_>, first: &Met<'_>, second: &Met<'_>, stems: &mut Stems) -> Told {
    let unit = |atom: &Atom<'_>| atom.figure.unit.map(|unit| unit.id);
    let comparable = [first, second].iter().all(|met| {
        let whole = met.zh.end == End::Whole && met.en.end == End::Whole;
        let ranked = |kind: Kind| matches!(kind, Kind::Date | Kind::Session);
        whole && !ranked(met.zh.figure.kind) && !ranked(met.en.figure.kind)
    });
    if !comparable || unit(&first.zh) != unit(&second.zh) || unit(&first.en) != unit(&second.en) {
        return Told::Nothing;
    }
    let place = |atoms: &[Atom<'_>], of: &Atom<'_>| {
        atoms.iter().position(|atom| atom.at == of.at && atom.end == of.end)
    };
    let mut words = |side: Side, met: &Met<'_>| {
        let atom = if side == Side::Zh { &met.zh } else { &met.en };
        let atoms = bead.atoms(side);
        place(atoms, atom).map_or_else(Words::default, |at| Words::of(atoms, at, stems))
    };
    let (zh_one, zh_two) = (words(Side::Zh, first), words(Side::Zh, second));
    let (en_one, en_two) = (words(Side::En, first), words(Side::En, second));
    let straight =
        [zh_one.likeness(&zh_two, &en_one, &en_two), zh_two.likeness(&zh_one, &en_two, &en_one)];
    let across =
        [zh_one.likeness(&zh_two, &en_two, &en_one), zh_two.likeness(&zh_one, &en_one, &en_two)];
    let all = |of: [f32; 2], least: f32| of.iter().all(|likeness| *likeness >= least);
    let sum = |of: [f32; 2]| of.iter().sum::<f32>();
    if all(across, ALIKE) && sum(straight) <= UNLIKE * sum(across) {
        Told::Crosswise
    } else if sum(straight) >= ALIKE && sum(across) <= UNLIKE * sum(straight) {
        Told::Straight
    } else if sum(straight) >= ALIKE && sum(straight) > sum(across) {
        Told::Leaning
    } else {
        Told::Nothing
    }
}

fn eligible(met: &Met<'_>) -> bool {
    let kinds = [met.zh.figure.kind, met.en.figure.kind];
    let numeric = kinds.iter().all(|kind| {
        matches!(
            kind,
            Kind::Cardinal
                | Kind::Percent
                | Kind::Points
                | Kind::Money
                | Kind::Measure
                | Kind::Duration
                | Kind::Fraction
                | Kind::Ordinal
                | Kind::Session
                | Kind::Date
        )
    });
    let related = matches!(met.relation, Relation::Same { .. } | Relation::Clash(Clash::Unit));
    // .22 and .308 are calibres, which come in any order.
    let calibre = [&met.zh, &met.en].iter().any(|atom| atom.numeral().starts_with('.'));
    numeric && related && !calibre && !met.zh.figure.weak && !met.en.figure.weak
}

fn alike(first: &Met<'_>, second: &Met<'_>) -> bool {
    let one_kind = first.zh.figure.kind == second.zh.figure.kind
        && first.en.figure.kind == second.en.figure.kind;
    one_kind
        && first.zh.quantity != second.zh.quantity
        && first.en.quantity != second.en.quantity
        && first.zh.at != second.zh.at
        && first.en.at != second.en.at
}

/// What a session figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// The terms of a body: 第十三届, the 13th National People's Congress.
    Terms,
    /// Its meetings: 第三十次会议, the 30th session.
    Meetings,
}

/// Whether the number of a body's term and that of its meeting changed places.
fn sessions(first: &Met<'_>, second: &Met<'_>) -> Option<bool> {
    let of = |met: &Met<'_>| Some((counted_zh(&met.zh)?, counted_en(&met.en)?));
    let ((zh_one, en_one), (zh_two, en_two)) = (of(first)?, of(second)?);
    (zh_one != zh_two && zh_one == en_two && zh_two == en_one).then_some(true)
}

fn counted_zh(atom: &Atom<'_>) -> Option<Counts> {
    let after = &atom.text[atom.figure.numeral.end..];
    let meetings = ["次会议", "次全会", "次全体会议", "中全会", "次常委会"];
    if after.starts_with('届') {
        return Some(Counts::Terms);
    }
    meetings.iter().any(|form| after.starts_with(form)).then_some(Counts::Meetings)
}

fn counted_en(atom: &Atom<'_>) -> Option<Counts> {
    let after = &atom.text[atom.figure.numeral.end..];
    after.split_whitespace().take(6).find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        match word.as_str() {
            "session" | "meeting" | "plenum" => Some(Some(Counts::Meetings)),
            "congress" | "committee" | "conference" => Some(Some(Counts::Terms)),
            "of" => Some(None),
            _ => None,
        }
    })?
}

/// Whether the two stand in another order in the English than in the Chinese.
fn inverted(first: &Met<'_>, second: &Met<'_>) -> bool {
    (first.zh.at < second.zh.at) != (first.en.at < second.en.at)
}

/// Whether the two are crossed; `Some(true)` beyond doubt.
fn crossed(
    (first, (first_zh, first_en)): (&Met<'_>, &Around),
    (second, (second_zh, second_en)): (&Met<'_>, &Around),
) -> Option<bool> {
    let unit = |met: &Met<'_>| {
        (met.zh.figure.unit.map(|unit| unit.id), met.en.figure.unit.map(|unit| unit.id))
    };
    let ((a, b), (c, d)) = (unit(first), unit(second));
    if a.is_some() && a != c && a == d && b == c {
        return Some(true);
    }
    if first.zh.figure.kind == Kind::Session {
        return sessions(first, second);
    }
    if matches!(first.relation, Relation::Clash(_)) || matches!(second.relation, Relation::Clash(_))
    {
        return None;
    }
    // A figure goes with its unit: 24 hours and 86 ms do not change places.
    if a.is_some() && c.is_some() && a != c {
        return None;
    }
    let inverted = inverted(first, second);
    if inverted
        && turned(first)
        && turned(second)
        && first.zh.figure.direction != second.zh.figure.direction
    {
        return Some(true);
    }
    let (zh_one, zh_two) = (own(first_zh, second_zh), own(second_zh, first_zh));
    let (en_one, en_two) = (own(first_en, second_en), own(second_en, first_en));
    let straight = shared(&zh_one, &en_one) + shared(&zh_two, &en_two);
    let (one, two) = (shared(&zh_one, &en_two), shared(&zh_two, &en_one));
    let both = one > 0 && two > 0;
    if straight >= one + two && straight > 0 || !both && (straight > 0 || !inverted) {
        return None;
    }
    if one + two > 0 {
        // Long sentences turn their dates round.
        let enough = both || first.zh.figure.kind != Kind::Date;
        return enough.then_some(inverted && both && straight == 0);
    }
    // With nothing else to go by, neighbours of one kind and unit keep their order in translation
    // nearly always.
    let neighbours =
        first.zh.at.abs_diff(second.zh.at) == 1 && first.en.at.abs_diff(second.en.at) == 1;
    let same_unit = a == c && b == d;
    let whole = |met: &Met<'_>| met.zh.end == End::Whole && met.en.end == End::Whole;
    let neighbours = neighbours && whole(first) && whole(second);
    (neighbours && same_unit && listed(first) && listed(second)).then_some(false)
}

/// Kinds that come in lists, whose order is kept.
fn listed(met: &Met<'_>) -> bool {
    matches!(met.zh.figure.kind, Kind::Cardinal | Kind::Percent | Kind::Money | Kind::Measure)
        && met.zh.figure.kind == met.en.figure.kind
}

fn turned(met: &Met<'_>) -> bool {
    matches!(
        (met.zh.figure.direction, met.en.figure.direction),
        (Some(Direction::Up), Some(Direction::Down)) | (Some(Direction::Down), Some(Direction::Up))
    )
}
