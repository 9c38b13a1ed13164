//! A source under another name, or in another folder of the server that carries it.

use super::draft::Draft;
use super::effect::{Effect, Errand, Work};
use super::line::LineFor;
use super::state::State;
use crate::lang::say;
use crate::model::Source;
use crate::model::account::{ACCOUNT, FOLDER};

/// Whether a reader server carries it.
fn is_carried(source: &Source) -> bool {
    source.options.contains_key(ACCOUNT)
}

impl State {
    /// Opens the line for another name of the selected source.
    pub(super) fn ask_source_name(&mut self) -> Vec<Effect> {
        let Some(source) = self.editable_source() else { return Vec::new() };
        self.type_line(LineFor::SourceName, Draft::new(&source.name));
        Vec::new()
    }

    /// Opens the line for another folder of the selected source, where it stands in one.
    pub(super) fn ask_source_folder(&mut self) -> Vec<Effect> {
        let Some(source) = self.editable_source() else { return Vec::new() };
        if !is_carried(&source) {
            return self.fail(say(self.lang, "source.no_folder", &[&source.id]).into_owned());
        }
        let folder = source.options.get(FOLDER).map_or("", String::as_str);
        self.type_line(LineFor::SourceFolder, Draft::new(folder));
        Vec::new()
    }

    fn editable_source(&mut self) -> Option<Source> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return None;
        }
        self.current_source().map(|health| health.source.clone())
    }

    /// Gives the selected source another name.
    pub(super) fn name_source(&mut self, typed: &str) -> Vec<Effect> {
        let name = typed.trim().to_owned();
        let Some(source) = self.current_source().map(|health| &health.source) else {
            return Vec::new();
        };
        if name.is_empty() || name == source.name {
            return Vec::new();
        }
        let (source, is_carried) = (source.id.clone(), is_carried(source));
        let errand = Errand::Edit { source, name: Some(name), folder: None };
        // What is visited from here is called here as one likes.
        if is_carried {
            self.ask_network(errand, "app.renaming")
        } else {
            vec![Effect::Work(Work::Fetch(errand))]
        }
    }

    /// Moves the selected source to another folder of its server; to none where nothing is typed.
    pub(super) fn move_feed(&mut self, typed: &str) -> Vec<Effect> {
        let folder = typed.trim().to_owned();
        let Some(source) = self.current_source().map(|health| &health.source) else {
            return Vec::new();
        };
        if source.options.get(FOLDER).map_or("", String::as_str) == folder {
            return Vec::new();
        }
        let source = source.id.clone();
        self.ask_network(Errand::Edit { source, name: None, folder: Some(folder) }, "app.renaming")
    }
}

#[cfg(test)]
mod tests {
    use super::super::effect::Answer;
    use super::super::overlay::Kind;
    use super::super::state::Overlay;
    use super::super::story;
    use super::super::typing::Typing;
    use super::*;
    use crate::model::{FetchState, Health, SourceId};

    /// A reader with its list of sources on one source, in a folder of a server or visited from here.
    fn state(folder: Option<&str>) -> State {
        let mut source =
            Source { name: "Lamps".into(), ..Source::new("feed", "https://lamps.example/") };
        source.id = SourceId("lamps".into());
        if let Some(folder) = folder {
            source.options.insert(ACCOUNT.into(), "home".into());
            source.options.insert(FOLDER.into(), folder.into());
        }
        let mut state = story::state();
        state.open_sources();
        let state_of = FetchState::default();
        let health = Health { source, state: state_of, items: 0, new_in_week: 0, read: 0 };
        state.take_on(Kind::Sources, Answer::Sources(vec![health]));
        state
    }

    /// What comes of a line that begins as it is and is typed anew.
    fn typed(state: &mut State, began: &str, text: &str) -> Vec<Effect> {
        let Some(Overlay::Line(Typing { draft, .. })) = state.overlays.last_mut() else {
            panic!("no line")
        };
        assert_eq!(draft.text(), began);
        *draft = Draft::new(text);
        state.accept_line()
    }

    fn edit(name: Option<&str>, folder: Option<&str>) -> Vec<Effect> {
        let (name, folder) = (name.map(str::to_owned), folder.map(str::to_owned));
        vec![Effect::Work(Work::Fetch(Errand::Edit {
            source: SourceId("lamps".into()),
            name,
            folder,
        }))]
    }

    #[test]
    fn a_source_is_renamed_where_it_stands_and_a_feed_of_a_server_is_moved() {
        let mut state = state(Some("Light"));
        state.ask_source_name();
        assert_eq!(typed(&mut state, "Lamps", " Lanterns "), edit(Some("Lanterns"), None));
        state.ask_source_folder();
        assert_eq!(typed(&mut state, "Light", ""), edit(None, Some("")));
        for (ask, same) in [
            (State::ask_source_name as fn(&mut State) -> Vec<Effect>, "Lamps"),
            (State::ask_source_folder, "Light"),
        ] {
            ask(&mut state);
            assert_eq!(typed(&mut state, same, same), [], "nothing changes");
        }
    }

    #[test]
    fn what_is_visited_from_here_stands_in_no_folder_and_is_renamed_without_a_network() {
        let mut state = state(None);
        state.offline = true;
        state.ask_source_folder();
        assert!(matches!(state.overlays.last(), Some(Overlay::Sources(_))), "no line opens");
        state.ask_source_name();
        assert_eq!(typed(&mut state, "Lamps", "Lanterns"), edit(Some("Lanterns"), None));
    }
}
