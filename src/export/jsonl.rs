//! One JSON object a line, with the fields of the TSV; numbers of paragraphs and sentences are lists.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::{Row, Sink};

/// Writes one object a bead.
#[derive(Debug)]
pub struct Jsonl<W: Write>(W);

impl<W: Write> Jsonl<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        Jsonl(writer)
    }
}

#[derive(Serialize)]
struct Object<'a> {
    zh: &'a str,
    en: &'a str,
    #[serde(rename = "type")]
    kind: String,
    score: f64,
    confidence: f64,
    zh_paragraphs: Vec<usize>,
    en_paragraphs: Vec<usize>,
    zh_sentences: Vec<usize>,
    en_sentences: Vec<usize>,
}

impl<W: Write> Sink for Jsonl<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        let from_one = |range: &Range<usize>| range.clone().map(|index| index + 1).collect();
        let object = Object {
            zh: &row.zh,
            en: &row.en,
            kind: row.kind(),
            score: four_places(row.bead.score),
            confidence: four_places(row.bead.confidence),
            zh_paragraphs: from_one(&row.zh_paragraphs),
            en_paragraphs: from_one(&row.en_paragraphs),
            zh_sentences: from_one(&row.bead.zh),
            en_sentences: from_one(&row.bead.en),
        };
        serde_json::to_writer(&mut self.0, &object)?;
        self.0.write_all(b"\n")?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

pub(super) fn four_places(number: f32) -> f64 {
    (f64::from(number) * 1e4).round() / 1e4
}
