//! What two reports are to each other, held against a table of pairs in our own words
//! (`tests/desk/pairs.tsv`). `cargo test --lib desk::tests::pairs -- --nocapture` prints what
//! failed.

use super::analysis::Asked;
use super::background::seasoned;
use super::likeness::{self, Dated, Level};
use super::reading::{Reading, Scratch};
use super::table::{Hits, rows};
use super::*;

const TABLE: &str = include_str!("../../../tests/desk/pairs.tsv");

const LEVELS: [(&str, Level); 5] = [
    ("copy", Level::Copy),
    ("event", Level::Event),
    ("matter", Level::Matter),
    ("related", Level::Related),
    ("apart", Level::Apart),
];

/// The floors of precision and recall that the table's head names.
fn floors(name: &str) -> (f64, f64) {
    let floor = TABLE.lines().filter_map(|line| line.strip_prefix("#floor ")).find_map(|line| {
        let mut cells = line.split(' ');
        (cells.next()? == name).then_some(())?;
        Some((cells.next()?.parse().ok()?, cells.next()?.parse().ok()?))
    });
    floor.unwrap_or_else(|| panic!("the table's head has no floor {name}"))
}

/// What a title says.
fn reading(desk: &Desk, title: &str) -> Reading {
    let asked = Asked {
        source: &SourceId("press".into()),
        kind: "feed",
        tier: Tier::Specialist,
        company: None,
        title,
        summary: "",
        url: Some("https://press.example/1"),
        published: at(0),
    };
    desk.analyzer.read(&asked, &mut Scratch::default())
}

#[test]
fn a_name_that_the_lexicon_knows_is_no_edition_of_a_shorter_one() {
    let desk = &mut seasoned().desk;
    assert_eq!(reading(desk, "Claude Code learns to fold paper boats").versions, []);
    assert_eq!(reading(desk, "Apple shows a MacBook Ultra").versions.len(), 1);
}

#[test]
fn what_is_shown_at_one_fair_is_no_event_for_that() {
    let room = seasoned();
    let level = |room: &Room, one: &str, other: &str| {
        let (a, b) = (reading(&room.desk, one), reading(&room.desk, other));
        let told = |reading, hour| Dated { reading, published: at(hour) };
        let (first, second) = (told(&a, 0), told(&b, 2));
        likeness::compare(&second, &first, &room.desk.stories, &room.desk.rules.tuning).level
    };
    for (one, other) in [
        ("KT shows a lantern at MWC 2031", "Xiaomi sells its first kite at MWC 2031"),
        ("KT, MWC 2031서 등대 공개", "LG유플러스, MWC 2031 참가"),
        ("삼성전자, CES 2031서 돛 접는 로봇 공개", "현대차, CES 2031에서 배 띄운다"),
        ("Counting sails wins a prize at ICLR 2031", "ICLR 2031 hears of the sleep of crabs"),
    ] {
        assert!(level(&room, one, other) > Level::Event, "{one} / {other}");
    }
    for (one, other) in [
        ("Apple unveils Kelp Ultra at WWDC 2031", "At WWDC, Apple shows Kelp Ultra watch"),
        ("[WWDC2031] 애플, 새 시계 대거 공개", "애플 WWDC 2031 기조연설서 새 시계 공개"),
    ] {
        assert!(level(&room, one, other) <= Level::Event, "{one} / {other}");
    }
}

