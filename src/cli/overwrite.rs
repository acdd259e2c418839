//! No output replaces what the run reads, nor another output: told before anything is read, by the
//! files themselves and not by how their names are spelled.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Place, Result};

/// A file to be written, and where the user asked for it; the place may be empty.
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) asked: Place,
}

/// Refuses outputs that are inputs too, and two outputs that are one file. `-` is standard input among
/// the inputs; devices and pipes hold nothing that could be lost.
pub(super) fn refuse<'p>(
    inputs: impl IntoIterator<Item = &'p Path>,
    outputs: &[Output],
) -> Result<()> {
    let mut read: BTreeMap<File, &Path> = BTreeMap::new();
    for path in inputs {
        if let Some(file) = File::named(path) {
            read.entry(file).or_insert(path);
        }
    }
    let mut written: BTreeMap<File, &Path> = BTreeMap::new();
    for output in outputs {
        let (path, Some(file)) = (&output.path, File::named(&output.path)) else { continue };
        if let Some(input) = read.get(&file) {
            let what = if **input == *Path::new("-") {
                format!("the output {} would overwrite the text on standard input", path.display())
            } else {
                format!(
                    "the output {} would overwrite the input {}",
                    path.display(),
                    input.display()
                )
            };
            return Err(refusal(output, what));
        }
        match written.entry(file) {
            Entry::Vacant(free) => {
                free.insert(path);
            }
            Entry::Occupied(taken) if *taken.get() == path => {
                return Err(refusal(
                    output,
                    format!("two outputs would be written to {}", path.display()),
                ));
            }
            Entry::Occupied(taken) => {
                let other = taken.get().display();
                let what = format!("the outputs {other} and {} are one file", path.display());
                return Err(refusal(output, what));
            }
        }
    }
    Ok(())
}

fn refusal(output: &Output, what: String) -> Error {
    Error::new(ErrorKind::Usage, output.asked.clone(), what, "write to another file")
}

/// What tells a file from others, however its name is spelled.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum File {
    /// The file system's own number: of hard links too.
    Number(u64, u64),
    /// Where it is or will be, without links on the way.
    Path(PathBuf),
}

impl File {
    /// The file of that name; none for what is no file.
    fn named(path: &Path) -> Option<File> {
        let path = if path == Path::new("-") { Path::new("/dev/stdin") } else { path };
        match fs::metadata(path) {
            Ok(meta) if meta.is_file() => File::numbered(&meta).or_else(|| File::at(path)),
            Ok(_) => None,
            Err(_) => File::to_be(path),
        }
    }

    #[cfg(unix)]
    fn numbered(meta: &fs::Metadata) -> Option<File> {
        use std::os::unix::fs::MetadataExt;
        Some(File::Number(meta.dev(), meta.ino()))
    }

    #[cfg(not(unix))]
    fn numbered(_: &fs::Metadata) -> Option<File> {
        None
    }

    fn at(path: &Path) -> Option<File> {
        fs::canonicalize(path).ok().map(File::Path)
    }

    /// A file that is yet to be made.
    fn to_be(path: &Path) -> Option<File> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(File::Path(folder.join(path.file_name()?)))
    }
}
