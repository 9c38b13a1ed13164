//! Which reports tell one story and which do not, who leads it, by how many it is told, and that
//! changes and restarts make no difference.

use super::*;

/// Whether two reports of different publishers, an hour apart, are one story.
fn is_one(one: &str, other: &str) -> bool {
    largest(&[one.to_owned(), other.to_owned()], None, 1) == 2
}

#[test]
fn a_company_and_what_companies_do_every_day_make_no_story() {
    for (one, other) in [
        ("OpenAI hires a cook", "OpenAI hires a gardener"),
        ("Nvidia announces a date for its party", "Nvidia announces a new laptop for painters"),
        ("Orchard startup raises Series B", "Herring startup raises Series B"),
        ("Zorvex raises $40M Series B", "Kilnbay raises $40M Series B"),
        ("Google rolls out Gemini for gardeners", "Google rolls out Gemini for pilots"),
        ("Lanterly acquires social media app Wickline", "Meta sued over social media and sleep"),
        ("Google launches Wickline Pro", "Lanterly Phone 3 Pro runs for a year"),
        ("SK하이닉스, 바닷가 공장 착공", "SK하이닉스, 산골 공장 화재"),
        ("삼성전자, 신형 밥솥 출시", "삼성전자, 신형 우산 출시"),
        ("메리디안, 등대 인수", "메리디안, 항구 매각"),
    ] {
        assert!(!is_one(one, other), "{one} / {other}");
    }
}

#[test]
fn what_names_the_matter_is_one_story_however_it_is_put() {
    for (one, other) in [
        ("OpenAI hires Orla Quince as chief cook", "Orla Quince to cook for OpenAI"),
        ("Zorvex raises $40M to farm kelp by drone", "Kelp farmer Zorvex raises $40 million"),
        ("Lanterly buys herring tracker Fishwise", "Fishwise acquired by Lanterly"),
        ("메리디안, 등대지기 로봇 공개", "메리디안이 공개한 등대지기 로봇 써 보니"),
    ] {
        assert!(is_one(one, other), "{one} / {other}");
    }
}

#[test]
fn news_tells_a_paper_by_what_is_its_own_and_not_by_what_its_field_says() {
    let joins = |title: &str| {
        let mut room = Room::new(Settings::default());
        let mut paper = item("Tidemark: Teaching Large Language Models to Mend Their Own Code");
        paper.url = Some("https://arxiv.org/abs/2603.01234".into());
        room.arrive(paper, &source("preprints", Tier::Primary), at(0));
        room.arrive(item(title), &source("letters", Tier::General), at(1));
        room.settle();
        room.kept.stories.values().any(|story| story.size == 2)
    };
    assert!(!joins("Your LLM does not mend code, it only seems to"));
    assert!(joins("Tidemark teaches language models to mend their code"));
}

#[test]
fn across_languages_a_name_and_what_happens_to_it_are_enough_on_one_day() {
    let pairs = [
        ("SK hynix posts record quarterly profit", "SK하이닉스, 분기 최대 영업이익"),
        ("OpenAI acquires harbour startup Quayside", "오픈AI, 항만 스타트업 키사이드 인수"),
        ("Nvidia sued over its lanterns", "엔비디아, 등불 문제로 피소"),
        ("Fire breaks out at TSMC", "TSMC 공장서 화재"),
    ];
    for (one, other) in pairs {
        assert!(is_one(one, other), "{one} / {other}");
        let days_apart = [one.to_owned(), other.to_owned()];
        assert_eq!(largest(&days_apart, None, 48), 1, "two days later it is another one");
    }
    for (one, other) in [
        ("SK hynix posts record quarterly profit", "SK하이닉스, 바닷가 공장 착공"),
        ("Samsung launches a rice cooker", "삼성전자, 우산 출시"),
        ("Nvidia invests $2 billion in Quayside", "엔비디아, 키사이드에 50억달러 투자"),
    ] {
        assert!(!is_one(one, other), "{one} / {other}");
    }
}

#[test]
fn another_amount_or_version_is_another_story_and_the_same_one_is_not() {
    let raises = |amount: &str| format!("Zanzibar Robotics raises {amount} from fishermen");
    for (one, other, same) in [
        ("$2 billion", "$2.0 billion", true),
        ("$2B", "$2 billion", true),
        ("$1,500 million", "$1.5bn", true),
        ("$2B", "$3B", false),
        ("$2bn", "$3bn", false),
        ("$125M", "$300M", false),
        ("$2 billion", "$500 million", false),
    ] {
        assert_eq!(is_one(&raises(one), &raises(other)), same, "{one} / {other}");
    }
    for (one, other) in [
        ("kesTrel 17 review: a better net", "kesTrel 18 review: a better net"),
        ("망치폰 17 써 보니 그물이 튼튼", "망치폰 18 써 보니 그물이 튼튼"),
        ("iPhone 17 review: a better net", "아이폰 18 써 보니"),
        ("잔지바르 로보틱스, 2조원 유치", "잔지바르 로보틱스, 3조원 유치"),
    ] {
        assert!(!is_one(one, other), "{one} / {other}");
    }
}

#[test]
fn a_report_further_away_in_time_must_say_more() {
    let titles =
        ["Lantern festival opens in Quayside", "Quayside lantern makers count their coins"];
    let titles = titles.map(str::to_owned);
    assert_eq!(largest(&titles, None, 1), 2);
    assert_eq!(largest(&titles, None, 70), 1);
}

