//! Tests of `account.rs`.

use super::*;

#[test]
fn a_secret_is_never_printed() {
    let mut account = Account::new("home", Protocol::Greader, "https://rss.example/");
    account.password = Some(Secret("hunter2".into()));
    assert!(!format!("{account:?}").contains("hunter2"));
}

#[test]
fn a_tenth_of_a_quota_is_left_to_others_and_it_begins_anew() {
    let now: Moment = "2026-03-05T12:00:00Z".parse().expect("a moment");
    let quota = Quota {
        reads: Some(Zone { limit: 100, used: 85 }),
        writes: Some(Zone { limit: 100, used: 95 }),
        resets: Some(now),
    };
    assert_eq!(quota.reads.map(Zone::left), Some(5));
    assert_eq!(quota.left(), Some(0));
    assert_eq!(quota.at(now).left(), Some(90));
    assert_eq!(quota.at(now - chrono::Duration::seconds(1)).left(), Some(0));
}
