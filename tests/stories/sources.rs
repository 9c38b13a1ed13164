//! The list of sources and how they are.

use std::collections::BTreeMap;

use jogan::app::effect::{Effect, Errand, Scope, Work};
use jogan::app::event::{Event, Progress};
use jogan::app::layout::Size;
use jogan::app::question::Profile;
use jogan::model::candidate::{Candidate, Certainty, Seen};
use jogan::model::change::Change;
use jogan::model::{FetchState, Health, Pane, Phrase, Source, SourceId, Tier};

use super::reader::{Reader, item, now};

pub fn source(id: &str, change: impl Fn(&mut Health)) -> Health {
    let source = Source {
        id: SourceId(id.into()),
        name: format!("The {id}"),
        kind: "feed".into(),
        address: format!("https://{id}.example/feed"),
        options: BTreeMap::new(),
        pane: Some(Pane::Companies),
        tier: Tier::General,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    };
    let hours = |hours| Some(now() + chrono::Duration::hours(hours));
    let state = FetchState {
        last_attempt: hours(-1),
        last_success: hours(-1),
        last_new: hours(-3),
        next_due: hours(2),
        ..FetchState::default()
    };
    let mut health = Health { source, state, items: 40, new_in_week: 7, read: 10 };
    change(&mut health);
    health
}

fn over_sources() -> Reader {
    let mut first = item(1, Pane::Companies, 50.0, 2, "The Well", "A well is dug");
    first.row.source = SourceId("Well".into());
    let mut reader = Reader::over(vec![first], 100, 24);
    let ago = |days| Some(now() - chrono::Duration::days(days));
    reader.put_sources(&[
        // With the item that is there.
        source("Well", |health| (health.items, health.new_in_week) = (39, 6)),
        source("Optional", |health| health.source.enabled = false),
        source("Quiet", |health| health.state.last_new = ago(70)),
        source("Lost", |health| {
            health.state.last_success = ago(9);
            health.state.failures = 12;
            health.state.failing_since = ago(9);
            health.state.last_error = Some(Phrase::new("failed.no_such_host", &[&"lost.example"]));
        }),
    ]);
    reader.press("S");
    reader
}

#[test]
fn the_dead_and_the_silent_stand_first_with_what_is_known_of_them() {
    let mut reader = over_sources();
    let screen = reader.screen();
    let place = |what: &str| screen.find(what).unwrap_or_else(|| panic!("no {what}\n{screen}"));
    assert!(place("The Lost") < place("The Quiet"), "{screen}");
    assert!(place("The Quiet") < place("The Well") && place("The Well") < place("The Optional"));
    for told in ["dead", "silent", "failed 12 times in a row", "lost.example cannot be found"] {
        place(told);
    }
    reader.press("j j");
    let screen = reader.screen();
    assert!(screen.contains("well · due in 2 h · 40 items, 25 % read"), "{screen}");
    assert!(screen.contains("https://Well.example/feed"), "{screen}");
}

#[test]
fn the_rest_of_the_list_is_one_key_away() {
    let mut reader = over_sources();
    reader.press("G Space");
    let change = Change::Enable { source: SourceId("Optional".into()), to: true };
    assert_eq!(reader.kept, [change]);
    reader.press("o");
    assert_eq!(
        reader.asked_of_world,
        [Effect::Work(Work::Browse("https://optional.example/feed".into()))]
    );
}

#[test]
fn trouble_is_told_with_its_advice_and_all_that_is_known_where_there_is_room() {
    let mut reader = over_sources();
    let narrow = reader.screen();
    assert!(narrow.contains("check its spelling and your network"), "{narrow}");
    assert!(narrow.contains("Need a look  2") && narrow.contains("Off  1"), "{narrow}");
    reader.happen(Event::Resized(Size { width: 140, height: 30 }));
    let wide = reader.screen();
    for told in [
        "Answered      9 d",
        "Next visit    due in 2 h",
        "Fails since",
        "25 % of 40 items",
        "7 new this week",
    ] {
        assert!(wide.contains(told), "no {told}\n{wide}");
    }
}

#[test]
fn words_leave_only_the_sources_that_hold_them() {
    let mut reader = over_sources();
    reader.press("/ q u i e t Enter");
    let screen = reader.screen();
    assert!(screen.contains("The Quiet") && !screen.contains("The Lost"), "{screen}");
    reader.press("/ Backspace Backspace Backspace Backspace Backspace z z Enter");
    assert!(reader.screen().contains("No source holds these words"), "{}", reader.screen());
}

