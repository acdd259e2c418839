//! Runs of Arabic digits, half or full width, with separators of thousands and a decimal point.

use super::text::{Text, is_han, narrow};

/// A run of Arabic digits read as one number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arabic {
    /// All digits as one whole number, decimals included; `None` when it does not fit.
    pub(super) digits: Option<i128>,
    /// How many of the digits are decimals.
    pub(super) n_decimals: u32,
    /// How many stand before the point.
    pub(super) n_whole: usize,
    /// Whether it starts with a zero that says nothing, as codes do.
    pub(super) leading_zero: bool,
    /// One past the last byte.
    pub(super) end: usize,
}

/// Whether a character is an Arabic digit of either width.
pub(super) fn is_arabic(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

/// Reads the number that starts at `at`, if a digit stands there.
pub(super) fn read(text: Text<'_>, at: usize) -> Option<Arabic> {
    let mut run =
        Arabic { digits: Some(0), n_decimals: 0, n_whole: 0, leading_zero: false, end: at };
    run.n_whole = run.take(text);
    if run.n_whole == 0 {
        return None;
    }
    run.leading_zero = run.n_whole > 1 && text.char_at(at).is_some_and(|c| narrow(c) == '0');
    if (1..=3).contains(&run.n_whole) && !run.leading_zero {
        run.groups(text);
    }
    run.decimals(text);
    Some(run)
}

impl Arabic {
    /// Takes digits while they last; how many there were.
    fn take(&mut self, text: Text<'_>) -> usize {
        let mut count = 0;
        for c in text.all[self.end..].chars() {
            let Some(digit) = narrow(c).to_digit(10).filter(|_| is_arabic(c)) else { break };
            let shifted = self.digits.and_then(|n| n.checked_mul(10));
            self.digits = shifted.and_then(|n| n.checked_add(i128::from(digit)));
            self.end += c.len_utf8();
            count += 1;
        }
        count
    }

    /// Takes groups of three digits: `3,200`, `3, 200`, `18 000人`. A full-width comma separates
    /// clauses, so it only counts when a group begins with zero (25，000), as no number of its own
    /// does, or when full-width digits show two groups or more.
    fn groups(&mut self, text: Text<'_>) {
        let wide = text.char_before(self.end).is_some_and(|c| !c.is_ascii());
        for (mark, n_least, blank_after) in [
            (",", 1, true),
            ("，", 1, false),
            (" ", 1, false),
            ("\u{a0}", 1, false),
            ("\u{2009}", 1, false),
        ] {
            if !text.starts(self.end, mark) {
                continue;
            }
            let mut trial = *self;
            let mut n_groups = 0;
            let mut zeros = false;
            while text.starts(trial.end, mark) {
                let mut next = Arabic { end: trial.end + mark.len(), ..trial };
                if blank_after {
                    next.end = text.skip_blanks(next.end);
                }
                let begins = text.char_at(next.end);
                if next.take(text) != 3 {
                    break;
                }
                zeros |= begins.is_some_and(|c| narrow(c) == '0');
                trial = next;
                n_groups += 1;
            }
            let runs_on = text.char_at(trial.end).is_some_and(is_arabic);
            let blank = mark.trim().is_empty();
            // Columns of a table are separated by blanks too: then nothing Chinese follows directly.
            let shut =
                !blank || zeros || (n_groups < 3 && text.char_at(trial.end).is_some_and(is_han));
            let grouped = mark != "，" || zeros || wide && n_groups >= 2;
            if n_groups >= n_least && !runs_on && shut && grouped {
                trial.n_whole += 3 * n_groups;
                *self = trial;
                return;
            }
        }
    }

    /// Takes a point and decimals.
    fn decimals(&mut self, text: Text<'_>) {
        let Some(point) = text.char_at(self.end).filter(|&c| matches!(c, '.' | '．' | '·'))
        else {
            return;
        };
        let mut trial = Arabic { end: self.end + point.len_utf8(), ..*self };
        let n_decimals = trial.take(text);
        let runs_on = text
            .any(trial.end, &[".", "．"])
            .is_some_and(|end| text.char_at(end).is_some_and(is_arabic));
        if n_decimals > 0 && !runs_on {
            trial.n_decimals = u32::try_from(n_decimals).unwrap_or(u32::MAX);
            *self = trial;
        }
    }
}
