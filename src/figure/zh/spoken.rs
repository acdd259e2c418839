//! What only speech puts inside a numeral: 点 and decimals, 多 and 余, 几 and 数.

use super::machine::{Machine, Pair, ZERO, add, scale};
use super::numeral::{Sign, sign};
use super::words::Lists;
use crate::figure::Bound;

impl Machine<'_> {
    /// 点 and decimals, 多 and 余 inside, 几 and 数 as a digit.
    pub(super) fn word(&mut self, c: char) {
        let next = self.text.after(self.at);
        let unit_next = |at| match self.text.char_at(at).and_then(sign) {
            Some(Sign::Unit(power)) => power,
            _ => 0,
        };
        let taken = match c {
            '点' => self.spoken_decimals(next),
            '多' | '余' | '来'
                if !self.is_fresh() && unit_next(next) >= 4 && self.infix.is_none() =>
            {
                self.infix = Some(if c == '来' { Bound::About } else { Bound::Above });
                true
            }
            '几' if self.pending.is_none() && self.small == Some(1) && self.infix.is_none() => {
                self.infix = Some(Bound::Above);
                true
            }
            '几' | '数'
                if self.pending.is_none() && self.infix.is_none() && unit_next(next) > 0 =>
            {
                let fresh = self.is_fresh();
                if c == '数' && !fresh {
                    return self.done = true;
                }
                self.infix = Some(if fresh { Bound::Several } else { Bound::Above });
                if fresh {
                    self.pending = Some(scale([Some(1); 2], self.shift));
                    self.n_pending = 1;
                    self.n_groups = 1;
                } else {
                    // 一百几十: the tens stay open.
                    self.pending = Some(ZERO);
                }
                self.pending_at = self.at;
                true
            }
            '、' => self.either_digit(next),
            _ => false,
        };
        if taken && !matches!(c, '点' | '、') {
            self.at = next;
        } else if !taken {
            self.done = true;
        }
    }

    /// 二、三十年: two digits in a row that share the unit after them, as 二三十年 does.
    fn either_digit(&mut self, from: usize) -> bool {
        let text = self.text;
        let sign_at = |at| text.char_at(at).and_then(sign);
        let unit_at = text.after(from);
        let (Some(Sign::Digit(second)), Some(Sign::Unit(_))) = (sign_at(from), sign_at(unit_at))
        else {
            return false;
        };
        let first = self.pending.and_then(|pending| pending[0]);
        let follows = self.n_units == 0
            && self.n_pending == 1
            && !self.pending_arabic
            && self.first_digit + 1 == second
            && first == Some(i128::from(self.first_digit));
        let listed = !text.han_before(self.start) || text.ends(self.start, "第");
        if !follows || self.first_digit == 0 || listed || text.starts(text.after(unit_at), "年代")
        {
            return false;
        }
        self.pending = Some([first, Some(i128::from(second))]);
        self.n_pending = 2;
        self.at = unit_at;
        true
    }

    /// 六点九, 零点五, 一百二十三点四五.
    fn spoken_decimals(&mut self, from: usize) -> bool {
        if self.is_fresh() || self.pending_arabic || self.decimals || self.tail > 0 {
            return false;
        }
        let mut at = from;
        let mut value: Pair = ZERO;
        let mut n_decimals = 0_u32;
        while let Some(c) = self.text.char_at(at) {
            let Some(Sign::Digit(digit)) = sign(c).filter(|_| c != '两') else { break };
            value = add(scale(value, 1), [Some(i128::from(digit)); 2]);
            n_decimals += 1;
            at = self.text.after(at);
        }
        if n_decimals == 0 || self.is_clock(from, at, n_decimals) {
            return false;
        }
        self.total = scale(self.total, n_decimals);
        self.section = scale(self.section, n_decimals);
        let waiting = self.pending.unwrap_or(ZERO);
        self.pending = Some(add(scale(waiting, n_decimals), value));
        self.shift = n_decimals;
        self.place = -i64::from(n_decimals);
        self.decimals = true;
        self.n_pending = 1;
        self.zero = true;
        self.at = at;
        true
    }

    /// Whether 点 with so many digits after it tells the time: 三点五十, 三点零五分, 八点一个, 六点一直.
    fn is_clock(&self, from: usize, end: usize, n_decimals: u32) -> bool {
        let text = self.text;
        if text.starts(end, "十") && n_decimals == 1 {
            return true;
        }
        if text.any(end, &["分", "刻"]).is_some() && !text.starts(end, "分之") {
            return true;
        }
        let one = n_decimals == 1 && text.starts(from, "一") && !text.starts(end, "个百分点");
        let lists = Lists::get();
        // 六点一直忙到半夜
        let word = || {
            lists.not_figures.longest_at(text, from).is_some_and(|last| last > end)
                && text.any(end, &["成", "％", "%"]).is_none()
        };
        let counted = || lists.classifiers.longest_at(text, end).is_some();
        one && text.any(end, &["万", "亿", "倍"]).is_none() && (word() || counted())
    }
}
