//! The panes: how they look at each size, how one moves in them, and that nothing moves by itself.

use jogan::app::configured::Configured;
use jogan::app::effect::{Ask, Effect, Ending, Question, Scope, TerminalEffect, Work};
use jogan::app::event::{Event, Progress};
use jogan::app::key::Key;
use jogan::app::layout::Size;
use jogan::app::page::Role;
use jogan::app::update::update;
use jogan::lang::Lang;
use jogan::model::{Entry, ItemId, Pane, Seed, StoryId, Told};
use jogan::ui::theme::{ASCII, Depth, Theme};

use super::reader::{Reader, item};

#[test]
fn the_front_page_at_each_size() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (160, 45), (200, 55)] {
        let reader = Reader::open(width, height);
        insta::assert_snapshot!(format!("front_page_{width}x{height}"), reader.screen());
    }
}

#[test]
fn the_front_page_in_korean_and_in_ascii() {
    let mut reader = Reader::open(120, 30);
    reader.state.lang = Lang::Ko;
    reader.theme = Theme::named("dark", Depth::None, ASCII).expect("a theme");
    insta::assert_snapshot!(reader.screen());
}

#[test]
fn in_ascii_the_program_writes_nothing_else_on_any_screen() {
    let mut items = super::reader::items();
    for item in &mut items {
        item.row.title = format!("An item of number {} with a title of some length", item.row.id.0);
        item.row.source_name = "Wire".into();
        item.summary = "Its summary, with a link to https://wire.example/more".into();
        item.content = String::new();
        item.note = Some("A note".into());
        item.row.noted = true;
    }
    for (width, height) in [(60, 15), (80, 24), (160, 45)] {
        for keys in
            ["", "Enter", "Enter ;", "W", "?", "T", "3 k k", "S", "x", ":", "g", "e", "/", "g a"]
        {
            let mut reader = Reader::over(items.clone(), width, height);
            reader.theme = Theme::named("dark", Depth::None, ASCII).expect("a theme");
            reader.happen(Event::Progress(Progress::Started { sources: 28 }));
            reader.press(keys);
            let screen = reader.screen();
            // A term that is talked about is Korean, and no sign of the program's.
            let strange = screen.chars().find(|c| !c.is_ascii() && !('가'..='힣').contains(c));
            assert_eq!(strange, None, "{keys} {width}x{height}\n{screen}");
        }
    }
}

#[test]
fn a_title_has_its_line_and_what_stands_behind_it_fits_whole_or_is_left_out() {
    let long = "A title that is far too long for a line of any pane, and goes on for another one, \
                and for one more, and then for yet another one that nobody reads to its end at all";
    let mut items: Vec<_> = (1..20)
        .map(|n| {
            let title = if n % 2 == 0 { long } else { "A short title" };
            item(n, Pane::Research, 90.0 - n as f64, n, "Lakeside Lab Notes", title)
        })
        .collect();
    items[9].row.starred = true;
    items[9].row.noted = true;
    for (width, height) in [(80, 24), (120, 30), (160, 30), (200, 55)] {
        let screen = Reader::over(items.clone(), width, height).screen();
        let whole = |line: &&str| line.contains("Lakeside Lab Notes · ") && line.contains(" h");
        for line in screen.lines().filter(|line| line.contains("Lakes")) {
            assert!(whole(&line), "{screen}");
        }
        let short = |line: &&str| line.contains("A short title");
        assert!(screen.lines().filter(short).all(|line| line.contains(" h")), "{screen}");
        let starred = screen.lines().filter(|line| line.contains('★')).count();
        assert!(starred <= 1 && !screen.contains('✎'), "one sign a row\n{screen}");
    }
}

#[test]
fn a_paper_s_row_names_its_authors_where_there_is_room() {
    let mut items = super::reader::items();
    items[4].row.first_author = Some("Kim Haneul".into());
    items[4].row.author_count = 3;
    let mut reader = Reader::over(items, 120, 30);
    reader.press("z");
    let screen = reader.screen();
    assert!(screen.contains("Kim Haneul and 2 more · 연구소 소식 · 20 h"), "{screen}");
}

#[test]
fn a_tall_preview_is_filled_with_the_text_and_where_it_is_from() {
    let mut reader = Reader::open(200, 55);
    reader.state.shares.preview = 250;
    assert!(reader.screen().contains("Plans are made of abstract actions"), "{}", reader.screen());
    assert!(reader.screen().contains("Lakeside Lab · https://news.example/1"));
    reader.press("2");
    assert!(!reader.screen().contains("Plans are made"), "{}", reader.screen());
}

#[test]
fn what_one_story_names_is_no_mover_unless_the_day_is_quiet() {
    let mut reader = Reader::open(120, 40);
    let mut trending = reader.state.talk.trending.clone().expect("they came");
    let term = trending.terms[0].clone();
    trending.terms = (0..9)
        .map(|n| {
            let mut term = term.clone();
            (term.term, term.count) = (format!("term {n}"), if n % 2 == 0 { 1 } else { 4 });
            term
        })
        .collect();
    reader.trending = trending.clone();
    reader.happen(Event::Judged);
    let shown: Vec<&str> = reader.state.movers().iter().map(|trend| trend.term.as_str()).collect();
    assert_eq!(shown, ["term 1", "term 3", "term 5", "term 7"]);
    let screen = reader.screen();
    assert!(screen.contains("T 5 more"), "{screen}");
    reader.press("3 k k");
    assert_eq!(reader.state.mover().map(|trend| trend.term.as_str()), Some("term 5"));
    // Nor is a company, which has a pane of its own.
    trending.terms[5].kind = "company".into();
    reader.trending = trending.clone();
    reader.happen(Event::Judged);
    let shown: Vec<&str> = reader.state.movers().iter().map(|trend| trend.term.as_str()).collect();
    assert_eq!(shown, ["term 1", "term 3", "term 7"]);
    trending.terms.iter_mut().for_each(|term| term.count = 1);
    reader.trending = trending;
    reader.happen(Event::Judged);
    assert_eq!(reader.state.movers().len(), 3);
}

