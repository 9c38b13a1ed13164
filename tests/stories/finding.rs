//! What is searched for by words and conditions, and what is talked about.

use jogan::app::event::Event;
use jogan::lang::Lang;
use jogan::model::{ItemId, StoryId};

use super::reader::{Reader, items, now};

/// The numbers of themes on a screen, in its order: this week's with those of the week before.
fn told(screen: &str) -> Vec<String> {
    let is_count = |word: &&str| {
        let counts = word.strip_suffix(')').and_then(|word| word.split_once('('));
        counts.is_some_and(|(now, before)| {
            now.parse::<u32>().is_ok() && before.parse::<u32>().is_ok()
        })
    };
    screen.split_whitespace().filter(is_count).map(str::to_owned).collect()
}

#[test]
fn the_front_page_and_the_list_of_terms_tell_the_same_themes_in_the_same_order() {
    for lang in [Lang::En, Lang::Ko] {
        for (width, height) in [(80, 24), (120, 40), (200, 55)] {
            let mut reader = Reader::open(width, height);
            reader.speak(lang).press("3");
            let on_front = told(&reader.screen());
            assert_eq!(on_front.len(), 2, "{}", reader.screen());
            reader.press("T");
            let screen = reader.screen();
            let listed = told(&screen);
            assert_eq!(on_front, listed, "{screen}");
            assert_eq!(listed, ["9(0)", "12(4)"], "{screen}");
            // What the day tells of a theme stands nowhere beside it, and others follow.
            assert_eq!(screen.to_lowercase().matches("mixtures of experts").count(), 1, "{screen}");
            let at = |name: &str| screen.lines().position(|line| line.contains(name));
            assert!(at("12(4)") < at("CoreWeave") && at("CoreWeave") < at("voice"), "{screen}");
        }
    }
}

#[test]
fn where_no_theme_rises_one_line_says_so_on_the_front_page_and_in_the_list() {
    for (lang, says) in [(Lang::En, "No theme rises this week"), (Lang::Ko, "뚜렷이 늘어난")]
    {
        let mut reader = Reader::open(120, 40);
        reader.themes.clear();
        reader.happen(Event::Judged).speak(lang).press("3");
        assert!(reader.screen().contains(says), "{}", reader.screen());
        reader.press("k");
        assert!(reader.state.mover().is_none(), "there is nothing to select");
        reader.press("T");
        let screen = reader.screen();
        assert!(screen.contains(says) && screen.contains("Mixtures of Experts"), "{screen}");
    }
}

#[test]
fn search_lists_what_is_found_and_back_leads_to_the_panes() {
    let mut reader = Reader::open(80, 24);
    reader.press("/").type_in("cloud");
    assert_eq!(reader.cursor(), (8, 23), "the cursor stands after what was typed");
    reader.press("Enter");
    insta::assert_snapshot!("search_80x24", reader.screen());
    reader.press("Esc");
    assert!(reader.screen().contains("1 Research"));
}

#[test]
fn what_is_talked_about_is_listed_and_opens_its_items() {
    let mut reader = Reader::open(100, 24);
    reader.press("T j");
    insta::assert_snapshot!("terms_100x24", reader.screen());
    reader.press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("mixtures of experts 2") && screen.contains("Geometric"), "{screen}");
}

#[test]
fn the_terms_on_the_move_are_reached_from_the_first_row_of_their_pane() {
    let mut reader = Reader::open(120, 40);
    reader.press("3");
    assert_eq!(reader.state.list().selected(), Some(ItemId(11)));
    reader.press("k");
    insta::assert_snapshot!("mover_120x40", reader.screen());
    let kept = reader.kept.len();
    reader.press("f");
    assert_eq!(reader.kept.len(), kept, "a term is no item to star");
    reader.press("Enter");
    insta::assert_snapshot!("term_120x40", reader.screen());
    reader.press("Esc j");
    assert_eq!(reader.state.current().map(|row| row.id), Some(ItemId(11)), "back on the rows");
}

#[test]
fn early_on_a_day_the_terms_are_those_of_the_last_day_on_which_there_was_anything() {
    use jogan::model::Trending;
    let mut reader = Reader::open(120, 40);
    let today = jogan::model::Zone::UTC.day_of(now());
    reader.trending = Trending { day: today.pred_opt(), ..Trending::default() };
    reader.press("T");
    let screen = reader.screen();
    assert!(screen.contains("What is talked about  Wed 4 Mar 2026"), "{screen}");
}

