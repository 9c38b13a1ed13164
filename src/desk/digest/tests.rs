//! Digests of days made up for the purpose: floors, budget, citations.

use proptest::prelude::*;

use std::sync::{Arc, LazyLock};

use super::quote::sentence;
use super::*;
use crate::desk::reading::Proof;
use crate::desk::{Lexicon, WATCH};
use crate::model::{
    About, IdeaId, ItemId, Listed, Past, Progress, Reason, Section, SourceId, Thought, Tier,
    TrendState, Week,
};
use crate::text::address;

mod choosing;
mod counted;
mod headings;
mod held;
mod said;
mod scans;
mod standings;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::shipped);
static COMPARER: LazyLock<Comparer<'static>> = LazyLock::new(|| Comparer::new(&LEXICON));

const NOW: &str = "2026-03-05T20:00:00Z";

/// The digest alone, without how each story stands.
fn compose(material: &Material<'_>) -> Digest {
    super::compose(material).0
}

fn at(hour: i64) -> Moment {
    "2026-03-05T00:00:00Z".parse::<Moment>().expect("a moment") + chrono::Duration::hours(hour)
}

/// A title that shares no word with that of another number.
fn title(id: i64) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ko", "mi", "ru", "ze", "ta", "lo", "ne", "vi", "du"];
    let digit = |at: u32| SYLLABLES[(id / 10_i64.pow(at)) as usize % 10];
    let word = |end: &str| format!("{}{}{}{end}", digit(0), digit(1), digit(2));
    format!("Q{} {} {}", word("m"), word("sk"), word("lt"))
}

fn row(id: i64, pane: Pane, worth: f64) -> Row {
    Row {
        id: ItemId(id),
        source: SourceId(format!("source-{id}")),
        source_name: format!("Source {id}"),
        title: title(id),
        url: Some(format!("https://site{id}.example/page")),
        first_author: None,
        author_count: 0,
        published: at(8),
        dated: true,
        pane,
        story: StoryId(id),
        story_size: 1,
        score: worth,
        read: false,
        starred: false,
        noted: false,
        language: "en".to_owned(),
        companies: Vec::new(),
        moves: Vec::new(),
        category: None,
        points: None,
        comments: None,
        listed: None,
    }
}

fn item(row: Row, gist: &[&str]) -> Item {
    Item {
        row,
        external_id: None,
        kind: "feed".to_owned(),
        source_address: String::new(),
        seen: crate::model::Moment::default(),
        authors: Vec::new(),
        categories: Vec::new(),
        summary: String::new(),
        content: String::new(),
        content_is_html: false,
        full_text: None,
        discussion: None,
        paper: crate::model::Paper::default(),
        why: Vec::new(),
        pane_reason: String::new(),
        facts: crate::model::Facts::default(),
        topics: Vec::new(),
        gist: gist.iter().map(|&sentence| sentence.to_owned()).collect(),
        note: None,
        story_note: None,
        ideas: Vec::new(),
        starred_at: None,
        owned: false,
    }
}

/// What a report says; that titles made up of syllables have nothing to do with technology does not
/// matter here.
fn subject(row: &Row) -> Subject {
    let mut subject = COMPARER.subject(&Past {
        id: row.id,
        source: row.source.clone(),
        kind: "feed".to_owned(),
        tier: Tier::General,
        title: row.title.clone(),
        summary: String::new(),
        url: row.url.clone(),
        published: row.published,
        points: row.points,
        comments: row.comments,
        story: row.story,
        company: None,
        pane: row.pane,
        pane_reason: String::new(),
        kept: String::new(),
    });
    subject.reading.facts.noise = None;
    subject.reading.signs.technology = true;
    subject
}

/// A story of its reports, led by the first of them.
fn story(head: Row, others: Vec<Row>, gist: &[&str]) -> Told {
    let subject_of = subject(&head);
    let event = StoryState {
        id: head.story,
        head: head.id,
        size: 1 + others.len() as u32,
        publishers: 1,
        first: others.iter().map(|row| row.published).fold(head.published, Moment::min),
        last: others.iter().map(|row| row.published).fold(head.published, Moment::max),
        pane: head.pane,
        pane_reason: String::new(),
        worth: head.score,
        base: head.score,
        why: Vec::new(),
        facts: subject_of.reading.facts.clone(),
        topics: subject_of.reading.topics.clone(),
    };
    let rows = std::iter::once(head.clone()).chain(others);
    Told {
        tellers: rows.map(|row| Teller { subject: subject(&row), row }).collect(),
        item: item(head, gist),
        subject: subject_of,
        event,
        lenders: Vec::new(),
        before: None,
    }
}

