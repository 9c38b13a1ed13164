//! Giving an item to a program of the user's: its words were split when the config was read, and
//! only then are the item's put in, so that nothing in a title can become an argument or a command.

use super::draft::Draft;
use super::effect::{Effect, Question, Work};
use super::purpose::Purpose;
use super::state::{LineFor, Overlay, State};
use crate::lang::{count, say};
use crate::model::{Handout, Row};
use crate::text::address::untracked;

impl State {
    /// Gives the current item to the only program there is, or asks to which.
    pub(super) fn share(&mut self) -> Vec<Effect> {
        let mut names = self.programs.keys();
        match (names.next().cloned(), names.next()) {
            (None, _) => self.fail(say(self.lang, "app.no_programs", &[]).into_owned()),
            (Some(only), None) => self.share_by(&only),
            (Some(_), Some(_)) => {
                self.overlays.push(Overlay::Line(LineFor::Share, Draft::default()));
                Vec::new()
            }
        }
    }

    /// The names of programs that begin with what was typed.
    pub fn programs_named(&self, typed: &str) -> Vec<String> {
        self.programs.keys().filter(|name| name.starts_with(typed.trim())).cloned().collect()
    }

    /// Gives the chosen items to the first program whose name begins so, each by itself.
    pub(super) fn share_by(&mut self, name: &str) -> Vec<Effect> {
        let named = self.programs_named(name);
        let Some((name, program)) =
            named.first().and_then(|name| self.programs.get_key_value(name))
        else {
            return self.fail(say(self.lang, "app.no_program", &[&name]).into_owned());
        };
        let rows = match self.chosen_few() {
            Ok(rows) => rows,
            Err(why) => return self.fail(why),
        };
        let asks = |place: &str| program.iter().any(|word| word.contains(place));
        if rows.is_empty() {
            return Vec::new();
        }
        if ["{pdf}", "{doi}", "{arxiv}", "{enclosure}", "{file}"].into_iter().any(asks) {
            // No row knows these.
            let (items, files) = (rows.iter().map(|row| row.id).collect(), asks("{file}"));
            let purpose = Purpose::Share(name.clone());
            return vec![self.ask(purpose, Question::Handouts { items, files })];
        }
        let name = name.clone();
        let all: Vec<Handout> = rows.iter().map(of_row).collect();
        self.take_handouts(&name, &all)
    }

    /// Gives items to the program of that name, unless it asks for something that one has not.
    pub(super) fn take_handouts(&mut self, name: &str, all: &[Handout]) -> Vec<Effect> {
        let Some(program) = self.programs.get(name) else { return Vec::new() };
        let missing = all.iter().find_map(|item| {
            let absent = item.places().into_iter().filter(|(_, value)| value.is_none());
            let mut asked = absent.map(|(place, _)| place).filter(|place| {
                // What has no page of its own is given without, as ever.
                *place != "url" && program.iter().any(|word| word.contains(&format!("{{{place}}}")))
            });
            asked.next().map(|place| (place, item.title.clone()))
        });
        if let Some((place, title)) = missing {
            return self
                .fail(say(self.lang, "app.nothing_to_share", &[&title, &place]).into_owned());
        }
        let run = |item: &Handout| {
            let places = item.places().map(|(name, value)| (name, value.unwrap_or_default()));
            Effect::Work(Work::Run(program.iter().map(|word| filled(word, &places)).collect()))
        };
        let effects: Vec<Effect> = all.iter().map(run).collect();
        match all.len() {
            0 => {}
            1 => self.toasts.done(say(self.lang, "app.shared", &[&name])),
            many => self.toasts.done(count(self.lang, "app.shared_items", many as u64, &[&name])),
        }
        self.selection.clear();
        effects
    }
}

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
    use crate::app::story;

    fn of_item(word: &str, row: &Row) -> String {
        let item = of_row(row);
        filled(word, &item.places().map(|(name, value)| (name, value.unwrap_or_default())))
    }

    #[test]
    fn what_no_row_knows_is_asked_for_and_what_an_item_has_not_is_told() {
        let mut state = story::state();
        let words = ["mpv", "{enclosure}", "--title={title}"].map(str::to_owned);
        state.programs.insert("play".into(), words.to_vec());
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
