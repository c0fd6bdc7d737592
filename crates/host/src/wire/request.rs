//! Reading requests. A request is an object with exactly the keys of its verb, each once.

use std::fmt;

use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::PROTOCOL;

/// Largest id: above this, JavaScript's numbers are no longer exact.
pub const MAX_ID: u64 = (1 << 53) - 1;

/// What the extension asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The answer carries it back.
    pub id: u64,
    /// What to do.
    pub verb: Verb,
}

/// The four things a host does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Say who answers.
    Hello,
    /// Say how things stand.
    Status,
    /// Ask the repository for something newer.
    Sync,
    /// Give a piece of a Pack.
    GetChunk {
        /// Of which version.
        version: u64,
        /// Which, from 0.
        index: u32,
    },
}

/// Why a message is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRequest {
    /// It is no JSON: who sends that has lost its place in the stream.
    NotJson,
    /// It is JSON but none of the four requests. With its id, when one could be read.
    Wrong(Option<u64>),
}

/// Reads a message.
///
/// # Errors
/// When it is no request.
pub fn read(text: &str) -> Result<Request, NoRequest> {
    // Skips over values without building or recursing, however deep they nest.
    serde_json::from_str::<IgnoredAny>(text).map_err(|_| NoRequest::NotJson)?;
    let keys: Keys = serde_json::from_str(text).map_err(|_| NoRequest::Wrong(None))?;
    keys.request().ok_or(NoRequest::Wrong(keys.id()))
}

/// A message's keys as they came.
#[derive(Default)]
struct Keys {
    v: Option<Value>,
    id: Option<Value>,
    verb: Option<Value>,
    version: Option<Value>,
    index: Option<Value>,
    /// A key twice, or one that no request has.
    odd: bool,
}

impl Keys {
    fn id(&self) -> Option<u64> {
        match self.id {
            Some(Value::Number(id)) if id <= MAX_ID => Some(id),
            _ => None,
        }
    }

    fn request(&self) -> Option<Request> {
        let id = self.id()?;
        if self.odd || self.v != Some(Value::Number(PROTOCOL)) {
            return None;
        }
        let Some(Value::Text(verb)) = &self.verb else { return None };
        let verb = match (verb.as_str(), &self.version, &self.index) {
            ("hello", None, None) => Verb::Hello,
            ("status", None, None) => Verb::Status,
            ("sync", None, None) => Verb::Sync,
            ("get-chunk", Some(Value::Text(version)), Some(Value::Number(index))) => {
                Verb::GetChunk { version: decimal(version)?, index: u32::try_from(*index).ok()? }
            }
            _ => return None,
        };
        Some(Request { id, verb })
    }
}

/// A number in the one way of writing it: no sign, no zeros before it.
fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Keys, D::Error> {
        from.deserialize_map(KeysVisitor)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = Keys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
        let mut keys = Keys::default();
        while let Some(key) = map.next_key::<Value>()? {
            let Value::Text(key) = key else { return Err(A::Error::custom("a key is text")) };
            let place = match key.as_str() {
                "v" => &mut keys.v,
                "id" => &mut keys.id,
                "verb" => &mut keys.verb,
                "version" => &mut keys.version,
                "index" => &mut keys.index,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    keys.odd = true;
                    continue;
                }
            };
            let value = map.next_value()?;
            if place.replace(value).is_some() {
                // Two ids: which one would the answer carry?
                if key == "id" {
                    keys.id = Some(Value::Other);
                }
                keys.odd = true;
            }
        }
        Ok(keys)
    }
}

/// What a request is made of; everything else is only told apart from it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Number(u64),
    Text(String),
    Other,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        from.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
