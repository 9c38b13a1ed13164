//! Any interleaving of marks here and there, of passes and lost answers, ends with both sides alike.

use proptest::prelude::*;

use super::*;
use crate::model::account::Protocol;
use crate::model::{Account, Moment};

/// Items that the two sides share.
const ITEMS: usize = 6;

fn rid(item: usize) -> RemoteId {
    RemoteId(format!("{item:016x}"))
}

fn account() -> Account {
    Account::new("home", Protocol::Greader, "https://rss.example/")
}

/// What an item is marked with on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Marks {
    read: bool,
    starred: bool,
}

impl Marks {
    fn set(&mut self, mark: &RemoteMark, on: bool) {
        match mark {
            RemoteMark::Read => self.read = on,
            RemoteMark::Starred => self.starred = on,
            RemoteMark::Label(_) => {}
        }
    }
}

/// What becomes of a call that sends a mark.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Answered,
    /// It was done, and the answer was lost.
    AnswerLost,
    /// It never arrived.
    Lost,
}

#[derive(Debug, Clone)]
enum Step {
    Here(usize, RemoteMark, bool),
    There(usize, RemoteMark, bool),
    /// The fate of each call; the items that a second page of each list hides; a mark that is made
    /// here after the lists came and before they are applied.
    Pass(Vec<Fate>, Option<Vec<usize>>, Option<(usize, RemoteMark, bool)>),
}

/// Both sides, and whose mark was the last on each item.
#[derive(Debug, Clone)]
struct World {
    there: [Marks; ITEMS],
    known: HashMap<RemoteId, KnownItem>,
    waiting: Vec<Waiting>,
    next: i64,
    /// By item and whether it is the star: what was marked here, if nothing was marked there since.
    last_here: HashMap<(usize, RemoteMark), bool>,
}

impl World {
    fn new() -> World {
        let known = (0..ITEMS).map(|item| {
            let id = Some(ItemId(item as i64 + 1));
            (rid(item), KnownItem { item: id, ..KnownItem::default() })
        });
        World {
            there: [Marks::default(); ITEMS],
            known: known.collect(),
            waiting: Vec::new(),
            next: 1,
            last_here: HashMap::new(),
        }
    }

    /// A mark made here, with its row, as the store writes both.
    fn mark_here(&mut self, item: usize, mark: &RemoteMark, on: bool) {
        let known = self.known.get_mut(&rid(item)).expect("known");
        let was = match mark {
            RemoteMark::Read => std::mem::replace(&mut known.read, on),
            RemoteMark::Starred => std::mem::replace(&mut known.starred, on),
            RemoteMark::Label(_) => on,
        };
        if was == on {
            return;
        }
        self.waiting.retain(|row| (&row.rid, &row.mark) != (&rid(item), mark));
        self.waiting.push(Waiting {
            no: self.next,
            rid: rid(item),
            item: Some(ItemId(item as i64 + 1)),
            mark: mark.clone(),
            on,
            queued: Moment::default(),
            sent: false,
            tries: 0,
            disagreed: 0,
        });
        self.next += 1;
        self.last_here.insert((item, mark.clone()), on);
    }

    fn pass(
        &mut self,
        fates: &[Fate],
        hidden: Option<&[usize]>,
        meanwhile: Option<&(usize, RemoteMark, bool)>,
    ) {
        let unsent: Vec<usize> =
            (0..self.waiting.len()).filter(|at| !self.waiting[*at].sent).collect();
        let fates = fates.iter().copied().chain(std::iter::repeat(Fate::Answered));
        for (at, fate) in unsent.into_iter().zip(fates) {
            let row = &mut self.waiting[at];
            let item = usize::from_str_radix(&row.rid.0, 16).expect("a number");
            match fate {
                Fate::Lost => return,
                Fate::AnswerLost => {
                    self.there[item].set(&row.mark, row.on);
                    return;
                }
                Fate::Answered => {
                    self.there[item].set(&row.mark, row.on);
                    row.sent = true;
                }
            }
        }
        let list = |has: &dyn Fn(&Marks) -> bool| {
            let mut list = List::default();
            let all = (0..ITEMS).filter(|item| has(&self.there[*item]));
            let shown = all.filter(|item| hidden.is_none_or(|hidden| !hidden.contains(item)));
            list.add(shown.map(rid).collect());
            if hidden.is_some() {
                list.add(Vec::new());
            }
            list
        };
        let seen = Seen {
            unread: list(&|marks| !marks.read),
            starred: list(&|marks| marks.starred),
            ..Seen::default()
        };
        if let Some((item, mark, on)) = meanwhile {
            let before = (self.known.clone(), self.waiting.clone());
            self.mark_here(*item, mark, *on);
            self.finish(&before.0, &before.1, &seen);
        } else {
            self.finish(&self.known.clone(), &self.waiting.clone(), &seen);
        }
    }

