//! Names of places: columns of tables as spreadsheets write them, and lines of a text.

/// The name of a column, from 0: `A`, `Z`, `AA`.
pub(super) fn column_name(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return letters.into_iter().rev().collect();
        }
        column = column / 26 - 1;
    }
}

/// A cell of a table of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    /// The table, from 1.
    pub(super) table: usize,
    /// The row, from 1.
    pub(super) row: usize,
    /// The column, from 0.
    pub(super) column: usize,
}

impl Seat {
    /// `table 2, cell B3`.
    pub(super) fn name(self) -> String {
        format!("table {}, cell {}{}", self.table, column_name(self.column), self.row)
    }
}

/// Where in a table of a document the walk is.
#[derive(Debug, Default)]
pub(super) struct Tables {
    n_tables: usize,
    open: Vec<Table>,
}

#[derive(Debug)]
struct Table {
    number: usize,
    row: usize,
    height: usize,
    column: usize,
    width: usize,
}

impl Tables {
    /// A table begins.
    pub(super) fn begin(&mut self) {
        self.n_tables += 1;
        self.open.push(Table { number: self.n_tables, row: 1, height: 0, column: 0, width: 0 });
    }

    /// A row begins that stands for `n` equal ones.
    pub(super) fn row(&mut self, n: usize) {
        if let Some(table) = self.open.last_mut() {
            table.row = table.row.saturating_add(table.height);
            table.height = n.max(1);
            (table.column, table.width) = (0, 0);
        }
    }

    /// A cell begins that is `width` columns wide.
    pub(super) fn cell(&mut self, width: usize) {
        if let Some(table) = self.open.last_mut() {
            table.column = table.column.saturating_add(table.width);
            table.width = width.max(1);
        }
    }

    /// The cell turns out to be `width` columns wide.
    pub(super) fn widen(&mut self, width: usize) {
        if let Some(table) = self.open.last_mut() {
            table.width = width.max(1);
        }
    }

    /// The table ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// The innermost open cell.
    pub(super) fn seat(&self) -> Option<Seat> {
        let table = self.open.last()?;
        Some(Seat { table: table.number, row: table.row, column: table.column })
    }

    /// The place of the innermost open cell: `table 2, cell B3`.
    pub(super) fn place(&self) -> Option<String> {
        self.seat().map(Seat::name)
    }
}

/// Lines of a text, asked for in ascending order.
#[derive(Debug, Default)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    /// Of a text whose first line has the number `first`.
    pub(super) fn new(text: &'t str, first: usize) -> Self {
        Lines { text, at: 0, line: first }
    }

    /// The line of a byte; a byte before one asked for already has that one's line.
    pub(super) fn of(&mut self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if at > self.at {
            let passed = &self.text.as_bytes()[self.at..at];
            self.line += passed.iter().filter(|&&byte| byte == b'\n').count();
            self.at = at;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_counted_as_spreadsheets_do() {
        let named = [0, 1, 25, 26, 51, 52, 701, 702].map(column_name);
        assert_eq!(named, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
