//! What the preview adds to a page: one script, and nothing else.

/// Adds the preview's script to a page, right before the end of its body. Take the element away and the bytes are those of
/// a build.
pub fn with_script(mut page: Vec<u8>, version: u64) -> Vec<u8> {
    let script = format!("<script src=\"/_minhbach/live.js?{version}\" defer></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|part| part.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

/// Returns the content type of a file by its name.
pub(super) fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("geojson") => "application/geo+json; charset=utf-8",
        Some("jsonld") => "application/ld+json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("ttf") => "font/ttf",
        Some("otf") => "font/otf",
        Some("mp4") => "video/mp4",
        Some("zip") => "application/zip",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_all_that_is_added() {
        let page = "<body><pre>&lt;/body></pre></BODY>\n</html>\n";
        let shown = String::from_utf8(with_script(page.into(), 7)).unwrap();
        let script = "<script src=\"/_minhbach/live.js?7\" defer></script>";
        assert_eq!(shown, page.replace("</BODY>", &format!("{script}</BODY>")));
        assert_eq!(with_script(b"no end".to_vec(), 7), format!("no end{script}").into_bytes());
    }

    #[test]
    fn every_text_says_how_it_is_encoded() {
        for name in
            ["a.html", "a.css", "a.JS", "a.svg", "a.xml", "a.json", "a.csv", "robots.txt", "a.webmanifest"]
        {
            assert!(content_type(name).ends_with("charset=utf-8"), "{name}");
        }
        assert_eq!(content_type("LICENSE"), "application/octet-stream");
    }
}