/// Titles told by one publisher each in the order given, the first by the closest source.
fn told_by_all(titles: &[&str]) -> StoryState {
    let mut room = Room::new(Settings::default());
    for (n, title) in titles.iter().enumerate() {
        let tier = if n == 0 { Tier::Primary } else { Tier::General };
        room.arrive(item(title), &source(&format!("paper-{n}"), tier), at(0));
    }
    room.settle();
    let largest = room.kept.stories.values().max_by_key(|story| story.size);
    largest.cloned().expect("a story of several")
}

#[test]
fn copies_of_one_wire_are_one_publisher_whatever_is_written_around_them() {
    let wire = "Meridian opens a lighthouse for herring in Quayside";
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

    let own = "Herring get a lighthouse of their own: Meridian's gift to Quayside";
    assert_eq!(told_by_all(&[wire, own]).publishers, 2, "who writes himself tells himself");
}

#[test]
fn who_says_least_of_what_a_story_is_about_neither_leads_nor_counts() {
    let state = told_by_all(&[
        "Lanterly takes over fog tracker Harbourpulse in Quayside",
        "Herring jury finds Meridian careless in Quayside fog trial",
        "Meridian found careless: jury ends Quayside fog trial over herring",
        "Quayside fog trial: jury says Meridian was careless with herring",
        "Careless with herring: what the Quayside fog jury says of Meridian",
    ]);
    let others = told_by_all(&[
        "Herring jury finds Meridian careless in Quayside fog trial",
        "Meridian found careless: jury ends Quayside fog trial over herring",
        "Quayside fog trial: jury says Meridian was careless with herring",
        "Careless with herring: what the Quayside fog jury says of Meridian",
    ]);
    assert!(others.size == 4, "the verdict is one story");
    assert_eq!(state.publishers, others.publishers);
    assert_ne!(state.head, ItemId(1), "the closest source says too little of it to lead");
}

/// News of which some are sent again in other words, in batches, perhaps with a restart after each.
fn retold(batch: usize, restarting: bool) -> Kept {
    let mut room = Room::new(Settings::default());
    for part in news().chunks(batch) {
        for (new, of, published) in part {
            let id = room.arrive(new.clone(), of, *published);
            if id.0 % 4 == 3 {
                // What was told some items ago is told in other words, of another company now.
                let earlier = ItemId((id.0 - 3 * (id.0 % 5)).max(1));
                room.change(earlier, |item| {
                    item.title = format!("Nvidia lantern: {} - Reuters", item.title);
                });
            }
        }
        room.settle();
        if restarting {
            room.restart();
        }
    }
    room.kept
}

#[test]
fn what_changes_is_remembered_as_if_it_had_come_so() {
    let whole = retold(1000, false);
    assert!(whole.stories.values().any(|story| story.size > 3), "there are stories to compare");
    let enough = |judged: &Judgement| judged.why.iter().any(|reason| reason.term == "enough");
    assert!(whole.judged.values().any(enough), "there are voices that said enough");
    for (batch, restarting) in [(5, false), (1, false), (17, true), (5, true), (1, true)] {
        let parts = retold(batch, restarting);
        for (id, judged) in &whole.judged {
            assert_eq!(parts.judged[id], *judged, "batches of {batch}, restarting: {restarting}");
        }
        assert_eq!(parts.stories, whole.stories, "batches of {batch}, restarting: {restarting}");
    }
}

#[test]
fn a_changed_report_takes_its_old_words_out_of_its_story() {
    let mut room = Room::new(Settings::default());
    let title = "Zanzibar Robotics recalls its harbour cranes";
    let first = room.arrive(item(title), &source("one", Tier::General), at(0));
    room.arrive(
        item("Why Zanzibar Robotics wants its cranes back"),
        &source("two", Tier::General),
        at(1),
    );
    room.settle();
    assert_eq!(room.kept.stories[&StoryId::from(first)].publishers, 2);
    room.change(ItemId(2), |item| item.title = format!("{title} - Reuters"));
    room.settle();
    assert_eq!(room.kept.stories[&StoryId::from(first)].publishers, 1, "it is a copy now");
}

#[test]
fn a_hostile_title_gives_no_more_work_than_a_long_one() {
    let mut desk = Desk::new(Settings::default()).expect("a desk");
    let hostile = [
        "a1 ".repeat(300_000),
        (0..200_000).map(|n| format!("w{n} $")).collect::<Vec<_>>().join(" "),
        (0..200_000).map(|n| format!("Kestrel {n}억")).collect::<Vec<_>>().join(" "),
        "[속보]".repeat(100_000),
        "UPDATE 1-".repeat(100_000),
        " - Reuters".repeat(100_000),
        "가나다라마바사".repeat(50_000),
        "nvidia 인수 ".repeat(80_000),
    ];
    for title in &hostile {
        let told = desk.read(&Report {
            id: ItemId(1),
            source: &SourceId("one".into()),
            kind: "feed",
            tier: Tier::General,
            title,
            url: None,
            published: at(0),
            points: None,
            comments: None,
        });
        // Whatever is done with a report is bounded by these.
        assert!(
            told.features.len() <= 200 && told.figures.len() <= 16,
            "{}",
            title.chars().take(12).collect::<String>()
        );
        assert!(desk.draft.title.list().len() <= 2_000);
        assert!(desk.draft.named.len() <= 2_000 && desk.draft.about.len() <= 200);
    }
}
