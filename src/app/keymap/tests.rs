//! Tests of `keymap.rs`.

use super::*;

fn own(name: &str, keys: &[&str]) -> BTreeMap<String, Vec<String>> {
    [(name.to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())].into()
}

#[test]
fn the_default_keys_mean_one_thing_in_each_place() {
    let all = Keymap::default().all().len();
    assert!(all > Command::ALL.len());
    for (at, first) in Keymap::default().bindings.iter().enumerate() {
        for second in &Keymap::default().bindings[at + 1..] {
            let both = first.places.iter().any(|place| second.places.contains(place));
            let hides =
                first.keys.starts_with(&second.keys) || second.keys.starts_with(&first.keys);
            assert!(!(both && hides), "{first:?} {second:?}");
        }
    }
}

#[test]
fn g_alone_begins_a_sequence_and_gg_is_the_top() {
    let keymap = Keymap::default();
    let g = Key::char('g');
    assert_eq!(keymap.meaning(Place::List, &[g]), Meaning::Beginning);
    assert_eq!(keymap.meaning(Place::List, &[g, g]), Meaning::Command(Command::Top));
    assert_eq!(keymap.meaning(Place::Note, &[g]), Meaning::Nothing);
}

#[test]
fn a_users_key_replaces_the_commands_own() {
    let keymap = Keymap::with(&own("star", &["*", "g y"])).expect("a keymap");
    assert_eq!(keymap.shown(Command::Star), "*");
    assert_eq!(keymap.meaning(Place::List, &[Key::char('f')]), Meaning::Nothing);
}

#[test]
fn what_cannot_be_meant_is_refused_and_named() {
    let error = Keymap::with(&own("satr", &["*"])).expect_err("no such command");
    assert!(error.to_string().contains("did you mean `star`"), "{error}");
    let error = Keymap::with(&own("star", &["C-"])).expect_err("no such key");
    assert!(error.to_string().starts_with("star: \"C-\""), "{error}");
    let error = Keymap::with(&own("star", &["j"])).expect_err("a conflict");
    assert!(error.to_string().starts_with("in list, j would mean both"), "{error}");
    let error = Keymap::with(&own("star", &["g"])).expect_err("it would hide gg");
    assert!(error.to_string().starts_with("in list, g would mean both"), "{error}");
}

#[test]
fn a_key_of_one_place_leaves_the_others_as_they_are() {
    let keymap = Keymap::with(&own("reading.star", &["*"])).expect("a keymap");
    let star = Meaning::Command(Command::Star);
    assert_eq!(keymap.meaning(Place::Reading, &[Key::char('*')]), star);
    assert_eq!(keymap.meaning(Place::Reading, &[Key::char('f')]), Meaning::Nothing);
    assert_eq!(keymap.meaning(Place::List, &[Key::char('f')]), star);
    let error = Keymap::with(&own("note.star", &["*"])).expect_err("not there");
    assert_eq!(error.to_string(), "star cannot be asked for in note");
    let error = Keymap::with(&own("nowhere.star", &["*"])).expect_err("no place");
    assert!(error.to_string().contains("one of list, reading"), "{error}");
}

#[test]
fn a_letter_stays_text_where_text_is_typed_and_the_command_keeps_its_keys_there() {
    let keymap = Keymap::with(&own("quit", &["Q"])).expect("a keymap");
    let quit = Meaning::Command(Command::Quit);
    assert_eq!(keymap.meaning(Place::List, &[Key::char('Q')]), quit);
    assert_eq!(keymap.meaning(Place::List, &[Key::ctrl('c')]), Meaning::Nothing);
    assert_eq!(keymap.meaning(Place::Note, &[Key::char('Q')]), Meaning::Nothing);
    assert_eq!(keymap.meaning(Place::Note, &[Key::ctrl('c')]), quit);
    for name in ["accept", "note.quit"] {
        let error = Keymap::with(&own(name, &["a"])).expect_err("a letter");
        assert!(error.to_string().contains("typed as a letter in"), "{error}");
    }
}

#[test]
fn hangul_is_refused_with_the_latin_key_it_comes_as() {
    let error = Keymap::with(&own("star", &["g ㄹ"])).expect_err("Hangul").to_string();
    assert!(error.contains("comes as f") && error.contains("write `f`"), "{error}");
}

#[test]
fn a_macro_is_its_commands_and_takes_no_key_from_others() {
    let commands = ["star", "down 5"].map(str::to_owned);
    let written = |keys| [WrittenMacro { name: "keep", keys, commands: &commands }];
    let keymap = Keymap::with_macros(&BTreeMap::new(), &written("g 1")).expect("a keymap");
    let keys = Key::parse_sequence("g 1").expect("keys");
    let step = |command, times| Step { command, times };
    let both = [step(Command::Star, None), step(Command::Down, Some(5))];
    assert_eq!(keymap.meaning(Place::List, &keys), Meaning::Macro(&both));
    assert_eq!(keymap.meaning(Place::List, &keys[..1]), Meaning::Beginning);
    let error = Keymap::with_macros(&BTreeMap::new(), &written("j")).expect_err("a conflict");
    assert!(error.to_string().contains("keep"), "{error}");
}
