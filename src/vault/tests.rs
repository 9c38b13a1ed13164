//! What another editor does to the files, and what the vault makes of it.

use std::path::{Path, PathBuf};

use super::*;
use crate::desk::Settings;
use crate::model::change::Standing;
use crate::model::idea::Link;
use crate::model::{About, IdeaId, Listed, NewItem, Source, Status, Zone};
use crate::newsroom::Newsroom;

fn now() -> Moment {
    "2026-03-05T12:00:00Z".parse().expect("a moment")
}

/// A store with items, and a vault beside it.
struct Place {
    folder: tempfile::TempDir,
    newsroom: Newsroom,
}

impl Place {
    /// Three items, a note on the first and an idea on it.
    fn open() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let mut newsroom =
            Newsroom::open(&folder.path().join("data"), Settings::default()).expect("a store");
        let source: Source = serde_json::from_value(serde_json::json!({
            "id": "wire", "name": "Wire", "kind": "feed", "address": "",
        }))
        .expect("a source");
        newsroom.store.put_source(&source).expect("a source");
        let items: Vec<NewItem> = ["One", "Two", "Three"]
            .map(|title| NewItem {
                external_id: Some(title.into()),
                url: Some(format!("https://wire.example/{title}")),
                title: format!("{title} of a kind"),
                published: Some(now()),
                ..NewItem::default()
            })
            .into();
        newsroom.take_in(&source, &items, now()).expect("taken in");
        let mut place = Place { folder, newsroom };
        place.note(1, "see [[item:2|Two]] and [[idea:1|Distil]]");
        let thought = Thought { title: "Distil".into(), ..Thought::default() };
        let links = [Link { item: ItemId(1), why: "because".into() }];
        let idea = Idea::begun(7, thought, links.into(), false, now());
        place.store().change_idea(None, Some(&idea), now()).expect("an idea");
        place.sync();
        place
    }

    fn store(&mut self) -> &mut Store {
        &mut self.newsroom.store
    }

    fn sync(&mut self) -> Synced {
        let dir = self.dir();
        sync(&mut self.newsroom.store, &dir, None, (Lang::En, Zone::UTC), now()).expect("synced")
    }

    fn dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn note(&mut self, id: i64, text: &str) {
        self.store().set_note(About::Item(ItemId(id)), text, now()).expect("kept");
    }

    fn said(&mut self, about: About) -> Option<String> {
        self.store().note(about).expect("read").map(|note| note.text)
    }

    fn idea(&mut self, id: i64) -> Idea {
        self.store().idea(IdeaId(id)).expect("an idea")
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.dir().join(name)).expect(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.dir().join(name), text).expect(name);
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{text}");
        self.write(name, &text.replace(from, to));
    }

    fn has(&self, name: &str) -> bool {
        self.dir().join(name).exists()
    }
}

fn item(id: i64) -> About {
    About::Item(ItemId(id))
}

#[test]
fn front_matter_and_sources_that_were_edited_are_taken_back() {
    let mut place = Place::open();
    place.edit("ideas/idea-1.md", "status: spark", "status: active");
    place.edit("ideas/idea-1.md", "tags: []", "tags:\n  - memory");
    place.edit("ideas/idea-1.md", "— because", "— a much *better* reason");
    let text = place.read("ideas/idea-1.md") + "- [[item-3]] — says the same\n";
    place.write("ideas/idea-1.md", &text);
    assert_eq!(place.sync().taken, 1);
    let idea = place.idea(1);
    assert_eq!(
        (idea.thought.status, idea.thought.tags.as_slice()),
        (Status::Active, &["memory".to_owned()][..])
    );
    let whys: Vec<(i64, &str)> = idea.links.iter().map(|l| (l.item.0, l.why.as_str())).collect();
    assert_eq!(whys, [(1, "a much *better* reason"), (3, "says the same")]);
    assert_eq!(place.sync(), Synced::default(), "the file stays as the other editor left it");
    place.edit("ideas/idea-1.md", "status: active", "status: done");
    assert_eq!(place.sync().taken, 1, "again, without a conflict");
    assert_eq!(place.idea(1).thought.status, Status::Done);
}

