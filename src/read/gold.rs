//! Reading alignments written as links: `[0]:[0, 1]`, one bead a line, indices from 0, an empty
//! list for a null link; anything after a second colon is passed over.

use crate::document::Side;
use crate::error::{Error, ErrorKind, Place, Result};

/// One link of an alignment: Chinese sentences, English sentences, by index from 0, in the order
/// written. Links of hand-made gold need be neither contiguous nor monotone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    /// Chinese sentences.
    pub zh: Vec<usize>,
    /// English sentences.
    pub en: Vec<usize>,
}

/// Reads the links in `text`, which came from the file `name`. Blank lines are passed over.
///
/// # Errors
/// [`ErrorKind::Format`] with the line that is no link.
pub fn links(name: &str, text: &str) -> Result<Vec<Link>> {
    Ok(numbered(name, text)?.into_iter().map(|(_, link)| link).collect())
}

/// Gold, and what is to be said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// The links, in the order written.
    pub links: Vec<Link>,
    /// What may be a mistake: sentences that stand in no link.
    pub notes: Vec<String>,
}

/// Reads links that are to be gold for texts of so many sentences, and holds them to it.
///
/// # Errors
/// As [`links`], and for a link without sentences, a sentence the text does not have, and one that
/// stands in two links, each with its line.
pub fn gold(name: &str, text: &str, n_zh: usize, n_en: usize) -> Result<Gold> {
    let numbered = numbered(name, text)?;
    let mut sides = [(Side::Zh, vec![0; n_zh]), (Side::En, vec![0; n_en])];
    for (line, link) in &numbered {
        let bad = |what: String, help: &str| {
            Error::new(ErrorKind::Format, Place::line(name, *line), what, help)
        };
        if link.zh.is_empty() && link.en.is_empty() {
            return Err(bad("this link has no sentence on either side".into(), "delete the line"));
        }
        for (side, lines) in &mut sides {
            let (language, n, own) = match side {
                Side::Zh => (Side::Zh.name(), n_zh, &link.zh),
                Side::En => (Side::En.name(), n_en, &link.en),
            };
            for &at in own {
                let Some(before) = lines.get_mut(at) else {
                    let what = format!("there is no {language} sentence {at}; the text has {n}");
                    return Err(bad(what, "sentences are counted from 0"));
                };
                if *before > 0 {
                    let what =
                        format!("the {language} sentence {at} stands in line {before} already");
                    return Err(bad(what, "each sentence stands in one link"));
                }
                *before = *line;
            }
        }
    }
    let notes = sides.iter().filter_map(|(side, lines)| unlinked(name, *side, lines)).collect();
    Ok(Gold { links: numbered.into_iter().map(|(_, link)| link).collect(), notes })
}

/// What to say of sentences that no line links.
fn unlinked(name: &str, side: Side, lines: &[usize]) -> Option<String> {
    let first = lines.iter().position(|&line| line == 0)?;
    let n = lines.iter().filter(|&&line| line == 0).count();
    let (language, null) = match side {
        Side::Zh => (Side::Zh.name(), format!("[{first}]:[]")),
        Side::En => (Side::En.name(), format!("[]:[{first}]")),
    };
    let sentences = if n == 1 { "sentence stands" } else { "sentences stand" };
    Some(format!(
        "{name}: {n} {language} {sentences} in no link, the first is {first}; a sentence without \
         counterpart is written {null}"
    ))
}

/// The links with their lines.
fn numbered(name: &str, text: &str) -> Result<Vec<(usize, Link)>> {
    let mut links = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let link = link(line).ok_or_else(|| {
            Error::new(
                ErrorKind::Format,
                Place::line(name, index + 1),
                "this line is not a link",
                "a link looks like [0]:[0, 1]",
            )
        })?;
        links.push((index + 1, link));
    }
    Ok(links)
}

fn link(line: &str) -> Option<Link> {
    let mut fields = line.split(':').map(str::trim).filter(|field| !field.is_empty());
    Some(Link { zh: indices(fields.next()?)?, en: indices(fields.next()?)? })
}

fn indices(field: &str) -> Option<Vec<usize>> {
    let inner = field.strip_prefix('[')?.strip_suffix(']')?.trim();
    if inner.is_empty() {
        return Some(Vec::new());
    }
    inner.trim_end_matches(',').split(',').map(|number| number.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_and_says_which_line_is_none() {
        let read = links("x", "[0]:[0, 1]\n[]:[2]\n\n[3,1]:[]:0.25\n").unwrap();
        let plain: Vec<_> = read.iter().map(|l| (l.zh.as_slice(), l.en.as_slice())).collect();
        let wanted: [(&[usize], &[usize]); 3] = [(&[0], &[0, 1]), (&[], &[2]), (&[3, 1], &[])];
        assert_eq!(plain, wanted);
        for bad in ["[0]", "[0]:[x]", "0:1", "[0]:[-1]"] {
            let error = links("x.align", &format!("[0]:[0]\n{bad}\n")).unwrap_err();
            assert!(error.to_string().starts_with("x.align:2: "), "{error}");
        }
    }

    #[test]
    fn gold_that_cannot_be_is_refused_and_what_it_leaves_out_is_said() {
        for (text, wanted) in [
            ("[0]:[0]\n[1]:[5]\n", "x:2: there is no English sentence 5; the text has 3; "),
            ("[0]:[0]\n\n[2]:[1]\n", "x:3: there is no Chinese sentence 2; the text has 2; "),
            ("[0]:[0]\n[0, 1]:[1]\n", "x:2: the Chinese sentence 0 stands in line 1 already; "),
            ("[0]:[0]\n[1]:[1, 1]\n", "x:2: the English sentence 1 stands in line 2 already; "),
            (
                "[0]:[0]\n[1]:[1]\n[0]:[0]\n",
                "x:3: the Chinese sentence 0 stands in line 1 already; ",
            ),
            ("[]:[]\n", "x:1: this link has no sentence on either side; "),
        ] {
            let error = gold("x", text, 2, 3).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
        let notes = |text: &str| gold("x", text, 2, 3).unwrap().notes;
        assert!(notes("[1]:[0, 2]\n[]:[1]\n[0]:[]\n").is_empty());
        let notes = notes("[0]:[0]\n");
        assert!(notes[0].starts_with("x: 1 Chinese sentence stands in no link, the first is 1; "));
        assert!(notes[1].starts_with("x: 2 English sentences stand in no link, the first is 1; "));
        assert!(notes[1].ends_with(" is written []:[1]"), "{notes:?}");
    }
}
