//! Who acts, on whom, and whether it is done at all, as titles tell it: in our own words.

use super::*;
use crate::model::{AmountOf, Facts, MoveStatus};

/// What a title tells, with the first sentence below it.
fn read(title: &str, summary: &str) -> Facts {
    let mut room = Room::by(Settings::default(), Rules::shipped());
    let mut new = page(title, "https://press.example/1");
    summary.clone_into(&mut new.summary);
    let id = room.arrive(new, &source("press", Tier::Specialist), at(0));
    room.judged(id).facts.clone()
}

fn who(title: &str) -> (Option<String>, Option<String>) {
    let facts = read(title, "");
    (facts.actor, facts.object)
}

#[test]
fn who_opens_a_headline_and_acts_is_the_actor_whoever_is_named_behind() {
    for (title, actor) in [
        ("Kelphaven raises $7M from SoftBank to map the sea floor", Some("kelphaven")),
        ("Kelphaven confirms $2B valuation: SoftBank adds more", Some("kelphaven")),
        ("Acme Robotics raises $90 million to fold sails", Some("acme robotics")),
        ("Nvidia spin-out Kelphaven raises $30M for sails", Some("kelphaven")),
        ("Two brothers who once sold sails raise $30M from Nvidia", None),
        ("Nvidia contractor sells sails to the coast guard for $30M", None),
        ("OpenAI's co-founder raises $30M for a new sail maker", None),
    ] {
        assert_eq!(who(title).0.as_deref(), actor, "{title}");
    }
}

#[test]
fn who_is_bought_is_the_object_known_or_not() {
    let of = |actor: &str, object: &str| (Some(actor.to_owned()), Some(object.to_owned()));
    assert_eq!(who("Foocorp acquires Barsoft"), of("foocorp", "barsoft"));
    assert_eq!(
        who("Kelphaven Cloud acquires Quayside Sails for $64 million"),
        of("kelphaven cloud", "quayside sails")
    );
    assert_eq!(who("Kelphaven joins Google"), of("google", "kelphaven"));
}

#[test]
fn in_korean_who_acts_stands_in_the_clause_of_the_deed() {
    for (title, actor) in [
        ("“어도비 손님 잡는다”…애플, 돛 제작사 인수", Some("apple")),
        ("삼성전자, 돛 제작사 인수", Some("samsung")),
        ("엔비디아, 오픈AI 임원이 만든 스타트업에 2조원 투자", Some("nvidia")),
    ] {
        assert_eq!(who(title).0.as_deref(), actor, "{title}");
    }
    let facts = read("엔비디아, 오픈AI CTO 출신의 스타트업에 2조원 투자", "");
    assert_eq!((facts.actor.as_deref(), facts.object), (Some("nvidia"), None));
}

#[test]
fn whom_somebody_told_it_has_no_part_in_it() {
    let told =
        "He told the Wall Street Journal that sails are cheap, and that they will be cheaper.";
    let facts = read("A sailor wants to raise $1B for sails", told);
    assert_eq!(facts.actor, None);
    let beside = "Plus: Apple makes big claims about its sails, and other news of the harbour.";
    assert_eq!(read("The harbour raises $3M for its pier", beside).actor, None);
}

#[test]
fn a_sum_that_nobody_paid_is_only_named() {
    for (title, of) in [
        ("Apple acquires Kelphaven for $3 billion", AmountOf::Paid),
        ("Apple abandons its $3 billion acquisition of Kelphaven", AmountOf::Named),
        ("Apple in talks to buy Kelphaven for $3 billion", AmountOf::Named),
        ("Spotify seeks $300M in damages from Apple in a suit", AmountOf::Named),
        ("Jury orders Apple to pay $300M in damages to Spotify", AmountOf::Paid),
        ("Why SoftBank's $40B loan matters for the OpenAI investment", AmountOf::Named),
        ("삼성전자, 사상 최대 배당…2조원 지급", AmountOf::Named),
    ] {
        let amount = read(title, "").amount.unwrap_or_else(|| panic!("{title}: no sum"));
        assert_eq!(amount.of, of, "{title}");
    }
}

