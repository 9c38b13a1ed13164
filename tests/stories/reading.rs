//! An open text, the digest, and what else is scrolled.

use jogan::app::effect::{DigestFile, Effect, Ending, Errand, TerminalEffect, Work};
use jogan::app::event::{Event, WriteError};
use jogan::app::reading::Passages;
use jogan::app::reading::Reading;
use jogan::lang::Lang;
use jogan::model::ItemId;

use super::reader::{Fate, Reader, now};
use super::samples::alike;

#[test]
fn enter_opens_the_text_marks_it_read_and_q_leads_back() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter");
    insta::assert_snapshot!("reading_80x24", reader.screen());
    assert!(reader.item(1).row.read);
    reader.press("q");
    assert!(reader.screen().contains("1 Research"));
}

#[test]
fn the_open_text_has_a_comfortable_measure_on_a_wide_screen() {
    let mut reader = Reader::open(160, 45);
    reader.press("Enter");
    insta::assert_snapshot!("reading_160x45", reader.screen());
}

#[test]
fn n_and_p_go_on_without_going_back() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter n n");
    assert!(reader.screen().contains("어텐션 층의 일반화"));
    assert_eq!(reader.state.list().selected(), Some(ItemId(3)));
    reader.press("p");
    assert!(reader.screen().contains("Deep networks learn"));
    reader.press("p p");
    assert!(reader.screen().contains("No further item"));
}

#[test]
fn o_asks_for_the_page_in_the_browser() {
    let mut reader = Reader::open(80, 24);
    reader.press("o");
    assert_eq!(
        reader.asked_of_world,
        [Effect::Work(Work::Browse("https://news.example/1".into()))]
    );
}

#[test]
fn w_explains_the_score() {
    let mut reader = Reader::open(80, 24);
    reader.press("W");
    let screen = reader.screen();
    for part in ["+82.0", "+10.0", "3 independent publishers", "92.0"] {
        assert!(screen.contains(part), "{part} is missing\n{screen}");
    }
}

#[test]
fn x_previews_the_digest_and_enter_writes_it() {
    let mut reader = Reader::open(80, 24);
    reader.press("x");
    let page = reader.screen();
    assert!(page.contains("Theory and models") && !page.contains("## Theory"), "{page}");
    assert!(page.contains("* Deep networks learn deep hierarchies [2]"), "{page}");
    reader.press("v");
    assert!(reader.screen().contains("## Theory and models"), "{}", reader.screen());
    reader.press("L");
    assert_eq!(reader.state.lang, Lang::En, "the page alone speaks another language");
    reader.press("Enter");
    let [Effect::Work(Work::Write(file))] = reader.asked_of_world.as_slice() else {
        panic!("{:?}", reader.asked_of_world)
    };
    assert!(!file.overwrite);
    let file: DigestFile = file.clone();
    reader.happen(Event::NotWritten(file.clone(), WriteError::Exists));
    assert!(reader.screen().contains("Write over it?"));
    reader.press("y");
    let expected = Effect::Work(Work::Write(DigestFile { overwrite: true, ..file.clone() }));
    assert_eq!(reader.asked_of_world.last(), Some(&expected));
    reader.happen(Event::Written(file));
    assert!(reader.screen().contains("Digest written to jogan-2026-03-05.ko.md"));
    assert!(reader.screen().contains("1 Research"), "the preview is closed");
}

#[test]
fn the_language_changes_live_in_an_open_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter L");
    assert_eq!(reader.state.lang, Lang::Ko);
    assert!(reader.screen().contains("리서치"), "{}", reader.screen());
}

#[test]
fn a_number_and_o_open_that_link_of_the_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter 1 o");
    assert_eq!(
        reader.asked_of_world,
        [Effect::Work(Work::Browse("https://news.example/method".into()))]
    );
    reader.press("9 o");
    assert!(reader.screen().contains("There is no link 9"));
}

