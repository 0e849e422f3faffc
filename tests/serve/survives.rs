//! What happens to files while they are previewed. One test for each thing that an author meets in the first week.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::preview::{Preview, program, write};
use crate::support::{files_of, site};

const REPORT: &str = "content/reports/first/report.toml";
const TEXT: &str = "content/reports/first/vi.md";
const PAGE: &str = "/vi/bao-cao/first/";
/// Long enough that what was done before is no longer part of what comes next. Nothing fails where it is not.
const APART: Duration = Duration::from_millis(60);

fn preview() -> Preview {
    Preview::of(site())
}

fn report(title: &str) -> String {
    format!(
        "title = {{ vi = \"{title}\", en = \"{title}\" }}\nsummary = {{ vi = \"Tóm tắt\", en = \"Summary\" }}\n\
         date = \"2023-10-01\"\n"
    )
}

fn add_report(folder: &Path, title: &str) {
    write(&folder.join("report.toml"), &report(title));
    write(&folder.join("vi.md"), &format!("## {title}\n"));
    write(&folder.join("en.md"), &format!("## {title}\n"));
}

#[test]
fn saving_over_a_file_and_in_its_place_both_show() {
    let mut preview = preview();
    preview.write(TEXT, "## Ghi đè\n");
    preview.until("written over", |preview| preview.page(PAGE).contains("Ghi đè"));
    preview.save(TEXT, "## Thay chỗ\n");
    preview.until("moved into place", |preview| preview.page(PAGE).contains("Thay chỗ"));
    // As Vim does: the old one moves away, the new one is written, the old one goes.
    fs::rename(preview.path(TEXT), preview.path("content/reports/first/vi.md~")).unwrap();
    preview.write(TEXT, "## Vim\n");
    fs::remove_file(preview.path("content/reports/first/vi.md~")).unwrap();
    preview.until("written anew", |preview| preview.get(PAGE).body.contains("Vim"));
    assert_eq!(preview.about(PAGE)["state"], "good");
}

#[test]
fn a_single_save_is_one_rebuild() {
    let mut preview = preview();
    for _ in 0..5 {
        assert_eq!(preview.mark(), (1, 1));
    }
}

#[test]
fn what_is_deleted_is_gone() {
    let mut preview = preview();
    add_report(&preview.path("content/reports/second"), "Thứ hai");
    preview.until("there", |preview| preview.get("/vi/bao-cao/second/").status == 200);
    fs::remove_dir_all(preview.path("content/reports/second")).unwrap();
    preview.until("gone", |preview| preview.get("/vi/bao-cao/second/").status == 404);
    assert!(!preview.page("/vi/bao-cao/").contains("Thứ hai"));
    assert_eq!(preview.about("/vi/bao-cao/second/")["page"]["is_missing"], true);
}

#[test]
fn what_is_renamed_has_its_new_address() {
    let mut preview = preview();
    fs::rename(preview.path("content/reports/first"), preview.path("content/reports/other")).unwrap();
    preview.until("the folder moves", |preview| preview.get("/vi/bao-cao/other/").status == 200);
    assert_eq!(preview.get(PAGE).status, 404);
    // The moved folder is still watched.
    preview.write("content/reports/other/vi.md", "## Sau khi đổi tên\n");
    preview
        .until("an edit in it", |preview| preview.get("/vi/bao-cao/other/").body.contains("Sau khi đổi tên"));
    let (old, new) =
        (preview.path("content/indicators/water.toml"), preview.path("content/indicators/nuoc.toml"));
    fs::rename(old, new).unwrap();
    preview.until("the file moves", |preview| preview.codes().contains(&"unknown-id".to_owned()));
    fs::rename(preview.path("content/indicators/nuoc.toml"), preview.path("content/indicators/water.toml"))
        .unwrap();
    preview.until("and back", |preview| preview.about("/vi/")["state"] == "good");
}

