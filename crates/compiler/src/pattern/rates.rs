//! How often words come up in ordinary mail: roughly, but enough to tell a telling word from one
//! that stands in every second message.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use caveat_engine::rules::{END_BOUND, START_BOUND};

/// Words by how often they come up, in a thousand words of mail; the commonest first.
const COMMON: &[(f64, &str)] = &[
    (40.0, "the and you"),
    (
        10.0,
        "your for are with this that have our not from can will was but all has any out get if we \
         is it in on at or as be my me us so do no please der die das und los las que por con les \
         des est una per non del",
    ),
    (
        3.0,
        "been more here now new they them what when how who their there which about would could \
         just one time also like know see only other some than then were had his her him she its \
         into up over after before may should must need want make email mail send sent click \
         contact information account order help team best regards dear thank thanks hello call \
         use view day days today week back go",
    ),
    (
        1.0,
        "first last next two three work look take give good great well very much many most such \
         same each every where why because through between under during within without while \
         until still even again below above following follow let via per link site website online \
         service services business company customer customers free offer price pay payment bank \
         card number phone message messages text read reply receive received change changes \
         update updated details detail support question questions date name address home people \
         year years month months hour hours minute minutes morning friday monday tuesday \
         wednesday thursday sunday saturday meeting available visit check sure way money added \
         find think come say said ask keep left right start end part made using used does did \
         privacy policy unsubscribe rights reserved",
    ),
    (
        0.3,
        "access app apply area attached attention balance bill billing book box browser buy cancel \
         cards care case cash charge chat child city claim close code codes complete confirm \
         confirmation confirmed continue copy cost country credit data deal deliver delivered \
         delivery discount document documents dollars download easy enjoy ensure event expect \
         family fee fees few file files fill final form forward friend friends full fund gift \
         group happy hear hope house however immediately important include includes including \
         inside install interest invoice item items job join kind large late learn letter life \
         limited line list live local log login long lost lot love main manage management mean \
         meet member members mind mobile need needs never news note notice office once open \
         option options orders others own package paid parcel parents party pass password person \
         personal photo photos place plan play point post prefer problem process product products \
         program project provide purchase quick rate real reason record refund register related \
         remember request require required reset response review room safe sale save school \
         search second secure security sell session set share ship shipping shop short show sign \
         simple small soon special staff stay step steps stop store system tax tell term terms \
         test ticket together total track transfer travel trip try turn type unit upcoming upon \
         user value verify video wait water weekend welcome wish word working world write yes yet \
         young",
    ),
];

/// How often one of these literals stands at a character of ordinary mail, about.
pub(super) fn of(literals: &BTreeSet<(String, u8)>) -> f64 {
    literals.iter().map(|(text, bounds)| rate(text, *bounds)).sum()
}

/// Characters of a word and the space after it.
const WORD: f64 = 6.0;

/// How often a character of ordinary mail is one given digit, or one given sign of money: rarely,
/// seen from a sentence, because they stand together.
const SIGN: f64 = 0.0006;

fn rate(text: &str, bounds: u8) -> f64 {
    if text.chars().count() == 1 {
        return SIGN;
    }
    static WORDS: OnceLock<HashMap<&str, f64>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let each = COMMON.iter().flat_map(|(rate, words)| words.split(' ').map(|w| (w, *rate)));
        each.filter(|(word, _)| !word.is_empty()).collect()
    });
    let open = bounds & (START_BOUND | END_BOUND) != START_BOUND | END_BOUND;
    let length = text.chars().count();
    let per_thousand = match words.get(text) {
        Some(rate) => *rate,
        // Nobody knows all words; long ones are rare.
        None => [1.0, 1.0, 1.0, 0.2, 0.1, 0.06, 0.04].get(length).copied().unwrap_or(0.03),
    };
    // Inside of words, short literals stand in many.
    let inside = match (open, bounds & START_BOUND != 0, length) {
        (false, ..) => 0.0,
        (true, true, 0..=3) => 4.0,
        (true, false, 0..=3) => 12.0,
        (true, true, 4) => 1.0,
        (true, false, 4) => 2.0,
        (true, _, 5) => 0.5,
        (true, ..) => 0.1,
    };
    (per_thousand + inside) / (1_000.0 * WORD)
}
