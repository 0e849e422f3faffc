//! What hosts are told to say of the site's files, and that pages, preview and guides say the same.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use minhbach::render::{EVERYWHERE, Frames, POLICY, policy};
use support::{Files, diagnostics, has_ending, rendered, site};

const BASE: &str = "base_url = \"https://sao-mai.example/\"";

/// Returns the rules of `_headers`: a path and what is said of it.
fn rules(files: Files) -> Vec<(String, Vec<(String, String)>)> {
    let text = String::from_utf8(rendered(&files.inputs())["_headers"].clone()).unwrap();
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.strip_prefix("  ") {
            Some(header) => {
                let (name, value) = header.split_once(": ").unwrap();
                rules.last_mut().unwrap().1.push((name.to_owned(), value.to_owned()));
            }
            None => rules.push((line.to_owned(), Vec::new())),
        }
    }
    rules
}

/// Returns all that is said of a path under one name: hosts join what several rules say.
fn said(rules: &[(String, Vec<(String, String)>)], path: &str, name: &str) -> Vec<String> {
    let is_meant = |rule: &str| match rule.split_once('*') {
        Some((start, end)) => path.len() >= rule.len() - 1 && path.starts_with(start) && path.ends_with(end),
        None => rule == path,
    };
    let meant = rules.iter().filter(|(rule, _)| is_meant(rule)).flat_map(|(_, headers)| headers);
    meant.filter(|(said, _)| said == name).map(|(_, value)| value.clone()).collect()
}

fn htaccess(files: Files) -> String {
    String::from_utf8(rendered(&files.inputs())[".htaccess"].clone()).unwrap()
}

#[test]
fn every_file_has_each_header_once() {
    let rules = rules(site());
    for path in rendered(&site().inputs()).keys() {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        for (name, value) in EVERYWHERE {
            assert_eq!(said(&rules, &address, name), [value], "{address}");
        }
        let frames = if path.starts_with("embed/") { Frames::All } else { Frames::Own };
        if has_ending(path, "html") {
            assert_eq!(said(&rules, &address, "Content-Security-Policy"), [policy(frames)], "{address}");
        }
        let n_open = said(&rules, &address, "Access-Control-Allow-Origin").len();
        assert_eq!(n_open, usize::from(path.starts_with("data/")), "{address}");
        if has_ending(path, "csv") || path.ends_with("feed.xml") {
            let said = said(&rules, &address, "Content-Type").concat();
            assert!(said.ends_with("charset=utf-8"), "{address}: {said}");
        }
    }
}

#[test]
fn embedded_pages_may_be_framed_by_all_and_others_by_none() {
    let policy_of = |path| said(&rules(site()), path, "Content-Security-Policy");
    assert_eq!(policy_of("/embed/vi/water/rate/"), [format!("{POLICY}; frame-ancestors *")]);
    assert_eq!(policy_of("/vi/embed/"), [format!("{POLICY}; frame-ancestors 'self'")]);
}

#[test]
fn a_site_in_a_folder_speaks_of_that_folder() {
    let files = || site().edit("content/site.toml", BASE, "base_url = \"https://host.example/a.b/c/\"");
    for (path, _) in rules(files()) {
        assert!(path.starts_with("/a.b/c/"), "{path}");
    }
    let text = htaccess(files());
    assert!(text.contains("ErrorDocument 404 /a.b/c/404.html\n"), "{text}");
    assert!(
        text.contains("m#^/a\\.b/c/en/#\">\nErrorDocument 404 /a.b/c/en/404.html\n</If>"),
        "dots mean dots: {text}"
    );
}

#[test]
fn what_an_author_says_to_a_host_comes_last() {
    let files = site()
        .with("content/_headers", "/*\n  Strict-Transport-Security: max-age=31536000\n")
        .with("content/.htaccess", "Redirect /old /vi/\n");
    assert_eq!(diagnostics(&files.clone().inputs()), [], "they are no unused files");
    let told = said(&rules(files.clone()), "/vi/", "Strict-Transport-Security");
    assert_eq!(told, ["max-age=31536000"]);
    assert!(htaccess(files.clone()).ends_with("\n# content/.htaccess\nRedirect /old /vi/\n"));
    assert!(!rendered(&files.inputs()).keys().any(|path| path.starts_with("media/")), "nor media");
}

#[test]
fn apache_is_told_the_same() {
    let text = htaccess(site());
    for (name, value) in EVERYWHERE {
        assert!(text.contains(&format!("Header always set {name} \"{value}\"\n")), "{name}: {text}");
    }
    for frames in [Frames::Own, Frames::All] {
        assert!(text.contains(&format!("Content-Security-Policy \"{}\"\n", policy(frames))), "{text}");
    }
}

#[test]
fn pages_say_their_policy_themselves() {
    let pages = rendered(&site().with_default_theme().inputs());
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    for (path, bytes) in pages.iter().filter(|(path, _)| has_ending(path, "html")) {
        assert!(String::from_utf8_lossy(bytes).contains(&meta), "{path}");
    }
}

/// The lines for nginx stand in the guides, because it reads no file of a site.
#[test]
fn the_guides_tell_nginx_the_same() {
    for guide in [include_str!("../docs/guide.en.md"), include_str!("../docs/guide.vi.md")] {
        let block = guide.split("```nginx").nth(1).unwrap().split("```").next().unwrap();
        for (name, value) in EVERYWHERE {
            assert!(block.contains(&format!("add_header {name} \"{value}\" always;")), "{name}");
        }
        for frames in [Frames::Own, Frames::All] {
            assert!(block.contains(&format!("\"{}\";", policy(frames))), "{frames:?}");
        }
    }
}

#[test]
fn what_devices_keep_names_only_files_that_are_there() {
    let made = rendered(&site().with_default_theme().inputs());
    let manifest: serde_json::Value = serde_json::from_slice(&made["en/site.webmanifest"]).unwrap();
    assert_eq!(manifest["start_url"], "/en/");
    let icons: Vec<&str> =
        manifest["icons"].as_array().unwrap().iter().filter_map(|icon| icon["src"].as_str()).collect();
    assert_eq!(icons, ["/assets/favicon.svg", "/assets/icon-192.png", "/assets/icon-512.png"]);
    for (icon, size) in icons.iter().skip(1).zip([192_u32, 512]) {
        let picture = &made[icon.trim_start_matches('/')];
        assert_eq!(picture[16..24], [size.to_be_bytes(), size.to_be_bytes()].concat(), "{icon}");
    }
    let home = String::from_utf8_lossy(&made["en/index.html"]).into_owned();
    for named in ["en/site.webmanifest", "assets/icon-180.png", "assets/favicon.ico", "assets/favicon.svg"] {
        assert!(home.contains(&format!("href=\"/{named}\"")) && made.contains_key(named), "{named}");
    }
    let plain = rendered(&site().inputs());
    let manifest: serde_json::Value = serde_json::from_slice(&plain["vi/site.webmanifest"]).unwrap();
    assert_eq!(manifest["icons"], serde_json::json!([]), "a theme without icons");
}
