//! Marks of notes and comments in pages: the `1` after 1.25亿吨 that leads to a footnote is no figure
//! of the text.
//!
//! Word processors and e-books write them as links inside the document: superscript, in brackets, or
//! with a class, role or address that speaks of a note.

/// A link being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Where its text begins in the open block.
    pub(super) from: usize,
    /// Whether its attributes or its place above the line say that it leads to a note.
    pub(super) is_note: bool,
}

/// Longest text of a mark, in characters.
const MAX_CHARS: usize = 8;

/// Whether a link's attributes lead inside the document (`None`: they do not), and speak of a note.
pub(super) fn leads_to_note(attribute: impl Fn(&[u8]) -> Option<String>) -> Option<bool> {
    let address = attribute(b"href")?;
    let target = address.split_once('#')?.1.to_lowercase();
    let speaking: [&[u8]; 5] = [b"class", b"role", b"epub:type", b"id", b"name"];
    let says = |text: &str| {
        let text = text.to_lowercase();
        ["note", "ftn", "edn", "cmnt", "fnref"].iter().any(|word| text.contains(word))
    };
    let speaks = speaking.into_iter().filter_map(&attribute).any(|value| says(&value));
    let numbered = target.strip_prefix("fn").is_some_and(|rest| {
        rest.trim_start_matches([':', '-', '_']).starts_with(|c: char| c.is_ascii_digit())
    });
    Some(speaks || says(&target) || numbered)
}

/// Whether a link back to the text is the head of a comment, as Google Docs puts them below the text.
pub(super) fn heads_comment(id: Option<&str>, address: Option<&str>) -> bool {
    let number = id.and_then(|id| id.strip_prefix("cmnt"));
    number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        && address.is_some_and(|address| address.starts_with("#cmnt_ref"))
}

/// Whether the text of a link is a mark: a number, a few small letters or a sign. Without anything
/// that speaks of a note it must stand in brackets.
pub(super) fn is_mark(text: &str, is_note: bool) -> bool {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MAX_CHARS {
        return false;
    }
    let inner = text.trim_matches(['[', ']', '(', ')', '（', '）', '〔', '〕', '［', '］']);
    let bracketed = text.starts_with(['[', '〔', '［']) && inner.len() < text.len();
    let digits = |c: char| c.is_ascii_digit();
    let is_sign = |c: char| !c.is_alphanumeric();
    let is_label = inner.chars().all(digits)
        || inner.len() <= 5 && inner.chars().all(|c| c.is_ascii_lowercase())
        || inner.chars().all(is_sign)
        || inner.starts_with('注') && inner.trim_start_matches('注').chars().all(digits);
    is_label && (is_note || bracketed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_short_labels() {
        for (text, is_note, wanted) in [
            ("1", true, true),
            ("1", false, false),
            ("[1]", false, true),
            ("[a]", true, true),
            ("viii", true, true),
            ("↩︎", true, true),
            ("*", true, true),
            ("注3", true, true),
            ("第3章", true, false),
            ("see note", true, false),
            ("", true, false),
            ("(2019)", false, false),
        ] {
            assert_eq!(is_mark(text, is_note), wanted, "{text}");
        }
    }

    #[test]
    fn links_inside_the_document_may_lead_to_notes() {
        let with = |pairs: &'static [(&'static str, &'static str)]| {
            move |name: &[u8]| {
                let found = pairs.iter().find(|(key, _)| key.as_bytes() == name);
                found.map(|(_, value)| (*value).to_owned())
            }
        };
        assert_eq!(leads_to_note(with(&[("href", "https://example.org/")])), None);
        assert_eq!(leads_to_note(with(&[("href", "#s3")])), Some(false));
        assert_eq!(leads_to_note(with(&[("href", "#_ftn1")])), Some(true));
        assert_eq!(leads_to_note(with(&[("href", "#fn:2")])), Some(true));
        assert_eq!(
            leads_to_note(with(&[("href", "n.xhtml#n1"), ("epub:type", "noteref")])),
            Some(true)
        );
        assert!(heads_comment(Some("cmnt12"), Some("#cmnt_ref12")));
        assert!(!heads_comment(Some("cmnt_ref12"), Some("#cmnt12")));
        assert!(!heads_comment(Some("cmnt12"), None));
    }
}
