//! What is known of a reader server that is followed: how it is, what waits for it, and how its last
//! passes went; opened from the list of sources.

mod acts;

use super::command::Command;
use super::effect::{Answer, Question, Scope};
use super::layer::{Act, Around, Layer, Next};
use super::page::{Line, Page, Role, span};
use super::why::age;
use crate::lang::{Lang, say};
use crate::model::account::Waiting;
use crate::model::{AccountHealth, Moment, RemoteMark, SyncReport};
use crate::text::wrap;

/// Marks that are listed.
pub const MARKS: usize = 200;

/// A reader server, with the marks that wait for it and the titles of their items.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountPage {
    /// What is known of it.
    pub health: AccountHealth,
    /// What waits, the oldest first.
    pub waiting: Vec<(Waiting, Option<String>)>,
    /// What stands on the screen.
    pub page: Page,
}

impl Layer for AccountPage {
    fn hints(&self) -> &'static [Command] {
        &[Command::Refresh, Command::RefreshAll, Command::Down, Command::Up, Command::Leave]
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    fn lay_out(&mut self, around: &Around<'_>) {
        let (lang, now, cells) = (around.offer.lang, around.now, around.width());
        let mut lines = head(lang, &self.health, now, cells);
        let all = self.health.waiting + self.health.set_aside;
        lines.extend(heading(lang, "account.page.waiting", all as usize));
        for (mark, title) in &self.waiting {
            lines.push(waiting(lang, mark, title.as_deref(), now, cells));
        }
        if self.waiting.is_empty() {
            lines.push(vec![span(Role::Dim, say(lang, "account.page.nothing_waits", &[]))]);
        }
        let passes = &self.health.state.memory.passes;
        lines.extend(heading(lang, "account.page.passes", passes.len()));
        for pass in passes {
            lines.extend(told(lang, pass, now, cells));
        }
        if passes.is_empty() {
            lines.push(vec![span(Role::Dim, say(lang, "account.page.no_pass", &[]))]);
        }
        self.page.replace(lines);
    }

    /// Has the server brought in step now, or everything compared.
    fn obey(&mut self, command: Command, _: &Around<'_>) -> Next {
        let full = command == Command::RefreshAll;
        if !full && command != Command::Refresh {
            return Next::Pass;
        }
        let name = self.health.name.clone();
        Next::Do(vec![Act::Refresh(Scope::Account { name, full })])
    }

    fn ask_again(&self) -> Option<Question> {
        Some(Question::Account(self.health.name.clone()))
    }

    fn take(&mut self, answer: Answer, around: &Around<'_>) -> Next {
        let Answer::Account { health, waiting } = answer else { return Next::Pass };
        if health.name != self.health.name {
            return Next::Pass;
        }
        (self.health, self.waiting) = (*health, waiting);
        self.lay_out(around);
        Next::Stay
    }
}

fn heading(lang: Lang, key: &str, many: usize) -> [Line; 2] {
    let many = span(Role::Dim, format!("  {many}"));
    [Vec::new(), vec![span(Role::Head, say(lang, key, &[])), many]]
}

/// How it is, what it carries, and what to do where something is wrong.
fn head(lang: Lang, health: &AccountHealth, now: Moment, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut put = |role: Role, text: &str| {
        let rows = wrap::paragraph(text, cells, 6).into_iter();
        lines.extend(rows.map(|row| vec![span(role, row)]));
    };
    put(Role::Strong, &format!("{} · {}", health.name, health.host));
    let state = &health.state;
    let role = if health.is_trouble() { Role::Error } else { Role::Up };
    put(role, &health.phrase(now).say(lang));
    put(Role::Text, &say(lang, "account.holds", &[&health.feeds, &health.unread]));
    if let Some(why) = &state.last_error {
        put(Role::Error, &why.say(lang));
    }
    let ago = |then: Moment| age(lang, then, now);
    if let Some(last) = state.last_success {
        put(Role::Dim, &say(lang, "account.page.last", &[&ago(last)]));
    }
    if let Some(due) = state.next_due.filter(|due| *due > now) {
        let due = due.max(now + chrono::Duration::minutes(1));
        put(Role::Dim, &say(lang, "account.page.next", &[&age(lang, now, due)]));
    }
    if let Some(left) = state.quota.at(now).left() {
        put(Role::Dim, &say(lang, "account.page.calls_left", &[&left]));
    }
    lines
}

/// A mark that waits: what it is, since when, and on which item.
fn waiting(lang: Lang, row: &Waiting, title: Option<&str>, now: Moment, cells: usize) -> Line {
    let what = match (&row.mark, row.on) {
        (RemoteMark::Read, true) => say(lang, "account.page.read", &[]),
        (RemoteMark::Read, false) => say(lang, "account.page.unread", &[]),
        (RemoteMark::Starred, true) => say(lang, "account.page.starred", &[]),
        (RemoteMark::Starred, false) => say(lang, "account.page.unstarred", &[]),
        (RemoteMark::Label(label), true) => say(lang, "account.page.labelled", &[label]),
        (RemoteMark::Label(label), false) => say(lang, "account.page.unlabelled", &[label]),
    };
    let how = match (row.is_set_aside(), row.sent) {
        (true, _) => Some(say(lang, "account.page.refused", &[])),
        (false, true) => Some(say(lang, "account.page.sent", &[])),
        (false, false) => None,
    };
    let mut facts = vec![what.into_owned(), age(lang, row.queued, now)];
    facts.extend(how.map(std::borrow::Cow::into_owned));
    let facts = format!("{}  ", facts.join(" · "));
    let room = cells.saturating_sub(crate::text::width::width(&facts));
    let role = if row.is_set_aside() { Role::Error } else { Role::Dim };
    let title = title.unwrap_or(row.rid.0.as_str());
    vec![span(role, facts), span(Role::Text, crate::text::width::cut(title, room))]
}

/// How a pass went, and why it ended early where it did.
fn told(lang: Lang, pass: &SyncReport, now: Moment, cells: usize) -> Vec<Line> {
    let SyncReport { sent, new, read, unread, starred, unstarred, calls, seconds, .. } = pass;
    let marks = read + unread + starred + unstarred;
    let seconds = format!("{seconds:.1}");
    let facts: [&dyn std::fmt::Display; 6] =
        [&age(lang, pass.at, now), sent, new, &marks, calls, &seconds];
    let role = if pass.ok { Role::Text } else { Role::Error };
    let mut lines = vec![vec![span(role, say(lang, "account.page.pass", &facts))]];
    if let Some(why) = &pass.error {
        let rows = wrap::paragraph(&why.say(lang), cells.saturating_sub(4), 3).into_iter();
        lines.extend(rows.map(|row| vec![span(Role::Dim, format!("    {row}"))]));
    }
    lines
}
