//! The cost of a lookup over the number of codes, as a picture.
//!
//! Measurements come in, an SVG goes out: a panel for each kind of key, both
//! axes logarithmic, keys that nobody can guess, half of them misses.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::Measurement;
use crate::common::grouped;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 260.0;
const MARGIN: f64 = 50.0;
/// Nanoseconds at the bottom and at the top.
const RANGE: (f64, f64) = (0.2, 5000.0);
const COLOURS: [&str; 8] = ["#888", "#bbb", "#c00", "#06c", "#39f", "#090", "#c80", "#808"];

/// The picture.
pub fn svg(measurements: &[Measurement]) -> String {
    let random: Vec<_> = measurements.iter().filter(|measurement| measurement.mode == "random").collect();
    let mut kinds: Vec<&str> = Vec::new();
    let mut contestants: Vec<&str> = Vec::new();
    for measurement in &random {
        if !kinds.contains(&measurement.kind.as_str()) {
            kinds.push(&measurement.kind);
        }
        if !contestants.contains(&measurement.contestant.as_str()) {
            contestants.push(&measurement.contestant);
        }
    }
    let sizes: BTreeSet<usize> = random.iter().map(|measurement| measurement.codes).collect();
    let axis = Axis { sizes };
    let width = (WIDTH + MARGIN) * 3.0 + 170.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{}\" font-family=\"sans-serif\" \
         font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        HEIGHT + 2.0 * MARGIN
    );
    for (panel, kind) in (0..3).zip(&kinds) {
        let left = MARGIN + f64::from(panel) * (WIDTH + MARGIN);
        let _ = writeln!(out, "<g transform=\"translate({left},{MARGIN})\">\n{}", axis.frame(kind));
        for (contestant, colour) in contestants.iter().zip(COLOURS) {
            let of = random.iter().filter(|other| other.kind == *kind && other.contestant == *contestant);
            let points: Vec<_> =
                of.map(|point| format!("{:.1},{:.1}", axis.x(point.codes), y(point.nanoseconds))).collect();
            let (points, line) = (points.join(" "), if *contestant == "vendor-codes" { 3 } else { 1 });
            let _ = writeln!(
                out,
                "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{line}\" points=\"{points}\"/>"
            );
        }
        out.push_str("</g>\n");
    }
    for ((contestant, colour), line) in contestants.iter().zip(COLOURS).zip(0..) {
        let (x, y) = (width - 150.0, MARGIN + 10.0 + f64::from(line) * 18.0);
        let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" fill=\"{colour}\">— {contestant}</text>");
    }
    out + "</svg>\n"
}

/// The sizes, from left to right.
struct Axis {
    sizes: BTreeSet<usize>,
}

#[allow(clippy::cast_precision_loss, reason = "no table is that large")]
impl Axis {
    fn x(&self, codes: usize) -> f64 {
        let log = |codes: Option<&usize>| codes.map_or(0.0, |&codes| (codes as f64).ln());
        let (first, last) = (log(self.sizes.first()), log(self.sizes.last()));
        (log(Some(&codes)) - first) / (last - first).max(f64::EPSILON) * WIDTH
    }

    /// A panel's title, its lines and their numbers.
    fn frame(&self, kind: &str) -> String {
        let mut out =
            format!("<text x=\"0\" y=\"-14\" font-size=\"14\">{kind}: ns per lookup, by codes</text>\n");
        for nanoseconds in [1.0, 10.0, 100.0, 1000.0] {
            let y = y(nanoseconds);
            let _ = writeln!(
                out,
                "<path stroke=\"#ddd\" d=\"M0 {y:.1}H{WIDTH}\"/><text x=\"-28\" y=\"{:.1}\">{nanoseconds}</text>",
                y + 4.0
            );
        }
        for &codes in &self.sizes {
            let (x, label) = (self.x(codes), grouped(codes));
            let _ = writeln!(
                out,
                "<path stroke=\"#ddd\" d=\"M{x:.1} 0V{HEIGHT}\"/><text x=\"{x:.1}\" y=\"{}\" \
                 text-anchor=\"middle\">{label}</text>",
                HEIGHT + 16.0
            );
        }
        out
    }
}

/// How far below the top.
fn y(nanoseconds: f64) -> f64 {
    let (bottom, top) = (RANGE.0.ln(), RANGE.1.ln());
    let share = (nanoseconds.clamp(RANGE.0, RANGE.1).ln() - bottom) / (top - bottom);
    HEIGHT * (1.0 - share)
}