#[test]
fn a_nested_folder_that_comes_in_one_burst_is_read_whole() {
    let mut preview = preview();
    for round in 0..10 {
        let folder = preview.path(&format!("content/reports/burst-{round}"));
        add_report(&folder, "Loạt");
        write(&folder.join("hinh/sau/anh.txt"), "x");
        let text = format!("## Loạt\n\n![Ảnh](hinh/{round}/a.gif)\n");
        write(&folder.join(format!("hinh/{round}/a.gif")), "GIF89a");
        write(&folder.join("vi.md"), &text);
        write(&folder.join("en.md"), &text);
        let page = format!("/vi/bao-cao/burst-{round}/");
        preview.until("the page", |preview| preview.get(&page).body.contains("a.gif"));
        assert_eq!(preview.about("/vi/")["state"], "good", "{:?}", preview.codes());
    }
}

#[test]
fn two_thousand_files_at_once_are_one_rebuild() {
    let mut preview = Preview::of(site().with(".git/HEAD", "ref: refs/heads/main"));
    // As Git does: a lock, the files, the lock goes.
    write(&preview.path(".git/index.lock"), "");
    for number in 0..667 {
        add_report(&preview.path(&format!("content/reports/r{number}")), &format!("Báo cáo {number}"));
    }
    fs::remove_file(preview.path(".git/index.lock")).unwrap();
    let change = preview.change();
    assert!(preview.page("/vi/bao-cao/").contains("Báo cáo 666"));
    assert_eq!((preview.get("/vi/bao-cao/r500/").status, change["pages"].as_bool()), (200, Some(true)));
    assert!(preview.line("2001 files").contains("0 errors"));
    // On a machine that stands still in between, a first part may be read and not told.
    let told = preview.said().iter().filter(|line| line.contains(" files, ")).count();
    assert!(told == 0 && preview.rebuilds() <= 2, "{told}");
}

#[test]
fn half_a_file_keeps_the_page_and_shows_the_error_until_it_is_whole() {
    let mut preview = preview();
    let (whole, page) = (preview.text(REPORT), preview.page(PAGE));
    preview.save(REPORT, "title = { vi = \"Báo cáo");
    preview.until("the error", |preview| preview.codes().contains(&"toml-syntax".to_owned()));
    assert_eq!(preview.page(PAGE).replace("live.js?2", "live.js?1"), page);
    let about = preview.about(PAGE);
    assert_eq!(
        (about["state"].as_str(), about["told"][0]["is_here"].as_bool()),
        (Some("broken"), Some(true))
    );
    assert_eq!(about["told"][0]["place"]["file"], REPORT);
    assert!(about["told"][0]["place"]["excerpt"]["before"].is_string());
    preview.save(REPORT, &whole);
    preview.until("mended", |preview| preview.about(PAGE)["state"] == "good");
    assert_eq!(preview.codes().len(), 0);
}

#[test]
fn a_site_that_is_broken_from_the_start_recovers() {
    let files = site();
    let whole = files.text(REPORT).to_owned();
    let mut preview = Preview::of(files.with(REPORT, "title = "));
    let page = preview.get("/");
    assert!(page.status == 503 && page.body.contains("/_minhbach/live.js"), "{}", page.body);
    assert_eq!((preview.get("/assets/plain.css").status, preview.get(PAGE).status), (503, 503));
    assert_eq!(preview.about("/")["told"][0]["place"]["file"], REPORT);
    preview.save(REPORT, &whole);
    preview.until("mended", |preview| preview.get(PAGE).status == 200);
}

