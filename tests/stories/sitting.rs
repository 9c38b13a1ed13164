//! What an hour at the reader meets: places that are kept, words that are half typed, keys that say what
//! they did.

use jogan::app::layout::Size;
use jogan::lang::Lang;
use jogan::model::{BlockKey, Pane};

use super::reader::{Reader, items};
use super::samples::{alike, item};

/// The line at the top of the open text.
fn top(reader: &Reader) -> usize {
    reader.state.reading.as_ref().map_or(0, |open| open.page.top)
}

#[test]
fn a_note_that_is_kept_leaves_the_place_in_the_text_and_says_where_it_stands() {
    for (lang, says) in
        [(Lang::En, "it stands below the text (G)"), (Lang::Ko, "본문 아래에 있습니다(G)")]
    {
        let mut items = alike(&[2, 4, 7]);
        items[0].content = "<p>A paragraph of a long text, which goes on.</p>".repeat(30);
        let mut reader = Reader::over(items, 80, 24);
        reader.speak(lang).press("Enter j j j j j");
        let before = top(&reader);
        assert!(before > 0, "{}", reader.screen());
        reader.press("e").type_in("my thought").press("C-s");
        assert_eq!(top(&reader), before, "{}", reader.screen());
        assert!(reader.screen().contains(says), "{}", reader.screen());
        reader.press("G");
        assert!(reader.screen().contains("my thought"), "{}", reader.screen());
        // In sight there is nothing to say.
        reader.press("e").type_in("!").press("C-s");
        assert!(!reader.screen().contains(says), "{}", reader.screen());
    }
}

#[test]
fn an_item_is_opened_again_at_the_line_where_it_was_left_whatever_stands_below_its_text() {
    for lines in [3, 8, 30] {
        let mut items = alike(&[2, 3, 4, 5, 6, 7, 8, 9]);
        items[0].content = "<p>A paragraph of a text.</p>".repeat(lines);
        let mut reader = Reader::over(items, 80, 24);
        reader.press("Enter j j j j");
        let left = top(&reader);
        assert_eq!(left, 4, "{}", reader.screen());
        reader.press("q Enter");
        assert_eq!(top(&reader), left, "{lines}\n{}", reader.screen());
    }
}

#[test]
fn a_condition_that_is_not_typed_whole_finds_what_fits_so_far_and_is_no_mistake() {
    let mut items = items();
    items[5].row.companies = vec!["coreweave".into()];
    items[6].row.companies = vec!["nvidia".into()];
    for (lang, found, mistake) in
        [(Lang::En, "Search: ", "not understood"), (Lang::Ko, "", "알 수 없")]
    {
        let mut reader = Reader::over(items.clone(), 80, 24);
        reader.speak(lang).press("/").type_in("company:coreweave");
        let whole = reader.state.list().len();
        reader.press("C-u").type_in("company:corew");
        let screen = reader.screen();
        assert!(screen.contains(&format!("{found}company:corew")), "{screen}");
        assert!(whole > 0 && reader.state.list().len() == whole, "{screen}");
        assert!(!screen.contains(mistake), "{screen}");
        // Of several that begin so each is found; the sign turns it around.
        reader.press("C-u").type_in("company:n");
        let some = reader.state.list().len();
        assert!(some > 0, "{}", reader.screen());
        reader.press("C-u").type_in("-company:n");
        assert!(reader.state.list().len() > some, "{}", reader.screen());
        // Words and days are what they are, and what may become one demands nothing yet.
        for open in ["since:202", "state:", "pane:re", "move:inve", "due:2026-W"] {
            reader.press("C-u").type_in(&format!("chip {open}"));
            assert!(reader.state.view.as_ref().is_some_and(|view| view.wrong.is_none()), "{open}");
        }
        // What can become nothing is said to be a mistake at once.
        for wrong in ["company:qqqq", "move:flying", "since:soon", "pane:x"] {
            reader.press("C-u").type_in(wrong);
            assert!(reader.state.view.as_ref().is_some_and(|view| view.wrong.is_some()), "{wrong}");
        }
        assert!(reader.screen().contains(mistake), "{}", reader.screen());
        // Where but one company is left, Enter takes it.
        reader.press("C-u").type_in("company:corew").press("Enter");
        let screen = reader.screen();
        assert!(
            screen.contains("company:coreweave") && reader.state.overlays.is_empty(),
            "{screen}"
        );
        reader.press("Esc /").type_in("company:n").press("Enter");
        assert!(!reader.state.overlays.is_empty(), "which one is not known\n{}", reader.screen());
    }
}

