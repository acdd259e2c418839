//! What the page is given: rows with their figures and findings. Positions are UTF-16 units of the
//! row's text, as JavaScript counts.

use rayon::prelude::*;
use serde::Serialize;

use super::chinese;

use crate::check::{self, Code, Finding, Level, Pair};
use crate::document::{Side, Span};
use crate::figure::Figure;
use crate::figure::json::FigureJson;
use crate::pipeline::{Aligned, Checked};

/// The whole page.
#[derive(Debug, Clone, Serialize)]
pub struct PageData<'t> {
    /// `report` or `desk`.
    pub host: &'static str,
    /// The page's title.
    pub title: String,
    /// The program's version.
    pub version: &'static str,
    /// Names of the Chinese and the English file.
    pub files: [&'t str; 2],
    /// Whether the texts were aligned here, so that confidence means something.
    pub aligned: bool,
    /// The side that is the translation: `zh` or `en`.
    pub translation: Side,
    /// What the aligner and the checks had to tell.
    pub notes: Vec<&'t str>,
    /// Findings that explain many others.
    pub systematic: Vec<Systematic<'t>>,
    /// The rows, in order of the text.
    pub rows: Vec<PageRow<'t>>,
}

/// A finding that explains others.
#[derive(Debug, Clone, Serialize)]
pub struct Systematic<'t> {
    /// Its index among the findings; its members name it.
    pub id: usize,
    /// How grave.
    pub level: Level,
    /// What it says.
    pub message: &'t str,
    /// The same in Chinese.
    pub said: String,
}

/// One pair of texts.
#[derive(Debug, Clone, Serialize)]
pub struct PageRow<'t> {
    /// The Chinese.
    pub zh: &'t str,
    /// The English.
    pub en: &'t str,
    /// Sentences on each side.
    pub n: [usize; 2],
    /// Confidence, 0 to 1.
    pub c: f32,
    /// Line of each side in its file, 0 when unknown.
    pub line: [usize; 2],
    /// Figures of the Chinese: start, end.
    pub zf: Vec<Seat>,
    /// Figures of the English.
    pub ef: Vec<Seat>,
    /// Joined figures: indices into `zf` and `ef`.
    pub j: Vec<[usize; 2]>,
    /// Whether aligning again must leave it as it is.
    #[serde(skip_serializing_if = "is_false")]
    pub pin: bool,
    /// The findings.
    pub f: Vec<PageFinding<'t>>,
}

/// Start and end of a figure, and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat(pub usize, pub usize, pub String);

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct PageFinding<'t> {
    /// How grave.
    pub level: Level,
    /// What sort of mistake.
    pub code: Code,
    /// Index into the row's `zf`.
    pub zh: Option<usize>,
    /// Index into the row's `ef`.
    pub en: Option<usize>,
    /// What is wrong.
    pub message: &'t str,
    /// The same in Chinese.
    pub said: String,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<&'t str>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<[usize; 2]>,
    /// The systematic finding it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// What a person decided: `accepted` or `dismissed`, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<[String; 2]>,
    /// What it is recognized by after small edits.
    pub print: String,
}

impl<'t> PageData<'t> {
    /// The page of a report.
    pub(super) fn report(checked: &'t Checked<'_>, aligned: Option<&'t Aligned>) -> PageData<'t> {
        let findings = &checked.report.findings;
        let notes = aligned.map_or(&[][..], |aligned| &aligned.notes);
        PageData {
            host: "report",
            title: format!("{} · {}", checked.files[0], checked.files[1]),
            version: env!("CARGO_PKG_VERSION"),
            files: [&checked.files[0], &checked.files[1]],
            aligned: aligned.is_some(),
            translation: checked.translation(),
            notes: notes.iter().chain(&checked.report.notes).map(String::as_str).collect(),
            systematic: systematic(findings),
            rows: rows_of(checked, aligned),
        }
    }
}

/// The findings that explain others.
fn systematic(findings: &[Finding]) -> Vec<Systematic<'_>> {
    let all = findings.iter().enumerate();
    all.filter(|(_, finding)| finding.code == Code::Systematic)
        .map(|(id, finding)| Systematic {
            id,
            level: finding.level,
            message: &finding.message,
            said: in_chinese(finding, Pair::default(), Side::En),
        })
        .collect()
}

