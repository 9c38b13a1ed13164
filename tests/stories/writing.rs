//! Sentences of the user's own writer, as the reader shows, hides and explains them.

use jogan::app::effect::{Effect, Work};
use jogan::app::event::Event;
use jogan::app::writer::{Offered, WriterAsked, WriterSaid, WrittenLine};
use jogan::lang::Lang;
use jogan::model::{Idea, ItemId, PagePart, PartKind, Phrase, Thought};

use super::reader::{Reader, items, now};

fn offered() -> Offered {
    Offered { name: "small".into(), host: None, by_itself: false, drafts: true, sign: "≈" }
}

fn with_writer(change: impl FnOnce(&mut Offered)) -> Reader {
    let mut reader = Reader::open(80, 24);
    let mut writer = offered();
    change(&mut writer);
    reader.state.written.offered = Some(writer);
    reader
}

fn accepted(text: &str) -> WrittenLine {
    WrittenLine::Accepted { text: text.into(), evidence: vec!["The keeper said so.".into()] }
}

const SENTENCE: &str = "등대지기가 그렇게 말했습니다.";

#[test]
fn a_sentence_that_was_asked_for_stands_under_the_title_and_is_explained() {
    let mut reader = with_writer(|_| ());
    reader.press("Enter c w");
    let asked = Effect::Work(Work::AskWriter(WriterAsked::Item(ItemId(1), Lang::En)));
    assert_eq!(reader.asked_of_world, [asked]);
    reader.happen(Event::Writer(WriterSaid::Progress { done: 0, all: 1 }));
    assert!(reader.screen().contains("writing 0/1"), "{}", reader.screen());
    reader.written = vec![accepted(SENTENCE)];
    reader.happen(Event::Writer(WriterSaid::Ended(None)));
    let screen = reader.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let title = lines.iter().position(|line| line.contains("Learning to plan")).expect("a title");
    let after = lines[title..title + 4].join("\n");
    assert!(after.contains(&format!("≈ {SENTENCE}")), "{screen}");
    assert!(!screen.contains("writing"), "{screen}");
    reader.press("W");
    let why = reader.screen();
    for part in ["Written by small (this machine).", SENTENCE, "“The keeper said so.”"] {
        assert!(why.contains(part), "{part}\n{why}");
    }
    // The quote alone, and the sentence again.
    reader.press("q \"");
    assert!(!reader.screen().contains(SENTENCE), "{}", reader.screen());
    reader.press("\"");
    assert!(reader.screen().contains(SENTENCE), "{}", reader.screen());
}

#[test]
fn what_comes_moves_neither_the_selection_nor_what_is_being_read() {
    let mut reader = with_writer(|_| ());
    reader.press("j c w");
    let selected = reader.state.list().selected();
    let rows = |reader: &mut Reader| -> Vec<String> {
        reader.screen().lines().take(8).map(str::to_owned).collect()
    };
    let before = rows(&mut reader);
    reader.written = vec![accepted(SENTENCE)];
    reader.happen(Event::Writer(WriterSaid::Ended(None)));
    assert_eq!((reader.state.list().selected(), rows(&mut reader)), (selected, before));
    // In a text that is scrolled, its lines stay where they are.
    let mut items = items();
    items[0].content =
        (0..60).map(|n| format!("Line {n} of the text.")).collect::<Vec<_>>().join("\n\n");
    items[0].content_is_html = false;
    let mut reader = Reader::over(items, 80, 24);
    reader.state.written.offered = Some(offered());
    reader.press("Enter Space c w");
    let body = |reader: &mut Reader| -> Vec<String> {
        reader
            .screen()
            .lines()
            .filter(|line| line.contains("of the text"))
            .map(str::to_owned)
            .collect()
    };
    let before = body(&mut reader);
    assert!(!before.is_empty());
    reader.written = vec![accepted(SENTENCE)];
    reader.happen(Event::Writer(WriterSaid::Ended(None)));
    assert_eq!(body(&mut reader), before);
}

#[test]
fn what_was_refused_keeps_its_quote_and_says_why() {
    let mut reader = with_writer(|_| ());
    reader.press("Enter c w");
    reader.written = vec![WrittenLine::Refused {
        text: "등대가 40개입니다.".into(),
        reason: "figure",
        detail: "40개".into(),
    }];
    let why = "nothing that was written passed the checks".to_owned();
    reader.happen(Event::Writer(WriterSaid::Ended(Some(Phrase::plain(why)))));
    let screen = reader.screen();
    assert!(screen.contains("the quotes stand") && !screen.contains("40개입니다"), "{screen}");
    reader.press("W");
    let why = reader.screen();
    assert!(why.contains("✗ 등대가 40개입니다."), "{why}");
    assert!(why.contains("The cited sentences do not have this figure: 40개"), "{why}");
}

