//! `caveat guides --site` on the project's own guides.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const BASE: &str = "https://guides.example/help/";
/// Languages that the project's guides are written in, English first.
const LANGUAGES: [&str; 7] = ["en", "de", "es", "fr", "it", "nl", "pt"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn write(to: &Path, base: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["guides", "--base-url", base, "--root"])
        .arg(root())
        .arg("--site")
        .arg(to)
        .output()
        .expect("caveat runs")
}

fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(folder, "", &mut files);
    files
}

/// The site, written once for all tests.
fn site() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let done = write(folder.path(), BASE);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        read(folder.path())
    })
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    site()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
}

/// Values of an attribute, as they stand. The writer puts all of them between double quotes.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let begins = format!(" {attribute}=\"");
    html.split(&begins).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Elements of one name: what stands in their first tags.
fn tags<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begins = format!("<{name}");
    let rest = html.split(&begins).skip(1).filter_map(|rest| rest.split('>').next());
    rest.filter(|tag| tag.is_empty() || tag.starts_with(' ')).collect()
}

fn data(html: &str) -> Option<serde_json::Value> {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">")?;
    Some(serde_json::from_str(rest.split("</script>").next()?).expect("JSON"))
}

/// One test for all: a runner that gives each test a process of its own would write the site each time.
#[test]
fn the_site_is_whole() {
    let checks: [(&str, fn()); 10] = [
        ("every_guide_stands_in_every_language", every_guide_stands_in_every_language),
        (
            "every_link_leads_somewhere_and_every_id_is_unique",
            every_link_leads_somewhere_and_every_id_is_unique,
        ),
        (
            "links_outward_are_channels_of_the_tree_and_no_others",
            links_outward_are_channels_of_the_tree_and_no_others,
        ),
        (
            "nothing_runs_and_nothing_comes_from_elsewhere",
            nothing_runs_and_nothing_comes_from_elsewhere,
        ),
        (
            "headings_are_in_order_and_every_page_has_its_landmarks",
            headings_are_in_order_and_every_page_has_its_landmarks,
        ),
        (
            "a_guide_that_is_not_translated_says_so_and_says_in_which_language_it_is",
            a_guide_that_is_not_translated_says_so_and_says_in_which_language_it_is,
        ),
        ("boxes_that_are_ticked_show_their_steps", boxes_that_are_ticked_show_their_steps),
        ("questions_are_data_for_search_engines", questions_are_data_for_search_engines),
        (
            "the_sitemap_names_every_page_that_is_a_place_of_its_own",
            the_sitemap_names_every_page_that_is_a_place_of_its_own,
        ),
        ("the_same_tree_gives_the_same_bytes", the_same_tree_gives_the_same_bytes),
    ];
    for (name, check) in checks {
        println!("{name}");
        check();
    }
}

fn every_guide_stands_in_every_language() {
    let mut expected = 0;
    for entry in fs::read_dir(root().join("guides/en")).expect("guides") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".md").filter(|id| !id.starts_with('_')) else { continue };
        for language in LANGUAGES {
            let page = format!("{language}/{id}/index.html");
            assert!(site().contains_key(&page), "{page}");
            expected += 1;
        }
    }
    assert!(expected > 500, "{expected}");
    for language in LANGUAGES {
        for page in ["", "about/", "report/", "report/us/", "report/gb-sct/", "report/other/"] {
            assert!(
                site().contains_key(&format!("{language}/{page}index.html")),
                "{language}/{page}"
            );
        }
    }
}

fn every_link_leads_somewhere_and_every_id_is_unique() {
    let ids: BTreeMap<&str, Vec<&str>> =
        pages().map(|(path, html)| (path, values(html, "id"))).collect();
    let mut checked = 0;
    for (path, html) in pages() {
        let own: BTreeSet<_> = ids[path].iter().collect();
        assert_eq!(own.len(), ids[path].len(), "{path}: an id twice");
        for target in values(html, "href").into_iter().chain(values(html, "src")) {
            let outward = ["https://", "mailto:", "tel:", "sms:"];
            if outward.iter().any(|scheme| target.starts_with(scheme)) {
                continue;
            }
            let (file, id) = target.split_once('#').map_or((target, None), |(f, id)| (f, Some(id)));
            let file = if file.is_empty() { path.to_owned() } else { resolved(path, file) };
            assert!(
                site().contains_key(&file),
                "{path}: {target} leads to {file}, which is not there"
            );
            if let Some(id) = id {
                assert!(ids[file.as_str()].contains(&id), "{path}: no {id} in {file}");
            }
            checked += 1;
        }
        for attribute in ["aria-labelledby", "for"] {
            for id in values(html, attribute) {
                assert!(ids[path].contains(&id), "{path}: {attribute} names {id}");
            }
        }
    }
    assert!(checked > 10_000, "{checked}");
}

