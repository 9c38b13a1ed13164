//! The one home of change: what happened goes in, what the world should do comes out.
//!
//! Nothing here fails, waits or draws. An arm is one line that names the method which does the
//! work; there is no wildcard arm, so that the compiler asks for each new row.

use super::command::{Command, Group};
use super::effect::{Answer, DigestFile, Effect, Errand, Scope, TerminalEffect, Work};
use super::event::Event;
use super::hints::Does;
use super::log::Log;
use super::messages::Messages;
use super::purpose::Purpose;
use super::question::YesNo;
use super::search::Subject;
use super::state::{Overlay, State};
use crate::model::change::Change;
use crate::model::{Idea, Pane, Query, Sort};

/// Changes the state for what happened; gives what the world should do.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Now(now) => {
            state.now = now;
            Vec::new()
        }
        Event::Key(key) => state.press(key),
        Event::Pasted(text) => state.paste(&text),
        Event::Mouse(mouse) => state.point(mouse),
        Event::Focused => state.look_again(),
        Event::Resized(size) => state.resize(size),
        Event::Asked(command) => obey(state, command),
        Event::Answered(ticket, answer) => state.answered(ticket, answer),
        Event::Kept(change) => state.kept(&change),
        Event::Numbered { was, is } => state.number_idea(was, is),
        Event::Stale(change, says) => state.stale(change, says),
        Event::ChangedElsewhere => state.read_again(),
        Event::Edited { name, text } => state.edited(&name, text),
        Event::VaultFollowed { taken, remarks } => state.vault_followed(taken, remarks),
        Event::NotKept(change, why) => state.not_kept(change, &why.say(state.lang)),
        Event::Progress(progress) => state.progress(progress),
        Event::Fetched(id) => state.fetched(id),
        Event::Saved(title, why) => state.saved(&title, why.as_ref()),
        Event::Followed { told, source } => state.followed(&told, source),
        Event::Configured(read) => state.configure(*read),
        Event::SettingKept(setting, read) => state.setting_kept(&setting, *read),
        Event::SettingNotKept(setting, why) => state.setting_not_kept(&setting, &why),
        Event::Offered(candidates) => state.offer(candidates),
        Event::Profiles(profiles) => state.offer_profiles(profiles),
        Event::Pictured(picture) => state.show_picture(picture),
        Event::NotFetched(why) => state.not_fetched(&why),
        Event::Writer(said) => state.take_writing(said),
        Event::Written(file) => state.written(&file),
        Event::NotWritten(file, why) => state.not_written(file, why),
        Event::Judged => state.show_anew(),
        Event::Sealed { title, minutes, first } => state.sealed(&title, minutes, first.as_deref()),
        Event::Failed(why) => state.fail(why.say(state.lang)),
    }
}

