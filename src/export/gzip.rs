//! Gzip, for outputs whose name ends in `.gz`. The same bytes on every run: no time, no name.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Compresses what is written. [`flush`](Write::flush) ends the file: call it once, last, as every
/// [`Sink::end`](super::Sink::end) does.
pub struct Gzip<W: Write>(GzEncoder<W>);

impl<W: Write> Gzip<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Gzip(GzEncoder::new(writer, Compression::default()))
    }
}

impl<W: Write> Write for Gzip<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.try_finish()?;
        self.0.get_mut().flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_flushed_can_be_read_again() {
        let mut bytes = Vec::new();
        let mut gzip = io::BufWriter::new(Gzip::new(&mut bytes));
        gzip.write_all("中文\ttext\n".repeat(1000).as_bytes()).unwrap();
        gzip.flush().unwrap();
        gzip.flush().unwrap();
        drop(gzip);
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text.len(), "中文\ttext\n".len() * 1000);
    }
}
