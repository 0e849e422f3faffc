//! Charts in, SVG out: small expected pieces, and what must hold for every chart.

use super::backend::Anchor;
use super::canvas::{Frame, NARROW};
use super::label::Label;
use super::*;

fn bar(label: &str, value: Option<f64>, text: &str) -> Bar<'static> {
    Bar {
        label: label.to_owned().into(),
        value,
        text: text.to_owned().into(),
        title: format!("{label}: {text}").into(),
        ..Bar::default()
    }
}

fn rank(bars: Vec<Bar<'static>>) -> Rank<'static> {
    Rank { head: head(), bars, markers: Vec::new() }
}

/// Draws a chart as a page has it.
trait OnPage {
    fn to_svg(&self) -> String;
}

impl<C: Chart> OnPage for C {
    fn to_svg(&self) -> String {
        self.draw(Medium::Page).svg().to_owned()
    }
}

fn head() -> Head<'static> {
    Head { id: "c 1".into(), name: "Tỷ lệ <cấp>".into(), description: "A & B".into() }
}

fn target(value: f64, label: &str) -> Marker<'static> {
    Marker { value, label: label.to_owned().into(), kind: MarkerKind::Target }
}

fn tile(column: u8, row: u8, name: &str, class: Option<usize>) -> TileMark<'static> {
    TileMark {
        column,
        row,
        mark: MapMark {
            name: name.to_owned().into(),
            text: if class.is_some() { "96,3%" } else { "–" }.into(),
            title: format!("{name}: 96,3%").into(),
            class,
            url: Some(format!("/vi/{row}/{column}/?a&b").into()),
            is_current: false,
        },
    }
}

fn line(values: &[Option<f64>], last: &str) -> Line<'static> {
    let point = |(day, value): (u32, &Option<f64>)| Point {
        x: f64::from(day),
        value: *value,
        title: "điểm".into(),
        is_doubtful: false,
    };
    Line {
        head: head(),
        series: vec![Series {
            name: "Đã cấp".into(),
            points: (0..).zip(values).map(point).collect(),
            last: last.to_owned().into(),
        }],
        ticks: Vec::new(),
        extent: Extent::Zero,
        y_label: &|value| format!("{value}"),
        target: None,
    }
}

/// Reads an attribute of a start tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn number(tag: &str, name: &str) -> f64 {
    let text = attribute(tag, name).unwrap_or("0").trim_end_matches('%');
    text.parse().unwrap_or(f64::NAN)
}

/// Returns the texts of an SVG as labels in the narrowest chart.
fn texts(svg: &str) -> Vec<Label> {
    const CLASSES: [&str; 8] = [
        "label",
        "label is-highlight",
        "value",
        "value is-highlight",
        "gap",
        "marker-label",
        "tick",
        "tick tile-value",
    ];
    let read = |text: &str| {
        let (tag, rest) = text.split_once('>')?;
        let class = attribute(tag, "class")?;
        let class = CLASSES.iter().copied().find(|known| *known == class).unwrap_or("legend");
        let at = (number(tag, "x") * NARROW / 100.0, number(tag, "y"));
        let anchor = match attribute(tag, "text-anchor") {
            None => Anchor::Start,
            Some("end") => Anchor::End,
            Some(_) => Anchor::Middle,
        };
        let dx = attribute(tag, "dx").map_or(Some(0), |dx| dx.parse().ok())?;
        let text = rest.split('<').next()?;
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        Some(Label::new(class, at, &text).anchored(anchor, dx))
    };
    svg.split("<text").skip(1).filter_map(read).collect()
}

