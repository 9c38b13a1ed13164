//! Full-text search over title, text, authors, source and note.
//!
//! FTS5's own tokenizers fail Korean: `unicode61` takes a word with its particle for one token
//! (모델을 is not found by 모델), `trigram` finds nothing for words of two syllables. So every run
//! of Hangul, Han or kana goes in as its overlapping pairs, and is asked for as a phrase of pairs.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::{Store, StoreError};
use crate::model::{About, Idea, ItemId, Moment, NewItem, Note, Query, Row};
use crate::text;

/// Characters of an item's text that are indexed: whole for all but the longest articles.
const INDEXED: usize = 20_000;

/// Words of a query that are heard.
const QUERY_WORDS: usize = 32;

/// What is found of the reader's own words that belong to no item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Own {
    /// Ideas, last touched first.
    pub ideas: Vec<Idea>,
    /// Notes on stories and days, oldest first.
    pub notes: Vec<Note>,
}

/// An item as the index sees it, each column split into tokens.
#[derive(Debug)]
pub(super) struct Columns {
    title: String,
    body: String,
    people: String,
}

impl Columns {
    /// Splits an item and the short name of its source.
    pub(super) fn of(item: &NewItem, source: Option<&str>) -> Columns {
        let mut body = String::with_capacity(item.summary.len() + item.content.len() / 2);
        let content = if item.content_is_html {
            Cow::Owned(text::html::plain(&item.content, INDEXED))
        } else {
            Cow::Borrowed(item.content.as_str())
        };
        // A feed that gives both usually repeats the one in the other: its words are indexed once.
        let is_repeated = content.contains(item.summary.trim_end_matches(['…', '.', ' ']));
        if !is_repeated {
            split(&item.summary, &mut body);
        }
        split(&content, &mut body);
        let mut people = String::new();
        for name in item.authors.iter().map(String::as_str).chain(source) {
            split(name, &mut people);
        }
        let mut title = String::new();
        split(&item.title, &mut title);
        Columns { title, body, people }
    }
}

/// Writes a new item's columns into the index.
pub(super) fn insert(
    connection: &Connection,
    id: ItemId,
    columns: &Columns,
) -> Result<(), StoreError> {
    // `INSERT OR REPLACE` would look for the row first, which costs as much again.
    let sql = "INSERT INTO search (rowid, title, body, people, note) VALUES (?,?,?,?,?)";
    write(connection, sql, id, columns, None)
}

/// Writes an item's columns and its note into the index, in place of what stood there.
pub(super) fn replace(
    connection: &Connection,
    id: ItemId,
    columns: &Columns,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO search (rowid, title, body, people, note) VALUES (?,?,?,?,?)";
    write(connection, sql, id, columns, note)
}

fn write(
    connection: &Connection,
    sql: &str,
    id: ItemId,
    columns: &Columns,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let Columns { title, body, people } = columns;
    let mut own = String::new();
    split(note.unwrap_or_default(), &mut own);
    connection.prepare_cached(sql)?.execute(params![id.0, title, body, people, own])?;
    Ok(())
}

/// Matches that a list in an order of its own is made of. SQLite takes 32,766 places at most.
const MOST_MATCHES: usize = 20_000;

impl Store {
    /// Items that hold all words of a text, best match first; `"…"` asks for a phrase, a final
    /// `*` for a beginning, `-word` for its absence.
    ///
    /// # Errors
    /// [`StoreError::NoWords`] where there is nothing to look for.
    pub fn search(&self, text: &str, limit: usize, now: Moment) -> Result<Vec<Row>, StoreError> {
        self.search_among(text, &Query::default(), limit, now)
    }

