//! Which reports tell one event and which do not, who leads it, by how many it is told, and what a
//! changed report changes.

use super::background::seasoned;
use super::*;
use crate::model::Noise;

/// The most reports that one of the events of some titles has, one publisher each unless one is
/// given.
fn most(room: &mut Room, titles: &[&str], publisher: Option<&str>, hours_apart: i64) -> u32 {
    room.clear();
    for (n, title) in titles.iter().enumerate() {
        let of = publisher.map_or_else(|| format!("paper-{n}"), str::to_owned);
        room.hear(title, &of, n as i64 * hours_apart);
    }
    room.settle();
    room.stored.stories.values().map(|story| story.size).max().unwrap_or(1)
}

/// Whether two reports of different publishers, so many hours apart, are one event.
fn is_one(room: &mut Room, one: &str, other: &str, hours_apart: i64) -> bool {
    most(room, &[one, other], None, hours_apart) == 2
}

/// Whether two reports are one event after all that a room has heard.
fn joins(room: &mut Room, one: &str, other: &str) -> bool {
    // Far from whatever came before.
    let hour = room.past.len() as i64 * 150;
    let first = room.hear(one, "one", hour);
    let second = room.hear(other, "two", hour + 1);
    room.judged(first).story == room.judged(second).story
}

#[test]
fn a_korean_and_an_english_report_of_one_event_are_one_story() {
    let mut room = Room::plain();
    let first = room.hear("Meridian and Lanterly team up on cranes", "one", 0);
    let second = room.hear("메리디안·랜털리, 크레인 제휴", "two", 2);
    let other = room.hear("A quiet day at the harbour", "one", 2);
    assert_eq!(room.judged(second).story, StoryId::from(first));
    assert_eq!(room.judged(other).story, StoryId::from(other));
    let state = room.event(first);
    assert_eq!((state.size, state.publishers), (2, 2));
    assert_eq!(room.judged(second).language, "ko");
    let said = room.reason(second, "publishers").expect("the reason");
    assert_eq!(said.facts, ["2"]);
    assert!(said.points > 0.0);
}

#[test]
fn what_names_the_matter_is_one_story_however_it_is_put() {
    let mut room = seasoned();
    for (one, other) in [
        ("OpenAI hires Orla Quince as chief cook", "Orla Quince to cook for OpenAI"),
        ("Zorvex raises $40M to farm kelp by drone", "Kelp farmer Zorvex raises $40 million"),
        ("Lanterly buys herring tracker Fishwise", "Fishwise acquired by Lanterly"),
        ("Fire breaks out at the Quayside crane works", "Quayside crane works on fire"),
    ] {
        assert!(joins(&mut room, one, other), "{one} / {other}");
    }
}

#[test]
fn what_companies_do_every_day_makes_no_story() {
    let mut room = seasoned();
    for (one, other) in [
        (
            "Nvidia sets a date for its summer party",
            "Nvidia shows painters a laptop with two screens",
        ),
        ("Zorvex raises $40M Series B", "Kilnbay raises $90M Series B"),
        ("Lanterly acquires social media app Wickline", "Meta sued over social media and sleep"),
    ] {
        assert!(!joins(&mut room, one, other), "{one} / {other}");
    }
}

#[test]
fn across_languages_a_name_and_what_happens_to_it_are_enough() {
    let mut room = seasoned();
    for (one, other) in [
        ("SK hynix posts record quarterly profit", "SK하이닉스, 분기 최대 영업이익"),
        ("OpenAI acquires harbour startup Quayside", "오픈AI, 항만 스타트업 키사이드 인수"),
        ("Nvidia sued over its lanterns", "엔비디아, 등불 문제로 피소"),
    ] {
        assert!(joins(&mut room, one, other), "{one} / {other}");
    }
    for (one, other) in [
        ("SK hynix posts record quarterly profit", "SK하이닉스, 바닷가 공장 착공"),
        ("Samsung launches a rice cooker", "삼성전자, 우산 출시"),
        ("Nvidia invests $2 billion in Quayside", "엔비디아, 키사이드에 50억달러 투자"),
        ("iPhone 17 review: a better net", "아이폰 18 써 보니"),
    ] {
        assert!(!joins(&mut room, one, other), "{one} / {other}");
    }
}