fn told(row: Row) -> Told {
    let sentence =
        format!("Sentence of {} that says what happened in a few plain words.", row.id.0);
    story(row, Vec::new(), &[&sentence])
}

/// A story under a title.
fn about(mut row: Row, title: &str) -> Told {
    row.title = title.to_owned();
    row.companies =
        subject(&row).reading.companies.iter().map(|company| company.key.clone()).collect();
    told(row)
}

/// A story in short, as the store would have it.
fn brief(told: &Told) -> Brief {
    Brief {
        row: Row { score: told.event.worth, ..told.item.row.clone() },
        is_marked: told.item.row.starred || told.item.row.noted,
        outline: Outline {
            story: told.item.row.story,
            publishers: told.event.publishers,
            facts: told.event.facts.clone(),
            topics: told.event.topics.clone(),
            why: told.item.why.clone(),
            kind: "feed".to_owned(),
            kept: String::new(),
        },
    }
}

fn material(stories: Vec<Told>) -> Material<'static> {
    let mut all: Vec<Brief> = stories.iter().map(brief).collect();
    all.sort_by(|a, b| b.row.score.total_cmp(&a.row.score));
    let mut seen = std::collections::HashSet::new();
    all.retain(|brief| seen.insert(brief.row.story));
    Material {
        day: "2026-03-05".parse().expect("a day"),
        from: None,
        begins: at(0),
        ends: NOW.parse().expect("a moment"),
        is_ahead: false,
        is_edition: false,
        zone: Zone::UTC,
        stories,
        all,
        week: Vec::new(),
        ties: Vec::new(),
        topics: Topics::default(),
        lens_topics: Vec::new(),
        themes: Vec::new(),
        starred: Vec::new(),
        notes: Vec::new(),
        ideas: Vec::new(),
        minutes: 5.0,
        lang: Lang::En,
        name: &|key, _| key.to_uppercase(),
        comparer: &COMPARER,
    }
}

fn labels(block: &Block) -> Vec<&str> {
    block.entries.iter().map(|entry| entry.label.as_str()).collect()
}

#[test]
fn an_entry_says_who_tells_it_and_what_it_continues() {
    let mut head = row(1, Pane::Companies, 80.0);
    head.companies = vec!["nvidia".to_owned()];
    head.title = "Nvidia lanterns burn by night".to_owned();
    let mut old = row(2, Pane::Companies, 10.0);
    old.published = at(-20);
    let mut late = row(3, Pane::Companies, 10.0);
    late.published = at(16);
    let told = story(
        head,
        vec![old, late],
        &["Lanterns burn in all of Nvidia.", "Lanterns burn no more than that."],
    );
    let mut small = led();
    small.push(told);
    let digest = compose(&material(small));
    let entry = &digest.blocks[1].entries[0];
    assert_eq!(entry.group.as_deref(), Some("NVIDIA"));
    assert_eq!(entry.text, "Lanterns burn in all of Nvidia.", "one sentence");
    assert_eq!(
        entry.meta,
        [
            "site1.example via Source 1",
            "3 publishers in 36 h",
            "continues from 2026-03-04, 2 new reports"
        ]
    );
    assert_eq!(entry.refs, [4, 5, 6]);
    assert_eq!(digest.references[5].title, title(2), "what is of the day is cited first");
}

/// Three stories of more worth than any other, which lead.
fn led() -> Vec<Told> {
    (900..903).map(|id| told(row(id, Pane::Trends, 99.0))).collect()
}

