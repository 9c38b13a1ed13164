//! Servers that fail in every way: no mark changes for it, nothing that was acknowledged is lost,
//! and the next whole answer mends all.

use jogan::model::account::{AccountCondition, Secret};
use jogan::sync::Wishes;

use super::alike::{Alike, FRESHRSS, Fault, Flavour, MINIFLUX};
use super::stories::{Home, apart, assert_in_step};
use crate::refreshing::noon;

const FAULTS: [Fault; 9] = [
    Fault::Half,
    Fault::Html,
    Fault::Empty,
    Fault::Bare,
    Fault::EmptyList,
    Fault::Login,
    Fault::TooOften,
    Fault::Down,
    Fault::Lost(false),
];

/// A flavour whose lists are whole pages.
const WHOLE: Flavour = Flavour { page: 10_000, ..FRESHRSS };

#[tokio::test]
async fn whatever_a_list_is_instead_of_whole_no_mark_changes() {
    let lists = ["xt=", "starred", "n=1000&", "subscription/list", "tag/list", "contents"];
    for list in lists {
        for fault in FAULTS {
            let alike = Alike::start(WHOLE, 90);
            let home = Home::following(&alike);
            assert!(home.pass(0).await.ok);
            let before = home.items();
            alike.world().add(WHOLE, 0, super::alike::NOON + 60, false, false);
            // Asked again within the pass it fails again.
            alike.world().faults.push((list, fault, 100));
            let report = home.pass(1).await;
            for (url, marks) in &before {
                assert_eq!(home.items().get(url), Some(marks), "{list} {fault:?}: {url}");
            }
            let moved = report.read + report.unread + report.starred + report.unstarred;
            assert_eq!(moved, 0, "{list} {fault:?}");
            let is_list = ["xt=", "starred", "n=1000&"].contains(&list);
            if is_list && fault != Fault::EmptyList {
                assert!(!report.ok, "{list} {fault:?}: {report:?}");
            }
            alike.world().faults.clear();
            let later = home.pass(30).await;
            assert!(later.ok, "{list} {fault:?}: {:?}", later.error);
            assert_in_step(&home, &alike, &format!("after {list} {fault:?}"));
        }
    }
}

#[tokio::test]
async fn an_empty_list_of_unread_or_starred_items_is_asked_about_and_not_believed() {
    for list in ["xt=", "starred&"] {
        let alike = Alike::start(Flavour { page: 10_000, ..MINIFLUX }, 90);
        let home = Home::following(&alike);
        home.pass(0).await;
        let before = home.items();
        let word = if list == "xt=" { "xt=" } else { "starred" };
        alike.world().faults.push((word, Fault::EmptyList, 1));
        let report = home.pass(1).await;
        assert!(!report.ok, "{list}: {report:?}");
        let state = home.store().account_state("home").expect("a state");
        assert_eq!(state.memory.condition, AccountCondition::Doubtful, "{list}");
        assert_eq!(home.items(), before, "{list}");
    }
}

#[tokio::test]
async fn a_mark_whose_answer_was_lost_is_sent_again_and_one_that_came_stays() {
    for fault in [Fault::Lost(true), Fault::Lost(false), Fault::Half, Fault::Down, Fault::Html] {
        let alike = Alike::start(WHOLE, 30);
        let home = Home::following(&alike);
        home.pass(0).await;
        apart(|| {
            let ids: Vec<_> = home.items().values().map(|(id, ..)| *id).collect();
            home.change(move |store| store.set_read(&ids, true).expect("read"));
        });
        alike.world().faults.push(("edit-tag", fault, 1));
        assert!(!home.pass(1).await.ok, "{fault:?}");
        assert!(home.waiting() > 0, "{fault:?}");
        assert!(home.pass(2).await.ok, "{fault:?}");
        home.pass(3).await;
        assert!(alike.world().items.values().all(|item| item.read), "{fault:?}");
        assert_in_step(&home, &alike, "after a lost answer");
        assert_eq!(home.waiting(), 0, "{fault:?}");
    }
}

