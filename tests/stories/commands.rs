//! Commands and views: what can be asked for, how it is found, and what follows from it.

use jogan::app::command::Place;
use jogan::app::effect::{Effect, TerminalEffect, Work};
use jogan::app::event::{Event, Mouse, MouseAction, Progress};
use jogan::app::keymap::{Keymap, WrittenMacro};
use jogan::app::notice::Notify;
use jogan::app::reading::Reading;
use jogan::app::state::Overlay;
use jogan::lang::{Lang, say};
use jogan::model::change::{Change, Mark};
use jogan::model::{Item, ItemId, Lens, Muted, Pane, Phrase, Reason, Sort};
use jogan::text::width::width;

use super::reader::{Fate, Reader, item, now};

#[test]
fn the_first_edition_fills_until_something_is_done_with_it() {
    let mut reader = Reader::over(Vec::new(), 120, 40);
    reader.press("r");
    reader.arrives(item(1, Pane::Research, 50.0, 2, "Wire", "The first of all"));
    assert!(reader.screen().contains("The first of all"));
    // Asking again moves nothing that is shown.
    reader.press("r L L");
    reader.arrives(item(2, Pane::Research, 60.0, 2, "Wire", "The second one"));
    assert!(reader.screen().contains("The second one"));
    reader.press("j");
    reader.arrives(item(3, Pane::Research, 70.0, 2, "Wire", "The third one"));
    assert!(!reader.screen().contains("The third one"));
    assert_eq!(reader.state.tally.new, 1);
}

#[test]
fn a_search_without_a_word_to_find_is_refused_in_the_readers_language() {
    for (keys, text) in [("/", "-논문"), ("/", "\"")] {
        let mut reader = Reader::open(100, 30);
        reader.speak(Lang::Ko);
        reader.press(keys).type_in(text).press("Enter");
        let listed = reader.state.view.as_ref().map(|view| view.list.len());
        assert_eq!(listed, Some(0), "{text}: nothing else is shown");
        assert_eq!(reader.state.place(), Place::Line, "the line stays, to be mended");
        assert!(reader.screen().contains("찾을 단어가 없습니다"), "{}", reader.screen());
    }
}

#[test]
fn while_a_line_is_not_understood_nothing_else_is_shown_and_the_line_says_what_is_wrong() {
    for (lang, told) in [(Lang::En, "not understood: "), (Lang::Ko, "알 수 없음: ")] {
        let mut reader = Reader::open(100, 30);
        reader.speak(lang);
        reader.press("/").type_in("learning move:foo");
        let screen = reader.screen();
        let last = screen.lines().last().expect("a line");
        assert!(last.contains(&format!("{told}move:foo")), "{screen}");
        assert!(!screen.contains("hierarchies"), "{screen}");
        assert_eq!(reader.state.list().len(), 0, "{screen}");
        reader.press("Enter");
        assert_eq!(reader.state.place(), Place::Line, "the line stays, to be mended");
        reader.press("C-w C-w C-w").type_in("move:investment");
        assert!(reader.screen().contains("another two billion"), "{}", reader.screen());
        reader.press("Esc");
        assert!(reader.state.view.is_none(), "what stood there before stands there again");
    }
}

#[test]
fn a_key_without_a_value_looks_for_no_word() {
    let mut reader = Reader::open(100, 30);
    reader.press("/").type_in("move:");
    assert!(reader.state.view.is_none(), "it may go on\n{}", reader.screen());
    reader.press("Enter");
    assert_eq!(reader.state.list().len(), 0);
    assert!(reader.screen().contains("wants something right behind it"), "{}", reader.screen());
}

#[test]
fn that_no_source_author_or_language_is_called_so_is_said_where_nothing_is_found() {
    for (line, told) in [
        ("source:yuy", "No source is called “yuy”"),
        ("author:nobodyx", "Nobody here is called “nobodyx”"),
        ("lang:fr", "Nothing here is in the language “fr”"),
    ] {
        let mut reader = Reader::open(100, 30);
        reader.press("/").type_in(line);
        assert!(reader.screen().contains(told), "{line}\n{}", reader.screen());
    }
}

