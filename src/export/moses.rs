//! Moses: two files with as many lines each, or on one stream `Chinese⇥English` without a header.
//! Null links have no place in either.

use std::io::{self, Write};

use super::{Row, Sink};

/// Writes the two sides to two writers, line for line.
#[derive(Debug)]
pub struct Moses<W: Write> {
    zh: W,
    en: W,
}

impl<W: Write> Moses<W> {
    /// Over two writers, which should be buffered.
    pub fn new(zh: W, en: W) -> Self {
        Moses { zh, en }
    }
}

impl<W: Write> Sink for Moses<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        writeln!(self.zh, "{}", row.zh)?;
        writeln!(self.en, "{}", row.en)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.zh.flush()?;
        self.en.flush()
    }
}

/// Writes both sides to one writer, with a tab between.
#[derive(Debug)]
pub struct MosesTsv<W: Write>(W);

impl<W: Write> MosesTsv<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        MosesTsv(writer)
    }
}

impl<W: Write> Sink for MosesTsv<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        writeln!(self.0, "{}\t{}", row.zh, row.en)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
