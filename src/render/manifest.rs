//! What a device keeps of the site when a reader puts it among their applications: its name and icons (W3C manifest).

use serde_json::{Value as Json, json};

use super::show::Show;
use crate::input::Inputs;
use crate::plan::{PageKind, copy_path};

/// Sizes that devices ask for, in pixels. A theme has `assets/icon-<size>.png` for those it wants.
const SIZES: [u32; 2] = [192, 512];

/// Writes the manifest of a language. The address stays in sight: readers must see whose figures they read.
pub(super) fn manifest(show: &Show<'_>, inputs: &Inputs) -> Vec<u8> {
    let settings = &show.catalogue.settings;
    let home = show.url(PageKind::Home);
    let icon = |path: &str, sizes: &str, content_type: &str| {
        let input = format!("themes/{}/assets/{path}", settings.theme);
        let url = inputs.find(&input).and_then(|_| copy_path(&input)).map(|path| show.file_url(&path));
        url.map(|url| json!({ "src": url, "sizes": sizes, "type": content_type }))
    };
    let pictures =
        SIZES.map(|size| icon(&format!("icon-{size}.png"), &format!("{size}x{size}"), "image/png"));
    let icons = [icon("favicon.svg", "any", "image/svg+xml")].into_iter().chain(pictures).flatten();
    let text = json!({
        "name": show.text(&settings.title),
        "description": show.text(&settings.description),
        "lang": show.language.tag,
        "id": home,
        "start_url": home,
        "scope": settings.base_path(),
        "display": "minimal-ui",
        "icons": icons.collect::<Json>(),
    });
    text.to_string().into_bytes()
}
