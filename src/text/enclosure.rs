//! Recordings and films among the links of a text: what a player can play.

use super::{address, html};

/// How addresses of recordings, films and their lists end.
const ENDINGS: [&str; 16] = [
    ".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav", ".mp4", ".m4v",
    ".webm", ".mkv", ".mov", ".ogv", ".m3u8",
];

/// Links of a text that are looked at.
const MOST: usize = 2_000;

/// The first recording or film that a text of HTML links to, or that its own page is.
pub fn first(page: Option<&str>, text: &str) -> Option<String> {
    let own = page.filter(|page| is_media(page, "")).and_then(|page| address::parse(page, None));
    own.or_else(|| linked(text, page))
}

fn linked(text: &str, base: Option<&str>) -> Option<String> {
    text.match_indices("<a ").take(MOST).find_map(|(at, _)| {
        let link = &text[at..];
        let (tag, rest) = link.split_once('>')?;
        let (_, value) = tag.split_once("href=")?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let href = html::decode(value[1..].split(quote).next()?);
        let label = rest.split("</a").next().unwrap_or_default();
        is_media(&href, label).then(|| address::parse(&href, base)).flatten()
    })
}

/// Whether an address is that of a recording or a film, by its ending or by the media type that
/// stands beside it.
fn is_media(address: &str, label: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ENDINGS.iter().any(|ending| path.ends_with(ending))
        || label.contains("(audio/")
        || label.contains("(video/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_known_by_its_ending_or_by_its_type() {
        for (text, found) in [
            (
                "<p>x <a href=\"https://a.example/\">y</a></p><p><a href=\"https://cdn.example/1.mp3?a=1&amp;b=2\">1.mp3</a></p>",
                Some("https://cdn.example/1.mp3?a=1&b=2"),
            ),
            (
                "<p><a href=\"https://cdn.example/play/7\">7 (audio/mpeg, 12.3 MB)</a></p>",
                Some("https://cdn.example/play/7"),
            ),
            ("<a href='https://a.example/x.pdf'>x.pdf (application/pdf)</a>", None),
            ("<a href=javascript:x.mp3>", None),
            ("<a href=\"javascript:x.mp3\">x</a>", None),
            ("", None),
        ] {
            assert_eq!(first(None, text).as_deref(), found, "{text}");
        }
        let film = "https://a.example/film.webm";
        assert_eq!(first(Some(film), "").as_deref(), Some(film));
        assert_eq!(
            first(Some("https://a.example/e/"), "<a href=\"t.ogg\">t</a>").as_deref(),
            Some("https://a.example/e/t.ogg")
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(<a |href=|\"|'|>|</a|\\.mp3|\\PC){0,30}") {
            let _ = first(None, &text);
        }
    }
}