#[test]
fn no_line_is_wider_than_the_screen_and_columns_line_up() {
    for width in 60..210 {
        let reader = Reader::open(width, 30);
        for line in reader.screen().lines() {
            assert!(jogan::text::width::width(line) <= usize::from(width), "{width}: {line}");
        }
    }
}

#[test]
fn a_screen_too_small_says_what_is_needed() {
    let reader = Reader::open(40, 10);
    let screen = reader.screen();
    assert!(screen.contains("60×15"), "{screen}");
    Reader::open(1, 1).screen();
}

#[test]
fn letters_arrows_counts_and_sequences_move_the_selection() {
    let mut reader = Reader::open(120, 40);
    let selected = |reader: &Reader| reader.state.list().selected();
    assert_eq!(selected(&reader), Some(ItemId(1)));
    assert_eq!(selected(reader.press("j j")), Some(ItemId(3)));
    assert_eq!(selected(reader.press("g g")), Some(ItemId(1)));
    assert_eq!(selected(reader.press("G")), Some(ItemId(5)));
    assert_eq!(selected(reader.press("Up k")), Some(ItemId(3)));
    assert_eq!(selected(reader.press("l")), Some(ItemId(6)));
    assert_eq!(selected(reader.press("Tab")), Some(ItemId(11)));
    assert_eq!(selected(reader.press("1 ' 4 j")), Some(ItemId(5)), "counts stop at the end");
    assert_eq!(selected(reader.press("' j k")), Some(ItemId(4)), "without a number it is one");
}

#[test]
fn commands_work_with_a_korean_layout_on() {
    let mut reader = Reader::open(120, 40);
    reader.press("ㅓ ㅓ");
    assert_eq!(reader.state.list().selected(), Some(ItemId(3)));
    reader.press("ㅎ ㅎ");
    assert_eq!(reader.state.list().selected(), Some(ItemId(1)));
    reader.press("허");
    assert!(reader.state.typed.is_empty(), "a composed syllable is its two keys");
    reader.press("ㅉ");
    assert!(reader.screen().contains("Why it stands here"));
}

#[test]
fn a_refresh_announces_what_came_and_moves_nothing_until_asked() {
    let mut reader = Reader::open(120, 40);
    reader.press("j j");
    let before = reader.screen();
    let selected = reader.state.list().selected();
    reader.arrives(item(50, Pane::Research, 99.0, 0, "Wire", "Breaking: something large"));
    let after = reader.screen();
    assert!(after.contains("▲ 1 new — n to show"), "{after}");
    let below = |screen: &str| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let moved = below(&before).iter().zip(&below(&after)).filter(|(a, b)| a != b).count();
    assert!(moved <= 1, "only the count in a title changes\n{before}\n{after}");
    assert!(!after.contains("Breaking"));
    reader.press("n");
    assert!(reader.screen().contains("Breaking"));
    assert_eq!(reader.state.list().selected(), selected, "the selection stays on its item");
}

#[test]
fn a_refresh_does_not_touch_an_open_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter J");
    let before = reader.screen();
    reader.arrives(item(50, Pane::Research, 99.0, 0, "Wire", "Breaking: something large"));
    let after = reader.screen();
    let body = |screen: &str| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&before), body(&after));
}

#[test]
fn the_first_run_says_what_is_happening_and_fills_by_itself() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    insta::assert_snapshot!("empty_before", reader.screen());
    reader.happen(Event::Progress(Progress::Started { sources: 28 }));
    assert!(reader.screen().contains("being asked"));
    reader.arrives(item(1, Pane::Companies, 50.0, 1, "Wire", "The first story"));
    assert!(reader.screen().contains("The first story"), "{}", reader.screen());
    assert!(!reader.screen().contains("to show"));
}

#[test]
fn a_first_run_without_a_network_says_so_and_offers_the_sample() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    reader.happen(Event::Progress(Progress::Started { sources: 2 }));
    let outcome = Err(Told::plain("cannot reach host"));
    reader.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: true }));
    let screen = reader.screen();
    assert!(screen.contains("cannot reach host") && screen.contains("sample"), "{screen}");
    reader.press("d");
    assert!(reader.asked_of_world.contains(&Effect::End(Ending::Sample)));
}

#[test]
fn asking_the_sources_is_asked_once_at_a_time() {
    let mut reader = Reader::open(120, 40);
    reader.press("r r R");
    assert!(reader.refreshed(Scope::Due) && !reader.refreshed(Scope::All));
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    reader.press("R");
    assert!(reader.refreshed(Scope::All));
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
fn q_leaves_from_the_panes_only_and_control_c_from_everywhere() {
    let mut reader = Reader::open(80, 24);
    reader.press("? q");
    assert!(reader.asked_of_world.is_empty(), "q closed the help screen");
    reader.press("Esc Esc");
    assert!(reader.asked_of_world.is_empty(), "Esc never leaves");
    reader.press("q");
    assert_eq!(reader.asked_of_world, [Effect::End(Ending::Leave)]);
    for before in ["Enter", "?", "e", "/", "x", "S", "W", "g", "5", "Enter g"] {
        let mut reader = Reader::open(80, 24);
        reader.press(before).press("C-c");
        assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)), "{before}");
    }
}

