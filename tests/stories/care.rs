//! The reading list, notes and research ideas in the reader.

use jogan::app::effect::{Effect, TerminalEffect};
use jogan::app::event::Event;
use jogan::app::layout::Size;
use jogan::app::reading::Reading;
use jogan::app::state::Overlay;
use jogan::model::change::Change;
use jogan::model::{About, Idea, IdeaId, ItemId, Listed, Progress, Status, StoryId, Thought, Week};

use super::reader::{Reader, items, now};

#[test]
fn an_idea_begins_from_several_items_is_written_kept_and_stands_on_the_board() {
    let mut reader = Reader::open(120, 40);
    reader.press("Space Space i");
    let screen = reader.screen();
    assert!(screen.contains("Idea") && screen.contains("not yet a thought"), "{screen}");
    assert!(screen.contains("[[item:1|") && screen.contains("[[item:2|"), "{screen}");
    reader.press("C-s");
    assert_eq!(reader.ideas().len(), 1);
    assert!(reader.ideas()[0].template && reader.ideas()[0].links.len() == 2);
    reader.press("g i");
    insta::assert_snapshot!("board_120x40", reader.screen());
    reader.press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("Hypothesis") && screen.contains("Sources"), "{screen}");
    reader.press("> e").type_in(", and more");
    reader.press("C-s");
    assert_eq!(reader.ideas()[0].thought.status, Status::Sketch);
    assert!(reader.ideas()[0].template, "a title of one's own is no thought yet");
    reader.press("e Down Down Down").type_in("They are one. ");
    reader.press("C-s");
    assert!(!reader.ideas()[0].template, "it was written by hand");
    reader.press("Enter");
    assert!(reader.screen().contains("Sources of"), "{}", reader.screen());
}

#[test]
fn the_board_finds_moves_deletes_and_brings_back() {
    let mut reader = Reader::open(80, 24);
    for title in ["Small models", "긴 기억"] {
        reader.press("g i i").type_in(title).press("C-s q");
    }
    reader.press("g i");
    insta::assert_snapshot!("board_80x24", reader.screen());
    reader.press("/").type_in("기억").press("Enter");
    let screen = reader.screen();
    assert!(screen.contains("긴 기억") && !screen.contains("Small models"), "{screen}");
    reader.press("> > <");
    let long =
        reader.ideas().into_iter().find(|idea| idea.thought.title == "긴 기억").expect("there");
    assert_eq!(long.thought.status, Status::Sketch);
    reader.press("D");
    assert_eq!(reader.ideas().len(), 1);
    reader.press("u");
    assert_eq!(reader.ideas().len(), 2);
    assert!(reader.screen().contains("긴 기억"));
}

#[test]
fn an_item_shows_the_ideas_that_stand_on_it() {
    let mut reader = Reader::open(120, 60);
    reader.press("i C-s Enter G");
    let screen = reader.screen();
    assert!(screen.contains("Ideas") && screen.contains("(spark)"), "{screen}");
    reader.press("I");
    assert!(reader.screen().contains("Hypothesis"));
}

#[test]
fn what_was_typed_when_the_program_was_killed_is_there_again() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("half a thou");
    assert_eq!(reader.drafts.get("item-1").map(String::as_str), Some("half a thou"));
    let drafts = reader.drafts.clone().into_iter().collect();
    let mut reader = Reader::with_drafts(drafts, items(), 80, 24);
    reader.press("e");
    assert!(reader.screen().contains("half a thou"), "{}", reader.screen());
    reader.press("C-z");
    assert!(!reader.screen().contains("half a thou"), "what is kept is one undo away");
    reader.press("C-y C-s");
    assert_eq!(reader.item(1).note.as_deref(), Some("half a thou"));
    assert!(reader.drafts.is_empty(), "a text that was kept needs no draft");
}

