//! Searches while a line is typed, and opens lists over the panes.

use super::{Absent, MONTH, Subject, Wider, Wrong, is_named, says_enough};
use crate::app::command::Command;
use crate::app::draft::Draft;
use crate::app::effect::{Effect, ListName, Question, Window, Work};
use crate::app::lens;
use crate::app::line::LineFor;
use crate::app::list::List;
use crate::app::lists::View;
use crate::app::purpose::Purpose;
use crate::app::state::{Overlay, State};
use crate::app::typing::Typing;
use crate::filter::{
    Known, Unfinished, holds_a_word, last_word, nearest, unfinished as unfinished_word,
};
use crate::lang::say;
use crate::model::{ItemId, Muted, Query, Sort, Trait};

impl State {
    /// Opens the line for what to search for, with what is shown now.
    pub(in crate::app) fn open_search(&mut self) -> Vec<Effect> {
        let text = match self.view.as_ref().map(|view| &view.subject) {
            Some(Subject::Found { line, .. }) => line.as_str(),
            Some(_) | None => "",
        };
        let draft = Draft::new(text);
        let before = self.view.clone().map(Box::new);
        self.type_line(LineFor::Search { before }, draft);
        Vec::new()
    }

    /// Shows what is found for the line as it is typed, once it says enough to look for. What is not
    /// understood is said at once, and nothing is found for it.
    pub(in crate::app) fn search_live(&mut self) -> Vec<Effect> {
        let Some(Overlay::Line(Typing { wanted: LineFor::Search { before }, draft })) =
            self.overlays.last()
        else {
            return Vec::new();
        };
        let goes_on = !draft.text().ends_with(char::is_whitespace);
        let (line, before) = (draft.text().trim().to_owned(), before.as_deref());
        if self.shows_found(&line) {
            return Vec::new();
        }
        if !says_enough(&line) {
            self.view = before.cloned();
            return self.show_preview().into_iter().collect();
        }
        let wrong = match self.looked_for(&line, before, true) {
            Ok((subject, list)) => return self.show_view(subject, list),
            Err(wrong) => wrong,
        };
        let unfinished = Some(&wrong.word).filter(|word| goes_on && last_word(&line) == *word);
        if let Some(unfinished) = unfinished.and_then(|word| unfinished_word(word, self)) {
            return self.search_so_far(&line, before.cloned(), unfinished);
        }
        let within = before.and_then(View::within);
        self.show_wrong(line, within, wrong)
    }

    /// Shows what a line finds whose last word is not typed whole: as much of it as is sure by now.
    fn search_so_far(
        &mut self,
        line: &str,
        before: Option<View>,
        unfinished: Unfinished,
    ) -> Vec<Effect> {
        let word = last_word(line);
        let sure = line.strip_suffix(word).unwrap_or(line).trim_end();
        let (read, demand) = match unfinished {
            Unfinished::Open => (sure.to_owned(), None),
            Unfinished::Only(whole) => (format!("{sure} {whole}"), None),
            Unfinished::Companies(keys) => {
                (sure.to_owned(), Some((Trait::AnyCompany(keys), !word.starts_with('-'))))
            }
        };
        if read.is_empty() && demand.is_none() {
            self.view = before;
            return self.show_preview().into_iter().collect();
        }
        match self.read_line(line, &read, before.as_ref(), false) {
            Ok((subject, list)) => {
                let mut query = list.query().clone();
                query.traits.extend(demand);
                let find = list.find().map(str::to_owned);
                self.show_view(subject, List::new(ListName::View, query, find))
            }
            Err(wrong) => {
                let within = before.as_ref().and_then(View::within);
                self.show_wrong(line.to_owned(), within, wrong)
            }
        }
    }

