//! `duizhao check`: the figures a translation got wrong.

use std::io::Write;
use std::path::Path;

use anyhow::bail;
use clap::ValueEnum;

use super::args::{CheckArgs, ReportFormat};
use super::outputs::{self, Target};
use super::session::Session;
use super::{Outcome, console};
use crate::check::{self, Level};
use crate::export::{self, Filter, Pairs};
use crate::pipeline::{self, Aligned, Checked};
use crate::report;

pub(super) fn run(session: &Session, args: &CheckArgs) -> anyhow::Result<Outcome> {
    let options = options(session, args);
    let (zh, en) = match (&args.pairs, &args.zh, &args.en) {
        (Some(pairs), ..) | (None, Some(pairs), None) => {
            let paired = session.paired(pairs, args.pairs.is_some())?;
            let checked = pipeline::check_rows(&paired.name, &paired.rows, &options);
            return write(session, args, &checked, None);
        }
        (None, Some(zh), Some(en)) => (zh, en),
        (None, None, _) => bail!("give two texts, or a file of pairs"),
    };
    let aligned = session.aligned(zh, en, &session.aligning(&args.settings)?)?;
    if aligned.unrelated {
        return Ok(Outcome::Refused);
    }
    let checked = pipeline::check(&aligned, &options);
    write(session, args, &checked, Some(&aligned))
}

fn options(session: &Session, args: &CheckArgs) -> check::Options {
    let mut options = session.settings.check.clone();
    if let Some(level) = args.level {
        options.level = level;
    }
    options.allow.extend(&args.allow);
    options.deny.extend(&args.deny);
    options
}

/// Writes every output asked for.
fn write(
    session: &Session,
    args: &CheckArgs,
    checked: &Checked<'_>,
    aligned: Option<&Aligned>,
) -> anyhow::Result<Outcome> {
    let report = &checked.report;
    for note in &report.notes {
        session.note(note);
    }
    let targets = outputs::targets(&args.format, &args.output, told, ending)?;
    outputs::refuse_twice(&targets)?;
    for target in &targets {
        let path = target.path.as_deref();
        if let Some(format) = target.format.pairs() {
            let pairs = Pairs::checked(checked, aligned);
            let about = outputs::about(&checked.files[0], &checked.files[1], &args.codes);
            let target = Target { format, path: target.path.clone() };
            let written = outputs::write_pairs(&pairs, &target, &about, &Filter::default())?;
            for note in outputs::left_out(&written) {
                session.note(&note);
            }
            continue;
        }
        let mut out = console::output(path)?;
        if target.format == ReportFormat::Html {
            export::html::html(checked, aligned, &mut out)?;
        } else if target.format != ReportFormat::Text {
            if !args.summary {
                export::findings_jsonl(checked, &mut out)?;
            }
        } else {
            let style = console::style(session.general.color, path.is_some());
            if !args.summary {
                report::findings(checked, style, &mut out)?;
            }
            report::summary(report, aligned.map(report::coverage), &mut out)?;
        }
        out.flush()?;
    }
    let found = report.count(Level::Error) > 0;
    Ok(if found { Outcome::Found } else { Outcome::Clean })
}

/// The format an output's name tells.
fn told(path: Option<&Path>) -> ReportFormat {
    let found = path.and_then(export::extension);
    let known = |format: &ReportFormat| found.as_deref() == Some(ending(*format));
    let formats = ReportFormat::value_variants();
    formats.iter().copied().find(known).unwrap_or(ReportFormat::Text)
}

/// How the names of a format's files end.
fn ending(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Text => "txt",
        ReportFormat::Jsonl => "jsonl",
        ReportFormat::Html => "html",
        _ => format.pairs().map_or("", export::Format::extension),
    }
}
