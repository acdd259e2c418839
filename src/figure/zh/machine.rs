//! The state machine behind [`super::numeral::read`]: digits and units into sums.
//!
//! It holds three sums, as people say numbers: the total above the last big unit (万 亿 兆), the
//! section below it, and the digit still waiting for its unit. Each is a pair, the low and the high
//! reading, which differ only after a juxtaposition (三四十). All are whole numbers, multiplied by a
//! power of ten when there are decimals.

use super::digits::{self, is_arabic};
use super::numeral::{Numeral, Sign, is_capital, is_capital_numeral, sign};
use super::text::Text;
use super::words::Lists;
use crate::figure::{Bound, Value};

pub(super) type Pair = [Option<i128>; 2];

pub(super) const ZERO: Pair = [Some(0), Some(0)];

pub(super) fn add(x: Pair, y: Pair) -> Pair {
    std::array::from_fn(|i| x[i].zip(y[i]).and_then(|(x, y)| x.checked_add(y)))
}

pub(super) fn scale(x: Pair, power: u32) -> Pair {
    if power == 0 {
        return x;
    }
    let size = 10_i128.checked_pow(power);
    x.map(|x| x.zip(size).and_then(|(x, size)| x.checked_mul(size)))
}

pub(super) struct Machine<'t> {
    pub(super) text: Text<'t>,
    pub(super) start: usize,
    pub(super) at: usize,
    pub(super) done: bool,
    pub(super) total: Pair,
    pub(super) section: Pair,
    pub(super) pending: Option<Pair>,
    /// Where the pending digit starts.
    pub(super) pending_at: usize,
    /// How many digits wait, all Chinese or all Arabic.
    pub(super) n_pending: usize,
    pub(super) pending_arabic: bool,
    /// Power of the last small unit of the section.
    pub(super) small: Option<u32>,
    /// Power of the last big unit.
    pub(super) big: Option<u32>,
    /// Whether a 零 stands before the pending digit.
    pub(super) zero: bool,
    /// Power of ten all sums are multiplied by, for decimals.
    pub(super) shift: u32,
    /// Power of the last place shown.
    pub(super) place: i64,
    pub(super) n_units: usize,
    pub(super) n_groups: usize,
    /// Power of the big units just read, 0 when something else came after them.
    pub(super) tail: u32,
    pub(super) infix: Option<Bound>,
    pub(super) bare: bool,
    pub(super) chinese: bool,
    pub(super) decimals: bool,
    pub(super) leading_zero: bool,
    pub(super) first_digit: u8,
}

