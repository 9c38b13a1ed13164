//! A store and a server in step: first passes, marks on both sides, what is new, backdated,
//! vanished and renumbered, in every flavour.

use std::collections::BTreeMap;

use chrono::Duration;
use jogan::desk::Settings;
use jogan::fetch::{Fetcher, Policy};
use jogan::model::account::{Protocol, RemoteFeed, Secret, Sends};
use jogan::model::change::Standing;
use jogan::model::{About, Account, ItemId, Listed, Moment, Query, Source, SourceId, SyncReport};
use jogan::newsroom::Newsroom;
use jogan::store::{Keeper, Store};
use jogan::sync::{Pass, Wishes, pass};
use tempfile::TempDir;

use super::alike::{
    ALL, Alike, BAZQUX, FEVER_TOGGLES, FRESHRSS, Flavour, INOREADER, MINIFLUX, NOON, PASSWORD, USER,
};
use crate::refreshing::noon;

/// A store that follows a server.
pub struct Home {
    pub folder: TempDir,
    keeper: Keeper<Newsroom>,
    fetcher: Fetcher,
    pub account: Account,
}

impl Home {
    pub fn following(alike: &Alike) -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        let newsroom = Newsroom::open(folder.path(), Settings::default()).expect("a newsroom");
        let keeper = Keeper::start(newsroom).expect("a thread");
        let kind = if alike.flavour.fever { Protocol::Fever } else { Protocol::Greader };
        let mut account = Account::new("home", kind, alike.base());
        account.user = USER.into();
        account.password = Some(Secret(PASSWORD.into()));
        Home { folder, keeper, fetcher: Fetcher::new(Policy::for_accounts()), account }
    }

    pub async fn pass_with(&self, wishes: Wishes, hours: i64) -> SyncReport {
        let now = noon() + Duration::hours(hours);
        let needs = Pass {
            keeper: &self.keeper,
            fetcher: &self.fetcher,
            data_dir: self.folder.path(),
            now,
        };
        pass(&needs, &self.account, wishes, |_| ()).await.expect("a store")
    }

    /// A pass so many hours after noon.
    pub async fn pass(&self, hours: i64) -> SyncReport {
        self.pass_with(Wishes::due(), hours).await
    }

    pub fn store(&self) -> Store {
        Store::open_read_only(self.folder.path()).expect("a store")
    }

    pub fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> T {
        self.keeper.ask(|newsroom| change(&mut newsroom.store)).blocking_recv().expect("done")
    }

    /// Items by their page, with their number and marks.
    pub fn items(&self) -> BTreeMap<String, (ItemId, bool, bool)> {
        let rows = self.store().rows(&Query::default(), noon()).expect("rows");
        let all = rows.len();
        let items: BTreeMap<_, _> = rows
            .into_iter()
            .map(|row| (row.url.clone().unwrap_or_default(), (row.id, row.read, row.starred)))
            .collect();
        assert_eq!(items.len(), all, "an item is doubled");
        items
    }

    pub fn id_of(&self, url: &str) -> ItemId {
        self.items()[url].0
    }

    pub fn waiting(&self) -> usize {
        self.store().waiting("home").expect("rows").len()
    }
}

/// Whether all that the server has is here, marked as there.
pub fn assert_in_step(home: &Home, alike: &Alike, when: &str) {
    let name = alike.flavour.name;
    let items = home.items();
    for item in alike.world().items.values() {
        let Some((id, read, starred)) = items.get(&item.url) else {
            panic!("{name}, {when}: {} is not here", item.url);
        };
        let here = (*read, *starred);
        assert_eq!(here, (item.read, item.starred), "{name}, {when}: {} {id:?}", item.url);
    }
    assert_eq!(alike.world().wrong, Vec::<String>::new(), "{name}, {when}");
}

/// Runs what waits for the storekeeper beside the runtime of the test.
pub fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("no panic"))
}

fn url_of(alike: &Alike, nth: usize) -> String {
    alike.world().items.values().nth(nth).expect("an item").url.clone()
}

fn set_there(alike: &Alike, nth: usize, change: impl FnOnce(&mut super::alike::Item)) {
    change(alike.world().items.values_mut().nth(nth).expect("an item"));
}

