//! What stands beside a figure: hedges and bounds, the way a change goes, the noun counted, and
//! the counted slogans.

use super::grammar::Found;
use super::scan::{Form, Gap, Token};
use super::text::Text;
use super::words::Class;
use crate::document::Span;
use crate::figure::{Bound, Change, Direction, Figure, Kind, Quantity, Value};

/// How far left of a figure the verb of its change may stand, in tokens.
const VERB_REACH: usize = 7;
/// How far right its head noun may stand.
const HEAD_REACH: usize = 4;

/// Words that hedge a figure, but before "the" only say where or of what.
const PLACES: [&str; 8] =
    ["about", "around", "over", "under", "above", "below", "within", "beyond"];

const FUNCTION_WORDS: [&str; 60] = [
    "of", "in", "to", "and", "or", "for", "from", "by", "at", "on", "with", "the", "a", "an", "is",
    "was", "were", "are", "be", "been", "has", "have", "had", "that", "this", "which", "who", "as",
    "than", "but", "while", "when", "where", "after", "before", "during", "since", "per", "its",
    "their", "his", "her", "it", "they", "he", "she", "we", "i", "will", "would", "can", "could",
    "may", "if", "into", "over", "not", "so", "then", "against",
];
const NO_S_PLURALS: [&str; 14] = [
    "people",
    "children",
    "men",
    "women",
    "staff",
    "aircraft",
    "sheep",
    "fish",
    "feet",
    "teeth",
    "mice",
    "cattle",
    "police",
    "personnel",
];

