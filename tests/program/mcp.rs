//! The Model Context Protocol, as a client of it speaks.

use std::path::Path;

use serde_json::{Value, json};

use super::{jogan, printed};

const ITEMS: &str = r#"{"id":"a","title":"Small models remember time series","url":"https://news.example/a","source":"Wire","published":"2026-03-05T08:00:00Z","summary":"They forget less than large ones."}
{"id":"b","title":"Chip makers invest in mills","url":"https://news.example/b","source":"Wire","published":"2026-03-05T07:00:00Z"}
"#;

fn with_items() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, ITEMS).expect("written");
    printed(jogan(folder.path()).arg("import").arg(file));
    folder
}

/// What is answered to messages, a line each.
fn answers(folder: &Path, options: &[&str], messages: &[Value]) -> Vec<Value> {
    let lines: Vec<String> = messages.iter().map(Value::to_string).collect();
    said(folder, options, &lines.join("\n"))
}

fn said(folder: &Path, options: &[&str], lines: &str) -> Vec<Value> {
    let mut command = jogan(folder);
    let text = printed(command.arg("mcp").args(options).write_stdin(lines));
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn call(id: i64, tool: &str, arguments: Value) -> Value {
    let mut params = json!({ "name": tool });
    params["arguments"] = arguments;
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })
}

#[test]
fn a_client_begins_lists_the_tools_and_calls_each() {
    let folder = with_items();
    let begin = json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
        "protocolVersion": "2025-03-26", "capabilities": {},
        "clientInfo": { "name": "test", "version": "1" } } });
    let messages = [
        begin,
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" }),
        json!({ "jsonrpc": "2.0", "id": "two", "method": "ping" }),
        call(3, "search", json!({ "query": "mills" })),
        call(4, "list", json!({ "day": "today", "limit": 1 })),
        call(5, "show", json!({ "id": 1 })),
        call(6, "edition", json!({})),
        call(7, "trends", json!({ "day": "2026-03-05" })),
        call(8, "note", json!({ "item": 1 })),
        call(9, "idea", json!({})),
        call(10, "list", json!({ "filter": "move:investment" })),
        call(11, "list", json!({ "filter": "models -source:wire", "limit": 5 })),
        call(12, "list", json!({ "filter": "move:nonsense" })),
        call(13, "search", json!({ "query": "source:wire -move:investment models" })),
        call(14, "search", json!({ "query": "움직임:투자" })),
        call(15, "search", json!({ "query": "move:nonsense" })),
    ];
    let answers = answers(folder.path(), &[], &messages);
    assert_eq!(answers.len(), messages.len() - 1, "a notification is not answered");
    assert!(answers.iter().all(|answer| answer["jsonrpc"] == "2.0" && answer["error"].is_null()));
    assert_eq!(answers[0]["result"]["protocolVersion"], "2024-11-05", "the one before it");
    assert_eq!(answers[0]["result"]["serverInfo"]["name"], "jogan");
    let tools = answers[1]["result"]["tools"].as_array().expect("tools");
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(names, ["search", "list", "show", "edition", "trends", "note", "idea"]);
    assert!(tools.iter().all(|tool| tool["annotations"]["readOnlyHint"] == true));
    assert!(tools.iter().all(|tool| tool["inputSchema"]["type"] == "object"));
    assert_eq!((&answers[2]["id"], &answers[2]["result"]), (&json!("two"), &json!({})));
    let given = |at: usize| &answers[at]["result"]["structuredContent"];
    let is_failure = |answer: &Value| answer["result"]["isError"] == true;
    let failed: Vec<usize> = (0..answers.len()).filter(|at| is_failure(&answers[*at])).collect();
    assert_eq!(failed, [12, 15], "{answers:#?}");
    let line = &tools[0]["inputSchema"]["properties"]["query"]["description"];
    assert!(line.as_str().expect("words").contains("company:nvidia"), "{line}");
    assert_eq!(given(3)["items"][0]["title"], "Chip makers invest in mills");
    assert_eq!(given(4)["items"].as_array().expect("items").len(), 1);
    assert_eq!(given(5)["content"], "They forget less than large ones.");
    assert_eq!(given(6)["window"]["kind"], "edition");
    assert_eq!(given(6)["day"], "2026-03-06", "what came today stands in tomorrow's");
    assert!(given(7)["trends"].is_array());
    assert_eq!(given(8), &json!({ "about": "item-1", "note": null }));
    assert_eq!(given(9), &json!({ "ideas": [] }));
    let titles = |at: usize| {
        let items = given(at)["items"].as_array().expect("items").iter();
        items.map(|item| item["title"].as_str().expect("a title")).collect::<Vec<_>>()
    };
    assert_eq!(titles(10), ["Chip makers invest in mills"]);
    assert_eq!(titles(11), [""; 0]);
    assert_eq!(titles(13), ["Small models remember time series"]);
    assert_eq!(titles(14), ["Chip makers invest in mills"]);
    // The text says the same, for clients of before.
    let text = answers[8]["result"]["content"][0]["text"].as_str().expect("a text");
    assert_eq!(&serde_json::from_str::<Value>(text).expect("JSON"), given(8));
}

