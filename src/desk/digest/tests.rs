//! Digests of days made up for the purpose: floors, budget, citations.

use proptest::prelude::*;

use super::quote::sentences;
use super::*;
use crate::desk::Lexicon;
use crate::desk::kinship::Kinship;
use crate::model::{
    About, IdeaId, ItemId, Listed, Move, Progress, SourceId, StoryId, Thought, TrendState, Week,
};
use crate::text::address;

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
        dated: true,
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
        facts: crate::model::Facts::default(),
        topics: Vec::new(),
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
    Told {
        members: vec![row.clone()],
        item: item(row, &[&sentence]),
        subject: Subject::default(),
        before: None,
    }
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
        is_ahead: false,
        zone: Zone::UTC,
        stories,
        heard,
        trends: Vec::new(),
        talk: Vec::new(),
        day_of_talk: "2026-03-05".parse().expect("a day"),
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
    assert_eq!(digest.blocks[2].remark.as_deref(), Some("Nothing was told here on this day."));
    assert!(digest.minutes <= 5.0, "{}", digest.minutes);
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
        item: item(head, &["One said all of it.", "Two said no more than that."]),
        subject: Subject::default(),
        before: None,
    };
    let digest = compose(&material(vec![story]));
    let entry = &digest.blocks[1].entries[0];
    assert_eq!(entry.group.as_deref(), Some("NVIDIA"));
    assert_eq!(entry.text, "One said all of it. Two said no more than that.");
    assert_eq!(
        entry.facts,
        [
            "site1.example via Source 1",
            "investment",
            "3 publishers in 36 h",
            "continues from 2026-03-04, 2 new reports"
        ]
    );
    assert_eq!(entry.refs, [1, 2, 3]);
    assert_eq!(digest.references[2].title, "Title number 2", "what is of the day is cited first");
    let text = "Title number 1 (site1.example via Source 1, 3 publishers in 36 h)".to_owned();
    assert_eq!(digest.lead, [Lead { text, n: 1 }]);
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
    let whole = "This one is whole now.";
    assert_eq!(quoted(&[whole, "This one is cut of..."]), whole);
    assert_eq!(quoted(&["Only a beginning […]"]), "Title number 1");
    let mut row = row;
    row.title = "The mill that counts its sacks".to_owned();
    let framed = "Follow Mar 10 The mill that counts its sacks.";
    assert_eq!(sentences(&item(row.clone(), &[framed, whole])), whole);
    let bare =
        Item { summary: "- Beginning of\n- It is said by the miller.".into(), ..item(row, &[]) };
    assert_eq!(sentences(&bare), "It is said by the miller.", "out of the summary");
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
    assert_eq!(entries.len(), 4 + choice::OF_ONE_PUBLISHER);
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
    let mut read = item(row(5, Pane::Research, 9.0), &["Read already."]);
    (read.row.read, read.starred_at) = (true, Some(at(3)));
    let mut due = item(row(6, Pane::Research, 9.0), &["Still due."]);
    due.starred_at = Some(at(-30));
    let mut later = item(row(7, Pane::Research, 9.0), &["Starred after the day."]);
    later.starred_at = Some(at(200));
    material.starred = vec![later, read, due];
    let digest = compose(&material);
    let mine = &digest.blocks[3];
    assert_eq!(labels(mine), ["Title number 9", "Title number 6", "Title number 5"]);
    assert_eq!(mine.entries[0].text, "Try this on our data.");
    assert_eq!(mine.entries[1].facts, ["Source 6", "on the list since 2026-03-03"]);
}

#[test]
fn a_quiet_day_is_not_filled_with_what_hardly_matters() {
    let mut stories: Vec<Told> = (1..=4).map(|n| told(row(n, Pane::Trends, 40.0))).collect();
    stories.extend((5..=20).map(|n| told(row(n, Pane::Trends, 5.0))));
    let digest = compose(&material(stories));
    assert_eq!(labels(&digest.blocks[2]).len(), 4, "there is room for more, and nothing to say");
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
        prop_assert_eq!(&numbers, &(1..=digest.references.len() as u32).collect::<Vec<_>>());
        for reference in &digest.references {
            prop_assert!(!address::is_list_page(&reference.url, &reference.title));
        }
        for line in &digest.lead {
            prop_assert!(numbers.contains(&line.n), "a line of the lead leads to what is cited");
        }
        // The best title of each block stands whatever it takes, and so does the first of mine.
        prop_assert!(digest.minutes <= minutes.max(0.5) + 0.05, "{} of {}", digest.minutes, minutes);
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
    assert_eq!(mine.entries[0].facts, ["spark", "Title number 9"]);
    assert_eq!(
        mine.entries[1].facts,
        ["Source 3", "due in 2026-W11", "on the list since 2026-03-03"]
    );
    material.from = "2026-03-04".parse().ok();
    let of_span = compose(&material);
    assert_eq!(labels(&of_span.blocks[3]), ["Count sacks by ear"], "the span's own list");
}

/// A story with what its title is about.
fn about(mut row: Row, title: &str) -> Told {
    row.title = title.to_owned();
    let lexicon = Lexicon::shipped();
    let subject = Kinship::new(&lexicon).subject(&row);
    Told { subject, ..told(row) }
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
    let said = |material: &Material<'_>| compose(material).blocks[0].remark.clone();
    material.from = "2026-03-01".parse().ok();
    assert_eq!(said(&material).as_deref(), Some("Nothing was told here in these days."));
    material.is_ahead = true;
    assert_eq!(said(&material).as_deref(), Some("This day has not begun."));
}

