//! The desk's server as a stranger meets it, and its project file when the program is killed: the
//! real program, real sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const ZH: &str = "依托国际铁路大通道，吸引大企业。\n力争全年双向开行500班。\n<script>alert(1)</script>支持外资银行入驻重庆。\n";
const EN: &str = "Relying on the international railway corridor, we will attract large enterprises.\n\
    Strive to run 511 trains in both directions throughout the year.\nSupport foreign banks to settle \
    in Chongqing.</script><script>alert(2)</script>\n";

/// A running desk.
struct Desk {
    child: Child,
    port: u16,
    token: String,
    cookie: String,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zh.txt"), ZH).unwrap();
    std::fs::write(folder.path().join("en.txt"), EN).unwrap();
    folder
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duizhao"));
    command.current_dir(folder).args(["review", "zh.txt", "en.txt", "--no-open"]);
    command
}

fn start(folder: &Path) -> Desk {
    let mut child = command(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let rest = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
    let (port, token) = rest.split_once("/?token=").expect("a token");
    Desk { child, port: port.parse().unwrap(), token: token.to_owned(), cookie: String::new() }
}

/// A desk whose token was used, as the browser uses it.
fn enter(folder: &Path) -> Desk {
    let mut desk = start(folder);
    let welcome = desk.ask("GET", &format!("/?token={}", desk.token), &[], "");
    assert!(welcome.starts_with("HTTP/1.1 303"), "{welcome}");
    let cookie = welcome.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    desk.cookie = cookie.split(';').next().unwrap().to_owned();
    desk
}

impl Desk {
    /// A request as it is written; the whole answer.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text += &format!("Host: 127.0.0.1:{}\r\n", self.port);
        }
        if !self.cookie.is_empty() {
            text += &format!("Cookie: {}\r\n", self.cookie);
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += &format!("Content-Length: {}\r\n\r\n", body.len());
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        // The server may close before it has read all of a body it refuses.
        let _ = stream.write_all(text.as_bytes());
        let _ = stream.write_all(body.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn act(&self, body: &str) -> String {
        let origin = format!("http://127.0.0.1:{}", self.port);
        self.ask("POST", "/api/act", &[("Origin", &origin)], body)
    }

    fn data(&self) -> serde_json::Value {
        let answer = self.ask("GET", "/api/data", &[], "");
        serde_json::from_str(&answer[answer.find("\r\n\r\n").unwrap() + 4..]).unwrap()
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

#[test]
fn strangers_are_refused() {
    let folder = folder();
    let mut desk = enter(folder.path());
    let own = format!("http://127.0.0.1:{}", desk.port);
    let act = r#"{"version":0,"do":"pin","row":0}"#;
    let check = |wanted: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &str| {
        let answer = desk.ask(method, path, headers, body);
        assert_eq!(status(&answer), wanted, "{method} {path} {headers:?}: {answer}");
        if wanted == 403 {
            assert!(!answer.contains("511"), "{answer}");
        }
    };
    check(200, "GET", "/", &[], "");
    check(403, "GET", "/api/data", &[("Host", "evil.example")], "");
    check(403, "GET", "/api/data", &[("Host", "127.0.0.1:1")], "");
    check(403, "GET", "/api/data", &[("Origin", "http://evil.example")], "");
    check(403, "GET", "/api/data", &[("Sec-Fetch-Site", "cross-site")], "");
    check(403, "POST", "/api/act", &[("Origin", "http://evil.example")], act);
    check(403, "POST", "/api/act", &[("Origin", "null")], act);
    check(403, "POST", "/api/act", &[], act);
    check(404, "GET", "/../../etc/passwd", &[], "");
    check(404, "GET", "/api/export/..%2F..%2Fetc%2Fpasswd", &[], "");
    check(404, "GET", "/en.txt", &[], "");
    check(400, "POST", "/api/act", &[("Origin", &own)], "{\"do\":\"rm\"}");
    check(413, "POST", "/api/act", &[("Origin", &own)], &"x".repeat(2 << 20));
    check(409, "POST", "/api/act", &[("Origin", &own)], r#"{"version":7,"do":"pin","row":0}"#);
    check(422, "POST", "/api/act", &[("Origin", &own)], r#"{"version":0,"do":"pin","row":99}"#);
    check(200, "POST", "/api/act", &[("Origin", &own)], act);
    // The token has been used; without the cookie nobody gets in.
    desk.cookie = String::new();
    let token = desk.token.clone();
    for path in
        ["/", "/page.js", "/api/data", "/api/export/tsv", "/?token=", &format!("/?token={token}")]
    {
        let answer = desk.ask("GET", path, &[], "");
        assert_eq!(status(&answer), 403, "{path}");
    }
}

#[test]
fn every_answer_forbids_what_the_page_does_not_need() {
    let folder = folder();
    let desk = enter(folder.path());
    for path in ["/", "/page.js", "/api/data", "/api/export/html", "/nowhere"] {
        let answer = desk.ask("GET", path, &[], "");
        assert!(answer.contains("content-security-policy: default-src 'none'"), "{path}");
        assert!(!answer.contains("unsafe-inline"), "{path}");
        assert!(answer.contains("x-content-type-options: nosniff"), "{path}");
    }
    let report = desk.ask("GET", "/api/export/html", &[], "");
    assert!(report.contains("content-disposition: attachment"));
    assert_eq!(report.matches("<script").count(), 2);
}

#[test]
fn what_was_done_survives_a_kill_and_two_cannot_write() {
    let folder = folder();
    let mut desk = enter(folder.path());
    assert_eq!(status(&desk.act(r#"{"version":0,"do":"fix","row":1,"finding":0}"#)), 200);
    assert_eq!(status(&desk.act(r#"{"version":1,"do":"merge","row":0,"way":"down"}"#)), 200);
    assert_eq!(status(&desk.act(r#"{"version":2,"do":"undo"}"#)), 200);
    let second = command(folder.path()).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains("open already"), "{said}");
    desk.child.kill().unwrap();
    desk.child.wait().unwrap();

    let again = enter(folder.path());
    let data = again.data();
    assert_eq!(data["book"], 3);
    assert_eq!(data["rows"].as_array().unwrap().len(), 3);
    assert!(data["rows"][1]["en"].as_str().unwrap().contains("500"), "{}", data["rows"][1]);
    assert_eq!(data["rows"][1]["f"], serde_json::json!([]));
    assert_eq!((&data["undo"], &data["redo"]), (&1.into(), &1.into()));
    let text = again.ask("GET", "/api/export/en.txt", &[], "");
    assert!(text.contains("Strive to run 500 trains"), "{text}");
}

#[test]
fn a_decision_is_kept_and_can_be_taken_back() {
    let folder = folder();
    let desk = enter(folder.path());
    let accept =
        r#"{"version":0,"do":"accept","row":1,"finding":0,"reason":"the client wants it"}"#;
    assert_eq!(status(&desk.act(accept)), 200);
    let done = &desk.data()["rows"][1]["f"][0]["done"];
    assert_eq!(*done, serde_json::json!(["accepted", "the client wants it"]));
    let findings = desk.ask("GET", "/api/export/findings.jsonl", &[], "");
    assert!(!findings.contains("511"), "{findings}");
    assert_eq!(status(&desk.act(r#"{"version":1,"do":"reopen","row":1,"finding":0}"#)), 200);
    assert!(desk.data()["rows"][1]["f"][0]["done"].is_null());
}
