//! What a writer answered, and how often it was asked. No secret and no address is kept.

use rusqlite::{OptionalExtension as _, params};

use super::{Store, StoreError, moment};
use crate::model::{Day, ItemId, Moment};

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAnswer {
    /// The item that it tells of; with it, it is let go.
    pub item: ItemId,
    /// `phrase`, `link` or `idea`.
    pub task: String,
    /// Two-letter code of its language.
    pub lang: String,
    /// The answer, accepted or not.
    pub answer: String,
    /// Which model gave it.
    pub model: String,
    /// Tokens of the question.
    pub tokens_in: u64,
    /// Tokens of the answer.
    pub tokens_out: u64,
    /// When it came.
    pub made_at: Moment,
}

/// What was asked for on a day of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritingDay {
    /// The day.
    pub day: String,
    /// The model.
    pub model: String,
    /// Calls, also those that failed.
    pub calls: u64,
    /// Tokens of the questions.
    pub tokens_in: u64,
    /// Tokens of the answers.
    pub tokens_out: u64,
}

impl Store {
    /// The answer under a key, if one was kept.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn written(&self, key: &str) -> Result<Option<WrittenAnswer>, StoreError> {
        let sql = "SELECT item, task, lang, answer, model, tokens_in, tokens_out, made_at FROM written WHERE key = ?";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(WrittenAnswer {
                item: ItemId(row.get(0)?),
                task: row.get(1)?,
                lang: row.get(2)?,
                answer: row.get(3)?,
                model: row.get(4)?,
                tokens_in: row.get::<_, i64>(5)?.unsigned_abs(),
                tokens_out: row.get::<_, i64>(6)?.unsigned_abs(),
                made_at: moment(row.get(7)?),
            })
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([key], row).optional()?)
    }

    /// Keeps an answer under a key, in place of the one before.
    ///
    /// # Errors
    /// Where the store cannot be written, or the item is gone.
    pub fn keep_written(&mut self, key: &str, written: &WrittenAnswer) -> Result<(), StoreError> {
        super::must_exist(&self.connection, written.item)?;
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                key,
                written.item.0,
                written.task,
                written.lang,
                written.answer,
                written.model,
                written.tokens_in as i64,
                written.tokens_out as i64,
                written.made_at.timestamp(),
            ])?;
        Ok(())
    }

    /// Adds to what was asked for on a day.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn count_writing(
        &mut self,
        day: Day,
        model: &str,
        calls: u64,
        tokens_in: u64,
        tokens_out: u64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO writing_days VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (day, model) DO UPDATE SET calls = calls + ?3, tokens_in = tokens_in + ?4, tokens_out = tokens_out + ?5",
            )?
            .execute(params![day.to_string(), model, calls as i64, tokens_in as i64, tokens_out as i64])?;
        Ok(())
    }

    /// What was asked for since a day, the last day first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn writing_since(&self, day: Day) -> Result<Vec<WritingDay>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, model, calls, tokens_in, tokens_out FROM writing_days WHERE day >= ? ORDER BY day DESC, model",
        )?;
        let rows = statement.query_map([day.to_string()], |row| {
            Ok(WritingDay {
                day: row.get(0)?,
                model: row.get(1)?,
                calls: row.get::<_, i64>(2)?.unsigned_abs(),
                tokens_in: row.get::<_, i64>(3)?.unsigned_abs(),
                tokens_out: row.get::<_, i64>(4)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