/// Asserts what holds for every chart: elements nest, numbers are finite and within the drawing, texts neither leave it nor meet.
fn assert_sound(svg: &str) {
    let height = number(&svg[..svg.find('>').unwrap_or(0)], "height");
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1).filter_map(|part| part.split('>').next()) {
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else if !tag.ends_with('/') {
            open.extend(tag.split(' ').next());
        }
        for name in ["x", "x1", "x2", "cx", "width"] {
            assert!((0.0..=100.0).contains(&number(tag, name)), "{tag}\n{svg}");
        }
        for name in ["y", "y1", "y2", "cy"] {
            assert!((0.0..=height).contains(&number(tag, name)), "{tag}\n{svg}");
        }
        assert!(
            number(tag, "x") + if tag.starts_with("rect") { number(tag, "width") } else { 0.0 } <= 100.01,
            "{tag}"
        );
    }
    assert!(open.is_empty(), "{open:?}");
    assert_apart(svg);
}

/// Returns the room of bars, tracks and vertical lines in the narrowest chart.
fn shapes(svg: &str) -> Vec<Frame> {
    let x = |tag: &str, name: &str| number(tag, name) * NARROW / 100.0;
    let read = |tag: &str| {
        let name = tag.split(' ').next()?;
        let (left, top, width, height) = match name {
            "rect" => (x(tag, "x"), number(tag, "y"), x(tag, "width"), number(tag, "height")),
            "line" => (x(tag, "x1"), number(tag, "y1"), 0.1, number(tag, "y2") - number(tag, "y1")),
            _ => return None,
        };
        let is_meant = name == "rect" || attribute(tag, "x1") == attribute(tag, "x2");
        is_meant.then_some(Frame { left, right: left + width, top, bottom: top + height })
    };
    svg.split('<').filter_map(read).collect()
}

fn assert_apart(svg: &str) {
    let texts = texts(svg);
    for frame in shapes(svg) {
        let met = texts.iter().find(|text| text.frame().overlaps(&frame));
        assert!(met.is_none(), "{met:?} lies on {frame:?}\n{svg}");
    }
    for (n, text) in texts.iter().enumerate() {
        let frame = text.frame();
        assert!(frame.left > -0.6 && frame.right < NARROW + 0.6, "{text:?} {frame:?}\n{svg}");
        let rest = &texts[n + 1..];
        let met = rest.iter().find(|other| other.frame().overlaps(&frame));
        assert!(met.is_none(), "{text:?} meets {met:?}\n{svg}");
    }
}

#[test]
fn the_root_names_and_describes_the_chart() {
    let svg = rank(Vec::new()).to_svg();
    let root =
        r#"<svg class="chart chart-rank" width="100%" height="1" role="img" aria-labelledby="c-1-t c-1-d">"#;
    let name = r#"<title id="c-1-t">Tỷ lệ &lt;cấp&gt;</title><desc id="c-1-d">A &amp; B</desc></svg>"#;
    assert_eq!(svg, format!("{root}{name}"));
}