#[test]
fn how_far_the_reading_is_is_said_of_the_item_and_where_there_is_none_that_is() {
    for (lang, reading, leaves, nothing) in [
        (Lang::En, "”: reading", "leaves this list", "There is no item here"),
        (Lang::Ko, "”: 읽는 중", "이 목록에서 빠집니다", "여기에는 그렇게 할 글이 없습니다"),
    ] {
        let mut reader = Reader::open(80, 24);
        reader.speak(lang).press("g w");
        let screen = reader.screen();
        assert!(
            !screen.contains("bb ") && screen.contains("? "),
            "no key that does nothing\n{screen}"
        );
        reader.press("b b");
        assert!(reader.screen().contains(nothing), "{}", reader.screen());
        reader.press("Esc f b w g w b b");
        assert!(reader.screen().contains(reading), "{}", reader.screen());
        reader.press("b b");
        let told: Vec<String> = reader.screen().split_whitespace().map(str::to_owned).collect();
        assert!(told.join(" ").contains(leaves), "{}", reader.screen());
        assert_eq!(reader.state.list().len(), 1, "the row stays under the eye");
        reader.press("b o b o");
        assert_eq!(reader.state.list().len(), 0, "{}", reader.screen());
    }
}

#[test]
fn what_an_event_is_known_by_follows_its_sentence_and_stands_alone_where_there_is_none() {
    for (lang, only) in [(Lang::En, "title only"), (Lang::Ko, "제목만")] {
        for (width, height) in [(120, 40), (200, 55)] {
            let mut items = items();
            items[1].gist = Vec::new();
            (items[1].summary, items[1].content) = (String::new(), String::new());
            let size = Size { width, height };
            let mut reader = Reader::leading(&[1, 2, 3], Vec::new(), items.clone(), size);
            reader.speak(lang);
            let screen = reader.screen();
            let lines: Vec<&str> = screen.lines().collect();
            let at = lines.iter().position(|line| line.contains(only)).expect(&screen);
            assert!(lines[at].contains(&items[1].row.source_name), "in one line\n{screen}");
            let title: String = items[1].row.title.chars().take(12).collect();
            let heading =
                lines[..at].iter().rposition(|line| line.contains(&title)).expect(&screen);
            assert!(at > 0 && heading < at + 1, "{screen}");
            assert!(
                at - lines[..at].iter().rposition(|line| line.contains(&title)).expect(&screen)
                    <= 2
            );
        }
    }
}

#[test]
fn a_pane_says_as_many_more_as_the_page_does_and_what_was_left_out_beside_them() {
    let mut items = items();
    for at in 0..24 {
        let title = format!("Sluices of the {at}th mill and how they turn in spring");
        items.push(item(100 + at, Pane::Research, 30.0, 3, "Journal", &title));
    }
    let mut reader = Reader::over(items, 120, 40);
    let page = reader.state.front.edition.as_ref().expect("an edition");
    let block = page.digest.blocks.iter().find(|block| block.key == BlockKey::Research);
    let (told, more) = block.map(|block| (block.entries.len(), block.rest.len())).expect("a block");
    assert!(more > 0, "{told}");
    for (lang, says) in
        [(Lang::En, format!("{more} more")), (Lang::Ko, format!("그 밖에 {more}건"))]
    {
        reader.speak(lang);
        reader.press("z");
        assert!(reader.screen().contains(&says), "{says}\n{}", reader.screen());
        reader.press("z");
    }
}
