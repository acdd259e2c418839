//! Whether two dates or clock times can be the same day or hour.

use super::relate::{How, Relation};
use crate::figure::{Clock, Date};

/// How two dates relate: the same when every part both of them give agrees and at least one does.
pub(super) fn relate_dates(zh: &Date, en: &Date) -> Relation {
    let parts = [
        years_agree(zh, en),
        both(zh.month, en.month),
        both(zh.day, en.day),
        both(zh.quarter, en.quarter),
        both(zh.half, en.half),
    ];
    let n_agreeing = parts.iter().filter(|part| **part == Some(true)).count();
    let n_clashing = parts.iter().filter(|part| **part == Some(false)).count();
    if n_clashing > 0 {
        return Relation::Differs;
    }
    if n_agreeing == 0 {
        return if season(zh, en) || season(en, zh) {
            Relation::Same { quality: 60, how: How::OtherKind }
        } else {
            Relation::Unlike
        };
    }
    let whole = count(zh) == n_agreeing && count(en) == n_agreeing;
    // A part alone (the day of a date named just before) is the weaker the less it shares.
    let shared = i32::try_from(n_agreeing).unwrap_or(5);
    let quality = if whole { 100 } else { 76 + 4 * shared };
    Relation::Same { quality, how: How::Exact }
}

/// How two clock times relate.
pub(super) fn relate_clocks(zh: &Clock, en: &Clock) -> Relation {
    let seconds_agree = both(zh.second, en.second) != Some(false);
    let hours_agree = if zh.half_day_known && en.half_day_known {
        zh.hour % 24 == en.hour % 24
    } else {
        zh.hour % 12 == en.hour % 12
    };
    if hours_agree && zh.minute == en.minute && seconds_agree {
        Relation::Same { quality: 100, how: How::Exact }
    } else {
        Relation::Differs
    }
}

/// The numbers a date is made of.
pub(super) fn parts(date: &Date) -> impl Iterator<Item = i64> {
    [
        date.year.map(i64::from),
        date.month.map(i64::from),
        date.day.map(i64::from),
        date.quarter.map(i64::from),
        date.half.map(i64::from),
    ]
    .into_iter()
    .flatten()
}

/// How many parts a date gives.
pub(super) fn count(date: &Date) -> usize {
    parts(date).count()
}

fn years_agree(zh: &Date, en: &Date) -> Option<bool> {
    let (x, y) = (zh.year?, en.year?);
    Some(x == y || ((zh.short_year || en.short_year) && x.rem_euclid(100) == y.rem_euclid(100)))
}

fn both(x: Option<u8>, y: Option<u8>) -> Option<bool> {
    Some(x? == y?)
}

/// Whether one date is a quarter or half-year and the other a month inside it.
fn season(wide: &Date, narrow: &Date) -> bool {
    let Some(month) = narrow.month else { return false };
    wide.quarter.is_some_and(|quarter| month.div_ceil(3) == quarter)
        || wide.half.is_some_and(|half| month.div_ceil(6) == half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_given_by_one_side_only_do_not_clash() {
        let full = Date { year: Some(2017), month: Some(1), day: Some(15), ..Date::default() };
        let day = Date { month: Some(1), day: Some(15), ..Date::default() };
        let other = Date { month: Some(1), day: Some(16), ..Date::default() };
        let short = Date { year: Some(1998), short_year: true, ..Date::default() };
        let century = Date { year: Some(1898), ..Date::default() };
        assert!(matches!(relate_dates(&full, &day), Relation::Same { .. }));
        assert_eq!(relate_dates(&full, &other), Relation::Differs);
        assert!(matches!(relate_dates(&short, &century), Relation::Same { .. }));
    }

    #[test]
    fn a_month_falls_in_its_quarter() {
        let quarter = Date { quarter: Some(2), ..Date::default() };
        let month = |month| Date { month: Some(month), ..Date::default() };
        assert!(matches!(relate_dates(&quarter, &month(4)), Relation::Same { .. }));
        assert_eq!(relate_dates(&quarter, &month(7)), Relation::Unlike);
    }
}
