//! Subscription lists of other readers.

use jogan::sources::files::{formats, opml};

use crate::place::{corpus, files, run};

#[test]
fn every_subscription_list_is_known_and_read() {
    let Some(corpus) = corpus() else { return };
    let (mut lists, mut kept, mut left_out) = (0, 0, 0);
    for path in files(&corpus.join("opml")) {
        let name = path.strip_prefix(corpus).expect("below").display().to_string();
        let bytes = std::fs::read(&path).expect("a file");
        let ((content, list), _) = run(&name, move || {
            (formats::of(&bytes).map(|format| format.name), opml::read(&bytes, None))
        });
        lists += 1;
        kept += list.kept.len();
        left_out += list.skipped.len();
        let is_foreign = list.kept.is_empty();
        assert!(content == Some("opml") || is_foreign, "{name} is taken for {content:?}");
        if is_foreign && name.contains("/real/") {
            println!("{name}: nothing to follow ({} left out)", list.skipped.len());
        }
    }
    println!(
        "subscription lists: {lists} read, {kept} subscriptions kept, {left_out} left out with a reason"
    );
}
