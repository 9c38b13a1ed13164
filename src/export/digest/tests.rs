//! Every format over the same digests, hostile ones among them.

use std::cell::RefCell;

use base64::Engine as _;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use sha2::{Digest as _, Sha256};

use super::*;
use crate::model::{BlockKey, Counted, Facts, Group, Pane, StoryId};

/// A sentence of another item than that which is told.
fn quote(words: &str, said: &str, reference: u32) -> Quote {
    Quote { text: format!("{words} {said}"), item: ItemId(8), reference, language: "en".to_owned() }
}

fn counted(words: &str) -> Counted {
    Counted {
        text: format!("{words} 2"),
        kind: "investment".to_owned(),
        count: 2,
        before: None,
        stories: vec![StoryId(7), StoryId(8)],
    }
}

/// A digest of one shape, whatever the words are.
fn digest(words: &str) -> Digest {
    let entry = |label: &str, refs: &[u32]| Entry {
        group: Some(format!("{words} group")),
        label: format!("{words} {label}"),
        text: format!("{words} said."),
        refs: refs.to_vec(),
        item: ItemId(7),
        meta: vec![format!("{words} fact"), "second".to_owned()],
        consequence: Some(quote(words, "may follow.", 2)),
        series: vec![0, 1, 3],
        language: words.to_owned(),
        ..Entry::default()
    };
    let block = |key| Block {
        key,
        title: format!("{words} block"),
        entries: vec![entry("one", &[1, 2]), entry("two", &[2])],
        groups: vec![Group { name: format!("{words} group"), counts: vec![counted(words)] }],
        columns: Vec::new(),
        remark: Some(format!("{words} left")),
        rest: Vec::new(),
    };
    let mut table = block(BlockKey::Trends);
    table.columns = ["term", "now"].map(|head| format!("{words} {head}")).to_vec();
    for entry in &mut table.entries {
        entry.cells = vec![format!("{words} cell")];
    }
    let lead = |rank: u32, told: &str, refs: &[u32]| Lead {
        rank,
        item: ItemId(7),
        story: StoryId(7),
        pane: Pane::Companies,
        refs: refs.to_vec(),
        text: format!("{words} {told}"),
        label: format!("{words} {told}"),
        scan: Some(format!("{words} {told}")),
        quote: Some(quote(words, "quoted.", 1)),
        consequence: Some(quote(words, "may follow.", 2)),
        meta: vec![format!("{words} known")],
        facts: Facts { actor: Some(words.to_owned()), ..Facts::default() },
        topics: vec![words.to_owned()],
        written: Vec::new(),
    };
    let reference = |n: u32| Reference {
        n,
        title: format!("{words} page {n}"),
        url: format!("https://news.example/{n}?a=1&b=2"),
        source: format!("{words} source"),
        published: "2026-03-05T08:12:00Z".parse().ok(),
        day: "2026-03-05".parse().ok(),
    };
    Digest {
        day: "2026-03-05".parse().expect("a day"),
        from: None,
        closes: "2026-03-05T20:00:00Z".parse().expect("a moment"),
        window: None,
        stories: 0,
        minutes: 4.8,
        language: "en".to_owned(),
        summary: vec![counted(words), counted(words)],
        left: [("small".to_owned(), 4), ("how-to".to_owned(), 9)].into(),
        lead: vec![lead(1, "first", &[1, 2]), lead(2, "second", &[9])],
        remark: None,
        blocks: vec![block(BlockKey::Research), table, block(BlockKey::Mine)],
        references: vec![reference(1), reference(2)],
        writer: None,
    }
}

/// What titles are made of when an enemy writes them.
const PIECES: &[&str] = &[
    "**",
    "*",
    "__",
    "_",
    "`",
    "```",
    "](javascript:alert(1))",
    "[x](y)",
    "[^1]",
    "[^1]: x",
    "![",
    "<script>",
    "</script>",
    "<b>",
    "<!--",
    "-->",
    "]]>",
    "\n# x\n",
    "\n\n",
    "- ",
    "+ ",
    "1. ",
    "1) ",
    "> ",
    "# ",
    "---",
    "===",
    "| a | b |",
    "~~",
    "~",
    "$x$",
    "$$",
    "^",
    "==",
    "{#id}",
    "\\",
    "&lt;",
    "&#x3c;",
    "&copy",
    "http://evil.example",
    "www.evil.example",
    "<https://evil.example>",
    "a@evil.example",
    "\u{202e}",
    "\u{1b}[31m",
    "\u{0}",
    "\u{2028}",
    "[[x][y]]",
    "[fn:9]",
    "* x",
    "#+BEGIN_SRC",
    ":tag:",
    "::",
    "\"",
    "'",
    "=cmd|' /C calc'!A0",
    "%",
    "{{ x }}",
    "word",
    "조간",
    "é",
    " ",
    ". ",
    ": ",
    "\t",
];