async fn story(flavour: Flavour) {
    let alike = Alike::start(flavour, 90);
    let home = Home::following(&alike);
    let name = flavour.name;
    let first = home.pass(0).await;
    assert!(first.ok, "{name}: {:?}", first.error);
    // Fever lists what is unread or saved, and nothing else.
    let listed = alike
        .world()
        .items
        .values()
        .filter(|item| !flavour.fever || !item.read || item.starred)
        .count();
    assert_eq!((first.new, first.feeds), (listed, 3), "{name}");
    if flavour.fever {
        alike.world().items.retain(|_, item| !item.read || item.starred);
    }
    assert_in_step(&home, &alike, "after the first pass");

    // Marks on both sides.
    let urls: Vec<String> = (0..8).map(|nth| url_of(&alike, nth)).collect();
    apart(|| {
        let id = |nth: usize| home.id_of(&urls[nth]);
        let (one, two, three) = (id(1), id(2), id(3));
        let toggled = home.items()[&urls[0]];
        home.change(move |store| {
            store.set_read(&[one, two], true).expect("read");
            store.set_read(&[three], false).expect("unread");
            store.set_starred(&[two, three], true, noon()).expect("starred");
            store.set_starred(&[toggled.0], !toggled.2, noon()).expect("turned over");
        });
    });
    set_there(&alike, 4, |item| item.read = !item.read);
    set_there(&alike, 5, |item| item.starred = !item.starred);
    let new = alike.world().add(flavour, 1, NOON + 60, false, false);
    let backdated = alike.world().add(flavour, 2, NOON + 120, false, true);
    alike.world().items.get_mut(&backdated).expect("it").published = NOON - 20 * 86_400;
    let second = home.pass(1).await;
    assert!(second.ok, "{name}: {:?}", second.error);
    assert_eq!(second.new, 2, "{name}");
    // Lists in several pages are believed when they miss an item twice.
    home.pass(2).await;
    assert_in_step(&home, &alike, "after marks on both sides");
    assert_eq!(home.waiting(), 0, "{name}");
    let third = home.pass(3).await;
    assert_eq!((third.sent, third.new, third.updated), (0, 0, 0), "{name}: {third:?}");
    assert!(third.calls <= 8 || flavour.page < 1_000, "{name}: {} calls", third.calls);

    // What vanishes there stays here, marked as it was.
    let before = home.items();
    let gone = {
        let mut world = alike.world();
        world.items.remove(&new).expect("it").url
    };
    assert!(home.pass_with(Wishes { full: true, ..Wishes::due() }, 4).await.ok, "{name}");
    home.pass(5).await;
    let after = home.items();
    assert_eq!(before.len(), after.len(), "{name}");
    if !flavour.fever {
        assert_eq!(before[&gone], after[&gone], "{name}");
    }

    // A rebuilt server calls everything otherwise, and nothing is doubled.
    alike.world().renumber();
    let rebuilt = home.pass_with(Wishes { full: true, ..Wishes::due() }, 6).await;
    assert!(rebuilt.ok && rebuilt.new == 0, "{name}: {rebuilt:?}");
    home.pass(7).await;
    home.pass(8).await;
    assert_eq!(home.items().len(), after.len(), "{name}");
    assert_in_step(&home, &alike, "after it was rebuilt");
    assert_eq!(home.waiting(), 0, "{name}");
}

#[tokio::test]
async fn in_every_flavour_nothing_differs_after_marks_on_both_sides_news_and_a_rebuilt_server() {
    for flavour in ALL {
        story(flavour).await;
    }
}

#[tokio::test]
async fn an_own_source_is_taken_over_and_what_was_read_and_starred_of_it_goes_there() {
    let alike = Alike::start(FRESHRSS, 30);
    let home = Home::following(&alike);
    let (url, title) = {
        let world = alike.world();
        let item = world.items.values().find(|item| item.feed == 0 && !item.read).expect("one");
        (item.url.clone(), item.title.clone())
    };
    let page = url.clone();
    apart(|| {
        home.keeper
            .ask(move |newsroom| {
                let mut own = Source::new("feed", "https://feeds.example/0.xml");
                (own.id, own.name) = (SourceId("mine".into()), "Mine".into());
                newsroom.store.put_source(&own).expect("put");
                let item = jogan::model::NewItem {
                    external_id: Some("guid-1".into()),
                    url: Some(page),
                    title,
                    ..jogan::model::NewItem::default()
                };
                let taken = newsroom.take_in(&own, &[item], noon()).expect("taken");
                newsroom.store.set_read(&taken.new, true).expect("read");
                newsroom.store.set_starred(&taken.new, true, noon()).expect("starred");
            })
            .blocking_recv()
            .expect("done");
    });
    let own = home.id_of(&url);
    assert!(home.pass(0).await.ok);
    assert_eq!(home.items()[&url], (own, true, true));
    let source = home.store().source(&SourceId("mine".into())).expect("still there");
    assert_eq!(source.options["account"], "home");
    assert!(home.store().due(noon(), true).expect("due").is_empty());
    assert!(home.pass(1).await.ok);
    home.pass(2).await;
    assert_in_step(&home, &alike, "after it was taken over");
}

