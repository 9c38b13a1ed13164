//! Ideas in every format, with words that try to break out of it.

use super::*;
use crate::lang::all_headings;
use crate::model::idea::{Link, Status, Thought};
use crate::model::{IdeaId, ItemId, Zone};

fn sheet(words: &str) -> Sheet {
    let mut sections: [String; 7] = Default::default();
    sections[0] = words.to_owned();
    sections[6] = "Ask *Kim*.".to_owned();
    let row = crate::export::items::tests::item(7, words).row;
    Sheet {
        idea: Idea {
            id: IdeaId(3),
            thought: Thought {
                title: format!("{words} idea"),
                status: Status::Sketch,
                tags: vec!["시계열".into(), "risk".into()],
                preface: String::new(),
                sections,
            },
            links: vec![
                Link { item: ItemId(7), why: format!("{words} why") },
                Link { item: ItemId(99), why: "gone".into() },
            ],
            template: false,
            created: "2026-03-05T09:00:00Z".parse().expect("a moment"),
            touched: "2026-03-06T09:00:00Z".parse().expect("a moment"),
            deleted: None,
        },
        items: vec![row],
    }
}

#[test]
fn the_documents_read_well() {
    for format in &FORMATS {
        insta::assert_snapshot!(format.name, (format.write)(&[sheet("조간")], Lang::Ko, Zone::UTC));
    }
    insta::assert_snapshot!("file", file(&sheet("조간"), Lang::En, Zone::UTC));
    assert_eq!(sheet("Time *series*/../x").file_name(), "idea-3-time-series-x-idea.md");
}

#[test]
fn words_in_an_idea_do_not_change_the_structure_of_the_documents() {
    let enemy = "x\n* y\n#+END_SRC\n# z\u{1b}[31m";
    let org = org::write(&[sheet(enemy)], Lang::En, Zone::UTC);
    assert_eq!(org.lines().filter(|line| line.starts_with("* ")).count(), 1, "{org}");
    assert_eq!(org.lines().filter(|line| *line == "#+END_SRC").count(), 2, "{org}");
    for format in &FORMATS {
        assert!(
            !(format.write)(&[sheet(enemy)], Lang::En, Zone::UTC).contains('\u{1b}'),
            "{}",
            format.name
        );
    }
}

#[test]
fn the_file_of_an_idea_holds_the_thought_that_it_is() {
    let sheet = sheet("조간");
    let text = file(&sheet, Lang::Ko, Zone::UTC);
    let body = text.split_once("\n---\n").expect("front matter").1;
    let body = body.split("\n## 출처\n").next().expect("the text before the sources");
    let (status, tags) = (sheet.idea.thought.status, sheet.idea.thought.tags.clone());
    let read = Thought { status, tags, ..Thought::from_text(body, &all_headings()) };
    assert_eq!(read, sheet.idea.thought);
}

#[test]
fn why_an_idea_stands_on_an_item_is_read_back_whatever_it_says() {
    for why in ["a *better* reason", "C:\\x", "-1 < 2 [x]", "왜냐하면", ""] {
        let line = format!("{}{}", " — ", crate::export::markdown::escape(why));
        assert_eq!(read_why(if why.is_empty() { "" } else { &line }), why);
    }
}
