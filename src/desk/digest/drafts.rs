//! The stories of the day that can be told, each once, with what is known of it.

use std::collections::BTreeSet;

use super::quote::{headline, label, sentences};
use super::{CITED, Material, Told};
use crate::desk::WATCH;
use crate::lang::{self, Lang, say};
use crate::model::{Day, Entry, Moment, Pane, Row};
use crate::text::{address, clean};

/// What a story is worth that was told before the day and has hardly anything new.
const OLD_NEWS: f64 = 0.6;
/// What a title is worth that one source gives without a sentence.
const BARE: f64 = 0.6;
/// What an advert of a shop is worth.
const OFFER: f64 = 0.3;
/// What each further publisher adds to the worth of a story of several days, and up to how many.
const VOICE: f64 = 0.1;
const VOICES: usize = 5;
/// Publishers of the day that make news of what was told before.
const NEWS: usize = 2;
/// The archive of papers that everybody publishes in, and that others show pages of.
pub(super) const ARCHIVE: &str = "arxiv.org";

/// Pages that show papers of the archive.
const PAGES_OF_PAPERS: &str = "https://huggingface.co/papers/";

/// A story's entry before it is known whether there is room for it.
pub(super) struct Draft<'a> {
    pub(super) pane: Pane,
    pub(super) worth: f64,
    pub(super) publisher: String,
    /// When it was told.
    pub(super) day: Day,
    pub(super) entry: Entry,
    /// What it cites, best first.
    pub(super) rows: Vec<&'a Row>,
    /// Where it comes from, in short.
    pub(super) source: String,
    pub(super) watched: bool,
    /// Whether it is a title of one source and nothing more.
    pub(super) is_bare: bool,
    /// Stories of its pane that it tells.
    pub(super) stories: u32,
}

impl Draft<'_> {
    /// The entry by its title alone.
    pub(super) fn title(&self) -> Entry {
        Entry { text: self.entry.label.clone(), facts: Vec::new(), ..self.entry.clone() }
    }
}

/// A story with those that turned out to tell the same.
struct Joined<'a> {
    told: &'a Told,
    page: Option<String>,
    title: String,
    members: Vec<&'a Row>,
    stories: u32,
}

/// The stories of the day that can be cited, best first, none told twice.
pub(super) fn drafts<'a>(material: &'a Material<'_>) -> Vec<Draft<'a>> {
    let mut stories: Vec<&Told> = material
        .stories
        .iter()
        .filter(|told| is_citable(&told.item.row) && !clean::is_sponsored(&told.item.row.title))
        .filter(|told| !is_stale(material, told))
        .collect();
    stories.sort_by(|a, b| {
        b.item.row.score.total_cmp(&a.item.row.score).then(a.item.row.id.cmp(&b.item.row.id))
    });
    let mut drafts: Vec<Draft<'a>> =
        joined(stories).iter().map(|story| draft(material, story)).collect();
    drafts.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.entry.item.cmp(&b.entry.item)));
    drafts
}

/// Whether it has a page of its own, and not only a list on which it stands.
pub(super) fn is_citable(row: &Row) -> bool {
    row.url.as_deref().is_some_and(|url| !address::is_list_page(url, &row.title))
}

/// Whether it was told on a day before in the same words, or by the same page, and nobody else
/// tells anything of it now.
fn is_stale(material: &Material<'_>, told: &Told) -> bool {
    let was_told = told.before.as_ref().is_some_and(|before| before.is_same);
    was_told && fresh(material, &told.members.iter().collect::<Vec<_>>()) < NEWS
}

/// How many publishers tell it now.
fn fresh(material: &Material<'_>, members: &[&Row]) -> usize {
    let now = members.iter().filter(|member| member.published >= material.begins);
    now.map(|member| publisher(member)).collect::<BTreeSet<_>>().len()
}

/// The stories, those that tell one event with the best of them.
fn joined(stories: Vec<&Told>) -> Vec<Joined<'_>> {
    let mut joined: Vec<Joined<'_>> = Vec::new();
    for told in stories {
        let row = &told.item.row;
        let page = row.url.as_deref().map(address::canonical);
        let title = headline(&row.title).to_lowercase();
        let same = joined.iter_mut().find(|story| {
            // Two sources may point at one page, and one page may have two addresses.
            story.page == page
                || story.title == title
                || story.told.subject.is_one_event(&told.subject)
        });
        if let Some(story) = same {
            story.stories += u32::from(row.pane == story.told.item.row.pane);
            story.members.extend(&told.members);
        } else {
            let members = told.members.iter().collect();
            joined.push(Joined { told, page, title, members, stories: 1 });
        }
    }
    joined
}