#[test]
fn what_leads_is_told_in_full_and_its_block_repeats_its_line_and_numbers() {
    let head = row(1, Pane::Trends, 50.0);
    let mut told = about(head, "Microsoft closes $2 billion acquisition");
    told.event.topics = vec!["robotics".to_owned()];
    told.item.gist = vec!["Microsoft pays $2 billion for one who makes lanterns.".to_owned()];
    let rest = (2..5).map(|id| self::told(row(id, Pane::Research, 40.0 - id as f64)));
    let digest = compose(&material(rest.chain([told]).collect()));
    let led: Vec<(u32, i64, &[u32])> =
        digest.lead.iter().map(|line| (line.rank, line.item.0, &*line.refs)).collect();
    assert_eq!(led, [(1, 1, &[1][..]), (2, 2, &[2]), (3, 3, &[3])]);
    let first = &digest.lead[0];
    assert_eq!((first.story, first.pane), (StoryId(1), Pane::Trends));
    assert_eq!(first.scan.as_deref(), Some("MICROSOFT · acquisition · $2B"));
    assert_eq!(
        first.text,
        "MICROSOFT · acquisition · $2B — “Microsoft pays $2 billion for one who makes lanterns.”"
    );
    assert_eq!(first.meta, ["site1.example via Source 1"]);
    assert_eq!(first.topics, ["robotics"]);
    let quote = first.quote.as_ref().expect("a quote");
    assert_eq!((quote.item, quote.reference, &*quote.language), (ItemId(1), 1, "en"));
    let json = serde_json::to_value(first).expect("JSON");
    assert_eq!(json["facts"]["amount"]["currency"], "USD");
    assert_eq!(json["quote"]["ref"], 1);
    let again = &digest.blocks[2].entries[0];
    assert_eq!((&*again.label, &*again.text), (&**first.scan.as_ref().expect("it"), &*again.label));
    assert_eq!((again.quote.as_ref(), &again.meta, &again.refs), (None, &Vec::new(), &first.refs));
    let fourth = digest.blocks[0].entries.last().expect("an entry");
    assert_eq!((fourth.item.0, &*fourth.refs), (4, &[4][..]));
}

/// An acquisition told by an English head, a Korean report and the buyer's own page.
fn acquisition() -> Told {
    let head = Row {
        title: "Microsoft acquires Lantern Works in a surprise deal".to_owned(),
        ..row(1, Pane::Companies, 50.0)
    };
    let korean = Row {
        title: "마이크로소프트, 등불웍스(Lantern Works) 인수".to_owned(),
        language: "ko".to_owned(),
        ..row(2, Pane::Companies, 1.0)
    };
    let own = Row {
        title: "Welcoming Lantern Works".to_owned(),
        url: Some("https://blogs.microsoft.com/lantern".to_owned()),
        ..row(3, Pane::Companies, 1.0)
    };
    let mut told =
        story(head, vec![korean.clone(), own.clone()], &["Head has one plain sentence."]);
    let facts = crate::model::Facts {
        actor: Some("microsoft".to_owned()),
        object: Some("lantern works".to_owned()),
        kind: Some(Move::Acquisition),
        ..crate::model::Facts::default()
    };
    assert_eq!(told.event.facts, facts);
    told.lenders = vec![
        item(
            own,
            &[
                "Lantern Works joins Microsoft today.",
                "Lantern Works could light every harbour next year.",
            ],
        ),
        item(korean, &["날씨가 맑은 하루였다.", "마이크로소프트가 등불웍스를 인수한다."]),
    ];
    told
}

#[test]
fn a_sentence_is_in_the_editions_language_if_one_states_two_facts_else_the_makers_own() {
    let mut material = material(vec![acquisition()]);
    let told = |material: &Material<'_>| {
        let digest = compose(material);
        let lead = digest.lead[0].clone();
        let pages: Vec<String> = digest.references.iter().map(|page| page.url.clone()).collect();
        (lead, pages)
    };
    let (english, pages) = told(&material);
    assert_eq!(pages[0], "https://blogs.microsoft.com/lantern", "first-hand first");
    assert_eq!(english.refs, [1, 2, 3], "a report in another language is cited, too");
    let quote = english.quote.expect("a quote");
    assert_eq!((quote.item.0, quote.reference), (3, 1));
    let follows = english.consequence.expect("what follows");
    assert_eq!(
        (&*follows.text, follows.reference),
        ("Lantern Works could light every harbour next year.", 1)
    );

    material.lang = Lang::Ko;
    material.name = &|key, lang| match (key, lang) {
        ("microsoft", Lang::Ko) => "마이크로소프트".to_owned(),
        _ => key.to_owned(),
    };
    let (korean, again) = told(&material);
    assert_eq!(again, pages, "the language chooses no page");
    assert_eq!(korean.scan.as_deref(), Some("마이크로소프트 → 등불웍스 · 인수"), "by a gloss");
    let quote = korean.quote.expect("a quote");
    assert_eq!((&*quote.text, quote.item.0), ("마이크로소프트가 등불웍스를 인수한다.", 2));
}

