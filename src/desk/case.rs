//! An event as its worth is worked out: the reports of its last day, and what the most of them say.

use super::reading::{Proof, Reading, hardness};
use super::story::{Report, Story};
use super::tuning::Tuning;
use crate::model::Move;

/// What the terms look at.
pub struct Case<'a> {
    /// The reports of the event's last day.
    pub today: Vec<&'a Report>,
    /// Its head.
    pub head: &'a Report,
    /// Publishers that tell it on that day.
    pub publishers: u32,
    /// Whether it was told on a day before, and goes on.
    pub continues: bool,
    /// The weights.
    pub by: &'a Tuning,
}

impl<'a> Case<'a> {
    /// The case of a story.
    pub fn of(story: &'a Story, by: &'a Tuning) -> Option<Case<'a>> {
        let head = story.head()?;
        // A paper is the same on whichever day a gallery or a community shows it.
        let today: Vec<&Report> = if head.reading.page.paper {
            story.members.iter().collect()
        } else {
            story.today().collect()
        };
        let publishers = Story::publishers(today.iter().copied());
        let before = story.span().is_some_and(|(first, _)| {
            story.day().is_some_and(|day| {
                story.members.iter().any(|m| m.published == first && m.day < day)
            })
        });
        let follows = story.members.first().is_some_and(|first| first.kept.follows);
        Some(Case { today, head, publishers, continues: before || follows, by })
    }

    /// The case of a report that stands alone.
    pub fn alone(report: &'a Report, by: &'a Tuning) -> Case<'a> {
        Case {
            today: vec![report],
            head: report,
            publishers: 1,
            continues: report.kept.follows,
            by,
        }
    }

    /// The part of the day's reports of which something is true.
    pub(super) fn share(&self, is: impl Fn(&Reading) -> bool) -> f64 {
        let count = self.today.iter().filter(|report| is(&report.reading)).count();
        count as f64 / self.today.len().max(1) as f64
    }

    /// The words of the first report that prove something.
    pub(super) fn said(&self, proof: Proof) -> String {
        let of = |report: &&Report| {
            let found = report.reading.proofs.iter().find(|(known, _)| *known == proof);
            found.map(|(_, words)| words.clone()).filter(|words| !words.is_empty())
        };
        std::iter::once(&self.head).chain(&self.today).find_map(of).unwrap_or_default()
    }

    /// The greatest weight of a company that the day's titles name.
    pub(super) fn weight(&self) -> u8 {
        self.today
            .iter()
            .flat_map(|report| &report.reading.companies)
            .map(|company| company.weight)
            .max()
            .unwrap_or(0)
    }

    /// Whether it is light: nobody does anything hard, and it is neither law nor AI. So are things that are
    /// shown or sold, mishaps, and what people say.
    pub(super) fn is_light(&self) -> bool {
        let is_of_law = self.share(|reading| reading.signs.policy || reading.body > 0) >= 0.5;
        let is_of_ai = self.share(|reading| reading.signs.ai) > 0.5;
        let is_hard = self.kinds().iter().take(2).any(|(kind, _)| hardness(*kind) > 0.0);
        !is_of_law && !is_of_ai && !is_hard
    }

    pub(super) fn heat(&self) -> f64 {
        self.today.iter().map(|report| report.kept.heat).fold(0.0, f64::max)
    }

    /// The move that the day's reports tell: the one that most of them do, of equals the weightiest.
    pub(super) fn kinds(&self) -> Vec<(Move, f64)> {
        let mut kinds: Vec<(Move, f64)> = Vec::new();
        for kind in Move::ALL {
            let share = self.share(|reading| reading.moves.iter().any(|told| told.kind == kind));
            if share >= 0.25 {
                kinds.push((kind, share));
            }
        }
        let worth = |(kind, share): &(Move, f64)| weight_of(*kind, self.by) * share;
        kinds.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        kinds
    }
}

/// The weight of a kind of move.
pub(super) fn weight_of(kind: Move, by: &Tuning) -> f64 {
    match kind {
        Move::Layoffs => by.layoffs,
        Move::Acquisition => by.acquisition,
        Move::Leadership => by.leadership,
        Move::Security => by.security,
        Move::Investment => by.investment,
        Move::Regulation => by.regulation,
        Move::Infrastructure => by.infrastructure,
        Move::Earnings => by.earnings,
        Move::Partnership => by.partnership,
        Move::Launch => by.launch,
        Move::Pricing => by.pricing,
        Move::Release => by.release,
    }
}
