//! TBD sentence
