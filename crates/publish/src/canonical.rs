//! Canonical JSON (OLPC), the bytes that TUF signs: keys sorted, no white space, only quote and
//! backslash escaped.

use serde::Serialize;
use serde_json::Value;

/// The canonical bytes of what is one of our own types: those hold no fractions, which canonical
/// JSON does not know, and always have a JSON form.
pub(crate) fn bytes(what: &impl Serialize) -> Vec<u8> {
    let mut out = String::new();
    write(&serde_json::to_value(what).unwrap_or_default(), &mut out);
    out.into_bytes()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => write_text(text, out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            // By bytes of UTF-8, which is by code points.
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, value)) in fields.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What securesystemslib 1.4 gives for the same value.
    #[test]
    fn is_what_other_tuf_programs_sign() {
        let value =
            json!({"b": [1, true, null, "x\"y\\z\n\u{7f}ü"], "a": {"Z": 0, "a": u64::MAX}, "": []});
        let expected = "{\"\":[],\"a\":{\"Z\":0,\"a\":18446744073709551615},\"b\":[1,true,null,\"x\\\"y\\\\z\n\u{7f}ü\"]}";
        assert_eq!(bytes(&value), expected.as_bytes());
    }
}