#[test]
fn a_line_of_conditions_is_completed_and_lists_what_fits() {
    let mut reader = Reader::open(100, 30);
    reader.press("/").type_in("mo");
    insta::assert_snapshot!("filter_100x30", reader.screen());
    reader.press("Tab").type_in("inv").press("Tab").type_in("two").press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("Search: move:investment two 1"), "{screen}");
    assert!(screen.contains("Chip maker") && !screen.contains("Voice assistant"));
    reader.press("/ C-a C-k").type_in("move:flying").press("Enter");
    assert!(reader.screen().contains("move:flying is not understood"), "{}", reader.screen());
    assert_eq!(reader.state.place(), jogan::app::command::Place::Line, "the line can be mended");
}

#[test]
fn a_list_over_the_panes_is_searched_by_itself() {
    let mut reader = Reader::open(100, 30);
    reader.press("g s /").type_in("lang:en").press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("Reading list › lang:en 1"), "{screen}");
    reader.press("/ C-a C-k").type_in("source:wire").press("Enter");
    assert!(reader.screen().contains("Reading list › source:wire 0"), "{}", reader.screen());
}

#[test]
fn what_is_searched_for_is_shown_while_it_is_typed_one_row_a_story() {
    let mut items = items();
    for (at, id) in [(5, 6), (6, 6)] {
        items[at].row.title = format!("Cloud plan number {at}");
        items[at].row.story = StoryId(id);
    }
    for lang in Lang::ALL {
        let mut reader = Reader::over(items.clone(), 80, 24);
        reader.speak(lang);
        let before = reader.screen();
        reader.press("/").type_in("C");
        assert!(!reader.screen().contains("▎C"), "one letter says too little: {}", reader.screen());
        reader.type_in("loud pl");
        let screen = reader.screen();
        let found = if lang == Lang::En { "1 story" } else { "소식 1건" };
        assert!(screen.contains("Cloud plan number 5") && screen.contains(found), "{screen}");
        assert!(!screen.contains("Cloud plan number 6"), "its twin is the same story: {screen}");
        insta::assert_snapshot!(format!("search_live_{}_80x24", lang.code()), screen);
        reader.press("Esc");
        assert_eq!(reader.screen(), before, "what stood there stands there again");
        reader.press("/").type_in("Cloud plan").press("Enter");
        assert!(reader.screen().contains("Cloud plan number 5"), "Enter keeps the list");
        assert!(reader.state.overlays.is_empty() && reader.state.view.is_some());
        // One Hangul syllable is enough.
        reader.press("Esc /").type_in("한");
        assert!(reader.screen().contains("한빛전자"), "{}", reader.screen());
    }
}

#[test]
fn where_nothing_is_found_it_says_what_a_longer_span_holds() {
    let mut items = items();
    items[9].row.published -= chrono::Duration::days(5);
    let mut reader = Reader::over(items, 100, 30);
    reader.press("/").type_in("Quiet since:1d").press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("With since:30d it finds 1."), "{screen}");
    reader.press("Esc /").type_in("nothing of this since:1d").press("Enter");
    assert!(!reader.screen().contains("since:30d"), "{}", reader.screen());
}

#[test]
fn terms_have_one_name_on_a_screen_that_of_its_language() {
    let mut reader = Reader::open(120, 40);
    for (lang, name, other) in [
        (Lang::En, "mixtures of experts", "전문가 혼합"),
        (Lang::Ko, "전문가 혼합", "mixtures of experts"),
    ] {
        reader.speak(lang);
        for keys in ["T", "Esc 3 k"] {
            reader.trending.terms[1].aliases = vec!["전문가 혼합".into(), "MoE".into()];
            reader.themes[1].label = name.into();
            reader.happen(Event::Judged).press(keys);
            let screen = reader.screen();
            assert!(screen.contains(name) && !screen.contains(&format!(" {other} ")), "{screen}");
        }
        reader.press("Esc 1");
    }
}

#[test]
fn what_is_offered_for_an_unknown_name_begins_with_it_and_stands_there_once() {
    use jogan::filter::nearest;
    let names = ["3M", "3m", "Goodreads", "goose", "Goldman Sachs", "NVIDIA", "nvidia", "Nvidia"];
    assert_eq!(nearest("nv", names.into_iter()), ["nvidia"]);
    assert_eq!(nearest("gold", names.into_iter()), ["Goldman Sachs"]);
    assert_eq!(nearest("nvidai", names.into_iter()), ["nvidia"]);
    assert!(nearest("nosuchco", names.into_iter()).is_empty());
}
