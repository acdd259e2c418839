//! The same bytes at any number of threads, and from one run to the next.

use crate::program::Place;
use crate::texts::{Random, en_lines, pairs, zh_lines, zh_mixture};

const FORMATS: [&str; 3] = ["tsv", "tmx", "links"];

/// A list of pairs of texts that differ in size, some of which are no translations.
fn write_list(place: &Place) -> Vec<String> {
    let all = pairs();
    let mut rows = String::new();
    let mut outputs = Vec::new();
    let mixture = zh_mixture(all, 80, &mut Random(3)).join("\n");
    for (number, zh) in
        [zh_lines(all), zh_lines(&all[..10]), zh_lines(&all[30..70]), mixture].iter().enumerate()
    {
        place.write(&format!("zh{number}"), zh);
        place.write(&format!("en{number}"), en_lines(&all[..70]));
        for format in FORMATS {
            let output = format!("out{number}.{format}");
            rows.push_str(&format!("zh{number}\ten{number}\t{output}\n"));
            outputs.push(output);
        }
    }
    place.write("list.tsv", rows);
    outputs
}

#[test]
fn a_list_gives_the_same_bytes_at_any_number_of_threads_and_every_time() {
    let place = Place::new();
    let outputs = write_list(&place);
    let mut first: Option<(Vec<Vec<u8>>, String)> = None;
    for threads in ["1", "2", "4", "1", "4"] {
        let ran = place.run(&["align", "--list", "list.tsv", "--threads", threads]);
        ran.check(0, &[], &[]);
        let written: Vec<Vec<u8>> = outputs.iter().map(|name| place.read(name)).collect();
        assert!(written.iter().all(|bytes| !bytes.is_empty()));
        match &first {
            None => first = Some((written, ran.err)),
            Some((bytes, err)) => {
                for (name, (one, other)) in outputs.iter().zip(bytes.iter().zip(&written)) {
                    assert!(one == other, "{name} differs at {threads} threads");
                }
                assert_eq!(*err, ran.err, "notes differ at {threads} threads");
            }
        }
    }
}
