//! Store and desk at work together: every item comes in through here, whether a refresh, an
//! import or the sample edition brings it. What the keeper's thread owns is one [`Newsroom`].

use std::collections::HashMap;
use std::path::Path;

use crate::desk::{self, Arrival, Desk, LexiconError, Mutes, Settings, Watch};
use crate::model::{ItemId, Moment, NewItem, Source, SourceId, Visit};
use crate::store::{Found, Prepared, Store, StoreError, Transaction};

/// Why the newsroom did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum NewsroomError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The reader's own lexicon cannot be read.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// So many items are read at once when all are judged again.
const AT_ONCE: usize = 1_000;
/// The reader's taste is that of so many stars.
const LEARNT_FROM: usize = 200;
/// So many of the last items follow at once when the reader changes what is watched or muted: some
/// months of most readers, and a second or two of work.
const FOLLOWING: usize = 20_000;
/// Under this name the store remembers with which settings its items were judged.
const SETTINGS: &str = "desk settings";

/// The writing connection and the desk that judges what goes through it.
#[derive(Debug)]
pub struct Newsroom {
    /// The store, for all that needs no judgement: marks, notes, sources.
    pub store: Store,
    desk: Desk,
    /// The last item that the desk knows of, if it was told of those before.
    known_up_to: Option<ItemId>,
    /// What the desk is asked to do.
    settings: Settings,
    /// The starred titles that the desk learnt from.
    learnt: Vec<String>,
}

/// What came of one source's items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Items that were not here before.
    pub new: Vec<ItemId>,
    /// Items that changed.
    pub updated: Vec<ItemId>,
    /// Items that are as they were.
    pub same: usize,
}

impl Newsroom {
    /// Opens the store in a folder, and a desk that remembers what was judged last.
    ///
    /// # Errors
    /// Where the store or the reader's lexicon cannot be read.
    pub fn open(folder: &Path, settings: Settings) -> Result<Newsroom, NewsroomError> {
        let store = Store::open(folder)?;
        let desk = Desk::new(settings.clone())?;
        Ok(Newsroom { store, desk, known_up_to: None, settings, learnt: Vec::new() })
    }

    /// Watches and mutes other things from now on, and judges what came lately anew.
    ///
    /// # Errors
    /// Where the store cannot be read or written; the items stand as they did then.
    pub fn watch_and_mute(
        &mut self,
        watches: Vec<Watch>,
        mutes: Mutes,
    ) -> Result<usize, NewsroomError> {
        let settings = Settings { watches, mutes, ..self.settings.clone() };
        self.desk = Desk::new(settings.clone())?;
        self.settings = settings;
        self.known_up_to = None;
        self.learnt.clear();
        self.follow_settings()
    }

