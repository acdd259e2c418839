//! `duizhao accept`, and the file of accepted findings that `check` reads.

use std::io::ErrorKind as Io;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::args::AcceptArgs;
use super::session::{Lone, Session};
use super::{Outcome, overwrite};
use crate::check::{Accepted, Fingerprint};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::pipeline::{self, Aligned, Checked};

/// Shortest beginning of a key that is taken for it.
const SHORTEST_KEY: usize = 4;

pub(super) fn run(session: &Session, args: &AcceptArgs) -> anyhow::Result<Outcome> {
    let Some(path) = file(session, args.accepted.as_deref()) else {
        bail!("name the file of accepted findings: --accepted FILE, or `file` under [accepted]");
    };
    let others = session.files(&args.settings);
    let texts = [&args.zh, &args.en, &args.pairs].into_iter().flatten();
    let output = overwrite::Output { path: path.clone(), asked: Place::default() };
    overwrite::refuse(texts.chain(&others).map(PathBuf::as_path), &[output])?;
    if args.reason.trim().is_empty() {
        bail!("--reason is empty; say in a few words why this is right");
    }
    let mut accepted = if path.exists() { read(&path)? } else { Accepted::default() };
    let options = &session.settings.check;
    let aligning = session.aligning(&args.settings)?;
    let of_texts = |aligned: &Aligned, accepted: &mut Accepted| {
        let checked = || pipeline::check(aligned, options);
        (!aligned.unrelated).then(|| accept(args, &checked(), accepted)).transpose()
    };
    let n_accepted = match (&args.pairs, &args.zh, &args.en) {
        (Some(file), ..) | (None, Some(file), None) => {
            match session.lone(file, args.pairs.is_some())? {
                Lone::Pairs(paired) => {
                    let checked = pipeline::check_rows(&paired.name, &paired.rows, options);
                    Some(accept(args, &checked, &mut accepted)?)
                }
                Lone::Texts(zh, en) => {
                    of_texts(&session.laid_beside(zh, en, &aligning), &mut accepted)?
                }
            }
        }
        (None, Some(zh), Some(en)) => {
            of_texts(&session.aligned(zh, en, &aligning)?, &mut accepted)?
        }
        (None, None, _) => bail!("give two texts, or a file that holds both"),
    };
    let Some(n_accepted) = n_accepted else { return Ok(Outcome::Refused) };
    std::fs::write(&path, accepted.to_text())
        .map_err(|error| bad(&path, format!("the file cannot be written: {error}"), ""))?;
    let (s, is) = if n_accepted == 1 { ("", "is") } else { ("s", "are") };
    session.note(&format!("{n_accepted} finding{s} {is} accepted in {}", path.display()));
    Ok(Outcome::Clean)
}

/// The file of accepted findings: the one named, or that of the settings.
pub(super) fn file(session: &Session, named: Option<&Path>) -> Option<PathBuf> {
    named.map(Path::to_owned).or_else(|| session.settings.accepted.file.clone())
}

/// Leaves out what is accepted in the file, and says how much that was.
pub(super) fn sift(session: &Session, path: &Path, checked: &mut Checked<'_>) -> Result<()> {
    let accepted = read(path)?;
    let sifted = accepted.sift(&mut checked.report, &checked.pairs);
    let say = |n: usize, one: &str, many: &str| {
        if n > 0 {
            session.note(&format!("{n} {} {}", if n == 1 { one } else { many }, path.display()));
        }
    };
    say(
        sifted.n_left_out,
        "finding is left out as accepted in",
        "findings are left out as accepted in",
    );
    say(
        sifted.idle.len(),
        "entry fits no finding any more in",
        "entries fit no finding any more in",
    );
    Ok(())
}

fn read(path: &Path) -> Result<Accepted> {
    let text = match std::fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
            bad(path, "this is no text in UTF-8".into(), "give a file that `accept` wrote")
        })?,
        Err(error) if error.kind() == Io::NotFound => {
            let help = "`duizhao accept` makes it";
            return Err(bad(path, "there is no such file".into(), help));
        }
        Err(error) => return Err(bad(path, format!("the file cannot be read: {error}"), "")),
    };
    Accepted::parse(&text).map_err(|(line, what)| {
        let place = Place::line(path.display().to_string(), line);
        Error::new(ErrorKind::Format, place, what, "mend or delete this line")
    })
}

fn bad(path: &Path, what: String, help: &str) -> Error {
    Error::new(ErrorKind::Io, Place::file(path.display().to_string()), what, help)
}

/// Accepts what the keys and codes name; gives how many findings that is.
fn accept(
    args: &AcceptArgs,
    checked: &Checked<'_>,
    accepted: &mut Accepted,
) -> anyhow::Result<usize> {
    let findings = &checked.report.findings;
    let pair = |at: usize| checked.pairs[findings[at].pair];
    let keys: Vec<String> = (0..findings.len())
        .map(|at| Fingerprint::of(&findings[at], pair(at)).to_string())
        .collect();
    let mut chosen: Vec<usize> =
        (0..findings.len()).filter(|&at| args.code.contains(&findings[at].code)).collect();
    for key in &args.key {
        if key.len() < SHORTEST_KEY {
            bail!("the key `{key}` is too short; give {SHORTEST_KEY} characters or more");
        }
        let begins = key.to_lowercase();
        let named: Vec<usize> =
            (0..keys.len()).filter(|&at| keys[at].starts_with(&begins)).collect();
        // Findings of one key are the same in copies of one text, and are accepted together.
        match named.first() {
            None => bail!("no finding has the key `{key}`; `check --accepted FILE` tells the keys"),
            Some(&first) if named.iter().any(|&at| keys[at] != keys[first]) => {
                bail!("{} findings have keys that begin with `{key}`; give more of it", named.len())
            }
            Some(_) => chosen.extend(named),
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        bail!("there is no finding of that code, so nothing was accepted");
    }
    for &at in &chosen {
        accepted.accept(&findings[at], pair(at), &args.reason);
    }
    Ok(chosen.len())
}
