//! The program from outside: flags, exit codes, and what a failed build leaves alone.

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use support::{Files, files_of, folder, site};

/// Writes a site to a folder of its own.
fn on_disk(files: Files) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for file in files.into_files() {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("files lie in folders")).expect("there is room for a folder");
        fs::write(path, file.text()).expect("there is room for a file");
    }
    folder
}

fn minhbach(args: &[&str], site: &Path) -> Output {
    run(args, Some(site), "C")
}

fn run(args: &[&str], site: Option<&Path>, language: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", language);
    command.args(args).args(site).output().expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the program writes UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the program writes UTF-8")
}

fn published(site: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |path: PathBuf| (path.display().to_string(), fs::read(&path).expect("our files can be read"));
    files_of(&site.join("public")).into_iter().map(read).collect()
}

#[test]
fn build_publishes_and_ends_with_0() {
    let site = on_disk(site());
    let output = minhbach(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let home = fs::read_to_string(site.path().join("public/en/index.html")).unwrap();
    assert!(home.contains("Clean water in Sao Mai"), "{home}");
    assert!(out(&output).starts_with("Published "), "{}", out(&output));
}

#[test]
fn strict_takes_warnings_for_errors() {
    let wrong = site().edit("content/indicators/water.toml", "2000, 1400, 70.0", "2001, 1400, 70.0");
    let site = on_disk(wrong);
    for (args, code) in
        [(["check"].as_slice(), 0), (&["check", "--strict"], 1), (&["build", "--strict"], 1), (&["build"], 0)]
    {
        let output = minhbach(args, site.path());
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        assert_eq!(!published(site.path()).is_empty(), args == ["build"], "{args:?}");
    }
    let explanation = "[[finding]]\ncode = \"total-differs\"\nfigure = \"water/households?place=sao-mai\"\n\
                       reason = { vi = \"Lỗi in.\", en = \"Misprint.\" }\n";
    fs::write(site.path().join("content/findings.toml"), explanation).expect("there is room for a file");
    let output = minhbach(&["build", "--strict"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn build_with_errors_leaves_the_last_site_and_ends_with_1() {
    let site = on_disk(site());
    assert_eq!(minhbach(&["build"], site.path()).status.code(), Some(0));
    let before = published(site.path());
    assert!(before.len() > 20);
    fs::write(site.path().join("content/reports/first/en.md"), "[1,450](value:water/connected)").unwrap();
    let output = minhbach(&["build"], site.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("figure-differs") && out(&output).contains("Nothing published"),
        "{}",
        err(&output)
    );
    assert_eq!(published(site.path()), before);
}

#[test]
fn theme_that_fails_leaves_the_last_site_and_ends_with_1() {
    let site = on_disk(site());
    assert_eq!(minhbach(&["build"], site.path()).status.code(), Some(0));
    let before = published(site.path());
    for (template, told) in [("{{ view.no_such_thing.name }}", "no_such_thing"), (" \n", "writes nothing")] {
        fs::write(site.path().join("themes/plain/templates/place.html"), template).unwrap();
        let output = minhbach(&["build"], site.path());
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        let text = err(&output);
        assert!(text.contains("template-error") && text.contains(told), "{text}");
        assert_eq!(published(site.path()), before);
    }
}

#[test]
fn check_publishes_nothing() {
    let site = on_disk(site());
    let output = minhbach(&["check"], site.path());
    assert_eq!(
        (output.status.code(), out(&output).as_str()),
        (Some(0), "0 errors, 0 warnings\n"),
        "{}",
        err(&output)
    );
    assert!(!site.path().join("public").exists());
}

#[test]
fn warnings_do_not_forbid_publishing() {
    let site = on_disk(site().with("content/notes.txt", "later"));
    let output = minhbach(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("unused-file"), "{}", err(&output));
}

#[test]
fn ten_mistakes_are_valid_json() {
    let site = on_disk(folder("tests/sites/ten-mistakes"));
    let output = minhbach(&["check", "--format", "json"], site.path());
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<serde_json::Value> = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(told.len(), 10);
    for entry in told {
        let is_text = |key: &str| entry[key].as_str().is_some_and(|text| !text.is_empty());
        assert!(["code", "severity", "message", "help", "file"].into_iter().all(is_text), "{entry}");
    }
}

#[test]
fn no_mistakes_are_an_empty_list() {
    let output = minhbach(&["check", "--format=json"], on_disk(site()).path());
    assert_eq!(serde_json::from_str::<serde_json::Value>(&out(&output)).unwrap(), serde_json::json!([]));
}

#[test]
fn places_lead_from_where_the_command_runs() {
    let site = on_disk(site().with("content/notes.txt", "later"));
    let name = site.path().file_name().expect("it has a name").to_string_lossy().into_owned();
    let check = |args: &[&str], folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").current_dir(folder);
        let output = command.arg("check").args(args).output().expect("the program starts");
        (out(&output), err(&output))
    };
    let above = site.path().parent().expect("it lies in a folder");
    let (here, _) = check(&["--format", "short"], site.path());
    assert_eq!(here, "content/notes.txt: warning[unused-file]: nothing reads this file\n");
    let (outside, _) = check(&["--format", "short", &name], above);
    assert_eq!(outside, format!("{name}/{here}"));
    let (_, human) = check(&[&format!("./{name}/")], above);
    assert!(human.contains(&format!("--> ./{name}/content/notes.txt")), "{human}");
}

#[test]
fn every_format_is_whole_beside_a_theme_that_fails() {
    let wrong =
        site().with("content/notes.txt", "later").with("themes/plain/templates/place.html", "{{ no.such }}");
    let site = on_disk(wrong);
    for command in ["check", "build"] {
        let write = |format: &str| out(&minhbach(&[command, "--format", format], site.path()));
        let told: Vec<serde_json::Value> = serde_json::from_str(&write("json")).expect("one list");
        let log: serde_json::Value = serde_json::from_str(&write("sarif")).expect("one log");
        let lines = [write("short").lines().count(), write("github").lines().count()];
        assert!(told.len() > 1 && lines == [told.len(); 2], "{command}: {} {lines:?}", told.len());
        assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(told.len()), "{command}");
    }
}

#[test]
fn folder_that_is_no_site_ends_with_2() {
    let empty = tempfile::tempdir().unwrap();
    for command in ["build", "check"] {
        let output = minhbach(&[command], empty.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("has no folder content/"), "{}", err(&output));
    }
    assert_eq!(files_of(empty.path()).len(), 0);
}

#[test]
fn unknown_flag_ends_with_2() {
    assert_eq!(run(&["build", "--fast"], None, "C").status.code(), Some(2));
    assert_eq!(run(&["check", "--date", "2023-02-30"], None, "C").status.code(), Some(2));
    assert_eq!(run(&[], None, "C").status.code(), Some(2));
}

#[test]
fn help_speaks_the_language_of_the_system() {
    for (language, words) in
        [("C", "First steps"), ("en_GB.UTF-8", "First steps"), ("vi_VN.UTF-8", "Bắt đầu")]
    {
        let output = run(&["--help"], None, language);
        let help = out(&output);
        assert_eq!(output.status.code(), Some(0));
        assert!([words, "minhbach build", "minhbach check"].iter().all(|word| help.contains(word)), "{help}");
    }
    assert_eq!(
        out(&run(&["--help", "--lang", "vi"], None, "C")),
        out(&run(&["--help"], None, "vi_VN.UTF-8"))
    );
}

#[test]
fn same_day_same_bytes() {
    let (one, two) = (on_disk(site()), on_disk(site()));
    for site in [&one, &two] {
        let output = minhbach(&["build", "--date", "2023-11-02"], site.path());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let bytes =
        |site: &TempDir| published(site.path()).into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>();
    assert_eq!(bytes(&one), bytes(&two));
}

#[test]
fn translated_marks_a_translation_and_touches_nothing_else() {
    let site = on_disk(site());
    let file = site.path().join("content/reports/first/report.toml");
    let before = format!("\u{feff}# Ours\r\n{}", fs::read_to_string(&file).unwrap().replace('\n', "\r\n"));
    fs::write(&file, &before).unwrap();
    let text = site.path().join("content/reports/first");
    let run =
        |text: &Path, language: &str| run(&["translated", &text.display().to_string(), language], None, "C");
    let output = run(&text, "en");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let after = fs::read_to_string(&file).unwrap();
    let added = after.strip_prefix(before.as_str()).expect("what was there stays");
    assert!(added.starts_with("translated = { en = \"") && added.ends_with("\" }\r\n"), "{added}");
    assert_eq!(out(&minhbach(&["check"], site.path())), "0 errors, 0 warnings\n");
    assert!(out(&run(&text.join("en.md"), "en")).contains("nothing to write"));
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    fs::write(text.join("vi.md"), "## Nước\n\nĐã nối [1.400](value:water/connected) hộ dân.\n").unwrap();
    assert!(err(&minhbach(&["check"], site.path())).contains("stale-translation"));
    for (text, language) in [(&text, "vi"), (&text, "fr"), (&site.path().join("content"), "en")] {
        assert_eq!(run(text, language).status.code(), Some(2), "{language}");
    }
    let left_over = files_of(&site.path().join("content"))
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(".tmp")));
    assert_eq!(left_over.count(), 0);
}

#[test]
fn build_compares_with_the_folder_it_publishes_to() {
    let site = on_disk(site());
    let elsewhere = tempfile::tempdir().unwrap();
    let output = elsewhere.path().join("www").display().to_string();
    assert_eq!(minhbach(&["build", "--output", &output], site.path()).status.code(), Some(0));
    let water = site.path().join("content/indicators/water.toml");
    let text = fs::read_to_string(&water).unwrap();
    fs::write(
        &water,
        text.replace("800, 500, 62.5", "801, 500, 62.4").replace("2000, 1400, 70.0", "2001, 1400, 70.0"),
    )
    .unwrap();
    assert_eq!(
        out(&minhbach(&["check"], site.path())),
        "0 errors, 0 warnings\n",
        "nothing is published there"
    );
    let check = minhbach(&["check", "--output", &output], site.path());
    assert!(err(&check).contains("changed-silently"), "{}", err(&check));
    let build = minhbach(&["build", "--output", &output], site.path());
    assert_eq!((build.status.code(), err(&build).matches("[changed-silently]").count()), (Some(0), 2));
    assert_eq!(out(&minhbach(&["check", "--output", &output], site.path())), "0 errors, 0 warnings\n");
}

#[test]
fn a_report_waits_for_its_day_and_build_says_so() {
    let site = on_disk(site().edit("content/reports/first/report.toml", "2023-11-02", "2023-12-24"));
    let built = |date: &str| {
        let output = minhbach(&["build", "--date", date], site.path());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        (site.path().join("public/en/reports/first/index.html").exists(), err(&output))
    };
    let (is_there, told) = built("2023-12-23");
    assert!(
        !is_there && told.contains("content/reports/first is not published before its date, 2023-12-24"),
        "{told}"
    );
    let (is_there, told) = built("2023-12-24");
    assert!(is_there && !told.contains("not published"), "{told}");
}

#[test]
fn check_watch_tells_again_after_every_save() {
    let site = on_disk(site());
    let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
    let child = command.env("LANG", "C").env_remove("LC_ALL").args(["check", "--watch"]).arg(site.path());
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines().map_while(Result::ok);
    assert_eq!(lines.next().as_deref(), Some("0 errors, 0 warnings"));
    let text = site.path().join("content/reports/first/en.md");
    let whole = fs::read_to_string(&text).expect("our files can be read");
    for (text_now, told) in
        [(whole.replace("1,400", "1,401"), "1 error, 0 warnings"), (whole, "0 errors, 0 warnings")]
    {
        let beside = text.with_extension("tmp");
        fs::write(&beside, text_now).expect("there is room for a file");
        fs::rename(&beside, &text).expect("files can be moved");
        assert_eq!(lines.next().as_deref(), Some(told));
    }
    child.kill().expect("it still runs");
    child.wait().expect("it is ours");
}
