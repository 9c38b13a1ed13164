//! Whether a report is news at all, and why not.

use super::moves::Reported;
use super::title::Text;
use super::title::starts_with;
use super::{Page, Source};
use crate::desk::lists::Cue;
use crate::model::Noise;
use crate::text::clean;

/// What kind of noise a report is, if it is any.
pub fn of(
    text: &Text<'_>,
    source: &Source<'_>,
    page: &Page,
    moves: &[Reported],
    names_company: bool,
    has_amount: bool,
    has_version: bool,
) -> Option<Noise> {
    let found = text.found;
    let is_technology = found.has(Cue::Technology) || found.has(Cue::Ai);
    if page.paper {
        // A journal of all sciences prints what has nothing to do with technology, too.
        let is_near = is_technology || found.has(Cue::Method) || found.has(Cue::FinanceStrong);
        return (page.science && !is_near).then_some(Noise::OffTopic);
    }
    if clean::is_sponsored(source.full_title) {
        return Some(Noise::Sponsored);
    }
    let is_deed = moves.iter().any(|reported| reported.hard) && found.has(Cue::Deed);
    if let Some((noise, _)) = found.noise() {
        // A deed of a company is news, however its headline begins.
        let is_news = match noise {
            Noise::Advert | Noise::Sponsored => false,
            Noise::Listicle | Noise::HowTo => is_deed && has_amount,
            Noise::Personal => is_deed && names_company && has_amount,
            Noise::Hobby | Noise::OffTopic => is_deed && names_company,
        };
        if !is_news {
            return Some(noise);
        }
    }
    let is_release = page.community && has_version;
    let tells_nothing = !is_technology && moves.is_empty() && !names_company && !is_release;
    let is_shown = starts_with(source.full_title, "show hn");
    if is_shown
        || page.community && !names_company && !is_deed && found.has(Cue::Hobby)
        || page.community && tells_nothing
        || page.project && !names_company && !is_deed && found.has(Cue::Hobby)
    {
        return Some(Noise::Hobby);
    }
    let is_general = page.general || page.science;
    let is_far = found.has(Cue::OffTopic) && !found.has(Cue::Ai);
    let off_topic = if is_general {
        is_far && !names_company || tells_nothing
    } else {
        is_far && !is_technology && !names_company
            || tells_nothing && page.press && page.own.is_none() && !text.body
    };
    off_topic.then_some(Noise::OffTopic)
}
