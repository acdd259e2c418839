//! Tests of the Chinese reader.
use super::read_zh;
#[test]
fn reads() {
    assert_eq!(read_zh("2.8亿部").len(), 1);
}
