//! An event put into words in a language: its line or title, a sentence, what may follow, and what is
//! known of it beside.

use super::drafts::{self, Draft};
use super::names::name;
use super::plan::Length;
use super::quote::{self, Said, label};
use super::shelves::Shelves;
use super::{Material, Plan};
use crate::desk::scan;
use crate::lang::{self, Lang, say};
use crate::model::{Entry, Lead, Move, Pane, Quote, Row};
use crate::text::address;

/// What happened in one line, names as readers of the language know them or as a title writes them.
pub(super) fn scan(material: &Material<'_>, draft: &Draft<'_>, lang: Lang) -> Option<String> {
    let facts = &draft.facts;
    // What a study or a paper says sounds like a move without being one, but for what it publishes.
    let publishes = matches!(facts.kind, Some(Move::Launch | Move::Release));
    let is_study = draft.pane == Pane::Research && (!publishes || facts.names.is_empty());
    // What somebody thinks of it, or asks, is no fact.
    let signs = draft.told.subject.reading.signs;
    let is_talk = signs.opinion && !signs.deed;
    if draft.is_paper() || is_study || is_talk {
        return None;
    }
    let name = |key: &str| name(material, key, lang, &draft.titles);
    // What has long been there is not what is launched: the title says what is new about it.
    let mut facts = facts.clone();
    let is_new = |product: &String| !material.comparer.is_old_name(product);
    facts.names.retain(is_new);
    if matches!(facts.kind, Some(Move::Launch | Move::Release | Move::Pricing | Move::Leadership)) {
        let is_company = |key: &String| material.comparer.weight_of(key).is_some();
        facts.object = facts.object.filter(is_company);
        // A price alone does not say what it is the price of, nor a salary whose.
        facts.amount = facts.amount.filter(|_| !facts.names.is_empty() || facts.object.is_some());
    }
    let title = title(draft, lang);
    let is_read = title.language == lang.code();
    let left_out = || material.comparer.left_out(&facts, &title.title);
    if is_read && scan::says_less(&facts, draft.directed, left_out) {
        return None;
    }
    scan::line(&facts, (draft.directed, !is_read), lang, name)
}

/// The title, of a report in the edition's language if one is cited.
fn title<'d>(draft: &'d Draft<'_>, lang: Lang) -> &'d Row {
    let head = &draft.told.item.row;
    let speaks = |row: &&&Row| row.language == lang.code();
    if head.language == lang.code() {
        return head;
    }
    draft.rows.iter().find(speaks).copied().unwrap_or(head)
}

/// An event's entry, as long as it was chosen to be. Its numbers are given when it is written.
pub(super) fn entry(
    material: &Material<'_>,
    draft: &Draft<'_>,
    plan: &Plan,
    at: usize,
    lang: Lang,
) -> Entry {
    let length = plan.told.get(&at).copied().unwrap_or(Length::Title);
    of_length(material, draft, plan, at, lang, length)
}

/// As [`entry`], in a length.
pub(super) fn of_length(
    material: &Material<'_>,
    draft: &Draft<'_>,
    plan: &Plan,
    at: usize,
    lang: Lang,
    length: Length,
) -> Entry {
    let row = &draft.told.item.row;
    let titled = title(draft, lang);
    let is_whole = length == Length::Whole;
    let said = plan.voices.get(&at);
    let scan = scan(material, draft, lang).filter(|_| {
        // Without a sentence that says more than it does, the title does.
        titled.language != lang.code() || said.is_none_or(|said| quote::bears(said, lang))
    });
    let said = said.filter(|_| is_whole);
    // Under a title that the reader understands stands no sentence in another language.
    let is_understood = |said: &&Said| {
        scan.is_some() || said.language == lang.code() || said.language == titled.language
    };
    let quote = said.and_then(|said| quote::best(said, lang, scan.is_some()));
    let quote = quote.filter(is_understood);
    let follows = said
        .filter(|_| plan.following.contains(&at))
        .and_then(|said| quote::follows(said, lang, quote));
    let label = scan.clone().unwrap_or_else(|| label(titled));
    // Where nothing else is quoted under a line, the title in its own language says what it is made of.
    let is_foreign = titled.language != lang.code();
    let is_bare = quote.is_none();
    let of_title = || Quote {
        text: quote::label(titled),
        item: titled.id,
        reference: 0,
        language: titled.language.clone(),
    };
    let quote =
        quote.map(quoted).or_else(|| (is_whole && is_foreign && scan.is_some()).then(of_title));
    let language = match (&quote, &scan) {
        (Some(said), _) => said.language.clone(),
        (None, Some(_)) => lang.code().to_owned(),
        (None, None) => titled.language.clone(),
    };
    Entry {
        group: group(material, draft, plan, lang),
        text: quote.as_ref().map_or_else(|| label.clone(), |said| said.text.clone()),
        label,
        item: row.id,
        story: row.story,
        quote,
        consequence: follows.map(quoted),
        facts: draft.facts.clone(),
        topics: draft.told.event.topics.clone(),
        meta: if is_whole {
            meta(material, draft, lang, is_bare && follows.is_none())
        } else {
            Vec::new()
        },
        scan,
        language,
        ..Entry::default()
    }
}

