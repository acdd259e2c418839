//! Findings as JSON, one object a line.
//!
//! | field | meaning |
//! |---|---|
//! | `line` | the pair's number, from 1: the row of a file of pairs (header not counted), or the bead |
//! | `level` | `error`, `check`, `note` |
//! | `code` | what sort of mistake, see the manual of checks |
//! | `zh`, `en` | the figure of each side as [`FigureJson`], offsets into the pair's text; or null |
//! | `message` | what is wrong, for people |
//! | `suggestion` | what to write instead, or null |
//! | `replaces` | bytes of the English text the suggestion replaces, or null |
//! | `zh_place`, `en_place` | the paragraph, cell, cue or segment in the file; left out for plain text |
//! | `key` | what the finding is recognized by, for `accept` |
//! | `member_of` | the object, counted from 1, of the systematic finding it belongs to, or null |

use std::io::{self, Write};

use serde::Serialize;

use crate::check::{Code, Fingerprint, Level};
use crate::document::{Side, Span};
use crate::figure::json::FigureJson;
use crate::pipeline::Checked;

/// One finding as it is written.
#[derive(Debug, Clone, Serialize)]
pub struct FindingLine<'t> {
    /// The pair's number, from 1.
    pub line: usize,
    /// How grave.
    pub level: Level,
    /// What sort of mistake.
    pub code: Code,
    /// The Chinese figure.
    pub zh: Option<FigureJson<'t>>,
    /// The English figure.
    pub en: Option<FigureJson<'t>>,
    /// What is wrong.
    pub message: &'t str,
    /// What to write instead.
    pub suggestion: Option<&'t str>,
    /// Where.
    pub replaces: Option<Span>,
    /// Where the Chinese file has the pair, if its format says more than lines.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub zh_place: &'t str,
    /// Where the English file has it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub en_place: &'t str,
    /// What it is recognized by in a file of accepted findings.
    pub key: String,
    /// The systematic finding it belongs to, counted from 1.
    pub member_of: Option<usize>,
}

/// Writes every finding of a check, in its order.
///
/// # Errors
/// Those of the writer, which should be buffered.
pub fn findings_jsonl(checked: &Checked<'_>, mut writer: impl Write) -> io::Result<()> {
    for finding in &checked.report.findings {
        let place = |side| checked.origin(finding.pair, side).1.map_or("", |origin| origin.place);
        let line = FindingLine {
            line: finding.pair + 1,
            level: finding.level,
            code: finding.code,
            zh: finding
                .zh
                .as_ref()
                .map(|figure| FigureJson::new(figure, checked.text(finding.pair, Side::Zh))),
            en: finding
                .en
                .as_ref()
                .map(|figure| FigureJson::new(figure, checked.text(finding.pair, Side::En))),
            message: &finding.message,
            suggestion: finding.suggestion.as_deref(),
            replaces: finding.replaces,
            zh_place: place(Side::Zh),
            en_place: place(Side::En),
            key: Fingerprint::of(finding, checked.pairs[finding.pair]).to_string(),
            member_of: finding.member_of.map(|index| index + 1),
        };
        serde_json::to_writer(&mut writer, &line)?;
        writer.write_all(b"\n")?;
    }
    writer.flush()
}
