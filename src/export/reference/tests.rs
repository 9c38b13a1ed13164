//! What is cited of which item.

use super::*;
use crate::export::items::tests::item;

fn paper(doi: Option<&str>, arxiv: Option<&str>, venue: Option<&str>) -> Item {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let paper =
        Paper { doi: owned(doi), arxiv: owned(arxiv), venue: owned(venue), ..Paper::default() };
    Item { paper, ..item(1, "plain") }
}

fn of(item: &Item) -> Reference {
    Reference::of(item, Zone::UTC)
}

#[test]
fn what_appeared_is_an_article_and_what_did_not_is_none() {
    for (doi, arxiv, venue, kind) in [
        (None, Some("2603.1"), Some("J"), Kind::Article),
        (Some("10.1/x"), None, None, Kind::Article),
        (Some("10.1/x"), Some("2603.1"), None, Kind::Preprint),
        (None, Some("2603.1"), None, Kind::Preprint),
        (None, Some("2603.1"), Some("arXiv.org"), Kind::Preprint),
        (Some("10.48550/arXiv.2603.01234"), None, Some("CoRR"), Kind::Preprint),
        (None, Some("2603.1"), Some("ICML 2026"), Kind::Talk),
        (Some("10.1/x"), None, Some("Proceedings of the Third Workshop on Mills"), Kind::Talk),
        (
            Some("10.1/x"),
            None,
            Some("Proceedings of the National Academy of Sciences"),
            Kind::Article,
        ),
        (None, None, None, Kind::Page),
        (None, Some("2603.1"), Some("Corrosion Science"), Kind::Article),
        (None, Some("2603.1"), Some("Corr. Sci."), Kind::Article),
        (None, Some("2603.1"), Some("CoRR abs/2603.1"), Kind::Preprint),
        (None, Some("2603.1"), Some("CoRR, abs/2603.1"), Kind::Preprint),
        (None, Some("2603.1"), Some("arXiv preprint arXiv:2603.1"), Kind::Preprint),
        (None, None, Some("Transactions of the ACL"), Kind::Article),
        (None, None, Some("Proc. Natl. Acad. Sci."), Kind::Article),
        (None, None, Some("Proceedings of the Royal Society A"), Kind::Article),
        (None, None, Some("Proc. R. Soc. B"), Kind::Article),
        (None, None, Some("PVLDB"), Kind::Article),
        (None, None, Some("Proc. VLDB Endow."), Kind::Article),
        (None, None, Some("Proceedings of the IEEE"), Kind::Article),
        (None, None, Some("Proceedings of the ACM on Programming Languages"), Kind::Article),
        (None, None, Some("SIGMOD Record"), Kind::Article),
        (None, None, Some("Proceedings of the 2024 IEEE/CVF Conference on Mills"), Kind::Talk),
        (None, None, Some("Proceedings of the 3rd Annual Meeting of the Mill Society"), Kind::Talk),
        (None, None, Some("Proc. ACL"), Kind::Talk),
    ] {
        assert_eq!(of(&paper(doi, arxiv, venue)).kind, kind, "{doi:?} {arxiv:?} {venue:?}");
    }
    let preprint = of(&paper(None, Some("2603.01234"), None));
    assert_eq!((preprint.venue, preprint.publisher), (None, None), "none is made up");
    assert_eq!(preprint.url.as_deref(), Some("https://arxiv.org/abs/2603.01234"));
    let article = of(&paper(Some("10.1000/a#b<c>"), None, None));
    assert_eq!(article.url.as_deref(), Some("https://doi.org/10.1000/a%23b%3Cc%3E"));
    assert_eq!(article.doi.as_deref(), Some("10.1000/a#b<c>"));
}

#[test]
fn whoever_wrote_it_with_others_is_named_and_the_others_told() {
    let mut one = paper(Some("10.1/x"), None, None);
    one.authors = vec!["Ann Bee et al.".into()];
    let people: Vec<String> = of(&one).people.iter().map(name::Name::whole).collect();
    assert_eq!(people, ["Ann Bee", OTHERS]);
}

