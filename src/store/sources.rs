//! Sources and how their visits went.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};

use super::json::{Json, to_json};
use super::panes::pane;
use super::{Changing, Store, StoreError, Transaction, linked, moment, tidy};
use crate::model::account::FOLDER;
use crate::model::source::is_secret_option;
use crate::model::{
    FetchState, Health, Moment, Network, Phrase, Source, SourceId, Tier, Validators, Visit,
};

pub(super) const COLUMNS: &str =
    "s.id, s.name, s.kind, s.address, s.options, s.pane, s.tier, s.language,
    s.company, s.interval_minutes, s.enabled, s.full_text";

const STATE: &str = "f.etag, f.last_modified, f.next_due, f.last_attempt, f.last_success,
    f.last_new, f.last_error, f.failures, f.first_success, f.failing_since, f.gone, f.wishes,
    f.network";

/// Seconds of a week, over which new items are counted.
const WEEK: i64 = 7 * 24 * 3600;

impl Changing<'_> {
    /// Turns a source on or off.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where there is none of that name.
    pub fn enable_source(&self, id: &SourceId, enabled: bool) -> Result<(), StoreError> {
        // Whoever turns it on again wants it asked at once, not when a failure said.
        self.connection
            .prepare_cached(
                "UPDATE fetch_states SET next_due = NULL
                 WHERE ?2 AND failures > 0 AND source_no = (SELECT no FROM sources WHERE id = ?1)",
            )?
            .execute(params![id.0, enabled])?;
        let changed = self
            .connection
            .prepare_cached("UPDATE sources SET enabled = ?2 WHERE id = ?1 AND NOT removed")?
            .execute(params![id.0, enabled])?;
        if changed == 0 { Err(StoreError::NoSource(id.0.clone())) } else { Ok(()) }
    }

    /// Whether a source is asked; `None` where there is none of that name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_enabled(&self, id: &SourceId) -> Result<Option<bool>, StoreError> {
        let sql = "SELECT enabled FROM sources WHERE id = ? AND NOT removed";
        Ok(self.connection.prepare_cached(sql)?.query_row([&id.0], |row| row.get(0)).optional()?)
    }
}

