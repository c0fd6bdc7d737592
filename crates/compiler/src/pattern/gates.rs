//! Which words every match must contain, and how far apart.
//!
//! A gate is a set of literals of which at least one is in every match. A pattern's gates stand in
//! the order of its matches, each with the distance that its literal keeps from the one before it
//! (the first: from where the match begins). So the engine knows where a match could begin before
//! it runs anything; most patterns begin with a gate of theirs, and are looked at nowhere else.
//!
//! Of all words that a pattern demands, those are chosen that cost least in ordinary mail. Digits and
//! signs of money are gates as well, beside a word: most sentences have none.

use std::collections::BTreeSet;

use caveat_engine::rules::{END_BOUND, START_BOUND};

use super::bounds::{bound_after, bound_before};
use super::rates;
use super::tree::Node;

/// Shortest literal in a gate, in characters; of scripts written without spaces, whose characters
/// say more, one less.
pub const MIN_GATE: usize = 3;
/// Most gates chosen for a pattern.
const MAX_CHOSEN: usize = 3;
/// Most literals in a gate.
const MAX_LITERALS: usize = 64;
/// Most texts a part may stand for to be spelled out.
const MAX_EXACT: usize = 32;

/// A gate, ready for the Pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The literals with their bounds ([`START_BOUND`], [`END_BOUND`]), as the literal pass takes
    /// them.
    pub literals: Vec<(String, u8)>,
    /// Fewest and most characters from the start of the literal of the gate before, or from the
    /// start of the match, to the start of this gate's literal.
    pub gap: (u16, u16),
}

type Texts = BTreeSet<String>;
type Literals = BTreeSet<(String, u8)>;

/// Fewest and most characters.
type Gap = (usize, usize);

/// The gates of a part in their order, each with its gap, and how far it is from the last one's
/// start (from the part's own, if there is none) to the part's end.
#[derive(Clone, Default)]
struct Chain {
    gates: Vec<(Gap, Literals)>,
    rest: Gap,
}

/// What is known of the texts a part matches.
struct Known {
    /// All of them, when they are few.
    exact: Option<Texts>,
    /// Otherwise what they contain.
    chain: Chain,
}

/// What stands around a part: whether a word may go on there.
#[derive(Clone, Copy)]
struct Around {
    bound_before: bool,
    bound_after: bool,
}

/// The gates of a pattern in their order; none if no literal is long enough.
pub(super) fn of(tree: &Node) -> Vec<Gate> {
    let ends = match tree {
        Node::Concat(parts) => (parts.first(), parts.last()),
        other => (Some(other), Some(other)),
    };
    let around = Around {
        bound_before: ends.0.is_some_and(|first| bound_after(first, false)),
        bound_after: ends.1.is_some_and(|last| bound_before(last, false)),
    };
    let known = known(tree, around);
    let mut chain = known.chain;
    chain.spell(known.exact, around);
    choose(&chain.gates)
        .into_iter()
        .map(|(gap, literals)| {
            let cap = |chars: usize| chars.min(u16::MAX as usize) as u16;
            Gate { literals: literals.into_iter().collect(), gap: (cap(gap.0), cap(gap.1)) }
        })
        .collect()
}

fn known(node: &Node, around: Around) -> Known {
    match node {
        Node::Char(c) => exactly([c.to_string()]),
        Node::Class(ranges) => {
            let count: u32 =
                ranges.iter().map(|(first, last)| *last as u32 - *first as u32 + 1).sum();
            if count as usize > 10 {
                return unknown(node);
            }
            exactly(ranges.iter().flat_map(|(first, last)| *first..=*last).map(String::from))
        }
        Node::Repeat(ranges, 1.., _) if matches!(ranges[..], [('0', '9')]) => Known {
            exact: None,
            chain: Chain { gates: vec![((0, 0), digits())], rest: node.lengths() },
        },
        // A space may be a paragraph break, so a literal cannot lead across it.
        Node::Space | Node::Repeat(..) => unknown(node),
        Node::Look(_) | Node::Outside => exactly([String::new()]),
        Node::Concat(parts) => concat(parts, around),
        Node::Alt(parts) => alternation(parts, around),
        Node::Optional(part) => match known(part, around).exact {
            Some(mut exact) => {
                exact.insert(String::new());
                Known { exact: Some(exact), chain: Chain::default() }
            }
            None => unknown(node),
        },
    }
}

