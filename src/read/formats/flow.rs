//! The running text of office documents: paragraphs that may hold text boxes, tables, notes.
//!
//! A text box stands inside a paragraph and holds paragraphs itself; its text comes after that
//! paragraph. Notes come at the end of the document, in order. A document that is hardly more than a
//! table whose first row names a Chinese and an English column is a file of pairs.

use std::collections::BTreeMap;

use super::bilingual::{counted, paired};
use super::blocks::Blocks;
use super::places::{Seat, Tables};
use super::table::{Cells, TableRow, names_columns, pair_rows};
use super::{Content, Format, Source};
use crate::document::{Document, Part};
use crate::error::Result;

/// A document being put together from an office format.
#[derive(Debug)]
pub(super) struct Flow {
    blocks: Blocks,
    open: Vec<Open>,
    /// Paragraphs of text boxes, to follow the paragraph that holds them.
    after: Vec<Closed>,
    /// Paragraphs of notes, to follow the text.
    notes: Vec<Closed>,
    /// Where in which table the text is.
    pub(super) tables: Tables,
    /// How many list items are open.
    pub(super) n_items: usize,
    /// What was left out or settled, to be told.
    pub(super) aside: Aside,
    /// The cell each paragraph stands in, if it stands in one.
    seats: Vec<Option<Seat>>,
    note: Option<String>,
    boxes: Vec<usize>,
    n_boxes: usize,
    n_body: usize,
}

/// What an office document holds beside its text.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// Whether it has tracked changes.
    pub(super) has_changes: bool,
    /// How many comments it has.
    pub(super) n_comments: usize,
    /// Whether its pages have headers or footers with words in them.
    pub(super) has_headers: bool,
}

#[derive(Debug, Default)]
struct Open {
    text: String,
    part: Part,
}

#[derive(Debug)]
struct Closed {
    text: String,
    part: Part,
    place: String,
}

impl Flow {
    /// An empty document.
    pub(super) fn new(name: &str) -> Self {
        Flow {
            blocks: Blocks::new(name),
            open: Vec::new(),
            after: Vec::new(),
            notes: Vec::new(),
            tables: Tables::default(),
            n_items: 0,
            aside: Aside::default(),
            seats: Vec::new(),
            note: None,
            boxes: Vec::new(),
            n_boxes: 0,
            n_body: 0,
        }
    }

    /// A paragraph begins.
    pub(super) fn begin(&mut self) {
        self.open.push(Open::default());
    }

    /// What the open paragraph is, beyond what its surroundings say.
    pub(super) fn is_a(&mut self, part: Part) {
        if let Some(open) = self.open.last_mut() {
            open.part = part;
        }
    }

    /// Text of the open paragraph; between paragraphs there is none.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    /// A line break in the open paragraph.
    pub(super) fn line_break(&mut self) {
        self.text("\u{2028}");
    }

    /// The open paragraph ends; with `goes_on` its end was deleted, and the next one continues it.
    pub(super) fn end(&mut self, goes_on: bool) {
        let Some(Open { text, part }) = self.open.pop() else { return };
        let cell = self.tables.place();
        let (part, place) = if let Some(note) = &self.note {
            (Part::Note, note.clone())
        } else if let Some(number) = self.boxes.last() {
            (part, format!("text box {number}"))
        } else if let Some(cell) = cell {
            (Part::Cell, cell)
        } else {
            let part = if part == Part::Body && self.n_items > 0 { Part::Item } else { part };
            (part, format!("paragraph {}", self.n_body + 1))
        };
        if self.note.is_some() {
            self.notes.push(Closed { text, part, place });
        } else if !self.boxes.is_empty() {
            self.after.push(Closed { text, part, place });
        } else {
            self.blocks.text(&text);
            if goes_on {
                return;
            }
            let is_body = part != Part::Cell;
            self.n_body += usize::from(self.blocks.close(part, &place, 0) && is_body);
            self.seat();
            for closed in std::mem::take(&mut self.after) {
                self.add(&closed);
            }
        }
    }

    /// A cell ends: no paragraph goes on beyond it.
    pub(super) fn end_cell(&mut self) {
        if let Some(place) = self.tables.place() {
            self.blocks.close(Part::Cell, &place, 0);
            self.seat();
        }
    }

    /// Notes the cell of the paragraphs just closed.
    fn seat(&mut self) {
        self.seats.resize(self.blocks.n_paragraphs(), self.tables.seat());
    }

