//! How much a file may hold. Documents that people write stay far below; a file beyond was made to
//! exhaust the machine, or damaged. No reader recurses, none expands entities a file declares.

/// Most text in one paragraph, cell, cue or segment, in bytes.
pub const MAX_PARAGRAPH_BYTES: usize = 8 << 20;

/// Most elements inside each other.
pub const MAX_DEPTH: usize = 1_000;

/// Most bytes an archive may hold, unpacked.
pub const MAX_UNPACKED_BYTES: u64 = 512 << 20;

/// Most parts of an archive.
pub const MAX_PARTS: usize = 20_000;

/// Most cells of a sheet.
pub const MAX_CELLS: usize = 8_000_000;

/// Columns of a sheet that are looked at.
pub const MAX_COLUMNS: u32 = 1_000;