#[test]
fn a_page_is_its_publishers_and_never_the_aggregators() {
    let page = |source: &str, kind: &str, address: &str, discussion: Option<&str>| {
        let mut page = paper(None, None, None);
        page.row.source_name = source.into();
        page.kind = kind.into();
        page.source_address = address.into();
        page.discussion = discussion.map(str::to_owned);
        of(&page)
    };
    let own = page("News of Examples", "feed", "https://feeds.news.example/all", None);
    // `news.example` and `feeds.news.example` are one house.
    assert_eq!(own.publisher.as_deref(), Some("News of Examples"));
    assert_eq!(own.people.len(), 3);
    let talk = Some("https://news.ycombinator.com/item?id=1");
    for seen in [
        page("Hacker News", "hackernews", "front_page", talk),
        page("Talk", "feed", "https://talk.example/rss", Some("https://talk.example/1")),
        page("Hacker News: Best", "feed", "", None),
        page("Saved pages", "saved", "", None),
        page("Proxy", "feed", "https://feeds.proxy.example/news", None),
    ] {
        assert_eq!(seen.publisher.as_deref(), Some("news.example"), "{seen:?}");
    }
    let pointed = page("Hacker News", "hackernews", "front_page", talk);
    assert!(pointed.people.is_empty(), "who pointed at it did not write it");
    assert_eq!(page("Example Wire", "feed", "", None).publisher.as_deref(), Some("Example Wire"));
}

#[test]
fn a_date_is_as_exact_as_it_is_known() {
    let dated = |issued: Option<&str>| {
        let mut item = paper(Some("10.1/x"), None, None);
        item.paper.issued = issued.map(str::to_owned);
        of(&item).issued.map(|issued| issued.to_string())
    };
    assert_eq!(dated(None).as_deref(), Some("2026-03-05"));
    assert_eq!(dated(Some("2026-03")).as_deref(), Some("2026-03"));
    assert_eq!(dated(Some("2026")).as_deref(), Some("2026"));
}

#[test]
fn keys_are_the_same_on_every_machine_readable_and_unlike() {
    let keyed = |id: i64, author: &str, title: &str| {
        let mut item = paper(None, None, None);
        item.row.id = crate::model::ItemId(id);
        item.authors = vec![author.into()];
        item.row.title = title.into();
        item.row.url = Some(format!("https://news.example/{title}"));
        item
    };
    let key = |item: &Item| of(item).key;
    let kim = keyed(7, "김민수", "시계열 모형의 위험");
    let (words, tag) = key(&kim)
        .rsplit_once('-')
        .map(|(words, tag)| (words.to_owned(), tag.len()))
        .expect("a tag");
    assert_eq!((words.as_str(), tag), ("kim2026-sigyeyeol-mohyeongui-wiheom", 4));
    assert_eq!(key(&keyed(99, "김민수", "시계열 모형의 위험")), key(&kim));
    let mills = keyed(1, "Ada van Dyke", "On the $\\alpha$-decay of mills: a study");
    assert!(key(&mills).starts_with("dyke2026-decay-mills-study-"));
    assert!(
        key(&keyed(1, "", "👍")).starts_with("2026")
            || key(&keyed(1, "", "👍")).starts_with("item-")
    );

    let same = [mills.clone(), keyed(2, "Ada van Dyke", "Decay, mills, study"), kim];
    let keys = |items: &[Item]| -> Vec<String> {
        Reference::all(items, Zone::UTC).into_iter().map(|reference| reference.key).collect()
    };
    let all = keys(&same);
    let set: std::collections::HashSet<&String> = all.iter().collect();
    assert_eq!(set.len(), 3, "{all:?}");
    let mut turned = same.clone();
    turned.reverse();
    let mut again = keys(&turned);
    again.reverse();
    assert_eq!(again, all, "whatever their order");
    let alone: Vec<String> = same.iter().map(super::key).collect();
    assert_eq!(alone, all, "and whatever stands beside them");
    let twice = keys(&[mills.clone(), mills.clone()]);
    assert_eq!(twice, [key(&mills), format!("{}-2", key(&mills))]);
}
