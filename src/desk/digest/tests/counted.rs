//! What is counted, headed, connected, begun and left out.

use super::*;

/// A paper about a topic.
pub(super) fn paper_on(id: i64, topic: &str) -> DayEvent {
    let mut row = row(id, Pane::Research, 30.0);
    row.url = Some(format!("https://arxiv.org/abs/2603.{id:05}"));
    let mut told = told(row);
    told.event.topics = vec![topic.to_owned()];
    if topic == "time-series" {
        told.subject.finance = COMPARER.tuning().finance_at;
    }
    told
}

pub(super) fn with_lens(mut told: DayEvent, word: &str) -> DayEvent {
    let facts = vec!["finance".to_owned(), word.to_owned()];
    told.item.why = vec![Reason { term: crate::desk::WATCH.to_owned(), points: 10.0, facts }];
    told
}

#[test]
fn the_lens_has_a_slot_of_three_papers_and_four_news_and_its_shelf_comes_first() {
    let mut stories = led();
    stories.push(paper_on(1, "speech"));
    stories.extend((2..7).map(|id| with_lens(paper_on(id, "time-series"), "time series")));
    stories.extend((7..12).map(|id| with_lens(told(row(id, Pane::Trends, 20.0)), "stablecoins")));
    let mut material = material(stories);
    material.minutes = 8.0;
    let digest = compose(&material);
    let mine = &digest.blocks[3];
    let found: Vec<i64> = mine.entries.iter().map(|entry| entry.item.0).collect();
    assert_eq!(found, [2, 3, 4, 7, 8, 9, 10]);
    assert_eq!(mine.entries[0].group.as_deref(), Some("Lens: finance"));
    assert_eq!(mine.entries[0].meta, ["TIME-SERIES", "told above"]);
    assert_eq!(mine.entries[2].meta, ["TIME-SERIES"], "its shelf has two");
    let shelves: Vec<&str> =
        digest.blocks[0].entries.iter().filter_map(|entry| entry.group.as_deref()).collect();
    assert_eq!(shelves, ["Finance and time series", "Finance and time series", "Speech and audio"]);
}

#[test]
fn of_what_a_lens_found_that_of_a_followed_author_stands_first() {
    let mut stories = led();
    stories.extend((2..7).map(|id| with_lens(paper_on(id, "time-series"), "time series")));
    let followed = stories.last_mut().expect("the last paper");
    *followed = with_lens(paper_on(6, "speech"), "Ada Lantern");
    followed.item.authors = vec!["Bo Mill".to_owned(), "Ada Lantern".to_owned()];
    let mut material = material(stories);
    material.minutes = 8.0;
    let digest = compose(&material);
    let found: Vec<i64> = digest.blocks[3].entries.iter().map(|entry| entry.item.0).collect();
    assert_eq!(found, [6, 2, 3]);
}

#[test]
fn a_rare_topic_connects_a_story_with_an_idea() {
    let mut told = told(row(1, Pane::Trends, 50.0));
    told.event.topics = vec!["robotics".to_owned(), "lidar".to_owned()];
    let mut material = material(vec![told]);
    let tie = |topic: &str, story: i64| Tie {
        name: "Mills that see".to_owned(),
        is_idea: true,
        topics: vec![topic.to_owned()],
        stories: vec![StoryId(story)],
    };
    let items = |count: u32, key: &str| (vec![key.to_owned()], count);
    material.topics = Topics::of(vec![items(50, "robotics"), items(5, "lidar")], 1000);
    let connected = |material: &Material<'_>| {
        let digest = compose(material);
        digest.blocks[3].entries.iter().map(|entry| entry.text.clone()).collect::<Vec<_>>()
    };
    material.ties = vec![tie("lidar", 9)];
    assert_eq!(connected(&material), ["idea “Mills that see” · LIDAR"]);
    material.ties = vec![tie("robotics", 9)];
    assert_eq!(connected(&material), [""; 0], "many are about it");
    material.ties = vec![tie("lidar", 1)];
    assert_eq!(connected(&material), [""; 0], "it stands there already");
}