#[test]
fn on_a_screen_too_small_to_show_it_writing_goes_on_and_nothing_else_is_done() {
    use jogan::app::layout::Size;
    let small = Event::Resized(Size { width: 40, height: 12 });
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("abc");
    reader.happen(small.clone());
    reader.press("Esc C-s").type_in(" quite");
    let screen = reader.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("still goes into it") && screen.contains("C-c"), "{screen}");
    reader.press("C-c");
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)));
    assert_eq!(reader.items[0].note, None);
    assert_eq!(reader.drafts.get("item-1").map(String::as_str), Some("abc quite"));
    let mut reader = Reader::open(80, 24);
    reader.happen(small);
    reader.press("f q");
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)));
    assert!(reader.kept.is_empty(), "{:?}", reader.kept);
}

#[test]
fn after_a_pass_that_reached_nobody_r_asks_all_again() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    reader.happen(Event::Progress(Progress::Started { sources: 2 }));
    let outcome = Err(Told::plain("connection refused"));
    reader.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: true }));
    reader.press("r");
    assert!(reader.refreshed(Scope::All));
}

#[test]
fn a_pass_that_asked_nobody_says_so_and_forgets_no_failure() {
    let mut reader = Reader::over(Vec::new(), 80, 24);
    reader.happen(Event::Progress(Progress::Started { sources: 1 }));
    let outcome = Err(Told::plain("connection refused"));
    reader.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: true }));
    reader.happen(Event::Progress(Progress::Started { sources: 0 }));
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    let screen = reader.screen();
    assert!(screen.contains("No source is due yet") && screen.contains("refused"), "{screen}");
}

#[test]
fn the_help_screen_is_the_command_table() {
    use jogan::app::command::Command;
    // A line a command, and room for the headings.
    let mut reader = Reader::open(100, Command::ALL.len() as u16 + 60);
    reader.press("?");
    let screen = reader.screen();
    for command in Command::ALL {
        // What does not fit on the line of its keys goes on below it.
        let help = command.help(Lang::En);
        let begins = help.split_inclusive(' ').take(2).collect::<String>();
        assert!(screen.contains(begins.trim_end()), "{command:?} is missing\n{screen}");
    }
}

#[test]
fn a_half_typed_sequence_shows_how_it_can_go_on() {
    let mut reader = Reader::open(120, 30);
    reader.press("g");
    let screen = reader.screen();
    let below = screen.lines().skip(20).collect::<Vec<_>>().join("\n");
    assert!(below.contains("To the beginning") && below.contains("Reading list"), "{screen}");
}

#[test]
fn unread_titles_and_the_selection_have_the_look_of_their_roles() {
    let reader = Reader::open(120, 40);
    let buffer = reader.buffer();
    let title = &buffer[(3, 3)];
    assert_eq!(title.symbol(), "L");
    assert_eq!(title.style().fg, reader.theme.style(Role::Unread).fg);
    assert_eq!(title.style().bg, reader.theme.selection().bg, "it is selected");
    assert_eq!(buffer[(0, 3)].symbol(), "▎", "and marked without colour too");
    let read = &buffer[(3, 5)];
    assert_eq!(read.symbol(), "D");
    assert_eq!(read.style().fg, reader.theme.style(Role::Read).fg);
    assert_eq!(buffer[(1, 5)].symbol(), "·", "that it was read is told by a sign as well");
}

#[test]
fn a_resize_keeps_the_selection_in_sight() {
    let mut reader = Reader::open(200, 55);
    reader.press("G");
    for (width, height) in [(60, 15), (1, 1), (100, 20), (80, 15), (160, 45)] {
        reader.happen(Event::Resized(Size { width, height }));
        let screen = reader.screen();
        assert_eq!(reader.state.list().selected(), Some(ItemId(5)));
        if width >= 60 {
            assert!(screen.contains("작은 모델의 긴 기억"), "{screen}");
        }
    }
}

#[test]
fn the_palette_finds_a_command_and_does_it() {
    let mut reader = Reader::open(100, 30);
    reader.press(":").type_in("day");
    insta::assert_snapshot!("palette_100x30", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("Wed 4 Mar 2026"), "{}", reader.screen());
    reader.press("< >").press(">");
    assert!(reader.screen().contains("Thu 5 Mar 2026"));
}

#[test]
fn a_whole_list_is_marked_as_read_and_back_again() {
    let mut reader = Reader::open(120, 40);
    reader.press("A");
    assert!(reader.screen().contains("11 stories, 6 unread"));
    reader.press("u");
    assert!(reader.screen().contains("11 stories, 10 unread"));
}