#[test]
fn what_is_found_says_its_order_and_bo_turns_it() {
    let mut reader = Reader::open(100, 30);
    reader.press("/").type_in("the").press("Enter");
    assert!(reader.screen().contains("best first (bo)"), "{}", reader.screen());
    reader.press("b o");
    assert!(reader.screen().contains("newest first (bo)"), "{}", reader.screen());
    let sort = reader.state.view.as_ref().map(|view| view.list.query().sort);
    assert_eq!(sort, Some(Sort::New));
}

#[test]
fn what_is_muted_is_listed_and_shown_again_also_in_another_session() {
    let apple = Muted::Company("Apple".into());
    let mut reader = Reader::open(100, 30);
    reader.press("c x");
    assert!(reader.screen().contains("Nothing is muted; X mutes"), "{}", reader.screen());
    let mut reader = Reader::muting(&[Muted::Term("horoscope".into()), apple.clone()], 100, 30);
    reader.press("/").type_in("company:apple").press("Enter");
    assert!(reader.screen().contains("company:Apple is muted; cx"), "{}", reader.screen());
    reader.press("Esc : ").type_in("unmute").press("Enter");
    assert!(reader.screen().contains("company:Apple"), "{}", reader.screen());
    reader.type_in("app").press("Enter");
    let lens = Lens::Mute(apple.clone());
    assert_eq!(reader.kept.last(), Some(&Change::Lens { lens, to: false }));
    assert_eq!(reader.state.settings.muted, [Muted::Term("horoscope".into())]);
    reader.press("u");
    assert!(reader.state.settings.muted.contains(&apple), "u takes that back");
}

#[test]
fn what_is_not_known_is_not_muted() {
    let mut reader = Reader::open(100, 30);
    reader.press("X C-u").type_in("company:Nvidea").press("Enter");
    assert!(reader.screen().contains("spelled like it: nvidia"), "{}", reader.screen());
    reader.press("C-u").type_in("company:Nvi").press("Tab Enter");
    let muted =
        |name: &str| Change::Lens { lens: Lens::Mute(Muted::Company(name.into())), to: true };
    assert_eq!(reader.kept, [muted("NVIDIA")]);
    assert!(reader.screen().contains("u takes it back"), "{}", reader.screen());
    reader.press("X C-u").type_in("source:nosuch").press("Enter");
    assert_eq!((reader.kept.len(), reader.state.place()), (1, Place::Line));
}

#[test]
fn a_list_that_gets_no_answer_does_not_wait_for_ever() {
    let mut reader = Reader::open(100, 30);
    reader.fate = Box::new(|_| Fate::FailsLate);
    reader.press("g u");
    assert!(reader.state.view.as_ref().expect("a view").list.is_waiting());
    reader.come_late();
    assert!(reader.state.view.is_none() && reader.screen().contains("the disk is full"));
}

#[test]
fn what_was_said_can_be_read_again_wherever_one_is() {
    for keys in ["", "Enter", "S", "T", "?", "g i", "W"] {
        let mut reader = Reader::open(100, 30);
        reader.happen(Event::Failed(Phrase::plain("The disk is full")));
        reader.press(keys).press("g m");
        assert!(matches!(reader.state.overlays.last(), Some(Overlay::Messages(_))), "{keys}");
        assert!(reader.screen().contains("The disk is full"), "{keys}");
    }
}

#[test]
fn a_source_turned_off_is_on_again_after_undo_in_the_same_list() {
    let mut reader = Reader::open(100, 30);
    reader.put_sources(&[super::sources::source("wire", |_| ())]);
    reader.press("S Space");
    let is_on = |reader: &Reader| match reader.state.overlays.last() {
        Some(Overlay::Sources(list)) => list.current().expect("a source").source.enabled,
        _ => panic!("the sources are gone"),
    };
    assert!(!is_on(&reader));
    reader.press("u");
    assert!(is_on(&reader));
    reader.press("C-r");
    assert!(!is_on(&reader));
}

