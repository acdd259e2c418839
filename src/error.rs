//! The one public error: what is wrong, where, and what to do about it.

use std::fmt;

/// What sort of thing went wrong; programs match on this, people read [`Error`]'s text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened, read or written.
    Io,
    /// Bytes that are not text in the encoding they are said or found to be in.
    Encoding,
    /// A file with nothing in it.
    Empty,
    /// A file with none of the language expected of it.
    Language,
    /// A file that is not in the format it is said or found to be in.
    Format,
    /// A file larger or deeper than the limits allow.
    Limit,
    /// The command, a setting or an option is wrong.
    Usage,
}

/// Where in the input something is: a file, and inside it a line and a column if known (both from 1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the user gave it; `-` is standard input; empty when there is none.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(name: impl Into<String>) -> Self {
        Place { file: name.into(), line: None, column: None }
    }

    /// A line of a file, from 1.
    #[must_use]
    pub fn line(name: impl Into<String>, line: usize) -> Self {
        Place { file: name.into(), line: Some(line), column: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// What went wrong, where, and what the reader can do.
///
/// Its text is one sentence: `data/x.txt: the file is empty; give a file with Chinese text`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    /// What sort of thing went wrong.
    pub kind: ErrorKind,
    /// Where.
    pub place: Place,
    /// What is wrong, as a clause without a full stop.
    pub what: String,
    /// What to do, as a clause; empty when there is nothing to add.
    pub help: String,
}

impl Error {
    /// A new error; `what` and `help` are clauses without a full stop.
    #[must_use]
    pub fn new(
        kind: ErrorKind,
        place: Place,
        what: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Error { kind, place, what: what.into(), help: help.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.file.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.what)?;
        if !self.help.is_empty() {
            write!(f, "; {}", self.help)?;
        }
        Ok(())
    }
}

/// Result with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
