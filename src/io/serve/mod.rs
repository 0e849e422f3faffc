//! Shows a site as it is being written: watches its folder, serves its pages, tells open pages what has changed.
//!
//! One thread owns the site (`studio`); another answers browsers (`server`) and asks the first for pages. Nothing is ever
//! written to a disk.

mod about;
mod address;
mod guard;
mod page;
mod server;
mod studio;

use std::net::{TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use tokio::sync::{broadcast, oneshot};

pub use page::with_script;

use super::read::ReadError;
use super::watch::{Mode, Watch};
use crate::diagnostic::{Diagnostic, Messages};
use crate::input::{Drafts, InputFile, Inputs};
use crate::preview::Figures;
use guard::Guard;
use studio::{Job, Studio};

/// The first port that is tried where none is asked for.
const FIRST_PORT: u16 = 8000;
/// How many ports above it are tried.
const PORTS: u16 = 100;
/// Changes that a slow browser may lag behind before it is told to look at everything.
const BACKLOG: usize = 64;

/// How to preview.
pub struct Options {
    /// The folder of the site.
    pub site: PathBuf,
    /// Name or address to listen on.
    pub host: String,
    /// The port that was asked for; 0 is any.
    pub port: Option<u16>,
    /// How changes are found.
    pub mode: Mode,
    /// The day to pretend it is.
    pub date: Option<String>,
    /// Whether drafts and reports of later days are shown.
    pub drafts: Drafts,
    /// What was last published, for the warnings of `check`.
    pub published: Vec<InputFile>,
    /// Reads what was last published of an indicator.
    pub figures: Figures,
    /// The words of the panel and the bar.
    pub messages: Arc<Messages>,
}

/// What the preview has to say.
pub enum Told<'t> {
    /// It can be seen at this address.
    Listening(&'t str),
    /// The system does not tell of changes, so the folder is looked through.
    Polling,
    /// The site was read, for the first time or again.
    Rebuilt(Rebuilt<'t>),
    /// The folder of the site is gone.
    Gone,
}

/// A site that was read again.
pub struct Rebuilt<'t> {
    /// Files that changed; 0 the first time.
    pub n_files: usize,
    /// From the first sign of a change until it can be seen.
    pub took: Duration,
    /// Everything there is to tell.
    pub diagnostics: &'t [Diagnostic],
    /// The files that they speak of.
    pub inputs: &'t Inputs,
    /// What could not be read.
    pub faults: &'t [ReadError],
}

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeError {
    /// There is no site to read.
    Read(ReadError),
    /// The port that was asked for is taken.
    Busy(u16),
    /// The address cannot be listened on.
    Address(String, std::io::Error),
    /// The system refuses threads or timers.
    System(std::io::Error),
}

/// What the threads share.
struct Shared {
    jobs: mpsc::Sender<Job>,
    changes: broadcast::Sender<String>,
    version: AtomicU64,
    /// Names this run: after a restart, versions begin anew.
    boot: u64,
    guard: Guard,
}

/// Previews a site until it is interrupted.
pub fn serve(options: Options, tell: impl FnMut(Told<'_>) + Send + 'static) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(ServeError::System)?.block_on(until_interrupted(options, tell))
}

async fn until_interrupted(
    options: Options,
    tell: impl FnMut(Told<'_>) + Send + 'static,
) -> Result<(), ServeError> {
    let end = server::interrupted().map_err(ServeError::System)?;
    tokio::select! {
        result = preview(options, tell) => result,
        () = end => Ok(()),
    }
}

async fn preview(
    options: Options,
    mut tell: impl FnMut(Told<'_>) + Send + 'static,
) -> Result<(), ServeError> {
    if !options.site.join("content").is_dir() {
        return Err(ServeError::Read(ReadError::NotASite(options.site)));
    }
    let listener = listen(&options.host, options.port)?;
    let address = listener.local_addr().map_err(ServeError::System)?;
    tell(Told::Listening(&format!("http://{address}/")));
    let (jobs, inbox) = mpsc::channel();
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let shared = Arc::new(Shared {
        jobs: jobs.clone(),
        changes: broadcast::channel(BACKLOG).0,
        version: AtomicU64::new(0),
        boot: u64::try_from(since_1970.as_micros()).unwrap_or_default(),
        guard: Guard::new(&options.host),
    });
    let (failed, failure) = oneshot::channel();
    let for_studio = Arc::clone(&shared);
    let studio = move || {
        let send = Arc::new(move |signal| drop(jobs.send(Job::Signal(signal))));
        match Watch::start(&options.site, options.mode, send) {
            Ok(watch) => Studio::new(watch, options, for_studio, Box::new(tell)).work(&inbox),
            Err(error) => drop(failed.send(error)),
        }
    };
    std::thread::Builder::new().name("studio".to_owned()).spawn(studio).map_err(ServeError::System)?;
    tokio::select! {
        result = server::run(listener, shared) => result.map_err(ServeError::System),
        Ok(error) = failure => Err(ServeError::Read(error)),
    }
}

/// Takes the port that was asked for, or the first free one.
fn listen(host: &str, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = |port: u16| {
        let addresses: Vec<_> = (host, port).to_socket_addrs()?.collect();
        TcpListener::bind(addresses.as_slice())
    };
    let is_busy = |error: &std::io::Error| error.kind() == std::io::ErrorKind::AddrInUse;
    let ports = port.map_or(FIRST_PORT..=FIRST_PORT + PORTS, |port| port..=port);
    let mut last = None;
    for port in ports {
        match bind(port) {
            Ok(listener) => {
                listener.set_nonblocking(true).map_err(ServeError::System)?;
                return Ok(listener);
            }
            Err(error) if is_busy(&error) => last = Some((port, error)),
            Err(error) => return Err(ServeError::Address(format!("{host}:{port}"), error)),
        }
    }
    Err(last.map_or(ServeError::Busy(FIRST_PORT), |(port, _)| ServeError::Busy(port)))
}

/// Where a site's own address and that of the program's tools part.
const TOOLS: &str = "/_minhbach/";

/// Returns whether a path looks like that of a page, which people read, and not that of a file that a page needs.
fn is_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    !name.contains('.')
        || Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"))
}