#[tokio::test]
async fn stars_carry_their_tags_to_labels_and_back() {
    let alike = Alike::start(FRESHRSS, 12);
    let mut home = Home::following(&alike);
    home.account.send.push(Sends::Labels);
    assert!(home.pass(0).await.ok);
    let url = url_of(&alike, 3);
    apart(|| {
        let id = home.id_of(&url);
        let listed = Listed { tags: vec!["later".into()], ..Listed::default() };
        home.change(move |store| {
            store
                .changing(|kept| {
                    kept.change_listed(&[Standing { id, was: None, to: Some(listed) }], noon())
                })
                .expect("listed");
        });
    });
    assert!(home.pass(1).await.ok);
    {
        let world = alike.world();
        let item = world.items.values().nth(3).expect("it");
        assert!(item.starred && item.labels.contains("later"));
    }
    set_there(&alike, 3, |item| {
        item.labels.clear();
        item.labels.insert("work".into());
    });
    set_there(&alike, 4, |item| item.labels.insert("later".into()).then_some(()).expect("new"));
    assert!(home.pass(2).await.ok);
    let tags = apart(|| home.store().listed(home.id_of(&url)).expect("read")).expect("listed").tags;
    assert_eq!(tags, ["work"]);
    assert_eq!(alike.world().wrong, Vec::<String>::new());
}

#[tokio::test]
async fn where_there_are_no_labels_they_are_off_and_all_else_goes_on() {
    let alike = Alike::start(MINIFLUX, 12);
    let mut home = Home::following(&alike);
    home.account.send.push(Sends::Labels);
    assert!(home.pass(0).await.ok);
    let url = url_of(&alike, 3);
    apart(|| {
        let id = home.id_of(&url);
        let listed = Listed { tags: vec!["later".into()], ..Listed::default() };
        home.change(move |store| {
            store
                .changing(|kept| {
                    kept.change_listed(&[Standing { id, was: None, to: Some(listed) }], noon())
                })
                .expect("listed");
        });
    });
    for hours in 1..4 {
        assert!(home.pass(hours).await.ok);
    }
    assert!(alike.world().items.values().nth(3).expect("it").starred);
    let state = home.store().account_state("home").expect("a state");
    assert!(state.memory.without_labels);
}

#[tokio::test]
async fn feeds_come_move_and_go_and_many_at_once_only_when_accepted() {
    let alike = Alike::start(BAZQUX, 12);
    let home = Home::following(&alike);
    home.pass(0).await;
    let panes = |home: &Home| -> Vec<Option<jogan::model::Pane>> {
        home.store().sources().expect("sources").iter().map(|source| source.pane).collect()
    };
    assert_eq!(panes(&home), [Some(jogan::model::Pane::Research), None, None]);
    alike.world().feeds.get_mut(&1).expect("it").1 = "https://moved.example/1.xml".into();
    alike.world().feeds.remove(&2);
    home.pass(1).await;
    assert_eq!(home.store().sources().expect("sources").len(), 3, "missing once");
    let some = home.pass_with(Wishes { accept: false, ..Wishes::due() }, 3).await;
    // One of three is more than a quarter, and one alone is believed.
    assert!(some.ok, "{:?}", some.error);
    let sources = home.store().sources().expect("sources");
    assert_eq!(sources.len(), 2);
    assert_eq!(sources[1].address, "https://moved.example/1.xml");
    alike.world().feeds.clear();
    home.pass(4).await;
    let many = home.pass(6).await;
    assert!(!many.ok, "{many:?}");
    assert_eq!(home.store().sources().expect("sources").len(), 2);
    assert!(home.pass_with(Wishes { accept: true, ..Wishes::due() }, 7).await.ok);
    assert!(home.store().sources().expect("sources").is_empty());
    let left: Vec<RemoteFeed> = home.store().remote_feeds("home").expect("feeds");
    assert_eq!(left, []);
}

#[tokio::test]
async fn what_the_server_will_not_have_follows_it_after_two_passes() {
    let alike = Alike::start(INOREADER, 12);
    alike.world().items.values_mut().next().expect("one").crawled = NOON - 40 * 86_400;
    alike.world().items.values_mut().next().expect("one").read = true;
    let home = Home::following(&alike);
    home.pass(0).await;
    let url = url_of(&alike, 0);
    apart(|| {
        let id = home.id_of(&url);
        home.change(move |store| store.set_read(&[id], false).expect("unread"));
    });
    let reports = [home.pass(1).await, home.pass(2).await, home.pass(3).await];
    assert_eq!(reports.iter().map(|report| report.refused).sum::<usize>(), 1);
    assert!(home.items()[&url].1, "it is read again");
    assert_eq!(home.waiting(), 0);
}

