//! Wrong pairs made from right ones: each mistake of the manual applied to the English.

use duizhao::check::{Code, Level, Options, compare};
use duizhao::figure::{Figure, Kind, Quantity, read_en, read_zh};

use super::numerals::{
    Random, digit_added, digit_changed, digit_dropped, digits_at, digits_transposed,
    last_digit_changed, other_date, other_ordinal, other_scale, point_lost,
};

/// A pair with one mistake put in.
#[derive(Debug, Clone)]
pub(crate) struct Mutant {
    pub(crate) zh: String,
    pub(crate) en: String,
    /// The mistake.
    pub(crate) code: Code,
    /// What was done: `280 million -> 2.8 billion`.
    pub(crate) what: String,
}

impl Mutant {
    /// Whether a finding of this code names the mistake. A digit lost, a digit added and a decimal
    /// slip that come to a power of ten are one mistake, which has several right names.
    pub(crate) fn is_named(&self, code: Code) -> bool {
        const TENFOLD: [Code; 4] =
            [Code::Magnitude, Code::DecimalSlip, Code::DroppedDigit, Code::AddedDigit];
        let (was, is) = self.what.split_once(" -> ").unwrap_or_default();
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.trim_matches('0').to_string()
        };
        let tenfold = TENFOLD.contains(&self.code) && digits(was) == digits(is);
        code == self.code || tenfold && TENFOLD.contains(&code)
    }
}

/// Most wrong pairs made of one sort of mistake.
const MOST_EACH: usize = 1000;

/// Wrong pairs from the right ones, the same for the same seed. Pairs about which the checker
/// already has something to say are left out: they would count as caught.
pub(crate) fn mutants(right: &[(String, String)], seed: u64) -> Vec<Mutant> {
    let mut random = Random(seed);
    let mut by_code: Vec<(Code, Vec<Mutant>)> = Vec::new();
    for (zh, en) in right {
        let quiet =
            compare(zh, en, &Options::default()).iter().all(|finding| finding.level == Level::Note);
        if !quiet || read_zh(zh).is_empty() {
            continue;
        }
        for (code, mutated, what) in mistakes(zh, en, &mut random) {
            let mutant = Mutant { zh: zh.clone(), en: mutated, code, what };
            match by_code.iter_mut().find(|(other, _)| *other == code) {
                Some((_, mutants)) => mutants.push(mutant),
                None => by_code.push((code, vec![mutant])),
            }
        }
    }
    by_code.sort_by_key(|(code, _)| *code);
    by_code
        .into_iter()
        .flat_map(|(_, mut mutants)| {
            random.shuffle(&mut mutants);
            mutants.truncate(MOST_EACH);
            mutants
        })
        .collect()
}

/// Every mistake that fits this pair, each once: code, English with the mistake, what was done.
fn mistakes(zh: &str, en: &str, random: &mut Random) -> Vec<(Code, String, String)> {
    let figures = read_en(en);
    let zh_figures = read_zh(zh);
    let mut made = Vec::new();
    for figure in figures.iter().filter(|figure| !figure.weak && has_source(figure, &zh_figures)) {
        let numeral = figure.numeral.of(en);
        let mut put = |code: Code, replacement: Option<String>| {
            if let Some(replacement) = replacement.filter(|text| text != numeral) {
                let range = figure.numeral.range();
                let mutated = format!("{}{replacement}{}", &en[..range.start], &en[range.end..]);
                made.push((code, mutated, format!("{numeral} -> {replacement}")));
            }
        };
        match figure.kind {
            _ if figure.is_range() => put(Code::RangeEnd, last_digit_changed(numeral, random)),
            Kind::Cardinal | Kind::Money | Kind::Measure | Kind::Percent | Kind::Duration => {
                put(Code::Magnitude, other_scale(numeral));
                put(Code::ChangedDigits, digit_changed(numeral, random));
                put(Code::TransposedDigits, digits_transposed(numeral, random));
                put(Code::DroppedDigit, digit_dropped(numeral, random));
                put(Code::AddedDigit, digit_added(numeral, random));
                put(Code::DecimalSlip, point_lost(numeral));
            }
            Kind::Ordinal | Kind::Session => put(Code::WrongOrdinal, other_ordinal(numeral)),
            Kind::Date => put(Code::WrongDate, other_date(numeral, random)),
            Kind::Name | Kind::Code => {
                put(Code::NameWithDigit, digit_changed(numeral, random));
            }
            _ => {}
        }
    }
    for (code, from, to) in WORDS {
        if let Some((start, end)) = find_word(en, from) {
            let mutated = format!("{}{to}{}", &en[..start], &en[end..]);
            if figures.iter().any(|figure| bears(*code, (start, end), figure, &zh_figures)) {
                made.push((*code, mutated, format!("{from} -> {to}")));
            }
        }
    }
    made.extend(swapped(en, &figures, &zh_figures));
    made.extend(lost(en, &figures, &zh_figures));
    if let Some(end) = en.rfind(['.', '!', '?']) {
        let number = 137 + random.below(700);
        let mutated = format!("{}, {number} of them{}", &en[..end], &en[end..]);
        made.push((Code::Added, mutated, format!("{number} put in")));
    }
    made
}