fn hostile() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 1..8).prop_map(|p| p.concat())
}

/// What kind of thing follows what in a Markdown document, without its words.
fn markdown_shape(document: &str) -> Vec<String> {
    let all = Options::all()
        - Options::ENABLE_SMART_PUNCTUATION
        - Options::ENABLE_OLD_FOOTNOTES
        - Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        - Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut shape: Vec<String> = Vec::new();
    for event in Parser::new_ext(document, all) {
        shape.push(match event {
            Event::Text(_) => continue,
            Event::Start(Tag::Link { dest_url, .. }) => format!("link {dest_url}"),
            other => format!("{other:?}"),
        });
    }
    shape
}

fn markdown_words(document: &str) -> String {
    Parser::new_ext(document, Options::ENABLE_FOOTNOTES)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.to_string()),
            Event::End(_) => Some("\n".to_owned()),
            _ => None,
        })
        .collect()
}

#[derive(Default)]
struct Seen {
    shape: RefCell<Vec<String>>,
    words: RefCell<String>,
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                let mark = if tag.kind == TagKind::StartTag { "" } else { "/" };
                let attributes: Vec<String> = tag
                    .attrs
                    .iter()
                    .map(|attribute| format!("{}={}", attribute.name.local, attribute.value))
                    .collect();
                self.shape.borrow_mut().push(format!("{mark}{} {attributes:?}", tag.name));
            }
            Token::CharacterTokens(text) => self.words.borrow_mut().push_str(&text),
            Token::CommentToken(_) => self.shape.borrow_mut().push("comment".to_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The tags of a page with their attributes, and its words.
fn page(document: &str) -> (Vec<String>, String) {
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(document));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    (tokenizer.sink.shape.take(), tokenizer.sink.words.take())
}

/// The parts of a message, decoded.
fn eml_parts(message: &str) -> Vec<String> {
    let boundary = message.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
    let mark = format!("--{}", boundary.expect("a boundary"));
    message
        .split(&mark)
        .filter_map(|part| part.split_once("base64\r\n\r\n"))
        .map(|(_, code)| {
            let code: String = code.split_whitespace().collect();
            let bytes = base64::engine::general_purpose::STANDARD.decode(code).expect("Base64");
            String::from_utf8(bytes).expect("UTF-8")
        })
        .collect()
}

/// Org lines reduced to what begins them and the marks of links and notes.
fn org_shape(document: &str) -> Vec<String> {
    document
        .lines()
        .map(|line| {
            let stars = line.chars().take_while(|c| *c == '*').count();
            let list = line.starts_with("- ");
            let links = line.matches("[[").count();
            let notes = line.matches("[fn:").count();
            format!("{stars} {list} {links} {notes} {}", line.starts_with("#+"))
        })
        .collect()
}

proptest! {
    #[test]
    fn no_words_can_change_the_structure_of_a_document(words in hostile()) {
        let plain = digest("plain");
        let enemy = digest(&words);
        let (lang, plain_words) = (Lang::En, line(&format!("{words} one")));

        let document = markdown::write(&enemy, lang);
        prop_assert_eq!(markdown_shape(&document), markdown_shape(&markdown::write(&plain, lang)), "{}", document);
        prop_assert!(markdown_words(&document).contains(&plain_words), "{}", document);

        let document = html::write(&enemy, lang);
        let (shape, text) = page(&document);
        prop_assert_eq!(shape, page(&html::write(&plain, lang)).0, "{}", document);
        prop_assert!(text.contains(&plain_words), "{}", document);

        let document = org::write(&enemy, lang);
        prop_assert_eq!(org_shape(&document), org_shape(&org::write(&plain, lang)), "{}", document);

        let document = json::write(&enemy, lang);
        let value: serde_json::Value = serde_json::from_str(&document).expect("JSON");
        prop_assert_eq!(&value["blocks"][0]["entries"][0]["label"], &format!("{words} one"));

        // Titles of blocks are the only lines with another kind of line below them.
        let rules = |text: &str| text.lines().filter(|line| !line.is_empty() && line.chars().all(|c| c == '-')).count();
        let document = text::write(&enemy, lang);
        prop_assert_eq!(rules(&document), rules(&text::write(&plain, lang)), "{}", document);

        let parts: Vec<String> = eml_parts(&eml::write(&enemy, lang));
        prop_assert_eq!(parts, [text::write(&enemy, lang), html::write(&enemy, lang)]);

        let feed = |digest: &Digest| crate::export::atom::write(std::slice::from_ref(digest), None, lang);
        let document = feed(&enemy);
        prop_assert_eq!(page(&document).0, page(&feed(&plain)).0, "{}", document);

        // The reader's own words may be emphasised, and can begin or end nothing else.
        let blocks = |words: &str| {
            let mut own = digest(words);
            own.blocks.iter_mut().flat_map(|block| &mut block.entries).for_each(|entry| entry.own = true);
            let inline = ["Start(Strong", "End(Strong", "Start(Emph", "End(Emph", "Code(", "link ", "End(Link"];
            let mut shape = markdown_shape(&markdown::write(&own, lang));
            shape.retain(|event| !inline.iter().any(|kind| event.starts_with(kind)));
            shape
        };
        prop_assert_eq!(blocks(&words), blocks("plain"));

        for format in &FORMATS[..] {
            let document = (format.write)(&enemy, lang);
            let drives = |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || c == '\u{202e}';
            prop_assert!(format.name == "json" || !document.contains(drives), "{}", format.name);
        }
    }
}

