//! A site in another country, with other levels, three languages and an address below another site: nothing in the
//! program knows Việt Nam. French and Portuguese are files of the site.

mod support;

use std::collections::BTreeMap;

use support::{Files, folder, has_ending, page, rendered, told};

/// Returns the site. Words that the default theme has got or lost since are English until somebody translates them.
fn serra_azul() -> Files {
    let mut files = folder("tests/sites/elsewhere");
    let own = files.clone();
    files = files.with_default_theme();
    let words = |files: &Files, tag: &str| -> BTreeMap<String, String> {
        toml::from_str(files.text(&path(tag))).expect("words are TOML")
    };
    for tag in ["fr", "pt-BR"] {
        let own = words(&own, tag);
        let known = words(&files, "en").into_iter().map(|(key, word)| {
            let word = own.get(&key).cloned().unwrap_or(word);
            (key, word)
        });
        let known: BTreeMap<String, String> = known.collect();
        files = files.with(&path(tag), &toml::to_string(&known).expect("words are TOML"));
    }
    files
}

fn path(tag: &str) -> String {
    format!("themes/default/words/{tag}.toml")
}

#[test]
fn it_has_no_mistakes() {
    assert_eq!(told(&serra_azul().inputs()), "");
}

#[test]
fn paths_speak_each_language() {
    let files = rendered(&serra_azul().inputs());
    for path in [
        "pt-BR/municipios/agua-boa/index.html",
        "fr/communes/agua-boa/index.html",
        "fr/indicateurs/eleves/index.html",
        "fr/rapports/ecoles-2024/index.html",
        "fr/a-propos/index.html",
        "en/villages/ilha/index.html",
        "data/schools.csv",
        "index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn numbers_and_plurals_follow_each_language() {
    let inputs = serra_azul().inputs();
    let big = |path: &str| {
        let page = page(&inputs, path);
        let (_, figure) = page.split_once("<p class=\"big\">").expect("the page has a headline");
        let plain: String = figure.split("</p>").next().unwrap_or_default().to_owned();
        plain
            .split('<')
            .filter_map(|part| part.split_once('>').map_or(Some(part), |(_, text)| Some(text)))
            .collect::<String>()
    };
    assert_eq!(big("pt-BR/index.html"), "1.162.500 alunos");
    assert_eq!(big("fr/index.html"), "1\u{202f}162\u{202f}500 élèves");
    assert_eq!(big("en/index.html"), "1,162,500 pupils");
    let rate = |path: &str, text: &str| assert!(page(&inputs, path).contains(text), "{path}: {text}");
    rate("pt-BR/municipios/zona-norte/index.html", ">94,9%<");
    rate("fr/communes/zona-norte/index.html", ">94,9\u{a0}%<");
    rate("en/communes/zona-norte/index.html", ">94.9%<");
}

#[test]
fn units_have_the_plural_of_their_number() {
    let english =
        serra_azul().edit("content/indicators/schools.toml", "main = \"pupils\"", "main = \"schools\"");
    let english =
        english.edit("content/site.toml", "\"schools/pupils\", \"schools/enrolment\"", "\"schools/schools\"");
    let inputs = english.inputs();
    let unit = |path: &str, word: &str| {
        let page = page(&inputs, path);
        assert!(page.contains(&format!("<span class=\"unit\">{word}</span>")), "{path}: {word}");
    };
    unit("pt-BR/municipios/agua-boa/index.html", "escola");
    unit("pt-BR/municipios/zona-norte/index.html", "escolas");
    unit("en/communes/agua-boa/index.html", "school");
    // French counts nothing as one: 0 école; English does not: 0 schools.
    unit("fr/communes/bela-vista/index.html", "école");
    unit("en/communes/bela-vista/index.html", "schools");
}

#[test]
fn names_are_sorted_as_each_language_sorts() {
    let inputs = serra_azul().inputs();
    let sorted = |path: &str, names: [&str; 3]| {
        let page = page(&inputs, path);
        let list = page.split("<ul class=\"places\"").nth(1).and_then(|rest| rest.split("</ul>").next());
        let list = list.expect("the page has a list of places");
        let at = names.map(|name| list.find(name).unwrap_or_else(|| panic!("{path}: {name}")));
        assert!(at.is_sorted(), "{path}: {names:?} {at:?}");
    };
    sorted("pt-BR/index.html", ["Água Boa", "Bela Vista", "Zona Norte"]);
    sorted("fr/index.html", ["Eau Belle", "Étang Clair", "Zone Nord"]);
    sorted("en/index.html", ["Clear Pond", "Fair View", "North Zone"]);
}

#[test]
fn boundaries_are_drawn_with_their_islands_and_holes() {
    let map = |inputs: &minhbach::input::Inputs| {
        let page = page(inputs, "fr/indicateurs/eleves/index.html");
        let (_, map) = page.split_once("<svg class=\"chart chart-map").expect("the page has a map");
        map.split("</svg>").next().unwrap_or_default().to_owned()
    };
    let shapes = map(&serra_azul().inputs());
    assert!(shapes.starts_with(" chart-shapes\" width=\"100%\" viewBox=\"0 0 1000 "), "{shapes}");
    let part = |id: &str| {
        let (_, part) =
            shapes.split_once(&format!("href=\"/a/b/fr/communes/{id}/\"")).expect("each place is a link");
        part.split("</a>").next().unwrap_or_default().to_owned()
    };
    let n_rings = |id: &str| part(id).matches('M').count();
    assert_eq!([n_rings("zona-norte"), n_rings("agua-boa"), n_rings("bela-vista")], [1, 2, 3]);
    let is_hatched = |id: &str| part(id).contains("fill=\"url(#map-gap)\"");
    assert!(is_hatched("bela-vista") && !is_hatched("agua-boa"), "one place has no value");
    assert!(part("agua-boa").contains("<title>Étang Clair"), "{}", part("agua-boa"));
    // Without the boundary of one place no map would tell the truth; fields are drawn where all have one.
    let path = "content/boundaries/commune.geojson";
    let lacking = serra_azul().edit(path, "\"bela-vista\"", "\"outra\"");
    assert!(!page(&lacking.clone().inputs(), "fr/indicateurs/eleves/index.html").contains("chart-map"));
    let tiles =
        ["zona-norte", "agua-boa", "bela-vista"].iter().zip(1..).fold(lacking, |site, (id, column)| {
            let (id, tile) = (format!("id = \"{id}\"\n"), format!("id = \"{id}\"\ntile = [{column}, 1]\n"));
            site.edit("content/places.toml", &id, &tile)
        });
    let fields = map(&tiles.inputs());
    assert!(fields.starts_with("\" width"), "{fields}");
}

#[test]
fn each_page_names_its_twins() {
    let inputs = serra_azul().inputs();
    let page = page(&inputs, "fr/rapports/ecoles-2024/index.html");
    for (tag, path) in [
        ("pt-BR", "pt-BR/relatorios/escolas-2024/"),
        ("fr", "fr/rapports/ecoles-2024/"),
        ("en", "en/reports/schools-2024/"),
        ("x-default", "pt-BR/relatorios/escolas-2024/"),
    ] {
        let link = format!("hreflang=\"{tag}\" href=\"https://example.org/a/b/{path}\"");
        assert!(page.contains(&link), "{link}");
        let map = String::from_utf8(rendered(&inputs)["sitemap.xml"].clone()).unwrap();
        assert!(map.contains(&link), "{link}");
    }
    assert!(page.contains("<html lang=\"fr\""));
}

#[test]
fn every_link_stays_below_the_address() {
    let files = rendered(&serra_azul().inputs());
    for (path, bytes) in files.iter().filter(|(path, _)| has_ending(path, "html")) {
        let page = String::from_utf8_lossy(bytes);
        for attribute in ["href=\"/", "src=\"/", "content=\"0; url=/"] {
            for (at, _) in page.match_indices(attribute) {
                let link = &page[at + attribute.len() - 1..];
                assert!(link.starts_with("/a/b/"), "{path}: {}", link.chars().take(60).collect::<String>());
            }
        }
    }
}

#[test]
fn figures_in_sentences_are_read_in_each_language() {
    for (tag, right, wrong) in [
        ("pt-BR", "1,16 milhão", "1,17 milhão"),
        ("fr", "1\u{202f}162\u{202f}500", "1\u{202f}162\u{202f}501"),
        ("fr", "1\u{a0}162\u{a0}500", "1,2"),
        ("en", "1.2 million", "1.3 million"),
    ] {
        let path = |tag: &str| format!("content/reports/2024/{tag}.md");
        let with_figure = |site: Files, tag: &str, text: &str| {
            site.with(&path(tag), &format!("[{text}](value:schools/pupils)"))
        };
        let site = ["pt-BR", "fr", "en"].iter().fold(serra_azul(), |site, tag| with_figure(site, tag, ""));
        let told = |text: &str| told(&with_figure(site.clone(), tag, text).inputs());
        assert_eq!(told(right), "");
        assert!(told(wrong).contains("figure-differs"), "{wrong}");
    }
}

// FIXME: `scale-million` holds one word, and most languages have two: milhão and milhões, million and millions.
#[test]
fn millions_in_the_plural_are_not_understood() {
    let french = serra_azul().with("content/reports/2024/fr.md", "[1,16 millions](value:schools/pupils)");
    assert!(told(&french.inputs()).contains("figure-differs"));
}

#[test]
fn nothing_vietnamese_is_left() {
    for (path, bytes) in rendered(&serra_azul().inputs()).iter().filter(|(path, _)| has_ending(path, "html"))
    {
        let page = String::from_utf8_lossy(bytes);
        for word in ["Việt", "Hồ Chí Minh", "quan-huyen", "quận", "/vi/", "lang=\"vi\"", "example.org/vi"]
        {
            assert!(!page.contains(word), "{path}: {word}");
        }
    }
}