/// Another program writes about the first item.
fn noted_elsewhere(reader: &mut Reader, text: &str) {
    reader.elsewhere().set_note(About::Item(ItemId(1)), text, now()).expect("a note");
}

#[test]
fn a_note_that_was_changed_elsewhere_asks_and_offers_both() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("mine");
    noted_elsewhere(&mut reader, "theirs");
    reader.press("C-s");
    assert!(reader.screen().contains("changed elsewhere"), "{}", reader.screen());
    reader.press("n");
    let screen = reader.screen();
    assert!(screen.contains("mine") && screen.contains("theirs"), "{screen}");
    reader.press("C-s");
    let note = reader.item(1).note.clone().expect("a note");
    assert!(note.contains("mine") && note.contains("theirs"), "{note}");

    reader.press("e").type_in("!");
    noted_elsewhere(&mut reader, "theirs again");
    reader.press("C-s y");
    let note = reader.item(1).note.clone().expect("a note");
    assert!(note.ends_with('!') && !note.contains("again"), "{note}");
}

#[test]
fn stories_and_days_are_written_about_too() {
    let mut reader = Reader::open(80, 24);
    reader.press("c d").type_in("a quiet day").press("C-s");
    let day = About::Day("2026-03-05".parse().expect("a day"));
    assert_eq!(reader.note(day).as_deref(), Some("a quiet day"));
    reader.press("c s").type_in("온 소식").press("C-s");
    let story = About::Story(StoryId(1));
    assert_eq!(reader.note(story).as_deref(), Some("온 소식"));
    reader.press("c d");
    assert!(reader.screen().contains("a quiet day"));
}

/// Each of these texts was what a note said, an hour after the other.
fn was_written(reader: &mut Reader, about: About, texts: &[&str]) {
    for (hours, text) in (-24..).zip(texts) {
        let written = now() + chrono::Duration::hours(hours);
        reader.elsewhere().remember_version(about, text, written).expect("a version");
    }
}

#[test]
fn an_earlier_version_of_a_note_is_looked_at_and_restored() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("third").press("C-s");
    reader.press("c h");
    assert!(reader.screen().contains("no earlier versions"));
    was_written(&mut reader, About::Item(ItemId(1)), &["first", "second"]);
    reader.press("c h");
    assert!(reader.screen().contains("second"), "{}", reader.screen());
    reader.press("n");
    assert!(reader.screen().contains("first") && reader.screen().contains("Version 2 of 2"));
    reader.press("Enter");
    assert_eq!(reader.item(1).note.as_deref(), Some("first"));
    reader.press("u");
    assert_eq!(reader.item(1).note.as_deref(), Some("third"));
}

#[test]
fn the_users_own_editor_takes_the_text_and_gives_it_back() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("here").press("C-o");
    let edit =
        Effect::Terminal(TerminalEffect::Edit { name: "item-1".into(), text: "here".into() });
    assert!(reader.asked_of_world.contains(&edit));
    let text = Ok("here and there\n".into());
    reader.happen(Event::Edited { name: "item-1".into(), text });
    assert!(reader.screen().contains("here and there"));
    let failed = Err("the editor does not start".into());
    reader.happen(Event::Edited { name: "item-1".into(), text: failed });
    assert!(reader.screen().contains("does not start") && reader.screen().contains("and there"));
    reader.press("C-s");
    assert_eq!(reader.item(1).note.as_deref(), Some("here and there"));
}

#[test]
fn the_reading_list_says_how_far_when_and_what_about() {
    let mut reader = Reader::open(120, 40);
    reader.press("j b b b b b w b t").type_in("risk 시계열").press("Enter");
    let week = Week::parse("2026-W10");
    let listed =
        Listed {
            state: Progress::Reading, tags: vec!["risk".into(), "시계열".into()], due: week
        };
    assert_eq!(reader.item(2).row.listed, Some(listed));
    reader.press("g s");
    let screen = reader.screen();
    assert!(screen.contains("#risk #시계열") && screen.contains("reading this week"), "{screen}");
    reader.press("Esc u u u u");
    assert_eq!(reader.item(2).row.listed, None, "all of it was undone");
    assert!(!reader.item(2).row.starred);
}

