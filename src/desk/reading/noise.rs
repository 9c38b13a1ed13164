//! Whether a report is news at all, and why not.

use super::moves::Reported;
use super::title::Text;
use super::title::starts_with;
use super::{Page, Source};
use crate::desk::lists::Cue;
use crate::model::Noise;
use crate::text::{address, clean, tokens};

/// What a title names, and whom a maker's page tells of.
#[derive(Debug, Clone, Copy)]
pub struct Says {
    /// A company.
    pub company: bool,
    /// A sum.
    pub sum: bool,
    /// A name with its version.
    pub version: bool,
    /// What a customer does with what the maker sells.
    pub customer: bool,
}

/// What kind of noise a report is, if it is any.
pub fn of(
    text: &Text<'_>,
    source: &Source<'_>,
    page: &Page,
    moves: &[Reported],
    says: Says,
) -> Option<Noise> {
    let found = text.found;
    let Says { company: names_company, sum: has_amount, version: has_version, .. } = says;
    let is_technology = found.has(Cue::Technology) || found.has(Cue::Ai);
    if page.paper {
        // A journal of all sciences prints what has nothing to do with technology, too.
        let is_near = is_technology || found.has(Cue::Method) || found.has(Cue::FinanceStrong);
        return (page.science && !is_near).then_some(Noise::OffTopic);
    }
    if clean::is_sponsored(source.full_title) || is_paid_for(source.summary) || says.customer {
        return Some(Noise::Sponsored);
    }
    let is_deed = moves.iter().any(|reported| reported.hard) && found.has(Cue::Deed);
    if source.url.is_some_and(is_guide) && !is_deed {
        return Some(Noise::HowTo);
    }
    let is_hard = moves.iter().any(|reported| reported.hard);
    if !is_hard && (is_lesson(source.title) || !has_version && shows_a_way(source, page)) {
        return Some(Noise::HowTo);
    }
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

/// Whether a title numbers itself among lessons: "Sails in Kite 10 \[20\]: knots", "Sails, Part 3".
fn is_lesson(title: &str) -> bool {
    const PARTS: [&str; 6] = ["part", "teil", "partie", "parte", "lesson", "lektion"];
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let head = title.split_once(": ").map_or("", |(head, _)| head);
    let in_brackets = head.ends_with(']')
        && head
            .rsplit_once(" [")
            .is_some_and(|(_, number)| is_number(number.trim_end_matches(']')));
    let ends = title.rsplit_once(' ').is_some_and(|(before, number)| {
        let word = before.rsplit([' ', ',', '(']).next().unwrap_or_default().to_lowercase();
        let is_of_more = before.contains(' ');
        is_of_more && is_number(number.trim_end_matches(')')) && PARTS.contains(&word.as_str())
    });
    in_brackets || ends
}

/// Whether a page shows how something is done with something, "Integrating sails with masts"; what only a
/// maker's page or a video shows, others build: "Building ferries with planks", "Build ferries with planks".
fn shows_a_way(source: &Source<'_>, page: &Page) -> bool {
    let host = source.url.and_then(address::host).unwrap_or_default();
    let host = host.trim_start_matches("www.");
    is_way(source.title, page.own.is_some() || ["youtube.com", "youtu.be"].contains(&host))
}

fn is_way(title: &str, is_own: bool) -> bool {
    const TAUGHT: [&str; 6] =
        ["implementing", "integrating", "configuring", "debugging", "instrumenting", "customizing"];
    const DONE: [&str; 16] = [
        "building",
        "deploying",
        "migrating",
        "automating",
        "fine-tuning",
        "using",
        "build",
        "deploy",
        "migrate",
        "automate",
        "fine-tune",
        "use",
        "expose",
        "access",
        "connect",
        "integrate",
    ];
    const BY: [&str; 2] = [" using ", " to use "];
    let first = title.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_way = TAUGHT.contains(&first.as_str()) || is_own && DONE.contains(&first.as_str());
    // With a name behind it somebody takes part: "Building piers with Kelphaven".
    let is_thing = |rest: &str| !rest.starts_with(char::is_uppercase);
    let with = title.split(" with ").skip(1).any(is_thing);
    is_way && (with || BY.iter().any(|by| title.contains(by)))
}

/// Whether a page stands among guides, by its address.
fn is_guide(url: &str) -> bool {
    const FOLDERS: [&str; 6] =
        ["/guide/", "/guides/", "/tutorial/", "/tutorials/", "/how-to/", "/howto/"];
    let url = url.to_ascii_lowercase();
    FOLDERS.iter().any(|folder| url.contains(folder))
}

/// Whether a summary begins with the notice that somebody paid for the article. Who paid for a
/// broadcast or for an issue of a newsletter says nothing of what it tells.
fn is_paid_for(summary: &str) -> bool {
    /// Bytes and words within which such a notice stands.
    const HEAD: usize = 160;
    const WORDS: usize = 6;
    const ARTICLE: [&str; 5] = ["article", "post", "content", "feature", "story"];
    const KOREAN: [&str; 4] = ["유료 광고", "광고성 기사", "협찬 기사", "원고료를 받"];
    let head = summary[..tokens::floor_char_boundary(summary, HEAD)].to_lowercase();
    let words = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(WORDS).collect();
    let is_notice = words.first().is_some_and(|first| ["this", "sponsored"].contains(first));
    let is_paid = words.windows(2).any(|pair| pair[0] == "sponsored" && ARTICLE.contains(&pair[1]))
        || words.get(1..4).is_some_and(|said| {
            ARTICLE.contains(&said[0]) && said[1] == "is" && said[2] == "sponsored"
        });
    is_notice && is_paid || KOREAN.iter().any(|notice| head.contains(notice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_among_guides_is_one_and_a_word_of_an_address_makes_none() {
        assert!(is_guide("https://mill.example/Guides/night-shifts/"));
        assert!(is_guide("https://mill.example/how-to/grind"));
        assert!(!is_guide("https://guides.example/news/mill-opens"));
        assert!(!is_guide("https://mill.example/news/guides-strike"));
    }

    #[test]
    fn a_page_shows_a_way_or_tells_what_is_new() {
        assert!(is_way("Building night ferries in plank with nails", true));
        assert!(!is_way("Building night ferries in plank with nails", false));
        assert!(is_way("Build night ferries with planks", true));
        assert!(is_way("Implementing the ferry API to use alongside sails", false));
        assert!(!is_way("Building safer ferries", true));
        assert!(!is_way("Building piers in Michigan with Kelphaven and Barley", true));
        assert!(!is_way("Bringing ferries to rivers with sails", true));
    }

    #[test]
    fn a_lesson_numbers_itself() {
        for lesson in
            ["Neu in Segel 10.0 [20]: Knoten", "Sails for sailors, Part 3", "Segel (Teil 2)"]
        {
            assert!(is_lesson(lesson), "{lesson}");
        }
        for none in [
            "Sails [video]",
            "Kite 10: sails",
            "Sails [20] are here",
            "It is over, in part",
            "Part 3",
        ] {
            assert!(!is_lesson(none), "{none}");
        }
    }

    #[test]
    fn an_article_that_says_that_it_was_paid_for_is_none_and_what_is_about_such_is_one() {
        for summary in [
            "This is a sponsored article brought to you by Lanternworks. Ferries are slow.",
            "Sponsored content: ferries are slow.",
            "This post is sponsored by Lanternworks.",
            "이 글은 등대회사로부터 원고료를 받아 작성했습니다.",
        ] {
            assert!(is_paid_for(summary), "{summary}");
        }
        for summary in [
            "",
            "A sponsored article misled readers, a court finds.",
            "This week's issue is brought to you by Lanternworks.",
            "The site marks every sponsored post from May on.",
            "이 회사는 광고 매출이 늘었다.",
        ] {
            assert!(!is_paid_for(summary), "{summary}");
        }
    }
}
