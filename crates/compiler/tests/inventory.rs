//! The inventory tells what changed between two trees, and nothing else.

use caveat_compiler::{File, Tree, compile};
use caveat_pack::{Pack, PartKind};
use serde_json::Value;

const SIGNALS: &str = r#"
family = "payment"

[[signal]]
id = "asks-gift-card"
says = "asks for gift cards"
strength = "medium"
phrases.en = ["gift cards", "gift vouchers"]
fires = ["send gift cards"]
silent_on = ["send flowers"]

[[signal]]
id = "odd-link"
says = "leads to a bare number"
strength = "medium"
detector = "link.raw-ip"
"#;

fn inventory(signals: &str, core: &str) -> Result<Value, String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut tree = Tree::read(&root).expect("the project's own rules");
    let kept = ["rules/edition.toml", "rules/scoring.toml", "rules/lists/", "rules/sites/"];
    tree.files.retain(|f| kept.iter().any(|k| f.path.starts_with(k)));
    for (path, text) in [("rules/signals/payment.toml", signals), ("rules/core.toml", core)] {
        tree.files.push(File { path: path.into(), text: text.into() });
    }
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    let (compiled, remarks) = compile(&tree);
    let Some(compiled) = compiled else {
        return Err(remarks.iter().map(|r| format!("{r}\n")).collect());
    };
    let bytes = compiled.pack(compiled.edition);
    let pack = Pack::read(&bytes).expect("our own Pack");
    let part = pack.parts.iter().find(|p| p.kind == PartKind::Inventory.number());
    Ok(serde_json::from_slice(part.expect("an inventory").bytes).expect("JSON"))
}

#[test]
fn a_phrase_changes_its_signal_alone() {
    let before = inventory(SIGNALS, "scams = []").expect("sound");
    let after =
        inventory(&SIGNALS.replace("gift vouchers", "gift coupons"), "scams = []").expect("sound");
    let words = |of: &Value| of["signals"]["asks-gift-card"].as_array().expect("a list").clone();
    let kept = words(&before).into_iter().filter(|hash| words(&after).contains(hash)).count();
    assert_eq!((words(&before).len(), words(&after).len(), kept), (2, 2, 1));
    for same in ["scams", "brands", "sites", "guides", "scoring", "core"] {
        assert_eq!(before[same], after[same], "{same}");
    }
}

#[test]
fn how_a_file_is_laid_out_changes_nothing() {
    let before = inventory(SIGNALS, "scams = []");
    let after = inventory(&format!("# A remark.\n\n{SIGNALS}"), "scams = [\n]");
    assert_eq!(before, after);
}

#[test]
fn what_code_sees_stays() {
    let core = &inventory(SIGNALS, "scams = []").expect("sound")["core"];
    assert_eq!(core, &serde_json::json!(["signal:odd-link"]));
}

#[test]
fn a_core_kind_must_exist() {
    let wrong = inventory(SIGNALS, "scams = [\"no-such-kind\"]").expect_err("unknown");
    assert!(wrong.contains("no kind `no-such-kind`"), "{wrong}");
    assert!(wrong.contains("rules/core.toml:1:10"), "{wrong}");
}