#[test]
fn two_stories_of_one_event_are_one_entry_that_cites_both() {
    let digest = compose(&material(vec![
        about(row(1, Pane::Trends, 50.0), "Introducing Zeta-7.5"),
        about(row(2, Pane::Trends, 40.0), "Zeta-7.5 reportedly counts sacks"),
        about(row(3, Pane::Trends, 30.0), "A mill is sold"),
    ]));
    assert_eq!(labels(&digest.blocks[2]), ["Introducing Zeta-7.5", "A mill is sold"]);
    assert_eq!(digest.blocks[2].entries[0].refs, [1, 2]);
    assert_eq!(digest.blocks[2].remark, None, "nothing is left out");
}

#[test]
fn what_a_day_before_told_comes_back_only_with_news() {
    let before = |is_same| Some(Before { day: "2026-03-02".parse().expect("a day"), is_same });
    let same = Told { before: before(true), ..told(row(1, Pane::Trends, 90.0)) };
    let event = Told { before: before(false), ..told(row(2, Pane::Trends, 40.0)) };
    let mut again = Told { before: before(true), ..told(row(3, Pane::Trends, 30.0)) };
    again.members.push(row(4, Pane::Trends, 1.0));
    let digest = compose(&material(vec![same, event, again]));
    assert_eq!(labels(&digest.blocks[2]), ["Title number 3", "Title number 2"]);
    for entry in &digest.blocks[2].entries {
        assert!(entry.facts.iter().any(|fact| fact.starts_with("continues from 2026-03-02")));
    }
}

#[test]
fn what_sells_something_loses_against_what_tells_something() {
    let digest = compose(&material(vec![
        about(row(1, Pane::Trends, 90.0), "Preorders of the mill come with a $25 gift card"),
        about(row(2, Pane::Trends, 40.0), "The mill is slow"),
    ]));
    assert_eq!(digest.blocks[2].entries[0].label, "The mill is slow");
}

#[test]
fn a_paper_and_the_page_about_it_are_one_publisher() {
    let mut paper = row(1, Pane::Research, 50.0);
    paper.url = Some("https://arxiv.org/abs/2603.00001".into());
    let mut page = row(2, Pane::Research, 40.0);
    page.url = Some("https://huggingface.co/papers/2603.00001".into());
    let story = Told { members: vec![paper.clone(), page], ..told(paper) };
    let digest = compose(&material(vec![story]));
    assert_eq!(digest.blocks[0].entries[0].refs, [1]);
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
    assert_ne!(above.text, above.label);
    assert_eq!(mine.text, mine.label);
    assert_eq!(mine.facts.last().map(String::as_str), Some("told above"));
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

fn trend(term: &str, state: TrendState, series: &[u32], rows: &[Row]) -> (Trend, Vec<Row>) {
    let trend = Trend {
        term: term.to_owned(),
        aliases: Vec::new(),
        kind: "topic".to_owned(),
        count: series.last().copied().unwrap_or(0),
        score: 2.0,
        state,
        series: series.to_vec(),
        items: rows.iter().map(|row| row.id).collect(),
    };
    (trend, rows.to_vec())
}

#[test]
fn a_term_tells_its_share_since_when_it_is_seen_and_what_it_touches() {
    let mut material = material(Vec::new());
    let mut rows = [row(1, Pane::Trends, 1.0), row(2, Pane::Trends, 1.0)];
    rows[0].companies = vec!["acme".into()];
    material.trends = vec![trend("mills", TrendState::Rising, &[0, 0, 0, 1, 4], &rows)];
    material.talk = vec![5, 5, 5, 5, 20];
    let digest = compose(&material);
    let term = &digest.blocks[2].entries[0];
    assert_eq!(term.text, "4 stories, 20.0 % of the day's talk against 5.0 % usually");
    assert_eq!(term.facts, ["rising", "first seen 2026-03-04", "with ACME"]);
    assert!(term.cells.is_empty() && digest.blocks[2].columns.is_empty());
}

#[test]
fn terms_of_a_week_are_a_table_against_the_week_before() {
    let mut material = material(Vec::new());
    material.from = "2026-03-04".parse().ok();
    material.begins = at(-24);
    let rows = [row(1, Pane::Trends, 1.0)];
    let of = |term, series: [u32; 4]| trend(term, TrendState::Steady, &series, &rows);
    material.trends = vec![
        of("mills", [1, 1, 9, 9]),
        of("looms", [9, 9, 1, 1]),
        of("ships", [4, 4, 4, 4]),
        of("kites", [0, 0, 3, 3]),
    ];
    material.talk = vec![50, 50, 50, 50];
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
            ("mills", vec!["18 (18.0 %)", "2 (2.0 %)", "rising"]),
            ("kites", vec!["6 (6.0 %)", "0 (0.0 %)", "new"]),
            ("ships", vec!["8 (8.0 %)", "8 (8.0 %)", "steady"]),
            ("looms", vec!["2 (2.0 %)", "18 (18.0 %)", "fading"]),
        ]
    );
}

#[test]
fn a_week_is_not_the_story_of_its_last_day() {
    let stories: Vec<Told> = (0..40)
        .map(|id| {
            let mut row = row(id, Pane::Trends, 90.0 - id as f64);
            row.published = at(8 - 24 * (id / 10));
            told(row)
        })
        .collect();
    let mut material = material(stories);
    (material.from, material.begins) = ("2026-03-02".parse().ok(), at(-72));
    let digest = compose(&material);
    let days: std::collections::BTreeSet<_> =
        digest.references.iter().map(|reference| reference.published).collect();
    assert_eq!(days.len(), 4);
}
