//! The panes: how they look at each size, how one moves in them, and that nothing moves by itself.

use jogan::app::effect::{Effect, Ending, TerminalEffect, Work};
use jogan::app::event::{Event, Progress};
use jogan::app::layout::Size;
use jogan::app::page::Role;
use jogan::lang::Lang;
use jogan::model::{ItemId, Pane, Phrase};
use jogan::ui::theme::{ASCII, Depth, Theme};

use super::reader::{Reader, item, items};

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
    reader.speak(Lang::Ko);
    reader.theme = Theme::named("dark", Depth::None, ASCII).expect("a theme");
    insta::assert_snapshot!(reader.screen());
}

#[test]
fn in_ascii_the_program_writes_nothing_else_on_any_screen() {
    let mut items = items();
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
    let mut items = items();
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
    assert!(reader.screen().contains("https://news.example/1"), "{}", reader.screen());
    reader.press("2");
    assert!(!reader.screen().contains("Plans are made"), "{}", reader.screen());
}

#[test]
fn no_line_is_wider_than_the_screen_and_columns_line_up() {
    let mut reader = Reader::open(60, 30);
    for width in 60..210 {
        reader.happen(Event::Resized(Size { width, height: 30 }));
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
    assert_eq!(reader.item(1).note, None);
    assert_eq!(reader.drafts.get("item-1").map(String::as_str), Some("abc quite"));
    let mut reader = Reader::open(80, 24);
    reader.happen(small);
    reader.press("f q");
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::End(Ending::Quit)));
    assert!(reader.kept.is_empty(), "{:?}", reader.kept);
}

#[test]
fn unread_titles_and_the_selection_have_the_look_of_their_roles() {
    let reader = Reader::open(120, 40);
    let buffer = reader.buffer();
    let title = &buffer[(3, 4)];
    assert_eq!(title.symbol(), "L");
    assert_eq!(title.style().fg, reader.theme.style(Role::Unread).fg);
    assert_eq!(title.style().bg, reader.theme.selection().bg, "it is selected");
    assert_eq!(buffer[(0, 4)].symbol(), "▎", "and marked without colour too");
    let read = &buffer[(3, 6)];
    assert_eq!(read.symbol(), "D");
    assert_eq!(read.style().fg, reader.theme.style(Role::Read).fg);
    assert_eq!(buffer[(1, 6)].symbol(), "·", "that it was read is told by a sign as well");
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
    reader.state.settings.programs.insert("mail".into(), words("mail {title} {url}"));
    reader.state.settings.programs.insert("post".into(), words("post {url}"));
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
    reader.happen(Event::Failed(Phrase::plain("the disk is full")));
    reader.press("j g m");
    let screen = reader.screen();
    assert!(screen.contains("the disk is full") && screen.contains("Taken from"), "{screen}");
}

#[test]
fn a_source_that_signs_with_its_own_name_is_named_once() {
    let mut items = items();
    items[0].row.source_name = "Lakeside Lab Newsroom".into();
    items[0].row.first_author = Some("Lakeside Lab".into());
    items[0].row.author_count = 1;
    let mut reader = Reader::over(items, 200, 55);
    let screen = reader.press("z").screen();
    let lists = screen.split("\n─").next().expect("what stands over the preview");
    assert_eq!(lists.matches("Lakeside Lab").count(), 1, "{screen}");
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
    let mut items = items();
    items[0].row.title = "Planning in steps (2 minute read)".into();
    items[0].gist =
        vec!["He imagines flotillas of small boats, each of them carrying hundreds".into()];
    let mut reader = Reader::over(items.clone(), 80, 24);
    for keys in ["", "Enter", "Esc W", "Esc g a", "Esc e"] {
        reader.press(keys);
        let screen = reader.screen();
        assert!(
            screen.contains("Planning in steps") && !screen.contains("minute read)"),
            "{screen}"
        );
    }
    let mut reader = Reader::over(items, 80, 24);
    assert!(reader.screen().contains("each of them carrying hundreds…"), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("hundreds…"), "{}", reader.screen());
}
