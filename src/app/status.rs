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
