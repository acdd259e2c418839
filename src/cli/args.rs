//! The command line as clap reads it.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::outputs::AlignFormat;
use crate::check::{Code, Level};
use crate::document::Side;
use crate::export::{Format as PairFormat, Tool};
use crate::read::{Format, Lines};

/// Lays a Chinese text and its English translation side by side, sentence by sentence, and says
/// which figures the translation got wrong.
#[derive(Debug, Parser)]
#[command(
    name = "duizhao",
    version,
    propagate_version = true,
    after_help = "Exit codes: 0 nothing found, 1 errors found (check), 2 could not run.\n\
        `-` is standard input. Settings may stand in a file `duizhao.toml` in the current folder.",
    after_long_help = "Examples:\n  \
        duizhao check zh.txt en.txt            which figures are wrong\n  \
        duizhao align zh.txt en.txt -o x.tmx           a translation memory\n  \
        duizhao COMMAND --help                 more examples\n\n\
        Exit codes: 0 nothing found, 1 errors found (check), 2 could not run.\n\
        `-` is standard input. Settings may stand in a file `duizhao.toml` in the current folder."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) general: General,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct General {
    /// Encoding of the texts: auto, utf-8, gb18030, gbk, big5, utf-16le, utf-16be, …
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Format of the files, if content and ending do not tell: text, markdown, html, docx, odt,
    /// epub, srt, vtt, tsv, csv, xlsx, tmx, xliff.
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format)]
    pub(super) from: Option<Format>,
    /// What the lines of a plain text are [default: auto].
    #[arg(long, global = true, value_name = "WHAT")]
    pub(super) lines: Option<Lines>,
    /// Go on when bytes cannot be decoded: they become U+FFFD and are counted.
    #[arg(long, global = true)]
    pub(super) lossy: bool,
    /// Settings file [default: duizhao.toml in the current folder, if there is one].
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// How many threads to use, 1 to 256 [default: one a core]. The result is the same with any number.
    #[arg(long, global = true, value_name = "N")]
    pub(super) threads: Option<usize>,
    /// Say nothing but results and errors.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// When to use colours; NO_COLOR is respected.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Pair the sentences of two texts.
    #[command(after_long_help = "Examples:\n  \
        duizhao align zh.txt en.txt > pairs.tsv\n  \
        duizhao align zh.txt en.txt -o memory.tmx -o pairs.tsv.gz\n  \
        duizhao align zh.txt en.txt --for trados -o memory.tmx\n  \
        duizhao align zh.txt en.txt -o pairs.html       a page for a browser\n  \
        duizhao align zh.txt en.txt --format moses -o corpus   writes corpus.zh-en.zh and corpus.zh-en.en\n  \
        duizhao align zh.txt en.txt --presplit --format links   one sentence a line in, [0]:[0, 1] out\n  \
        duizhao align --list pairs.tsv --min-confidence 0.9     many pairs, on all cores")]
    Align(AlignArgs),
    /// Find the figures a translation got wrong.
    #[command(after_long_help = "Examples:\n  \
        duizhao check zh.txt en.txt\n  \
        duizhao check zh.txt en.txt --summary\n  \
        duizhao check zh.txt en.txt --format jsonl > findings.jsonl\n  \
        duizhao check zh.txt en.txt -o report.html   a page for a browser\n  \
        duizhao check zh.txt en.txt -o report.xlsx -o report.docx\n  \
        duizhao check zh.txt en.txt --decisions report.xlsx -o again.xlsx\n  \
        duizhao check zh.txt en.txt --decisions report.decisions.json -o again.html\n  \
        duizhao check zh.txt en.txt --accepted accepted.txt\n  \
        duizhao check memory.tmx --level check --allow lost-hedge   pairs, checked as they stand\n  \
        duizhao check --pairs - < pairs.tsv\n\n\
        Exit codes: 0 no errors, 1 errors found, 2 could not run, or the texts are no translations\n\
        of each other.")]
    Check(CheckArgs),
    /// Accept findings for a reason: `check` then leaves them out.
    #[command(after_long_help = "Examples:\n  \
        duizhao check zh.txt en.txt --accepted accepted.txt        tells each finding's key\n  \
        duizhao accept zh.txt en.txt --key 9c03d1f2 --reason 'as in the contract' --accepted accepted.txt\n  \
        duizhao accept --pairs pairs.tsv --code lost-hedge --reason 'house style' --accepted accepted.txt\n\n\
        The file is plain text, one finding a line; edit the reasons, delete a line to see its finding\n\
        again. Findings are recognized after small edits, wherever they stand.")]
    Accept(AcceptArgs),
    /// Open a page in the browser to mend an alignment and a translation.
    #[command(after_long_help = "Examples:\n  \
        duizhao review zh.txt en.txt             begins en.duizhao, or goes on with it\n  \
        duizhao review en.duizhao                goes on, without the texts\n  \
        duizhao review memory.tmx                pairs as they stand, begins memory.duizhao\n  \
        duizhao review zh.txt en.txt --project work/report.duizhao --port 8080\n\n\
        The page is served to this machine alone; its address works once, in one browser. Every\n\
        step is saved in the project file as it happens.")]
    Review(ReviewArgs),
    /// Print the figures the program reads in each line, as JSON.
    #[command(after_long_help = "Examples:\n  \
        echo 全国有2.8亿农民工。 | duizhao figures --lang zh\n  \
        duizhao figures --lang en en.txt")]
    Figures(FiguresArgs),
    /// Print one sentence a line.
    #[command(after_long_help = "Examples:\n  \
        duizhao split --lang zh zh.txt\n  \
        duizhao split --lang en - < en.txt")]
    Split(SplitArgs),
    /// Score the alignment against gold: NAME.zh, NAME.en, NAME.align in a folder.
    #[command(after_long_help = "Examples:\n  \
        duizhao eval --gold folder\n  \
        duizhao eval --gold folder --format jsonl\n\n\
        strict: exactly the gold's beads, null links counted; -null: without them; lax: beads that\n\
        share a Chinese and an English sentence with a gold bead. The total adds up the counts.")]
    Eval(EvalArgs),
    /// Print completions for a shell.
    #[command(after_long_help = "Examples:\n  \
        duizhao completions bash > ~/.local/share/bash-completion/completions/duizhao")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// How the texts are aligned.
