//! Digests of days made up for the purpose: floors, budget, citations.

use proptest::prelude::*;

use std::sync::LazyLock;

use super::quote::sentence;
use super::*;
use crate::desk::{Lexicon, WATCH};
use crate::model::{
    About, IdeaId, ItemId, Listed, Move, Past, Progress, Reason, SourceId, StoryId, Thought, Tier,
    TrendState, Week,
};
use crate::text::address;

mod choosing;
mod held;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);
static COMPARER: LazyLock<Comparer<'static>> = LazyLock::new(|| Comparer::new(&LEXICON));

const NOW: &str = "2026-03-05T20:00:00Z";

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
        themes: Vec::new(),
        starred: Vec::new(),
        notes: Vec::new(),
        ideas: Vec::new(),
        minutes: 5.0,
        lang: Lang::En,
        name: &|key| key.to_uppercase(),
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
    head.moves = vec![Move::Investment];
    let mut old = row(2, Pane::Companies, 10.0);
    old.published = at(-20);
    let mut late = row(3, Pane::Companies, 10.0);
    late.published = at(16);
    let told = story(
        head,
        vec![old, late],
        &["One said all of it in one.", "Two said no more than that."],
    );
    let digest = compose(&material(vec![told]));
    let entry = &digest.blocks[1].entries[0];
    assert_eq!(entry.group.as_deref(), Some("NVIDIA"));
    assert_eq!(entry.text, "One said all of it in one.", "one sentence");
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
    assert_eq!(digest.references[2].title, title(2), "what is of the day is cited first");
}

#[test]
fn what_leads_is_an_object_with_its_facts_and_the_first_numbers() {
    let head = row(1, Pane::Trends, 50.0);
    let mut told = about(head, "Microsoft acquires a lantern maker for $2 billion");
    told.event.topics = vec!["robotics".to_owned()];
    let rest = (2..5).map(|id| self::told(row(id, Pane::Research, 40.0 - id as f64)));
    let digest = compose(&material(rest.chain([told]).collect()));
    let led: Vec<(u32, i64, &[u32])> =
        digest.lead.iter().map(|line| (line.rank, line.item.0, &*line.refs)).collect();
    assert_eq!(led, [(1, 1, &[1][..]), (2, 2, &[2]), (3, 3, &[3])]);
    let first = &digest.lead[0];
    assert_eq!((first.story, first.pane), (StoryId(1), Pane::Trends));
    assert_eq!(
        first.text,
        "Microsoft acquires a lantern maker for $2 billion (site1.example via Source 1)"
    );
    assert_eq!(first.scan.as_deref(), Some("MICROSOFT · acquisition · $2B"));
    assert_eq!(first.topics, ["robotics"]);
    let quote = first.quote.as_ref().expect("a quote");
    assert_eq!((quote.item, quote.reference, &*quote.language), (ItemId(1), 1, "en"));
    let json = serde_json::to_value(first).expect("JSON");
    assert_eq!(json["facts"]["amount"]["currency"], "USD");
    assert_eq!(json["quote"]["ref"], 1);
    let fourth = digest.blocks[0].entries.last().expect("an entry");
    assert_eq!((fourth.item.0, &*fourth.refs), (4, &[4][..]));
}

#[test]
fn what_leads_without_a_sentence_of_its_own_borrows_one_that_is_cited() {
    let mut told = story(row(1, Pane::Trends, 50.0), vec![row(2, Pane::Trends, 1.0)], &[]);
    let other = item(row(3, Pane::Trends, 1.0), &["What nobody cites is not quoted either."]);
    let lender = item(row(2, Pane::Trends, 1.0), &["The other one says it in a sentence."]);
    told.lenders = vec![other, lender];
    let digest = compose(&material(vec![told]));
    let quote = digest.lead[0].quote.as_ref().expect("a quote");
    assert_eq!(
        (&*quote.text, quote.item.0, quote.reference),
        ("The other one says it in a sentence.", 2, 2)
    );
    let entry = &digest.blocks[2].entries[0];
    assert_eq!(entry.text, entry.label, "an entry quotes nothing but its own item");
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
    let whole = "This one is whole now.";
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
        Item { summary: "- Beginning of\n- It is said by the miller.".into(), ..item(row, &[]) };
    assert_eq!(sentence(&bare).as_deref(), Some("It is said by the miller."), "of the summary");
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
    assert_eq!(labels(mine), [title(9), title(6), title(5)]);
    assert_eq!(mine.entries[0].text, "Try this on our data.");
    assert_eq!(mine.entries[1].facts, ["Source 6", "on the list since 2026-03-03"]);
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
    assert_eq!(labels(mine), ["Count sacks by ear".to_owned(), title(3), title(1)]);
    assert_eq!(mine.entries[0].text, "A mill is loud.");
    assert_eq!(mine.entries[0].facts, ["spark".to_owned(), title(9)]);
    assert_eq!(
        mine.entries[1].facts,
        ["Source 3", "due in 2026-W11", "on the list since 2026-03-03"]
    );
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
    let said = |material: &Material<'_>| compose(material).blocks[0].remark.clone();
    material.from = "2026-03-01".parse().ok();
    assert_eq!(said(&material).as_deref(), Some("Nothing was told here in these days."));
    material.is_ahead = true;
    assert_eq!(said(&material).as_deref(), Some("This day has not begun."));
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
    assert_eq!(term.facts, ["new", "first seen 2026-03-04", "with ACME"]);
    assert_eq!((&*term.series, &*term.refs), (&[0, 1, 4][..], &[1, 2][..]));
    assert!(term.cells.is_empty() && digest.blocks[2].columns.is_empty());
}

#[test]
fn a_name_among_themes_is_written_as_its_stories_write_it() {
    let mut material = material(Vec::new());
    let (mut theme, mut rows) = theme("zeta-7.5", TrendState::New, (4, 0));
    theme.is_name = true;
    material.name = &str::to_owned;
    rows[1].title = "What Zeta-7.5 can do".to_owned();
    material.themes = vec![(theme, rows)];
    assert_eq!(compose(&material).blocks[2].entries[0].label, "Zeta-7.5");
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
