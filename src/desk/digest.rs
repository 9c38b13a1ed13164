//! The day's digest: what of all that was told on a day is worth the minutes a reader has.
//!
//! A pure function of plain data. Each block has its floor, so that a loud one starves none; what
//! is left of the budget goes to whatever tells most in least time. What was left out is counted,
//! and a block that had nothing says so. Sentences are the sources' own, word for word.

mod mine;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::lang::{self, Lang, say};
use crate::model::{
    Block, BlockKey, Day, Digest, Entry, Idea, Item, Moment, Note, Pane, Reference, Row, Trend,
    TrendState, Zone,
};
use crate::text::{address, clean, math, pace};

/// Entries a block gets before any other gets more, if it has them.
const FLOOR: usize = 2;
/// The greatest part of the budget that one block may take while others have something to say.
const MOST_OF_BUDGET: f64 = 0.55;
/// Entries of one publisher in a block; scholarly archives publish everybody and are exempt.
const OF_ONE_PUBLISHER: usize = 3;
/// Pages cited for one story.
const CITED: usize = 3;
/// Terms told in the block of trends.
const TERMS: usize = 4;
/// Lines before the blocks.
const LEAD: usize = 3;
/// Terms told of a longer span, as a table of them.
const TERMS_OF_SPAN: usize = 8;
/// Characters of sentences.
const TEXT_CHARS: usize = 700;
/// Bytes of a title that a sentence does not hold by chance.
const TITLE: usize = 20;
/// Stories that name a term which is told.
const NAMED_BY: u32 = 2;
/// What a story is worth that was told before the day and has only one new report.
const OLD_NEWS: f64 = 0.6;
/// What a title is worth that one source gives without a sentence.
const BARE: f64 = 0.8;
/// What choosing an entry costs the eye besides reading it, in minutes.
const EYE: f64 = 0.05;

/// A story of the day.
#[derive(Debug, Clone)]
pub struct Told {
    /// The item that tells it best among those of the day.
    pub item: Item,
    /// All its members of all days, in any order.
    pub members: Vec<Row>,
}

/// All that a digest is made of.
pub struct Material<'a> {
    /// The day, or the last day of a longer span.
    pub day: Day,
    /// The first day of a longer span.
    pub from: Option<Day>,
    /// When it begins: what was told before is continued.
    pub begins: Moment,
    /// When it ends, or now if that is earlier.
    pub ends: Moment,
    /// How moments become dates.
    pub zone: Zone,
    /// Stories of the day; of those in no pane's first ranks only the number is needed.
    pub stories: Vec<Told>,
    /// How many stories the day had in each pane, by [`Pane::index`].
    pub heard: [u32; 3],
    /// Terms with the items behind them, strongest first.
    pub trends: Vec<(Trend, Vec<Row>)>,
    /// The reading list, newest first.
    pub starred: Vec<Item>,
    /// Notes written or changed on the day.
    pub notes: Vec<(Note, Row)>,
    /// Ideas begun or changed on the day, with the items that they stand on.
    pub ideas: Vec<(Idea, Vec<Row>)>,
    /// Budget of reading time in minutes.
    pub minutes: f64,
    /// Language of all that is not quoted.
    pub lang: Lang,
    /// A company's name by its key.
    pub company: &'a dyn Fn(&str) -> String,
}

/// Composes the digest.
pub fn compose(material: &Material<'_>) -> Digest {
    let drafts = drafts(material);
    let terms = terms(material);
    let spent_on_terms = terms.iter().map(|(entry, _)| cost(entry)).sum::<f64>();
    let chosen = choose(&drafts, material.minutes - spent_on_terms);
    let mut citations = Citations::default();
    let mut blocks = Vec::new();
    let mut shown: BTreeSet<i64> = BTreeSet::new();
    for pane in Pane::ALL {
        let mut entries = Vec::new();
        let of_pane =
            in_groups(chosen.iter().map(|at| &drafts[*at]).filter(|draft| draft.pane == pane));
        let told = u32::try_from(of_pane.len()).unwrap_or(u32::MAX);
        for draft in of_pane {
            shown.insert(draft.entry.item.0);
            let rows = draft.rows.iter().copied();
            entries.extend(citations.cited(draft.entry.clone(), rows));
        }
        if pane == Pane::Trends {
            for (entry, rows) in &terms {
                entries.extend(citations.cited(entry.clone(), rows.iter()));
            }
        }
        let left = material.heard[pane.index()].saturating_sub(told);
        blocks.push(Block {
            key: key(pane),
            title: say(material.lang, &format!("digest.{}", pane.name()), &[]).into_owned(),
            remark: remark(material.lang, entries.is_empty(), left),
            entries,
        });
    }
    let lead = lead(material.lang, &drafts, &chosen);
    blocks.push(mine::block(material, &drafts, &shown, &mut citations));
    let entries = blocks.iter().flat_map(|block| &block.entries);
    let minutes =
        entries.map(cost).sum::<f64>() + lead.iter().map(|line| pace::minutes(line)).sum::<f64>();
    Digest {
        day: material.day,
        from: material.from,
        minutes: (minutes * 10.0).round() / 10.0,
        lead,
        blocks,
        references: citations.references,
    }
}