#[test]
fn the_order_by_hand_is_changed_where_it_is_shown() {
    let mut reader = Reader::open(120, 40);
    reader.press("b j");
    assert!(reader.screen().contains("gs or gw opens it"));
    reader.press("j f g s b j");
    let swaps = |reader: &Reader| {
        let is_swap = |change: &&Change| matches!(change, Change::Swap(..));
        reader.kept.iter().filter(is_swap).count()
    };
    assert_eq!(swaps(&reader), 1);
    reader.press("b o");
    assert!(reader.screen().contains("Best first"));
    // What is due this week is put in order in the same way.
    reader.press("Esc b w j b w g w b j");
    assert!(reader.screen().contains("To read this week"), "{}", reader.screen());
    assert_eq!(swaps(&reader), 2, "{}", reader.screen());
}

#[test]
fn a_link_being_typed_shows_what_it_may_become() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("see [[hier");
    assert!(reader.screen().contains("Deep networks learn deep hierarchies"));
    reader.press("Tab").type_in(" too").press("C-s");
    let note = reader.item(1).note.clone().expect("a note");
    assert_eq!(note, "see [[item:2|Deep networks learn deep hierarchies]] too");
    reader.press("e").type_in("[[x").press("Enter Tab").type_in("y");
    assert!(reader.screen().contains("    y"), "without ways on, keys are themselves");
}

#[test]
fn a_passage_in_sight_is_quoted_with_its_source() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter J c q");
    if reader.state.place() == jogan::app::command::Place::Hint {
        reader.press("a");
    }
    reader.press("C-s");
    let note = reader.item(1).note.clone().expect("a note");
    assert!(note.starts_with("> ") && note.contains("— [[item:1|"), "{note}");
}

#[test]
fn keys_of_another_place_say_where_that_is() {
    let mut reader = Reader::open(80, 24);
    reader.press("c q");
    let said = |reader: &mut Reader| reader.screen();
    let screen = said(&mut reader);
    assert!(screen.contains("cq works in another place: An open text"), "{screen}");
    assert!(!said(reader.press("x x")).contains("another place"), "what means nothing anywhere");
}

/// A reader over items of which three stand on the reading list, one a paper with a note.
fn listed(width: u16, height: u16) -> Reader {
    let mut items = items();
    let week = Week::parse("2026-W10");
    let standing = |state, tags: &[&str], due| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Some(Listed { state, tags, due })
    };
    for (at, listed) in [
        (0, standing(Progress::Reading, &["risk", "시계열"], week)),
        (1, standing(Progress::ToRead, &[], week)),
        (3, standing(Progress::Done, &["rl"], None)),
    ] {
        items[at].row.starred = true;
        items[at].row.listed = listed;
    }
    items[0].note = Some("see [[item:2|Deep networks]] and [[idea:1|Small models]]".into());
    items[0].row.noted = true;
    items[0].row.first_author = Some("Ada Dyke".into());
    items[0].row.author_count = 3;
    Reader::over(items, width, height)
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 55)];

#[test]
fn the_reading_list_shows_how_far_and_when_at_every_size() {
    for (width, height) in SIZES {
        let mut reader = listed(width, height);
        reader.press("g s");
        let screen = reader.screen();
        for words in ["reading", "to read", "done", "this week", "★", "bb state", "q back"] {
            assert!(screen.contains(words), "{words}: {screen}");
        }
        insta::assert_snapshot!(format!("reading_list_{width}x{height}"), screen);
    }
}

