//! Reading alignments written as links: `[0]:[0, 1]`, one bead a line, indices from 0, an empty
//! list for a null link; anything after a second colon is passed over.

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
        links.push(link);
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
}