#[test]
fn f_fetches_the_article_and_then_turns_between_it_and_the_feed_s_own_text() {
    let mut reader = Reader::open(80, 24);
    reader.press("Enter F");
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::Fetch(Errand::Article(ItemId(1))))]);
    assert!(reader.screen().contains("Fetching the article"), "{}", reader.screen());
    let own = reader.item(1).summary.clone();
    let page = "<p>What only the page of the paper itself says.</p>";
    reader.elsewhere().keep_full_text(ItemId(1), page, now()).expect("a page");
    reader.happen(Event::Fetched(ItemId(1)));
    let screen = reader.screen();
    assert!(screen.contains("What only the page of the paper itself says."), "{screen}");
    assert!(screen.contains("The article from its own page"), "{screen}");
    reader.press("F");
    let screen = reader.screen();
    assert!(!screen.contains("What only the page"), "{screen}");
    assert!(screen.contains("The feed's own text"), "{screen}");
    assert_eq!(reader.item(1).summary, own);
    assert_eq!(reader.asked_of_world.len(), 1, "what is there is not fetched again");
}

#[test]
fn g_v_fetches_a_picture_of_the_text_and_shows_it_only_while_that_is_open() {
    let picture = || Event::Pictured(b"GIF89a"[..].into());
    let mut reader = Reader::open(80, 24);
    reader.press("Enter");
    reader.press("1 g v");
    assert!(reader.screen().contains("No such picture"), "the first number is a link's");
    reader.press("g v");
    let url = "https://news.example/plot.png".to_owned();
    let asked = Effect::Work(Work::Fetch(Errand::Picture { item: ItemId(1), url }));
    assert_eq!(reader.asked_of_world, [asked]);
    reader.happen(picture());
    assert_eq!(
        reader.asked_of_world.last(),
        Some(&Effect::Terminal(TerminalEffect::Picture(b"GIF89a"[..].into())))
    );
    reader.press("q").happen(picture());
    assert_eq!(reader.asked_of_world.len(), 2, "who went on reading is not disturbed");
    let mut elsewhere = Reader::open(80, 24);
    elsewhere.state.shows_pictures = false;
    elsewhere.press("Enter g v");
    assert!(elsewhere.asked_of_world.is_empty(), "a terminal that shows none fetches none");
    assert!(elsewhere.screen().contains("o opens it in the browser"), "{}", elsewhere.screen());
}

#[test]
fn a_asks_for_an_address_and_saves_its_page() {
    let mut reader = Reader::open(80, 24);
    reader.press("a").type_in("https://post.example/mill");
    assert!(reader.screen().contains("save the page at https://post.example/mill"));
    reader.press("Enter");
    let saved = Errand::Save { address: "https://post.example/mill".into(), lang: Lang::En };
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::Fetch(saved))]);
    reader.happen(Event::Saved("The mill".into(), None));
    assert!(reader.screen().contains("On the reading list: The mill"));
    reader.press("a Esc");
    assert_eq!(reader.asked_of_world.len(), 1);
}

#[test]
fn what_is_about_the_same_stands_beside_a_wide_text_below_a_narrow_one_and_opens() {
    let open = |width, height| {
        let mut reader = Reader::over(alike(&[2, 4, 7]), width, height);
        reader.press("Enter");
        reader
    };
    insta::assert_snapshot!("related_160x45", open(160, 45).screen());
    let mut reader = open(80, 24);
    reader.press("G");
    let screen = reader.screen();
    assert!(screen.contains("About the same") && screen.contains("Deep networks"), "{screen}");
    reader.press("g r");
    let screen = reader.screen();
    assert!(screen.contains("About the same: Learning to plan"), "{screen}");
    reader.press("Enter");
    assert_eq!(reader.state.reading.as_ref().map(Reading::id), Some(ItemId(2)));
    reader.press("q q");
    reader.press("g r");
    assert!(reader.screen().contains("About the same: Learning to plan"), "from the list as well");
    reader.press("q j g r");
    assert!(reader.screen().contains("Nothing else is about the same"), "{}", reader.screen());
}

#[test]
fn what_does_not_fit_beside_the_text_is_counted_and_the_text_does_not_move_for_it() {
    let mut reader = Reader::over(alike(&[2, 3, 4, 5, 6, 7, 8, 9]), 160, 24);
    let column =
        |reader: &Reader| reader.screen().lines().find_map(|line| line.find("Learning to plan"));
    reader.fate = Box::new(|_| Fate::Late);
    reader.press("Enter");
    let before = column(&reader);
    reader.come_late();
    assert_eq!(column(&reader), before);
    assert!(reader.screen().contains(" more"), "{}", reader.screen());
}

