//! The engine's face for browsers: [`load`] a Pack once, then [`scan`] messages, and [`learn`] the
//! words of a language when a verdict says that they are missing.
//!
//! Bytes and plain values in, plain values out: nothing here must be freed by the caller.
//! Shapes are those of `extension/src/protocol.ts`; offsets are UTF-16 as JavaScript counts them.
//! A panic becomes a `RuntimeError`, after which the module must be instantiated anew.

mod error;
mod offsets;
mod url;
mod wire;

use std::cell::RefCell;
use std::rc::Rc;

use caveat_engine::{Care, Options, Rules};
use caveat_pack::{Pack, PackError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{Code, error};
use crate::url::BrowserUrls;

// The extension's own types, so that there is no second copy of them to keep in step.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Message } from '../../protocol';
import type { Judged } from '../engine';

/** What `load` and `scan` throw. */
export interface EngineError extends Error {
  code: 'pack' | 'not-loaded' | 'message';
}
"#;

thread_local! {
    /// The loaded rules. Here and not in the engine, which has no globals: JavaScript holds no
    /// handle that it could forget to free. Replaced as a whole, never changed.
    static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
}

/// Rules, and the version of the Pack that they came in.
#[derive(Clone)]
struct Loaded {
    version: u64,
    rules: Rc<Rules>,
}

/// Takes the rules part of a Pack into use and returns its version. A Pack that is refused
/// leaves the rules as they were.
///
/// # Errors
///
/// An `EngineError` of code `pack`.
#[wasm_bindgen]
pub fn load(pack: &[u8]) -> Result<String, JsValue> {
    let refuse = |refused: PackError| error(Code::Pack, refused);
    let pack = Pack::read(pack).map_err(refuse)?;
    let rules = caveat_pack::decode_rules(&pack).map_err(refuse)?;
    LOADED.replace(Some(Loaded { version: pack.version, rules: Rc::new(rules) }));
    // As text: a version may be beyond what a JavaScript number holds exactly.
    Ok(pack.version.to_string())
}

/// Tells findings from now on in the language of that code ("de"), from a Pack of texts. What the
/// Pack does not say stays English; the next [`load`] begins in English again.
///
/// # Errors
///
/// An `EngineError`: `not-loaded` before the first [`load`], `pack` when the texts are damaged.
#[wasm_bindgen]
pub fn speak(texts: &[u8], language: &str) -> Result<(), JsValue> {
    let refuse = |refused: PackError| error(Code::Pack, refused);
    let pack = Pack::read(texts).map_err(refuse)?;
    let texts = caveat_pack::decode_texts(&pack, language).map_err(refuse)?.unwrap_or_default();
    LOADED.with_borrow_mut(|loaded| {
        let loaded = loaded.as_mut().ok_or_else(not_loaded)?;
        Rc::make_mut(&mut loaded.rules).speak(&texts);
        Ok(())
    })
}

/// Learns the words of a language from a Pack of words; the next [`load`] forgets them.
///
/// # Errors
///
/// An `EngineError`: `not-loaded` before the first [`load`], `pack` when the Pack is damaged, holds no
/// words or is of another version than the rules: words refer to signals by number.
#[wasm_bindgen]
pub fn learn(words: &[u8]) -> Result<(), JsValue> {
    let refuse = |refused: PackError| error(Code::Pack, refused);
    let pack = Pack::read(words).map_err(refuse)?;
    LOADED.with_borrow_mut(|loaded| {
        let loaded = loaded.as_mut().ok_or_else(not_loaded)?;
        if pack.version != loaded.version {
            return Err(error(Code::Pack, "the words are of another version than the rules"));
        }
        match caveat_pack::learn_words(Rc::make_mut(&mut loaded.rules), &pack).map_err(refuse)? {
            0 => Err(error(Code::Pack, "the pack holds no words")),
            _ => Ok(()),
        }
    })
}

/// What the loaded rules hold: `signal:<id>` and `scam:<id>`. For whoever takes an update into use
/// and must know that it takes nothing away that must stay, and says nothing but plain words.
///
/// # Errors
///
/// An `EngineError`: `not-loaded` before the first [`load`], `pack` when a sentence or a title, in
/// the language that is spoken, is more than plain words.
#[wasm_bindgen]
pub fn inventory() -> Result<Vec<String>, JsValue> {
    let Loaded { rules, .. } = LOADED.with_borrow(Clone::clone).ok_or_else(not_loaded)?;
    rules
        .sayable()
        .map_err(|refused| error(Code::Pack, PackError::Rules { what: refused.what }))?;
    let named = |kind: &str, ids: &[u32]| -> Vec<String> {
        ids.iter().map(|&id| [kind, rules.strings.get(id)].concat()).collect()
    };
    Ok([named("signal:", &rules.signals.id), named("scam:", &rules.scams.id)].concat())
}

fn not_loaded() -> JsValue {
    error(Code::NotLoaded, "no rules are loaded")
}

/// Judges one message. `careful`: the reader wants to be warned earlier.
///
/// # Errors
///
/// An `EngineError`: `not-loaded` before the first [`load`], `message` when the value does not
/// have the shape of a `Message`.
#[wasm_bindgen(unchecked_return_type = "Judged")]
pub fn scan(
    #[wasm_bindgen(unchecked_param_type = "Message")] message: JsValue,
    careful: Option<bool>,
) -> Result<JsValue, JsValue> {
    // Cloned out, so that no borrow is held should the engine trap.
    let Loaded { rules, .. } = LOADED.with_borrow(Clone::clone).ok_or_else(not_loaded)?;
    let wire: wire::Message = serde_wasm_bindgen::from_value(message)
        .map_err(|_| error(Code::Message, "the message has not the agreed shape"))?;
    let message = wire
        .try_into()
        .map_err(|wire::UnknownChannel| error(Code::Message, "the message's channel is unknown"))?;
    let care = if careful == Some(true) { Care::More } else { Care::Usual };
    let options = Options { care, ..Options::default() };
    let verdict = caveat_engine::scan_as(&message, &rules, &BrowserUrls, options);
    wire::Verdict::new(&message, &verdict)
        .serialize(&serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true))
        .map_err(JsValue::from)
}