impl<'t> Machine<'t> {
    pub(super) fn new(text: Text<'t>, at: usize) -> Machine<'t> {
        Machine {
            text,
            start: at,
            at,
            done: false,
            total: ZERO,
            section: ZERO,
            pending: None,
            pending_at: at,
            n_pending: 0,
            pending_arabic: false,
            small: None,
            big: None,
            zero: false,
            shift: 0,
            place: 0,
            n_units: 0,
            n_groups: 0,
            tail: 0,
            infix: None,
            bare: false,
            chinese: true,
            decimals: false,
            leading_zero: false,
            first_digit: 0,
        }
    }

    /// Reads to the end of the numeral.
    pub(super) fn run(mut self) -> Option<Numeral> {
        while !self.done {
            self.step();
        }
        self.finish()
    }

    fn step(&mut self) {
        let mut at = self.at;
        if self.pending.is_some() && self.pending_arabic {
            at = self.text.skip_blanks(at);
        }
        let Some(c) = self.text.char_at(at) else {
            self.done = true;
            return;
        };
        let taken = match sign(c) {
            _ if is_capital(c) && !is_capital_numeral(self.text, at) => false,
            Some(Sign::Unit(power)) => self.unit(at, c, power),
            _ if at != self.at => false,
            Some(Sign::Digit(digit)) => self.digit(c, digit),
            Some(Sign::Tens(tens)) => self.tens(tens),
            None if is_arabic(c) => {
                self.arabic();
                return;
            }
            None => {
                self.word(c);
                return;
            }
        };
        if taken {
            self.at = self.text.after(at);
            // 仨一起: three people, and no digit after them.
            self.done |= matches!(c, '仨' | '俩');
        } else {
            self.done = true;
        }
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.n_groups == 0 && self.n_units == 0
    }

    fn arabic(&mut self) {
        self.done = true;
        if self.pending.is_some() || !self.is_fresh() && self.chinese {
            return;
        }
        let Some(run) = digits::read(self.text, self.at) else { return };
        let unit = self.last_unit();
        let fits = run.digits.zip(10_i128.checked_pow(unit)).is_none_or(|(n, size)| n < size);
        // 1.55亿5岁以下儿童
        let aged = self.big.is_some() && self.text.any(run.end, &["岁", "周岁"]).is_some();
        if !self.is_fresh() && (run.n_decimals > 0 || !fits || self.shift > 0 || aged) {
            return;
        }
        if self.is_fresh() {
            self.chinese = false;
            self.shift = run.n_decimals;
            self.decimals = run.n_decimals > 0;
            self.leading_zero = run.leading_zero;
            self.place = -i64::from(run.n_decimals);
            self.pending = Some([run.digits; 2]);
        } else {
            self.place = 0;
            self.zero |= run.leading_zero;
            self.pending = Some(scale([run.digits; 2], self.shift));
        }
        self.pending_at = self.at;
        self.pending_arabic = true;
        self.n_pending = run.n_whole + run.n_decimals as usize;
        self.n_groups += 1;
        self.tail = 0;
        self.at = run.end;
        self.done = false;
    }

    /// A Chinese digit; whether it belongs.
    fn digit(&mut self, c: char, digit: u8) -> bool {
        let value = scale([Some(i128::from(digit)); 2], self.shift);
        let Some(pending) = self.pending else {
            if digit == 0 && self.n_units > 0 {
                self.zero = true;
                self.tail = 0;
                return true;
            }
            if matches!(c, '仨' | '俩') && !self.is_fresh() {
                return false;
            }
            if c == '幺' && !self.next_is_digit() || c == '两' && self.is_weight() {
                return false;
            }
            if self.is_fresh() {
                self.first_digit = digit;
            }
            self.pending = Some(value);
            self.pending_at = self.at;
            self.pending_arabic = false;
            self.n_pending = 1;
            self.n_groups += 1;
            self.place = 0;
            self.tail = 0;
            return true;
        };
        if self.pending_arabic || self.infix.is_some() || matches!(c, '仨' | '俩') {
            return false;
        }
        let before = pending[0].filter(|_| pending[0] == pending[1]);
        let one = 10_i128.pow(self.shift.min(30));
        let last = before.filter(|_| self.n_pending == 1).map(|n| n / one);
        let follows = last.is_some_and(|n| n > 0 && n + 1 == i128::from(digit))
            || last == Some(3) && digit == 5;
        let unit_next = self
            .text
            .char_at(self.text.after(self.at))
            .and_then(sign)
            .is_some_and(|sign| matches!(sign, Sign::Unit(_)));
        if follows && (unit_next || self.n_units > 0) {
            self.pending = Some([pending[0], value[1]]);
            self.n_pending = 2;
            return true;
        }
        if self.n_units > 0 || c == '两' && !self.is_a_few(last) {
            return false;
        }
        if c == '两' && last == Some(3) {
            // 三两个 is two or three.
            self.pending = Some([value[0], pending[1]]);
            self.n_pending = 2;
            return true;
        }
        self.pending = Some(add(scale(pending, 1), value));
        self.n_pending += 1;
        true
    }

    /// Whether 两 after a unit is the weight (五十两), not a digit (一万两千).
    fn is_weight(&self) -> bool {
        let next = self.text.char_at(self.text.after(self.at)).and_then(sign);
        self.n_units > 0 && !matches!(next, Some(Sign::Unit(2 | 3)))
    }

    /// Whether 两 after a digit is a digit too: 一两天, 三两个; else it is the weight (五两银子).
    fn is_a_few(&self, last: Option<i128>) -> bool {
        let next = self.text.char_at(self.text.after(self.at));
        let weighed = next.is_none_or(|c| "银金重肉酒茶米碎白黄上下多，。、；".contains(c));
        let counted = next.is_some_and(|c| "个天人次年句位名件只条".contains(c));
        // 下一两年期: one more term of two years.
        let term = self.text.starts(self.text.after(self.at), "年期");
        match last {
            Some(1) => !weighed && !term,
            Some(3) => counted,
            _ => false,
        }
    }

    fn next_is_digit(&self) -> bool {
        let next = self.text.char_at(self.text.after(self.at));
        next.and_then(sign).is_some_and(|sign| matches!(sign, Sign::Digit(_)))
    }

    /// 廿 卅 卌.
    fn tens(&mut self, tens: u8) -> bool {
        if self.pending.is_some() || self.small.is_some_and(|small| small <= 1) {
            return false;
        }
        let value = scale([Some(i128::from(tens)); 2], 1 + self.shift);
        self.section = add(self.section, value);
        self.small = Some(1);
        self.n_units += 1;
        self.n_groups += 1;
        self.tail = 0;
        true
    }

    fn unit(&mut self, at: usize, c: char, power: u32) -> bool {
        let is_measure = matches!(c, '千' | '兆' | '百')
            && Lists::get()
                .unit_at(self.text, at)
                .is_some_and(|(_, end)| end > self.text.after(at));
        if is_measure || c == '兆' && self.is_fresh() {
            return false;
        }
        // 2.5千 is right, 23百 is not said; a run of Chinese digits takes no unit.
        if self.n_pending > 1 && !self.pending_arabic && self.pending.is_some_and(|p| p[0] == p[1])
        {
            return false;
        }
        if power < 4 { self.small_unit(power) } else { self.big_unit(power) }
    }

    fn small_unit(&mut self, power: u32) -> bool {
        if self.small.is_some_and(|small| power >= small) {
            // 一百一千: the waiting digit belongs to the next numeral.
            if self.pending.is_some() {
                self.at = self.pending_at;
                self.pending = None;
            }
            return false;
        }
        let digit = match self.pending.take() {
            Some(digit) => digit,
            None if self.is_fresh() => {
                self.bare = power > 1;
                self.first_digit = 1;
                self.n_groups = 1;
                scale([Some(1); 2], self.shift)
            }
            None if power == 1 && self.zero => scale([Some(1); 2], self.shift),
            None if power == 1 && self.small.is_some() => scale([Some(1); 2], self.shift),
            None => return false,
        };
        self.section = add(self.section, scale(digit, power));
        self.small = Some(power);
        self.zero = false;
        self.units_read(power);
        true
    }

    fn big_unit(&mut self, power: u32) -> bool {
        let empty = self.pending.is_none() && self.small.is_none();
        if empty && !self.is_fresh() {
            // 万亿, 万万, 亿亿 and 万亿亿 multiply; 亿万 does not.
            let again = |big| matches!((big, power, self.tail), (4, 4, 4) | (8, 8, 8 | 12));
            let grows = self.tail > 0 && self.big.is_some_and(|big| big < power || again(big));
            if !grows {
                return false;
            }
        }
        if self.is_fresh() {
            self.bare = true;
            self.first_digit = 1;
            self.n_groups = 1;
            self.pending = Some(scale([Some(1); 2], self.shift));
        }
        if !empty && self.big == Some(power) {
            return false;
        }
        let below = add(self.section, self.pending.take().unwrap_or(ZERO));
        self.total = if self.big.is_none_or(|big| big <= power) {
            scale(add(self.total, below), power)
        } else {
            add(self.total, scale(below, power))
        };
        self.section = ZERO;
        self.small = None;
        self.big = Some(power);
        self.zero = false;
        self.units_read(power);
        self.tail += power;
        true
    }

    fn units_read(&mut self, power: u32) {
        if power >= 4 || self.pending_arabic {
            self.place += i64::from(power);
        }
        if power < 4 {
            self.tail = 0;
        }
        self.n_units += 1;
    }

    fn last_unit(&self) -> u32 {
        self.small.or(self.big).unwrap_or(0)
    }

    fn finish(mut self) -> Option<Numeral> {
        if self.is_fresh() || self.at <= self.start {
            return None;
        }
        self.colloquial_tail();
        let pending = self.pending.unwrap_or(ZERO);
        let sum = add(add(self.total, self.section), pending);
        let size = 10_i128.checked_pow(self.shift);
        let value_of = |n: Option<i128>| Value::ratio(n?, size?);
        let value = value_of(sum[0]);
        let mut high = value_of(sum[1]).filter(|_| sum[0] != sum[1]);
        let n_digits = if self.n_units == 0 { self.n_pending } else { 0 };
        let mut low = value;
        if n_digits == 2
            && self.chinese
            && let Some((lo, hi)) = self.juxtaposed(sum[0])
        {
            (low, high) = (Some(lo), Some(hi));
        }
        let simple = (self.chinese
            && self.n_groups == 1
            && self.n_units <= 1
            && self.shift == 0
            && self.n_pending <= 1
            && high.is_none()
            && self.infix.is_none())
        .then(|| (self.first_digit, self.last_unit()));
        Some(Numeral {
            start: self.start,
            end: self.at,
            value: low,
            high,
            step: i32::try_from(self.place).ok().and_then(Value::power_of_ten),
            infix: self.infix,
            chinese: self.chinese,
            n_digits,
            n_units: self.n_units,
            bare: self.bare,
            big: self.tail,
            has_big: self.big.is_some(),
            simple,
            decimals: self.decimals,
            leading_zero: self.leading_zero,
        })
    }

    /// 三四 (people) is 3 to 4; 三五 is said for "a few" in the same way.
    fn juxtaposed(&self, digits: Option<i128>) -> Option<(Value, Value)> {
        let digits = i64::try_from(digits?).ok()?;
        let (low, high) = (digits / 10, digits % 10);
        let follows = low > 0 && (high == low + 1 || (low, high) == (3, 5));
        follows.then(|| (Value::int(low), Value::int(high)))
    }

    /// 两千四百五 is 2450, 一亿三 is 130 million; but 两千零五 is 2005.
    fn colloquial_tail(&mut self) {
        let Some(pending) = self.pending else { return };
        let unit = self.last_unit();
        if self.n_units == 0 || self.zero || unit < 2 || self.infix.is_some() {
            return;
        }
        if self.pending_arabic && (self.n_pending != 1 || self.decimals) {
            return;
        }
        if !self.pending_arabic
            && self.n_pending == 1
            && Lists::get().not_figures.longest_at(self.text, self.pending_at).is_some()
        {
            // 两千一直: the digit belongs to the next word.
            self.at = self.pending_at;
            self.pending = None;
            return;
        }
        self.pending = Some(scale(pending, unit - 1));
        self.place = if unit >= 4 { i64::from(unit) - 1 } else { 0 };
    }
}