    fn finish(&mut self, known: &HashMap<RemoteId, KnownItem>, waiting: &[Waiting], seen: &Seen) {
        let made = plan(&account(), known, waiting, &HashMap::new(), seen, false);
        let told =
            |marks: Marks| ServerMarks { read: Some(marks.read), starred: Some(marks.starred) };
        let told = (0..ITEMS).map(|item| (rid(item), told(self.there[item]))).collect();
        let Ok(verdict) = made.confirmed(known, &told) else { return };
        self.waiting
            .retain(|row| !verdict.settled.contains(&row.no) && !verdict.refused.contains(&row.no));
        for row in &mut self.waiting {
            row.disagreed += u32::from(verdict.disagreed.contains(&row.no));
        }
        for (rid, unread, starred) in &verdict.missed {
            let known = self.known.get_mut(rid).expect("known");
            (known.missed_unread, known.missed_starred) = (*unread, *starred);
        }
        for (item, mark, on) in &verdict.changes {
            let waits = self.waiting.iter().any(|row| row.item == Some(*item) && row.mark == *mark);
            let known = self.known.get_mut(&rid(item.0 as usize - 1)).expect("known");
            match mark {
                _ if waits => {}
                RemoteMark::Read => known.read = *on,
                RemoteMark::Starred => known.starred = *on,
                RemoteMark::Label(_) => {}
            }
        }
    }

