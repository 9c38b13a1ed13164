//! How the reader ends: the signals that have it end, and what is told of what was not kept.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;

use crate::app::event::Event;
use crate::model::change::Change;

/// The signals that end the reader, whoever sends them. (The keys for two of them come as keys.)
pub(super) struct Endings([Signal; 4]);

impl Endings {
    pub(super) fn hear() -> std::io::Result<Endings> {
        let [terminate, hang_up, interrupt, quit] = [
            SignalKind::terminate(),
            SignalKind::hangup(),
            SignalKind::interrupt(),
            SignalKind::quit(),
        ]
        .map(signal);
        Ok(Endings([terminate?, hang_up?, interrupt?, quit?]))
    }

    /// Waits for one of them.
    pub(super) async fn come(&mut self) {
        let Endings([terminate, hang_up, interrupt, quit]) = self;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
            _ = quit.recv() => {}
        }
    }
}

/// Tells what came of the last changes, which no screen shows any more.
///
/// # Errors
/// Where one of them was not kept.
pub(super) fn tell_unsaid(events: &mut mpsc::UnboundedReceiver<Event>) -> anyhow::Result<()> {
    let unsaid = std::iter::from_fn(|| events.try_recv().ok());
    match unsaid.filter_map(not_kept).reduce(|one, more| one + "; " + &more) {
        Some(why) => Err(anyhow::anyhow!(why)),
        None => Ok(()),
    }
}

/// Why something was not kept that the user closed the reader on.
fn not_kept(event: Event) -> Option<String> {
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
                | Change::Rule { .. }
                | Change::Lens { .. } => return None,
            };
            Some(format!(
                "{name} was changed elsewhere meanwhile and stays so; \
                 what you typed is offered when the reader is opened again"
            ))
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
