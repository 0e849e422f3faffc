//! Answers browsers: checks who is asked for, hands the question to the studio, writes the headers.

use std::convert::Infallible;
use std::future::Future;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, LOCATION,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::oneshot;

use super::studio::{Answer, Job};
use super::{Shared, TOOLS, address, is_page, page};
use crate::render::{EVERYWHERE, Frames, policy};

/// The preview's part of a page.
const SCRIPT: &str = include_str!("live.js");
/// What is shown where there is no page to show.
const EMPTY: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
<title>minhbach</title>\n<body></body>\n";

/// Serves until the program ends.
pub(super) async fn run(listener: TcpListener, shared: Arc<Shared>) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    axum::serve(listener, Router::new().fallback(handle).with_state(shared)).await
}

/// Returns a future that comes when the user or the system ends the program. Signals count from this call on.
#[cfg(unix)]
pub(super) fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Returns a future that comes when the user ends the program.
#[cfg(not(unix))]
pub(super) fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where it cannot be waited for, the system ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let mut response = if !shared.guard.allows(host) {
        plain(StatusCode::MISDIRECTED_REQUEST, "this preview answers only to its own address")
    } else if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        refused
    } else {
        route(&shared, request.uri().path(), request.uri().query()).await
    };
    add_headers(response.headers_mut());
    response
}

/// Says of a file what the published site would, so that what is forbidden there is forbidden here.
fn add_headers(headers: &mut HeaderMap) {
    for (name, value) in EVERYWHERE {
        // All names and values are plain letters.
        if let Ok(name) = HeaderName::try_from(name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Drafts are nobody else's: no foreign page may show or read them, not even what is made to be embedded.
    if let Ok(policy) = HeaderValue::try_from(policy(Frames::Own)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
}

async fn route(shared: &Arc<Shared>, path: &str, query: Option<&str>) -> Response<Body> {
    match path.strip_prefix(TOOLS) {
        Some("live.js") => typed(StatusCode::OK, page::content_type("live.js"), SCRIPT),
        Some("changes") => changes(shared).into_response(),
        Some("about") => about(shared, query.unwrap_or_default()).await,
        Some(_) => plain(StatusCode::NOT_FOUND, "not found"),
        None => get(shared, path).await,
    }
}

async fn get(shared: &Shared, raw: &str) -> Response<Body> {
    let Some(path) = address::decode(raw) else {
        return plain(StatusCode::BAD_REQUEST, "this address cannot be read");
    };
    let is_page = is_page(&path);
    match ask(shared, |reply| Job::Get(path, reply)).await {
        Some(Answer::File { status, content_type, bytes }) => {
            typed(StatusCode::from_u16(status).unwrap_or_default(), content_type, bytes)
        }
        Some(Answer::Moved(to)) => match HeaderValue::from_str(&to) {
            Ok(to) => (StatusCode::FOUND, [(LOCATION, to)]).into_response(),
            Err(_) => plain(StatusCode::NOT_FOUND, "not found"),
        },
        Some(Answer::Broken) if is_page => {
            let version = shared.version.load(Ordering::Relaxed);
            let bytes = page::with_script(EMPTY.as_bytes().to_vec(), version);
            let mut broken = typed(StatusCode::SERVICE_UNAVAILABLE, page::content_type("a.html"), bytes);
            broken.headers_mut().insert("x-minhbach", HeaderValue::from_static("nothing to show"));
            broken
        }
        Some(Answer::Broken) => plain(StatusCode::SERVICE_UNAVAILABLE, "the site has errors"),
        Some(Answer::Missing) => plain(StatusCode::NOT_FOUND, "not found"),
        None => plain(StatusCode::SERVICE_UNAVAILABLE, "the preview is ending"),
    }
}

/// Tells of the page whose path is the query.
async fn about(shared: &Shared, query: &str) -> Response<Body> {
    let Some(path) = address::decode(query) else {
        return plain(StatusCode::BAD_REQUEST, "this address cannot be read");
    };
    match ask(shared, |reply| Job::About(path, reply)).await {
        Some(text) => typed(StatusCode::OK, page::content_type("about.json"), text),
        None => plain(StatusCode::SERVICE_UNAVAILABLE, "the preview is ending"),
    }
}

async fn ask<T>(shared: &Shared, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Option<T> {
    let (reply, answer) = oneshot::channel();
    shared.jobs.send(job(reply)).ok()?;
    answer.await.ok()
}

/// Tells a page of every change, and first of all which state the site is in.
fn changes(shared: &Shared) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let changes = shared.changes.subscribe();
    let version = shared.version.load(Ordering::Relaxed);
    let hello = Event::default().event("hello").data(format!("{version} {}", shared.boot));
    let stream = stream::unfold((Some(hello), changes), |(hello, mut changes)| async {
        let event = match hello {
            Some(hello) => hello,
            None => next(&mut changes).await?,
        };
        Some((Ok(event), (None, changes)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn next(changes: &mut Receiver<String>) -> Option<Event> {
    match changes.recv().await {
        Ok(change) => Some(Event::default().event("change").data(change)),
        // Whoever has missed something connects again and looks at everything.
        Err(RecvError::Lagged(_) | RecvError::Closed) => None,
    }
}

fn typed(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    typed(status, page::content_type("a.txt"), format!("{text}\n"))
}
