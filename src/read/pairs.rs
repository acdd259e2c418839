//! Pairs aligned elsewhere, and reading them from tab-separated text with a header that names the
//! columns `zh` and `en`. No quoting: a `"` belongs to the text. Other columns are passed over.

use super::formats;
use crate::error::{Error, ErrorKind, Place, Result};

/// One row of a file of pairs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairRow {
    /// The Chinese.
    pub zh: String,
    /// The English.
    pub en: String,
    /// Its line in the file, from 1, header counted; 0 when the format has no lines.
    pub line: usize,
    /// Where the format has the Chinese (`cell A3`, `segment 12`); empty where the line says it.
    pub zh_place: String,
    /// Where the format has the English.
    pub en_place: String,
    /// The notes the file has on this pair.
    pub notes: Vec<String>,
    /// Inline tags of the Chinese, kept out of its text.
    pub zh_tags: Vec<InlineTag>,
    /// Inline tags of the English, kept out of its text.
    pub en_tags: Vec<InlineTag>,
}

/// A tag inside a segment of a bilingual file, kept apart from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineTag {
    /// The byte of the text before which it stands.
    pub at: usize,
    /// The tag as in the file's own terms: `<ph id="1">`.
    pub tag: String,
}

/// Reads the pairs in `text`, which came from the file `name`. Blank lines are rows without text,
/// so that row numbers stay those of the file.
///
/// # Errors
/// [`ErrorKind::Format`] for a header without the two columns or a row without their cells, with its
/// line; [`ErrorKind::Empty`] when no row follows the header.
pub fn pairs(name: &str, text: &str) -> Result<Vec<PairRow>> {
    let rows = formats::tsv_pairs(name, text)?;
    if rows.is_empty() {
        return Err(Error::new(
            ErrorKind::Empty,
            Place::file(name),
            "there is no row after the header",
            "give a file with pairs",
        ));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let rows =
            pairs("p", "id\ten\tzh\tnote\r\n1\tsaid \"so\"\t说\r\n\r\n2\tb\t乙\tx\n").unwrap();
        let plain: Vec<_> = rows.iter().map(|r| (r.zh.as_str(), r.en.as_str(), r.line)).collect();
        assert_eq!(plain, [("说", "said \"so\"", 2), ("", "", 3), ("乙", "b", 4)]);
    }

    #[test]
    fn what_is_no_pair_is_said_with_its_line() {
        for (text, wanted) in [
            ("a\tb\n1\t2\n", "p:1: the header names no column `zh`"),
            ("zh\ten\n只有中文\n", "p:2: this row has 1 of 2 cells"),
            ("zh\ten\n", "p: there is no row"),
        ] {
            let error = pairs("p", text).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
