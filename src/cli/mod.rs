//! The command line: reads arguments and settings, calls the library, prints, and turns what
//! happened into an exit code: 0 nothing found, 1 errors found, 2 could not run.

mod accept;
mod align;
mod args;
mod check;
mod console;
mod eval;
mod figures;
mod outputs;
mod overwrite;
mod review;
mod session;
mod settings;
mod split;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use session::Session;

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing found.
    Clean,
    /// Errors found.
    Found,
    /// It ran, but there is no result to rely on.
    Refused,
}

/// Runs the program on the arguments it was called with.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Refused) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be closed; there is nobody left to tell then.
            let _ = writeln!(io::stderr(), "duizhao: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<Outcome> {
    if let Command::Completions { shell } = cli.command {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "duizhao", &mut script);
        io::stdout().write_all(&script)?;
        return Ok(Outcome::Clean);
    }
    let session = Session::new(cli.general)?;
    match cli.command {
        Command::Align(args) => align::run(&session, &args),
        Command::Check(args) => check::run(&session, &args),
        Command::Accept(args) => accept::run(&session, &args),
        Command::Review(args) => review::run(&session, &args),
        Command::Figures(args) => figures::run(&session, &args),
        Command::Split(args) => split::run(&session, &args),
        Command::Eval(args) => eval::run(&session, &args),
        Command::Completions { .. } => Ok(Outcome::Clean),
    }
}

/// Whether whoever read our output has gone: no error of ours.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