#[tokio::test]
async fn one_item_that_the_server_refuses_holds_no_other_up_and_is_set_aside() {
    let alike = Alike::start(WHOLE, 60);
    let home = Home::following(&alike);
    home.pass(0).await;
    let poison = *alike.world().items.keys().nth(17).expect("one");
    alike.world().poison = Some(poison);
    apart(|| {
        let ids: Vec<_> = home.items().values().map(|(id, ..)| *id).collect();
        home.change(move |store| store.set_starred(&ids, true, noon()).expect("starred"));
    });
    for hours in 1..5 {
        home.pass(hours).await;
    }
    let left = |world: &super::alike::World| {
        world.items.iter().filter(|(_, item)| !item.starred).map(|(id, _)| *id).collect::<Vec<_>>()
    };
    assert_eq!(left(&alike.world()), [poison]);
    let rows = home.store().waiting("home").expect("rows");
    assert_eq!(rows.len(), 1);
    assert!(rows[0].is_set_aside());
    // It stays as it is here.
    assert!(home.items().values().all(|(_, _, starred)| *starred));
}

#[tokio::test]
async fn contents_that_the_server_refuses_are_given_up_and_all_others_come() {
    let alike = Alike::start(WHOLE, 60);
    let poison = *alike.world().items.keys().nth(40).expect("one");
    alike.world().poison = Some(poison);
    let home = Home::following(&alike);
    for hours in 0..4 {
        home.pass(hours).await;
    }
    assert_eq!(home.items().len(), 59);
    assert!(home.store().next_wanted("home").expect("read").is_empty());
}

#[tokio::test]
async fn a_first_pass_that_ended_in_the_middle_goes_on_where_it_was() {
    let alike = Alike::start(WHOLE, 600);
    let home = Home::following(&alike);
    // The second oldest is read and not starred, so it is asked for with the last ones.
    let last = "item%2F00000000000003ea";
    alike.world().faults.push((last, Fault::Down, 1));
    let first = home.pass(0).await;
    assert!(!first.ok && first.new == 500, "{first:?}");
    let state = home.store().account_state("home").expect("a state");
    assert_eq!(state.memory.first_items, 600);
    let second = home.pass(1).await;
    assert!(second.ok, "{:?}", second.error);
    assert_eq!(first.new + second.new, 600);
    assert_in_step(&home, &alike, "after it went on");
}

#[tokio::test]
async fn an_expired_login_is_renewed_and_a_refused_one_is_not_tried_again() {
    let alike = Alike::start(WHOLE, 12);
    let mut home = Home::following(&alike);
    assert!(home.pass(0).await.ok);
    // Somebody else logs in, which ends this login here.
    alike.world().logins += 5;
    assert!(home.pass(1).await.ok);
    alike.world().logins += 5;
    home.account.password = Some(Secret("wrong".into()));
    let refused = home.pass(2).await;
    assert!(!refused.ok);
    let state = home.store().account_state("home").expect("a state");
    assert_eq!(state.memory.condition, AccountCondition::PasswordRefused);
    let calls = alike.server.asked().len();
    assert!(!home.pass(3).await.ok);
    assert_eq!(alike.server.asked().len(), calls, "it is not asked again by itself");
    home.pass_with(Wishes { asked: true, ..Wishes::due() }, 4).await;
    assert!(alike.server.asked().len() > calls);
    home.account.password = Some(Secret(super::alike::PASSWORD.into()));
    assert!(home.pass(5).await.ok, "the settings changed");
}

#[tokio::test]
async fn a_server_that_asks_to_be_left_alone_is_left_alone() {
    let alike = Alike::start(WHOLE, 12);
    let home = Home::following(&alike);
    home.pass(0).await;
    alike.world().faults.push(("subscription", Fault::TooOften, 1));
    home.pass(1).await;
    let due = home.store().account_state("home").expect("a state").next_due.expect("a moment");
    assert!(due >= noon() + chrono::Duration::hours(3), "{due}");
}
