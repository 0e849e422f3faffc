//! The thread that owns the site: reads what is saved, draws what is asked for, says what has changed.
//!
//! Events and requests come through one channel. Nobody is told of a state that is not the last: after a refresh the channel
//! is emptied first, and where more was saved, that goes on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::oneshot;

use super::super::watch::{Mode, News, Signal, Watch};
use super::about::{self, PageAbout, State, Telling};
use super::address::{self, Found};
use super::page::{content_type, with_script};
use super::{Options, Rebuilt, Shared, Told};
use crate::diagnostic::{self, Diagnostic, Messages};
use crate::input::{Drafts, InputFile, Inputs};
use crate::model::{Date, Release};
use crate::plan::{PlannedFile, copy_path};
use crate::preview::{Figures, Stage, Workspace};

/// Longest wait before we look at the calendar again.
const CALENDAR: Duration = Duration::from_mins(1);
/// Longest time that changes go untold while more and more come.
const LONGEST_SILENCE: Duration = Duration::from_secs(2);
/// Pages that are remembered as they last could be drawn.
const REMEMBERED: usize = 16;

/// Something to do.
pub(super) enum Job {
    /// The file system tells something.
    Signal(Signal),
    /// A browser asks for a decoded path.
    Get(String, oneshot::Sender<Answer>),
    /// The panel of the page at a decoded path asks.
    About(String, oneshot::Sender<String>),
}

