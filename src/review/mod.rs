//! The page to work in: a project of rows that a person mends, its file, and the local server that
//! shows it.
//!
//! A [`Desk`] holds the project. What the page asks for becomes an entry of the log, goes into the
//! project file, and only then changes the [`Book`]; the answer says which rows changed. The
//! [`serve`] half answers this machine alone, and only the browser that was let in.

mod act;
mod answer;
mod book;
mod desk;
mod export;
mod guard;
mod realign;
mod recheck;
mod row;
mod server;
mod store;

pub use act::{Act, SideName, Splice, Way, splice};
pub use answer::{Answer, Cause, Whole};
pub use book::{Book, Decided, Decision, Entry, Touched, Verdict};
pub use desk::{Ask, Deed, Desk, Refusal, What};
pub use export::{Handed, formats, hand_out};
pub use realign::realign;
pub use recheck::{Checker, WholeCheck};
pub use row::{Piece, Row, of_aligned, of_pairs, pieces, to_aligned};
pub use server::{Server, serve};
pub use store::{About, Store};
