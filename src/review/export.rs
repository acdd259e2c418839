//! What the desk hands out: its rows and open findings in the program's formats, and the mended
//! translation by itself.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::desk::Desk;
use crate::document::Side;
use crate::export::html::html;
use crate::export::{self, About, Filter, Format, Output, Pairs};

/// The translation alone, as plain text.
const TEXT: &str = "en.txt";
/// The same where the original is English.
const TEXT_ZH: &str = "zh.txt";
/// How the file of the translation alone ends, beside the one that was given.
const MENDED: &str = "mended.txt";
/// The report as a page.
const REPORT: &str = "html";
/// The findings alone.
const FINDINGS: &str = "findings.jsonl";

/// The formats the page offers, by name: those that fit one file.
#[must_use]
pub fn formats(translation: Side) -> Vec<&'static str> {
    let pairs = Format::ALL.iter().filter(|format| !format.extension().is_empty());
    let text = if translation == Side::En { TEXT } else { TEXT_ZH };
    [text, REPORT, FINDINGS].into_iter().chain(pairs.map(|format| format.name())).collect()
}

/// A file ready to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The ending of its name.
    pub ending: &'static str,
}

/// The project in one of [`formats`]; `None` for another name. Findings that were decided are left
/// out.
///
/// # Errors
/// Those of writing.
pub fn hand_out(desk: &Desk, format: &str) -> io::Result<Option<Handed>> {
    let aligned = desk.aligned();
    let mut bytes = Vec::new();
    let ending = match format {
        TEXT | TEXT_ZH => {
            let text = if format == TEXT { &aligned.en.text } else { &aligned.zh.text };
            bytes.extend_from_slice(text.as_bytes());
            bytes.push(b'\n');
            MENDED
        }
        REPORT => {
            html(&desk.checked(&aligned), Some(&aligned), &mut bytes)?;
            REPORT
        }
        FINDINGS => {
            export::findings_jsonl(&desk.checked(&aligned), &mut bytes)?;
            FINDINGS
        }
        name => {
            let known = Format::named(name).filter(|format| !format.extension().is_empty());
            let Some(format) = known else { return Ok(None) };
            let [zh_file, en_file] = desk.about().files.clone();
            let original = desk.translation().other();
            let about = About { zh_file, en_file, original, ..About::default() };
            let shared = Shared::default();
            let out = shared.clone();
            let mut sink =
                format.sink(&about, &mut |_| Ok::<Output, io::Error>(Box::new(out.clone())))?;
            let checked = desk.checked(&aligned);
            let pairs = Pairs::checked(&checked, Some(&aligned));
            export::write(&pairs, &Filter::default(), &mut *sink)?;
            drop(sink);
            bytes = shared.take();
            format.extension()
        }
    };
    Ok(Some(Handed { bytes, ending }))
}

/// A buffer that outlives the sink that writes into it.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