#[test]
fn y_and_a_letter_copy_the_item() {
    let mut reader = Reader::open(120, 40);
    reader.press("y y");
    assert_eq!(
        reader.asked_of_world,
        [Effect::Terminal(TerminalEffect::Copy("https://news.example/1".into()))]
    );
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
fn companies_stand_together_under_their_name_until_the_score_alone_is_asked_for() {
    let mut items = super::reader::items();
    // Beside another of the same edition, next to which it stands.
    let mut second = item(15, Pane::Companies, 50.0, 6, "Wire", "Another hall is opened");
    second.row.companies = vec!["cloud-one".into()];
    items.push(second);
    let mut reader = Reader::over(items, 120, 40);
    assert!(reader.screen().contains("Cloud One"), "{}", reader.screen());
    reader.press("2 G g c");
    assert!(!reader.screen().contains("Cloud One"));
    assert_eq!(reader.state.list().selected(), Some(ItemId(10)), "the selection stays");
}

#[test]
fn early_on_a_day_the_terms_are_those_of_the_last_day_on_which_there_was_anything() {
    use jogan::model::Trending;
    let mut reader = Reader::open(120, 40);
    let today = jogan::model::Zone::UTC.day_of(super::reader::now());
    reader.trending = Trending { day: today.pred_opt(), ..Trending::default() };
    reader.press("T");
    let screen = reader.screen();
    assert!(screen.contains("Talked about more than usual  Wed 4 Mar 2026"), "{screen}");
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
fn a_border_is_dragged_and_the_mouse_is_left_to_the_terminal() {
    use jogan::app::effect::TerminalEffect;
    use jogan::app::event::{Mouse, MouseAction};
    let mut reader = Reader::open(120, 40);
    let column = |reader: &Reader| reader.state.layout().and_then(|layout| layout.panes[1]);
    let before = column(&reader).expect("a column");
    let mouse = |reader: &mut Reader, x, y, action| {
        reader.happen(Event::Mouse(Mouse { x, y, action }));
    };
    mouse(&mut reader, before.x - 1, 5, MouseAction::Click);
    mouse(&mut reader, before.x + 9, 5, MouseAction::Drag);
    mouse(&mut reader, before.x + 9, 5, MouseAction::Release);
    mouse(&mut reader, 3, 5, MouseAction::Drag);
    let after = column(&reader).expect("a column");
    assert!((9..=12).contains(&(after.x - before.x)), "{before:?} {after:?}");
    let rule = reader.state.layout().expect("a layout").rule.y;
    mouse(&mut reader, 9, rule, MouseAction::Click);
    mouse(&mut reader, 9, rule - 5, MouseAction::Drag);
    assert_eq!(reader.state.layout().expect("a layout").rule.y, rule - 5);
    reader.press("M");
    assert_eq!(reader.asked_of_world, [Effect::Terminal(TerminalEffect::Mouse(false))]);
}

#[test]
fn an_item_is_given_to_a_program_with_its_words_as_they_are() {
    let mut reader = Reader::open(120, 40);
    reader.press("!");
    assert!(reader.screen().contains("[share]"), "{}", reader.screen());
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    reader.state.programs.insert("mail".into(), words("mail {title} {url}"));
    reader.state.programs.insert("post".into(), words("post {url}"));
    reader.press("!").type_in("p");
    assert!(reader.screen().contains("give to p"), "{}", reader.screen());
    reader.press("Tab Enter");
    let run = ["post", "https://news.example/1"].map(str::to_owned).to_vec();
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::Run(run))]);
}

#[test]
fn messages_can_be_read_again() {
    let mut reader = Reader::open(120, 40);
    reader.press("f");
    reader.happen(Event::Failed("the disk is full".into()));
    reader.press("j g m");
    let screen = reader.screen();
    assert!(screen.contains("the disk is full") && screen.contains("Taken from"), "{screen}");
}

#[test]
fn a_source_that_signs_with_its_own_name_is_named_once() {
    let mut items = super::reader::items();
    items[0].row.source_name = "Lakeside Lab Newsroom".into();
    items[0].row.first_author = Some("Lakeside Lab".into());
    items[0].row.author_count = 1;
    let mut reader = Reader::over(items, 200, 55);
    let screen = reader.press("z").screen();
    let lists = screen.split("\n─").next().expect("what stands over the preview");
    assert_eq!(lists.matches("Lakeside Lab").count(), 1, "{screen}");
}

#[test]
fn panes_begin_with_the_edition_and_other_editions_are_opened_and_left_again() {
    let mut reader = Reader::open(160, 45);
    let screen = reader.screen();
    assert!(screen.contains("Thu 5 Mar 2026 · closed 11:00"), "{screen}");
    assert!(screen.contains("from earlier editions"), "{screen}");
    let today = reader.state.front.window().expect("an edition");
    reader.press("<");
    let before = reader.state.front.window().expect("an edition");
    assert_eq!(before.ends, today.begins, "the edition before");
    assert!(
        reader.screen().contains("Wed 4 Mar 2026 · another edition, Esc leaves it · closed 11:00"),
        "{}",
        reader.screen()
    );
    reader.press(">");
    assert_eq!(reader.state.front.window(), Some(today));
    reader.press(">");
    let open = reader.state.front.window().expect("an edition");
    assert_eq!(open.begins, today.ends);
    assert!(reader.screen().contains("since 11:00"), "{}", reader.screen());
    reader.press(">");
    assert_eq!(reader.state.front.window(), Some(open), "the next one lies ahead");
    reader.press("Esc");
    assert_eq!(reader.state.front.window(), Some(today), "back at the current one");
}

/// A reader over an edition that two companies' events and a trend lead.
fn led(width: u16, height: u16) -> Reader {
    Reader::leading(&[6, 8, 11], Vec::new(), super::reader::items(), Size { width, height })
}

