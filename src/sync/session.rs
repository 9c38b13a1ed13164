//! The conversation of one pass with a server: who asks, what it has cost, and what it may still
//! cost. Both interfaces are spoken here, and nowhere is an answer believed that is not one.

use std::collections::HashMap;

use super::api::{Ask, Odd, RemoteItem, Stream, Subscription, Tag};
use super::failure::Failure;
use super::login::Place;
use super::plan::List;
use super::{fever, greader, quota};
use crate::fetch::{Call, Fetcher, Reply, secret};
use crate::model::account::{Account, Protocol, Quota, RemoteMark};
use crate::model::{Moment, RemoteId};

/// Items of a page of a list that is asked for whole; fewer is the server's own limit.
const PAGE: usize = 10_000;
/// Items of a page of the newest ones: most of the time there are few.
const NEWEST: usize = 1_000;
/// Most pages of one list.
const PAGES: usize = 100;
/// Contents of one call.
const CONTENTS: usize = 250;

/// A conversation.
pub struct Session<'a> {
    fetcher: &'a Fetcher,
    account: &'a Account,
    place: &'a Place,
    now: Moment,
    /// What authorises a call: of a login, of the settings, or Fever's key.
    auth: Option<String>,
    /// What every POST carries.
    token: Option<String>,
    /// What the server says of how often it may be called.
    pub quota: Quota,
    /// Calls made.
    pub calls: usize,
    /// Bytes of what was answered.
    pub bytes_in: u64,
    /// Bytes of what was asked.
    pub bytes_out: u64,
    /// How many contents are asked for at once.
    pub at_once: usize,
}

/// Contents of one call where calls are counted
/// (<https://www.inoreader.com/developers/stream-contents>).
const COUNTED_CONTENTS: usize = 100;

/// How much of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// At most so many, or all.
    UpTo(usize),
    /// Pages until one holds nothing that is not known.
    News,
}

