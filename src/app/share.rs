//! Giving an item to a program of the user's: its words were split when the config was read, and
//! only then are the item's put in, so that nothing in a title can become an argument or a command.

mod acts;

use crate::model::{Handout, Row};
use crate::text::address::untracked;

/// What a row knows of its item.
fn of_row(row: &Row) -> Handout {
    Handout {
        id: row.id,
        title: row.title.clone(),
        source: row.source_name.clone(),
        url: row.url.as_deref().map(untracked),
        ..Handout::default()
    }
}

/// A word of a command with values in place of their names in braces. What is no option as it is
/// written in the config becomes none by what is filled in: such a word begins with another hyphen
/// (U+2010), since not every program knows `--`.
pub(super) fn filled(word: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = word;
    // One pass: what a title holds is no place to be filled.
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let filled = places
            .iter()
            .find_map(|(name, value)| Some((after.strip_prefix(name)?.strip_prefix('}')?, value)));
        if let Some((after, value)) = filled {
            text.push_str(value);
            rest = after;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    match text.strip_prefix('-') {
        Some(after) if !word.starts_with('-') => format!("\u{2010}{after}"),
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::{Effect, Work};
    use crate::app::story;

    fn of_item(word: &str, row: &Row) -> String {
        let item = of_row(row);
        filled(word, &item.places().map(|(name, value)| (name, value.unwrap_or_default())))
    }

    #[test]
    fn what_no_row_knows_is_asked_for_and_what_an_item_has_not_is_told() {
        let mut state = story::state();
        let words = ["mpv", "{enclosure}", "--title={title}"].map(str::to_owned);
        state.settings.programs.insert("play".into(), words.to_vec());
        let item = Handout {
            title: "Talk".into(),
            enclosure: Some("https://cdn.example/1.mp3".into()),
            ..Handout::default()
        };
        let played = state.take_handouts("play", std::slice::from_ref(&item));
        let command = ["mpv", "https://cdn.example/1.mp3", "--title=Talk"].map(str::to_owned);
        assert_eq!(played, [Effect::Work(Work::Run(command.to_vec()))]);
        let silent = Handout { enclosure: None, ..item };
        assert!(
            state
                .take_handouts("play", &[silent])
                .iter()
                .all(|e| !matches!(e, Effect::Work(Work::Run(_))))
        );
    }

    #[test]
    fn what_an_item_is_called_stays_one_argument_and_fills_nothing() {
        let mut row = story::row(1);
        row.title = "x {url}; rm -rf / $(y) '".into();
        assert_eq!(of_item("--subject={title}", &row), "--subject=x {url}; rm -rf / $(y) '");
        assert_eq!(
            of_item("{url}|{source}|{other}", &row),
            "https://paper.example/1|The Paper|{other}"
        );
    }

    #[test]
    fn what_an_item_is_called_never_becomes_an_option() {
        let mut row = story::row(1);
        row.title = "--output=/etc/passwd".into();
        assert_eq!(of_item("{title}", &row), "\u{2010}-output=/etc/passwd");
        assert_eq!(of_item("--subject={title}", &row), "--subject=--output=/etc/passwd");
        assert_eq!(of_item("-{title}", &row), "---output=/etc/passwd", "as it was written");
        row.url = None;
        row.title = "-rf".into();
        assert_eq!(of_item("{url}{title}", &row), "\u{2010}rf");
    }
}
