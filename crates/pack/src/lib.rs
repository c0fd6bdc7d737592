//! The Pack's format and nothing else: bytes ⇄ parts ⇄ the engine's rules.
//!
//! A Pack is one file: a header, a directory of parts, the parts. Loading lays out, it does not
//! parse: the engine's part is columns of numbers that are copied as they stand.
//!
//! ```text
//! 0   8  magic "CAVEATPK"
//! 8   2  format, 1
//! 10  2  number of parts
//! 12  8  pack version, ascending with every publication
//! 20  4  CRC-32 (IEEE) of everything after these 24 bytes
//! 24  24 per part: kind u16, engine level u16, language [u8; 4], offset u32, length u32, zeros [u8; 8]
//! ```
//! All numbers are little endian, offsets count from the start of the file.

mod columns;
mod container;
mod error;
pub mod signed;

pub use container::{FORMAT, MAX_BYTES, MAX_PARTS, Pack, Part, PartKind};
pub use error::PackError;

use caveat_engine::Rules;
use caveat_engine::rules::{Language, RulesError, Texts};

/// What this engine understands. A part that asks for a higher level is skipped, so that a newer
/// Pack never breaks an older engine.
pub const ENGINE_LEVEL: u16 = 1;

/// The engine part's bytes for `rules`.
pub fn encode_rules(rules: &Rules) -> Vec<u8> {
    columns::encode(rules)
}

/// The rules of a Pack, checked and ready to scan with.
///
/// # Errors
/// When the Pack has no engine part this engine can read, or that part is damaged. Never panics,
/// whatever the bytes.
pub fn decode_rules(pack: &Pack<'_>) -> Result<Rules, PackError> {
    let part = pack
        .parts
        .iter()
        .find(|p| p.kind == PartKind::Rules.number() && p.level <= ENGINE_LEVEL)
        .ok_or(PackError::NoRules)?;
    let mut rules = columns::decode(part.bytes)?;
    rules.validate().map_err(damaged)?;
    learn_words(&mut rules, pack)?;
    Ok(rules)
}

/// The bytes of a part of words. The language's code stands in the directory.
pub fn encode_words(language: &Language) -> Vec<u8> {
    let Language { literals, patterns, .. } = language.clone();
    // The rules' own columns, of which the others are empty.
    columns::encode(&Rules { literals, patterns, ..Rules::default() })
}

/// Gives rules the words of every language that a Pack holds. It must be of the same making as the
/// one that held the rules: words refer to signals by number. Says how many languages there were.
///
/// # Errors
/// When a part is damaged, or refers to what the rules do not have. Never panics, whatever the
/// bytes.
pub fn learn_words(rules: &mut Rules, pack: &Pack<'_>) -> Result<usize, PackError> {
    let mut learned = 0;
    for part in &pack.parts {
        if part.kind == PartKind::Words.number() && part.level <= ENGINE_LEVEL {
            let Rules { literals, patterns, .. } = columns::decode(part.bytes)?;
            let code = part.language().to_owned();
            rules.learn(Language { code, literals, patterns }).map_err(damaged)?;
            learned += 1;
        }
    }
    Ok(learned)
}

fn damaged(error: RulesError) -> PackError {
    PackError::Rules { what: error.what }
}

/// The bytes of a part of texts.
pub fn encode_texts(texts: &Texts) -> Vec<u8> {
    columns::encode_texts(texts)
}

/// The texts of a Pack in the language of that code, for [`Rules::speak`]; `None` when it has none
/// that this engine can read.
///
/// # Errors
/// When the part is damaged. Never panics, whatever the bytes.
pub fn decode_texts(pack: &Pack<'_>, language: &str) -> Result<Option<Texts>, PackError> {
    let wanted = |p: &&Part<'_>| {
        p.kind == PartKind::Texts.number() && p.level <= ENGINE_LEVEL && p.language() == language
    };
    let Some(part) = pack.parts.iter().find(wanted) else { return Ok(None) };
    let texts = columns::decode_texts(part.bytes)?;
    texts.validate().map_err(damaged)?;
    Ok(Some(texts))
}