#[test]
fn what_editors_leave_behind_is_no_change() {
    let mut preview = preview();
    let left = [
        "4913",
        "vi.md~",
        ".vi.md.swp",
        ".vi.md.swx",
        "#vi.md#",
        "vi.md.tmp",
        "vi.md.bak",
        ".goutputstream-AB12",
        "~$vi.md",
        "vi.md.swp",
        "vi.md___jb_tmp___",
        "vi.md___jb_old___",
        ".DS_Store",
        "vi.md.part",
        ".vi.md.kate-swp",
    ];
    for name in left {
        preview.write(&format!("content/reports/first/{name}"), "title = ");
    }
    symlink("ai@may.1234:5678", preview.path("content/reports/first/.#vi.md")).unwrap();
    write(&preview.path("content/.git/x/y.toml"), "title = ");
    thread::sleep(APART);
    assert_eq!(preview.mark(), (1, 1));
    for name in left {
        fs::remove_file(preview.path(&format!("content/reports/first/{name}"))).unwrap();
    }
    thread::sleep(APART);
    assert_eq!(preview.mark(), (1, 1));
    assert_eq!(preview.codes(), [""; 0]);
}

#[test]
fn a_change_of_the_configuration_shows_everywhere() {
    let mut preview = preview();
    preview.edit("content/site.toml", "Nước sạch tỉnh Sao Mai", "Tên mới");
    preview.until("the title", |preview| preview.page("/vi/").contains("Tên mới"));
    preview.edit("content/site.toml", "https://sao-mai.example/", "https://sao-mai.example/nuoc/sach/");
    preview.until("the base", |preview| preview.get("/nuoc/sach/vi/").status == 200);
    assert_eq!(preview.get("/").header("location"), Some("/nuoc/sach/"));
}

#[test]
fn a_change_of_the_theme_shows_and_a_style_sheet_alone_is_named() {
    let mut preview = preview();
    preview.edit("themes/plain/templates/base.html", "<h1>", "<h1 class=\"moi\">");
    assert_eq!(preview.change()["pages"], true);
    assert!(preview.page("/vi/").contains("<h1 class=\"moi\">"));
    preview.save("themes/plain/assets/plain.css", "h1 { color: teal }\n");
    let change = preview.change();
    assert_eq!((&change["pages"], &change["files"][0]), (&false.into(), &"/assets/plain.css".into()));
    assert_eq!(preview.page("/assets/plain.css"), "h1 { color: teal }\n");
    preview.save("themes/plain/templates/base.html", "{% block main %}");
    preview.until("the fault", |preview| preview.codes().contains(&"template-error".to_owned()));
    assert!(preview.page("/vi/").contains("<h1 class=\"moi\">"));
}

#[test]
fn a_page_that_the_theme_cannot_draw_stays_as_it_was() {
    let mut preview = preview();
    let before = preview.page(PAGE);
    preview.edit("themes/plain/templates/report.html", "<article>", "<article>{{ view.no_such.thing }}");
    preview.change();
    let after = preview.get(PAGE);
    assert_eq!((after.status, after.body.len()), (500, before.len()));
    assert_eq!(preview.about(PAGE)["told"][0]["code"], "template-error");
    assert_eq!(preview.get("/vi/").status, 200);
    // A page that never could be drawn.
    assert_eq!(preview.get("/en/reports/first/").status, 503);
}

#[test]
fn links_are_followed_inside_the_site_only() {
    let files = site();
    let text = files.text(TEXT).to_owned();
    let mut preview = Preview::of(files);
    write(&preview.path("kho/bai.md"), &text);
    write(&preview.path("kho/bao-cao/report.toml"), &report("Qua liên kết"));
    write(&preview.path("kho/bao-cao/vi.md"), "## Một\n");
    write(&preview.path("kho/bao-cao/en.md"), "## One\n");
    fs::remove_file(preview.path(TEXT)).unwrap();
    symlink("../../../kho/bai.md", preview.path(TEXT)).unwrap();
    symlink("../../kho/bao-cao", preview.path("content/reports/linked")).unwrap();
    preview.until("the linked folder", |preview| preview.get("/vi/bao-cao/linked/").status == 200);
    write(&preview.path("kho/bai.md"), "## Đích đã đổi\n");
    preview.until("the target of a link", |preview| preview.page(PAGE).contains("Đích đã đổi"));
    write(&preview.path("kho/bao-cao/vi.md"), "## Trong thư mục đích\n");
    preview.until("a file in a linked folder", |preview| {
        preview.page("/vi/bao-cao/linked/").contains("Trong thư mục đích")
    });
    write(&preview.above().join("bi-mat.md"), "## Bí mật\n");
    fs::remove_file(preview.path(TEXT)).unwrap();
    symlink(preview.above().join("bi-mat.md"), preview.path(TEXT)).unwrap();
    preview.until("a link that leads out", |preview| preview.codes().contains(&"read-outside".to_owned()));
    assert!(!preview.get(PAGE).body.contains("Bí mật"));
    fs::remove_file(preview.path(TEXT)).unwrap();
    preview.write(TEXT, "## Lại là tệp\n");
    preview.until("a file again", |preview| preview.page(PAGE).contains("Lại là tệp"));
}

