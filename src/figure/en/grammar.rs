//! The walk over a text: which reader is asked at which token, in which order.

use super::range;
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::{Figure, Kind, Quantity};

/// A figure with the tokens it covers.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The figure, in positions of the folded text.
    pub(super) figure: Figure,
    /// Its first token.
    pub(super) first: usize,
    /// The token after it.
    pub(super) next: usize,
}

impl Text<'_> {
    /// A figure over the tokens `first..next`.
    pub(super) fn found(&self, first: usize, next: usize, kind: Kind, says: Quantity) -> Found {
        Found { figure: Figure::new(self.span(first, next), kind, says), first, next }
    }

    /// A figure that is a string: folded to upper case.
    pub(super) fn string(&self, first: usize, next: usize, kind: Kind) -> Found {
        let text = self.span(first, next).of(self.text).to_uppercase();
        self.found(first, next, kind, Quantity::Text(text))
    }

    /// All figures, in order.
    pub(super) fn figures(&self) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        let (mut i, mut floor) = (0, 0);
        while i < self.len() {
            if !self.can_begin(i) {
                i += 1;
                continue;
            }
            if let Some(next) = self.idiom(i).or_else(|| self.placeholder(i)) {
                i = next;
                floor = next;
                continue;
            }
            let Some(found) = self.figure(i, floor) else {
                i += 1;
                continue;
            };
            let mut found = self.extended(found);
            self.take_age(&mut found);
            self.place(&mut found, floor, all.last());
            self.doubt_point(&mut found);
            i = found.next.max(i + 1);
            floor = i;
            let height = all.last().and_then(|last| self.feet_and_inches(last, &found));
            if height.is_some() {
                all.pop();
            }
            all.push(height.unwrap_or(found));
        }
        self.scores_in_lists(&mut all);
        all
    }

    /// The figure that begins at token `i`, or whose numeral does; nothing before token `floor`
    /// belongs to it.
    fn figure(&self, i: usize, floor: usize) -> Option<Found> {
        if self.at(i).form == Form::Address {
            let digits = self.str(i).bytes().any(|byte| byte.is_ascii_digit());
            return digits.then(|| self.string(i, i + 1, Kind::Code));
        }
        let named = match self.at(i).form {
            Form::Word if !self.word_can_begin(i) => return None,
            Form::Word => self
                .date(i)
                .or_else(|| self.clock(i, floor))
                .or_else(|| self.labelled(i, floor))
                .or_else(|| self.period(i, floor))
                .or_else(|| self.multiple_word(i)),
            Form::Digits => self
                .section_mark(i)
                .or_else(|| self.code(i, floor))
                .or_else(|| self.date(i))
                .or_else(|| self.clock(i, floor))
                .or_else(|| self.name(i, floor))
                .or_else(|| self.period(i, floor)),
            _ => self
                .section_mark(i)
                .or_else(|| self.calibre(i))
                .or_else(|| self.labelled(i, floor))
                .or_else(|| self.period(i, floor)),
        };
        let number = || {
            let counts = self.at(i).form != Form::Word || self.class(i).begins_number();
            let between = || self.between(i, floor).or_else(|| self.quantity(i, floor, false));
            counts.then(between).flatten()
        };
        named.or_else(number).filter(|found| found.next > i)
    }

    /// Whether the word at `i` can begin a figure, as far as the tokens beside it tell. A word that no
    /// figure begins with, and an article with no word of number near, leave only the marks of
    /// sections and quarters: "a)", "III.", "Q1".
    fn word_can_begin(&self, i: usize) -> bool {
        let token = self.at(i);
        let counts = match token.class {
            Class::A => self.class(i + 1) != Class::None || self.class(i + 2) == Class::And,
            class => class.begins_figure(),
        };
        counts || token.gap == Gap::Line || token.len() == 1 && self.is_digits(i + 1)
    }

    fn extended(&self, found: Found) -> Found {
        range::extended(self, found)
    }

    /// A cheap test that lets most tokens pass by.
    fn can_begin(&self, i: usize) -> bool {
        let token = self.at(i);
        token.begins
            && match token.form {
                // .5 and '98 stand apart from what is before them.
                Form::Mark('.') => self.begins_pointed(i),
                Form::Mark('\'' | '’' | '‘') => {
                    self.tight(i + 1) && (i == 0 || token.gap != Gap::None)
                }
                _ => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use crate::figure::read_en;

    fn check(text: &str, wanted: &[&str]) {
        let figures = read_en(text);
        let got: Vec<&str> = figures.iter().map(|figure| figure.span.of(text)).collect();
        assert_eq!(got, wanted, "{text}");
    }

    #[test]
    fn words_that_begin_no_figure_are_passed_by() {
        check("an hour and a half", &["an hour and a half"]);
        check("a couple days later, an oak", &["a couple days"]);
        check("an up and a half", &["a half"]);
        check("III. Results of the a team", &["III."]);
        check("It was a few; the room, a bed and a table", &[]);
    }

    #[test]
    fn idioms_hide_their_own_numbers_only() {
        check("at first 5 trees, in one go 6 oaks", &["5", "6"]);
        check("the one and only 7 trees", &["7"]);
        check("for one thing, one-size-fits-all", &[]);
        check("ten to one hundred", &["ten to one hundred"]);
    }

    #[test]
    fn units_are_the_longest_the_table_has() {
        check("5 SQUARE FEET of it", &["5 SQUARE FEET"]);
        check("a room of 5 square-foot", &["5 square-foot"]);
        check("4 kilowatt-hours, 6 kilowatts of it", &["4 kilowatt-hours", "6 kilowatts"]);
        check("5 trees a day", &["5"]);
    }
}
