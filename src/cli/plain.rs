//! `jogan --plain`: the edition line by line, for screen readers and slow lines. Nothing is drawn
//! or moved; a number reads an item, a letter does something, and every answer is plain text.

use std::io::{BufRead, IsTerminal as _, Write};

use chrono::Days;

use super::failed::OrSay as _;
use super::input::filter;
use super::written::{self, Wish};
use super::{Context, Outcome, output};
use crate::export::digest;
use crate::filter::Filter;
use crate::lang::{count, say};
use crate::library;
use crate::library::edition::{self, Page};
use crate::model::change::{Face, Mark};
use crate::model::{About, Item, ItemId, Pane, Query, Row, Sort, Trend, day};
use crate::store::{Store, StoreError};
use crate::text::{clean, markup, math};

/// Items told at once.
const AT_ONCE: usize = 10;

/// Terms told at once.
const TERMS: usize = 20;

/// A paragraph is a line, however long: what reads it aloud breaks it as it likes.
const WIDTH: usize = 100_000;

/// Tells the edition on standard output and hears standard input.
pub(super) fn run(context: &Context, store: Store) -> anyhow::Result<Outcome> {
    let input = std::io::stdin();
    // Where lines come from a file nobody waits to be asked.
    let prompts = input.is_terminal();
    let (input, output) = (input.lock(), std::io::stdout().lock());
    let latest = store.last_id()?;
    let mut session = Session {
        context,
        store,
        output,
        prompts,
        latest,
        query: None,
        rows: Vec::new(),
        total: 0,
        terms: Vec::new(),
        told: 0,
        page: None,
    };
    session.talk(input).or_say("failed.program.go_on", &[])?;
    Ok(Outcome::Done)
}

struct Session<'a, W: Write> {
    context: &'a Context,
    store: Store,
    output: W,
    prompts: bool,
    /// The item that came last when this began: numbers stay what they are.
    latest: ItemId,
    /// What the list is read on by as it is told; `None` where all its rows are held.
    query: Option<Query>,
    /// The rows of the list that numbers are about, as far as they were read.
    rows: Vec<Row>,
    /// How many items the list has in all.
    total: usize,
    /// The terms that were told last.
    terms: Vec<Trend>,
    /// How many items of the list were told.
    told: usize,
    /// The edition that is shown, once it is needed.
    page: Option<Page>,
}

