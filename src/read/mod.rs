//! TBD read
