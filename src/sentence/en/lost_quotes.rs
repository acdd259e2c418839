//! A `?` that stands for a lost quote mark.
//!
//! Text that went through the wrong encoding has `?` where “ and ” were: `push? Three to one, one
//! drop and one supplement? Various tasks.` No such mark ends a sentence. A document is taken for
//! damaged when it has no double quote mark at all, most of its `?` close nothing that reads as a
//! question, and these come in pairs within their paragraphs (or stand inside or before a word).

/// What the `?` of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sentence) enum Marks {
    /// Question marks.
    Questions,
    /// Question marks, and lost quote marks where no question is.
    LostQuotes,
}

impl Marks {
    /// Whether quote marks were lost.
    pub(super) fn are_lost_quotes(self) -> bool {
        self == Marks::LostQuotes
    }
}

/// With fewer doubtful marks than this in a document, one of them must close a long clause or one
/// that begins with a small letter.
const MANY: usize = 6;
/// A clause of this many words is long: no `Coffee?`, `Ready?`, `After all that?`.
const LONG_WORDS: usize = 4;

/// Judges the `?` of a document, given its paragraphs.
pub(in crate::sentence) fn marks_of<'t>(texts: impl Iterator<Item = &'t str>) -> Marks {
    let mut seen = Seen::default();
    for text in texts {
        if text.contains(['"', '“', '”', '„', '«', '»', '「', '『', '‘']) {
            return Marks::Questions;
        }
        seen.paragraph(text);
    }
    seen.verdict()
}

/// Whether the `?` at the end of a clause of a damaged text is a lost quote mark.
pub(super) fn is_lost_quote(clause: &str) -> bool {
    let Some(words) = clause.strip_suffix('?') else { return false };
    !words.ends_with(['.', '!', '?', '。']) && !reads_as_question(words)
}

#[derive(Default)]
struct Seen {
    marks: usize,
    doubtful: usize,
    telling: bool,
    glued: bool,
    paragraphs: usize,
    even_paragraphs: usize,
}

impl Seen {
    fn paragraph(&mut self, text: &str) {
        let mut doubtful = 0;
        let mut start = 0;
        for (at, mark) in text.match_indices(['.', '!', '?', '。', '？', '！']) {
            let clause = text[start..at].trim();
            let before = text[..at].chars().next_back();
            let after = text[at + mark.len()..].chars().next();
            let ends_word = after.is_none_or(|c| !c.is_alphanumeric());
            if ends_word {
                start = at + mark.len();
            }
            if mark != "?" || clause.is_empty() || after.is_some_and(|c| "'’)=&/".contains(c)) {
                continue;
            }
            if !ends_word {
                // ` ?one belt? ` and `it?s`; but not `x.cn/a?b=1`.
                let letter = before.is_some_and(char::is_alphabetic) && !clause.contains('/');
                self.glued |= before.is_some_and(char::is_whitespace) || letter;
                continue;
            }
            self.marks += 1;
            if !reads_as_question(clause) {
                doubtful += 1;
                let long = clause.split_whitespace().take(LONG_WORDS).count() == LONG_WORDS;
                self.telling |= long || clause.starts_with(char::is_lowercase);
            }
        }
        self.doubtful += doubtful;
        self.paragraphs += usize::from(doubtful > 0);
        self.even_paragraphs += usize::from(doubtful > 0 && doubtful % 2 == 0);
    }

    fn verdict(&self) -> Marks {
        let most = self.doubtful * 2 > self.marks;
        let paired = self.even_paragraphs * 2 > self.paragraphs;
        let enough = self.doubtful >= MANY || self.doubtful >= 2 && self.telling;
        if most && (self.glued || paired && enough) { Marks::LostQuotes } else { Marks::Questions }
    }
}

const ASKING: &[&str] = &[
    "what", "what's", "who", "who's", "whom", "whose", "why", "where", "where's", "when", "how",
    "how's", "which",
];
const AUXILIARIES: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "am",
    "does",
    "did",
    "has",
    "had",
    "can",
    "could",
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "must",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "doesn't",
    "didn't",
    "hasn't",
    "haven't",
    "can't",
    "couldn't",
    "won't",
    "wouldn't",
    "shouldn't",
    "don't",
    "cannot",
];
/// Auxiliaries that are imperatives as well: a question only before a subject.
const DO_HAVE: &[&str] = &["do", "have"];
const SUBJECTS: &[&str] = &[
    "i", "you", "he", "she", "it", "we", "they", "this", "that", "these", "those", "there", "the",
    "people", "any", "anyone", "all", "your", "our", "his", "her", "their", "my", "not", "most",
    "many",
];
/// What opens a question that leaves its verb out: `Need help?`, `Ready to go?`.
const CLIPPED: &[&str] = &[
    "need",
    "want",
    "looking",
    "ready",
    "got",
    "ever",
    "interested",
    "thinking",
    "any",
    "anything",
    "anyone",
    "anybody",
    "remember",
    "wondering",
    "sure",
    "really",
    "right",
    "okay",
    "ok",
    "see",
    "know",
    "feeling",
    "confused",
    "curious",
    "still",
    "not",
    "no",
    "yes",
    "care",
    "worried",
    "sounds",
    "guess",
    "tired",
];
const LEADING: &[&str] = &[
    "and", "but", "so", "then", "well", "now", "oh", "or", "yet", "to", "for", "in", "from",
    "with", "at", "by", "of", "on", "just", "exactly", "then", "hey", "ah", "because",
];

/// Whether a clause reads as a question: `what`, `is it`, `if so, who`, `Need help`.
fn reads_as_question(clause: &str) -> bool {
    let parts = clause.split([',', ':', ';', '-', '–', '—', '?', '.']);
    let mut clipped_may_be = true;
    for part in parts {
        let lower = part.to_lowercase().replace('’', "'");
        let mut words = lower
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .skip_while(|word| LEADING.contains(word));
        let (Some(first), second) = (words.next(), words.next()) else { continue };
        let before_subject = second.is_some_and(|word| SUBJECTS.contains(&word));
        if ASKING.contains(&first)
            || AUXILIARIES.contains(&first)
            || DO_HAVE.contains(&first) && before_subject
            || clipped_may_be && CLIPPED.contains(&first)
        {
            return true;
        }
        clipped_may_be = false;
    }
    false
}