    /// Whether the items were judged under other settings than today's.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_behind(store: &Store, settings: &Settings) -> Result<bool, StoreError> {
        let judged = store.remembered(SETTINGS)?;
        // A store that remembers none was judged with none, as far as is known.
        Ok(judged.unwrap_or_else(|| Settings::default().fingerprint()) != settings.fingerprint())
    }

    /// Judges what came lately again, if that was judged under other settings than today's: marks,
    /// notes and texts stay as they are. Returns how many items there were.
    ///
    /// # Errors
    /// Where the store cannot be read or written; nothing changes then.
    pub fn follow_settings(&mut self) -> Result<usize, NewsroomError> {
        if !Newsroom::is_behind(&self.store, &self.settings)? {
            return Ok(0);
        }
        let after = self.store.before_the_last(FOLLOWING)?.unwrap_or(ItemId(0));
        self.judge_after(after)
    }

    /// Takes a source's items in, in the order given, in one transaction: all of them are kept,
    /// judged and searchable when this returns, or none.
    ///
    /// # Errors
    /// Where the store cannot be written, or does not know the source.
    pub fn take_in(
        &mut self,
        source: &Source,
        items: &[NewItem],
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        let prepared: Vec<Prepared> =
            items.iter().map(|item| Prepared::of(item.clone(), &source.id)).collect();
        self.take(source, &prepared, None, now)
    }

    /// As [`Newsroom::take_in`], and remembers the visit that brought the items, all in the same
    /// transaction.
    ///
    /// # Errors
    /// As [`Newsroom::take_in`].
    pub fn take_visit(
        &mut self,
        source: &Source,
        items: &[Prepared],
        visit: Visit,
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        self.take(source, items, Some(visit), now)
    }

    /// Takes a source's items back as an archive has them, each under its own number unless that
    /// was given to another one meanwhile; one that is here already stays as it is. Returns the
    /// number that each has.
    ///
    /// # Errors
    /// As [`Newsroom::take_in`].
    pub fn take_back(
        &mut self,
        source: &Source,
        items: &[(ItemId, NewItem)],
        now: Moment,
    ) -> Result<Vec<ItemId>, NewsroomError> {
        self.remember()?;
        self.known_up_to = None;
        let mut transaction = self.store.begin()?;
        let mut numbers = Vec::with_capacity(items.len());
        for (wanted, item) in items {
            transaction.number_from(*wanted);
            let prepared = &Prepared::of(item.clone(), &source.id);
            numbers.push(match transaction.find(&source.id, prepared, now)? {
                Found::New(id, published) => {
                    let desk = &mut self.desk;
                    let judged = desk.arrive(&Arrival { id, item, source, published, known: None });
                    transaction.insert(id, prepared, published, &judged, now)?;
                    id
                }
                Found::Changed(id, ..) | Found::Same(id) => id,
            });
        }
        for revision in self.desk.settle() {
            transaction.revise(&revision, desk::restate)?;
        }
        transaction.commit()?;
        self.known_up_to = Some(self.store.last_id()?);
        Ok(numbers)
    }

    /// Judges every item again, in the order in which they came, as if the store were filled anew
    /// with today's rules; marks, notes and texts stay as they are. Returns how many there were.
    ///
    /// # Errors
    /// Where the store cannot be read or written; nothing changes then.
    pub fn reindex(&mut self) -> Result<usize, NewsroomError> {
        self.judge_after(ItemId(0))
    }

    /// Judges all that came after an item again.
    fn judge_after(&mut self, after: ItemId) -> Result<usize, NewsroomError> {
        let sources: HashMap<SourceId, Source> = self
            .store
            .every_source()?
            .into_iter()
            .map(|source| (source.id.clone(), source))
            .collect();
        self.listen()?;
        self.desk.forget();
        self.desk.recall(self.store.past(after, desk::WINDOW)?);
        self.known_up_to = None;
        let mut transaction = self.store.begin()?;
        let open = transaction.forget_stories(after)?;
        for revision in self.desk.count_again(&open) {
            transaction.revise(&revision, desk::restate)?;
        }
        let (mut last, mut count) = (after, 0);
        loop {
            let items = transaction.stored_after(last, AT_ONCE)?;
            let Some(end) = items.last() else { break };
            last = end.id;
            count += items.len();
            for stored in &items {
                let Some(source) = sources.get(&stored.source) else { continue };
                let judged = self.desk.arrive(&Arrival {
                    id: stored.id,
                    item: &stored.item,
                    source,
                    published: stored.published,
                    known: None,
                });
                transaction.rejudge(stored.id, &judged)?;
            }
            for revision in self.desk.settle() {
                transaction.revise(&revision, desk::restate)?;
            }
        }
        transaction.commit()?;
        self.store.remember(SETTINGS, &self.settings.fingerprint())?;
        Ok(count)
    }

    fn take(
        &mut self,
        source: &Source,
        items: &[Prepared],
        visit: Option<Visit>,
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        self.remember()?;
        let taken = self.write(source, items, visit, now);
        // What the desk saw may not have been kept: it reads it all again next time.
        self.known_up_to = if taken.is_ok() { Some(self.store.last_id()?) } else { None };
        taken
    }

    /// Tells the desk what is in the store, unless it knows: at the first arrival, after a
    /// failure, and when another program has written to the store.
    fn remember(&mut self) -> Result<(), NewsroomError> {
        self.listen()?;
        let last = self.store.last_id()?;
        if self.known_up_to != Some(last) {
            self.desk.forget();
            self.desk.recall(self.store.past(last, desk::WINDOW)?);
        }
        Ok(())
    }

    /// Tells the desk what the reader moved and starred: at every arrival, so that it makes no
    /// difference when the program began.
    fn listen(&mut self) -> Result<(), NewsroomError> {
        self.desk.follow(self.store.pane_rules()?, self.store.moved()?);
        let starred = self.store.starred_titles(LEARNT_FROM)?;
        if starred != self.learnt {
            self.desk.learn(starred.iter().map(String::as_str));
            self.learnt = starred;
        }
        Ok(())
    }

    fn write(
        &mut self,
        source: &Source,
        items: &[Prepared],
        visit: Option<Visit>,
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        let mut transaction = self.store.begin()?;
        let taken = judge(&mut transaction, &mut self.desk, source, items, now)?;
        if let Some(mut visit) = visit {
            if !taken.new.is_empty() {
                visit.state.last_new = Some(now);
            }
            transaction.record(&visit)?;
        }
        transaction.commit()?;
        Ok(taken)
    }
}