impl Store {
    /// Adds a source, or changes the one of that name; one that was removed comes back.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn put_source(&mut self, source: &Source) -> Result<(), StoreError> {
        self.put_sources(std::slice::from_ref(source))
    }

    /// As [`Store::put_source`], all of them or none.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn put_sources(&mut self, sources: &[Source]) -> Result<(), StoreError> {
        self.put_sources_on(sources, None)
    }

    /// As [`Store::put_sources`], of sources that may be followed on one kind of network only beside
    /// the public's: what a name leads to there is known or asked before the first visit.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn put_sources_on(
        &mut self,
        sources: &[Source],
        network: Option<Network>,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        put(&transaction, sources, network)?;
        Ok(transaction.commit()?)
    }

    /// Has these sources in the place of all that there were, all at once; for a store whose items
    /// are none yet.
    ///
    /// # Errors
    /// Where the store cannot be written; it has those that it had then.
    pub fn replace_sources(
        &mut self,
        sources: &[Source],
        network: Option<Network>,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        transaction.execute_batch("DELETE FROM fetch_states; DELETE FROM sources")?;
        put(&transaction, sources, network)?;
        Ok(transaction.commit()?)
    }

    /// Keeps the kind of network that a source may be followed on beside the public's; with `None`
    /// the next visit tells which that is.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where there is none of that name.
    pub fn keep_network(
        &mut self,
        id: &SourceId,
        network: Option<Network>,
    ) -> Result<(), StoreError> {
        match keep_network(&self.connection, id, network)? {
            0 => Err(StoreError::NoSource(id.0.clone())),
            _ => Ok(()),
        }
    }

    /// All sources, in the order in which they were added.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sources s WHERE NOT removed ORDER BY no");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([], source)?.collect::<Result<_, _>>()?)
    }

    /// Those that were removed as well: their starred and noted items are still here.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn every_source(&self) -> Result<Vec<Source>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sources s ORDER BY no");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([], source)?.collect::<Result<_, _>>()?)
    }

    /// One source.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where there is none of that name.
    pub fn source(&self, id: &SourceId) -> Result<Source, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sources s WHERE id = ? AND NOT removed");
        self.connection
            .prepare_cached(&sql)?
            .query_row([&id.0], source)
            .optional()?
            .ok_or_else(|| StoreError::NoSource(id.0.clone()))
    }

    /// As [`Changing::enable_source`], where nobody takes it back.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where there is none of that name.
    pub fn enable_source(&mut self, id: &SourceId, enabled: bool) -> Result<(), StoreError> {
        self.changing(|changing| changing.enable_source(id, enabled))
    }

    /// Says that a source was removed and is there for its items alone.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn mark_removed(&mut self, id: &SourceId) -> Result<(), StoreError> {
        self.connection
            .execute("UPDATE sources SET removed = 1 WHERE id = ?", [&id.0])
            .map(|_| ())
            .map_err(StoreError::from)
    }

    /// Removes a source and its items, except those that are starred, noted or linked from an idea.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where there is none of that name.
    pub fn remove_source(&mut self, id: &SourceId) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let no: i64 = transaction
            .query_row("SELECT no FROM sources WHERE id = ? AND NOT removed", [&id.0], |r| r.get(0))
            .optional()?
            .ok_or_else(|| StoreError::NoSource(id.0.clone()))?;
        transaction.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY, story INTEGER);
             DELETE FROM gone",
        )?;
        linked::note(&transaction, true)?;
        transaction.execute(
            &format!(
                "INSERT INTO gone SELECT i.id, i.story FROM items i
                 WHERE i.source_no = ? AND NOT {}",
                tidy::CARED_FOR
            ),
            [no],
        )?;
        tidy::remove_gone(&transaction)?;
        transaction.execute(
            "DELETE FROM item_keys WHERE source_no = ? AND item NOT IN (SELECT id FROM items)",
            [no],
        )?;
        let kept: bool = transaction.query_row(
            "SELECT EXISTS (SELECT 1 FROM items WHERE source_no = ?)",
            [no],
            |row| row.get(0),
        )?;
        transaction.execute("DELETE FROM fetch_states WHERE source_no = ?", [no])?;
        if kept {
            transaction.execute("UPDATE sources SET removed = 1 WHERE no = ?", [no])?;
        } else {
            transaction.execute("DELETE FROM sources WHERE no = ?", [no])?;
        }
        Ok(transaction.commit()?)
    }

    /// What is remembered of a source's visits; nothing yet is the default.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn fetch_state(&self, id: &SourceId) -> Result<FetchState, StoreError> {
        let sql = format!(
            "SELECT {STATE} FROM fetch_states f JOIN sources s ON s.no = f.source_no WHERE s.id = ?"
        );
        let found = self
            .connection
            .prepare_cached(&sql)?
            .query_row([&id.0], |row| state(row, 0))
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Remembers how visits went, all of them or none. A source that was removed meanwhile is
    /// passed over.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn record(&mut self, visits: &[Visit]) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        for visit in visits {
            transaction.record(visit)?;
        }
        transaction.commit()
    }

    /// Enabled sources whose time has come, longest waiting first; all enabled ones if forced.
    /// What only ever came from a file has no address and is never visited; what an account
    /// carries comes from its server.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn due(&self, now: Moment, force: bool) -> Result<Vec<(Source, FetchState)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, {STATE} FROM sources s
             LEFT JOIN fetch_states f ON f.source_no = s.no
             WHERE s.enabled AND NOT s.removed AND NOT (s.address = '' AND s.options = '{{}}')
               AND json_extract(s.options, '$.account') IS NULL
               AND (?1 OR coalesce(f.next_due, 0) <= ?2)
             ORDER BY coalesce(f.next_due, 0), s.no"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![force, now.timestamp()], |row| {
            Ok((source(row)?, state(row, 12)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All sources with how they have been doing.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn health(&self, now: Moment) -> Result<Vec<Health>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, {STATE},
                 (SELECT count(*) FROM items i WHERE i.source_no = s.no),
                 (SELECT count(*) FROM items i WHERE i.source_no = s.no AND i.first_seen >= ?1),
                 (SELECT count(*) FROM items i WHERE i.source_no = s.no AND i.read)
             FROM sources s LEFT JOIN fetch_states f ON f.source_no = s.no
             WHERE NOT s.removed ORDER BY s.no"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([now.timestamp() - WEEK], |row| {
            Ok(Health {
                source: source(row)?,
                state: state(row, 12)?,
                items: row.get(25)?,
                new_in_week: row.get(26)?,
                read: row.get(27)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Transaction<'_> {
    /// Remembers how a visit went, together with the items that it brought.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn record(&self, visit: &Visit) -> Result<(), StoreError> {
        let seconds = |moment: Option<Moment>| moment.map(|moment| moment.timestamp());
        let Visit { source, state, moved_to, without_secrets, named, off } = visit;
        let number: Option<i64> = self
            .inner
            .prepare_cached("SELECT no FROM sources WHERE id = ?")?
            .query_row([&source.0], |row| row.get(0))
            .optional()?;
        // One that was forgotten meanwhile has nothing to remember.
        let Some(number) = number else { return Ok(()) };
        // One row of values: what could write several rows has a savepoint of its own, at which the
        // search index is written to the disk, for each source anew.
        self.run(
            "INSERT OR REPLACE INTO fetch_states (source_no, etag, last_modified, next_due,
                 last_attempt, last_success, last_new, last_error, failures, first_success,
                 failing_since, gone, wishes, network)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            &[
                &number,
                &state.validators.etag,
                &state.validators.last_modified,
                &seconds(state.next_due),
                &seconds(state.last_attempt),
                &seconds(state.last_success),
                &seconds(state.last_new),
                &state.last_error.as_ref().map(Phrase::kept),
                &state.failures,
                &seconds(state.first_success),
                &seconds(state.failing_since),
                &state.gone,
                &to_json(&state.wishes),
                &state.network.map(Network::name),
            ],
        )?;
        if let Some(address) = moved_to {
            self.run("UPDATE sources SET address = ?2 WHERE id = ?1", &[&source.0, address])?;
        }
        if *without_secrets {
            let found: Option<Json<BTreeMap<String, String>>> = self
                .inner
                .prepare_cached("SELECT options FROM sources WHERE id = ?")?
                .query_row([&source.0], |row| row.get(0))
                .optional()?;
            let mut options = found.map(|Json(options)| options).unwrap_or_default();
            options.retain(|name, _| !is_secret_option(name));
            let options = to_json(&options);
            self.run("UPDATE sources SET options = ?2 WHERE id = ?1", &[&source.0, &options])?;
        }
        if let Some(name) = named {
            self.run("UPDATE sources SET name = ?2 WHERE id = ?1", &[&source.0, name])?;
        }
        if *off {
            self.run("UPDATE sources SET enabled = 0 WHERE id = ?1", &[&source.0])?;
        }
        Ok(())
    }
}

/// Writes sources, each in the place of the one of its name.
fn put(
    connection: &Connection,
    sources: &[Source],
    network: Option<Network>,
) -> Result<(), StoreError> {
    for source in sources {
        let source = &source.clone().with_credentials_apart();
        // What was remembered of another address says nothing of this one. The folder that a
        // source stands in is no part of its address.
        connection
            .prepare_cached(
                "DELETE FROM fetch_states WHERE source_no IN
                 (SELECT no FROM sources
                  WHERE id = ?1 AND (kind, address, json_remove(options, ?5))
                      <> (?2, ?3, json_remove(?4, ?5)))",
            )?
            .execute(params![
                source.id.0,
                source.kind,
                source.address,
                options(source),
                format!("$.{FOLDER}")
            ])?;
        connection
            .prepare_cached(
                "INSERT INTO sources (id, name, kind, address, options, pane, tier, language,
                 company, interval_minutes, enabled, full_text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (id) DO UPDATE SET name = ?2, kind = ?3, address = ?4,
                 options = ?5, pane = ?6, tier = ?7, language = ?8, company = ?9,
                 interval_minutes = ?10, enabled = ?11, full_text = ?12, removed = 0",
            )?
            .execute(params![
                source.id.0,
                source.name,
                source.kind,
                source.address,
                options(source),
                source.pane.map(|pane| pane.index() as i64),
                source.tier.name(),
                source.language,
                source.company,
                source.interval_minutes,
                source.enabled,
                source.full_text,
            ])?;
        if network.is_some() {
            keep_network(connection, &source.id, network)?;
        }
    }
    Ok(())
}

/// How many sources of that name there are.
fn keep_network(
    connection: &Connection,
    id: &SourceId,
    network: Option<Network>,
) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO fetch_states (source_no, network)
         SELECT no, ?2 FROM sources WHERE id = ?1 AND NOT removed
         ON CONFLICT (source_no) DO UPDATE SET network = ?2",
    )?;
    Ok(statement.execute(params![id.0, network.map(Network::name)])?)
}