/// A reader with a macro of the user's.
fn with_macro() -> Reader {
    let mut reader = Reader::open(120, 40);
    let commands = ["star", "read", "down"].map(str::to_owned);
    let own = [WrittenMacro { name: "keep and go on", keys: "g 1", commands: &commands }];
    reader.state.settings.keymap =
        Keymap::with_macros(&std::collections::BTreeMap::new(), &own).expect("keys");
    reader
}

#[test]
fn a_macro_does_all_its_commands_by_its_keys_and_by_its_name() {
    for keys in [&["g 1"][..], &[":", "keep and", "Enter"]] {
        let mut reader = with_macro();
        for key in keys {
            if key.contains("keep") {
                reader.type_in(key)
            } else {
                reader.press(key)
            };
        }
        let marks: Vec<(Mark, bool)> = reader
            .kept
            .iter()
            .filter_map(|change| match change {
                Change::Mark { mark, to, .. } => Some((*mark, *to)),
                _ => None,
            })
            .collect();
        assert_eq!(marks, [(Mark::Star, false), (Mark::Read, true)], "{keys:?}");
        assert_eq!(reader.state.list().selected_index(), Some(1));
    }
}

#[test]
fn a_macro_is_offered_while_its_keys_are_half_typed_and_told_by_the_help() {
    let mut reader = with_macro();
    reader.press("g");
    assert!(reader.screen().contains("1       keep and go on"), "{}", reader.screen());
    reader.press("Esc ?").press("C-d C-d C-d C-d");
    let mut told = reader.screen();
    reader.press("g g");
    for _ in 0..9 {
        reader.press("C-d");
        told += &reader.screen();
    }
    assert!(told.contains("keep and go on: star,"), "{told}");
}

#[test]
fn the_whole_list_is_marked_as_read_in_one_step_however_much_of_it_is_held() {
    let items =
        (1..=450).map(|id| item(id, Pane::Research, 90.0, 2, "Wire", &format!("Report {id}")));
    let mut reader = Reader::over(items.collect(), 120, 40);
    assert_eq!(reader.state.list().held().count(), 200, "a window of it");
    reader.press("A");
    assert!(reader.items().iter().all(|item| item.row.read));
    assert!(reader.screen().contains("Marked 450 items as read; u takes it back"));
    assert_eq!(reader.state.tally.edition[0].unread, 0);
    reader.press("u");
    assert!(reader.items().iter().all(|item| !item.row.read));
    reader.press("C-r A");
    assert!(reader.screen().contains("Nothing here is unread"), "{}", reader.screen());
}

#[test]
fn what_another_program_does_is_told_and_shown_and_nothing_moves() {
    let mut reader = Reader::open(120, 40);
    reader.press("j j");
    let (selected, top) = (reader.state.list().selected(), reader.screen());
    reader.take_in(&[item(90, Pane::Research, 99.0, 0, "Wire", "Imported meanwhile")]);
    reader.elsewhere().set_starred(&[ItemId(4)], true, now()).expect("starred");
    reader.elsewhere().set_read(&[ItemId(4)], true).expect("read");
    for event in [Event::ChangedElsewhere, Event::Focused] {
        reader.happen(event);
        assert_eq!(reader.state.list().selected(), selected);
        assert!(!reader.screen().contains("Imported meanwhile"));
        assert_eq!(reader.state.tally.new, 1, "it is announced");
    }
    let row = reader.state.list().row(3, &reader.state.rows).expect("a row");
    assert!(row.read && row.starred, "the marks are shown");
    let changed = |screen: &str| screen.lines().skip(2).filter(|l| l.contains("Geometric")).count();
    assert_eq!(changed(&reader.screen()), changed(&top));
}

