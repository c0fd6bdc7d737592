//! `caveat scan`

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, io::IsTerminal};

use caveat_engine::native::NativeUrls;
use caveat_engine::{Channel, Level, Message, scan_as};

use super::careful::Careful;
use super::{lines, show};
use crate::failure::Failure;
use crate::input::eml;
use crate::rules::Source;
use crate::wire::VerdictOut;

/// Largest single input read. The engine looks at the first mebibyte of text; a mail file may
/// carry pictures around it.
const MAX_INPUT_BYTES: u64 = 64 << 20;

#[derive(Debug, clap::Args)]
pub(crate) struct Scan {
    /// A mail (.eml), a text, or `-` for standard input. Mails are recognised by their header.
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Print the verdict as JSON.
    #[arg(long)]
    json: bool,
    /// Read one JSON object a line, print one a line.
    #[arg(long, conflicts_with = "json")]
    jsonl: bool,
    /// How a plain text reached its reader: email, sms, chat, selection.
    #[arg(long, value_name = "CHANNEL", default_value = "selection", value_parser = channel)]
    channel: Channel,
    /// Tell the reasons in this language: de, es, fr …
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
    #[command(flatten)]
    careful: Careful,
    #[command(flatten)]
    source: Source,
}

fn channel(name: &str) -> Result<Channel, String> {
    Channel::from_name(name).ok_or_else(|| "email, sms, chat or selection".into())
}

impl Scan {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let rules = self.source.rules_in(&self.lang)?;
        let from_stdin = self.file.as_os_str() == "-";
        if self.jsonl {
            let input: Box<dyn Read + Send> = if from_stdin {
                Box::new(io::stdin())
            } else {
                Box::new(fs::File::open(&self.file).map_err(Failure::file(&self.file))?)
            };
            lines::run(input, io::stdout().lock(), &rules, self.careful.options())?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut bytes = Vec::new();
        if from_stdin {
            if io::stdin().is_terminal() {
                eprintln!("Paste the message, then press Ctrl+D.");
            }
            io::stdin().take(MAX_INPUT_BYTES).read_to_end(&mut bytes)?;
        } else {
            let file = fs::File::open(&self.file).map_err(Failure::file(&self.file))?;
            file.take(MAX_INPUT_BYTES)
                .read_to_end(&mut bytes)
                .map_err(Failure::file(&self.file))?;
        }
        let message = self.message(&bytes);
        let verdict = scan_as(&message, &rules, &NativeUrls, self.careful.options());
        let level = verdict.level;
        let mut out = io::stdout().lock();
        if self.json {
            let sender = &message.sender;
            let out_value = VerdictOut::new(None, verdict, &message, &sender.address);
            serde_json::to_writer_pretty(&mut out, &out_value).map_err(io::Error::from)?;
            writeln!(out)?;
        } else {
            show::verdict(&mut out, &message, &verdict, &self.lang)?;
        }
        Ok(ExitCode::from(match level {
            Level::None => 0,
            Level::Caution => 1,
            Level::Danger => 2,
        }))
    }

    fn message(&self, bytes: &[u8]) -> Message {
        let named_mail = self.file.extension().is_some_and(|e| e.eq_ignore_ascii_case("eml"));
        if (named_mail || eml::looks_like_mail(bytes))
            && let Some(message) = eml::read(bytes)
        {
            return message;
        }
        Message {
            channel: self.channel,
            body: String::from_utf8_lossy(bytes).into_owned(),
            ..Message::default()
        }
    }
}
