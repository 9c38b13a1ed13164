//! What leads, what is told, and how much of it: by worth, with room for each block.

use super::*;
use crate::model::Noise;

/// Ids of a block's entries that tell stories.
fn ids(block: &Block) -> Vec<i64> {
    block.entries.iter().map(|entry| entry.item.0).collect()
}

fn leading(digest: &Digest) -> Vec<i64> {
    digest.lead.iter().map(|line| line.item.0).collect()
}

/// A paper, by its number at the archive.
fn paper(id: i64, worth: f64, topic: &str) -> DayEvent {
    let mut row = row(id, Pane::Research, worth);
    row.url = Some(format!("https://arxiv.org/abs/2603.{id:05}"));
    let mut told = told(row);
    told.event.topics = vec![topic.to_owned()];
    told
}

#[test]
fn a_loud_block_starves_no_other_and_what_is_left_out_is_counted() {
    let loud = (0..80).map(|id| told(row(id, Pane::Companies, 90.0 - id as f64 / 2.0)));
    let quiet = (100..102).map(|id| told(row(id, Pane::Research, 20.0)));
    let digest = compose(&material(loud.chain(quiet).collect()));
    assert_eq!(ids(&digest.blocks[0]), [100, 101]);
    assert_eq!(ids(&digest.blocks[1]), (0..12).collect::<Vec<_>>(), "the twelve of most worth");
    let remark = digest.blocks[1].remark.as_deref();
    assert_eq!(remark, Some("68 more stories stand in the pane."));
    assert_eq!(digest.blocks[2].remark.as_deref(), Some("Nothing was told here on this day."));
    assert!(digest.minutes <= 5.0, "{}", digest.minutes);
}

#[test]
fn each_block_has_room_for_so_many() {
    let stories = (0..60).map(|id| told(row(id, Pane::ALL[id as usize % 3], 90.0 - id as f64)));
    let digest = compose(&material(stories.collect()));
    let counts: Vec<usize> = digest.blocks.iter().map(|block| block.entries.len()).collect();
    assert_eq!(counts, [8, 12, 6, 0], "what leads takes no place in Trends");
}

#[test]
fn a_short_budget_costs_sentences_before_events() {
    let stories: Vec<DayEvent> =
        (0..26).map(|id| told(row(id, Pane::ALL[id as usize % 3], 90.0 - id as f64))).collect();
    let mut material = material(stories);
    let mut told_in = |minutes: f64| {
        material.minutes = minutes;
        let digest = compose(&material);
        assert!(digest.minutes <= minutes, "{} of {minutes}", digest.minutes);
        let entries: Vec<&Entry> = digest.blocks.iter().flat_map(|block| &block.entries).collect();
        let whole: Vec<i64> =
            entries.iter().filter(|entry| entry.text != entry.label).map(|e| e.item.0).collect();
        (entries.len(), whole)
    };
    let (all, whole) = told_in(8.0);
    assert_eq!(all, whole.len() + 3, "what leads is not told again");
    let (shorter, most) = told_in(1.6);
    assert_eq!(shorter, all, "all events by their titles");
    assert!(!most.is_empty() && most.len() < all - 3, "{most:?}");
    assert!(most.contains(&3), "the best in full: {most:?}");
    let (few, _) = told_in(0.9);
    assert!(few < all && few >= 3, "{few}");
}

#[test]
fn the_three_events_of_most_worth_lead_whatever_their_block_and_form() {
    let mut bare = told(row(3, Pane::Trends, 70.0));
    bare.item.gist.clear();
    let digest = compose(&material(vec![
        told(row(1, Pane::Trends, 50.0)),
        told(row(2, Pane::Companies, 60.0)),
        bare,
        told(row(4, Pane::Trends, 80.0)),
        told(row(5, Pane::Research, 90.0)),
    ]));
    assert_eq!(leading(&digest), [5, 4, 3]);
}

