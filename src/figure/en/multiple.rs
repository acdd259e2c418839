//! Multiples in one word (doubled, twice, threefold, halved), and the word "one" where it is no
//! number.

use super::grammar::Found;
use super::numeral::Numeral;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Kind, Quantity, Value};

const TWICE: &str = "\"Twice\" counts two occasions or doubles.";

impl Text<'_> {
    /// "doubled", "twice", "threefold", "halved" at token `i`.
    pub(super) fn multiple_word(&self, i: usize) -> Option<Found> {
        let token = self.at(i);
        let value = match (token.class, token.value) {
            (Class::Multiply, 0) => Value::ratio(1, 2)?,
            (Class::Multiply | Class::Twice | Class::Fold, value) => Value::int(value.into()),
            _ => return None,
        };
        let mut found = self.found(i, i + 1, Kind::Multiple, Quantity::Number(value));
        if token.class == Class::Twice {
            let a_day = self.class(i + 1) == Class::A || self.is(i + 1, "in");
            let compared = self.any(i + 1, &["as", "the", "that", "its", "their", "what", "more"]);
            if !compared || a_day {
                found.figure.also.push((Kind::Cardinal, Quantity::Number(value)));
                found.figure.ambiguity = TWICE;
            }
        }
        let base = self.any(i, &["double", "triple", "treble", "quadruple"]);
        if base {
            let verb = self.any_before(
                i,
                &[
                    "to", "will", "would", "can", "could", "should", "may", "than", "nearly",
                    "almost",
                ],
            );
            let object = self
                .any(i + 1, &["the", "that", "those", "its", "their", "in", "by", "our", "from"]);
            found.figure.weak = !(verb || object);
        }
        Some(found)
    }

    /// Whether "one" at the numeral is a pronoun: "one must", "one's", "the other one".
    pub(super) fn pronoun(&self, number: &Numeral) -> bool {
        let (i, next) = (number.first, number.next);
        if next != i + 1 || !self.is(i, "one") {
            return false;
        }
        if self.apostrophe(next) && self.tight(next) {
            return true;
        }
        let after = [
            "must", "can", "could", "should", "may", "might", "will", "would", "has", "is", "was",
            "had", "who", "whose", "which", "that", "needs", "cannot", "does", "did", "of", "with",
            "to", "gets", "sees", "finds", "wants", "feels", "knows", "says", "thinks", "wonders",
        ];
        let before = [
            "the", "this", "that", "each", "every", "any", "no", "which", "another", "only",
            "other", "new", "good", "big", "small", "old", "better", "best", "right", "wrong",
            "last", "next", "same", "such", "long", "great", "first", "second", "third", "former",
            "latter", "little", "young", "loved", "single",
        ];
        let ends = !matches!(self.at(next).form, Form::Word | Form::Digits)
            || self.at(next).gap == Gap::Line;
        let small_word = self.any(next, &after);
        (self.any_before(i, &before) && (ends || small_word || !self.counted(next)))
            || self.any(next, &after)
    }

    /// Whether a noun stands at `next`, so far as endings tell.
    fn counted(&self, next: usize) -> bool {
        self.is_word(next) && self.at(next).len() > 3
    }
}