/// Words whose exchange is a mistake: code, right, wrong.
const WORDS: &[(Code, &str, &str)] = &[
    (Code::WrongUnit, "kilometers", "miles"),
    (Code::WrongUnit, "square kilometers", "hectares"),
    (Code::WrongUnit, "square meters", "square kilometers"),
    (Code::WrongUnit, "kilograms", "tons"),
    (Code::WrongUnit, "tons", "kilograms"),
    (Code::WrongUnit, "tonnes", "kilograms"),
    (Code::WrongUnit, "mm", "cm"),
    (Code::WrongUnit, "millimeters", "meters"),
    (Code::WrongUnit, "mu", "hectares"),
    (Code::WrongUnit, "minutes", "hours"),
    (Code::WrongUnit, "hours", "days"),
    (Code::WrongUnit, "days", "weeks"),
    (Code::WrongUnit, "weeks", "months"),
    (Code::WrongUnit, "months", "years"),
    (Code::WrongUnit, "years", "months"),
    (Code::WrongUnit, "Celsius", "Fahrenheit"),
    (Code::WrongCurrency, "yuan", "dollars"),
    (Code::WrongCurrency, "US dollars", "euros"),
    (Code::WrongCurrency, "dollars", "yuan"),
    (Code::WrongCurrency, "euros", "pounds sterling"),
    (Code::WrongCurrency, "$", "£"),
    (Code::WrongCurrency, "£", "$"),
    (Code::WrongCurrency, "RMB", "US$"),
    (Code::PercentForPoints, " percentage points", "%"),
    (Code::PercentForPoints, " percentage point", "%"),
    (Code::WrongFraction, "One third", "One quarter"),
    (Code::WrongFraction, "one third", "two thirds"),
    (Code::WrongFraction, "A third", "A quarter"),
    (Code::WrongFraction, "Two thirds", "Three quarters"),
    (Code::WrongFraction, "Two-thirds", "One-third"),
    (Code::WrongFraction, "two-thirds", "one-third"),
    (Code::WrongFraction, "Three quarters", "One quarter"),
    (Code::WrongFraction, "A quarter", "A third"),
    (Code::WrongFraction, "Three fifths", "Two fifths"),
    (Code::WrongFraction, "one tenth", "one fifth"),
    (Code::WrongFraction, "half of", "a third of"),
    (Code::WrongFraction, "Half of", "A third of"),
    (Code::WrongMultiple, "doubled", "tripled"),
    (Code::WrongMultiple, "quadrupled", "doubled"),
    (Code::WrongMultiple, "tripled", "doubled"),
    (Code::WrongMultiple, "three times", "five times"),
    (Code::WrongMultiple, "five times", "three times"),
    (Code::WrongMultiple, "ten times", "six times"),
    (Code::WrongMultiple, "22 times", "12 times"),
    (Code::OrdinalForCardinal, "its third meeting", "three meetings"),
    (Code::OrdinalForCardinal, "The fifth session", "The five sessions"),
    (Code::OrdinalForCardinal, "The sixth plenary session", "The six plenary sessions"),
    (Code::ReversedBound, "more than", "less than"),
    (Code::ReversedBound, "More than", "Less than"),
    (Code::ReversedBound, "over", "under"),
    (Code::ReversedBound, "Over", "Under"),
    (Code::ReversedBound, "at least", "at most"),
    (Code::ReversedBound, "At least", "At most"),
    (Code::ReversedBound, "no more than", "no less than"),
    (Code::ReversedBound, "less than", "more than"),
    (Code::ReversedBound, "under", "over"),
    (Code::ReversedBound, "up to", "at least"),
    (Code::ReversedBound, "below", "above"),
    (Code::ReversedBound, "No fewer than", "No more than"),
    (Code::ReversedBound, "and above", "and below"),
    (Code::ReversedDirection, "rose", "fell"),
    (Code::ReversedDirection, "fell", "rose"),
    (Code::ReversedDirection, "grew", "shrank"),
    (Code::ReversedDirection, "increased", "decreased"),
    (Code::ReversedDirection, "dropped", "increased"),
    (Code::ReversedDirection, "were down", "were up"),
    (Code::ReversedDirection, "surplus", "deficit"),
    (Code::ReversedDirection, "an increase of", "a decrease of"),
    (Code::ReversedDirection, "a decrease of", "an increase of"),
    (Code::LostSign, "minus ", ""),
    (Code::LostSign, " below zero", ""),
];