#[test]
fn noise_and_round_ups_neither_lead_nor_are_told_and_a_paper_leads_with_two_publishers() {
    let mut advert = told(row(1, Pane::Trends, 99.0));
    advert.event.facts.noise = Some(Noise::Advert);
    let mut roundup = told(row(2, Pane::Trends, 98.0));
    roundup.subject.reading.signs.roundup = true;
    let lone = paper(3, 97.0, "robotics");
    let mut known = paper(4, 96.0, "robotics");
    let mut news = row(5, Pane::Research, 1.0);
    news.story = StoryId(4);
    known.tellers.push(Teller { subject: subject(&news), row: news });
    let plain = told(row(6, Pane::Trends, 30.0));
    let mut decoder = paper(7, 20.0, "speech");
    decoder.subject.reading.signs.roundup = true;
    let digest = compose(&material(vec![advert, roundup, lone, known, plain, decoder]));
    assert_eq!(leading(&digest), [4, 6]);
    assert_eq!(ids(&digest.blocks[0]), [3, 4, 7], "a word of a paper makes no round-up");
    assert_eq!(ids(&digest.blocks[2]), [6]);
}

#[test]
fn a_quiet_day_leads_with_less_and_is_not_filled_with_what_is_small() {
    let mut stories: Vec<DayEvent> = (1..=2).map(|n| told(row(n, Pane::Trends, 40.0))).collect();
    let small = COMPARER.tuning().small_at - 1.0;
    stories.extend((3..=20).map(|n| told(row(n, Pane::Trends, small))));
    let digest = compose(&material(stories));
    assert_eq!((leading(&digest), ids(&digest.blocks[2])), (vec![1, 2], vec![1, 2]));
    let remark = digest.blocks[2].remark.as_deref();
    assert_eq!(remark, Some("No theme rises this week."));
    assert_eq!(digest.left.get("small"), Some(&18));
}

#[test]
fn what_resembles_a_line_of_the_lead_waits() {
    let lead = |titles: &[&str]| {
        let stories = titles
            .iter()
            .zip(1..)
            .map(|(title, id)| about(row(id, Pane::Companies, 90.0 - id as f64), title));
        leading(&compose(&material(stories.collect())))
    };
    let buys = "Microsoft acquires the lantern maker Quixdale";
    assert_eq!(lead(&[buys, "Harbour towns vote on night ferries"]), [1, 2]);
    assert_eq!(
        lead(&["Senate questions Microsoft over lanterns", "Regulator fines Microsoft"]),
        [1],
        "one company, and law in both"
    );
    assert_eq!(
        lead(&[buys, "Lantern maker Quixdale is a bargain, say its neighbours"]),
        [1],
        "the same words"
    );
    assert_eq!(
        lead(&[
            "Microsoft opens a school for pilots",
            "Microsoft loses its chief gardener",
            "Microsoft paints harbours blue",
            "Orchards hum at dawn",
        ]),
        [1, 2, 4],
        "two lines of one company"
    );
}

#[test]
fn one_company_has_two_entries_at_most() {
    let stories = (0..9).map(|id| {
        let mut row = row(id, Pane::Companies, 50.0 - id as f64);
        let (key, name) = if id == 8 { ("apple", "Apple") } else { ("nvidia", "Nvidia") };
        row.companies = vec![key.to_owned()];
        row.title = format!("{} of {name}", row.title);
        told(row)
    });
    let digest = compose(&material(stories.collect()));
    let entries = &digest.blocks[1].entries;
    let groups: Vec<&str> = entries.iter().filter_map(|entry| entry.group.as_deref()).collect();
    assert_eq!(groups, ["NVIDIA", "NVIDIA", "APPLE"]);
}

#[test]
fn papers_are_not_all_of_one_shelf_and_one_on_finance_has_a_place() {
    let mut papers: Vec<DayEvent> =
        (1..=9).map(|id| paper(id, 60.0 - id as f64, "robotics")).collect();
    papers.extend((10..=14).map(|id| {
        paper(
            id,
            40.0,
            ["speech", "quantum", "reasoning", "robotics", "alignment"][id as usize - 10],
        )
    }));
    let digest = compose(&material(papers.clone()));
    assert_eq!(ids(&digest.blocks[0]), [1, 2, 10, 11, 12, 14], "two of a shelf");

    let mut finance = paper(20, 1.0, "time-series");
    finance.subject.finance = COMPARER.tuning().finance_at;
    papers.push(finance);
    let digest = compose(&material(papers.clone()));
    assert_eq!(ids(&digest.blocks[0]), [1, 2, 10, 11, 12, 14, 20], "however small it is");

    papers.last_mut().expect("it").subject.finance -= 0.1;
    let digest = compose(&material(papers));
    assert!(!ids(&digest.blocks[0]).contains(&20));
}

