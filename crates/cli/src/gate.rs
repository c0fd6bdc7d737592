//! The gate: messages that travel with a release, which an update must judge rightly before the
//! extension takes it into use. They stand in `rules/gate.jsonl`, in the form that `caveat eval` reads.

use std::fs;
use std::path::Path;

use caveat_engine::native::NativeUrls;
use caveat_engine::{Level, Message, Rules, scan};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::wire::MessageIn;

/// Where the messages stand, below the tree's folder.
pub(crate) const FILE: &str = "rules/gate.jsonl";

/// Scams that an update may overlook. Weights change from one edition to the next, and three messages
/// more or less are no reason to keep all the others' improvements from people.
/// The extension holds to the same numbers: `extension/src/updates/gate.ts`.
pub(crate) const MAY_MISS: usize = 3;

/// Honest messages that an update may be cautious about. None may be called dangerous.
pub(crate) const MAY_DOUBT: usize = 1;

/// The messages of the gate.
pub(crate) struct Gate {
    scams: Vec<(String, Message)>,
    honest: Vec<(String, Message)>,
}

impl Gate {
    /// Reads the gate of a tree.
    pub(crate) fn read(root: &Path) -> Result<Gate, Failure> {
        let path = root.join(FILE);
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        let mut gate = Gate { scams: Vec::new(), honest: Vec::new() };
        for (number, line) in text.lines().enumerate() {
            let wrong = |why: String| Failure::Data(format!("{FILE}:{}: {why}", number + 1));
            let value: Value = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
            let label = value["label"].as_str().unwrap_or_default().to_owned();
            let read: MessageIn =
                serde_json::from_value(value).map_err(|e| wrong(e.to_string()))?;
            let id = read.id.as_str().unwrap_or_default().to_owned();
            let (message, _) = read.message().map_err(|e| wrong(e.to_string()))?;
            match label.as_str() {
                "scam" => gate.scams.push((id, message)),
                "ham" => gate.honest.push((id, message)),
                other => return Err(wrong(format!("the label is `{other}`: scam or ham"))),
            }
        }
        Ok(gate)
    }

    /// How many messages there are.
    pub(crate) fn len(&self) -> usize {
        self.scams.len() + self.honest.len()
    }

    /// Which messages rules judge wrongly, and whether that is more than an update may.
    pub(crate) fn tried(&self, rules: &Rules) -> (Vec<String>, bool) {
        let judged = |message: &Message| scan(message, rules, &NativeUrls).level;
        let of = |list: &[(String, Message)], wrong: fn(Level) -> bool| -> Vec<String> {
            let wrong = |(_, message): &&(String, Message)| wrong(judged(message));
            list.iter().filter(wrong).map(|(id, _)| id.clone()).collect()
        };
        let missed = of(&self.scams, |level| level == Level::None);
        let doubted = of(&self.honest, |level| level != Level::None);
        let accused = of(&self.honest, |level| level == Level::Danger);
        let fails = missed.len() > MAY_MISS || doubted.len() > MAY_DOUBT || !accused.is_empty();
        ([missed, doubted].concat(), fails)
    }

    /// The file that the extension packages: `Message`s of `extension/src/protocol.ts`.
    pub(crate) fn packaged(&self) -> Vec<u8> {
        let list = |list: &[(String, Message)]| -> Vec<Value> {
            list.iter().map(|(_, message)| as_in_the_browser(message)).collect()
        };
        let gate = json!({ "format": 1, "scams": list(&self.scams), "honest": list(&self.honest) });
        serde_json::to_vec(&gate).unwrap_or_default()
    }
}

fn as_in_the_browser(message: &Message) -> Value {
    let Message { channel, subject, body, hidden, sender, reply_to, links, turns } = message;
    json!({
        "channel": channel.name(),
        "subject": subject,
        "body": body,
        "hidden": hidden,
        "sender": { "name": sender.name, "address": sender.address, "number": sender.number },
        "replyTo": reply_to,
        "links": links.iter().map(|l| json!({ "text": l.text, "href": l.href })).collect::<Vec<_>>(),
        "turns": turns.iter().map(|t| json!({ "own": t.own, "text": t.text })).collect::<Vec<_>>(),
    })
}
