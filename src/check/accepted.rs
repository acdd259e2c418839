//! Findings a person has looked at and accepted, kept in a plain text file with the reason.
//!
//! One line each: fingerprint, code, figures and reason, separated by tabs; `#` starts a comment.
//! The fingerprint does not know line numbers: it is made of the code and both figures' texts, and
//! of a sketch of the words around them (Charikar's simhash, 2002, over character pairs and words),
//! so that a finding stays accepted when sentences are put in before it or its own is edited a
//! little.

use std::fmt::Write as _;

use super::{Code, Finding, Pair, Report};
use crate::document::Span;
use crate::figure::Figure;

/// Bits in which two sketches of the same place may differ; two unrelated ones differ in about 32.
const MAX_DRIFT: u32 = 18;

/// How many characters on each side of a figure make its context.
const CONTEXT_CHARS: usize = 40;

/// What a finding is recognized by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint {
    /// Hash of the code and the figures as written.
    exact: u32,
    /// Sketch of the surrounding text.
    sketch: u64,
}

impl Fingerprint {
    /// The fingerprint of a finding about this pair.
    #[must_use]
    pub fn of(finding: &Finding, pair: Pair<'_>) -> Fingerprint {
        let mut exact = Fnv::new();
        exact.add(finding.code.name());
        exact.add(&figures(finding, pair));
        let mut sketch = Sketch::default();
        let whole = finding.zh.is_none() && finding.en.is_none();
        for (figure, text) in [(&finding.zh, pair.zh), (&finding.en, pair.en)] {
            match figure {
                Some(figure) => sketch.add(around(text, figure.span)),
                None if whole => sketch.add(text),
                None => {}
            }
        }
        let folded = exact.0 ^ (exact.0 >> 32);
        Fingerprint { exact: (folded & 0xffff_ffff) as u32, sketch: sketch.bits() }
    }

    /// Whether the two are of the same finding, small edits around it aside.
    #[must_use]
    pub fn matches(self, other: Fingerprint) -> bool {
        self.exact == other.exact && (self.sketch ^ other.sketch).count_ones() <= MAX_DRIFT
    }

    fn parse(text: &str) -> Option<Fingerprint> {
        let (exact, sketch) = text.split_once('-')?;
        Some(Fingerprint {
            exact: u32::from_str_radix(exact, 16).ok()?,
            sketch: u64::from_str_radix(sketch, 16).ok()?,
        })
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}-{:016x}", self.exact, self.sketch)
    }
}

/// One accepted finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// What it is recognized by.
    pub fingerprint: Fingerprint,
    /// Its code.
    pub code: Code,
    /// The figures as written: `2.8亿 | 2.8 billion`, for people.
    pub figures: String,
    /// Why it was accepted.
    pub reason: String,
}

impl Acceptance {
    /// Accepts a finding about this pair for a reason.
    #[must_use]
    pub fn new(finding: &Finding, pair: Pair<'_>, reason: &str) -> Acceptance {
        Acceptance {
            fingerprint: Fingerprint::of(finding, pair),
            code: finding.code,
            figures: figures(finding, pair),
            reason: one_line(reason),
        }
    }
}

/// What [`Accepted::sift`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sifted {
    /// Findings left out because they, or the systematic finding they belong to, are accepted.
    pub n_left_out: usize,
    /// Indices of the entries that fit no finding any more.
    pub idle: Vec<usize>,
}

/// A file of accepted findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The entries, in the file's order.
    pub entries: Vec<Acceptance>,
}

impl Accepted {
    /// Reads the file's text.
    ///
    /// # Errors
    /// The first bad line, from 1, and what is wrong with it.
    pub fn parse(text: &str) -> Result<Accepted, (usize, &'static str)> {
        let mut entries = Vec::new();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = |what| (index + 1, what);
            let mut cells = line.splitn(4, '\t');
            let mut cell =
                || cells.next().ok_or(bad("fingerprint, code, figures and reason are needed"));
            let fingerprint =
                Fingerprint::parse(cell()?.trim()).ok_or(bad("the fingerprint is damaged"))?;
            let code = Code::named(cell()?.trim()).ok_or(bad("there is no such code"))?;
            let figures = cell()?.trim().to_string();
            let reason = cells.next().unwrap_or("").trim().to_string();
            entries.push(Acceptance { fingerprint, code, figures, reason });
        }
        Ok(Accepted { entries })
    }

    /// The file's text: a comment line, then a line for each entry.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from(
            "# Accepted findings: fingerprint, code, figures, reason (tab-separated). Edit reasons \
             freely; delete a line to see its finding again.\n",
        );
        for entry in &self.entries {
            let _ = writeln!(
                text,
                "{}\t{}\t{}\t{}",
                entry.fingerprint, entry.code, entry.figures, entry.reason
            );
        }
        text
    }

    /// The entry that accepts this finding, if any.
    #[must_use]
    pub fn find(&self, finding: &Finding, pair: Pair<'_>) -> Option<&Acceptance> {
        self.nearest(finding, pair).map(|at| &self.entries[at])
    }

    fn nearest(&self, finding: &Finding, pair: Pair<'_>) -> Option<usize> {
        if self.entries.is_empty() {
            return None;
        }
        let fingerprint = Fingerprint::of(finding, pair);
        let fits = |entry: &Acceptance| {
            entry.code == finding.code && entry.fingerprint.matches(fingerprint)
        };
        let drift =
            |entry: &Acceptance| (entry.fingerprint.sketch ^ fingerprint.sketch).count_ones();
        let fitting = self.entries.iter().enumerate().filter(|(_, entry)| fits(entry));
        fitting.min_by_key(|(_, entry)| drift(entry)).map(|(at, _)| at)
    }

    /// Takes the accepted findings out of a report about these pairs, the members of an accepted
    /// systematic finding among them.
    pub fn sift(&self, report: &mut Report, pairs: &[Pair<'_>]) -> Sifted {
        let mut used = vec![false; self.entries.len()];
        let mut accepts = |finding: &Finding| {
            let pair = pairs.get(finding.pair).copied().unwrap_or_default();
            let found = self.nearest(finding, pair);
            if let Some(at) = found {
                used[at] = true;
            }
            found.is_some()
        };
        let own: Vec<bool> = report.findings.iter().map(&mut accepts).collect();
        let of_general = |finding: &Finding| finding.member_of.is_some_and(|at| own[at]);
        let keep: Vec<bool> = report
            .findings
            .iter()
            .zip(&own)
            .map(|(finding, accepted)| !accepted && !of_general(finding))
            .collect();
        report.retain(&keep);
        Sifted {
            n_left_out: keep.iter().filter(|&&kept| !kept).count(),
            idle: (0..used.len()).filter(|&at| !used[at]).collect(),
        }
    }

    /// Adds a finding; one that is accepted already gets the new reason.
    pub fn accept(&mut self, finding: &Finding, pair: Pair<'_>, reason: &str) {
        let entry = Acceptance::new(finding, pair, reason);
        match self.entries.iter_mut().find(|old| old.fingerprint == entry.fingerprint) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }
}