/// An event that leads, told in full.
pub(super) fn lead(
    material: &Material<'_>,
    draft: &Draft<'_>,
    plan: &Plan,
    at: usize,
    lang: Lang,
) -> Lead {
    let entry = of_length(material, draft, plan, at, lang, Length::Whole);
    Lead {
        rank: 0,
        item: entry.item,
        story: entry.story,
        pane: draft.pane,
        refs: Vec::new(),
        text: entry.text,
        label: entry.label,
        scan: entry.scan,
        quote: entry.quote,
        consequence: entry.consequence,
        facts: entry.facts,
        topics: entry.topics,
        meta: entry.meta,
        written: Vec::new(),
    }
}

fn quoted(said: &Said) -> Quote {
    Quote {
        text: said.text.clone(),
        item: said.item,
        reference: 0,
        language: said.language.clone(),
    }
}

/// What an event stands under in its block.
fn group(material: &Material<'_>, draft: &Draft<'_>, plan: &Plan, lang: Lang) -> Option<String> {
    match draft.pane {
        Pane::Research => {
            draft.shelf.and_then(|shelf| Shelves::shipped().name(shelf, lang)).map(str::to_owned)
        }
        Pane::Companies => Some(company(material, draft, plan, lang)),
        Pane::Trends => None,
    }
}

/// The company that an event stands under.
pub(super) fn company(
    material: &Material<'_>,
    draft: &Draft<'_>,
    plan: &Plan,
    lang: Lang,
) -> String {
    let Some(company) = plan.heading(draft) else {
        return say(lang, "digest.other_companies", &[]).into_owned();
    };
    // Who acts is told in full where a headline shortens the name of a company that is not known:
    // "Hanbit" of Hanbit Compute.
    let is_known = |key: &str| (material.name)(key, lang) != key;
    let actor = draft.facts.actor.as_deref();
    let shown = if is_known(company) {
        company
    } else {
        actor.filter(|actor| !is_known(actor)).unwrap_or(company)
    };
    let company = name(material, shown, lang, &draft.titles);
    match plan.called.get(shown) {
        Some(product) => format!("{} ({company})", name(material, product, lang, &draft.titles)),
        None => company,
    }
}

/// Who tells it, since when, and how loudly; that nothing of it can be quoted.
fn meta(material: &Material<'_>, draft: &Draft<'_>, lang: Lang, is_bare: bool) -> Vec<String> {
    let row = &draft.told.item.row;
    let mut meta = vec![source(lang, row)];
    if draft.publishers > 1 {
        let hours = (draft.last - draft.first).num_hours().max(1);
        meta.push(say(lang, "digest.publishers", &[&draft.publishers, &hours]).into_owned());
    }
    if let Some((day, now)) = draft.since {
        meta.push(lang::count(lang, "digest.continues", now as u64, &[&day]).into_owned());
    }
    if let Some(points) = row.points.filter(|points| *points > 0) {
        let comments = row.comments.unwrap_or(0);
        meta.push(say(lang, "digest.community", &[&points, &comments]).into_owned());
    }
    if material.from.is_some() {
        meta.push(draft.day.to_string());
    }
    if is_bare {
        meta.push(say(lang, "digest.title_only", &[]).into_owned());
    }
    meta
}

/// Who tells it: the source, and the house whose page it points at, if that is another.
fn source(lang: Lang, row: &Row) -> String {
    let name: String = row.source_name.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_gallery = row.url.as_deref().is_some_and(drafts::is_gallery);
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