#[test]
fn no_language_chooses_what_is_told() {
    let mut stories: Vec<Told> =
        (10..50).map(|id| told(row(id, Pane::ALL[id as usize % 3], 90.0 - id as f64))).collect();
    stories.push(acquisition());
    let mut material = material(stories);
    for minutes in [1.0, 2.0, 3.0, 5.0] {
        material.minutes = minutes;
        let of = |lang: Lang, material: &mut Material<'_>| {
            material.lang = lang;
            let digest = compose(material);
            let entries = digest.blocks.iter().flat_map(|block| &block.entries);
            let told: Vec<_> = entries.map(|entry| (entry.item, entry.refs.clone())).collect();
            (told, digest.references)
        };
        assert_eq!(of(Lang::En, &mut material), of(Lang::Ko, &mut material), "{minutes}");
    }
}

#[test]
fn several_days_are_told_from_the_first_to_the_last() {
    let mut material = material(Vec::new());
    assert_eq!(compose(&material).from, None);
    material.begins = at(-48);
    material.from = Some(material.zone.day_of(material.begins));
    assert_eq!(compose(&material).from, "2026-03-03".parse().ok());
}

#[test]
fn a_headline_is_readable_and_without_the_time_it_takes() {
    assert_eq!(headline("New chips (12 minute read)"), "New chips");
    assert_eq!(headline("New chips (GitHub Repo)"), "New chips");
    assert_eq!(headline(r"An $O(n^2)$ bound"), "An O(n²) bound");
}

#[test]
fn a_sentence_that_breaks_off_or_goes_on_for_long_is_not_quoted() {
    let row = row(1, Pane::Trends, 1.0);
    let quoted = |gist: &[&str]| sentence(&item(row.clone(), gist));
    let whole = "One mill is whole now.";
    assert_eq!(quoted(&["This one is cut of...", whole]).as_deref(), Some(whole));
    let long = format!("It goes on {}and ends.", "and on ".repeat(40));
    assert_eq!(quoted(&[&long, whole]).as_deref(), Some(whole));
    assert_eq!(quoted(&["Only a beginning […]"]), None);
    assert_eq!(quoted(&["An abstract that the feed cut in the middle of what it"]), None);
    let mut row = row;
    row.title = "The mill that counts its sacks".to_owned();
    let framed = "Follow Mar 10 The mill that counts its sacks.";
    assert_eq!(sentence(&item(row.clone(), &[framed, whole])).as_deref(), Some(whole));
    let bare =
        Item { summary: "- Beginning of\n- Much is said by a miller.".into(), ..item(row, &[]) };
    assert_eq!(sentence(&bare).as_deref(), Some("Much is said by a miller."), "of the summary");
}

#[test]
fn notes_and_the_reading_list_are_for_me() {
    let mut material = material(vec![told(row(1, Pane::Research, 50.0))]);
    let note = Note {
        about: About::Item(ItemId(9)),
        text: "Try this\non our data.".to_owned(),
        created: at(9),
        updated: at(9),
    };
    material.notes = vec![(note, Some(row(9, Pane::Trends, 1.0)))];
    let mut read = item(row(5, Pane::Research, 9.0), &["All of that was read already."]);
    (read.row.read, read.starred_at) = (true, Some(at(3)));
    let mut due = item(row(6, Pane::Research, 9.0), &["Still due."]);
    due.starred_at = Some(at(-30));
    let mut later = item(row(7, Pane::Research, 9.0), &["Starred after the day."]);
    later.starred_at = Some(at(200));
    material.starred = vec![later, read, due];
    let digest = compose(&material);
    let mine = &digest.blocks[3];
    assert_eq!(labels(mine), [title(9), title(6), title(5)]);
    assert_eq!(mine.entries[0].text, "Try this on our data.");
    assert_eq!(mine.entries[1].group.as_deref(), Some("To read 0/2 · 2 min"));
    assert_eq!(mine.entries[1].text, title(6), "a title and how long it takes");
    assert_eq!(mine.entries[1].meta, ["1 min"]);
    assert_eq!(
        mine.entries[2].text, "All of that was read already.",
        "it came to the list on this day"
    );
    assert_eq!(mine.entries[2].meta, ["1 min", "read"]);
}

