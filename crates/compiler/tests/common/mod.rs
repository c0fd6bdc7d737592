//! What the pattern tests share: patterns as authors write them, a plain literal pass, the
//! `regex` crate as oracle.
#![allow(dead_code, missing_docs, unreachable_pub)]

use std::ops::Range;
use std::sync::OnceLock;

use caveat_compiler::pattern::{CompiledPattern, PatternsBuilder, compile};
use caveat_engine::literal::{self, Hit, LiteralsBuilder};
use caveat_engine::pattern::{Machine, PatternHit, validate};
use caveat_engine::rules::{LiteralUse, Literals, Patterns};
use regex::{Error, Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

pub const SCAMS: &[&str] = &[
    r"(?:buy|get|purchase|pick up) .{0,40}gift ?cards?",
    r"your (?:account|card|profile) (?:has been|was|is|will be) (?:temporarily )?(?:locked|suspended|limited|restricted)",
    r"scratch (?:off )?(?:the )?(?:back|silver|panel)",
    r"send (?:me |us )?(?:a )?(?:photos?|pictures?|pics?|images?) of (?:the )?(?:back|codes?|cards?)",
    r"(?:verify|confirm|update|validate) your (?:account|identity|billing|payment|personal) (?:details|information|info|data)",
    r"within (?:the next )?\d{1,3} ?(?:hours?|hrs?|days?|minutes?)",
    r"(?:unusual|suspicious|unauthori[sz]ed) (?:sign[ -]?in|log[ -]?in|activity|transaction|charge|payment)s?",
    r"(?:your|the) (?:parcel|package|shipment|delivery|order) .{0,60}(?:could not be|cannot be|was not|failed to be) delivered",
    r"(?:pay|settle|cover) .{0,20}(?:customs?|import|redelivery|shipping|delivery) (?:fees?|charges?|dut(?:y|ies)|costs?)",
    r"[£$€] ?\d{1,3}(?:[.,]\d{2,3}){0,3} .{0,40}(?:has been|was|will be) (?:charged|debited|deducted|withdrawn)",
    r"call (?:us |our .{0,30})?(?:immediately|now|at once|right away|toll[ -]?free)",
    r"(?:call|dial|contact) .{0,40}\+?1? ?\(?8(?:00|33|44|55|66|77|88)\)?[ -.]?\d{3}[ -.]?\d{4}",
    r"(?:microsoft|windows|apple|geek squad) (?:technical |tech )?(?:support|help ?desk|security team)",
    r"(?:download|install|open) .{0,30}(?:any ?desk|team ?viewer|ultra ?viewer|quick ?support)",
    r"(?:share|tell|give|send|forward|read) .{0,20}(?:otp|one[ -]time (?:code|password|passcode)|verification code|security code)",
    r"(?:do not|don'?t|never) (?:tell|inform|talk to|mention (?:this|it) to) (?:anyone|anybody|your (?:bank|family|wife|husband))",
    r"(?:keep|treat) this .{0,20}(?:secret|confidential|private|between us)",
    r"(?:hi|hello|hey) (?:mum|mom|dad),? .{0,30}(?:new|different|temporary|broken|lost) .{0,20}(?:phone|number)",
    r"my (?:phone|mobile|cell) (?:is|got|has been|was) (?:broken|lost|stolen|damaged|smashed)",
    r"(?:save|delete|this is) (?:my|the) (?:new|old) number",
    r"(?:you have|you've|u have) (?:been (?:selected|chosen|approved)|won) .{0,40}(?:prize|reward|lottery|grant|iphone|voucher)",
    r"(?:claim|collect|receive) your (?:prize|reward|winnings?|refund|gift|bonus|compensation)",
    r"(?:beneficiary|next of kin|inheritance) .{0,80}(?:million|usd|dollars|pounds|euros)",
    r"(?:usd|us\$|\$|£|€) ?\d+(?:[.,]\d+){0,4} ?(?:million|billion|m)?\b.{0,60}(?:inheritance|estate|deceased|fund transfer)",
    r"(?:guaranteed?|risk[ -]free|daily|weekly) .{0,20}(?:returns?|profits?|roi|income) .{0,30}\d{1,4} ?(?:%|percent)",
    r"(?:invest|deposit|trade|start with) .{0,30}(?:bitcoin|btc|crypto(?:currency)?|ethereum|usdt|forex)",
    r"(?:send|transfer|pay) .{0,40}(?:bitcoin|btc|usdt|ethereum) to (?:the|this|my|our) (?:wallet|address)",
    r"i (?:have )?(?:hacked|recorded|infected|installed) .{0,60}(?:webcam|camera|device|computer|browser)",
    r"(?:earn|make) (?:up to )?[$£€]? ?\d{2,5} ?(?:-|to)? ?\d{0,5} ?(?:per|a|every) (?:day|week|hour|task)",
    r"(?:work|job) from home .{0,60}(?:no experience|part[ -]time|flexible|whatsapp|telegram)",
    r"(?:add|message|contact|text) (?:me|us|him|her) on (?:whats ?app|telegram|signal|line|wechat)",
    r"(?:unpaid|outstanding|overdue) (?:toll|ticket|fine|invoice|balance|parking) .{0,60}(?:pay|settle|avoid)",
    r"avoid (?:a |any |further |additional )?(?:late fees?|penalt(?:y|ies)|suspension|legal action|prosecution)",
    r"(?:irs|hmrc|tax office|social security) .{0,60}(?:arrest|warrant|lawsuit|suspended|refund)",
    r"a (?:warrant|case|lawsuit|complaint) (?:has been|was|is) (?:issued|filed|opened|registered) (?:against|in) your name",
    r"your (?:apple|google|amazon|netflix|paypal|icloud) (?:id|account|membership|subscription) .{0,40}(?:expire[sd]?|suspended|on hold|renew(?:ed|al)?)",
    r"your (?:mailbox|e-?mail|storage|quota) (?:is|has|will be) .{0,30}(?:full|exceeded|deactivated|closed|upgraded?)",
    r"click (?:on )?(?:the |this )?(?:link|button|here|below) .{0,40}(?:verify|confirm|unlock|restore|reactivate|keep)",
    r"(?:wire|bank) transfer .{0,60}(?:today|urgent(?:ly)?|asap|immediately|new (?:bank )?(?:account|details))",
    r"are you (?:at your desk|available|free|in the office|busy)(?: now| today| right now)?\?? .{0,60}(?:task|favou?r|errand|request)",
    r"(?:kindly|please) (?:revert|do the needful|acknowledge|provide) .{0,40}(?:cell|mobile|whatsapp) (?:number|no)\b",
    r"[a-z]{2,12}(?:'s)? (?:grandson|granddaughter|lawyer) .{0,40}(?:bail|jail|accident|hospital)",
    r"ihr (?:konto|paket|zugang) (?:wurde|wird|ist) .{0,30}(?:gesperrt|eingeschrankt|zuruckgehalten)",
    r"(?:ваш|ваша) (?:счет|карта) .{0,20}(?:заблокирован|заблокирована|ограничена)",
];

/// Patterns that exercise the machine rather than catch anything.
pub const ODD: &[&str] = &[
    r"(?:abc){1,3}",
    r"abc(?:d{2,5}e?){1,3}f",
    r"a?b?c?d?xyz",
    r"(?:a|ab|abc)(?:c|bc)xyz",
    r"[a-c]{0,5}[b-d]{2,6}xyz[a-c]{3}",
    r".{0,20}.{0,20}abc.{3,9}d",
    r"abc.{0,200}xyz",
    r"abc .{150,200} xyz",
    r"^abc .{0,10}\bxyz\b",
    r"abc.{0,9}xyz$",
    r"(?m)^abc[^\n]{0,9}xyz$",
    r"abc\B.{0,5}\b{start}xyz",
    r"abc\b{end}.{0,5}\b{start-half}xyz\b{end-half}",
    r"abc.{0,4}\b{start}.{1,4}\b{end}.{1,3}xyz",
    r"abc.{0,4}\b{start-half}.{1,4}\b{end-half}.{1,3}xyz",
    r"abc.{0,4}\B.{1,4}\b.{1,3}xyz",
    r"(?:ab{0,3}c? ){1,4}xyz",
    r"(?:[ab]{1,3}c|d{0,2}){1,3}xyz\d+",
    r"abc(?:x{0,3}|y{0,2}){0,4}z",
    r"a{0,3}b{0,3}c{0,3}xyz",
    r"\d{3,130}abc",
    r"abc[^a-z]{1,8}é{1,3}.{0,5}xyz",
    r"абв.{0,4}где",
    r"(?:abc|abd|xyz) ?(?:abc|abd|xyz)",
    r"abc\s{1,2}\w{1,4}\W\S{1,5}xyz",
];

/// Some patterns, ready to run.
pub struct Set {
    pub compiled: Vec<CompiledPattern>,
    pub patterns: Patterns,
    pub literals: Literals,
    pub machine: Machine,
}

impl Set {
    pub fn new<S: AsRef<str>>(sources: &[S]) -> Set {
        let compiled: Vec<_> = sources
            .iter()
            .map(|source| {
                let source = source.as_ref();
                compile(source).unwrap_or_else(|e| panic!("{source}: {e} at {:?}", e.span))
            })
            .collect();
        let mut builder = PatternsBuilder::new();
        let mut literals = LiteralsBuilder::new();
        for (signal, pattern) in compiled.iter().enumerate() {
            let added = builder.add(signal as u32, pattern).expect("room for classes");
            for (index, gate) in added.gates.into_iter().zip(&pattern.gates) {
                for (text, bounds) in &gate.literals {
                    literals.add(text, *bounds, LiteralUse::Gate(index));
                }
            }
        }
        let patterns = builder.finish();
        assert_eq!(validate(&patterns), Ok(()));
        Set { compiled, patterns, literals: literals.build(), machine: Machine::new() }
    }

    /// The gates that the literal pass opens.
    pub fn hits(&self, text: &str) -> Vec<(u32, Range<usize>)> {
        let mut hits = Vec::new();
        assert!(literal::scan(text, &self.literals, &mut hits) || text.len() > 2000);
        let gates = |hit: Hit| {
            let uses = self.literals.uses(hit.literal);
            uses.filter_map(move |used| match used {
                LiteralUse::Gate(gate) => Some((gate, hit.range.clone())),
                _ => None,
            })
        };
        hits.into_iter().flat_map(gates).collect()
    }

    pub fn run(&mut self, text: &str) -> Vec<PatternHit> {
        let mut out = Vec::new();
        let hits = self.hits(text);
        self.machine.run(text, hits, &self.patterns, &mut out);
        out
    }
}

/// The `regex` crate on one pattern.
pub struct Oracle {
    source: String,
    anywhere: Regex,
    /// Whether all of a text matches, apart from a first and a last character that only stand by.
    /// Made when needed: making them takes most of the tests' time.
    whole: [OnceLock<Regex>; 4],
}

impl Oracle {
    pub fn new(pattern: &CompiledPattern) -> Oracle {
        Oracle {
            source: pattern.regex.clone(),
            anywhere: regex(&pattern.regex).unwrap_or_else(|e| panic!("{e}")),
            whole: Default::default(),
        }
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.anywhere.is_match(text)
    }

    /// Whether exactly that part of the text is a match.
    pub fn matches(&self, text: &str, range: Range<usize>) -> bool {
        let before = text[..range.start].chars().next_back().map_or(0, char::len_utf8);
        let after = text[range.end..].chars().next().map_or(0, char::len_utf8);
        let slice = &text[range.start - before..range.end + after];
        let one = |there| if there { "(?s:.)" } else { "" };
        let which = usize::from(before > 0) * 2 + usize::from(after > 0);
        let regex = self.whole[which].get_or_init(|| {
            let (before, after) = (one(before > 0), one(after > 0));
            regex(&format!(r"\A{before}(?:{}){after}\z", self.source))
                .unwrap_or_else(|e| panic!("{e}"))
        });
        regex.is_match(slice)
    }

    /// The span the machine promises, by trying all.
    pub fn tightest(&self, text: &str) -> Option<Range<usize>> {
        let places: Vec<usize> = (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect();
        for &end in &places {
            for &start in places.iter().rev().filter(|&&start| start < end) {
                if self.matches(text, start..end) {
                    return Some(start..end);
                }
            }
        }
        None
    }
}

/// Small numbers from a seed: a test can say which seed failed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % below.max(1)
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }
}

