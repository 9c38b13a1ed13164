//! One store, one order: every face of the program tells the same stories of an edition.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;

use serde_json::Value;

use super::editions::{A_DAY_LATER, NOON, digest, import, json, list, stories, told};
use super::examples::with_sample;
use super::reader::Screen;
use super::{jogan, printed};
use jogan::desk::Settings;
use jogan::model::{Source, SourceId, Tier};
use jogan::newsroom::Newsroom;

/// The panes, as JSON names them, with the keys that open them in the reader and line by line.
const PANES: [(&str, &str, &str); 3] =
    [("research", "1", "r"), ("companies", "2", "c"), ("trends", "3", "t")];
/// A screen of one pane at a time, high enough for all of it and for the whole page.
const SCREEN: (u16, u16) = (98, 240);
/// Cells of a line by which it is known: where it is cut or goes on differs from face to face.
const BEGINNING: usize = 14;

/// A server of one feed with one report of the night; gives its address.
fn served() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/feed", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut caller in listener.incoming().flatten() {
            let mut asked = [0; 4096];
            let read = caller.read(&mut asked).unwrap_or_default();
            let is_feed = String::from_utf8_lossy(&asked[..read]).starts_with("GET /feed");
            let feed = "<rss version='2.0'><channel><title>Late</title><item>\
                <title>Lanterns return to the old bridge</title>\
                <link>https://late.example/lantern</link>\
                <pubDate>Thu, 05 Mar 2026 06:30:00 GMT</pubDate>\
                <description>They were away for a winter.</description></item></channel></rss>";
            let (status, body) = if is_feed { ("200 OK", feed) } else { ("404 Not Found", "") };
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n");
            let _ = caller.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes());
        }
    });
    address
}

/// The sample edition, of which the morning's visit has still to come: the only source that is asked
/// is one on this machine.
fn with_a_visit_to_come() -> tempfile::TempDir {
    let folder = with_sample();
    let mut newsroom =
        Newsroom::open(&folder.path().join("data"), Settings::default()).expect("a newsroom");
    for source in newsroom.store.sources().expect("sources") {
        newsroom.store.put_source(&Source { enabled: false, ..source }).expect("put");
    }
    let late = Source {
        id: SourceId("late".into()),
        name: "Late".into(),
        kind: "feed".into(),
        address: served(),
        options: std::collections::BTreeMap::new(),
        pane: None,
        tier: Tier::General,
        language: Some("en".into()),
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    };
    newsroom.store.put_source(&late).expect("put");
    folder
}

/// The reader over the store at a moment.
fn reader(folder: &Path, now: &str, more: &str) -> Screen {
    let line =
        format!("JOGAN_NOW={now} \"$JOGAN\" --data-dir data --lang en --config mine.toml {more}");
    Screen::shell_of_size(folder, &line, SCREEN)
}

/// The beginning of a line by which it is known.
fn beginning(line: &str) -> String {
    line.chars().take(BEGINNING).collect::<String>().trim_end().to_owned()
}

/// What the reader's row of a listed story begins with: what happened where the page says that in a
/// line, else the title.
fn lines<'a>(page: &Value, rows: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
    let of = |list: &Value| list.as_array().expect("a list").clone();
    let blocks = of(&page["blocks"]).into_iter().flat_map(|block| of(&block["entries"]));
    let told: Vec<Value> = of(&page["lead"]).into_iter().chain(blocks).collect();
    let scan = |story: &Value| {
        let mut told = told.iter().filter(|one| one["story"] == *story);
        told.find_map(|one| one["scan"].as_str()).map(str::to_owned)
    };
    rows.into_iter()
        .map(|row| {
            let title = row["title"].as_str().expect("a title").to_owned();
            beginning(&scan(&row["story"]).unwrap_or(title))
        })
        .collect()
}

/// Whether lines stand in a text one after the other.
fn stand_in_order<'a>(lines: impl IntoIterator<Item = &'a String>, text: &str) -> bool {
    let mut after = 0;
    lines.into_iter().all(|line| {
        let at = text[after..].find(line.as_str());
        after += at.map_or(0, |at| at + line.len());
        at.is_some()
    })
}