#[test]
fn what_a_lens_touches_is_for_me_in_the_readers_own_order_and_leads_nothing() {
    let watched = |id: i64, worth: f64, base: f64| {
        let mut story = told(row(id, Pane::Trends, worth));
        story.event.base = base;
        story.item.why = vec![Reason { term: WATCH.into(), points: base - worth, facts: vec![] }];
        story
    };
    let others = (1..=14).map(|id| told(row(id, Pane::Trends, 60.0 - id as f64)));
    let mine = [watched(20, 30.0, 70.0), watched(21, 29.0, 90.0), watched(22, 28.0, 80.0)];
    let mut material = material(others.chain(mine).collect());
    material.minutes = 60.0;
    let digest = compose(&material);
    assert_eq!(labels(&digest.blocks[3]), [title(21), title(22), title(20)]);
    assert_eq!(digest.lead.iter().map(|line| line.item.0).collect::<Vec<_>>(), [1, 2, 3]);
}

fn any_story() -> impl Strategy<Value = (Told, bool)> {
    (
        0i64..60,
        0usize..3,
        0.0f64..100.0,
        proptest::sample::select(&["page", "", "news", "none"][..]),
        proptest::collection::vec(0i64..60, 0..4),
        any::<bool>(),
    )
        .prop_map(|(id, pane, score, page, others, starred)| {
            let mut head = row(id, Pane::ALL[pane], score);
            let url = format!("https://site{id}.example/{page}");
            head.url = Some(url).filter(|_| page != "none");
            let others = others.into_iter().map(|id| row(id, Pane::ALL[pane], 1.0)).collect();
            (story(head, others, &["It says what happened in a few plain words."]), starred)
        })
}

proptest! {
    #[test]
    fn every_entry_cites_every_reference_is_cited_and_numbers_follow_first_use(
        stories in proptest::collection::vec(any_story(), 0..40),
        minutes in 0.0f64..20.0,
    ) {
        let mut material = material(stories.iter().map(|(story, _)| story.clone()).collect());
        material.starred =
            stories.iter().filter(|(_, starred)| *starred).map(|(story, _)| story.item.clone()).collect();
        material.minutes = minutes;
        let digest = compose(&material);
        let entries = || digest.blocks.iter().flat_map(|block| &block.entries);
        prop_assert!(entries().all(|entry| !entry.refs.is_empty() && !entry.text.is_empty()));
        prop_assert!(digest.lead.iter().all(|line| !line.refs.is_empty()));
        let mut used = Vec::new();
        let lead = digest.lead.iter().flat_map(|line| &line.refs);
        for number in lead.chain(entries().flat_map(|entry| &entry.refs)) {
            if !used.contains(number) {
                used.push(*number);
            }
        }
        let numbers: Vec<u32> = digest.references.iter().map(|reference| reference.n).collect();
        prop_assert_eq!(&used, &numbers);
        prop_assert_eq!(&numbers, &(1..=digest.references.len() as u32).collect::<Vec<_>>());
        for reference in &digest.references {
            prop_assert!(!address::is_list_page(&reference.url, &reference.title));
        }
        // What leads and the best title of each block stand whatever they take, and so does the
        // first of mine.
        prop_assert!(digest.minutes <= minutes.max(0.8) + 0.05, "{} of {}", digest.minutes, minutes);
        for block in &digest.blocks[..3] {
            let mut labels: Vec<&str> = labels(block);
            labels.sort_unstable();
            labels.dedup();
            prop_assert_eq!(labels.len(), block.entries.len(), "a story told twice");
            let told = |rest: &Rest| block.entries.iter().any(|entry| entry.story == rest.story);
            prop_assert!(!block.rest.iter().any(told), "told, and named as what is not");
        }
        let quotes = entries().flat_map(|entry| entry.quote.iter().chain(&entry.consequence));
        let led = digest.lead.iter().flat_map(|line| line.quote.iter().chain(&line.consequence));
        for quote in led.chain(quotes) {
            let page = &digest.references[quote.reference as usize - 1];
            prop_assert_eq!(&page.n, &quote.reference);
        }
        prop_assert_eq!(compose(&material), digest.clone(), "the same material, the same digest");
    }
}

