//! `duizhao align`: pairs, in any format, of one pair of texts or of a list of them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::bail;
use rayon::prelude::*;

use super::args::{AlignArgs, PairFormat};
use super::session::Session;
use super::{Outcome, console};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Place};
use crate::export::{self, Jsonl, Links, Moses, MosesTsv, Sink, Tmx, TmxOptions, Tsv, Written};
use crate::pipeline::{self, Aligned};
use crate::read;

pub(super) fn run(session: &Session, args: &AlignArgs) -> anyhow::Result<Outcome> {
    let least = least_confidence(session, args)?;
    let options = session.aligning(&args.settings)?;
    if let Some(list) = &args.list {
        return many(session, args, list, &options, least);
    }
    let (Some(zh), Some(en)) = (&args.zh, &args.en) else {
        bail!("give two texts, or --list");
    };
    let aligned = session.aligned(zh, en, &options)?;
    let mut sink = sink(args, args.output.as_deref())?;
    let written = export::write(&aligned, least, &mut *sink)?;
    for line in left_out(&written) {
        session.note(&line);
    }
    Ok(Outcome::Clean)
}

fn least_confidence(session: &Session, args: &AlignArgs) -> anyhow::Result<f32> {
    let least = args.min_confidence.or(session.settings.align.min_confidence).unwrap_or(0.0);
    if !(0.0..=1.0).contains(&least) {
        bail!("--min-confidence must be between 0 and 1");
    }
    Ok(least)
}

fn sink(args: &AlignArgs, path: Option<&Path>) -> Result<Box<dyn Sink>, Error> {
    let out = || console::output(path);
    Ok(match args.format {
        PairFormat::Tsv => Box::new(Tsv::new(out()?)),
        PairFormat::Jsonl => Box::new(Jsonl::new(out()?)),
        PairFormat::Links => Box::new(Links::new(out()?)),
        PairFormat::Tmx => {
            let codes = TmxOptions { zh: args.zh_code.clone(), en: args.en_code.clone() };
            Box::new(Tmx::new(out()?, codes))
        }
        PairFormat::Moses => match path.filter(|path| *path != Path::new("-")) {
            None => Box::new(MosesTsv::new(out()?)),
            Some(stem) => {
                let side = |ending: &str| console::create(&with_ending(stem, ending));
                Box::new(Moses::new(side(".zh-en.zh")?, side(".zh-en.en")?))
            }
        },
    })
}

fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(stem);
    name.push(ending);
    PathBuf::from(name)
}

/// What the format or the options left out, for people.
fn left_out(written: &Written) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |n: usize, one: &str, many: &str| {
        if n > 0 {
            lines.push(format!("{n} {}", if n == 1 { one } else { many }));
        }
    };
    say(
        written.null_left_out,
        "sentence without counterpart is not in this format",
        "runs of sentences without counterpart are not in this format",
    );
    say(
        written.doubtful_left_out,
        "pair below --min-confidence was left out",
        "pairs below --min-confidence were left out",
    );
    say(
        written.forbidden_characters,
        "control character that XML forbids was left out",
        "control characters that XML forbids were left out",
    );
    lines
}

/// One line of a list of pairs.
struct Job {
    zh: PathBuf,
    en: PathBuf,
    out: PathBuf,
}

/// Aligns every pair of a list, in parallel; what each has to tell is said in the list's order.
fn many(
    session: &Session,
    args: &AlignArgs,
    list: &Path,
    options: &pipeline::Options,
    least: f32,
) -> anyhow::Result<Outcome> {
    let jobs = jobs(session, list)?;
    let bar = console::bar(session.general.quiet, jobs.len(), "aligning");
    let results: Vec<Result<Vec<String>, Error>> = jobs
        .par_iter()
        .map(|job| {
            let result = one(session, args, job, options, least);
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    let mut failed = 0;
    for (job, result) in jobs.iter().zip(results) {
        match result {
            Ok(notes) => {
                for note in notes {
                    session.note(&format!("{}: {note}", job.out.display()));
                }
            }
            Err(error) => {
                failed += 1;
                console::warn(&error.to_string());
            }
        }
    }
    if failed > 0 {
        bail!("{failed} of {} pairs could not be aligned", jobs.len());
    }
    Ok(Outcome::Clean)
}

fn one(
    session: &Session,
    args: &AlignArgs,
    job: &Job,
    options: &pipeline::Options,
    least: f32,
) -> Result<Vec<String>, Error> {
    let zh = read::file(&job.zh, &session.reading)?;
    let en = read::file(&job.en, &session.reading)?;
    let mut notes: Vec<String> = zh.notes.iter().chain(&en.notes).cloned().collect();
    let ordered = read::in_order(zh, en)?;
    if ordered.swapped {
        notes.push("the two texts were given the other way round".into());
    }
    let aligned: Aligned = pipeline::align(ordered.zh, ordered.en, options);
    notes.extend(aligned.notes.iter().cloned());
    let mut sink = sink(args, Some(&job.out))?;
    let written = export::write(&aligned, least, &mut *sink).map_err(|error| {
        let place = Place::file(job.out.display().to_string());
        Error::new(ErrorKind::Io, place, format!("the file cannot be written: {error}"), "")
    })?;
    notes.extend(left_out(&written));
    Ok(notes)
}

fn jobs(session: &Session, list: &Path) -> anyhow::Result<Vec<Job>> {
    let name = list.display().to_string();
    let document = Document::from_text(name, session.text(list)?);
    let mut jobs = Vec::new();
    for paragraph in &document.paragraphs {
        let line = document.slice(paragraph.span);
        if line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [zh, en, out] = cells[..] else {
            return Err(Error::new(
                ErrorKind::Format,
                Place::line(&document.name, paragraph.line),
                format!("this line has {} of 3 cells", cells.len()),
                "write the Chinese file, the English file and the output file with tabs between",
            )
            .into());
        };
        jobs.push(Job { zh: zh.into(), en: en.into(), out: out.into() });
    }
    let mut outputs: Vec<&Path> = jobs.iter().map(|job| job.out.as_path()).collect();
    outputs.sort_unstable();
    if let Some(twice) = outputs.windows(2).find(|pair| pair[0] == pair[1]) {
        bail!("{}: two pairs would be written to {}", document.name, twice[0].display());
    }
    Ok(jobs)
}