fn exactly(texts: impl IntoIterator<Item = String>) -> Known {
    Known { exact: Some(texts.into_iter().collect()), chain: Chain::default() }
}

fn unknown(node: &Node) -> Known {
    Known { exact: None, chain: Chain { gates: Vec::new(), rest: node.lengths() } }
}

fn concat(parts: &[Node], around: Around) -> Known {
    // Whether a word may go on across the border before each part, seen from either side.
    let mut before = vec![around.bound_before];
    for part in parts {
        before.push(bound_after(part, before[before.len() - 1]));
    }
    let mut after = vec![around.bound_after];
    for part in parts.iter().rev() {
        after.push(bound_before(part, after[after.len() - 1]));
    }
    after.reverse();

    let mut chain = Chain::default();
    // Texts that stand side by side so far, where they begin, and whether they are the whole.
    let mut run = Texts::from([String::new()]);
    let mut start = 0;
    let mut whole = true;
    for (i, part) in parts.iter().enumerate() {
        let known = known(part, Around { bound_before: before[i], bound_after: after[i + 1] });
        if let Some(next) = &known.exact
            && run.len() * next.len() <= MAX_EXACT
        {
            run = run.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect();
            continue;
        }
        whole = false;
        let around = Around { bound_before: before[start], bound_after: after[i] };
        chain.spell(Some(std::mem::take(&mut run)), around);
        match known.exact {
            Some(next) => (run, start) = (next, i),
            None => {
                chain.append(known.chain);
                (run, start) = (Texts::from([String::new()]), i + 1);
            }
        }
    }
    if whole {
        return Known { exact: Some(run), chain };
    }
    let around = Around { bound_before: before[start], bound_after: around.bound_after };
    chain.spell(Some(run), around);
    Known { exact: None, chain }
}

fn alternation(parts: &[Node], around: Around) -> Known {
    let parts: Vec<Known> = parts.iter().map(|part| known(part, around)).collect();
    if parts.iter().all(|part| part.exact.is_some()) {
        let all: Texts =
            parts.iter().flat_map(|part| part.exact.iter().flatten().cloned()).collect();
        if all.len() <= MAX_EXACT {
            return Known { exact: Some(all), chain: Chain::default() };
        }
    }
    // One gate for all: of each alternative the best it has, a word before a sign.
    let mut all = Literals::new();
    let (mut gap, mut rest) = ((usize::MAX, 0), (usize::MAX, 0));
    let mut lengths = (usize::MAX, 0);
    let mut gated = true;
    for part in parts {
        let mut chain = part.chain;
        chain.spell(part.exact, around);
        lengths = widest(lengths, chain.length());
        let rank = |&place: &usize| {
            let literals = &chain.gates[place].1;
            (!is_worded(literals), rates::of(literals))
        };
        let best = (0..chain.gates.len())
            .min_by(|a, b| rank(a).0.cmp(&rank(b).0).then(rank(a).1.total_cmp(&rank(b).1)));
        let Some(best) = best else {
            gated = false;
            continue;
        };
        let ahead = chain.gates[..=best].iter().fold((0, 0), |sum, (gap, _)| add(sum, *gap));
        let behind =
            chain.gates[best + 1..].iter().fold(chain.rest, |sum, (gap, _)| add(sum, *gap));
        (gap, rest) = (widest(gap, ahead), widest(rest, behind));
        all.extend(chain.gates.swap_remove(best).1);
    }
    match gated && all.len() <= MAX_LITERALS {
        true => Known { exact: None, chain: Chain { gates: vec![(gap, all)], rest } },
        false => Known { exact: None, chain: Chain { gates: Vec::new(), rest: lengths } },
    }
}

impl Chain {
    /// Appends texts of which one follows here.
    fn spell(&mut self, texts: Option<Texts>, around: Around) {
        let Some(texts) = texts else { return };
        let lengths = texts.iter().fold((usize::MAX, 0), |lengths, text| {
            let length = text.chars().count();
            widest(lengths, (length, length))
        });
        let mut bounds = 0;
        if around.bound_before {
            bounds |= START_BOUND;
        }
        if around.bound_after {
            bounds |= END_BOUND;
        }
        // A text that another one begins is found with that, if that may end inside a word.
        let found = |text: &String| {
            bounds & END_BOUND == 0
                && texts.iter().any(|o| o != text && text.starts_with(o.as_str()))
        };
        let literals: Literals = texts
            .iter()
            .filter(|text| !found(text))
            .map(|text| (text.clone(), bounds & caveat_engine::literal::natural_bounds(text)))
            .collect();
        if literals.len() <= MAX_LITERALS
            && literals.iter().all(|(text, _)| long(text) || is_sign(text))
        {
            self.gates.push((self.rest, literals));
            self.rest = lengths;
        } else {
            self.rest = add(self.rest, lengths);
        }
    }

