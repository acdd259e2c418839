//! The report as one page of HTML that opens from disk: data, script and style in one file, no
//! request to anywhere.
//!
//! The texts stand in the page as JSON in a `script` element that is data, with `<`, `>` and `&`
//! escaped, and are put on the page as text only; a policy in the page's head forbids every request
//! and every script but its own. The rows are drawn as they come into view, so the number of pairs
//! does not matter. The same front end serves the page to work in (`review`).

mod assets;
mod chinese;
mod data;

use std::io::{self, Write};

use crate::pipeline::{Aligned, Checked};

pub use assets::{SCRIPT, STYLE};
pub use data::{PageData, PageFinding, PageRow, Seat, Systematic, in_chinese, page_row, rows_of};

/// Writes a check as one page. `aligned` gives confidence and the picture of the alignment; pairs
/// aligned elsewhere have none.
///
/// # Errors
/// Those of the writer, which should be buffered.
pub fn html(
    checked: &Checked<'_>,
    aligned: Option<&Aligned>,
    mut writer: impl Write,
) -> io::Result<()> {
    let data = PageData::report(checked, aligned);
    let json = escaped(&serde_json::to_string(&data)?);
    let nonce = format!("{:016x}", fingerprint(&json));
    let title = text(&data.title);
    write!(
        writer,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; \
         form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"duizhao {}\">\n\
         <title>{title}</title>\n<style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n<body>\n\
         <noscript><p>This report needs JavaScript, which stays inside this file. \
         本报告需要 JavaScript，脚本只在本文件内运行。</p></noscript>\n\
         <script type=\"application/json\" id=\"data\" data-print=\"{nonce}\">{json}</script>\n\
         <script nonce=\"{nonce}\">\n",
        env!("CARGO_PKG_VERSION"),
    )?;
    for part in SCRIPT {
        writer.write_all(part.as_bytes())?;
    }
    writer.write_all(b"</script>\n</body>\n</html>\n")?;
    writer.flush()
}

/// JSON that may stand inside a `script` element.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

/// Text inside an element.
fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Fowler–Noll–Vo 1a: a page's nonce is made of its data, so that the same input gives the same file.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests;