#[test]
fn every_format_has_its_file_and_every_file_its_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/digest");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "mod" && name != "tests")
        .collect();
    files.sort();
    let mut formats: Vec<&str> = FORMATS
        .iter()
        .map(|format| if format.name == "md" { "markdown" } else { format.name })
        .collect();
    formats.sort_unstable();
    assert_eq!(files, formats);
}

#[test]
fn only_web_addresses_are_linked() {
    let mut digest = digest("x");
    digest.references[0].url = "javascript:alert(1)".to_owned();
    for format in FORMATS.iter().filter(|format| format.name != "json") {
        let document = (format.write)(&digest, Lang::En);
        assert!(!document.contains("javascript"), "{}", format.name);
    }
}

#[test]
fn the_page_obeys_its_own_style_and_nothing_else() {
    let document = html::write(&digest("x"), Lang::Ko);
    let style = document.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next());
    let hash = base64::engine::general_purpose::STANDARD
        .encode(Sha256::digest(style.expect("a style").as_bytes()));
    assert!(document.contains(&format!("style-src 'sha256-{hash}'")), "the style's hash is {hash}");
    assert!(document.contains("default-src 'none'"));
    for outside in ["src=", "@import", "url(", "<script", "style=\""] {
        assert!(!document.contains(outside), "{outside}");
    }
}

#[test]
fn the_documents_read_well() {
    let mut digest = digest("조간");
    digest.blocks[0].entries[0].text = "Models learn <fast> & well. 둘째 문장입니다.".to_owned();
    for format in FORMATS.iter().filter(|format| format.name != "eml" && format.name != "html") {
        insta::assert_snapshot!(format.name, (format.write)(&digest, Lang::Ko));
    }
}

#[test]
fn a_message_holds_both_parts_and_only_plain_ascii_lines() {
    let message = eml::write(&digest("조간"), Lang::Ko);
    assert!(message.is_ascii());
    assert!(message.lines().all(|line| line.len() <= 300));
    assert_eq!(message.matches("--jogan-2026-03-05").count(), 3);
    assert!(message.contains("Subject: =?utf-8?B?"));
    let (head, _) = message.split_once("\r\n\r\n").expect("headers");
    let of =
        |name: &str| head.lines().filter_map(|line| line.strip_prefix(name)).collect::<Vec<_>>();
    let [date] = of("Date: ")[..] else { panic!("one date: {head}") };
    let date = chrono::DateTime::parse_from_rfc2822(date).expect("a date of RFC 5322");
    assert_eq!(date, digest("x").closes);
    assert_eq!(of("From: "), ["jogan <jogan@localhost>"]);
    // A group without members (RFC 5322, 3.4): a mailer that is told whom to send to needs no other.
    assert_eq!(of("To: "), ["undisclosed-recipients:;"]);
    let [id] = of("Message-ID: ")[..] else { panic!("one name: {head}") };
    assert!(id.starts_with("<2026-03-05.ko.") && id.ends_with("@jogan.invalid>"), "{id}");
    let name = |digest: &Digest| {
        let message = eml::write(digest, Lang::Ko);
        let line = message.lines().find(|line| line.starts_with("Message-ID: "));
        line.map(str::to_owned)
    };
    assert_eq!(name(&digest("조간")), name(&digest("조간")));
    assert_ne!(name(&digest("조간")), name(&digest("석간")), "other words are another message");
}

#[test]
fn numbers_of_sources_are_words_of_the_page() {
    let document = html::write(&digest("x"), Lang::En);
    assert!(document.contains("<li id=\"s2\">[2] "), "a list's own numbers are cut off in print");
    assert!(!document.contains("<footer>\n<h2>Sources</h2>\n<ol>"));
}

#[test]
fn a_sentence_of_another_page_names_it_and_headings_and_counts_are_told() {
    let digest = digest("Mills");
    let document = text::write(&digest, Lang::En);
    for told in [
        "Mills 2 · Mills 2",
        "“Mills quoted.” Mills source [1]",
        "“Mills may follow.” Mills source [2]",
        "[Mills group · this week: Mills 2]",
        "Left out 13: how-to 9 · small 4",
    ] {
        assert!(document.contains(told), "{told}: {document}");
    }
}