/// Whether a word at this place bears on the figure, which the Chinese has too: units and bounds
/// right beside it, changes in its clause.
fn bears(code: Code, (start, end): (usize, usize), figure: &Figure, zh: &[Figure]) -> bool {
    let near = match code {
        Code::ReversedDirection => 15,
        Code::WrongMultiple | Code::WrongFraction | Code::OrdinalForCardinal => 1,
        _ => 2,
    };
    let changes = !matches!(figure.kind, Kind::Date | Kind::Clock | Kind::Ordinal | Kind::Name);
    let fits = changes || code == Code::OrdinalForCardinal || code == Code::WrongUnit;
    fits && figure.span.start < end + near
        && start < figure.span.end + near
        && has_source(figure, zh)
}

fn find_word(en: &str, word: &str) -> Option<(usize, usize)> {
    en.match_indices(word).map(|(at, _)| (at, at + word.len())).find(|&(start, end)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let first = word.starts_with(char::is_alphabetic);
        let last = word.ends_with(char::is_alphabetic);
        let inside_before = first && letter(en[..start].chars().next_back());
        let inside_after = last && letter(en[end..].chars().next());
        !inside_before && !inside_after
    })
}

/// Whether the Chinese has the same figure: only then does changing it make the pair wrong.
fn has_source(figure: &Figure, zh: &[Figure]) -> bool {
    zh.iter().any(|other| {
        !other.weak
            && (other.quantity == figure.quantity
                || other.high.as_ref() == Some(&figure.quantity)
                || matches!(
                    (&other.quantity, &figure.quantity),
                    (Quantity::Date(x), Quantity::Date(y))
                        if x.year == y.year || x.month == y.month && x.day == y.day
                ))
    })
}

/// Two figures of one kind and unit, both in the Chinese, exchanged.
fn swapped(en: &str, figures: &[Figure], zh: &[Figure]) -> Vec<(Code, String, String)> {
    for pair in figures.windows(2) {
        let [one, other] = pair else { continue };
        let swappable = |figure: &Figure| {
            !figure.weak
                && !figure.is_range()
                && has_source(figure, zh)
                && matches!(
                    figure.kind,
                    Kind::Cardinal | Kind::Percent | Kind::Money | Kind::Measure
                )
        };
        let alike = one.kind == other.kind
            && one.unit.map(|unit| unit.id) == other.unit.map(|unit| unit.id)
            && one.quantity != other.quantity;
        if swappable(one) && swappable(other) && alike {
            let (first, second) = (one.numeral.range(), other.numeral.range());
            if first.end > second.start {
                continue;
            }
            let mutated = format!(
                "{}{}{}{}{}",
                &en[..first.start],
                &en[second.clone()],
                &en[first.end..second.start],
                &en[first.clone()],
                &en[second.end..]
            );
            let what = format!("{} <-> {}", &en[first], &en[second]);
            return vec![(Code::Swapped, mutated, what)];
        }
    }
    Vec::new()
}

/// A figure of at least two digits left out.
fn lost(en: &str, figures: &[Figure], zh: &[Figure]) -> Vec<(Code, String, String)> {
    let telling = |figure: &&Figure| {
        !figure.weak
            && has_source(figure, zh)
            && digits_at(figure.numeral.of(en)).len() >= 2
            && matches!(
                figure.kind,
                Kind::Cardinal | Kind::Percent | Kind::Money | Kind::Measure | Kind::Duration
            )
            && figures.iter().filter(|other| other.quantity == figure.quantity).count() == 1
    };
    figures
        .iter()
        .find(telling)
        .map(|figure| {
            let range = figure.span.range();
            let mutated = format!("{}many{}", &en[..range.start], &en[range.end..]);
            (Code::Missing, mutated, format!("{} left out", &en[range]))
        })
        .into_iter()
        .collect()
}
