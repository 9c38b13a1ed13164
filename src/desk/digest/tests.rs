//! Digests of days made up for the purpose: floors, budget, citations.

use proptest::prelude::*;

use super::*;
use crate::model::{
    About, IdeaId, ItemId, Listed, Move, Progress, SourceId, StoryId, Thought, Week,
};

const NOW: &str = "2026-03-05T20:00:00Z";

fn at(hour: i64) -> Moment {
    "2026-03-05T00:00:00Z".parse::<Moment>().expect("a moment") + chrono::Duration::hours(hour)
}

fn row(id: i64, pane: Pane, score: f64) -> Row {
    Row {
        id: ItemId(id),
        source: SourceId(format!("source-{id}")),
        source_name: format!("Source {id}"),
        title: format!("Title number {id}"),
        url: Some(format!("https://site{id}.example/page")),
        first_author: None,
        author_count: 0,
        published: at(8),
        pane,
        story: StoryId(id),
        story_size: 1,
        score,
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
        gist: gist.iter().map(|&sentence| sentence.to_owned()).collect(),
        note: None,
        story_note: None,
        ideas: Vec::new(),
        starred_at: None,
    }
}

fn told(row: Row) -> Told {
    let sentence =
        format!("Sentence of {} that says what happened in a few plain words.", row.id.0);
    Told { members: vec![row.clone()], item: item(row, &[&sentence]) }
}

fn material(stories: Vec<Told>) -> Material<'static> {
    let mut heard = [0; 3];
    for story in &stories {
        heard[story.item.row.pane.index()] += 1;
    }
    Material {
        day: "2026-03-05".parse().expect("a day"),
        from: None,
        begins: at(0),
        ends: NOW.parse().expect("a moment"),
        zone: Zone::UTC,
        stories,
        heard,
        trends: Vec::new(),
        starred: Vec::new(),
        notes: Vec::new(),
        ideas: Vec::new(),
        minutes: 5.0,
        lang: Lang::En,
        company: &|key| key.to_uppercase(),
    }
}

fn labels(block: &Block) -> Vec<&str> {
    block.entries.iter().map(|entry| entry.label.as_str()).collect()
}

#[test]
fn a_loud_block_starves_no_other_and_what_is_left_out_is_counted() {
    let loud = (0..80).map(|id| told(row(id, Pane::Companies, 90.0)));
    let quiet = (100..102).map(|id| told(row(id, Pane::Research, 5.0)));
    let digest = compose(&material(loud.chain(quiet).collect()));
    assert_eq!(labels(&digest.blocks[0]), ["Title number 100", "Title number 101"]);
    let companies = &digest.blocks[1];
    assert!(companies.entries.len() > 5 && companies.entries.len() < 80);
    let left = 80 - companies.entries.len();
    assert_eq!(companies.remark.as_deref(), Some(&*format!("{left} more stories were left out.")));
    assert_eq!(digest.blocks[2].remark.as_deref(), Some("Nothing was told here today."));
    assert!(digest.minutes <= 5.6, "{}", digest.minutes);
}

