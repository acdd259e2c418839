//! Rules of the house that the compiler does not know. Standard library only.

use std::fs;
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const MAX_LINES: usize = 600;

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

/// Names that say nothing.
const NAMELESS: &[&str] = &["utils", "util", "common", "helpers", "helper", "misc", "stuff"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under a folder, in order, as paths from the root with `/`.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // What npm fetched for the browser tests is not ours.
                if !path.ends_with("node_modules") {
                    folders.push(path);
                }
            } else {
                let inner = path.strip_prefix(root()).unwrap();
                found.push(inner.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn rust_files(folder: &str) -> Vec<String> {
    files(folder).into_iter().filter(|path| path.ends_with(".rs")).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Code without line comments, with the number of each line.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")))
}

fn fail_if_any(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The rooms, in the order of `src/lib.rs`.
fn rooms() -> Vec<String> {
    read("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The rooms named after `crate::` in a line: `crate::read`, `crate::{read, export::Row}`.
fn rooms_used(line: &str) -> Vec<&str> {
    let mut used = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let name_end = |text: &str| {
            text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
        };
        match rest.strip_prefix('{') {
            None => used.push(&rest[..name_end(rest)]),
            Some(list) => {
                let list = list.split('}').next().unwrap_or("");
                used.extend(list.split(',').map(str::trim).map(|part| &part[..name_end(part)]));
            }
        }
    }
    used
}

#[test]
fn rooms_know_only_the_rooms_before_them() {
    let rooms = rooms();
    let place = |name: &str| rooms.iter().position(|room| room == name);
    let order = [
        "document", "read", "sentence", "token", "lexicon", "figure", "evidence", "align", "check",
        "pipeline", "export", "report", "review", "cli",
    ];
    let places: Vec<usize> = order.iter().map(|room| place(room).expect(room)).collect();
    assert!(places.is_sorted(), "src/lib.rs lists the rooms in another order than {order:?}");

    let mut problems = Vec::new();
    for path in rust_files("src") {
        let room = path.trim_start_matches("src/").split('/').next().unwrap();
        let Some(own) = place(room) else { continue };
        let text = read(&path);
        for (number, line) in code_lines(&text) {
            for used in rooms_used(line) {
                if place(used).is_some_and(|used| used > own) {
                    problems.push(format!("{path}:{number}: `{room}` may not know `{used}`"));
                }
            }
        }
    }
    fail_if_any(problems);
}

#[test]
fn no_file_or_folder_has_a_name_that_says_nothing() {
    let mut problems = Vec::new();
    for path in rust_files("src").iter().chain(&rust_files("tests")) {
        for part in path.trim_end_matches(".rs").split('/') {
            if NAMELESS.contains(&part) {
                problems.push(format!("{path}: `{part}` says nothing about what is in it"));
            }
        }
    }
    fail_if_any(problems);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut problems = Vec::new();
    for path in rust_files("src").iter().chain(&rust_files("tests")).chain(&rust_files("benches")) {
        let text = read(path);
        let n_lines = text.lines().count();
        let excused = LONGER.iter().any(|(longer, _)| longer == path);
        match (n_lines > MAX_LINES, excused) {
            (true, false) => {
                problems.push(format!("{path}: {n_lines} lines, more than {MAX_LINES}"))
            }
            (false, true) => problems.push(format!("{path}: no longer needs its place in LONGER")),
            _ => {}
        }
        if !text.starts_with("//!") {
            problems.push(format!("{path}: does not open with `//!` and what it is"));
        }
    }
    fail_if_any(problems);
}

#[test]
fn nothing_is_left_for_later() {
    // In two parts, so that this file does not find itself.
    let banned = [
        ["todo", "!("],
        ["unimplemented", "!("],
        ["dbg", "!("],
        ["FIX", "ME"],
        ["XX", "X:"],
        ["TB", "D"],
        ["allow(dead", "_code)"],
        ["allow(un", "used"],
    ]
    .map(|parts| parts.concat());
    let mut problems = Vec::new();
    for path in rust_files("src").iter().chain(&rust_files("tests")).chain(&rust_files("benches")) {
        for (index, line) in read(path).lines().enumerate() {
            for word in banned.iter().filter(|word| line.contains(word.as_str())) {
                problems.push(format!("{path}:{}: `{word}`", index + 1));
            }
        }
    }
    fail_if_any(problems);
}

#[test]
fn no_path_of_one_machine_is_in_the_repository() {
    let banned = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/tm", "p/"], ["C:", "\\Users"]]
        .map(|parts| parts.concat());
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches", "examples", "docs", ".ci", "data"] {
        paths.extend(files(folder));
    }
    paths.extend(["README.md", "CHANGELOG.md", "NOTICE", "Cargo.toml"].map(str::to_owned));
    let text_endings = [".rs", ".md", ".toml", ".tsv", "/run", "NOTICE", ".js", ".py", ".sh"];
    let mut problems = Vec::new();
    for path in paths.iter().filter(|path| text_endings.iter().any(|end| path.ends_with(end))) {
        let Ok(text) = fs::read_to_string(root().join(path)) else { continue };
        for (index, line) in text.lines().enumerate() {
            if banned.iter().any(|word| line.contains(word.as_str())) {
                problems.push(format!("{path}:{}: {line}", index + 1));
            }
        }
    }
    fail_if_any(problems);
}

#[test]
fn every_table_says_what_it_is() {
    let mut problems = Vec::new();
    for path in files("data").iter().filter(|path| path.ends_with(".tsv")) {
        // Gold tables are read by other tools too; their README says what they are.
        let has_readme = Path::new(path)
            .parent()
            .is_some_and(|folder| root().join(folder).join("README.md").is_file());
        if !has_readme && !read(path).starts_with('#') {
            problems.push(format!("{path}: no comment line at its head, no README beside it"));
        }
    }
    fail_if_any(problems);
}
