//! The keys that the status line shows: those that matter most where the user is.

use super::command::{Command, Place};
use super::lists::View;
use super::search::Subject;
use super::state::State;

impl State {
    /// The keys that matter most where the user is, for the status line.
    pub fn hints(&self) -> &'static [Command] {
        if let Some(overlay) = self.overlays.last() {
            return overlay.layer().hints();
        }
        match self.place() {
            Place::List if self.shows_nothing() && self.offline => {
                &[Command::Sample, Command::Sources, Command::Help, Command::Leave]
            }
            Place::List if self.shows_nothing() => &[
                Command::Refresh,
                Command::Sample,
                Command::Sources,
                Command::Help,
                Command::Leave,
            ],
            // Of a list with nothing in it no item can be opened or marked.
            Place::List
                if self.view.is_some() && self.list().is_empty() && !self.list().is_waiting() =>
            {
                &[Command::Search, Command::Help, Command::Leave]
            }
            Place::List if self.list().query().is_of_list() => &[
                Command::Open,
                Command::Progress,
                Command::DueThisWeek,
                Command::Tags,
                Command::Help,
                Command::Leave,
                Command::MoveDown,
                Command::Order,
                Command::Star,
                Command::Note,
            ],
            Place::List
                if matches!(&self.view, Some(View { subject: Subject::Found { .. }, .. })) =>
            {
                &[
                    Command::Open,
                    Command::Search,
                    Command::SaveFilter,
                    Command::Star,
                    Command::Note,
                    Command::Help,
                    Command::Leave,
                ]
            }
            Place::List => &[
                Command::Open,
                Command::Star,
                Command::Note,
                Command::Idea,
                Command::Search,
                Command::Help,
                Command::Leave,
                Command::Digest,
                Command::Why,
                Command::Refresh,
            ],
            Place::Reading => &[
                Command::NextItem,
                Command::PreviousItem,
                Command::Browser,
                Command::FullText,
                Command::Hints,
                Command::Star,
                Command::Note,
                Command::Idea,
                Command::Why,
                Command::Help,
                Command::Leave,
            ],
            Place::Finding => &[
                Command::NextMatch,
                Command::PreviousMatch,
                Command::Find,
                Command::Back,
                Command::Help,
            ],
            // Who stands over them says so itself.
            Place::Hint
            | Place::Page
            | Place::Sources
            | Place::Terms
            | Place::Note
            | Place::Ideas
            | Place::Idea
            | Place::Versions
            | Place::Line
            | Place::Question => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Command;
    use crate::lang::{Lang, say};

    /// The bodies of all functions `hints` in the files of a folder.
    fn hints(folder: &Path) -> Vec<String> {
        let mut bodies = Vec::new();
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                bodies.extend(hints(&path));
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let code = std::fs::read_to_string(&path).expect("a source file");
                let found = code.split("fn hints(").skip(1);
                bodies.extend(
                    found.filter_map(|rest| Some(rest.split("\n    }\n").next()?.to_owned())),
                );
            }
        }
        bodies
    }

    #[test]
    fn every_key_that_the_status_line_may_show_has_a_word_in_every_language() {
        let bodies = hints(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app"));
        let shown = |command: &&Command| {
            let name = format!("Command::{command:?}");
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
            bodies.iter().any(|body| body.split(&*name).skip(1).any(ends))
        };
        let shown: Vec<&Command> = Command::ALL.iter().filter(shown).collect();
        assert!(shown.len() > 30, "the lists of hints are found: {shown:?}");
        for lang in Lang::ALL {
            for command in &shown {
                let key = format!("ui.hint.{}", command.name());
                assert!(*say(lang, &key, &[]) != *key, "{} lacks {key}", lang.code());
            }
        }
    }
}
