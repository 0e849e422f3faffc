//! What the preview answers: the site as it will be published, to this machine only, and nothing else.

use minhbach::io::serve::with_script;

use crate::preview::{Preview, raw, request};
use crate::support::{has_ending, rendered, site};

#[test]
fn every_file_is_that_of_a_build_but_for_the_script() {
    let preview = Preview::of(site());
    for (path, bytes) in rendered(&site().inputs()) {
        let expected = if has_ending(&path, "html") { with_script(bytes, 1) } else { bytes };
        let shown = preview.get(&format!("/{path}"));
        assert_eq!(shown.status, 200, "{path}");
        assert_eq!(shown.body, String::from_utf8_lossy(&expected), "{path}");
    }
}

#[test]
fn texts_are_utf8_and_nothing_is_cached() {
    let preview = Preview::of(site());
    for (path, content_type) in [
        ("/vi/", "text/html; charset=utf-8"),
        ("/assets/plain.css", "text/css; charset=utf-8"),
        ("/data/water.csv", "text/csv; charset=utf-8"),
        ("/data/water.json", "application/json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/_minhbach/live.js", "text/javascript; charset=utf-8"),
        ("/_minhbach/about?/vi/", "application/json; charset=utf-8"),
    ] {
        let response = preview.get(path);
        assert_eq!((response.status, response.header("content-type")), (200, Some(content_type)), "{path}");
        assert_eq!(response.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn a_foreign_name_for_this_machine_is_refused() {
    let preview = Preview::of(site());
    let port = preview.port();
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "192.168.1.2", ""] {
        for path in ["/vi/", "/_minhbach/about?/", "/_minhbach/changes"] {
            let response = request(preview.address(), path, &format!("Host: {host}\r\n"));
            assert_eq!(response.status, 421, "{host} {path}");
            assert!(!response.body.contains("Sao Mai"), "{host} {path}");
        }
    }
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(request(preview.address(), "/vi/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
}

#[test]
fn only_this_machine_is_listened_to() {
    let preview = Preview::of(site());
    assert!(preview.address().starts_with("127.0.0.1:"), "{}", preview.address());
}

#[test]
fn nothing_but_the_site_is_served() {
    let preview = Preview::of(site().with("secret.txt", "secret"));
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/vi/../../secret.txt",
        "/content/site.toml",
        "/secret.txt",
        "//secret.txt",
        "/%00",
        "/%",
        "/%ff",
        "/vi/index.html/",
        "/_minhbach/",
        "/_minhbach/../secret.txt",
        "/media/reports/first/report.toml",
    ] {
        let response = preview.get(path);
        assert!([400, 404].contains(&response.status), "{path}: {}", response.status);
        assert!(!response.body.contains("secret") && !response.body.contains("title ="), "{path}");
    }
}

#[test]
fn a_wrong_address_gets_the_page_of_its_language() {
    let preview = Preview::of(site());
    for (path, page) in [("/vi/x/", "/vi/404.html"), ("/en/x/y", "/en/404.html"), ("/x", "/404.html")] {
        let (response, page) = (preview.get(path), preview.get(page));
        assert_eq!((response.status, response.body), (404, page.body), "{path}");
    }
}

#[test]
fn a_folder_without_its_slash_redirects() {
    let preview = Preview::of(site());
    let response = preview.get("/vi/bao-cao");
    assert_eq!((response.status, response.header("location")), (302, Some("/vi/bao-cao/")));
}

#[test]
fn only_reading_is_allowed() {
    let preview = Preview::of(site());
    let send = |method: &str| {
        let host = preview.address();
        raw(
            host,
            &format!(
                "{method} /vi/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            ),
        )
    };
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(send(method).status, 405, "{method}");
    }
    let head = send("HEAD");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn the_panel_speaks_the_authors_language() {
    let preview = Preview::with(site(), &["--lang", "vi"]);
    assert_eq!(preview.about("/vi/")["words"]["preview-title"], "Xem thử");
}

#[test]
fn drafts_and_reports_of_days_to_come_are_shown_here_marked() {
    let mut files = site();
    for (name, line) in [("nhap", "date = \"2023-10-01\"\ndraft = true"), ("sau", "date = \"2023-12-12\"")] {
        let folder = format!("content/reports/{name}");
        let report = format!(
            "title = {{ vi = \"{name}\", en = \"{name}\" }}\nsummary = {{ vi = \"x\", en = \"x\" }}\n{line}\n"
        );
        let text = "[](report:nhap)\n".replace("[]", "[x]");
        files = files.with(&format!("{folder}/report.toml"), &report);
        files = files.with(&format!("{folder}/vi.md"), &text).with(&format!("{folder}/en.md"), &text);
    }
    let built = rendered(&files.clone().inputs());
    assert!(built.keys().all(|path| !path.contains("nhap") && !path.contains("/sau/")));
    let preview = Preview::of(files.clone());
    assert_eq!(preview.about("/vi/")["state"], "good", "{:?}", preview.codes());
    let (draft, later) = (preview.page("/vi/bao-cao/nhap/"), preview.page("/vi/bao-cao/sau/"));
    assert!(draft.contains("Bản nháp") && later.contains("Hẹn đăng 12/12/2023"), "{draft}{later}");
    assert_eq!(preview.about("/vi/bao-cao/nhap/")["page"]["withheld"], "Draft");
    let list = preview.page("/vi/bao-cao/");
    assert!(list.contains("Bản nháp") && list.contains("Hẹn đăng"), "{list}");
    assert!(preview.page("/en/reports/nhap/").contains("Draft"));
    let public = Preview::with(files, &["--no-drafts"]);
    assert_eq!((public.get("/vi/bao-cao/nhap/").status, public.get("/vi/bao-cao/sau/").status), (404, 404));
    assert!(!public.page("/vi/bao-cao/").contains("nhap"));
}
