//! Checking: the figures of a pair meet as values, and what contradicts becomes a [`Finding`].

mod finding;

pub use finding::{Code, Finding, Level};