#[test]
fn an_item_without_a_text_says_so_and_names_the_keys() {
    let mut items = super::reader::items();
    items[0].content = String::new();
    items[0].summary = String::new();
    let mut reader = Reader::over(items, 80, 24);
    reader.press("Enter");
    let screen = reader.screen();
    assert!(
        screen.contains("No text came with the feed · F fetches the article · o opens"),
        "{screen}"
    );
}

#[test]
fn an_image_shows_its_number_and_a_letter_opens_it_there() {
    let mut reader = Reader::open(80, 40);
    reader.press("Enter");
    assert!(reader.screen().contains("[Image: loss over time][2]"), "{}", reader.screen());
    reader.press("; s");
    assert_eq!(
        reader.asked_of_world,
        [Effect::Work(Work::Browse("https://news.example/plot.png".into()))]
    );
}

#[test]
fn y_b_copies_the_chosen_items_as_entries_of_a_bibliography() {
    let mut reader = Reader::open(80, 24);
    reader.press("Space Space y b");
    let [Effect::Terminal(TerminalEffect::Copy(copied))] = reader.asked_of_world.as_slice() else {
        panic!("{:?}", reader.asked_of_world)
    };
    let entries: Vec<&str> = copied.split("@misc{").collect();
    assert!(entries.len() == 3 && entries[1].contains("A. Writer"), "{copied}");
    assert!(entries[2].contains("Deep networks learn deep hierarchies"), "{copied}");
    assert!(reader.screen().contains("Copied: 2 BibTeX entries"), "{}", reader.screen());
}

#[test]
fn how_far_an_item_was_read_is_known_the_next_time() {
    let mut items = super::reader::items();
    items[0].summary = "A line of a long text.\n".repeat(200);
    items[0].content = String::new();
    let mut reader = Reader::over(items.clone(), 80, 24);
    reader.press("Enter Space Space C-c");
    let [Effect::Work(Work::Remember { name, value }), Effect::End(_)] =
        reader.asked_of_world.as_slice()
    else {
        panic!("{:?}", reader.asked_of_world)
    };
    assert_eq!(*name, Passages::NAME);
    assert!(value.starts_with("1:"), "{value}");
    let value = value.clone();
    let mut reader = Reader::over(items, 80, 24);
    reader.state.passages = Passages::read(&value);
    reader.press("Enter");
    assert!(reader.state.reading.as_ref().is_some_and(|open| open.page.top > 10));
    reader.press("q q");
    assert_eq!(reader.asked_of_world, [Effect::End(Ending::Leave)], "nothing new to remember");
    assert_eq!(Passages::read("x 1: :2 9:99999999999 1:5"), Passages::read("1:5"));
}

/// The first item with code, and two other reports of its story.
fn told_by_three() -> Reader {
    let mut items = super::reader::items();
    items[0].content = format!(
        "{}<pre><code class=\"language-rust\">fn main() {{ let steps = \"ten\"; }} // 열 번</code></pre>",
        items[0].content
    );
    for (id, source) in [(21, "Wire"), (22, "새벽경제")] {
        let title = "Plans get abstract, and reinforcement learning gets cheaper";
        let mut other = super::reader::item(id, jogan::model::Pane::Trends, 3.0, 2, source, title);
        other.row.story = items[0].row.story;
        items.push(other);
    }
    Reader::over(items, 160, 45)
}

#[test]
fn other_reports_stand_beside_a_wide_text_and_below_a_narrow_one() {
    let mut reader = told_by_three();
    reader.press("Enter");
    insta::assert_snapshot!("reading_beside_160x45", reader.screen());
    let keyword = reader.state.reading.as_ref().is_some_and(|reading| {
        let spans = reading.page.lines.iter().flatten();
        let mut roles = spans.filter(|span| span.text.trim() == "fn").map(|span| span.role);
        roles.next() == Some(jogan::app::page::Role::Keyword)
    });
    assert!(keyword, "code has the looks of its language");
    reader.happen(Event::Resized(jogan::app::layout::Size { width: 80, height: 60 }));
    assert!(reader.screen().contains("Also told by"), "{}", reader.screen());
}