#[test]
fn an_ideas_page_shows_its_dates_and_sources_and_its_links_are_followed() {
    for (width, height) in SIZES {
        let mut reader = listed(width, height);
        reader.press("g i i").type_in("Small models").press("C-s");
        reader.press("q Space j Space c i Enter").type_in("they say so").press("Enter");
        assert_eq!(reader.ideas()[0].links.len(), 2, "{}", reader.screen());
        assert!(reader.ideas()[0].links.iter().all(|link| link.why == "they say so"));
        reader.press("g i Enter");
        insta::assert_snapshot!(format!("idea_{width}x{height}"), reader.screen());
        reader.press("G ;");
        insta::assert_snapshot!(format!("idea_links_{width}x{height}"), reader.screen());
        reader.press("s");
        let open = reader.state.reading.as_ref().map(Reading::id);
        assert_eq!(open, Some(reader.ideas()[0].links[1].item), "{}", reader.screen());
    }
}

#[test]
fn an_item_is_linked_to_an_idea_that_there_is_and_unlinked_again() {
    let mut reader = Reader::open(120, 40);
    for title in ["Small models", "긴 기억"] {
        reader.press("g i i").type_in(title).press("C-s q");
    }
    reader.press("c i").type_in("긴");
    for (width, height) in [SIZES[0], SIZES[2], SIZES[1]] {
        reader.happen(Event::Resized(Size { width, height }));
        insta::assert_snapshot!(format!("pick_idea_{width}x{height}"), reader.screen());
    }
    reader.press("Enter").type_in("because").press("Enter");
    let long = |reader: &Reader| {
        reader.ideas().iter().find(|idea| idea.thought.title == "긴 기억").expect("there").clone()
    };
    assert_eq!(
        (long(&reader).links[0].item.0, long(&reader).links[0].why.as_str()),
        (1, "because")
    );
    reader.press("I w a").type_in(" of it").press("Enter");
    assert_eq!(long(&reader).links[0].why, "because of it");
    reader.press("x a");
    assert!(long(&reader).links.is_empty(), "{}", reader.screen());
    reader.press("u");
    assert_eq!(long(&reader).links[0].why, "because of it");
}

#[test]
fn the_sources_of_an_idea_that_was_opened_from_a_text_take_the_text_s_place() {
    let mut reader = Reader::open(120, 40);
    reader.press("Enter i C-s I");
    assert!(matches!(reader.state.overlays.last(), Some(Overlay::Idea(_))), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.state.reading.is_none() && reader.state.overlays.is_empty());
    assert_eq!(reader.state.list().len(), 1, "{}", reader.screen());
}

#[test]
fn without_an_idea_there_is_none_to_link_to_and_that_is_said() {
    let mut reader = Reader::open(80, 24);
    reader.press("c i");
    assert!(reader.screen().contains("i begins one"), "{}", reader.screen());
}

#[test]
fn several_ideas_on_an_item_are_all_shown() {
    let mut reader = Reader::open(120, 40);
    reader.press("i C-s i C-s g i i").type_in("Elsewhere").press("C-s q");
    reader.press("I");
    let screen = reader.screen();
    assert!(screen.contains("Ideas on this item 2") && !screen.contains("Elsewhere"), "{screen}");
}

#[test]
fn a_deleted_idea_is_looked_at_and_brought_back() {
    let mut reader = Reader::open(120, 40);
    reader.press("g i i").type_in("Small models").press("C-s D");
    assert!(reader.ideas().is_empty());
    reader.press("X");
    let screen = reader.screen();
    assert!(screen.contains("Deleted ideas 1") && screen.contains("Small models"), "{screen}");
    reader.press(">");
    assert!(reader.screen().contains("r brings it back"), "it is not changed meanwhile");
    reader.press("r");
    assert_eq!(reader.ideas().len(), 1);
    assert!(reader.screen().contains("No idea was deleted"), "{}", reader.screen());
    reader.press("X");
    assert!(reader.screen().contains("Small models"));
}