#[test]
fn nothing_is_written_unless_the_user_says_so() {
    let folder = with_items();
    let at = folder.path();
    let write = [
        call(1, "note", json!({ "item": 1, "text": "한 줄" })),
        call(2, "idea", json!({ "title": "Distil", "items": [1], "why": "it says so" })),
    ];
    for answer in answers(at, &[], &write) {
        assert_eq!(answer["result"]["isError"], true);
        let why = answer["result"]["content"][0]["text"].as_str().expect("a text");
        assert!(why.contains("--write"), "{why}");
    }
    assert_eq!(printed(jogan(at).args(["export", "notes", "--format", "json"])).trim(), "[]");
    let more = [
        &write[..],
        &[
            call(3, "note", json!({ "item": 1, "append": "and more" })),
            call(
                4,
                "idea",
                json!({ "id": 1, "append": "They forget.", "section": "problem", "items": [2] }),
            ),
        ],
    ]
    .concat();
    let answers = answers(at, &["--write"], &more);
    assert!(answers.iter().all(|answer| answer["result"]["isError"] == false), "{answers:#?}");
    assert_eq!(answers[2]["result"]["structuredContent"]["note"], "한 줄\n\nand more");
    let idea = &answers[3]["result"]["structuredContent"]["ideas"][0];
    assert_eq!(
        (&idea["title"], &idea["sections"]["problem"]),
        (&json!("Distil"), &json!("They forget."))
    );
    assert_eq!(idea["links"].as_array().expect("links").len(), 2);
}

#[test]
fn what_is_no_message_is_told_by_its_code_and_ends_nothing() {
    let folder = with_items();
    let lines = "not json\n\n{\"jsonrpc\":\"2.0\",\"id\":1}\n\
        {\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/list\"}\n\
        {\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"rm\"}}\n\
        {\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":\"show\",\"arguments\":{\"id\":\"x\"}}}\n\
        {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"show\",\"arguments\":{\"id\":99}}}\n\
        {\"jsonrpc\":\"2.0\",\"id\":6,\"result\":{}}\n\
        [{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}]\n\
        {\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"ping\"}\n";
    let answers = said(folder.path(), &[], lines);
    let codes: Vec<Option<i64>> =
        answers.iter().map(|answer| answer["error"]["code"].as_i64()).collect();
    let expected =
        [Some(-32700), Some(-32600), Some(-32601), Some(-32602), None, None, Some(-32600), None];
    assert_eq!(codes, expected, "{answers:#?}");
    assert_eq!(answers[4]["result"]["isError"], true);
    assert_eq!(answers[5]["result"]["isError"], true);
    assert_eq!(answers[7]["id"], 8, "what follows a refused line is answered");
}

#[test]
fn a_message_may_be_as_long_as_is_said_and_hold_no_more_than_can_be_kept() {
    let folder = with_items();
    let ping = |id: i64| format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"ping\"}}");
    let padded =
        |length: usize| ping(1) + &" ".repeat(length - ping(1).len()) + "\n" + &ping(2) + "\n";
    let long = 8 * 1024 * 1024;
    let answers = said(folder.path(), &[], &padded(long));
    assert!(answers.iter().all(|answer| answer["error"].is_null()), "{answers:?}");
    assert_eq!(answers.len(), 2);
    let answers = said(folder.path(), &[], &padded(long + 1));
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["error"]["code"], &answers[1]["id"]), (&json!(-32600), &json!(2)));
    let many =
        format!("{{\"id\":1,\"method\":\"ping\",\"params\":[{}0]}}\n", "{\"\":0},".repeat(20_000));
    let answers = said(folder.path(), &[], &many);
    assert_eq!(answers[0]["error"]["code"], -32600, "{answers:?}");
}

