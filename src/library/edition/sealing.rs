//! An edition is sealed by the first visit of sources, or import, that ends after it closed: from
//! then on it stays as it stands, whatever comes, merges or is let go.
//!
//! What is sealed are its stories with all that was known of them, and its page in each language.
//! What the reader has to do with the day (notes, ideas, the reading list) goes on while it is the
//! last one.

use std::collections::HashMap;

use super::current::{self, is_full};
use super::{Asked, Page, gather};
use crate::desk::Lexicon;
use crate::lang::Lang;
use crate::model::{
    Block, BlockKey, Closing, Digest, EditionWindow, Moment, Phrase, Placement, Seal, StoryState,
};
use crate::store::{Sealed, Store, StoreError};

/// Editions that are sealed at once at most, where nothing came for days.
const AT_ONCE: usize = 7;
/// After so long an edition is sealed however little it holds.
const WAITS: chrono::Duration = chrono::Duration::hours(6);

/// How editions are sealed.
#[derive(Debug, Clone, Copy)]
pub struct Sealing {
    /// When they close.
    pub closing: Closing,
    /// The reading time of their pages, in minutes.
    pub minutes: f64,
    /// The language whose page comes first.
    pub lang: Lang,
}

/// Seals the editions that have closed since the last one was, the earliest first; gives the page of
/// the one that closed last, if it is among them. One that holds little waits for more, for a few
/// hours: what comes with the first of several visits would make half an edition.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn seal(
    store: &mut Store,
    lexicon: &Lexicon,
    how: &Sealing,
    now: Moment,
) -> Result<Option<Digest>, StoreError> {
    let closing = how.closing;
    let last = closing.last_closed(now);
    let newest = store.seals()?.first().copied();
    let is_due = |window: &EditionWindow| newest.is_some_and(|seal| seal.closes < window.ends);
    let mut due: Vec<EditionWindow> =
        closing.before(last.day, now).take(AT_ONCE - 1).take_while(is_due).collect();
    due.reverse();
    if newest.is_none_or(|seal| seal.closes < last.ends)
        && (is_full(store, (closing, now))? || now - last.ends >= WAITS)
    {
        due.push(last);
    }
    let mut sealed_last = None;
    for window in due {
        let page = seal_one(store, lexicon, how, window, now)?;
        sealed_last = page.filter(|_| window.is_same(&last)).or(sealed_last);
    }
    Ok(sealed_last)
}

/// Seals one edition, unless it holds nothing; gives its page.
fn seal_one(
    store: &mut Store,
    lexicon: &Lexicon,
    how: &Sealing,
    window: EditionWindow,
    now: Moment,
) -> Result<Option<Digest>, StoreError> {
    let stories = current::count(store, &window, now, None)?;
    if stories == 0 {
        return Ok(None);
    }
    let (closing, minutes, lang) = (how.closing, how.minutes, how.lang);
    let asked = Asked { window, closing, now, minutes, lang, up_to: None };
    let all = gather::compose_in(store, lexicon, &asked, Lang::ALL)?;
    let pages = Lang::ALL.iter().zip(&all).map(|(lang, page)| (lang.code(), json(&page.digest)));
    let pages = pages.collect();
    let own = Lang::ALL.iter().zip(all).find(|(lang, _)| **lang == how.lang);
    let Some((_, Page { digest, mut placements })) = own else { return Ok(None) };
    fill(store, &mut placements, window.ends)?;
    let seal = Seal {
        no: 0,
        day: window.day,
        begins: window.begins,
        closes: window.ends,
        sealed: now,
        last_item: store.last_id()?,
        stories,
        minutes: how.minutes,
    };
    let is_put = store.put_edition(&Sealed { seal, placements, pages })?;
    Ok(is_put.then_some(digest))
}

