//! Questions that are not answered, or too late: nothing is left of them.

use std::collections::BTreeSet;

use jogan::app::event::{Event, Progress};
use jogan::app::list::List;
use jogan::app::notice::Notify;
use jogan::app::purpose::{Asks, ItemFor, Purpose};
use jogan::app::state::{Overlay, State};
use jogan::app::toast::Toasts;
use jogan::app::writer::Offered;
use jogan::model::{About, Idea, ItemId, Thought};

use super::reader::{Fate, Reader, item, items, now};
use super::samples::alike;

/// What every question can be asked for, by a name; each has a case below.
macro_rules! purposes {
    ($($name:literal: $purpose:pat,)*) => {
        const PURPOSES: &[&str] = &[$($name),*];

        fn name(purpose: &Purpose) -> &'static str {
            match purpose { $($purpose => $name,)* }
        }
    };
}

purposes! {
    "rows": Purpose::Rows(_),
    "length": Purpose::Length(_),
    "wider": Purpose::Wider { .. },
    "unmet": Purpose::Unmet { .. },
    "preview": Purpose::Item(ItemFor::Preview),
    "text": Purpose::Item(ItemFor::Text),
    "note": Purpose::Item(ItemFor::Note),
    "reading": Purpose::Item(ItemFor::Reading),
    "write": Purpose::Write { .. },
    "versions": Purpose::Versions,
    "reports": Purpose::Reports,
    "beside": Purpose::Beside,
    "list related": Purpose::ListRelated { .. },
    "copy": Purpose::Copy,
    "share": Purpose::Share(_),
    "tally": Purpose::Tally,
    "front": Purpose::Front { .. },
    "terms": Purpose::Terms(_),
    "idea": Purpose::IdeaPage,
    "stale": Purpose::SettleStale(_),
    "new idea": Purpose::NewIdea { .. },
    "lens": Purpose::Lens { .. },
    "move source": Purpose::MoveSource { .. },
    "account": Purpose::Account,
    "companies": Purpose::Companies,
    "changes": Purpose::Changes,
    "read all": Purpose::ReadAll,
    "notice": Purpose::Notice,
    "overlay": Purpose::Layer(_),
    "digest": Purpose::Digest,
    "written": Purpose::Written(..),
    "why of page": Purpose::WhyOfPage,
}

/// A question that is asked in some place, by some key or event.
struct Case {
    purpose: &'static str,
    prepare: fn() -> Reader,
    ask: fn(&mut Reader),
    /// Whether the key does something beside asking, which stays.
    stays: bool,
}

