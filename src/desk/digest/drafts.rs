//! The events of the day that can be told, each once, with what is known of it.

use std::collections::BTreeSet;

use super::shelves::{self, Shelves};
use super::telling::{is_citable, is_round_up, is_small};
use super::whole::headline;
use super::{CITED, DayEvent, Material, Teller, left};
use crate::desk::WATCH;
use crate::desk::compare::Level;
use crate::desk::reading::in_dollars;
use crate::model::{Day, Facts, Item, Moment, Move, Pane, Reason, Row, StoryId};
use crate::text::{address, clean, sentences};

/// From this weight on a company is known.
const OF_WEIGHT: u8 = 2;
/// Publishers of the day that make news of what was told before.
const NEWS: usize = 2;
/// The archive of papers that everybody publishes in, and that others show pages of.
const ARCHIVE: &str = "arxiv.org";

/// Pages that show papers of the archive.
const PAGES_OF_PAPERS: &str = "https://huggingface.co/papers/";

/// An event that can be told, in no language yet.
pub(super) struct Draft<'a> {
    pub(super) told: &'a DayEvent,
    pub(super) pane: Pane,
    /// What happened, as far as its reports bear it out.
    pub(super) facts: Facts,
    /// When it was told.
    pub(super) day: Day,
    /// What it cites, first-hand pages first.
    pub(super) rows: Vec<&'a Row>,
    /// Titles of all that tell it, that of its best report first.
    pub(super) titles: Vec<&'a str>,
    /// Whether a title says by its verb who acts on whom.
    pub(super) directed: bool,
    /// The lens that it touches, and what touched it.
    pub(super) lens: Option<(&'a str, &'a str)>,
    /// The companies it is about, by key.
    pub(super) companies: BTreeSet<&'a str>,
    /// The one of them under which it stands, by key.
    company: Option<String>,
    /// In Research, the shelf that it stands on.
    pub(super) shelf: Option<usize>,
    /// Who tell it independently.
    pub(super) publishers: usize,
    /// When it was told first and last.
    pub(super) first: Moment,
    pub(super) last: Moment,
    /// The day since which it is told, if that lies before, and how many reports are new.
    pub(super) since: Option<(Day, usize)>,
    /// Stories that it tells.
    pub(super) stories: Vec<StoryId>,
}

impl Draft<'_> {
    /// Whether it is a scholarly paper.
    pub(super) fn is_paper(&self) -> bool {
        self.told.subject.reading.page.paper
    }

    /// The lens by which the reader follows one of those who wrote it, and who that is.
    pub(super) fn followed(&self) -> Option<(&str, &str)> {
        followed(&self.told.item.why, &self.told.item.authors)
    }

    /// Whether somebody wrote it whom the reader follows.
    pub(super) fn is_by_followed(&self) -> bool {
        self.followed().is_some()
    }

    /// The company under which it stands, by key.
    pub(super) fn company(&self) -> Option<&str> {
        self.company.as_deref()
    }
}

/// The lens by which the reader follows one of some authors, and who that is: what touched it is a name.
pub(super) fn followed<'a>(why: &'a [Reason], authors: &[String]) -> Option<(&'a str, &'a str)> {
    let lenses = why.iter().filter(|reason| reason.term == WATCH);
    let mut named = lenses.filter_map(|reason| Some((reason.facts.first()?, reason.facts.get(1)?)));
    let by = named.find(|(_, word)| authors.contains(word));
    by.map(|(lens, author)| (lens.as_str(), author.as_str()))
}

/// An event with those that turned out to tell the same.
struct Joined<'a> {
    told: &'a DayEvent,
    title: String,
    tellers: Vec<&'a Teller>,
    stories: Vec<StoryId>,
}