fn key(pane: Pane) -> BlockKey {
    match pane {
        Pane::Research => BlockKey::Research,
        Pane::Companies => BlockKey::Companies,
        Pane::Trends => BlockKey::Trends,
    }
}

/// A story's entry before it is known whether there is room for it.
struct Draft<'a> {
    pane: Pane,
    worth: f64,
    publisher: String,
    entry: Entry,
    /// What it cites, best first.
    rows: Vec<&'a Row>,
    /// Where it comes from, in short.
    source: String,
    watched: bool,
    /// Whether it is a title of one source and nothing more.
    is_bare: bool,
}

/// The stories of the day that can be cited, best first, none told twice.
fn drafts<'a>(material: &'a Material<'_>) -> Vec<Draft<'a>> {
    let mut known = BTreeSet::new();
    let mut stories: Vec<&Told> = material
        .stories
        .iter()
        .filter(|told| told.item.row.url.is_some() && !clean::is_sponsored(&told.item.row.title))
        .collect();
    stories.sort_by(|a, b| {
        b.item.row.score.total_cmp(&a.item.row.score).then(a.item.row.id.cmp(&b.item.row.id))
    });
    let mut drafts: Vec<Draft<'a>> = stories
        .into_iter()
        .filter(|told| {
            // Two sources may point at one page, and one page may have two addresses.
            let page = told.item.row.url.as_deref().map(address::canonical).unwrap_or_default();
            let title = clean::headline(&told.item.row.title).to_lowercase();
            known.insert(title) & known.insert(page)
        })
        .map(|told| draft(material, told))
        .collect();
    drafts.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.entry.item.cmp(&b.entry.item)));
    drafts
}

fn draft<'a>(material: &Material<'_>, told: &'a Told) -> Draft<'a> {
    let (lang, row) = (material.lang, &told.item.row);
    // A paper's words sound like moves without being any.
    let moves = if row.pane == Pane::Research { &[][..] } else { &row.moves };
    let mut facts: Vec<String> = moves
        .iter()
        .map(|kind| say(lang, &format!("move.{}", kind.name()), &[]).into_owned())
        .collect();
    let members: Vec<&Row> =
        told.members.iter().filter(|member| member.published < material.ends).collect();
    let publishers: BTreeSet<&str> = members.iter().map(|member| publisher(member)).collect();
    let first = members.iter().map(|member| member.published).min().unwrap_or(row.published);
    let last = members.iter().map(|member| member.published).max().unwrap_or(row.published);
    let mut source = row.source_name.clone();
    if publishers.len() > 1 {
        let hours = (last - first).num_hours().max(1);
        let fact = say(lang, "digest.publishers", &[&publishers.len(), &hours]).into_owned();
        source = format!("{source}, {fact}");
        facts.push(fact);
    }
    let fresh = members.iter().filter(|member| member.published >= material.begins).count();
    let is_old = first < material.begins;
    if is_old {
        let day = material.zone.day_of(first).format("%Y-%m-%d");
        facts.push(lang::count(lang, "digest.continues", fresh as u64, &[&day]).into_owned());
    }
    if let Some(points) = row.points.filter(|points| *points > 0) {
        let comments = row.comments.unwrap_or(0);
        facts.push(say(lang, "digest.community", &[&points, &comments]).into_owned());
    }
    let mut rows = vec![row];
    let mut cited: BTreeSet<&str> = BTreeSet::from([publisher(row)]);
    let mut others = members.clone();
    others.sort_by_key(|member| (member.published < material.begins, member.published, member.id));
    rows.extend(
        others.into_iter().filter(|member| member.url.is_some() && cited.insert(publisher(member))),
    );
    rows.truncate(CITED);
    let text = sentences(&told.item);
    let is_bare = text == headline(&row.title) && publishers.len() < 2;
    let group = row.companies.first().filter(|_| row.pane == Pane::Companies);
    Draft {
        pane: row.pane,
        worth: row.score
            * if is_old && fresh < 2 { OLD_NEWS } else { 1.0 }
            * if is_bare { BARE } else { 1.0 },
        publisher: publisher(row).to_owned(),
        entry: Entry {
            group: group.map(|company| (material.company)(company)),
            label: headline(&row.title),
            text,
            item: row.id,
            story: row.story,
            facts,
            ..Entry::default()
        },
        rows,
        source,
        is_bare,
        watched: told.item.why.iter().any(|reason| reason.term == "watch"),
    }
}