    fn here(&self, item: usize) -> Marks {
        let known = &self.known[&rid(item)];
        Marks { read: known.read, starred: known.starred }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let mark = || prop_oneof![Just(RemoteMark::Read), Just(RemoteMark::Starred)];
    let one = move || (0..ITEMS, mark(), any::<bool>());
    let fate = prop_oneof![Just(Fate::Answered), Just(Fate::AnswerLost), Just(Fate::Lost)];
    let hidden = proptest::option::of(proptest::collection::vec(0..ITEMS, 0..3));
    let pass = (proptest::collection::vec(fate, 0..4), hidden, proptest::option::of(one()));
    let step = prop_oneof![
        3 => one().prop_map(|(item, mark, on)| Step::Here(item, mark, on)),
        3 => one().prop_map(|(item, mark, on)| Step::There(item, mark, on)),
        2 => pass.prop_map(|(fates, hidden, meanwhile)| Step::Pass(fates, hidden, meanwhile)),
    ];
    proptest::collection::vec(step, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_interleaving_ends_with_both_sides_alike_and_the_last_mark_made_here_kept(steps in steps()) {
        let mut world = World::new();
        for step in &steps {
            match step {
                Step::Here(item, mark, on) => world.mark_here(*item, mark, *on),
                Step::There(item, mark, on) => {
                    world.there[*item].set(mark, *on);
                    world.last_here.remove(&(*item, mark.clone()));
                }
                Step::Pass(fates, hidden, meanwhile) => {
                    world.pass(fates, hidden.as_deref(), meanwhile.as_ref());
                }
            }
        }
        for _ in 0..4 {
            world.pass(&[], None, None);
        }
        prop_assert!(world.waiting.is_empty(), "{:?}", world.waiting);
        for item in 0..ITEMS {
            prop_assert_eq!(world.here(item), world.there[item]);
        }
        for ((item, mark), on) in &world.last_here {
            let here = world.here(*item);
            let is_on = if *mark == RemoteMark::Read { here.read } else { here.starred };
            prop_assert_eq!(is_on, *on, "{} {:?}", item, mark);
        }
    }
}

fn known(items: &[(usize, bool, bool)]) -> HashMap<RemoteId, KnownItem> {
    items
        .iter()
        .map(|(item, read, starred)| {
            let id = Some(ItemId(*item as i64));
            (
                rid(*item),
                KnownItem { item: id, read: *read, starred: *starred, ..KnownItem::default() },
            )
        })
        .collect()
}

fn list(items: impl IntoIterator<Item = usize>) -> List {
    let mut list = List::default();
    list.add(items.into_iter().map(rid).collect());
    list
}

fn made(known: &HashMap<RemoteId, KnownItem>, seen: &Seen) -> Plan {
    plan(&account(), known, &[], &HashMap::new(), seen, false)
}

#[test]
fn many_items_that_turn_read_an_empty_list_and_every_star_are_asked_about() {
    let unread: Vec<(usize, bool, bool)> = (1..=200).map(|item| (item, false, false)).collect();
    let known_items = known(&unread);
    let all = || Seen { listed: list(1..=200), ..Seen::default() };
    let few = made(&known_items, &Seen { unread: list(21..=200), ..all() });
    assert_eq!((few.doubts.len(), few.verdict.changes.len()), (0, 20));
    let many = made(&known_items, &Seen { unread: list(101..=200), ..all() });
    assert_eq!((many.doubts.len(), many.verdict.changes.len()), (50, 100));
    let one = known(&[(1, false, false)]);
    assert_eq!(made(&one, &Seen::default()).doubts, [(rid(1), Expected::Read)]);
    let star = known(&[(1, true, true), (2, true, true)]);
    let made = made(&star, &Seen { starred: list([2]), ..Seen::default() });
    assert_eq!(made.doubts, [(rid(1), Expected::Unstarred)]);
}

#[test]
fn a_list_that_was_not_whole_changes_no_mark_and_what_is_gone_stays() {
    let star = known(&[(1, false, true)]);
    let seen = Seen { unread: list([1]), ..Seen::default() };
    let told = |told: Option<ServerMarks>| told.map(|told| (rid(1), told)).into_iter().collect();
    let starred = |starred| Some(ServerMarks { read: Some(false), starred });
    let confirmed = |answer| made(&star, &seen).confirmed(&star, &told(answer));
    assert_eq!(confirmed(starred(Some(true))), Err(Doubtful));
    let taken = confirmed(starred(Some(false))).expect("whole");
    assert_eq!(taken.changes, [(ItemId(1), RemoteMark::Starred, false)]);
    assert_eq!(confirmed(starred(None)).expect("whole").changes, []);
    let gone = confirmed(None).expect("whole");
    assert_eq!((gone.changes, gone.gone), (Vec::new(), vec![(rid(1), true)]));
}

#[test]
fn a_list_in_pages_turns_an_item_read_only_when_it_missed_it_twice() {
    let mut items = known(&[(1, false, false), (2, false, false)]);
    let mut unread = list([2]);
    unread.add(Vec::new());
    let seen = Seen { unread, ..Seen::default() };
    let first = made(&items, &seen).verdict;
    assert_eq!((first.changes.len(), first.missed.len()), (0, 1));
    items.get_mut(&rid(1)).expect("known").missed_unread = true;
    assert_eq!(made(&items, &seen).verdict.changes, [(ItemId(1), RemoteMark::Read, true)]);
}

#[test]
fn what_a_rebuilt_server_calls_otherwise_is_not_taken_for_read() {
    let unread: Vec<(usize, bool, bool)> = (1..=100).map(|item| (item, false, false)).collect();
    let items = known(&unread);
    for numbers in [3..=100, 80..=100] {
        // The others are there under numbers that nobody knows yet.
        let seen = Seen { unread: list(numbers.chain(900..=910)), ..Seen::default() };
        let made = made(&items, &seen);
        assert!(!made.doubts.is_empty() && !made.verdict.changes.is_empty());
        let verdict = made.confirmed(&items, &HashMap::new()).expect("whole");
        assert_eq!(verdict.changes, []);
        assert!(!verdict.gone.is_empty());
    }
}

#[test]
fn what_the_whole_list_lacks_is_gone_and_keeps_its_marks() {
    let items = known(&[(1, false, true), (2, true, false)]);
    let seen = Seen { listed: list([2]), to_the_end: true, ..Seen::default() };
    let made = made(&items, &seen);
    assert_eq!(made.verdict.gone, [(rid(1), true)]);
    assert_eq!(made.verdict.changes, []);
}

#[test]
fn one_item_under_two_numbers_is_unread_where_one_of_them_is() {
    let mut items = known(&[(1, true, false)]);
    let same = items[&rid(1)].clone();
    items.insert(rid(9), same);
    let one_unread = Seen { unread: list([9]), listed: list([1, 9]), ..Seen::default() };
    let changes = made(&items, &one_unread).verdict.changes;
    assert_eq!(changes, [(ItemId(1), RemoteMark::Read, false)]);
}

#[test]
fn a_first_pass_takes_unread_and_starred_items_first_and_no_more_than_the_cap() {
    let account = Account { items: 3, ..account() };
    let seen = Seen {
        unread: list([5]),
        starred: list([1]),
        listed: list([9, 5, 4, 1]),
        to_the_end: true,
        ..Seen::default()
    };
    let none = HashMap::new();
    let first = plan(&account, &HashMap::new(), &[], &none, &seen, true).wanted;
    let asked: Vec<&RemoteId> =
        first.iter().filter(|(_, place)| place.is_some()).map(|(rid, _)| rid).collect();
    assert_eq!(asked, [&rid(5), &rid(1), &rid(9)]);
    assert!(first.contains(&(rid(4), None)));
    // What was beyond the cap comes once it is starred.
    let wanted = HashMap::from([(rid(4), None)]);
    let seen = Seen { starred: list([4]), unread: list([4]), ..Seen::default() };
    let later = plan(&account, &HashMap::new(), &[], &wanted, &seen, false).wanted;
    assert_eq!(later, [(rid(4), Some(0))]);
}