#[test]
fn links_in_a_note_stand_by_their_titles_and_are_followed() {
    let mut reader = listed(120, 60);
    reader.press("Enter G");
    let screen = reader.screen();
    assert!(screen.contains("see Deep networks[") && !screen.contains("[[item"), "{screen}");
    let (_, rest) = screen.split_once("see Deep networks[").expect("the link");
    let number = rest.split_once(']').expect("its number").0;
    reader.type_in(number).press("o");
    let open = reader.state.reading.as_ref().map(|reading| reading.id().0);
    assert_eq!(open, Some(2), "{}", reader.screen());
}

#[test]
fn any_sentence_in_sight_can_be_quoted_and_its_whole_paragraph_too() {
    let mut items = items();
    items[0].content_is_html = true;
    items[0].content = "<p>We ask when to stop. A rule that compares the price of one more step \
        with its worth, as <a href=\"/r\">an earlier rule</a> did, halves the cost of the answer. \
        It needs no training.</p><p>Third.</p>"
        .into();
    let quote = |letter: &str| {
        let mut reader = Reader::over(items.clone(), 80, 40);
        reader.press("Enter c q");
        assert!(reader.screen().contains("a capital all of its paragraph"), "{}", reader.screen());
        reader.press(letter).press("C-s");
        reader.item(1).note.clone().expect("a note")
    };
    let rule = "A rule that compares the price of one more step with its worth, as an earlier \
        rule did, halves the cost of the answer.";
    let second = quote("s");
    assert!(second.starts_with(&format!("> {rule}\n> — [[item:1|")), "{second}");
    let whole = quote("S");
    let passage = format!("> We ask when to stop. {rule} It needs no training.\n> — [[item:1|");
    assert!(whole.starts_with(&passage), "{whole}");
    assert!(quote("f").starts_with("> Third.\n") || quote("g").starts_with("> Third.\n"));
    // The letters stand before the sentences, also within a line, and hide nothing of them.
    let mut reader = Reader::over(items.clone(), 80, 40);
    reader.press("Enter c q");
    let screen = reader.screen();
    assert!(screen.contains("stop.sA rule that"), "{screen}");
}

#[test]
fn a_new_idea_s_title_is_typed_over_and_the_item_shows_its_idea() {
    let mut reader = Reader::open(80, 24);
    reader.press("i").type_in("Stop in time").press("C-s");
    let titles: Vec<String> = reader.ideas().into_iter().map(|idea| idea.thought.title).collect();
    assert_eq!(titles, ["Stop in time"], "nothing of the title that was made for it");
    assert!(reader.screen().contains("◇ Stop in time"), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("◇ Stop in time · I"), "{}", reader.screen());
    // A key that moves lets go of the selection.
    let mut reader = Reader::open(80, 24);
    reader.press("i Left").type_in("x").press("C-s");
    assert!(
        reader.ideas()[0].thought.title.contains("Learning to plan"),
        "{:?}",
        reader.ideas()[0]
    );
}

#[test]
fn the_notes_on_stories_and_days_have_their_history_too() {
    let mut reader = Reader::open(80, 24);
    reader.press("c d").type_in("now").press("C-s");
    let day = About::Day("2026-03-05".parse().expect("a day"));
    was_written(&mut reader, day, &["before"]);
    reader.press("c D");
    assert!(reader.screen().contains("before"), "{}", reader.screen());
    for (width, height) in SIZES {
        reader.happen(Event::Resized(Size { width, height }));
        insta::assert_snapshot!(format!("versions_{width}x{height}"), reader.screen());
    }
    reader.press("Enter");
    assert_eq!(reader.note(day).as_deref(), Some("before"));
    let story = About::Story(StoryId(1));
    reader.elsewhere().set_note(story, "by now", now()).expect("a note");
    was_written(&mut reader, story, &["of the story"]);
    reader.press("c S Enter");
    assert_eq!(reader.note(story).as_deref(), Some("of the story"));
}

