//! The report for people: each finding with both sentences and a mark under each figure, then what
//! was looked at and what was found. Lines are laid out by annotate-snippets, which knows how wide
//! Chinese characters are; a long sentence is trimmed around its figure.

mod figure;
mod summary;

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Grade, Origin, Renderer, Snippet};

use crate::check::{Code, Finding, Level};
use crate::document::Side;
use crate::figure::Figure;
use crate::pipeline::Checked;

pub use figure::says;
pub use summary::{Coverage, coverage, summary};

/// How to lay the report out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the page.
    pub width: usize,
    /// Whether to colour it.
    pub colour: Colour,
}

/// Whether to colour the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Plain,
    /// With the escape codes of a terminal.
    Ansi,
}

impl Default for Style {
    fn default() -> Self {
        Style { width: 100, colour: Colour::Plain }
    }
}

/// The least width a report is laid out for.
const MIN_WIDTH: usize = 40;

/// Writes all findings: the systematic ones first, each with its members, then the rest in order.
///
/// # Errors
/// Those of the writer, which should be buffered.
pub fn findings(checked: &Checked<'_>, style: Style, mut out: impl Write) -> io::Result<()> {
    let renderer = match style.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let renderer = renderer.term_width(style.width.max(MIN_WIDTH)).decor_style(DecorStyle::Ascii);
    let all = &checked.report.findings;
    let systematic = |finding: &Finding| finding.code == Code::Systematic;
    for (index, finding) in all.iter().enumerate().filter(|(_, finding)| systematic(finding)) {
        let members = members(checked, index);
        let group = grade(finding.level)
            .primary_title(finding.message.as_str())
            .id(finding.code.name())
            .elements(members.iter().map(|line| Grade::NOTE.message(line.as_str())));
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    for finding in all.iter().filter(|finding| !systematic(finding)) {
        one(checked, finding, &renderer, style.width, &mut out)?;
    }
    Ok(())
}

fn one(
    checked: &Checked<'_>,
    finding: &Finding,
    renderer: &Renderer,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let (title, more) = first_sentence(&finding.message);
    let sides = [(Side::Zh, &finding.zh), (Side::En, &finding.en)];
    let texts = sides.map(|(side, figure)| {
        shown(checked.text(finding.pair, side), figure.as_ref(), width)
    });
    let mut group: Group<'_> = grade(finding.level).primary_title(title).id(finding.code.name());
    for ((side, figure), text) in sides.into_iter().zip(&texts) {
        if text.is_empty() {
            continue;
        }
        group = group.elements(side_elements(checked, finding.pair, side, figure.as_ref(), text));
    }
    if !more.is_empty() {
        group = group.element(Grade::NOTE.message(more));
    }
    let suggestion = finding.suggestion.as_ref().map(|text| format!("write \"{text}\""));
    if let Some(suggestion) = &suggestion {
        group = group.element(Grade::HELP.message(suggestion.as_str()));
    }
    writeln!(out, "{}\n", renderer.render(&[group]))
}

/// Where a side stands, and its text with the mark under its figure.
fn side_elements<'a>(
    checked: &'a Checked<'_>,
    pair: usize,
    side: Side,
    figure: Option<&'a Figure>,
    text: &'a str,
) -> Vec<Element<'a>> {
    let (file, place) = checked.origin(pair, side);
    let mut elements = Vec::new();
    let mut line = pair + 1;
    if let Some(place) = place {
        line = place.line;
        let before = figure.map_or(0, |figure| {
            let before = &checked.text(pair, side)[..figure.span.start];
            before.rsplit('\n').next().unwrap_or(before).chars().count()
        });
        let origin = Origin::path(file).line(place.line).char_column(place.column + before + 1);
        elements.push(origin.into());
    }
    let snippet = Snippet::source(text).line_start(line);
    elements.push(match figure {
        Some(figure) => {
            let mark = AnnotationKind::Primary.span(figure.span.range()).label(says(figure));
            snippet.annotation(mark).into()
        }
        None => snippet.annotation(AnnotationKind::Visible.span(0..0)).into(),
    });
    elements
}

/// The text as it may be laid out: control characters as spaces of the same length, so that spans
/// hold, and without a figure to show cut to the width.
fn shown(text: &str, figure: Option<&Figure>, width: usize) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\n' => c,
            '\t' | '\r' | '\u{0}'..='\u{1F}' | '\u{7F}' => ' ',
            '\u{80}'..='\u{9F}' => '\u{A0}',
            '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{2003}',
            _ => c,
        })
        .collect();
    if figure.is_some() {
        return plain;
    }
    let line = plain.replace('\n', " ");
    let columns = |c: char| if c.is_ascii() { 1 } else { 2 };
    let most = width.saturating_sub(12);
    let mut used = 0;
    let mut short = String::new();
    for c in line.chars() {
        used += columns(c);
        if used > most {
            short.push_str("...");
            break;
        }
        short.push(c);
    }
    short
}

fn members(checked: &Checked<'_>, index: usize) -> Vec<String> {
    checked
        .report
        .members(index)
        .map(|finding| {
            let as_written = |figure: &Option<Figure>, side| {
                figure.as_ref().map_or("nothing", |figure| {
                    figure.span.of(checked.text(finding.pair, side))
                })
            };
            let (zh, en) = (as_written(&finding.zh, Side::Zh), as_written(&finding.en, Side::En));
            let (file, place) = checked.origin(finding.pair, Side::En);
            let line = place.map_or(finding.pair + 1, |place| place.line);
            format!("{file}:{line}: {zh} became {en} ({})", finding.code.name())
        })
        .collect()
}

fn grade(level: Level) -> Grade<'static> {
    match level {
        Level::Error => Grade::ERROR,
        Level::Check => Grade::WARNING.with_name("check"),
        Level::Note => Grade::NOTE,
    }
}

/// The first sentence of a message and the rest.
fn first_sentence(message: &str) -> (&str, &str) {
    match message.find(". ") {
        Some(at) => (&message[..at], message[at + 1..].trim()),
        None => (message.trim_end_matches('.'), ""),
    }
}