#[test]
fn what_comes_in_is_shown_at_once_where_that_is_wished_around_the_selection() {
    let mut reader = Reader::open(120, 40);
    reader.state.settings.at_once = true;
    reader.press("j");
    let selected = reader.state.list().selected();
    reader.arrives(item(90, Pane::Research, 99.0, 2, "Wire", "Straight in"));
    assert!(reader.screen().contains("Straight in"), "{}", reader.screen());
    assert_eq!(reader.state.list().selected(), selected);
    assert_eq!(reader.state.tally.new, 0);
    reader.arrives(item(91, Pane::Research, 99.0, 0, "Wire", "Of the next edition"));
    let screen = reader.screen();
    assert!(screen.contains("▲ 1 new") && !screen.contains("Of the next edition"), "{screen}");
    assert!(reader.press("n").screen().contains("Of the next edition"));
}

fn watched(id: i64) -> Item {
    let mut item = item(id, Pane::Research, 70.0, 0, "Wire", "An option is priced by a network");
    item.why.push(Reason { term: "watch".into(), points: 10.0, facts: vec!["finance".into()] });
    item
}

#[test]
fn what_a_lens_touches_is_told_on_the_desktop_once_and_only_where_that_is_wished() {
    let finished = || Event::Progress(Progress::Finished { unreachable: false });
    let mut reader = Reader::open(120, 40);
    reader.arrives(watched(90)).happen(finished());
    assert!(
        !reader
            .asked_of_world
            .iter()
            .any(|effect| matches!(effect, Effect::Terminal(TerminalEffect::Notify(_))))
    );
    let mut reader = Reader::open(120, 40);
    reader.state.settings.notify = Notify::Terminal;
    reader.arrives(watched(90)).happen(finished());
    let text = "조간 jogan: A new story matches what you watch: An option is priced by a network";
    assert_eq!(reader.asked_of_world, [Effect::Terminal(TerminalEffect::Notify(text.into()))]);
    reader.arrives(item(91, Pane::Research, 70.0, 0, "Wire", "Another")).happen(finished());
    assert_eq!(reader.asked_of_world.len(), 1, "it was told already");
    reader.state.settings.notify = Notify::Program(vec!["tell".into(), "{title}|{text}".into()]);
    reader.arrives(watched(92)).happen(finished());
    let Some(Effect::Work(Work::Run(command))) = reader.asked_of_world.last() else {
        panic!("no program")
    };
    assert_eq!(command[0], "tell");
    assert!(command[1].starts_with("조간 jogan|A new story"), "{command:?}");
}

#[test]
fn what_is_searched_for_gets_a_name_and_answers_to_it_at_once() {
    let mut reader = Reader::open(120, 40);
    reader.press("@");
    assert!(reader.screen().contains("Nothing is searched for here; /"), "{}", reader.screen());
    reader.press("/").type_in("move:investment").press("Enter @").type_in("deals").press("Enter");
    let saved =
        Effect::Work(Work::SaveFilter { name: "deals".into(), line: "move:investment".into() });
    assert_eq!(reader.asked_of_world, [saved]);
    reader.press("Esc /").type_in("@deals unread").press("Enter");
    assert_eq!(reader.state.list().len(), 1, "{}", reader.screen());
    // A filter that is built on another stands by itself.
    reader.press("@").type_in("more").press("Enter");
    assert_eq!(reader.state.settings.filters["more"], "move:investment unread");
    reader.press("Esc /").type_in("@nosuch").press("Enter");
    assert!(reader.screen().contains("@deals, @more"), "{}", reader.screen());
}

#[test]
fn a_term_is_found_by_a_part_of_its_name() {
    let mut reader = Reader::open(120, 40);
    reader.press("T /").type_in("EXPERTS").press("Enter");
    let screen = reader.screen();
    assert!(
        screen.contains("mixtures of experts") && !screen.contains("물리 인공지능"),
        "{screen}"
    );
    reader.press("Enter");
    assert_eq!(reader.state.list().len(), 2, "its items are listed");
    reader.press("Esc T /").type_in("nosuch").press("Enter j k G Enter");
    assert!(reader.state.view.is_none());
}

