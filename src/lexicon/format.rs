//! The lexicon's file: one block of bytes, opened without copying.
//!
//! ```text
//! magic "DZLEX2\n\0"                                   8 bytes
//! seven section lengths                                7 × u32 little-endian
//! heads     fst map: Chinese headword → offset into `glosses`
//! glosses   lists of (stem id, weight): varint length, then per entry varint id step, u8 weight
//! stems     fst map: English stem → stem id (its rank in the map)
//! related   lists of (stem id, weight) as above
//! offsets   u32 per stem: offset into `related`, or u32::MAX
//! chars     fst map: Chinese character → offset into `glosses`
//! folds     pairs of u32: Traditional character, Simplified character; sorted
//! ```
//! Ids in a list ascend, so steps are small. A weight w stands for (w/255)².

/// First bytes of the file.
pub const MAGIC: &[u8; 8] = b"DZLEX2\n\0";

/// Number of sections.
pub const SECTIONS: usize = 7;

/// Appends a number in LEB128.
pub fn put_varint(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Takes a LEB128 number off the front; 0 at the end of the bytes.
pub fn take_varint(bytes: &mut &[u8]) -> u32 {
    let (mut n, mut shift) = (0_u32, 0);
    while let Some((&first, rest)) = bytes.split_first() {
        *bytes = rest;
        n |= u32::from(first & 0x7f) << shift;
        if first < 0x80 || shift >= 28 {
            break;
        }
        shift += 7;
    }
    n
}

/// Appends a list of (id, probability), ids ascending.
pub fn put_list(out: &mut Vec<u8>, list: &[(u32, f32)]) {
    put_varint(out, list.len() as u32);
    let mut last = 0;
    for &(id, weight) in list {
        put_varint(out, id - last);
        last = id;
        out.push(pack_weight(weight));
    }
}

/// A probability as one byte: its square root in 255ths, at least 1.
#[must_use]
pub fn pack_weight(weight: f32) -> u8 {
    (weight.clamp(0.0, 1.0).sqrt() * 255.0).round().max(1.0) as u8
}

/// The probability a byte stands for.
#[must_use]
pub fn unpack_weight(byte: u8) -> f32 {
    let root = f32::from(byte) / 255.0;
    root * root
}

/// A list of (stem id, weight) as stored.
#[derive(Debug, Clone)]
pub struct List<'a> {
    bytes: &'a [u8],
    left: u32,
    id: u32,
}

impl<'a> List<'a> {
    /// The list at the front of the bytes.
    #[must_use]
    pub fn at(mut bytes: &'a [u8]) -> List<'a> {
        let left = take_varint(&mut bytes);
        List { bytes, left, id: 0 }
    }

    /// An empty list.
    #[must_use]
    pub const fn empty() -> List<'a> {
        List { bytes: &[], left: 0, id: 0 }
    }
}

impl Iterator for List<'_> {
    type Item = (u32, f32);

    fn next(&mut self) -> Option<(u32, f32)> {
        if self.left == 0 || self.bytes.is_empty() {
            return None;
        }
        self.left -= 1;
        self.id += take_varint(&mut self.bytes);
        let (&weight, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some((self.id, unpack_weight(weight)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_survive_packing() {
        let list = [(3, 1.0), (200, 0.25), (70_000, 0.001)];
        let mut bytes = Vec::new();
        put_list(&mut bytes, &list);
        let back: Vec<(u32, f32)> = List::at(&bytes).collect();
        for (&(id, weight), &(id_back, weight_back)) in list.iter().zip(&back) {
            assert_eq!(id, id_back);
            assert!((weight - weight_back).abs() < 0.01, "{weight} {weight_back}");
        }
        assert_eq!(back.len(), 3);
    }
}
