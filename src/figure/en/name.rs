//! Strings that hold digits: names (5G, H7N9, COVID-19, 13+1) and codes (phone numbers, versions,
//! addresses of computers).

use super::grammar::Found;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Kind, Quantity, Units, Value};

/// No code is longer than this many tokens; it keeps looking ahead linear.
const LONGEST_CODE: usize = 40;

const NAMED: &str = "This is a name with a number, or the number itself.";

impl Text<'_> {
    /// A name around the digits at token `i`.
    pub(super) fn name(&self, i: usize, floor: usize) -> Option<Found> {
        if !self.is_digits(i) {
            return None;
        }
        if let Some(first) = self.name_start(i).filter(|&first| first >= floor) {
            let next = self.name_end(i + 1);
            let mut found = self.string(first, next, Kind::Name);
            let hyphen = self.hyphen(i - 1);
            let word = self.str(first);
            let spelled = word.len() > 3 && word.bytes().any(|byte| byte.is_ascii_lowercase());
            if hyphen
                && spelled
                && next == i + 1
                && let Some(value) = Value::parse(self.str(i))
            {
                found.figure.also.push((Kind::Cardinal, Quantity::Number(value)));
                found.figure.also.push((Kind::Ordinal, Quantity::Number(value)));
                found.figure.ambiguity = NAMED;
            }
            found.figure.weak = !self.at(first).capital;
            return Some(found);
        }
        self.digits_first(i)
    }

    /// Where a name begins whose first digits are at `i`.
    fn name_start(&self, i: usize) -> Option<usize> {
        if i == 0 || !self.tight(i) {
            return None;
        }
        if self.is_word(i - 1) {
            let word = self.str(i - 1);
            let money = self.currency_before(i).is_some();
            let scale = matches!(self.class(i - 1), Class::Scale | Class::Month | Class::Fiscal);
            let label = matches!(self.class(i - 1), Class::Top | Class::Number);
            let version = self.is(i - 1, "v") || word == "x";
            return (!money && !scale && !label && !version && word.is_ascii()).then_some(i - 1);
        }
        if !self.hyphen(i - 1) || !self.tight(i - 1) || i < 2 || !self.is_word(i - 2) {
            return None;
        }
        let word = self.str(i - 2);
        // Chang'e-5
        let tail = i >= 4 && self.apostrophe(i - 3) && self.tight(i - 3) && self.tight(i - 2);
        if tail && self.is_word(i - 4) && self.at(i - 4).capital && word.len() <= 3 && word != "s" {
            return Some(i - 4);
        }
        let capital = self.at(i - 2).capital && word.is_ascii();
        let prefix = [
            "mid", "pre", "post", "sub", "over", "under", "non", "early", "late", "top", "age",
            "aged", "per", "plus", "minus", "anti", "ultra", "semi", "about", "to", "and",
        ];
        let number = self.class(i - 2) != Class::None && word.len() > 1;
        let unit = self.at(i + 1).form == Form::Mark('%') || self.class(i + 1) == Class::Scale;
        let money = Units::builtin().en(word).is_some_and(|unit| unit.dimension == "money");
        let taken = self.any(i - 2, &prefix) || number || unit || money;
        (capital && !taken && self.year(i).is_none()).then_some(i - 2)
    }

    /// The token after the rest of a name: letters, digits, and what joins them.
    fn name_end(&self, from: usize) -> usize {
        let mut next = from;
        loop {
            let part = |at: usize| {
                self.tight(at)
                    && (self.is_digits(at) || (self.is_word(at) && self.str(at).is_ascii()))
            };
            let joint = matches!(self.at(next).form, Form::Mark('-' | '+' | '.' | '·' | '/'));
            let long_word = self.is_word(next + 1) && !self.all_capital(next + 1);
            if part(next) && (self.is_digits(next) || self.at(next).len() <= 4) {
                next += 1;
            } else if joint && self.tight(next) && part(next + 1) && !long_word {
                next += 2;
            } else if self.tight_mark(next, '+') && self.at(next + 1).gap > Gap::None {
                return next + 1;
            } else {
                return next;
            }
        }
    }

    fn all_capital(&self, i: usize) -> bool {
        let word = self.str(i);
        word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Names that begin with digits: 5G, 3D, 13+1, 24/7, 3-D.
    fn digits_first(&self, i: usize) -> Option<Found> {
        let next = i + 1;
        if self.tight_mark(next, '+') && self.tight(next + 1) {
            let sum = self.is_digits(next + 1) || self.all_capital(next + 1);
            let mut end = next;
            while sum
                && self.tight_mark(end, '+')
                && self.tight(end + 1)
                && (self.is_digits(end + 1) || self.is_word(end + 1))
            {
                end += 2;
            }
            let equation = self.mark(end, '=');
            return (sum && !equation).then(|| self.string(i, end, Kind::Name));
        }
        if self.str(i) == "24" && self.tight_mark(next, '/') && self.str(next + 1) == "7" {
            return Some(self.string(i, next + 2, Kind::Name));
        }
        let hyphened = self.tight_hyphen(next);
        let at = if hyphened { next + 1 } else { next };
        if !self.is_word(at) || !self.tight(at) || self.apostrophe(at + 1) {
            return None;
        }
        let word = self.str(at);
        let single = self.at(i).len() == 1;
        let letter = word.len() == 1 && self.at(at).capital;
        let glued_more = self.is_digits(at + 1) && self.tight(at + 1);
        let known = match word {
            "D" | "G" | "A" | "S" => true,
            "C" | "F" | "K" if single && !hyphened => true,
            "K" | "M" | "B" | "T" | "X" | "C" | "F" | "H" | "Q" | "W" | "V" => false,
            "x" | "k" | "m" | "b" | "g" | "s" | "h" | "t" => glued_more && word != "x",
            "e" => false,
            _ => letter || (self.all_capital(at) && !self.unit_like(at)),
        };
        if !known || (hyphened && !letter) {
            return None;
        }
        let end = self.name_end(at + 1);
        let mut found = self.string(i, end, Kind::Name);
        if word == "K"
            && let Some(value) = Value::parse(self.str(i)).and_then(|n| n.mul(Value::int(1000)))
        {
            found.figure.also.push((Kind::Cardinal, Quantity::Number(value)));
            found.figure.ambiguity = NAMED;
        }
        Some(found)
    }

    fn unit_like(&self, at: usize) -> bool {
        let word = self.str(at);
        Units::builtin().en(word).is_some()
            || Units::builtin().en(&word.to_ascii_lowercase()).is_some()
            || self.class(at) != Class::None
            || self
                .any(at, &["am", "pm", "th", "st", "nd", "rd", "bc", "ad", "bce", "ce", "pp", "bp"])
    }

    /// A code at token `i`: a phone number, a version, an address of a computer, 007.
    pub(super) fn code(&self, i: usize, floor: usize) -> Option<Found> {
        if !self.is_digits(i) {
            return None;
        }
        if i > floor && self.mark(i - 1, '+') && self.tight(i) && self.at(i - 1).gap != Gap::None {
            let (next, count) = self.phone_groups(i);
            let decimals = self.tight_mark(next, '.') && self.is_digits(next + 1);
            if count >= 9 && next > i && !decimals {
                return Some(self.string(i - 1, next, Kind::Code));
            }
        }
        if i > floor && self.tight(i) && self.any(i - 1, &["v"]) && self.at(i - 1).gap != Gap::None
        {
            let next = self.dotted(i);
            return Some(self.string(i - 1, next, Kind::Code));
        }
        if self.hinted(i, floor) {
            let (next, count) = self.phone_groups(i);
            if count >= 3 {
                return Some(self.string(i, next, Kind::Code));
            }
        }
        let dotted = self.dotted(i);
        if let Some(next) = self.revision(i, dotted) {
            return Some(self.string(i, next, Kind::Code));
        }
        if dotted >= i + 5 && !self.dotted_date(i) && !self.dotted_groups(i, dotted) {
            return Some(self.string(i, dotted, Kind::Code));
        }
        if self.military(i).is_some() {
            return None;
        }
        if let Some(found) = self.bracketed_phone(i, floor) {
            return Some(found);
        }
        self.hyphen_code(i).or_else(|| {
            let zero = self.str(i).starts_with('0') && self.at(i).len() >= 3;
            let point = self.tight_mark(i + 1, '.') && self.is_digits(i + 2);
            let clean = self.at(i).gap != Gap::None || i == 0 || !self.is_word(i - 1);
            (zero && !point && clean).then(|| self.string(i, i + 1, Kind::Code))
        })
    }

    /// 1.2-1, 1.2.1-2: a version and its revision, no range since it falls; the token after it.
    fn revision(&self, i: usize, dotted: usize) -> Option<usize> {
        let last = dotted + 1;
        let joined = dotted > i + 1 && self.tight_mark(dotted, '-') && self.tight(last);
        let revision = (joined && self.is_digits(last)).then(|| self.small(last, 1)).flatten()?;
        let falls = dotted > i + 3 || self.small(i, 2).is_some_and(|major| revision <= major);
        let ends = !(self.tight(last + 1) && (self.is_word(last + 1) || self.mark(last + 1, '%')));
        let point = self.tight_mark(last + 1, '.') && self.is_digits(last + 2);
        (falls && ends && !point).then_some(last + 1)
    }

    fn dotted(&self, i: usize) -> usize {
        let mut next = i + 1;
        while self.tight_mark(next, '.') && self.is_digits(next + 1) && self.tight(next + 1) {
            next += 2;
        }
        next
    }

    /// 15.1.2017 and 2017.1.15 are dates.
    fn dotted_date(&self, i: usize) -> bool {
        let end = self.dotted(i);
        end == i + 5 && (self.year(i).is_some() || self.year(i + 4).is_some())
    }

    /// 1.234.567 is a number with points between its groups.
    fn dotted_groups(&self, i: usize, end: usize) -> bool {
        self.at(i).len() <= 3 && (i + 2..end).step_by(2).all(|at| self.at(at).len() == 3)
    }

    /// The groups of a phone number from token `i`; the token after it and how many digits.
    fn phone_groups(&self, i: usize) -> (usize, usize) {
        let (mut next, mut count) = (i, 0);
        while next < i + LONGEST_CODE {
            let token = self.at(next);
            let joint = matches!(token.form, Form::Mark('-' | '(' | ')' | '–' | '/'))
                && self.is_digits(next + 1);
            let close = token.form == Form::Mark(')');
            if token.form == Form::Digits && (next == i || token.gap < Gap::Line) {
                count += token.len();
                next += 1;
            } else if (joint || (close && self.mark(next + 1, '-'))) && token.gap < Gap::Line {
                next += 1;
            } else {
                break;
            }
        }
        (next, count)
    }

    fn hinted(&self, i: usize, floor: usize) -> bool {
        let hints = [
            "tel",
            "phone",
            "telephone",
            "hotline",
            "fax",
            "dial",
            "mobile",
            "zip",
            "postcode",
            "isbn",
            "issn",
            "passport",
            "call",
            "qq",
            "wechat",
            "whatsapp",
        ];
        let low = floor.max(i.saturating_sub(3));
        for at in (low..i).rev() {
            match self.at(at).form {
                Form::Word if self.any(at, &hints) => {
                    let digits = self.at(i).len() >= 3 || self.hyphen(i + 1);
                    return digits && !self.is_counted(i + 1);
                }
                Form::Word if self.any(at, &["number", "no", "code", "is", "at", "on"]) => {}
                Form::Mark(':' | '.' | '(' | '+') => {}
                _ => return false,
            }
        }
        false
    }

    fn is_counted(&self, next: usize) -> bool {
        self.is_word(next) && !self.function_word(next) || self.mark(next, '%')
    }

    /// (555) 123-4567
    fn bracketed_phone(&self, i: usize, floor: usize) -> Option<Found> {
        let open = i.checked_sub(1).filter(|&at| at >= floor && self.mark(at, '('))?;
        let area = self.tight(i) && (2..=4).contains(&self.at(i).len());
        let closed = self.tight_mark(i + 1, ')') && self.is_digits(i + 2);
        let (next, count) = self.phone_groups(i + 2);
        let grouped = next > i + 3 && self.at(i + 2).gap < Gap::Line;
        (area && closed && grouped && (7..=9).contains(&count))
            .then(|| self.string(open, next, Kind::Code))
    }

    /// 010-12345678, 400-810-1234, 978-7-302-12345-6.
    fn hyphen_code(&self, i: usize) -> Option<Found> {
        let (mut next, mut count) = (i + 1, self.at(i).len());
        while self.tight_hyphen(next) && self.is_digits(next + 1) {
            count += self.at(next + 1).len();
            next += 2;
        }
        let n_groups = (next - i).div_ceil(2);
        let date = n_groups == 3 && (self.year(i).is_some() || self.year(i + 4).is_some());
        let zero = self.str(i).starts_with('0') && self.at(i).len() >= 3;
        let code = match n_groups {
            0 | 1 => false,
            2 => zero && count >= 10,
            _ => !date && count >= 6,
        };
        code.then(|| self.string(i, next, Kind::Code))
    }
}