#[test]
fn the_log_can_be_read_wherever_one_is() {
    for keys in ["", "Enter", "S", "T", "?"] {
        let mut reader = Reader::open(100, 30);
        reader.log = vec!["2026-03-05T12:00:00Z  WARN failed source=wire".into(), "older".into()];
        reader.press(keys).press("g l");
        assert!(reader.screen().contains("WARN failed source=wire"), "{keys}");
    }
}

#[test]
fn several_chosen_items_are_opened_and_given_away_together() {
    let mut reader = Reader::open(120, 40);
    reader.state.settings.programs =
        std::collections::BTreeMap::from([("mail".into(), vec!["mail".into(), "{url}".into()])]);
    reader.press("Space Space !");
    let run =
        |id| Effect::Work(Work::Run(vec!["mail".into(), format!("https://news.example/{id}")]));
    assert_eq!(reader.asked_of_world, [run(1), run(2)]);
    assert!(reader.screen().contains("2 items given to mail"), "{}", reader.screen());
    reader.press("Esc g g Space Space o");
    let browse = |id| Effect::Work(Work::Browse(format!("https://news.example/{id}")));
    assert_eq!(reader.asked_of_world[2..], [browse(1), browse(2)]);
}

#[test]
fn tags_are_confirmed() {
    let mut reader = Reader::open(120, 40);
    reader.press("b t").type_in("x 칩").press("Enter");
    assert!(reader.screen().contains("Tagged: x 칩"), "{}", reader.screen());
}

/// Clicks on a text of the screen, where it begins.
fn click(reader: &mut Reader, text: &str) {
    let screen = reader.screen();
    let (y, line) =
        screen.lines().enumerate().find(|(_, line)| line.contains(text)).expect("it is there");
    let before = line.split(text).next().expect("its line");
    let (x, y) = (width(before) as u16, y as u16);
    reader.happen(Event::Mouse(Mouse { x, y, action: MouseAction::Click }));
    reader.happen(Event::Mouse(Mouse { x, y, action: MouseAction::Release }));
}

#[test]
fn a_tab_or_a_title_that_is_clicked_is_the_pane_in_focus() {
    for (width, height) in [(80, 24), (120, 40)] {
        for lang in Lang::ALL {
            let mut reader = Reader::open(width, height);
            reader.speak(lang);
            for pane in [Pane::Trends, Pane::Companies, Pane::Research] {
                let name = say(lang, &format!("pane.{}", pane.name()), &[]);
                click(&mut reader, &format!("{} {name}", pane.index() + 1));
                assert_eq!(reader.state.focus, pane, "{width} {lang:?}\n{}", reader.screen());
            }
        }
    }
}

#[test]
fn the_wheel_moves_the_pane_under_the_pointer_and_keys_stay_where_they_were() {
    let mut reader = Reader::open(120, 40);
    let wheel = Event::Mouse(Mouse { x: 60, y: 6, action: MouseAction::WheelDown });
    reader.happen(wheel);
    assert_eq!(reader.state.focus, Pane::Research);
    assert_eq!(reader.state.panes[0].selected_index(), Some(0));
    assert_eq!(reader.state.panes[1].selected_index(), Some(3));
}

#[test]
fn a_link_of_an_open_text_is_clicked() {
    for (width, height) in [(80, 24), (200, 55)] {
        let mut reader = Reader::open(width, height);
        reader.press("Enter");
        click(&mut reader, "method[");
        let link = "https://news.example/method".to_owned();
        assert_eq!(
            reader.asked_of_world,
            [Effect::Work(Work::Browse(link))],
            "{}",
            reader.screen()
        );
        click(&mut reader, "cheaper");
        assert_eq!(reader.asked_of_world.len(), 1, "what is no link opens nothing");
    }
}

#[test]
fn rows_of_sources_and_terms_are_clicked_and_opened_by_a_second_click() {
    let mut reader = Reader::open(80, 24);
    reader.put_sources(&["one", "two", "three"].map(|id| super::sources::source(id, |_| ())));
    reader.press("S");
    click(&mut reader, "The two");
    click(&mut reader, "The two");
    assert!(reader.screen().contains("The two"), "{}", reader.screen());
    assert!(reader.state.view.is_some() && reader.state.overlays.is_empty());
    let mut reader = Reader::open(120, 40);
    reader.press("T");
    click(&mut reader, "mixtures of experts");
    assert!(reader.state.view.is_none(), "the first click selects");
    click(&mut reader, "mixtures of experts");
    assert_eq!(reader.state.list().len(), 2);
}