#[test]
fn the_selected_source_is_asked_by_itself_and_its_failure_said() {
    let mut reader = over_sources();
    reader.press("r");
    assert_eq!(
        reader.asked_of_world,
        [Effect::Work(Work::Refresh(Scope::One(SourceId("Lost".into()))))]
    );
    reader.happen(Event::Progress(Progress::Started { sources: 1 }));
    let outcome = Err(Phrase::new("failed.no_such_host", &[&"lost.example"]));
    reader.happen(Event::Progress(Progress::Source { name: "Lost".into(), outcome, note: None }));
    // What became of it is in the store by now.
    reader.elsewhere().remove_source(&SourceId("Lost".into())).expect("removed");
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    let screen = reader.screen();
    assert!(screen.contains("Lost: the host lost.example cannot be found"), "{screen}");
    assert!(!screen.contains("The Lost"), "the list is as the store is now\n{screen}");
}

#[test]
fn a_source_is_added_and_removed_by_a_key_each() {
    let mut reader = over_sources();
    reader.press("a p o s t . e x a m p l e Enter");
    let follow = Effect::Work(Work::Fetch(Errand::Follow("post.example".into())));
    assert_eq!(reader.asked_of_world, [follow]);
    reader.press("D");
    assert!(reader.screen().contains("Remove The Lost?"), "{}", reader.screen());
    reader.press("y");
    assert_eq!(
        reader.asked_of_world.last(),
        Some(&Effect::Work(Work::Fetch(Errand::Remove(SourceId("Lost".into())))))
    );
    reader.elsewhere().remove_source(&SourceId("Lost".into())).expect("removed");
    reader
        .happen(Event::Followed { told: Phrase::new("source.removed", &[&"Lost"]), source: None });
    assert!(!reader.screen().contains("The Lost"), "{}", reader.screen());
}

#[test]
fn what_became_of_a_source_itself_is_among_the_messages() {
    let mut reader = Reader::open(100, 24);
    let note = Some(Phrase::new("refresh.gone", &[&"lost"]));
    reader.happen(Event::Progress(Progress::Started { sources: 2 }));
    let outcome = Err(Phrase::new("failed.gone", &[&"https://lost.example/"]));
    reader.happen(Event::Progress(Progress::Source { name: "lost".into(), outcome, note }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    assert!(reader.screen().contains("0 new items, 1 source failed"), "{}", reader.screen());
    reader.press("g m");
    assert!(reader.screen().contains("lost is gone for good"), "{}", reader.screen());
}

#[test]
fn what_may_be_meant_is_asked_about_one_after_another() {
    let one = |name: &str, count| Candidate {
        seen: Some(Seen { title: Some(name.into()), count, titles: vec!["A wheel".into()] }),
        ..Candidate::new("feed", format!("https://{name}.example/"), "feed", Certainty::Guess)
    };
    let mut reader = over_sources();
    reader.happen(Event::Offered(vec![one("news", 20), one("talks", 4)]));
    let screen = reader.screen();
    assert!(screen.contains("1 of 2") && screen.contains("“news”, 20 items"), "{screen}");
    reader.press("n");
    assert!(reader.screen().contains("“talks”, 4 items"), "{}", reader.screen());
    reader.press("y");
    let chosen = Effect::Work(Work::Fetch(Errand::FollowThis(Box::new(one("talks", 4)))));
    assert_eq!(reader.asked_of_world, [chosen]);
    reader.happen(Event::Offered(vec![one("news", 20)]));
    reader.press("n");
    assert!(!reader.screen().contains("1 of 1"), "none is meant");
}

#[test]
fn sets_of_sources_are_offered_one_after_another() {
    let set = |name: &str, on| Profile { name: name.into(), on, all: 22 };
    let mut reader = over_sources();
    reader.press("g S");
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::Fetch(Errand::Profiles))]);
    reader.happen(Event::Profiles(vec![set("ai-research", 7), set("korean-industry", 4)]));
    let screen = reader.screen();
    assert!(screen.contains("“AI research” (7 of 22 sources are on)? 1 of 2"), "{screen}");
    reader.press("n");
    assert!(reader.screen().contains("“Korean industry” (4 of 22"), "{}", reader.screen());
    reader.press("y");
    let chosen = Effect::Work(Work::Fetch(Errand::SwitchOn("korean-industry".into())));
    assert_eq!(reader.asked_of_world.last(), Some(&chosen));
    let told = Phrase::new("profile.done", &[&Phrase::bare("profile.korean-industry"), &18, &4]);
    reader.happen(Event::Followed { told, source: None });
    assert!(reader.screen().contains("Korean industry: 18 sources"), "{}", reader.screen());
}

