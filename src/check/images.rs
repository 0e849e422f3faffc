//! Images: of a kind that browsers show, and really of that kind.

use crate::input::{Content, InputFile};

/// Returns why a file cannot be shown as an image: the key of a message.
pub(super) fn fault(file: &InputFile) -> Option<&'static str> {
    let ending = file.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let signature: fn(&[u8]) -> bool = match ending.as_deref() {
        Some("png") => |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        Some("jpg" | "jpeg") => |bytes| bytes.starts_with(b"\xff\xd8\xff"),
        Some("gif") => |bytes| bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
        Some("webp") => |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        _ => return Some("@image-kind"),
    };
    let bytes = match &file.content {
        Content::Text(text) => text.as_bytes(),
        Content::Bytes(bytes) => bytes,
    };
    (!signature(bytes)).then_some("@image-content")
}
