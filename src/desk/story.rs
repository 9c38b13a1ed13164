//! One story: an event and the reports that tell it; who leads it, what happened, and by how many
//! it is told.

use super::Kept;
use super::features::Feature;
use super::likeness::{self, Dated, Frequencies, Level, Likeness};
use super::panes::Choice;
use super::reading::{Reading, hardness};
use super::tuning::Tuning;
use crate::model::{Amount, AmountOf, Day, Facts, ItemId, Moment, Move, MoveStatus, Tier};

/// A report as the desk remembers it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The item.
    pub id: ItemId,
    /// When it was published.
    pub published: Moment,
    /// The day of the reader's zone that it was published on.
    pub day: Day,
    /// What it says.
    pub reading: Reading,
    /// Number of the family of hosts that published it.
    pub publisher: u32,
    /// Number of its source.
    pub source: u64,
    /// Number of its address, and of its paper.
    pub address: Option<u64>,
    /// How close its source stands to the event.
    pub tier: Tier,
    /// Votes it has at its source.
    pub points: Option<i64>,
    /// Comments it has there.
    pub comments: Option<i64>,
    /// What the desk keeps of it beside its text.
    pub kept: Kept,
    /// The pane that it asks for, and why.
    pub choice: Choice,
}

impl Report {
    /// As likeness sees it.
    pub fn dated(&self) -> Dated<'_> {
        Dated { reading: &self.reading, published: self.published }
    }
}

/// So many of a story's reports are compared with a new one: the first, and the last.
const COMPARED: usize = 6;
/// So many are looked at for what a story is worth.
const LOOKED_AT: usize = 64;

/// A story.
#[derive(Debug, Default)]
pub struct Story {
    /// Its reports, in the order of their numbers.
    pub members: Vec<Report>,
}

impl Story {
    /// When its first report was published, and its last.
    pub fn span(&self) -> Option<(Moment, Moment)> {
        let mut times = self.members.iter().map(|member| member.published);
        let first = times.next()?;
        Some(times.fold((first, first), |(first, last), at| (first.min(at), last.max(at))))
    }

    /// The reports of the event itself. One that joined by a name alone is listed with them, but
    /// tells nothing of what the event is worth.
    pub fn core(&self) -> impl Iterator<Item = &Report> {
        self.members.iter().filter(|member| !member.kept.loose)
    }

    /// The day of its last report: what it is worth is told by that day's.
    pub fn day(&self) -> Option<Day> {
        self.core().map(|member| member.day).max()
    }

    /// Puts a report in its place.
    pub fn put(&mut self, report: Report) {
        // Most stories have a report or two, and a list that grows by itself begins with room for four.
        if self.members.len() == self.members.capacity() {
            self.members.reserve_exact(self.members.len() / 2 + 1);
        }
        let at = self.members.partition_point(|known| known.id < report.id);
        match self.members.get_mut(at) {
            Some(known) if known.id == report.id => *known = report,
            _ => self.members.insert(at, report),
        }
    }

    /// Whether a report comes in time to tell it.
    pub fn is_open_to(&self, report: &Report, by: &Tuning) -> bool {
        let Some((first, last)) = self.span() else { return false };
        let at = report.published;
        let hours = |seconds: i64| seconds as f64 / 3600.0;
        let apart = hours((at - last).num_seconds()).max(hours((first - at).num_seconds()));
        let whole = hours((last.max(at) - first.min(at)).num_seconds());
        apart <= by.open_hours && whole <= by.lasts_hours
    }

    /// Whether it and another one are close enough in time to be one.
    pub fn is_beside(&self, other: &Story, by: &Tuning) -> bool {
        let (Some((first, last)), Some((begun, ended))) = (self.span(), other.span()) else {
            return false;
        };
        let hours = |seconds: i64| seconds as f64 / 3600.0;
        let apart = hours((begun - last).num_seconds()).max(hours((first - ended).num_seconds()));
        let whole = hours((last.max(ended) - first.min(begun)).num_seconds());
        apart <= by.open_hours && whole <= by.lasts_hours
    }

