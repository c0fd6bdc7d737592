//! Which picture stands on a guide, and that a picture is one of ours.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::{File, Tree};
use crate::format::parse;

const LIST: &str = "guides/pictures.toml";
const FOLDER: &str = "guides/pictures";
/// A signed update may name a picture of at most so many characters (extension/src/updates/shape-guides.ts).
const MAX_NAME: usize = 40;
/// A page shows all of them at once, and each is part of every release.
const MAX_BYTES: usize = 6_000;
/// All pictures have one size, so that nothing moves while a page is loading.
const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 300\">";
/// Without it a picture is a bright square on a dark page.
const DARK: &str = "@media (prefers-color-scheme: dark)";
/// What a picture is drawn with: shapes, and neither words, programs nor anything from elsewhere.
const ELEMENTS: [&str; 7] = ["svg", "style", "g", "path", "rect", "circle", "ellipse"];
const ATTRIBUTES: [&str; 18] = [
    "class",
    "cx",
    "cy",
    "d",
    "height",
    "opacity",
    "r",
    "rx",
    "ry",
    "stroke-dasharray",
    "stroke-width",
    "transform",
    "viewBox",
    "width",
    "x",
    "xmlns",
    "y",
    "points",
];

/// Picture by guide. `guides` are the file names of all guides.
pub(super) fn read(
    tree: &Tree,
    guides: &BTreeMap<&str, &File>,
    remarks: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let drawn: BTreeMap<&str, &File> =
        tree.in_folder(FOLDER, ".svg").map(|file| (file.stem(), file)).collect();
    for file in drawn.values() {
        check(file, remarks);
    }
    let Some(list) = tree.file(LIST) else {
        if let Some(first) = guides.values().next() {
            let help = format!("{LIST} says for each guide which picture of {FOLDER}/ it has");
            remarks.push(Diagnostic::error(first, 0..3, format!("there is no {LIST}")).help(help));
        }
        return BTreeMap::new();
    };
    let named: BTreeMap<Spanned<String>, Spanned<String>> = match parse(list) {
        Ok(named) => named,
        Err(remark) => {
            remarks.push(remark.help(format!("one line for each guide: {}", line("parcel-fee"))));
            return BTreeMap::new();
        }
    };
    for (guide, picture) in &named {
        if !guides.contains_key(guide.get_ref().as_str()) {
            let help = did_you_mean(guide.get_ref(), guides.keys().copied(), "remove the line");
            let title = format!("no guide `{}`", guide.get_ref());
            remarks.push(Diagnostic::error(list, guide.span(), title).help(help));
        }
        if !drawn.contains_key(picture.get_ref().as_str()) {
            let otherwise = format!("pictures are the files of {FOLDER}/");
            let help = did_you_mean(picture.get_ref(), drawn.keys().copied(), &otherwise);
            let title = format!("no picture `{}`", picture.get_ref());
            remarks.push(Diagnostic::error(list, picture.span(), title).help(help));
        }
    }
    let pictures: BTreeMap<String, String> =
        named.into_iter().map(|(g, p)| (g.into_inner(), p.into_inner())).collect();
    for (guide, file) in guides.iter().filter(|(guide, _)| !pictures.contains_key(**guide)) {
        let help = format!("add a line to {LIST}: {}", line(guide));
        remarks.push(Diagnostic::error(file, 0..3, "the guide has no picture").help(help));
    }
    for (name, file) in &drawn {
        if !pictures.values().any(|used| used == name) {
            let help = format!("name it in {LIST}, or remove the file");
            remarks.push(Diagnostic::error(file, 0..4, "no guide has this picture").help(help));
        }
    }
    pictures
}

fn line(guide: &str) -> String {
    format!("{guide} = \"<file name in {FOLDER}/>\"")
}