/// The stories that lead a page.
fn leading(page: &Value) -> Vec<i64> {
    stories(page["lead"].as_array().expect("a lead"))
}

/// The rows of a pane that stand below what leads.
fn below<'a>(rows: &'a [Value], page: &Value, pane: &str) -> Vec<&'a Value> {
    let lead = leading(page);
    let is_below = |row: &&Value| {
        row["pane"] == pane && !lead.contains(&row["story"].as_i64().expect("a story"))
    };
    rows.iter().filter(is_below).collect()
}

/// The reader's front page shows what leads, and pane by pane the rows of a list in their order.
fn holds_front_page(screen: &mut Screen, page: &Value, rows: &[Value]) {
    let lead = page["lead"].as_array().expect("a lead").iter();
    let lead: Vec<String> =
        lead.map(|told| beginning(told["label"].as_str().expect("a label"))).collect();
    for (pane, key, _) in PANES {
        let all = [lead.clone(), lines(page, below(rows, page, pane))].concat();
        screen.type_in(key);
        screen.wait(&format!("{pane}: {all:?}"), |screen| stand_in_order(&all, &screen.contents()));
    }
}

#[test]
fn eight_faces_tell_the_same_stories_in_the_same_order() {
    let folder = with_a_visit_to_come();
    let at = folder.path();
    std::fs::write(at.join("mine.toml"), "[notify]\nedition = true\n").expect("written");
    // The reader's first visit of the morning seals the edition and says so.
    let mut screen = reader(at, NOON, "");
    screen.wait_for_raw("\u{1b}]9;");
    let page = digest(at, NOON, &["--edition", "last"]);
    assert_eq!(page["window"]["day"], "2026-03-05");
    let rows = list(at, NOON, "last");
    assert!(rows.iter().any(|row| row["title"] == "Lanterns return to the old bridge"));

    // The list is the page's order; the digest tells of it what the page has room for.
    let lead = page["lead"].as_array().expect("a lead");
    assert_eq!(lead.len(), 3);
    assert_eq!(stories(&rows[..3]), leading(&page));
    for (pane, ..) in PANES {
        let told = told(&page, pane);
        let of_pane = stories(rows.iter().filter(|row| row["pane"] == pane));
        assert!(!told.is_empty());
        assert_eq!(of_pane[..told.len()], told, "{pane}");
    }

    // The notice has the page's title, its minutes and its first line.
    let notice = screen.raw_text().split("\u{1b}]9;").nth(1).expect("a notice").to_owned();
    let notice = notice.split('\u{1b}').next().expect("its end").to_owned();
    let minutes = format!("{:.1} min", page["minutes"].as_f64().expect("minutes"));
    let first = lead[0]["scan"].as_str().or(lead[0]["text"].as_str()).expect("a line");
    for says in ["Morning edition, Thursday 2026-03-05", &minutes, &beginning(first)] {
        assert!(notice.contains(says), "{says:?}: {notice}");
    }

    // The front page, with what came for the edition, and its page.
    screen.type_in("n");
    holds_front_page(&mut screen, &page, &rows);
    let entries = page["blocks"].as_array().expect("blocks")[..3].iter();
    let entries = entries.flat_map(|block| block["entries"].as_array().expect("entries"));
    let labels = lead.iter().chain(entries).map(|told| told["label"].as_str().expect("a label"));
    let labels: Vec<String> = labels.map(beginning).collect();
    screen.type_in("x");
    screen.wait(&format!("{labels:?}"), |screen| stand_in_order(&labels, &screen.contents()));
    screen.type_in("qq");
    assert_eq!(screen.end(), 0);

    // Line by line, ten rows of each pane at a time.
    for (pane, _, key) in PANES {
        let mut plain = jogan(at);
        plain.args(["--plain", "--lang", "en"]).write_stdin(format!("{key}\nq\n"));
        let plain = printed(&mut plain);
        let listed = &plain[plain.rfind("\n1. ").expect("a list")..];
        let titles = rows.iter().filter(|row| row["pane"] == pane).take(10);
        let titles = titles.map(|row| beginning(row["title"].as_str().expect("a title")));
        let titles: Vec<String> = titles.collect();
        assert!(stand_in_order(&titles, listed), "{titles:?}\n{listed}");
    }

    // The morning's file.
    let mut run = jogan(at);
    run.args(["schedule", "run", "--format", "json", "--folder", "editions"]).current_dir(at);
    printed(&mut run);
    let file = std::fs::read_to_string(at.join("editions/jogan-2026-03-05.json")).expect("a file");
    assert_eq!(serde_json::from_str::<Value>(&file).expect("JSON"), page);

    // A day later another edition is shown, and `<` opens this one as it stood.
    let more: Vec<String> = (0..25).map(|n| quiet(n, "2026-03-05T20:00:00Z")).collect();
    import(at, &more.concat(), A_DAY_LATER);
    assert_eq!(digest(at, A_DAY_LATER, &["--edition", "2026-03-05"]), page);
    assert_eq!(stories(&list(at, A_DAY_LATER, "2026-03-05")), stories(&rows));
    let mut screen = reader(at, A_DAY_LATER, "--offline");
    screen.wait_for("Fri 6 Mar 2026 · closed 07:00");
    screen.type_in("<");
    screen.wait_for("Thu 5 Mar");
    holds_front_page(&mut screen, &page, &rows);
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}

