//! What other programs kept, brought in by `jogan import`; and sets of sources.

use std::path::PathBuf;

use serde_json::Value;

use super::{jogan, printed};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    /// Imports a file: exit code, standard output, standard error.
    fn import(&self, name: &str, bytes: impl AsRef<[u8]>) -> (i32, String, String) {
        let path = self.file(name, bytes);
        let output = jogan(self.folder.path()).arg("import").arg(path).output().expect("it ran");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        serde_json::from_str(&printed(jogan(self.folder.path()).args(arguments))).expect("JSON")
    }
}

const BOOKMARKS: &str = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n\
    <DT><H3>Water</H3>\n<DL><p>\n<DT><A HREF=\"https://mill.example/wheel\" ADD_DATE=\"1700000000\" TAGS=\"oak\">A wheel of oak</A>\n\
    <DT><A HREF=\"place:sort=8\">Most visited</A>\n<DT><A HREF=\"https://mill.example/\" FEEDURL=\"https://mill.example/feed\">Mill</A>\n</DL><p></DL>";

#[test]
fn bookmarks_go_to_the_reading_list_as_of_the_day_they_were_kept() {
    let place = Place::new();
    let (code, out, err) = place.import("bookmarks.html", BOOKMARKS);
    assert!(code == 3 && err.contains("line 6:"), "{err}");
    assert!(out.contains("1 new, 0 updated, 0 unchanged, 1 sources added, 1 skipped"), "{out}");
    let [item] = &place.json(&["list", "--starred", "--json"])[..] else { panic!("one item") };
    assert_eq!(
        (&item["title"], &item["source"]["id"]),
        (&"A wheel of oak".into(), &"saved".into())
    );
    assert!(place.json(&["list", "--json", "--day", "today"]).is_empty(), "it is no news of today");
    let list = printed(jogan(place.folder.path()).args(["export", "reading-list", "--tag", "oak"]));
    assert!(list.contains("A wheel of oak"), "{list}");
    let (_, again, _) = place.import("bookmarks.html", BOOKMARKS);
    assert!(again.contains("0 new, 0 updated, 2 unchanged, 0 sources added"), "{again}");
}

#[test]
fn what_was_archived_elsewhere_is_read_and_done_here() {
    let place = Place::new();
    let table = "\u{feff}url,title,time_added,tags,status\r\nhttps://a.example/1,\"Mills, again\",1700000000,a|b,archive\r\nnothing,,1,,unread\r\n";
    let (code, out, err) = place.import("part_000000.csv", table);
    assert!(code == 3 && err.contains("line 3:") && out.contains("1 new"), "{out}{err}");
    let [item] = &place.json(&["list", "--starred", "--json"])[..] else { panic!("one item") };
    assert_eq!((&item["title"], &item["read"]), (&"Mills, again".into(), &true.into()));
    let table =
        "URL,Title,Selection,Folder,Timestamp\nhttps://a.example/2,Kilns,,Unread,1700000001\n";
    let (code, out, _) = place.import("instapaper.csv", table);
    assert!(code == 0 && out.contains("1 new"), "{out}");
}

#[test]
fn lists_of_addresses_letters_and_references_are_known_by_their_content() {
    let place = Place::new();
    let (code, out, err) =
        place.import("urls", "what\nhttps://a.example/feed \"~Mill\"\nquery:x:y\n");
    assert!(code == 3 && err.contains("line 1:") && err.contains("line 3:"), "{err}");
    assert!(out.contains("1 sources added, 2 skipped"), "{out}");
    let letter = "From: Weir letter <m@mill.example>\nSubject: On weirs\nDate: Thu, 5 Mar 2026 08:00:00 +0900\n\nWords.\n";
    let (code, out, _) = place.import("letter.eml", letter);
    assert!(code == 0 && out.contains("1 new") && out.contains("1 sources added"), "{out}");
    let bib = "@article{a, title={Weirs}, author={Bee, Ann}, year=2024, doi={10.1000/w}}\n@article{b, title={open\n";
    let (code, out, err) = place.import("mine.bib", bib);
    assert!(code == 3 && out.contains("1 new") && err.contains("line 2:"), "{out}{err}");
    let csl = r#"[{"type":"book","title":"Mills","author":[{"family":"Dee","given":"Cee"}],"issued":{"date-parts":[[2020]]}}]"#;
    let (code, out, _) = place.import("mine.json", csl);
    assert!(code == 0 && out.contains("1 new"), "{out}");
    let titles: Vec<Value> = place
        .json(&["list", "--json", "--limit", "0"])
        .into_iter()
        .map(|item| item["title"].clone())
        .collect();
    for title in ["On weirs", "Weirs", "Mills"] {
        assert!(titles.contains(&title.into()), "{title} is not in {titles:?}");
    }
}

#[test]
fn what_import_takes_is_said_where_it_takes_nothing() {
    let place = Place::new();
    let (code, _, err) = place.import("notes.txt", "Dear diary,\nnothing today.\n");
    assert!(code == 1 && err.contains("Netscape") && err.lines().count() == 1, "{err}");
    let (_, out, err) = place.import("empty.opml", "<opml><body></body></opml>");
    assert!(out.contains("0 new") && err.contains("Import takes"), "{out}{err}");
    let wide: Vec<u8> = "\u{feff}# mine\n{\"title\":\"조간\",\"id\":\"1\"}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (code, out, err) = place.import("wide.jsonl", wide);
    assert!(code == 3 && out.contains("1 new") && err.contains("line 1:"), "{out}{err}");
}

#[test]
fn a_profile_switches_its_sources_on_and_with_only_the_others_off() {
    let place = Place::new();
    let on = || -> Vec<String> {
        let list = place.json(&["source", "list", "--json"]);
        let on = list.iter().filter(|one| one["enabled"] == true);
        on.map(|one| one["id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let before = on();
    assert!(!before.contains(&"bis-research".to_owned()) && before.contains(&"nber".to_owned()));
    jogan(place.folder.path()).args(["source", "remove", "nber"]).assert().success();
    let said = printed(jogan(place.folder.path()).args(["source", "profile", "finance-ai"]));
    assert!(said.contains("Finance and AI"), "{said}");
    let after = on();
    for id in ["bis-research", "nber", "techcrunch"] {
        assert!(after.contains(&id.to_owned()), "{id} is not on");
    }
    printed(jogan(place.folder.path()).args(["source", "profile", "korean-industry", "--only"]));
    let only = on();
    assert!(only.contains(&"sedaily".to_owned()) && !only.contains(&"techcrunch".to_owned()));
    let list = printed(jogan(place.folder.path()).args(["source", "profile"]));
    assert_eq!(list.lines().count(), 3, "{list}");
    let refused =
        jogan(place.folder.path()).args(["source", "profile", "finance"]).assert().code(1);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("`korean-industry`"), "{told}");
}