fn draft<'a>(material: &Material<'_>, story: &Joined<'a>) -> Draft<'a> {
    let lang = material.lang;
    let told = story.told;
    let row = &told.item.row;
    let mut members: Vec<&Row> =
        story.members.iter().copied().filter(|member| member.published < material.ends).collect();
    members.sort_by_key(|member| (member.published < material.begins, member.published, member.id));
    let publishers: BTreeSet<&str> = members.iter().map(|member| publisher(member)).collect();
    let mut facts = vec![source(lang, row)];
    // A paper's words sound like moves without being any.
    let moves = if row.pane == Pane::Research { &[][..] } else { &row.moves };
    let name = |kind: &crate::model::Move| format!("move.{}", kind.name());
    facts.extend(moves.iter().map(|kind| say(lang, &name(kind), &[]).into_owned()));
    let first = members.iter().map(|member| member.published).min().unwrap_or(row.published);
    let last = members.iter().map(|member| member.published).max().unwrap_or(row.published);
    let mut source = facts[0].clone();
    if publishers.len() > 1 {
        let hours = (last - first).num_hours().max(1);
        let fact = say(lang, "digest.publishers", &[&publishers.len(), &hours]).into_owned();
        source = format!("{source}, {fact}");
        facts.push(fact);
    }
    let since = since(material, told, first);
    let now = fresh(material, &members);
    if let Some(since) = since {
        let reports = members.iter().filter(|member| member.published >= material.begins).count();
        let day = since.format("%Y-%m-%d");
        facts.push(lang::count(lang, "digest.continues", reports as u64, &[&day]).into_owned());
    }
    if let Some(points) = row.points.filter(|points| *points > 0) {
        let comments = row.comments.unwrap_or(0);
        facts.push(say(lang, "digest.community", &[&points, &comments]).into_owned());
    }
    let mut rows = vec![row];
    let mut cited: BTreeSet<&str> = BTreeSet::from([publisher(row)]);
    rows.extend(
        members
            .iter()
            .copied()
            .filter(|member| is_citable(member) && cited.insert(publisher(member))),
    );
    rows.truncate(CITED);
    let text = sentences(&told.item);
    let is_bare = text == label(row) && publishers.len() < 2;
    let voices = if material.from.is_some() { publishers.len().min(VOICES) } else { 1 };
    let group = row.companies.first().filter(|_| row.pane == Pane::Companies);
    Draft {
        pane: row.pane,
        worth: row.score
            * (1.0 + VOICE * voices.saturating_sub(1) as f64)
            * if since.is_some() && now < NEWS { OLD_NEWS } else { 1.0 }
            * if is_bare { BARE } else { 1.0 }
            * if is_offer(&row.title) { OFFER } else { 1.0 },
        publisher: publisher(row).to_owned(),
        day: material.zone.day_of(row.published),
        entry: Entry {
            group: group.map(|company| (material.company)(company)),
            label: label(row),
            text,
            item: row.id,
            story: row.story,
            facts,
            language: row.language.clone(),
            ..Entry::default()
        },
        rows,
        source,
        is_bare,
        watched: told.item.why.iter().any(|reason| reason.term == WATCH),
        stories: story.stories,
    }
}

/// The day since which it is told, if that lies before.
fn since(material: &Material<'_>, told: &Told, first: Moment) -> Option<Day> {
    let told_before = told.before.as_ref().map(|before| before.day);
    let began_before = (first < material.begins).then(|| material.zone.day_of(first));
    told_before.into_iter().chain(began_before).min()
}

/// The family of hosts an item was published by; its source where it has no page. A page about a
/// paper is no second publisher of it.
pub(super) fn publisher(row: &Row) -> &str {
    let Some(url) = row.url.as_deref() else { return row.source.0.as_str() };
    if url.starts_with(PAGES_OF_PAPERS) {
        return ARCHIVE;
    }
    address::host(url).map_or(row.source.0.as_str(), address::publisher)
}

/// Who tells it: the source, and the house whose page it points at, if that is another.
fn source(lang: Lang, row: &Row) -> String {
    let name: String = row.source_name.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_gallery = row.url.as_deref().is_some_and(|url| url.starts_with(PAGES_OF_PAPERS));
    let house = row.url.as_deref().and_then(address::host).map_or("", address::publisher);
    let word: String = house.split('.').next().unwrap_or_default().replace('-', "");
    let is_its_own = is_gallery
        || house.is_empty()
        || !row.source_name.is_ascii()
        || name.to_lowercase().contains(&word)
        || row
            .source_name
            .split(' ')
            .any(|part| part.len() > 3 && word.contains(&part.to_lowercase()));
    if is_its_own {
        row.source_name.clone()
    } else {
        say(lang, "digest.via", &[&house, &row.source_name]).into_owned()
    }
}

/// Whether a title sells something.
pub(super) fn is_offer(title: &str) -> bool {
    const OFFERS: [&str; 14] = [
        "gift card",
        "save $",
        "% off",
        " off $",
        "discount",
        "best deals",
        "deal:",
        "deals:",
        "for just $",
        "lowest price",
        "promo code",
        "할인",
        "특가",
        "쿠폰",
    ];
    let title = title.to_lowercase();
    OFFERS.iter().any(|offer| title.contains(offer))
}