    /// How alike a report is to the story: to its best member, and to all of them on the whole.
    /// `norm` is [`likeness::title_norm`] of the report.
    pub fn likeness(
        &self,
        report: &Report,
        norm: f64,
        seen: &dyn Frequencies,
        by: &Tuning,
    ) -> Likeness {
        let mut best: Option<Likeness> = None;
        let (mut sum, mut count) = (0.0, 0);
        let (mut splits, mut near) = (0, false);
        let (mut same_version, mut other_version, mut is_sure) = (false, false, false);
        let mut is_tied = false;
        let (mut same_case, mut other_case) = (false, false);
        let first = self.members.len().min(COMPARED / 2);
        let last = self.members.len().saturating_sub(COMPARED / 2).max(first);
        for member in self.members[..first].iter().chain(&self.members[last..]) {
            let found = likeness::compare_with(&report.dated(), norm, &member.dated(), seen, by);
            sum += found.sum;
            count += 1;
            splits += usize::from(found.level >= Level::Related && found.sum >= by.join_at);
            near |= found.level <= Level::Event && found.sum >= by.join_at;
            is_sure |= found.is_sure;
            is_tied |= found.is_tied;
            same_version |= found.same_version;
            other_version |= found.other_version;
            same_case |= found.same_case;
            other_case |= found.other_case;
            if best.as_ref().is_none_or(|best| (found.level, -found.sum) < (best.level, -best.sum))
            {
                best = Some(found);
            }
        }
        let Some(best) = best else { return Likeness::NONE };
        if count == 1 || best.level == Level::Copy {
            return best;
        }
        let mut whole =
            by.best_member * best.sum + by.mean_member * sum / f64::from(count) + by.several;
        if other_version && !same_version {
            // The story is about another version, whichever of its reports name it.
            whole += by.other_version * by.mean_member;
        }
        let level = if splits * 2 > count as usize || other_case && !same_case && !is_sure {
            Level::Related
        } else if whole >= by.join_at && near || is_sure && (same_version || !other_version) {
            Level::Event
        } else if whole >= by.matter_at {
            Level::Matter
        } else if whole >= by.related_at {
            Level::Related
        } else {
            Level::Apart
        };
        Likeness {
            level,
            sum: whole,
            is_sure,
            is_tied,
            splits: splits * 2 > count as usize,
            same_version,
            other_version,
            same_case,
            other_case,
        }
    }

    /// The reports of its last day.
    pub fn today(&self) -> impl Iterator<Item = &Report> {
        let day = self.day();
        let start = self.members.len().saturating_sub(LOOKED_AT);
        self.members[start..]
            .iter()
            .filter(move |member| !member.kept.loose && Some(member.day) == day)
    }

    /// Publishers that tell it independently among some of its reports: copies count once.
    pub fn publishers<'a>(reports: impl Iterator<Item = &'a Report>) -> u32 {
        let mut told: Vec<(&[Feature], u32)> = Vec::new();
        let mut publishers: Vec<u32> = Vec::new();
        for member in reports.filter(|member| member.reading.is_news()) {
            let features = &member.reading.title_features;
            let copied = told
                .iter()
                .any(|(known, of)| *of != member.publisher && likeness::is_copy(known, features));
            if !copied && !publishers.contains(&member.publisher) {
                publishers.push(member.publisher);
            }
            told.push((features, member.publisher));
        }
        publishers.len() as u32
    }

    /// Who leads it: of the last day's reports the one that tells most.
    pub fn head(&self) -> Option<&Report> {
        let telling = |report: &&Report| (telling(report) * 1000.0) as i64;
        self.today().max_by_key(|report| {
            (telling(report), std::cmp::Reverse((report.published, report.id)))
        })
    }

    /// What happened: what the head says, and what it leaves out from the others, those that tell
    /// most first.
    pub fn facts(&self) -> Facts {
        let Some(head) = self.head() else { return Facts::default() };
        let mut others: Vec<&Report> = self.today().filter(|other| other.id != head.id).collect();
        others.sort_by(|a, b| telling(b).total_cmp(&telling(a)).then(a.id.cmp(&b.id)));
        facts_of(&head.reading.facts, others.iter().map(|other| &other.reading.facts))
    }
}

