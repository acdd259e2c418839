//! Reading a user's terms: Chinese, English and, if wished, a weight, with tabs between.

use super::language::n_han;
use crate::error::{Error, ErrorKind, Place, Result};

/// One term as read.
#[derive(Debug, Clone, PartialEq)]
pub struct TermRow {
    /// The Chinese term.
    pub zh: String,
    /// Its English.
    pub en: String,
    /// How surely the one is the other, 0 to 1; 1 when not given.
    pub weight: f32,
}

/// Reads the terms in `text`, which came from the file `name`. Blank lines, lines that begin with
/// `#` and a header `zh`, `en` are passed over. Lines with the English first and the Chinese second
/// are put right; a note says how many they were.
///
/// # Errors
/// [`ErrorKind::Format`] for a line without two cells or with a weight that is none, with its line.
pub fn terms(name: &str, text: &str) -> Result<(Vec<TermRow>, Option<String>)> {
    let mut terms = Vec::new();
    let (mut n_swapped, mut first_swapped) = (0, 0);
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let bad = |what: &str| {
            Error::new(
                ErrorKind::Format,
                Place::line(name, index + 1),
                what,
                "write the Chinese term, its English and, if you like, a weight from 0 to 1, with \
                 tabs between",
            )
        };
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let (zh, en, weight) = match cells[..] {
            [zh, en] => (zh, en, None),
            [zh, en, weight, ..] => (zh, en, Some(weight).filter(|weight| !weight.is_empty())),
            _ => return Err(bad("this line has no English")),
        };
        let is = |cell: &str, name: &str| cell.eq_ignore_ascii_case(name);
        if terms.is_empty() && (is(zh, "zh") && is(en, "en") || is(zh, "en") && is(en, "zh")) {
            continue;
        }
        if zh.is_empty() || en.is_empty() {
            return Err(bad("this line has an empty cell"));
        }
        let weight = match weight {
            None => 1.0,
            Some(weight) => weight
                .parse()
                .ok()
                .filter(|weight| (0.0..=1.0).contains(weight))
                .ok_or_else(|| bad("the weight is no number from 0 to 1"))?,
        };
        let swapped = n_han(zh) == 0 && n_han(en) > 0;
        let (zh, en) = if swapped { (en, zh) } else { (zh, en) };
        if swapped {
            n_swapped += 1;
            first_swapped = if first_swapped == 0 { index + 1 } else { first_swapped };
        }
        terms.push(TermRow { zh: zh.to_owned(), en: en.to_owned(), weight });
    }
    let note = (n_swapped > 0).then(|| {
        format!(
            "{name}:{first_swapped}: the English stands before the Chinese in {n_swapped} of {} \
             lines; they were taken the other way round",
            terms.len()
        )
    });
    Ok((terms, note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_terms_and_says_which_line_is_none() {
        let (read, note) =
            terms("t", "# mine\nzh\ten\tweight\n惠科\tHKC\n\n渝新欧\tYuxinou\t0.5\n").unwrap();
        assert_eq!(note, None);
        let plain: Vec<_> = read.iter().map(|t| (t.zh.as_str(), t.en.as_str(), t.weight)).collect();
        assert_eq!(plain, [("惠科", "HKC", 1.0), ("渝新欧", "Yuxinou", 0.5)]);
        for bad in ["惠科", "惠科\t", "惠科\tHKC\t7", "惠科\tHKC\tx"] {
            let error = terms("t", &format!("甲\ta\n{bad}\n")).unwrap_err().to_string();
            assert!(error.starts_with("t:2: "), "{error}");
        }
    }

    #[test]
    fn columns_in_the_other_order_are_put_right_and_said() {
        let text = "en\tzh\nHKC\t惠科\n卡拉OK\tkaraoke\n5G\t5G\nYuxinou\t渝新欧\t0.5\n";
        let (read, note) = terms("t", text).unwrap();
        let plain: Vec<_> = read.iter().map(|t| (t.zh.as_str(), t.en.as_str())).collect();
        let wanted = [("惠科", "HKC"), ("卡拉OK", "karaoke"), ("5G", "5G"), ("渝新欧", "Yuxinou")];
        assert_eq!(plain, wanted);
        assert_eq!(read[3].weight, 0.5);
        let note = note.unwrap();
        assert!(note.starts_with("t:2: the English stands before the Chinese in 2 of 4 lines"));
    }
}