#[test]
fn one_address_is_one_event_whatever_its_title_says() {
    let mut room = Room::plain();
    let of = |name: &str| source(name, Tier::General);
    let first = page("Gulls of the bay", "https://tide.example/gulls?id=7");
    let first = room.arrive(first, &of("one"), at(0));
    let again = page("현수교를 다시 칠하다", "https://www.tide.example/gulls?id=7&utm_source=x");
    let again = room.arrive(again, &of("two"), at(40));
    let other = page("Gulls of the bay", "https://tide.example/gulls?id=8");
    let other = room.arrive(other, &of("three"), at(200));
    assert_eq!(room.judged(again).story, room.judged(first).story);
    assert_ne!(room.judged(other).story, room.judged(first).story);
}

#[test]
fn another_amount_or_version_is_another_event_and_the_same_one_is_not() {
    let mut room = Room::plain();
    let raises = |amount: &str| format!("Quayside raises {amount} from fishermen");
    for (one, other, same) in [
        ("$2 billion", "$2.0 billion", true),
        ("$2B", "$2 billion", true),
        ("$1,500 million", "$1.5bn", true),
        ("$2B", "$3B", false),
        ("$125M", "$300M", false),
        ("$2 billion", "$500 million", false),
    ] {
        assert_eq!(is_one(&mut room, &raises(one), &raises(other), 1), same, "{one} / {other}");
    }
    for (one, other) in [
        (
            "Kelpie 4 model released with longer memory",
            "Kelpie 5 model released with longer memory",
        ),
        ("Kelpie-4 beats every crane", "Kelpie-4.5 beats every crane"),
        ("키사이드, 2조원 투자 유치", "키사이드, 3조원 투자 유치"),
    ] {
        assert!(!is_one(&mut room, one, other, 1), "{one} / {other}");
    }
}

#[test]
fn a_roundup_joins_nothing_and_is_no_publisher() {
    let mut room = Room::plain();
    let news = room.hear("Meridian buys Wickline for its cranes", "one", 0);
    let roundup = room.hear("The week in cranes: Meridian buys Wickline", "two", 1);
    let late = room.hear("Crane maker Wickline goes to Meridian, which buys its yard", "three", 2);
    assert_ne!(room.judged(roundup).story, room.judged(news).story);
    assert_eq!(room.judged(late).story, room.judged(news).story);
    assert_eq!(room.event(news).publishers, 2);
}

#[test]
fn what_is_no_news_is_no_publisher_and_a_list_of_projects_tells_no_event() {
    let mut room = seasoned();
    let hour = room.past.len() as i64 * 150;
    let news = room.hear("Zorvex raises $40M to farm kelp by drone", "one", hour);
    let guide = room.hear("How to farm kelp by drone as Zorvex does", "two", hour + 1);
    assert_eq!(room.judged(guide).facts.noise, Some(Noise::HowTo));
    assert_eq!(room.judged(guide).story, room.judged(news).story);
    assert_eq!(room.event(news).publishers, 1);
    let listed = page("zorvex", "https://github.com/zorvex/zorvex");
    let listed = room.arrive(listed, &source("GitHub Trending", Tier::Community), at(hour + 2));
    assert_ne!(room.judged(listed).story, room.judged(news).story);
}

#[test]
fn the_general_press_counts_less_only_where_it_tells_of_something_else() {
    let mut room = seasoned();
    let mut general = |title: &str, url: &str| {
        let hour = room.past.len() as i64 * 150;
        let told = room.arrive(page(title, url), &source("one", Tier::General), at(hour));
        room.reason(told, "general").is_some()
    };
    assert!(general("A ferry of the old town is painted", "https://www.theguardian.com/a/1"));
    assert!(!general(
        "Shares of ferry makers fall on wall street",
        "https://www.theguardian.com/a/2"
    ));
}

#[test]
fn what_names_nothing_of_the_field_counts_less_however_many_tell_it() {
    let mut room = seasoned();
    let mut hour = room.past.len() as i64 * 150;
    let mut far = |title: &str| {
        hour += 100;
        for publisher in ["one", "two", "three"] {
            room.hear(title, publisher, hour);
        }
        let told = room.hear(title, "four", hour + 1);
        room.reason(told, "far").is_some()
    };
    assert!(far("Parliament of Estoria removes its interim president"));
    assert!(far("에스토리아 의회, 임시 대통령 해임안 가결"));
    assert!(!far("Parliament of Estoria bans foreign routers"));
    assert!(!far("에스토리아 의회, 청소년 SNS 금지법 가결"));
    assert!(!far("Estoria halts crude exports for a month"));
    assert!(!far("Nvidia opens an office in Estoria"));
}

