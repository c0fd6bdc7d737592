//! `caveat scan --jsonl`: many messages, answers in the order of the questions.

use std::io::{self, Read, Write};

use caveat_engine::native::NativeUrls;
use caveat_engine::{Options, Rules, scan_as};
use serde::Serialize;

use crate::parallel::{Line, in_order};
use crate::wire::{MessageIn, VerdictOut};

/// Answer to a line that is no message.
#[derive(Serialize)]
struct Bad {
    id: Option<()>,
    error: String,
}

/// Reads until the end, printing one answer a line.
///
/// # Errors
/// Only when input or output breaks; bad lines are answered and passed over.
pub(crate) fn run(
    input: impl Read + Send,
    mut output: impl Write,
    rules: &Rules,
    options: Options<'_>,
) -> io::Result<()> {
    in_order(
        input,
        |line| answer(line, rules, options),
        |answered, waiting| {
            output.write_all(&answered)?;
            // Answers must not wait in a buffer while the asker waits for them.
            if waiting { Ok(()) } else { output.flush() }
        },
    )
}

fn answer(line: Line<'_>, rules: &Rules, options: Options<'_>) -> Vec<u8> {
    let answered = line
        .and_then(|text| judge(text, rules, options))
        .and_then(|verdict| serde_json::to_vec(&verdict).map_err(|e| e.to_string()));
    let mut out = answered.unwrap_or_else(|error| {
        serde_json::to_vec(&Bad { id: None, error })
            .unwrap_or_else(|_| b"{\"id\":null,\"error\":\"\"}".to_vec())
    });
    out.push(b'\n');
    out
}

fn judge(text: &str, rules: &Rules, options: Options<'_>) -> Result<VerdictOut, String> {
    let parsed: MessageIn = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let id = parsed.id.clone();
    let (message, from) = parsed.message().map_err(|e| e.to_string())?;
    let verdict = scan_as(&message, rules, &NativeUrls, options);
    Ok(VerdictOut::new(Some(id), verdict, &message, &from))
}