#[test]
fn without_a_writer_it_is_said_how_to_have_one_and_offline_nothing_is_asked() {
    let mut reader = Reader::open(80, 24);
    for keys in ["c w", "c W", "Enter \""] {
        reader.press(keys);
        assert!(reader.screen().contains("no writer is set up"), "{}", reader.screen());
    }
    assert!(reader.asked_of_world.is_empty());
    let mut reader = with_writer(|_| ());
    reader.state.offline = true;
    reader.press("c w");
    assert!(reader.screen().contains("not asked offline"), "{}", reader.screen());
    assert!(reader.asked_of_world.is_empty());
}

#[test]
fn where_the_sentences_go_is_told_once() {
    let mut reader = with_writer(|writer| writer.host = Some("llm.example".into()));
    reader.press("c w");
    assert!(reader.screen().contains("go to llm.example"), "{}", reader.screen());
    reader.press("j c w");
    assert!(!reader.screen().contains("go to llm.example"), "{}", reader.screen());
}

#[test]
fn a_draft_opens_the_editor_and_leaving_it_keeps_nothing() {
    let mut reader = with_writer(|_| ());
    reader.press("Space j Space c W");
    let [Effect::Work(Work::AskWriter(WriterAsked::Idea(items, Lang::En)))] =
        reader.asked_of_world.as_slice()
    else {
        panic!("{:?}", reader.asked_of_world)
    };
    assert_eq!(items.len(), 2);
    let thought = Thought { title: "Lamps by night".into(), ..Thought::default() };
    let idea = Idea::begun(7, thought, Vec::new(), false, now());
    reader.happen(Event::Writer(WriterSaid::Drafted(Box::new(idea), 1)));
    assert!(reader.screen().contains("Lamps by night"), "{}", reader.screen());
    reader.press("Esc");
    assert!(!reader.screen().contains("Lamps by night"), "{}", reader.screen());
    assert!(reader.kept.is_empty() && reader.ideas().is_empty());
    // A writer that is not to draft ideas is not asked.
    let mut reader = with_writer(|writer| writer.drafts = false);
    reader.press("c W");
    assert!(reader.asked_of_world.is_empty());
    assert!(reader.screen().contains("drafts are not asked for"), "{}", reader.screen());
}

fn part(kind: PartKind, text: String) -> PagePart {
    PagePart { kind, mark: String::new(), text }
}

/// A page of many entries, of which the first so many are written.
fn page(written: usize) -> Vec<PagePart> {
    let entry = |n: usize| {
        let said = if n < written {
            "≈ 쓴 문장입니다. ".repeat(12)
        } else {
            "“A quote.”".into()
        };
        [part(PartKind::Entry, format!("Entry {n}")), part(PartKind::Said, said)]
    };
    (0..30).flat_map(entry).collect()
}

#[test]
fn sentences_come_into_the_page_in_place_and_the_scroll_holds() {
    let mut reader = with_writer(|writer| writer.by_itself = true);
    reader.page = Some((page(0), 9));
    reader.press("x");
    // It opens with quotes, and what is missing is asked for by itself, once.
    assert!(reader.screen().contains("“A quote.”"), "{}", reader.screen());
    assert!(
        matches!(
            reader.asked_of_world.as_slice(),
            [Effect::Work(Work::AskWriter(WriterAsked::Digest(_)))]
        ),
        "{:?}",
        reader.asked_of_world
    );
    reader.press("C-d C-d");
    let top = |reader: &mut Reader| -> Vec<String> {
        reader.screen().lines().filter(|line| line.contains("Entry ")).map(str::to_owned).collect()
    };
    let before = top(&mut reader);
    reader.page = Some((page(3), 6));
    reader.happen(Event::Writer(WriterSaid::Progress { done: 3, all: 9 }));
    assert!(reader.screen().contains("writing 3/9"), "{}", reader.screen());
    assert_eq!(top(&mut reader), before, "what is read stays");
    reader.happen(Event::Writer(WriterSaid::Ended(Some(Phrase::plain("slow")))));
    assert_eq!(reader.asked_of_world.len(), 1, "asked once");
    reader.press("g g");
    assert!(reader.screen().contains("≈ 쓴 문장입니다."), "{}", reader.screen());
}

#[test]
fn the_page_is_written_at_a_key_shown_in_quotes_and_explained() {
    let mut reader = with_writer(|_| ());
    reader.page = Some((page(0), 9));
    reader.press("x");
    assert!(reader.asked_of_world.is_empty(), "only where it is asked for");
    reader.press("c w");
    let [Effect::Work(Work::AskWriter(WriterAsked::Digest(asked)))] =
        reader.asked_of_world.as_slice()
    else {
        panic!("{:?}", reader.asked_of_world)
    };
    assert!(!asked.quotes);
    reader.press("\"");
    assert!(reader.screen().contains("Quotes alone."), "{}", reader.screen());
    reader.press("\"");
    reader.written =
        vec![accepted(SENTENCE), WrittenLine::Failed("the writer took too long".into())];
    reader.press("W");
    let why = reader.screen();
    assert!(why.contains("Written by small") && why.contains("took too long"), "{why}");
    reader.press("q");
    assert!(reader.screen().contains("Entry 0"), "{}", reader.screen());
}
