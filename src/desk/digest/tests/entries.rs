//! An event put into words: its line or title, its sentence, who tells it, in each language.

use super::*;

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
fn acquisition() -> DayEvent {
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
    let mut stories: Vec<DayEvent> =
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
fn a_title_that_is_a_mere_version_is_told_with_its_source() {
    let mut release = row(1, Pane::Trends, 50.0);
    release.title = "v2.1.237".into();
    let digest = compose(&material(vec![told(release)]));
    assert_eq!(digest.blocks[2].entries[0].label, "Source 1 v2.1.237");
}