/// A picture is of the one size, small, made for light and dark, and nothing but shapes.
fn check(file: &File, remarks: &mut Vec<Diagnostic>) {
    let mut remark = |at: std::ops::Range<usize>, title: String, help: &str| {
        remarks.push(Diagnostic::error(file, at, title).help(help));
    };
    let name = file.stem();
    if name.is_empty()
        || name.len() > MAX_NAME
        || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    {
        let help = "lower-case letters and hyphens, at most 40";
        remark(0..4, format!("`{name}` is no name for a picture"), help);
    }
    if file.text.len() > MAX_BYTES {
        let title = format!("the picture has {} bytes", file.text.len());
        remark(0..4, title, "6,000 at most: fewer shapes, whole numbers");
    }
    if !file.text.starts_with(HEAD) {
        remark(0..4, "the picture begins otherwise than all others".into(), HEAD);
    }
    if !file.text.contains(DARK) {
        let help = format!("give its classes other colours in {DARK} {{ … }}");
        remark(0..4, "the picture has no colours for a dark page".into(), &help);
    }
    for foreign in ["url(", "@import", "@font-face", "\\"] {
        if let Some(at) = file.text.find(foreign) {
            let help = "a picture brings nothing from elsewhere";
            remark(at..at + foreign.len(), format!("`{foreign}` in a picture"), help);
        }
    }
    for (at, _) in file.text.match_indices('<') {
        let rest = &file.text[at + 1..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let mut words = tag.trim_start_matches('/').trim_end_matches('/').splitn(2, ' ');
        let element = words.next().unwrap_or_default();
        if !ELEMENTS.contains(&element) {
            let help = format!("a picture is drawn with: {}", ELEMENTS.join(", "));
            remark(at..at + 1 + element.len(), format!("`{element}` in a picture"), &help);
        }
        // Values lie between quotes, so every second piece is one.
        let attributes = words.next().unwrap_or_default().split('"').step_by(2);
        for attribute in attributes.map(|name| name.trim().trim_end_matches('=')) {
            if !attribute.is_empty() && !ATTRIBUTES.contains(&attribute) {
                let help = format!("a picture has: {}", ATTRIBUTES.join(", "));
                remark(at..at + 1 + tag.len(), format!("`{attribute}` in a picture"), &help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 300\">\n<style>.a { fill: red }\n@media (prefers-color-scheme: dark) { .a { fill: blue } }</style>\n<g transform=\"rotate(4 1 1)\"><path class=\"a\" d=\"M0 0h9\"/></g>\n</svg>\n";

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    /// What is said of two guides, a list and some pictures, and the pictures that came out.
    fn read_of(list: &str, pictures: &[(&str, &str)]) -> (Vec<(String, String)>, usize) {
        let mut files: Vec<File> = vec![file("guides/pictures.toml", list)];
        files.extend(pictures.iter().map(|(name, text)| file(name, text)));
        let guides = ["one", "two"].map(|g| file(&format!("guides/en/{g}.md"), "+++\n"));
        let by_name = guides.iter().map(|g| (g.stem(), g)).collect();
        let mut remarks = Vec::new();
        let read = read(&Tree { files }, &by_name, &mut remarks);
        let said = remarks.iter().map(|r| {
            let (line, column) = r.position();
            (format!("{}:{line}:{column}: {}", r.path, r.title), r.help.clone())
        });
        (said.collect(), read.len())
    }

    const BOTH: &str = "one = \"parcel\"\ntwo = \"parcel\"\n";

    #[test]
    fn every_guide_has_a_picture_and_every_picture_a_guide() {
        assert_eq!(read_of(BOTH, &[("guides/pictures/parcel.svg", SVG)]), (vec![], 2));
        let wrong = |list: &str, pictures: &[(&str, &str)], place: &str, help: &str| {
            let (said, _) = read_of(list, pictures);
            let found = said.iter().any(|(p, h)| p == place && h.contains(help));
            assert!(found, "{place} ({help}) is not among {said:#?}");
        };
        let boxed = [("guides/pictures/parcel.svg", SVG)];
        wrong(
            "one = \"parcel\"",
            &boxed,
            "guides/en/two.md:1:1: the guide has no picture",
            "two = ",
        );
        wrong(
            &BOTH.replace("\"parcel\"\nt", "\"parcle\"\nt"),
            &boxed,
            "guides/pictures.toml:1:7: no picture `parcle`",
            "did you mean `parcel`",
        );
        wrong(
            &format!("{BOTH}twoo = \"parcel\""),
            &boxed,
            "guides/pictures.toml:3:1: no guide `twoo`",
            "did you mean `two`",
        );
        wrong(
            BOTH,
            &[boxed[0], ("guides/pictures/sun.svg", SVG)],
            "guides/pictures/sun.svg:1:1: no guide has this picture",
            "remove the file",
        );
        wrong(
            "one = 1",
            &boxed,
            "guides/pictures.toml:1:7: invalid type: integer `1`, expected a string",
            "one line for each guide",
        );
        wrong(
            &BOTH.replace("parcel", "Box1"),
            &[("guides/pictures/Box1.svg", SVG)],
            "guides/pictures/Box1.svg:1:1: `Box1` is no name for a picture",
            "hyphens",
        );
    }

    #[test]
    fn without_a_list_the_first_guide_says_so() {
        let guide = file("guides/en/one.md", "+++\n");
        let mut remarks = Vec::new();
        read(&Tree::default(), &BTreeMap::from([("one", &guide)]), &mut remarks);
        assert_eq!(remarks[0].title, "there is no guides/pictures.toml");
        remarks.clear();
        read(&Tree::default(), &BTreeMap::new(), &mut remarks);
        assert!(remarks.is_empty(), "a tree without guides needs no pictures");
    }

    #[test]
    fn a_picture_is_nothing_but_shapes() {
        for (from, to, said) in [
            ("<g ", "<script>x</script><g ", "`script` in a picture"),
            ("<g ", "<text>a</text><g ", "`text` in a picture"),
            ("<g ", "<!-- a --><g ", "`!--` in a picture"),
            ("<g ", "<image href=\"https://a.example/b.png\"/><g ", "`image` in a picture"),
            ("d=\"M0", "onload=\"x()\" d=\"M0", "`onload` in a picture"),
            ("d=\"M0", "style=\"fill: red\" d=\"M0", "`style` in a picture"),
            ("fill: red", "fill: url(#a)", "`url(` in a picture"),
            (".a { fill: red }", "@import 'a.css';", "`@import` in a picture"),
            ("fill: red", "fill: u\\72l(#a)", "`\\` in a picture"),
            ("480 300", "480 301", "the picture begins otherwise than all others"),
            (" dark)", " light)", "the picture has no colours for a dark page"),
        ] {
            let changed = SVG.replace(from, to);
            assert_ne!(changed, SVG, "{from} stands in the sample");
            let (said_of_it, _) = read_of(BOTH, &[("guides/pictures/parcel.svg", &changed)]);
            assert!(said_of_it.iter().any(|(s, _)| s.ends_with(said)), "{said}: {said_of_it:?}");
        }
        let large = SVG.replace("M0 0h9", &"M0 0h9".repeat(1_000));
        let (said, _) = read_of(BOTH, &[("guides/pictures/parcel.svg", &large)]);
        assert_eq!(said.len(), 1, "{said:?}");
    }
}
