//! How the workbook looks: columns, headers, colours, heights of rows, and how it is printed.

use rust_xlsxwriter::{Color, Format as Look, FormatAlign, Worksheet, XlsxError};

use crate::check::Level;

/// Height of a line of text, in points.
const LINE: f64 = 15.0;
/// The tallest a row may be, in points.
const TALLEST: f64 = 409.0;

/// Names a sheet and its columns. It is printed on as many pages of A4 as it is long, one page wide.
pub(super) fn sheet(
    sheet: &mut Worksheet,
    name: &str,
    header: &[(&str, f64)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (title, width)) in (0..).zip(header) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *title, &looks.header)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The height of a row that shows these texts whole, each in a column so many digits wide. Programs
/// that open the workbook do not all measure wrapped text themselves.
pub(super) fn height(texts: &[(&str, f64)]) -> f64 {
    let width = |text: &str| -> f64 {
        text.chars().map(|c| if c < '\u{1100}' { 0.95 } else { 2.05 }).sum()
    };
    let lines = texts.iter().map(|(text, column)| (width(text) / column).ceil().max(1.0));
    (lines.fold(1.0, f64::max) * LINE).min(TALLEST)
}

/// How cells and figures look.
pub(super) struct Looks {
    pub(super) header: Look,
    pub(super) plain: Look,
    wrapped: Look,
    /// Numbers of rows.
    pub(super) number: Look,
    /// Text a spreadsheet would take for a formula once it is edited.
    quoted: Look,
    pub(super) share: Look,
    /// By level: note, check, error.
    levels: [Look; 3],
    figures: [Look; 3],
}

impl Looks {
    pub(super) fn new() -> Looks {
        let wrapped = Look::new().set_text_wrap().set_align(FormatAlign::Top);
        let level = |paper: u32| wrapped.clone().set_background_color(Color::RGB(paper));
        let figure = |ink: u32| Look::new().set_font_color(Color::RGB(ink)).set_bold();
        Looks {
            header: Look::new().set_bold().set_background_color(Color::RGB(0xE7_E6_E6)),
            plain: Look::new(),
            number: Look::new().set_align(FormatAlign::Top),
            quoted: wrapped.clone().set_quote_prefix(),
            share: Look::new().set_num_format("0.00").set_align(FormatAlign::Top),
            levels: [level(0xDD_EB_F7), level(0xFF_EB_9C), level(0xFF_C7_CE)],
            figures: [figure(0x1F_4E_79), figure(0xC0_50_00), figure(0xC0_00_00)],
            wrapped,
        }
    }

    pub(super) fn text(&self, text: &str) -> &Look {
        let runs = |c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '|');
        if text.starts_with(runs) { &self.quoted } else { &self.wrapped }
    }

    pub(super) fn level(&self, level: Level) -> &Look {
        &self.levels[rank(level)]
    }

    pub(super) fn figure(&self, level: Level) -> &Look {
        &self.figures[rank(level)]
    }
}

fn rank(level: Level) -> usize {
    match level {
        Level::Note => 0,
        Level::Check => 1,
        Level::Error => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_tall_as_their_longest_text() {
        assert_eq!(height(&[("短", 55.0), ("", 70.0)]), LINE);
        assert_eq!(height(&[(&"字".repeat(60), 55.0), ("x", 70.0)]), 3.0 * LINE);
        assert_eq!(height(&[(&"word ".repeat(2000), 70.0)]), TALLEST);
    }
}
