//! What the desk says of the items of a file, without a store: one JSON object a line, for trying
//! other word lists and numbers.
//!
//! ```text
//! cargo run --release --example judge -- items.jsonl
//! cargo run --release --example judge -- items.jsonl --set join_at=0.4 --text moves=my-moves.toml
//! ```
//!
//! The file is what `jogan import` reads. Items come in their order; after each day (UTC) the
//! stories of that day are told, too.

use std::collections::HashMap;
use std::io::Write as _;

use anyhow::Context as _;
use jogan::desk::{Arrival, Desk, Rules, Settings};
use jogan::model::{ItemId, Moment, NewItem, Revision, Source, SourceId, Tier, Zone};

fn main() -> anyhow::Result<()> {
    let mut file = None;
    let mut rules = Rules::shipped();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--set" => {
                let pair = args.next().context("--set wants NAME=NUMBER")?;
                let (name, value) = pair.split_once('=').context("--set wants NAME=NUMBER")?;
                anyhow::ensure!(rules.tuning.set(name, value.parse()?), "no number `{name}`");
            }
            "--text" => {
                let pair = args.next().context("--text wants NAME=FILE")?;
                let (name, path) = pair.split_once('=').context("--text wants NAME=FILE")?;
                rules.texts.push((name.to_owned(), std::fs::read_to_string(path)?));
            }
            _ => file = Some(arg),
        }
    }
    let text = std::fs::read_to_string(file.context("which file?")?)?;
    let settings = Settings { zone: Zone::Named(chrono_tz::UTC), ..Settings::default() };
    let mut desk = Desk::by(settings, rules)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut rows: Vec<(String, serde_json::Value)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let published = row["published"].as_str().unwrap_or_default().to_owned();
        rows.push((published, row));
    }
    rows.sort_by(|a, b| a.0[..10].cmp(&b.0[..10]));
    let mut names: HashMap<i64, String> = HashMap::new();
    let mut day = String::new();
    let started = std::time::Instant::now();
    let mut spent = std::time::Duration::ZERO;
    for (n, (published, row)) in rows.iter().enumerate() {
        if published[..10] != day {
            told(&mut desk, &day, &names, &mut out)?;
            published[..10].clone_into(&mut day);
        }
        let id = ItemId(n as i64 + 1);
        let name = row["source"].as_str().unwrap_or("import");
        let source = source(name, row["kind"].as_str().unwrap_or("import"));
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| -> Vec<String> {
            row[key]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|v| v.as_str().map(str::to_owned))
                .collect()
        };
        let item = NewItem {
            title: jogan::text::clean::line(&text("title"), 1_000),
            url: row["url"].as_str().map(str::to_owned),
            summary: jogan::text::clean::block(&text("summary"), 20_000),
            categories: list("categories"),
            authors: list("authors"),
            points: row["points"].as_i64(),
            comments: row["comments"].as_i64(),
            language: row["language"].as_str().map(str::to_owned),
            ..NewItem::default()
        };
        let published: Moment = match published.len() {
            10 => format!("{published}T00:00:00Z").parse()?,
            _ => published.parse()?,
        };
        let before = std::time::Instant::now();
        let judged =
            desk.arrive(&Arrival { id, item: &item, source: &source, published, known: None });
        spent += before.elapsed();
        let ext = text("id");
        names.insert(id.0, ext.clone());
        serde_json::to_writer(
            &mut out,
            &serde_json::json!({
                "item": ext, "n": id.0, "story": judged.story.0, "pane": judged.pane.name(), "reason": judged.pane_reason,
                "companies": judged.companies, "moves": judged.moves.iter().map(|m| m.name()).collect::<Vec<_>>(),
                "facts": judged.facts, "topics": judged.topics, "base": judged.base,
                "why": judged.why, "kept": judged.kept,
            }),
        )?;
        writeln!(out)?;
    }
    told(&mut desk, &day, &names, &mut out)?;
    let each = spent.as_secs_f64() * 1e6 / rows.len().max(1) as f64;
    eprintln!(
        "{} items, {each:.1} µs each, {:.1} s in all",
        rows.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

fn told(
    desk: &mut Desk,
    day: &str,
    names: &HashMap<i64, String>,
    out: &mut impl std::io::Write,
) -> anyhow::Result<()> {
    for revision in desk.settle() {
        let told = match revision {
            Revision::Joined { gone, into } => {
                serde_json::json!({"day": day, "gone": gone.0, "into": into.0})
            }
            Revision::Story(state) => serde_json::json!({
                "day": day, "story": state.id.0, "head": names.get(&state.head.0), "size": state.size,
                "publishers": state.publishers, "pane": state.pane.name(), "worth": state.worth,
                "facts": state.facts, "why": state.why, "last": state.last.to_rfc3339(),
            }),
        };
        serde_json::to_writer(&mut *out, &told)?;
        writeln!(out)?;
    }
    Ok(())
}

fn source(name: &str, kind: &str) -> Source {
    Source {
        id: SourceId(name.to_lowercase().replace(' ', "-")),
        name: name.to_owned(),
        kind: kind.to_owned(),
        address: String::new(),
        options: std::collections::BTreeMap::default(),
        pane: None,
        tier: Tier::Specialist,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}
