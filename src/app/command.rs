//! The table of commands. Keys, the help screen, the palette and the names in the config file all
//! read it: a new command is a row here and an arm in `update.rs`.

use super::key::Key;
use crate::lang::{Lang, say};

/// Where on the screen keys go, which decides what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The panes, and any other list of items.
    List,
    /// An item's open text.
    Reading,
    /// An item's open text in which something was found.
    Finding,
    /// Letters at the links of an open text.
    Hint,
    /// A page that is scrolled and closed: help, why, the digest before it is written.
    Page,
    /// The list of sources.
    Sources,
    /// The list of terms that are talked about.
    Terms,
    /// The board of ideas.
    Ideas,
    /// An idea's page.
    Idea,
    /// What a note said before.
    Versions,
    /// The note editor.
    Note,
    /// A line that is typed into.
    Line,
    /// A question with one key per answer.
    Question,
}

impl Place {
    /// All places, by their names in the config file.
    pub const NAMED: [(&'static str, Place); 13] = [
        ("list", Place::List),
        ("reading", Place::Reading),
        ("finding", Place::Finding),
        ("hint", Place::Hint),
        ("page", Place::Page),
        ("sources", Place::Sources),
        ("terms", Place::Terms),
        ("ideas", Place::Ideas),
        ("idea", Place::Idea),
        ("versions", Place::Versions),
        ("note", Place::Note),
        ("line", Place::Line),
        ("question", Place::Question),
    ];

    /// Its name in the config file.
    pub fn name(self) -> &'static str {
        Place::NAMED.iter().find(|(_, place)| *place == self).map_or("", |(name, _)| name)
    }

    /// What it is called on the help screen.
    pub fn title(self, lang: Lang) -> std::borrow::Cow<'static, str> {
        say(lang, &format!("app.place.{}", self.name()), &[])
    }

    /// Whether characters go into a text here, so that no plain key can be a command.
    pub fn takes_text(self) -> bool {
        match self {
            Place::Note | Place::Line | Place::Hint => true,
            Place::List
            | Place::Reading
            | Place::Finding
            | Place::Page
            | Place::Sources
            | Place::Terms
            | Place::Ideas
            | Place::Idea
            | Place::Versions
            | Place::Question => false,
        }
    }
}

use Place::{
    Finding, Hint, Idea, Ideas, Line, List, Note, Page, Question, Reading, Sources, Terms, Versions,
};

/// What a command is about, in the order of the help screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "its heading on the help screen says it")]
pub enum Group {
    Move,
    Read,
    Mark,
    Find,
    Program,
}

impl Group {
    /// All groups, in their order.
    pub const ALL: [Group; 5] =
        [Group::Move, Group::Read, Group::Mark, Group::Find, Group::Program];

    /// Its heading.
    pub fn title(self, lang: Lang) -> std::borrow::Cow<'static, str> {
        match self {
            Group::Move => say(lang, "app.group.move", &[]),
            Group::Read => say(lang, "app.group.read", &[]),
            Group::Mark => say(lang, "app.group.mark", &[]),
            Group::Find => say(lang, "app.group.find", &[]),
            Group::Program => say(lang, "app.group.program", &[]),
        }
    }
}

struct Facts {
    name: &'static str,
    group: Group,
    places: &'static [Place],
    keys: &'static [&'static str],
}

macro_rules! commands {
    ($($group:ident { $($variant:ident, $name:literal, [$($place:ident)*], [$($key:literal)*];)* })*) => {
        /// What a user can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the phrase `app.command.<name>` says it in every language")]
        pub enum Command { $($($variant,)*)* }

        impl Command {
            /// All commands, in the order of the help screen.
            pub const ALL: &[Command] = &[$($(Command::$variant,)*)*];

            fn facts(self) -> Facts {
                match self {
                    $($(Command::$variant => Facts {
                        name: $name,
                        group: Group::$group,
                        places: &[$($place),*],
                        keys: &[$($key),*],
                    },)*)*
                }
            }
        }
    };
}