const CASES: &[Case] = &[
    Case { purpose: "rows", prepare: open, ask: |it| keys(it, "g u"), stays: false },
    Case { purpose: "rows", prepare: on_list, ask: |it| keys(it, "b o"), stays: false },
    Case { purpose: "rows", prepare: companies, ask: |it| keys(it, "g c"), stays: false },
    Case { purpose: "length", prepare: open, ask: |it| keys(it, "g u"), stays: true },
    Case { purpose: "wider", prepare: open, ask: |it| typed(it, "/", "since:1d zzz"), stays: true },
    Case { purpose: "unmet", prepare: open, ask: |it| typed(it, "/", "lang:zz"), stays: true },
    Case { purpose: "preview", prepare: open, ask: |it| keys(it, "j"), stays: true },
    Case { purpose: "text", prepare: open_text, ask: fetch, stays: false },
    Case { purpose: "note", prepare: without_preview, ask: |it| keys(it, "e"), stays: false },
    Case { purpose: "reading", prepare: linked, ask: |it| keys(it, "1 o"), stays: false },
    Case { purpose: "write", prepare: open, ask: |it| keys(it, "c d"), stays: false },
    Case { purpose: "write", prepare: open, ask: |it| keys(it, "c s"), stays: false },
    Case { purpose: "versions", prepare: open, ask: |it| keys(it, "c h"), stays: false },
    Case { purpose: "overlay", prepare: open, ask: |it| typed(it, "e", "see [[De"), stays: true },
    Case { purpose: "reports", prepare: open, ask: |it| keys(it, "Enter"), stays: true },
    Case { purpose: "beside", prepare: open, ask: |it| keys(it, "Enter"), stays: true },
    Case { purpose: "list related", prepare: like_others, ask: |it| keys(it, "g r"), stays: false },
    Case { purpose: "copy", prepare: open, ask: |it| keys(it, "y b"), stays: false },
    Case { purpose: "share", prepare: sharing, ask: |it| keys(it, "!"), stays: false },
    Case { purpose: "tally", prepare: open, ask: focus, stays: false },
    Case { purpose: "front", prepare: open, ask: |it| keys(it, "<"), stays: false },
    Case { purpose: "front", prepare: announced, ask: |it| keys(it, "n"), stays: false },
    Case { purpose: "terms", prepare: open, ask: |it| keys(it, "T"), stays: true },
    Case { purpose: "terms", prepare: uncounted, ask: |it| keys(it, "T"), stays: false },
    Case { purpose: "overlay", prepare: open, ask: |it| keys(it, "g i"), stays: false },
    Case { purpose: "overlay", prepare: on_board, ask: |it| keys(it, "X"), stays: false },
    Case { purpose: "overlay", prepare: on_idea, ask: |it| keys(it, "c i"), stays: false },
    Case { purpose: "idea", prepare: on_board, ask: |it| keys(it, "Enter"), stays: false },
    Case { purpose: "stale", prepare: overtaken, ask: |it| keys(it, ">"), stays: false },
    Case { purpose: "new idea", prepare: open, ask: |it| keys(it, "i"), stays: false },
    Case { purpose: "move source", prepare: open, ask: |it| keys(it, "P"), stays: false },
    Case { purpose: "lens", prepare: open, ask: |it| keys(it, "w"), stays: false },
    Case { purpose: "lens", prepare: open, ask: |it| keys(it, "X"), stays: false },
    Case { purpose: "overlay", prepare: open, ask: |it| keys(it, "S"), stays: false },
    Case { purpose: "account", prepare: on_account, ask: |it| keys(it, "Enter"), stays: false },
    Case { purpose: "companies", prepare: open, ask: settle, stays: true },
    Case { purpose: "changes", prepare: open, ask: settle, stays: true },
    Case { purpose: "read all", prepare: open, ask: |it| keys(it, "A"), stays: false },
    Case { purpose: "notice", prepare: watching, ask: refreshed, stays: true },
    Case { purpose: "overlay", prepare: open, ask: |it| keys(it, "g l"), stays: false },
    Case { purpose: "digest", prepare: open, ask: |it| keys(it, "x"), stays: false },
    Case { purpose: "digest", prepare: on_page, ask: |it| keys(it, "Tab"), stays: false },
    Case { purpose: "digest", prepare: on_page, ask: |it| keys(it, "<"), stays: false },
    Case { purpose: "written", prepare: with_writer, ask: |it| keys(it, "j"), stays: true },
    Case { purpose: "why of page", prepare: on_page, ask: |it| keys(it, "W"), stays: false },
];

fn keys(reader: &mut Reader, keys: &str) {
    reader.press(keys);
}

fn typed(reader: &mut Reader, keys: &str, text: &str) {
    reader.press(keys).type_in(text);
}

fn after(mut reader: Reader, keys: &str) -> Reader {
    reader.press(keys);
    reader
}

fn open() -> Reader {
    Reader::open(120, 40)
}

fn on_list() -> Reader {
    after(open(), "f j f g s")
}

fn companies() -> Reader {
    after(open(), "2")
}

fn open_text() -> Reader {
    after(open(), "Enter")
}

fn fetch(reader: &mut Reader) {
    reader.happen(Event::Fetched(ItemId(1)));
}

/// Over an item that is not held whole.
fn without_preview() -> Reader {
    let mut reader = open();
    reader.fate = Box::new(|of| if name(of) == "preview" { Fate::Fails } else { Fate::Comes });
    after(reader, "j")
}

fn linked() -> Reader {
    let mut items = items();
    items[4].note = Some("see [[item:2|Deep networks]]".into());
    after(Reader::over(items, 120, 40), "G Enter")
}

fn sharing() -> Reader {
    let mut reader = open();
    reader.state.settings.programs.insert("play".into(), vec!["mpv".into(), "{enclosure}".into()]);
    reader
}

/// Over an item that another one is about the same as.
fn like_others() -> Reader {
    Reader::over(alike(&[2]), 120, 40)
}

fn announced() -> Reader {
    use jogan::model::Pane;
    let mut reader = open();
    reader.arrives(item(99, Pane::Trends, 77.0, 0, "Wire", "Late news"));
    assert_eq!(reader.state.tally.new, 1);
    reader
}

