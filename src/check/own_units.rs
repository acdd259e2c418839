//! A user's own units, put on figures the readers left without one.

use std::sync::Mutex;

use crate::document::{Side, Span};
use crate::figure::{Figure, Kind, Unit, Units};

/// The tables asked for so far. They live as long as the program, since units are passed around by
/// reference; a program checks with one or two different tables, not with thousands.
static TABLES: Mutex<Vec<(String, &'static Units)>> = Mutex::new(Vec::new());

/// Reads a user's table, in the format of [`Units::parse`]. An empty text is no table.
///
/// # Errors
/// The number of the first bad line, from 1, and what is wrong with it.
pub(super) fn table(text: &str) -> Result<Option<&'static Units>, (usize, &'static str)> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut tables = TABLES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some((_, units)) = tables.iter().find(|(known, _)| known == text) {
        return Ok(Some(units));
    }
    let units: &'static Units = Box::leak(Box::new(Units::parse(text.to_string().leak())?));
    tables.push((text.to_string(), units));
    Ok(Some(units))
}

/// Gives plain numbers the unit of the user's table that stands right after them.
pub(super) fn apply(units: &Units, side: Side, text: &str, figures: &mut [Figure]) {
    for figure in figures.iter_mut() {
        if figure.unit.is_some() || figure.kind != Kind::Cardinal {
            continue;
        }
        let rest = &text[figure.numeral.end..];
        let gap = rest.len() - rest.trim_start().len();
        if let Some((unit, length)) = named(units, side, rest.trim_start()) {
            figure.unit = Some(unit);
            figure.kind = if unit.dimension == "money" { Kind::Money } else { Kind::Measure };
            let end = figure.numeral.end + gap + length;
            figure.span = Span::new(figure.span.start, end.max(figure.span.end));
        }
    }
}

/// The unit whose longest form the text begins with, and the form's length.
fn named(units: &Units, side: Side, text: &str) -> Option<(Unit, usize)> {
    let fits = |form: &&str| {
        let rest = text.strip_prefix(form)?;
        let inside = side == Side::En && rest.starts_with(char::is_alphanumeric);
        (!inside).then_some(form.len())
    };
    match side {
        Side::Zh => {
            let longest =
                units.zh_forms().filter(|form| fits(form).is_some()).max_by_key(|f| f.len())?;
            Some((units.zh(longest)?, longest.len()))
        }
        Side::En => {
            let longest =
                units.en_forms().filter(|form| fits(form).is_some()).max_by_key(|f| f.len())?;
            Some((units.en(longest)?, longest.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Code, Options, compare};

    #[test]
    fn a_unit_of_the_users_own_is_compared() {
        let units = "id\tdimension\tfactor\toffset\tzh\ten\n\
                     guan\tcash\t1000\t0\t贯\tstring|strings\n\
                     wen\tcash\t1\t0\t文\tcash coin|cash coins\n";
        let options = Options { units: units.to_string(), ..Options::default() };
        assert_eq!(options.bad_units(), None);
        assert!(compare("共钱35贯。", "In all 35,000 cash coins.", &options).is_empty());
        let wrong = compare("共钱35贯。", "In all 35 cash coins.", &options);
        assert_eq!(wrong.first().map(|finding| finding.code), Some(Code::WrongUnit), "{wrong:?}");
        let bad = Options { units: format!("{units}x\ty\n"), ..Options::default() };
        assert_eq!(bad.bad_units().map(|(line, _)| line), Some(4));
    }
}
