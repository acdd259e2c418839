//! Where results go and in which formats: `-o`, `--format` and `--for` together.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::args::Codes;
use super::{console, overwrite};
use crate::document::Side;
use crate::error::{Error, ErrorKind, Place};
use crate::export::{self, About, Filter, Format, Output, Pairs, Part, Tool, Written};

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

/// What `align` writes: a format of pairs, or the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AlignFormat {
    /// A format of pairs.
    Pairs(Format),
    /// One page for a browser, with what was found in the figures.
    Html,
}

impl AlignFormat {
    /// How the names of its files end.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            AlignFormat::Pairs(format) => format.extension(),
            AlignFormat::Html => "html",
        }
    }
}

/// All of them; clap wants a list that lives as long as the program.
const ALIGN_FORMATS: &[AlignFormat] = &{
    let mut all = [AlignFormat::Html; Format::ALL.len() + 1];
    let mut index = 0;
    while index < Format::ALL.len() {
        all[index] = AlignFormat::Pairs(Format::ALL[index]);
        index += 1;
    }
    all
};

impl ValueEnum for AlignFormat {
    fn value_variants<'a>() -> &'a [Self] {
        ALIGN_FORMATS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            AlignFormat::Pairs(format) => format.to_possible_value(),
            AlignFormat::Html => Some(PossibleValue::new("html").help(
                "page for a browser: both texts, a picture of the alignment, what was found",
            )),
        }
    }
}

