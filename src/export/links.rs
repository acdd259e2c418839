//! Links: `[0]:[0, 1]`, one bead a line, Chinese left, indices from 0, every sentence exactly once.

use std::io::{self, Write};
use std::ops::Range;

use super::{Row, Sink};

/// Writes one link a bead, null links included.
#[derive(Debug)]
pub struct Links<W: Write>(W);

impl<W: Write> Links<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Links(writer)
    }
}

impl<W: Write> Sink for Links<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        writeln!(self.0, "[{}]:[{}]", indices(&row.bead.zh), indices(&row.bead.en))?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn wants_all(&self) -> bool {
        true
    }
}

fn indices(range: &Range<usize>) -> String {
    range.clone().map(|index| index.to_string()).collect::<Vec<_>>().join(", ")
}