#[test]
fn a_seed_joins_a_method_of_the_day_with_a_subject_that_nobody_joined_once_a_month() {
    let mut material = material(vec![paper_on(1, "reasoning")]);
    material.lens_topics = vec!["time-series".to_owned()];
    let items = |keys: &[&str]| (keys.iter().map(|&key| key.to_owned()).collect::<Vec<_>>(), 1);
    material.topics = Topics::of(vec![items(&["time-series"]), items(&["reasoning"])], 40);
    let begin: Day = "2026-03-01".parse().expect("a day");
    let seeds = |material: &mut Material<'_>| {
        let mut days = begin.iter_days().take(30);
        let mut found = Vec::new();
        days.by_ref().for_each(|day| {
            material.day = day;
            let digest = compose(material);
            found.extend(digest.blocks[3].entries.iter().filter_map(|entry| entry.seed.clone()));
        });
        found
    };
    let seed = crate::model::Seed {
        method: "reasoning".to_owned(),
        lens: "time-series".to_owned(),
        searched: 40,
    };
    assert_eq!(seeds(&mut material), [seed]);
    material.topics = Topics::of(vec![items(&["time-series", "reasoning"])], 40);
    assert_eq!(seeds(&mut material), [], "an item joins them");
}

#[test]
fn what_is_left_out_is_counted_by_its_reason_and_never_what_is_marked_or_told_by_two() {
    let noisy = |id: i64, noise: crate::model::Noise| {
        let mut told = told(row(id, Pane::Trends, 30.0));
        told.event.facts.noise = Some(noise);
        told
    };
    let mut starred = noisy(1, crate::model::Noise::HowTo);
    starred.item.row.starred = true;
    let mut by_two = noisy(2, crate::model::Noise::HowTo);
    by_two.event.publishers = 2;
    let mut moved = told(row(3, Pane::Trends, 1.0));
    moved.event.facts.kind = Some(Move::Layoffs);
    let before = Before { day: "2026-03-02".parse().expect("a day"), is_same: true };
    let stale = DayEvent { before: Some(before), ..told(row(4, Pane::Trends, 30.0)) };
    let mut stories = led();
    stories.extend([
        starred,
        by_two,
        moved,
        stale,
        noisy(5, crate::model::Noise::HowTo),
        noisy(6, crate::model::Noise::Advert),
    ]);
    stories.push(told(row(7, Pane::Trends, 1.0)));
    let digest = compose(&material(stories));
    let left: Vec<(&str, u32)> = digest.left.iter().map(|(why, n)| (why.as_str(), *n)).collect();
    assert_eq!(left, [("advert", 1), ("how-to", 1), ("small", 1), ("told-before", 1)]);
    let rest: Vec<i64> = digest.blocks[2].rest.iter().map(|rest| rest.story.0).collect();
    assert_eq!(rest, [1, 2]);
    assert!(digest.blocks[2].entries.iter().any(|entry| entry.story.0 == 3), "people lose work");
}

#[test]
fn the_summary_counts_kinds_models_the_strongest_theme_and_papers() {
    let mut model = told(row(1, Pane::Companies, 60.0));
    model.event.facts.kind = Some(Move::Release);
    model.event.facts.names = vec!["zeta-7b".to_owned()];
    let mut bought = told(row(2, Pane::Companies, 50.0));
    bought.event.facts.kind = Some(Move::Acquisition);
    let mut sold = told(row(3, Pane::Companies, 40.0));
    sold.event.facts.kind = Some(Move::Acquisition);
    let mut material = material(vec![model, bought, sold, paper_on(4, "speech")]);
    material.themes = vec![themed::theme("mills", TrendState::Rising, (6, 2))];
    let digest = compose(&material);
    let said: Vec<&str> = digest.summary.iter().map(|counted| counted.text.as_str()).collect();
    assert_eq!(
        said,
        ["acquisition 2", "models 1 (ZETA-7B)", "MILLS 6 this week (2 before)", "papers 1"]
    );
    assert_eq!(digest.summary[0].stories, [StoryId(2), StoryId(3)]);
    assert_eq!(digest.summary[2].before, Some(2));
    let remark = digest.blocks[0].remark.as_deref();
    assert_eq!(remark, Some("Finance and time series: not the one paper."));
}

