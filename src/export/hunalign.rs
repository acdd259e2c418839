//! What hunalign writes: its text (`Chinese⇥English⇥score`, the sentences of a bead with ` ~~~ `
//! between, an empty cell for an omission) and its ladder (`i⇥j⇥score`, one rung where each bead
//! begins, the last where both texts end).

use std::io::{self, Write};

use super::{Row, Sink};

/// Between the sentences of a bead.
const JOINT: &str = " ~~~ ";

/// Writes hunalign's text.
#[derive(Debug)]
pub struct Hunalign<W: Write>(W);

impl<W: Write> Hunalign<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Hunalign(writer)
    }
}

impl<W: Write> Sink for Hunalign<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        let (zh, en) = (row.zh_pieces.join(JOINT), row.en_pieces.join(JOINT));
        writeln!(self.0, "{zh}\t{en}\t{:.4}", row.bead.score)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes hunalign's ladder.
#[derive(Debug)]
pub struct Ladder<W: Write> {
    writer: W,
    /// Where both texts end so far.
    end: (usize, usize),
}

impl<W: Write> Ladder<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Ladder { writer, end: (0, 0) }
    }
}

impl<W: Write> Sink for Ladder<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        let (zh, en) = self.end;
        writeln!(self.writer, "{zh}\t{en}\t{:.4}", row.bead.score)?;
        self.end = (zh + row.bead.zh.len(), en + row.bead.en.len());
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        writeln!(self.writer, "{}\t{}\t0", self.end.0, self.end.1)?;
        self.writer.flush()
    }

    fn wants_all(&self) -> bool {
        true
    }
}