    /// A line with its last word typed whole, where that can become but one.
    fn finished(&self, line: &str) -> String {
        let Err(wrong) = self.looked_for(line, None, false) else { return line.to_owned() };
        let word = last_word(line);
        match Some(word).filter(|word| **word == wrong.word).map(|word| unfinished_word(word, self))
        {
            Some(Some(Unfinished::Only(whole))) => {
                format!("{}{whole}", line.strip_suffix(word).unwrap_or(line))
            }
            Some(Some(Unfinished::Open | Unfinished::Companies(_)) | None) | None => {
                line.to_owned()
            }
        }
    }

    /// Shows that a line is not understood, and nothing else beside it.
    fn show_wrong(
        &mut self,
        line: String,
        within: Option<Box<(Subject, Query)>>,
        wrong: Wrong,
    ) -> Vec<Effect> {
        // No item has this number: whatever asks for the list again finds nothing either.
        let nothing = Query { ids: vec![ItemId(0)], ..Query::default() };
        let list = List::new(ListName::View, nothing, None).holding(Vec::new());
        let (subject, absent) = (Subject::Found { line, within }, Absent::default());
        self.view = Some(View { subject, list, wrong: Some(wrong), absent });
        self.show_preview().into_iter().collect()
    }

    /// Whether what is found for a line stands over the panes.
    fn shows_found(&self, line: &str) -> bool {
        let understood = self.view.as_ref().filter(|view| view.wrong.is_none());
        let subject = understood.map(|view| &view.subject);
        matches!(subject, Some(Subject::Found { line: shown, .. }) if shown == line)
    }

    /// Leaves the line of a search: what stood there before it was typed stands there again.
    pub(in crate::app) fn leave_search(&mut self, before: Option<Box<View>>) -> Vec<Effect> {
        self.view = before.map(|view| *view);
        self.show_preview().into_iter().collect()
    }

