//! `sitemap.xml` with every page in every language, and `robots.txt`.

use std::fmt::Write;

use crate::model::Catalogue;
use crate::plan::{PageKind, Plan};

/// Lists every page with its twins (sitemaps.org 0.9, hreflang by xhtml:link).
pub(super) fn sitemap(catalogue: &Catalogue, plan: &Plan) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    ));
    for (kind, _, path) in plan.listed() {
        let base = &catalogue.settings.base_url;
        // Paths hold only a-z, 0-9, `-`, `/`, and base_url was checked: nothing needs escaping.
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "<url><loc>{base}{path}</loc>{}</url>", twins(catalogue, plan, kind));
    }
    xml + "</urlset>\n"
}

fn twins(catalogue: &Catalogue, plan: &Plan, kind: PageKind) -> String {
    let languages = catalogue.languages();
    let link = |tag: &str, path: &str| {
        format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}{path}\"/>",
            catalogue.settings.base_url
        )
    };
    let twins =
        languages.iter().filter_map(|locale| Some(link(languages.tag(locale), plan.path(kind, locale)?)));
    let fallback = plan.path(kind, crate::model::Locale::DEFAULT).map(|path| link("x-default", path));
    twins.chain(fallback).collect()
}

/// Lets every robot read everything.
pub(super) fn robots(catalogue: &Catalogue) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", catalogue.settings.base_url)
}
