//! TBD export
