//! What stands for the reader alone: notes, ideas, the reading list and what a lens touches.

use super::*;

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
