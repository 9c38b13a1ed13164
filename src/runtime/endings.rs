//! How the reader ends: what is told of what was not kept.

use tokio::sync::mpsc;

use super::failed::Failed;
use crate::app::event::Event;
use crate::model::Phrase;
use crate::model::change::Change;

/// Tells what came of the last changes, which no screen shows any more.
///
/// # Errors
/// Where one of them was not kept.
pub(super) fn tell_unsaid(events: &mut mpsc::UnboundedReceiver<Event>) -> anyhow::Result<()> {
    let unsaid = std::iter::from_fn(|| events.try_recv().ok());
    match unsaid
        .filter_map(not_kept)
        .reduce(|one, more| Phrase::new("failed.program.or", &[&one, &more]))
    {
        Some(why) => Err(Failed::of(why).into()),
        None => Ok(()),
    }
}

/// Why something was not kept that the user closed the reader on.
fn not_kept(event: Event) -> Option<Phrase> {
    match event {
        Event::NotKept(_, why) => Some(why),
        Event::Stale(change, _) => {
            let name = match change {
                Change::Note { about, .. } => about.to_string(),
                Change::Idea { was, to } => to.or(was)?.id.to_string(),
                Change::Mark { .. }
                | Change::Listed(_)
                | Change::Swap(..)
                | Change::Enable { .. }
                | Change::Move { .. }
                | Change::Rule(_)
                | Change::Lens { .. } => return None,
            };
            Some(Phrase::new("failed.store.stale_at_end", &[&name]))
        }
        Event::Now(_)
        | Event::Key(_)
        | Event::Pasted(_)
        | Event::Mouse(_)
        | Event::Focused
        | Event::Resized(_)
        | Event::Asked(_)
        | Event::Answered(..)
        | Event::Kept(_)
        | Event::Numbered { .. }
        | Event::ChangedElsewhere
        | Event::Edited { .. }
        | Event::Progress(_)
        | Event::Fetched(_)
        | Event::Writer(_)
        | Event::Saved(..)
        | Event::Written(_)
        | Event::NotWritten(..)
        | Event::VaultFollowed { .. }
        | Event::Sealed { .. }
        | Event::Judged
        | Event::Pictured(_)
        | Event::Followed { .. }
        | Event::Configured(_)
        | Event::SettingKept(..)
        | Event::SettingNotKept(..)
        | Event::Offered(_)
        | Event::Profiles(_)
        | Event::NotFetched(_)
        | Event::Failed(_) => None,
    }
}
