//! Sentences as people and scams write them, against the real list of cues.

use proptest::prelude::*;

use super::*;
use crate::fold::fold;
use crate::literal::{LiteralsBuilder, scan};
use crate::rules::{END_BOUND, FoldTable, Literals, START_BOUND};

const LIST: &str = include_str!("../../../../rules/lists/negation.toml");

/// The list's cues. Reads the one shape of TOML that the list has.
fn cues() -> Literals {
    let mut builder = LiteralsBuilder::new();
    let mut current = None;
    for line in LIST.lines().map(str::trim).filter(|l| !l.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'))
            && !section.is_empty()
        {
            current = Some(match section {
                "negators" => LiteralUse::Negator,
                "counter_negators" => LiteralUse::CounterNegator,
                "reporters" => LiteralUse::Reporter,
                "contrasts" => LiteralUse::Contrast,
                "denials" => LiteralUse::Denial,
                other => panic!("unknown section {other}"),
            });
        }
        if let (Some(its_use), true) = (current, line.starts_with('"')) {
            for cue in line.split('"').skip(1).step_by(2) {
                let cue = fold(cue, &FoldTable::default()).text;
                builder.add(&cue, START_BOUND | END_BOUND, its_use);
            }
        }
    }
    builder.build()
}

/// What holds the words between brackets.
fn held(sentence: &str) -> Option<Held> {
    let literals = cues();
    let start = sentence.find('[').expect("an opening bracket");
    let end = sentence.find(']').expect("a closing bracket") - 1;
    let text = sentence.replace(['[', ']'], "");
    let folded = fold(&text, &FoldTable::default());
    assert_eq!(folded.text.len(), text.len(), "write it as it folds: {text}");
    let mut hits = Vec::new();
    scan(&folded.text, &literals, &mut hits);
    Clauses::new(&folded.text, literals.found(&hits)).held(start..end)
}

#[test]
fn negated() {
    let mut wrong = Vec::new();
    for sentence in [
        "Your code is 482913. Never [share this code] with anyone.",
        "123456 is your OTP. Do not [share your code] with anyone, including bank staff.",
        "Don't [share it with anyone].",
        "We will never [ask for your PIN].",
        "Amazon will never ask you to [buy gift cards] or send money.",
        "Never share your code, [PIN] or password.",
        "Never share your code, PIN or [password] with anybody.",
        "Never share your PIN, [password], or one-time code.",
        "We will never call you, text you or [ask for your password].",
        "We'll never contact you and [ask you to move money] to a safe account.",
        "Your bank will never ask you to [transfer money to a safe account].",
        "The IRS does not [demand gift cards].",
        "Never, under any circumstances, [give your password] to a caller.",
        "Never ever [give your password] to a caller.",
        "Never, ever [give your password] to a caller.",
        "We will never ask you for: [your full card number].",
        "Please do not [reply with your card details].",
        "No one will [ask you for the code].",
        "You should not [install AnyDesk] when a stranger asks.",
        "We ask that you do not [send your password] by email.",
        "You do not need to [pay a fee].",
        "You will not [be charged a fee].",
        "Don't share this code with anyone, even if [they ask for the code].",
        "If you did not request this code, never [share the code].",
        "Nunca [comparta su clave] con nadie.",
        "No comparta [su clave] con nadie.",
        "Geben Sie niemals [Ihre PIN] weiter.",
        "Ne communiquez jamais [votre code].",
        "Deel nooit [uw pincode].",
        "Nunca partilhe [o seu PIN].",
        "Monzo staff will never ask you to [move money], share your PIN or download an app.",
        "Monzo staff will never ask you to move money, [share your PIN] or download an app.",
        "Monzo staff will never ask you to move money, share your PIN or [download an app].",
        "Remember: we'll never text you a link to [log in].",
        "Don't give this code to anyone - not even to us. We'll never [call you to ask for it].",
        "Coinbase will never ask for [your 2-step verification code], seed phrase, or remote access.",
        "For your security, do not forward this email or [share the link] below.",
        "Royal Mail would never send a text that asks you to [pay a fee].",
        "HMRC will never text to tell you about a tax rebate or [ask for personal information].",
        "You will never be asked to [pay a shipping fee] by text.",
        "It isn't asking you to pay. We won't [ask for your bank details].",
        "Never let anyone [install software] on your computer.",
        "Microsoft does not send unsolicited messages to [request personal information].",
        "Under no circumstances should you [give this code] to anybody.",
        "Please don't [click the link] in that message, it's not from us.",
        "Got a text about a missed parcel asking you to [pay a fee]? It's a scam.",
        "We will never:\n\nAsk for [your PIN]",
        "We will never: - ask for [your PIN] - ask you to move money - send a courier.",
        "We will never: - ask for your PIN. - [ask you to move money], ever. - send a courier.",
        "Our staff will never:\n\n* ask for your PIN\n\n* [send a courier]",
        "Asked to [pay with gift cards]? That's a scam.",
        "A message asking you to [pay a customs fee] is a scam.",
        "If a caller wants you to [install AnyDesk], hang up.",
        "Any text that says [your account is locked] is fraudulent.",
        "Being told to [move your money to a safe account] is a red flag.",
    ] {
        if held(sentence) != Some(Held::Negated) {
            wrong.push(sentence);
        }
    }
    assert_eq!(wrong, [] as [&str; 0]);
}

