//! An item as it is cited: of the copies that the store has of a paper, what each knows best.

use super::{Store, StoreError};
use crate::model::{Item, ItemId, Moment, Query};
use crate::text::{address, fold};

/// Reports of a story that are looked at for copies.
const REPORTS: usize = 50;

/// Letters without which two titles that are the same may be so by chance.
const TITLE_CHARS: usize = 20;

impl Store {
    /// The item whole, with what other copies of the same paper know of it. A copy that comes from
    /// where papers come from also gives title, authors, date and abstract to one that does not: a
    /// gallery's page, or somebody's post.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where there is none of that number.
    pub fn cited(&self, id: ItemId, now: Moment) -> Result<Item, StoreError> {
        let mut item = completed(self.item(id, now)?);
        let mut copies = self.copies(&item, now)?;
        copies.sort_by_key(|copy| (!is_of_papers(copy), copy.row.id));
        for copy in copies {
            if is_of_papers(&copy) && !is_of_papers(&item) {
                item.kind = copy.kind;
                item.source_address = copy.source_address;
                item.row.title = copy.row.title;
                item.row.published = copy.row.published;
                item.row.dated = copy.row.dated;
                item.row.language = copy.row.language;
                item.authors = copy.authors;
                item.summary = copy.summary;
            }
            item.paper.complete_from(copy.paper);
        }
        Ok(item)
    }

    /// Other items that are the same paper: in its story, or at an address that the paper has.
    fn copies(&self, item: &Item, now: Moment) -> Result<Vec<Item>, StoreError> {
        let story = Query { story: Some(item.row.story), limit: Some(REPORTS), ..Query::default() };
        let mut ids: Vec<ItemId> = Vec::new();
        if item.row.story_size > 1 {
            ids.extend(self.rows(&story, now)?.iter().map(|row| row.id));
        }
        let arxiv = item.paper.arxiv.iter().map(|id| format!("https://arxiv.org/abs/{id}"));
        let doi = item.paper.doi.iter().map(|doi| format!("https://doi.org/{doi}"));
        for url in arxiv.chain(doi) {
            ids.extend(self.by_address(&url)?);
        }
        ids.sort_unstable();
        ids.dedup();
        let mut copies = Vec::new();
        for id in ids.into_iter().filter(|id| *id != item.row.id) {
            let copy = completed(self.item(id, now)?);
            if is_copy(item, &copy) {
                copies.push(copy);
            }
        }
        Ok(copies)
    }
}

/// Items that came before their addresses were read for this know more now.
fn completed(mut item: Item) -> Item {
    let Item { row, paper, external_id, .. } = &mut item;
    address::complete_paper(paper, row.url.as_deref(), external_id.as_deref());
    item
}

fn is_copy(item: &Item, copy: &Item) -> bool {
    let title = |item: &Item| {
        let folded = fold::folded(&item.row.title).to_lowercase();
        folded.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let of_paper = !copy.paper.is_empty();
    let (one, other) = (title(item), title(copy));
    item.paper.is_same(&copy.paper)
        || (of_paper && one == other && one.chars().count() >= TITLE_CHARS)
}

/// Whether an item comes from where papers come from, or is the paper's own page.
fn is_of_papers(item: &Item) -> bool {
    let is_kind =
        matches!(&*item.kind, "arxiv" | "crossref" | "pubmed" | "semanticscholar" | "paper");
    let is_talk = item.discussion.is_some();
    let host = address::host(&item.source_address).map(address::publisher);
    is_kind || (!is_talk && matches!(host, Some("arxiv.org" | "doi.org")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewItem, Paper};
    use crate::store::Found;
    use crate::store::tests::{noon, open, source, take};

    fn put(store: &mut Store, from: &str, kind: &str, item: &NewItem) -> ItemId {
        let kind = kind.to_owned();
        store.put_source(&crate::model::Source { kind, ..source(from) }).expect("a source");
        match take(store, from, std::slice::from_ref(item), 1.0).as_slice() {
            [Found::New(id, _)] => *id,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_paper_seen_in_a_gallery_is_cited_as_the_paper() {
        let (_folder, mut store) = open();
        let paper = |venue: Option<&str>, class: Option<&str>| Paper {
            venue: venue.map(str::to_owned),
            primary_category: class.map(str::to_owned),
            ..Paper::default()
        };
        let seen = NewItem {
            title: "Small nets forget 🚀".into(),
            url: Some("https://huggingface.co/papers/2603.01234".into()),
            authors: vec!["somebody".into()],
            ..NewItem::default()
        };
        let own = NewItem {
            title: "Small Nets Forget What They Saw".into(),
            url: Some("https://arxiv.org/abs/2603.01234v2".into()),
            authors: vec!["Ann Bee".into()],
            published: Some("2026-03-01T00:00:00Z".parse().expect("a moment")),
            summary: "We show it.".into(),
            paper: Paper { arxiv: Some("2603.01234".into()), ..paper(None, Some("cs.LG")) },
            ..NewItem::default()
        };
        let gallery = put(&mut store, "daily", "feed", &seen);
        assert_eq!(
            store.cited(gallery, noon()).expect("an item").paper.arxiv.as_deref(),
            Some("2603.01234")
        );
        put(&mut store, "arxiv-cs-lg", "arxiv", &own);
        let cited = store.cited(gallery, noon()).expect("an item");
        assert_eq!(cited.row.id, gallery);
        assert_eq!(cited.row.title, own.title);
        assert_eq!((cited.authors, cited.row.date()), (own.authors, own.published));
        assert_eq!(cited.paper.primary_category.as_deref(), Some("cs.LG"));
    }
}
