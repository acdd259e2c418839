//! The project file: an SQLite database with the rows as they were at first and the log of what was
//! done to them. Every entry is one transaction, on the disk before the answer goes out; the file is
//! held exclusively as long as it is open.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, params};
use serde::{Deserialize, Serialize};

use super::book::{Book, Entry};
use super::row::Row;
use crate::error::{Error, ErrorKind, Place, Result};

/// Tells a project file from other databases ("dzh1").
const APPLICATION: i64 = 0x647a_6831;
/// The version of the tables.
const FORMAT: i64 = 1;

/// What the project is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Names of the Chinese and the English file.
    pub files: [String; 2],
    /// Fingerprint of both texts, to tell whether a project is about them.
    pub texts: String,
    /// Whether the texts were aligned by this program.
    pub aligned: bool,
    /// What the aligner had to tell.
    pub notes: Vec<String>,
}

/// An open project file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Makes a new project file.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when there is such a file already or it cannot be written.
    pub fn create(path: &Path, about: &About, rows: &[Row]) -> Result<Store> {
        if path.exists() {
            return Err(error(path, "there is such a file already", "choose another --project"));
        }
        let connection = Connection::open(path).map_err(|cause| broken(path, &cause))?;
        let mut store = Store { connection, path: path.to_owned() };
        store.fill(about, rows).map_err(|cause| broken(path, &cause))?;
        Ok(store)
    }

    /// Opens a project file and replays its log.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when it is open elsewhere or cannot be read, [`ErrorKind::Format`] when it is
    /// no project file, or of a newer program.
    pub fn open(path: &Path) -> Result<(Store, About, Book)> {
        if !path.is_file() {
            return Err(error(
                path,
                "there is no such project file",
                "give two texts to begin one",
            ));
        }
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .map_err(|cause| broken(path, &cause))?;
        let store = Store { connection, path: path.to_owned() };
        store.lock().map_err(|cause| broken(path, &cause))?;
        let number = |pragma: &str| -> rusqlite::Result<i64> {
            store.connection.pragma_query_value(None, pragma, |row| row.get(0))
        };
        let kinds = (number("application_id"), number("user_version"));
        let (Ok(application), Ok(format)) = kinds else { return Err(no_project(path)) };
        if application != APPLICATION {
            return Err(no_project(path));
        }
        if format > FORMAT {
            let what = "this project file was written by a newer duizhao";
            return Err(error(path, what, "open it with that version"));
        }
        let (about, book) = store.read()?;
        Ok((store, about, book))
    }

    /// Adds an entry to the log; when this returns, it is on the disk.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when it cannot be written.
    pub fn append(&self, entry: &Entry) -> Result<()> {
        let text = serde_json::to_string(entry).map_err(|_| no_project(&self.path))?;
        self.connection
            .execute("INSERT INTO log (entry) VALUES (?1)", params![text])
            .map_err(|cause| broken(&self.path, &cause))?;
        Ok(())
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Holds the file for this process alone, and makes every commit reach the disk.
    fn lock(&self) -> rusqlite::Result<()> {
        self.connection.busy_timeout(Duration::ZERO)?;
        self.connection.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; \
             PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT;",
        )
    }

    fn fill(&mut self, about: &About, rows: &[Row]) -> rusqlite::Result<()> {
        self.lock()?;
        let whole = self.connection.transaction()?;
        whole.execute_batch(
            "CREATE TABLE about (about TEXT NOT NULL); \
             CREATE TABLE base (number INTEGER PRIMARY KEY, row TEXT NOT NULL); \
             CREATE TABLE log (number INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL);",
        )?;
        whole.pragma_update(None, "application_id", APPLICATION)?;
        whole.pragma_update(None, "user_version", FORMAT)?;
        let text = |value: serde_json::Result<String>| {
            value.map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))
        };
        whole.execute(
            "INSERT INTO about VALUES (?1)",
            params![text(serde_json::to_string(about))?],
        )?;
        {
            let mut insert = whole.prepare("INSERT INTO base (row) VALUES (?1)")?;
            for row in rows {
                insert.execute(params![text(serde_json::to_string(row))?])?;
            }
        }
        whole.commit()
    }

    fn read(&self) -> Result<(About, Book)> {
        let texts = |query: &str| -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare(query)?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        let damaged = |_| no_project(&self.path);
        let about = texts("SELECT about FROM about").map_err(|cause| broken(&self.path, &cause))?;
        let about: About =
            serde_json::from_str(about.first().map_or("", String::as_str)).map_err(damaged)?;
        let base = texts("SELECT row FROM base ORDER BY number")
            .map_err(|cause| broken(&self.path, &cause))?;
        let rows = base
            .iter()
            .map(|row| serde_json::from_str(row))
            .collect::<serde_json::Result<Vec<Row>>>()
            .map_err(damaged)?;
        let mut book = Book::new(rows);
        let log = texts("SELECT entry FROM log ORDER BY number")
            .map_err(|cause| broken(&self.path, &cause))?;
        for entry in &log {
            let entry: Entry = serde_json::from_str(entry).map_err(damaged)?;
            book.apply(&entry).ok_or_else(|| no_project(&self.path))?;
        }
        Ok((about, book))
    }
}

