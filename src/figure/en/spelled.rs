//! Numbers in words: "one hundred and five", "nineteen ninety-eight", "two point three million",
//! "twenty-first". One pass from left to right; a group that turns out not to fit gives way to the
//! state before it, so the work is linear.

use super::numeral::{Numeral, Sort};
use super::scan::{Form, Gap};
use super::text::Text;
use super::words::Class;
use crate::figure::Value;

/// What the group below a thousand ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Unit,
    Teen,
    Ten,
    Hundred,
}

/// A number in words so far.
#[derive(Debug, Clone, Copy)]
struct Count {
    /// Closed groups.
    total: i128,
    /// The open group.
    group: i128,
    last: Last,
    /// The power of the last scale word; the next one must be below it.
    limit: i32,
    /// The token after it.
    next: usize,
    ordinal: bool,
    year: bool,
}

const NO_LIMIT: i32 = 100;

impl Count {
    fn value(&self) -> Option<i128> {
        self.total.checked_add(self.group)
    }

    /// Takes a number below a hundred into the group, if it fits there.
    fn small(&mut self, value: u16, last: Last) -> bool {
        let value = i128::from(value);
        let fits = match (self.last, last) {
            (Last::Nothing | Last::Hundred, _) => true,
            (Last::Ten, Last::Unit) => true,
            // nineteen ninety-eight, twenty sixteen
            (Last::Teen | Last::Ten, Last::Teen | Last::Ten) => {
                let years = (15..=20).contains(&self.group) && self.total == 0 && !self.year;
                if years {
                    self.group *= 100;
                    self.year = true;
                }
                years
            }
            _ => false,
        };
        if fits {
            self.group += value;
            self.last = last;
        }
        fits
    }

    fn hundred(&mut self) -> bool {
        let fits = match self.last {
            Last::Nothing => self.total == 0,
            Last::Unit | Last::Teen | Last::Ten => self.group < 100 && self.group > 0,
            Last::Hundred => false,
        };
        if fits {
            self.group = self.group.max(1) * 100;
            self.last = Last::Hundred;
        }
        fits
    }

    fn scale(&mut self, power: i32) -> Option<()> {
        let size = 10_i128.checked_pow(power.cast_unsigned())?;
        if self.last == Last::Nothing && self.total > 0 {
            // a thousand million, a million million
            self.total = self.total.checked_mul(size)?;
        } else if power < self.limit {
            let group = if self.last == Last::Nothing { 1 } else { self.group };
            self.total = self.total.checked_add(group.checked_mul(size)?)?;
        } else if power > self.limit {
            // two thousand five hundred million
            self.total = self.value()?.checked_mul(size)?;
        } else {
            return None;
        }
        (self.group, self.last, self.limit) = (0, Last::Nothing, power);
        Some(())
    }
}

