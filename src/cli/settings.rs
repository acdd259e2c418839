//! The project file `duizhao.toml`: settings of reading, aligning and checking. The command line
//! overrules it. An unknown key is an error that names its line.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::check;
use crate::error::{Error, ErrorKind, Place};
use crate::read::{Format, Lines};

/// Name of the file looked for in the current folder.
const FILE_NAME: &str = "duizhao.toml";

/// All settings; every table and key may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Settings {
    /// Reading.
    pub(super) read: Read,
    /// Aligning.
    pub(super) align: Align,
    /// Checking.
    pub(super) check: check::Options,
    /// Accepted findings.
    pub(super) accepted: Accepted,
    /// The settings file; none if there is none.
    #[serde(skip)]
    pub(super) path: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Accepted {
    /// As `--accepted`; beside the settings file if relative.
    pub(super) file: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Read {
    /// As `--encoding`.
    pub(super) encoding: Option<String>,
    /// As `--lossy`.
    pub(super) lossy: bool,
    /// As `--from`.
    #[serde(deserialize_with = "format")]
    pub(super) from: Option<Format>,
    /// As `--lines`.
    pub(super) lines: Lines,
}

fn format<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Format>, D::Error> {
    let Some(name) = Option::<String>::deserialize(from)? else { return Ok(None) };
    Format::named(&name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        serde::de::Error::custom(format!(
            "there is no format `{name}`; the formats are {}",
            names.join(", ")
        ))
    })
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Align {
    /// As `--presplit`.
    pub(super) presplit: bool,
    /// As `--max-bead`.
    pub(super) max_bead: Option<usize>,
    /// As `--min-confidence`.
    pub(super) min_confidence: Option<f32>,
    /// As `--lexicon`; beside the settings file if relative.
    pub(super) lexicon: Option<PathBuf>,
    /// As `--threads`.
    pub(super) threads: Option<usize>,
}

impl Settings {
    /// Reads the file named, or `duizhao.toml` in the current folder if there is one.
    pub(super) fn load(named: Option<&Path>) -> crate::Result<Settings> {
        let path = match named {
            Some(path) => path.to_owned(),
            None if Path::new(FILE_NAME).is_file() => PathBuf::from(FILE_NAME),
            None => return Ok(Settings::default()),
        };
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let what = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
                _ => format!("the settings cannot be read: {error}"),
            };
            Error::new(ErrorKind::Io, Place::file(&name), what, "check --config")
        })?;
        let mut settings = Settings::parse(&name, &text)?;
        if let Some(folder) = path.parent() {
            let named = [&mut settings.align.lexicon, &mut settings.accepted.file];
            for file in named.into_iter().flatten() {
                *file = folder.join(&file);
            }
        }
        settings.path = Some(path);
        Ok(settings)
    }

    fn parse(name: &str, text: &str) -> crate::Result<Settings> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
            let place = Place { file: name.to_owned(), line, column: None };
            let what = error.message().replace('\n', " ");
            Error::new(ErrorKind::Usage, place, what.trim_end().to_owned(), "see docs/formats.md")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_settings_and_names_the_line_of_an_unknown_key() {
        let text = "[read]\nencoding = \"gbk\"\nfrom = \"md\"\n\n[align]\nmax-bead = 4\n[check]\nlevel = \"check\"\n";
        let settings = Settings::parse("x.toml", text).unwrap();
        assert_eq!(settings.align.max_bead, Some(4));
        assert_eq!(settings.read.from, Some(Format::Markdown));
        assert_eq!(settings.check.level, check::Level::Check);
        for (text, wanted) in [
            ("[align]\n\nmax-beads = 4\n", "x.toml:3: unknown field `max-beads`"),
            ("[align]\nmax-bead = \"many\"\n", "x.toml:2: invalid type"),
            ("[check]\nallow = [\n \"nonsense\"]\n", "x.toml:3: unknown variant"),
            ("[colours]\n", "x.toml:1: unknown field"),
            ("[read]\nfrom = \"doc\"\n", "x.toml:2: there is no format `doc`"),
            ("[align\n", "x.toml:1: "),
        ] {
            let error = Settings::parse("x.toml", text).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
