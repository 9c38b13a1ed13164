//! The panes: how they look at each size, how one moves in them, and that nothing moves by itself.

use jogan::app::effect::{Effect, Ending, Question, Scope};
use jogan::app::event::{Event, Progress};
use jogan::app::key::Key;
use jogan::app::layout::Size;
use jogan::app::page::Role;
use jogan::app::update::update;
use jogan::lang::Lang;
use jogan::model::{ItemId, Pane, Told};
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
    use jogan::app::effect::Answer;
    let mut reader = Reader::open(120, 40);
    let asked = reader.state.front.window().expect("an edition");
    let mut trending = reader.state.talk.trending.clone().expect("they came");
    let term = trending.terms[0].clone();
    trending.terms = (0..9)
        .map(|n| {
            let mut term = term.clone();
            (term.term, term.count) = (format!("term {n}"), if n % 2 == 0 { 1 } else { 4 });
            term
        })
        .collect();
    reader.happen(Event::Answered(Box::new(Answer::Terms { asked, trending: trending.clone() })));
    let shown: Vec<&str> = reader.state.movers().iter().map(|trend| trend.term.as_str()).collect();
    assert_eq!(shown, ["term 1", "term 3", "term 5", "term 7"]);
    let screen = reader.screen();
    assert!(screen.contains("T 5 more"), "{screen}");
    reader.press("3 k k");
    assert_eq!(reader.state.mover().map(|trend| trend.term.as_str()), Some("term 5"));
    trending.terms.iter_mut().for_each(|term| term.count = 1);
    reader.happen(Event::Answered(Box::new(Answer::Terms { asked, trending })));
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
    assert_eq!(selected(reader.press("1 4 j")), Some(ItemId(5)), "counts stop at the end");
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
    assert_eq!(reader.asked_of_world, [Effect::End(Ending::Quit)]);
    for before in ["Enter", "?", "e", "/", "x", "S", "W", "g", "5", "Enter g"] {
        let mut reader = Reader::open(80, 24);
        reader.press(before).press("C-c");
        assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)), "{before}");
    }
}

#[test]
fn on_a_screen_too_small_to_show_it_nothing_is_typed_and_q_keeps_what_was() {
    use jogan::app::layout::Size;
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("abc");
    reader.happen(Event::Resized(Size { width: 20, height: 5 }));
    reader.press("z Enter d").press("q");
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)));
    assert_eq!(reader.items[0].note.as_deref(), Some("abc"));
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
        assert!(screen.contains(&*command.help(Lang::En)), "{command:?} is missing\n{screen}");
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
fn a_whole_list_is_marked_as_read_after_a_question_and_back_again() {
    let mut reader = Reader::open(120, 40);
    reader.press("A");
    assert!(reader.screen().contains("Mark 4 items as read?"), "{}", reader.screen());
    reader.press("y");
    assert!(reader.screen().contains("11 stories, 6 unread"));
    reader.press("u");
    assert!(reader.screen().contains("11 stories, 10 unread"));
}

#[test]
fn y_and_a_letter_copy_the_item() {
    let mut reader = Reader::open(120, 40);
    reader.press("y y");
    assert_eq!(reader.asked_of_world, [Effect::Copy("https://news.example/1".into())]);
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
    use jogan::app::effect::Answer;
    use jogan::model::Trending;
    let mut reader = Reader::open(120, 40);
    let today = jogan::model::Zone::UTC.day_of(super::reader::now());
    let asked = reader.state.front.window().expect("an edition");
    reader.press("T");
    let trending = Trending { day: today.pred_opt(), ..Trending::default() };
    reader.happen(Event::Answered(Box::new(Answer::Terms { asked, trending })));
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
    use jogan::app::effect::Wish;
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
    assert_eq!(reader.asked_of_world, [Effect::Terminal(Wish::Mouse(false))]);
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
    assert_eq!(reader.asked_of_world, [Effect::Run(run)]);
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
    assert!(reader.screen().contains("Wed 4 Mar 2026 · closed 11:00"), "{}", reader.screen());
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
        Effect::Ask(question @ Question::Front(_)) => Some(question),
        _ => None,
    });
    let answer = reader.answer(front.expect("another language composes it anew"));
    update(&mut reader.state, Event::Answered(Box::new(answer)));
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
