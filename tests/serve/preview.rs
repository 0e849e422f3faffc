//! A preview that runs, a browser that listens, and an author who saves files.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::Files;

/// Far longer than anything takes, so that no test fails on a machine that has much to do.
const LONG: Duration = Duration::from_secs(30);
/// The day of every preview in the tests.
const TODAY: &str = "2023-11-02";

/// A site on disk, and the program that previews it.
pub struct Preview {
    folder: TempDir,
    child: Child,
    address: String,
    lines: Receiver<String>,
    /// Lines that nobody has asked for yet: the two streams of a terminal come in any order.
    unread: Vec<String>,
    marks: usize,
    changes: Changes,
    version: u64,
}

/// What a page is told.
pub struct Changes(Receiver<Value>);

/// What a browser gets.
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Preview {
    pub fn of(files: Files) -> Self {
        Self::with(files, &[])
    }

    pub fn with(files: Files, args: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let site = folder.path().join("site");
        for file in files.into_files() {
            write(&site.join(&file.path), file.text());
        }
        Self::start(folder, args)
    }

    /// Starts the program on the folder `site` of a folder.
    pub fn start(folder: TempDir, args: &[&str]) -> Self {
        let mut child = program(args)
            .arg(folder.path().join("site"))
            .args(["--port", "0", "--date", TODAY])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (send, lines) = mpsc::channel();
        for pipe in [
            Box::new(child.stdout.take().expect("it is piped")) as Box<dyn Read + Send>,
            Box::new(child.stderr.take().expect("it is piped")),
        ] {
            let send = send.clone();
            thread::spawn(move || {
                BufReader::new(pipe).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
            });
        }
        let mut unread = Vec::new();
        let address = loop {
            let line = lines.recv_timeout(LONG).expect("the program says where the preview is");
            match line.split("http://").nth(1).and_then(|rest| rest.split('/').next()) {
                Some(address) => break address.to_owned(),
                None => unread.push(line),
            }
        };
        let changes = Changes(mpsc::channel().1);
        let mut preview = Self { folder, child, address, lines, unread, marks: 0, changes, version: 0 };
        // An answer comes as soon as the site has been read; the first event after it is of the first edit.
        let about = preview.about("/");
        preview.changes = preview.listen();
        preview.version = about["version"].as_u64().expect("every state has a number");
        preview
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    /// The folder that the site's folder lies in.
    pub fn above(&self) -> &Path {
        self.folder.path()
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn port(&self) -> &str {
        self.address.rsplit(':').next().expect("the address has a port")
    }

    /// Saves a file as careful editors do: beside it, then in its place.
    pub fn save(&self, path: &str, text: &str) {
        let beside = self.path(path).with_file_name(".beside.tmp");
        write(&beside, text);
        fs::rename(beside, self.path(path)).expect("files can be moved");
    }

    /// Saves a file over itself.
    pub fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("our files can be read")
    }

    /// Replaces words in a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path}: {from}");
        self.save(path, &text.replace(from, to));
    }

    pub fn get(&self, path: &str) -> Response {
        request(&self.address, path, &format!("Host: {}\r\n", self.address))
    }

    pub fn page(&self, path: &str) -> String {
        let response = self.get(path);
        assert_eq!(response.status, 200, "{path}: {}", response.body);
        response.body
    }

    /// What the panel of a page is told.
    pub fn about(&self, path: &str) -> Value {
        let response = self.get(&format!("/_minhbach/about?{path}"));
        serde_json::from_str(&response.body).unwrap_or_else(|error| panic!("{error}: {}", response.body))
    }

    /// The codes that the panel of the home page shows.
    pub fn codes(&self) -> Vec<String> {
        let about = self.about("/vi/");
        let told = about["told"].as_array().expect("it is a list");
        told.iter().map(|told| told["code"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Listens as one more tab.
    pub fn listen(&self) -> Changes {
        let (send, changes) = mpsc::channel();
        let (ready, hello) = mpsc::channel();
        let mut stream = TcpStream::connect(&self.address).expect("the preview listens");
        let request = format!("GET /_minhbach/changes HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("the preview listens");
        thread::spawn(move || {
            let mut event = String::new();
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(name) = line.strip_prefix("event: ") {
                    name.clone_into(&mut event);
                } else if let Some(data) = line.strip_prefix("data: ") {
                    match event.as_str() {
                        "hello" => drop(ready.send(())),
                        _ => drop(send.send(serde_json::from_str(data).unwrap_or_default())),
                    }
                }
            }
        });
        hello.recv_timeout(LONG).expect("the preview greets");
        Changes(changes)
    }

    /// Waits until the preview tells of something.
    pub fn change(&mut self) -> Value {
        self.changes.next()
    }

    /// Waits until something holds, looking again whenever the preview tells of a change.
    pub fn until(&mut self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let end = Instant::now() + LONG;
        while !holds(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.changes.0.recv_timeout(left) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => panic!("it never comes to this: {what}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the preview has ended before: {what}"),
            }
        }
    }

    /// How often the site was made anew since the last call.
    pub fn rebuilds(&mut self) -> u64 {
        let now = self.about("/")["version"].as_u64().expect("every state has a number");
        now - std::mem::replace(&mut self.version, now)
    }

    /// Makes an edit that can be seen, and says how often the site was made anew for it and all before it, and how many
    /// times pages were told.
    pub fn mark(&mut self) -> (u64, usize) {
        let path = "content/reports/first/report.toml";
        let text = self.text(path);
        self.marks += 1;
        let mark = format!("Mốc {}.", self.marks);
        let title = text.lines().next().expect("it has a title");
        let text = text.replace(title, &format!("title = {{ vi = \"{mark}\", en = \"{mark}\" }}"));
        self.save(path, &text);
        let mut told = 0;
        while !self.page("/vi/bao-cao/").contains(&mark) {
            self.change();
            told += 1;
        }
        // The page can be there before it is told of.
        if told == 0 {
            self.change();
            told += 1;
        }
        (self.rebuilds(), told)
    }

    /// The next line of the terminal that holds these words.
    pub fn line(&mut self, words: &str) -> String {
        loop {
            if let Some(at) = self.unread.iter().position(|line| line.contains(words)) {
                return self.unread.remove(at);
            }
            let line = self.lines.recv_timeout(LONG);
            self.unread.push(line.unwrap_or_else(|_| panic!("nobody says {words}, but {:?}", self.unread)));
        }
    }

    /// What the terminal has said and nobody has read.
    pub fn said(&mut self) -> &[String] {
        self.unread.extend(self.lines.try_iter());
        &self.unread
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(status.expect("there is kill").success());
    }

    /// Ends the program as Ctrl-C does.
    pub fn interrupt(&mut self) -> ExitStatus {
        self.signal("-INT");
        let end = Instant::now() + LONG;
        loop {
            match self.child.try_wait().expect("the program is ours") {
                Some(status) => return status,
                None => assert!(Instant::now() < end, "the program does not end"),
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Changes {
    pub fn next(&self) -> Value {
        self.0.recv_timeout(LONG).expect("the preview tells of a change")
    }

    pub fn waiting(&self) -> usize {
        self.0.try_iter().count()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

pub fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").arg("serve").args(args);
    command
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("files lie in folders")).expect("there is room for a folder");
    fs::write(path, text).expect("there is room for a file");
}

/// Sends a path as it is, with these headers.
pub fn request(address: &str, path: &str, headers: &str) -> Response {
    raw(address, &format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
}

pub fn raw(address: &str, request: &str) -> Response {
    let mut stream = TcpStream::connect(address).expect("the preview listens");
    stream.set_read_timeout(Some(LONG)).expect("streams can wait");
    stream.write_all(request.as_bytes()).expect("the preview listens");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the preview answers");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    Response { status, head: head.to_owned(), body: body.to_owned() }
}