#[test]
fn my_block_tells_notes_ideas_and_what_is_due_before_what_merely_waits() {
    let starred = |id: i64, due: Option<&str>, done: bool| {
        let mut row = row(id, Pane::Research, 1.0);
        row.listed = Some(Listed {
            state: if done { Progress::Done } else { Progress::ToRead },
            due: due.and_then(Week::parse),
            ..Listed::default()
        });
        Item { starred_at: Some(at(-40)), ..item(row, &["It says one thing."]) }
    };
    let mut material = material(Vec::new());
    material.starred =
        vec![starred(1, None, false), starred(2, None, true), starred(3, Some("2026-W11"), false)];
    let mut thought = Thought {
        title: "Count sacks by ear".into(),
        preface: "A mill is loud.".into(),
        ..Thought::default()
    };
    thought.sections[Section::Hypothesis as usize] = "Ears count.".into();
    thought.sections[Section::NextStep as usize] = "Listen.".into();
    let idea = Idea {
        id: IdeaId(1),
        thought,
        links: Vec::new(),
        template: false,
        created: at(1),
        touched: at(2),
        deleted: None,
    };
    material.ideas = vec![(idea, vec![row(9, Pane::Trends, 1.0)])];
    let digest = compose(&material);
    let mine = &digest.blocks[3];
    assert_eq!(labels(mine), ["Count sacks by ear".to_owned(), title(3), title(1)]);
    assert_eq!(mine.entries[0].text, "Hypothesis: Ears count. · next: Listen.");
    assert_eq!(mine.entries[0].meta, ["spark".to_owned(), title(9)]);
    assert_eq!(mine.entries[1].meta, ["1 min", "due in 2026-W11"]);
    assert_eq!(mine.entries[1].group.as_deref(), Some("To read 1/3 · 2 min"));
    material.from = "2026-03-04".parse().ok();
    let of_span = compose(&material);
    assert_eq!(labels(&of_span.blocks[3]), ["Count sacks by ear"], "the span's own list");
}

#[test]
fn a_short_budget_holds_lead_and_mine_as_well() {
    let stories: Vec<Told> =
        (0..30).map(|id| told(row(id, Pane::ALL[id as usize % 3], 50.0))).collect();
    let mut material = material(stories);
    material.starred = (40..60)
        .map(|id| {
            item(
                row(id, Pane::Research, 9.0),
                &["A sentence that takes its time to be read through."],
            )
        })
        .collect();
    for minutes in [1.0, 2.0, 5.0] {
        material.minutes = minutes;
        let digest = compose(&material);
        assert!(digest.minutes <= minutes, "{} of {minutes}", digest.minutes);
        assert!(digest.blocks.iter().all(|block| !block.entries.is_empty()), "{minutes}");
        let listed = digest.blocks[3].entries.len();
        let left = format!("{} more on the reading list.", 20 - listed);
        assert_eq!(digest.blocks[3].remark.as_deref(), Some(&*left));
    }
}

#[test]
fn nothing_at_all_takes_no_time_and_is_said_for_the_time_that_was_asked_for() {
    let mut material = material(Vec::new());
    assert_eq!(format!("{:.1}", compose(&material).minutes), "0.0");
    let said = |material: &Material<'_>| {
        let digest = compose(material);
        let quiet = |block: &Block| block.entries.is_empty() && block.remark.is_none();
        assert!(digest.blocks.iter().all(quiet), "it is said once");
        digest.remark.expect("a line")
    };
    assert_eq!(said(&material), "Nothing came on this day.");
    material.from = "2026-03-01".parse().ok();
    assert_eq!(said(&material), "Nothing came in these days.");
    material.is_ahead = true;
    assert_eq!(said(&material), "This day has not begun.");
    (material.from, material.is_edition) = (None, true);
    assert_eq!(said(&material), "This edition has not begun.");
    (material.is_ahead, material.lang) = (false, Lang::Ko);
    assert_eq!(said(&material), "이 판에 들어온 소식이 없습니다.");
}

