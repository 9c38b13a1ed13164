//! `jogan --plain`: the edition line by line, for screen readers and slow lines. Nothing is drawn
//! or moved; a number reads an item, a letter does something, and every answer is plain text.

use std::io::{BufRead, Write};

use anyhow::Context as _;

use super::{Context, Outcome, output};
use crate::lang::{count, say};
use crate::model::{Item, Pane, Query, Row};
use crate::store::{Store, StoreError};
use crate::text::{clean, markup};

/// Items told at once.
const AT_ONCE: usize = 10;

/// Found items that are told at most.
const FOUND: usize = 200;

/// A paragraph is a line, however long: what reads it aloud breaks it as it likes.
const WIDTH: usize = 100_000;

/// Tells the edition on standard output and hears standard input.
pub(super) fn run(context: &Context, store: Store) -> anyhow::Result<Outcome> {
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut session = Session { context, store, output, rows: Vec::new(), told: 0 };
    session.talk(input).context("cannot go on")?;
    Ok(Outcome::Done)
}

struct Session<'a, W: Write> {
    context: &'a Context,
    store: Store,
    output: W,
    /// The list that numbers are about.
    rows: Vec<Row>,
    /// How many of them were told.
    told: usize,
}

impl<W: Write> Session<'_, W> {
    fn talk(&mut self, input: impl BufRead) -> anyhow::Result<()> {
        self.say("plain.welcome")?;
        self.pane(Pane::Research)?;
        for line in input.lines() {
            let line = line?;
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            match word {
                "q" | "quit" => return Ok(()),
                "r" => self.pane(Pane::Research)?,
                "c" => self.pane(Pane::Companies)?,
                "t" => self.pane(Pane::Trends)?,
                "" | "m" => self.more()?,
                "s" => self.star(rest)?,
                "w" => self.why(rest)?,
                "/" => self.search(rest)?,
                "h" | "?" => self.say("plain.help")?,
                number => match number.parse() {
                    Ok(number) => self.read(number)?,
                    Err(_) => self.say("plain.help")?,
                },
            }
            self.output.flush()?;
        }
        Ok(())
    }

    fn line(&mut self, text: &str) -> std::io::Result<()> {
        writeln!(self.output, "{}", clean::block(text, usize::MAX).trim_end())
    }

    fn say(&mut self, key: &str) -> std::io::Result<()> {
        self.line(&say(self.context.lang, key, &[]))
    }

    fn pane(&mut self, pane: Pane) -> anyhow::Result<()> {
        let query = Query { pane: Some(pane), heads: true, limit: Some(FOUND), ..Query::default() };
        let rows = self.store.rows(&query, self.context.now)?;
        let name = say(self.context.lang, &format!("pane.{}", pane.name()), &[]);
        self.list(&name, rows)
    }

    fn search(&mut self, words: &str) -> anyhow::Result<()> {
        match self.store.search(words, FOUND, self.context.now) {
            Ok(rows) => self.list(words, rows),
            Err(error @ StoreError::NoWords(_)) => Ok(self.line(&error.to_string())?),
            Err(error) => Err(error.into()),
        }
    }

    fn list(&mut self, name: &str, rows: Vec<Row>) -> anyhow::Result<()> {
        let heading = count(self.context.lang, "plain.heading", rows.len() as u64, &[&name]);
        self.line(&heading)?;
        (self.rows, self.told) = (rows, 0);
        self.more()
    }

    /// The next items of the list.
    fn more(&mut self) -> anyhow::Result<()> {
        let lang = self.context.lang;
        let rows: Vec<Row> = self.rows.iter().skip(self.told).take(AT_ONCE).cloned().collect();
        if rows.is_empty() {
            self.say("plain.no_more")?;
        }
        for row in rows {
            self.told += 1;
            let mut facts = vec![row.source_name.clone(), output::age(row.published, self.context)];
            let others = row.story_size.saturating_sub(1);
            if others > 0 {
                facts.push(say(lang, "ui.other_sources", &[&others]).into_owned());
            }
            for (is, key) in [
                (!row.read, "plain.unread"),
                (row.starred, "plain.starred"),
                (row.noted, "plain.noted"),
            ] {
                facts.extend(is.then(|| say(lang, key, &[]).into_owned()));
            }
            self.line(&format!("{}. {}. {}.", self.told, row.title, facts.join(", ")))?;
        }
        Ok(())
    }

    /// The item of a number as it was told; says so where there is none.
    fn item(&mut self, number: &str) -> anyhow::Result<Option<Item>> {
        let number = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(id) = number.and_then(|at| self.rows.get(at)).map(|row| row.id) else {
            self.say("plain.no_number")?;
            return Ok(None);
        };
        Ok(Some(self.store.item(id, self.context.now)?))
    }

    fn read(&mut self, number: usize) -> anyhow::Result<()> {
        let Some(item) = self.item(&number.to_string())? else { return Ok(()) };
        let lang = self.context.lang;
        self.line(&format!("{}. {}.", item.row.title, item.row.source_name))?;
        for sentence in &item.gist {
            self.line(sentence)?;
        }
        let label = say(lang, "app.image", &[]);
        let page = markup::Page { width: WIDTH, base: item.row.url.as_deref(), image: &label };
        let article = match &item.full_text {
            Some(html) => markup::from_html(html, page),
            None if item.content.trim().is_empty() => markup::from_plain(&item.summary, page),
            None if item.content_is_html => markup::from_html(&item.content, page),
            None => markup::from_plain(&item.content, page),
        };
        for line in &article.lines {
            self.line(&line.text())?;
        }
        for (number, link) in (1..).zip(&article.links) {
            self.line(&format!("[{number}] {link}"))?;
        }
        if let Some(url) = &item.row.url {
            self.line(url)?;
        }
        if let Some(note) = &item.note {
            self.line(&format!("{}: {note}", say(lang, "app.your_note", &[])))?;
        }
        self.store.set_read(&[item.row.id], true)?;
        Ok(())
    }

    fn star(&mut self, number: &str) -> anyhow::Result<()> {
        let Some(item) = self.item(number)? else { return Ok(()) };
        let to = !item.row.starred;
        self.store.set_starred(&[item.row.id], to, self.context.now)?;
        self.say(if to { "app.starred" } else { "app.unstarred" })?;
        Ok(())
    }

    fn why(&mut self, number: &str) -> anyhow::Result<()> {
        let Some(item) = self.item(number)? else { return Ok(()) };
        for reason in output::reasons(&item) {
            let text = output::reason_text(&reason, self.context.lang);
            match reason.points {
                0.0 => self.line(&text)?,
                points => self.line(&format!("{points:+.1}: {text}"))?,
            }
        }
        Ok(())
    }
}
