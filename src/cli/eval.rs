//! `duizhao eval`: how well the aligner does on gold.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::args::{AlignSettings, EvalArgs, ScoreFormat};
use super::session::Session;
use super::{Outcome, console};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::pipeline::{self, Counts, Score};
use crate::read::{self, Format, Lines};
use crate::sentence;

/// The result of one text, or of all.
struct Row {
    name: String,
    score: Score,
    seconds: f64,
    n_sentences: usize,
}

pub(super) fn run(session: &Session, args: &EvalArgs) -> anyhow::Result<Outcome> {
    let names = names(&args.gold)?;
    let settings = AlignSettings {
        presplit: true,
        max_bead: args.max_bead,
        lexicon: None,
        en_mt: None,
        zh_mt: None,
    };
    let options = session.aligning(&settings)?;
    let mut out = console::output(None)?;
    if args.format == ScoreFormat::Text {
        writeln!(out, "{}", HEADER.trim_end())?;
    }
    let mut total =
        Row { name: "total".into(), score: Score::default(), seconds: 0.0, n_sentences: 0 };
    let bar = console::bar(session.general.quiet, names.len(), "aligning");
    for name in names {
        let row = one(session, &args.gold, name, &options)?;
        total.score += row.score;
        total.seconds += row.seconds;
        total.n_sentences += row.n_sentences;
        bar.suspend(|| print(&mut out, &row, args.format))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    print(&mut out, &total, args.format)?;
    Ok(Outcome::Clean)
}

/// The texts of a folder: every NAME with a gold file, each of which needs both texts.
fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let place = Place::file(folder.display().to_string());
    let entries = std::fs::read_dir(folder).map_err(|error| {
        Error::new(
            ErrorKind::Io,
            place.clone(),
            format!("cannot be listed: {error}"),
            "give a folder",
        )
    })?;
    let names: BTreeSet<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".align").map(str::to_owned))
        .collect();
    if names.is_empty() {
        return Err(Error::new(
            ErrorKind::Empty,
            place,
            "there is no NAME.align in this folder",
            "a gold folder holds NAME.zh, NAME.en and NAME.align",
        ));
    }
    Ok(names)
}

fn one(session: &Session, folder: &Path, name: String, options: &pipeline::Options) -> Result<Row> {
    let path = |ending: &str| folder.join(format!("{name}.{ending}"));
    let lines = read::Options { from: Some(Format::Text), lines: Lines::Keep, ..session.reading };
    let zh = read::file(&path("zh"), &lines)?;
    let en = read::file(&path("en"), &lines)?;
    let gold_path = path("align");
    let gold_name = gold_path.display().to_string();
    let raw = read::raw(&gold_path, &session.reading)?;
    let (text, _) = read::text(&gold_name, raw, &session.reading)?;
    let n_sentences = [&zh, &en].map(|side| sentence::presplit(side).len());
    let gold = read::gold(&gold_name, &text, n_sentences[0], n_sentences[1])?;
    gold.notes.iter().for_each(|note| session.note(note));
    let started = Instant::now();
    let aligned = pipeline::align(zh, en, options);
    let seconds = started.elapsed().as_secs_f64();
    let score = pipeline::score(&gold.links, &pipeline::links_of(&aligned.beads));
    Ok(Row { name, score, seconds, n_sentences: n_sentences.iter().sum() })
}

const HEADER: &str = "text        strict P  R      F1     -null P   R      F1     lax P  R      F1     \
    seconds  sentences/s";

#[derive(Serialize)]
struct Numbers {
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Serialize)]
struct Object<'t> {
    text: &'t str,
    strict: Numbers,
    strict_without_null: Numbers,
    lax: Numbers,
    gold_beads: usize,
    beads: usize,
    seconds: f64,
    sentences_per_second: f64,
}

fn print(out: &mut impl Write, row: &Row, format: ScoreFormat) -> anyhow::Result<()> {
    let per_second = row.n_sentences as f64 / row.seconds.max(1e-9);
    let score = &row.score;
    if format == ScoreFormat::Jsonl {
        let numbers = |counts: Counts| Numbers {
            precision: counts.precision(),
            recall: counts.recall(),
            f1: counts.f1(),
        };
        let object = Object {
            text: &row.name,
            strict: numbers(score.strict),
            strict_without_null: numbers(score.strict_without_null),
            lax: numbers(score.lax),
            gold_beads: score.strict.wanted,
            beads: score.strict.proposed,
            seconds: row.seconds,
            sentences_per_second: per_second,
        };
        writeln!(out, "{}", serde_json::to_string(&object)?)?;
    } else {
        let three = |counts: Counts| {
            format!("{:.3}  {:.3}  {:.3}", counts.precision(), counts.recall(), counts.f1())
        };
        writeln!(
            out,
            "{:<12}{}   {}   {}  {:>7.2}  {:>11.0}",
            row.name,
            three(score.strict),
            three(score.strict_without_null),
            three(score.lax),
            row.seconds,
            per_second
        )?;
    }
    out.flush()?;
    Ok(())
}
