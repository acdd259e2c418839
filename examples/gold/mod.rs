//! Folders of gold: `NAME.zh`, `NAME.en` (one sentence a line) and `NAME.align` files.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use duizhao::read::{self, Link};

/// The gold files of a folder, by name.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "align"))
        .collect();
    files.sort();
    Ok(files)
}

/// The links of a gold file.
pub(crate) fn links(file: &Path) -> Result<Vec<Link>> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(|| name.clone())?;
    Ok(read::links(&name, &text)?)
}
