//! What stands beside a number and turns it: a sign, "below zero", "aged".

use super::grammar::Found;
use super::scan::{Form, Gap};
use super::text::Text;
use crate::figure::{Kind, Quantity, Units, Value};

impl Text<'_> {
    /// "15 degrees below zero", "15 below zero".
    pub(super) fn below_zero(&self, found: &mut Found) {
        let Some(next) = self.phrase(found.next, &["below", "zero"]) else { return };
        let degrees = found.figure.unit.is_some_and(|unit| unit.dimension == "temperature");
        let bare = found.figure.kind == Kind::Cardinal;
        if !(degrees || bare) || found.figure.number().is_none_or(Value::is_negative) {
            return;
        }
        if bare {
            (found.figure.kind, found.figure.unit) =
                (Kind::Measure, Units::builtin().en("degrees"));
        }
        found.next = next;
        *found = self.negative(found.clone(), found.first);
    }

    /// "aged 85", "at the age of 12", "aged over 65": a number of years.
    pub(super) fn take_age(&self, found: &mut Found) {
        let years = found.figure.number().and_then(Value::to_i64);
        let old = years.is_some_and(|years| (0..=130).contains(&years));
        if found.figure.kind != Kind::Cardinal || !old {
            return;
        }
        let soft = [
            "of", "over", "under", "about", "around", "between", "from", "at", "least", "above",
            "below", "nearly", "almost", "just", "than", "more", "only", "from",
        ];
        let mut before = found.first;
        while before + 3 > found.first && self.any_before(before, &soft) {
            before -= 1;
        }
        // "ages 5 to 9", but not "in the age of 5G" or "page 12".
        let word = ["aged", "age", "ages"];
        if self.any_before(before, &word) && !self.mark(found.next, '%') {
            (found.figure.kind, found.figure.unit) = (Kind::Duration, Units::builtin().en("years"));
        }
    }

    /// A minus or plus sign right before a number.
    pub(super) fn take_sign(&self, found: &mut Found, floor: usize) {
        let Some(before) = found.first.checked_sub(1).filter(|&at| at >= floor) else { return };
        let minus = matches!(self.at(before).form, Form::Mark('-' | '−' | '–'));
        let plus = self.mark(before, '+');
        if !(minus || plus) || !self.tight(found.first) {
            return;
        }
        let open = self.at(before).gap != Gap::None
            || before == floor && floor == 0
            || matches!(
                self.back(before, 1).form,
                Form::Mark(
                    '(' | '['
                        | '/'
                        | ':'
                        | '$'
                        | '~'
                        | '='
                        | ';'
                        | ','
                        | '"'
                        | '“'
                        | '‘'
                        | '「'
                        | '`'
                        | '\''
                )
            );
        // "+/-1" is either.
        let either = before > 1 && self.mark(before - 1, '/') && self.mark(before - 2, '+');
        if !open || either {
            return;
        }
        found.first = before;
        if found.figure.kind == Kind::Cardinal
            && let Some((unit, first)) = self.currency_before(before).filter(|c| c.1 >= floor)
        {
            (found.figure.kind, found.figure.unit, found.first) = (Kind::Money, Some(unit), first);
        }
        if minus {
            *found = self.negative(found.clone(), found.first);
        }
        found.figure.span = self.span(found.first, found.next);
    }

    /// The figure with its sign turned, from token `first` on.
    pub(super) fn negative(&self, mut found: Found, first: usize) -> Found {
        if let Quantity::Number(value) = found.figure.quantity {
            found.figure.quantity = Quantity::Number(value.neg());
        }
        found.first = first;
        found.figure.span = self.span(first, found.next);
        found
    }
}