#[test]
fn what_leads_stands_over_the_panes_at_every_size_in_both_languages() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 55)] {
        let mut reader = led(width, height);
        let screen = reader.screen();
        for rank in 1..=3 {
            assert!(screen.contains(&format!("event {rank} · $2B")), "{screen}");
        }
        let titled = screen.matches("Chip maker puts another two").count();
        assert!(titled <= 1, "what leads stands in no pane\n{screen}");
        insta::assert_snapshot!(format!("lead_{width}x{height}"), screen);
        reader.press("L");
        insta::assert_snapshot!(format!("lead_ko_{width}x{height}"), reader.screen());
    }
}

#[test]
fn what_leads_is_reached_by_0_and_from_the_first_row_and_is_read_and_starred_like_any_item() {
    let mut reader = led(120, 40);
    let on = |reader: &Reader| reader.state.list().selected().map(|id| id.0);
    assert_eq!(on(&reader), Some(1), "the panes have the keys first");
    assert_eq!(on(reader.press("0")), Some(6));
    assert_eq!(on(reader.press("j j")), Some(11));
    assert_eq!(on(reader.press("j")), Some(1), "then the pane's first row");
    assert_eq!(on(reader.press("k")), Some(11));
    assert_eq!(on(reader.press("k f")), Some(8));
    assert_eq!(reader.kept.len(), 1);
    assert!(reader.screen().contains("2★"), "{}", reader.screen());
    let unread = reader.state.tally.unread();
    reader.press("Enter");
    assert!(reader.screen().contains("한빛전자, 차세대 메모리 공장 착공"), "{}", reader.screen());
    reader.press("q");
    assert_eq!(reader.state.tally.unread(), unread - 1);
    assert_eq!(on(&reader), Some(8), "and back at it");
    assert_eq!(on(reader.press("3 k k k")), Some(11), "over the terms as well");
    assert!(reader.press("W").screen().contains("Hanbit") || reader.screen().contains("lead"));
    reader.press("q 2");
    assert!(!reader.state.on_lead);
}

#[test]
fn where_all_there_is_leads_the_keys_go_there_and_the_page_is_not_empty() {
    let items = vec![item(1, Pane::Companies, 50.0, 2, "Wire", "The only story")];
    let mut reader = Reader::leading(&[1], Vec::new(), items, Size { width: 80, height: 24 });
    assert!(!reader.screen().contains("There is nothing to read yet"), "{}", reader.screen());
    assert_eq!(reader.state.list().selected(), Some(ItemId(1)));
    reader.press("f");
    assert_eq!(reader.kept.len(), 1);
}

#[test]
fn a_key_right_after_an_edition_came_reaches_what_is_selected() {
    let items = vec![item(1, Pane::Companies, 50.0, 2, "Wire", "The only story")];
    let mut reader = Reader::leading(&[], Vec::new(), items, Size { width: 80, height: 24 });
    reader.press("2");
    assert_eq!(reader.state.current().map(|row| row.id), Some(ItemId(1)));
    // It leads from now on. Its edition came, the rows of the lists are still on their way.
    reader.leads = vec![ItemId(1)];
    let asked = update(&mut reader.state, Event::Key(Key::char('L')));
    let front = asked.into_iter().find_map(|effect| match effect {
        Effect::Ask(ask) if matches!(ask.question, Question::Front(_)) => Some(ask),
        _ => None,
    });
    let front = front.expect("another language composes it anew");
    let answer = Ok(Box::new(reader.answer(front.question)));
    update(&mut reader.state, Event::Answered(front.ticket, answer));
    assert!(reader.state.on_lead);
    assert_eq!(reader.state.current().map(|row| row.id), Some(ItemId(1)));
    reader.press("f");
    assert_eq!(reader.kept.len(), 1);
}

#[test]
fn keys_over_what_leads_and_over_pages_reach_what_they_are_about() {
    let mut reader = led(120, 40);
    let on = |reader: &Reader| reader.state.list().selected().map(|id| id.0);
    assert_eq!(on(reader.press("0 j g c")), Some(8), "headings are the panes' matter");
    let lines: Vec<String> = reader.screen().lines().map(str::to_owned).collect();
    let place = |rank: u32| {
        let label = format!("event {rank} ·");
        lines.iter().find_map(|line| line.find(&label)).expect("it stands there")
    };
    assert!(place(1) < place(3) && place(2) < place(3), "{lines:#?}");
    let window = reader.state.front.window();
    reader.press("? <");
    assert_eq!(reader.state.front.window(), window, "a page over the lists turns no edition");
    assert_eq!(reader.state.overlays.len(), 1);
    reader.press("q 0 Space");
    assert!(reader.screen().contains("1✓"), "{}", reader.screen());
    reader.press("Esc m");
    assert!(
        reader.screen().contains("2·"),
        "that it was read is told by a sign\n{}",
        reader.screen()
    );
}

#[test]
fn help_and_the_way_back_stay_on_the_last_line_at_eighty_cells() {
    for lang in Lang::ALL {
        let (help, back) = match lang {
            Lang::En => ("? help", "q back"),
            Lang::Ko => ("? 도움말", "q 뒤로"),
        };
        for keys in ["", "Enter", "g s", "g a", "S", "T", "g i"] {
            let mut reader = Reader::open(80, 24);
            reader.state.lang = lang;
            reader.press(keys);
            let screen = reader.screen();
            let last = screen.lines().last().unwrap_or_default();
            assert!(last.contains(help) && last.contains(back), "{keys}: {last}");
        }
    }
}

