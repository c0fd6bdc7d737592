//! The table itself, and the engine's folding with the real table.

use std::sync::LazyLock;

use caveat_engine::fold::{Folded, fold};
use caveat_engine::rules::{Detector, FoldTable};
use proptest::prelude::*;

use super::fold_table;

static TABLE: LazyLock<FoldTable> = LazyLock::new(fold_table);

fn folded(text: &str) -> Folded {
    fold(text, &TABLE)
}

#[test]
fn rows_are_sorted_closed_and_few() {
    let table = &*TABLE;
    assert!(table.from.windows(2).all(|w| w[0] < w[1]));
    assert!(table.from[0] >= 0x80);
    let rows = table.from.len();
    assert!((4_000..6_500).contains(&rows), "{rows} rows");
    assert_eq!(table.kind.len(), rows);
    for (text, &from) in table.to.iter().zip(&table.from) {
        for c in text.chars() {
            let row = table.from.binary_search(&u32::from(c));
            assert!(row.is_err() && !c.is_ascii_uppercase(), "U+{from:04X} gives {c}");
        }
    }
}

#[test]
fn the_same_table_every_time() {
    assert_eq!(*TABLE, fold_table());
}

#[test]
fn known_rows() {
    let cases: &[(&str, &str)] = &[
        ("А, В, Е, К, М, Н, О, Р, С, Т, У, Х", "a, b, e, k, m, h, o, p, c, t, y, x"),
        ("Пожалуйста", "пoжaлуиcтa"),
        ("ΠΑΡΑΚΑΛΩ παρακαλώ", "παρακαλω παρακαλω"),
        ("Straße Ærø Łódź Đặng İstanbul ıspanak", "strasse aero lodz dang istanbul ispanak"),
        ("ﬁnd ½ Nº ４２ ٤٢ ४२", "find 1/2 no 42 42 42"),
        ("“so” ‘it’ don´t l’eau «oui» – — … x", "\"so\" 'it' don't l'eau \"oui\" - - ... x"),
        ("Amazon™ Apple² 5 Ω 3 µm K", "amazon™ apple² 5 w 3 um k"),
        ("𝐁𝐚𝐧𝐤 𝓅𝒶𝓎 Ⓟⓐⓨ 🅿🅰🆈 🄿🄰🅈 ᴘᴀʏ", "bank pay pay pay pay pay"),
        ("I will modern corn Oil 10 l0", "i will modern corn oil 10 l0"),
        ("ᏢᎪᎽ ꓑꓮꓬ ᑭᗅY", "pay pay pay"),
        ("ร้านค้า เงิน", "ร้านค้า เงิน"),
        ("हिन्दी में", "हिन्दी में"),
        ("か\u{3099}き ﾊﾟｽﾜｰﾄﾞ", "がき パスワード"),
        ("\u{1112}\u{1161}\u{11ab} 한글", "한 한글"),
        ("مَرحَباً ــ אָלֶף", "مرحبا אלף"),
        ("🇺🇸 🇵 🇦 🇾", "🇺🇸 p a y"),
        ("З б ш", "з б ш"),
    ];
    for (text, expected) in cases {
        let want = folded(text).text;
        // What our own letters fold to is compared folded, so that the table above stays readable.
        assert_eq!(want, folded(expected).text, "{text}");
        if expected.is_ascii() {
            assert_eq!(want, *expected, "{text}");
        }
    }
}

#[test]
fn russian_is_found_whatever_its_case() {
    for (a, b) in [
        ("Подтвердите ваш НОМЕР КАРТЫ", "подтвердите ваш номер карты"),
        ("ВВЕДИТЕ КОД", "введите код"),
        ("Ο ΛΟΓΑΡΙΑΣΜΌΣ ΣΑΣ ΝΈΟΥ ΥΜΗΝ", "ο λογαριασμόσ σασ νέου υμην"),
    ] {
        assert_eq!(folded(a).text, folded(b).text);
    }
}