#[test]
fn a_text_is_found_in_the_open_item_and_n_goes_from_match_to_match() {
    let mut reader = told_by_three();
    reader.press("Enter /").type_in("STEPS").press("Enter");
    assert!(reader.screen().contains("“STEPS”: 1 of 2"), "{}", reader.screen());
    let marked = |reader: &Reader| {
        let (buffer, selected) = (reader.buffer(), reader.theme.selection());
        let cells = buffer.content().iter().filter(|cell| cell.bg == selected.bg.unwrap());
        cells.map(|cell| cell.symbol().to_owned()).collect::<String>()
    };
    assert_eq!(marked(&reader), "stepssteps");
    reader.press("n");
    assert!(reader.screen().contains("2 of 2"));
    reader.press("n");
    assert!(reader.screen().contains("1 of 2"), "around the end");
    reader.press("Esc n");
    assert_eq!(reader.state.list().selected(), Some(ItemId(2)), "n is the next item again");
    reader.press("/").type_in("nowhere").press("Enter");
    assert!(reader.screen().contains("does not stand in this text"));
}

#[test]
fn a_letter_opens_the_link_it_stands_at_also_with_a_korean_layout() {
    for key in ["a", "ㅁ"] {
        let mut reader = told_by_three();
        reader.press("Enter ;");
        assert!(reader.screen().contains("the method[a]"), "{}", reader.screen());
        reader.press(key);
        let method = Effect::Work(Work::Browse("https://news.example/method".into()));
        assert_eq!(reader.asked_of_world, [method]);
    }
    let mut reader = told_by_three();
    reader.press("Enter 2 o");
    let image = Effect::Work(Work::Browse("https://news.example/plot.png".into()));
    assert_eq!(reader.asked_of_world, [image], "images have numbers after the links");
}

#[test]
fn an_item_opens_where_it_was_left() {
    let mut reader = Reader::open(80, 15);
    reader.press("Enter J J");
    let top = |reader: &Reader| reader.state.reading.as_ref().map(|reading| reading.page.top);
    let left = top(&reader);
    assert!(left > Some(0));
    reader.press("q Enter");
    assert_eq!(top(&reader), left);
}

#[test]
fn the_digest_is_of_the_day_shown_and_a_page_is_previewed_as_it_will_read() {
    let mut reader = Reader::open(80, 24);
    reader.press("< x");
    assert!(reader.screen().contains("Digest, md → jogan-2026-03-04.md"), "{}", reader.screen());
    reader.press("Tab");
    let screen = reader.screen();
    assert!(screen.contains("Digest, html → jogan-2026-03-04.html"), "{screen}");
    assert!(
        screen.contains("Quiet quarter for server makers") && !screen.contains("<b>"),
        "{screen}"
    );
    // Another language has a file beside it.
    assert!(reader.press("L").screen().contains("jogan-2026-03-04.ko.html"), "{}", reader.screen());
    reader.press("L p").type_in("/news").press("Enter").press("q");
    // What was chosen holds until the reader is closed, from an open text as well.
    reader.press("Esc Enter x");
    let screen = reader.screen();
    assert!(screen.contains("Digest, html → /news/jogan-2026-03-05.html"), "{screen}");
}

#[test]
fn why_a_digest_was_not_written_is_said_before_where() {
    let mut reader = Reader::open(80, 24);
    reader.press("x Enter");
    let Some(Effect::Work(Work::Write(file))) = reader.asked_of_world.pop() else {
        panic!("a file")
    };
    reader.happen(Event::NotWritten(file, WriteError::Other("the disk is full".into())));
    let screen = reader.screen();
    assert!(screen.contains("Not written: the disk is full (jogan-2026-03-05.md)"), "{screen}");
}

#[test]
fn the_digest_s_preview_is_copied_put_elsewhere_and_opened() {
    let mut reader = Reader::open(80, 24);
    reader.press("x y");
    let [Effect::Terminal(TerminalEffect::Copy(text))] = reader.asked_of_world.as_slice() else {
        panic!("a copy")
    };
    assert!(text.contains("# Morning edition, Thursday 2026-03-05"), "{text}");
    reader.asked_of_world.clear();
    reader.press("p").type_in("/news").press("Enter");
    assert!(reader.screen().contains("/news/jogan-2026-03-05.md"), "{}", reader.screen());
    reader.press("o");
    let [Effect::Work(Work::Write(file))] = reader.asked_of_world.as_slice() else {
        panic!("a file")
    };
    let file = file.clone();
    assert!(file.path.ends_with("jogan-2026-03-05.md"));
    reader.asked_of_world.clear();
    reader.happen(Event::Written(file.clone()));
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::Show(file.path))]);
    assert!(reader.screen().contains("1 Research"), "back at the lists");
}
