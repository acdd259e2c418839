//! Files packed with gzip, as large translation memories are kept: `memory.tmx.gz`.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{beyond, malformed};
use crate::error::Result;
use crate::read::Options;

/// How a gzip file begins.
const MAGIC: &[u8] = &[0x1F, 0x8B, 8];

/// How much tells a format.
const HEAD_BYTES: u64 = 8192;

/// The bytes inside, if they are packed; as they are if not. No more is unpacked than a file may hold.
pub(super) fn unpacked(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Vec<u8>> {
    if !bytes.starts_with(MAGIC) {
        return Ok(bytes);
    }
    let mut inner = Vec::new();
    let most = options.max_bytes;
    let read = MultiGzDecoder::new(&bytes[..]).take(most.saturating_add(1)).read_to_end(&mut inner);
    read.map_err(|error| {
        let what = format!("this gzip file is damaged or cut off: {error}");
        malformed(name, 0, what, "pack or fetch it anew")
    })?;
    if inner.len() as u64 > most {
        return Err(beyond(name, format!("unpacked it is larger than {} MB", most >> 20)));
    }
    Ok(inner)
}

/// The beginning of what is inside, enough to tell its format; all of it if it is not packed.
pub(super) fn head(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.starts_with(MAGIC) {
        return Cow::Borrowed(bytes);
    }
    let mut inner = Vec::new();
    // What is damaged further on is said when the whole is read.
    let _ = MultiGzDecoder::new(bytes).take(HEAD_BYTES).read_to_end(&mut inner);
    Cow::Owned(inner)
}

/// The name of what is inside: without `.gz`.
pub(super) fn inner_name(name: &str) -> &str {
    let cut = name.len().saturating_sub(3);
    match name.get(cut..) {
        Some(ending) if ending.eq_ignore_ascii_case(".gz") => &name[..cut],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_unpacked_within_the_limit() {
        let options = Options { max_bytes: 1 << 20, ..Options::default() };
        let twice = [packed(b"one "), packed(b"two")].concat();
        assert_eq!(unpacked("x.gz", twice, &options).unwrap(), b"one two");
        assert_eq!(unpacked("x", b"plain".to_vec(), &options).unwrap(), b"plain");
        let bomb = packed(&vec![b' '; 8 << 20]);
        let error = unpacked("x.tmx.gz", bomb, &options).unwrap_err().to_string();
        assert!(error.starts_with("x.tmx.gz: unpacked it is larger than 1 MB"), "{error}");
        let mut cut = packed(b"some text that is cut");
        cut.truncate(cut.len() - 9);
        let error = unpacked("x.gz", cut, &options).unwrap_err().to_string();
        assert!(error.starts_with("x.gz: this gzip file is damaged"), "{error}");
        assert_eq!(inner_name("a/x.tmx.GZ"), "a/x.tmx");
        assert_eq!(inner_name("汉"), "汉");
    }
}