/// What a browser gets.
#[derive(Debug)]
pub(super) enum Answer {
    /// A file.
    File { status: u16, content_type: &'static str, bytes: Vec<u8> },
    /// Another address.
    Moved(String),
    /// The site has no page for wrong addresses.
    Missing,
    /// There is nothing to show yet: the site has had errors from the start, or the theme cannot draw the page.
    Broken,
}

/// What pages are told of a change.
#[derive(Serialize)]
struct Change {
    version: u64,
    boot: u64,
    /// Whether pages may be otherwise.
    pages: bool,
    /// Addresses of files that are published as they are and have changed: style sheets, scripts, images.
    files: Vec<String>,
}

/// What was read and not yet told.
struct Untold {
    since: Instant,
    files: BTreeSet<String>,
    is_first: bool,
}

pub(super) struct Studio {
    watch: Watch,
    shared: Arc<Shared>,
    tell: Box<dyn FnMut(Told<'_>) + Send>,
    messages: Arc<Messages>,
    date: Option<String>,
    today: String,
    published: Vec<InputFile>,
    drafts: Drafts,
    figures: Option<Figures>,
    queue: VecDeque<Job>,
    untold: Option<Untold>,
    /// Inputs that changed since the site on show was made.
    unseen: BTreeSet<String>,
    is_gone: bool,
    /// Pages by path as they could last be drawn, and of which state.
    shown: BTreeMap<String, (u64, Vec<u8>)>,
    /// The page that was asked for last, until it is drawn again.
    awaited: Option<(u64, String)>,
}

/// Why the thread stops attending to a stage.
enum Turn {
    /// The site is otherwise.
    Refresh(Inputs),
    /// The program ends.
    End,
}

impl Studio {
    pub(super) fn new(
        watch: Watch,
        options: Options,
        shared: Arc<Shared>,
        tell: Box<dyn FnMut(Told<'_>) + Send>,
    ) -> Self {
        let Options { mode, date, drafts, published, figures, messages, .. } = options;
        let today = date.clone().unwrap_or_else(today);
        let since = Instant::now();
        let untold = Some(Untold { since, files: BTreeSet::new(), is_first: true });
        let mut studio = Self {
            watch,
            shared,
            tell,
            messages,
            date,
            today,
            published,
            drafts,
            figures: Some(figures),
            queue: VecDeque::new(),
            untold,
            unseen: BTreeSet::new(),
            is_gone: false,
            shown: BTreeMap::new(),
            awaited: None,
        };
        if mode == Mode::Events && studio.watch.mode() == Mode::Polling {
            (studio.tell)(Told::Polling);
        }
        studio
    }

    /// Works until nobody can ask any more.
    pub(super) fn work(mut self, inbox: &Receiver<Job>) {
        let Some(figures) = self.figures.take() else { return };
        let mut workspace = Workspace::new(self.inputs(), figures);
        self.step();
        loop {
            let turn = {
                let stage = workspace.stage();
                self.attend(inbox, &workspace, stage.as_ref())
            };
            match turn {
                Turn::Refresh(inputs) => workspace.refresh(inputs),
                Turn::End => return,
            }
            self.step();
        }
    }

    fn inputs(&self) -> Inputs {
        self.watch.inputs(&self.today).with_published(self.published.clone()).with_drafts(self.drafts)
    }

    /// Counts a new state of the site.
    fn step(&mut self) {
        self.shared.version.fetch_add(1, Ordering::Relaxed);
    }

    /// Answers while the site is as it is.
    fn attend(&mut self, inbox: &Receiver<Job>, workspace: &Workspace, stage: Option<&Stage<'_>>) -> Turn {
        loop {
            if self.collect(inbox).is_err() {
                return Turn::End;
            }
            if let Some(inputs) = self.changed() {
                return Turn::Refresh(inputs);
            }
            self.tell_if_settled(workspace, stage);
            if let Some(job) = self.queue.pop_front() {
                self.answer(job, workspace, stage);
                continue;
            }
            if self.untold.is_none() {
                self.foresee(stage);
            }
            match inbox.recv_timeout(self.patience()) {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Turn::End,
            }
        }
    }

    /// Takes everything that has come in the meantime.
    fn collect(&mut self, inbox: &Receiver<Job>) -> Result<(), TryRecvError> {
        loop {
            match inbox.try_recv() {
                Ok(job) => self.take(job),
                Err(TryRecvError::Empty) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Signal(signal) => {
                let before = self.watch.mode();
                self.watch.note(signal);
                if before != self.watch.mode() {
                    (self.tell)(Told::Polling);
                }
            }
            job => self.queue.push_back(job),
        }
    }

    fn patience(&self) -> Duration {
        let due = self.watch.due().map(|due| due.saturating_duration_since(Instant::now()));
        due.map_or(CALENDAR, |due| due.min(CALENDAR))
    }

    /// Reads what is due; returns new inputs where they are otherwise.
    fn changed(&mut self) -> Option<Inputs> {
        let mut is_new_day = false;
        if self.date.is_none() {
            let today = today();
            is_new_day = today != self.today;
            self.today = today;
        }
        let now = Instant::now();
        if self.watch.due().is_none_or(|due| due > now) {
            return is_new_day.then(|| self.inputs());
        }
        let since = self.watch.since().unwrap_or(now);
        match self.watch.read() {
            News::Changed(paths) => {
                self.is_gone = false;
                let untold = self.untold.get_or_insert_with(|| Untold {
                    since,
                    files: BTreeSet::new(),
                    is_first: false,
                });
                untold.files.extend(paths.iter().cloned());
                self.unseen.extend(paths);
                Some(self.inputs())
            }
            News::Nothing => is_new_day.then(|| self.inputs()),
            News::Gone => {
                if !std::mem::replace(&mut self.is_gone, true) {
                    (self.tell)(Told::Gone);
                    self.broadcast(false, Vec::new());
                }
                None
            }
        }
    }

    /// Tells the author and all pages, unless more is on its way.
    fn tell_if_settled(&mut self, workspace: &Workspace, stage: Option<&Stage<'_>>) {
        let Some(untold) = &self.untold else { return };
        if self.watch.is_pending() && untold.since.elapsed() < LONGEST_SILENCE {
            return;
        }
        let (diagnostics, inputs) = workspace.diagnostics();
        let (took, n_files) = (untold.since.elapsed(), untold.files.len());
        let is_first = untold.is_first;
        let faults = self.watch.faults();
        (self.tell)(Told::Rebuilt(Rebuilt { n_files, took, diagnostics, inputs, faults }));
        self.untold = None;
        let is_good = !diagnostic::has_errors(diagnostics);
        let seen = if is_good { std::mem::take(&mut self.unseen) } else { BTreeSet::new() };
        let base = stage.map_or_else(|| "/".to_owned(), address::base);
        let files = seen.iter().filter_map(|path| Some(address::encode(&format!("{base}{}", asset(path)?))));
        let is_dressing = |path: &String| path.starts_with("themes/") && asset(path).is_some();
        let pages = is_first || is_good && (seen.is_empty() || !seen.iter().all(is_dressing));
        self.broadcast(pages, files.collect());
    }

    fn broadcast(&self, pages: bool, files: Vec<String>) {
        let version = self.version();
        let change = Change { version, boot: self.shared.boot, pages, files };
        let text = serde_json::to_string(&change).unwrap_or_default();
        // Nobody may be looking.
        let _ = self.shared.changes.send(text);
    }

    fn answer(&mut self, job: Job, workspace: &Workspace, stage: Option<&Stage<'_>>) {
        // Whoever asked may have left.
        match job {
            Job::Get(path, reply) => {
                let answer = stage.map_or(Answer::Broken, |stage| self.get(stage, &path));
                let _ = reply.send(answer);
            }
            Job::About(path, reply) => drop(reply.send(self.about(&path, workspace, stage))),
            Job::Signal(signal) => self.watch.note(signal),
        }
    }

    fn get(&mut self, stage: &Stage<'_>, path: &str) -> Answer {
        match address::find(stage, path) {
            Found::File(file) => self.draw(stage, file, 200),
            Found::Moved(to) => Answer::Moved(to),
            Found::Missing(Some(file)) => self.draw(stage, file, 404),
            Found::Missing(None) => Answer::Missing,
        }
    }

    /// Draws the page that was asked for last before it is asked for again: whoever looks at it has just been told.
    fn foresee(&mut self, stage: Option<&Stage<'_>>) {
        let version = self.version();
        let Some((_, path)) = self.awaited.take_if(|(of, _)| *of != version) else { return };
        if let Some((stage, file)) = stage.and_then(|stage| Some((stage, stage.file(&path)?))) {
            // What fails is told when it is asked for.
            let _ = self.drawn(stage, file);
        }
    }

    /// Draws a file. Where the theme fails, the page as it last could be drawn is nicer than none.
    fn draw(&mut self, stage: &Stage<'_>, file: &PlannedFile, status: u16) -> Answer {
        let content_type = content_type(&file.path);
        let (status, bytes) = match self.drawn(stage, file) {
            Ok(bytes) => (status, bytes),
            Err(_) => match self.shown.get(&file.path) {
                Some((_, bytes)) => (500, bytes.clone()),
                None => return Answer::Broken,
            },
        };
        if !is_html(&file.path) {
            return Answer::File { status, content_type, bytes };
        }
        self.awaited = Some((self.version(), file.path.clone()));
        let bytes = with_script(bytes, self.version());
        Answer::File { status, content_type, bytes }
    }

    /// Returns the bytes of a file. A page that was drawn of this state is not drawn again: the page itself, its panel and
    /// other tabs ask for it at once.
    fn drawn(&mut self, stage: &Stage<'_>, file: &PlannedFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        let version = self.version();
        if let Some((_, bytes)) = self.shown.get(&file.path).filter(|(of, _)| *of == version) {
            return Ok(bytes.clone());
        }
        let bytes = stage.render(file)?;
        if is_html(&file.path) {
            if self.shown.len() >= REMEMBERED && !self.shown.contains_key(&file.path) {
                self.shown.pop_first();
            }
            self.shown.insert(file.path.clone(), (version, bytes.clone()));
        }
        Ok(bytes)
    }

    fn version(&self) -> u64 {
        self.shared.version.load(Ordering::Relaxed)
    }

    fn withheld(&self, (release, date): (Release, Date)) -> Option<String> {
        let key = match release {
            Release::Public => return None,
            Release::Draft => "preview-draft",
            Release::Scheduled => "preview-scheduled",
        };
        Some(self.messages.text(key, &[("date", date.to_string())]))
    }

    fn about(&mut self, path: &str, workspace: &Workspace, stage: Option<&Stage<'_>>) -> String {
        let (diagnostics, inputs) = workspace.diagnostics();
        let found = stage.map(|stage| (stage, address::find(stage, path)));
        let (file, is_missing) = match &found {
            Some((_, Found::File(file))) => (Some(*file), false),
            Some((_, Found::Missing(file))) => (*file, true),
            Some((_, Found::Moved(_))) | None => (None, false),
        };
        let drawn = stage.zip(file);
        let page = PageAbout {
            sources: drawn
                .filter(|_| !is_missing)
                .map(|(stage, file)| stage.sources(file))
                .unwrap_or_default(),
            stale: drawn
                .map(|(stage, file)| stage.stale(file).into_iter().map(str::to_owned).collect())
                .unwrap_or_default(),
            withheld: drawn.and_then(|(stage, file)| self.withheld(stage.withheld(file)?)),
            is_missing,
        };
        let fault = drawn.and_then(|(stage, file)| Some((self.drawn(stage, file).err()?, stage.inputs())));
        let faults = self.watch.faults();
        let standing = match (self.is_gone, diagnostic::has_errors(diagnostics) || !faults.is_empty()) {
            (true, _) => State::Gone,
            (false, true) => State::Broken,
            (false, false) => State::Good,
        };
        let telling = Telling { diagnostics, inputs, faults, messages: &self.messages };
        let version = self.version();
        let fault = fault.as_ref().map(|(told, inputs)| (told.as_ref(), *inputs));
        about::about(&telling, &page, fault, (version, self.shared.boot, standing))
    }
}

/// Returns where an input is published as it is, if it is.
fn asset(path: &str) -> Option<String> {
    let is_source = [".toml", ".md"].iter().any(|ending| path.ends_with(ending));
    copy_path(path).filter(|_| !is_source)
}

fn is_html(path: &str) -> bool {
    content_type(path).starts_with("text/html")
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
