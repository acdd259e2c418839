//! What the program says beside its results: notes and progress on standard error, colours and
//! width of the terminal, and where results go.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::When;
use crate::error::{Error, ErrorKind, Place};
use crate::export::Gzip;
use crate::report::{Colour, Style};

/// Widest report; longer lines are hard to read.
const MAX_WIDTH: usize = 140;

/// Says one thing on standard error.
pub(super) fn note(text: &str) {
    // Standard error may be closed; a note is not worth an error.
    let _ = writeln!(io::stderr(), "note: {text}");
}

/// Says what went wrong on standard error.
pub(super) fn warn(text: &str) {
    let _ = writeln!(io::stderr(), "duizhao: {text}");
}

/// Standard output, or the file named, buffered.
pub(super) fn output(path: Option<&Path>) -> Result<Box<dyn Write + Send>, Error> {
    match path {
        None => Ok(Box::new(BufWriter::new(io::stdout()))),
        Some(path) if path == Path::new("-") => Ok(Box::new(BufWriter::new(io::stdout()))),
        Some(path) if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) => {
            Ok(Box::new(BufWriter::new(Gzip::new(create(path)?))))
        }
        Some(path) => Ok(Box::new(create(path)?)),
    }
}

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// The day, as `20170115`, of universal time; SOURCE_DATE_EPOCH sets it, for outputs that can be
/// made again.
pub(super) fn date() -> String {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse::<u64>().ok());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = set.unwrap_or(now.map_or(0, |since| since.as_secs()));
    let (year, month, day) = civil(seconds / DAY);
    format!("{year:04}{month:02}{day:02}")
}

/// Year, month and day of a day since 1970, counted in years that begin in March.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days.min(4_000_000) + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

/// Creates a file for writing, buffered.
pub(super) fn create(path: &Path) -> Result<BufWriter<File>, Error> {
    File::create(path).map(BufWriter::new).map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "the folder to write into does not exist".to_owned(),
            io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
            io::ErrorKind::PermissionDenied => "the file may not be written".to_owned(),
            _ => format!("the file cannot be written: {error}"),
        };
        Error::new(
            ErrorKind::Io,
            Place::file(path.display().to_string()),
            what,
            "choose another -o",
        )
    })
}

/// How to lay a report out: for the terminal, or plain at 100 columns.
pub(super) fn style(when: When, to_file: bool) -> Style {
    let terminal = !to_file && io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let colour = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !set("NO_COLOR") && !dumb,
    };
    let width = match terminal {
        true => usize::from(console::Term::stdout().size().1).min(MAX_WIDTH),
        false => Style::default().width,
    };
    Style { width, colour: if colour { Colour::Ansi } else { Colour::Plain }, ..Style::default() }
}

/// A sign of life for work that may take long; it shows on a terminal only, and not at once.
pub(super) fn spinner(quiet: bool, message: &str) -> ProgressBar {
    let bar = hidden_unless_terminal(ProgressBar::new_spinner(), quiet);
    bar.set_message(message.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// A bar over `length` things.
pub(super) fn bar(quiet: bool, length: usize, message: &str) -> ProgressBar {
    let bar = hidden_unless_terminal(ProgressBar::new(length as u64), quiet);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.set_message(message.to_owned());
    bar
}

fn hidden_unless_terminal(bar: ProgressBar, quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_become_dates() {
        for (days, wanted) in [
            (0, (1970, 1, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (17_166, (2016, 12, 31)),
            (17_167, (2017, 1, 1)),
        ] {
            assert_eq!(civil(days), wanted);
        }
    }
}
