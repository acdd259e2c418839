//! The front end: plain JavaScript and CSS from `data/page/`, as they are written.

/// The style sheet of the page.
pub const STYLE: &str = include_str!("../../../data/page/page.css");

/// The script of the page, in the order its parts must stand in.
pub const SCRIPT: [&str; 10] = [
    include_str!("../../../data/page/open.js"),
    include_str!("../../../data/page/words.js"),
    include_str!("../../../data/page/dom.js"),
    include_str!("../../../data/page/store.js"),
    include_str!("../../../data/page/grid.js"),
    include_str!("../../../data/page/picture.js"),
    include_str!("../../../data/page/panel.js"),
    include_str!("../../../data/page/desk.js"),
    include_str!("../../../data/page/decide.js"),
    include_str!("../../../data/page/main.js"),
];