impl<W: Write> Session<'_, W> {
    fn talk(&mut self, input: impl BufRead) -> anyhow::Result<()> {
        self.say("plain.welcome")?;
        let lang = self.context.lang;
        let title = digest::title(&self.page()?.digest, lang);
        self.line(&title)?;
        self.pane(Pane::Research)?;
        self.prompt()?;
        for line in input.lines() {
            let line = line?;
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            match (word, rest.trim()) {
                ("q" | "quit", _) => return Ok(()),
                ("r", _) => self.pane(Pane::Research)?,
                ("c", _) => self.pane(Pane::Companies)?,
                ("t", _) => self.pane(Pane::Trends)?,
                ("" | "m", _) => self.more()?,
                ("s", rest) => self.star(rest)?,
                ("w", rest) => self.why(rest)?,
                ("n", rest) => self.note(rest)?,
                ("l", _) => self.reading_list()?,
                ("d", rest) => self.day(rest)?,
                ("g", "") => self.tell_terms()?,
                ("g", rest) => self.term(rest)?,
                ("i", _) => self.ideas()?,
                ("x", _) => self.digest()?,
                ("/", rest) => self.search(rest)?,
                ("h" | "?", _) => self.say("plain.help")?,
                (number, _) => match number.parse() {
                    Ok(number) => self.read(number)?,
                    Err(_) => self.say("plain.help")?,
                },
            }
            self.prompt()?;
        }
        Ok(())
    }

    fn prompt(&mut self) -> std::io::Result<()> {
        if self.prompts {
            write!(self.output, "> ")?;
        }
        self.output.flush()
    }

    fn line(&mut self, text: &str) -> std::io::Result<()> {
        writeln!(self.output, "{}", clean::block(text, usize::MAX).trim_end())
    }

    fn say(&mut self, key: &str) -> std::io::Result<()> {
        self.line(&say(self.context.lang, key, &[]))
    }

    fn pane(&mut self, pane: Pane) -> anyhow::Result<()> {
        let name = say(self.context.lang, &format!("pane.{}", pane.name()), &[]);
        let page = self.page()?;
        // The edition's stories in its own order, then those of earlier ones.
        let query = Query {
            pane: Some(pane),
            heads: true,
            first: page.placed(),
            begun_before: page.digest.window.map(|window| window.ends),
            ..Query::default()
        };
        self.query(&name, query)
    }

    /// The edition that is shown, as it was when this began.
    fn page(&mut self) -> anyhow::Result<&Page> {
        let page = if let Some(page) = self.page.take() {
            page
        } else {
            let context = self.context;
            let window = context.edition(None, &self.store)?;
            let asked = context.asked(window, context.config.digest.minutes);
            edition::of(&self.store, &*context.lexicon()?, &asked)?
        };
        Ok(self.page.insert(page))
    }

    fn reading_list(&mut self) -> anyhow::Result<()> {
        let name = say(self.context.lang, "ui.view.starred", &[]);
        self.query(&name, Query { starred: true, sort: Sort::Hand, ..Query::default() })
    }

    /// What was published on a day, which may be so many days ago.
    fn day(&mut self, typed: &str) -> anyhow::Result<()> {
        let Context { now, zone, .. } = *self.context;
        let ago = typed.strip_prefix('-').and_then(|ago| ago.parse().ok());
        let day = match ago {
            Some(ago) => zone.day_of(now).checked_sub_days(Days::new(ago)),
            None if typed.is_empty() => Some(zone.day_of(now)),
            None => day::parse_day(typed, now, zone),
        };
        let Some(day) = day else { return Ok(self.say("plain.no_day")?) };
        let (since, until) = (Some(zone.start_of(day)), Some(zone.end_of(day)));
        self.query(&day.to_string(), Query { since, until, heads: true, ..Query::default() })
    }

    /// What is talked about today, with a number for each.
    fn tell_terms(&mut self) -> anyhow::Result<()> {
        let lang = self.context.lang;
        let lexicon = self.context.lexicon()?;
        let window = self.context.edition(None, &self.store)?;
        let clock = self.context.clock();
        let talked_of = library::talked_of(&self.store, &lexicon, &window, clock, Some(TERMS))?;
        self.terms = talked_of.terms;
        if self.terms.is_empty() {
            self.say("ui.no_terms")?;
        }
        for (number, trend) in (1..).zip(self.terms.clone()) {
            let state = say(lang, &format!("trends.{}", trend.state.name()), &[]);
            let told = count(lang, "plain.term", u64::from(trend.count), &[&state.trim()]);
            self.line(&format!("g {number}. {}, {told}.", trend.term))?;
        }
        Ok(())
    }

    fn term(&mut self, number: &str) -> anyhow::Result<()> {
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(trend) = at.and_then(|at| self.terms.get(at)).cloned() else {
            return Ok(self.say("plain.no_term")?);
        };
        self.query(&trend.term, Query { ids: trend.items, ..Query::default() })
    }

    fn ideas(&mut self) -> anyhow::Result<()> {
        let ideas = library::ideas(&self.store, false)?;
        let lang = self.context.lang;
        self.line(&count(
            lang,
            "plain.heading",
            ideas.len() as u64,
            &[&say(lang, "app.ideas", &[])],
        ))?;
        for idea in ideas {
            let status = say(lang, &format!("idea.status.{}", idea.thought.status.name()), &[]);
            self.line(&format!("{}, {status}.", idea.thought.title))?;
        }
        Ok(())
    }

    fn digest(&mut self) -> anyhow::Result<()> {
        let context = self.context;
        // What the reader did meanwhile stands in it.
        let window = self.page()?.digest.window;
        let window = window.map_or_else(|| context.edition(None, &self.store), Ok)?;
        let asked = context.asked(window, context.config.digest.minutes);
        let mut made = edition::digest(&self.store, &*context.lexicon()?, &asked)?;
        written::put(&mut made, &self.store, Wish::kept(&context.config), context)?;
        let lang = context.lang;
        // Of all formats that one has no marks among its words.
        let text = digest::format("text").map(|format| (format.write)(&made, lang));
        for line in text.unwrap_or_default().lines() {
            self.line(line)?;
        }
        Ok(())
    }

    /// Tells what a query finds, as it was when this began.
    fn query(&mut self, name: &str, query: Query) -> anyhow::Result<()> {
        let query = Query { up_to: Some(self.latest), ..query };
        let total = library::length(&self.store, &query, None, self.context.now)?;
        self.begin(name, total, Some(query), Vec::new())
    }

    /// Lists what a line asks for, as `/` does in the reader: one row a story.
    fn search(&mut self, line: &str) -> anyhow::Result<()> {
        let heads = Query { heads: true, ..Query::default() };
        let found = match filter(&[line.to_owned()], heads, self.context) {
            Ok(found) => found,
            Err(error) => return Ok(self.line(&error.to_string())?),
        };
        let Filter { query, words } = found;
        if words.is_empty() {
            return self.query(line, query);
        }
        match library::rows(&self.store, &query, Some(&words), self.context.now) {
            Ok(rows) => self.begin(line, rows.len(), None, rows),
            Err(StoreError::NoWords(_)) => {
                Ok(self.line(&say(self.context.lang, "app.no_words", &[&words]))?)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn begin(
        &mut self,
        name: &str,
        total: usize,
        query: Option<Query>,
        rows: Vec<Row>,
    ) -> anyhow::Result<()> {
        let heading = count(self.context.lang, "plain.heading", total as u64, &[&name]);
        self.line(&heading)?;
        (self.query, self.rows, self.total, self.told) = (query, rows, total, 0);
        self.more()
    }

    /// Reads the list on until so many of its rows are held, or all.
    fn read_on(&mut self, to: usize) -> anyhow::Result<()> {
        if let Some(query) = self.query.as_ref().filter(|_| self.rows.len() < to) {
            let (offset, limit) = (self.rows.len(), Some(to - self.rows.len()));
            let next = Query { offset, limit, ..query.clone() };
            self.rows.extend(library::rows(&self.store, &next, None, self.context.now)?);
        }
        Ok(())
    }

    /// The next items of the list.
    fn more(&mut self) -> anyhow::Result<()> {
        let (lang, told) = (self.context.lang, self.told);
        self.read_on(told + AT_ONCE)?;
        let rows: Vec<Row> = self.rows.iter().skip(told).take(AT_ONCE).cloned().collect();
        if rows.is_empty() {
            self.say("plain.no_more")?;
        }
        for row in rows {
            self.told += 1;
            let mut facts = vec![row.source_name.clone(), output::row_age(&row, self.context)];
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
            let title = math::readable(&row.title);
            self.line(&format!("{}. {title}. {}.", self.told, facts.join(", ")))?;
        }
        if self.told > told && self.told < self.total {
            let left = self.total - self.told;
            self.line(&count(lang, "plain.left", left as u64, &[]))?;
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
        Ok(Some(library::whole(&self.store, id, self.context.now)?))
    }

    fn read(&mut self, number: usize) -> anyhow::Result<()> {
        let Some(item) = self.item(&number.to_string())? else { return Ok(()) };
        let lang = self.context.lang;
        let title = math::readable(&item.row.title);
        self.line(&format!("{title}. {}.", item.row.source_name))?;
        for sentence in &item.gist {
            self.line(&math::readable(sentence))?;
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
            self.line(&math::readable(&line.text()))?;
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
        let (ids, now) = (vec![item.row.id], self.context.now);
        library::mark(&mut self.store, (Mark::Read, ids, true), Face::Plain, now)?;
        Ok(())
    }

    fn star(&mut self, number: &str) -> anyhow::Result<()> {
        let Some(item) = self.item(number)? else { return Ok(()) };
        let to = !item.row.starred;
        let (ids, now) = (vec![item.row.id], self.context.now);
        library::mark(&mut self.store, (Mark::Star, ids, to), Face::Plain, now)?;
        self.say(if to { "app.starred" } else { "app.unstarred" })?;
        Ok(())
    }

    fn why(&mut self, number: &str) -> anyhow::Result<()> {
        let Some(item) = self.item(number)? else { return Ok(()) };
        for reason in library::reasons(&item, Sort::Score) {
            let text = output::reason_text(&reason, self.context.lang);
            match reason.points {
                0.0 => self.line(&text)?,
                points => self.line(&format!("{points:+.1}: {text}"))?,
            }
        }
        Ok(())
    }

    /// Adds a line to an item's note, or tells the note where no line is given.
    fn note(&mut self, typed: &str) -> anyhow::Result<()> {
        let (number, text) = typed.split_once(' ').unwrap_or((typed, ""));
        let Some(item) = self.item(number)? else { return Ok(()) };
        let (was, about) = (item.note, About::Item(item.row.id));
        let before = was.clone().unwrap_or_default();
        let text = text.trim();
        if text.is_empty() {
            let key = if before.is_empty() { "plain.no_note" } else { "app.your_note" };
            self.say(key)?;
            return Ok(self.line(&before)?);
        }
        let gap = if before.is_empty() { "" } else { "\n" };
        let text = format!("{before}{gap}{text}");
        library::change_note(
            &mut self.store,
            about,
            (was.as_deref(), &text),
            Face::Plain,
            self.context.now,
        )?;
        Ok(self.say("app.note_kept")?)
    }
}
