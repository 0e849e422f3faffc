//! `GeoJSON` (RFC 7946) → rings of positions, and what each feature calls itself.
//!
//! Read by `serde_json` in two steps: features as the text that they are, so that every fault has a place, then their numbers.
//! Never here: a ring that is open, a position that lies nowhere on the globe.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Text, nfc};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{FileId, Span};
use crate::model::{Position, Ring};

/// What `content/boundaries/LEVEL.geojson` holds.
#[derive(Debug)]
pub struct Boundaries {
    /// The level, as the name of the file says.
    pub level: Text,
    /// Features, in their order.
    pub features: Vec<Boundary>,
}

/// One feature.
#[derive(Debug)]
pub struct Boundary {
    /// What it calls itself: properties that are text or a number, and `id`, by their names.
    pub names: BTreeMap<String, Text>,
    /// Its beginning, to show where it is.
    pub span: Span,
    /// Outlines of land and of what is cut out of it; none where it has no geometry.
    pub rings: Vec<Ring>,
}

/// Names of the one system of coordinates that `GeoJSON` has, as older programs write them.
const WGS_84: [&str; 2] = ["CRS84", "4326"];
/// Longest part of a file that is shown as the place of a fault.
const MOST_SHOWN: usize = 40;
/// A ring has a corner at least three times, and ends where it begins.
const LEAST_OF_RING: usize = 3;

/// Returns the level that a file of boundaries is for, by its path.
pub(super) fn level_of<'p>(path: &[&'p str]) -> Option<&'p str> {
    let ["content", "boundaries", name] = path else { return None };
    let (stem, ending) = name.rsplit_once('.')?;
    ["geojson", "json"].iter().any(|known| ending.eq_ignore_ascii_case(known)).then_some(stem)
}

/// Reads a file of boundaries.
pub(super) fn boundaries(file: FileId, stem: &str, text: &str) -> (Option<Boundaries>, Vec<Diagnostic>) {
    let reading = Reading { file, text };
    let mut told = Vec::new();
    let features = match reading.features() {
        Ok(features) => features,
        Err(fault) => return (None, vec![*fault]),
    };
    let read = |raw: &RawValue| reading.feature(raw).map_err(|fault| told.push(*fault)).ok();
    let features = features.into_iter().filter_map(read).collect();
    let level = Text::new(stem.to_owned(), reading.start_of(text));
    (Some(Boundaries { level, features }), told)
}

/// Members of a collection.
#[derive(serde::Deserialize)]
struct RawCollection<'t> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'t RawValue>,
    #[serde(borrow)]
    features: Option<&'t RawValue>,
    #[serde(borrow)]
    crs: Option<&'t RawValue>,
}

#[derive(serde::Deserialize)]
struct RawFeature<'t> {
    #[serde(borrow)]
    geometry: Option<&'t RawValue>,
    #[serde(borrow)]
    properties: Option<&'t RawValue>,
    #[serde(borrow)]
    id: Option<&'t RawValue>,
}

#[derive(serde::Deserialize)]
struct RawGeometry<'t> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'t RawValue>,
    #[serde(borrow)]
    coordinates: Option<&'t RawValue>,
}

/// Longitude and latitude in degrees; a height is passed over.
#[derive(Clone, Copy)]
struct Degrees(f64, f64);

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair;
        impl<'de> Visitor<'de> for Pair {
            type Value = Degrees;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("longitude and latitude")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Degrees, A::Error> {
                let mut number =
                    || numbers.next_element::<f64>()?.ok_or_else(|| A::Error::custom("two numbers"));
                let (longitude, latitude) = (number()?, number()?);
                while numbers.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Degrees(longitude, latitude))
            }
        }
        deserializer.deserialize_seq(Pair)
    }
}

impl Degrees {
    fn position(self) -> Option<Position> {
        let is_there = self.0.abs() <= 180.0 && self.1.abs() <= 90.0;
        #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
        let whole = |degrees: f64| (degrees * f64::from(Position::DEGREE)).round() as i32;
        is_there.then(|| Position { longitude: whole(self.0), latitude: whole(self.1) })
    }

    /// Says what two numbers may be that are no place on the globe.
    fn suspect(self) -> &'static str {
        match (self.0.abs(), self.1.abs()) {
            (first, second) if first <= 90.0 && second <= 180.0 => "position-swapped",
            (first, second) if first > 400.0 || second > 400.0 => "position-metres",
            _ => "position-range",
        }
    }
}

/// A fault within a geometry, and the way to it: which polygon, ring, position.
struct Fault {
    way: Vec<usize>,
    code: Code,
    reason: &'static str,
}

/// A file that is being read.
struct Reading<'t> {
    file: FileId,
    text: &'t str,
}

