//! Files that tell hosts what to say of the site's files: `_headers` (Netlify, Cloudflare Pages) and `.htaccess` (Apache).
//!
//! What the author's own file of the name says comes after ours, so it adds to it or replaces it.

use std::fmt::Write;

use super::headers::{EVERYWHERE, Frames, OPEN, TYPES, policy};
use crate::input::Inputs;
use crate::model::Settings;
use crate::plan::{EMBED, Host};

/// Writes the file of a host.
pub(super) fn host(host: Host, settings: &Settings, inputs: &Inputs) -> String {
    let own = inputs.find(&format!("content/{}", host.path())).map(|id| inputs.file(id).text());
    let ours = match host {
        Host::Headers => headers(settings),
        Host::Htaccess => htaccess(settings),
    };
    match own {
        Some(own) => format!("{ours}\n# content/{}\n{}\n", host.path(), own.trim_end()),
        None => ours,
    }
}

/// Writes rules for paths. Hosts join what two rules say under one name, so no path has its policy from two.
fn headers(settings: &Settings) -> String {
    let base = settings.base_path();
    let mut text = String::new();
    rule(&mut text, &format!("{base}*"), &EVERYWHERE);
    let own = policy(Frames::Own);
    let folders = settings.languages.tags().iter().map(|tag| format!("{tag}/*"));
    for page in [String::new(), "index.html".to_owned(), "404.html".to_owned()].into_iter().chain(folders) {
        rule(&mut text, &format!("{base}{page}"), &[("Content-Security-Policy", own.as_str())]);
    }
    let all = policy(Frames::All);
    rule(&mut text, &format!("{base}{EMBED}*"), &[("Content-Security-Policy", all.as_str())]);
    rule(&mut text, &format!("{base}data/*"), &[OPEN]);
    for (end, content_type) in TYPES {
        rule(&mut text, &format!("{base}*{end}"), &[("Content-Type", content_type)]);
    }
    text
}

fn rule(text: &mut String, path: &str, headers: &[(&str, &str)]) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{path}");
    for (name, value) in headers {
        let _ = writeln!(text, "  {name}: {value}");
    }
}

/// Writes what Apache allows in folders that may say `FileInfo`.
fn htaccess(settings: &Settings) -> String {
    let base = settings.base_path();
    let mut text = format!("AddDefaultCharset utf-8\nErrorDocument 404 {base}404.html\n");
    for tag in settings.languages.tags() {
        text += &below(&format!("{base}{tag}/"), &format!("ErrorDocument 404 {base}{tag}/404.html"));
    }
    for (end, content_type) in TYPES {
        // Writing to a string cannot fail.
        let _ = match end.strip_prefix('/') {
            Some(name) => writeln!(text, "<Files \"{name}\">\nForceType \"{content_type}\"\n</Files>"),
            None => writeln!(text, "AddType \"{content_type}\" {end}"),
        };
    }
    // Packed answers have other tags than plain ones, and would be sent again and again; files keep their time.
    text + "FileETag None\n<IfModule mod_headers.c>\n" + &apache_headers(base) + "</IfModule>\n" + PACKED
}

fn apache_headers(base: &str) -> String {
    let set = |name: &str, value: &str| format!("Header always set {name} \"{value}\"");
    let mut text: String = EVERYWHERE.iter().map(|(name, value)| set(name, value) + "\n").collect();
    let policy = |frames| set("Content-Security-Policy", &policy(frames));
    let (name, value) = OPEN;
    text += "<FilesMatch \"\\.html$\">\n";
    text += &policy(Frames::Own);
    text += "\n</FilesMatch>\n";
    text += &below(&format!("{base}{EMBED}"), &policy(Frames::All));
    text + &below(&format!("{base}data/"), &set(name, value))
}

/// Says something of all that lies below a path, whose letters mean what they are: it was checked.
fn below(path: &str, line: &str) -> String {
    format!("<If \"%{{REQUEST_URI}} =~ m#^{}#\">\n{line}\n</If>\n", path.replace('.', "\\."))
}

/// Texts travel packed: a tenth of their size on a slow line.
const PACKED: &str = "<IfModule mod_deflate.c>\n<IfModule mod_filter.c>\n\
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript text/csv text/plain \
application/json application/geo+json application/manifest+json application/xml application/atom+xml image/svg+xml\n\
</IfModule>\n</IfModule>\n";