/// A title as it is shown: formulas readable, without a newsletter's tag.
fn headline(title: &str) -> String {
    math::readable(clean::headline(title)).into_owned()
}

/// The item's own sentences; its title where it has none to give.
fn sentences(item: &Item) -> String {
    let words = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let title = words(&headline(&item.row.title));
    let mut text = String::new();
    for sentence in &item.gist {
        let sentence = clean::line(&math::readable(sentence), TEXT_CHARS);
        // A source that breaks off in the middle has not said its sentence.
        let is_cut =
            sentence.trim_end_matches([']', ')', ' ']).ends_with('…') || sentence.ends_with("...");
        // Nor has one that repeats the title, alone or with the page's frame around it.
        let said = words(&sentence);
        let is_title = said == title || (title.len() > TITLE && said.contains(&title));
        if sentence.is_empty() || is_cut || is_title {
            continue;
        }
        if text.chars().count() + sentence.chars().count() > TEXT_CHARS {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&sentence);
    }
    if text.is_empty() { headline(&item.row.title) } else { text }
}

/// The family of hosts an item was published by; its source where it has no page.
fn publisher(row: &Row) -> &str {
    row.url.as_deref().and_then(address::host).map_or(row.source.0.as_str(), address::publisher)
}

/// Minutes an entry takes.
fn cost(entry: &Entry) -> f64 {
    let text = if entry.text == entry.label { 0.0 } else { pace::minutes(&entry.text) };
    pace::minutes(&entry.label)
        + text
        + entry.facts.iter().map(|fact| pace::minutes(fact)).sum::<f64>()
        + EYE
}