fn kinds(text: &str) -> Vec<&'static str> {
    let folded = folded(text);
    for d in &folded.disguises {
        assert!(text.get(d.original.clone()).is_some_and(|t| !t.is_empty()));
    }
    folded.disguises.iter().map(|d| d.detector.name()).collect()
}

#[test]
fn disguises_are_seen_and_undone() {
    let cases: &[(&str, &str, &str)] = &[
        ("your pay\u{200b}pal account", "your paypal account", "disguise.invisible"),
        ("ver\u{2060}\u{feff}ify", "verify", "disguise.invisible"),
        ("v\u{ad}e\u{ad}r\u{ad}ify", "verify", "disguise.invisible"),
        ("b\u{e0061}ank", "bank", "disguise.invisible"),
        ("your \u{202e}lapyap\u{202c} account", "your paypal account", "disguise.invisible"),
        ("раypal is waiting", "paypal is waiting", "disguise.lookalike"),
        ("Your аpple account", "your apple account", "disguise.lookalike"),
        ("Sign in to ΡΑΥΡΑL now", "sign in to paypal now", "disguise.lookalike"),
        (
            "please visit our раураӏ page and sign in",
            "please visit our paypal page and sign in",
            "disguise.lookalike",
        ),
        ("𝗩𝗲𝗿𝗶𝗳𝘆 your account", "verify your account", "disguise.styled"),
        ("ᴠᴇʀɪꜰʏ your account", "verify your account", "disguise.styled"),
        ("p\u{301}\u{302}\u{303}\u{304}ay\u{301}\u{302}\u{303}", "pay", "disguise.styled"),
        ("Your P A Y P A L account", "your paypal account", "disguise.spaced"),
        ("this is u.r.g.e.n.t, act", "this is urgent, act", "disguise.spaced"),
        ("please v-e-r-i-f-y it", "please verify it", "disguise.spaced"),
        ("your v e r i f y   a c c o u n t now", "your verify account now", "disguise.spaced"),
        ("your v·e·r·i·f·y now", "your verify now", "disguise.spaced"),
        ("your p@ssw0rd", "your password", "disguise.leet"),
        ("your acc0unt", "your account", "disguise.leet"),
        ("ver1fy your b1lling", "verify your billing", "disguise.leet"),
        ("s3cur1ty", "security", "disguise.leet"),
        ("c1ick the 1ink be1ow and de1iver", "click the 1ink below and deliver", "disguise.leet"),
    ];
    for (text, expected, kind) in cases {
        assert_eq!(folded(text).text, *expected, "{text}");
        assert_eq!(kinds(text), [*kind], "{text}");
    }
}

