//! The local server: the page, its data, what it asks for, and the exports. Bound to this machine
//! alone; every answer carries a policy that lets the page load nothing from elsewhere.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::desk::{Ask, Desk, Refusal};
use super::export::hand_out;
use super::guard::{Entrance, Guard};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::export::html::{SCRIPT, STYLE};

/// The largest request: a paragraph's text with room to spare.
const MAX_BODY_BYTES: usize = 1 << 20;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>duizhao</title>\n\
    <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/page.css\">\n\
    <script src=\"/page.js\" defer></script>\n</head>\n<body>\n</body>\n</html>\n";

/// A server that is bound and waits to be run.
#[derive(Debug)]
pub struct Server {
    listener: std::net::TcpListener,
    site: Arc<Site>,
}

#[derive(Debug)]
struct Site {
    desk: Mutex<Desk>,
    guard: Guard,
}

impl Site {
    /// The desk; one whose last request broke off is still the one in the project file.
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Binds a server for a desk to a port of this machine; 0 takes any that is free.
///
/// # Errors
/// [`ErrorKind::Io`] when the port is taken.
pub fn serve(desk: Desk, port: u16) -> Result<Server> {
    let failed = |cause: std::io::Error| {
        let what = format!("port {port} cannot be used: {cause}");
        Error::new(ErrorKind::Io, Place::default(), what, "choose another --port")
    };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = std::net::TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let guard = Guard::new(listener.local_addr().map_err(failed)?.port())?;
    Ok(Server { listener, site: Arc::new(Site { desk: Mutex::new(desk), guard }) })
}

impl Server {
    /// The address to open; it works once.
    #[must_use]
    pub fn address(&self) -> String {
        self.site.guard.address()
    }

    /// Answers until the program is interrupted.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when the system lets no server run.
    pub fn run(self) -> Result<()> {
        let failed = |cause: std::io::Error| {
            let what = format!("the server cannot run: {cause}");
            Error::new(ErrorKind::Io, Place::default(), what, "")
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(failed)?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(failed)?;
            let stop = async {
                let _ = tokio::signal::ctrl_c().await;
            };
            let routes = routes(self.site);
            tokio::select! {
                ended = async { axum::serve(listener, routes).await } => ended.map_err(failed),
                () = stop => Ok(()),
            }
        })
    }
}

fn routes(site: Arc<Site>) -> Router {
    let asset = |media: &'static str, text: String| {
        get(move || async move { ([(header::CONTENT_TYPE, media)], text.clone()) })
    };
    Router::new()
        .route("/", asset("text/html; charset=utf-8", PAGE.to_owned()))
        .route("/page.css", asset("text/css; charset=utf-8", STYLE.to_owned()))
        .route("/page.js", asset("text/javascript; charset=utf-8", SCRIPT.concat()))
        .route("/api/data", get(data))
        .route("/api/act", post(act))
        .route("/api/settle", post(settle))
        .route("/api/export/{format}", get(export))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), check))
        .with_state(site)
}

/// Lets in or turns away, and puts the policy on every answer.
async fn check(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let entrance = site.guard.look(request.method(), request.uri(), request.headers());
    let mut response = match entrance {
        Entrance::Open => next.run(request).await,
        Entrance::Welcome(cookie) => {
            let headers = [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, cookie)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Entrance::Refused(why) => (StatusCode::FORBIDDEN, format!("{why}\n")).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn data(State(site): State<Arc<Site>>) -> Response {
    work(move || {
        let mut desk = site.desk();
        desk.settle();
        match serde_json::to_vec(&desk.whole()) {
            Ok(json) => answered(StatusCode::OK, json),
            Err(cause) => said(StatusCode::INTERNAL_SERVER_ERROR, &cause.to_string()),
        }
    })
    .await
}

async fn act(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    work(move || {
        let Ok(ask) = serde_json::from_slice::<Ask>(&body) else {
            return said(StatusCode::BAD_REQUEST, "this request says nothing duizhao knows");
        };
        let mut desk = site.desk();
        match desk.act(&ask).map(|answer| serde_json::to_vec(&answer)) {
            Ok(Ok(json)) => answered(StatusCode::OK, json),
            Ok(Err(cause)) => said(StatusCode::INTERNAL_SERVER_ERROR, &cause.to_string()),
            Err(Refusal::Stale) => said(StatusCode::CONFLICT, "stale"),
            Err(Refusal::Senseless(why)) => said(StatusCode::UNPROCESSABLE_ENTITY, &why),
            Err(Refusal::Unsaved(why)) => said(StatusCode::INTERNAL_SERVER_ERROR, &why),
        }
    })
    .await
}

/// Checks the text as a whole while the desk goes on answering, on a thread of its own so that acts
/// need not wait for one; the page then asks for what was found.
async fn settle(State(site): State<Arc<Site>>) -> Response {
    work(move || {
        let job = site.desk().whole_check();
        if let Some((version, check)) = job {
            let report = match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
                Ok(pool) => pool.install(|| check.run()),
                Err(_) => check.run(),
            };
            site.desk().offer(version, report);
        }
        answered(StatusCode::OK, b"{}".to_vec())
    })
    .await
}

async fn export(State(site): State<Arc<Site>>, Path(format): Path<String>) -> Response {
    work(move || {
        let desk = site.desk();
        let handed = match hand_out(&desk, &format) {
            Ok(Some(handed)) => handed,
            Ok(None) => return said(StatusCode::NOT_FOUND, "there is no such format"),
            Err(cause) => return said(StatusCode::INTERNAL_SERVER_ERROR, &cause.to_string()),
        };
        let stem: String = desk
            .path()
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .chars()
            .map(
                |c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' },
            )
            .collect();
        let name = format!("attachment; filename=\"{stem}.{}\"", handed.ending);
        // Shown nowhere, only saved: a page of the texts must not run on this address.
        let media = "application/octet-stream";
        let headers =
            [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, name)];
        (headers, handed.bytes).into_response()
    })
    .await
}

/// Work that takes the processor for a while stays out of the way of other answers.
async fn work(task: impl FnOnce() -> Response + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(task).await {
        Ok(response) => response,
        Err(_) => said(StatusCode::INTERNAL_SERVER_ERROR, "this request broke off"),
    }
}

fn answered(status: StatusCode, json: Vec<u8>) -> Response {
    let media = HeaderValue::from_static("application/json");
    let mut response = Response::new(Body::from(json));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}

/// A refusal that the page can show.
fn said(status: StatusCode, why: &str) -> Response {
    answered(status, serde_json::json!({ "error": why }).to_string().into_bytes())
}
