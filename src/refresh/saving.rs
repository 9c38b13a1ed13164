//! A page that the user saves by its address: asked of the reader that knows the work there, or
//! fetched and read, and put on the reading list.

use super::gather::{apart, read};
use super::look::{Look, look};
use super::{Failure, RefreshError};
use crate::fetch::{FetchError, Fetched, Fetcher, Trust};
use crate::lang::{Lang, say};
use crate::library;
use crate::model::change::{Face, Mark};
use crate::model::source::{ENDPOINT, is_secret_option};
use crate::model::{Answer, ItemId, Moment, NewItem, Request, Source, Validators};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::sources::saved::known::{self, Work};
use crate::sources::{feed, page, saved};
use crate::store::Keeper;

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Why there is no text of it, where that is so: a film, a file, a page for scripts only.
    pub without_text: Option<Failure>,
}

/// Saves the page at an address and puts it on the reading list. An item that is here already, from
/// whatever source, is put there as it is. `lang` names the source of saved pages when it is made.
///
/// # Errors
/// The outer error where the store fails, the inner one where the page cannot be had at all.
pub async fn save(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    typed: &str,
    lang: Lang,
    now: Moment,
) -> Result<Result<Saved, Failure>, RefreshError> {
    let typed = typed.trim();
    let work = known::work(typed);
    let url = match &work {
        Some(work) if !typed.contains("://") => work.page.clone(),
        Some(_) | None if typed.contains("://") => typed.into(),
        Some(_) | None => format!("https://{typed}"),
    };
    for address in work.iter().map(|work| &work.page).chain([&url]) {
        let wanted = address.clone();
        let known = keeper.ask(move |newsroom| star_known(newsroom, &wanted, None, now)).await??;
        if let Some(saved) = known {
            return Ok(Ok(saved));
        }
    }
    let sources = keeper.ask(|newsroom| newsroom.store.sources()).await??;
    let saver = Saver { fetcher, sources, lang, now };
    let (item, without_text) = match saver.item(url, work).await {
        Ok(read) => read,
        Err(failure) => return Ok(Err(failure)),
    };
    let kept = keeper.ask(move |newsroom| {
        let home = saved::home(&say(lang, "source.saved_pages", &[]));
        if newsroom.store.source(&home.id).is_err() {
            newsroom.store.put_source(&home)?;
        }
        let place = item.url.clone().unwrap_or_default();
        if newsroom.store.by_address(&place)?.is_none() {
            newsroom.take_in(&home, &[item], now)?;
        }
        star_known(newsroom, &place, without_text, now)
    });
    // What was taken in a moment ago has its address.
    Ok(kept.await??.ok_or(Failure::NoPage))
}

/// Who asks for what is to be saved.
struct Saver<'a> {
    fetcher: &'a Fetcher,
    /// All sources: a work is asked for where the user's own sources of that kind ask.
    sources: Vec<Source>,
    lang: Lang,
    now: Moment,
}