#[test]
fn honest_writing_is_no_disguise() {
    for text in [
        "می\u{200c}خواهم و نمی\u{200c}دانم",
        "क\u{94d}\u{200d}ष",
        "family 👨\u{200d}👩\u{200d}👧 and ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
        "\u{200f}שלום\u{200f} hello\u{200e} there",
        "Unsere Ver\u{ad}sand\u{ad}kosten\u{ad}pauschale entfällt",
        "Hello\u{200c}\u{a0}\u{200c}\u{a0}\u{200c}\u{a0}\u{200b} \u{feff} view online",
        "info@\u{200b}example.\u{200b}com and\u{200b} more",
        "Здравствуйте, ваш СМС код: 1234. Скачайте PDFку и SMSки",
        "Ο λογαριασμός σας στο Facebook",
        "σ = 5 μm, α-blocker, Δx, ΤΚΕ house, СССР",
        "vitamin 𝑥 + 𝑦 = 𝑧 🅰\u{fe0f}🅱\u{fe0f}",
        "ｶﾀｶﾅ ＡＢＣＤ ＴＥＬ",
        "I am ok: R.S.V.P. to J. R. R. Tolkien, N.A.T.O., U.S.A.",
        "Options A B C D E F, x x x x x, a-b-c-d-e-f",
        "Hello\nW E L C O M E\nto our shop",
        "order a1b2c3d4, b2b, covid19, 4you, mp3, 1st, 2fa, h264, log4j, sw1a 1aa, 0x1f, base64, win10",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "mail joe@example.com or b.li@mail.example, @handle, U$ 500, B0CHX1W1XY",
        "I\u{92}ll say \u{93}hi\u{94} \u{96} don\u{92}t",
        "Buy4Now, loans4u, fde30b c0d55eda, max10mins, IrEYB0R4gp, 3pL4qeK, A.L.I.C.E",
        "Tiếng Việt: Đường phố, điện thoại; naïve café",
        "Nguye\u{302}\u{303}n Tie\u{302}\u{301}ng Vie\u{323}\u{302}t",
    ] {
        assert_eq!(kinds(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn white_space_keeps_paragraphs() {
    for (text, expected) in [
        ("  ab\t bc \r\n cd\u{a0}de  ", "ab bc cd de"),
        ("one\r\n\r\ntwo\n \n\u{2028}three", "one\n\ntwo\n\nthree"),
        ("\n\n", ""),
        ("", ""),
        ("a\u{200b} \u{200b}b", "a b"),
    ] {
        assert_eq!(folded(text).text, expected, "{text:?}");
    }
}

#[test]
fn offsets_lead_back() {
    for (text, word, original) in [
        ("Your  PАYPАL\u{200b} x", "paypal", "PАYPАL"),
        ("… b a n k e r !", "banker", "b a n k e r"),
        ("x Straße y", "strasse", "Straße"),
        ("x p@ssw0rd. y", "password", "p@ssw0rd"),
        ("go \u{202e}lapyap\u{202c} now", "paypal", "\u{202e}lapyap"),
        ("か\u{3099}", "が", "か\u{3099}"),
    ] {
        let folded = folded(text);
        let at = folded.text.find(word).unwrap();
        let range = folded.original(at..at + word.len());
        assert_eq!(&text[range], original);
    }
    assert_eq!(Detector::from_name("disguise.leet"), Some(Detector::DisguiseLeet));
}

/// Pieces that folding has rules for, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z]{1,6}",
        3 => "[A-Za-z]",
        3 => prop::sample::select(vec![" ", "  ", "\n", "\r\n", "\n\n", "\t", "\u{a0}", "\u{2028}", "\u{2003}"]).prop_map(String::from),
        2 => prop::sample::select(vec![".", "-", "_", "*", "·", "•", "|", "@", "$", "$$", "'", "!", ":"]).prop_map(String::from),
        2 => "[0-9]{1,3}",
        2 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{ad}\u{feff}\u{fe0f}]{1,3}",
        1 => "[\u{300}-\u{36f}]{1,4}",
        1 => "[\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a7}-\u{11c3}가-힣]{1,3}",
        1 => "[ぁ-ゖァ-ヶ\u{3099}-\u{309c}ｦ-ﾟ]{1,3}",
        1 => "[Α-ωА-я]{1,4}",
        1 => "[𝐀-𝟿🇦-🇿🄰-🆉Ⓐ-ⓩᴀ-ᴢ]{1,3}",
        1 => any::<char>().prop_map(String::from),
        1 => "[\u{80}-\u{3fff}]",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn folding_twice_changes_nothing(text in hostile()) {
        let once = folded(&text).text;
        prop_assert_eq!(&folded(&once).text, &once);
    }

    #[test]
    fn every_range_leads_to_whole_characters(text in hostile(), a in 0usize..200, b in 0usize..200) {
        let folded = folded(&text);
        let (a, b) = (a.min(b), a.max(b));
        let range = folded.original(a..b);
        prop_assert!(text.get(range.clone()).is_some());
        if a < folded.text.len() && b > a {
            prop_assert!(!range.is_empty());
        }
        for d in &folded.disguises {
            prop_assert!(text.get(d.original.clone()).is_some_and(|t| !t.is_empty()));
        }
    }
}