#[test]
fn what_cannot_be_taken_back_is_reported_and_left_as_it_is() {
    let mut place = Place::open();
    place.edit("ideas/idea-1.md", "status: spark", "status: soon");
    for _ in 0..2 {
        let remarks = place.sync().remarks;
        let path = place.dir().join("ideas/idea-1.md");
        assert_eq!(remarks, [Remark::Odd(path, Odd::Status("soon".into()))]);
    }
    assert!(place.read("ideas/idea-1.md").contains("status: soon"));
}

#[test]
fn a_file_whose_lines_end_as_windows_has_them_is_the_same_file() {
    let mut place = Place::open();
    let text = place.read("notes/item-1.md");
    place.write("notes/item-1.md", &text.replace('\n', "\r\n"));
    assert_eq!(place.sync(), Synced::default());
    place.write("notes/item-1.md", &text.replace("see", "look at").replace('\n', "\r\n"));
    assert_eq!(place.sync().taken, 1);
    let said = place.said(item(1)).expect("a note");
    assert_eq!(said, "look at [[item:2|Two]] and [[idea:1|Distil]]");
}

#[test]
fn files_made_by_hand_become_notes_and_ideas_and_keep_their_names() {
    let mut place = Place::open();
    place.write("notes/item-2.md", "by hand\n");
    place.write("notes/day-2026-03-03.md", "---\nmood: good\n---\na day\n");
    place.write("notes/anywhere.md", "---\njogan: story-3\n---\non a story\n");
    place.write("notes/item-99.md", "on nothing\n");
    place.write("notes/shopping.md", "milk\n");
    place
        .write("ideas/my-own.md", "---\nstatus: sketch\n---\nText before.\n\n## Problem\n\nOld.\n");
    let synced = place.sync();
    assert_eq!(synced.taken, 4, "{synced:?}");
    let dir = place.dir();
    let odd = Remark::Odd(dir.join("notes/item-99.md"), Odd::Item(99));
    assert_eq!(synced.remarks, [Remark::Nameless(dir.join("notes/shopping.md"), 1), odd]);
    assert_eq!(place.said(item(2)).as_deref(), Some("by hand"));
    let day = About::Day("2026-03-03".parse().expect("a day"));
    assert_eq!(place.said(day).as_deref(), Some("a day"));
    assert_eq!(place.said(About::Story(crate::model::StoryId(3))).as_deref(), Some("on a story"));
    let idea = place.idea(2);
    assert_eq!((idea.thought.title.as_str(), idea.thought.status), ("my-own", Status::Sketch));
    assert_eq!(idea.thought.sections[0], "Old.");
    let file = place.read("ideas/my-own.md");
    assert!(file.starts_with("---\njogan: idea-2\nstatus: sketch\n---\nText before."), "{file}");
    let again = place.sync();
    assert_eq!((again.taken, place.has("ideas/idea-2.md")), (0, false), "{again:?}");
    // Links lead to the file, whatever it is named, and come back.
    place.note(3, "[[idea:2|Mine]]");
    place.sync();
    place.edit("notes/item-3.md", "[[my-own|Mine]]", "so: [[my-own|Mine]]");
    place.sync();
    assert_eq!(place.said(item(3)).as_deref(), Some("so: [[idea:2|Mine]]"));
}

#[test]
fn a_file_follows_what_was_deleted_unless_it_was_changed_since() {
    let mut place = Place::open();
    place.note(2, "second");
    place.sync();
    place.note(1, "");
    place.edit("notes/item-2.md", "second", "second thoughts");
    place.note(2, "");
    let synced = place.sync();
    assert_eq!((synced.removed, place.has("notes/item-1.md")), (1, false));
    let path = place.dir().join("notes/item-2.md");
    assert_eq!(synced.remarks, [Remark::Deleted(path, "item-2".into())]);
    // It is settled by restoring it: what was typed there counts.
    place.store().changing(|kept| kept.restore_note(item(2))).expect("restored");
    assert_eq!(place.sync().taken, 1);
    assert_eq!(place.said(item(2)).as_deref(), Some("second thoughts"));
    place.store().changing(|kept| kept.restore_note(item(1))).expect("restored");
    let synced = place.sync();
    assert!(synced.remarks.is_empty() && place.has("notes/item-1.md"), "{synced:?}");
}

