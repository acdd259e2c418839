//! Numbers without the zero before their point, .5 and $.89, and the calibres that look like them.

use super::grammar::Found;
use super::scan::{Form, Gap};
use super::text::Text;
use crate::figure::{Kind, Quantity, Value};

impl Text<'_> {
    /// Whether the point at token `i` begins a number: nothing but a blank, a bracket or a currency
    /// stands before it.
    pub(super) fn begins_pointed(&self, i: usize) -> bool {
        let before = self.back(i, 1).form;
        let open = i == 0
            || self.at(i).gap != Gap::None
            || matches!(before, Form::Mark('$' | '€' | '£' | '¥' | '￥' | '(' | '"' | '“'));
        open && self.is_digits(i + 1) && self.tight(i + 1)
    }

    /// .45-70, .30-06: a calibre, which is a name, not a range.
    pub(super) fn calibre(&self, i: usize) -> Option<Found> {
        if !self.mark(i, '.') || !self.begins_pointed(i) {
            return None;
        }
        let joined = self.tight_mark(i + 2, '-') && self.is_digits(i + 3) && self.tight(i + 3);
        let short = (2..=3).contains(&self.at(i + 1).len()) && self.at(i + 3).len() <= 3;
        let goes_on = self.tight(i + 4)
            && matches!(self.at(i + 4).form, Form::Digits | Form::Mark('-' | '%' | '.'))
            && !self.ends_at(i + 4);
        (joined && short && !goes_on).then(|| self.string(i, i + 4, Kind::Name))
    }

    /// Whether the mark at token `i` ends a sentence: nothing follows it closely.
    fn ends_at(&self, i: usize) -> bool {
        self.mark(i, '.') && !self.tight(i + 1) || self.at(i + 1).form == Form::End
    }

    /// A calibre is told with its point or without: .22 is 22 as well.
    pub(super) fn doubt_point(&self, found: &mut Found) {
        let figure = &mut found.figure;
        let digits = figure.numeral.of(self.text).strip_prefix('.');
        let whole = digits.filter(|digits| digits.len() > 1).and_then(Value::parse);
        if let Some(whole) =
            whole.filter(|_| figure.kind == Kind::Cardinal && figure.high.is_none())
        {
            figure.also.push((Kind::Cardinal, Quantity::Number(whole)));
        }
    }
}
