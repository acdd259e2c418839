//! Units, currencies and their conversions, from `data/figures/units.tsv`, with a user's own table
//! on top.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Figure, Value};

/// What a unit measures; only units of one dimension convert into each other.
pub type Dimension = &'static str;

/// A unit: its id in the table, what it measures and its size in the dimension's base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit {
    /// The id in the table: `mu`, `km`, `cny`.
    pub id: &'static str,
    /// What it measures: `area`, `length`, `money`, `time`, …
    pub dimension: Dimension,
    /// How many base units it is; currencies have 1 each and never convert.
    pub factor: Value,
    /// What is added after multiplying, for temperatures; zero elsewhere.
    pub offset: Value,
}

/// The table of units: forms of either language to units.
#[derive(Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    zh: FxHashMap<&'static str, usize>,
    en: FxHashMap<&'static str, usize>,
    /// Every beginning of an English form, folded.
    en_beginnings: FxHashSet<String>,
    en_names: Vec<(&'static str, &'static str)>,
    zh_names: Vec<&'static str>,
}

const TABLE: &str = include_str!("../../data/figures/units.tsv");

impl Units {
    /// The units this program knows.
    ///
    /// # Panics
    /// Never on the committed table, which a test validates.
    #[must_use]
    pub fn builtin() -> &'static Units {
        static UNITS: OnceLock<Units> = OnceLock::new();
        UNITS.get_or_init(|| Units::parse(TABLE).expect("data/figures/units.tsv is validated"))
    }

    /// Reads a table: `id dimension factor offset zh-forms en-forms`, tab-separated, forms separated
    /// by `|`; the first Chinese form and the first two English ones (singular, plural) are the
    /// names used in suggestions.
    ///
    /// # Errors
    /// The number of the first bad line, from 1, and what is wrong with it.
    pub fn parse(table: &'static str) -> Result<Units, (usize, &'static str)> {
        let mut units = Units::default();
        for (index, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') || line.starts_with("id\t") {
                continue;
            }
            let bad = |what| (index + 1, what);
            let mut cells = line.split('\t');
            let mut cell = || cells.next().ok_or(bad("six tab-separated columns are needed"));
            let (id, dimension) = (cell()?, cell()?);
            let factor = ratio(cell()?).ok_or(bad("the factor is not a number or a ratio"))?;
            let offset = ratio(cell()?).ok_or(bad("the offset is not a number or a ratio"))?;
            let (zh, en) = (cell()?, cell()?);
            let at = units.units.len();
            units.units.push(Unit { id, dimension, factor, offset });
            let zh: Vec<&str> = zh.split('|').filter(|form| !form.is_empty()).collect();
            let en: Vec<&str> = en.split('|').filter(|form| !form.is_empty()).collect();
            units.zh_names.push(zh.first().copied().unwrap_or(id));
            let singular = en.first().copied().unwrap_or(id);
            units.en_names.push((singular, en.get(1).copied().unwrap_or(singular)));
            for form in zh {
                if units.zh.insert(form, at).is_some() {
                    return Err(bad("a Chinese form stands twice in the table"));
                }
            }
            for form in en {
                if units.en.insert(form, at).is_some() {
                    return Err(bad("an English form stands twice in the table"));
                }
                let mut beginning = String::new();
                for c in form.chars() {
                    beginning.push(fold(c));
                    units.en_beginnings.insert(beginning.clone());
                }
            }
        }
        Ok(units)
    }

    /// The unit a Chinese form names, if the table has it.
    #[must_use]
    pub fn zh(&self, form: &str) -> Option<Unit> {
        self.zh.get(form).map(|&at| self.units[at])
    }

    /// The unit an English form names (lower case, abbreviations as written), if the table has it.
    #[must_use]
    pub fn en(&self, form: &str) -> Option<Unit> {
        self.en.get(form).map(|&at| self.units[at])
    }

    /// Whether an English form begins so, in any case and with blanks for hyphens; `folded` is text
    /// folded with [`fold`].
    pub(super) fn en_begins(&self, folded: &str) -> bool {
        self.en_beginnings.contains(folded)
    }

    /// The Chinese forms, in no order.
    pub fn zh_forms(&self) -> impl Iterator<Item = &'static str> {
        self.zh.keys().copied()
    }

    /// The English forms, in no order.
    pub fn en_forms(&self) -> impl Iterator<Item = &'static str> {
        self.en.keys().copied()
    }

    /// English singular and plural of a unit.
    #[must_use]
    pub fn en_name(&self, unit: Unit) -> (&'static str, &'static str) {
        let at = self.units.iter().position(|other| other.id == unit.id);
        at.map_or((unit.id, unit.id), |at| self.en_names[at])
    }

    /// Chinese name of a unit.
    #[must_use]
    pub fn zh_name(&self, unit: Unit) -> &'static str {
        let at = self.units.iter().position(|other| other.id == unit.id);
        at.map_or(unit.id, |at| self.zh_names[at])
    }
}

/// A character of an English form in lower case, a blank for a hyphen: "square-foot" is in the table
/// as "square foot".
pub(super) const fn fold(c: char) -> char {
    match c {
        '-' => ' ',
        c => c.to_ascii_lowercase(),
    }
}

fn ratio(cell: &str) -> Option<Value> {
    let (negative, cell) = cell.strip_prefix('-').map_or((false, cell), |rest| (true, rest));
    let value = match cell.split_once('/') {
        Some((numer, denom)) => Value::parse(numer)?.div(Value::parse(denom)?)?,
        None => Value::parse(cell)?,
    };
    Some(if negative { value.neg() } else { value })
}

/// The sum, in inches, of a whole number of feet and of less than twelve inches beside it.
pub(super) fn in_inches(feet: &Figure, inches: &Figure) -> Option<Value> {
    let measured = |figure: &Figure, id: &str| {
        let is_it = figure.unit.is_some_and(|unit| unit.id == id) && !figure.is_range();
        figure.number().filter(|value| is_it && !value.is_negative())
    };
    let (feet, inches) = (measured(feet, "foot")?, measured(inches, "inch")?);
    let sound = feet.is_int() && inches < Value::int(12);
    feet.mul(Value::int(12)).filter(|_| sound)?.add(inches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_is_sound() {
        let units = Units::parse(TABLE).unwrap();
        let mu = units.zh("亩").unwrap();
        let hectare = units.en("hectares").unwrap();
        assert_eq!(mu.dimension, hectare.dimension);
        assert_eq!(hectare.factor.div(mu.factor).unwrap(), Value::int(15));
        assert!(units.en_begins("square") && units.en_begins("square f"));
        assert!(!units.en_begins("trees") && !units.en_begins("square-f"));
    }
}