#[test]
fn reported() {
    let mut wrong = Vec::new();
    for sentence in [
        "Scammers will ask you to [buy gift cards].",
        "Scammers often pretend to be your bank, say your account is at risk, and [ask you to move money].",
        "Criminals may claim that [your account is suspended].",
        "They may ask you to [install remote software].",
        "Fraudsters typically say \"[your parcel is held]\".",
        "A scammer might say: \"Your account is locked. [Send us your code] now.\"",
        "Scammers will only [take gift cards].",
        "Scammers say you must [pay with gift cards].",
        "Some scammers may even threaten that [you will be arrested].",
        "A scammer will tell you that [your computer has a virus] and then ask you to install software.",
        "They may ask for gift cards, [wire transfers] or cryptocurrency.",
        "If someone asks you to [pay with gift cards], do not pay.",
        "Scammers may ask you to: - install software - [buy gift cards].",
        "Victims are told to [buy gift cards] and read out the codes.",
        "In this scam, the caller says [your social security number is suspended].",
        "Be wary of messages that ask you to [verify your account].",
        "Beware of texts claiming [your package is waiting].",
        "If anyone asks you to [buy gift cards], tell us.",
        "I got a message saying [your account is locked], what should I do?",
        "Betrüger geben sich als Bank aus und wollen [Ihre PIN].",
        "Oplichters vragen u om [uw pincode].",
    ] {
        if held(sentence) != Some(Held::Reported) {
            wrong.push(sentence);
        }
    }
    assert_eq!(wrong, [] as [&str; 0]);
}