#[test]
fn an_event_is_done_where_half_of_its_reports_tell_it_so() {
    let facts = |actor: &str, status: MoveStatus| Facts {
        actor: Some(actor.to_owned()),
        kind: Some(Move::Acquisition),
        status,
        ..Facts::default()
    };
    let done = facts("apple", MoveStatus::Done);
    let denied = facts("apple", MoveStatus::Denied);
    let of = |others: &[&Facts]| facts_of(&done, others.iter().copied()).status;
    assert_eq!(of(&[]), MoveStatus::Done);
    assert_eq!(of(&[&denied]), MoveStatus::Done);
    assert_eq!(of(&[&denied, &denied]), MoveStatus::Denied);
    assert_eq!(facts_of(&denied, std::iter::once(&done)).status, MoveStatus::Denied);
    let beside = Facts { actor: Some("intel".to_owned()), ..Facts::default() };
    let nobody = Facts { actor: None, ..done.clone() };
    let told = facts_of(&nobody, std::iter::once(&beside));
    assert_eq!(told.actor, None, "who is named beside no deed does not do this one");
}

#[test]
fn a_fair_of_a_year_and_a_verb_with_a_number_are_no_products() {
    for title in [
        "Nvidia shows a singing robot at Quayside World 2031",
        "Apple still hopes to sell sails when it Turns 100",
        "한빛물결, ‘등대월드 2031’서 돛 공개",
    ] {
        let names = read(title, "").names;
        assert!(
            !names.iter().any(|name| name.contains("2031") || name.contains("100")),
            "{names:?}"
        );
    }
    assert_eq!(read("Microsoft releases Windows Server 2025", "").names.len(), 1);
}

#[test]
fn where_shares_are_traded_is_no_actor_and_a_wish_is_no_deed() {
    let companies = |title: &str| -> Vec<String> {
        let mut room = Room::by(Settings::default(), Rules::shipped());
        let new = page(title, "https://press.example/1");
        let id = room.arrive(new, &source("press", Tier::Specialist), at(0));
        room.judged(id).companies.clone()
    };
    assert!(companies("나스닥 노리는 K-엔비디아").is_empty());
    assert!(!companies("너울목, 나스닥 입성").contains(&"nasdaq".to_owned()));
    assert_eq!(companies("나스닥, 24시간 거래 시작"), ["nasdaq"]);
    for (title, status) in [
        ("A sailor wants to raise $1B for quiet ships", MoveStatus::Sought),
        ("Quayside is raising $2 billion", MoveStatus::Sought),
        ("Quayside eyes $2 billion raise", MoveStatus::Sought),
        ("한빛물결, 3000억원 투자 유치 전망", MoveStatus::Sought),
        ("Intel halts $25 billion factory in Ohio", MoveStatus::Undone),
        ("한빛물결, 데이터센터 건설 보류", MoveStatus::Undone),
        ("Quayside raises $2 billion", MoveStatus::Done),
        ("한미 관세 협상 타결", MoveStatus::Done),
    ] {
        let facts = read(title, "");
        assert!(facts.kind.is_some(), "{title}");
        assert_eq!(facts.status, status, "{title}");
    }
}

#[test]
fn guides_personal_posts_reviews_of_films_notices_and_calls_are_no_news() {
    use crate::model::Noise;
    for (title, noise) in [
        ("Force Your Lantern to Burn Low (and Why You Should)", Noise::HowTo),
        ("Seven years of running a small choir at Microsoft", Noise::Personal),
        ("LLMs predict my garden", Noise::Personal),
        ("Yes, you should go see Lantern of the North as soon as possible", Noise::OffTopic),
        ("Raw milk is linked to an outbreak in three harbours", Noise::OffTopic),
        ("Get a microcredential in lantern chips", Noise::Sponsored),
        ("올해의 등대 스타트업 찾는다…상금 3억원", Noise::Sponsored),
        ("등불교육, 바다대와 산학협력…AI 인재 키운다", Noise::Sponsored),
        ("등불운용 '등대 반도체 ETF' 개인 순매수 1조원 돌파", Noise::Advert),
    ] {
        assert_eq!(read(title, "").noise, Some(noise), "{title}");
    }
    for title in [
        "Microsoft raises $3B after seven years of losses",
        "오픈AI, 등불대와 15억 달러 규모 데이터센터 착공",
        "KIS, ETF 시장 규제 강화…금융위 의결",
    ] {
        assert_eq!(read(title, "").noise, None, "{title}");
    }
}
