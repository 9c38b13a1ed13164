//! What is written is the same in one batch or fifty, by one program or several, on one thread or four, and
//! what cannot be kept together is kept by itself.

use super::*;

/// The sample edition, of which much comes again in other words and some is starred meanwhile;
/// so many items at a time, by one program or by a new one each time.
fn retold(at_once: usize, restarting: bool) -> Vec<(ItemId, String, StoryId, u32, String)> {
    let folder = tempfile::tempdir().expect("as wanted");
    let open = || Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let mut newsroom = open();
    let mut come = 0;
    for (source, items) in edition::sample(now()) {
        newsroom.store.put_source(&source).expect("as wanted");
        let mut again = items.clone();
        for (n, item) in again.iter_mut().enumerate().filter(|(n, _)| n % 3 == 0) {
            item.title = format!("{} - {} lanterns", item.title, n + 1);
        }
        for part in items.chunks(at_once).chain(again.chunks(at_once)) {
            newsroom.take_in(&source, part, now()).expect("as wanted");
            if restarting {
                newsroom = open();
            }
        }
        come += 1;
        if come % 2 == 0 {
            let row =
                newsroom.store.rows(&Query::default(), now()).expect("as wanted").swap_remove(0);
            newsroom.store.set_starred(&[row.id], true, now()).expect("as wanted");
        }
    }
    let rows = newsroom.store.rows(&Query::default(), now()).expect("as wanted");
    let told = |row: &crate::model::Row| {
        let story = newsroom.store.story(row.story).expect("as wanted").expect("a row of its own");
        (row.id, format!("{:.3}", row.score), row.story, row.story_size, format!("{story:?}"))
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
/// All that is written when the sample edition comes in: so many items at a time, made ready on so
/// many threads, sources one by one or together, with the last visit then if there was one.
fn written(at_once: usize, threads: usize, together: bool, since: Option<Moment>) -> Vec<String> {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let mut visited = Vec::new();
    for (source, items) in edition::sample(now()) {
        newsroom.store.put_source(&source).expect("as wanted");
        for part in items.chunks(at_once) {
            if together {
                let items = Prepared::all(part.to_vec(), &source.id);
                let items = Ready::all(items, &source, &newsroom.analyzer(), since, now());
                visited.push(Visited { source: source.clone(), items, visit: None });
            } else {
                let run = vec![(source.clone(), part.to_vec())];
                newsroom.take_runs_on(threads, run, now()).expect("as wanted");
            }
        }
    }
    for taken in newsroom.take_visits(visited, now()) {
        taken.expect("as wanted");
    }
    newsroom.store.dump().expect("as wanted")
}

#[test]
fn runs_of_many_sources_are_taken_in_at_once_as_one_after_another() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let sample = edition::sample(now());
    for (source, _) in &sample {
        newsroom.store.put_source(source).expect("as wanted");
    }
    let mut runs = Vec::new();
    for (source, items) in sample {
        runs.extend(items.chunks(2).map(|run| (source.clone(), run.to_vec())));
    }
    let (count, items) = (runs.len(), runs.iter().map(|(_, run)| run.len()).sum::<usize>());
    let taken = newsroom.take_runs(runs, now()).expect("as wanted");
    assert!(count > 10);
    assert_eq!(taken.len(), count);
    assert_eq!(taken.iter().map(|taken| taken.new.len()).sum::<usize>(), items);
    assert_eq!(newsroom.store.dump().expect("as wanted"), written(2, 1, false, None));
}

#[test]
fn the_same_bytes_are_written_in_one_batch_or_fifty_on_one_thread_or_four() {
    let once = written(usize::MAX, 1, false, None);
    assert!(once.len() > 1_000, "{}", once.len());
    // After a visit just now most are made ready by the one who writes.
    let last = Some(now());
    for (at_once, threads, together, since) in [
        (usize::MAX, 4, false, None),
        (1, 1, false, None),
        (20, 4, false, None),
        (usize::MAX, 1, true, None),
        (3, 1, true, None),
        (3, 1, true, last),
    ] {
        let otherwise = written(at_once, threads, together, since);
        let differing = once.iter().zip(&otherwise).find(|(one, other)| one != other);
        assert_eq!(differing, None, "{at_once} at once, {threads} threads, together: {together}");
        assert_eq!(once.len(), otherwise.len());
    }
}

#[test]
fn where_several_visits_cannot_be_kept_together_each_is_kept_by_itself() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let (known, unknown) = (source("harbour"), source("nobody"));
    newsroom.store.put_source(&known).expect("as wanted");
    let by = newsroom.analyzer();
    let visited = [&known, &unknown, &known].map(|of| {
        let items = [item("A lantern"), item("A lantern of another length")].to_vec();
        let items = Ready::all(Prepared::all(items, &of.id), of, &by, None, now());
        Visited { source: of.clone(), items, visit: None }
    });
    let taken = newsroom.take_visits(visited.into(), now());
    let new = |taken: &Result<Taken, _>| taken.as_ref().ok().map(|taken| taken.new.len());
    assert_eq!(taken.iter().map(new).collect::<Vec<_>>(), [Some(2), None, Some(0)]);
    assert_eq!(titles(&newsroom).len(), 2);
}

#[test]
fn where_the_store_itself_fails_nothing_is_tried_again_source_by_source() {
    let folder = tempfile::tempdir().expect("as wanted");
    let mut newsroom = Newsroom::open(folder.path(), Settings::default()).expect("as wanted");
    let sources = ["harbour", "pier", "quay"].map(source);
    newsroom.store.put_sources(&sources).expect("as wanted");
    let path = newsroom.store.path().to_owned();
    std::fs::rename(&path, path.with_extension("aside")).expect("as wanted");
    let mut written = |sources: &[Source]| {
        let by = newsroom.analyzer();
        let visit = |of: &Source| {
            let items = Prepared::all(vec![item(&format!("A lantern of the {}", of.id.0))], &of.id);
            Visited {
                source: of.clone(),
                items: Ready::all(items, of, &by, None, now()),
                visit: None,
            }
        };
        let before = newsroom.store.rows_written();
        let taken = newsroom.take_visits(sources.iter().map(visit).collect(), now());
        assert_eq!(taken.len(), sources.len());
        for taken in taken {
            let told = taken.expect_err("the store is gone");
            assert!(matches!(told, NewsroomError::Store(StoreError::Replaced)), "{told}");
        }
        newsroom.store.rows_written() - before
    };
    let (one, all) = (written(&sources[..1]), written(&sources));
    assert!(one > 0 && all < 5 * one, "{one} and {all}");
}