fn uncounted() -> Reader {
    let mut reader = open();
    reader.state.talk.trending = None;
    reader
}

/// Over an item, with an idea in the store.
fn on_idea() -> Reader {
    let mut reader = open();
    let thought = Thought { title: "Stop in time".into(), ..Thought::default() };
    let idea = Idea::begun(1, thought, Vec::new(), false, now());
    reader.elsewhere().change_idea(None, Some(&idea), now()).expect("an idea");
    reader
}

fn on_board() -> Reader {
    after(on_idea(), "g i")
}

/// Over an idea that another program changes meanwhile.
fn overtaken() -> Reader {
    let mut reader = after(on_board(), "j");
    let was = reader.ideas().remove(0);
    let thought = Thought { title: "Theirs".into(), ..was.thought.clone() };
    let theirs = Idea { thought, ..was.clone() };
    reader.elsewhere().change_idea(Some(&was), Some(&theirs), now()).expect("an idea");
    reader
}

fn on_account() -> Reader {
    let mut reader = open();
    let name = "home".to_owned();
    reader.accounts = vec![jogan::model::AccountHealth { name, ..Default::default() }];
    reader.happen(Event::ChangedElsewhere);
    after(reader, "S g g")
}

fn focus(reader: &mut Reader) {
    reader.happen(Event::Focused);
}

fn settle(reader: &mut Reader) {
    let effects = reader.state.settle_in();
    reader.carry_out(effects);
}

fn watching() -> Reader {
    let mut reader = open();
    reader.state.settings.notify = Notify::Terminal;
    reader
}

fn refreshed(reader: &mut Reader) {
    let done = Progress::Source { name: "wire".into(), outcome: Ok(1), note: None };
    for progress in
        [Progress::Started { sources: 2 }, done, Progress::Finished { unreachable: false }]
    {
        reader.happen(Event::Progress(progress));
    }
}

fn with_writer() -> Reader {
    let mut reader = open();
    let name = "small".to_owned();
    let writer = Offered { name, host: None, by_itself: false, drafts: true, sign: "≈" };
    reader.state.written.offered = Some(writer);
    reader
}

fn on_page() -> Reader {
    after(with_writer(), "x")
}

/// All that is no word about what happened.
fn shown(state: &State) -> State {
    let mut state = state.clone();
    state.toasts = Toasts::default();
    (state.last, state.times) = (None, None);
    state
}