#[test]
fn the_paper_on_finance_is_the_one_that_says_most_and_what_only_forecasts_is_none() {
    let of = |id: i64, finance: f64| {
        let mut paper = paper(id, 60.0 - id as f64, "forecasting");
        paper.subject.finance = finance;
        paper
    };
    let at = COMPARER.tuning().finance_at;
    let shelf = |papers: Vec<DayEvent>| -> Vec<i64> {
        let digest = compose(&material(papers));
        let entries = digest.blocks[0].entries.iter();
        let of_shelf =
            entries.filter(|entry| entry.group.as_deref() == Some("Finance and time series"));
        of_shelf.map(|entry| entry.item.0).collect()
    };
    let many = |last: f64| (1..=12).map(|id| of(id, if id == 12 { last } else { at })).collect();
    assert!(shelf(many(2.0 * at)).contains(&12), "though eleven are worth more");
    assert!(!shelf(many(at)).contains(&12));
    assert_eq!(shelf(vec![of(1, 0.0), of(2, at - 0.1)]), [0_i64; 0], "a forecast of tides");
}

#[test]
fn two_stories_of_one_event_are_one_entry_that_cites_both() {
    let digest = compose(&material(vec![
        about(row(1, Pane::Trends, 50.0), "Introducing Zeta-7.5"),
        about(row(2, Pane::Trends, 40.0), "Zeta-7.5 is here and counts sacks"),
        about(row(3, Pane::Trends, 30.0), "A mill is sold"),
    ]));
    assert_eq!(labels(&digest.blocks[2]), ["Introducing Zeta-7.5", "A mill is sold"]);
    assert_eq!(digest.blocks[2].entries[0].refs, [1, 2]);
    assert_eq!(digest.blocks[2].rest, [], "nothing is missing");
}

#[test]
fn of_two_papers_that_hardly_differ_one_is_told_and_cited() {
    let titled = |id: i64, worth: f64, title: &str| {
        let row = Row { title: title.to_owned(), ..paper(id, worth, "speech").item.row };
        told(row)
    };
    let digest = compose(&material(vec![
        titled(1, 50.0, "Lantern networks count barley sacks"),
        titled(2, 40.0, "Lantern networks count oaten bundles"),
        titled(3, 30.0, "Harbours hum at dawn"),
    ]));
    assert_eq!(ids(&digest.blocks[0]), [1, 3]);
    assert_eq!(digest.blocks[0].entries[0].refs, [1]);
}

#[test]
fn of_an_abstract_that_has_no_short_gist_the_sentence_that_claims_something_is_quoted() {
    let mut told = paper(1, 50.0, "robotics");
    told.item.gist = vec![format!("We propose {} for mills.", "lanterns ".repeat(40))];
    told.item.summary = "Millers have ground their flour at night for ages. \
                         We show that lanterns count the sacks of a mill."
        .to_owned();
    let digest = compose(&material(vec![told]));
    let quote = digest.blocks[0].entries[0].quote.as_ref().expect("a sentence");
    assert_eq!(quote.text, "We show that lanterns count the sacks of a mill.");
}

