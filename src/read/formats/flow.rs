//! The running text of office documents: paragraphs that may hold text boxes, tables, notes.
//!
//! A text box stands inside a paragraph and holds paragraphs itself; its text comes after that
//! paragraph. Notes come at the end of the document, in order.

use super::blocks::Blocks;
use super::places::Tables;
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
    note: Option<String>,
    boxes: Vec<usize>,
    n_boxes: usize,
    n_body: usize,
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
            for closed in std::mem::take(&mut self.after) {
                self.add(&closed);
            }
        }
    }

    /// A cell ends: no paragraph goes on beyond it.
    pub(super) fn end_cell(&mut self) {
        if let Some(place) = self.tables.place() {
            self.blocks.close(Part::Cell, &place, 0);
        }
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

    /// The whole document.
    pub(super) fn finish(mut self) -> Result<Document> {
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
    }
}