#[test]
fn a_title_that_is_a_mere_version_is_told_with_its_source() {
    let mut release = row(1, Pane::Trends, 50.0);
    release.title = "v2.1.237".into();
    let digest = compose(&material(vec![told(release)]));
    assert_eq!(digest.blocks[2].entries[0].label, "Source 1 v2.1.237");
}

#[test]
fn what_a_block_tells_is_only_named_in_the_reading_list() {
    let mut material = material(vec![told(row(1, Pane::Research, 50.0))]);
    material.starred = vec![material.stories[0].item.clone()];
    let digest = compose(&material);
    let (above, mine) = (&digest.blocks[0].entries[0], &digest.blocks[3].entries[0]);
    assert!(digest.lead[0].quote.is_some());
    assert_eq!(mine.text, mine.label);
    assert_eq!(mine.meta.last().map(String::as_str), Some("told above"));
    assert_eq!(mine.refs, above.refs);
}

#[test]
fn ideas_and_notes_without_a_page_are_named_below() {
    let mut material = material(Vec::new());
    let journal = Note {
        about: About::Day(material.day),
        text: "Visited the mill.".into(),
        created: at(1),
        updated: at(1),
    };
    let thought = Thought { title: "Count sacks by ear".into(), ..Thought::default() };
    let idea = Idea {
        id: IdeaId(1),
        thought,
        links: Vec::new(),
        template: false,
        created: at(1),
        touched: at(2),
        deleted: None,
    };
    (material.notes, material.ideas) = (vec![(journal, None)], vec![(idea, Vec::new())]);
    assert_eq!(
        compose(&material).blocks[3].remark.as_deref(),
        Some(
            "Journal of 2026-03-05: Visited the mill. Idea without a page: Count sacks by ear (spark)."
        )
    );
}

fn theme(key: &str, state: TrendState, (now, before): (u32, u32)) -> (Theme, Vec<Row>) {
    let mut rows = vec![row(1, Pane::Trends, 1.0), row(2, Pane::Trends, 1.0)];
    rows[0].companies = vec!["acme".into()];
    let theme = Theme {
        key: key.to_owned(),
        is_name: false,
        state,
        now,
        before,
        share: f64::from(now) / 100.0,
        share_before: Some(f64::from(before) / 100.0),
        series: vec![0, 1, 4],
        first: "2026-03-04".parse().ok(),
        items: rows.iter().map(|row| row.id).collect(),
        stories: rows.iter().map(|row| row.story).collect(),
    };
    (theme, rows)
}

#[test]
fn a_theme_tells_its_week_since_when_it_is_seen_and_whom_it_touches() {
    let mut material = material(Vec::new());
    material.themes = vec![theme("mills", TrendState::New, (4, 0))];
    let digest = compose(&material);
    let term = &digest.blocks[2].entries[0];
    assert_eq!((&*term.label, &*term.text), ("MILLS", "4 stories this week, 0 the week before"));
    assert_eq!(term.meta, ["new", "first seen 2026-03-04", "with ACME"]);
    assert_eq!((term.week, term.before), (Some(4), Some(0)));
    assert_eq!((&*term.series, &*term.refs), (&[0, 1, 4][..], &[1, 2][..]));
    assert!(term.cells.is_empty() && digest.blocks[2].columns.is_empty());
}

#[test]
fn a_story_shows_one_theme_where_another_has_stories_of_its_own() {
    let mut material = material(Vec::new());
    let (mills, mut looms) =
        (theme("mills", TrendState::Rising, (9, 1)), theme("looms", TrendState::Rising, (8, 1)));
    looms.1[0] = row(3, Pane::Trends, 1.0);
    material.themes = vec![mills, looms, theme("kites", TrendState::Rising, (7, 1))];
    let digest = compose(&material);
    let refs: Vec<usize> = digest.blocks[2].entries.iter().map(|entry| entry.refs.len()).collect();
    assert_eq!(refs, [2, 1, 2], "a theme that has none of its own keeps its stories");
}