#[test]
fn what_a_column_is_called_makes_no_event_of_all_it_holds() {
    let subjects = [
        "a lantern for the fog",
        "why gulls sleep",
        "ropes and their makers",
        "cooking in a storm",
        "the price of herring",
        "my first mate",
        "painting a hull",
        "letters from the north",
    ];
    let mut room = Room::plain();
    // A column that has been read for some time.
    for n in 0..40 {
        room.hear(&format!("Harbour Diary Sunday: number {n}"), "harbour-times", n * 168);
    }
    let next = subjects.map(|subject| {
        let title = format!("Harbour Diary Sunday: {subject}");
        let hour = 40 * 168 + room.past.len() as i64;
        room.hear(&title, "harbour-times", hour)
    });
    let stories: BTreeSet<StoryId> = next.iter().map(|id| room.judged(*id).story).collect();
    assert_eq!(stories.len(), subjects.len());
}

#[test]
fn reports_that_each_share_a_chance_word_with_the_last_are_no_chain() {
    let titles = [
        "Lantern makers dream of quantum attention",
        "Quantum aliens visit herring fleet",
        "Herring prices follow glacier melt",
        "Glacier tours past the orchard",
        "Orchard hosts violin contest",
        "Violin varnish found in meteor",
        "Meteor crater smells of saffron",
        "Saffron smugglers flee typhoon",
    ];
    assert_eq!(most(&mut Room::plain(), &titles, None, 3), 1);
}

#[test]
fn an_event_is_open_for_three_days_and_lasts_five() {
    let title = "Quayside Robotics recalls its harbour cranes";
    let mut room = Room::plain();
    assert!(is_one(&mut room, title, title, 71));
    assert!(!is_one(&mut room, title, title, 73));
    // Every other day: five days hold three of them.
    assert_eq!(most(&mut room, &[title; 12], None, 48), 3);
}

#[test]
fn a_report_further_away_in_time_must_say_more() {
    let (one, other) = (
        "Lantern festival opens on Fisher Street with tall fireworks",
        "Fisher Street bakers count empty baskets behind shutters",
    );
    let mut room = Room::plain();
    assert!(is_one(&mut room, one, other, 1));
    assert!(!is_one(&mut room, one, other, 70));
}

/// The event of titles that are told by one publisher each.
fn told_by_all(titles: &[&str]) -> StoryState {
    let mut room = Room::plain();
    for (n, title) in titles.iter().enumerate() {
        room.hear(title, &format!("paper-{n}"), 0);
    }
    room.settle();
    let largest = room.stored.stories.into_values().max_by_key(|story| story.size);
    largest.expect("an event of several")
}

#[test]
fn copies_of_one_wire_are_one_publisher_whatever_is_written_around_them() {
    let wire = "Meridian opens a lighthouse for herring in Port Selwyn";
    let copies = [
        wire.to_owned(),
        format!("{wire} - Reuters"),
        format!("{wire} | AP News"),
        format!("UPDATE 1-{wire}"),
        format!("Exclusive: {wire}"),
        format!("(LEAD) {wire}"),
        format!("{wire}, says mayor"),
    ];
    let copies: Vec<&str> = copies.iter().map(String::as_str).collect();
    let state = told_by_all(&copies);
    assert_eq!((state.size, state.publishers), (7, 1));

    let state = told_by_all(&[
        "메리디안, 청어 등대 개관",
        "[속보] 메리디안, 청어 등대 개관",
        "[단독] 메리디안, 청어 등대 개관 - 연합뉴스",
        "메리디안, 청어 등대 개관(종합)",
    ]);
    assert_eq!((state.size, state.publishers), (4, 1));

    let own = "Herring get a lighthouse of their own: Meridian's gift to Port Selwyn";
    assert_eq!(told_by_all(&[wire, own]).publishers, 2, "who writes himself tells himself");
}

#[test]
fn the_report_that_tells_most_leads_and_the_event_has_its_pane_and_all_facts() {
    let mut room = Room::plain();
    let vague = room.hear("What the Wickline purchase means for crane owners", "one", 0);
    let exact =
        room.hear("Meridian buys Wickline and its crane owners' club for $3 billion", "two", 1);
    assert_eq!(room.judged(vague).story, room.judged(exact).story);
    let alone = room.judged(vague).clone();
    let state = room.event(exact).clone();
    assert_eq!(state.head, exact);
    assert_eq!(state.pane, Pane::Companies);
    assert_eq!(state.facts.actor.as_deref(), Some("meridian"));
    assert_eq!(state.facts.kind, Some(Move::Acquisition));
    assert_eq!(state.facts.amount.map(|amount| amount.value), Some(3e9));
    assert!(state.worth > alone.base, "{} against {}", state.worth, alone.base);
}

