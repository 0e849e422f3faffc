//! Writes a generated site into a folder, to measure the whole program with: so many places below 63 provinces, so many
//! indicators, so many months.
//!
//! ```text
//! cargo run --release --example generate -- 705 40 12 /dev/shm/districts
//! /usr/bin/time -v target/release/minhbach build /dev/shm/districts
//! ```

#![allow(missing_docs, reason = "a program, not a library")]

mod generated;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use generated::Size;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some((size, folder)) = read(&args) else {
        eprintln!("usage: generate PLACES INDICATORS MONTHS FOLDER");
        return ExitCode::from(2);
    };
    match write(size, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(args: &[String]) -> Option<(Size, &String)> {
    let [n_places, n_indicators, n_periods, folder] = args else { return None };
    let number = |text: &String| text.parse::<usize>().ok();
    let (n_places, n_indicators, n_periods) = (number(n_places)?, number(n_indicators)?, number(n_periods)?);
    (1..=12).contains(&n_periods).then_some((Size { n_places, n_indicators, n_periods }, folder))
}

fn write(size: Size, folder: &Path) -> io::Result<()> {
    for file in generated::files(size) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, file.text())?;
    }
    Ok(())
}