#[test]
fn a_name_among_themes_is_written_as_its_stories_write_it() {
    let mut material = material(Vec::new());
    let (mut theme, mut rows) = theme("zeta-7.5", TrendState::New, (4, 0));
    theme.is_name = true;
    material.name = &|key, _| key.to_owned();
    rows[1].title = "What Zeta-7.5 can do".to_owned();
    material.themes = vec![(theme, rows)];
    assert_eq!(compose(&material).blocks[2].entries[0].label, "Zeta-7.5");
}

#[test]
fn a_theme_is_shown_by_what_came_today_unless_that_is_small() {
    let mut material = material(Vec::new());
    let (theme, mut rows) = theme("mills", TrendState::New, (4, 0));
    rows[0].published = at(-30);
    rows[1].score = 1.0;
    let url = |row: &Row| row.url.clone().expect("an address");
    let (earlier, today) = (url(&rows[0]), url(&rows[1]));
    material.themes = vec![(theme.clone(), rows.clone())];
    assert_eq!(compose(&material).references[0].url, earlier);
    rows[1].score = 50.0;
    material.themes = vec![(theme, rows)];
    assert_eq!(compose(&material).references[0].url, today);
}

#[test]
fn of_a_day_five_themes_are_told_one_of_them_fading() {
    let mut material = material(Vec::new());
    let rising = (0..6).map(|n| theme(&format!("rise{n}"), TrendState::Rising, (9 - n, 1)));
    let fading = (0..3).map(|n| theme(&format!("fade{n}"), TrendState::Fading, (1, 9)));
    material.themes = rising.chain(fading).collect();
    let digest = compose(&material);
    assert_eq!(labels(&digest.blocks[2]), ["RISE0", "RISE1", "RISE2", "RISE3", "FADE2"]);
}

#[test]
fn a_theme_that_rises_is_told_by_two_publishers_and_in_the_time_of_the_digest() {
    let shown = |state: TrendState, change: &dyn Fn(&mut Vec<Row>)| {
        let mut material = material(Vec::new());
        let mut theme = theme("mills", state, (6, 2));
        change(&mut theme.1);
        material.themes = vec![theme];
        let digest = compose(&material);
        (digest.blocks[2].entries.len(), digest.summary.len())
    };
    let one_house = |rows: &mut Vec<Row>| rows[1].url = Some("https://site1.example/two".into());
    let of_days_before =
        |rows: &mut Vec<Row>| rows.iter_mut().for_each(|row| row.published = at(-30));
    assert_eq!(shown(TrendState::Rising, &|_| {}), (1, 1));
    assert_eq!(shown(TrendState::Rising, &one_house), (0, 0));
    assert_eq!(shown(TrendState::Rising, &of_days_before), (0, 0));
    assert_eq!(shown(TrendState::Fading, &of_days_before).0, 1, "what fades is told no more");
}

#[test]
fn themes_of_a_week_are_a_table_against_the_week_before() {
    let mut material = material(Vec::new());
    material.from = "2026-03-04".parse().ok();
    material.begins = at(-24);
    material.themes = vec![
        theme("mills", TrendState::Rising, (18, 2)),
        theme("kites", TrendState::New, (6, 0)),
        theme("looms", TrendState::Fading, (2, 18)),
    ];
    let block = &compose(&material).blocks[2];
    assert_eq!(block.columns, ["Term", "Stories (share)", "As many days before", "Direction"]);
    let table: Vec<(&str, Vec<&str>)> = block
        .entries
        .iter()
        .map(|entry| (&*entry.label, entry.cells.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        table,
        [
            ("MILLS", vec!["18 (18.0 %)", "2 (2.0 %)", "rising"]),
            ("KITES", vec!["6 (6.0 %)", "0 (0.0 %)", "new"]),
            ("LOOMS", vec!["2 (2.0 %)", "18 (18.0 %)", "fading"]),
        ]
    );
}
