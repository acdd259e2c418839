//! The report for people: each finding with both sentences and a mark under each figure, then what
//! was looked at and what was found. The marked lines are laid out by annotate-snippets, which knows
//! how wide Chinese characters are; a long sentence is trimmed around its figure.

mod figure;
mod summary;

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Grade, Renderer, Snippet};

use crate::check::{Code, Finding, Fingerprint, Level};
use crate::document::Side;
use crate::figure::Figure;
use crate::pipeline::{Checked, Origin};

pub use figure::says;
pub use summary::{Coverage, coverage, summary};

/// How to lay the report out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the page.
    pub width: usize,
    /// Whether to colour it.
    pub colour: Colour,
    /// Whether to tell the findings' keys.
    pub keys: Keys,
}

/// Whether a report tells by which key each finding is accepted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keys {
    /// It does not.
    #[default]
    Hidden,
    /// It does.
    Shown,
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
        Style { width: 100, colour: Colour::Plain, keys: Keys::Hidden }
    }
}

/// The least width a report is laid out for.
const MIN_WIDTH: usize = 40;

/// Writes all findings: the systematic ones first, each with its members, then the rest in order.
///
/// # Errors
/// Those of the writer, which should be buffered.
pub fn findings(checked: &Checked<'_>, style: Style, out: impl Write) -> io::Result<()> {
    let width = style.width.max(MIN_WIDTH);
    let renderer = match style.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let renderer = renderer.term_width(width).decor_style(DecorStyle::Ascii);
    let mut page = Page { checked, style: Style { width, ..style }, renderer, out };
    let all = &checked.report.findings;
    for (index, finding) in all.iter().enumerate() {
        if finding.code == Code::Systematic {
            page.systematic(index, finding)?;
        }
    }
    for finding in all.iter().filter(|finding| finding.code != Code::Systematic) {
        page.finding(finding)?;
    }
    Ok(())
}

struct Page<'a, W> {
    checked: &'a Checked<'a>,
    style: Style,
    renderer: Renderer,
    out: W,
}