/// A path seen from a page; the page for missing ones begins at the host.
fn resolved(page: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix("/help/") {
        assert_eq!(page, "404.html", "{target}");
        return path.to_owned();
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for piece in target.split('/') {
        if piece == ".." {
            folders.pop().unwrap_or_else(|| panic!("{page}: {target} leads out of the site"));
        } else {
            folders.push(piece);
        }
    }
    folders.join("/")
}

fn links_outward_are_channels_of_the_tree_and_no_others() {
    let mut known = String::new();
    for entry in fs::read_dir(root().join("guides/reporting")).expect("reporting") {
        known += &fs::read_to_string(entry.expect("an entry").path()).expect("a file");
    }
    let mut outward = 0;
    for (path, html) in pages() {
        for tag in tags(html, "a") {
            let tag = format!(" {}", tag.trim_start());
            let href = values(&tag, "href")[0];
            if href.starts_with("https://") {
                assert!(known.contains(&format!("value = \"{href}\"")), "{path}: {href}");
                assert_eq!(values(&tag, "rel"), ["noopener"], "{path}: {href}");
                outward += 1;
            } else if let Some(address) = href.strip_prefix("mailto:") {
                assert!(known.contains(&format!("value = \"{address}\"")), "{path}: {href}");
            }
        }
    }
    assert!(outward > 500, "{outward}");
}

fn nothing_runs_and_nothing_comes_from_elsewhere() {
    for (path, html) in pages() {
        for script in tags(html, "script") {
            assert_eq!(script, " type=\"application/ld+json\"", "{path}");
        }
        for (what, attribute) in [("img", "src"), ("script", "src"), ("iframe", "src")] {
            for tag in tags(html, what) {
                assert!(
                    values(tag, attribute).iter().all(|src| !src.contains(':')),
                    "{path}: {tag}"
                );
            }
        }
        for banned in [" style=\"", " onclick=\"", "<style", "<form", "javascript:", "<iframe"] {
            assert!(!html.contains(banned), "{path}: {banned}");
        }
        let links = tags(html, "link");
        let sheet: Vec<_> = links.iter().filter(|tag| tag.contains("rel=\"stylesheet\"")).collect();
        assert_eq!(sheet.len(), 1, "{path}");
        assert!(
            html.contains("content=\"default-src 'none'; style-src 'self'; img-src 'self'"),
            "{path}"
        );
    }
    let style = std::str::from_utf8(&site()["style.css"]).expect("UTF-8");
    for banned in ["url(", "@import", "@font-face", "://"] {
        assert!(!style.contains(banned), "style.css: {banned}");
    }
}

fn headings_are_in_order_and_every_page_has_its_landmarks() {
    for (path, html) in pages() {
        let levels: Vec<u8> = html
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.bytes().next().filter(u8::is_ascii_digit))
            .map(|b| b - b'0')
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}: one h1");
        assert_eq!(levels.first(), Some(&1), "{path}: the h1 first");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{path}: h{} after h{}", pair[1], pair[0]);
        }
        assert_eq!(tags(html, "main").len(), 1, "{path}");
        assert!(html.contains("<a class=\"skip\" href=\"#text\">"), "{path}");
        let language = path.split('/').next().filter(|l| LANGUAGES.contains(l)).unwrap_or("en");
        assert!(
            html.starts_with(&format!("<!DOCTYPE html><html lang=\"{language}\" dir=\"ltr\">")),
            "{path}"
        );
    }
}

fn a_guide_that_is_not_translated_says_so_and_says_in_which_language_it_is() {
    let page = |path: &str| std::str::from_utf8(&site()[path]).expect("UTF-8");
    let german = page("de/gold-courier/index.html");
    assert!(
        german.contains("<article class=\"guide\" lang=\"en\">")
            && german.contains("class=\"notice\"")
    );
    assert!(german.contains(
        "<link rel=\"canonical\" href=\"https://guides.example/help/en/gold-courier/\">"
    ));
    assert!(!german.contains("rel=\"alternate\""), "it is written in one language alone");
    let own = page("de/parcel-fee/index.html");
    assert!(own.contains("<article class=\"guide\">") && !own.contains("class=\"notice\""));
    for language in LANGUAGES {
        let link = format!(
            "<link rel=\"alternate\" hreflang=\"{language}\" href=\"{BASE}{language}/parcel-fee/\">"
        );
        assert!(own.contains(&link), "{link}");
    }
    assert!(
        own.contains("hreflang=\"x-default\" href=\"https://guides.example/help/en/parcel-fee/\"")
    );
}

