//! `duizhao check`: the figures a translation got wrong.

use std::io::Write;

use anyhow::bail;

use super::args::{CheckArgs, ReportFormat};
use super::session::Session;
use super::{Outcome, console};
use crate::check::{self, Level};
use crate::pipeline::{self, Checked};
use crate::report::{self, Coverage};
use crate::{export, read};

pub(super) fn run(session: &Session, args: &CheckArgs) -> anyhow::Result<Outcome> {
    let options = options(session, args);
    if let Some(path) = &args.pairs {
        let name = path.display().to_string();
        let text = session.text(path)?;
        let rows = read::pairs(&name, &text)?;
        return print(session, args, &pipeline::check_rows(&name, &rows, &options), None);
    }
    let (Some(zh), Some(en)) = (&args.zh, &args.en) else {
        bail!("give two texts, or --pairs");
    };
    let aligned = session.aligned(zh, en, &session.aligning(&args.settings)?)?;
    if aligned.unrelated {
        return Ok(Outcome::Refused);
    }
    let checked = pipeline::check(&aligned, &options);
    print(session, args, &checked, Some(report::coverage(&aligned)))
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

fn print(
    session: &Session,
    args: &CheckArgs,
    checked: &Checked<'_>,
    coverage: Option<Coverage>,
) -> anyhow::Result<Outcome> {
    for note in &checked.report.notes {
        session.note(note);
    }
    let mut out = console::output(args.output.as_deref())?;
    match args.format {
        ReportFormat::Jsonl if args.summary => {}
        ReportFormat::Jsonl => export::findings_jsonl(checked, &mut out)?,
        ReportFormat::Text => {
            let style = console::style(session.general.color, args.output.is_some());
            if !args.summary {
                report::findings(checked, style, &mut out)?;
            }
            report::summary(&checked.report, coverage, &mut out)?;
        }
    }
    out.flush()?;
    let found = checked.report.count(Level::Error) > 0;
    Ok(if found { Outcome::Found } else { Outcome::Clean })
}