fn error(path: &Path, what: &str, help: &str) -> Error {
    Error::new(ErrorKind::Io, Place::file(path.display().to_string()), what, help)
}

fn no_project(path: &Path) -> Error {
    let place = Place::file(path.display().to_string());
    Error::new(ErrorKind::Format, place, "this is no project file of duizhao, or it is damaged", "")
}

/// What SQLite says, for people.
fn broken(path: &Path, cause: &rusqlite::Error) -> Error {
    match cause.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            let what = "this project is open already, in another window or program";
            error(path, what, "work there, or close it first")
        }
        Some(rusqlite::ErrorCode::NotADatabase) => no_project(path),
        _ => error(path, &format!("the project file cannot be used: {cause}"), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Side;
    use crate::review::row::pieces;

    fn row(zh: &str) -> Row {
        Row { zh: pieces(zh, Side::Zh, "\n"), confidence: 0.123_456, ..Row::default() }
    }

    #[test]
    fn what_was_done_is_there_again_and_two_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.duizhao");
        let about = About { files: ["z".into(), "e".into()], aligned: true, ..About::default() };
        let store = Store::create(&path, &about, &[row("甲。"), row("乙。")]).unwrap();
        let said = Store::open(&path).unwrap_err().to_string();
        assert!(said.contains("open already"), "{said}");
        let mut book = Book::new(vec![row("甲。"), row("乙。")]);
        for entry in [
            Entry::Splice { at: 0, removed: 1, inserted: vec![row("丙。"), row("丁。")] },
            Entry::Splice { at: 2, removed: 1, inserted: vec![] },
            Entry::Undo,
        ] {
            book.apply(&entry).unwrap();
            store.append(&entry).unwrap();
        }
        drop(store);
        let (_store, again, replayed) = Store::open(&path).unwrap();
        assert_eq!(again, about);
        assert_eq!(replayed.rows(), book.rows());
        assert_eq!((replayed.version(), replayed.depths()), (3, (1, 1)));
        assert!(Store::create(&path, &about, &[]).is_err());
    }

    #[test]
    fn what_is_no_project_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.duizhao");
        assert!(Store::open(&path).unwrap_err().to_string().contains("no such project"));
        std::fs::write(&path, "only text, long enough to be taken for a page of a database")
            .unwrap();
        assert_eq!(Store::open(&path).unwrap_err().kind, ErrorKind::Format);
        std::fs::remove_file(&path).unwrap();
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        assert_eq!(Store::open(&path).unwrap_err().kind, ErrorKind::Format);
    }
}