impl Saver<'_> {
    /// What is at an address as an item, and why its text is missing, where it is.
    async fn item(
        &self,
        url: String,
        work: Option<Work>,
    ) -> Result<(NewItem, Option<Failure>), Failure> {
        let Some(work) = work else { return self.page(url, true).await };
        let record = match self.record(&work).await {
            Ok(record) => record,
            // Its page may still be had, and tell all that a record does.
            Err(why) => {
                tracing::info!(work = %work.address, %why, "no record");
                return self.page(url, false).await;
            }
        };
        if !work.has_text {
            return Ok((record, None));
        }
        Ok(match self.page(url, false).await {
            Ok((page, None)) if page.content.len() > record.content.len() => {
                let NewItem { content, content_is_html, .. } = page;
                (NewItem { content, content_is_html, ..record }, None)
            }
            Ok((_, without_text)) => (record, without_text),
            Err(failure) => (record, Some(failure)),
        })
    }

    /// The record that the reader of a work has of it.
    async fn record(&self, work: &Work) -> Result<NewItem, Failure> {
        let source = self.asked_at(work);
        let Look { reading, .. } = look(self.fetcher, &source, self.now).await?;
        let found = reading.items.into_iter().find(|item| known::is_the_work(work, item));
        found.ok_or(Failure::NoRecord(work.page.clone()))
    }

    /// A source that asks for a work where the user's own ones of that kind ask, and as they do.
    fn asked_at(&self, work: &Work) -> Source {
        let of_kind = || self.sources.iter().filter(|source| source.kind == work.kind);
        let own = of_kind().find(|source| source.options.contains_key(ENDPOINT));
        let own = own.or_else(|| of_kind().find(|source| source.enabled)).map(|own| &own.options);
        let is_way = |name: &str| is_secret_option(name) || matches!(name, ENDPOINT | "gap");
        let options = own.into_iter().flatten().filter(|(name, _)| is_way(name));
        Source {
            options: options.map(|(name, value)| (name.clone(), value.clone())).collect(),
            ..Source::new(work.kind, &*work.address)
        }
    }

    /// The page at an address as an item. One that holds no article goes by what it says of itself,
    /// else by its address. `may_lead`: whether a PDF may lead to the record of its work.
    async fn page(
        &self,
        url: String,
        may_lead: bool,
    ) -> Result<(NewItem, Option<Failure>), Failure> {
        if let Some(item) = self.landing(&url).await {
            return Ok((item, None));
        }
        let answer = match self.answer(&url, Trust::Own).await {
            // A PDF may be too large to be read for its title alone.
            Err(Failure::Fetch(error @ FetchError::TooLarge { .. })) => {
                return saved::bare(&url)
                    .map(|item| (item, Some(error.into())))
                    .ok_or(Failure::Broke(url));
            }
            answer => answer?,
        };
        let at = answer.url.clone();
        if saved::pdf::is_pdf(&answer.body) {
            return self.pdf(answer, may_lead).await.ok_or(Failure::Broke(at));
        }
        let (is_feed, answer) = apart(at.clone(), move || {
            let Answer { body, content_type, url, .. } = &answer;
            let content_type = content_type.as_deref();
            let served = feed::Served { content_type, url: Some(url), ..feed::Served::default() };
            Ok((feed::read(body, served).is_ok(), answer))
        })
        .await?;
        if is_feed {
            return Err(Failure::FeedNotPage(at));
        }
        let home = saved::home(&say(self.lang, "source.saved_pages", &[]));
        let failure = match read(&saved::Saved, &home, answer.clone()).await {
            Ok(reading) => {
                let item = reading.items.into_iter().next();
                return item.map(|item| (item, None)).ok_or(Failure::Broke(at));
            }
            Err(failure) => failure,
        };
        let (outline, answer) = outline(answer).await?;
        let Some(item) = outline else {
            return saved::bare(&at).map(|item| (item, Some(failure))).ok_or(Failure::Broke(at));
        };
        // A page that lists things has them for its text.
        let list = read(&page::Page, &Source::new("page", &*at), answer).await;
        Ok(match list {
            Ok(list) => (saved::of_list(item, &list), None),
            Err(_) => (item, Some(failure)),
        })
    }

    /// The page that tells of a PDF, where one is known for its address and names the work.
    async fn landing(&self, url: &str) -> Option<NewItem> {
        let page = known::landing(url)?;
        // It is where the user's own address is, at the same origin.
        let answer = self.answer(&page, Trust::Own).await.ok()?;
        let home = saved::home("");
        let read = read(&saved::Saved, &home, answer.clone()).await.ok();
        let read = read.and_then(|reading| reading.items.into_iter().next());
        let item = match read {
            Some(item) => item,
            None => outline(answer).await.ok()?.0?,
        };
        // A page that asks for a sign-in, say, names nobody.
        (!item.authors.is_empty()).then_some(item)
    }

    /// A PDF as an item: by the record of its work where it names one, else by its own words.
    async fn pdf(&self, answer: Answer, may_lead: bool) -> Option<(NewItem, Option<Failure>)> {
        let url = answer.url.clone();
        let own = apart(url.clone(), move || Ok(saved::of_pdf(&answer))).await.ok().flatten();
        let paper = own.as_ref().map(|item| item.paper.clone()).unwrap_or_default();
        let work = paper
            .arxiv
            .as_deref()
            .map(known::of_arxiv)
            .or_else(|| paper.doi.as_deref().map(known::of_doi));
        if let Some(work) = work.filter(|_| may_lead)
            && let Ok(mut record) = self.record(&work).await
        {
            record.paper.pdf.get_or_insert(url);
            return Some((record, None));
        }
        let unread = Failure::Read(crate::sources::ReadError::NoTitle);
        own.map(|item| (item, None)).or_else(|| Some((saved::bare(&url)?, Some(unread))))
    }

    async fn answer(&self, url: &str, trust: Trust) -> Result<Answer, Failure> {
        match self.fetcher.get(&Request::get(url), &Validators::default(), trust).await? {
            Fetched::Fresh { answer, .. } => Ok(answer),
            // Nobody who is asked without validators says so.
            Fetched::Unchanged { .. } => Err(Failure::Broke(url.to_owned())),
        }
    }
}

/// What a page says of itself, with the page.
async fn outline(answer: Answer) -> Result<(Option<NewItem>, Answer), Failure> {
    apart(answer.url.clone(), move || Ok((saved::outline(&answer), answer))).await
}

/// Puts the item of an address on the reading list, if there is one.
fn star_known(
    newsroom: &mut Newsroom,
    url: &str,
    without_text: Option<Failure>,
    now: Moment,
) -> Result<Option<Saved>, NewsroomError> {
    let Some(item) = newsroom.store.by_address(url)? else { return Ok(None) };
    let star = (Mark::Star, vec![item], true);
    library::mark(&mut newsroom.store, star, Face::Refresh, now)?;
    let title = newsroom.store.item(item, now)?.row.title;
    Ok(Some(Saved { item, title, without_text }))
}