#[test]
fn an_entry_says_who_tells_it_and_what_it_continues() {
    let mut head = row(1, Pane::Companies, 80.0);
    head.companies = vec!["nvidia".to_owned()];
    head.moves = vec![Move::Investment];
    let mut old = row(2, Pane::Companies, 10.0);
    old.published = at(-20);
    let mut late = row(3, Pane::Companies, 10.0);
    late.published = at(16);
    let story = Told {
        members: vec![old, late, head.clone()],
        item: item(head, &["One said.", "Two said."]),
    };
    let digest = compose(&material(vec![story]));
    let entry = &digest.blocks[1].entries[0];
    assert_eq!(entry.group.as_deref(), Some("NVIDIA"));
    assert_eq!(entry.text, "One said. Two said.");
    assert_eq!(
        entry.facts,
        ["investment", "3 publishers in 36 h", "continues from 2026-03-04, 2 new reports"]
    );
    assert_eq!(entry.refs, [1, 2, 3]);
    assert_eq!(digest.references[2].title, "Title number 2", "what is of the day is cited first");
    assert_eq!(digest.lead, ["Title number 1 (Source 1, 3 publishers in 36 h)"]);
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
fn a_sentence_that_breaks_off_is_not_quoted() {
    let row = row(1, Pane::Trends, 1.0);
    let quoted = |gist: &[&str]| sentences(&item(row.clone(), gist));
    assert_eq!(quoted(&["This is whole.", "This one is cut of..."]), "This is whole.");
    assert_eq!(quoted(&["Only a beginning […]"]), "Title number 1");
    let mut row = row;
    row.title = "The mill that counts its sacks".to_owned();
    let framed = "Follow Mar 10 The mill that counts its sacks.";
    assert_eq!(sentences(&item(row, &[framed, "It is said."])), "It is said.");
}

#[test]
fn companies_stand_together_and_one_publisher_does_not_fill_a_block() {
    let stories = (0..9).map(|id| {
        let mut row = row(id, Pane::Companies, 50.0 - id as f64);
        row.companies = vec![["apple", "nvidia"][id as usize % 2].to_owned()];
        if id > 3 {
            row.url = Some(format!("https://same.example/{id}"));
        }
        told(row)
    });
    let digest = compose(&material(stories.collect()));
    let entries = &digest.blocks[1].entries;
    let groups: Vec<&str> = entries.iter().filter_map(|entry| entry.group.as_deref()).collect();
    assert!(groups.is_sorted(), "{groups:?}");
    assert_eq!(entries.len(), 4 + OF_ONE_PUBLISHER);
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
    material.notes = vec![(note, row(9, Pane::Trends, 1.0))];
    let mut read = item(row(5, Pane::Research, 9.0), &["Read already."]);
    (read.row.read, read.starred_at) = (true, Some(at(3)));
    let mut due = item(row(6, Pane::Research, 9.0), &["Still due."]);
    due.starred_at = Some(at(-30));
    material.starred = vec![read, due];
    let digest = compose(&material);
    let mine = &digest.blocks[3];
    assert_eq!(labels(mine), ["Title number 9", "Title number 6", "Title number 5"]);
    assert_eq!(mine.entries[0].text, "Try this on our data.");
    assert_eq!(mine.entries[1].facts, ["on the list since 2026-03-03"]);
}

fn any_story() -> impl Strategy<Value = (Told, bool)> {
    (
        0i64..60,
        0usize..3,
        0.0f64..100.0,
        any::<bool>(),
        proptest::collection::vec(0i64..60, 0..4),
        any::<bool>(),
    )
        .prop_map(|(id, pane, score, has_page, others, starred)| {
            let mut head = row(id, Pane::ALL[pane], score);
            head.url = head.url.filter(|_| has_page);
            let mut story = told(head);
            story.members.extend(others.into_iter().map(|id| row(id, Pane::ALL[pane], 1.0)));
            (story, starred)
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
        let mut used = Vec::new();
        for entry in digest.blocks.iter().flat_map(|block| &block.entries) {
            prop_assert!(!entry.refs.is_empty() && !entry.text.is_empty());
            for number in &entry.refs {
                if !used.contains(number) {
                    used.push(*number);
                }
            }
        }
        let numbers: Vec<u32> = digest.references.iter().map(|reference| reference.n).collect();
        prop_assert_eq!(&used, &numbers);
        prop_assert_eq!(numbers, (1..=digest.references.len() as u32).collect::<Vec<_>>());
        for block in &digest.blocks[..3] {
            let mut labels: Vec<&str> = labels(block);
            labels.sort_unstable();
            labels.dedup();
            prop_assert_eq!(labels.len(), block.entries.len(), "a story told twice");
        }
        prop_assert_eq!(compose(&material), digest, "the same material, the same digest");
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
    let idea = Idea {
        id: IdeaId(1),
        thought: Thought {
            title: "Count sacks by ear".into(),
            preface: "A mill is loud.".into(),
            ..Thought::default()
        },
        links: Vec::new(),
        template: false,
        created: at(1),
        touched: at(2),
        deleted: None,
    };
    material.ideas = vec![(idea, vec![row(9, Pane::Trends, 1.0)])];
    let digest = compose(&material);
    let mine = &digest.blocks[3];
    assert_eq!(labels(mine), ["Count sacks by ear", "Title number 3", "Title number 1"]);
    assert_eq!(mine.entries[0].text, "A mill is loud.");
    assert_eq!(mine.entries[0].facts, ["spark"]);
    assert_eq!(mine.entries[1].facts, ["due in 2026-W11", "on the list since 2026-03-03"]);
    material.from = "2026-03-04".parse().ok();
    let of_span = compose(&material);
    assert_eq!(labels(&of_span.blocks[3]), ["Count sacks by ear"], "the span's own list");
}
