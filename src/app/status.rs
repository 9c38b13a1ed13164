//! The keys that the status line shows: those that matter most where the user is.

use super::command::{Command, Place};
use super::lists::View;
use super::search::Subject;
use super::state::{Overlay, State};

impl State {
    fn shows_deleted_ideas(&self) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Ideas(board)) if board.is_deleted())
    }

    /// The keys that matter most where the user is, for the status line.
    #[expect(clippy::too_many_lines, reason = "a place an arm, and nothing else")]
    pub fn hints(&self) -> &'static [Command] {
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
            Place::Hint => &[Command::Cancel],
            Place::Page => match self.overlays.last() {
                Some(Overlay::Digest(_)) => &[
                    Command::Write,
                    Command::Format,
                    Command::Language,
                    Command::Source,
                    Command::Show,
                    Command::Copy,
                    Command::Leave,
                    Command::DayBefore,
                    Command::DayAfter,
                    Command::Folder,
                ],
                Some(Overlay::Account(_)) => &[
                    Command::Refresh,
                    Command::RefreshAll,
                    Command::Down,
                    Command::Up,
                    Command::Leave,
                ],
                Some(Overlay::Help(_)) => &[
                    Command::FindHelp,
                    Command::Down,
                    Command::Up,
                    Command::PageDown,
                    Command::Leave,
                ],
                _ => &[Command::Down, Command::Up, Command::Leave],
            },
            Place::Sources => &[
                Command::AddSource,
                Command::Toggle,
                Command::Refresh,
                Command::FindSource,
                Command::Leave,
                Command::RemoveSource,
                Command::Browser,
                Command::Help,
            ],
            Place::Terms => &[
                Command::Open,
                Command::FindTerm,
                Command::Down,
                Command::Up,
                Command::Help,
                Command::Leave,
            ],
            Place::Note => &[Command::KeepNote, Command::LeaveNote, Command::EditOutside],
            Place::Ideas if self.shows_deleted_ideas() => {
                &[Command::RestoreIdea, Command::OpenIdea, Command::DeletedIdeas, Command::Leave]
            }
            Place::Ideas => &[
                Command::OpenIdea,
                Command::Idea,
                Command::WriteIdea,
                Command::IdeaOn,
                Command::FindIdea,
                Command::DeleteIdea,
                Command::Help,
                Command::Leave,
                Command::DeletedIdeas,
            ],
            Place::Idea => &[
                Command::WriteIdea,
                Command::OpenIdea,
                Command::Hints,
                Command::WhyLinked,
                Command::UnlinkIdea,
                Command::IdeaOn,
                Command::Leave,
            ],
            Place::Versions => &[
                Command::OlderVersion,
                Command::NewerVersion,
                Command::RestoreVersion,
                Command::Leave,
            ],
            Place::Line => &[Command::Accept, Command::Cancel],
            Place::Question => &[Command::Yes, Command::No, Command::Back],
        }
    }
}
