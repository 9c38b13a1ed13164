//! Themes: what shows them, which are told, and how.

use super::*;

pub(super) fn theme(key: &str, state: TrendState, (now, before): (u32, u32)) -> (Theme, Vec<Row>) {
    let mut rows: Vec<Row> = (1..4).map(|id| row(id, Pane::Trends, 50.0)).collect();
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
        voices: 3,
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
    assert_eq!((&*term.series, &*term.refs), (&[0, 1, 4][..], &[1, 2, 3][..]));
    assert!(term.cells.is_empty() && digest.blocks[2].columns.is_empty());
}

#[test]
fn a_story_shows_one_theme_where_another_has_stories_of_its_own() {
    let mut material = material(Vec::new());
    let (mills, mut looms) =
        (theme("mills", TrendState::Rising, (9, 1)), theme("looms", TrendState::Rising, (8, 1)));
    looms.1[0] = row(4, Pane::Trends, 50.0);
    material.themes = vec![mills, looms, theme("kites", TrendState::Rising, (7, 1))];
    let digest = compose(&material);
    let refs: Vec<usize> = digest.blocks[2].entries.iter().map(|entry| entry.refs.len()).collect();
    assert_eq!(refs, [3, 1, 3], "a theme that has none of its own keeps its stories");
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
    rows.push(row(4, Pane::Trends, 50.0));
    for row in &mut rows {
        row.published = at(-30);
    }
    (rows[1].published, rows[1].score) = (at(8), 1.0);
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
fn a_theme_that_rises_is_told_by_two_publishers_three_voices_and_in_the_time_of_the_digest() {
    let shown_by = |voices: usize, state: TrendState, change: &dyn Fn(&mut Vec<Row>)| {
        let mut material = material(Vec::new());
        let mut theme = theme("mills", state, (6, 2));
        change(&mut theme.1);
        theme.0.voices = voices;
        material.themes = vec![theme];
        let digest = compose(&material);
        (digest.blocks[2].entries.len(), digest.summary.len())
    };
    let one_house = |rows: &mut Vec<Row>| {
        for row in rows {
            row.url = Some(format!("https://site1.example/{}", row.id.0));
        }
    };
    let shown = |state: TrendState, change: &dyn Fn(&mut Vec<Row>)| shown_by(3, state, change);
    let of_days_before =
        |rows: &mut Vec<Row>| rows.iter_mut().for_each(|row| row.published = at(-30));
    assert_eq!(shown(TrendState::Rising, &|_| {}), (1, 1));
    assert_eq!(shown(TrendState::Rising, &one_house), (0, 0));
    assert_eq!(shown_by(2, TrendState::Rising, &|_| {}), (0, 0));
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