/// A text that matches, looks apart.
pub fn sample(hir: &Hir, dice: &mut Dice, out: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges();
            // Mostly what mail is made of.
            let plain: Vec<char> = "ab cxyz1d-.\u{e9}"
                .chars()
                .filter(|c| ranges.iter().any(|r| r.start() <= *c && *c <= r.end()))
                .collect();
            if !plain.is_empty() && dice.roll(8) > 0 {
                return out.push(dice.pick(&plain));
            }
            let range = dice.pick(ranges);
            let (first, last) = (range.start() as u32, range.end() as u32);
            let span = (last - first + 1).min(40) as usize;
            out.push(char::from_u32(first + dice.roll(span) as u32).unwrap_or(range.start()));
        }
        HirKind::Class(_) => {}
        HirKind::Repetition(repetition) => {
            let max = repetition.max.unwrap_or(repetition.min + 3);
            let more = (max - repetition.min) as usize + 1;
            let more = if dice.roll(3) == 0 { more } else { more.min(4) };
            for _ in 0..repetition.min + dice.roll(more) as u32 {
                sample(&repetition.sub, dice, out);
            }
        }
        HirKind::Capture(capture) => sample(&capture.sub, dice, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| sample(part, dice, out)),
        HirKind::Alternation(parts) => sample(&dice.pick(parts), dice, out),
    }
}

/// Whether the oracle's idea of a word is the engine's in this text.
pub fn spaced(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c == '_' || matches!(c as u32, 0xe00..=0xfff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x19e0..=0x19ff | 0x2e80..=0x3fff | 0x4e00..))
}

/// Compiles for the oracle. Its own limit on size is for programs made while a user waits; a
/// random pattern that repeats wide classes may well be beyond it.
fn regex(source: &str) -> Result<Regex, Error> {
    RegexBuilder::new(source).size_limit(1 << 29).build()
}