    /// A text box begins.
    pub(super) fn begin_box(&mut self) {
        self.n_boxes += 1;
        self.boxes.push(self.n_boxes);
    }

    /// A text box ends.
    pub(super) fn end_box(&mut self) {
        self.boxes.pop();
    }

    /// A note begins, which people call `label`.
    pub(super) fn begin_note(&mut self, label: String) {
        self.note = Some(label);
    }

    /// The note ends.
    pub(super) fn end_note(&mut self) {
        self.note = None;
    }

    /// What the file holds: a text, or the pairs of a bilingual table unless the format was named.
    pub(super) fn finish(mut self, format: Format, source: &Source<'_>) -> Result<Content> {
        let seats = std::mem::take(&mut self.seats);
        let notes = self.notes_on(source.name);
        let mut document = self.document()?;
        document.notes = notes;
        if source.options.from != Some(format)
            && let Some(table) = bilingual_table(&document, &seats)
        {
            let rows = pair_rows(source.name, table.rows, Cells::OfTable(table.number))?;
            if table.leaves_text {
                let what = "text outside the bilingual table was passed over";
                document.notes.push(format!("{}: {what}", source.name));
            }
            return paired(source.name, rows, document.notes);
        }
        Ok(Content::Text(document))
    }

    /// What is to be told about the file.
    fn notes_on(&self, name: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if self.aside.has_changes {
            notes.push(format!("{name}: tracked changes are read as accepted"));
        }
        if self.aside.n_comments > 0 {
            notes.push(format!("{name}: {} left out", counted(self.aside.n_comments, "comment")));
        }
        if self.aside.has_headers {
            notes.push(format!("{name}: headers and footers left out"));
        }
        notes
    }

    fn document(mut self) -> Result<Document> {
        while !self.open.is_empty() {
            self.end(false);
        }
        self.blocks.close(Part::Body, &format!("paragraph {}", self.n_body + 1), 0);
        let rest =
            std::mem::take(&mut self.after).into_iter().chain(std::mem::take(&mut self.notes));
        for closed in rest.collect::<Vec<_>>() {
            self.add(&closed);
        }
        self.blocks.finish(Vec::new())
    }

    fn add(&mut self, closed: &Closed) {
        self.blocks.text(&closed.text);
        self.blocks.close(closed.part, &closed.place, 0);
        self.seats.resize(self.blocks.n_paragraphs(), None);
    }
}

/// A table of pairs that makes up a document.
struct Bilingual {
    number: usize,
    rows: Vec<TableRow>,
    leaves_text: bool,
}

/// The one table a document consists of, if its first row names the columns of the two texts. Around
/// it may stand a title, a tenth of the whole at most.
fn bilingual_table(document: &Document, seats: &[Option<Seat>]) -> Option<Bilingual> {
    let mut n_bytes: BTreeMap<usize, usize> = BTreeMap::new();
    let seat_of = |index: usize| seats.get(index).copied().flatten();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        *n_bytes.entry(seat_of(index).map_or(0, |seat| seat.table)).or_default() +=
            paragraph.span.len();
    }
    let all: usize = n_bytes.values().sum();
    let (&number, &inside) = n_bytes.iter().max_by_key(|(_, bytes)| **bytes)?;
    if number == 0 || (all - inside) * 10 > all {
        return None;
    }
    let mut cells: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        let Some(seat) = seat_of(index).filter(|seat| seat.table == number) else { continue };
        let cell = cells.entry(seat.row).or_default().entry(seat.column).or_default();
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(document.slice(paragraph.span));
    }
    let dense = |(number, cells): (usize, BTreeMap<usize, String>)| {
        let width = cells.last_key_value().map_or(0, |(column, _)| column + 1).min(MAX_WIDTH);
        let mut dense = vec![String::new(); width];
        for (column, text) in cells.into_iter().filter(|(column, _)| *column < width) {
            dense[column] = text;
        }
        TableRow { line: 0, number, cells: dense }
    };
    let rows: Vec<TableRow> = cells.into_iter().map(dense).collect();
    let is_named = rows.len() > 1 && names_columns(&rows[0].cells);
    is_named.then_some(Bilingual { number, rows, leaves_text: all > inside })
}

/// Columns of a bilingual table that are looked at.
const MAX_WIDTH: usize = 64;
