//! Reports compared with each other, and what is counted beside a line of facts.

use super::*;
use crate::model::{ItemId, Pane, SourceId, StoryId, Tier};

fn report(id: i64, title: &str, url: &str) -> Past {
    Past {
        id: ItemId(id),
        source: SourceId("one".to_owned()),
        kind: "feed".to_owned(),
        tier: Tier::General,
        title: title.to_owned(),
        summary: String::new(),
        url: Some(url.to_owned()),
        published: "2026-03-05T08:00:00Z".parse().expect("a moment"),
        points: None,
        comments: None,
        story: StoryId(id),
        company: None,
        pane: Pane::Trends,
        pane_reason: String::new(),
        kept: String::new(),
    }
}

fn level(one: (&str, &str), other: (&str, &str)) -> Level {
    let lexicon = Lexicon::shipped();
    let comparer = Comparer::new(&lexicon);
    let (one, other) = (report(1, one.0, one.1), report(2, other.0, other.1));
    comparer.likeness(&comparer.subject(&one), &comparer.subject(&other)).level
}

#[test]
fn one_address_is_one_event_and_a_gallerys_page_its_papers() {
    let page = "https://mill.example/night";
    assert_eq!(level(("A mill by night", page), ("Lanterns", page)), Level::Copy);
    let other = "https://mill.example/day";
    assert_eq!(level(("A mill by night", page), ("Lanterns", other)), Level::Apart);
    assert_eq!(
        level(
            ("Counting sacks", "https://arxiv.org/abs/2603.00001v2"),
            ("On sacks", "https://huggingface.co/papers/2603.00001")
        ),
        Level::Copy
    );
}

#[test]
fn papers_and_round_ups_are_no_event_with_what_merely_reads_alike() {
    let news = ("Zeta-7.5 counts sacks of flour", "https://one.example/a");
    let again = ("Millers are surprised by Zeta-7.5", "https://two.example/b");
    assert_eq!(level(news, again), Level::Event);
    assert_ne!(level(news, (again.0, "https://arxiv.org/abs/2603.00002")), Level::Event);
    let roundup = ("The Download: Zeta-7.5 and its millers", "https://two.example/c");
    assert!(level(news, roundup) > Level::Event);
}

#[test]
fn what_everybody_says_proves_less_once_it_is_learnt() {
    let lexicon = Lexicon::shipped();
    let mut comparer = Comparer::new(&lexicon);
    let one = comparer.subject(&report(1, "Harbour masters meet", "https://one.example/a"));
    let two = comparer.subject(&report(2, "Harbour pilots strike", "https://two.example/b"));
    let before = comparer.likeness(&one, &two).sum;
    let talk: Vec<String> = (0..300).map(|n| format!("Harbour {n}")).collect();
    comparer.learn(talk.iter().map(String::as_str));
    assert!(comparer.likeness(&one, &two).sum < before);
}

#[test]
fn a_standard_that_several_make_is_no_version_of_one_thing() {
    let lexicon = Lexicon::shipped();
    let comparer = Comparer::new(&lexicon);
    let same_version = |one: &str, two: &str| {
        let one = comparer.subject(&report(1, one, "https://one.example/a"));
        let two = comparer.subject(&report(2, two, "https://two.example/b"));
        comparer.likeness(&one, &two).same_version
    };
    let shown = "SK hynix shows a model of its HBM4";
    assert!(!same_version(shown, "Micron begins to ship HBM4"));
    assert!(same_version(shown, "HBM4 of SK hynix is on show"));
    assert!(same_version("OpenAI launches GPT-7.5", "Microsoft sells GPT-7.5 of OpenAI"));
    assert!(!same_version("SK하이닉스, HBM4 모형 공개", "마이크론, HBM4 양산 출하"));
}

#[test]
fn what_a_title_tells_beside_a_line_of_its_facts_is_counted() {
    let lexicon = Lexicon::shipped();
    let comparer = Comparer::new(&lexicon);
    let left_out = |title: &str| {
        let subject = comparer.subject(&report(1, title, "https://one.example/a"));
        comparer.left_out(&subject.reading.facts, title)
    };
    for title in [
        "NVIDIA buys Frostvale for $640 million",
        "SpaceX raises $1.5 billion in new funding",
        "Kelphaven raises $50M at $1.5B valuation",
        "업스테이지, 620억원 규모 투자 유치",
    ] {
        assert!(left_out(title) < 2, "{title}: {}", left_out(title));
    }
    for title in [
        "Google just gave its pilot a $692M pay package tied to kites",
        "Kelphaven lands $18 million seed round for underwater sails",
        "SK하이닉스, 노광 장비에 12조원 투자…차세대 여객선 등대 준비",
        "Jury fines Google and Meta $3 million over a drowned kite",
    ] {
        assert!(left_out(title) >= 2, "{title}: {}", left_out(title));
    }
}

#[test]
fn a_copy_and_a_page_that_another_shows_are_no_publishers() {
    let lexicon = Lexicon::shipped();
    let comparer = Comparer::new(&lexicon);
    let count = |reports: &[Past]| {
        let subjects: Vec<Subject> =
            reports.iter().map(|report| comparer.subject(report)).collect();
        comparer.publishers(&subjects)
    };
    let first = report(1, "Millers of the north buy a windmill", "https://one.example/a");
    let same_house = report(2, "A windmill is sold", "https://www.one.example/b");
    let copy = report(3, "Millers of the north buy a windmill", "https://two.example/c");
    let own_words = report(4, "Sale of a windmill surprises town", "https://three.example/d");
    assert_eq!(count(&[first.clone(), same_house]), 1);
    assert_eq!(count(&[first.clone(), copy]), 1);
    assert_eq!(count(&[first, own_words]), 2);
    let paper = report(5, "Counting sacks", "https://arxiv.org/abs/2603.00001");
    let shown = report(6, "Sacks, counted", "https://huggingface.co/papers/2603.00001");
    assert_eq!(count(&[paper, shown]), 1);
}
