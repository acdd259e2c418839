//! `duizhao check`: the figures a translation got wrong.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::accept;
use super::args::{CheckArgs, ReportFormat};
use super::outputs::{self, Target};
use super::session::{Lone, Session};
use super::{Outcome, console, overwrite};
use crate::check::{self, Level};
use crate::error::Place;
use crate::export::{self, Decisions, Filter, Pairs};
use crate::pipeline::{self, Aligned, Checked};
use crate::{read, report};

pub(super) fn run(session: &Session, args: &CheckArgs) -> anyhow::Result<Outcome> {
    let options = options(session, args);
    let targets = targets(args)?;
    let accepted = accept::file(session, args.accepted.as_deref());
    let others = session.files(&args.settings);
    let named = [&args.zh, &args.en, &args.pairs, &args.decisions, &accepted];
    let inputs = named.into_iter().flatten().chain(&others).map(PathBuf::as_path);
    let files = outputs::files(&targets, &Place::default(), ReportFormat::pairs);
    overwrite::refuse(inputs, &files)?;
    let decisions = match &args.decisions {
        Some(path) => {
            let bytes = read::raw(path, &session.reading)?;
            Some(Decisions::read(&path.display().to_string(), bytes)?)
        }
        None => None,
    };
    let aligning = session.aligning(&args.settings)?;
    let aligned = match (&args.pairs, &args.zh, &args.en) {
        (Some(file), ..) | (None, Some(file), None) => {
            match session.lone(file, args.pairs.is_some())? {
                Lone::Pairs(paired) => {
                    let mut checked = pipeline::check_rows(&paired.name, &paired.rows, &options);
                    decide(session, decisions.as_ref(), &mut checked, &options);
                    sift(session, args, &mut checked)?;
                    return write(session, args, &targets, &checked, None);
                }
                Lone::Texts(zh, en) => session.laid_beside(zh, en, &aligning),
            }
        }
        (None, Some(zh), Some(en)) => session.aligned(zh, en, &aligning)?,
        (None, None, _) => bail!("give two texts, or a file that holds both"),
    };
    if aligned.unrelated {
        return Ok(Outcome::Refused);
    }
    let mut checked = pipeline::check(&aligned, &options);
    decide(session, decisions.as_ref(), &mut checked, &options);
    sift(session, args, &mut checked)?;
    write(session, args, &targets, &checked, Some(&aligned))
}

fn options(session: &Session, args: &CheckArgs) -> check::Options {
    let mut options = session.settings.check.clone();
    if let Some(level) = args.level {
        options.level = level;
    }
    options.original = args.codes.original.or(options.original);
    options.allow.extend(&args.allow);
    options.deny.extend(&args.deny);
    options
}

/// The outputs asked for.
fn targets(args: &CheckArgs) -> anyhow::Result<Vec<Target<ReportFormat>>> {
    let wanted = wanted(args)?;
    let targets = outputs::targets(&args.format, &args.output, |path| told(wanted, path), ending)?;
    outputs::refuse_twice(&targets)?;
    Ok(targets)
}

/// Writes every output asked for.
fn write(
    session: &Session,
    args: &CheckArgs,
    targets: &[Target<ReportFormat>],
    checked: &Checked<'_>,
    aligned: Option<&Aligned>,
) -> anyhow::Result<Outcome> {
    let report = &checked.report;
    for note in &report.notes {
        session.note(note);
    }
    for target in targets {
        let path = target.path.as_deref();
        if let Some(format) = target.format.pairs() {
            let pairs = Pairs::checked(checked, aligned);
            let about = outputs::about(&checked.files, &args.codes, checked.original);
            let max_chars = args.tool.and_then(export::Tool::max_chars);
            let filter = Filter { max_chars, ..Filter::default() };
            let target = Target { format, path: target.path.clone() };
            let written = outputs::write_pairs(&pairs, &target, &about, &filter)?;
            for note in outputs::left_out(&written) {
                match &target.path {
                    Some(path) => session.note(&format!("{}: {note}", path.display())),
                    None => session.note(&note),
                }
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
            let keys = match accept::file(session, args.accepted.as_deref()) {
                Some(_) => report::Keys::Shown,
                None => report::Keys::Hidden,
            };
            let style = console::style(session.general.color, path.is_some());
            let style = report::Style { keys, ..style };
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
fn told(wanted: ReportFormat, path: Option<&Path>) -> ReportFormat {
    let found = path.and_then(export::extension);
    let found = found.as_deref().map(|found| if found == "xliff" { "xlf" } else { found });
    let known = |format: &ReportFormat| found == Some(ending(*format));
    let formats = ReportFormat::value_variants();
    if known(&wanted) { wanted } else { formats.iter().copied().find(known).unwrap_or(wanted) }
}

/// The format of `--for`, or text.
fn wanted(args: &CheckArgs) -> anyhow::Result<ReportFormat> {
    let Some(tool) = args.tool else { return Ok(ReportFormat::Text) };
    let format =
        |format: &ReportFormat| format.pairs().is_some() && format.pairs() == tool.findings();
    match ReportFormat::value_variants().iter().copied().find(format) {
        Some(format) => Ok(format),
        None => bail!("{} knows no findings; use `align --for {}`", tool.name(), tool.name()),
    }
}

/// Applies `--decisions` to what was found, and says what they changed.
fn decide<'t>(
    session: &Session,
    decisions: Option<&'t Decisions>,
    checked: &mut Checked<'t>,
    options: &check::Options,
) {
    let Some(decisions) = decisions else { return };
    let applied = decisions.apply(checked, options);
    let say = |n: usize, one: &str, many: &str| {
        if n > 0 {
            session.note(&format!("{n} {}", if n == 1 { one } else { many }));
        }
    };
    say(applied.corrected, "text was corrected", "texts were corrected");
    say(applied.accepted, "finding was accepted", "findings were accepted");
    say(
        applied.strangers,
        "decided row is of no pair of this text and was passed over",
        "decided rows are of no pair of this text and were passed over",
    );
}

/// Leaves out what a file of accepted findings says is right.
fn sift(session: &Session, args: &CheckArgs, checked: &mut Checked<'_>) -> anyhow::Result<()> {
    if let Some(path) = accept::file(session, args.accepted.as_deref()) {
        accept::sift(session, &path, checked)?;
    }
    Ok(())
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