impl Text<'_> {
    /// Whether token `i` is a small word that no figure counts.
    pub(super) fn function_word(&self, i: usize) -> bool {
        self.at(i).len() <= 7 && self.any(i, &FUNCTION_WORDS)
    }

    /// Fills in what the words beside a figure say.
    pub(super) fn place(&self, found: &mut Found, floor: usize, last: Option<&Found>) {
        let is_string = matches!(found.figure.kind, Kind::Section | Kind::Name | Kind::Code);
        if !is_string {
            self.slogan(found);
            let low = self.bound_before(found, floor);
            self.bound_after(found);
            self.direction(found, low, last);
        }
        found.figure.head = self.head(found.next);
        let head = self.head_end(found);
        if !is_string && found.figure.bound == Bound::Exact && head > found.next {
            found.figure.bound = self.bound_at(head).unwrap_or(Bound::Exact);
        }
    }

    /// The hedge right before a figure; the token it begins at.
    fn bound_before(&self, found: &mut Found, floor: usize) -> usize {
        let mut first = found.first;
        let mut low = first;
        if let Some(sign) = first.checked_sub(1).filter(|&at| at >= floor) {
            let glued = self.tight(sign).then(|| self.back(sign, 1).form);
            let bound = match self.at(sign).form {
                Form::Mark('~' | '≈') => Some(Bound::About),
                Form::Mark('=') if glued == Some(Form::Mark('>')) => Some(Bound::AtLeast),
                Form::Mark('=') if glued == Some(Form::Mark('<')) => Some(Bound::AtMost),
                Form::Mark('>' | '＞') => Some(Bound::Above),
                Form::Mark('<' | '＜') => Some(Bound::Below),
                Form::Mark('≥') => Some(Bound::AtLeast),
                Form::Mark('≤') => Some(Bound::AtMost),
                _ => None,
            };
            if let Some(bound) = bound {
                self.set_bound(&mut found.figure, bound);
                return sign;
            }
        }
        // "about a hundred", "more than the 500", "over RMB 5": an article or "c." may stand between.
        let definite = first > floor && self.any_before(first, &["the"]);
        if definite || first > floor && self.any_before(first, &["a", "an"]) {
            first -= 1;
        }
        // "under-18s", "c. 1500"
        if first > floor + 1
            && self.tight_hyphen(first - 1)
            && self.any(first - 2, &["under", "over"])
        {
            first -= 1;
        } else if first > floor + 1 && self.tight_mark(first - 1, '.') && self.str(first - 2) == "c"
        {
            self.set_bound(&mut found.figure, Bound::About);
            return first - 2;
        }
        for _ in 0..2 {
            let Some(last) = first.checked_sub(1) else { break };
            if self.at(first).gap == Gap::Line && self.at(last).form != Form::Word {
                break;
            }
            let Some((bound, at)) = self.phrase_before(last) else { break };
            // "information about the 12 release", "under the two-button system"
            if definite && self.any(last, &PLACES) {
                break;
            }
            // "the above three files" are those named before.
            if self.is(last, "above") && self.any_before(last, &["the", "these", "those", "all"]) {
                break;
            }
            if at < floor && last < floor {
                break;
            }
            let (bound, at) = self.denied(bound, at).unwrap_or((bound, at));
            // "years over 2016" and "in over 5": the innermost phrase wins, unless it is softer.
            if found.figure.bound == Bound::Exact || found.figure.bound == Bound::Several {
                self.set_bound(&mut found.figure, bound);
            }
            (first, low) = (at, at);
        }
        low
    }

    /// "must not be larger than 5", "cannot have more than 5": a bound turned by the word before it.
    fn denied(&self, bound: Bound, first: usize) -> Option<(Bound, usize)> {
        let turned = match bound {
            Bound::Above => Bound::AtMost,
            Bound::Below => Bound::AtLeast,
            _ => return None,
        };
        let verbs = [
            "be", "ever", "have", "contain", "include", "take", "use", "hold", "need", "require",
            "last", "cost", "spend", "exceed",
        ];
        let at = first - usize::from(first > 0 && self.any_before(first, &verbs));
        let denies = ["no", "not", "never", "cannot", "without"];
        (at > 0 && self.any_before(at, &denies)).then(|| (turned, at - 1))
    }

    fn set_bound(&self, figure: &mut Figure, bound: Bound) {
        let several =
            figure.bound == Bound::Several && matches!(bound, Bound::About | Bound::Exact);
        if matches!(figure.kind, Kind::Ordinal | Kind::Session) {
            return;
        }
        let dated = matches!(figure.kind, Kind::Date | Kind::Decade | Kind::Century | Kind::Clock);
        if several || (dated && !matches!(bound, Bound::About | Bound::Near | Bound::AtMost)) {
            return;
        }
        figure.bound = bound;
    }

    /// The longest bound phrase that ends at token `last`.
    fn phrase_before(&self, last: usize) -> Option<(Bound, usize)> {
        let token = self.at(last);
        if token.form != Form::Word || token.len() > 16 {
            return None;
        }
        let word = self.str(last).to_ascii_lowercase();
        self.words.before(&word).iter().find_map(|phrase| {
            let first = (last + 1).checked_sub(phrase.words.len())?;
            self.phrase(first, &phrase.words).filter(|&end| end == last + 1)?;
            Some((phrase.bound, first))
        })
    }

    fn bound_after(&self, found: &mut Found) {
        let next = found.next;
        let glued =
            self.tight(next + 1) && matches!(self.at(next + 1).form, Form::Word | Form::Digits);
        if self.tight_mark(next, '+') && !glued {
            found.figure.bound = Bound::AtLeast;
            found.next = next + 1;
            found.figure.span.end = self.at(next).end;
        } else if let Some(bound) = self.bound_at(next) {
            found.figure.bound = bound;
        }
    }

    fn bound_at(&self, next: usize) -> Option<Bound> {
        let at = self.following(next);
        let token = self.at(at);
        if token.form != Form::Word || token.gap == Gap::Line {
            return None;
        }
        let word = self.str(at).to_ascii_lowercase();
        let phrase = self
            .words
            .after(&word)
            .iter()
            .find_map(|phrase| Some((phrase.bound, self.phrase(at, &phrase.words)?)));
        // "less than 100 or greater than 9999": what follows belongs to the next figure.
        let (bound, end) = phrase?;
        (!self.is(end, "than")).then_some(bound)
    }

    /// Which way the figure's change goes, and whether by or to.
    fn direction(&self, found: &mut Found, low: usize, last: Option<&Found>) {
        if matches!(
            found.figure.kind,
            Kind::Date
                | Kind::Clock
                | Kind::Decade
                | Kind::Century
                | Kind::Session
                | Kind::Ordinal
                | Kind::Rank
        ) {
            return;
        }
        if found.figure.kind == Kind::Multiple && self.class(found.first) == Class::Multiply {
            return;
        }
        let compared = || self.compared_share(found);
        if let Some(direction) = self.direction_after(found.next).or_else(compared) {
            found.figure.direction = Some(direction);
            return;
        }
        let Some(mut before) = low.checked_sub(1) else { return };
        // "LPR plus 20 basis points"
        let told = match found.figure.kind {
            Kind::Points if self.is(before, "plus") => Some(Direction::Up),
            Kind::Points if self.any(before, &["minus", "less"]) => Some(Direction::Down),
            _ => None,
        };
        if told.is_some() {
            found.figure.direction = told;
            return;
        }
        let change = match self.str(before) {
            "by" => Some(Change::By),
            "to" => Some(Change::To),
            _ => None,
        };
        let reach = self.verb_reach(before, change);
        // "from 5 to 7": the verb stands before the first end.
        if let (Some(Change::To), Some(last)) = (change, last)
            && last.next == before
            && self.any_before(last.first, &["from"])
        {
            before = last.first - 1;
        }
        for back in 0..=reach {
            let Some(at) = before.checked_sub(back) else { break };
            let token = self.at(at);
            match token.class {
                Class::Up | Class::Down => {
                    let noun_up = self.is(at, "up") && self.is(at + 1, "to");
                    if !noun_up {
                        // "negative growth", "negative resource growth"
                        let turned = self.any_before(at, &["negative", "minus"])
                            || at > 0 && self.any_before(at - 1, &["negative"]);
                        let class = if turned { Class::Down } else { token.class };
                        found.figure.direction = Some(way(class));
                        found.figure.change = change;
                    }
                    return;
                }
                _ => {}
            }
            if stops(token)
                || (back > 0 && self.any(at, &["and", "but", "while", "or", "that", "which"]))
            {
                break;
            }
        }
    }

    /// How far before token `before` the word for the way may stand.
    fn verb_reach(&self, before: usize, change: Option<Change>) -> usize {
        // "a decline of 5%" names the way right before "of"; a verb before "by" or "to" may stand
        // further off.
        match () {
            () if change.is_some() => VERB_REACH,
            () if self.any(before, &["of"]) => 1,
            () if self.any(before, &["was", "is", "reached", "totaled", "totalled", "hit"])
                && self.any_before(before, &["surplus", "deficit", "loss", "gain"]) =>
            {
                1
            }
            () if self.any(before, &["from", "another", "further", "only", "just"])
                || self.str(before).ends_with("ly") =>
            {
                1
            }
            () => 0,
        }
    }

    /// "5% higher", "a 5 percent year-on-year increase".
    fn direction_after(&self, next: usize) -> Option<Direction> {
        let mut at = self.following(next);
        for _ in 0..5 {
            let token = self.at(at);
            if token.form != Form::Word || token.gap == Gap::Line {
                return None;
            }
            if matches!(token.class, Class::Up | Class::Down) && !self.any(at, &["up", "added"]) {
                return Some(way(token.class));
            }
            let skip = ["year", "on", "annual", "annually", "quarter", "point", "points"];
            if !self.any(at, &skip) || self.function_word(at) && !self.is(at, "on") {
                return None;
            }
            at = self.following(at + 1);
        }
        None
    }

    /// "5% less than", "5 percentage points more than", "51,000 fewer than last year".
    fn compared_share(&self, found: &Found) -> Option<Direction> {
        let share = matches!(found.figure.kind, Kind::Percent | Kind::Points);
        let next = found.next;
        let way = match () {
            () if self.any(next, &["less", "fewer", "lower"]) => Direction::Down,
            () if self.any(next, &["more", "higher", "greater", "larger"]) => Direction::Up,
            () => return None,
        };
        // "51,000 more than last year", not "51 more than needed"
        let times = ["last", "the", "a", "in", "that"];
        let counted = matches!(found.figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure)
            && self.any(next + 2, &times)
            && (next + 2..next + 5).any(|at| {
                self.any(at, &["year", "month", "quarter", "week"]) || self.year(at).is_some()
            });
        ((share || counted) && self.is(next + 1, "than")).then_some(way)
    }

    /// The noun right after a figure.
    fn head(&self, next: usize) -> Span {
        let mut first_word = None;
        let mut at = if self.is(next, "of") { next + 1 } else { self.following(next) };
        for _ in 0..HEAD_REACH {
            let token = self.at(at);
            if token.form != Form::Word || token.gap == Gap::Line || self.function_word(at) {
                break;
            }
            first_word.get_or_insert(at);
            let word = self.str(at);
            if (word.ends_with('s') && word.len() > 3) || self.any(at, &NO_S_PLURALS) {
                return token.span();
            }
            at = self.following(at + 1);
        }
        let end = self.span(next.saturating_sub(1), next).end;
        first_word.map_or(Span::new(end, end), |at| self.at(at).span())
    }

    /// The token after the head noun.
    fn head_end(&self, found: &Found) -> usize {
        let head = found.figure.head;
        (found.next..found.next + HEAD_REACH + 2)
            .find(|&at| !head.is_empty() && self.at(at).end == head.end)
            .map_or(found.next, |at| at + 1)
    }

    /// "Four Consciousnesses", "the \"four greats\"": a counted slogan.
    fn slogan(&self, found: &mut Found) {
        let figure = &mut found.figure;
        let i = found.first;
        let small = figure.number().is_some_and(|n| n > Value::ONE && n <= Value::int(20));
        let word = matches!(self.class(i), Class::Unit | Class::Teen) && found.next == i + 1;
        if figure.kind != Kind::Cardinal || figure.high.is_some() || !small || !word {
            return;
        }
        let at = self.following(found.next);
        let noun = self.at(at);
        if noun.form != Form::Word || noun.gap == Gap::Line {
            return;
        }
        let capitals = self.at(i).capital && noun.capital && !self.starts_sentence(i);
        let opened = matches!(self.back(i, 1).form, Form::Mark('“' | '"' | '‘'));
        let closed = (at + 1..at + 4)
            .find(|&at| !self.is_word(at))
            .is_some_and(|at| matches!(self.at(at).form, Form::Mark('”' | '"' | '’')));
        if capitals || (opened && closed) {
            figure.kind = Kind::Slogan;
            figure.step = None;
            if let Quantity::Number(value) = figure.quantity {
                figure.quantity = Quantity::Number(value);
            }
        }
    }
}

fn way(class: Class) -> Direction {
    if class == Class::Down { Direction::Down } else { Direction::Up }
}

fn stops(token: Token) -> bool {
    matches!(
        token.form,
        Form::Mark(',' | ';' | '.' | ':' | '!' | '?' | '(') | Form::Digits | Form::End
    ) || token.gap == Gap::Line
}
