//! `duizhao align`: pairs, in any format, of one pair of texts or of a list of them.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use rayon::prelude::*;

use super::args::AlignArgs;
use super::outputs::{self, AlignFormat, Target};
use super::session::{Lone, Session};
use super::{Outcome, console, overwrite};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Place};
use crate::export::{self, Filter, Pairs, Tool};
use crate::pipeline::{self, Aligned};
use crate::read;

pub(super) fn run(session: &Session, args: &AlignArgs) -> anyhow::Result<Outcome> {
    let least = least_confidence(session, args)?;
    if let Some(list) = &args.list {
        return many(session, args, list, least);
    }
    let Some(first) = &args.zh else { bail!("give two texts, or --list") };
    let targets = outputs(args, &args.output)?;
    outputs::refuse_twice(&targets)?;
    let others = session.files(&args.settings);
    let inputs = [Some(first), args.en.as_ref()].into_iter().flatten().chain(&others);
    let inputs = inputs.map(PathBuf::as_path);
    overwrite::refuse(inputs, &files(&targets, &Place::default()))?;
    let options = session.aligning(&args.settings)?;
    let aligned = match &args.en {
        Some(en) => session.aligned(first, en, &options)?,
        None => match session.lone(first, false)? {
            Lone::Texts(zh, en) => session.laid_beside(zh, en, &options),
            Lone::Pairs(paired) => {
                return Err(Error::new(
                    ErrorKind::Usage,
                    Place::file(paired.name),
                    "these are pairs already",
                    "give two texts, or check the pairs: duizhao check FILE",
                )
                .into());
            }
        },
    };
    for note in write(session, args, &aligned, &targets, least)? {
        session.note(&note);
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

/// The outputs asked for.
fn outputs(args: &AlignArgs, paths: &[PathBuf]) -> anyhow::Result<Vec<Target<AlignFormat>>> {
    let told = |path: Option<&Path>| outputs::told_to_align(args.tool, path);
    outputs::targets(&args.format, paths, told, AlignFormat::extension)
}

/// The files they go to.
fn files(targets: &[Target<AlignFormat>], asked: &Place) -> Vec<overwrite::Output> {
    outputs::files(targets, asked, |format| match format {
        AlignFormat::Pairs(format) => Some(format),
        AlignFormat::Html => None,
    })
}

/// Writes every output; gives what was left out of each.
fn write(
    session: &Session,
    args: &AlignArgs,
    aligned: &Aligned,
    targets: &[Target<AlignFormat>],
    min_confidence: f32,
) -> anyhow::Result<Vec<String>> {
    let pairs = Pairs::aligned(aligned);
    let mut options = session.settings.check.clone();
    options.original = args.codes.original.or(options.original);
    let files = [aligned.zh.name.clone(), aligned.en.name.clone()];
    let about = outputs::about(&files, &args.codes, options.original);
    let filter = Filter { min_confidence, max_chars: args.tool.and_then(Tool::max_chars) };
    let mut notes = Vec::new();
    for target in targets {
        let left_out = if let AlignFormat::Pairs(format) = target.format {
            let target_of_pairs = Target { format, path: target.path.clone() };
            outputs::left_out(&outputs::write_pairs(&pairs, &target_of_pairs, &about, &filter)?)
        } else {
            let mut out = console::output(target.path.as_deref())?;
            export::html::html(&pipeline::check(aligned, &options), Some(aligned), &mut out)?;
            out.flush()?;
            let doubtful = aligned.beads.iter().filter(|bead| bead.confidence < min_confidence);
            outputs::all_kept(doubtful.count()).into_iter().collect()
        };
        for note in left_out {
            match &target.path {
                Some(path) if targets.len() > 1 => {
                    notes.push(format!("{}: {note}", path.display()))
                }
                _ => notes.push(note),
            }
        }
    }
    Ok(notes)
}

/// One line of a list of pairs.
struct Job {
    zh: PathBuf,
    en: PathBuf,
    out: PathBuf,
    /// Where in the list it stands.
    asked: Place,
}

/// Aligns every pair of a list, in parallel; what each has to tell is said in the list's order.
fn many(session: &Session, args: &AlignArgs, list: &Path, least: f32) -> anyhow::Result<Outcome> {
    let jobs = jobs(session, list)?;
    let mut others = session.files(&args.settings);
    others.push(list.to_owned());
    let inputs = jobs.iter().flat_map(|job| [&job.zh, &job.en]).chain(&others);
    let mut written = Vec::new();
    for job in &jobs {
        written.extend(files(&outputs(args, std::slice::from_ref(&job.out))?, &job.asked));
    }
    overwrite::refuse(inputs.map(PathBuf::as_path), &written)?;
    let options = session.aligning(&args.settings)?;
    let bar = console::bar(session.general.quiet, jobs.len(), "aligning");
    let results: Vec<anyhow::Result<Vec<String>>> = jobs
        .par_iter()
        .map(|job| {
            let result = one(session, args, job, &options, least);
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
                console::warn(&format!("{error:#}"));
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
) -> anyhow::Result<Vec<String>> {
    let zh = read::file(&job.zh, &session.reading)?;
    let en = read::file(&job.en, &session.reading)?;
    let mut notes: Vec<String> = zh.notes.iter().chain(&en.notes).cloned().collect();
    let ordered = read::in_order(zh, en)?;
    if ordered.swapped {
        notes.push("the two texts were given the other way round".into());
    }
    let aligned: Aligned = pipeline::align(ordered.zh, ordered.en, options);
    notes.extend(aligned.notes.iter().cloned());
    let targets = outputs(args, std::slice::from_ref(&job.out))?;
    notes.extend(write(session, args, &aligned, &targets, least)?);
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
        let asked = Place::line(&document.name, paragraph.line);
        jobs.push(Job { zh: zh.into(), en: en.into(), out: out.into(), asked });
    }
    Ok(jobs)
}
