//! Links: `[0]:[0, 1]`, one bead a line, Chinese left, indices from 0, every sentence exactly once.
//! Vecalign's path is the same with a third cell: the cost of the bead, 0 when it is sure.

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

/// Writes Vecalign's path; the cost is what is missing of full confidence.
#[derive(Debug)]
pub struct Vecalign<W: Write>(W);

impl<W: Write> Vecalign<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Vecalign(writer)
    }
}

impl<W: Write> Sink for Vecalign<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        let (zh, en) = (indices(&row.bead.zh), indices(&row.bead.en));
        writeln!(self.0, "[{zh}]:[{en}]:{:.6}", 1.0 - row.bead.confidence)?;
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
