//! Years of a reign: 光绪三十年 is a place in a row, and a year of the common era.

use super::Numeral;
use super::text::Text;
use crate::figure::{Date, Figure, Kind, Quantity};

/// Eras named after reigns, each with its first year; of a name used twice, the better known.
const REIGNS: [(&str, i32); 72] = [
    ("建安", 196),
    ("黄初", 220),
    ("永和", 345),
    ("太和", 477),
    ("开皇", 581),
    ("大业", 605),
    ("武德", 618),
    ("贞观", 627),
    ("永徽", 650),
    ("显庆", 656),
    ("开元", 713),
    ("天宝", 742),
    ("建中", 780),
    ("贞元", 785),
    ("元和", 806),
    ("长庆", 821),
    ("会昌", 841),
    ("大中", 847),
    ("咸通", 860),
    ("乾符", 874),
    ("建隆", 960),
    ("太平兴国", 976),
    ("景德", 1004),
    ("天圣", 1023),
    ("庆历", 1041),
    ("皇祐", 1049),
    ("嘉祐", 1056),
    ("熙宁", 1068),
    ("元丰", 1078),
    ("元祐", 1086),
    ("绍圣", 1094),
    ("崇宁", 1102),
    ("政和", 1111),
    ("宣和", 1119),
    ("靖康", 1126),
    ("建炎", 1127),
    ("绍兴", 1131),
    ("乾道", 1165),
    ("淳熙", 1174),
    ("嘉定", 1208),
    ("咸淳", 1265),
    ("大德", 1297),
    ("至正", 1341),
    ("洪武", 1368),
    ("建文", 1399),
    ("永乐", 1403),
    ("宣德", 1426),
    ("正统", 1436),
    ("景泰", 1450),
    ("天顺", 1457),
    ("成化", 1465),
    ("弘治", 1488),
    ("正德", 1506),
    ("嘉靖", 1522),
    ("隆庆", 1567),
    ("万历", 1573),
    ("天启", 1621),
    ("崇祯", 1628),
    ("顺治", 1644),
    ("康熙", 1662),
    ("雍正", 1723),
    ("乾隆", 1736),
    ("嘉庆", 1796),
    ("道光", 1821),
    ("咸丰", 1851),
    ("同治", 1862),
    ("光绪", 1875),
    ("宣统", 1909),
    ("明治", 1868),
    ("昭和", 1926),
    ("平成", 1989),
    ("令和", 2019),
];

/// Longest era, in years.
const LONGEST: i64 = 64;

/// Months of the old calendar that may lie in the next year of ours.
const LATE: [&str; 5] = ["十一月", "十二月", "冬月", "腊月", "除夕"];

/// 光绪三十年: the 30th, or 1904.
pub(super) fn reign(text: Text<'_>, n: &Numeral) -> Option<Figure> {
    let end = text.any(n.end, &["年"])?;
    let number = n.whole().filter(|year| (1..=LONGEST).contains(year))?;
    let (start, first) = REIGNS
        .iter()
        .find_map(|(name, first)| Some((text.any_before(n.start, &[name])?, *first)))?;
    let mut figure = n.figure(Kind::Ordinal, n.end);
    figure.span.start = start;
    figure.step = None;
    let year = first + i32::try_from(number).ok()? - 1;
    let last = if text.any(end, &LATE).is_some() { year + 1 } else { year };
    figure.also = (year..=last)
        .map(|year| (Kind::Date, Quantity::Date(Date { year: Some(year), ..Date::default() })))
        .collect();
    Some(figure)
}
