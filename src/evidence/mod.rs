//! TBD evidence
