//! Pages of guides that nobody would write: whatever a text says, it stays text.

use std::collections::BTreeMap;

use caveat_compiler::{Block, Channel, Country, File, Guide, Reporting, Section, Tree};

use super::{Base, Files, SiteError, build};

/// Would end a script, a title, an attribute, and begin an element, if anybody let it.
const EVIL: &str = "</script></title><img src=x onerror=\"alert(1)\"><b>'\"&lt;{{n}}";

fn block(t: &'static str) -> Block {
    Block { t, text: format!("{EVIL} **{EVIL}** {{channel:xx-line}}"), signal: None }
}

fn section(id: &str, sub: Vec<Section>) -> Section {
    let blocks = ["p", "quote", "li", "step"].map(block).to_vec();
    Section { id: id.into(), title: EVIL.into(), blocks, sub }
}

fn guide(id: &str, picture: &str) -> Guide {
    let evil = || EVIL.to_owned();
    Guide {
        id: id.into(),
        title: evil(),
        summary: evil(),
        checked: evil(),
        picture: picture.into(),
        brands: vec!["bank".into()],
        related: vec![id.into()],
        first_steps: vec![evil(), evil(), evil()],
        sources: vec![evil()],
        sections: vec![
            section("looks", vec![]),
            section("now", vec![section("clicked", vec![]), section("card", vec![])]),
            section("report", vec![]),
            section("questions", vec![section("", vec![])]),
        ],
    }
}

fn channel(kind: &str, value: &str) -> Channel {
    let evil = || EVIL.to_owned();
    Channel {
        id: "xx-line".into(),
        brand: Some("bank".into()),
        label: evil(),
        purpose: vec!["lost-money".into()],
        kind: kind.into(),
        value: value.into(),
        note: evil(),
        hours: evil(),
        cost: evil(),
        forward: evil(),
        source: evil(),
        checked: evil(),
    }
}

fn site(guides: &[(&str, Guide)], base: &str) -> Result<Files, SiteError> {
    let mut by_language: BTreeMap<String, Vec<Guide>> = BTreeMap::new();
    for (language, guide) in guides {
        let copy =
            Guide { sections: guide.sections.clone(), ..self::guide(&guide.id, &guide.picture) };
        by_language.entry((*language).to_owned()).or_default().push(copy);
    }
    let mut reporting = Reporting::default();
    reporting.brands = vec![channel("url", &format!("https://{EVIL}")), channel("sms", EVIL)];
    reporting.countries = vec![Country {
        country: "US".into(),
        name: EVIL.into(),
        intro: EVIL.into(),
        steps: vec![EVIL.into()],
        channels: vec![channel("email", &format!("a@{EVIL}")), channel("phone", EVIL)],
    }];
    let svg = File { path: "guides/pictures/parcel.svg".into(), text: "<svg/>".into() };
    build(&by_language, &reporting, &Tree { files: vec![svg] }, &Base::read(base)?)
}

const BASE: &str = "https://guides.example/";

#[test]
fn a_hostile_text_stays_text_everywhere() {
    let files = site(&[("en", guide("trap", "parcel")), ("de", guide("falle", "parcel"))], BASE)
        .unwrap_or_else(|e| panic!("{e}"));
    let mut data = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("UTF-8");
        for markup in ["<img src=x", "<b>", "onerror=\"", "alert(1)\""] {
            assert!(!html.contains(markup), "{path}: {markup}");
        }
        let scripts = html.matches("<script").count();
        assert_eq!(html.matches("</script").count(), scripts, "{path}");
        assert_eq!(html.matches("</title").count(), 1, "{path}");
        if let Some((_, rest)) = html.split_once("<script type=\"application/ld+json\">") {
            assert_eq!(scripts, 1, "{path}");
            let json = rest.split("</script>").next().expect("an end");
            let page: serde_json::Value = serde_json::from_str(json).expect("JSON");
            assert_eq!(page["mainEntity"][0]["name"], EVIL);
            assert_eq!(page["name"], EVIL);
            data += 1;
        } else {
            assert_eq!(scripts, 0, "{path}");
        }
    }
    assert_eq!(data, 4, "two guides in two languages");
    assert!(!String::from_utf8_lossy(&files["sitemap.xml"]).contains("alert"));
}

#[test]
fn a_channel_that_is_no_address_is_no_link() {
    let files = site(&[("en", guide("trap", "parcel"))], BASE).unwrap_or_else(|e| panic!("{e}"));
    let page = String::from_utf8_lossy(&files["en/report/us/index.html"]).into_owned();
    assert!(!page.contains("href=\"tel:"), "EVIL is no number");
    assert!(
        !page.contains("href=\"mailto:"),
        "a mail address with & would carry more than an address"
    );
}

#[test]
fn what_cannot_be_a_site_is_said() {
    let says = |guides: &[(&str, Guide)]| site(guides, BASE).expect_err("no site").to_string();
    let english = guide("trap", "parcel");
    assert!(says(&[("xx", guide("trap", "parcel"))]).contains("words/xx.toml"));
    assert!(says(&[("en", guide("about", "parcel"))]).contains("a guide is called `about`"));
    assert!(says(&[("en", guide("trap", "unicorn"))]).contains("`unicorn` in [family]"));
    assert!(
        says(&[("en", english), ("en", guide("b", "bank"))]).contains("guides/pictures/bank.svg")
    );
    assert!(site(&[], "guides").expect_err("no base").to_string().contains("is no address"));
}

#[test]
fn without_english_the_other_languages_stand_alone() {
    let files = site(&[("de", guide("falle", "parcel"))], BASE).unwrap_or_else(|e| panic!("{e}"));
    assert!(files.contains_key("de/falle/index.html") && !files.contains_key("en/index.html"));
    assert!(matches!(site(&[], BASE), Err(SiteError::NoGuides)));
}