#[test]
fn said_in_earnest() {
    let mut wrong = Vec::new();
    for sentence in [
        "Send us your code to [verify your account].",
        "Do not delay, [send us your code].",
        "Don't wait, [click here] to keep your account.",
        "Do not hesitate to [send your card details].",
        "Don't forget to [send the gift card codes].",
        "If you do not [verify your account] it will be closed.",
        "If you don't [pay the fee], your parcel goes back.",
        "Failure to [confirm your identity] will lead to suspension.",
        "Your account will not be restored until you [verify your identity].",
        "You will not receive your parcel unless you [pay the fee].",
        "Do not ignore this message. [Verify your account] now.",
        "Do not ignore this message, [verify your account] now.",
        "Do not turn off your phone, [send us the code].",
        "Do not call the bank but [send us the code].",
        "Do not reply to this mail, please [click here].",
        "Do not reply to this mail - [click here].",
        "Never miss an offer: [click here].",
        "It has never been easier to [claim your prize].",
        "We do not accept cards, only [gift cards].",
        "I can't talk right now. [Buy gift cards] for me.",
        "I don't have my card with me, [buy gift cards] for me.",
        "Don't close this page! [Call Microsoft] at once.",
        "[Do not tell anyone] about this.",
        "Do not tell anyone. [Buy gift cards] today.",
        "Don't call us, [send the code], or your account will be closed.",
        "To protect you from scammers, please [confirm your password].",
        "Fraudsters tried to use your card, [confirm your password] now.",
        "Criminals have your identity; [move your money] to this safe account.",
        "Scammers will try again, so please [confirm your password].",
        "Scammers often target people like you. [Confirm your password] now.",
        "This is not a scam. [Send us your code].",
        "[Send us your code], do not think it is a scam.",
        "[Stay on the line] and do not hang up.",
        "We never spam you.\n\n[Send us your code]",
        "Visit amazon.com; [sign in] there.",
        "Why don't you [buy the cards] now?",
        "Your visa expires never. [Pay $3.50 now] at pay.example.com.",
        "Never again worry about money; [invest now].",
        "Rates this low won't stay forever [click here].",
        "You have 24 hours. If you don't respond, [your account will be closed].",
        "I will not repeat myself, [send the bitcoin] now.",
        "I won't leave you alone until you [send the bitcoin].",
        "Don't try to call the police, [pay me in bitcoin].",
        "Do not worry, you only need to [pay a small fee].",
        "Mum I dropped my phone, don't call the old number, [text me here].",
        "This never happened before. [Verify now].",
        "If this wasn't you, [click the link] to secure your account.",
        "You don't want to lose your files, so [call this number].",
        "Your payment did not go through. [Update your card].",
        "We were not able to deliver your parcel; [pay the fee].",
        "You must not tell the bank the reason, just say it is for a car and [move the money].",
        "Do not share this with colleagues. I need you to [buy gift cards].",
        "I'm in a meeting and can't talk, do not call, [buy the cards] and send me the codes.",
        "No need to worry, [give me the code] and I will stop it.",
        "Do not close this window - [call Microsoft support].",
        "Beware of scammers! [Confirm your account] with us only.",
        "Don't wait: - [send the code] - call us.",
        "Do not reply • [click here] • call us",
        "We will never spam you.\n\n- [Send the code]",
        "Nicht verpassen! [Jetzt zahlen]",
        "Zögern Sie nicht, [uns Ihre PIN zu senden].",
        "N'hésitez pas à [payer les frais].",
        "No espere, [pague la tasa].",
    ] {
        if held(sentence).is_some() {
            wrong.push(sentence);
        }
    }
    assert_eq!(wrong, [] as [&str; 0]);
}

#[test]
fn ranges_that_do_not_fit_hold_nothing() {
    let literals = cues();
    let text = "never share é";
    let mut hits = Vec::new();
    scan(text, &literals, &mut hits);
    let clauses = Clauses::new(text, literals.found(&hits));
    for range in [0..0, 5..900, 13..14, 900..901] {
        assert_eq!(clauses.held(range), None);
    }
    // Hits of another text must not panic either.
    assert_eq!(Clauses::new("é", literals.found(&hits)).held(0..2), None);
}

#[test]
fn hostile_length_is_answered() {
    let literals = cues();
    let text = "if you do not never scammers will but \" ".repeat(3_000);
    let mut hits = Vec::new();
    scan(&text, &literals, &mut hits);
    let clauses = Clauses::new(&text, literals.found(&hits));
    // Linear work per look-up would make this the suite's longest test by far.
    let held = (0..text.len() - 5).step_by(97).filter(|&at| clauses.held(at..at + 4).is_some());
    assert!(held.count() > 0);
}

proptest! {
    #[test]
    fn never_panics(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "never", "do not", "if you do not", "scammers will", "but", "or", "share", "é中",
                "is a scam", ",", ".", "?", "\"", ":", " - ", "\n\n", "will", "…", "mr.",
            ]),
            0..40,
        ),
        a in 0usize..200,
        b in 0usize..200,
    ) {
        let literals = cues();
        let text = words.join(" ");
        let mut hits = Vec::new();
        scan(&text, &literals, &mut hits);
        let clauses = Clauses::new(&text, literals.found(&hits));
        let first = clauses.held(a.min(b)..a.max(b));
        prop_assert_eq!(first, clauses.held(a.min(b)..a.max(b)));
        if words.iter().all(|w| ["share", "or", "é中", ",", ".", "…"].contains(w)) {
            prop_assert_eq!(first, None);
        }
    }
}