/// What happened by what some reports say: the first, and what it leaves out from the others.
pub fn facts_of<'f>(head: &'f Facts, others: impl Iterator<Item = &'f Facts> + Clone) -> Facts {
    let mut facts = head.clone();
    for known in others.clone() {
        // Who is named beside another deed, or beside none, does not do this one.
        let tells_first = facts.kind.is_none() && known.kind.is_some();
        if tells_first && (facts.actor.is_none() || facts.actor == known.actor) {
            facts.actor.clone_from(&known.actor);
            facts.object.clone_from(&known.object);
            (facts.kind, facts.status) = (known.kind, known.status);
            add_sums(&mut facts, known);
        } else if facts.kind == known.kind {
            facts.actor = facts.actor.or_else(|| known.actor.clone());
            add_sums(&mut facts, known);
            if facts.object.is_none() && facts.actor == known.actor {
                facts.object.clone_from(&known.object);
            }
        }
        if facts.names.is_empty() {
            facts.names.clone_from(&known.names);
        }
    }
    facts.status = status_of(&facts, head, others);
    if let Some(amount) = facts.amount.as_mut().filter(|_| facts.status != MoveStatus::Done) {
        amount.of = AmountOf::Named;
        facts.valuation = None;
    }
    facts
}

/// Adds the sums of another report. What one raises is the sum of a round; what it is then worth is told
/// beside it.
fn add_sums(facts: &mut Facts, known: &Facts) {
    let is = |amount: &Amount, of: AmountOf| amount.of == of;
    let worth = facts.amount.filter(|amount| is(amount, AmountOf::Worth));
    let paid = known.amount.filter(|amount| is(amount, AmountOf::Paid));
    if facts.kind == Some(Move::Investment) && worth.is_some() && paid.is_some() {
        (facts.amount, facts.valuation) = (paid, worth);
    }
    facts.amount = facts.amount.or(known.amount);
    if facts.amount == known.amount {
        facts.valuation = facts.valuation.or(known.valuation);
    }
}

/// How some reports tell the move of some facts: it is done only if half of them tell it so.
fn status_of<'f>(
    facts: &Facts,
    head: &'f Facts,
    others: impl Iterator<Item = &'f Facts>,
) -> MoveStatus {
    let told = std::iter::once(head).chain(others).filter(|known| known.kind == facts.kind);
    let told: Vec<MoveStatus> = told.map(|known| known.status).collect();
    let count = |status: MoveStatus| told.iter().filter(|known| **known == status).count();
    if facts.status != MoveStatus::Done || count(MoveStatus::Done) * 2 >= told.len() {
        return facts.status;
    }
    let others = [MoveStatus::Undone, MoveStatus::Denied, MoveStatus::Sought];
    others.into_iter().max_by_key(|status| count(*status)).unwrap_or_default()
}

/// How well a report can speak for its story: by what its title says.
fn telling(report: &Report) -> f64 {
    let reading = &report.reading;
    let of = |is: bool, worth: f64| if is { worth } else { 0.0 };
    let hard = reading.moves.first().map_or(0.0, |first| hardness(first.kind));
    of(reading.signs.deed, 1.5)
        + of(reading.amount_in_title, 1.5)
        + of(!reading.moves.is_empty(), 0.5)
        + hard
        + of(!reading.companies.is_empty(), 1.0)
        + of(reading.page.own.is_some(), 1.2)
        + of(!reading.facts.names.is_empty(), 0.3)
        + match report.tier {
            Tier::Primary => 0.4,
            Tier::Specialist => 0.3,
            Tier::General => 0.1,
            Tier::Community => 0.0,
        }
        - of(reading.facts.noise.is_some(), 3.0)
        - of(reading.signs.review || reading.signs.opinion, 2.0)
        - of(reading.is_of_several(), 3.0)
        - of(reading.page.community, 0.6)
        - of(reading.title_features.len() < 4, 0.5)
        - of(reading.cut, 0.8)
}