fn boxes_that_are_ticked_show_their_steps() {
    let style = std::str::from_utf8(&site()["style.css"]).expect("UTF-8");
    let mut seen = BTreeSet::new();
    for (path, html) in pages() {
        for did in values(html, "id").into_iter().filter_map(|id| id.strip_prefix("did-")) {
            assert!(html.contains(&format!(" id=\"now-{did}\"")), "{path}: {did} has no steps");
            seen.insert(did);
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
    for did in seen {
        assert!(style.contains(&format!(".now:has(#did-{did}:checked) #now-{did}")), "{did}");
    }
}

fn questions_are_data_for_search_engines() {
    let mut asked = 0;
    for (path, html) in pages().filter(|(_, html)| html.contains("class=\"questions\"")) {
        let page = data(html).unwrap_or_else(|| panic!("{path}: no data"));
        assert_eq!(
            (&page["@context"], &page["@type"]),
            (&"https://schema.org".into(), &"FAQPage".into())
        );
        let questions = page["mainEntity"].as_array().expect("questions");
        assert_eq!(questions.len(), html.matches(" id=\"question-").count(), "{path}");
        for question in questions {
            assert_eq!(question["@type"], "Question");
            assert_eq!(question["acceptedAnswer"]["@type"], "Answer");
            for text in [&question["name"], &question["acceptedAnswer"]["text"]] {
                let text = text.as_str().expect("text");
                assert!(
                    !text.is_empty() && !text.contains("{channel:") && !text.contains("**"),
                    "{path}: {text}"
                );
            }
            asked += 1;
        }
        let canonical =
            values(html.split_once("rel=\"canonical\"").expect("canonical").1, "href")[0];
        assert_eq!(page["url"], canonical, "{path}");
    }
    assert!(asked > 1_000, "{asked}");
}

fn the_sitemap_names_every_page_that_is_a_place_of_its_own() {
    let text = std::str::from_utf8(&site()["sitemap.xml"]).expect("UTF-8");
    let map = roxmltree::Document::parse(text).expect("well-formed XML");
    let texts = |name: &str| -> Vec<String> {
        let of = map.descendants().filter(|node| node.tag_name().name() == name);
        of.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    let listed: BTreeSet<String> = texts("loc").into_iter().collect();
    assert_eq!(listed.len(), texts("loc").len(), "a page twice");
    let mut expected = BTreeSet::new();
    for (path, html) in pages().filter(|(path, _)| *path != "404.html") {
        let address =
            format!("{BASE}{}", path.strip_suffix("index.html").expect("a folder's page"));
        let canonical =
            values(html.split_once("rel=\"canonical\"").expect("canonical").1, "href")[0];
        if canonical == address {
            expected.insert(address);
        } else {
            assert!(
                site().contains_key(&format!("{}index.html", &canonical[BASE.len()..])),
                "{path}"
            );
        }
    }
    assert_eq!(listed, expected);
    for link in map.descendants().filter(|node| node.tag_name().name() == "link") {
        let href = link.attribute("href").expect("href");
        assert!(listed.contains(href), "the translation {href} is not listed itself");
    }
    assert!(texts("lastmod").iter().all(|day| day.len() == 10), "{text}");
    let robots = std::str::from_utf8(&site()["robots.txt"]).expect("UTF-8");
    assert!(robots.contains("Sitemap: https://guides.example/help/sitemap.xml"));
}

fn the_same_tree_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("a/new/folder");
    assert!(write(&to, BASE).status.success());
    assert_eq!(&read(&to), site());
}

#[test]
fn nothing_is_written_when_something_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    assert_eq!(write(&new, "guides.example").status.code(), Some(64));
    assert!(!new.exists());
    fs::write(folder.path().join("letter.txt"), "x").expect("somebody's file");
    let refused = write(folder.path(), BASE);
    assert_eq!(refused.status.code(), Some(64));
    let says = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(says.contains("is not empty and holds no site of ours"), "{says}");
    assert_eq!(read(folder.path()).len(), 1);
}
