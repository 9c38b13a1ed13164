//! Under which company an event stands, and which companies have a heading.

use super::*;

/// An event of a title that is about companies, in the order of its worth.
fn of(id: i64, title: &str, companies: &[&str]) -> DayEvent {
    let mut row = row(id, Pane::Companies, 60.0 - id as f64);
    row.title = title.to_owned();
    row.companies = companies.iter().map(|&key| key.to_owned()).collect();
    told(row)
}

/// What each event of a page stands under, in its order.
fn headings(stories: Vec<DayEvent>) -> Vec<(i64, String)> {
    let mut material = material(led().into_iter().chain(stories).collect());
    material.minutes = 12.0;
    let digest = compose(&material);
    let entries = digest.blocks[1].entries.iter();
    entries.map(|entry| (entry.item.0, entry.group.clone().unwrap_or_default())).collect()
}

#[test]
fn a_company_of_weight_has_its_heading_with_one_event_behind_six_small_ones() {
    let mut stories: Vec<DayEvent> = ["alder", "birch", "cedar", "damson", "elmwood", "firwood"]
        .iter()
        .zip(1..)
        .map(|(name, id)| of(id, &format!("{} {name}", title(id)), &[name]))
        .collect();
    stories.push(of(7, "A lantern of Nvidia burns by night", &["nvidia"]));
    stories.push(of(8, "Ginkgo opens a mill in Kelphaven", &["ginkgo"]));
    let told = headings(stories);
    let under = |id: i64| told.iter().find(|(item, _)| *item == id).map(|(_, group)| &**group);
    assert_eq!(under(7), Some("NVIDIA"));
    assert_eq!(under(1), Some("ALDER"));
    assert_eq!(under(5), Some("ELMWOOD"), "the sixth");
    assert_eq!((under(6), under(8)), (Some("Other companies"), Some("Other companies")));
}

#[test]
fn an_event_stands_under_the_heaviest_company_that_a_headline_names() {
    for (title, companies, wanted) in [
        ("The lantern app of OpenAI ends, and Disney goes with it", ["disney", "openai"], "OPENAI"),
        ("오픈AI, 등불 앱 끝내자 디즈니도 등 돌려", ["disney", "openai"], "OPENAI"),
        ("Arm, 등불 칩 직접 만든다…인텔·AMD와 경쟁", ["arm", "intel"], "ARM"),
        ("A lantern that won over Amazon, and even Apple", ["amazon", "apple"], "AMAZON"),
    ] {
        assert_eq!(headings(vec![of(1, title, &companies)]), [(1, wanted.to_owned())], "{title}");
    }
    let unnamed = of(1, "A minister wants more lanterns in every mill", &["nvidia"]);
    assert_eq!(headings(vec![unnamed])[0].1, "Other companies", "no headline names it");
}

#[test]
fn what_an_office_does_stands_under_the_company_on_which_it_acts_or_under_none() {
    let by = |actor: &str, object: Option<&str>, kind: Move| {
        let title = "SEC drops a case about Nvidia lanterns of Apple";
        let mut told = of(1, title, &["nvidia", "apple"]);
        told.event.facts.actor = Some(actor.to_owned());
        told.event.facts.object = object.map(str::to_owned);
        told.event.facts.kind = Some(kind);
        headings(vec![told])[0].1.clone()
    };
    assert_eq!(by("sec", Some("apple"), Move::Regulation), "APPLE");
    assert_eq!(by("sec", None, Move::Regulation), "NVIDIA", "law is about somebody");
    assert_eq!(by("sec", None, Move::Investment), "Other companies");
    assert_eq!(headings(vec![of_office(None)])[0].1, "NVIDIA", "what it says is about somebody");
    assert_eq!(headings(vec![of_office(Some(Move::Launch))])[0].1, "NVIDIA", "of one alone");
    assert_eq!(by("nvidia", Some("apple"), Move::Regulation), "NVIDIA", "who acts");
    assert_eq!(by("openai", None, Move::Regulation), "NVIDIA", "no headline names who acts");
}

/// An office that says something of a company.
fn of_office(kind: Option<Move>) -> DayEvent {
    let mut told = of(1, "SEC speaks of the lanterns of Nvidia", &["nvidia"]);
    told.event.facts.actor = Some("sec".to_owned());
    told.event.facts.kind = kind;
    told
}

#[test]
fn what_a_laboratory_does_stands_under_its_company() {
    let mut told = of(1, "DeepMind introduces Lantern 3", &["google-deepmind", "google"]);
    told.event.facts.actor = Some("google-deepmind".to_owned());
    told.event.facts.kind = Some(Move::Launch);
    assert_eq!(headings(vec![told])[0].1, "GOOGLE");
}

#[test]
fn a_company_that_is_known_by_its_product_is_headed_by_both() {
    let cursor = || of(1, "Cursor admits that it lit a lantern", &["anysphere"]);
    assert_eq!(headings(vec![cursor()])[0].1, "CURSOR (ANYSPHERE)");
    let maker = of(2, "Anysphere builds a mill", &["anysphere"]);
    assert_eq!(headings(vec![cursor(), maker])[0].1, "ANYSPHERE", "a headline names it");
    let known = of(1, "ChatGPT lights a lantern", &["openai"]);
    assert_eq!(headings(vec![known])[0].1, "OPENAI", "everybody knows whose it is");
}