#[tokio::test]
async fn a_days_quota_is_left_in_part_and_the_rest_comes_later() {
    let flavour = Flavour { quota: Some(40), ..INOREADER };
    let alike = Alike::start(flavour, 600);
    let home = Home::following(&alike);
    let first = home.pass(0).await;
    assert!(first.ok && first.new > 0 && first.new < 600, "{first:?}");
    assert_eq!(first.calls_left, Some(0));
    assert!(first.calls <= 37 + 1, "{}", first.calls);
    let state = home.store().account_state("home").expect("a state");
    assert!(state.next_due >= Some(noon() + Duration::hours(1)));
    // Nothing is asked before.
    let calls = alike.server.asked().len();
    assert_eq!(home.pass(0).await.new, 0);
    assert_eq!(alike.server.asked().len(), calls);
}

#[tokio::test]
async fn a_fever_star_that_is_turned_over_is_set_once_whatever_is_lost() {
    let alike = Alike::start(FEVER_TOGGLES, 12);
    let home = Home::following(&alike);
    home.pass(0).await;
    let url = url_of(&alike, 3);
    apart(|| {
        let (id, _, starred) = home.items()[&url];
        assert!(!starred);
        home.change(move |store| store.set_starred(&[id], true, noon()).expect("starred"));
    });
    alike.world().faults.push(("as=saved", super::alike::Fault::Lost(true), 1));
    assert!(!home.pass(1).await.ok);
    assert!(home.pass(2).await.ok);
    assert!(home.pass(3).await.ok);
    assert!(alike.world().items.values().nth(3).expect("it").starred);
    assert_eq!(home.waiting(), 0);
}

#[tokio::test]
async fn notes_ideas_tags_and_secrets_go_nowhere() {
    let alike = Alike::start(FRESHRSS, 30);
    let home = Home::following(&alike);
    home.pass(0).await;
    let url = url_of(&alike, 3);
    apart(|| {
        let id = home.id_of(&url);
        let listed = Listed { tags: vec!["privatetag".into()], ..Listed::default() };
        home.change(move |store| {
            store
                .changing(|kept| {
                    kept.change_listed(&[Standing { id, was: None, to: Some(listed) }], noon())
                })
                .expect("listed");
            store
                .changing(|kept| {
                    kept.change_note(About::Item(id), None, "a private thought", noon())
                })
                .expect("a note");
            store.set_read(&[id], true).expect("read");
        });
    });
    assert!(home.pass(1).await.ok && home.pass(2).await.ok);
    let asked = alike.server.asked();
    let sent: Vec<_> = asked.iter().map(|one| format!("{} {}", one.target, one.body)).collect();
    let sent = sent.join("\n");
    for never in ["privatetag", "thought", "score", "note", "idea"] {
        assert!(!sent.contains(never), "{never}");
    }
    assert!(sent.contains("starred"));
    // The password is nowhere, the token in its own file alone.
    let token = format!("{USER}/login");
    let mut seen_token = false;
    let mut folders = vec![home.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
            assert!(!has(PASSWORD), "{}", path.display());
            if has(&token) {
                assert!(path.ends_with("accounts/home.token"), "{}", path.display());
                seen_token = true;
            }
        }
    }
    assert!(seen_token);
    let mut archive = String::new();
    home.store()
        .archive(|record| {
            archive += &serde_json::to_string(&record).expect("JSON");
            Ok::<(), jogan::store::StoreError>(())
        })
        .expect("an archive");
    assert!(!archive.contains(PASSWORD) && !archive.contains(&token));
}

/// When a first pass takes place, for those that look at how old things are.
#[tokio::test]
async fn old_items_are_first_seen_when_the_server_found_them() {
    let alike = Alike::start(FRESHRSS, 30);
    let home = Home::following(&alike);
    home.pass(0).await;
    let health = home.store().health(noon()).expect("health");
    let crawled: Moment = Moment::from_timestamp(NOON - 30 * 3_600, 0).expect("a moment");
    let oldest = url_of(&alike, 0);
    let row = apart(|| {
        let id = home.id_of(&oldest);
        home.store().item(id, noon()).expect("an item").row
    });
    assert_eq!(row.published, crawled - Duration::minutes(10));
    assert_eq!(health.iter().map(|one| one.new_in_week).sum::<u32>(), 30);
    assert!(health.iter().all(|one| one.state.last_success == Some(noon())));
}
