//! Signals, phrases and patterns into the engine's columns.

use std::collections::HashMap;
use std::ops::Range;

use caveat_engine::Channel;
use caveat_engine::fold::fold;
use caveat_engine::literal::is_word;
use caveat_engine::rules::{Detector, END_BOUND, LiteralUse, START_BOUND, flag};

use crate::book::{Book, SignalDef};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::files::File;
use crate::format::{Text, millilogits};
use crate::lower::Lowering;
use crate::pattern;

/// Shortest phrase, in folded characters. Shorter ones hit everywhere; scripts without spaces say
/// more per character and may have two.
const MIN_PHRASE_CHARS: usize = 4;
const MIN_PHRASE_CHARS_SPACELESS: usize = 2;

/// Lowers all signals.
pub(crate) fn lower(book: &Book, low: &mut Lowering) {
    let mut seen: HashMap<&str, &SignalDef> = HashMap::new();
    for (index, def) in book.signals.iter().enumerate() {
        let id = def.entry.id.get_ref();
        if let Some(first) = seen.insert(id, def) {
            low.remarks.push(
                Diagnostic::error(
                    &def.file,
                    def.entry.id.span(),
                    format!("signal `{id}` stands twice"),
                )
                .help(format!("it is already defined in {}", first.file.path)),
            );
        }
        check_id(&def.file, &def.entry.id, &mut low.remarks);
        lower_head(book, def, low);
        let used_for = LiteralUse::Signal(index as u32);
        for (language, texts) in &def.entry.phrases {
            phrases(&def.file, texts.iter(), language, used_for, low);
        }
        for (language, texts) in &def.entry.patterns {
            for text in texts {
                lower_pattern(&def.file, text, language, index as u32, low);
            }
        }
        for more in &def.more {
            phrases(&more.file, more.entry.phrases.iter(), &more.language, used_for, low);
            for text in &more.entry.patterns {
                lower_pattern(&more.file, text, &more.language, index as u32, low);
            }
        }
        let mut own = def.entry.phrases.values().chain(def.entry.patterns.values());
        let words = own.any(|w| !w.is_empty()) || !def.more.is_empty();
        if words == def.entry.detector.is_some() {
            low.remarks.push(
                Diagnostic::error(
                    &def.file,
                    def.entry.id.span(),
                    format!("signal `{id}` needs either words or a detector"),
                )
                .help("give it phrases.en / patterns.en, or detector = \"…\", not both"),
            );
        }
    }
}

fn lower_head(book: &Book, def: &SignalDef, low: &mut Lowering) {
    let entry = &def.entry;
    let detector = entry.detector.as_ref().and_then(|name| {
        let found = Detector::from_name(name.get_ref());
        if found.is_none() {
            let known = Detector::ALL.iter().map(|d| d.name());
            low.remarks.push(
                Diagnostic::error(
                    &def.file,
                    name.span(),
                    format!("no detector `{}`", name.get_ref()),
                )
                .help(did_you_mean(
                    name.get_ref(),
                    known,
                    "they are listed in crates/engine/src/rules/detector.rs",
                )),
            );
        }
        found
    });
    let structural = detector.is_some();
    if !structural && entry.says.get_ref().contains('{') {
        low.remarks.push(
            Diagnostic::error(
                &def.file,
                entry.says.span(),
                "only a detector fills in {brand}, {domain}, {shown}",
            )
            .help("write the sentence without braces"),
        );
    }
    let mut flags = 0;
    if entry.negatable.unwrap_or(!structural) && entry.calms.is_none() {
        flags |= flag::NEGATABLE;
    }
    for (holds, bit) in [
        (structural, flag::STRUCTURAL),
        (entry.calms.is_some(), flag::CALMING),
        (entry.subject_only, flag::SUBJECT_ONLY),
        (entry.silent, flag::SILENT),
        (entry.tells, flag::TELLS),
    ] {
        if holds {
            flags |= bit;
        }
    }
    if entry.tells && (structural || entry.strength.is_some()) {
        low.remarks.push(
            Diagnostic::error(
                &def.file,
                entry.id.span(),
                "what tells of scams is words that do not warn",
            )
            .help("`tells = true` stands beside silent = true or calms = \"…\""),
        );
    }
    let weight = weight(book, def, low);
    let signals = &mut low.rules.signals;
    signals.id.push(low.strings.intern(entry.id.get_ref()));
    signals.family.push(low.strings.intern(&def.family));
    signals.says.push(low.strings.intern(entry.says.get_ref()));
    signals.weight.push(weight);
    signals.flags.push(flags);
    signals.detector.push(detector.map_or(0, |d| d as u8 + 1));
    let channels = channels(&def.file, entry.channels.as_deref(), &mut low.remarks);
    low.rules.signals.channels.push(channels);
}

