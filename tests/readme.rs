//! The examples of the README are what the program prints.
//!
//! In a block marked `console`, a line `$ duizhao …` is run in the repository's folder (with `|`, `<`
//! and `echo` as a shell would), and the lines after it are its output; a line `...` stands for any
//! lines.

use std::path::Path;
use std::process::Command;

struct Example {
    line: usize,
    command: String,
    output: Vec<String>,
}

fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let command = command.to_owned();
            examples.push(Example { line: index + 1, command, output: Vec::new() });
        } else if let Some(example) = examples.last_mut().filter(|_| inside) {
            example.output.push(line.to_owned());
        }
    }
    examples
}

/// Whether `wanted`, with `...` for any lines, is what was printed.
fn fits(wanted: &[String], got: &[&str]) -> Result<(), String> {
    let mut at = 0;
    let mut anything = false;
    for line in wanted {
        if line.trim() == "..." {
            anything = true;
            continue;
        }
        let found = if anything {
            got[at..].iter().position(|printed| printed == line).map(|skip| at + skip)
        } else {
            (got.get(at) == Some(&line.as_str())).then_some(at)
        };
        at = found.ok_or_else(|| format!("wanted: {line}\n   got: {:?}", got.get(at)))? + 1;
        anything = false;
    }
    if anything || at == got.len() { Ok(()) } else { Err(format!("more than wanted: {}", got[at])) }
}

#[test]
fn the_examples_of_the_readme_are_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("README.md")).unwrap();
    let examples = examples(&text);
    assert!(examples.len() >= 3, "the README shows too little");
    let program = env!("CARGO_BIN_EXE_duizhao");
    let mut problems = Vec::new();
    for example in examples.iter().filter(|example| example.command.contains("duizhao ")) {
        let command = example.command.replace("duizhao ", &format!("'{program}' "));
        let output = Command::new("sh").arg("-c").arg(&command).current_dir(root).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let mut got: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let mut wanted = example.output.clone();
        while wanted.last().is_some_and(String::is_empty) {
            wanted.pop();
        }
        while got.last().is_some_and(|line| line.is_empty()) {
            got.pop();
        }
        if let Err(problem) = fits(&wanted, &got) {
            problems.push(format!("README.md:{}: $ {}\n{problem}", example.line, example.command));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
