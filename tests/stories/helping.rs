//! How one finds out what there is to do: help, half-typed keys, the palette, and the config file that is
//! read again.

use jogan::app::effect::{Effect, TerminalEffect, Work};
use jogan::app::event::Event;
use jogan::app::settings::Settings;
use jogan::lang::Lang;
use jogan::model::ItemId;

use super::reader::Reader;

#[test]
fn the_help_screen_is_the_command_table() {
    use jogan::app::command::Command;
    // A line a command, and room for the headings.
    let mut reader = Reader::open(100, Command::ALL.len() as u16 + 60);
    reader.press("?");
    let screen = reader.screen();
    for command in Command::ALL {
        // What does not fit on the line of its keys goes on below it.
        let help = command.help(Lang::En);
        let begins = help.split_inclusive(' ').take(2).collect::<String>();
        assert!(screen.contains(begins.trim_end()), "{command:?} is missing\n{screen}");
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
fn the_palette_finds_a_command_and_does_it() {
    let mut reader = Reader::open(100, 30);
    reader.press(":").type_in("day-b");
    insta::assert_snapshot!("palette_100x30", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("Wed 4 Mar"), "{}", reader.screen());
    reader.press("< >").press(">");
    assert!(reader.screen().contains("Thu 5 Mar 2026"));
}

#[test]
fn help_and_the_way_back_stay_on_the_last_line_at_eighty_cells() {
    for lang in Lang::ALL {
        let (help, back) = match lang {
            Lang::En => ("? help", "q back"),
            Lang::Ko => ("? 도움말", "q 뒤로"),
        };
        for keys in ["", "Enter", "g s", "g a", "S", "T", "g i"] {
            let mut reader = Reader::open(80, 24);
            reader.speak(lang);
            reader.press(keys);
            let screen = reader.screen();
            let last = screen.lines().last().unwrap_or_default();
            assert!(last.contains(help) && last.contains(back), "{keys}: {last}");
        }
    }
}

#[test]
fn help_stands_in_columns_and_is_narrowed_while_words_are_typed() {
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (120, 40), (200, 55)] {
            let mut reader = Reader::open(width, height);
            reader.speak(lang);
            reader.press("?");
            insta::assert_snapshot!(
                format!("help_{}_{width}x{height}", lang.code()),
                reader.screen()
            );
        }
        let mut reader = Reader::open(80, 24);
        reader.speak(lang);
        reader.press("? /").type_in("bibtex");
        let screen = reader.screen();
        assert!(screen.contains("yb") && !screen.contains("C-d"), "{screen}");
        reader.press("Enter Esc");
        assert!(reader.state.overlays.is_empty());
    }
}

#[test]
fn the_palette_knows_themes_languages_and_a_number_behind_a_command() {
    use jogan::app::effect::TerminalEffect;
    let theme = |name: &str| Effect::Terminal(TerminalEffect::Theme(name.into()));
    let mut reader = Reader::open(120, 40);
    reader.press(":").type_in("theme ");
    let screen = reader.screen();
    assert!(screen.contains("theme harbour") && screen.contains("Colours: light"), "{screen}");
    // What is chosen is shown while one moves, and let go of with Esc.
    reader.press("Down");
    let shown: Vec<&Effect> = reader.asked_of_world.iter().collect();
    assert!(shown.contains(&&theme("harbour")), "{shown:?}");
    reader.press("Esc");
    assert_eq!(reader.asked_of_world.last(), Some(&theme("dark")));
    reader.press(":").type_in("theme light").press("Enter");
    assert_eq!(reader.asked_of_world.last(), Some(&Effect::Work(Work::SaveTheme("light".into()))));
    assert_eq!(reader.state.settings.theme, "light");
    reader.press(":").type_in("language ko").press("Enter");
    assert_eq!(reader.state.lang, Lang::Ko);
    reader.press("1 g g :").type_in("down 3").press("Enter");
    assert_eq!(reader.state.list().selected(), Some(ItemId(4)));
}

#[test]
fn a_config_file_that_changed_is_taken_and_one_s_own_change_of_it_is_not_told() {
    let mut reader = Reader::open(120, 40);
    let as_it_is = as_it_is(&reader);
    reader.happen(Event::Configured(Box::new(as_it_is.clone())));
    assert!(!reader.screen().contains("read again") && reader.asked_of_world.is_empty());
    let own = [("star".to_owned(), vec!["*".to_owned()])].into();
    let keymap = jogan::app::keymap::Keymap::with(&own).expect("a keymap");
    let changed = Settings { keymap, theme: "light".into(), ..as_it_is };
    reader.happen(Event::Configured(Box::new(changed)));
    assert!(reader.screen().contains("changed and was read again"), "{}", reader.screen());
    assert_eq!(reader.asked_of_world, [Effect::Terminal(TerminalEffect::Theme("light".into()))]);
    reader.press("j *");
    assert!(reader.item(2).row.starred);
}

#[test]
fn the_palette_sets_what_a_setting_is_not_and_the_file_says_what_it_is_then() {
    use jogan::app::toggle::Toggle;
    let mut reader = Reader::open(120, 40);
    reader.press(":").type_in("set ");
    let screen = reader.screen();
    for offered in ["set mouse false", "refresh.show_new at-once", "notify.watch true"] {
        assert!(screen.contains(offered), "{offered}: {screen}");
    }
    reader.press("Esc :").type_in("show_new").press("Enter");
    assert_eq!(reader.asked_of_world, [Effect::Work(Work::SaveToggle(Toggle::ShowNew, true))]);
    assert!(!reader.state.settings.at_once, "as long as the file does not say so");
    let read = Settings { at_once: true, ..as_it_is(&reader) };
    reader.happen(Event::SettingKept(Toggle::ShowNew.with_value(true), Box::new(read.clone())));
    assert!(reader.state.settings.at_once);
    assert!(reader.screen().contains("refresh.show_new at-once"), "{}", reader.screen());
    // That the file changed is no news then.
    reader.happen(Event::Configured(Box::new(read)));
    assert!(!reader.screen().contains("read again"));
    reader.press(":").type_in("show_new");
    assert!(reader.screen().contains("refresh.show_new when-asked"), "{}", reader.screen());
}

/// What the config file says as the reader opens.
fn as_it_is(reader: &Reader) -> Settings {
    reader.state.settings.clone()
}
