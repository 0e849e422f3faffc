//! What is said of files beside their content, wherever the site stands: the one list that pages, hosts' files and the
//! preview take it from.
//!
//! HSTS is not among it: that speaks for a whole host, which may hold more than this site, and cannot be taken back.

/// What a page may load: what the site itself publishes, and nothing else. Pages say it too, for hosts that say nothing.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

/// Said of every file. Names of assets stay when they change, so browsers ask each time whether they did: an answer of a
/// hundred bytes, and no page of today in the style of yesterday.
pub const EVERYWHERE: [(&str, &str); 5] = [
    ("Cache-Control", "public, max-age=0, must-revalidate"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Said of open data: pages of others may read it too.
pub const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Types that hosts do not know, or know without their encoding, by the end of a file's path.
pub const TYPES: [(&str, &str); 5] = [
    (".csv", "text/csv; charset=utf-8"),
    (".geojson", "application/geo+json"),
    (".txt", "text/plain; charset=utf-8"),
    (".webmanifest", "application/manifest+json"),
    ("/feed.xml", "application/atom+xml; charset=utf-8"),
];

/// Who may show a page in a frame of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frames {
    /// The site itself.
    Own,
    /// Everybody: what is made to be embedded.
    All,
}

/// Returns the policy of a page. Who may frame it can only be said in a header.
pub fn policy(frames: Frames) -> String {
    let by = match frames {
        Frames::Own => "'self'",
        Frames::All => "*",
    };
    format!("{POLICY}; frame-ancestors {by}")
}
