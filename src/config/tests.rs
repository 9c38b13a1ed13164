//! The config file is read, refused with its line, and written.

use super::*;

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(text, Path::new("config.toml"))
}

/// The example with its settings taken out of their comments.
fn uncommented() -> String {
    let lines = example();
    let lines = lines.lines().skip(2).filter(|line| !line.starts_with("##"));
    lines.map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_example_file_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.toml");
    let kept = std::fs::read_to_string(path).expect("the example file");
    assert!(kept == example(), "config.example.toml is stale: `jogan config example` makes it");
}

#[test]
fn every_setting_stands_in_the_example_and_can_be_set() {
    let set = parse(&uncommented()).expect("the example is understood");
    assert_eq!(set.lang, Some(Lang::Ko));
    assert_eq!(set.watch[0].name, "finance");
    // Every field there is, found by writing a config in which none is left out.
    let table = toml::Table::try_from(&set).expect("a table");
    let example = uncommented();
    for (key, value) in &table {
        match value {
            toml::Value::Table(inner) => {
                assert!(example.contains(&format!("[{key}]")), "the example lacks [{key}]");
                for key in inner.keys() {
                    assert!(example.contains(&format!("\n{key} = ")), "it lacks {key}");
                }
            }
            _ => assert!(
                example.contains(&format!("{key} = ")) || example.contains(&format!("[[{key}]]")),
                "the example lacks {key}"
            ),
        }
    }
}

#[test]
fn a_watch_that_looks_for_nothing_is_named_with_its_line_and_what_to_do() {
    for (text, line) in [
        ("[[watch]]\nname = \"finance\"\n\n[[watch]]\nname = \"tides\"\n", 4),
        ("[[watch]]\nname = \"tides\"\nterms = [\" \"]\nauthors = [\"?\"]\n", 1),
        ("\nwatch = [{ name = \"금융\" }, { name = \"tides\" }]\n", 2),
    ] {
        let wrong = parse(text).expect_err(text).to_string();
        assert!(wrong.starts_with(&format!("config.toml, line {line}: ")), "{wrong}");
        for part in ["`tides`", "`terms` or `authors`", "`finance` (금융)"] {
            assert!(wrong.contains(part), "{wrong}");
        }
    }
    for right in ["terms = [\"tide\"]", "authors = [\"Ada\"]"] {
        assert!(parse(&format!("[[watch]]\nname = \"tides\"\n{right}\n")).is_ok(), "{right}");
    }
}

