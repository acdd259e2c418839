//! What the caller may choose about checking.

use serde::Deserialize;

use super::{Code, Level};
use crate::document::Side;

/// Settings of the check room; also a table of the project file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Findings below this level are left out.
    pub level: Level,
    /// Codes never reported.
    pub allow: Vec<Code>,
    /// Codes always reported as errors, whatever their own level.
    pub deny: Vec<Code>,
    /// Which text is the original; suggestions go into the other one. Unknown is taken as Chinese
    /// for suggestions, and neither side is then held to the other's precision.
    #[serde(deserialize_with = "side")]
    pub original: Option<Side>,
    /// How many beads before and after one are searched before a figure is called missing.
    pub neighbours: usize,
    /// A user's own units, on top of the built-in table and in its format, header line included.
    pub units: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            level: Level::Note,
            allow: Vec::new(),
            deny: Vec::new(),
            original: None,
            neighbours: 2,
            units: String::new(),
        }
    }
}

impl Options {
    /// The level a finding of this code and own level is reported at; `None` when it is left out.
    #[must_use]
    pub fn reported(&self, code: Code, own: Level) -> Option<Level> {
        if self.allow.contains(&code) {
            return None;
        }
        let level = if self.deny.contains(&code) { Level::Error } else { own };
        (level >= self.level).then_some(level)
    }

    /// What is wrong with the user's units: the line, from 1, and why it cannot be read.
    #[must_use]
    pub fn bad_units(&self) -> Option<(usize, &'static str)> {
        super::own_units::table(&self.units).err()
    }

    /// The side suggestions are written for.
    #[must_use]
    pub fn translation(&self) -> Side {
        match self.original {
            Some(Side::En) => Side::Zh,
            _ => Side::En,
        }
    }
}

fn side<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Side>, D::Error> {
    match Option::<String>::deserialize(from)?.as_deref() {
        None => Ok(None),
        Some("zh") => Ok(Some(Side::Zh)),
        Some("en") => Ok(Some(Side::En)),
        Some(other) => {
            Err(serde::de::Error::custom(format!("the original is `zh` or `en`, not `{other}`")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_file_sets_them() {
        let options: Options = toml::from_str(
            "level = 'check'\nallow = ['section-number']\ndeny = ['missing']\noriginal = 'en'",
        )
        .unwrap();
        assert_eq!(options.reported(Code::SectionNumber, Level::Error), None);
        assert_eq!(options.reported(Code::Missing, Level::Note), Some(Level::Error));
        assert_eq!(options.reported(Code::Added, Level::Note), None);
        assert_eq!(options.translation(), Side::Zh);
        assert!(toml::from_str::<Options>("original = 'fr'").is_err());
    }
}