/// A report of which nothing is known but that it came.
fn quiet(number: usize, published: &str) -> String {
    const SOUNDS: [&str; 10] = ["ba", "ko", "mi", "lu", "re", "sa", "to", "vi", "ze", "no"];
    let word = |kind: usize| {
        let sound = |at: usize| SOUNDS[at % 10];
        [sound(kind), sound(number / 10), sound(kind + 3), sound(number), sound(kind + 7)].concat()
    };
    let [who, does, what, says] = [0, 2, 5, 8].map(word);
    format!(
        "{{\"title\":\"{who} {does} {what}\",\"url\":\"https://{who}.example/{what}\",\
          \"source\":\"Quiet\",\"published\":\"{published}\",\"summary\":\"{says} says {what}.\"}}\n"
    )
}

#[test]
fn what_an_archive_brings_late_stands_under_a_heading_and_says_why() {
    let folder = with_a_visit_to_come();
    let at = folder.path();
    std::fs::write(at.join("mine.toml"), "").expect("written");
    import(at, &quiet(90, "2026-03-05T06:30:00Z"), NOON);
    let more: Vec<String> = (0..25).map(|n| quiet(n, "2026-03-05T20:00:00Z")).collect();
    import(at, &more.concat(), A_DAY_LATER);
    let (page, rows) = (
        digest(at, A_DAY_LATER, &["--edition", "2026-03-05"]),
        list(at, A_DAY_LATER, "2026-03-05"),
    );
    import(at, &quiet(77, "2026-03-04T20:00:00Z"), A_DAY_LATER);
    assert_eq!(digest(at, A_DAY_LATER, &["--edition", "2026-03-05"]), page, "the page stays");
    let with_late = list(at, A_DAY_LATER, "2026-03-05");
    assert_eq!(stories(&with_late[..rows.len()]), stories(&rows));
    let [late] = &with_late[rows.len()..] else { panic!("one came later") };
    assert_eq!(late["edition"], "2026-03-05");
    for (lang, words) in [("en", "came later: "), ("ko", "나중에 온 소식: ")] {
        let id = late["id"].to_string();
        let standing =
            json(at, A_DAY_LATER, &["show", &id, "--json", "--lang", lang])["standing"].clone();
        assert_eq!(
            (&standing["edition"], &standing["place"]),
            (&"2026-03-05".into(), &"earlier".into())
        );
        assert!(standing["because"].as_str().expect("words").starts_with(words), "{standing}");
    }

    let pane = late["pane"].as_str().expect("a pane");
    let key = PANES.iter().find(|(name, ..)| *name == pane).expect("a pane").1;
    let mut screen = reader(at, A_DAY_LATER, "--offline");
    screen.wait_for("Fri 6 Mar 2026 · closed 07:00");
    screen.type_in("<");
    screen.wait_for("Thu 5 Mar");
    screen.type_in(key);
    let title = late["title"].as_str().expect("a title");
    // The rows come first, by rank; what they are in the edition comes with it.
    screen.wait_for(" came later ");
    screen.wait_for(title);
    let text = screen.text();
    let heading = text.find(" came later ").expect("a heading");
    assert!(heading < text.find(title).expect("its row"), "{text}");
    // Down to its row, and why it stands there.
    let above = below(&rows, &page, pane).len();
    screen.type_in(&format!("gg{}", "j".repeat(above)));
    screen.type_in("W");
    screen.wait_for("came later: this edition was sealed");
    screen.type_in("qq");
    assert_eq!(screen.end(), 0);
}