#[test]
fn a_message_that_does_not_fit_is_wrapped_not_cut() {
    let mut reader = Reader::open(60, 20);
    reader.press("/").type_in("move:flying").press("Enter");
    let screen = reader.screen();
    let text = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("or quote it to search for it as it is"), "{screen}");
    assert!(screen.contains("/ move:flying"), "the line stays\n{screen}");
    reader.press("Esc").happen(Event::Failed(Phrase::plain("word ".repeat(20) + "end")));
    assert!(reader.screen().contains("end"), "{}", reader.screen());
}

#[test]
fn an_empty_view_names_the_key_that_helps() {
    let mut reader = Reader::open(100, 30);
    reader.elsewhere().set_starred(&[ItemId(1)], false, now()).expect("not starred");
    for (keys, says) in [
        ("/", "Nothing found; / mends the search"),
        ("g s", "The reading list is empty here; f on an item puts it there"),
    ] {
        reader.press(keys);
        if keys == "/" {
            reader.type_in("nosuchword").press("Enter");
        }
        assert!(reader.screen().contains(says), "{keys}\n{}", reader.screen());
        reader.press("Esc");
    }
}

/// The views that are looked at in both languages and at two sizes.
#[test]
fn views_at_two_sizes_in_both_languages() {
    let views = [
        ("help", "?"),
        ("messages", "g m"),
        ("log", "g l"),
        ("unread", "g u"),
        ("all", "g a"),
        ("day_before", "<"),
    ];
    for (name, keys) in views {
        for lang in Lang::ALL {
            for (width, height) in [(80, 24), (120, 40)] {
                let mut reader = Reader::open(width, height);
                reader.speak(lang);
                reader.log = vec![
                    "2026-03-05T11:58:00Z  WARN failed source=wire why=\"the host is down\"".into(),
                    "2026-03-05T11:57:00Z  INFO visited source=daily new=3 updated=0".into(),
                ];
                reader.happen(Event::Failed(Phrase::plain("The disk is full")));
                reader.press(keys);
                let name = format!("view_{name}_{}_{width}x{height}", lang.code());
                insta::assert_snapshot!(name, reader.screen());
            }
        }
    }
}

#[test]
fn buttons_and_the_wheel_are_bound_like_keys_in_each_place() {
    use jogan::app::keymap::Keymap;
    let own = |name: &str, key: &str| (name.to_owned(), vec![key.to_owned()]);
    let bound = [own("list.star", "RightClick"), own("reading.next-item", "WheelDown")];
    let mut reader = Reader::open(80, 24);
    reader.state.settings.keymap = Keymap::with(&bound.into()).expect("a keymap");
    let at = |action| Event::Mouse(Mouse { x: 20, y: 6, action });
    let before = reader.state.list().selected();
    reader.happen(at(MouseAction::RightClick));
    let pointed = reader.state.list().selected();
    assert_ne!(pointed, before, "what is pointed at is what is meant: {}", reader.screen());
    assert!(reader.state.selected_row().is_some_and(|row| row.starred));
    reader.happen(at(MouseAction::RightClick));
    assert!(reader.state.reading.is_none(), "it is not opened by that");
    reader.happen(at(MouseAction::WheelDown));
    assert_ne!(reader.state.list().selected(), None, "the wheel is its own where it is not bound");
    reader.press("g g Enter");
    let open = reader.state.reading.as_ref().map(Reading::id);
    reader.happen(at(MouseAction::WheelDown));
    assert_ne!(reader.state.reading.as_ref().map(Reading::id), open);
    reader.happen(at(MouseAction::MiddleClick));
    assert!(Keymap::with(&[own("star", "LeftClick")].into()).is_err());
}