#[test]
fn reader_servers_stand_above_the_sources_and_the_header_tells_what_waits() {
    use jogan::model::AccountHealth;
    use jogan::model::account::AccountCondition;
    let account = |name: &str, condition| {
        let mut account = AccountHealth {
            name: name.into(),
            host: format!("{name}.example"),
            waiting: 12,
            feeds: 38,
            unread: 6_007,
            configured: true,
            ..AccountHealth::default()
        };
        account.state.memory.condition = condition;
        account.state.last_success = Some(now() - chrono::Duration::minutes(4));
        account
    };
    let mut reader = Reader::open(120, 24);
    reader.accounts = vec![account("home", AccountCondition::Well)];
    reader.put_sources(&[source("Well", |_| ())]);
    reader.happen(Event::ChangedElsewhere);
    reader.press("S");
    let screen = reader.screen();
    assert!(screen.lines().next().is_some_and(|line| line.contains("⇄ 12")), "{screen}");
    assert!(screen.contains("⇄ home · 12 waiting · 4 m"), "{screen}");
    assert!(screen.contains("home       home.example"), "{screen}");
    assert!(screen.contains("38 feeds, 6007 unread"), "{screen}");
    reader.accounts = vec![account("home", AccountCondition::PasswordRefused)];
    reader.happen(Event::ChangedElsewhere);
    let screen = reader.screen();
    assert!(screen.lines().next().is_some_and(|line| line.contains("⇄ !")), "{screen}");
}

#[test]
fn enter_on_an_account_opens_what_waits_and_how_its_last_passes_went() {
    use jogan::model::account::{AccountCondition, Waiting};
    use jogan::model::{AccountHealth, RemoteId, RemoteMark, SyncReport};
    let mut reader = Reader::open(100, 30);
    let mut account = AccountHealth {
        name: "home".into(),
        host: "rss.example".into(),
        waiting: 2,
        feeds: 3,
        unread: 7,
        configured: true,
        ..AccountHealth::default()
    };
    account.state.memory.condition = AccountCondition::Well;
    let pass =
        SyncReport { at: now(), ok: true, sent: 5, new: 12, calls: 6, ..SyncReport::default() };
    account.state.memory.passes = vec![pass];
    reader.accounts = vec![account];
    let mark = |mark, on| Waiting {
        no: 1,
        rid: RemoteId("00ff".into()),
        item: None,
        mark,
        on,
        queued: now(),
        sent: false,
        tries: 0,
        disagreed: 0,
    };
    reader.waiting = vec![
        (mark(RemoteMark::Read, true), Some("A lamp is lit".into())),
        (mark(RemoteMark::Starred, false), None),
    ];
    reader.happen(Event::ChangedElsewhere);
    reader.press("S g g Enter");
    let screen = reader.screen();
    for part in
        ["home · rss.example", "well", "A lamp is lit", "not starred", "00ff", "5 sent", "12 new"]
    {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    reader.press("r");
    let asked = |full| Effect::Work(Work::Refresh(Scope::Account { name: "home".into(), full }));
    assert_eq!(reader.asked_of_world.last(), Some(&asked(false)));
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    reader.press("q R");
    assert_eq!(reader.asked_of_world.last(), Some(&asked(true)));
    // A page without anything to ask for asks for nothing.
    let before = reader.asked_of_world.len();
    reader.press("? r R");
    assert_eq!(reader.asked_of_world.len(), before);
}

#[test]
fn a_source_that_came_has_the_cursor_and_one_without_an_answer_says_so() {
    let mut reader = over_sources();
    let unreached = source("zebra", |health| {
        health.state.last_success = None;
        health.state.last_error = Some(Phrase::plain("no such host"));
    });
    reader.add_source(&unreached);
    reader.press("/ w e l l Enter");
    let told = Phrase::new("source.added", &[&"zebra", &"The zebra"]);
    reader.happen(Event::Followed { told, source: Some(unreached.source.id.clone()) });
    let screen = reader.screen();
    let row = screen.lines().find(|line| line.contains("The zebra")).unwrap_or_default();
    assert!(row.starts_with('▎') && row.contains("no answer yet"), "{screen}");
}

#[test]
fn what_was_typed_for_a_source_that_cannot_be_followed_comes_back() {
    let mut reader = Reader::open(120, 40);
    reader.press("S a").type_in("https://lab.example/news").press("Enter");
    reader.happen(Event::NotFetched(Phrase::plain("it has no feed")));
    let screen = reader.screen();
    assert!(screen.contains("follow https://lab.example/news"), "{screen}");
    assert!(screen.contains("it has no feed"), "{screen}");
    // Whoever left the list meanwhile is not asked again.
    reader.press("Enter Esc");
    reader.happen(Event::NotFetched(Phrase::plain("it has no feed")));
    assert!(!reader.screen().contains("follow https"), "{}", reader.screen());
}