#[test]
fn a_template_that_was_not_touched_is_neither_changed_nor_kept() {
    let mut reader = Reader::open(80, 24);
    reader.state.settings.templates.note = "## {title}\n\n".into();
    reader.state.settings.templates.day = "# {date}\n".into();
    reader.state.settings.templates.idea = "## Risk\n\nWhich?\n".into();
    reader.press("e");
    assert!(reader.screen().contains("## Learning to plan"), "{}", reader.screen());
    reader.press("Esc");
    assert!(!reader.screen().contains("Keep what you wrote?"), "{}", reader.screen());
    reader.press("e C-s");
    assert_eq!(reader.item(1).note, None);
    assert!(reader.drafts.is_empty());
    reader.press("c d").type_in("quiet").press("C-s");
    let day = About::Day("2026-03-05".parse().expect("a day"));
    assert_eq!(reader.note(day).as_deref(), Some("# 2026-03-05\nquiet"));
    reader.press("g i i C-s");
    assert!(reader.ideas().is_empty(), "nothing was written");
    reader.press("i").type_in("Title").press("C-s");
    assert_eq!(reader.ideas()[0].thought.sections[5], "Which?");
}

#[test]
fn the_ways_on_of_a_link_leave_the_line_that_is_typed_on() {
    for (width, height) in SIZES {
        let mut reader = Reader::open(width, height);
        reader.press("e").type_in("one").press("Enter").type_in("two [[e");
        let screen = reader.screen();
        assert!(screen.contains("two [[e") && screen.contains("· "), "{screen}");
        insta::assert_snapshot!(format!("link_ways_{width}x{height}"), screen);
        let lines = if height == 24 { 7 } else { 16 };
        let mut reader = Reader::open(width, height);
        reader.press("e").type_in("x");
        (0..lines).for_each(|_| {
            reader.press("Enter").type_in("x");
        });
        reader.type_in(" [[e");
        assert!(reader.screen().contains("x [[e"), "at the last line too: {}", reader.screen());
    }
}

#[test]
fn an_idea_that_was_changed_elsewhere_asks_as_a_note_does() {
    let mut reader = Reader::open(80, 24);
    reader.press("g i i").type_in("Mine").press("C-s");
    reader.press("Enter e").type_in(" and more");
    let theirs = |reader: &mut Reader, title: &str| {
        let was = reader.ideas().remove(0);
        let thought = Thought { title: title.into(), ..was.thought.clone() };
        let to = Idea { thought, ..was.clone() };
        reader.elsewhere().change_idea(Some(&was), Some(&to), now()).expect("an idea");
    };
    theirs(&mut reader, "Theirs");
    reader.press("C-s");
    assert!(reader.screen().contains("changed elsewhere"), "{}", reader.screen());
    assert!(!reader.screen().contains("Idea kept"), "it is not");
    reader.press("n");
    let screen = reader.screen();
    assert!(screen.contains("Mine and more") && screen.contains("Theirs"), "{screen}");
    reader.press("C-s");
    assert_eq!(reader.ideas()[0].thought.title, "Mine and more");

    reader.press("e").type_in("!");
    theirs(&mut reader, "Theirs again");
    reader.press("C-s y");
    assert_eq!(reader.ideas()[0].thought.title, "Mine and more!");
    reader.press("u");
    assert_eq!(reader.ideas()[0].thought.title, "Theirs again", "undo brings the other back");

    // How far it is contradicts no text.
    theirs(&mut reader, "Theirs at last");
    reader.press(">");
    assert_eq!(reader.ideas()[0].thought.title, "Theirs at last");
    assert_eq!(reader.ideas()[0].thought.status, Status::Sketch);
    theirs(&mut reader, "Theirs once more");
    reader.press("D n");
    assert_eq!(reader.ideas().len(), 1, "what changed since it was seen is not deleted unasked");
}

