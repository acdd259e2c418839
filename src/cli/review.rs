//! `duizhao review`: the page to work in.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::bail;

use super::args::ReviewArgs;
use super::session::{Lone, Session};
use super::{Outcome, console};
use crate::check;
use crate::document::Document;
use crate::error::{Error, ErrorKind, Place};
use crate::pipeline::Aligned;
use crate::read::{PairRow, Paired};
use crate::review::{self, About, Desk};

/// How the names of project files end.
const ENDING: &str = "duizhao";

pub(super) fn run(session: &Session, args: &ReviewArgs) -> anyhow::Result<Outcome> {
    let desk = match args.files.as_slice() {
        [] => match &args.pairs {
            Some(pairs) => begin_lone(session, args, pairs)?,
            None => bail!("give two texts, a project file or a file that holds both texts"),
        },
        [file] if is_project(file) => {
            if args.project.is_some() {
                bail!("give either texts or a project file");
            }
            Desk::open(file, options(session, args))?
        }
        [file] => begin_lone(session, args, file)?,
        [zh, en] => begin(session, args, zh, en)?,
        _ => bail!("give two texts, or a project file"),
    };
    session.note(&format!("everything is saved in {} as it happens", desk.path().display()));
    let server = review::serve(desk, args.port)?;
    let address = server.address();
    writeln!(io::stdout(), "{address}")?;
    io::stdout().flush()?;
    session.note("open this address in a browser of this machine; Ctrl-C ends");
    if !args.no_open && io::stdout().is_terminal() {
        open(&address);
    }
    server.run()?;
    Ok(Outcome::Clean)
}

/// Begins a project about a text and its translation, or goes on with the one that is there.
fn begin(session: &Session, args: &ReviewArgs, zh: &Path, en: &Path) -> anyhow::Result<Desk> {
    let path = args.project.clone().unwrap_or_else(|| beside(en));
    let reading = session.reading_of(&session.aligning(&args.settings)?);
    let (zh, en) = session.pair(zh, en, &reading)?;
    begin_texts(session, args, &path, (zh, en))
}

/// Begins a project about a file that holds both texts, or goes on with the one that is there.
fn begin_lone(session: &Session, args: &ReviewArgs, file: &Path) -> anyhow::Result<Desk> {
    let path = args.project.clone().unwrap_or_else(|| beside(file));
    match session.lone(file, args.pairs.is_some())? {
        Lone::Pairs(paired) => begin_pairs(session, args, &path, paired),
        Lone::Texts(zh, en) => begin_texts(session, args, &path, (zh, en)),
    }
}

/// Begins a project about two texts as read, or goes on with the one that is there.
fn begin_texts(
    session: &Session,
    args: &ReviewArgs,
    path: &Path,
    (zh, en): (Document, Document),
) -> anyhow::Result<Desk> {
    let options = options(session, args);
    if path.exists() {
        return resume(session, Desk::open(path, options)?, &fingerprint(&zh.text, &en.text));
    }
    let aligned = session.laid_beside(zh, en, &session.aligning(&args.settings)?);
    let about = about(&aligned);
    Ok(Desk::begin(path, about, review::of_aligned(&aligned), options)?)
}

fn options(session: &Session, args: &ReviewArgs) -> check::Options {
    let mut options = session.settings.check.clone();
    options.original = args.original.or(options.original);
    options
}

/// Whether a file is a project file, or is meant to be one.
fn is_project(path: &Path) -> bool {
    let mut head = [0; 15];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    (read.is_ok() && &head == b"SQLite format 3")
        || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// Begins a project about pairs made elsewhere, or goes on with the one that is there.
fn begin_pairs(
    session: &Session,
    args: &ReviewArgs,
    path: &Path,
    paired: Paired,
) -> anyhow::Result<Desk> {
    let options = options(session, args);
    let side = |text: fn(&PairRow) -> &str| -> String {
        paired.rows.iter().flat_map(|row| [text(row), "\n"]).collect()
    };
    let texts = fingerprint(&side(|row| &row.zh), &side(|row| &row.en));
    if path.exists() {
        return resume(session, Desk::open(path, options)?, &texts);
    }
    let files = [paired.name.clone(), paired.name.clone()];
    let about = About { files, texts, aligned: false, notes: paired.notes };
    Ok(Desk::begin(path, about, review::of_pairs(&paired.rows), options)?)
}

/// Goes on with a project, if it is about these texts.
fn resume(session: &Session, desk: Desk, texts: &str) -> anyhow::Result<Desk> {
    if desk.about().texts != texts {
        return Err(Error::new(
            ErrorKind::Usage,
            Place::file(desk.path().display().to_string()),
            "this project is about other texts, or they have changed since",
            "give the project alone to go on with it, or another --project",
        )
        .into());
    }
    session.note("going on where the project was left");
    Ok(desk)
}

/// `en.duizhao` in the current folder for `texts/en.txt`.
fn beside(en: &Path) -> PathBuf {
    let stem = en.file_stem().filter(|_| en != Path::new("-"));
    Path::new(stem.unwrap_or("project".as_ref())).with_extension(ENDING)
}

fn about(aligned: &Aligned) -> About {
    About {
        files: [aligned.zh.name.clone(), aligned.en.name.clone()],
        texts: fingerprint(&aligned.zh.text, &aligned.en.text),
        aligned: true,
        notes: aligned.notes.clone(),
    }
}

/// Tells texts apart (Fowler–Noll–Vo 1a); both lengths keep accidents rarer still.
fn fingerprint(zh: &str, en: &str) -> String {
    let bytes = zh.bytes().chain([0xff]).chain(en.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}-{}-{}", zh.len(), en.len())
}

/// Asks the system to open the address in the usual browser; the address was printed in any case.
fn open(address: &str) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(first).arg(address).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        console::note("no browser could be opened; open the address yourself");
    }
}
