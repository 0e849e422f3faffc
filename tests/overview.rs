//! The first page: what is new, what has changed, how whole the data are.

mod support;

use support::{Files, page, site};

const TABLE: &str = "\n[[table]]\ndocument = \"r1\"\nat = { vi = \"Phụ lục 2\", en = \"Annex 2\" }\nperiod = \"2023-09\"\ncolumns = [\"place\", \"households\", \"connected\"]\n";

/// The base site with an earlier figure for its own place.
fn with_earlier(households: &str, connected: &str) -> Files {
    let rows = format!("rows = [[\"sao-mai\", {households}, {connected}]]\n");
    site().with_default_theme().add("content/indicators/water.toml", &format!("{TABLE}{rows}"))
}

fn home(files: Files) -> String {
    page(&files.inputs(), "en/index.html")
}

#[test]
fn a_rate_that_rose_says_from_where() {
    let home = home(with_earlier("2000", "1000"));
    assert!(home.contains("up from 50.0% (September 2023)"), "{home}");
}

#[test]
fn a_rate_that_fell_says_so() {
    let home = home(with_earlier("2000", "1800"));
    assert!(home.contains("down from 90.0% (September 2023)"), "{home}");
}

#[test]
fn what_stayed_has_not_changed() {
    assert!(!home(with_earlier("2000", "1400")).contains("id=\"changes\""));
}

#[test]
fn one_period_is_no_change() {
    assert!(!home(site().with_default_theme()).contains("id=\"changes\""));
}

#[test]
fn cells_without_a_figure_are_counted() {
    let files = site().with_default_theme();
    assert!(home(files.clone()).contains("; 0 are blank"), "{}", home(files));
    let files = with_earlier("\"not-reported\"", "1000");
    let home = home(files);
    assert!(!home.contains("; 0 are blank"), "{home}");
}

#[test]
fn the_newest_document_is_named() {
    assert!(home(site().with_default_theme()).contains("Newest source: <a href=\"/en/data/#document-r1\">"));
}

/// The base site with so many more communes that no phone could show them in one table.
fn with_communes(parent: &str, n: usize) -> Files {
    use std::fmt::Write as _;
    let (mut places, mut rows) = (String::new(), String::new());
    for at in 0..n {
        writeln!(
            places,
            "[[place]]\nid = \"c-{at}\"\nname = {{ vi = \"C {at}\", en = \"C {at}\" }}\nlevel = \"commune\"\nparent = \"{parent}\""
        )
        .expect("a string takes all");
        writeln!(rows, "  [\"c-{at}\", 1000, {at}],").expect("a string takes all");
    }
    if parent != "sao-mai" {
        let place = format!(
            "[[place]]\nid = \"{parent}\"\nname = {{ vi = \"P\", en = \"P\" }}\nlevel = \"province\"\n"
        );
        places.insert_str(0, &place);
    }
    let table = TABLE.replace("2023-09", "2023-11") + &format!("rows = [\n{rows}]\n");
    site()
        .with_default_theme()
        .add("content/places.toml", &places)
        .add("content/indicators/water.toml", &table)
}

#[test]
fn a_table_of_very_many_places_shows_both_ends_and_leads_to_all() {
    let inputs = with_communes("sao-mai", 1001).inputs();
    let shown = page(&inputs, "en/indicators/water/index.html");
    assert!(shown.contains("801 more places, see all figures of this period"), "{shown}");
    let names = ["C 1000</a></th>", "C 0</a></th>", "C 500</a></th>"].map(|name| shown.matches(name).count());
    assert_eq!(names, [2, 2, 0], "{shown}");
    let all = page(&inputs, "en/indicators/water/2023-11/index.html");
    assert!(all.contains("C 500</a></th>"));
    let few = page(&with_communes("sao-mai", 900).inputs(), "en/indicators/water/index.html");
    assert!(few.contains("C 500</a></th>") && !few.contains("more places, see all figures"));
}

#[test]
fn figures_of_very_many_places_that_no_ranking_shows_are_cut_too() {
    let shown = page(&with_communes("elsewhere", 1001).inputs(), "en/indicators/water/index.html");
    assert!(shown.contains("901 more places, see all figures of this period"), "{shown}");
    assert!(shown.contains("C 99</a></th>") && !shown.contains("C 100</a></th>"));
}