/// Looks up what is known of stories beyond their places, as it was known at a moment.
pub(super) fn fill(
    store: &Store,
    placements: &mut [Placement],
    ends: Moment,
) -> Result<(), StoreError> {
    for placement in placements {
        placement.members = store.members(placement.story)?;
        let Some(StoryState { why, facts, last, .. }) = store.story(placement.story)? else {
            continue;
        };
        placement.why = why;
        if placement.facts.is_empty() {
            // What came later is not known yet: the report that stands for the story is.
            let own = || store.item(placement.item, ends).map(|item| item.facts);
            placement.facts = if last < ends { facts } else { own()? };
        }
    }
    Ok(())
}

/// Values made of strings, numbers and lists always become JSON.
fn json(digest: &Digest) -> String {
    serde_json::to_string(digest).unwrap_or_default()
}

/// An edition as it was sealed; none where it was not, or is asked for otherwise than it was made.
/// What is the reader's own goes on while it is the last one.
pub(super) fn sealed(
    store: &Store,
    lexicon: &Lexicon,
    asked: &Asked,
) -> Result<Option<Page>, StoreError> {
    let Some((page, seal)) = as_it_stood(store, asked)? else { return Ok(None) };
    let is_last = store.seals()?.first().is_some_and(|last| last.no == seal.no);
    if !is_last {
        return Ok(Some(page));
    }
    let mut digest = with_own(page.digest, gather::compose(store, lexicon, asked)?.digest);
    digest.window = Some(asked.window);
    Ok(Some(Page { digest, ..page }))
}

/// The same without what the reader did since.
pub(super) fn as_it_stood(
    store: &Store,
    asked: &Asked,
) -> Result<Option<(Page, Seal)>, StoreError> {
    let window = asked.window;
    let Some(seal) = gather::seal_of(store, &window, asked.up_to)? else { return Ok(None) };
    let is_as_asked = (seal.minutes - asked.minutes).abs() < f64::EPSILON;
    let page = store.edition_page(seal.no, asked.lang.code())?.filter(|_| is_as_asked);
    // A page of another version of the program may not be understood: it is made again.
    let Some(page) = page.and_then(|page| serde_json::from_str::<Digest>(&page).ok()) else {
        return Ok(None);
    };
    let digest = Digest { window: Some(window), ..page };
    let mut placements = store.placements(seal.no)?;
    for placement in &mut placements {
        // So may a reason be; that one is not said.
        placement.because.retain(Phrase::has_words);
    }
    Ok(Some((Page { digest, placements }, seal)))
}

/// A page with what the reader has to do with the day as another one has it; what that cites gets
/// its numbers behind those of the page.
fn with_own(mut page: Digest, other: Digest) -> Digest {
    page.blocks.retain(|block| block.key != BlockKey::Mine);
    let cited: Vec<u32> = refs(&page).collect();
    page.references.retain(|reference| cited.contains(&reference.n));
    let mut numbers: HashMap<String, u32> =
        page.references.iter().map(|known| (known.url.clone(), known.n)).collect();
    let urls: HashMap<u32, usize> =
        other.references.iter().enumerate().map(|(at, known)| (known.n, at)).collect();
    let own = other.blocks.into_iter().filter(|block| block.key == BlockKey::Mine);
    let mut own: Vec<Block> = own.collect();
    for number in
        own.iter_mut().flat_map(|block| &mut block.entries).flat_map(|told| &mut told.refs)
    {
        let Some(reference) = urls.get(number).map(|at| &other.references[*at]) else { continue };
        let next = u32::try_from(page.references.len() + 1).unwrap_or(u32::MAX);
        *number = *numbers.entry(reference.url.clone()).or_insert(next);
        if *number == next {
            page.references.push(crate::model::Reference { n: next, ..reference.clone() });
        }
    }
    page.blocks.extend(own);
    page
}

/// The numbers that a page cites.
fn refs(page: &Digest) -> impl Iterator<Item = u32> {
    let entries = page.blocks.iter().flat_map(|block| &block.entries).flat_map(|told| &told.refs);
    page.lead.iter().flat_map(|line| &line.refs).chain(entries).copied()
}
