//! Content models of the parts of TMX 1.4b, XLIFF 1.2 and XLIFF 2.1 that are written, from their DTD
//! and schemas, and a check of a file against them: which children, in which order, how many; which
//! attributes, which of them required, which values.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element: name, children in order, attributes.
pub(crate) struct Element {
    name: &'static str,
    /// Groups in order: the names of a group in any order, the least and most of them.
    children: &'static [(&'static [&'static str], usize, usize)],
    /// Name, whether it is required, the values allowed (none: any).
    attributes: &'static [(&'static str, bool, &'static [&'static str])],
}

const MANY: usize = usize::MAX;

/// TMX 1.4b.
pub(crate) const TMX: &[Element] = &[
    Element {
        name: "tmx",
        children: &[(&["header"], 1, 1), (&["body"], 1, 1)],
        attributes: &[("version", true, &["1.4"])],
    },
    Element {
        name: "header",
        children: &[(&["note", "prop", "ude"], 0, MANY)],
        attributes: &[
            ("creationtool", true, &[]),
            ("creationtoolversion", true, &[]),
            ("segtype", true, &["block", "paragraph", "sentence", "phrase"]),
            ("o-tmf", true, &[]),
            ("adminlang", true, &[]),
            ("srclang", true, &[]),
            ("datatype", true, &[]),
        ],
    },
    Element { name: "body", children: &[(&["tu"], 0, MANY)], attributes: &[] },
    Element {
        name: "tu",
        children: &[(&["note", "prop"], 0, MANY), (&["tuv"], 1, MANY)],
        attributes: &[("tuid", false, &[])],
    },
    Element { name: "note", children: &[], attributes: &[("xml:lang", false, &[])] },
    Element { name: "prop", children: &[], attributes: &[("type", true, &[])] },
    Element {
        name: "tuv",
        children: &[(&["note", "prop"], 0, MANY), (&["seg"], 1, 1)],
        attributes: &[("xml:lang", true, &["zh-CN", "en-US"])],
    },
    Element { name: "seg", children: &[], attributes: &[] },
];

/// XLIFF 1.2.
pub(crate) const XLIFF_1: &[Element] = &[
    Element {
        name: "xliff",
        children: &[(&["file"], 1, MANY)],
        attributes: &[
            ("version", true, &["1.2"]),
            ("xmlns", true, &["urn:oasis:names:tc:xliff:document:1.2"]),
        ],
    },
    Element {
        name: "file",
        children: &[(&["header"], 0, 1), (&["body"], 1, 1)],
        attributes: &[
            ("original", true, &[]),
            ("datatype", true, &["plaintext"]),
            ("source-language", true, &["zh-CN"]),
            ("target-language", false, &["en-US"]),
        ],
    },
    Element { name: "header", children: &[(&["tool", "note"], 0, MANY)], attributes: &[] },
    Element {
        name: "tool",
        children: &[],
        attributes: &[
            ("tool-id", true, &[]),
            ("tool-name", true, &[]),
            ("tool-version", false, &[]),
        ],
    },
    Element { name: "body", children: &[(&["trans-unit"], 0, MANY)], attributes: &[] },
    Element {
        name: "trans-unit",
        children: &[(&["source"], 1, 1), (&["target"], 0, 1), (&["note"], 0, MANY)],
        attributes: &[("id", true, &[]), ("xml:space", false, &["preserve", "default"])],
    },
    Element { name: "source", children: &[], attributes: &[] },
    Element {
        name: "target",
        children: &[],
        attributes: &[("state", false, &["new", "translated", "needs-review-translation"])],
    },
    Element {
        name: "note",
        children: &[],
        attributes: &[
            ("from", false, &[]),
            ("priority", false, &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
            ("annotates", false, &["source", "target", "general"]),
        ],
    },
];

/// XLIFF 2.1.
pub(crate) const XLIFF_2: &[Element] = &[
    Element {
        name: "xliff",
        children: &[(&["file"], 1, MANY)],
        attributes: &[
            ("version", true, &["2.1"]),
            ("xmlns", true, &["urn:oasis:names:tc:xliff:document:2.0"]),
            ("srcLang", true, &["zh-CN"]),
            ("trgLang", false, &["en-US"]),
        ],
    },
    Element {
        name: "file",
        children: &[(&["unit"], 1, MANY)],
        attributes: &[("id", true, &[]), ("original", false, &[])],
    },
    Element {
        name: "unit",
        children: &[(&["notes"], 0, 1), (&["segment"], 1, MANY)],
        attributes: &[("id", true, &[])],
    },
    Element { name: "notes", children: &[(&["note"], 1, MANY)], attributes: &[] },
    Element {
        name: "note",
        children: &[],
        attributes: &[
            ("appliesTo", false, &["source", "target"]),
            ("category", false, &[]),
            ("priority", false, &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
        ],
    },
    Element {
        name: "segment",
        children: &[(&["source"], 1, 1), (&["target"], 0, 1)],
        attributes: &[
            ("state", false, &["initial", "translated", "reviewed", "final"]),
            ("subState", false, &["duizhao:needs-review"]),
        ],
    },
    Element { name: "source", children: &[], attributes: &[("xml:space", false, &["preserve"])] },
    Element { name: "target", children: &[], attributes: &[("xml:space", false, &["preserve"])] },
];

/// Checks a file against its model; the first element is the root.
pub(crate) fn check(bytes: &[u8], model: &[Element]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let name = enter(&tag, &mut open, model);
                open.push((name, Vec::new()));
            }
            Event::Empty(tag) => {
                let name = enter(&tag, &mut open, model);
                leave(&name, &[], model);
            }
            Event::End(_) => {
                let (name, children) = open.pop().unwrap();
                leave(&name, &children, model);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, [(String::new(), vec![model[0].name.to_owned()])], "one root");
}

fn element<'m>(name: &str, model: &'m [Element]) -> &'m Element {
    let found = model.iter().find(|element| element.name == name);
    found.unwrap_or_else(|| panic!("<{name}> is not in the model"))
}

fn enter(tag: &BytesStart<'_>, open: &mut [(String, Vec<String>)], model: &[Element]) -> String {
    let name = tag.name().as_ref().to_owned();
    open.last_mut().unwrap().1.push(name.clone());
    let element = element(&name, model);
    let given: BTreeMap<String, String> = tag
        .attributes()
        .map(|attribute| attribute.unwrap())
        .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string()))
        .collect();
    for (key, value) in &given {
        let known = element.attributes.iter().find(|(known, ..)| known == key);
        let (_, _, values) = known.unwrap_or_else(|| panic!("<{name}> has no attribute {key}"));
        assert!(values.is_empty() || values.contains(&value.as_str()), "<{name} {key}={value}>");
    }
    for (key, required, _) in element.attributes {
        assert!(!required || given.contains_key(*key), "<{name}> needs {key}");
    }
    name
}

fn leave(name: &str, children: &[String], model: &[Element]) {
    let mut rest = children;
    for (names, least, most) in element(name, model).children {
        let n = rest.iter().take_while(|child| names.contains(&child.as_str())).count();
        assert!(n >= *least && n <= *most, "<{name}> holds {n} of {names:?}: {children:?}");
        rest = &rest[n..];
    }
    assert!(rest.is_empty(), "<{name}> holds {rest:?} where none may be");
}
