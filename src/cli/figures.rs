//! `duizhao figures`: what the program reads in each line, one JSON object a line.

use std::io::Write;

use rayon::prelude::*;
use serde::Serialize;

use super::args::FiguresArgs;
use super::session::Session;
use super::{Outcome, console};
use crate::document::Side;
use crate::figure::json::FigureJson;
use crate::figure::{read_en, read_zh};

/// Lines read at once; bounds what is held in memory beside the text.
const LINES_AT_ONCE: usize = 4096;

#[derive(Serialize)]
struct Line<'t> {
    line: usize,
    figures: Vec<FigureJson<'t>>,
}

pub(super) fn run(session: &Session, args: &FiguresArgs) -> anyhow::Result<Outcome> {
    let text = session.text(&args.file)?;
    let mut out = console::output(None)?;
    let lines: Vec<&str> = text.lines().collect();
    for (chunk, lines) in lines.chunks(LINES_AT_ONCE).enumerate() {
        let objects: Vec<serde_json::Result<String>> = lines
            .par_iter()
            .enumerate()
            .map(|(index, line)| {
                let figures = match args.lang {
                    Side::Zh => read_zh(line),
                    Side::En => read_en(line),
                };
                let figures = figures.iter().map(|figure| FigureJson::new(figure, line)).collect();
                serde_json::to_string(&Line { line: chunk * LINES_AT_ONCE + index + 1, figures })
            })
            .collect();
        for object in objects {
            writeln!(out, "{}", object?)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Clean)
}
