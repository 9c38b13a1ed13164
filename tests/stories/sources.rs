//! The list of sources and how they are.

use std::collections::BTreeMap;

use jogan::app::effect::{Change, Effect};
use jogan::model::{FetchState, Health, Pane, Source, SourceId, Tier};

use super::reader::{Reader, now};

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
    let mut reader = Reader::open(100, 24);
    let ago = |days| Some(now() - chrono::Duration::days(days));
    reader.sources = vec![
        source("Well", |_| ()),
        source("Optional", |health| health.source.enabled = false),
        source("Quiet", |health| health.state.last_new = ago(70)),
        source("Lost", |health| {
            health.state.last_success = ago(9);
            health.state.failures = 12;
            health.state.last_error = Some("the host lost.example cannot be found".into());
        }),
    ];
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
    assert_eq!(reader.asked_of_world, [Effect::Browse("https://optional.example/feed".into())]);
}