#[test]
fn a_bar_begins_at_zero_and_its_value_stands_at_its_end() {
    let svg = rank(vec![bar("Q1", Some(50.0), "50"), bar("Q3", Some(100.0), "100")]).to_svg();
    let expected = "<g><title>Q1: 50</title>\
        <rect class=\"bar\" x=\"8.65%\" y=\"5\" width=\"40.29%\" height=\"16\" rx=\"2\"/>\
        <text class=\"label\" x=\"8.65%\" y=\"17.6\" dx=\"-6\" text-anchor=\"end\">Q1</text>\
        <text class=\"value\" x=\"48.94%\" y=\"17.6\" dx=\"6\">50</text></g>";
    assert!(svg.contains(expected), "{svg}");
    assert!(svg.contains(r#"height="52""#), "{svg}");
}

#[test]
fn a_gap_has_its_reason_and_no_bar() {
    for value in [None, Some(f64::NAN), Some(f64::INFINITY)] {
        let svg = rank(vec![bar("Q1", value, "không báo cáo"), bar("Q3", Some(0.0), "0")]).to_svg();
        assert!(svg.contains(r#"dx="6">không báo cáo</text>"#), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 1, "{svg}");
        assert!(svg.contains(r#"class="gap""#), "{svg}");
    }
}

#[test]
fn flags_become_classes() {
    let mut one = bar("Q1", Some(1.0), "1");
    one.is_highlight = true;
    one.is_doubtful = true;
    let svg = rank(vec![one]).to_svg();
    for class in ["bar is-highlight is-doubtful", "label is-highlight", "value is-highlight"] {
        assert!(svg.contains(&format!("class=\"{class}\"")), "{svg}");
    }
}

#[test]
fn texts_of_authors_are_never_markup() {
    let mut chart = rank(vec![bar("<b>\"'&", Some(1.0), "</svg><script>")]);
    chart.markers.push(target(2.0, "<i onload=x>"));
    let svg = chart.to_svg();
    for markup in ["<b>", "<script", "<i "] {
        assert!(!svg.contains(markup), "{svg}");
    }
    assert!(svg.contains("&lt;b&gt;&quot;'&amp;: &lt;/svg&gt;&lt;script&gt;"), "{svg}");
    assert_sound(&svg);
}

#[test]
fn parts_begin_where_the_part_before_them_ends() {
    let whole = bar("Tất cả", Some(400.0), "400");
    let parts =
        [(0.0, 300.0), (300.0, 100.0)].map(|(from, value)| Bar { from, ..bar("Phần", Some(value), "") });
    let svg = rank([whole].into_iter().chain(parts).collect()).to_svg();
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().unwrap();
    let attribute = |rect: &str, name: &str| {
        number(rect.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap())
    };
    let bars: Vec<(f64, f64)> = svg
        .split("<rect")
        .skip(1)
        .map(|rect| (attribute(rect, "x"), attribute(rect, "x") + attribute(rect, "width")))
        .collect();
    let [all, first, second] = bars.as_slice() else { panic!("{svg}") };
    let near = |a: f64, b: f64| assert!((a - b).abs() < 0.2, "{a} {b}: {svg}");
    near(all.0, first.0);
    near(first.1, second.0);
    near(second.1, all.1);
}

#[test]
fn long_names_stand_above_their_bars() {
    let long = "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn hoặc trước hạn";
    let svg = rank(vec![bar(long, Some(98.2), "98,2 %"), bar("Ngắn", Some(50.0), "50,0 %")]).to_svg();
    assert_eq!(svg.matches(r#"<text class="label" y="#).count(), 3, "{svg}");
    assert_sound(&svg);
}

#[test]
fn the_districts_of_the_city_have_their_names_beside_the_bars() {
    let mut chart = rank(vec![
        bar("Quận Bình Thạnh", Some(98.2), "98,2 %"),
        bar("TP. Thủ Đức", None, "số liệu không đọc được"),
    ]);
    chart.bars[0].is_highlight = true;
    chart.markers.push(target(100.0, "Mục tiêu 100 %"));
    assert!(chart.to_svg().contains(r#"text-anchor="end">Quận Bình Thạnh"#), "{}", chart.to_svg());
}

#[test]
fn negative_values_go_left_of_zero() {
    let svg = rank(vec![bar("Q1", Some(-5.0), "-5"), bar("Q3", Some(5.0), "5")]).to_svg();
    let bars: Vec<&str> = svg.split("<rect").skip(1).collect();
    let (end, start) = (number(bars[0], "x") + number(bars[0], "width"), number(bars[1], "x"));
    assert!((end - start).abs() < 0.02, "{svg}");
    assert_sound(&svg);
}

#[test]
fn a_missing_observation_parts_the_line() {
    let svg = line(&[Some(1.0), Some(2.0), None, Some(3.0), Some(4.0)], "4").to_svg();
    assert_eq!(svg.matches(r#"class="line-0""#).count(), 2, "{svg}");
    assert_eq!(svg.matches("<g><title>điểm</title><circle").count(), 4, "{svg}");
    assert!(svg.contains(r#"dx="8">4</text>"#), "{svg}");
}

#[test]
fn panels_stand_on_one_scale() {
    let series = |name: &str, values: [f64; 2], last: &str| Series {
        name: name.to_owned().into(),
        last: last.to_owned().into(),
        ..line(&values.map(Some), "").series.remove(0)
    };
    let svg = Panels {
        head: head(),
        series: vec![
            series("Quận 1", [10.0, 20.0], "10 → 20"),
            series("Tỉnh Bà Rịa – Vũng Tàu", [20.0, 10.0], "20 → 10"),
            series("Huyện Cần Giờ", [0.0, 5.0], "số liệu không đọc được → 12.345.678"),
        ],
        extent: Extent::Count,
    }
    .to_svg();
    let lines: Vec<(f64, f64)> = svg
        .split("<line class=\"line-0\"")
        .skip(1)
        .map(|line| (number(line, "y1"), number(line, "y2")))
        .collect();
    let [first, second, third] = lines.as_slice() else { panic!("{svg}") };
    assert!(first.0 > first.1 && (first.0, first.1) == (second.1, second.0), "{lines:?}");
    assert!(((first.0 - first.1) / 2.0 - (third.0 - third.1)).abs() < 0.2, "{lines:?}");
    assert_sound(&svg);
}

#[test]
fn labels_of_days_are_thinned_evenly_and_the_last_stays() {
    let mut chart = line(&[Some(1.0); 24], "1");
    let tick = |month: u32| Tick { x: f64::from(month), label: format!("{}/2023", month + 1).into() };
    chart.ticks = (0..24).map(tick).collect();
    let svg = chart.to_svg();
    let shown: Vec<_> =
        texts(&svg).into_iter().filter(|t| t.text.contains("/2023")).map(|t| t.text).collect();
    assert_eq!(shown, ["8/2023", "16/2023", "24/2023"]);
    assert_sound(&svg);
}

#[test]
fn counts_have_ticks_at_whole_numbers() {
    let mut chart = line(&[Some(1.0), Some(2.0)], "2");
    chart.extent = Extent::Count;
    let shown = texts(&chart.to_svg()).into_iter().filter(|t| t.class == "tick").map(|t| t.text);
    assert_eq!(shown.collect::<Vec<_>>(), ["0", "1", "2"]);
}

#[test]
fn a_chart_without_data_says_so_and_has_no_numbers() {
    let svg = line(&[None, None], "chưa có số liệu").to_svg();
    assert!(svg.contains(">chưa có số liệu</text>"), "{svg}");
    assert_eq!(svg.matches("<text").count(), 1, "{svg}");
}

#[test]
fn a_bullet_shows_more_than_its_target_and_nothing_for_a_gap() {
    let mut bullet = Bullet {
        value: Some(120.0),
        text: "120 %".into(),
        target: Some(target(100.0, "Mục tiêu 100 %")),
        ..Bullet::default()
    };
    let svg = bullet.to_svg();
    let width = |class: &str| {
        svg.split("<rect").find(|r| attribute(r, "class") == Some(class)).map(|r| number(r, "width"))
    };
    assert_eq!(width("bar"), width("track"));
    assert_sound(&svg);
    bullet.value = None;
    bullet.text = "Quận chưa báo cáo số liệu của quý này".into();
    let svg = bullet.to_svg();
    assert!(!svg.contains(r#"class="bar""#) && svg.contains(r#"class="gap""#), "{svg}");
    assert_sound(&svg);
}

#[test]
fn a_spark_marks_its_last_point_and_lone_points() {
    let points = [Some(1.0), Some(2.0), None, Some(3.0), None, Some(2.0), Some(5.0), None];
    let spark = Spark {
        points: (0..).zip(points).map(|(day, value)| (f64::from(day), value)).collect::<Vec<(f64, _)>>(),
        ..Spark::default()
    };
    let svg = spark.to_svg();
    assert_eq!(svg.matches("<line").count(), 2, "{svg}");
    assert_eq!(svg.matches("<circle").count(), 2, "{svg}");
    assert!(svg.contains(r#"cy="4" r="3"/>"#), "{svg}");
}

/// A small generator, so that a failure comes again at every run.
struct Dice(u64);

impl Dice {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn value(&mut self) -> Option<f64> {
        const ODD: [f64; 12] = [
            0.0,
            -0.0,
            -3.5,
            1e-12,
            1e15,
            -1e300,
            f64::MAX,
            f64::MIN,
            5e-324,
            f64::NAN,
            f64::INFINITY,
            100.0,
        ];
        match self.roll(40) {
            0..=2 => None,
            3 => ODD.get(usize::try_from(self.roll(12)).unwrap_or(0)).copied(),
            _ => u32::try_from(self.roll(1200)).ok().map(|n| f64::from(n) / 10.0),
        }
    }

    fn text(&mut self, words: u64) -> String {
        const WORDS: [&str; 8] = ["Quận", "1", "Bình", "Thạnh", "96,3 %", "báo cáo", "5.254.615", "Mục tiêu"];
        let n = self.roll(words) + 1;
        let word = |_| WORDS[usize::try_from(self.roll(8)).unwrap_or(0)];
        (0..n).map(word).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn any_rank_is_sound() {
    for seed in 1..600 {
        let dice = &mut Dice::of(seed);
        let mut chart = rank(Vec::new());
        for _ in 0..dice.roll(8) {
            let value = dice.value();
            let mut bar = bar(&dice.text(3 + seed % 9), value, &dice.text(1 + seed % 4));
            bar.is_highlight = dice.roll(5) == 0;
            chart.bars.push(bar);
        }
        for _ in 0..dice.roll(4) {
            let value = dice.value().unwrap_or(f64::NAN);
            chart.markers.push(target(value, &dice.text(5)));
        }
        assert_sound(&chart.to_svg());
    }
}

#[test]
fn any_line_is_sound() {
    for seed in 1..600 {
        let dice = &mut Dice::of(seed);
        let unit = dice.text(1 + seed % 3);
        let label = |value: f64| format!("{value:.0} {unit}");
        let mut chart = line(&[], "");
        chart.series.clear();
        chart.y_label = if seed % 3 == 0 { &label } else { &|value| format!("{value:.3e}") };
        for _ in 0..dice.roll(5) {
            let values: Vec<_> = (0..dice.roll(15)).map(|_| dice.value()).collect();
            chart.series.extend(line(&values, &dice.text(2)).series);
        }
        chart.extent = [Extent::Zero, Extent::Count, Extent::Fit, Extent::Span(0.0, 100.0)]
            [usize::try_from(seed % 4).unwrap_or(0)];
        let tick = |n: u32| Tick { x: f64::from(n), label: format!("{n}/2023").into() };
        chart.ticks = (0..u32::try_from(dice.roll(20)).unwrap_or(0)).map(tick).collect();
        if dice.roll(2) == 0 {
            let value = dice.value().unwrap_or(50.0);
            let label = dice.text(5).into();
            chart.target = Some(TargetLine { value, label });
        }
        assert_sound(&chart.to_svg());
    }
}

#[test]
fn a_strip_shows_the_place_of_the_page_among_all() {
    let dot = |value: f64, is_highlight| Dot { value: Some(value), title: "Q".into(), is_highlight };
    let mut strip = Strip {
        head: head(),
        dots: vec![dot(50.0, false), dot(75.0, true), dot(100.0, false)],
        markers: vec![Marker { kind: MarkerKind::Here, ..target(75.0, "Quận 1: 75%") }],
        ends: ("Cần Giờ 50%".into(), "Củ Chi 100%".into()),
    };
    strip.dots.push(Dot { value: None, ..Dot::default() });
    let svg = strip.to_svg();
    assert_eq!(svg.matches("<circle").count(), 3, "{svg}");
    assert!(svg.contains(r#"<circle class="dot is-highlight" cx="50%""#), "{svg}");
    assert!(svg.contains(r#"<line class="here""#), "{svg}");
    assert_sound(&svg);
}

#[test]
fn any_strip_is_sound() {
    for seed in 1..600 {
        let dice = &mut Dice::of(seed);
        let mut strip = Strip { head: head(), ..Strip::default() };
        for _ in 0..dice.roll(30) {
            strip.dots.push(Dot { value: dice.value(), title: "Q".into(), is_highlight: dice.roll(9) == 0 });
        }
        for _ in 0..dice.roll(4) {
            let value = dice.value().unwrap_or(f64::NAN);
            strip.markers.push(target(value, &dice.text(5)));
        }
        strip.ends = (dice.text(6).into(), dice.text(6).into());
        assert_sound(&strip.to_svg());
    }
}

#[test]
fn any_bullet_and_spark_are_sound() {
    for seed in 1..600 {
        let dice = &mut Dice::of(seed);
        let bullet = Bullet {
            value: dice.value(),
            text: dice.text(6).into(),
            target: Some(target(dice.value().unwrap_or(f64::NAN), &dice.text(9))),
            max: dice.value(),
            ..Bullet::default()
        };
        assert_sound(&bullet.to_svg());
        let day = |n: u32| (f64::from(n), dice.value());
        let points = (0..u32::try_from(seed % 20).unwrap_or(0)).map(day).collect();
        let extent = [Extent::Fit, Extent::Zero][usize::from(seed % 2 == 0)];
        let spark = Spark { points, extent, ..Spark::default() };
        assert_sound(&spark.to_svg());
    }
}

#[test]
fn a_field_is_a_link_that_says_all_in_words() {
    let map = TileMap { head: head(), tiles: vec![tile(0, 0, "Bình Thạnh", Some(3))] };
    let svg = map.to_svg();
    assert!(
        svg.starts_with(r#"<svg class="chart chart-map" width="100%" height="50" role="group""#),
        "{svg}"
    );
    let link = r#"<a class="tile class-3" href="/vi/0/0/?a&amp;b"><title>Bình Thạnh: 96,3%</title>"#;
    assert!(svg.contains(link), "{svg}");
    assert!(svg.contains("</text></a>"), "{svg}");
}

#[test]
fn a_map_without_links_is_an_image() {
    let mut alone = tile(0, 0, "A", Some(0));
    alone.mark.url = None;
    let map = TileMap { head: head(), tiles: vec![alone] };
    assert!(map.to_svg().contains(r#"role="img""#));
    assert!(map.to_svg().contains(r#"<g class="tile class-0"><title>A: 96,3%</title>"#), "{}", map.to_svg());
}

#[test]
fn a_field_without_a_value_is_hatched() {
    let map = TileMap { head: head(), tiles: vec![tile(0, 0, "A", None), tile(1, 0, "B", Some(0))] };
    let svg = map.to_svg();
    assert_eq!(svg.matches(r#"class="hatch""#).count(), 7, "{svg}");
    assert!(svg.contains(r#"class="tile is-missing""#), "{svg}");
}

#[test]
fn a_sign_that_does_not_fit_a_field_leaves_its_number() {
    let mut tiles: Vec<_> = (0..6).map(|column| tile(column, 0, "A", Some(0))).collect();
    tiles[1].mark.text = "115,1%?".into();
    tiles[2].mark.text = "71,5%?".into();
    let svg = TileMap { head: head(), tiles }.to_svg();
    assert!(svg.contains(">115,1%</text>"), "{svg}");
    assert!(svg.contains(">71,5%?</text>"), "{svg}");
}

#[test]
fn what_does_not_fit_a_field_is_left_out_and_said_in_its_title() {
    for columns in 1..=24 {
        let names = ["Bình Thạnh", "Thành phố Thủ Đức và vùng phụ cận", "Llanfairpwllgwyngyll", ""];
        let tiles = (0..columns).map(|column| tile(column, 0, names[usize::from(column % 4)], Some(0)));
        let svg = TileMap { head: head(), tiles: tiles.collect() }.to_svg();
        let texts = texts(&svg);
        for (n, text) in texts.iter().enumerate() {
            let met = texts[n + 1..]
                .iter()
                .find(|other| other.frame().overlaps(&text.frame()) && (other.y - text.y).abs() < 1.0);
            assert!(met.is_none(), "{columns} columns: {text:?} meets {met:?}");
        }
    }
}

/// Returns one chart of each kind that leaves its page, as a list of marks.
fn listed() -> Vec<Marks> {
    let bars = rank(vec![bar("Quận <1>", Some(50.0), "50"), bar("Q3", None, "không báo cáo")]);
    let map = TileMap { head: head(), tiles: vec![tile(0, 0, "A", Some(4)), tile(1, 0, "B", None)] };
    let charts: [&dyn Chart; 3] = [&bars, &line(&[Some(1.0), None, Some(2.0)], "2"), &map];
    let marks = charts.map(|chart| match chart.draw(Medium::Picture) {
        Drawing::Marks(marks) => marks,
        Drawing::Svg { .. } => panic!("a picture is asked for"),
    });
    marks.into()
}

fn picture(marks: Marks) -> Picture {
    Picture {
        lang: "vi".into(),
        title: "Quận 1 cao nhất: 96,3% & hơn thế".into(),
        about: vec!["Tài khoản: tỷ lệ".into()],
        description: "So sánh 2 nơi.".into(),
        marks,
        keys: vec![Key { shade: Some(4), text: "từ 80% trở lên (1)".into() }, Key::default()],
        notes: vec!["Nguồn: Báo cáo số 1.".into()],
        address: "https://example.org/vi/".into(),
    }
}

#[test]
fn a_picture_needs_no_style_sheet_and_says_where_it_comes_from() {
    for marks in listed() {
        let svg = picture(marks).to_svg();
        for needed in
            ["xmlns=", "96,3% &amp; hơn thế", "Tài khoản: tỷ lệ", "Báo cáo số 1.", "https://example.org/vi/"]
        {
            assert!(svg.contains(needed), "{needed}: {svg}");
        }
        for foreign in [" class=", " style=", "var(", "NaN", "<a "] {
            assert!(!svg.contains(foreign), "{foreign}: {svg}");
        }
        let drawn =
            svg.split('<').filter(|tag| ["rect ", "circle ", "text "].iter().any(|of| tag.starts_with(of)));
        for tag in drawn {
            assert!(tag.contains(" fill=\"#"), "{tag}");
        }
        assert_eq!(svg.matches("<g>").count(), svg.matches("</g>").count());
    }
}

/// Texts of a page and of a picture are the same; only their places differ.
#[test]
fn a_picture_has_every_text_of_the_page() {
    let bars = rank(vec![bar("Quận <1>", Some(50.0), "50"), bar("Q3", None, "không báo cáo")]);
    let svg = picture(listed().swap_remove(0)).to_svg();
    for text in texts(&bars.to_svg()) {
        let mut wanted = String::from(">");
        super::backend::escape(&mut wanted, &text.text);
        assert!(svg.contains(&(wanted + "</text>")), "{}: {svg}", text.text);
    }
}

#[test]
fn both_pictures_have_one_size_and_all_lies_within() {
    for marks in listed() {
        let picture = picture(marks);
        let svg = picture.to_svg();
        let (width, height) = (number(&svg, "width"), number(&svg, "height"));
        for tag in svg.split('<').skip(1).filter(|tag| !tag.starts_with("svg")) {
            assert!((0.0..=width).contains(&number(tag, "x")), "{tag}");
            assert!((0.0..=height).contains(&number(tag, "y")), "{tag}");
        }
        let png = picture.to_png();
        let size = |at: usize| f64::from(u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")));
        assert_eq!((size(16), size(20)), (2.0 * width, 2.0 * height));
        assert_eq!(png, picture.to_png());
    }
}