#[test]
fn what_stands_over_the_lists_begins_where_their_rows_do() {
    for (width, height) in [(80, 24), (120, 40), (200, 55)] {
        for keys in ["W", "?", "T", "g m", "g i"] {
            let mut reader = Reader::open(width, height);
            reader.press(keys);
            let screen = reader.screen();
            let lines = screen.lines().skip(2).filter(|line| !line.trim().is_empty());
            let edge = |line: &str| {
                line.chars().take_while(|c| " ▎▲─".contains(*c)).collect::<String>().chars().count()
            };
            // The last line is the status line, at its own edge.
            let edges: Vec<usize> = lines.map(edge).collect();
            let least = edges[..edges.len() - 1].iter().min();
            assert!(
                least.is_some_and(|least| (3..=5).contains(least)),
                "{keys} {edges:?}\n{screen}"
            );
        }
    }
}

#[test]
fn a_newsletter_s_tag_and_a_sentence_that_breaks_off_are_told_as_what_they_are() {
    let mut items = super::reader::items();
    items[0].row.title = "Planning in steps (2 minute read)".into();
    items[0].gist =
        vec!["He imagines flotillas of small boats, each of them carrying hundreds".into()];
    let mut reader = Reader::over(items, 80, 24);
    for keys in ["", "Enter", "Esc W", "Esc g a", "Esc e"] {
        reader.press(keys);
        let screen = reader.screen();
        assert!(
            screen.contains("Planning in steps") && !screen.contains("minute read)"),
            "{screen}"
        );
    }
    let mut reader = Reader::over(reader.items, 80, 24);
    assert!(reader.screen().contains("each of them carrying hundreds…"), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("hundreds…"), "{}", reader.screen());
}

#[test]
fn after_a_pass_the_sources_that_failed_are_named_with_the_key_that_says_why() {
    let mut reader = Reader::open(120, 40);
    reader.happen(Event::Progress(Progress::Started { sources: 5 }));
    for name in ["wire", "market", "harbour", "dawn"] {
        let outcome = Err(Told::plain("refused"));
        reader.happen(Event::Progress(Progress::Source { name: name.into(), outcome, note: None }));
    }
    reader.happen(Event::Progress(Progress::Finished { unreachable: false }));
    let screen = reader.screen();
    assert!(screen.contains("4 sources failed: wire, market, harbour, … (S says why)"), "{screen}");
}

#[test]
fn a_heading_stays_when_the_first_row_under_it_goes() {
    let mut items = super::reader::items();
    items[5].row.companies = vec!["cloud-one".into()];
    items[6].row.companies = vec!["cloud-one".into()];
    let mut reader = Reader::over(items, 120, 40);
    reader.press("2");
    assert!(reader.screen().contains("── Cloud One"), "{}", reader.screen());
    let first = reader.state.list().selected_row().expect("a row").clone();
    reader.items.retain(|item| item.row.id != first.id);
    reader.happen(Event::ChangedElsewhere);
    assert!(reader.screen().contains("Cloud One"), "{}", reader.screen());
}

/// What the edition has for the reader alone, of each kind.
fn for_me() -> Vec<Entry> {
    let entry = |group: &str, item: i64, label: &str, text: &str, meta: &[&str]| Entry {
        group: Some(group.into()),
        label: label.into(),
        text: text.into(),
        item: ItemId(item),
        story: StoryId(item),
        meta: meta.iter().map(|fact| (*fact).to_owned()).collect(),
        ..Entry::default()
    };
    let title = "Deep networks learn deep hierarchies";
    let long = "Geometric regularization in mixtures of experts and what it costs";
    vec![
        Entry {
            language: "en".into(),
            ..entry("lens: hierarchies", 2, title, title, &["deep networks"])
        },
        entry(
            "connections",
            12,
            "Physical AI is a warehouse first",
            "shares “robots” with the idea “Hands”",
            &[],
        ),
        Entry {
            seed: Some(Seed { method: "a".into(), lens: "b".into(), searched: 90 }),
            ..entry(
                "seed (automatic)",
                4,
                "mixtures of experts × harbours",
                "none of 90 items joins them",
                &[],
            )
        },
        // What stands there already stands there once.
        Entry {
            language: "en".into(),
            ..entry("to read this week 0/1 · 6 min", 2, title, title, &["6 min"])
        },
        Entry {
            language: "en".into(),
            ..entry("to read this week 0/1 · 6 min", 1, long, long, &["6 min"])
        },
    ]
}

fn over_for_me(width: u16, height: u16, lang: Lang) -> Reader {
    let mut reader = Reader::open(width, height);
    reader.state.lang = lang;
    reader.mine = for_me();
    reader.happen(Event::Judged);
    reader
}

#[test]
fn what_is_for_me_is_a_fourth_column_or_stands_in_the_place_of_the_last() {
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (120, 40), (200, 55)] {
            let mut reader = over_for_me(width, height, lang);
            let before = reader.screen();
            let name = if lang == Lang::En { "4 For me 4" } else { "4 나의 오늘 4" };
            assert!(before.contains(name), "{before}");
            assert_eq!(before.contains("mixtures of experts ×"), width >= 180, "{before}");
            reader.press("4");
            let screen = reader.screen();
            assert!(
                screen.contains("lens: hierarchies") && screen.contains("seed (automatic)"),
                "{screen}"
            );
            insta::assert_snapshot!(format!("for_me_{}_{width}x{height}", lang.code()), screen);
        }
    }
}