commands! {
    Move {
        Down,           "down",            [List Reading Finding Page Sources Terms Ideas Idea Versions], ["j" "Down"];
        Up,             "up",              [List Reading Finding Page Sources Terms Ideas Idea Versions], ["k" "Up"];
        HalfDown,       "half-down",       [List Reading Finding Page Sources Terms Ideas Idea Versions], ["C-d" "PageDown"];
        HalfUp,         "half-up",         [List Reading Finding Page Sources Terms Ideas Idea Versions], ["C-u" "PageUp"];
        Top,            "top",             [List Reading Finding Page Sources Terms Ideas Idea Versions], ["g g" "Home"];
        Bottom,         "bottom",          [List Reading Finding Page Sources Terms Ideas Idea Versions], ["G" "End"];
        Left,           "left",            [List],                      ["h" "Left"];
        Right,          "right",           [List],                      ["l" "Right"];
        NextPane,       "next-pane",       [List],                      ["Tab"];
        PreviousPane,   "previous-pane",   [List],                      ["S-Tab"];
        Research,       "research",        [List],                      ["1"];
        Companies,      "companies",       [List],                      ["2"];
        Trends,         "trends",          [List],                      ["3"];
        ForMe,          "for-me",          [List],                      ["4"];
        Lead,           "lead",            [List],                      ["0"];
        Zoom,           "zoom",            [List],                      ["z"];
        Group,          "group",           [List],                      ["g c"];
    }
    Read {
        Open,           "open",            [List Sources Terms],              ["Enter"];
        Browser,        "browser",         [List Reading Finding Sources Idea], ["o"];
        Discussion,     "discussion",      [List Reading Finding],              ["O"];
        NextItem,       "next-item",       [Reading],                   ["n" "Right"];
        PreviousItem,   "previous-item",   [Reading],                   ["p" "Left"];
        Find,           "find",            [Reading Finding],           ["/"];
        NextMatch,      "next-match",      [Finding],                   ["n"];
        PreviousMatch,  "previous-match",  [Finding],                   ["N"];
        Hints,          "hints",           [Reading Finding Idea],      [";"];
        ScrollDown,     "scroll-down",     [List Reading Finding],              ["J"];
        ScrollUp,       "scroll-up",       [List Reading Finding],              ["K"];
        PageDown,       "page-down",       [Reading Finding Page],              ["Space"];
        FullText,       "full-text",       [Reading Finding],                   ["F"];
        Picture,        "picture",         [Reading Finding],                   ["g v"];
        Why,            "why",             [List Reading Finding Page],         ["W"];
        Phrase,         "phrase",          [List Reading Finding Page],         ["c w"];
        Quotes,         "quotes",          [Reading Finding Page],              ["\""];
    }
    Mark {
        Move,           "move",            [List],                      ["p"];
        MoveSource,     "move-source",     [List],                      ["P"];
        MoveTerm,       "move-term",       [List],                      ["g p"];
        Watch,          "watch",           [List Reading Finding],              ["w"];
        Mute,           "mute",            [List Reading Finding],              ["X"];
        Unmute,         "unmute",          [List Reading Finding],              ["c x"];
        Star,           "star",            [List Reading Finding],              ["f" "s"];
        Read,           "read",            [List Reading Finding],              ["m"];
        Save,           "save",            [List],                      ["a"];
        Note,           "note",            [List Reading Finding],              ["e"];
        Undo,           "undo",            [List Reading Finding Sources Ideas Idea],              ["u"];
        Redo,           "redo",            [List Reading Finding Sources Ideas Idea],              ["C-r"];
        Select,         "select",          [List],                      ["Space"];
        SelectRange,    "select-range",    [List],                      ["v"];
        Repeat,         "repeat",          [List Reading Finding],              ["."];
        ReadAll,        "read-all",        [List],                      ["A"];
        YankLink,       "yank-link",       [List Reading Finding],              ["y y"];
        YankTitle,      "yank-title",      [List Reading Finding],              ["y t"];
        YankMarkdown,   "yank-markdown",   [List Reading Finding],              ["y m"];
        YankCitation,   "yank-citation",   [List Reading Finding],              ["y c"];
        YankBibtex,     "yank-bibtex",     [List Reading Finding],              ["y b"];
        Share,          "share",           [List Reading Finding],      ["!"];
        StoryNote,      "story-note",      [List Reading Finding],              ["c s"];
        Journal,        "journal",         [List Reading Finding],              ["c d"];
        Quote,          "quote",           [Reading Finding],           ["c q"];
        NoteHistory,    "note-history",    [List Reading Finding],              ["c h"];
        StoryHistory,   "story-history",   [List Reading Finding],      ["c S"];
        JournalHistory, "journal-history", [List Reading Finding],      ["c D"];
        OlderVersion,   "older-version",   [Versions],                  ["n" "Right"];
        NewerVersion,   "newer-version",   [Versions],                  ["p" "Left"];
        RestoreVersion, "restore-version", [Versions],                  ["Enter"];
        EditOutside,    "edit-outside",    [Note],                      ["C-o"];
        Idea,           "idea",            [List Reading Finding Ideas],        ["i"];
        LinkIdea,       "link-idea",       [List Reading Finding],      ["c i"];
        UnlinkIdea,     "unlink-idea",     [Idea],                      ["x"];
        DraftIdea,      "draft-idea",      [List Reading Finding],      ["c W"];
        WhyLinked,      "why-linked",      [Idea],                      ["w"];
        WriteIdea,      "write-idea",      [Ideas Idea],                ["e"];
        IdeaOn,         "idea-on",         [Ideas Idea],                [">"];
        IdeaBack,       "idea-back",       [Ideas Idea],                ["<"];
        DeleteIdea,     "delete-idea",     [Ideas Idea],                ["D"];
        RestoreIdea,    "restore-idea",    [Ideas Idea],                ["r"];
        Progress,       "progress",        [List Reading Finding],              ["b b"];
        DueThisWeek,    "due-this-week",   [List Reading Finding],              ["b w"];
        DueNextWeek,    "due-next-week",   [List Reading Finding],              ["b n"];
        DueNever,       "due-never",       [List Reading Finding],              ["b x"];
        Tags,           "tags",            [List Reading Finding],              ["b t"];
        MoveUp,         "move-up",         [List],                      ["b k"];
        MoveDown,       "move-down",       [List],                      ["b j"];
        KeepNote,       "keep-note",       [Note],                      ["C-s"];
        LeaveNote,      "leave-note",      [Note],                      ["Esc"];
    }
    Find {
        Search,         "search",          [List],                      ["/"];
        SaveFilter,     "save-filter",     [List],                      ["@"];
        FindTerm,       "find-term",       [Terms],                     ["/"];
        FindHelp,       "find-help",       [Page],                      ["/"];
        Unread,         "unread",          [List],                      ["g u"];
        ReadingList,    "reading-list",    [List],                      ["g s"];
        Notes,          "notes",           [List],                      ["g n"];
        ThisWeek,       "this-week",       [List],                      ["g w"];
        Order,          "order",           [List],                      ["b o"];
        Ideas,          "ideas",           [List],                      ["g i"];
        IdeasOfItem,    "ideas-of-item",   [List Reading Finding],              ["I"];
        OpenIdea,       "open-idea",       [Ideas Idea],                ["Enter"];
        FindIdea,       "find-idea",       [Ideas],                     ["/"];
        DeletedIdeas,   "deleted-ideas",   [Ideas],                     ["X"];
        FindSource,     "find-source",     [Sources],                   ["/"];
        NextStatus,     "next-status",     [Ideas],                     ["l" "Right" "Tab"];
        PreviousStatus, "previous-status", [Ideas],                     ["h" "Left" "S-Tab"];
        All,            "all",             [List],                      ["g a"];
        LeftOut,        "left-out",        [List],                      ["g x"];
        Story,          "story",           [List Reading Finding],              ["t"];
        Related,        "related",         [List Reading Finding],              ["g r"];
        Author,         "author",          [List Reading Finding],              ["g b"];
        DayBefore,      "day-before",      [List Page],                 ["<"];
        DayAfter,       "day-after",       [List Page],                 [">"];
        ShowNew,        "show-new",        [List],                      ["n"];
        Accept,         "accept",          [Line],                      ["Enter"];
        Complete,       "complete",        [Line],                      ["Tab"];
        Cancel,         "cancel",          [Line Hint],                      ["Esc"];
    }
    Program {
        Palette,        "palette",         [List Reading Finding Page Sources Terms Ideas Idea Versions], [":"];
        Refresh,        "refresh",         [List Sources Page],         ["r"];
        RefreshAll,     "refresh-all",     [List Sources Page],         ["R"];
        Digest,         "digest",          [List Reading Finding],      ["x"];
        Write,          "write",           [Page],                      ["Enter" "w"];
        Format,         "format",          [Page],                      ["Tab"];
        Source,         "source",          [Page],                      ["v"];
        Folder,         "folder",          [Page],                      ["p"];
        Show,           "show",            [Page],                      ["o"];
        Copy,           "copy",            [Page],                      ["y"];
        Terms,          "terms",           [List],                      ["T"];
        Sources,        "sources",         [List],                      ["S"];
        Toggle,         "toggle",          [Sources],                   ["Space"];
        AddSource,      "add-source",      [Sources],                   ["a"];
        RemoveSource,   "remove-source",   [Sources],                   ["D"];
        RenameSource,   "rename-source",   [Sources],                   ["e"];
        SourceFolder,   "source-folder",   [Sources],                   ["f"];
        Profiles,       "profiles",        [List Sources],              ["g S"];
        Sample,         "sample",          [List],                      ["d"];
        Messages,       "messages",        [List Reading Finding Page Sources Terms Ideas Idea Versions], ["g m"];
        Log,            "log",             [List Reading Finding Page Sources Terms Ideas Idea Versions], ["g l"];
        Mouse,          "mouse",           [List Reading Finding Page Sources Terms Ideas Idea Versions], ["M"];
        Language,       "language",        [List Reading Finding Page Sources Terms Ideas Idea Versions], ["L"];
        Help,           "help",            [List Reading Finding Page Sources Terms Ideas Idea Versions], ["?" "F1"];
        Yes,            "yes",             [Question],                  ["y" "Enter"];
        No,             "no",              [Question],                  ["n"];
        Back,           "back",            [List Reading Finding Page Sources Terms Ideas Idea Versions Question], ["Esc"];
        Leave,          "leave",           [List Reading Finding Page Sources Terms Ideas Idea Versions], ["q"];
        Redraw,         "redraw",          [List Reading Finding Page Sources Terms Ideas Idea Versions], ["C-l"];
        // Not in a note: there its key takes back what was typed, as in any editor.
        Suspend,        "suspend",         [List Reading Finding Page Sources Terms Ideas Idea Versions Line Question Hint], ["C-z"];
        Quit,           "quit",            [List Reading Finding Page Sources Terms Ideas Idea Versions Note Line Question Hint], ["C-c"];
    }
}