#[test]
fn an_idea_begun_here_gets_its_number_when_it_is_kept_and_keeps_it() {
    let mut reader = Reader::open(80, 24);
    reader.press("i").type_in(" of mine");
    assert!(reader.drafts.keys().all(|name| name.starts_with("idea-new-")), "{:?}", reader.drafts);
    // Another program was faster.
    let thought = Thought { title: "Theirs".into(), ..Thought::default() };
    let theirs = Idea::begun(1, thought, Vec::new(), false, now());
    reader.elsewhere().change_idea(None, Some(&theirs), now()).expect("an idea");
    reader.press("C-s");
    assert_eq!(reader.ideas().iter().map(|idea| idea.id.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(reader.ideas()[1].links.len(), 1);
    assert!(reader.drafts.is_empty());
    reader.press("u");
    assert_eq!(reader.ideas().len(), 1, "it is known by its number from then on");
    assert_eq!(reader.ideas()[0].id, IdeaId(1));
}

#[test]
fn an_idea_that_was_begun_when_the_program_was_killed_is_gone_on_with_or_left() {
    let text = "# Half\nstatus: spark\n\nsee [[item:2|Deep]]\n";
    let drafts = vec![("idea-new-77".to_owned(), text.to_owned())];
    let mut reader = Reader::with_drafts(drafts, items(), 80, 24);
    assert!(reader.screen().contains("was not kept"), "{}", reader.screen());
    reader.press("i");
    assert!(reader.screen().contains("goes on with it"), "{}", reader.screen());
    reader.press("n");
    assert!(!reader.screen().contains("Half"));
    reader.press("Esc i y");
    assert!(reader.screen().contains("# Half"), "{}", reader.screen());
    reader.press("C-s");
    assert_eq!(reader.ideas()[0].thought.title, "Half");
    assert_eq!(reader.ideas()[0].links[0].item, ItemId(2), "it stands on the item that it names");
    reader.press("i");
    assert!(!reader.screen().contains("goes on with it"), "nothing is left");
}

#[test]
fn a_draft_that_is_behind_its_note_never_takes_its_place_unseen() {
    let mut items = items();
    items[0].note = Some("written since".into());
    let drafts = vec![("item-1".to_owned(), "from before".to_owned())];
    let mut reader = Reader::with_drafts(drafts, items, 80, 24);
    reader.press("e");
    let screen = reader.screen();
    assert!(screen.contains("from before") && screen.contains("written since"), "{screen}");
}

#[test]
fn a_note_is_said_to_be_kept_when_it_is() {
    let mut reader = Reader::open(80, 24);
    reader.press("e").type_in("slow");
    reader.waits = true;
    reader.press("C-s");
    assert!(!reader.screen().contains("Note kept"), "{}", reader.screen());
    reader.go_on();
    assert!(reader.screen().contains("Note kept"), "{}", reader.screen());
}

#[test]
fn what_another_program_changed_is_shown_and_nothing_moves() {
    let mut reader = Reader::open(120, 40);
    reader.press("j");
    let before = reader.screen();
    reader.elsewhere().set_starred(&[ItemId(3)], true, now()).expect("starred");
    let second = About::Item(ItemId(2));
    reader.elsewhere().set_note(second, "from the shell", now()).expect("a note");
    reader.happen(Event::ChangedElsewhere);
    let after = reader.screen();
    assert!(after.contains("from the shell"), "{after}");
    let starred = |screen: &str| screen.matches('★').count();
    assert_eq!(starred(&after), starred(&before) + 1);
    assert_eq!(reader.state.list().selected(), Some(ItemId(2)));

    // Rows that were read before a change was kept are read once more when it is.
    reader.waits = true;
    reader.press("f");
    reader.happen(Event::ChangedElsewhere);
    reader.go_on();
    assert_eq!(starred(&reader.screen()), starred(&after) + 1, "{}", reader.screen());
}