/// The events of the day that can be told, best first, none told twice; and the stories that a day
/// before told.
pub(super) fn drafts<'a>(material: &'a Material<'_>) -> (Vec<Draft<'a>>, BTreeSet<StoryId>) {
    let (stale, fresh): (Vec<&DayEvent>, Vec<&DayEvent>) = material
        .stories
        .iter()
        .filter(|told| is_citable(&told.item.row) && is_news(told))
        .partition(|told| is_stale(material, told));
    let kept: BTreeSet<StoryId> = material
        .all
        .iter()
        .filter(|brief| left::is_kept(brief))
        .map(|brief| brief.row.story)
        .collect();
    let mut stories: Vec<&DayEvent> = fresh
        .into_iter()
        .filter(|told| !is_small(material, told) || kept.contains(&told.item.row.story))
        .collect();
    stories.sort_by(|a, b| {
        b.event.worth.total_cmp(&a.event.worth).then(a.item.row.id.cmp(&b.item.row.id))
    });
    let shelves = Shelves::shipped();
    let joined = joined(material, stories);
    let drafts = joined.iter().map(|story| draft(material, shelves, story)).collect();
    (drafts, stale.iter().map(|told| told.item.row.story).collect())
}

/// Whether it tells one piece of news: no advert, no list of the best, no round-up.
fn is_news(told: &DayEvent) -> bool {
    told.event.facts.noise.or(told.subject.reading.facts.noise).is_none()
        && !is_round_up(told)
        && !clean::is_sponsored(&told.item.row.title)
}

/// Whether a day before told it, and nobody adds anything now: it began then, comes in the same words
/// or by the same page, or says itself that it is of a year that is over.
fn is_stale(material: &Material<'_>, told: &DayEvent) -> bool {
    let began_before = told.event.first < material.begins;
    let was_told = told.before.is_some_and(|before| before.is_same || began_before);
    (was_told || told.subject.reading.old)
        && fresh(material, &told.tellers.iter().collect::<Vec<_>>()) < NEWS
}

/// How many publishers tell it now.
fn fresh(material: &Material<'_>, tellers: &[&Teller]) -> usize {
    let now = tellers.iter().filter(|teller| teller.row.published >= material.begins);
    now.map(|teller| publisher(&teller.row)).collect::<BTreeSet<_>>().len()
}

/// The events, each with those that hardly differ from it: what tells the same is cited with it, and
/// another issue of the same is left out.
fn joined<'a>(material: &Material<'_>, stories: Vec<&'a DayEvent>) -> Vec<Joined<'a>> {
    let twins = material.comparer.tuning().twins;
    let mut joined: Vec<Joined<'a>> = Vec::new();
    for told in stories {
        let title = headline(&told.item.row.title).to_lowercase();
        let twin = joined.iter_mut().find_map(|story| {
            let alike = material.comparer.likeness(&story.told.subject, &told.subject);
            let is_copy = alike.level == Level::Copy || story.title == title;
            let is_event = is_copy || alike.level == Level::Event;
            (is_copy || alike.sum > twins).then_some((story, is_event))
        });
        match twin {
            Some((story, true)) => {
                story.stories.push(told.item.row.story);
                story.tellers.extend(&told.tellers);
            }
            Some((story, false)) => story.stories.push(told.item.row.story),
            None => {
                let tellers = told.tellers.iter().collect();
                joined.push(Joined { told, title, tellers, stories: vec![told.item.row.story] });
            }
        }
    }
    joined
}

fn draft<'a>(material: &Material<'_>, shelves: &Shelves, story: &Joined<'a>) -> Draft<'a> {
    let told = story.told;
    let row = &told.item.row;
    let is_of_it = |teller: &&Teller| teller.subject.tells() || teller.row.id == row.id;
    let in_time = story.tellers.iter().filter(|told| told.row.published < material.ends);
    let mut tellers: Vec<&Teller> = in_time.copied().filter(is_of_it).collect();
    tellers.sort_by_key(|told| {
        (told.row.published < material.begins, told.row.published, told.row.id)
    });
    let publishers = material.comparer.publishers(tellers.iter().map(|told| &told.subject)).max(1);
    let first = tellers.iter().map(|told| told.row.published).min().unwrap_or(row.published);
    let last = tellers.iter().map(|told| told.row.published).max().unwrap_or(row.published);
    let now = tellers.iter().filter(|told| told.row.published >= material.begins).count();
    let facts = borne_out(material, told, &tellers);
    let is_directed = |teller: &&Teller| {
        let reading = &teller.subject.reading;
        reading.directed
            && reading.facts.actor == facts.actor
            && reading.facts.object == facts.object
            && reading.facts.kind == facts.kind
    };
    let others = tellers.iter().map(|told| &*told.row.title).filter(|title| *title != row.title);
    let lens = told.item.why.iter().find(|reason| reason.term == WATCH);
    let fact = |reason: &'a crate::model::Reason, at: usize| {
        reason.facts.get(at).map_or("", String::as_str)
    };
    let company = company(material, row, &facts, &tellers);
    Draft {
        pane: row.pane,
        day: material.zone.day_of(row.published),
        rows: cited(told, &tellers),
        titles: std::iter::once(&*row.title).chain(others).collect(),
        directed: tellers.iter().any(is_directed),
        facts,
        lens: lens.map(|reason| (fact(reason, 0), fact(reason, 1))),
        companies: row.companies.iter().map(String::as_str).collect(),
        company,
        shelf: (row.pane == Pane::Research).then(|| shelf(material, shelves, told)),
        publishers,
        first,
        last,
        since: since(material, told, first).map(|day| (day, now)),
        stories: story.stories.clone(),
        told,
    }
}