#[test]
fn a_question_that_fails_leaves_all_as_it_was_whatever_it_was_asked_for() {
    let known: BTreeSet<&str> = CASES.iter().map(|case| case.purpose).collect();
    assert_eq!(known, PURPOSES.iter().copied().collect(), "every purpose has its case");
    let mut wrong = Vec::new();
    for Case { purpose, prepare, ask, stays } in CASES {
        let mut twin = prepare();
        if *stays {
            twin.fate = Box::new(|of| if name(of) == *purpose { Fate::Late } else { Fate::Comes });
            ask(&mut twin);
            assert!(!twin.withheld.is_empty(), "{purpose} is asked for");
            twin.state.asks = Asks::default();
            twin.state.lists_mut().for_each(List::give_up);
            if *purpose == "preview" {
                twin.state.preview.give_up();
            }
        }
        let mut reader = prepare();
        reader.fate = Box::new(|of| if name(of) == *purpose { Fate::Fails } else { Fate::Comes });
        ask(&mut reader);
        let failed: Vec<&str> = reader.failed.iter().map(name).collect();
        assert!(failed.contains(purpose), "{purpose} is asked for");
        assert!(reader.state.asks.is_empty(), "{purpose}: {:?}", reader.state.asks);
        let said = reader.state.toasts.past().last().map(|toast| toast.text.as_str());
        assert_eq!(said, Some("the disk is full"), "{purpose}: it is said why");
        let (is, was) = (shown(&reader.state), shown(&twin.state));
        if is != was {
            wrong.push(format!("{purpose}: {}", difference(&is, &was)));
        }

        // Asked once more, it is answered as if nothing had been.
        reader.fate = Box::new(|_| Fate::Comes);
        if *purpose == "preview" {
            reader.press("k j");
            assert!(reader.state.preview.item().is_some(), "the item is asked for again");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_search_that_fails_shows_what_stood_there_before_it_was_typed() {
    let mut reader = after(open(), "g u");
    let before = reader.state.view.clone();
    reader.fate = Box::new(|of| if name(of) == "rows" { Fate::Fails } else { Fate::Comes });
    reader.press("/").type_in("model");
    assert!(reader.state.view == before && reader.screen().contains("the disk is full"));
}

/// The first lines that tell one state from another.
fn difference(one: &State, other: &State) -> String {
    let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
    let lines = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
    lines.take(4).flat_map(|(one, other)| ["\n  ", one, "\n  ", other]).collect()
}

#[test]
fn an_answer_that_comes_late_for_a_place_that_was_left_does_nothing() {
    let placed = [
        ("note", "g u"),
        ("reading", "q"),
        ("write", "g u"),
        ("versions", "g u"),
        ("list related", "g u"),
        ("idea", "q"),
        ("new idea", "g u"),
        ("lens", "g u"),
        ("account", "q"),
        ("read all", "g u"),
        ("why of page", "q"),
    ];
    for (purpose, leave) in placed {
        let case = CASES.iter().find(|case| case.purpose == purpose).expect("a case");
        let mut reader = (case.prepare)();
        let first = About::Item(ItemId(1));
        reader.elsewhere().set_note(first, "by now", now()).expect("a note");
        reader.elsewhere().remember_version(first, "before", now()).expect("a version");
        reader.fate =
            Box::new(move |of| if name(of) == purpose { Fate::Late } else { Fate::Comes });
        (case.ask)(&mut reader);
        reader.press(leave);
        assert_eq!(reader.withheld.len(), 1, "{purpose}");
        let before = reader.state.clone();
        reader.come_late();
        let mut after = reader.state.clone();
        after.asks = before.asks.clone();
        assert!(after == before, "{purpose}: {}", difference(&after, &before));
        assert!(reader.state.asks.is_empty(), "{purpose}");
    }
}

#[test]
fn a_note_never_opens_by_itself_after_its_item_could_not_be_read() {
    let mut reader = without_preview();
    reader.fate = Box::new(|of| if name(of) == "note" { Fate::Fails } else { Fate::Comes });
    reader.press("e");
    assert!(reader.screen().contains("the disk is full"), "{}", reader.screen());
    reader.press("k j");
    assert!(reader.state.overlays.is_empty(), "the item came for the preview alone");
    reader.press("e");
    assert!(matches!(reader.state.overlays.last(), Some(Overlay::Note(_))));
}

#[test]
fn a_new_idea_never_gets_the_key_of_one_that_could_not_be_gone_on_with() {
    let text = "# Half\nstatus: spark\n\nsee [[item:2|Deep]]\n";
    let drafts = vec![("idea-new-77".to_owned(), text.to_owned())];
    let mut reader = Reader::with_drafts(drafts, items(), 80, 24);
    reader.fate = Box::new(|of| if name(of) == "new idea" { Fate::Fails } else { Fate::Comes });
    reader.press("i y");
    assert!(reader.state.overlays.is_empty(), "{}", reader.screen());
    reader.fate = Box::new(|_| Fate::Comes);
    reader.press("i n");
    let Some(Overlay::Note(editor)) = reader.state.overlays.last() else { panic!("an editor") };
    assert_ne!(editor.paper.name(), "idea-new-77");
    assert!(!editor.draft.text().contains("Half"));
}

#[test]
fn of_a_question_that_is_asked_again_the_last_answer_alone_counts() {
    let mut reader = open();
    reader.fate = Box::new(|_| Fate::Late);
    reader.press("w w");
    assert_eq!(reader.withheld.len(), 2);
    reader.come_late();
    assert_eq!(reader.state.overlays.len(), 1, "one line, not two");
}

#[test]
fn what_was_read_before_a_change_was_kept_shows_it() {
    let mut reader = open();
    reader.fate = Box::new(|_| Fate::Late);
    reader.happen(Event::ChangedElsewhere);
    reader.fate = Box::new(|_| Fate::Comes);
    reader.press("f");
    let starred = |reader: &Reader| reader.state.selected_row().map(|row| row.starred);
    assert_eq!(starred(&reader), Some(false), "it stood on the list before");
    reader.come_late();
    assert_eq!(starred(&reader), Some(false));
    assert_eq!(reader.state.preview.item().map(|item| item.row.starred), Some(false));
    // And while it is not kept yet.
    reader.waits = true;
    reader.press("f");
    reader.elsewhere().set_starred(&[ItemId(1)], false, now()).expect("not starred");
    reader.happen(Event::ChangedElsewhere);
    assert_eq!(starred(&reader), Some(true));
}
