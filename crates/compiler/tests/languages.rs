//! A language is added by new files alone.

use caveat_compiler::{Expect, File, Tree, compile};
use caveat_engine::native::NativeUrls;
use caveat_engine::{Message, scan};
use caveat_pack::{Pack, decode_rules, decode_texts};

const SIGNALS: &str = r#"
family = "payment"
[[signal]]
id = "asks-gift-card"
says = "asks for gift cards"
strength = "decisive"
phrases.en = ["gift cards"]
fires = ["send gift cards"]
silent_on = ["send flowers"]
"#;

/// The rules of this project with one signal, and a language.
fn tree(files: &[(&str, &str)]) -> Tree {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let kept = ["rules/edition.toml", "rules/scoring.toml", "rules/lists/"];
    let mut tree = Tree::read(&root).expect("the project's own rules");
    tree.files.retain(|f| kept.iter().any(|k| f.path.starts_with(k)));
    let file = |(path, text): (&str, &str)| File { path: path.into(), text: text.into() };
    tree.files.push(file(("rules/signals/payment.toml", SIGNALS)));
    tree.files.extend(files.iter().copied().map(file));
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    tree
}

fn errors(files: &[(&str, &str)]) -> String {
    let (compiled, remarks) = compile(&tree(files));
    assert!(compiled.is_none(), "nothing was wrong");
    remarks.iter().map(|r| format!("{r}\n")).collect()
}

const WORDS: &str = r#"
[[words]]
signal = "asks-gift-card"
phrases = ["Gutscheinkarten"]
patterns = ['(?:kauf|besorg)[a-z]{0,3} .{0,30}gutscheine?']
fires = ["Bitte besorge mir ein paar Gutscheine"]
silent_on = ["Danke für den Gutschein"]
"#;
const TEXTS: &str = "[signals]\nasks-gift-card = \"verlangt Gutscheinkarten\"\n";

#[test]
fn its_words_are_matched_and_its_sentences_told() {
    let files = [
        ("rules/languages/de/words/payment.toml", WORDS),
        ("rules/languages/de/texts.toml", TEXTS),
        ("rules/languages/de/negation.toml", "negators.de = [\"nie\"]"),
    ];
    let (compiled, remarks) = compile(&tree(&files));
    let compiled = compiled.unwrap_or_else(|| panic!("{remarks:?}"));
    let bytes = compiled.pack(1);
    let pack = Pack::read(&bytes).expect("a sound pack");
    let mut rules = decode_rules(&pack).expect("sound rules");
    let seen = |rules: &_, body: &str| {
        let message = Message { body: body.into(), ..Message::default() };
        scan(&message, rules, &NativeUrls).findings.first().map(|f| f.says.clone())
    };
    let german = "Besorge mir schnell drei Gutscheine";
    assert_eq!(seen(&rules, german).as_deref(), Some("asks for gift cards"));
    assert_eq!(seen(&rules, "Wir verlangen nie Gutscheinkarten"), None);
    rules.speak(&decode_texts(&pack, "de").expect("sound texts").expect("German"));
    assert_eq!(seen(&rules, german).as_deref(), Some("verlangt Gutscheinkarten"));
    assert_eq!(decode_texts(&pack, "fr"), Ok(None));
    // Its examples are tried like all others, at their place in its own file.
    let own: Vec<_> =
        compiled.examples.iter().filter(|e| e.file.path.contains("languages")).collect();
    assert!(
        matches!(own[..], [a, b] if matches!(a.expect, Expect::Fires(_)) && matches!(b.expect, Expect::SilentOn(_)))
    );
}

#[test]
fn mistakes_are_pointed_at() {
    for (path, text, wanted) in [
        (
            "rules/languages/de/words/x.toml",
            WORDS.replace("gift", "gfit"),
            "did you mean `asks-gift-card`?",
        ),
        ("rules/languages/de/words/x.toml", WORDS.replace("fires", "# fires"), "have no example"),
        (
            "rules/languages/de/texts.toml",
            TEXTS.replace("verlangt", "{brand}"),
            "nothing fills in {brand}",
        ),
        (
            "rules/languages/de/texts.toml",
            "[scams.parcel]\ntitle = \"\"\ntitle_caution = \"\"".into(),
            "no kind `parcel`",
        ),
        ("rules/languages/de/other.toml", String::new(), "no file of a language"),
        ("rules/languages/german/texts.toml", TEXTS.into(), "no language code"),
    ] {
        let said = errors(&[(path, &text)]);
        assert!(said.contains(wanted) && said.contains(path), "{wanted} is not in\n{said}");
    }
}
