//! Ways to report, as cards.

use caveat_compiler::Channel;
use maud::{Markup, html};

use super::SiteError;
use super::text::{link, shown};
use super::words::{Words, filled};

/// What the reporting files are written in.
const WRITTEN_IN: &str = "en";
/// The purpose that cannot wait.
const URGENT: &str = "lost-money";

/// The language of a channel's own words, where the page is in another.
pub(super) fn lang(words: &Words) -> Option<&'static str> {
    (words.code != WRITTEN_IN).then_some(WRITTEN_IN)
}

/// Cards in the order of use.
pub(super) fn cards(channels: &[&Channel], words: &Words) -> Result<Markup, SiteError> {
    Ok(html! {
        ul.channels { @for channel in channels { (card(channel, words)?) } }
    })
}

fn card(channel: &Channel, words: &Words) -> Result<Markup, SiteError> {
    let urgent = channel.purpose.iter().any(|purpose| purpose == URGENT);
    let good: Vec<&str> =
        channel.purpose.iter().map(|purpose| words.purpose(purpose)).collect::<Result<_, _>>()?;
    let facts = [
        (&words.channel.how, &channel.forward),
        (&words.channel.hours, &channel.hours),
        (&words.channel.cost, &channel.cost),
    ];
    let lang = lang(words);
    Ok(html! {
        li.channel.urgent[urgent] {
            p.channel-kind {
                (words.kind(&channel.kind)?)
                @if urgent { " " span.tag { (words.channel.urgent) } }
            }
            p.channel-label lang=[lang] { (channel.label) }
            p.channel-value.number[matches!(channel.kind.as_str(), "phone" | "sms")] { (link(channel, html! { (shown(channel)) })) }
            @if !channel.note.is_empty() { p.channel-note lang=[lang] { (channel.note) } }
            dl {
                @for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
                    div { dt { (name) } dd lang=[lang] { (value) } }
                }
                div { dt { (words.channel.good) } dd { (good.join(", ")) } }
            }
            p.channel-checked { (filled(&words.channel.checked, &[("month", &words.date(&channel.checked))])) }
        }
    })
}
