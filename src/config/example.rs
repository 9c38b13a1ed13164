//! Every setting as `config.example.toml` shows it: a new one is a field in `config.rs` and its row
//! here; a test fails until both agree.

/// One setting as the example file shows it.
#[derive(Clone, Copy)]
struct Setting {
    /// Heading before it, where a section begins.
    section: Option<&'static str>,
    key: &'static str,
    /// The value shown: the default where there is one.
    value: &'static str,
    help: &'static str,
}

const fn setting(key: &'static str, value: &'static str, help: &'static str) -> Setting {
    Setting { section: None, key, value, help }
}

const fn first(section: &'static str, setting: Setting) -> Setting {
    Setting { section: Some(section), ..setting }
}

/// Every setting, in the order of the example file.
const SETTINGS: &[Setting] = &[
    setting(
        "lang",
        "\"ko\"",
        "Language of the interface and of exports: en or ko. Default: the locale's.",
    ),
    setting("timezone", "\"local\"", "Where days begin: local, or a name such as \"Asia/Seoul\"."),
    setting(
        "theme",
        "\"dark\"",
        "Colours of the reader: dark, light, high-contrast, terminal, no-colour, or the name of a file of yours in themes/ beside this one (NAME.toml, or a scheme of Base16 or Base24, NAME.yaml), which is read again when it changes, as this one is.",
    ),
    setting("icons", "\"unicode\"", "Marks before titles: unicode or ascii."),
    setting("mouse", "true", "Hear the mouse; `M` in the reader leaves it to the terminal."),
    setting(
        "clipboard",
        "\"wl-copy\"",
        "A program that takes what is copied, beside the terminal.",
    ),
    setting(
        "keep_days",
        "180",
        "Days that items are kept which are not starred, noted or linked; 0 for ever.",
    ),
    first(
        "[refresh]",
        setting("on_start", "true", "Visit the sources that are due when the reader opens."),
    ),
    setting(
        "every_minutes",
        "30",
        "And again every so many minutes while it is open; 0 for never.",
    ),
    setting(
        "show_new",
        "\"when-asked\"",
        "What comes in while the reader is open: when-asked (announced, shown by `n`) or at-once; \
         what belongs to a later edition than the one shown is announced all the same.",
    ),
    first(
        "[notify]",
        setting("watch", "false", "Tell on the desktop when a visit brings what a lens touches."),
    ),
    setting("edition", "false", "The same when the morning's edition is there."),
    setting(
        "command",
        "\"notify-send {title} {text}\"",
        "The program that tells it, instead of the terminal (OSC 9); split as under [share].",
    ),
    first(
        "[edition]",
        setting(
            "closes",
            "\"07:00\"",
            "When the edition of a morning closes: HH:MM, on the clocks of the time zone.",
        ),
    ),
    setting(
        "then",
        "[\"notify-send\", \"jogan\", \"{day}\"]",
        "A program that is run when the morning's edition is there, and its arguments, seen by no shell; {day} is the edition's day.",
    ),
    first("[digest]", setting("minutes", "5.0", "Reading time of the day's digest.")),
    first(
        "[notes]",
        setting(
            "template",
            "\"\"",
            "What a new note begins with, Markdown; {title}, {url}, {source} and {date} are filled in.",
        ),
    ),
    setting("paper", "\"\"", "The same for notes on papers; empty: as all notes."),
    setting("story", "\"\"", "For notes on stories."),
    setting("day", "\"\"", "For the day's journal."),
    first(
        "[ideas]",
        setting(
            "template",
            "\"\"",
            "What a new idea begins with: Markdown, with sections as `jogan idea show` prints them.",
        ),
    ),
    first(
        "[vault]",
        setting("dir", "\"\"", "Folder where notes, ideas and digests are kept as Markdown too."),
    ),
    first(
        "[mute]",
        setting("terms", "[\"horoscope\"]", "Items that hold one of these words are not shown."),
    ),
    setting(
        "sources",
        "[]",
        "Nor items of these sources (names as `jogan source list` prints them).",
    ),
    setting("companies", "[]", "Nor items about these companies (any of their names)."),
    first(
        "[[watch]]",
        setting(
            "name",
            "\"finance\"",
            "A lens: its name stands in the reasons of every item it touches. `finance` (or `금융`) comes with jogan and needs neither terms nor authors; `w` in the reader turns it on, too.",
        ),
    ),
    setting(
        "terms",
        "[\"time series\", \"시계열\", \"risk\", \"trading\", \"금융\"]",
        "Words and phrases, in any language; `w` in the reader adds to them.",
    ),
    setting(
        "authors",
        "[\"Ada Lovelace\"]",
        "Authors whose items it touches, by their whole names.",
    ),
    setting(
        "weight",
        "1.0",
        "How much it counts: 1 is ten points for an item that names one of them, 3 the most.",
    ),
    first(
        "[[account]]",
        setting(
            "name",
            "\"home\"",
            "A reader server that is followed (docs/sync.md), by a name of yours.",
        ),
    ),
    setting("kind", "\"greader\"", "greader (FreshRSS, Miniflux, Inoreader, …) or fever."),
    setting(
        "url",
        "\"https://rss.example.org/api/greader.php\"",
        "Where its interface begins, before /accounts and /reader.",
    ),
    setting("user", "\"alice\"", "Who logs in."),
    setting(
        "password",
        "\"cmd:pass show freshrss\"",
        "A command that prints the password, or env:NAME; `token` instead for an access token.",
    ),
    setting("every_minutes", "15", "Least minutes between two passes, 5 or more."),
    setting("items", "20000", "The most items of the first pass, 100 to 100000."),
    setting(
        "send",
        "[\"read\", \"starred\", \"subscriptions\"]",
        "What is sent there; [] only listens, \"labels\" are the tags of the reading list.",
    ),
    setting(
        "panes",
        "{ Papers = \"research\" }",
        "The pane of a folder; one named like a pane is that pane.",
    ),
    setting(
        "insecure",
        "false",
        "Let name and password go unencrypted over the internet (http://).",
    ),
    first(
        "[share]",
        setting(
            "mail",
            "\"xdg-email --subject {title} {url}\"",
            "Programs that `!` gives an item to: {url}, {title}, {source}, {pdf}, {doi}, {arxiv}, {enclosure} (a recording or film, for a player) and {file} (its text as a Markdown file) are put in after the words are split, and no shell sees them.",
        ),
    ),
    first(
        "[writer]",
        setting(
            "url",
            "\"http://127.0.0.1:11434/v1\"",
            "Who writes sentences in your language: an endpoint for chat completions. Neither this nor command: nobody.",
        ),
    ),
    setting(
        "command",
        "\"\"",
        "A program in its place, that reads the document and prints the answer; split as under [share].",
    ),
    setting("model", "\"qwen3:8b\"", "The model's name."),
    setting(
        "key",
        "\"env?:OPENAI_API_KEY\"",
        "The endpoint's key: env:, env?: or cmd:, as for sources.",
    ),
    setting(
        "tasks",
        "[\"phrase\"]",
        "What is written: phrase (what happened), link (why it may matter to you), idea (drafts).",
    ),
    setting(
        "when",
        "\"asked\"",
        "asked: only where you ask for it; digest: whenever a digest is composed.",
    ),
    setting("register", "\"formal\"", "Of Korean sentences: formal (합니다) or plain (한다)."),
    setting("about", "\"\"", "Your field, in your own words; link and idea need it."),
    setting(
        "send",
        "\"items\"",
        "What may leave this machine: items (titles and sentences of feeds), lenses (their names, too), notes (your notes and ideas on the items, too).",
    ),
    setting("entries_a_call", "1", "Entries of one call, 1 to 4; one isolates failures."),
    setting("calls_a_day", "60", "The most calls of a day."),
    setting("tokens_a_day", "120000", "The most tokens of a day, in and out."),
    setting("seconds", "60", "Seconds of one call; a digest takes three times as many at most."),
    setting(
        "second_look",
        "false",
        "Whether the endpoint is asked, after all other checks, if the evidence says each sentence: a second call.",
    ),
    first(
        "[filters]",
        setting(
            "deals",
            "\"company:nvidia move:investment since:1w\"",
            "Filters by name: `/@deals` in the reader stands for what follows.",
        ),
    ),
    first(
        "[keys]",
        setting(
            "star",
            "[\"f\", \"s\"]",
            "Keys by command; `?` in the reader lists them. `\"reading.star\"` is for one place alone. WheelUp, WheelDown, Click, MiddleClick and RightClick are bound like keys, about what is pointed at.",
        ),
    ),
    first("[[macro]]", setting("name", "\"keep and go on\"", "Several commands under one key.")),
    setting("keys", "\"g 1\"", "The keys that ask for it."),
    setting(
        "commands",
        "[\"star\", \"down\"]",
        "The commands, one after another; `down 5` has a number.",
    ),
];

/// The example file, as `config.example.toml` holds it.
pub fn example() -> String {
    let mut text = String::from(
        "# jogan's settings. Copy this to the place that `jogan config path` prints and take the\n\
         # `#` from the lines you want to change. What is absent has its default.\n",
    );
    for setting in SETTINGS {
        if let Some(section) = setting.section {
            text.extend(["\n# ", section]);
        }
        text.extend(["\n## ", setting.help, "\n# ", setting.key, " = ", setting.value, "\n"]);
    }
    text
}