impl ValueEnum for Tool {
    fn value_variants<'a>() -> &'a [Self] {
        Tool::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// One output: a format and the file it goes to; none is standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target<F> {
    pub(super) format: F,
    pub(super) path: Option<PathBuf>,
}

/// Pairs formats with outputs. As many formats as outputs go together in order; several formats and
/// one output share its name, each with an ending of its own; without a format each output's name
/// tells it.
pub(super) fn targets<F: Copy>(
    formats: &[F],
    outputs: &[PathBuf],
    told: impl Fn(Option<&Path>) -> F,
    ending: impl Fn(F) -> &'static str,
) -> anyhow::Result<Vec<Target<F>>> {
    let target = |format, path: Option<&Path>| {
        let path = path.filter(|path| *path != Path::new("-")).map(Path::to_owned);
        Target { format, path }
    };
    Ok(match (formats, outputs) {
        ([], []) => vec![target(told(None), None)],
        ([], outputs) => outputs.iter().map(|path| target(told(Some(path)), Some(path))).collect(),
        ([format], []) => vec![target(*format, None)],
        (formats, []) => {
            bail!("{} formats cannot share standard output; give -o NAME", formats.len())
        }
        (formats, outputs) if formats.len() == outputs.len() => {
            let both = formats.iter().zip(outputs);
            both.map(|(format, path)| target(*format, Some(path))).collect()
        }
        (formats, [stem]) => {
            let named = |format: &F| match ending(*format) {
                "" => target(*format, Some(stem)),
                ending => target(*format, Some(&with_ending(stem, &format!(".{ending}")))),
            };
            formats.iter().map(named).collect()
        }
        (formats, outputs) => bail!(
            "{} formats and {} outputs do not go together; give as many of both, or outputs whose \
             endings tell the format",
            formats.len(),
            outputs.len()
        ),
    })
}

/// The format an output's name tells, the page among them.
pub(super) fn told_to_align(tool: Option<Tool>, path: Option<&Path>) -> AlignFormat {
    match path.and_then(export::extension).as_deref() {
        Some("html" | "htm") => AlignFormat::Html,
        _ => AlignFormat::Pairs(told(tool, path)),
    }
}

/// The format of pairs an output's name tells, else that of the tool, else TSV.
pub(super) fn told(tool: Option<Tool>, path: Option<&Path>) -> Format {
    let by_name = path.and_then(Format::of_path);
    match (tool.map(Tool::pairs), by_name) {
        (Some(wanted), Some(found)) if wanted.extension() != found.extension() => found,
        (Some(wanted), _) => wanted,
        (None, found) => found.unwrap_or(Format::Tsv),
    }
}

/// Only one output can go to standard output.
pub(super) fn refuse_twice<F>(targets: &[Target<F>]) -> anyhow::Result<()> {
    if targets.iter().filter(|target| target.path.is_none()).count() > 1 {
        bail!("only one output can go to standard output");
    }
    Ok(())
}

/// Every file the targets will be written to; a target without a format of pairs is one file.
pub(super) fn files<F: Copy>(
    targets: &[Target<F>],
    asked: &Place,
    pairs: impl Fn(F) -> Option<Format>,
) -> Vec<overwrite::Output> {
    let mut files = Vec::new();
    for target in targets {
        let Some(path) = target.path.as_deref() else { continue };
        let mut add = |path: PathBuf| files.push(overwrite::Output { path, asked: asked.clone() });
        let Some(format) = pairs(target.format) else {
            add(path.to_owned());
            continue;
        };
        // A sink that writes nowhere tells which files it would open.
        let mut open = |part| -> Result<Output, std::convert::Infallible> {
            add(part_of(path, part));
            Ok(Box::new(std::io::sink()))
        };
        let about = About { output: name_of(Some(path)), ..About::default() };
        let _ = format.sink(&about, &mut open);
    }
    files
}

/// What formats say of the texts.
pub(super) fn about(files: &[String; 2], codes: &Codes, original: Option<Side>) -> About {
    let [zh_file, en_file] = files.clone();
    About {
        zh_file,
        en_file,
        zh_code: codes.zh_code.clone(),
        en_code: codes.en_code.clone(),
        original: original.unwrap_or(Side::Zh),
        output: String::new(),
        date: console::date(),
    }
}

/// Writes pairs to one output.
pub(super) fn write_pairs(
    pairs: &Pairs<'_>,
    target: &Target<Format>,
    about: &About,
    filter: &Filter,
) -> anyhow::Result<Written> {
    let path = target.path.as_deref();
    let about = About { output: name_of(path), ..about.clone() };
    let format = match (target.format, path) {
        (Format::Moses, None) => Format::MosesTsv,
        (format, _) => format,
    };
    let mut sink = format.sink(&about, &mut |part| open(path, part))?;
    export::write(pairs, filter, &mut *sink).map_err(|error| match path {
        // A closed pipe is known by the error itself.
        None => error.into(),
        Some(path) => cannot_write(path, &error).into(),
    })
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Error {
    let place = Place::file(path.display().to_string());
    Error::new(ErrorKind::Io, place, format!("the file cannot be written: {error}"), "")
}

fn open(path: Option<&Path>, part: Part) -> Result<Output, Error> {
    console::output(path.map(|path| part_of(path, part)).as_deref())
}

/// The file a part of an output goes to.
fn part_of(path: &Path, part: Part) -> PathBuf {
    match part {
        Part::Whole => path.to_owned(),
        Part::Ending(ending) => with_ending(path, ending),
        Part::Document(side) => document(path, side),
    }
}

/// The name of an output without its folders; empty for standard output.
fn name_of(path: Option<&Path>) -> String {
    let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

/// `x.xml` and `zh` give `x.zh.xml`.
fn document(path: &Path, side: &str) -> PathBuf {
    let name = name_of(Some(path));
    let (stem, ending) = name.split_once('.').unwrap_or((&name, "xml"));
    path.with_file_name(format!("{stem}.{side}.{ending}"))
}

fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(stem);
    name.push(ending);
    PathBuf::from(name)
}

/// What to say of so many beads below --min-confidence in a format that holds every sentence once.
pub(super) fn all_kept(n: usize) -> Option<String> {
    let (are, stay) = if n == 1 { ("bead is", "stays") } else { ("beads are", "stay") };
    (n > 0).then(|| {
        format!(
            "{n} {are} below --min-confidence and {stay}: this format holds every sentence once, its \
             confidence beside it where it has room for one"
        )
    })
}

/// What a format or the options left out, for people.
pub(super) fn left_out(written: &Written) -> Vec<String> {
    let mut lines: Vec<String> = all_kept(written.doubtful_kept).into_iter().collect();
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
        written.doubtful_nulls_left_out,
        "sentence without counterpart below --min-confidence was left out",
        "sentences without counterpart below --min-confidence were left out",
    );
    say(
        written.long_left_out,
        "pair longer than the tool takes was left out",
        "pairs longer than the tool takes were left out",
    );
    say(
        written.forbidden_characters,
        "control character that the format forbids was left out",
        "control characters that the format forbids were left out",
    );
    say(
        written.cut_texts,
        "text is longer than a cell can be and was cut at its end",
        "texts are longer than a cell can be and were cut at their ends",
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_and_outputs_go_together() {
        let check = |formats: &[Format], outputs: &[&str], tool, wanted: &[(Format, &str)]| {
            let outputs: Vec<PathBuf> = outputs.iter().map(PathBuf::from).collect();
            let got = targets(formats, &outputs, |path| told(tool, path), Format::extension);
            let got: Vec<(Format, String)> = got
                .unwrap()
                .into_iter()
                .map(|t| (t.format, t.path.map_or("-".into(), |path| path.display().to_string())))
                .collect();
            let wanted: Vec<_> = wanted.iter().map(|(f, path)| (*f, path.to_string())).collect();
            assert_eq!(got, wanted);
        };
        use Format::{Bitextor, Jsonl, Moses, Tmx, Tsv};
        check(&[], &[], None, &[(Tsv, "-")]);
        check(
            &[],
            &["x.tmx", "y.JSONL.gz", "z"],
            None,
            &[(Tmx, "x.tmx"), (Jsonl, "y.JSONL.gz"), (Tsv, "z")],
        );
        check(&[Tmx, Moses], &["x"], None, &[(Tmx, "x.tmx"), (Moses, "x")]);
        check(&[Tmx, Tsv], &["x", "y"], None, &[(Tmx, "x"), (Tsv, "y")]);
        check(
            &[],
            &["x.tsv", "y.tmx"],
            Some(Tool::Bitextor),
            &[(Bitextor, "x.tsv"), (Tmx, "y.tmx")],
        );
        check(&[], &[], Some(Tool::Moses), &[(Moses, "-")]);
        check(&[], &["corpus"], Some(Tool::Moses), &[(Moses, "corpus")]);
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let outputs: Vec<PathBuf> = ["a", "b"].map(PathBuf::from).to_vec();
        let told = |_: Option<&Path>| Format::Tsv;
        assert!(targets(&[Format::Tmx], &outputs, told, Format::extension).is_err());
        assert!(targets(&[Format::Tmx, Format::Tsv], &[], told, Format::extension).is_err());
        let twice = targets(&[], &["-".into(), "-".into()], told, Format::extension).unwrap();
        assert!(refuse_twice(&twice).is_err());
    }
}
