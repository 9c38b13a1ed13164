//! What an edition has for the reader alone: where it stands, and when it is composed anew.

use jogan::app::effect::{Ask, Effect, Question};
use jogan::app::event::Event;
use jogan::app::key::Key;
use jogan::app::update::update;
use jogan::lang::Lang;
use jogan::model::{Entry, ItemId, Seed, StoryId};

use super::reader::{Reader, items};

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
    reader.speak(lang);
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
            let answered = reader.answered(ask);
            reader.happen(answered);
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
fn for_me_is_reached_left_and_read_as_the_panes_are() {
    let selected = |reader: &Reader| reader.state.list().selected().map(|id| id.0);
    for width in [80, 120, 200] {
        let mut reader = over_for_me(width, 40, Lang::En);
        assert_eq!(selected(reader.press("4 g g")), Some(2));
        assert_eq!(selected(reader.press("j j j j")), Some(1), "an item stands there once");
        assert_eq!(selected(reader.press("k Tab")), Some(1), "around to the first pane");
        assert_eq!(selected(reader.press("S-Tab")), Some(4), "and back to where it was");
        assert_eq!(selected(reader.press("h")), reader.state.panes[2].selected().map(|id| id.0));
        reader.press("4 f");
        assert!(reader.item(4).row.starred, "commands are about what is selected");
        // A seed begins an idea under its own name, on its paper.
        reader.press("i C-s");
        let idea = reader.ideas().pop().expect("an idea");
        assert_eq!(idea.thought.title, "mixtures of experts × harbours");
        assert_eq!(idea.links[0].item, ItemId(4));
        reader.press("Enter");
        assert_eq!(reader.state.reading.as_ref().map(|open| open.id().0), None, "its idea opens");
        reader.press("q Esc k k Enter");
        assert_eq!(reader.state.reading.as_ref().map(|open| open.id().0), Some(2));
    }
    let mut items = items();
    items[0].row.starred = false;
    items[3].note = None;
    let mut reader = Reader::over(items, 120, 40);
    reader.press("4");
    assert!(reader.screen().contains("reading list is empty"), "{}", reader.screen());
    reader.press("j k Enter f");
    assert!(reader.kept.is_empty() && reader.state.reading.is_none());
    assert_eq!(selected(reader.press("1")), Some(1));
}