#[test]
fn a_kind_of_value_alone_takes_nothing_and_what_nothing_is_called_is_said() {
    let mut reader = Reader::open(100, 30);
    reader.press(":").type_in("theme").press("Enter");
    assert!(reader.screen().contains("Which theme?"), "{}", reader.screen());
    assert!(reader.asked_of_world.iter().all(|it| !matches!(it, Effect::Work(Work::SaveTheme(_)))));
    reader.press("Down Up Enter");
    assert!(reader.asked_of_world.iter().any(|it| matches!(it, Effect::Work(Work::SaveTheme(_)))));
    let saved = reader.asked_of_world.len();
    reader.press(":").type_in("theme 2").press("Enter");
    assert!(reader.screen().contains("Which theme?"), "{}", reader.screen());
    assert_eq!(reader.asked_of_world.len(), saved, "a number chooses none");
    reader.press("Esc :").type_in("theme nosuch").press("Enter");
    assert!(reader.screen().contains("Nothing is called “theme nosuch”"), "{}", reader.screen());
    reader.press("Esc :").type_in("set");
    assert!(!reader.screen().contains("suspend"), "{}", reader.screen());
}

#[test]
fn letters_at_sentences_and_links_stand_there_again_after_a_resize() {
    use jogan::app::layout::Size;
    let mut reader = Reader::open(120, 40);
    reader.press("Enter c q");
    assert_eq!(reader.state.place(), Place::Hint);
    for (width, height) in [(80, 24), (80, 17), (80, 15)] {
        reader.happen(Event::Resized(Size { width, height }));
        // Nobody has chosen a sentence yet, however few are in sight.
        assert_eq!(reader.state.place(), Place::Hint, "{}", reader.screen());
    }
}

#[test]
fn a_setting_is_taken_back_and_set_again_like_any_change_and_it_is_said_which() {
    use jogan::app::setting::Setting;
    use jogan::app::toggle::Toggle;
    let mut reader = Reader::open(100, 30);
    reader.press(":").type_in("theme light").press("Enter");
    assert_eq!(reader.state.settings.theme, "light");
    reader.press("u");
    assert_eq!(reader.state.settings.theme, "dark");
    assert!(reader.screen().contains("Undone: theme light"), "{}", reader.screen());
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::Work(Work::SaveTheme("dark".into()))));
    reader.press("C-r");
    assert_eq!(reader.state.settings.theme, "light");
    reader.press(":").type_in("set mouse false").press("Enter u");
    let mouse = Effect::Work(Work::SaveToggle(Toggle::Mouse, true));
    assert_eq!(reader.asked_of_world.last(), Some(&mouse));
    // What could not be written is nothing to take back.
    reader.press("f").press(":").type_in("set mouse false").press("Enter");
    let off = Setting::Toggle(Toggle::Mouse, false);
    reader.happen(Event::SettingNotKept(off, Phrase::plain("the config file cannot be written")));
    reader.press("u");
    assert!(reader.screen().contains("reading list"), "{}", reader.screen());
    // What an item is called is said beside what is taken back.
    reader.press("f u");
    let title = reader.state.current().expect("a row").title.clone();
    let start: String = title.chars().take(12).collect();
    assert!(reader.screen().contains(&format!("“{start}")), "{}", reader.screen());
}

#[test]
fn reasons_are_wrapped_anew_where_the_screen_gets_another_width() {
    use jogan::app::layout::Size;
    let mut reader = Reader::open(70, 24);
    reader.press("W");
    let longest = |reader: &mut Reader| {
        let Some(Overlay::Why(why)) = reader.state.overlays.last() else { panic!("no reasons") };
        let cells = |line: &Vec<_>| {
            line.iter().map(|part: &jogan::app::page::Span| width(&part.text)).sum()
        };
        why.page.lines.iter().map(cells).max().unwrap_or(0usize)
    };
    let narrow = longest(&mut reader);
    reader.happen(Event::Resized(Size { width: 160, height: 45 }));
    assert!(narrow < 70 && longest(&mut reader) > narrow, "{}", reader.screen());
}