#[test]
fn an_event_that_goes_on_another_day_says_so_and_is_worth_less() {
    let mut room = Room::plain();
    let title = "Quayside Robotics recalls its harbour cranes";
    let first = room.hear(title, "one", 0);
    let before = room.event(first).clone();
    let later = room.hear(&format!("{title} again"), "two", 26);
    assert_eq!(room.judged(later).story, room.judged(first).story);
    let reason = room.reason(later, "continues").expect("the reason");
    assert!(reason.points < 0.0);
    assert!(!before.why.iter().any(|reason| reason.term == "continues"));
    // The day's reports alone say what it is worth.
    assert_eq!(room.event(later).head, later);
    assert!(room.reason(later, "publishers").is_none());
    assert_eq!(room.event(later).publishers, 1, "of the same text");
}

#[test]
fn what_follows_from_an_event_says_so_even_when_its_votes_are_counted_anew() {
    let mut rules = small::rules();
    // Nothing joins; what would have joined follows.
    (rules.tuning.join_at, rules.tuning.copy_at) = (9.0, 9.0);
    let mut room = Room::by(Settings::default(), rules);
    let title = "Quayside Robotics recalls its harbour cranes";
    let first = room.hear(title, "one", 0);
    let next = room.hear(title, "two", 30);
    assert_ne!(room.judged(next).story, room.judged(first).story);
    assert!(room.reason(first, "continues").is_none());
    assert!(room.reason(next, "continues").is_some());
    room.change(next, |item| item.points = Some(3));
    assert!(room.reason(next, "continues").is_some());
}

#[test]
fn an_update_keeps_its_event_and_takes_its_old_words_out_of_it() {
    let mut room = Room::plain();
    let title = "Quayside Robotics recalls its harbour cranes";
    let first = room.hear(title, "one", 0);
    let second = room.hear("Why Quayside Robotics recalls harbour cranes: a rope broke", "two", 1);
    assert_eq!(room.event(first).publishers, 2);
    room.change(second, |item| item.title = format!("{title} - Reuters"));
    assert_eq!(room.event(first).publishers, 1, "it is a copy now");
    room.change(second, |item| item.title = "Gulls sleep on one leg".into());
    assert_eq!(room.judged(second).story, room.judged(first).story, "it keeps its event");
}

#[test]
fn a_changed_report_counts_once_in_what_its_source_and_the_days_say() {
    let mut board = source("board", Tier::Community);
    board.kind = "community".into();
    let with_points = |title: &str, points: i64| NewItem { points: Some(points), ..item(title) };
    let rank = |changes: usize| {
        let mut room = Room::plain();
        for n in 0..6 {
            room.arrive(with_points(&format!("Matter {n}"), 100), &board, at(n));
        }
        for _ in 0..changes {
            room.change(ItemId(1), |item| item.points = Some(1_000));
        }
        let id = room.arrive(with_points("A crane with a neural mind", 300), &board, at(9));
        room.judged(id).kept.clone()
    };
    assert_eq!(rank(1), rank(20));
}

#[test]
fn a_sum_and_a_company_that_one_report_tells_beside_the_event_add_little() {
    let points = |titles: &[&str], term: &str| -> f64 {
        let story = told_by_all(titles);
        story.why.iter().filter(|reason| reason.term == term).map(|reason| reason.points).sum()
    };
    let breach = ["Hackers breach Quayside ferry database", "Quayside ferry database breached"];
    let beside = ["Quayside raises $900 million as hackers breach its ferry database"];
    let own = ["Hackers demand $900 million after Quayside ferry database breached"];
    let with = |more: &[&str; 1]| [breach[0], breach[1], more[0]].map(str::to_owned);
    let of = |titles: [String; 3], term: &str| {
        points(&titles.iter().map(String::as_str).collect::<Vec<_>>(), term)
    };
    let (another, its_own) = (of(with(&beside), "amount"), of(with(&own), "amount"));
    assert!(another > 0.0 && another < its_own / 2.0, "{another} {its_own}");
}