impl Text<'_> {
    /// The number in words at token `i`.
    pub(super) fn spelled(&self, i: usize, stop_at_and: bool) -> Option<Numeral> {
        let start = Count {
            total: 0,
            group: 0,
            last: Last::Nothing,
            limit: NO_LIMIT,
            next: i,
            ordinal: false,
            year: false,
        };
        if self.class(i) == Class::Zero {
            let zero = Count { next: i + 1, ..start };
            return Some(self.with_point(i, zero));
        }
        let count = self.count(start, stop_at_and)?;
        let bare = matches!(self.class(i), Class::Hundred | Class::Scale) && count.next == i + 1;
        let one = count.next == i + 1 && self.is(i, "one");
        let number = self.with_point(i, count);
        let weak = bare || (one && number.next == i + 1);
        Some(Numeral { weak, ..number })
    }

    fn count(&self, start: Count, stop_at_and: bool) -> Option<Count> {
        let mut count = start;
        // The state to go back to when a group does not fit what follows it.
        let mut safe = start;
        let mut at = start.next;
        loop {
            let token = self.at(at);
            let before = count;
            let taken = match token.class {
                Class::Unit => self.oh_five(&mut count, at) || count.small(token.value, Last::Unit),
                Class::Teen => count.small(token.value, Last::Teen),
                Class::Ten => count.small(token.value, Last::Ten),
                Class::Hundred => count.hundred(),
                Class::Scale if token.form == Form::Word => {
                    count.scale(token.value.into()).is_some()
                }
                Class::Oh => {
                    let pairs = matches!(count.last, Last::Teen | Last::Ten)
                        && self.class(at + 1) == Class::Unit
                        && count.small(0, Last::Ten);
                    pairs || self.spoken_oh(&mut count, at)
                }
                Class::Ordinal | Class::Ordscale => self.ordinal_at(&mut count, at),
                _ => false,
            };
            if !taken {
                // A group after "and" that cannot carry this word belongs to the next number.
                let clash = matches!(token.class, Class::Hundred | Class::Scale);
                return Some(if clash && safe.next > start.next { safe } else { count })
                    .filter(|count| count.next > start.next);
            }
            count.next = at + 1;
            if count.ordinal {
                return Some(count);
            }
            if token.class == Class::Scale {
                safe = count;
            } else if before.last == Last::Hundred {
                safe = before;
            }
            let Some(mut next) = self.joined(at + 1) else { return Some(count) };
            if self.class(next) == Class::And {
                let open = count.last == Last::Hundred || count.last == Last::Nothing;
                let number = matches!(
                    self.class(next + 1),
                    Class::Unit | Class::Teen | Class::Ten | Class::Ordinal
                );
                let near = self.at(next + 1).gap < Gap::Line || self.tight_hyphen(next + 1);
                if stop_at_and || !open || !number || !near || self.part_follows(next + 1) {
                    return Some(count);
                }
                safe = count;
                next += 1;
            }
            at = next;
        }
    }

    /// "two thousand, three hundred and one": smaller groups after commas, unless they are the next
    /// members of a list.
    pub(super) fn after_commas(&self, number: Numeral) -> Numeral {
        let mut number = number;
        // At most one group for each scale from trillions down.
        for _ in 0..4 {
            let (comma, at) = (number.next, number.next + 1);
            let scaled = self.class(comma.wrapping_sub(1)) == Class::Scale && number.power >= 3;
            let word = matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten);
            let near = self.tight_mark(comma, ',') && self.at(at).gap == Gap::Space;
            if !(scaled && word && near && number.spelled && number.sort == Sort::Cardinal) {
                break;
            }
            let Some(rest) = self.spelled(at, false) else { break };
            let size = Value::power_of_ten(number.power);
            let smaller = size.is_some_and(|size| rest.value < size);
            let goes_on = |at: usize| {
                matches!(self.class(at), Class::Unit | Class::Teen | Class::Ten | Class::A)
                    || self.is_digits(at)
            };
            let scaled = self.class(rest.next - 1) == Class::Scale;
            let listed = self.tight_mark(rest.next, ',') && goes_on(rest.next + 1) && !scaled
                || self.any(rest.next, &["and", "or"]) && goes_on(rest.next + 1)
                || self.any(rest.next, &["to", "percent", "per"]);
            let whole = rest.sort == Sort::Cardinal && rest.value >= Value::int(100);
            let Some(sum) = number.value.add(rest.value) else { break };
            if !smaller || listed || !whole {
                break;
            }
            number = Numeral { value: sum, next: rest.next, step: rest.step, ..number };
            number.power = rest.power;
        }
        number
    }

    /// "five oh six": digit by digit.
    fn spoken_oh(&self, count: &mut Count, at: usize) -> bool {
        let spoken = count.last == Last::Unit
            && count.total == 0
            && count.group < 10
            && matches!(self.class(at + 1), Class::Unit);
        if spoken {
            count.group *= 10;
            count.last = Last::Hundred;
        }
        spoken
    }

    fn oh_five(&self, count: &mut Count, at: usize) -> bool {
        let spoken = count.last == Last::Hundred && self.class(at.saturating_sub(1)) == Class::Oh;
        if spoken {
            count.group = count.group * 10 + i128::from(self.at(at).value);
            count.last = Last::Unit;
        }
        spoken
    }

    /// Whether "and" is followed by a fraction: "two and three quarters".
    fn part_follows(&self, at: usize) -> bool {
        let next = self.following(at + 1);
        let one = self.is(at, "one");
        match self.class(next) {
            Class::Parts => true,
            Class::Half | Class::Quarter => one,
            Class::Ordinal => one && self.at(next).value > 2,
            _ => false,
        }
    }

    fn ordinal_at(&self, count: &mut Count, at: usize) -> bool {
        let token = self.at(at);
        // "two second" is a time, "one third" a fraction; an ordinal ends only an open number.
        let taken = match (token.class, token.value) {
            (Class::Ordinal, 100) => count.hundred(),
            (Class::Ordinal, value @ 1..=9) => {
                let fits = count.last != Last::Teen && count.last != Last::Unit;
                fits && count.small(value, Last::Unit)
            }
            (Class::Ordinal, value) => {
                !count.year && {
                    let fits = matches!(count.last, Last::Nothing | Last::Hundred);
                    fits && count.small(value, Last::Teen)
                }
            }
            (_, power) => count.scale(power.into()).is_some(),
        };
        count.ordinal = taken;
        taken
    }

    /// "point five" with no nought before it.
    pub(super) fn bare_point(&self, i: usize) -> Option<Numeral> {
        let zero = Numeral::new(i, i, Value::ZERO, Sort::Cardinal);
        let number = self.add_decimals(Numeral { spelled: true, ..zero });
        (number.next > i).then(|| self.with_tail(number))
    }

    /// Adds "point five" to a number in words.
    fn with_point(&self, i: usize, count: Count) -> Numeral {
        let whole = count.value().and_then(|value| Value::ratio(value, 1)).unwrap_or(Value::ZERO);
        let sort = match count {
            Count { ordinal: true, .. } => Sort::Ordinal,
            Count { year: true, .. } => Sort::Year,
            _ => Sort::Cardinal,
        };
        let mut number = Numeral::new(i, count.next, whole, sort);
        number.spelled = true;
        let power =
            if count.last == Last::Nothing && count.limit != NO_LIMIT { count.limit } else { 0 };
        number.power = power;
        number.step = (sort == Sort::Cardinal).then(|| Value::power_of_ten(power)).flatten();
        self.add_decimals(number)
    }

    /// Adds the decimals after "point", if a cardinal without scale is followed by them.
    fn add_decimals(&self, number: Numeral) -> Numeral {
        let (mut number, point, whole) = (number, number.next, number.value);
        let open = number.sort == Sort::Cardinal && number.power == 0;
        if !open || self.class(point) != Class::Point {
            return number;
        }
        let (mut decimals, mut places, mut at) = (0_i128, 0, point + 1);
        while matches!(
            self.class(at),
            Class::Unit | Class::Zero | Class::Oh | Class::Teen | Class::Ten
        ) && places < 30
            && self.at(at).gap < Gap::Line
        {
            let (value, class) = (i128::from(self.at(at).value), self.class(at));
            let after_ten = class == Class::Unit && self.class(at - 1) == Class::Ten;
            let width = if matches!(class, Class::Teen | Class::Ten) { 2 } else { 1 };
            if after_ten {
                decimals += value;
            } else {
                decimals = decimals * if width == 2 { 100 } else { 10 } + value;
                places += width;
            }
            at += 1;
            if self.tight_hyphen(at) && self.class(at - 1) == Class::Ten {
                at += 1;
            }
        }
        let part =
            Value::power_of_ten(-places).and_then(|scale| Value::ratio(decimals, 1)?.mul(scale));
        if let Some(value) = part.filter(|_| places > 0).and_then(|part| whole.add(part)) {
            (number.value, number.next) = (value, at);
            number.step = Value::power_of_ten(-places);
        }
        number
    }
}
