//! Who may talk to the desk: the browser that opened the address with the one-time token, asking for
//! this address and no other, from a page of this address.

use std::sync::Mutex;

use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};

use crate::error::{Error, ErrorKind, Place, Result};

/// Keeps the token, which lets in once, and the cookie that stands for having been let in.
#[derive(Debug)]
pub(super) struct Guard {
    port: u16,
    token: Mutex<Option<String>>,
    cookie: String,
}

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entrance {
    /// It may go on.
    Open,
    /// It brought the token: give it this cookie and send it to the page.
    Welcome(String),
    /// It may not, for this reason.
    Refused(&'static str),
}

impl Guard {
    /// A guard of the desk at this port, with fresh secrets.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when the system gives no randomness.
    pub(super) fn new(port: u16) -> Result<Guard> {
        Ok(Guard { port, token: Mutex::new(Some(secret()?)), cookie: secret()? })
    }

    /// The address that lets in once; without the token when it has been used.
    #[must_use]
    pub(super) fn address(&self) -> String {
        match self.token.lock().ok().and_then(|token| token.clone()) {
            Some(token) => format!("http://127.0.0.1:{}/?token={token}", self.port),
            None => format!("http://127.0.0.1:{}/", self.port),
        }
    }

    /// Looks at a request.
    #[must_use]
    pub(super) fn look(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Entrance {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let Some(host) = text(header::HOST).filter(|host| hosts.iter().any(|own| own == host))
        else {
            return Entrance::Refused("this address is not duizhao's");
        };
        match (headers.get(header::ORIGIN), text(header::ORIGIN)) {
            (Some(_), Some(origin)) if origin == format!("http://{host}") => {}
            (Some(_), _) => return Entrance::Refused("only duizhao's own page may ask this"),
            (None, _) if method != Method::GET => {
                return Entrance::Refused("only duizhao's own page may ask this");
            }
            (None, _) => {}
        }
        let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
        let opening = method == Method::GET && uri.path() == "/";
        if !opening && site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
            return Entrance::Refused("only duizhao's own page may ask this");
        }
        if self.knows(text(header::COOKIE)) {
            return Entrance::Open;
        }
        let brought = uri.query().and_then(|query| query.strip_prefix("token="));
        if opening && brought.is_some_and(|token| self.spend(token)) {
            return Entrance::Welcome(format!(
                "{}={}; HttpOnly; SameSite=Strict; Path=/",
                self.name(),
                self.cookie
            ));
        }
        Entrance::Refused("open the address that duizhao printed; it works once, in one browser")
    }

    fn name(&self) -> String {
        format!("duizhao-{}", self.port)
    }

    fn knows(&self, cookies: Option<&str>) -> bool {
        let wanted = format!("{}={}", self.name(), self.cookie);
        cookies.is_some_and(|all| all.split(';').any(|one| same(one.trim(), &wanted)))
    }

    /// Whether this is the token; it is none afterwards.
    fn spend(&self, brought: &str) -> bool {
        let Ok(mut token) = self.token.lock() else { return false };
        let right = token.as_deref().is_some_and(|token| same(token, brought));
        if right {
            *token = None;
        }
        right
    }
}

/// Compares without telling by its time how much is the same.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// 128 bits that nobody can guess, as text.
fn secret() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|cause| {
        let what = format!("the system gives no random numbers: {cause}");
        Error::new(ErrorKind::Io, Place::default(), what, "")
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
