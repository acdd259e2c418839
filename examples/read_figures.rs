//! Prints the figures of the text on standard input, one a line: text, kind, value, and what else
//! is known. Run it with `cargo run --example read_figures -- zh < text` (or `en`).

use std::io::{Read, Write};

use duizhao::figure::json::FigureJson;
use duizhao::figure::{Bound, Figure, read_en, read_zh};

fn main() -> std::io::Result<()> {
    let read: fn(&str) -> Vec<Figure> = match std::env::args().nth(1).as_deref() {
        Some("zh") => read_zh,
        Some("en") => read_en,
        _ => {
            eprintln!("say which language the text is in: zh or en");
            std::process::exit(2);
        }
    };
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut out = std::io::stdout().lock();
    for figure in read(&text) {
        let head = figure.head.of(&text);
        let figure = FigureJson::new(&figure, &text);
        write!(out, "{}\t{}\t{}", figure.text, figure.kind, figure.value)?;
        let bound = (figure.bound != Bound::Exact).then(|| format!("{:?}", figure.bound));
        let direction = figure.direction.map(|direction| format!("{direction:?}"));
        let change = figure.change.map(|change| format!("{change:?}"));
        let also = figure.also.first().map(|also| format!("also {}", also.value));
        let weak = figure.weak.then(|| "weak".to_owned());
        let unit = figure.unit.map(str::to_owned);
        let known = [unit, bound, direction, change, also, weak].into_iter().flatten();
        let known: Vec<String> = known.collect();
        writeln!(out, "\t{}\t{head}", known.join(" "))?;
    }
    Ok(())
}