#[test]
fn a_company_is_headed_by_what_it_did_this_week_and_two_of_its_events_are_told() {
    let of = |id: i64, company: &str| {
        let mut row = row(id, Pane::Companies, 60.0 - id as f64);
        row.companies = vec![company.to_owned()];
        row.title = format!("{} {company}", row.title);
        told(row)
    };
    let names =
        ["alder", "alder", "alder", "birch", "cedar", "damson", "elmwood", "firwood", "ginkgo"];
    let stories = names.iter().zip(1..).map(|(name, id)| of(id, name));
    let mut material = material(led().into_iter().chain(stories).collect());
    let deed = |story, kind| Deed { company: "alder".to_owned(), kind, story: StoryId(story) };
    material.week =
        vec![deed(1, Move::Investment), deed(2, Move::Investment), deed(50, Move::Partnership)];
    material.minutes = 9.0;
    let digest = compose(&material);
    let block = &digest.blocks[1];
    let told: Vec<&str> = block.entries.iter().filter_map(|entry| entry.group.as_deref()).collect();
    assert_eq!(
        told,
        ["ALDER", "ALDER", "BIRCH", "CEDAR", "DAMSON", "ELMWOOD", "FIRWOOD", "Other companies"],
        "six companies, two events each, and what others did"
    );
    assert_eq!(block.groups.len(), 1);
    let counts: Vec<&str> =
        block.groups[0].counts.iter().map(|count| count.text.as_str()).collect();
    assert_eq!(counts, ["investment 2", "partnership 1"]);
    assert_eq!(block.groups[0].counts[0].stories, [StoryId(1), StoryId(2)]);
    let why: Vec<_> = block.rest.iter().map(|rest| (rest.story.0, rest.because)).collect();
    assert_eq!(why, [(3, crate::model::Because::Company)]);
}

#[test]
fn a_line_says_nothing_that_its_reports_do_not_bear_out() {
    let titles =
        ["Microsoft acquires Nokia's lantern unit", "A lantern unit is sold", "Of lanterns"];
    let rows: Vec<Row> = titles
        .iter()
        .zip(1..)
        .map(|(title, id)| Row { title: (*title).to_owned(), ..row(id, Pane::Companies, 50.0) })
        .collect();
    let amount = |value: f64| crate::model::Amount {
        value,
        currency: crate::model::Currency::Usd,
        of: crate::model::AmountOf::Paid,
        bound: None,
    };
    let scan = |change: &dyn Fn(&mut DayEvent)| {
        let mut told = story(
            rows[0].clone(),
            rows[1..].to_vec(),
            &["Microsoft pays Nokia $2 billion for lanterns."],
        );
        change(&mut told);
        compose(&material(vec![told])).lead[0].scan.clone().unwrap_or_default()
    };
    assert_eq!(scan(&|_| {}), "MICROSOFT → NOKIA · acquisition");
    let sum = |told: &mut DayEvent| told.event.facts.amount = Some(amount(2e9));
    assert_eq!(scan(&sum), "MICROSOFT → NOKIA · acquisition · $2B", "a sentence says it");
    let other = |told: &mut DayEvent| told.event.facts.amount = Some(amount(3e9));
    assert_eq!(scan(&other), "MICROSOFT → NOKIA · acquisition");
    let nobody = |told: &mut DayEvent| told.event.facts.actor = Some("tesla".to_owned());
    assert_eq!(scan(&nobody), "", "no report names who acts");
}

#[test]
fn what_names_nothing_of_the_field_is_not_told_however_many_tell_it() {
    let far = |id: i64| {
        let mut told = told(row(id, Pane::Trends, 30.0));
        told.subject.reading.signs.technology = false;
        told
    };
    let mut by_two = far(2);
    let other = row(20, Pane::Trends, 1.0);
    by_two.tellers.push(Teller { subject: subject(&other), row: other });
    let mut about = far(3);
    about.event.topics = vec!["robotics".to_owned()];
    let stories = led().into_iter().chain([far(1), by_two, about]);
    let digest = compose(&material(stories.collect()));
    let block = &digest.blocks[2];
    let told: Vec<i64> = block.entries.iter().map(|entry| entry.item.0).collect();
    assert_eq!(told, [900, 901, 902, 3]);
    let rest: Vec<_> = block.rest.iter().map(|rest| (rest.story.0, rest.because)).collect();
    let far = crate::model::Because::Far;
    assert_eq!(rest, [(1, far), (2, far)]);
}