#[test]
fn what_a_day_before_told_comes_back_only_with_news() {
    let before = |is_same| Some(Before { day: "2026-03-02".parse().expect("a day"), is_same });
    let began = |mut told: DayEvent| {
        told.event.first = at(-72);
        told
    };
    let same = DayEvent { before: before(true), ..told(row(1, Pane::Trends, 90.0)) };
    let near = DayEvent { before: before(false), ..began(told(row(2, Pane::Trends, 80.0))) };
    let began_today = DayEvent { before: before(false), ..told(row(3, Pane::Trends, 40.0)) };
    let several = story(row(4, Pane::Trends, 30.0), vec![row(5, Pane::Trends, 1.0)], &[]);
    let several = DayEvent { before: before(true), ..began(several) };
    let other = began(told(row(6, Pane::Trends, 20.0)));
    let digest = compose(&material(vec![same, near, began_today, several, other]));
    assert_eq!(ids(&digest.blocks[2]), [3, 4, 6]);
    for led in &digest.lead[..2] {
        assert!(led.meta.iter().any(|fact| fact.starts_with("continues from 2026-03-02")));
    }
}

#[test]
fn an_opinion_leads_only_where_it_tells_a_deed() {
    let mut opinion = about(row(1, Pane::Trends, 60.0), "Lanterns of the harbour");
    opinion.subject.reading.signs.opinion = true;
    let news = about(row(2, Pane::Trends, 40.0), "Mills of the north");
    let leads = |told: &[&DayEvent]| -> Vec<i64> {
        let digest = compose(&material(told.iter().map(|told| (*told).clone()).collect()));
        digest.lead.iter().map(|lead| lead.item.0).collect()
    };
    assert_eq!(leads(&[&opinion, &news]), [2]);
    opinion.subject.reading.signs.deed = true;
    assert_eq!(leads(&[&opinion, &news]), [1, 2]);
}

#[test]
fn what_says_that_it_is_of_another_year_is_no_news_unless_two_tell_it() {
    let mut old = about(row(1, Pane::Trends, 60.0), "Lanterns of the harbour");
    old.subject.reading.old = true;
    let new = about(row(2, Pane::Trends, 40.0), "Mills of the north");
    let digest = compose(&material(vec![old, new]));
    assert_eq!(ids(&digest.blocks[2]), [2]);
    assert_eq!(digest.left.get("told-before"), Some(&1));
}

#[test]
fn what_is_listed_with_an_event_by_a_name_alone_is_not_cited() {
    let mut told = story(row(1, Pane::Trends, 60.0), vec![row(2, Pane::Trends, 1.0)], &[]);
    assert_eq!(compose(&material(vec![told.clone()])).lead[0].refs, [1, 2]);
    told.tellers[1].subject.is_loose = true;
    assert_eq!(compose(&material(vec![told])).lead[0].refs, [1]);
}

#[test]
fn the_makers_own_page_is_cited_first_one_a_publisher_three_at_most() {
    let page = |id: i64, url: &str| Row { url: Some(url.to_owned()), ..row(id, Pane::Trends, 1.0) };
    let head = page(1, "https://news.example/one");
    let mut others: Vec<Row> = (10..18).map(|id| row(id, Pane::Trends, 1.0)).collect();
    others.push(page(2, "https://www.news.example/two"));
    others.push(page(3, "https://openai.com/index/lanterns"));
    let told = story(Row { score: 50.0, ..head }, others, &[]);
    let digest = compose(&material(vec![told]));
    let pages: Vec<&str> = digest.references.iter().map(|page| &*page.url).collect();
    assert_eq!(pages[..2], ["https://openai.com/index/lanterns", "https://news.example/one"]);
    assert_eq!(pages.len(), 3);
    assert_eq!(digest.lead[0].refs, [1, 2, 3]);
    assert_eq!(digest.blocks[2].entries[0].refs, digest.lead[0].refs);
}

#[test]
fn a_paper_and_the_page_about_it_are_one_publisher() {
    let paper = paper(1, 50.0, "robotics").item.row;
    let mut page = row(2, Pane::Research, 40.0);
    page.url = Some("https://huggingface.co/papers/2603.00001".into());
    let digest = compose(&material(vec![story(paper, vec![page], &[])]));
    assert_eq!(digest.blocks[0].entries[0].refs, [1]);
    assert_eq!(digest.lead, [], "two pages of one paper are no two publishers");
}

#[test]
fn a_week_is_not_the_story_of_its_last_day() {
    let stories: Vec<DayEvent> = (0..40)
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
    assert_eq!(days.len(), 3, "three of a day beside what leads");
}
