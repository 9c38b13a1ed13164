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
    let described = "The Telegram-based Kelp Guarantee sells sails to people who run scams.";
    assert_eq!(read("A $20 billion sail market faces a ban", described).actor, None);
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
fn an_office_without_its_country_is_the_american_one_but_not_behind_another_country() {
    for (title, actor) in [
        ("Senate passes an AI bill", Some("us-senate")),
        ("US Senate passes an AI bill", Some("us-senate")),
        ("Philippine Senate passes an AI bill", None),
        ("Peru's Congress passes an AI bill", None),
        ("South African Supreme Court bans facial recognition", None),
        ("일본 상원, 인공지능 규제법 통과", None),
        ("미 상원, 인공지능 규제법 통과", Some("us-senate")),
    ] {
        assert_eq!(read(title, "").actor.as_deref(), actor, "{title}");
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

#[test]
fn who_was_overtaken_does_not_act_nor_does_anybody_where_who_acts_is_hidden() {
    for (title, actor) in [
        ("“삼성전자 넘어섰다”…돛 이익 1위 ‘이 기업’", None),
        ("애플 제쳤다…돛 출하 1위 샤오미", Some("xiaomi")),
        ("샤오미, 애플 제치고 돛 출하 1위", Some("xiaomi")),
        ("삼성전자, 애플 밀어내고 돛 1위", Some("samsung")),
    ] {
        assert_eq!(who(title).0.as_deref(), actor, "{title}");
    }
}

#[test]
fn two_who_invest_side_by_side_do_not_invest_in_each_other() {
    assert_eq!(who("네이버·삼성전자, 부두에 1.5조 투자").0.as_deref(), Some("naver"));
    for title in [
        "삼성전자·네이버, 부산 부두에 1.5조 투자",
        "삼성전자와 네이버, 부산 부두에 1.5조 투자",
        "Google and Meta invest $2 billion in a pier",
    ] {
        let (actor, object) = who(title);
        assert!(actor.is_some() && object.is_none(), "{title}: {object:?}");
    }
    assert_eq!(who("Google and Meta sign a pact on piers").1.as_deref(), Some("meta"));
    assert_eq!(who("Google invests $2 billion in Anthropic").1.as_deref(), Some("anthropic"));
}

#[test]
fn who_opens_a_korean_headline_is_known_by_its_form_and_a_code_name_is_nobody() {
    assert_eq!(who("너울목AI, 엔비디아 GB900 확보").0.as_deref(), Some("너울목ai"));
    assert_eq!(who("너울로보틱스, 엔비디아 GB900 확보").0.as_deref(), Some("너울로보틱스"));
    let named = |title: &str| {
        let mut room = Room::by(Settings::default(), Rules::shipped());
        let id = room.arrive(
            page(title, "https://press.example/1"),
            &source("press", Tier::Specialist),
            at(0),
        );
        room.judged(id).companies.clone()
    };
    assert_eq!(named("삼성전자, 새 엑시노스 '뱅가드' 설계 목표"), ["samsung"]);
    assert!(named("투자사 '뱅가드' 지분 인수").contains(&"vanguard".to_owned()));
}

#[test]
fn a_body_is_told_as_itself_and_not_as_one_that_its_name_resembles() {
    for (title, actor) in [
        ("US Air Force sues Lockheed Martin over sails", "us-air-force"),
        ("US Navy sues Lockheed Martin over sails", "us-navy"),
        ("House committee passes ban on sails from Nvidia", "us-house-committee"),
        ("Senate panel passes ban on sails from Nvidia", "us-senate-committee"),
        ("美하원 외교위, 엔비디아 돛 수출 규제", "us-house-committee"),
        ("미 공군, 록히드마틴 제소", "us-air-force"),
        ("전주시, 네이버 데이터센터에 3000억 투자", "jeonju-city"),
    ] {
        assert_eq!(who(title).0.as_deref(), Some(actor), "{title}");
    }
}

#[test]
fn a_body_bears_no_spelling_that_tells_of_another() {
    const SERVICES: [&str; 8] =
        ["Army", "Navy", "Air Force", "육군", "해군", "공군", "상원", "하원"];
    let lexicon = Lexicon::shipped();
    let file = include_str!("../../../assets/lexicon/bodies.toml");
    let table: toml::Table = toml::from_str(file).expect("the bodies");
    for entry in table["entry"].as_array().expect("entries") {
        let key = entry["key"].as_str().expect("a key");
        let known = lexicon.by_key(key).expect("an entry");
        let names = [known.name_in(Lang::En), known.name_in(Lang::Ko)];
        let aliases = entry.get("aliases").and_then(|list| list.as_array()).into_iter().flatten();
        for alias in aliases.filter_map(|alias| alias.as_str()) {
            for word in SERVICES {
                let is_korean = !word.is_ascii();
                let name = names[usize::from(is_korean)];
                assert!(!alias.contains(word) || name.contains(word), "{key}: {alias}");
            }
        }
    }
}

#[test]
fn an_agency_that_is_funded_is_not_regulated_and_a_case_that_ends_is_undone() {
    assert_eq!(read("The US Senate empowers NASA to build a pier", "").kind, None);
    let dropped = read("The SEC drops its four-year-old probe into Kelphaven", "");
    assert_eq!((dropped.kind, dropped.status), (Some(Move::Regulation), MoveStatus::Undone));
    let ending = read("After a year, Samsung is ending sales of the $2,899 Galaxy Z Raft", "");
    assert_ne!((ending.kind, ending.status), (Some(Move::Launch), MoveStatus::Done));
    let beside = read("Claude keeps growing after Pentagon deal debacle", "");
    assert_ne!((beside.kind, beside.status), (Some(Move::Partnership), MoveStatus::Done));
}

#[test]
fn what_is_raised_is_the_sum_and_what_it_is_then_worth_is_told_beside_it() {
    let both = |title: &str, summary: &str| {
        let facts = read(title, summary);
        (facts.amount.map(|sum| (sum.value, sum.of)), facts.valuation.map(|sum| sum.value))
    };
    let (paid, worth) = (AmountOf::Paid, AmountOf::Worth);
    assert_eq!(
        both("Kelphaven raises $50M at $1.5B valuation", ""),
        (Some((5e7, paid)), Some(1.5e9))
    );
    assert_eq!(
        both(
            "Kelphaven snags $9B valuation 6 months after hitting $3B",
            "Kelphaven raised a new $400 million round and hopes to have $1B in sales."
        ),
        (Some((4e8, paid)), Some(9e9))
    );
    assert_eq!(both("Kelphaven hits $9B valuation", ""), (Some((9e9, worth)), None));
    assert_eq!(
        both("너울목, 기업가치 3조원에 500억원 투자 유치", ""),
        (Some((5e10, paid)), Some(3e12))
    );
    let facts = |amount, valuation| Facts {
        actor: Some("kelphaven".to_owned()),
        kind: Some(Move::Investment),
        amount,
        valuation,
        ..Facts::default()
    };
    let sum = |value, of| {
        Some(crate::model::Amount { value, currency: crate::model::Currency::Usd, of, bound: None })
    };
    let head = facts(sum(9e9, worth), None);
    let other = facts(sum(4e8, paid), None);
    let told = facts_of(&head, std::iter::once(&other));
    assert_eq!((told.amount, told.valuation), (sum(4e8, paid), sum(9e9, worth)));
}

#[test]
fn who_is_taken_on_and_who_is_seen_on_a_screen_have_no_part_in_it() {
    let companies = |title: &str| {
        let mut room = Room::by(Settings::default(), Rules::shipped());
        let new = page(title, "https://press.example/1");
        let id = room.arrive(new, &source("press", Tier::Specialist), at(0));
        room.judged(id).companies.clone()
    };
    assert_eq!(companies("Figma adds sails in bid to take on Canva and Adobe"), ["figma"]);
    assert!(companies("A small team wants to take on Canva and Adobe").is_empty());
    assert_eq!(companies("Google and Adobe take on more sailors"), ["google", "adobe"]);
    assert!(companies("Netflix star buys a lighthouse").is_empty());
    assert_eq!(companies("Netflix buys a lighthouse"), ["netflix"]);
}

#[test]
fn an_office_that_is_named_beside_a_round_puts_no_money_into_it() {
    let round = "Kelphaven lands $12 billion valuation after US Air Force deal";
    assert_eq!(who(round), (Some("kelphaven".to_owned()), None));
    let suit = "Kelphaven sues US Air Force over sails";
    assert!(who(suit).1.is_some(), "{:?}", who(suit));
}