/// Takes an answer for what it was asked for; it may lack what was kept meanwhile.
pub(super) fn take(
    state: &mut State,
    purpose: Purpose,
    answer: Answer,
    missed: &[Change],
) -> Vec<Effect> {
    match (purpose, answer) {
        (Purpose::Rows(_), Answer::Window { asked, rows }) => state.take_rows(&asked, rows, missed),
        (Purpose::Length(_), Answer::Length { asked, length }) => state.take_length(&asked, length),
        (Purpose::Wider { than, days }, Answer::Length { length, .. }) => {
            state.take_wider(&than, days, length)
        }
        (Purpose::Unmet { than, what }, Answer::Length { length, .. }) => {
            state.take_unmet(&than, what, length)
        }
        (Purpose::Item(wanted), Answer::Item(item)) => state.take_item(wanted, item, missed),
        (Purpose::Tally, Answer::Tally { asked, tally }) => state.take_tally(&asked, tally),
        (Purpose::Front { moves, is_past, .. }, Answer::Front { asked, page }) => {
            state.take_front(asked, (moves, is_past), *page)
        }
        (Purpose::Terms(_), Answer::Terms { asked, trending }) => state.take_terms(asked, trending),
        (Purpose::Write { title }, Answer::Note { asked, text }) => {
            state.write_note(asked, title, text)
        }
        (Purpose::Versions, Answer::Versions { asked, text, versions }) => {
            state.take_versions(asked, text, versions)
        }
        (Purpose::Layer(kind), answer) => state.take_on(kind, answer),
        (Purpose::IdeaPage, Answer::Idea { idea, items }) => {
            state.take_idea(idea.map(|idea| *idea), items)
        }
        (Purpose::SettleStale(stale), Answer::Idea { idea, .. }) => {
            state.take_stale_idea(*stale, idea.map(|idea| *idea))
        }
        (Purpose::NewIdea { resume, title }, Answer::Template(idea)) => {
            state.take_template(Idea { id: resume.unwrap_or(idea.id), ..*idea }, title)
        }
        (Purpose::Lens { line, about }, Answer::Named(named)) => {
            state.take_named(line, *about, named.after(missed))
        }
        (Purpose::MoveSource { about }, Answer::Named(named)) => {
            state.rule_source(*about, &named.after(missed))
        }
        (Purpose::Account, Answer::Account { health, waiting }) => {
            state.take_account(*health, waiting)
        }
        (Purpose::Beside, Answer::Related { asked, rows }) => {
            state.show_beside(asked, rows, missed)
        }
        (Purpose::ListRelated { title }, Answer::Related { rows, .. }) => {
            state.list_related(title, rows.into_iter().map(|row| row.id).collect())
        }
        (Purpose::Copy, Answer::Bibliography { asked, text }) => {
            state.take_bibliography(&asked, text)
        }
        (Purpose::Share(program), Answer::Handouts(all)) => state.take_handouts(&program, &all),
        (Purpose::Companies, Answer::Companies(companies)) => {
            state.companies = companies;
            Vec::new()
        }
        (Purpose::ReadAll, Answer::Unread { asked, ids }) => state.take_unread(&asked, ids),
        (Purpose::Notice, Answer::Watched(watched)) => state.take_watched(&watched),
        (Purpose::Reports, Answer::Story { asked, rows }) => state.take_story(asked, rows, missed),
        (Purpose::Digest, Answer::Digest { asked, file }) => state.take_digest(asked, file),
        (Purpose::Written(item, lang), Answer::Written(lines)) => {
            state.take_written((item, lang), lines)
        }
        (Purpose::WhyOfPage, Answer::Written(lines)) => state.show_why_of_page(&lines),
        (Purpose::Changes, Answer::Changes { changes, titles }) => {
            state.history.precede(changes, titles);
            Vec::new()
        }
        // An answer to something else than what was asked is none.
        (
            Purpose::Rows(_)
            | Purpose::Length(_)
            | Purpose::Wider { .. }
            | Purpose::Unmet { .. }
            | Purpose::Item(_)
            | Purpose::Tally
            | Purpose::Front { .. }
            | Purpose::Terms(_)
            | Purpose::Write { .. }
            | Purpose::Versions
            | Purpose::IdeaPage
            | Purpose::SettleStale(_)
            | Purpose::NewIdea { .. }
            | Purpose::Lens { .. }
            | Purpose::MoveSource { .. }
            | Purpose::Account
            | Purpose::Beside
            | Purpose::ListRelated { .. }
            | Purpose::Copy
            | Purpose::Share(_)
            | Purpose::Companies
            | Purpose::ReadAll
            | Purpose::Notice
            | Purpose::Reports
            | Purpose::Digest
            | Purpose::Written(..)
            | Purpose::Changes
            | Purpose::WhyOfPage,
            _,
        ) => Vec::new(),
    }
}

/// Does what was answered to a question.
pub(super) fn answer(state: &mut State, question: YesNo, yes: bool) -> Vec<Effect> {
    match (question, yes) {
        (YesNo::KeepNote, true) => state.keep_note(),
        (YesNo::KeepNote, false) => state.discard_note(),
        (YesNo::Stale { about, mine, theirs }, yes) => {
            state.settle_stale((about, mine, theirs), yes)
        }
        (YesNo::StaleIdea { mine, theirs }, yes) => state.settle_stale_idea(mine, theirs, yes),
        (YesNo::GoOn { items, title }, yes) => state.settle_unfinished(items, title, yes),
        (YesNo::Overwrite(file), true) => {
            vec![Effect::Work(Work::Write(DigestFile { overwrite: true, ..file }))]
        }
        (YesNo::RemoveSource { id, .. }, true) => {
            vec![Effect::Work(Work::Fetch(Errand::Remove(id)))]
        }
        (YesNo::Follow { candidates, at }, yes) => state.settle_offer(candidates, at, yes),
        (YesNo::Profile { profiles, at }, yes) => state.settle_profile(profiles, at, yes),
        (YesNo::Overwrite(_) | YesNo::RemoveSource { .. }, false) => Vec::new(),
    }
}