#[test]
fn an_idea_is_replaced_only_as_it_was_read_and_what_it_said_can_be_had_back() {
    let folder = with_items();
    let at = folder.path();
    let begin = [call(1, "idea", json!({ "title": "Distil", "text": "Mine.\n\n## Risk\nSome." }))];
    let begun = answers(at, &["--write"], &begin);
    let touched = &begun[0]["result"]["structuredContent"]["ideas"][0]["touched"];
    let refused = [
        call(1, "idea", json!({ "id": 1, "text": "Theirs." })),
        call(2, "idea", json!({ "id": 1, "title": "Theirs" })),
        call(3, "idea", json!({ "id": 1, "text": "Theirs.", "touched": "2020-01-01T00:00:00Z" })),
        call(4, "idea", json!({ "id": 1, "section": "risk" })),
    ];
    for answer in answers(at, &["--write"], &refused) {
        assert_eq!(answer["result"]["isError"], true, "{answer}");
    }
    let show = || printed(jogan(at).args(["idea", "show", "1"]));
    assert!(show().contains("Mine.") && show().contains("Some."), "{}", show());
    let replace = json!({ "id": 1, "text": "Theirs.", "touched": touched });
    let answer = &answers(at, &["--write"], &[call(1, "idea", replace)])[0];
    assert_eq!(answer["result"]["isError"], false, "{answer}");
    assert!(show().contains("Theirs.") && !show().contains("Mine."), "{}", show());
    let deleted = printed(jogan(at).args(["idea", "list", "--deleted", "--json"]));
    let deleted: Value = serde_json::from_str(&deleted).expect("JSON");
    assert_eq!(
        (&deleted[0]["preface"], &deleted[0]["sections"]["risk"]),
        (&json!("Mine."), &json!("Some."))
    );
    printed(jogan(at).args(["idea", "restore", &deleted[0]["id"].to_string()]));
    let list = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" });
    for (options, can) in [(&[][..], false), (&["--write"][..], true)] {
        let answers = answers(at, options, std::slice::from_ref(&list));
        let tools = answers[0]["result"]["tools"].as_array().expect("tools");
        for tool in tools {
            let writes = can && matches!(tool["name"].as_str(), Some("note" | "idea"));
            assert_eq!(tool["annotations"]["destructiveHint"], writes, "{tool}");
        }
    }
}

#[test]
fn an_argument_that_is_not_understood_is_told_and_never_passed_over() {
    let folder = with_items();
    let many: Vec<i64> = vec![1; 201];
    let wrong = [
        call(1, "search", json!({ "query": "mills", "limitt": 3 })),
        call(2, "search", json!(["mills"])),
        call(3, "search", json!({ "query": "mills", "limit": -5 })),
        call(4, "list", json!({ "limit": 201 })),
        call(5, "edition", json!({ "minutes": "abc" })),
        call(6, "edition", json!({ "minutes": 9999 })),
        call(7, "list", json!({ "source": "nowhere" })),
        call(8, "list", json!({ "day": "today", "since": "yesterday" })),
        call(9, "idea", json!({ "title": "Many", "items": many })),
        call(10, "idea", json!({ "title": " " })),
    ];
    let answers = answers(folder.path(), &["--write"], &wrong);
    assert_eq!(answers.len(), wrong.len());
    for answer in answers {
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        assert!(answer["result"]["content"][0]["text"].as_str().is_some_and(|why| !why.is_empty()));
    }
    let right = [
        call(1, "edition", json!({ "minutes": "2.5", "day": null })),
        call(2, "list", json!({ "limit": "1" })),
        call(3, "idea", json!({ "limit": 1 })),
    ];
    for answer in self::answers(folder.path(), &[], &right) {
        assert_eq!(answer["result"]["isError"], false, "{answer}");
    }
}
