//! Which words every match must contain.
//!
//! A gate is a set of literals of which at least one is in every match. The machine looks at a
//! pattern only where literals of all its gates stand near each other, so few gates of rare,
//! long literals are worth most.

use std::collections::BTreeSet;

use super::tree::Node;

/// Shortest literal in a gate, in characters; of scripts written without spaces, whose characters
/// say more, one less.
pub const MIN_GATE: usize = 3;
/// Most gates chosen for a pattern.
const MAX_CHOSEN: usize = 3;
/// Most literals in a gate.
const MAX_LITERALS: usize = 48;
/// Most texts a part may stand for to be spelled out.
const MAX_EXACT: usize = 16;

/// Words in every second message: alone they open no gate worth having.
const COMMON: &[&str] = &[
    "the", "and", "you", "your", "for", "are", "with", "this", "that", "have", "has", "been",
    "was", "will", "our", "not", "from", "can", "all", "any", "his", "her", "its", "they", "them",
    "into", "out", "who", "what", "when", "how", "but", "ing", "ted", "ion", "der", "die", "das",
    "und", "los", "las", "que", "por", "con", "les", "des", "est", "una", "per", "con", "non",
    "del",
];

type Texts = BTreeSet<String>;

/// What is known of the texts a part matches.
#[derive(Default)]
struct Known {
    /// All of them, when they are few.
    exact: Option<Texts>,
    /// Sets of which every match contains a member each.
    gates: Vec<Texts>,
}

/// The gates of a pattern, best first; none if no literal is long enough.
pub(super) fn of(tree: &Node) -> Vec<Vec<String>> {
    let mut known = known(tree);
    flush(&mut known.gates, known.exact);
    let mut gates = known.gates;
    gates.sort_by_key(|gate| std::cmp::Reverse(worth(gate)));
    gates.dedup();
    if gates.iter().any(|gate| worth(gate) > 0) {
        gates.retain(|gate| worth(gate) > 0);
    }
    let mut chosen: Vec<Texts> = Vec::new();
    for gate in gates {
        // A gate that is open whenever another one is adds nothing.
        let implied =
            chosen.iter().any(|other| other.iter().all(|o| gate.iter().any(|g| o.contains(g))));
        if !implied && chosen.len() < MAX_CHOSEN {
            chosen.push(gate);
        }
    }
    chosen.into_iter().map(|gate| gate.into_iter().collect()).collect()
}

fn known(node: &Node) -> Known {
    match node {
        Node::Char(c) => exactly([c.to_string()]),
        Node::Class(ranges) => {
            let count: u32 =
                ranges.iter().map(|(first, last)| *last as u32 - *first as u32 + 1).sum();
            if count as usize > 10 {
                return Known::default();
            }
            exactly(ranges.iter().flat_map(|(first, last)| *first..=*last).map(String::from))
        }
        // A space may be a paragraph break, so a literal cannot lead across it.
        Node::Space | Node::Repeat(..) => Known::default(),
        Node::Look(_) | Node::Outside => exactly([String::new()]),
        Node::Concat(parts) => concat(parts),
        Node::Alt(parts) => alternation(parts),
        Node::Optional(part) => {
            let mut exact = known(part).exact;
            if let Some(exact) = &mut exact {
                exact.insert(String::new());
            }
            Known { exact, gates: Vec::new() }
        }
    }
}

fn exactly(texts: impl IntoIterator<Item = String>) -> Known {
    Known { exact: Some(texts.into_iter().collect()), gates: Vec::new() }
}

fn concat(parts: &[Node]) -> Known {
    let mut gates = Vec::new();
    // Texts that stand side by side so far, and whether they are the whole match.
    let mut run = Some(Texts::from([String::new()]));
    let mut whole = true;
    for part in parts {
        let part = known(part);
        gates.extend(part.gates);
        run = match (run, part.exact) {
            (Some(run), Some(next)) if run.len() * next.len() <= MAX_EXACT => {
                Some(run.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect())
            }
            (run, next) => {
                flush(&mut gates, run);
                whole = false;
                next
            }
        };
    }
    if whole {
        return Known { exact: run, gates };
    }
    flush(&mut gates, run);
    Known { exact: None, gates }
}

fn alternation(parts: &[Node]) -> Known {
    let parts: Vec<Known> = parts.iter().map(known).collect();
    let mut all = Texts::new();
    if parts.iter().all(|part| part.exact.is_some()) {
        all.extend(parts.iter().flat_map(|part| part.exact.iter().flatten().cloned()));
        if all.len() <= MAX_EXACT {
            return Known { exact: Some(all), gates: Vec::new() };
        }
        all.clear();
    }
    // One gate for all: of each alternative the best it has.
    for part in parts {
        let mut gates = part.gates;
        flush(&mut gates, part.exact);
        match gates.into_iter().max_by_key(worth) {
            Some(gate) => all.extend(gate),
            None => return Known::default(),
        }
    }
    let mut gates = Vec::new();
    flush(&mut gates, Some(all));
    Known { exact: None, gates }
}

/// Adds a gate of these texts, if they make one.
fn flush(gates: &mut Vec<Texts>, texts: Option<Texts>) {
    let Some(texts) = texts else { return };
    let least: Texts = texts
        .iter()
        .filter(|text| !texts.iter().any(|other| other != *text && text.contains(other.as_str())))
        .cloned()
        .collect();
    if !least.is_empty() && least.len() <= MAX_LITERALS && least.iter().all(|text| long(text)) {
        gates.push(least);
    }
}

fn long(text: &str) -> bool {
    let dense = text.chars().all(|c| c as u32 >= 0x0e00);
    text.chars().count() + usize::from(dense) >= MIN_GATE
}

/// How rarely a gate opens, by its commonest literal: length counts, being common ruins it.
fn worth(gate: &Texts) -> usize {
    gate.iter()
        .map(|text| if COMMON.contains(&text.as_str()) { 0 } else { text.len().min(12) * 4 })
        .min()
        .map_or(0, |least| least.saturating_sub(gate.len().ilog2() as usize))
}