/// The signal's weight in thousandths of a logit: fitted, else given, else its strength's.
fn weight(book: &Book, def: &SignalDef, low: &mut Lowering) -> i32 {
    let (entry, scoring) = (&def.entry, &book.scoring.1);
    let given = [entry.strength.is_some(), entry.calms.is_some(), entry.silent];
    if given.iter().filter(|&&g| g).count() != 1 {
        low.remarks.push(
            Diagnostic::error(&def.file, entry.id.span(), "a signal has exactly one of strength, calms, silent")
                .help("strength = \"faint|weak|medium|strong|decisive\", calms = \"weak|medium\", or silent = true"),
        );
    }
    if entry.silent {
        return 0;
    }
    let sign = if entry.calms.is_some() { -1 } else { 1 };
    let strength = entry.strength.as_ref().or(entry.calms.as_ref());
    let strength = strength.map_or(0, |s| scoring.strength.millilogits(*s.get_ref()));
    let fitted = scoring.weights.iter().find(|(id, _)| id.get_ref() == entry.id.get_ref());
    let magnitude = match (fitted, &entry.weight) {
        (Some((_, fitted)), _) => millilogits(*fitted),
        (None, Some(given)) => millilogits(*given.get_ref()),
        (None, None) => strength,
    };
    if magnitude < 0 {
        low.remarks.push(
            Diagnostic::error(&def.file, entry.id.span(), "a weight is never below zero")
                .help("a signal that calms says so: calms = \"weak\""),
        );
    }
    sign * magnitude
}

/// A channel set; all channels when none is named.
pub(crate) fn channels(file: &File, names: Option<&[Text]>, remarks: &mut Vec<Diagnostic>) -> u8 {
    let Some(names) = names else { return Channel::ALL.iter().fold(0, |set, c| set | c.bit()) };
    names.iter().fold(0, |set, name| match Channel::from_name(name.get_ref()) {
        // What a user selects or pastes may have come from anywhere.
        Some(channel) => set | channel.bit() | Channel::Selection.bit(),
        None => {
            remarks.push(
                Diagnostic::error(file, name.span(), format!("no channel `{}`", name.get_ref()))
                    .help("channels are email, sms, chat, selection"),
            );
            set
        }
    })
}

/// Ids are kebab-case, so that they can be file names, anchors and attribute values.
pub(crate) fn check_id(file: &File, id: &Text, remarks: &mut Vec<Diagnostic>) {
    let sound = !id.get_ref().is_empty()
        && id.get_ref().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !sound {
        remarks.push(
            Diagnostic::error(file, id.span(), format!("`{}` is not an id", id.get_ref()))
                .help("ids are lower-case words joined by hyphens: asks-gift-card"),
        );
    }
}

/// Adds a language's phrases for one use, folded, with their word bounds.
pub(crate) fn phrases<'t>(
    file: &File,
    texts: impl Iterator<Item = &'t Text>,
    language: &str,
    used_for: LiteralUse,
    low: &mut Lowering,
) {
    for text in texts {
        let (phrase, open_end) = match text.get_ref().strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (text.get_ref().as_str(), false),
        };
        let folded = fold(phrase.trim(), &low.rules.fold).text;
        let folded = folded.trim();
        let foreign = folded.chars().any(|c| c.is_alphabetic() && !is_word(c));
        let least = match used_for {
            LiteralUse::Signal(_) if foreign => MIN_PHRASE_CHARS_SPACELESS,
            LiteralUse::Signal(_) => MIN_PHRASE_CHARS,
            _ => 2,
        };
        if folded.chars().count() < least {
            low.remarks.push(
                Diagnostic::error(file, text.span(), format!("the phrase `{phrase}` is too short"))
                    .label(format!("fewer than {least} characters"))
                    .help("short words hit everywhere: add the words that stand around it"),
            );
            continue;
        }
        if folded.contains('*') {
            low.remarks.push(
                Diagnostic::error(file, text.span(), "a phrase may only end with *")
                    .help("for a gap inside, write a pattern"),
            );
            continue;
        }
        // Bounds that mean nothing in the phrase's script are dropped by the builder.
        let bounds = if open_end { START_BOUND } else { START_BOUND | END_BOUND };
        low.words(language).literals.add(folded, bounds, used_for);
    }
}

fn lower_pattern(file: &File, text: &Text, language: &str, signal: u32, low: &mut Lowering) {
    // A pattern is matched against folded text, so its own characters must be folded ones.
    let folded = |c: char| match c.is_ascii() {
        true => c.to_ascii_lowercase().to_string(),
        false => fold(c.encode_utf8(&mut [0; 4]), &low.rules.fold).text,
    };
    let compiled = match pattern::compile_with(text.get_ref(), &folded) {
        Ok(compiled) => compiled,
        Err(error) => {
            let range = inside(file, text, error.span.clone());
            low.remarks.push(Diagnostic::error(file, range, error.to_string()));
            return;
        }
    };
    let words = low.words(language);
    match words.patterns.add(signal, &compiled) {
        Ok(added) => {
            for (index, gate) in added.gates.into_iter().zip(&compiled.gates) {
                for (literal, bounds) in &gate.literals {
                    words.literals.add(literal, *bounds, LiteralUse::Gate(index));
                }
            }
        }
        Err(full) => {
            low.remarks.push(Diagnostic::error(file, text.span(), full.to_string()));
        }
    }
}

/// The place of `part` of a pattern in its file. Exact for literal strings ('…'); the whole value
/// where escapes make the two differ.
fn inside(file: &File, text: &Text, part: Range<usize>) -> Range<usize> {
    let span = text.span();
    let quoted = file.text.get(span.clone()).unwrap_or("");
    let quotes = if quoted.starts_with("'''") { 3 } else { 1 };
    let exact = quoted.get(quotes..).is_some_and(|q| q.starts_with(text.get_ref().as_str()));
    if exact { span.start + quotes + part.start..span.start + quotes + part.end } else { span }
}