/// Does what a command asks for.
#[expect(clippy::too_many_lines, reason = "a line a command, and nothing else")]
pub(super) fn obey(state: &mut State, command: Command) -> Vec<Effect> {
    // Commands about the program itself neither move nor act among what is shown.
    if command.group() != Group::Program {
        state.end_filling();
    }
    if command.can_be_repeated() {
        state.last = Some((command, state.times));
    }
    if !matches!(command, Command::MoveSource | Command::MoveTerm | Command::Move) {
        state.drop_offer();
    }
    if let Some(effects) = state.obey_on_top(command) {
        return effects;
    }
    match command {
        Command::Down => state.step(1),
        Command::Up => state.step(-1),
        Command::HalfDown => state.step_half(1),
        Command::HalfUp => state.step_half(-1),
        Command::Top => state.go_to(0),
        Command::Bottom => state.go_to(usize::MAX),
        Command::Left => state.focus_beside(-1, false),
        Command::Right => state.focus_beside(1, false),
        Command::NextPane => state.focus_beside(1, true),
        Command::PreviousPane => state.focus_beside(-1, true),
        Command::Research => state.focus_on(Pane::Research),
        Command::Companies => state.focus_on(Pane::Companies),
        Command::Trends => state.focus_on(Pane::Trends),
        Command::ForMe => state.go_to_mine(),
        Command::Lead => state.go_to_lead(),
        Command::Zoom => state.zoom(),
        Command::Group => state.toggle_groups(),
        Command::Open => state.open_selected(),
        Command::Browser => state.browse(),
        Command::Discussion => state.browse_discussion(),
        Command::NextItem => state.read_beside(1),
        Command::PreviousItem => state.read_beside(-1),
        Command::Find => state.open_find(),
        Command::NextMatch => state.go_to_match(1),
        Command::PreviousMatch => state.go_to_match(-1),
        Command::Hints => state.show_hints(),
        Command::ScrollDown => state.scroll(true),
        Command::ScrollUp => state.scroll(false),
        Command::PageDown => state.page_down(),
        Command::FullText => state.show_full_text(),
        Command::Picture => state.ask_picture(),
        Command::Why => state.ask_why_of_page().unwrap_or_else(|| state.ask_why()),
        Command::Phrase => state.ask_phrase(),
        Command::DraftIdea => state.draft_idea(),
        Command::Quotes => state.turn_quotes(),
        Command::Move => state.move_on(),
        Command::MoveSource => state.move_source(),
        Command::MoveTerm => state.ask_place_of_term(),
        Command::Watch => state.ask_watch(),
        Command::Mute => state.ask_mute(),
        Command::Unmute => state.open_muted(),
        Command::Star => state.toggle_star(),
        Command::Read => state.toggle_read(),
        Command::Save => state.ask_address(),
        Command::Note => state.open_note(),
        Command::Undo => state.undo(),
        Command::Redo => state.redo(),
        Command::Select => state.select(),
        Command::SelectRange => state.select_range(),
        Command::Repeat => state.repeat_last(),
        Command::ReadAll => state.ask_read_all(),
        Command::YankLink => state.yank_link(),
        Command::YankTitle => state.yank_title(),
        Command::YankMarkdown => state.yank_markdown(),
        Command::YankCitation => state.yank_citation(),
        Command::YankBibtex => state.yank_bibtex(),
        Command::StoryNote => state.open_story_note(),
        Command::Journal => state.open_journal(),
        Command::Quote => state.quote(),
        Command::NoteHistory => state.ask_versions(),
        Command::StoryHistory => state.ask_story_versions(),
        Command::JournalHistory => state.ask_journal_versions(),
        Command::EditOutside => state.edit_outside(),
        Command::Idea => state.begin_idea(),
        Command::IdeasOfItem => state.open_ideas_of_item(),
        Command::Ideas => state.open_board(),
        Command::OpenIdea => state.open_idea(),
        Command::WriteIdea => state.write_idea(),
        Command::IdeaOn => state.move_idea(1),
        Command::IdeaBack => state.move_idea(-1),
        Command::DeleteIdea => state.delete_idea(),
        Command::RestoreIdea => state.restore_idea(),
        Command::LinkIdea => state.pick_idea(),
        Command::UnlinkIdea => state.hint_sources(Does::Unlink),
        Command::WhyLinked => state.hint_sources(Does::Why),
        Command::Progress => state.next_progress(),
        Command::DueThisWeek => state.set_due(Some(0)),
        Command::DueNextWeek => state.set_due(Some(1)),
        Command::DueNever => state.set_due(None),
        Command::Tags => state.ask_tags(),
        Command::MoveUp => state.move_on_list(-1),
        Command::MoveDown => state.move_on_list(1),
        Command::Order => state.turn_order(),
        Command::ThisWeek => state.open_due(),
        Command::KeepNote => state.keep_note(),
        Command::LeaveNote => state.leave_note(),
        Command::Search => state.open_search(),
        Command::Unread => {
            state.view_of(Subject::Unread, Query { unread: true, heads: true, ..Query::default() })
        }
        Command::ReadingList => state.open_reading_list(),
        Command::Notes => state.view_of(Subject::Noted, Query { noted: true, ..Query::default() }),
        Command::All => state.view_of(Subject::All, Query { sort: Sort::New, ..Query::default() }),
        Command::LeftOut => state.open_left_out(),
        Command::SaveFilter => state.ask_filter_name(),
        Command::Story => state.show_story(),
        Command::Related => state.show_related(),
        Command::Author => state.show_author(),
        Command::DayBefore => state.turn_page(-1).unwrap_or_else(|| state.turn_edition(-1)),
        Command::DayAfter => state.turn_page(1).unwrap_or_else(|| state.turn_edition(1)),
        Command::ShowNew => state.show_new(),
        Command::Accept => state.accept_line(),
        Command::Complete => state.complete(),
        Command::Cancel | Command::Back => state.back(),
        Command::Palette => state.open_palette(),
        Command::Refresh => state.refresh_here(Scope::Due),
        Command::RefreshAll => state.refresh_here(Scope::All),
        Command::Digest => state.preview_digest(),
        Command::Format => state.next_format(),
        Command::Terms => state.open_terms(),
        Command::Sources => state.open_sources(),
        Command::AddSource => state.ask_source(),
        Command::RemoveSource => state.ask_remove_source(),
        Command::RenameSource => state.ask_source_name(),
        Command::SourceFolder => state.ask_source_folder(),
        Command::Profiles => state.ask_profiles(),
        Command::Sample => state.show_sample(),
        Command::Messages => {
            state.open(Messages::begin(state.lang, &state.toasts, state.page_width()), None)
        }
        // One that waits for its lines is not asked for them twice.
        Command::Log if matches!(state.overlays.last(), Some(Overlay::Log(_))) => Vec::new(),
        Command::Log => {
            let (log, asks) = Log::begin(state.lang);
            state.open(log, asks)
        }
        Command::Mouse => state.toggle_mouse(),
        Command::Share => state.share(),
        Command::Language => {
            state.next_language_of_page().unwrap_or_else(|| state.change_language())
        }
        Command::Help => state.open_help(),
        Command::Yes => state.answer(true),
        Command::No => state.answer(false),
        Command::Leave => state.leave(),
        Command::Redraw => vec![Effect::Terminal(TerminalEffect::Redraw)],
        Command::Suspend => vec![Effect::Terminal(TerminalEffect::Suspend)],
        Command::Quit => state.quit(),
        // An overlay alone hears these.
        Command::FindTerm
        | Command::FindHelp
        | Command::Source
        | Command::Folder
        | Command::Show
        | Command::Copy
        | Command::Toggle
        | Command::OlderVersion
        | Command::NewerVersion
        | Command::RestoreVersion
        | Command::DeletedIdeas
        | Command::FindIdea
        | Command::FindSource
        | Command::NextStatus
        | Command::PreviousStatus
        | Command::Write => Vec::new(),
    }
}