/// `2.8亿 | 2.8 billion`; for findings without figures, what their message says after the count.
fn figures(finding: &Finding, pair: Pair<'_>) -> String {
    let written = |figure: &Option<Figure>, text: &str| {
        figure.as_ref().map_or_else(String::new, |figure| one_line(figure.span.of(text)))
    };
    match (&finding.zh, &finding.en) {
        (None, None) => one_line(finding.message.trim_start_matches(|c: char| c.is_ascii_digit())),
        (zh, en) => {
            let both = format!("{} | {}", written(zh, pair.zh), written(en, pair.en));
            both.trim().to_string()
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn around(text: &str, span: Span) -> &str {
    let start = text[..span.start].char_indices().rev().nth(CONTEXT_CHARS).map_or(0, |(at, _)| at);
    let end = text[span.end..]
        .char_indices()
        .nth(CONTEXT_CHARS)
        .map_or(text.len(), |(at, _)| span.end + at);
    &text[start..end]
}

/// Fowler–Noll–Vo 1a, 64 bits: small, stable, the same on every machine.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, text: &str) {
        // The end mark keeps ("ab", "c") apart from ("a", "bc").
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Spread over all 64 bits, which the plain hash of a short text is not.
    fn spread(&self) -> u64 {
        let mut x = self.0;
        x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        x ^ (x >> 33)
    }
}

/// A simhash: each feature votes on each bit.
struct Sketch([i32; 64]);

impl Default for Sketch {
    fn default() -> Self {
        Sketch([0; 64])
    }
}

impl Sketch {
    fn add(&mut self, text: &str) {
        let folded: Vec<char> = text
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == ' ')
            .flat_map(char::to_lowercase)
            .collect();
        for pair in folded.windows(2) {
            let feature: String = pair.iter().collect();
            let mut hash = Fnv::new();
            hash.add(&feature);
            let spread = hash.spread();
            for (bit, votes) in self.0.iter_mut().enumerate() {
                *votes += if spread >> bit & 1 == 1 { 1 } else { -1 };
            }
        }
    }

    fn bits(&self) -> u64 {
        self.0.iter().enumerate().fold(
            0,
            |bits, (bit, votes)| {
                if *votes > 0 { bits | 1 << bit } else { bits }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Level;
    use crate::figure::{Kind, Quantity, Value};

    fn finding(zh: &str, numeral: &str) -> Finding {
        let start = zh.find(numeral).unwrap();
        let figure = Figure::new(
            Span::new(start, start + numeral.len()),
            Kind::Cardinal,
            Quantity::Number(Value::int(500)),
        );
        Finding {
            pair: 0,
            level: Level::Error,
            code: Code::ChangedDigits,
            zh: Some(figure),
            en: None,
            message: "500 became 511: digits 2 and 3 differ.".to_string(),
            suggestion: None,
            replaces: None,
            member_of: None,
        }
    }

    #[test]
    fn stays_accepted_after_a_small_edit_and_not_elsewhere() {
        let first = "拓展进出口货源，增开渝新欧支线班列，力争全年双向开行500班。";
        let edited = "拓展进出口货源，增开渝新欧班列，力争全年双向开行500班以上。";
        let elsewhere = "医院共收治患者500名，其中重症患者比去年同期有所减少，床位基本够用。";
        let mut accepted = Accepted::default();
        accepted.accept(&finding(first, "500"), Pair { zh: first, en: "" }, "as\tthe client wants");
        let read = Accepted::parse(&accepted.to_text()).unwrap();
        assert_eq!(read, accepted);
        assert_eq!(read.entries[0].reason, "as the client wants");
        let found = |text| read.find(&finding(text, "500"), Pair { zh: text, en: "" }).is_some();
        assert!(found(first));
        assert!(found(edited));
        assert!(!found(elsewhere));
    }

    #[test]
    fn says_which_line_is_damaged() {
        assert_eq!(Accepted::parse("# fine\n\nxyz\tmissing\t3 |\tno").unwrap_err().0, 3);
        let wrong = "00000001-0000000000000001\tmisssing\t3 |\tno";
        assert_eq!(Accepted::parse(wrong), Err((1, "there is no such code")));
    }
}
