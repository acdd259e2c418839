//! What a number counts: money, per cent, points, units, lengths of time, multiples, or plain
//! things. Looks left for sign and currency, right for the rest.

use super::grammar::Found;
use super::numeral::{Numeral, Sort};
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::document::Span;
use crate::figure::{Bound, Figure, Kind, Quantity, Unit, Units, Value, unit};

/// The longest unit name of the table, in tokens.
const LONGEST_UNIT: usize = 4;

const POUNDS: &str = "Pounds are a weight or a currency.";
const METRES: &str = "The letter m stands for metres or for a million.";
const TIMES: &str = "\"Times\" counts occasions or multiplies.";
const MONTH_DAY: &str = "This is a fraction or a month and a day.";

/// What follows a number and gives it its kind.
struct Suffix {
    kind: Kind,
    unit: Option<Unit>,
    next: usize,
    factor: Value,
}

impl Text<'_> {
    /// The quantity whose number begins at token `i`.
    pub(super) fn quantity(&self, i: usize, floor: usize, stop_at_and: bool) -> Option<Found> {
        if self.class(i) == Class::Sign {
            let next = self.following(i + 1);
            // "10 minus 3" and "T minus 3 days" take away.
            let taken = self.is_digits(i.wrapping_sub(1)) || self.back(i, 1).len() == 1 && i > 0;
            let number = self.at(next).gap < Gap::Line
                && !taken
                && !matches!(self.class(next), Class::A | Class::Sign);
            let found = number.then(|| self.quantity(next, i, stop_at_and)).flatten()?;
            return (found.first == next).then(|| self.negative(found, i));
        }
        let number = self.numeral(i, stop_at_and)?;
        match number.sort {
            Sort::Ordinal => return self.ordinal(&number),
            Sort::Long => return Some(self.string(number.first, number.next, Kind::Code)),
            Sort::Year => return Some(self.spelled_year(&number)),
            _ => {}
        }
        let mut found = self.measured(&number, floor)?;
        found.figure.weak = number.weak
            && (matches!(found.figure.kind, Kind::Cardinal | Kind::Fraction)
                || number.value == Value::ONE);
        self.take_sign(&mut found, floor);
        self.below_zero(&mut found);
        found.figure.numeral = self.span(number.first, number.next);
        if number.spelled && number.value == Value::ONE && self.pronoun(&number) {
            return None;
        }
        Some(found)
    }

    fn measured(&self, number: &Numeral, floor: usize) -> Option<Found> {
        let currency = self.currency_before(number.first).filter(|&(_, first)| first >= floor);
        let mut number = *number;
        let odd = self.odd(number.next);
        let mut counted = Numeral { next: odd.map_or(number.next, |(_, next)| next), ..number };
        let suffix = self.suffix(&mut counted);
        // "forty-odd years" keeps the words that soften it only where a unit follows them.
        let softened = odd.filter(|_| suffix.is_some()).map(|(bound, _)| bound);
        if suffix.is_some() || odd.is_none() {
            number = counted;
        }
        let (first, next) = (currency.map_or(number.first, |(_, first)| first), number.next);
        let kind = match number.sort {
            Sort::Fraction => Kind::Fraction,
            _ => Kind::Cardinal,
        };
        let mut found = self.found(first, next, kind, Quantity::Number(number.value));
        let figure = &mut found.figure;
        figure.step = number.step;
        figure.bound = softened.unwrap_or_default();
        if number.sort == Sort::Several {
            figure.bound = Bound::Several;
            figure.step = None;
        }
        if let Some(suffix) = suffix {
            let money_twice = currency.is_some() && suffix.kind == Kind::Money;
            if currency.is_none() || money_twice {
                (figure.kind, figure.unit) = (suffix.kind, suffix.unit);
                figure.quantity = Quantity::Number(number.value.mul(suffix.factor)?);
                figure.step = figure.step.and_then(|step| step.mul(suffix.factor));
                found.next = suffix.next;
                self.ambiguous_unit(&mut found, &number);
            }
        }
        if let Some((unit, _)) = currency {
            // "RMB23.5 cents"
            let part = found.figure.unit.is_some_and(|unit| matches!(unit.id, "cent" | "penny"));
            if let Some(factor) = Value::ratio(1, 100).filter(|_| part) {
                found.figure.quantity = Quantity::Number(number.value.mul(factor)?);
                found.figure.step = number.step.and_then(|step| step.mul(factor));
            }
            (found.figure.kind, found.figure.unit) = (Kind::Money, Some(unit));
        } else if found.figure.kind == Kind::Cardinal {
            if let Some(year) = self.bare_year(&number) {
                return Some(year);
            }
            self.multiplied(&mut found);
        } else if found.figure.kind == Kind::Fraction {
            self.month_day_or_part(&mut found);
        }
        found.figure.span = self.span(found.first, found.next);
        Some(found)
    }

    /// "-odd", "-plus" between a number and what it counts: the bound and the token after it.
    fn odd(&self, next: usize) -> Option<(Bound, usize)> {
        let at = self.following(next);
        let bound = match () {
            () if self.any(at, &["odd", "something"]) => Bound::Above,
            () if self.is(at, "plus") && at > next => Bound::AtLeast,
            () => return None,
        };
        Some((bound, at + 1))
    }

    fn suffix(&self, number: &mut Numeral) -> Option<Suffix> {
        let next = number.next;
        let of = number.sort == Sort::Several || number.sort == Sort::Fraction || number.weak;
        let mut at = if of && self.is(next, "of") { next + 1 } else { self.following(next) };
        if number.sort == Sort::Fraction && self.class(at) == Class::A {
            at += 1;
        }
        if self.at(at).gap == Gap::Line && number.spelled {
            return None;
        }
        if let Some(suffix) = self.height(number).or_else(|| self.percent(at)) {
            return Some(suffix);
        }
        // "half of one percent", "a quarter of a percentage point"
        let of_one = number.sort == Sort::Fraction && self.any(at, &["one", "a", "1"]);
        if let Some(suffix) = of_one.then(|| self.percent(at + 1)).flatten() {
            return Some(suffix);
        }
        // "0.3 of a percentage point"
        let of_point = self.is(next, "of") && self.class(next + 1) == Class::A;
        // "three-quarters of a point"
        if of_point && number.sort == Sort::Fraction && self.is(next + 2, "point") {
            let next = next + 3;
            return Some(Suffix { kind: Kind::Points, unit: None, next, factor: Value::ONE });
        }
        if let Some(suffix) = of_point.then(|| self.percent(next + 2)).flatten() {
            return Some(suffix);
        }
        let (unit, mut next) = self.unit_at(at, number)?;
        // "half of the yuan" parts a thing; "half of a year" is a length of time.
        let kind = match unit.dimension {
            "money" => Kind::Money,
            "time" | "months" => Kind::Duration,
            _ => Kind::Measure,
        };
        if self.class(next) == Class::And && kind != Kind::Money && number.power == 0 {
            let mut more = Numeral { next, sort: Sort::Cardinal, ..*number };
            self.and_a_half(&mut more);
            if more.next > next {
                (number.value, number.step, next) = (more.value, None, more.next);
            }
        }
        // "18-year-old", "18 years old"
        let old = self.following(next);
        if unit.dimension == "months" && self.is(old, "old") && self.at(old).gap < Gap::Line {
            next = old + 1;
        }
        Some(Suffix { kind, unit: Some(unit), next, factor: Value::ONE })
    }

    /// The marks of 5'10": feet after the first number, inches after the second.
    fn height(&self, number: &Numeral) -> Option<Suffix> {
        let tick = |at: usize| self.apostrophe(at) || self.mark(at, '′');
        let (i, next) = (number.first, number.next);
        let units = Units::builtin();
        let (unit, end) = if tick(next)
            && self.tight(next)
            && self.is_digits(next + 1)
            && self.tight(next + 1)
            && self.inches(next + 2).is_some()
        {
            (units.en("foot")?, next + 1)
        } else if i >= 2
            && tick(i - 1)
            && self.tight(i)
            && self.tight(i - 1)
            && self.is_digits(i - 2)
        {
            (units.en("inch")?, self.inches(next)?)
        } else {
            return None;
        };
        Some(Suffix { kind: Kind::Measure, unit: Some(unit), next: end, factor: Value::ONE })
    }

    /// "five feet four inches", 5'11": one height, in inches.
    pub(super) fn feet_and_inches(&self, feet: &Found, inches: &Found) -> Option<Found> {
        let between = feet.next..inches.first;
        let joint = between.len() == 1 && (self.is(feet.next, "and") || self.mark(feet.next, ','));
        let beside = between.is_empty() || joint;
        let sum = unit::in_inches(&feet.figure, &inches.figure).filter(|_| beside)?;
        let mut found = Found { next: inches.next, ..feet.clone() };
        found.figure = Figure {
            span: self.span(feet.first, inches.next),
            numeral: Span::new(feet.figure.numeral.start, inches.figure.numeral.end),
            head: inches.figure.head,
            quantity: Quantity::Number(sum),
            ..inches.figure.clone()
        };
        found.figure.bound = feet.figure.bound;
        Some(found)
    }

    fn inches(&self, at: usize) -> Option<usize> {
        let double = self.tight(at) && matches!(self.at(at).form, Form::Mark('"' | '”' | '″'));
        let two = self.tight_mark(at, '\'') && self.tight_mark(at + 1, '\'');
        if double { Some(at + 1) } else { two.then_some(at + 2) }
    }

    fn percent(&self, at: usize) -> Option<Suffix> {
        let found = |kind, next| Some(Suffix { kind, unit: None, next, factor: Value::ONE });
        match self.at(at).form {
            Form::Mark('%' | '﹪' | '٪') => return found(Kind::Percent, at + 1),
            Form::Mark('‰') => return found(Kind::PerMille, at + 1),
            Form::Mark('‱') => {
                let factor = Value::ratio(1, 100)?;
                return Some(Suffix { factor, ..found(Kind::Percent, at + 1)? });
            }
            Form::Word => {}
            _ => return None,
        }
        let points = |i: usize| self.any(i, &["point", "points"]);
        if self.any(at, &["percent", "pct", "per"]) {
            let mut next = at + 1;
            if self.is(at, "per") {
                match () {
                    () if self.is(next, "cent") => next += 1,
                    () if self.any(next, &["mille", "mil", "mill", "thousand"]) => {
                        return found(Kind::PerMille, next + 1);
                    }
                    () => return None,
                }
            } else if self.is(at, "pct") && self.tight_mark(next, '.') && self.is_word(next + 1) {
                next += 1;
            }
            let kind = if points(next) { Kind::Points } else { Kind::Percent };
            return found(kind, if points(next) { next + 1 } else { next });
        }
        if self.is(at, "percentage") && points(self.following(at + 1)) {
            return found(Kind::Points, self.following(at + 1) + 1);
        }
        if self.is(at, "pc") && self.tight(at) {
            return found(Kind::Percent, at + 1);
        }
        if self.any(at, &["pp", "pps", "ppt", "ppts"]) {
            return found(Kind::Points, at + 1);
        }
        if self.is(at, "p") && self.phrase(at, &["p", ".", "p", "."]).is_some() {
            return found(Kind::Points, at + 4);
        }
        let word = self.following(at + 1);
        let basis = self.is(at, "basis") && points(word);
        if basis || self.any(at, &["bp", "bps"]) {
            let factor = Value::ratio(1, 100)?;
            let next = if basis { word + 1 } else { at + 1 };
            return Some(Suffix { factor, ..found(Kind::Points, next)? });
        }
        None
    }

    /// The unit at token `at`, the longest the table has.
    pub(super) fn unit_at(&self, at: usize, number: &Numeral) -> Option<(Unit, usize)> {
        // "10-$20": the sign belongs to what follows it.
        let sign_of_next = at > number.next && !matches!(self.at(at).form, Form::Word);
        if matches!(self.at(at).form, Form::Digits | Form::End) || sign_of_next {
            return None;
        }
        let units = Units::builtin();
        let (mut form, mut folded) = (String::new(), String::new());
        let mut best = None;
        for next in at + 1..=at + LONGEST_UNIT {
            let token = self.at(next - 1);
            if token.form == Form::End {
                break;
            }
            if next > at + 1 && (token.gap == Gap::Space || token.gap == Gap::Line) {
                form.push(' ');
                folded.push(' ');
            }
            form.push_str(self.str(next - 1));
            folded.extend(self.str(next - 1).chars().map(unit::fold));
            if !units.en_begins(&folded) {
                break;
            }
            let unit = units.en(&form).or_else(|| {
                let word = folded.len() > 3 || self.is(at, "mu") || self.is(at, "day");
                word.then(|| units.en(&folded)).flatten()
            });
            if let Some(unit) = unit.filter(|unit| self.unit_fits(unit, at, next, number)) {
                best = Some((unit, next));
            }
        }
        best
    }

    /// Short forms that are also something else must sit where a unit sits.
    fn unit_fits(&self, unit: &Unit, at: usize, next: usize, number: &Numeral) -> bool {
        let alone = next == at + 1;
        let tight = self.tight(at) && at == number.next;
        match self.str(at) {
            // Seat 12F is not warm.
            "C" | "F" if alone && self.class(number.first.wrapping_sub(1)) == Class::Label => false,
            "C" | "F" if alone => tight && number.next - number.first == 1 && self.wide(number),
            // "under-18s"
            "s" if alone && at == number.next && self.hyphen(number.first.wrapping_sub(1)) => false,
            "m" | "t" | "g" | "h" | "s" | "d" | "l" | "L" | "W" | "V" | "A" | "J" | "N" | "K"
                if alone =>
            {
                !number.spelled && !self.tight_mark(next, '.') && !self.apostrophe(next)
            }
            // "two second" is hardly a time, "two-second" is; "30 second" is one in digits.
            "second" => at > number.next || !number.spelled || number.value == Value::ONE,
            "in" | "In" if alone => {
                self.str(at) == "in"
                    && self.any_before(number.first, &["ft", "feet", "foot"])
                    && (tight || !self.is_word(next) && !self.is_digits(next))
            }
            // 48MP, but "48 MPs" and "an MP".
            "MP" | "kt" | "Mt" | "Gt" if alone => tight || !number.spelled && self.str(at) != "MP",
            "won" => number.power > 0 || number.value >= Value::int(100),
            // The last point of a sentence is not part of "lbs".
            _ if self.mark(next - 1, '.') => {
                let after = self.at(next);
                after.form == Form::Word && !after.capital
                    || matches!(after.form, Form::Mark(',' | ')'))
            }
            // A letter or digit glued on makes it another word.
            _ => unit.dimension == "money" || !(self.is_digits(next) && self.tight(next)),
        }
    }

    fn wide(&self, number: &Numeral) -> bool {
        self.at(number.first).len() > 1
    }

    fn ambiguous_unit(&self, found: &mut Found, number: &Numeral) {
        let (Some(unit), Some(value)) = (found.figure.unit, found.figure.number()) else { return };
        if unit.id == "pound" && !self.str(found.next - 1).to_ascii_lowercase().starts_with("lb") {
            if number.power >= 6 {
                found.figure.kind = Kind::Money;
                found.figure.unit = Units::builtin().en("£");
            } else {
                found.figure.also.push((Kind::Money, Quantity::Number(value)));
                found.figure.ambiguity = POUNDS;
            }
        }
        if unit.id == "m"
            && self.str(found.next - 1) == "m"
            && found.next == number.next + 1
            && self.tight(number.next)
            && let Some(millions) = Value::power_of_ten(6).and_then(|size| value.mul(size))
        {
            found.figure.also.push((Kind::Cardinal, Quantity::Number(millions)));
            found.figure.ambiguity = METRES;
        }
    }

    /// "three times", "10-fold", "3x", "3×".
    fn multiplied(&self, found: &mut Found) {
        let next = self.following(found.next);
        let tight = self.tight(next) && next == found.next;
        let number = found.figure.quantity.clone();
        if self.any(next, &["fold", "folds"]) {
            (found.figure.kind, found.next) = (Kind::Multiple, next + 1);
        } else if tight && (self.is(next, "x") || self.mark(next, '×')) {
            let product =
                self.is_digits(next + 1) || self.is_digits(next + 2) && self.tight(next + 2);
            if !product {
                (found.figure.kind, found.next) = (Kind::Multiple, next + 1);
            }
        } else if self.is(next, "times") && self.at(next).gap < Gap::Line {
            found.next = next + 1;
            let compared = [
                "as", "more", "larger", "higher", "the", "that", "bigger", "greater", "faster",
                "longer", "its", "their", "over", "what", "stronger", "heavier", "smaller", "of",
                "those", "lower", "less", "better", "cheaper", "taller", "wider", "older", "fewer",
                "larger", "his", "her",
            ];
            found.figure.ambiguity = TIMES;
            let broken = found.figure.number().is_some_and(|value| !value.is_int());
            if broken || self.any(found.next, &compared) {
                found.figure.kind = Kind::Multiple;
                found.figure.also.push((Kind::Cardinal, number));
            } else {
                found.figure.also.push((Kind::Multiple, number));
            }
        }
        if found.figure.kind == Kind::Multiple {
            found.figure.step = None;
            found.figure.weak = false;
        }
    }

    fn month_day_or_part(&self, found: &mut Found) {
        let i = found.first;
        found.figure.step = None;
        if !self.is_digits(i) || !self.tight_mark(i + 1, '/') || found.next != i + 3 {
            return;
        }
        if let Some(date) = self.slash_month_day(i) {
            found.figure.ambiguity = MONTH_DAY;
            let other = (found.figure.kind, found.figure.quantity.clone());
            let dated =
                self.any_before(i, &["on", "by", "since", "until", "till", "dated", "before"]);
            let date = (Kind::Date, Quantity::Date(date));
            let (main, also) = if dated { (date, other) } else { (other, date) };
            (found.figure.kind, found.figure.quantity) = main;
            found.figure.also.push(also);
        }
    }

    /// The currency right before token `i`, with the token it begins at.
    pub(super) fn currency_before(&self, i: usize) -> Option<(Unit, usize)> {
        let before = i.checked_sub(1)?;
        if self.at(i).gap == Gap::Line {
            return None;
        }
        let units = Units::builtin();
        let text = self.str(before);
        let money = |form: &str| units.en(form).filter(|unit| unit.dimension == "money");
        if self.mark(before, '$') {
            let glued =
                |at: &usize| self.is_word(*at) && (self.tight(before) || self.is(*at, "US"));
            if let Some(word) = before.checked_sub(1).filter(glued) {
                let dollars = format!("{}$", self.str(word));
                if let Some(unit) = money(&dollars) {
                    return Some((unit, word));
                }
            }
            let dotted = before >= 4 && self.phrase(before - 4, &["U", ".", "S", "."]).is_some();
            return Some((money("$")?, if dotted { before - 4 } else { before }));
        }
        let sign =
            matches!(self.at(before).form, Form::Mark('€' | '£' | '¥' | '￥' | '₽' | '₹' | '₩'));
        if sign {
            let word = before.checked_sub(1).filter(|&at| {
                self.tight(before) && self.any(at, &["RMB", "CN", "JP", "CNY", "JPY"])
            });
            let unit = match word {
                Some(at) if self.any(at, &["JP", "JPY"]) => money("JPY")?,
                _ => money(text)?,
            };
            return Some((unit, word.unwrap_or(before)));
        }
        // "Rs. 500", "Yuan 500m"
        let dot = self.tight_mark(before, '.') && before >= 1;
        let word = if dot { before - 1 } else { before };
        if ["Rs", "Yuan", "Rmb"].contains(&self.str(word)) && !(dot && self.is(word, "Yuan")) {
            return money(self.str(word)).map(|unit| (unit, word));
        }
        let code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if code && self.is_word(before) {
            return money(text).map(|unit| (unit, before));
        }
        // "US55 billion" is "US$55 billion" with its sign lost.
        let lost = text == "US" && self.tight(i) && self.is_digits(i);
        let scaled = || {
            self.digits(i)
                .is_some_and(|digits| self.class(self.following(digits.next)) == Class::Scale)
        };
        (lost && scaled()).then(|| money("$")).flatten().map(|unit| (unit, before))
    }
}
