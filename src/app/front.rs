//! The edition that the panes show: which it is, and the order of its stories.
//!
//! The first frame shows the panes by rank, as the store has them. The edition is composed behind it;
//! when it is there, the panes begin with its stories in its order and go on with those of earlier
//! ones. Which edition is shown changes only when the user asks for it.

mod acts;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::effect::FrontPage;
use super::groups::Group;
use crate::lang::{Lang, say};
use crate::model::{Block, BlockKey, EditionWindow, Fact, ItemId, Pane, Place, Placed, StoryId};

/// The edition that the panes show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// It; `None` until it is composed.
    pub edition: Option<FrontPage>,
    /// Its stories that its page neither tells nor keeps for want of room.
    pub left: Vec<Placed>,
    /// Whether the user opened an earlier one.
    pub is_past: bool,
    /// Whether something of the reader's own was changed after it was composed, while nothing of that
    /// was on the screen.
    pub(super) is_own_old: bool,
    /// Where the selection was when an earlier one was opened.
    left_at: Option<LeftAt>,
    /// The item up to which there was something when it was first shown: later ones are new.
    opened_at: Option<ItemId>,
}

/// Where the selection was in the current edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LeftAt {
    window: EditionWindow,
    focus: Pane,
    on_lead: bool,
    on_mine: bool,
    selected: Option<ItemId>,
}

/// How rows move when another edition, or more of one, is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Moves {
    /// The first row is shown, the selection stays on its item unless it was on the first row.
    #[default]
    Top,
    /// The selection stays where it is.
    Still,
    /// The selection goes to the first row.
    Anew,
}

/// What the panes showed and the header announced before more was to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    up_to: Option<ItemId>,
    announced_after: Option<ItemId>,
    new: u64,
}

impl Front {
    /// Its time, once it is known.
    pub fn window(&self) -> Option<EditionWindow> {
        self.edition.as_ref().map(|edition| edition.window)
    }

    /// Whether an item stands for a story of it.
    pub fn holds(&self, pane: Pane, id: ItemId) -> bool {
        let placed = self.edition.as_ref().map(|edition| &edition.placed[pane.index()]);
        placed.is_some_and(|placed| placed.iter().any(|placed| placed.item == id))
    }

    /// Who wrote what an item of it tells, where that is somebody whom the reader follows.
    pub fn followed(&self, id: ItemId) -> Option<&str> {
        let placement = self.edition.as_ref()?.stands.get(&id)?;
        let why = placement.because.iter().find(|told| told.key == "placement.followed")?;
        why.facts.get(1).and_then(Fact::text)
    }

    /// Whether an item came after the edition was first shown.
    pub fn is_new(&self, id: ItemId) -> bool {
        self.opened_at.is_some_and(|last| id > last)
    }
}

/// The stories that an edition's page neither tells nor keeps for want of room, pane by pane.
fn left_out(page: &FrontPage) -> Vec<Placed> {
    let blocks = &page.digest.blocks;
    let told = blocks.iter().flat_map(|block| &block.entries).map(|entry| entry.story);
    let rest = blocks.iter().flat_map(|block| &block.rest).map(|rest| rest.story);
    let lead = page.digest.lead.iter().map(|lead| lead.story);
    let known: HashSet<StoryId> = lead.chain(told).chain(rest).collect();
    let is_left = |placed: &&Placed| {
        let placement = page.stands.get(&placed.item).filter(|one| one.place != Place::Late);
        placement.is_some_and(|placement| !known.contains(&placement.story))
    };
    page.placed.iter().flatten().filter(is_left).copied().collect()
}

/// What happened, of the stories of which the edition's page says that in a line.
fn lines(page: &FrontPage) -> BTreeMap<ItemId, String> {
    let entries = page.digest.blocks.iter().flat_map(|block| &block.entries);
    let told = entries.map(|entry| (entry.story, &entry.scan));
    let told = told.chain(page.digest.lead.iter().map(|lead| (lead.story, &lead.scan)));
    let told: HashMap<StoryId, &String> =
        told.filter_map(|(story, scan)| Some((story, scan.as_ref()?))).collect();
    let line = |(id, story)| Some((id, (*told.get(&story)?).clone()));
    page.stands.iter().map(|(id, placement)| (*id, placement.story)).filter_map(line).collect()
}

/// The block of the page that tells a pane.
fn block_of(page: &FrontPage, pane: Pane) -> Option<&Block> {
    let key = match pane {
        Pane::Research => BlockKey::Research,
        Pane::Companies => BlockKey::Companies,
        Pane::Trends => BlockKey::Trends,
    };
    page.digest.blocks.iter().find(|block| block.key == key)
}

/// The group of each story of a pane: a shelf or a company of the page, its other stories, or what
/// came later. What stands before the first named group is in none.
fn groups(lang: Lang, page: &FrontPage, pane: Pane) -> BTreeMap<ItemId, Group> {
    let block = block_of(page, pane);
    let named: HashMap<StoryId, &str> = block
        .into_iter()
        .flat_map(|block| &block.entries)
        .filter_map(|entry| Some((entry.story, entry.group.as_deref()?)))
        .collect();
    let in_pane: HashSet<ItemId> =
        page.placed[pane.index()].iter().map(|placed| placed.item).collect();
    let left = left_out(page).iter().filter(|placed| in_pane.contains(&placed.item)).count();
    let mut groups = BTreeMap::new();
    let mut is_begun = false;
    for placed in &page.placed[pane.index()] {
        let placement = page.stands.get(&placed.item);
        if placement.is_some_and(|placement| placement.place == Place::Late) {
            groups.insert(placed.item, Group::Late);
            continue;
        }
        let name = placement.and_then(|placement| named.get(&placement.story).copied());
        is_begun |= name.is_some();
        if !is_begun {
            continue;
        }
        let group = name.map_or(Group::Rest { left }, |name| Group::Named {
            name: name.to_owned(),
            told: block.map(|block| told_of(lang, block, name)).unwrap_or_default(),
        });
        groups.insert(placed.item, group);
    }
    groups
}

/// What a heading says beside its name: what the company did in the week.
fn told_of(lang: Lang, block: &Block, name: &str) -> String {
    let Some(group) = block.groups.iter().find(|group| group.name == name) else {
        return String::new();
    };
    let counts: Vec<&str> = group.counts.iter().map(|counted| &*counted.text).collect();
    if counts.is_empty() {
        return String::new();
    }
    say(lang, "ui.this_week", &[&counts.join(" · ")]).into_owned()
}
