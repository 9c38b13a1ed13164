//! The morning on which all stories happen: its moment, its items as the desk judged them, and what is
//! talked about.

use jogan::model::{
    Closing, Entry, Facts, Item, ItemId, Mentions, Moment, Move, Moving, Pane, Paper, Reason, Row,
    SourceId, StoryId, Trend, TrendState, Trending, Zone,
};

/// When all stories happen.
pub fn now() -> Moment {
    "2026-03-05T12:00:00Z".parse().expect("a moment")
}

/// Editions close an hour before noon.
pub fn closing() -> Closing {
    Closing { at: chrono::NaiveTime::MIN + chrono::Duration::hours(11), zone: Zone::UTC }
}

/// A sentence that is about what a headline tells, as one must be that is quoted below it.
fn about(id: i64, title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().take(4).collect();
    format!("What matters about “{}”, item {id}, in one sentence.", words.join(" "))
}

/// A short way to make an item.
pub fn item(id: i64, pane: Pane, score: f64, hours: i64, source: &str, title: &str) -> Item {
    let published = now() - chrono::Duration::hours(hours);
    Item {
        row: Row {
            id: ItemId(id),
            source: SourceId(source.to_lowercase()),
            source_name: source.into(),
            title: title.into(),
            url: Some(format!("https://news.example/{id}")),
            first_author: None,
            author_count: 0,
            published,
            dated: true,
            pane,
            story: StoryId(id),
            story_size: 1,
            score,
            read: false,
            starred: false,
            noted: false,
            language: "en".into(),
            companies: Vec::new(),
            moves: Vec::new(),
            category: None,
            points: None,
            comments: None,
            listed: None,
        },
        external_id: None,
        kind: "feed".into(),
        source_address: String::new(),
        seen: Moment::default(),
        authors: Vec::new(),
        categories: Vec::new(),
        summary: format!("A short account of “{title}”."),
        content: String::new(),
        content_is_html: false,
        full_text: None,
        discussion: None,
        paper: Paper::default(),
        why: vec![
            Reason { term: "start".into(), points: score - 10.0, facts: Vec::new() },
            Reason { term: "publishers".into(), points: 10.0, facts: vec!["3".into()] },
        ],
        pane_reason: String::new(),
        facts: Facts::default(),
        topics: Vec::new(),
        gist: vec![about(id, title)],
        note: None,
        story_note: None,
        ideas: Vec::new(),
        starred_at: None,
        owned: false,
    }
}

/// The morning on which all stories happen.
pub fn items() -> Vec<Item> {
    use Pane::{Companies, Research, Trends};
    let mut items = vec![
        item(
            1,
            Research,
            92.0,
            3,
            "Lakeside Lab",
            "Learning to plan in abstract actions: mid-training that makes reinforcement learning cheaper",
        ),
        item(2, Research, 87.0, 7, "Preprints", "Deep networks learn deep hierarchies"),
        item(
            3,
            Research,
            74.0,
            9,
            "Preprints",
            "어텐션 층의 일반화를 닫힌 꼴로 적기: 한 층이면 충분한 경우와 그렇지 않은 경우",
        ),
        item(
            4,
            Research,
            71.0,
            11,
            "Preprints",
            "Geometric regularization in mixtures of experts 🧠 and what it costs",
        ),
        item(5, Research, 40.0, 20, "연구소 소식", "작은 모델의 긴 기억"),
        item(
            6,
            Companies,
            88.0,
            5,
            "Wire",
            "Chip maker puts another two billion dollars into a cloud company",
        ),
        item(
            7,
            Companies,
            79.0,
            6,
            "The Daily",
            "Voice assistant to lean on a rival's model, people familiar with it say",
        ),
        item(8, Companies, 61.0, 4, "새벽경제", "한빛전자, 차세대 메모리 공장 착공"),
        item(
            9,
            Companies,
            55.0,
            4,
            "Market Notes",
            "Shares of the cloud company jump on the news of the investment and then give half of it back",
        ),
        item(10, Companies, 21.0, 30, "Wire", "Quiet quarter for server makers"),
        item(11, Trends, 66.0, 2, "광장", "에이전트에게 어디까지 맡기시나요"),
        item(12, Trends, 60.0, 8, "Essays", "Physical AI is a warehouse first"),
        item(
            13,
            Trends,
            43.0,
            26,
            "Essays",
            "The e\u{301}clair test: why demos flatter 👩\u{200d}🔬 and products do not",
        ),
        item(14, Trends, 30.0, 50, "Forum", "Ask: what do you still do by hand?"),
    ];
    items[0].row.starred = true;
    items[0].row.story_size = 3;
    items[0].row.first_author = Some("A. Writer".into());
    items[0].row.author_count = 4;
    items[0].authors =
        ["A. Writer", "B. Painter", "C. Mason", "D. Weaver"].map(str::to_owned).to_vec();
    items[3].row.noted = true;
    items[3].note = Some("Compare with the earlier one.".into());
    items[1].row.read = true;
    items[5].row.moves = vec![Move::Investment];
    items[5].row.story_size = 5;
    items[8].row.companies = vec!["coreweave".into()];
    items[9].row.companies = vec!["coreweave".into()];
    items[0].content_is_html = true;
    items[0].content = "<h2>What is new</h2><p>Plans are made of <em>abstract actions</em>, \
        see <a href=\"/method\">the method</a>.</p><ul><li>cheaper</li><li>더 빠르게</li></ul>\
        <blockquote>It halves the cost.</blockquote><pre><code>train(steps=10)</code></pre>\
        <p><img src=\"/plot.png\" alt=\"loss over time\"></p>"
        .into();
    items
}

/// The themes of the morning of all stories, of its week and the one before.
pub fn themes() -> Vec<Entry> {
    let mut series = vec![0; 11];
    series.extend([1, 2, 6]);
    let theme = |label: &str, state, week, before, items: &[i64]| Entry {
        group: Some("On the move".into()),
        label: label.into(),
        week: Some(week),
        before: Some(before),
        series: series.clone(),
        theme: Some(Moving { state, items: items.iter().map(|id| ItemId(*id)).collect() }),
        ..Entry::default()
    };
    vec![
        theme("물리 인공지능", TrendState::New, 9, 0, &[12]),
        theme("mixtures of experts", TrendState::Rising, 12, 4, &[4, 5]),
    ]
}

/// What is talked about on that morning: one of the themes, too, and others.
pub fn trending() -> Trending {
    let mut series = vec![0; 27];
    series.extend([1, 2, 6]);
    let term = |term: &str, kind: &str, state, items: &[i64]| Trend {
        term: term.into(),
        aliases: Vec::new(),
        kind: kind.into(),
        count: 6,
        score: 3.2,
        state,
        series: series.clone(),
        items: items.iter().map(|id| ItemId(*id)).collect(),
    };
    Trending {
        day: None,
        days_collected: 12,
        totals: Vec::new(),
        terms: vec![
            term("CoreWeave", "company", TrendState::Steady, &[6]),
            term("Mixtures of Experts", "topic", TrendState::Fading, &[4]),
            term("voice", "topic", TrendState::Rising, &[11]),
        ],
        companies: vec![Mentions {
            key: "coreweave".into(),
            name: "CoreWeave".into(),
            korean: Some("코어위브".into()),
            series,
        }],
    }
}

/// The same morning, on which these items are about the same as the first one.
pub fn alike(ids: &[i64]) -> Vec<Item> {
    let mut items = items();
    for item in items.iter_mut().filter(|item| ids.contains(&item.row.id.0)) {
        item.row.title += " of abstract actions for reinforcement learning";
    }
    items
}