#[test]
fn a_file_system_that_tells_nothing_is_looked_through() {
    let mut preview = Preview::with(site(), &["--poll"]);
    preview.write(TEXT, "## Một\n");
    preview.until("an edit", |preview| preview.page(PAGE).contains("Một"));
    add_report(&preview.path("content/reports/second"), "Thứ hai");
    preview.until("a new folder", |preview| preview.get("/vi/bao-cao/second/").status == 200);
    fs::remove_dir_all(preview.path("content/reports/second")).unwrap();
    preview.until("a deletion", |preview| preview.get("/vi/bao-cao/second/").status == 404);
    // The same size, and a time that was set back.
    let time = fs::metadata(preview.path(TEXT)).unwrap().modified().unwrap();
    preview.write(TEXT, "## Hai\n");
    fs::File::options().write(true).open(preview.path(TEXT)).unwrap().set_modified(time).unwrap();
    preview.until("a change of no size", |preview| preview.page(PAGE).contains("Hai"));
}

#[test]
#[cfg(target_os = "linux")]
fn lost_events_are_made_up_for() {
    let mut preview = preview();
    preview.signal("-STOP");
    let noise = preview.path("content/.noise");
    let queue = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    for _ in 0..queue.trim().parse::<usize>().unwrap() / 2 {
        fs::write(&noise, "").unwrap();
    }
    add_report(&preview.path("content/reports/second/"), "Không ai báo");
    preview.signal("-CONT");
    preview.until("the lost report", |preview| preview.get("/vi/bao-cao/second/").status == 200);
    // New folders are watched again.
    preview.write("content/reports/second/vi.md", "## Có báo\n");
    preview.until("an edit in it", |preview| preview.page("/vi/bao-cao/second/").contains("Có báo"));
}

#[test]
fn touching_a_file_is_no_change() {
    let mut preview = preview();
    let file = preview.path(TEXT);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_modified(SystemTime::now()).unwrap();
    preview.save(TEXT, &preview.text(TEXT));
    thread::sleep(APART);
    assert_eq!(preview.mark(), (1, 1));
}

#[test]
fn a_build_inside_the_site_is_no_change() {
    let mut preview = preview();
    let built =
        Command::new(env!("CARGO_BIN_EXE_minhbach")).arg("build").arg(preview.path("")).output().unwrap();
    assert!(built.status.success() && preview.path("public/vi/index.html").exists());
    preview.write("public/vi/index.html", "x");
    preview.write("other/x.toml", "x");
    thread::sleep(APART);
    assert_eq!(preview.mark(), (1, 1));
}