impl Command {
    /// Its name on the palette and in the config file.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The command of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Command> {
        Command::ALL.iter().copied().find(|command| command.name() == name)
    }

    /// What it is about.
    pub fn group(self) -> Group {
        self.facts().group
    }

    /// Where it can be asked for.
    pub fn places(self) -> &'static [Place] {
        self.facts().places
    }

    /// Whether it changes or copies items, so that it can be done again to others.
    pub fn can_be_repeated(self) -> bool {
        self.group() == Group::Mark
            && !matches!(
                self,
                Command::Undo
                    | Command::Redo
                    | Command::Repeat
                    | Command::Select
                    | Command::SelectRange
                    | Command::KeepNote
                    | Command::LeaveNote
                    | Command::StoryNote
                    | Command::Journal
                    | Command::NoteHistory
                    | Command::StoryHistory
                    | Command::JournalHistory
                    | Command::LinkIdea
                    | Command::UnlinkIdea
                    | Command::WhyLinked
                    | Command::RestoreIdea
                    | Command::Quote
                    | Command::OlderVersion
                    | Command::NewerVersion
                    | Command::RestoreVersion
                    | Command::EditOutside
                    | Command::Idea
                    | Command::DraftIdea
                    | Command::WriteIdea
                    | Command::MoveTerm
                    | Command::Watch
                    | Command::Mute
            )
    }

    /// The keys it has unless the user chose others; each may be a sequence.
    pub fn default_keys(self) -> impl Iterator<Item = Vec<Key>> {
        // A key that does not parse would be lost here; a test reads them all.
        self.facts().keys.iter().filter_map(|key| Key::parse_sequence(key))
    }

    /// What it does, in one phrase.
    pub fn help(self, lang: Lang) -> std::borrow::Cow<'static, str> {
        say(lang, &format!("app.command.{}", self.name()), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_where_a_command_is_has_a_name() {
        for place in Command::ALL.iter().flat_map(|command| command.places()) {
            assert!(!place.name().is_empty(), "{place:?}");
        }
    }

    #[test]
    fn every_row_has_readable_keys_places_and_a_help_phrase_in_every_language() {
        for command in Command::ALL.iter().copied() {
            assert_eq!(Command::from_name(command.name()), Some(command));
            assert_eq!(command.default_keys().count(), command.facts().keys.len(), "{command:?}");
            assert!(!command.places().is_empty(), "{command:?} can be asked for nowhere");
            for lang in Lang::ALL {
                let help = command.help(lang);
                assert!(!help.starts_with("app.command."), "{} lacks {help}", lang.code());
            }
        }
    }
}
