//! Names of folders and files that shells, registries, JSON or encodings trip over.

pub(crate) fn awkward() -> Vec<String> {
    let mut names: Vec<String> = [
        "plain",
        "two words",
        " leading",
        "trailing ",
        "a  b",
        "a&b",
        "a & b",
        "a^b",
        "100%",
        "%PATH%",
        "it's",
        "\"quoted\"",
        "`ticks`",
        "$HOME",
        "$(id)",
        "a;b",
        "a|b",
        "a<b>c",
        "(x86)",
        "[x]",
        "{x}",
        "#x",
        "!x",
        "*",
        "?",
        "~",
        "-rf",
        "--help",
        "a=b",
        "a,b",
        "a\\b",
        "a:b",
        "tab\there",
        "new\nline",
        "é",
        "e\u{301}",
        "日本語",
        "العربية",
        "🙂",
        "zero\u{200b}width",
        "\u{202e}txt",
        "İstanbul",
        ".hidden",
        "...",
        "con",
    ]
    .map(str::to_owned)
    .to_vec();
    // 300 characters: in two steps, since one name has 255 bytes at most.
    names.push(format!("{}/{}", "n".repeat(150), "m".repeat(150)));
    names
}
