//! What code, not words, can see in a message.

macro_rules! detectors {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A closed list of things the engine's code sees. A signal names one with
        /// `detector = "link.raw-ip"`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Detector { $($(#[$doc])* $variant,)* }

        impl Detector {
            /// Every detector; the position is its number.
            pub const ALL: &[Detector] = &[$(Detector::$variant,)*];

            /// The name used in `rules/signals/`.
            pub fn name(self) -> &'static str {
                match self { $(Detector::$variant => $name,)* }
            }

            /// The detector of that name.
            pub fn from_name(name: &str) -> Option<Detector> {
                match name { $($name => Some(Detector::$variant),)* _ => None }
            }
        }
    };
}

detectors! {
    /// Invisible characters inside words.
    DisguiseInvisible = "disguise.invisible",
    /// Letters of another script posing as ASCII inside a word.
    DisguiseLookalike = "disguise.lookalike",
    /// Styled alphabets (mathematical bold and the like) in running words.
    DisguiseStyled = "disguise.styled",
    /// Letters spaced or dotted apart.
    DisguiseSpaced = "disguise.spaced",
    /// Digits in the place of letters.
    DisguiseLeet = "disguise.leet",
    /// Text that no reader would see.
    TextHidden = "text.hidden",
    /// The shown text is a domain and the target is another's. `{shown}`, `{domain}`
    LinkShownDiffers = "link.shown-differs",
    /// A host a few keystrokes, or look-alike letters, from a brand's own. `{brand}`, `{domain}`
    LinkLookalike = "link.lookalike",
    /// A brand's name inside a stranger's domain, subdomain or path. `{brand}`, `{domain}`
    LinkBrandInStranger = "link.brand-in-stranger",
    /// The message claims a brand and this link belongs to someone else. `{brand}`, `{domain}`
    LinkNotBrands = "link.not-brands",
    /// A number instead of a name. `{domain}`
    LinkRawIp = "link.raw-ip",
    /// `user@` before the real host. `{shown}`, `{domain}`
    LinkUserinfo = "link.userinfo",
    /// A shortener hides the target. `{domain}`
    LinkShortener = "link.shortener",
    /// A host anyone can publish on. `{domain}`
    LinkOpenHosting = "link.open-hosting",
    /// A top-level domain that scams prefer. `{domain}`
    LinkRiskyTld = "link.risky-tld",
    /// Scripts mixed inside one label of the host. `{domain}`
    LinkMixedScript = "link.mixed-script",
    /// `data:`, `javascript:`, `file:` and the like.
    LinkScheme = "link.scheme",
    /// A trusted site forwards to somewhere else. `{shown}`, `{domain}`
    LinkRedirect = "link.redirect",
    /// The shown name claims a brand that does not own the address. `{brand}`, `{domain}`
    SenderNotBrands = "sender.not-brands",
    /// The same, from a free mail provider. `{brand}`, `{domain}`
    SenderFreeMail = "sender.free-mail",
    /// The address's domain imitates a brand's. `{brand}`, `{domain}`
    SenderLookalike = "sender.lookalike",
    /// The shown name is itself an address of another domain. `{shown}`, `{domain}`
    SenderNameIsAddress = "sender.name-is-address",
    /// Answers go to another domain. `{domain}`
    ReplyToElsewhere = "sender.reply-to-elsewhere",
    /// Answers go to a free mail provider though the sender has a domain of its own. `{domain}`
    ReplyToFreeMail = "sender.reply-to-free-mail",
    /// A text that claims a brand or agency comes from an ordinary, foreign or mail sender.
    SenderOddNumber = "sender.odd-number",
    /// Calming: the sender's address is the claimed brand's own. `{brand}`
    SenderOwnsBrand = "sender.owns-brand",
    /// Calming: every link leads to the brand that sent the message. `{brand}`
    LinksAllBrands = "link.all-brands",
    /// A brand is named or claimed anywhere in the message. `{brand}`
    BrandNamed = "brand.named",
    /// A mail's address that no answer can reach: no such ending, or characters that none has.
    /// Errs on machines that write to their own administrators. `{domain}`
    SenderImpossible = "sender.impossible",
    /// A mail's address put together by a machine ("x7k2q9zt@…"). Errs on relays that hide people's
    /// addresses, where these are no known brand's. `{domain}`
    SenderRandom = "sender.random",
    /// The sender's name is an alarm or a prize and no name ("Payment declined"). `{shown}`
    SenderNameIsAlarm = "sender.name-is-alarm",
    /// Every link that asks for action hides behind a shortener. Errs on small clubs' mail. `{domain}`
    LinkOnlyShort = "link.only-short",
    /// No link of a mail leads to the house that sent it, nor to one that sends for others. Errs on
    /// people who write from work about pages elsewhere. `{domain}`
    LinkNotSenders = "link.not-senders",
    /// Context: the first link of a mail that asks for something leads to the house that sent it, or to
    /// a mail service that counts clicks for it. Says nothing about how honest that house is. `{domain}`
    LinkSendersOwn = "link.senders-own",
    /// A link to a stranger carries a mail address, most likely the reader's. Errs on click counters
    /// that are not listed as mail services. `{domain}`
    LinkMailInside = "link.mail-inside",
    /// The message claims a brand, and its "link" writes a mail to somebody else. `{brand}`, `{domain}`
    LinkMailtoElsewhere = "link.mailto-elsewhere",
    /// A host of machine-made letters, many hyphens or many digits. Errs on names of places in
    /// languages rich in consonants. `{domain}`
    LinkOddHost = "link.odd-host",
    /// Sent in a brand's name and from its address, but every link leads to where anybody can
    /// publish: the address is forged. `{brand}`, `{domain}`
    LinkNotOwners = "link.not-owners",
    /// A stranger's name of several words of which one is what false pages promise or demand
    /// ("parcel-redelivery"). Errs on honest houses that are called so. `{domain}`
    LinkBaitHost = "link.bait-host",
    /// Context: a text so long that any two words stand in it somewhere. Points at its first word.
    TextLong = "text.long",
}