/// The company under which an event stands: the one that acts, else the one that an office acts on, else
/// the heaviest of those that a headline names or that speaks for itself, and of two alike the one that
/// more reports name. What an office does without naming anybody on whom is nobody's, unless it is law.
fn company(
    material: &Material<'_>,
    row: &Row,
    facts: &Facts,
    tellers: &[&Teller],
) -> Option<String> {
    let comparer = material.comparer;
    let weight = |key: &str| comparer.weight_of(key);
    let naming = |key: &str| {
        let names = |teller: &&&Teller| {
            comparer.is_named_in(key, &teller.row.title)
                || comparer.is_own_page(&teller.subject, key)
        };
        tellers.iter().filter(names).count()
    };
    let actor = facts.actor.as_ref();
    let acts = actor.filter(|actor| weight(actor).is_some() && naming(actor) > 0);
    if let Some(actor) = acts.filter(|key| weight(key) > Some(0) || row.companies.contains(key)) {
        return Some(actor.clone());
    }
    // A laboratory is its company's.
    let owner =
        actor.filter(|actor| weight(actor).is_none()).and_then(|key| comparer.owner_of(key));
    if let Some(owner) = owner {
        return Some(owner.to_owned());
    }
    if actor.is_some_and(|actor| weight(actor).is_none()) {
        let object = facts.object.clone().filter(|object| weight(object).is_some());
        // Where it speaks of one company alone, that is whom it is about.
        let is_of_one = matches!(&row.companies[..], [only] if weight(only) >= Some(OF_WEIGHT));
        let is_law = facts.kind.is_none_or(|kind| kind == Move::Regulation);
        if object.is_some() || !is_law && !is_of_one {
            return object;
        }
    }
    let named = row.companies.iter().map(|key| (weight(key), naming(key), key));
    // Of several that are alike, the one that is named first.
    let heaviest = named
        .filter(|(weight, naming, _)| weight.is_some() && *naming > 0)
        .rev()
        .max_by_key(|(weight, naming, _)| (*weight, *naming));
    let unknown = || actor.filter(|actor| weight(actor) == Some(0));
    heaviest.map(|(.., key)| key).or_else(unknown).cloned()
}

/// The shelf of a story of Research: what says enough to a reader of finance stands on that shelf,
/// whatever method it names, too; a paper that does not stands on another, whatever it forecasts.
fn shelf(material: &Material<'_>, shelves: &Shelves, told: &DayEvent) -> usize {
    let by = material.comparer.tuning();
    let is_of_finance = told.subject.reading.page.paper && told.subject.finance >= by.finance_at;
    let own = || {
        let other = |shelf: usize| told.subject.reading.page.paper && shelves::is_finance(shelf);
        shelves.of(&told.item, &told.event.topics, &|shelf| !other(shelf))
    };
    shelves.finance().filter(|_| is_of_finance).unwrap_or_else(own)
}

/// A smaller sum, in dollars, is the price of something, not what is paid in a deal.
const LEAST: f64 = 100_000.0;