#[test]
fn a_site_that_goes_away_comes_back() {
    let mut preview = preview();
    let (here, there) = (preview.path(""), preview.above().join("elsewhere"));
    fs::rename(&here, &there).unwrap();
    preview.until("gone", |preview| preview.about("/vi/")["state"] == "gone");
    assert_eq!(preview.get(PAGE).status, 200);
    preview.line("is gone");
    write(&there.join(TEXT), "## Trở lại\n");
    fs::rename(&there, &here).unwrap();
    preview.until("back", |preview| preview.page(PAGE).contains("Trở lại"));
    assert_eq!(preview.about("/vi/")["state"], "good");
    preview.write(TEXT, "## Vẫn theo dõi\n");
    preview.until("watched again", |preview| preview.page(PAGE).contains("Vẫn theo dõi"));
    // Removed for good and copied back, as a sync does.
    let copy: Vec<(PathBuf, Vec<u8>)> = tree(&here);
    fs::remove_dir_all(&here).unwrap();
    preview.until("removed", |preview| preview.about("/vi/")["state"] == "gone");
    for (path, bytes) in copy {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    preview.until("restored", |preview| preview.about("/vi/")["state"] == "good");
    preview.write(TEXT, "## Lần nữa\n");
    preview.until("watched once more", |preview| preview.page(PAGE).contains("Lần nữa"));
}

#[test]
fn a_tab_and_its_neighbour_hear_of_ten_rebuilds() {
    let mut preview = preview();
    let neighbour = preview.listen();
    for round in 0..10 {
        preview.save(TEXT, &format!("## Lần {round}\n"));
        let (mine, theirs) = (preview.change(), neighbour.next());
        assert_eq!(mine, theirs);
        assert!(preview.page(PAGE).contains(&format!("Lần {round}")));
    }
    assert_eq!(neighbour.waiting(), 0);
}

#[test]
fn ctrl_c_ends_it_at_once_at_any_moment() {
    let mut idle = preview();
    assert_eq!(idle.interrupt().code(), Some(0));
    let mut busy = preview();
    for round in 0..40 {
        busy.save(TEXT, &format!("## {round}\n"));
    }
    assert_eq!(busy.interrupt().code(), Some(0));
    for wait in [0, 1, 3, 9, 27] {
        let mut starting = preview();
        starting.save(TEXT, "## x\n");
        thread::sleep(Duration::from_millis(wait));
        assert_eq!(starting.interrupt().code(), Some(0));
    }
}

#[test]
fn author_files_are_never_written() {
    let mut preview = preview();
    let before = stamps(&preview.path(""));
    preview.get("/");
    preview.get(PAGE);
    add_report(&preview.path("content/reports/second"), "Thứ hai");
    preview.until("a change", |preview| preview.get("/vi/bao-cao/second/").status == 200);
    fs::remove_dir_all(preview.path("content/reports/second")).unwrap();
    preview.until("and back", |preview| preview.get("/vi/bao-cao/second/").status == 404);
    assert_eq!(preview.interrupt().code(), Some(0));
    assert_eq!(stamps(&preview.path("")), before);
}

#[test]
fn the_terminal_tells_each_mistake_once() {
    let mut preview = preview();
    preview.edit(TEXT, "1.400", "1.401");
    preview.line("figure-differs");
    preview.line("1 error");
    preview.write(
        "content/reports/first/en.md",
        "## Water\n\nConnected: [1,400](value:water/connected) households!\n",
    );
    preview.line("1 error");
    preview.edit(TEXT, "1.401", "1.400");
    preview.line("0 errors");
    assert!(!preview.said().iter().any(|line| line.contains("figure-differs")));
}

#[test]
fn a_port_that_is_taken_is_an_error_only_where_it_was_asked_for() {
    let preview = preview();
    let output = program(&["--port", preview.port()]).arg(preview.path("")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(preview.port()) && told.contains("--port"), "{told}");
}

#[test]
fn a_folder_that_is_no_site_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = program(&[]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files_of(folder)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).expect("our files can be read")))
        .collect()
}

fn stamps(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
    let stamp = |(path, bytes): (PathBuf, Vec<u8>)| {
        let time = fs::metadata(&path).and_then(|file| file.modified()).expect("files have times");
        (path, (time, bytes))
    };
    tree(folder).into_iter().map(stamp).collect()
}
