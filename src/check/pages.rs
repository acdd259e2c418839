//! The manual's page of each check, read from the `//!` lines at the top of its file.

use super::Code;
use super::codes::REGISTRY;

/// One check's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The code it explains.
    pub code: Code,
    /// Its text, Markdown; the first line is `# code`.
    pub text: String,
    /// The pairs of its example, Chinese and English.
    pub example: Vec<(String, String)>,
    /// The pairs it says are not reported.
    pub silent: Vec<(String, String)>,
}

/// The pages of all checks, in the order of [`Code::ALL`].
#[must_use]
pub fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> =
        REGISTRY.iter().map(|check| page(check.code(), check.source())).collect();
    pages.sort_by_key(|page| page.code);
    pages
}

/// All pages as one Markdown document: `docs/checks.md`.
#[must_use]
pub fn manual() -> String {
    let mut text = String::from(
        "# Checks\n\n\
         Made from the pages in `src/check/codes/` by `UPDATE=1 cargo test --test checks_page`; edit \
         those.\n\n\
         A finding has a level: **error**, the values contradict each other; **check**, probably \
         wrong; **note**, a hedge, a format, a numbering.\n",
    );
    for page in pages() {
        text.push('\n');
        for line in page.text.lines() {
            // Pages start at level 1; here they are sections.
            if line.starts_with('#') {
                text.push('#');
            }
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn page(code: Code, source: &str) -> Page {
    let text: String = source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    let example = pairs(section(&text, "## Example"));
    let silent = pairs(section(&text, "## Not reported"));
    Page { code, example, silent, text }
}

fn section<'p>(text: &'p str, heading: &str) -> &'p str {
    let Some(start) = text.find(heading) else { return "" };
    let rest = &text[start + heading.len()..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

fn pairs(section: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut zh = "";
    for line in section.lines() {
        if let Some(text) = line.strip_prefix("zh: ") {
            zh = text;
        } else if let Some(text) = line.strip_prefix("en: ") {
            pairs.push((zh.to_string(), text.to_string()));
        }
    }
    pairs
}
