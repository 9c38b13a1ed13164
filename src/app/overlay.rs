//! What can stand over the lists and the open text: one table, a row each. All that is asked of one
//! goes through [`Layer`], so that nothing else lists them but the pictures.

mod acts;

use super::account::AccountPage;
use super::digest::DigestPreview;
use super::help::Help;
use super::hints::Hints;
use super::ideas::{Board, IdeaPage};
use super::layer::Layer;
use super::log::Log;
use super::messages::Messages;
use super::note::NoteEditor;
use super::palette::Palette;
use super::question::YesNo;
use super::sources::SourceList;
use super::terms::TermList;
use super::typing::Typing;
use super::versions::Versions;
use super::why::Why;

macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident($held:ty),)*) => {
        /// What can stand over the lists and the open text.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Overlay { $($(#[$doc])* $name($held),)* }

        /// Which overlay.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Overlay {
            /// Which it is.
            pub fn kind(&self) -> Kind {
                match self { $(Overlay::$name(_) => Kind::$name,)* }
            }

            /// What every overlay can be asked.
            pub fn layer(&self) -> &dyn Layer {
                match self { $(Overlay::$name(held) => held,)* }
            }

            pub(super) fn layer_mut(&mut self) -> &mut dyn Layer {
                match self { $(Overlay::$name(held) => held,)* }
            }
        }

        $(impl From<$held> for Overlay {
            fn from(held: $held) -> Overlay { Overlay::$name(held) }
        })*
    };
}

overlays! {
    /// The help screen.
    Help(Help),
    /// The messages there were.
    Messages(Messages),
    /// What the program noted of its own doings.
    Log(Log),
    /// Why an item has its score.
    Why(Why),
    /// A note being written.
    Note(NoteEditor),
    /// Something that is typed on one line.
    Line(Typing),
    /// Letters at the links in sight.
    Hints(Hints),
    /// A command being looked for.
    Palette(Palette),
    /// What is talked about.
    Terms(TermList),
    /// The sources and their health.
    Sources(SourceList),
    /// A reader server and what is known of it.
    Account(AccountPage),
    /// The digest before it is written.
    Digest(DigestPreview),
    /// The board of ideas.
    Ideas(Board),
    /// An idea's page.
    Idea(IdeaPage),
    /// What a note said before.
    Versions(Versions),
    /// A question.
    Question(YesNo),
}