#[derive(Debug, Clone, Args)]
pub(super) struct AlignSettings {
    /// The texts hold one sentence a line: never split or join lines.
    #[arg(long)]
    pub(super) presplit: bool,
    /// Most sentences of both sides together in one bead, 2 to 16 [default: 8].
    #[arg(long, value_name = "N")]
    pub(super) max_bead: Option<usize>,
    /// Terms of your own, one a line: Chinese, English and, if you like, a weight, with tabs between.
    #[arg(long, value_name = "FILE.tsv")]
    pub(super) lexicon: Option<PathBuf>,
    /// An English machine translation of the Chinese text as further evidence: a line for each
    /// sentence, as `split` prints them.
    #[arg(long, value_name = "FILE")]
    pub(super) en_mt: Option<PathBuf>,
    /// A Chinese machine translation of the English text as further evidence, in the same way.
    #[arg(long, value_name = "FILE")]
    pub(super) zh_mt: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct AlignArgs {
    /// The Chinese text; or alone, a text in both languages, a paragraph or sentence of each in turn.
    #[arg(required_unless_present = "list")]
    pub(super) zh: Option<PathBuf>,
    /// The English text.
    pub(super) en: Option<PathBuf>,
    /// Align many pairs: Chinese file, English file, output file, with tabs between, one pair a line.
    #[arg(long, value_name = "FILE.tsv", conflicts_with_all = ["zh", "en", "output"])]
    pub(super) list: Option<PathBuf>,
    /// Output format [default: told by the output's ending, else tsv]; may be given more than once.
    #[arg(short, long)]
    pub(super) format: Vec<AlignFormat>,
    /// Write for this tool: sets its format and limits.
    #[arg(long = "for", value_name = "TOOL")]
    pub(super) tool: Option<Tool>,
    /// Write to a file instead of standard output; `.gz` compresses. May be given more than once.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// Leave out beads less sure than this, 0 to 1. Formats that hold every sentence once keep
    /// all: html, links, vecalign, ladder, opus, intertext.
    #[arg(long, value_name = "P")]
    pub(super) min_confidence: Option<f32>,
    #[command(flatten)]
    pub(super) codes: Codes,
    #[command(flatten)]
    pub(super) settings: AlignSettings,
}

/// Language codes of formats that name the languages.
#[derive(Debug, Clone, Args)]
pub(super) struct Codes {
    /// Language code of the Chinese side, in formats that name it.
    #[arg(long, value_name = "CODE", default_value = "zh-CN")]
    pub(super) zh_code: String,
    /// Language code of the English side, in formats that name it.
    #[arg(long, value_name = "CODE", default_value = "en-US")]
    pub(super) en_code: String,
    /// Which text is the original, zh or en: the source of translation memories and XLIFF, while
    /// what is to be written goes into the other text [default: zh].
    #[arg(long, value_name = "LANG", value_parser = side)]
    pub(super) original: Option<Side>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// Translation memory, TMX 1.4b, with the findings as notes.
    Tmx,
    /// One page for a browser: both texts side by side, with filters and a picture.
    Html,
    /// Workbook: pairs with the findings' figures in red, a sheet of findings, room for decisions.
    Xlsx,
    /// Bilingual table for Word, with the findings as comments.
    Docx,
    /// XLIFF 1.2 with the findings as notes.
    Xliff,
    /// XLIFF 2.1 with the findings as notes.
    Xliff2,
}

impl ReportFormat {
    /// The format of pairs that carries the findings along; none for a report of findings alone.
    pub(super) const fn pairs(self) -> Option<PairFormat> {
        match self {
            ReportFormat::Text | ReportFormat::Jsonl | ReportFormat::Html => None,
            ReportFormat::Tmx => Some(PairFormat::Tmx),
            ReportFormat::Xlsx => Some(PairFormat::Xlsx),
            ReportFormat::Docx => Some(PairFormat::Docx),
            ReportFormat::Xliff => Some(PairFormat::Xliff),
            ReportFormat::Xliff2 => Some(PairFormat::Xliff2),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ScoreFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Jsonl,
}

#[derive(Debug, Clone, Args)]
pub(super) struct CheckArgs {
    /// The Chinese text; or alone, a file that holds both: pairs (TSV, CSV, XLSX, DOCX, TMX, XLIFF),
    /// or paragraphs or sentences of each language in turn.
    #[arg(required_unless_present = "pairs")]
    pub(super) zh: Option<PathBuf>,
    /// The English text.
    pub(super) en: Option<PathBuf>,
    /// Check pairs as they stand; a table names its columns zh and en in its first row.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["zh", "en"])]
    pub(super) pairs: Option<PathBuf>,
    /// Output format [default: told by the output's ending, else text]; may be given more than once.
    #[arg(short, long)]
    pub(super) format: Vec<ReportFormat>,
    /// Write for this tool: omegat, trados, memoq, phrase, cafetran or excel.
    #[arg(long = "for", value_name = "TOOL")]
    pub(super) tool: Option<Tool>,
    /// Take what was decided in an exported workbook or a report page: accepted findings, corrected
    /// texts.
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
    /// Leave out the findings accepted in this file, and tell the keys of the others.
    #[arg(long, value_name = "FILE")]
    pub(super) accepted: Option<PathBuf>,
    /// Print the summary only.
    #[arg(long)]
    pub(super) summary: bool,
    /// Leave out findings below this level: note, check, error.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(super) level: Option<Level>,
    /// Never report this code; may be given more than once.
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(super) allow: Vec<Code>,
    /// Report this code as an error; may be given more than once.
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(super) deny: Vec<Code>,
    /// Write to a file instead of standard output; `.gz` compresses. May be given more than once.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) codes: Codes,
    #[command(flatten)]
    pub(super) settings: AlignSettings,
}

#[derive(Debug, Clone, Args)]
pub(super) struct AcceptArgs {
    /// The Chinese text; or alone, a file that holds both: pairs (TSV, CSV, XLSX, TMX, XLIFF), or
    /// paragraphs or sentences of each language in turn.
    #[arg(required_unless_present = "pairs")]
    pub(super) zh: Option<PathBuf>,
    /// The English text.
    pub(super) en: Option<PathBuf>,
    /// The pairs as they stand; a table names its columns zh and en in its first row.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["zh", "en"])]
    pub(super) pairs: Option<PathBuf>,
    /// The key of a finding, or the beginning of one; may be given more than once.
    #[arg(long, value_name = "KEY", required_unless_present = "code")]
    pub(super) key: Vec<String>,
    /// Accept every finding of this code; may be given more than once.
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(super) code: Vec<Code>,
    /// Why: one line.
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// The file of accepted findings; made if there is none.
    #[arg(long, value_name = "FILE")]
    pub(super) accepted: Option<PathBuf>,
    #[command(flatten)]
    pub(super) settings: AlignSettings,
}

#[derive(Debug, Clone, Args)]
pub(super) struct ReviewArgs {
    /// The Chinese text and the English text, or a project file, or a file that holds both texts.
    #[arg(required_unless_present = "pairs", num_args = 1..=2, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Work on pairs as they stand: TSV, CSV, XLSX, DOCX, TMX, XLIFF.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub(super) pairs: Option<PathBuf>,
    /// The project file [default: named after the English text, in the current folder].
    #[arg(long, value_name = "FILE")]
    pub(super) project: Option<PathBuf>,
    /// Port of this machine to serve the page at [default: any that is free].
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(super) port: u16,
    /// Print the address only, open no browser.
    #[arg(long)]
    pub(super) no_open: bool,
    /// Which text is the original, zh or en; the other one is edited [default: zh].
    #[arg(long, value_name = "LANG", value_parser = side)]
    pub(super) original: Option<Side>,
    #[command(flatten)]
    pub(super) settings: AlignSettings,
}

#[derive(Debug, Clone, Args)]
pub(super) struct FiguresArgs {
    /// The language of the text.
    #[arg(long, value_parser = side)]
    pub(super) lang: Side,
    /// The text [default: standard input].
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,
}

#[derive(Debug, Clone, Args)]
pub(super) struct SplitArgs {
    /// The language of the text.
    #[arg(long, value_parser = side)]
    pub(super) lang: Side,
    /// The text [default: standard input].
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,
    /// End Chinese sentences at semicolons too.
    #[arg(long)]
    pub(super) semicolons: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct EvalArgs {
    /// The folder with NAME.zh, NAME.en and NAME.align.
    #[arg(long, value_name = "DIR")]
    pub(super) gold: PathBuf,
    /// Output format.
    #[arg(short, long, default_value = "text")]
    pub(super) format: ScoreFormat,
    /// Most sentences of both sides together in one bead, 2 to 16 [default: 8].
    #[arg(long, value_name = "N")]
    pub(super) max_bead: Option<usize>,
}

fn side(name: &str) -> Result<Side, String> {
    match name {
        "zh" => Ok(Side::Zh),
        "en" => Ok(Side::En),
        _ => Err("use zh or en".into()),
    }
}

fn level(name: &str) -> Result<Level, String> {
    Level::named(name).ok_or_else(|| "use note, check or error".into())
}

fn code(name: &str) -> Result<Code, String> {
    Code::named(name).ok_or_else(|| {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        format!("the codes are {}", names.join(", "))
    })
}

impl ValueEnum for Lines {
    fn value_variants<'a>() -> &'a [Self] {
        &[Lines::Auto, Lines::Keep, Lines::Join]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Lines::Auto => PossibleValue::new("auto").help("tell by the text"),
            Lines::Keep => PossibleValue::new("keep").help("each is a paragraph"),
            Lines::Join => PossibleValue::new("join").help("they end at a width, amid sentences"),
        })
    }
}

fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("the formats are {}", names.join(", "))
    })
}
