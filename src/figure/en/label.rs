//! Numbers behind a label (Section 4, Phase II, Line 2, No. 1, top ten) and marks of sections at
//! the start of a line or in brackets.

use super::grammar::Found;
use super::numeral::Sort;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Kind, Quantity, Value};

/// Words that label a number even in lower case.
const FIRM_LABELS: [&str; 14] = [
    "line", "room", "grade", "class", "level", "step", "group", "gate", "platform", "route",
    "tier", "type", "category", "lane",
];

impl Text<'_> {
    /// A label with its number at token `i`.
    pub(super) fn labelled(&self, i: usize, floor: usize) -> Option<Found> {
        match self.at(i).form {
            Form::Mark('№') => return self.numbered(i, i + 1),
            // A # with a blank after it begins a comment.
            Form::Mark('#') => return self.tight(i + 1).then(|| self.numbered(i, i + 1)).flatten(),
            Form::Word if i >= floor => {}
            _ => return None,
        }
        match self.class(i) {
            Class::Number => self.number_label(i),
            Class::Top => self.top(i),
            Class::Section | Class::Phase | Class::Label => self.label(i),
            Class::Roman => self
                .roman_century(i)
                .or_else(|| self.roman_edition(i))
                .or_else(|| self.numbered_name(i, floor)),
            Class::None if self.at(i).len() == 1 => self.letter_mark(i),
            _ if self.at(i).len() == 1 => self.letter_mark(i),
            _ => None,
        }
    }

    /// "No. 1", "Nos. 3", "number one".
    fn number_label(&self, i: usize) -> Option<Found> {
        let dot = self.tight_mark(i + 1, '.');
        let at = if dot { i + 2 } else { self.following(i + 1) };
        let short = self.any(i, &["no", "nos", "nr"]);
        let digits = self.is_digits(at);
        let allowed = match () {
            () if self.at(at).gap == Gap::Line => false,
            // "No 150-person crew" denies, "No 5 Middle School" numbers.
            () if short && !dot && self.starts_sentence(i) => {
                let after = self.at(at + 1);
                let named = after.form != Form::Word || after.capital;
                digits && (named || self.function_word(at + 1)) && !self.hyphen(at + 1)
            }
            () if short => digits && (dot || self.at(i).capital),
            // "The inhabitants number 31 million": a verb.
            () if self.class(self.following(at + 1)) == Class::Scale => false,
            () => digits || self.class(at) == Class::Unit,
        };
        allowed.then(|| self.numbered(i, at)).flatten()
    }

    fn numbered(&self, i: usize, at: usize) -> Option<Found> {
        let number = self.numeral(at, false).filter(|number| number.sort == Sort::Cardinal)?;
        if !number.value.is_int() {
            return None;
        }
        let next = self.at(number.next);
        let one = number.value == Value::ONE;
        let named = next.form == Form::Word && next.capital && next.gap == Gap::Space;
        let document = i > 0 && self.at(i - 1).capital && self.at(i).gap == Gap::Space && i > 1;
        let rank = (one && !named && !document) || (self.ranked(i, number.next) && !named);
        let kind = if rank { Kind::Rank } else { Kind::Ordinal };
        let mut found = self.found(i, number.next, kind, Quantity::Number(number.value));
        found.figure.numeral = self.span(number.first, number.next);
        Some(found)
    }

    /// "top ten", "top-100", "Fortune 500", "Fortune Global 500".
    fn top(&self, i: usize) -> Option<Found> {
        let mut at = self.following(i + 1);
        if self.is(i, "leading") {
            return None;
        }
        if self.is(i, "fortune") {
            at += usize::from(self.is(at, "global"));
            if !self.at(i).capital || !self.is_digits(at) {
                return None;
            }
        }
        let counted = self.is_digits(at)
            || matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten | Class::Hundred);
        let number = (counted && self.at(at).gap < Gap::Line)
            .then(|| self.numeral(at, false))
            .flatten()
            .filter(|number| number.sort == Sort::Cardinal && number.value.is_int())?;
        let after = self.following(number.next);
        if self.mark(after, '%') || self.any(after, &["percent", "per", "pct"]) {
            return None;
        }
        let mut found = self.found(i, number.next, Kind::Rank, Quantity::Number(number.value));
        found.figure.numeral = self.span(number.first, number.next);
        Some(found)
    }

    /// "Section 4", "Phase II", "Chapter Three", "Line 2", "World War II".
    fn label(&self, i: usize) -> Option<Found> {
        let class = self.class(i);
        // In lower case most labels are rather verbs and plain nouns: "train 5 teachers".
        let firm = self.at(i).capital || class != Class::Label || self.any(i, &FIRM_LABELS);
        if !firm {
            return None;
        }
        let mut at = i + 1;
        if self.tight_mark(at, '.') && self.at(i).len() <= 4 {
            at += 1;
        }
        let at = self.following(at);
        let token = self.at(at);
        if token.gap == Gap::Line {
            return None;
        }
        let (number, next) = match token.form {
            Form::Digits => self.label_digits(at, class)?,
            Form::Word => self.label_word(i, at)?,
            Form::Mark('Ⅰ'..='Ⅻ') => (Value::int(i64::from(roman_sign(self.str(at))?)), at + 1),
            _ => return None,
        };
        let kind = match class {
            Class::Section => Kind::Section,
            Class::Phase => Kind::Session,
            _ => Kind::Ordinal,
        };
        let says = if class == Class::Section {
            let whole = self.span(at, next).of(self.text);
            let plain = self.is_digits(at) && !number.is_zero();
            let digits = if plain { whole.to_uppercase() } else { number.to_string() };
            Quantity::Text(digits)
        } else {
            Quantity::Number(number)
        };
        let mut found = self.found(i, next, kind, says);
        found.figure.numeral = self.span(at, next);
        if kind == Kind::Ordinal {
            found.figure.also.push((Kind::Cardinal, Quantity::Number(number)));
            found.figure.ambiguity = "A number behind a label is a place in a row or only a name.";
        }
        Some(found)
    }

    fn label_digits(&self, at: usize, class: Class) -> Option<(Value, usize)> {
        let mut next = at + 1;
        if class == Class::Section {
            while matches!(self.at(next).form, Form::Mark('.' | '-' | '–'))
                && self.tight(next)
                && self.is_digits(next + 1)
                && self.tight(next + 1)
                && next < at + 8
            {
                next += 2;
            }
        }
        let value = self.digits(at)?.value?;
        let after = self.following(next);
        let counted = matches!(self.class(after), Class::Scale | Class::Hundred)
            || matches!(self.at(next).form, Form::Mark('%' | ','))
                && (self.mark(next, '%') || self.tight(next + 1) && self.is_digits(next + 1))
            || self.any(after, &["percent", "per", "pct"])
            || self.tight_mark(next, ':') && self.is_digits(next + 1)
            || (self.is_word(next) && self.tight(next) && self.at(next).len() > 1);
        let plural_verb = class != Class::Section && self.year(at).is_some();
        (!counted && !plural_verb).then_some((value, next))
    }

    /// A number in words or Roman numerals after the label at `i`.
    fn label_word(&self, i: usize, at: usize) -> Option<(Value, usize)> {
        let capital = self.at(i).capital;
        let word = self.str(at);
        if let Some(number) = roman(word).filter(|_| capital || word.len() > 1) {
            let lone = word == "I"
                && self.is_word(at + 1)
                && !self.tight(at + 1)
                && !self.at(at + 1).capital
                && !self.function_word(at + 1);
            let upper = word.bytes().all(|byte| byte.is_ascii_uppercase());
            return (!lone && upper).then_some((Value::int(number.into()), at + 1));
        }
        let number = matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten)
            .then(|| self.numeral(at, true))
            .flatten()
            .filter(|number| number.sort == Sort::Cardinal && number.power == 0)?;
        // "part two of", "phase one", but not "question three men".
        let ends = !self.is_word(number.next)
            || self.at(number.next).gap == Gap::Line
            || self.function_word(number.next);
        let both = capital && self.at(at).capital || self.class(i) == Class::Phase;
        (ends || both).then_some((number.value, number.next))
    }

    /// "(3)", "(iii)", "①", "3." and "1.1" at the start of a line.
    pub(super) fn section_mark(&self, i: usize) -> Option<Found> {
        let token = self.at(i);
        if let Form::Mark(c @ '①'..='⑳') = token.form {
            let n = u32::from(c) - u32::from('①') + 1;
            return Some(self.found(i, i + 1, Kind::Section, Quantity::Text(n.to_string())));
        }
        if token.form == Form::Mark('(') && token.gap != Gap::None && self.tight(i + 1) {
            let number = self.section_number(i + 1)?;
            let closed = self.tight_mark(i + 2, ')') && !self.tight_mark(i + 3, '-');
            let starts = i == 0
                || token.gap == Gap::Line
                || !self.is_word(i - 1)
                || self.is_word(i + 3)
                || matches!(self.at(i - 1).form, Form::Mark(';' | ',' | ':' | '.'));
            return (closed && starts)
                .then(|| self.found(i, i + 3, Kind::Section, Quantity::Text(number)));
        }
        // The mark of a footnote, or of a work that is cited: "as shown^[17]", "[3]".
        if token.form == Form::Mark('[') && self.tight(i + 1) && self.is_digits(i + 1) {
            let number = self.section_number(i + 1)?;
            let closed = self.tight_mark(i + 2, ']');
            return closed.then(|| self.found(i, i + 3, Kind::Section, Quantity::Text(number)));
        }
        if token.gap != Gap::Line {
            return None;
        }
        self.line_number(i)
    }

    fn section_number(&self, i: usize) -> Option<String> {
        let text = self.str(i);
        let token = self.at(i);
        if token.form == Form::Digits && token.len() <= 2 {
            return Some(text.trim_start_matches('0').to_owned());
        }
        if token.form == Form::Mark('Ⅰ') || matches!(token.form, Form::Mark('Ⅱ'..='Ⅻ')) {
            return roman_sign(text).map(|n| n.to_string());
        }
        let upper = text.to_ascii_uppercase();
        let uniform = upper == text || text.bytes().all(|byte| byte.is_ascii_lowercase());
        if token.form == Form::Word && uniform {
            let multi = text.len() > 1 || matches!(upper.as_str(), "I" | "V" | "X");
            if let Some(n) = roman(&upper).filter(|_| multi) {
                return Some(n.to_string());
            }
            return (text.len() == 1).then(|| letter_number(&upper).to_string());
        }
        let words = matches!(token.class, Class::Unit | Class::Teen);
        words.then(|| token.value.to_string())
    }

    /// "3.", "1.1", "1.2.3", "3)", "III." at the start of a line.
    fn line_number(&self, i: usize) -> Option<Found> {
        let digits = self.is_digits(i) && self.at(i).len() <= 2;
        if !digits {
            return None;
        }
        let mut next = i + 1;
        while self.tight_mark(next, '.')
            && self.is_digits(next + 1)
            && self.tight(next + 1)
            && self.at(next + 1).len() <= 2
            && next < i + 10
        {
            next += 2;
        }
        let dotted = next > i + 1;
        let closed = matches!(self.at(next).form, Form::Mark('.' | ')' | '、')) && self.tight(next);
        let after = if closed { next + 1 } else { next };
        let token = self.at(after);
        let title = token.form == Form::Word && token.capital && token.gap == Gap::Space;
        let text = matches!(token.form, Form::Word | Form::Mark('"' | '“' | '(' | '*'))
            && matches!(token.gap, Gap::Space | Gap::None)
            || token.form == Form::Digits && token.gap == Gap::Space;
        let counted = matches!(token.class, Class::Scale | Class::Hundred | Class::Month)
            || self.currency_word(after);
        let deep = next > i + 3;
        let sound = match (closed, dotted) {
            (true, _) => text || token.form == Form::End && self.mark(next, ')'),
            (false, true) => (title && !counted) || (deep && token.form != Form::End),
            _ => false,
        };
        let number = self.span(i, next).of(self.text).to_owned();
        sound.then(|| {
            let mut found = self.found(i, after, Kind::Section, Quantity::Text(number));
            found.figure.numeral = self.span(i, next);
            found
        })
    }

    fn currency_word(&self, i: usize) -> bool {
        let text = self.str(i);
        text.len() == 3 && crate::figure::Units::builtin().en(text).is_some()
    }

    /// "C." or "III." at the start of a line.
    fn letter_mark(&self, i: usize) -> Option<Found> {
        let token = self.at(i);
        let dot = self.tight_mark(i + 1, '.') || self.tight_mark(i + 1, ')');
        let after = self.at(i + 2);
        let title = after.form == Form::Word && after.gap == Gap::Space && after.len() > 1;
        if token.gap != Gap::Line || !dot || !title {
            return None;
        }
        let number = self.section_number(i)?;
        let mut found = self.found(i, i + 2, Kind::Section, Quantity::Text(number));
        // A. Smith begins with an initial.
        found.figure.weak = true;
        Some(found)
    }

    /// "Henry VIII", "Rocky III": a Roman numeral after a name.
    fn numbered_name(&self, i: usize, floor: usize) -> Option<Found> {
        let before = self.back(i, 1);
        let name = i > floor
            && before.form == Form::Word
            && before.capital
            && before.len() > 1
            && self.str(i - 1).bytes().any(|byte| byte.is_ascii_lowercase())
            && !self.function_word(i - 1)
            && !self.starts_sentence(i);
        let upper = self.str(i).bytes().all(|byte| byte.is_ascii_uppercase());
        let glued = self.tight(i + 1) && (self.is_word(i + 1) || self.is_digits(i + 1));
        if !name || !upper || glued || self.at(i).gap != Gap::Space {
            return None;
        }
        // "Mr. David LI" is no fifty-first.
        let value = roman(self.str(i)).filter(|&n| n < 40)?;
        let number = Quantity::Number(Value::int(value.into()));
        let mut found = self.found(i, i + 1, Kind::Ordinal, number.clone());
        found.figure.also.push((Kind::Cardinal, number));
        found.figure.ambiguity = "A Roman numeral after a name is a place in a row or a number.";
        Some(found)
    }

    /// "the XXIV Olympic Winter Games".
    fn roman_edition(&self, i: usize) -> Option<Found> {
        let next = self.at(i + 1);
        let named = next.form == Form::Word && next.capital && next.gap == Gap::Space;
        let long = self.at(i).len() > 1;
        let value = roman(self.str(i)).filter(|&n| long && named && n < 40)?;
        let number = Quantity::Number(Value::int(value.into()));
        self.any_before(i, &["the"]).then(|| self.found(i, i + 1, Kind::Ordinal, number))
    }

    /// "the XIX century".
    fn roman_century(&self, i: usize) -> Option<Found> {
        let number = roman(self.str(i)).filter(|n| (1..=30).contains(n))?;
        let end = self.following(i + 1);
        if !self.any(end, &["century", "centuries"]) {
            return None;
        }
        let says = Quantity::Number(Value::int(number.into()));
        let mut found = self.found(i, end + 1, Kind::Century, says);
        found.figure.numeral = self.span(i, i + 1);
        Some(found)
    }

    /// Roman section marks of several letters at the start of a line: "III. Results".
    pub(super) fn roman_mark(&self, i: usize) -> Option<Found> {
        let token = self.at(i);
        let mark = self.tight_mark(i + 1, '.') || self.tight_mark(i + 1, ')');
        if token.gap != Gap::Line || token.len() < 2 || !mark || !self.is_word(i + 2) {
            return None;
        }
        let n = roman(self.str(i))?;
        Some(self.found(i, i + 2, Kind::Section, Quantity::Text(n.to_string())))
    }
}