impl<'t> Reading<'t> {
    fn features(&self) -> Result<Vec<&'t RawValue>, Box<Diagnostic>> {
        let collection: RawCollection<'t> =
            serde_json::from_str(self.text).map_err(|error| self.syntax(&error))?;
        let kind = collection.kind.map_or("", RawValue::get);
        if kind.trim_matches('"') != "FeatureCollection" {
            let at = collection.kind.map_or_else(|| self.start_of(self.text), |kind| self.span(kind));
            return Err(no_collection(at).into());
        }
        if let Some(name) = collection.crs.filter(|crs| !WGS_84.iter().any(|known| crs.get().contains(known)))
        {
            let told = Diagnostic::at(Code::OtherProjection, self.span(name));
            return Err(Box::new(told));
        }
        let features = collection.features.and_then(|features| serde_json::from_str(features.get()).ok());
        let at =
            || collection.features.map_or_else(|| self.start_of(self.text), |features| self.span(features));
        features.ok_or_else(|| no_collection(at()).into())
    }

    fn feature(&self, raw: &'t RawValue) -> Result<Boundary, Box<Diagnostic>> {
        let feature: RawFeature<'t> =
            serde_json::from_str(raw.get()).map_err(|_| no_collection(self.span(raw)))?;
        let mut names = BTreeMap::new();
        let properties =
            feature.properties.map(|raw| serde_json::from_str::<BTreeMap<String, &'t RawValue>>(raw.get()));
        let properties = properties.and_then(Result::ok).unwrap_or_default().into_iter();
        for (key, value) in properties.chain(feature.id.map(|id| ("id".to_owned(), id))) {
            names.extend(scalar(value).map(|text| (key, Text::new(text, self.span(value)))));
        }
        let rings = feature.geometry.map(|geometry| self.rings(geometry)).transpose()?.unwrap_or_default();
        Ok(Boundary { names, span: self.span(raw), rings })
    }

    fn rings(&self, raw: &'t RawValue) -> Result<Vec<Ring>, Box<Diagnostic>> {
        let bad = |span: Span, reason: &str| {
            Box::new(Diagnostic::at(Code::BadBoundary, span).with("reason", format!("@{reason}")))
        };
        let geometry: RawGeometry<'t> =
            serde_json::from_str(raw.get()).map_err(|_| bad(self.span(raw), "boundary-numbers"))?;
        let kind = geometry.kind.ok_or_else(|| bad(self.span(raw), "boundary-kind"))?;
        let coordinates = geometry.coordinates.ok_or_else(|| bad(self.span(kind), "boundary-kind"))?;
        let numbers = |_: serde_json::Error| bad(self.span(coordinates), "boundary-numbers");
        let polygons: Vec<Vec<Vec<Degrees>>> = match kind.get() {
            "\"Polygon\"" => vec![serde_json::from_str(coordinates.get()).map_err(numbers)?],
            "\"MultiPolygon\"" => serde_json::from_str(coordinates.get()).map_err(numbers)?,
            _ => return Err(bad(self.span(kind), "boundary-kind")),
        };
        let is_many = kind.get() == "\"MultiPolygon\"";
        let mut rings = Vec::new();
        for (polygon, of_polygon) in polygons.iter().enumerate() {
            for (at, degrees) in of_polygon.iter().enumerate() {
                let way = if is_many { vec![polygon, at] } else { vec![at] };
                rings.push(ring(degrees, way).map_err(|fault| self.tell(coordinates, &fault))?);
            }
        }
        Ok(rings)
    }

    /// Tells of a fault at the very position.
    fn tell(&self, coordinates: &'t RawValue, fault: &Fault) -> Diagnostic {
        let mut at = coordinates;
        for &step in &fault.way {
            let parts: Option<Vec<&'t RawValue>> = serde_json::from_str(at.get()).ok();
            at = parts.and_then(|parts| parts.get(step).copied()).unwrap_or(at);
        }
        Diagnostic::at(fault.code, self.span(at)).with("reason", format!("@{}", fault.reason))
    }

    /// Tells where the file stops being JSON.
    fn syntax(&self, error: &serde_json::Error) -> Diagnostic {
        let lines = self.text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let at = (0..=at.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        let code = if error.is_data() { Code::NotBoundaries } else { Code::GeojsonSyntax };
        Diagnostic::at(code, self.start_of(&self.text[at..]))
    }

    fn span(&self, raw: &'t RawValue) -> Span {
        self.start_of(raw.get())
    }

    /// Returns the span of the beginning of a part of the file: no more than can be shown.
    fn start_of(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        let line = part.lines().next().unwrap_or_default();
        let end = line.char_indices().map(|(at, _)| at).take(MOST_SHOWN + 1).last().unwrap_or(0);
        let end = if line.chars().count() > MOST_SHOWN { end } else { line.len() };
        Span::new(self.file, start..start + end)
    }
}

fn no_collection(span: Span) -> Diagnostic {
    Diagnostic::at(Code::NotBoundaries, span)
}

/// Returns text or a number as it is written; nothing of lists and the like.
fn scalar(raw: &RawValue) -> Option<String> {
    let written = raw.get();
    match written.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(written).ok().map(|text| nfc(text.trim())),
        b'-' | b'0'..=b'9' => Some(written.to_owned()),
        _ => None,
    }
}

/// Makes a ring, open as they are within the program; says at which position it cannot be one.
fn ring(degrees: &[Degrees], mut way: Vec<usize>) -> Result<Ring, Fault> {
    let mut ring = Vec::with_capacity(degrees.len());
    for (at, degrees) in degrees.iter().enumerate() {
        let Some(position) = degrees.position() else {
            way.push(at);
            return Err(Fault { way, code: Code::BadPosition, reason: degrees.suspect() });
        };
        ring.push(position);
    }
    let is_closed = ring.len() > 1 && ring.first() == ring.last();
    ring.dedup();
    if !is_closed {
        way.push(degrees.len().saturating_sub(1));
        return Err(Fault { way, code: Code::BadBoundary, reason: "boundary-open" });
    }
    ring.pop();
    if ring.len() < LEAST_OF_RING {
        return Err(Fault { way, code: Code::BadBoundary, reason: "boundary-short" });
    }
    Ok(ring)
}