fn options(source: &Source) -> String {
    serde_json::to_string(&source.options).unwrap_or_else(|_| "{}".into())
}

/// Reads [`COLUMNS`].
pub(super) fn source(row: &SqlRow<'_>) -> rusqlite::Result<Source> {
    let options: String = row.get(4)?;
    let tier: String = row.get(6)?;
    Ok(Source {
        id: SourceId(row.get(0)?),
        name: row.get(1)?,
        kind: row.get(2)?,
        address: row.get(3)?,
        options: serde_json::from_str(&options).unwrap_or_default(),
        pane: row.get::<_, Option<i64>>(5)?.map(pane),
        tier: Tier::from_name(&tier).unwrap_or_default(),
        language: row.get(7)?,
        company: row.get(8)?,
        interval_minutes: row.get(9)?,
        enabled: row.get(10)?,
        full_text: row.get(11)?,
    }
    // A store of an earlier version may hold what belongs among the options in the address.
    .with_credentials_apart())
}

/// Reads [`STATE`], which begins at a column.
fn state(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<FetchState> {
    let time = |column: usize| -> rusqlite::Result<Option<Moment>> {
        Ok(row.get::<_, Option<i64>>(at + column)?.map(moment))
    };
    Ok(FetchState {
        validators: Validators { etag: row.get(at)?, last_modified: row.get(at + 1)? },
        next_due: time(2)?,
        last_attempt: time(3)?,
        last_success: time(4)?,
        last_new: time(5)?,
        last_error: row.get::<_, Option<String>>(at + 6)?.map(|kept| Phrase::of_kept(&kept)),
        failures: row.get::<_, Option<u32>>(at + 7)?.unwrap_or_default(),
        first_success: time(8)?,
        failing_since: time(9)?,
        gone: row.get::<_, Option<bool>>(at + 10)?.unwrap_or_default(),
        wishes: row.get::<_, Json<_>>(at + 11)?.0,
        network: row.get::<_, Option<String>>(at + 12)?.and_then(|name| Network::from_name(&name)),
    })
}