impl<W: Write> Page<'_, W> {
    fn systematic(&mut self, index: usize, finding: &Finding) -> io::Result<()> {
        self.title(finding, &finding.message)?;
        for member in members(self.checked, index) {
            writeln!(self.out, "  {member}")?;
        }
        if self.style.keys == Keys::Shown {
            writeln!(self.out, "  key: {}", self.key(finding))?;
        }
        writeln!(self.out)
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let (title, more) = first_sentence(&finding.message);
        self.title(finding, title)?;
        let sides = [(Side::Zh, finding.zh.as_ref()), (Side::En, finding.en.as_ref())];
        let width = |(side, figure)| digits(line_and_column(self.checked, finding, side, figure).0);
        let gutter = sides.map(width).into_iter().max().unwrap_or(1);
        for (side, figure) in sides {
            if !self.checked.text(finding.pair, side).is_empty() {
                self.side(finding, side, figure, gutter)?;
            }
        }
        let key = self.key(finding);
        let mut remark = |kind: &str, text: &str| {
            let sign = self.style.colour.paint(Paint::Frame, "=");
            let kind = self.style.colour.paint(Paint::Bold, kind);
            writeln!(self.out, "{:gutter$} {sign} {kind}: {text}", "")
        };
        if !more.is_empty() {
            remark("note", more)?;
        }
        if let Some(text) = &finding.suggestion {
            let old = self.checked.text(finding.pair, self.checked.translation());
            let instead = finding.replaces.and_then(|span| old.get(span.range()));
            let instead = instead.map(|old| format!(" instead of \"{old}\"")).unwrap_or_default();
            remark("write", &format!("\"{text}\"{instead}"))?;
        }
        if self.style.keys == Keys::Shown {
            remark("key", &key)?;
        }
        writeln!(self.out)
    }

    fn key(&self, finding: &Finding) -> String {
        Fingerprint::of(finding, self.checked.pairs[finding.pair]).to_string()
    }

    fn title(&mut self, finding: &Finding, text: &str) -> io::Result<()> {
        let colour = self.style.colour;
        let head = format!("{}[{}]", finding.level.name(), finding.code.name());
        let head = colour.paint(Paint::of(finding.level), &head);
        writeln!(self.out, "{head}: {}", colour.paint(Paint::Bold, text))
    }

    /// Where a side stands, and its text with the mark under its figure.
    fn side(
        &mut self,
        finding: &Finding,
        side: Side,
        figure: Option<&Figure>,
        gutter: usize,
    ) -> io::Result<()> {
        let text = self.checked.text(finding.pair, side);
        let (file, place) = self.checked.origin(finding.pair, side);
        let (line, column) = line_and_column(self.checked, finding, side, figure);
        let before = figure.map_or("", |figure| &text[..figure.span.start]);
        let first_line = line.saturating_sub(before.matches('\n').count());
        let arrow = self.style.colour.paint(Paint::Frame, "-->");
        match place {
            Some(Origin { line: 0, place, .. }) => {
                writeln!(self.out, "{:gutter$}{arrow} {file}: {place}", "")?;
            }
            Some(Origin { place, .. }) if !place.is_empty() => {
                writeln!(self.out, "{:gutter$}{arrow} {file}:{line}: {place}", "")?;
            }
            _ => writeln!(self.out, "{:gutter$}{arrow} {file}:{line}:{}", "", column + 1)?,
        }

        let source = shown(text, figure, self.style.width);
        let snippet = Snippet::source(source.as_str()).line_start(first_line);
        let snippet = match figure {
            Some(figure) => snippet
                .annotation(AnnotationKind::Primary.span(figure.span.range()).label(says(figure))),
            None => snippet.annotation(AnnotationKind::Visible.span(0..0)),
        };
        let group = Group::with_level(grade(finding.level)).element(snippet);
        let rendered = self.renderer.render(&[group]);
        let indent = gutter - digits(line).min(gutter);
        // The first line is an empty one under the arrow, and so is the last without a mark.
        let n_rows = rendered.lines().count() - usize::from(figure.is_none());
        for row in rendered.lines().take(n_rows).skip(1) {
            writeln!(self.out, "{:indent$}{row}", "")?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
enum Paint {
    Bold,
    Frame,
    Red,
    Yellow,
    Green,
}

impl Paint {
    fn of(level: Level) -> Paint {
        match level {
            Level::Error => Paint::Red,
            Level::Check => Paint::Yellow,
            Level::Note => Paint::Green,
        }
    }
}

impl Colour {
    fn paint(self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Bold => "1",
            Paint::Frame => "1;94",
            Paint::Red => "1;91",
            Paint::Yellow => "1;33",
            Paint::Green => "1;92",
        };
        match self {
            Colour::Plain => text.to_owned(),
            Colour::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

fn digits(line: usize) -> usize {
    line.to_string().len()
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
            '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                '\u{2003}'
            }
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
                figure.as_ref().map(|figure| figure.span.of(checked.text(finding.pair, side)))
            };
            let sides = (as_written(&finding.zh, Side::Zh), as_written(&finding.en, Side::En));
            let what = match sides {
                (Some(zh), Some(en)) => format!("{zh} became {en}"),
                (zh, en) => zh.or(en).unwrap_or("").to_owned(),
            };
            let (file, place) = checked.origin(finding.pair, Side::En);
            let place = match place {
                Some(Origin { line: 0, place, .. }) => format!(" {place}"),
                Some(_) => {
                    line_and_column(checked, finding, Side::En, finding.en.as_ref()).0.to_string()
                }
                None => (finding.pair + 1).to_string(),
            };
            format!("{file}:{place}: {what} ({})", finding.code.name())
        })
        .collect()
}

/// The line of a side's figure, or of its text, and the characters before it in that line; the
/// pair's number where the format has no lines.
fn line_and_column(
    checked: &Checked<'_>,
    finding: &Finding,
    side: Side,
    figure: Option<&Figure>,
) -> (usize, usize) {
    let at = figure.map_or(0, |figure| figure.span.start);
    match checked.origin(finding.pair, side).1 {
        Some(origin) if origin.line > 0 => {
            origin.line_and_column(checked.text(finding.pair, side), at)
        }
        Some(_) => (finding.pair + 1, 0),
        None => (0, 0),
    }
}

fn grade(level: Level) -> Grade<'static> {
    match level {
        Level::Error => Grade::ERROR,
        Level::Check => Grade::WARNING,
        Level::Note => Grade::NOTE,
    }
}

/// The first sentence of a message and the rest; the point of "No. 807" ends none.
fn first_sentence(message: &str) -> (&str, &str) {
    let ends = |at: &usize| !message[at + 2..].starts_with(|c: char| c.is_ascii_digit());
    match message.match_indices(". ").map(|(at, _)| at).find(ends) {
        Some(at) => (&message[..at], message[at + 1..].trim()),
        None => (message.trim_end_matches('.'), ""),
    }
}