/// Writes what is new or changed of a source's items, with what the desk says of each.
fn judge(
    transaction: &mut Transaction<'_>,
    desk: &mut Desk,
    source: &Source,
    items: &[Prepared],
    now: Moment,
) -> Result<Taken, NewsroomError> {
    let mut taken = Taken::default();
    for prepared in items {
        let item = prepared.item();
        match transaction.find(&source.id, prepared, now)? {
            Found::New(id, published) => {
                let judged = desk.arrive(&Arrival { id, item, source, published, known: None });
                transaction.insert(id, prepared, published, &judged, now)?;
                taken.new.push(id);
            }
            Found::Changed(id, published, story) => {
                let known = Some(story);
                let judged = desk.arrive(&Arrival { id, item, source, published, known });
                transaction.update(id, prepared, published, &judged)?;
                taken.updated.push(id);
            }
            Found::Same(_) => taken.same += 1,
        }
    }
    for revision in desk.settle() {
        transaction.revise(&revision, desk::restate)?;
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{Pane, PaneRule, Query, RuleFor, StoryId};
    use crate::sources::files::edition;

    #[test]
    fn the_sample_edition_comes_in_as_stories_that_both_languages_tell() {
        let now: Moment = "2026-11-23T07:00:00Z".parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        let mut written = 0;
        for (source, items) in edition::sample(now) {
            written += items.len();
            newsroom.store.put_source(&source).unwrap();
            let taken = newsroom.take_in(&source, &items, now).unwrap();
            assert_eq!(taken.new.len(), items.len());
        }
        let rows = newsroom.store.rows(&Query::default(), now).unwrap();
        assert_eq!(rows.len(), written);
        let mut stories: BTreeMap<StoryId, Vec<&str>> = BTreeMap::new();
        for row in &rows {
            stories.entry(row.story).or_default().push(&row.language);
        }
        let crossing = stories
            .values()
            .filter(|told| told.len() >= 3 && told.contains(&"en") && told.contains(&"ko"));
        assert!(crossing.count() >= 4, "{stories:?}");
    }

    fn source(name: &str) -> Source {
        Source {
            id: SourceId(name.into()),
            name: name.into(),
            kind: "feed".into(),
            address: "https://feed.example/".into(),
            options: BTreeMap::new(),
            pane: None,
            tier: crate::model::Tier::General,
            language: None,
            company: None,
            interval_minutes: None,
            enabled: true,
            full_text: false,
        }
    }

    fn item(title: &str) -> NewItem {
        NewItem {
            title: title.to_owned(),
            url: Some(format!("https://news.example/{}", title.len())),
            ..NewItem::default()
        }
    }

    fn now() -> Moment {
        "2026-11-23T07:00:00Z".parse().unwrap()
    }

    /// All rows, best first, as far as judging them can change them.
    fn judged(newsroom: &Newsroom) -> Vec<(ItemId, StoryId, u32, Pane, String)> {
        let rows = newsroom.store.rows(&Query::default(), now()).unwrap();
        let told = |row: &crate::model::Row| {
            (row.id, row.story, row.story_size, row.pane, format!("{:.3}", row.score))
        };
        rows.iter().map(told).collect()
    }

    #[test]
    fn judging_all_again_changes_nothing_loses_nothing_and_keeps_marks() {
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        for (source, items) in edition::sample(now()) {
            newsroom.store.put_source(&source).unwrap();
            newsroom.take_in(&source, &items, now()).unwrap();
        }
        let before = judged(&newsroom);
        newsroom.store.set_read(&[before[0].0], true).unwrap();
        assert_eq!(newsroom.reindex().unwrap(), before.len());
        assert_eq!(judged(&newsroom), before);

        // What is starred outlives its source.
        let starred = before[3].0;
        newsroom.store.set_starred(&[starred], true, now()).unwrap();
        newsroom.store.remove_source(&source_of(&newsroom, starred)).unwrap();
        let left = judged(&newsroom).len();
        assert_eq!(newsroom.reindex().unwrap(), left);
        let rows = newsroom.store.rows(&Query::default(), now()).unwrap();
        assert_eq!(rows.len(), left);
        assert!(rows.iter().any(|row| row.id == starred && row.starred));
        assert_eq!(rows.iter().filter(|row| row.read).count(), 1);
    }

    /// The sample edition, of which much comes again in other words and some is starred meanwhile;
    /// so many items at a time, by one program or by a new one each time.
    fn retold(at_once: usize, restarting: bool) -> Vec<(ItemId, String, StoryId, u32, String)> {
        let folder = tempfile::tempdir().unwrap();
        let open = || Newsroom::open(folder.path(), Settings::default()).unwrap();
        let mut newsroom = open();
        let mut come = 0;
        for (source, items) in edition::sample(now()) {
            newsroom.store.put_source(&source).unwrap();
            let mut again = items.clone();
            for (n, item) in again.iter_mut().enumerate().filter(|(n, _)| n % 3 == 0) {
                item.title = format!("{} - {} lanterns", item.title, n + 1);
            }
            for part in items.chunks(at_once).chain(again.chunks(at_once)) {
                newsroom.take_in(&source, part, now()).unwrap();
                if restarting {
                    newsroom = open();
                }
            }
            come += 1;
            if come % 2 == 0 {
                let row = newsroom.store.rows(&Query::default(), now()).unwrap().swap_remove(0);
                newsroom.store.set_starred(&[row.id], true, now()).unwrap();
            }
        }
        let rows = newsroom.store.rows(&Query::default(), now()).unwrap();
        let told = |row: &crate::model::Row| {
            let why = newsroom.store.item(row.id, now()).unwrap().why;
            (row.id, format!("{:.3}", row.score), row.story, row.story_size, format!("{why:?}"))
        };
        rows.iter().map(told).collect()
    }

    #[test]
    fn changes_and_stars_count_the_same_however_many_programs_saw_them() {
        let whole = retold(1_000, false);
        for (at_once, restarting) in [(1, false), (3, true), (1_000, true)] {
            assert_eq!(retold(at_once, restarting), whole, "{at_once} at once, {restarting}");
        }
    }

    fn source_of(newsroom: &Newsroom, id: ItemId) -> SourceId {
        newsroom.store.item(id, now()).unwrap().row.source
    }

    #[test]
    fn where_the_reader_wants_items_holds_for_changes_for_what_comes_and_for_judging_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        let harbour = source("harbour");
        newsroom.store.put_source(&harbour).unwrap();
        let first = newsroom.take_in(&harbour, &[item("Gulls of the bay")], now()).unwrap().new[0];
        newsroom.store.move_items(&[first], Pane::Companies).unwrap();
        let mut changed = item("Gulls of the bay");
        changed.summary = "They sleep on one leg.".into();
        newsroom.take_in(&harbour, &[changed], now()).unwrap();
        let of_term = PaneRule { of: RuleFor::Term("lantern".into()), pane: Pane::Companies };
        let of_source = PaneRule { of: RuleFor::Source(harbour.id.clone()), pane: Pane::Research };
        newsroom.store.put_pane_rule(&of_term).unwrap();
        newsroom.store.put_pane_rule(&of_source).unwrap();
        let later = [item("A lantern for the fog"), item("Ropes and their makers")];
        newsroom.take_in(&harbour, &later, now()).unwrap();

        let panes = |newsroom: &Newsroom| -> BTreeMap<String, Pane> {
            let rows = newsroom.store.rows(&Query::default(), now()).unwrap();
            rows.into_iter().map(|row| (row.title, row.pane)).collect()
        };
        let expected = BTreeMap::from([
            ("Gulls of the bay".to_owned(), Pane::Companies),
            ("A lantern for the fog".to_owned(), Pane::Companies),
            ("Ropes and their makers".to_owned(), Pane::Research),
        ]);
        assert_eq!(panes(&newsroom), expected);
        newsroom.reindex().unwrap();
        assert_eq!(panes(&newsroom), expected);

        assert!(newsroom.store.drop_pane_rule(&of_source.of).unwrap());
        assert_eq!(newsroom.store.pane_rules().unwrap(), [of_term]);
    }

    fn reasons(newsroom: &Newsroom, id: ItemId) -> Vec<String> {
        let why = newsroom.store.item(id, now()).unwrap().why;
        why.into_iter()
            .map(|reason| format!("{}: {}", reason.term, reason.facts.join(" ")))
            .collect()
    }

    fn titles(newsroom: &Newsroom) -> Vec<String> {
        let rows = newsroom.store.rows(&Query::default(), now()).unwrap();
        rows.into_iter().map(|row| row.title).collect()
    }

    #[test]
    fn what_is_here_already_follows_what_is_watched_and_muted_and_back_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        let harbour = source("harbour");
        newsroom.store.put_source(&harbour).unwrap();
        let items = [item("Gulls of the bay"), item("Ropes and their makers at work")];
        let ids = newsroom.take_in(&harbour, &items, now()).unwrap().new;
        let before = judged(&newsroom);

        let watch = Watch { name: "birds".into(), terms: vec!["gull".into()], weight: 1.0 };
        let mutes = Mutes { terms: vec!["rope".into()], ..Mutes::default() };
        assert_eq!(newsroom.watch_and_mute(vec![watch], mutes.clone()).unwrap(), 2);
        assert!(reasons(&newsroom, ids[0]).contains(&"watch: birds gull".to_owned()));
        assert_eq!(titles(&newsroom), ["Gulls of the bay"]);
        assert_eq!(reasons(&newsroom, ids[1]), ["muted: rope"], "by its number it is still there");
        assert_eq!(newsroom.store.search("ropes", 0, now()).unwrap(), []);
        // What was made something of is not hidden from where it was put.
        newsroom.store.set_starred(&[ids[1]], true, now()).unwrap();
        assert_eq!(titles(&newsroom).len(), 2);
        newsroom.store.set_starred(&[ids[1]], false, now()).unwrap();
        drop(newsroom);

        // The same from a config file that was changed while nothing ran.
        let settings = Settings { mutes, ..Settings::default() };
        assert!(
            Newsroom::is_behind(&Store::open(folder.path()).unwrap(), &settings).unwrap(),
            "the watch is gone"
        );
        let mut newsroom = Newsroom::open(folder.path(), settings).unwrap();
        assert_eq!(newsroom.follow_settings().unwrap(), 2);
        assert_eq!(newsroom.follow_settings().unwrap(), 0, "once is enough");
        assert!(reasons(&newsroom, ids[0]).iter().all(|reason| !reason.starts_with("watch")));
        newsroom.watch_and_mute(Vec::new(), Mutes::default()).unwrap();
        assert_eq!(judged(&newsroom), before);
    }

    #[test]
    fn judging_the_last_items_again_changes_nothing_where_no_rule_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        let mut ids = Vec::new();
        for (source, items) in edition::sample(now()) {
            newsroom.store.put_source(&source).unwrap();
            ids.extend(newsroom.take_in(&source, &items, now()).unwrap().new);
        }
        let before = judged(&newsroom);
        for at in [ids.len() / 4, ids.len() / 2, ids.len() - 2] {
            newsroom.judge_after(ids[at]).unwrap();
            assert_eq!(judged(&newsroom), before, "after the item {at}");
        }
    }

    #[test]
    fn a_story_that_loses_its_only_other_report_is_led_by_the_one_that_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        let (one, mut two) = (source("one"), source("two"));
        two.tier = crate::model::Tier::Primary;
        newsroom.store.put_source(&one).unwrap();
        newsroom.store.put_source(&two).unwrap();
        let first = item("Zanzibar Robotics recalls its harbour cranes");
        let other = NewItem { url: Some("https://other.example/1".into()), ..first.clone() };
        let founder = newsroom.take_in(&one, &[first], now()).unwrap().new[0];
        let head = newsroom.take_in(&two, &[other], now()).unwrap().new[0];
        let heads = |newsroom: &Newsroom| -> Vec<ItemId> {
            let query = Query { heads: true, ..Query::default() };
            newsroom.store.rows(&query, now()).unwrap().iter().map(|row| row.id).collect()
        };
        assert_eq!(heads(&newsroom), [head]);
        newsroom.store.set_read(&[founder], true).unwrap();
        newsroom.settings.mutes.sources = vec![two.id.clone()];
        newsroom.desk = Desk::new(newsroom.settings.clone()).unwrap();
        newsroom.judge_after(founder).unwrap();
        assert_eq!(heads(&newsroom), [founder]);
        assert_eq!(judged(&newsroom).iter().map(|row| row.2).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn what_is_starred_counts_for_what_comes_in_afterwards_in_the_same_session() {
        let folder = tempfile::tempdir().unwrap();
        let mut newsroom = Newsroom::open(folder.path(), Settings::default()).unwrap();
        let harbour = source("harbour");
        newsroom.store.put_source(&harbour).unwrap();
        let first = [
            item("Lantern keepers of the north pier"),
            item("Lantern oil and where it comes from"),
            item("A lantern that burns for a whole year"),
        ];
        let ids = newsroom.take_in(&harbour, &first, now()).unwrap().new;
        newsroom.store.set_starred(&ids, true, now()).unwrap();
        let later = newsroom.take_in(&harbour, &[item("One lantern, two ships")], now()).unwrap();
        let why = reasons(&newsroom, later.new[0]);
        assert!(why.contains(&"likeness: lantern".to_owned()), "{why:?}");
    }
}