/// The facts of an event without what its reports do not bear out: who acts and on whom must be named
/// by a third of them, the report that stands for it among them or half of all; a sum must stand in a
/// title, in two reports, or in one sentence with who acts.
fn borne_out(material: &Material<'_>, told: &DayEvent, tellers: &[&Teller]) -> Facts {
    let mut facts = told.event.facts.clone();
    let names = |teller: &Teller, who: &str| {
        let reading = &teller.subject.reading;
        let told = [&reading.facts.actor, &reading.facts.object];
        told.into_iter().flatten().any(|known| known == who)
            || reading.companies.iter().any(|company| company.key == who)
    };
    let is_named = |who: &String| {
        let all = tellers.iter().filter(|teller| names(teller, who)).count();
        let head = tellers.iter().any(|t| t.row.id == told.item.row.id && names(t, who));
        let share = if head { 3 } else { 2 };
        all * share >= tellers.len()
    };
    facts.actor = facts.actor.filter(is_named);
    facts.object = facts.object.filter(is_named);
    let (actor, known) = (&facts.actor, facts.amount);
    let of_goods = matches!(facts.kind, Some(Move::Launch | Move::Release | Move::Pricing) | None);
    facts.amount = known.filter(|sum| of_goods || in_dollars(sum) >= LEAST).filter(|sum| {
        let says = |teller: &&&Teller| teller.subject.reading.facts.amount.as_ref() == Some(sum);
        let in_title = |teller: &&Teller| says(&teller) && teller.subject.reading.amount_in_title;
        tellers.iter().any(in_title)
            || tellers.iter().filter(says).count() > 1
            || std::iter::once(&told.item)
                .chain(&told.lenders)
                .flat_map(sentences_near)
                .any(|sentence| material.comparer.says_sum_of(actor.as_deref(), sum, sentence))
    });
    facts
}

/// The sentences of an item that are nearest to its title.
fn sentences_near(item: &Item) -> impl Iterator<Item = &str> {
    const FIRST: usize = 600;
    let head = &item.summary[..item.summary.floor_char_boundary(FIRST.min(item.summary.len()))];
    let first = sentences::sentences(head).into_iter().take(2);
    item.gist.iter().map(String::as_str).chain(first)
}

/// The pages that are cited: the maker's own first, then the one that leads, then one in each other
/// language, then the others as they came; one a publisher.
fn cited<'a>(told: &'a DayEvent, tellers: &[&'a Teller]) -> Vec<&'a Row> {
    let head = &told.item.row;
    let own = |told: &&&Teller| told.subject.reading.page.own.is_some();
    let first_hand = tellers.iter().filter(own).map(|told| &told.row);
    // Of what has a text a sentence can be quoted.
    let has_text = |row: &Row| told.lenders.iter().any(|item| item.row.id == row.id);
    let mut other: Vec<&Row> =
        tellers.iter().map(|told| &told.row).filter(|row| row.language != head.language).collect();
    other.sort_by_key(|row| !has_text(row));
    let all = first_hand
        .take(1)
        .chain([head])
        .chain(other.into_iter().take(1))
        .chain(tellers.iter().map(|told| &told.row));
    let mut publishers: BTreeSet<&str> = BTreeSet::new();
    let mut rows: Vec<&Row> =
        all.filter(|row| is_citable(row) && publishers.insert(publisher(row))).collect();
    // What is told must be cited, even if its publisher has two pages about it.
    if !rows.iter().any(|row| row.id == head.id) {
        rows.retain(|row| publisher(row) != publisher(head));
        rows.insert(0, head);
    }
    rows.truncate(CITED);
    rows
}

/// The day since which it is told, if that lies before.
fn since(material: &Material<'_>, told: &DayEvent, first: Moment) -> Option<Day> {
    let told_before = told.before.as_ref().map(|before| before.day);
    let began_before = (first < material.begins).then(|| material.zone.day_of(first));
    told_before.into_iter().chain(began_before).min()
}

/// The family of hosts an item was published by; its source where it has no page. A page about a
/// paper is no second publisher of it.
pub(super) fn publisher(row: &Row) -> &str {
    let Some(url) = row.url.as_deref() else { return row.source.0.as_str() };
    if is_gallery(url) {
        return ARCHIVE;
    }
    address::host(url).map_or(row.source.0.as_str(), address::publisher)
}

/// Whether an address is a gallery's page of a paper.
pub(super) fn is_gallery(url: &str) -> bool {
    url.starts_with(PAGES_OF_PAPERS)
}
