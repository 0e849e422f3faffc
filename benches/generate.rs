//! Writes a generated site into a folder, to measure the whole program with:
//!
//! ```text
//! cargo run --release --example generate -- districts /dev/shm/districts
//! /usr/bin/time -v target/release/minhbach build /dev/shm/districts
//! ```

#![allow(missing_docs, reason = "a program, not a library")]
#![expect(clippy::disallowed_methods, reason = "writes to disk; bans guard the pipeline")]

mod generated;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use generated::{COMMUNES, DISTRICTS, Size};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let (size, folder) = match args.as_slice() {
        [size, folder] if size == "districts" => (DISTRICTS, folder),
        [size, folder] if size == "communes" => (COMMUNES, folder),
        _ => {
            eprintln!("usage: generate (districts | communes) FOLDER");
            return ExitCode::from(2);
        }
    };
    match write(size, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(size: Size, folder: &Path) -> io::Result<()> {
    for file in generated::files(size) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, file.text())?;
    }
    Ok(())
}