/// Which drafts there is room for, in their order.
fn choose(drafts: &[Draft<'_>], minutes: f64) -> Vec<usize> {
    let mut chosen = BTreeSet::new();
    let mut spent: BTreeMap<Pane, f64> = BTreeMap::new();
    let mut from: HashMap<(Pane, &str), usize> = HashMap::new();
    let mut take = |at: usize, room: Option<f64>, share: f64| {
        let draft = &drafts[at];
        let of_publisher = from.entry((draft.pane, draft.publisher.as_str())).or_default();
        let is_archive = matches!(draft.publisher.as_str(), "arxiv.org" | "doi.org");
        let cost = cost(&draft.entry);
        let of_block = spent.get(&draft.pane).copied().unwrap_or(0.0) + cost;
        let all = spent.values().sum::<f64>() + cost;
        let fits = room.is_none_or(|room| all <= room && of_block <= room * share);
        if !fits || (*of_publisher >= OF_ONE_PUBLISHER && !is_archive) || !chosen.insert(at) {
            return;
        }
        *of_publisher += 1;
        *spent.entry(draft.pane).or_default() += cost;
    };
    for rank in 0..FLOOR {
        for pane in Pane::ALL {
            let of_pane = (0..drafts.len()).filter(|at| drafts[*at].pane == pane);
            if let Some(at) = of_pane.skip(rank).take(1).next() {
                // The best of each block stands whatever it takes.
                take(at, (rank > 0).then_some(minutes), MOST_OF_BUDGET);
            }
        }
    }
    let mut by_value: Vec<usize> = (0..drafts.len()).collect();
    let value = |at: usize| drafts[at].worth / (cost(&drafts[at].entry) + EYE).sqrt();
    by_value.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
    for at in &by_value {
        take(*at, Some(minutes), MOST_OF_BUDGET);
    }
    // What quiet blocks left of the budget is for all.
    for at in by_value {
        take(at, Some(minutes), 1.0);
    }
    chosen.into_iter().collect()
}

/// The drafts with those of one group behind the first of it.
fn in_groups<'d, 'a>(drafts: impl Iterator<Item = &'d Draft<'a>>) -> Vec<&'d Draft<'a>> {
    let mut groups: Vec<(Option<&str>, Vec<&Draft<'a>>)> = Vec::new();
    for draft in drafts {
        let group = draft.entry.group.as_deref();
        match groups.iter_mut().find(|(known, _)| group.is_some() && *known == group) {
            Some((_, members)) => members.push(draft),
            None => groups.push((group, vec![draft])),
        }
    }
    // What belongs to no company stands before what does, so that no heading covers it.
    groups.sort_by_key(|(group, _)| group.is_some());
    groups.into_iter().flat_map(|(_, members)| members).collect()
}

/// The day in three lines: the best of all blocks, at most two of one. What several tell, or one
/// in whole sentences, stands before what is a mere title.
fn lead(lang: Lang, drafts: &[Draft<'_>], chosen: &[usize]) -> Vec<String> {
    let mut of_pane: BTreeMap<Pane, usize> = BTreeMap::new();
    let mut best: Vec<&Draft<'_>> = chosen.iter().map(|at| &drafts[*at]).collect();
    best.sort_by_key(|draft| draft.is_bare);
    best.into_iter()
        .filter(|draft| {
            let count = of_pane.entry(draft.pane).or_default();
            *count += 1;
            *count < LEAD
        })
        .take(LEAD)
        .map(|draft| say(lang, "digest.lead", &[&draft.entry.label, &draft.source]).into_owned())
        .collect()
}

/// Terms on the move, with the items that show it.
fn terms<'a>(material: &'a Material<'_>) -> Vec<(Entry, &'a [Row])> {
    let lang = material.lang;
    let moving = material.trends.iter().filter(|(trend, rows)| {
        matches!(trend.state, TrendState::New | TrendState::Rising)
            && trend.count >= NAMED_BY
            && rows.iter().any(|row| row.url.is_some())
    });
    moving
        .take(if material.from.is_some() { TERMS_OF_SPAN } else { TERMS })
        .filter_map(|(trend, rows)| {
            let first = rows.iter().find(|row| row.url.is_some())?;
            let before = trend.series.split_last().map_or(&[][..], |(_, before)| before);
            let usual = f64::from(before.iter().sum::<u32>()) / before.len().max(1) as f64;
            let state = match trend.state {
                TrendState::New => "digest.term_new",
                TrendState::Rising => "digest.term_rising",
                TrendState::Steady => "digest.term_steady",
                TrendState::Fading => "digest.term_fading",
            };
            let count = u64::from(trend.count);
            let entry = Entry {
                group: Some(say(lang, "digest.moving", &[]).into_owned()),
                label: trend.term.clone(),
                text: if usual < 0.05 {
                    lang::count(lang, "digest.term_first", count, &[]).into_owned()
                } else {
                    lang::count(lang, "digest.term", count, &[&format!("{usual:.1}")]).into_owned()
                },
                item: first.id,
                story: first.story,
                facts: vec![say(lang, state, &[]).into_owned()],
                series: trend.series.clone(),
                ..Entry::default()
            };
            Some((entry, rows.as_slice()))
        })
        .collect()
}

/// An honest line where there is nothing, or what was left out.
fn remark(lang: Lang, is_empty: bool, left: u32) -> Option<String> {
    if left > 0 {
        return Some(lang::count(lang, "digest.left_out", left.into(), &[]).into_owned());
    }
    is_empty.then(|| say(lang, "digest.nothing", &[]).into_owned())
}

/// Pages by their number, given at first use.
#[derive(Default)]
struct Citations {
    references: Vec<Reference>,
    by_url: HashMap<String, u32>,
}

impl Citations {
    /// The entry with its citations; `None` if nothing of it has a page of its own.
    fn cited<'r>(
        &mut self,
        mut entry: Entry,
        rows: impl Iterator<Item = &'r Row>,
    ) -> Option<Entry> {
        for row in rows.filter(|row| row.url.is_some()).take(CITED) {
            let number = self.number(row);
            if !entry.refs.contains(&number) {
                entry.refs.push(number);
            }
        }
        (!entry.refs.is_empty()).then_some(entry)
    }

    fn number(&mut self, row: &Row) -> u32 {
        let url = row.url.clone().unwrap_or_default();
        let next = u32::try_from(self.references.len() + 1).unwrap_or(u32::MAX);
        let number = *self.by_url.entry(url.clone()).or_insert(next);
        if number == next {
            self.references.push(Reference {
                n: number,
                title: headline(&row.title),
                url,
                source: row.source_name.clone(),
                published: row.published,
            });
        }
        number
    }
}

#[cfg(test)]
mod tests;
