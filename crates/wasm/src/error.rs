//! Everything that can go wrong at this border, as a JavaScript `Error` with a `code`.

use std::fmt::Display;

use wasm_bindgen::JsValue;

/// Why a call failed. Its messages never contain text of the message that was to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// The Pack was refused.
    Pack,
    /// `scan` before a successful `load`.
    NotLoaded,
    /// The message has not the shape of `protocol.ts`.
    Message,
}

impl Code {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Code::Pack => "pack",
            Code::NotLoaded => "not-loaded",
            Code::Message => "message",
        }
    }
}

/// An `Error` whose `code` a program can tell apart and whose message a person can read.
pub(crate) fn error(code: Code, message: impl Display) -> JsValue {
    let error = js_sys::Error::new(&message.to_string());
    // Cannot fail: the object is ours and open.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.name().into());
    error.into()
}