impl<'a> Session<'a> {
    /// Begins one; nothing is asked yet.
    pub fn new(
        fetcher: &'a Fetcher,
        account: &'a Account,
        place: &'a Place,
        quota: Quota,
        now: Moment,
    ) -> Session<'a> {
        let at_once = match account.kind {
            Protocol::Greader => CONTENTS,
            Protocol::Fever => fever::CONTENTS,
        };
        Session {
            fetcher,
            account,
            place,
            now,
            auth: None,
            token: None,
            quota: quota.at(now),
            calls: 0,
            bytes_in: 0,
            bytes_out: 0,
            at_once,
        }
    }

    fn is_fever(&self) -> bool {
        self.account.kind == Protocol::Fever
    }

    /// The feeds of the account.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn subscriptions(&mut self) -> Result<Vec<Subscription>, Failure> {
        if self.is_fever() {
            let answer = self.fever(&fever::subscriptions()).await?;
            return fever::read_subscriptions(&answer).map_err(odd);
        }
        let body = self.ask(&greader::subscriptions()).await?;
        greader::read_subscriptions(&body).map_err(odd)
    }

    /// Its folders and labels.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn tags(&mut self) -> Result<Vec<Tag>, Failure> {
        if self.is_fever() {
            return Ok(Vec::new());
        }
        let body = self.ask(&greader::tags()).await?;
        greader::read_tags(&body).map_err(odd)
    }

    /// A list, and whether it goes to its end.
    ///
    /// # Errors
    /// [`Failure`], also where a list that is wanted whole has no end.
    pub async fn list(
        &mut self,
        stream: &Stream,
        extent: Extent,
        is_known: impl Fn(&RemoteId) -> bool,
    ) -> Result<(List, bool), Failure> {
        let mut list = List::default();
        if self.is_fever() {
            let Some(ask) = fever::ids(stream) else { return Ok((list, false)) };
            let answer = self.fever(&ask).await?;
            list.add(fever::read_ids(&answer, stream).map_err(odd)?.ids);
            return Ok((list, true));
        }
        let size = match extent {
            Extent::Whole => PAGE,
            Extent::UpTo(most) => most.min(PAGE),
            Extent::News => NEWEST,
        };
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..PAGES {
            let continuation = seen.last().map(String::as_str);
            let body = self.ask(&greader::ids(stream, size, continuation)).await?;
            let page = greader::read_ids(&body).map_err(odd)?;
            let (is_empty, is_all_known) = (page.ids.is_empty(), page.ids.iter().all(&is_known));
            list.add(page.ids);
            let next = page.continuation.filter(|next| !is_empty && !seen.contains(next));
            let Some(next) = next else { return Ok((list, true)) };
            match extent {
                Extent::News if is_all_known => return Ok((list, false)),
                Extent::UpTo(most) if list.len() >= most => return Ok((list, false)),
                Extent::Whole | Extent::UpTo(_) | Extent::News => seen.push(next),
            }
        }
        if extent == Extent::Whole { Err(Failure::Odd) } else { Ok((list, false)) }
    }

    /// Contents of items, as many as the server gives at once.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn contents(&mut self, ids: &[RemoteId]) -> Result<Vec<RemoteItem>, Failure> {
        let items = if self.is_fever() {
            let answer = self.fever(&fever::contents(ids)).await?;
            fever::read_contents(&answer).map_err(odd)?
        } else {
            let body = self.ask(&greader::contents(ids)).await?;
            greader::read_contents(&body).map_err(odd)?
        };
        Ok(items)
    }

    /// Contents of all of these items that the server has, however many it gives at once.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn all_contents(
        &mut self,
        ids: &[RemoteId],
    ) -> Result<HashMap<RemoteId, RemoteItem>, Failure> {
        let mut found = HashMap::new();
        let mut left: Vec<RemoteId> = ids.to_vec();
        while !left.is_empty() {
            let rest = left.split_off(self.at_once.min(left.len()));
            let asked = std::mem::replace(&mut left, rest);
            let items = self.contents(&asked).await?;
            let came = found.len();
            let wanted = |item: &RemoteItem| item.rid.clone().filter(|rid| asked.contains(rid));
            found.extend(items.into_iter().filter_map(|item| Some((wanted(&item)?, item))));
            let came = found.len() - came;
            if came > 0 && came < asked.len() {
                // It may give fewer at once: those that are missing are asked for again.
                self.at_once = self.at_once.min(came.max(1));
                left.extend(asked.into_iter().filter(|rid| !found.contains_key(rid)));
            }
        }
        Ok(found)
    }

    /// Sets or takes away a mark of items.
    ///
    /// # Errors
    /// [`Failure`]; nothing is known of the marks then.
    pub async fn edit(
        &mut self,
        mark: &RemoteMark,
        on: bool,
        ids: &[RemoteId],
    ) -> Result<(), Failure> {
        if !self.is_fever() {
            let body = self.ask(&greader::edit(mark, on, ids)).await?;
            return if greader::is_done(&body) { Ok(()) } else { Err(Failure::Odd) };
        }
        for id in ids {
            if let Some(ask) = fever::edit(mark, on, id) {
                self.fever(&ask).await?;
            }
        }
        Ok(())
    }

    /// Any other question of the Google Reader API; its answer.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn ask(&mut self, ask: &Ask) -> Result<Vec<u8>, Failure> {
        // With what is there, for a form with a new token, then with a new login.
        let tries: &[bool] =
            if ask.form.is_some() { &[false, false, true] } else { &[false, true] };
        for anew in tries {
            let authorization = self.authorization(*anew).await?;
            let token = match &ask.form {
                Some(_) => Some(self.post_token(&authorization).await?),
                None => None,
            };
            let fields = ask.form.as_deref();
            let form = fields.map(|fields| greader::form(token.as_deref(), fields));
            let reply = self.call(&ask.path, form, Some(authorization), ask.writes).await?;
            match reply.status {
                200..=299 => return Ok(reply.body),
                401 => self.token = None,
                code => {
                    return Err(Failure::Status { code, retry_after: reply.retry_after });
                }
            }
        }
        Err(Failure::Refused)
    }

    /// The token that every POST carries, asked for once.
    async fn post_token(&mut self, authorization: &str) -> Result<String, Failure> {
        if let Some(token) = &self.token {
            return Ok(token.clone());
        }
        let path = greader::token().path;
        let reply = self.call(&path, None, Some(authorization.to_owned()), false).await?;
        let token = match reply.status {
            200..=299 => greader::read_token(&reply.body).map_err(odd)?,
            // The call that it is for is refused then, and a new login made.
            401 => return Ok(String::new()),
            code => return Err(Failure::Status { code, retry_after: reply.retry_after }),
        };
        self.token = Some(token.clone());
        Ok(token)
    }

    /// The value of `Authorization`: of an earlier login, else of a new one.
    async fn authorization(&mut self, anew: bool) -> Result<String, Failure> {
        if anew {
            self.auth = None;
            self.place.forget_token();
        }
        if let Some(auth) = &self.auth {
            return Ok(auth.clone());
        }
        let auth = if let Some(token) = &self.account.token {
            format!("Bearer {}", secret(&token.0).await.map_err(Failure::Secret)?)
        } else {
            let token = match self.place.token() {
                Some(token) => token,
                None => self.log_in().await?,
            };
            format!("GoogleLogin auth={token}")
        };
        self.auth = Some(auth.clone());
        Ok(auth)
    }

    async fn log_in(&mut self) -> Result<String, Failure> {
        let password = self.password().await?;
        let ask = greader::login(&self.account.user, &password);
        let form = greader::form(None, ask.form.as_deref().unwrap_or_default());
        let reply = self.call(&ask.path, Some(form), None, false).await?;
        match reply.status {
            200..=299 => {
                let token = greader::read_login(&reply.body).map_err(odd)?;
                self.place.keep_token(&token);
                Ok(token)
            }
            401 | 403 => Err(Failure::Refused),
            code => Err(Failure::Status { code, retry_after: reply.retry_after }),
        }
    }

    async fn password(&self) -> Result<String, Failure> {
        let written = self.account.password.as_ref().map_or("", |password| &password.0);
        secret(written).await.map_err(Failure::Secret)
    }

    /// A question to Fever, and its answer.
    async fn fever(&mut self, ask: &Ask) -> Result<serde_json::Value, Failure> {
        if self.auth.is_none() {
            let password = self.password().await?;
            self.auth = Some(fever::key(&self.account.user, &password));
        }
        let key = self.auth.clone().unwrap_or_default();
        let fields = ask.form.iter().flatten();
        let fields: Vec<(&'static str, String)> = fields
            .map(|(name, value)| {
                (*name, if *name == "api_key" { key.clone() } else { value.clone() })
            })
            .collect();
        let form = greader::form(None, &fields);
        let reply = self.call(&ask.path, Some(form), None, ask.writes).await?;
        match reply.status {
            200..=299 => fever::read(&reply.body).map_err(odd)?.ok_or(Failure::Refused),
            401 | 403 => Err(Failure::Refused),
            code => Err(Failure::Status { code, retry_after: reply.retry_after }),
        }
    }

    async fn call(
        &mut self,
        path: &str,
        form: Option<String>,
        authorization: Option<String>,
        writes: bool,
    ) -> Result<Reply, Failure> {
        if !quota::allows(self.quota, writes, self.now) {
            return Err(Failure::Quota);
        }
        // Fever's address may be written with its `?api`, which every question has.
        let base = self.account.url.split('?').next().unwrap_or_default().trim_end_matches('/');
        // A script is asked as it is, a folder with its slash.
        let is_script = base.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let is_folder = self.is_fever() && !is_script;
        let url = format!("{base}{}{path}", if is_folder { "/" } else { "" });
        self.calls += 1;
        self.bytes_out += (path.len() + form.as_ref().map_or(0, String::len)) as u64;
        let unencrypted = self.account.insecure;
        let call = Call { url, form, authorization, wants: quota::FIELDS, unencrypted };
        let reply = self.fetcher.call(&call).await?;
        self.bytes_in += reply.body.len() as u64;
        self.quota = quota::after(self.quota, &reply, self.now);
        if self.quota.reads.is_some() {
            // Who counts calls gives no more at once.
            self.at_once = self.at_once.min(COUNTED_CONTENTS);
        }
        Ok(reply)
    }
}

fn odd(_: Odd) -> Failure {
    Failure::Odd
}
