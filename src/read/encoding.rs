//! Which encoding a file is in, and its text.
//!
//! In order: a byte order mark; units that make sense in one byte order of UTF-16 only; valid UTF-8; UTF-8 with a few broken bytes; and last chardetng over the whole file. GBK
//! is decoded as GB18030, which contains it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8,
    UTF_16BE, UTF_16LE,
};

/// A file's text and how it was found.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without its byte order mark.
    pub(super) text: String,
    /// The encoding's name.
    pub(super) encoding: &'static str,
    /// Whether the encoding is a guess by statistics.
    pub(super) guessed: bool,
    /// What could not be decoded.
    pub(super) undecodable: Option<BadBytes>,
}

/// Byte sequences that are no text; each became U+FFFD.
#[derive(Debug)]
pub(super) struct BadBytes {
    /// How many.
    pub(super) count: usize,
    /// Where the first one's U+FFFD stands in the text.
    pub(super) first: usize,
}

/// UTF-8 is kept for a file with broken bytes while it has this many good sequences for each.
const GOOD_PER_BAD: usize = 8;

/// Share of units that must be Chinese or Western for a file without a mark to be UTF-16.
const UTF16_EXPECTED_PERCENT: usize = 90;

/// GBK and GB2312 as the larger GB18030.
pub(super) fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Decodes; `Err` holds what is wrong and what to do.
pub(super) fn decode(
    bytes: Vec<u8>,
    wanted: Option<&'static Encoding>,
) -> Result<Decoded, (String, String)> {
    if let Some(encoding) = wanted {
        let start = match Encoding::for_bom(&bytes) {
            Some((marked, length)) if marked == encoding => length,
            _ => 0,
        };
        return Ok(decode_as(bytes, start, encoding, false));
    }
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(("the file is in UTF-32".into(), "save it as UTF-8".into()));
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return Ok(decode_as(bytes, length, encoding, false));
    }
    if let Some(encoding) = unmarked_utf16(&bytes) {
        return Ok(decode_as(bytes, 0, encoding, true));
    }
    if looks_binary(&bytes) {
        return Err((
            "this is not a text file".into(),
            "give plain text (txt); save documents of other kinds as text first".into(),
        ));
    }
    if is_nearly_utf8(&bytes) {
        return Ok(decode_as(bytes, 0, UTF_8, false));
    }
    let encoding = guess(&bytes);
    Ok(decode_as(bytes, 0, encoding, true))
}

fn decode_as(
    mut bytes: Vec<u8>,
    start: usize,
    encoding: &'static Encoding,
    guessed: bool,
) -> Decoded {
    let name = encoding.name();
    if encoding == UTF_8 {
        bytes.drain(..start);
        match String::from_utf8(bytes) {
            Ok(text) => return Decoded { text, encoding: name, guessed, undecodable: None },
            Err(error) => {
                let (text, undecodable) = replacing(encoding, error.as_bytes());
                return Decoded { text, encoding: name, guessed, undecodable };
            }
        }
    }
    let (text, undecodable) = replacing(encoding, &bytes[start..]);
    Decoded { text, encoding: name, guessed, undecodable }
}

fn replacing(encoding: &'static Encoding, mut bytes: &[u8]) -> (String, Option<BadBytes>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut bad: Option<BadBytes> = None;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return (text, bad),
            DecoderResult::OutputFull => {
                let more = decoder.max_utf8_buffer_length(bytes.len());
                text.reserve(more.unwrap_or(bytes.len() * 3 + 16).max(16));
            }
            DecoderResult::Malformed(..) => {
                let first = text.len();
                bad.get_or_insert(BadBytes { count: 0, first }).count += 1;
                text.push('\u{FFFD}');
            }
        }
    }
}

/// UTF-16 without a byte order mark: nearly every unit is a Chinese or a Western character in one
/// byte order and not in the other. Without a single NUL (no line end, no digit), only a text that
/// is no UTF-8 is asked.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() % 2 == 1 || !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let expected = |unit: u16| {
        matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0..=0x17F | 0x2010..=0x203F | 0x3000..=0x303F
            | 0x4E00..=0x9FFF | 0xFF01..=0xFFEF)
    };
    let share = |from: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter(|pair| expected(from([pair[0], pair[1]]))).count();
        units * 100 / (bytes.len() / 2)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    let (encoding, best) = if little >= big { (UTF_16LE, little) } else { (UTF_16BE, big) };
    (best >= UTF16_EXPECTED_PERCENT && little.abs_diff(big) >= 10).then_some(encoding)
}

/// Many control characters, or the first bytes of the documents people give by mistake.
fn looks_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF-") {
        return true;
    }
    let control = bytes.iter().filter(|&&byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    control * 50 > bytes.len()
}

/// Valid UTF-8, or UTF-8 with a few broken bytes or a cut-off end.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good >= bad * GOOD_PER_BAD
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = widened(detector.guess(None, Utf8Detection::Deny));
    // A short Chinese text can pass for Japanese or Korean; ours is a program for Chinese.
    if [EUC_JP, EUC_KR, SHIFT_JIS, ISO_2022_JP].contains(&guessed) {
        let clean = |encoding: &'static Encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
        };
        if let Some(chinese) = [GB18030, BIG5].into_iter().find(|&encoding| clean(encoding)) {
            return chinese;
        }
    }
    guessed
}