#[test]
fn for_me_is_reached_left_and_read_as_the_panes_are() {
    let selected = |reader: &Reader| reader.state.list().selected().map(|id| id.0);
    for width in [80, 120, 200] {
        let mut reader = over_for_me(width, 40, Lang::En);
        assert_eq!(selected(reader.press("4")), Some(2));
        assert_eq!(selected(reader.press("j j j j")), Some(1), "an item stands there once");
        assert_eq!(selected(reader.press("k Tab")), Some(1), "around to the first pane");
        assert_eq!(selected(reader.press("S-Tab")), Some(4), "and back to where it was");
        assert_eq!(selected(reader.press("h")), reader.state.panes[2].selected().map(|id| id.0));
        reader.press("4 f");
        assert!(reader.items[3].row.starred, "commands are about what is selected");
        // A seed begins an idea under its own name, on its paper.
        reader.press("i C-s");
        let idea = reader.ideas.last().expect("an idea");
        assert_eq!(idea.thought.title, "mixtures of experts × harbours");
        assert_eq!(idea.links[0].item, ItemId(4));
        reader.press("Enter");
        assert_eq!(
            reader.state.reading.as_ref().map(|open| open.row().id.0),
            None,
            "its idea opens"
        );
        reader.press("q Esc k k Enter");
        assert_eq!(reader.state.reading.as_ref().map(|open| open.row().id.0), Some(2));
    }
    let mut reader = Reader::open(120, 40);
    reader.press("4");
    assert!(reader.screen().contains("reading list is empty"), "{}", reader.screen());
    reader.press("j k Enter f");
    assert!(reader.kept.is_empty() && reader.state.reading.is_none());
    assert_eq!(selected(reader.press("1")), Some(1));
}

#[test]
fn what_is_the_readers_own_is_composed_anew_when_it_is_looked_at_after_a_change_and_only_then() {
    let composes = |reader: &mut Reader| {
        let asked = update(&mut reader.state, Event::Key(Key::char('4')));
        let is_front = |ask: &Ask| matches!(ask.question, Question::Front(_));
        let asks = asked.into_iter().filter_map(|effect| match effect {
            Effect::Ask(ask) => Some(ask),
            _ => None,
        });
        let asks: Vec<Ask> = asks.collect();
        let is_asked = asks.iter().any(is_front);
        for ask in asks {
            let answer = Ok(Box::new(reader.answer(ask.question)));
            reader.happen(Event::Answered(ask.ticket, answer));
        }
        is_asked
    };
    let mut reader = Reader::open(120, 40);
    assert!(!composes(&mut reader), "nothing of it changed");
    reader.press("1 f");
    assert!(composes(&mut reader), "something was starred");
    reader.press("1");
    assert!(!composes(&mut reader), "that is told by now");
    // Where it is on the screen, it follows at once.
    let mut reader = Reader::open(200, 55);
    reader.press("f");
    assert!(!composes(&mut reader));
}

#[test]
fn what_is_searched_for_is_shown_while_it_is_typed_one_row_a_story() {
    let mut items = super::reader::items();
    for (at, id) in [(5, 6), (6, 6)] {
        items[at].row.title = format!("Cloud plan number {at}");
        items[at].row.story = StoryId(id);
    }
    for lang in Lang::ALL {
        let mut reader = Reader::over(items.clone(), 80, 24);
        reader.state.lang = lang;
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
    let mut items = super::reader::items();
    items[9].row.published -= chrono::Duration::days(5);
    let mut reader = Reader::over(items, 100, 30);
    reader.press("/").type_in("Quiet since:1d").press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("With since:30d it finds 1."), "{screen}");
    reader.press("Esc /").type_in("nothing of this since:1d").press("Enter");
    assert!(!reader.screen().contains("since:30d"), "{}", reader.screen());
}

#[test]
fn help_stands_in_columns_and_is_narrowed_while_words_are_typed() {
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (120, 40), (200, 55)] {
            let mut reader = Reader::open(width, height);
            reader.state.lang = lang;
            reader.press("?");
            insta::assert_snapshot!(
                format!("help_{}_{width}x{height}", lang.code()),
                reader.screen()
            );
        }
        let mut reader = Reader::open(80, 24);
        reader.state.lang = lang;
        reader.press("? /").type_in("bibtex");
        let screen = reader.screen();
        assert!(screen.contains("yb") && !screen.contains("C-d"), "{screen}");
        reader.press("Enter Esc");
        assert!(reader.state.overlays.is_empty());
    }
}

#[test]
fn the_palette_knows_themes_languages_and_a_number_behind_a_command() {
    use jogan::app::effect::TerminalEffect;
    let theme = |name: &str| Effect::Terminal(TerminalEffect::Theme(name.into()));
    let mut reader = Reader::open(120, 40);
    reader.press(":").type_in("theme ");
    let screen = reader.screen();
    assert!(screen.contains("theme harbour") && screen.contains("Colours: light"), "{screen}");
    // What is chosen is shown while one moves, and let go of with Esc.
    reader.press("Down");
    let shown: Vec<&Effect> = reader.asked_of_world.iter().collect();
    assert!(shown.contains(&&theme("harbour")), "{shown:?}");
    reader.press("Esc");
    assert_eq!(reader.asked_of_world.last(), Some(&theme("dark")));
    reader.press(":").type_in("theme light").press("Enter");
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::Work(Work::SaveTheme("light".into()))));
    assert_eq!(reader.state.theme, "light");
    reader.press(":").type_in("language ko").press("Enter");
    assert_eq!(reader.state.lang, Lang::Ko);
    reader.press("1 g g :").type_in("down 3").press("Enter");
    assert_eq!(reader.state.list().selected(), Some(ItemId(4)));
}

