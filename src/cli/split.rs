//! `duizhao split`: one sentence a line.

use std::io::Write;

use super::args::SplitArgs;
use super::session::Session;
use super::{Outcome, console};
use crate::export::one_line;
use crate::sentence::{self, ZhEnds};

pub(super) fn run(session: &Session, args: &SplitArgs) -> anyhow::Result<Outcome> {
    let document = session.document(&args.file, &session.reading)?;
    let zh_ends = if args.semicolons { ZhEnds::StopsAndSemicolons } else { ZhEnds::Stops };
    let mut out = console::output(None)?;
    for sentence in sentence::split_with(&document, args.lang, &sentence::Options { zh_ends }) {
        writeln!(out, "{}", one_line(sentence.trimmed(&document.text)))?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}