/// What a finding says, in Chinese. `translation` is the side that is the translation.
#[must_use]
pub fn in_chinese(finding: &Finding, pair: Pair<'_>, translation: Side) -> String {
    chinese::message(finding, pair, translation)
}

/// The rows of a check, in its order. Linear in the pairs.
#[must_use]
pub fn rows_of<'t>(checked: &'t Checked<'_>, aligned: Option<&Aligned>) -> Vec<PageRow<'t>> {
    let mut of_pair: Vec<Vec<&Finding>> = vec![Vec::new(); checked.pairs.len()];
    for finding in checked.report.findings.iter().filter(|f| f.code != Code::Systematic) {
        of_pair[finding.pair].push(finding);
    }
    checked
        .pairs
        .par_iter()
        .zip(&of_pair)
        .enumerate()
        .map(|(index, (pair, findings))| {
            let figures = check::figures_of(pair, &check::Options::default());
            let mut row =
                page_row(*pair, (&figures.0, &figures.1), findings, checked.translation());
            if let Some(bead) = aligned.and_then(|aligned| aligned.beads.get(index)) {
                row.n = [bead.zh.len(), bead.en.len()];
                row.c = (bead.confidence * 1000.0).round() / 1000.0;
            }
            let line = |side| checked.origin(index, side).1.map_or(0, |place| place.line);
            row.line = [line(Side::Zh), line(Side::En)];
            row
        })
        .collect()
}

/// One row: its figures, which of them belong together, its findings.
#[must_use]
pub fn page_row<'t>(
    pair: Pair<'t>,
    (zh, en): (&[Figure], &[Figure]),
    findings: &[&'t Finding],
    translation: Side,
) -> PageRow<'t> {
    let translated = if translation == Side::En { pair.en } else { pair.zh };
    let (mut zf, mut ef) = (seats(pair.zh, zh), seats(pair.en, en));
    let mut f = Vec::with_capacity(findings.len());
    for finding in findings {
        let zh = finding.zh.as_ref().map(|figure| place_of(&mut zf, figure, pair.zh));
        let en = finding.en.as_ref().map(|figure| place_of(&mut ef, figure, pair.en));
        let at = finding.replaces.filter(|span| translated.get(span.range()).is_some());
        f.push(PageFinding {
            level: finding.level,
            code: finding.code,
            zh,
            en,
            message: &finding.message,
            said: in_chinese(finding, pair, translation),
            fix: finding.suggestion.as_deref(),
            at: at.map(|span| utf16(translated, span)),
            of: finding.member_of,
            done: None,
            print: check::Fingerprint::of(finding, pair).to_string(),
        });
    }
    let index = |seats: &[Seat], [start, end]: [usize; 2]| {
        seats.iter().position(|seat| seat.0 == start && seat.1 == end)
    };
    let j = check::joins(&pair, (zh, en))
        .into_iter()
        .filter_map(|(zh, en)| {
            Some([index(&zf, utf16(pair.zh, zh))?, index(&ef, utf16(pair.en, en))?])
        })
        .collect();
    let n = [usize::from(!pair.zh.is_empty()), usize::from(!pair.en.is_empty())];
    PageRow { zh: pair.zh, en: pair.en, n, c: 1.0, line: [0, 0], zf, ef, j, pin: false, f }
}

/// The figures to be marked; those that may well have no counterpart ("one", 一批) are none.
fn seats(text: &str, figures: &[Figure]) -> Vec<Seat> {
    figures.iter().filter(|figure| !figure.weak).map(|figure| seat(figure, text)).collect()
}

fn seat(figure: &Figure, text: &str) -> Seat {
    let [start, end] = utf16(text, figure.span);
    let json = FigureJson::new(figure, text);
    let unit = json.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    Seat(start, end, format!("{}: {}{unit}", json.kind, json.value))
}

/// The index of a finding's figure among the row's, put in if it is not there.
fn place_of(seats: &mut Vec<Seat>, figure: &Figure, text: &str) -> usize {
    let wanted = seat(figure, text);
    match seats.iter().position(|seat| (seat.0, seat.1) == (wanted.0, wanted.1)) {
        Some(index) => index,
        None => {
            seats.push(wanted);
            seats.len() - 1
        }
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn utf16(text: &str, span: Span) -> [usize; 2] {
    let units = |part: &str| part.chars().map(char::len_utf16).sum::<usize>();
    let start = units(&text[..span.start]);
    [start, start + units(span.of(text))]
}
