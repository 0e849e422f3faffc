//! `minhbach explain` and the pages of codes in `docs/`, which say the same; `UPDATE_EXPECT=1` rewrites the pages.

mod support;

use std::fmt::Write as _;
use std::process::{Command, Output};

use expect_test::expect_file;
use minhbach::diagnostic::{self, Code, Explanations, Messages};

fn explain(args: &[&str], language: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", language);
    command.arg("explain").args(args).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

/// Returns the page that explains every code.
fn page(head: &str, messages: &Messages) -> String {
    let explanations = Explanations::new(messages);
    let mut page = head.to_owned();
    for (group, codes) in explanations.groups() {
        let _ = writeln!(page, "\n## {}", messages.text(&format!("group-{group}"), &[]));
        for code in codes {
            let explained = diagnostic::explain(code, messages);
            let (_, body) = explained.split_once('\n').expect("the first line names the code");
            let (title, severity) = (explanations.title(code), messages.text(code.severity().name(), &[]));
            let _ = writeln!(page, "\n### {}\n{severity}: {title}\n{}", code.name(), body.trim_end());
        }
    }
    page
}

#[test]
fn english_page_is_in_step() {
    let head = "# What `minhbach` tells, and how to mend it\n\nAn error forbids publishing, a warning does not. \
                `minhbach explain CODE` shows the same in the terminal.\nThis page is written from \
                `src/diagnostic/explain.en.toml` by a test.\n";
    expect_file!["../docs/codes.en.md"].assert_eq(&page(head, &Messages::new("en")));
}

#[test]
fn vietnamese_page_is_in_step() {
    let head = "# `minhbach` báo những gì, và cách sửa\n\nCó lỗi thì không xuất bản; cảnh báo thì vẫn xuất bản. \
                `minhbach explain MÃ` hiện đúng nội dung này.\nTrang này do một phép thử viết ra từ \
                `src/diagnostic/explain.vi.toml`.\n";
    expect_file!["../docs/codes.vi.md"].assert_eq(&page(head, &Messages::new("vi")));
}

#[test]
fn code_is_explained_in_the_language_of_the_reader() {
    for (language, words) in [("C", ["Wrong, in", "Right:"]), ("vi_VN.UTF-8", ["Sai, trong", "Đúng:"])] {
        let output = explain(&["unknown-id"], language);
        let shown = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0));
        assert!(words.iter().all(|word| shown.contains(word)) && shown.contains("cua-sogn"), "{shown}");
        assert_eq!(shown, text(&explain(&["error[unknown-id]:"], language).stdout));
    }
}

#[test]
fn all_codes_are_listed() {
    for language in ["C", "vi"] {
        let shown = text(&explain(&[], language).stdout);
        let listed: Vec<&str> =
            shown.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
        assert_eq!(listed.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|code| listed.contains(&code.name())), "{shown}");
    }
}

#[test]
fn unknown_code_is_told_with_the_nearest() {
    let output = explain(&["unkown-id"], "C");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `unknown-id`?"), "{}", text(&output.stderr));
    let output = explain(&["nonsense"], "vi");
    assert_eq!((output.status.code(), text(&output.stderr).contains("có phải ý bạn")), (Some(2), false));
}
