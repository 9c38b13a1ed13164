//! The user's own writer: made once, and what it wrote before.

use std::sync::{Arc, OnceLock};

use super::table::Table;
use crate::app::writer::{Offered, WriterSaid};
use crate::drafts;
use crate::lang::Lang;
use crate::model::idea::Link;
use crate::model::{Digest, Idea, Item, Moment, Phrase};
use crate::store::{Store, StoreError};
use crate::writer::settings::When;
use crate::writer::{Settings, Task};
use crate::writing::{Report, Writer};

/// The writer, as the reader is started with it.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// As the user set it up.
    pub settings: Settings,
    /// Its program, split into words; empty where an endpoint is asked.
    pub command: Vec<String>,
    /// Names of lenses that may be sent.
    pub lenses: Vec<String>,
    /// Whether signs are plain letters.
    pub is_ascii: bool,
}

impl WriterOptions {
    /// What the middle knows of it.
    pub(super) fn offered(&self) -> Offered {
        let settings = &self.settings;
        Offered {
            name: settings.name().to_owned(),
            host: settings.host().filter(|_| !settings.is_local()),
            by_itself: settings.when == When::Digest,
            drafts: settings.tasks.contains(&Task::Idea),
            sign: if self.is_ascii { "~" } else { "≈" },
        }
    }
}

/// The writer, made when it is first needed: the first frame does not wait for its word lists.
pub(super) struct Scribe {
    pub(super) options: WriterOptions,
    lexicon: Arc<Table>,
    made: OnceLock<Writer>,
}

impl Scribe {
    pub(super) fn new(options: WriterOptions, lexicon: Arc<Table>) -> Scribe {
        Scribe { options, lexicon, made: OnceLock::new() }
    }

    /// It, writing in a language.
    pub(super) fn writer(&self, lang: Lang) -> Writer {
        let made = self.made.get_or_init(|| {
            let WriterOptions { settings, lenses, .. } = self.options.clone();
            Writer::new(settings, Arc::clone(self.lexicon.get()), lang, lenses)
        });
        made.writing_in(lang)
    }

    /// Sets beside the quotes of a digest what was written before, and says how many entries are
    /// missing.
    pub(super) fn put_kept(
        &self,
        store: &Store,
        digest: &mut Digest,
        lang: Lang,
        now: Moment,
    ) -> Result<usize, StoreError> {
        let writer = self.writer(lang);
        let wanted = writer.wanted(store, digest, now)?;
        let report = writer.kept(store, &wanted)?;
        writer.put(digest, &wanted, &report, self.options.is_ascii);
        Ok(writer.missing(store, &wanted)?.len())
    }

    /// A draft as an idea that is not kept yet; why there is none, where nothing was accepted.
    pub(super) fn drafted(&self, report: &Report, items: &[Item], now: Moment) -> WriterSaid {
        let draft = report.draft(items, self.lexicon.get());
        if draft.is_empty() {
            let refused = || Phrase::new("write.no_draft", &[&draft.refused]);
            return WriterSaid::Ended(Some(
                draft.failure.clone().map_or_else(refused, Phrase::plain),
            ));
        }
        let links = items.iter().map(|item| Link { item: item.row.id, why: String::new() });
        let (key, links) = (drafts::new_key(), links.collect());
        let idea = Idea::begun(key, draft.thought, links, false, now);
        WriterSaid::Drafted(Box::new(idea), draft.refused)
    }
}
