//! What there is of which kind: the line over a digest, and the headings of companies. Each count
//! names the stories that it counts.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::Draft;
use super::models::is_model;
use super::names::name;
use super::{Brief, Material, Plan, left, speak, terms};
use crate::desk::compare::finance;
use crate::desk::themes::Theme;
use crate::lang::{Lang, say};
use crate::model::{Counted, Group, Move, MoveStatus, Pane, Row, StoryId, TrendState};

/// Counts of the line, and kinds of move among them.
const MOST: usize = 6;
const KINDS: usize = 3;
/// Models that are named.
const MODELS: usize = 2;
/// Kinds of move that a company's heading names.
const OF_COMPANY: usize = 3;

/// The counts over a digest, six at most.
pub(super) fn summary(
    material: &Material<'_>,
    stale: &BTreeSet<StoryId>,
    lang: Lang,
) -> Vec<Counted> {
    let mut line: Vec<Counted> = kinds(material, lang);
    line.extend(models(material, lang));
    line.extend(theme(material, lang));
    line.extend(of_papers(material, stale, lang));
    line.truncate(MOST);
    line
}

/// Stories of the day that are news and no papers, best first.
fn news<'a>(material: &'a Material<'_>) -> impl Iterator<Item = &'a Brief> {
    let small = material.comparer.tuning().small_at;
    material
        .all
        .iter()
        .filter(move |brief| brief.row.pane != Pane::Research && brief.row.score >= small)
        .filter(|brief| left::noise(material, brief).is_none())
}

/// Papers of the day.
pub(super) fn papers<'a>(material: &'a Material<'_>) -> impl Iterator<Item = &'a Brief> {
    material.all.iter().filter(|brief| {
        brief.row.pane == Pane::Research
            && material.comparer.is_paper(&brief.outline.kind, brief.row.url.as_deref())
            && left::noise(material, brief).is_none()
    })
}

/// Papers of the day that say enough to a reader of finance and that no day before told.
fn on_finance<'a>(
    material: &'a Material<'_>,
    stale: &BTreeSet<StoryId>,
) -> impl Iterator<Item = &'a Brief> {
    let at = material.comparer.tuning().finance_at;
    papers(material)
        .filter(move |brief| finance(&brief.outline.kept) >= at)
        .filter(move |brief| !stale.contains(&brief.row.story))
}

/// Whether a story is of models: something that can be had, told by name and version.
fn is_of_model(brief: &Brief) -> bool {
    matches!(done(brief), Some(Move::Launch | Move::Release)) && model(brief).is_some()
}

/// The kind of move that is done in a story.
fn done(brief: &Brief) -> Option<Move> {
    brief.outline.facts.kind.filter(|_| brief.outline.facts.status == MoveStatus::Done)
}

fn model(brief: &Brief) -> Option<&str> {
    let names = brief.outline.facts.names.iter();
    names.map(String::as_str).find(|name| is_model(name, &brief.row.title))
}

/// The kinds of move of which the weightiest stories are, those first whose best is worth most.
fn kinds(material: &Material<'_>, lang: Lang) -> Vec<Counted> {
    let mut kinds: Vec<(Move, Vec<StoryId>)> = Vec::new();
    for brief in news(material) {
        let Some(kind) = done(brief) else { continue };
        if matches!(kind, Move::Launch | Move::Release) {
            continue;
        }
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, stories)) => stories.push(brief.row.story),
            None => kinds.push((kind, vec![brief.row.story])),
        }
    }
    kinds.into_iter().take(KINDS).map(|(kind, stories)| of_kind(kind, stories, lang)).collect()
}

fn of_kind(kind: Move, stories: Vec<StoryId>, lang: Lang) -> Counted {
    let said = say(lang, &format!("move.{}", kind.name()), &[]);
    counted(format!("{said} {}", stories.len()), kind.name(), stories)
}

fn counted(text: String, kind: &str, stories: Vec<StoryId>) -> Counted {
    let count = u32::try_from(stories.len()).unwrap_or(u32::MAX);
    Counted { text, kind: kind.to_owned(), count, before: None, stories }
}

/// New models, the best by name.
fn models(material: &Material<'_>, lang: Lang) -> Option<Counted> {
    let models: Vec<&Brief> = news(material).filter(|brief| is_of_model(brief)).collect();
    let named = models
        .iter()
        .take(MODELS)
        .filter_map(|brief| Some(name(material, model(brief)?, lang, &[&*brief.row.title])));
    let named = named.collect::<Vec<_>>().join(", ");
    let text = say(lang, "digest.count_models", &[&models.len(), &named]).into_owned();
    let stories = models.iter().map(|brief| brief.row.story).collect();
    (!models.is_empty()).then(|| counted(text, "models", stories))
}

/// The strongest theme that rises, against the week before.
fn theme(material: &Material<'_>, lang: Lang) -> Option<Counted> {
    let rises = |state: TrendState| matches!(state, TrendState::New | TrendState::Rising);
    let is_told =
        |theme: &Theme, rows: &[Row]| rises(theme.state) && terms::is_shown(material, theme, rows);
    let (theme, rows) = material.themes.iter().find(|(theme, rows)| is_told(theme, rows))?;
    let titles: Vec<&str> = rows.iter().map(|row| &*row.title).collect();
    let name = name(material, &theme.key, lang, &titles);
    let key =
        if material.from.is_some() { "digest.count_theme_of_span" } else { "digest.count_theme" };
    let text = say(lang, key, &[&name, &theme.now, &theme.before]).into_owned();
    Some(Counted {
        text,
        kind: "theme".to_owned(),
        count: theme.now,
        before: Some(theme.before),
        stories: theme.stories.clone(),
    })
}

fn of_papers(material: &Material<'_>, stale: &BTreeSet<StoryId>, lang: Lang) -> Option<Counted> {
    let stories: Vec<StoryId> = papers(material).map(|brief| brief.row.story).collect();
    let on_finance = on_finance(material, stale).count();
    let text = if on_finance > 0 {
        say(lang, "digest.count_papers_finance", &[&stories.len(), &on_finance])
    } else {
        say(lang, "digest.count_papers", &[&stories.len()])
    };
    (!stories.is_empty()).then(|| counted(text.into_owned(), "papers", stories))
}

/// What the headings of the companies that are told say: what each did in the week.
pub(super) fn groups(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    plan: &Plan,
    lang: Lang,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let of_block = plan.told.keys().map(|at| &drafts[*at]);
    for draft in of_block.filter(|draft| draft.pane == Pane::Companies) {
        let Some(company) = plan.heading(draft) else { continue };
        let name = speak::company(material, draft, plan, lang);
        if groups.iter().any(|group| group.name == name) {
            continue;
        }
        let mut kinds: BTreeMap<Move, Vec<StoryId>> = BTreeMap::new();
        for deed in material.week.iter().filter(|deed| deed.company == company) {
            kinds.entry(deed.kind).or_default().push(deed.story);
        }
        let mut kinds: Vec<(Move, Vec<StoryId>)> = kinds.into_iter().collect();
        kinds.sort_by_key(|(kind, stories)| (std::cmp::Reverse(stories.len()), *kind));
        let counts = kinds.into_iter().take(OF_COMPANY);
        let counts: Vec<Counted> =
            counts.map(|(kind, stories)| of_kind(kind, stories, lang)).collect();
        if !counts.is_empty() {
            groups.push(Group { name, counts });
        }
    }
    groups
}