    /// Appends the chain of what follows.
    fn append(&mut self, next: Chain) {
        let mut gates = next.gates.into_iter();
        match gates.next() {
            Some((gap, literals)) => {
                self.gates.push((add(self.rest, gap), literals));
                self.gates.extend(gates);
                self.rest = next.rest;
            }
            None => self.rest = add(self.rest, next.rest),
        }
    }

    /// Fewest and most characters of the part.
    fn length(&self) -> Gap {
        self.gates.iter().fold(self.rest, |sum, (gap, _)| add(sum, *gap))
    }
}

fn add(a: Gap, b: Gap) -> Gap {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

fn widest(a: Gap, b: Gap) -> Gap {
    (a.0.min(b.0), a.1.max(b.1))
}

fn long(text: &str) -> bool {
    let dense = text.chars().all(|c| c as u32 >= 0x0e00);
    text.chars().count() + usize::from(dense) >= MIN_GATE
}

/// A digit or a sign that stands with sums. Too short to be looked for alone.
fn is_sign(text: &str) -> bool {
    let mut chars = text.chars();
    let sign = chars.next().is_some_and(|c| {
        c.is_ascii_digit() || "$%\u{a3}\u{a5}\u{20ac}\u{20b1}\u{20b9}".contains(c)
    });
    sign && chars.next().is_none()
}

/// Whether all of these are words.
fn is_worded(literals: &Literals) -> bool {
    literals.iter().all(|(text, _)| !is_sign(text))
}

fn digits() -> Literals {
    ('0'..='9').map(|digit| (digit.into(), 0)).collect()
}

/// The few gates that make the pattern cheapest, their gaps made anew. One of them is of words.
fn choose(chain: &[(Gap, Literals)]) -> Vec<(Gap, Literals)> {
    let rates: Vec<f64> = chain.iter().map(|(_, literals)| rates::of(literals)).collect();
    let mut best: Option<(f64, Vec<usize>)> = None;
    let worded: Vec<bool> = chain.iter().map(|(_, literals)| is_worded(literals)).collect();
    let mut consider = |places: &[usize]| {
        if places.iter().all(|&place| !worded[place]) {
            return;
        }
        let cost = cost(chain, &rates, places);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, places.to_vec()));
        }
    };
    for a in 0..chain.len() {
        consider(&[a]);
        for b in a + 1..chain.len() {
            consider(&[a, b]);
            for c in b + 1..chain.len() {
                const { assert!(MAX_CHOSEN == 3) };
                consider(&[a, b, c]);
            }
        }
    }
    let places = best.map_or(Vec::new(), |(_, places)| places);
    let mut last = None;
    places
        .into_iter()
        .map(|place| {
            let gap = gap(chain, last, place);
            last = Some(place);
            (gap, chain[place].1.clone())
        })
        .collect()
}

/// The gap between two gates of the chain, from the pattern's start for `None`.
fn gap(chain: &[(Gap, Literals)], from: Option<usize>, to: usize) -> Gap {
    chain[from.map_or(0, |from| from + 1)..=to].iter().fold((0, 0), |sum, (gap, _)| add(sum, *gap))
}

/// What gates at these places of the chain cost per character of ordinary mail: each hit a little,
/// each place where a match may then begin a lot.
fn cost(chain: &[(Gap, Literals)], rates: &[f64], places: &[usize]) -> f64 {
    const HIT: f64 = 1.0;
    const START: f64 = 20.0;
    let hits: f64 = places.iter().map(|&place| rates[place]).sum();
    let first = gap(chain, None, places[0]);
    // Only the starts of words are looked at more closely.
    let mut starts = rates[places[0]] * (1.0 + (first.1 - first.0) as f64 / 5.0);
    for pair in places.windows(2) {
        let (least, most) = gap(chain, Some(pair[0]), pair[1]);
        starts *= (rates[pair[1]] * (most - least + 1) as f64).min(1.0);
    }
    hits * HIT + starts * START
}
