//! The `duizhao` program: everything it does is in the library's [`duizhao::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    duizhao::cli::run()
}