#[test]
fn the_defaults_shown_are_the_defaults() {
    let shown = parse(&uncommented()).expect("the example is understood");
    let default = Config::default();
    assert_eq!(shown.timezone, default.timezone);
    assert_eq!(shown.theme, default.theme);
    assert_eq!(shown.icons, default.icons);
    assert_eq!(shown.mouse, default.mouse);
    assert_eq!(shown.refresh, default.refresh);
    assert_eq!(shown.edition.closes, default.edition.closes);
    assert_eq!(shown.digest, default.digest);
    assert_eq!(shown.keep_days, default.keep_days);
    assert_eq!(shown.notes, default.notes);
    assert_eq!(shown.ideas, default.ideas);
    assert_eq!(shown.vault, default.vault);
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_its_with_nearest() {
    let wrong = parse("lang = \"en\"\nthem = \"dark\"\n").expect_err("refused").to_string();
    assert!(wrong.contains("line 2"), "{wrong}");
    assert!(wrong.contains("unknown field `them`"), "{wrong}");
    assert!(wrong.contains("did you mean `theme`?"), "{wrong}");
    let nested = parse("[refresh]\nevery_minute = 5\n").expect_err("refused").to_string();
    assert!(nested.contains("line 2") && nested.contains("`every_minutes`?"), "{nested}");
}

#[test]
fn a_zone_that_does_not_exist_is_refused() {
    let wrong = parse("timezone = \"Mars/Olympus\"").expect_err("refused").to_string();
    assert!(wrong.contains("line 1") && wrong.contains("Asia/Seoul"), "{wrong}");
}

#[test]
fn a_closing_that_is_no_time_is_refused_with_its_key_and_line() {
    let config = parse("[edition]\ncloses = \"06:30\"\n").expect("understood");
    assert_eq!(String::from(config.edition.closes), "06:30");
    for odd in ["25:00", "7:00", "seven", ""] {
        let wrong = parse(&format!("lang = \"en\"\n[edition]\ncloses = \"{odd}\"\n"));
        let wrong = wrong.expect_err("refused").to_string();
        assert!(wrong.contains("line 3") && wrong.contains("closes"), "{wrong}");
        assert!(wrong.contains("HH:MM"), "{wrong}");
    }
}

#[test]
fn a_command_line_is_split_when_it_is_read_or_refused_with_its_line() {
    let config = parse("[share]\nmail = \"send --to 'A B' {url}\"\n").expect("understood");
    assert_eq!(config.share["mail"].0, ["send", "--to", "A B", "{url}"]);
    let wrong = parse("\nclipboard = \"copy 'x\"\n").expect_err("refused").to_string();
    assert!(wrong.contains("line 2") && wrong.contains("quotation"), "{wrong}");
}

#[test]
fn a_mistake_among_the_keys_is_refused_with_its_line() {
    let wrong = parse("lang = \"en\"\n[keys]\nhelp = [\"F2\"]\nsatr = [\"*\"]\n");
    let wrong = wrong.expect_err("refused").to_string();
    assert!(wrong.contains("line 4") && wrong.contains("`star`"), "{wrong}");
    let text = "[[macro]]\nname = \"go\"\nkeys = \"g 1\"\ncommands = [\"zoom\", \"zom\"]\n";
    let wrong = parse(text).expect_err("refused").to_string();
    assert!(wrong.contains("line 4") && wrong.contains("\"zom\""), "{wrong}");
}

#[test]
fn a_mistake_is_told_with_the_line_of_its_own_entry() {
    let told = |text: &str| parse(text).expect_err(text).to_string();
    // The words that the mistake names may stand elsewhere too.
    let conflict = told("lang = \"en\"\n\n[keys]\nhelp = [\"F2\"]\nstar = [\"j\"]\n");
    assert!(conflict.contains("line 5: in list, j"), "{conflict}");
    let conflict = told(
        "[keys]\nstar = [\"*\"]\n\n[[macro]]\nname = \"star\"\nkeys = \"j\"\ncommands = [\"down\"]\n",
    );
    assert!(conflict.contains("line 4: in list, j"), "{conflict}");
    let letter = told("[keys]\n\"line.cancel\" = [\"Esc\"]\naccept = [\"a\"]\n");
    assert!(letter.contains("line 3: accept: \"a\""), "{letter}");
    let hangul = told("# ㄹ\n[keys]\nstar = [\"*\", \"ㄹ\"]\n");
    assert!(hangul.contains("line 3: star: \"ㄹ\""), "{hangul}");
    let filter = told("[filters]\nok = \"unread\"\nx = \"move:flying\"\n");
    assert!(filter.contains("line 3: move:flying") && filter.contains("launch"), "{filter}");
    let minutes = told("# minutes\n[refresh]\nevery_minutes = 5\n[digest]\nminutes = 0\n");
    assert!(minutes.contains("line 5"), "{minutes}");
}

#[test]
fn numbers_that_nothing_can_be_counted_with_are_refused_with_their_line() {
    let told = |text: &str| parse(text).expect_err(text).to_string();
    let days = told("lang = \"en\"\nkeep_days = 4294967295\n");
    assert!(days.contains("line 2") && days.contains("36500"), "{days}");
    let minutes = told("[refresh]\nevery_minutes = 4294967295\n");
    assert!(minutes.contains("line 2") && minutes.contains("43200"), "{minutes}");
    let watch = |weight: &str| {
        format!(
            "[[watch]]\nname = \"a\"\nterms = [\"a\"]\n\n[[watch]]\nname = \"b\"\nterms = [\"b\"]\nweight = {weight}\n"
        )
    };
    for odd in ["nan", "-nan", "inf", "-inf", "-0.5", "1e300"] {
        let weight = told(&watch(odd));
        assert!(weight.contains("line 5") && weight.contains("between 0 and"), "{weight}");
    }
    assert!(parse(&watch("0")).is_ok() && parse(&watch("2.5")).is_ok());
    for odd in ["nan", "inf", "-1.0"] {
        assert!(told(&format!("[digest]\nminutes = {odd}\n")).contains("between 0.5 and"));
    }
}

#[test]
fn an_absent_file_is_all_defaults() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::load(&folder.path().join("none.toml")).expect("defaults");
    assert_eq!(config, Config::default());
}
