//! Telling on the desktop that a refresh brought what the reader watches for.

mod acts;

/// How the reader is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Notify {
    /// Not at all.
    #[default]
    Off,
    /// By the terminal.
    Terminal,
    /// By a program of the reader's, with `{title}` and `{text}` among its arguments.
    Program(Vec<String>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::{Effect, TerminalEffect};
    use crate::app::event::Event;
    use crate::app::story;
    use crate::app::update::update;

    #[test]
    fn the_morning_s_edition_is_told_with_its_first_line_where_that_is_wished() {
        let mut state = story::state();
        let sealed = || Event::Sealed {
            title: "Morning edition, Thursday 2026-03-05".into(),
            minutes: 4.61,
            first: Some("Acme → Zenith · acquisition · $2B".into()),
        };
        assert!(
            !update(&mut state, sealed())
                .iter()
                .any(|it| matches!(it, Effect::Terminal(TerminalEffect::Notify(_))))
        );
        state.settings.notify_edition = Notify::Terminal;
        let told = update(&mut state, sealed()).into_iter().find_map(|effect| match effect {
            Effect::Terminal(TerminalEffect::Notify(text)) => Some(text),
            _ => None,
        });
        let told = told.expect("a notice");
        for part in ["Morning edition, Thursday 2026-03-05", "4.6 min", "Acme → Zenith"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