#[test]
fn lists_terms_and_filters_are_the_same_on_every_face() {
    let folder = with_a_visit_to_come();
    let at = folder.path();
    std::fs::write(at.join("mine.toml"), "").expect("written");
    import(at, &quiet(90, "2026-03-05T06:30:00Z"), NOON);
    let titles = |rows: &Value| -> Vec<String> {
        let rows = rows.as_array().expect("a list");
        rows.iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect()
    };
    let mut screen = reader(at, NOON, "--offline");
    screen.wait_for("Thu 5 Mar 2026 · closed 07:00");

    // A filter finds the same in the reader's line, in a list, in a search and line by line.
    for filter in
        ["company:nvidia since:30d", "company:nvidia -starred 블랙웰", "move:investment since:7d"]
    {
        let listed = titles(&json(at, NOON, &["list", filter, "--limit", "0", "--json"]));
        let mut of_list = listed.clone();
        of_list.sort();
        let mut found = titles(&json(at, NOON, &["search", filter, "--limit", "0", "--json"]));
        found.sort();
        assert_eq!(of_list, found, "{filter}");
        let mut plain = jogan(at);
        plain.args(["--plain", "--lang", "en"]).write_stdin(format!("/ {filter}\nq\n"));
        let plain = printed(&mut plain);
        let heading = plain.rfind(&format!("{filter}, ")).expect("a heading");
        let told: Vec<&String> =
            listed.iter().filter(|title| plain[heading..].contains(&beginning(title))).collect();
        assert_eq!(told.is_empty(), listed.is_empty(), "{filter}\n{plain}");
        screen.type_in("/");
        screen.type_in(filter);
        screen.type_in("\r");
        for title in &told {
            let words = beginning(title);
            screen.wait(&format!("{filter}: {words}"), |screen| {
                screen.contents().matches(words.as_str()).count() > 0
            });
        }
        screen.type_in("\u{1b}");
        screen.wait_for("1 Research");
    }

    // What is talked about: the same terms in the same order, none that one story alone tells.
    let terms = json(at, NOON, &["trends", "--limit", "0", "--json"]);
    let terms = terms.as_array().expect("terms");
    assert!(!terms.is_empty());
    assert!(terms.iter().all(|term| term["count"] != 1), "one story is told by its own row");
    let mut plain = jogan(at);
    plain.args(["--plain", "--lang", "en"]).write_stdin("g\nq\n");
    let plain = printed(&mut plain);
    let named: Vec<String> = (1..)
        .zip(terms.iter().take(20))
        .map(|(n, term)| format!("g {n}. {},", term["term"].as_str().expect("a term")))
        .collect();
    assert!(stand_in_order(&named, &plain), "{named:?}\n{plain}");
    screen.type_in("T");
    let shown: Vec<String> = terms
        .iter()
        .take(60)
        .map(|term| beginning(term["term"].as_str().expect("a term")))
        .collect();
    screen.wait(&format!("{shown:?}"), |screen| stand_in_order(&shown, &screen.contents()));

    // What is about the same as an item.
    let rows = list(at, NOON, "last");
    let id = rows[0]["id"].to_string();
    let item = json(at, NOON, &["show", &id, "--json"]);
    let related = item["related"].as_array().expect("related");
    let printed_whole = printed(jogan(at).args(["show", &id, "--lang", "en"]));
    for other in related {
        assert!(printed_whole.contains(&format!("{:>6}  ", other.as_i64().expect("a number"))));
    }
    screen.type_in("qq");
    assert_eq!(screen.end(), 0);
}