fn letter_number(upper: &str) -> u32 {
    upper.bytes().next().map_or(0, |byte| u32::from(byte.saturating_sub(b'A')) + 1)
}

fn roman_sign(sign: &str) -> Option<u32> {
    let c = sign.chars().next().filter(|c| matches!(c, 'Ⅰ'..='Ⅻ'))?;
    Some(u32::from(c) - u32::from('Ⅰ') + 1)
}

/// The number of a well-formed Roman numeral in capitals, below 400.
pub(super) fn roman(text: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] = [
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut rest, mut n) = (text, 0);
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    for (part, value) in PARTS {
        let most = if part.len() == 1 && value != 5 && value != 50 { 3 } else { 1 };
        for _ in 0..most {
            if let Some(left) = rest.strip_prefix(part) {
                (rest, n) = (left, n + value);
            }
        }
    }
    // A number written with nine has no units after it: XIXI is none.
    let nine_and_more = (text.contains("IX") && !text.ends_with("IX"))
        || (text.contains("XC") && text.contains("CL"));
    (rest.is_empty() && !nine_and_more).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_well_formed() {
        for (text, n) in [("I", 1), ("IV", 4), ("XIV", 14), ("XIX", 19), ("XXI", 21), ("CX", 110)] {
            assert_eq!(roman(text), Some(n), "{text}");
        }
        for text in ["IIII", "VX", "IC", "MIX", "", "XIXI"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }
}