#[test]
fn a_site_of_one_place_leads_to_it() {
    let file = |path: &str, text: &str| minhbach::input::InputFile {
        path: path.to_owned(),
        content: minhbach::input::Content::Text(text.to_owned()),
    };
    let site = "title = { en = \"One\" }\ndescription = { en = \"One place.\" }\npublisher = { en = \"We\" }\n\
        languages = [\"en\"]\nbase_url = \"https://one.example/\"\nplace = \"ben-da\"\n";
    let places = "[[level]]\nid = \"commune\"\nname = { en = \"Communes\" }\npath = { en = \"communes\" }\n\
        [[place]]\nid = \"ben-da\"\nname = { en = \"Bến Đá\" }\nlevel = \"commune\"\n";
    let theme = support::site().with_default_theme().into_files().into_iter();
    let theme = theme.filter(|file| file.path.starts_with("themes/default/"));
    let own = [file("content/site.toml", site), file("content/places.toml", places)];
    let inputs = minhbach::input::Inputs::new(own.into_iter().chain(theme).collect(), "2023-11-02");
    let made = support::rendered(&inputs);
    let page = |path: &str| String::from_utf8_lossy(&made[path]).into_owned();
    assert!(page("en/index.html").contains("href=\"/en/communes/ben-da/\""), "no other page leads there");
    let quality = page("en/data-quality/index.html");
    assert!(!quality.contains("<table") && quality.contains("There are no two figures"), "{quality}");
    assert!(!page("data/datapackage.json").contains("null"), "what is not known is left out");
}

#[test]
fn places_of_one_name_are_told_apart_by_what_they_are_part_of() {
    let twin = "\n[[place]]\nid = \"khac\"\nname = { vi = \"Khác\", en = \"Other\" }\nlevel = \"province\"\n\n[[place]]\nid = \"ben-da-2\"\nname = { vi = \"Bến Đá\", en = \"Bến Đá\" }\nlevel = \"commune\"\nparent = \"khac\"\n";
    let inputs = site().with_default_theme().add("content/places.toml", twin).inputs();
    let list = page(&inputs, "en/communes/index.html");
    for name in [">Bến Đá, Sao Mai</a>", ">Bến Đá, Other</a>", ">Cửa Sông</a>"] {
        assert!(list.contains(name), "{list}");
    }
    for (slug, title) in
        [("ben-da", "Bến Đá, Sao Mai –"), ("ben-da-2", "Bến Đá, Other –"), ("cua-song", "Cửa Sông –")]
    {
        let own = page(&inputs, &format!("en/communes/{slug}/index.html"));
        assert!(own.contains(&format!("<title>{title}")), "{own}");
    }
}

#[test]
fn places_further_down_are_searched_from_the_first_page() {
    let field = "data-only=\"Places\"";
    let flat = home(site().with_default_theme());
    assert!(!flat.contains(field), "{flat}");
    let village = "[[level]]\nid = \"village\"\nname = { vi = \"Thôn\", en = \"Villages\" }\n\
        path = { vi = \"thon\", en = \"villages\" }\n\
        [[place]]\nid = \"ngo\"\nname = { vi = \"Ngò\", en = \"Ngò\" }\nlevel = \"village\"\nparent = \"ben-da\"\n\
        [[place]]\nid = \"lau\"\nname = { vi = \"Lau\", en = \"Lau\" }\nlevel = \"village\"\nparent = \"cua-song\"\n";
    let deep = home(site().with_default_theme().add("content/places.toml", village));
    assert!(deep.contains(field) && deep.contains("<span class=\"of\">Communes, Villages</span>"), "{deep}");
    assert!(deep.contains("href=\"/en/villages/\"><span"), "{deep}");
}

#[test]
fn a_list_that_is_empty_has_no_page_and_nothing_leads_there() {
    let files = site().with_default_theme();
    let glossary = "/en/glossary/";
    assert!(home(files.clone()).contains(glossary));
    let without = files.without("content/glossary.toml").inputs();
    let pages = support::pages(&without);
    assert!(!pages.contains_key("en/glossary/index.html"));
    let leading = pages.iter().filter(|(_, html)| html.contains(glossary)).map(|(path, _)| path);
    assert_eq!(leading.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn an_indicator_and_measure_of_one_name_are_named_once() {
    let water = "content/indicators/water.toml";
    let twice = home(site().with_default_theme());
    assert!(twice.contains("<span class=\"kicker\">Clean water</span>"), "{twice}");
    let files = site().with_default_theme().edit(
        water,
        "name = { vi = \"Tỷ lệ đã nối\", en = \"Share connected\" }",
        "name = { vi = \"Nước sạch\", en = \"Clean water\" }",
    );
    let pages = support::pages(&files.inputs());
    let home = &pages["en/index.html"];
    assert!(!home.contains("<span class=\"kicker\">Clean water</span>"), "{home}");
    assert!(!pages["en/communes/index.html"].contains("Clean water: Clean water"));
}