#[test]
fn a_file_that_was_removed_is_written_again_and_that_is_said() {
    let mut place = Place::open();
    let path = place.dir().join("notes/item-1.md");
    std::fs::remove_file(&path).expect("removed");
    let synced = place.sync();
    assert_eq!((synced.written, synced.remarks), (1, vec![Remark::Again(path)]));
    // In another folder nothing was removed.
    let other = place.folder.path().join("other");
    let synced = sync(place.store(), &other, None, (Lang::En, Zone::UTC), now()).expect("synced");
    assert_eq!((synced.written, synced.remarks), (2, Vec::new()));
}

#[test]
fn links_can_be_followed_by_other_editors() {
    let mut place = Place::open();
    let file = place.read("notes/item-1.md");
    let page = "[Two](<https://wire.example/Two> \"item:2\")";
    assert!(file.contains(page) && file.contains("[[idea-1|Distil]]"), "{file}");
    place.note(2, "here");
    place.sync();
    assert!(place.read("notes/item-1.md").contains("[[item-2|Two]]"), "it has a file now");
}

#[test]
fn of_two_files_for_one_the_one_of_its_name_counts() {
    let mut place = Place::open();
    let text = place.read("ideas/idea-1.md");
    place.write("ideas/a-copy.md", &text.replace("because", "a copy"));
    let remarks = place.sync().remarks;
    let dir = place.dir();
    let path = |name: &str| dir.join(name);
    assert_eq!(remarks, [Remark::Twice(path("ideas/a-copy.md"), path("ideas/idea-1.md"))]);
    assert_eq!(place.idea(1).links[0].why, "because");
    // Renamed, it is the same idea still.
    let named: &Path = &path("ideas/a-copy.md");
    std::fs::rename(path("ideas/idea-1.md"), named).expect("renamed");
    let synced = place.sync();
    assert_eq!((synced.written, synced.taken, synced.remarks), (1, 0, Vec::new()));
    assert!(place.read("notes/item-1.md").contains("[[a-copy|Distil]]"), "its links follow");
}

#[test]
fn lines_of_front_matter_that_are_the_users_own_stay() {
    let mut place = Place::open();
    place.edit("notes/item-1.md", "---\nsee", "mood: good\n---\nsee");
    assert_eq!(place.sync(), Synced::default(), "no text was changed");
    place.note(1, "something else");
    assert_eq!(place.sync().written, 1);
    let file = place.read("notes/item-1.md");
    assert!(file.contains("mood: good\n---\nsomething else"), "{file}");
}

#[test]
fn a_tag_that_is_taken_off_leaves_the_file_and_the_users_own_stay() {
    let mut place = Place::open();
    let mut listed: Option<Listed> = None;
    let mut tag = |place: &mut Place, tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let to = Some(Listed { tags, ..Listed::default() });
        let change = [Standing { id: ItemId(1), was: listed.clone(), to: to.clone() }];
        place.store().changing(|kept| kept.change_listed(&change, now())).expect("listed");
        listed = to;
        place.sync();
        place.read("notes/item-1.md")
    };
    let file = tag(&mut place, &["risk", "memory"]);
    assert!(file.contains("tags: [\"risk\", \"memory\"]\n"), "{file}");
    place.edit("notes/item-1.md", "tags: [\"risk\", \"memory\"]", "tags: [risk, memory, mine]");
    place.sync();
    let file = tag(&mut place, &["memory"]);
    assert!(file.contains("tags: [\"memory\", \"mine\"]\n"), "{file}");
    let file = tag(&mut place, &[]);
    assert!(file.contains("tags: [\"mine\"]\n"), "{file}");
}