#[test]
fn what_tells_a_kind_of_move_a_product_of_many_or_another_place_joins_nothing() {
    let mut room = seasoned();
    for n in 0..40 {
        room.hear(&format!("Windows {n} sails past the pier"), &format!("paper-{n}"), n - 700);
    }
    let level = |room: &Room, one: &str, other: &str| {
        let (a, b) = (reading(&room.desk, one), reading(&room.desk, other));
        let first = Dated { reading: &a, published: at(0) };
        let second = Dated { reading: &b, published: at(2) };
        likeness::compare(&second, &first, &room.desk.stories, &room.desk.rules.tuning).level
    };
    for (one, other) in [
        ("Kelphaven joins Google", "Raft shop Tidemark is joining the open sea"),
        ("Norway signals intent to ban kites for under-16s", "Malaysia to ban kites for under-16s"),
        ("노르웨이, 16세 미만 연날리기 금지 추진", "말레이시아, 16세 미만 연날리기 금지"),
        (
            "What is known of the attack on Stryker's Windows network",
            "Microsoft's lantern mode comes to every Windows PC",
        ),
        (
            "Jury orders Meta to pay $375 million over harm to children",
            "Jury orders Meta to pay $3 million to woman harmed as a child",
        ),
        ("법원, 메타에 5600억원 배상 명령", "법원, 메타에 40억원 배상 명령"),
    ] {
        assert!(level(&room, one, other) > Level::Event, "{one} / {other}");
    }
    for (one, other) in [
        ("Norway bans kites for under-16s", "Kites banned for under-16s in Oslo"),
        ("Stryker hit by wiper attack", "Hackers claim attack on Stryker"),
        ("Jury orders Meta to pay $3 million", "Meta must pay $3 million, jury says"),
    ] {
        assert!(level(&room, one, other) <= Level::Event, "{one} / {other}");
    }
}

#[test]
fn what_one_says_and_another_does_a_day_later_are_less_alike() {
    let room = seasoned();
    let a = reading(&room.desk, "Kelphaven in talks to acquire Quayside");
    let b = reading(&room.desk, "Kelphaven acquires Quayside");
    let sum = |hours: i64| {
        let first = Dated { reading: &a, published: at(0) };
        let second = Dated { reading: &b, published: at(hours) };
        likeness::compare(&second, &first, &room.desk.stories, &room.desk.rules.tuning).sum
    };
    let lost = sum(35) - sum(36);
    assert!(lost > 0.05, "{lost}");
}

#[test]
fn two_headlines_are_to_each_other_what_a_careful_reader_says() {
    let mut room = seasoned();
    for (n, row) in rows(include_str!("../../../tests/desk/facts.tsv")).iter().enumerate() {
        room.hear(row[2], &format!("paper-{}", n % 9), n as i64 - 600);
    }
    let desk = &mut room.desk;
    let table = rows(TABLE);
    assert!(table.len() >= 240);
    for (name, _) in LEVELS {
        assert!(table.iter().filter(|row| row[0] == name).count() >= 40, "{name}");
    }
    let across = |row: &[&str]| row[2] == "en ko" || row[2] == "ko en";
    assert!(table.iter().filter(|row| across(row)).count() >= 80);
    let mut found: BTreeMap<&str, Hits> = BTreeMap::new();
    for row in &table {
        let [wanted, hours, _, one, other] = row[..] else { panic!("{row:?}") };
        let hours: i64 = hours.parse().expect("hours");
        let (a, b) = (reading(desk, one), reading(desk, other));
        let first = Dated { reading: &a, published: at(0) };
        let second = Dated { reading: &b, published: at(hours) };
        let likeness = likeness::compare(&second, &first, &desk.stories, &desk.rules.tuning);
        let of = |level: Level| LEVELS.iter().find(|(_, known)| *known == level).map(|one| one.0);
        let said = of(likeness.level).expect("a level");
        for (name, _) in LEVELS {
            let part = |is: &str| if is == name { vec![name] } else { Vec::new() };
            found.entry(name).or_default().count(&part(said), &part(wanted));
        }
        let joins = |level: &str| if matches!(level, "copy" | "event") { vec![1] } else { vec![] };
        let right = found.entry("joins").or_default().count(&joins(said), &joins(wanted));
        if across(row) {
            found.entry("joins-across").or_default().count(&joins(said), &joins(wanted));
        }
        if !right {
            println!("{wanted} is {said} ({:.2}): {one} / {other}", likeness.sum);
        }
        let back = likeness::compare(&first, &second, &desk.stories, &desk.rules.tuning);
        assert_eq!(back.level, likeness.level, "either way round: {one} / {other}");
    }
    for (name, hits) in found {
        let (precision, recall) = floors(name);
        hits.hold(name, precision, recall);
    }
}