    /// Does what was typed: searches for it, or obeys it.
    pub(in crate::app) fn accept_line(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Palette(_)) = self.overlays.last() {
            return self.accept_palette();
        }
        let Some(Overlay::Line(Typing { wanted, draft })) = self.overlays.pop() else {
            return Vec::new();
        };
        match wanted {
            LineFor::Search { before } => self.search(before, draft.text()),
            LineFor::Find => self.find(draft.text()),
            LineFor::Share => self.share_by(draft.text()),
            LineFor::Address => self.save_page(draft.text()),
            LineFor::Folder => self.take_folder(draft.text()),
            LineFor::Idea => self.show_ideas_with(draft.text()),
            LineFor::Tags => self.set_tags(draft.text()),
            LineFor::WhyLinked(linking) => self.set_why(*linking, draft.text()),
            LineFor::Lens(line) => self.accept_lens(*line, draft.text()),
            LineFor::Source => self.show_sources_with(draft.text()),
            LineFor::Follow => self.follow(draft.text()),
            LineFor::SourceName => self.name_source(draft.text()),
            LineFor::SourceFolder => self.move_feed(draft.text()),
            LineFor::Help => self.show_help_with(draft.text()),
            LineFor::Term => self.show_terms_with(draft.text()),
            LineFor::FilterName => self.save_filter(draft.text()),
        }
    }

    fn search(&mut self, before: Option<Box<View>>, text: &str) -> Vec<Effect> {
        let line = &*self.finished(text.trim());
        if line.is_empty() {
            return self.leave_search(before);
        }
        let is_understood = self.looked_for(line, before.as_deref(), false).is_ok();
        if self.shows_found(line) && says_enough(line) && is_understood {
            return Vec::new();
        }
        match self.looked_for(line, before.as_deref(), false) {
            Ok((subject, list)) => self.show_view(subject, list),
            Err(wrong) => {
                // The line stays, to be mended.
                let told = wrong.told.clone();
                let within = before.as_deref().and_then(View::within);
                self.type_line(LineFor::Search { before }, Draft::new(line));
                let mut effects = self.show_wrong(line.to_owned(), within, wrong);
                effects.extend(self.fail(told));
                effects
            }
        }
    }

    /// What a line looks for, one row a story, typed over what stood there before. While it is typed,
    /// its last word may go on.
    ///
    /// # Errors
    /// What is wrong with the line.
    fn looked_for(
        &self,
        line: &str,
        stood: Option<&View>,
        goes_on: bool,
    ) -> Result<(Subject, List), Wrong> {
        self.read_line(line, line, stood, goes_on)
    }

    /// What a line looks for that is read as another one.
    fn read_line(
        &self,
        line: &str,
        read: &str,
        stood: Option<&View>,
        goes_on: bool,
    ) -> Result<(Subject, List), Wrong> {
        let within = stood.and_then(View::within);
        let base = within.as_ref().map(|within| within.1.clone()).unwrap_or_default();
        let filter = self.grammar().read(read, base).map_err(|wrong| {
            let told = wrong.phrase().say(self.lang);
            Wrong { word: wrong.word, told }
        })?;
        // Full-text search finds words; it cannot list all that lacks some.
        if !filter.words.is_empty() && !holds_a_word(&filter.words) {
            let told = say(self.lang, "app.no_words", &[&filter.words]).into_owned();
            return Err(Wrong { word: filter.words, told });
        }
        let find = Some(filter.words).filter(|words| !words.is_empty()).map(|words| {
            let is_open = goes_on && words.ends_with(char::is_alphanumeric);
            if is_open { words + "*" } else { words }
        });
        // Of what is the reader's own each report is one of theirs.
        let heads = filter.query.heads || (find.is_some() && within.is_none());
        let list = List::new(ListName::View, Query { heads, ..filter.query }, find);
        Ok((Subject::Found { line: line.to_owned(), within }, list))
    }

    /// Where nothing was found, asks what a longer span of days holds, and whether there is anything
    /// at all of the sources, authors and languages that the line names.
    pub(in crate::app) fn look_for_more(&mut self) -> Vec<Effect> {
        let Some(View { subject: Subject::Found { .. }, list, wrong: None, absent }) =
            self.view.as_mut()
        else {
            return Vec::new();
        };
        *absent = Absent::default();
        if !list.is_empty() {
            return Vec::new();
        }
        let (than, query) = (list.whole(), list.query().clone());
        let mut asked = Vec::new();
        if let Some(since) = query.since {
            let month = self.now - chrono::Duration::days(MONTH);
            let days = (month < since).then_some(MONTH);
            let wider = Query { since: days.map(|_| month), ..query.clone() };
            let wider = Window { query: Box::new(wider), ..than.clone() };
            asked.push((Purpose::Wider { than: than.clone(), days }, Question::Length(wider)));
        }
        for (what, _) in query.traits.into_iter().filter(|(what, holds)| *holds && is_named(what)) {
            let alone = Query { traits: vec![(what.clone(), true)], ..Query::default() };
            let alone = Window { list: ListName::View, query: Box::new(alone), find: None };
            let purpose = Purpose::Unmet { than: than.clone(), what };
            asked.push((purpose, Question::Length(alone)));
        }
        self.ask_all(asked)
    }

    /// What is known of why nothing was found, if the list still stands there.
    fn absent_of(&mut self, than: &Window) -> Option<&mut Absent> {
        let view = self.view.as_mut().filter(|view| view.list.whole() == *than)?;
        Some(&mut view.absent)
    }

    /// Takes how much a longer span of days holds than a list.
    pub(in crate::app) fn take_wider(
        &mut self,
        than: &Window,
        days: Option<i64>,
        count: usize,
    ) -> Vec<Effect> {
        if let Some(absent) = self.absent_of(than) {
            absent.wider = Some(Wider { days, count });
        }
        Vec::new()
    }

    /// Takes how much there is that meets one demand alone.
    pub(in crate::app) fn take_unmet(
        &mut self,
        than: &Window,
        what: Trait,
        count: usize,
    ) -> Vec<Effect> {
        if let Some(absent) = self.absent_of(than).filter(|_| count == 0) {
            absent.unmet.push(what);
        }
        Vec::new()
    }

    /// What is known of why nothing was found, in words.
    pub(in crate::app) fn told_absent(&self) -> Vec<String> {
        let Some(absent) = self.view.as_ref().map(|view| &view.absent) else { return Vec::new() };
        let mut told: Vec<String> = self.told_muted().into_iter().collect();
        told.extend(absent.unmet.iter().filter_map(|what| self.told_unmet(what)));
        if let Some(Wider { days, count }) = absent.wider.as_ref().filter(|it| it.count > 0) {
            let wider = match days {
                Some(days) => say(self.lang, "ui.nothing.wider", &[days, count]),
                None => say(self.lang, "ui.nothing.at_any_time", &[count]),
            };
            told.push(wider.into_owned());
        }
        told
    }

    /// That what is looked for is muted, and the key that shows it again.
    fn told_muted(&self) -> Option<String> {
        let list = &self.view.as_ref()?.list;
        let words = list.find().unwrap_or_default().to_lowercase();
        let is_asked = |muted: &&Muted| {
            let is_it = |what: &Trait| match (muted, what) {
                (Muted::Company(name), Trait::Company(key)) => {
                    name == key || self.grammar().company_key(name).as_ref() == Ok(key)
                }
                (Muted::Source(id), Trait::Source(part)) => id.0.to_lowercase() == *part,
                _ => false,
            };
            let is_word =
                matches!(muted, Muted::Term(term) if words.contains(&term.to_lowercase()));
            is_word || list.query().traits.iter().any(|(what, holds)| *holds && is_it(what))
        };
        let muted = lens::written(self.settings.muted.iter().find(is_asked)?);
        let key = self.settings.keymap.shown(Command::Unmute);
        Some(say(self.lang, "ui.nothing.muted", &[&muted, &key]).into_owned())
    }

    /// That nothing at all meets a demand, and what is spelled like it.
    fn told_unmet(&self, what: &Trait) -> Option<String> {
        let (key, value, known) = match what {
            Trait::Source(value) => ("ui.nothing.source", value, Known::sources(self)),
            Trait::Author(value) => ("ui.nothing.author", value, Known::authors(self)),
            Trait::Language(value) => ("ui.nothing.language", value, self.languages()),
            _ => return None,
        };
        let near = nearest(value, known.iter().map(String::as_str)).join(", ");
        let told = say(self.lang, key, &[value]);
        if near.is_empty() {
            return Some(told.into_owned());
        }
        Some(format!("{told} {}", say(self.lang, "ui.nothing.near", &[&near])))
    }

    /// The word that is being typed on a line, and how it can go on.
    pub fn ways_on<'a>(&self, wanted: &LineFor, before: &'a str) -> (&'a str, Vec<String>) {
        match wanted {
            LineFor::Search { .. } => (last_word(before), self.completions(before)),
            LineFor::Share => (before.trim_start(), self.programs_named(before)),
            LineFor::Lens(line) => (before, line.goes_on(self.lang, before, &self.companies)),
            LineFor::Find
            | LineFor::Address
            | LineFor::Folder
            | LineFor::Idea
            | LineFor::Term
            | LineFor::FilterName
            | LineFor::Tags
            | LineFor::WhyLinked(_)
            | LineFor::Source
            | LineFor::SourceName
            | LineFor::SourceFolder
            | LineFor::Help
            | LineFor::Follow => (before, Vec::new()),
        }
    }

    /// Opens the line for a name of what is searched for now.
    pub(in crate::app) fn ask_filter_name(&mut self) -> Vec<Effect> {
        let Some(Subject::Found { .. }) = self.view.as_ref().map(|view| &view.subject) else {
            let key = self.settings.keymap.shown(Command::Search);
            return self.fail(say(self.lang, "app.nothing_to_save", &[&key]).into_owned());
        };
        self.type_line(LineFor::FilterName, Draft::default());
        Vec::new()
    }

    /// Gives what is searched for now a name, under which `@` finds it again.
    fn save_filter(&mut self, typed: &str) -> Vec<Effect> {
        let name = typed.trim().trim_start_matches('@').to_owned();
        let Some(Subject::Found { line, .. }) = self.view.as_ref().map(|view| &view.subject) else {
            return Vec::new();
        };
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '"') {
            return self.fail(say(self.lang, "app.no_filter_name", &[]).into_owned());
        }
        let line = self.written_out(line);
        let before =
            self.settings.filters.insert(name.clone(), line.clone()).filter(|was| *was != line);
        self.toasts.done(match before {
            Some(was) => say(self.lang, "app.filter_replaced", &[&name, &line, &was]),
            None => say(self.lang, "app.filter_saved", &[&name, &line]),
        });
        vec![Effect::Work(Work::SaveFilter { name, line })]
    }

    /// Completes the word that is being typed.
    pub(in crate::app) fn complete(&mut self) -> Vec<Effect> {
        let Some(Overlay::Line(Typing { wanted, draft })) = self.overlays.last() else {
            return Vec::new();
        };
        let before = draft.before_cursor();
        let (word, ways) = self.ways_on(wanted, before);
        let whole = ways.into_iter().next();
        let rest = whole.and_then(|whole| {
            let rest = whole.get(word.len()..)?.to_owned();
            // A value is complete, a key waits for one.
            Some(if whole.ends_with(':') { rest } else { rest + " " })
        });
        if let (Some(rest), Some(Overlay::Line(Typing { draft, .. }))) =
            (rest, self.overlays.last_mut())
        {
            draft.insert(&rest);
        }
        Vec::new()
    }

    /// Lists all that tells the current item's story.
    pub(in crate::app) fn show_story(&mut self) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        let query = Query { story: Some(row.story), sort: Sort::New, ..Query::default() };
        let subject = Subject::Story(row.title.clone());
        if row.story_size < 2 {
            self.toasts.done(say(self.lang, "app.told_once", &[]));
            return Vec::new();
        }
        self.view_of(subject, query)
    }

    /// Lists all that the store has of the current item's first author.
    pub(in crate::app) fn show_author(&mut self) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        // Quotation marks end a value, and nobody is called by one.
        let name = row.first_author.as_deref().unwrap_or_default().replace('"', "");
        let line = format!("author:\"{name}\"");
        let asked = self.grammar().read(&line, Query { sort: Sort::New, ..Query::default() });
        // A name without letters is none.
        let Ok(filter) = asked else {
            self.toasts.done(say(self.lang, "app.no_author", &[]));
            return Vec::new();
        };
        let list = List::new(ListName::View, filter.query, None);
        self.show_view(Subject::Found { line, within: None }, list)
    }

    /// Lists what else is about the same as the current item, once that is known.
    pub(in crate::app) fn show_related(&mut self) -> Vec<Effect> {
        let Some((id, title)) = self.current().map(|row| (row.id, row.title.clone())) else {
            return Vec::new();
        };
        match self.reading.as_ref().and_then(|reading| reading.related.clone()) {
            Some(ids) => self.list_related(title, ids),
            None => vec![self.ask(Purpose::ListRelated { title }, Question::Related(id))],
        }
    }

    /// Lists what is about the same as an item of a title.
    pub(in crate::app) fn list_related(&mut self, title: String, ids: Vec<ItemId>) -> Vec<Effect> {
        if ids.is_empty() {
            self.toasts.done(say(self.lang, "app.none_related", &[]));
            return Vec::new();
        }
        self.view_of(Subject::Related(title), Query { ids, ..Query::default() })
    }

    /// Shows a list over the panes.
    pub(in crate::app) fn view_of(&mut self, subject: Subject, query: Query) -> Vec<Effect> {
        self.show_view(subject, List::new(ListName::View, query, None))
    }
}