    /// Ideas, and notes on stories and days, that hold all words of a text; a note on an item is
    /// found with its item. They are few: they are indexed when they are asked for.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn search_own(&self, text: &str) -> Result<Own, StoreError> {
        let question = question(text).ok_or_else(|| StoreError::NoWords(text.to_owned()))?;
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.own
                 USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
             DELETE FROM temp.own",
        )?;
        let ideas = self.ideas(false)?;
        let notes = self.notes(None)?.into_iter();
        let notes: Vec<Note> = notes.filter(|note| !matches!(note.about, About::Item(_))).collect();
        let texts = ideas.iter().map(|idea| idea.thought.all_words());
        let texts = texts.chain(notes.iter().map(|note| note.text.clone()));
        let mut add = self.connection.prepare("INSERT INTO temp.own (words) VALUES (?)")?;
        for text in texts {
            let mut words = String::new();
            split(&text, &mut words);
            add.execute([words])?;
        }
        let mut find = self.connection.prepare("SELECT rowid FROM temp.own WHERE own MATCH ?")?;
        let found = find
            .query_map([question], |row| row.get::<_, i64>(0))?
            .collect::<Result<HashSet<_>, _>>()?;
        // They were numbered from one, ideas first.
        let mut number = 0;
        let mut is_found = || {
            number += 1;
            found.contains(&number)
        };
        let ideas = ideas.into_iter().filter(|_| is_found()).collect();
        let notes = notes.into_iter().filter(|_| is_found()).collect();
        Ok(Own { ideas, notes })
    }

    /// Of the `limit` best matches of a text, those that a list holds, whatever its window.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn search_among(
        &self,
        text: &str,
        list: &Query,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<Row>, StoreError> {
        let question = question(text).ok_or_else(|| StoreError::NoWords(text.to_owned()))?;
        self.matching(&question, list, ItemId(0), limit, now)
    }

    /// What a list holds, in its order and window, of the items that match a text best.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn rows_with(&self, text: &str, list: &Query, now: Moment) -> Result<Vec<Row>, StoreError> {
        let question = question(text).ok_or_else(|| StoreError::NoWords(text.to_owned()))?;
        let ids = self.matches(&question, ItemId(0), MOST_MATCHES)?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(&Query { ids, heard: true, ..list.clone() }, now)
    }

    /// Of the items that came last, so many of them, those that hold any of some words, best match
    /// first. Common words stand in a great part of a large store: looking at all of it takes long.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn with_any(
        &self,
        words: &[String],
        last: i64,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<Row>, StoreError> {
        let questions: Vec<String> = words
            .iter()
            .filter_map(|word| question(word))
            .map(|word| format!("({word})"))
            .collect();
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        let after = ItemId(self.last_id()?.0.saturating_sub(last));
        self.matching(&questions.join(" OR "), &Query::default(), after, limit, now)
    }

    fn matching(
        &self,
        question: &str,
        list: &Query,
        after: ItemId,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<Row>, StoreError> {
        let ids = self.matches(question, after, limit)?;
        let mut found = Vec::with_capacity(ids.len());
        // SQLite takes a limited number of places in one statement.
        for part in ids.chunks(500) {
            let ids = part.to_vec();
            let query = Query { ids, heard: true, offset: 0, limit: None, ..list.clone() };
            let mut rows = self.rows(&query, now)?;
            rows.sort_by_key(|row| part.iter().position(|id| *id == row.id));
            found.append(&mut rows);
        }
        Ok(found)
    }

    /// Items that match a question, best match first.
    fn matches(
        &self,
        question: &str,
        after: ItemId,
        limit: usize,
    ) -> Result<Vec<ItemId>, StoreError> {
        // A word in the title weighs most, then the reader's own note, then names.
        let mut statement = self.connection.prepare_cached(
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid > ?
             ORDER BY bm25(search, 8.0, 1.0, 3.0, 4.0), rowid DESC LIMIT ?",
        )?;
        let limit = if limit == 0 { i64::MAX } else { i64::try_from(limit).unwrap_or(i64::MAX) };
        let ids = statement
            .query_map(params![question, after.0, limit], |row| Ok(ItemId(row.get(0)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(ids)
    }
}

/// Whether the words of a text stand otherwise in the index than in the text.
pub(super) fn is_indexed_otherwise(text: &str) -> bool {
    matches!(text::fold::folded(text), Cow::Owned(_))
}

/// Whether a character belongs to a script that is written in syllables or signs rather than in
/// spaced words of letters.
fn in_pairs(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Appends the tokens of a text, each followed by a blank: runs of paired scripts as their
/// overlapping pairs, all else as it is (the tokenizer splits and folds it).
fn split(text: &str, into: &mut String) {
    split_as_is(&text::fold::folded(text), into);
}

/// As [`split`], of what is in the form that is compared.
fn split_as_is(text: &str, into: &mut String) {
    let text: &str = text.char_indices().nth(INDEXED).map_or(text, |(end, _)| &text[..end]);
    if text.is_ascii() {
        into.push_str(text);
        into.push(' ');
        return;
    }
    let mut before: Option<char> = None;
    let mut alone = false;
    for c in text.chars() {
        if in_pairs(c) {
            if let Some(first) = before {
                into.push(first);
                into.push(c);
                into.push(' ');
                alone = false;
            } else {
                into.push(' ');
                alone = true;
            }
            before = Some(c);
        } else {
            if let (Some(last), true) = (before, alone) {
                into.push(last);
                into.push(' ');
            }
            before = None;
            alone = false;
            into.push(c);
        }
    }
    if let (Some(last), true) = (before, alone) {
        into.push(last);
    }
    into.push(' ');
}

/// What the user typed as an FTS5 expression made of quoted strings only, so that nothing typed
/// can be an operator or an error; `None` where no word is left.
fn question(text: &str) -> Option<String> {
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    let mut rest = text.trim();
    while !rest.is_empty() && wanted.len() + unwanted.len() < QUERY_WORDS {
        let without = rest.starts_with('-');
        let word = rest.trim_start_matches('-');
        let (word, after) = match word.strip_prefix('"') {
            Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
            None => word.split_once(char::is_whitespace).unwrap_or((word, "")),
        };
        rest = after.trim_start();
        if let Some(string) = quoted(word) {
            if without { unwanted.push(string) } else { wanted.push(string) }
        }
    }
    if wanted.is_empty() {
        return None;
    }
    let mut question = wanted.join(" AND ");
    for string in unwanted {
        question = format!("({question}) NOT {string}");
    }
    Some(question)
}

/// A word or phrase as it is compared; as it is typed too, where that is another, because what an
/// earlier version indexed stands there so.
fn quoted(word: &str) -> Option<String> {
    let folded = text::fold::folded(word);
    let asked = string(&folded)?;
    if folded == word {
        return Some(asked);
    }
    Some(string(word).map_or(asked.clone(), |typed| format!("({asked} OR {typed})")))
}

/// A word or phrase as an FTS5 string; a single syllable asks for the pairs that begin with it.
fn string(word: &str) -> Option<String> {
    let (word, open) = match word.strip_suffix('*') {
        Some(word) => (word, true),
        None => (word, false),
    };
    let mut tokens = String::new();
    split_as_is(word, &mut tokens);
    let tokens = tokens.replace('"', " ");
    let tokens = tokens.trim();
    if !tokens.chars().any(char::is_alphanumeric) {
        return None;
    }
    let syllable = tokens.chars().count() == 1 && tokens.chars().all(in_pairs);
    Some(format!("\"{tokens}\"{}", if open || syllable { "*" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let mut into = String::new();
        split(text, &mut into);
        into.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn hangul_is_split_into_overlapping_pairs_beside_latin_words() {
        assert_eq!(tokens("GPT-5의 새 모델을"), ["GPT-5", "의", "새", "모델", "델을"]);
    }

    #[test]
    fn what_is_typed_cannot_be_an_operator() {
        let asked = question(r#"NEAR( a" OR * -b"#);
        assert_eq!(asked.as_deref(), Some(r#"("NEAR(" AND "a" AND "OR") NOT "b""#));
        assert_eq!(question("  - \"\" * "), None);
    }

    #[test]
    fn a_single_syllable_asks_for_a_beginning() {
        assert_eq!(question("칩").as_deref(), Some("\"칩\"*"));
        assert_eq!(question("논문을").as_deref(), Some("\"논문 문을\""));
    }

    #[test]
    fn what_looks_the_same_is_asked_for_in_one_form() {
        assert_eq!(tokens("ＡＩ 전망 ｶﾀｶﾅ H₂O"), tokens("AI 전망 カタカナ H2O"));
        assert_eq!(question("ＡＩ").as_deref(), Some("(\"AI\" OR \"ＡＩ\")"));
        assert_eq!(
            question(&text::fold::decomposed("칩"))
                .as_deref()
                .map(|q| q.starts_with("(\"칩\"* OR ")),
            Some(true)
        );
    }
}