#[test]
fn a_config_file_that_changed_is_taken_and_one_s_own_change_of_it_is_not_told() {
    let mut reader = Reader::open(120, 40);
    let as_it_is = as_it_is(&reader);
    reader.happen(Event::Configured(Box::new(as_it_is.clone())));
    assert!(!reader.screen().contains("read again") && reader.asked_of_world.is_empty());
    let own = [("star".to_owned(), vec!["*".to_owned()])].into();
    let keymap = jogan::app::keymap::Keymap::with(&own).expect("a keymap");
    let changed = Configured { keymap, theme: "light".into(), ..as_it_is };
    reader.happen(Event::Configured(Box::new(changed)));
    assert!(reader.screen().contains("changed and was read again"), "{}", reader.screen());
    assert_eq!(reader.asked_of_world, [Effect::Terminal(TerminalEffect::Theme("light".into()))]);
    reader.press("j *");
    assert!(reader.items[1].row.starred);
}

#[test]
fn the_palette_sets_what_a_setting_is_not_and_the_file_says_what_it_is_then() {
    use jogan::app::toggle::Toggle;
    let mut reader = Reader::open(120, 40);
    reader.press(":").type_in("set ");
    let screen = reader.screen();
    for offered in ["set mouse false", "refresh.show_new at-once", "notify.watch true"] {
        assert!(screen.contains(offered), "{offered}: {screen}");
    }
    reader.press("Esc :").type_in("show_new").press("Enter");
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::SaveToggle(Toggle::ShowNew, true))]);
    assert!(!reader.state.at_once, "as long as the file does not say so");
    let read = Configured { at_once: true, ..as_it_is(&reader) };
    reader.happen(Event::SettingKept(Toggle::ShowNew.with_value(true), Box::new(read.clone())));
    assert!(reader.state.at_once);
    assert!(reader.screen().contains("refresh.show_new at-once"), "{}", reader.screen());
    // That the file changed is no news then.
    reader.happen(Event::Configured(Box::new(read)));
    assert!(!reader.screen().contains("read again"));
    reader.press(":").type_in("show_new");
    assert!(reader.screen().contains("refresh.show_new when-asked"), "{}", reader.screen());
}

/// What the config file says as the reader opens.
fn as_it_is(reader: &Reader) -> Configured {
    Configured {
        keymap: reader.state.keymap.clone(),
        filters: reader.state.filters.clone(),
        programs: reader.state.programs.clone(),
        mouse: true,
        theme: "dark".into(),
        at_once: false,
        notify: reader.state.notify.clone(),
        notify_edition: reader.state.notify_edition.clone(),
        templates: reader.state.templates.clone(),
        muted: reader.state.muted.clone(),
    }
}

#[test]
fn the_reasons_name_the_count_that_a_story_is_in_and_list_it() {
    let mut items = super::reader::items();
    items[5].row.companies = vec!["cloud-one".into()];
    items[6].row.companies = vec!["cloud-one".into()];
    let mut reader = Reader::over(items, 120, 40);
    reader.press("2 W");
    let screen = reader.screen();
    assert!(screen.contains("Counted in “Cloud One · launch 3”, with 3 stories"), "{screen}");
    reader.press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("Cloud One · launch 3 3") && screen.contains("Chip maker"), "{screen}");
    assert_eq!(reader.state.list().len(), 3);
    // Of a theme the stories are what there is to see.
    reader.press("Esc 3 k W");
    assert!(reader.screen().contains("mixtures of experts 2"), "{}", reader.screen());
}

#[test]
fn terms_have_one_name_on_a_screen_that_of_its_language() {
    let mut reader = Reader::open(120, 40);
    for (lang, name, other) in [
        (Lang::En, "mixtures of experts", "전문가 혼합"),
        (Lang::Ko, "전문가 혼합", "mixtures of experts"),
    ] {
        reader.state.lang = lang;
        for keys in ["T", "Esc 3 k"] {
            reader.trending.terms[1].aliases = vec!["전문가 혼합".into(), "MoE".into()];
            reader.happen(Event::Judged).press(keys);
            let screen = reader.screen();
            assert!(screen.contains(name) && !screen.contains(&format!(" {other} ")), "{screen}");
        }
        reader.press("Esc 1");
    }
}

#[test]
fn earlier_editions_end_at_the_first_one_are_marked_and_give_the_selection_back() {
    let mut items = super::reader::items();
    items[10].row.published -= chrono::Duration::days(3);
    let mut reader = Reader::over(items, 120, 40);
    reader.press("2 j");
    let (selected, focus) = (reader.state.list().selected(), reader.state.focus);
    reader.press("<");
    let screen = reader.screen();
    assert!(screen.contains("another edition, Esc leaves it"), "{screen}");
    reader.press("< < < < < <");
    assert!(reader.screen().contains("No earlier edition"), "{}", reader.screen());
    let first = reader.items.iter().map(|item| item.row.published).min().expect("a moment");
    let window = reader.state.front.window().expect("an edition");
    assert!((window.begins..window.ends).contains(&first), "{window:?}");
    reader.press("Esc");
    assert_eq!((reader.state.list().selected(), reader.state.focus), (selected, focus));
    assert!(!reader.screen().contains("another edition"), "{}", reader.screen());
}
