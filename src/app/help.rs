//! The help screen: the table of commands, as the keys are now. What can be done where the user is
//! comes first, then what can be done elsewhere only.

use std::collections::BTreeSet;

use super::command::{Group, Place};
use super::effect::Effect;
use super::keymap::{Choice, Keymap};
use super::page::{Line, Page, Role, span};
use super::state::{Overlay, State};
use crate::lang::{Lang, say};
use crate::text::width;

/// Cells for the keys.
const KEYS: usize = 16;

/// The help screen at a width, opened in a place.
pub fn lines(lang: Lang, keymap: &Keymap, here: Place, cells: usize) -> Vec<Line> {
    let row = |choice: &Choice<'_>, keys: &[String]| {
        let help = match choice {
            Choice::Command(_) => choice.help(lang),
            Choice::Macro(own) => format!("{}: {}", own.name, choice.help(lang)),
        };
        vec![
            span(Role::Accent, format!("  {}", width::pad(&keys.join("  "), KEYS))),
            span(Role::Text, width::cut(&help, cells.saturating_sub(KEYS + 2))),
        ]
    };
    let mut lines = Vec::new();
    // A command is told once, and again only where other keys ask for it.
    let mut told: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    let mut in_place = |place: Place, is_wanted: &dyn Fn(&Choice<'_>) -> bool| -> Vec<Line> {
        keymap
            .choices(place)
            .filter(|choice| is_wanted(choice))
            .filter_map(|choice| {
                let keys = keymap.keys_in(place, &choice);
                let is_new = told.insert((choice.name().to_owned(), keys.clone()));
                is_new.then(|| row(&choice, &keys))
            })
            .collect()
    };
    let mut section = |title: Line, rows: Vec<Line>| {
        if !rows.is_empty() {
            if !lines.is_empty() {
                lines.push(Vec::new());
            }
            lines.push(title);
            lines.extend(rows);
        }
    };
    for group in Group::ALL {
        let title = format!("{} · {}", here.title(lang), group.title(lang));
        let of_group = |choice: &Choice<'_>| match choice {
            Choice::Command(command) => command.group() == group,
            Choice::Macro(_) => false,
        };
        section(vec![span(Role::Head, title)], in_place(here, &of_group));
    }
    let own = |choice: &Choice<'_>| matches!(choice, Choice::Macro(_));
    let title = say(lang, "app.group.macros", &[]);
    section(vec![span(Role::Head, title)], in_place(here, &own));
    for (_, place) in Place::NAMED.into_iter().filter(|(_, place)| *place != here) {
        let title = vec![span(Role::Head, place.title(lang))];
        section(title, in_place(place, &|_: &Choice<'_>| true));
    }
    lines
}

impl State {
    /// Opens the help screen.
    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        let place = self.place();
        let page = Page::new(lines(self.lang, &self.keymap, place, self.page_width()));
        self.overlays.push(Overlay::Help(page, place));
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;

    #[test]
    fn every_command_is_told_once_and_first_what_can_be_done_here() {
        let keymap = Keymap::default();
        for (_, place) in Place::NAMED {
            let lines = lines(Lang::En, &keymap, place, 200);
            let text = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
            let told: Vec<String> = lines.iter().map(text).collect();
            for command in Command::ALL {
                let help = command.help(Lang::En);
                let times = told.iter().filter(|line| line.get(18..) == Some(&help)).count();
                // Two commands may be described alike, and the keys of one may differ by place.
                assert!(times > 0, "{} is missing in {place:?}", command.name());
            }
            assert!(told[0].starts_with(&*place.title(Lang::En)), "{}", told[0]);
            let stars = told.iter().filter(|line| line.contains("Reading list, on or off"));
            assert_eq!(stars.count(), 1);
        }
    }
}
