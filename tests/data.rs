//! Open data: what programs and spreadsheets read.

mod support;

use serde_json::Value;
use support::{Files, rendered, site};

const WATER: &str = "content/indicators/water.toml";

fn text(files: Files, path: &str) -> String {
    let made = rendered(&files.inputs());
    String::from_utf8(made[path].clone()).expect("we write UTF-8")
}

fn json(files: Files, path: &str) -> Value {
    serde_json::from_str(&text(files, path)).expect("we write JSON")
}

/// Returns the JSON-LD of a page.
fn linked(page: &str) -> &str {
    let (_, behind) = page.split_once("<script type=\"application/ld+json\">").expect("the page has JSON-LD");
    behind.split_once("</script>").expect("the script ends").0
}

#[test]
fn package_names_every_table_and_its_columns() {
    let made = rendered(&site().inputs());
    let package = json(site(), "data/datapackage.json");
    let resources = package["resources"].as_array().expect("a list");
    let mut listed: Vec<_> = resources.iter().filter_map(|resource| resource["path"].as_str()).collect();
    listed.sort_unstable();
    let tables = made.keys().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".csv"));
    // The figures of a place are those of the indicators once more: the package does not list them twice.
    let tables = tables.filter(|table| !table.starts_with("places/"));
    let tables: Vec<_> = tables.map(|table| format!("{table}.csv")).collect();
    assert_eq!(listed, tables);
    for resource in resources {
        let path = format!("data/{}", resource["path"].as_str().expect("a path"));
        let fields = resource["schema"]["fields"].as_array().expect("a list").iter();
        let names: Vec<_> = fields.filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(text(site(), &path).lines().next(), Some(names.join(",").as_str()), "{path}");
    }
}

#[test]
fn json_and_csv_hold_the_same_observations() {
    let water = json(site(), "data/water.json");
    let columns: Vec<_> = water["columns"].as_array().expect("a list").iter().collect();
    let observations = water["observations"].as_array().expect("a list");
    let lines = text(site(), "data/water.csv");
    assert_eq!(observations.len(), lines.lines().count() - 1);
    for (observation, line) in observations.iter().zip(lines.lines().skip(1)) {
        let field = |name: &str| {
            let at = columns.iter().position(|column| *column == name).expect("a column");
            observation[at].as_str().unwrap_or_default().to_owned()
        };
        let start = ["measure", "cut", "place"].map(field).join(",");
        assert!(line.starts_with(&format!("water,{start},")), "{line} begins with {start}");
        assert!(line.ends_with(&field("link")), "{line}");
    }
}

#[test]
fn every_figure_has_the_address_that_its_data_name() {
    let made = rendered(&site().inputs());
    for line in text(site(), "data/water.csv").lines().skip(1) {
        let (_, link) = line.rsplit_once(",https://").expect("a link");
        let (page, anchor) =
            link.split_once('/').and_then(|(_, path)| path.split_once('#')).expect("an anchor");
        let page = String::from_utf8_lossy(&made[&format!("{page}index.html")]).into_owned();
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{link}");
    }
}

#[test]
fn text_of_an_author_cannot_leave_the_script_element() {
    let evil = r"</script><script>alert(1)</script>";
    let files = site().edit(WATER, "definition = { vi = \"", &format!("definition = {{ vi = \"{evil} "));
    let page = text(files, "vi/chi-so/water/index.html");
    let linked: Value = serde_json::from_str(linked(&page)).expect("JSON-LD is JSON");
    assert!(linked["description"].as_str().is_some_and(|description| description.contains(evil)));
    assert!(!page.contains(evil));
}

#[test]
fn text_of_an_author_is_no_formula() {
    let files = site().edit(WATER, "at = { vi = \"", "at = { vi = \"=1+1 ");
    let lines = text(files, "data/water.csv");
    assert!(lines.contains(",'=1+1 "), "{lines}");
}

/// Returns what search engines read of the site and of the way to a page.
fn graph(page: &str) -> Value {
    let pages = rendered(&site().with_default_theme().inputs());
    let page = String::from_utf8_lossy(&pages[page]).into_owned();
    serde_json::from_str::<Value>(linked(&page)).expect("JSON-LD is JSON")["@graph"].take()
}

#[test]
fn the_first_page_says_how_the_site_is_searched() {
    let site = &graph("en/index.html")[0];
    assert_eq!(site["@type"], "WebSite");
    let template = site["potentialAction"]["target"]["urlTemplate"].as_str().expect("an address");
    assert_eq!(template, "https://sao-mai.example/en/search/?q={search_term_string}");
}

#[test]
fn the_way_to_a_page_ends_at_the_page() {
    let way = graph("en/communes/ben-da/index.html")[0]["itemListElement"].take();
    let way = way.as_array().expect("a list");
    let items: Vec<_> = way.iter().filter_map(|step| step["item"].as_str()).collect();
    assert_eq!(items.first(), Some(&"https://sao-mai.example/en/"));
    assert_eq!(items.last(), Some(&"https://sao-mai.example/en/communes/ben-da/"));
    let positions: Vec<_> = way.iter().filter_map(|step| step["position"].as_u64()).collect();
    assert_eq!(positions, (1..=way.len() as u64).collect::<Vec<_>>());
}

#[test]
fn a_report_says_when_it_was_published_and_by_whom() {
    let pages = rendered(&site().with_default_theme().inputs());
    let is_report = |path: &&String| path.starts_with("en/reports/") && path.ends_with("/index.html");
    let path = pages.keys().filter(is_report).find(|path| path.matches('/').count() == 3);
    let report = graph(path.expect("a report")).as_array().expect("a list")[0].clone();
    assert_eq!(report["@type"], "Report");
    for key in ["headline", "datePublished", "publisher", "inLanguage", "url"] {
        assert!(!report[key].is_null(), "{key}");
    }
}
