//! Who is asked: an endpoint for chat completions, or a program of the user's own.

use std::process::Stdio;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::fetch::{FetchError, Fetcher, Policy};
use crate::lang::Lang;
use crate::model::{Phrase, Request};
use crate::writer::Settings;
use crate::writer::answer::{self, Completion};
use crate::writer::prompt::{Call, Form};

/// The longest answer that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum Failure {
    /// The endpoint could not be asked, or refused.
    Fetch(FetchError),
    /// The program did not answer.
    Command(String),
    /// What came is no answer of the kind that was asked for.
    NoAnswer,
    /// It took too long.
    Slow,
    /// The day's calls are spent.
    Calls(u32),
    /// The day's tokens are spent.
    Tokens(u64),
    /// Three calls in a row failed a short while ago.
    Paused,
}

impl Failure {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            Failure::Fetch(error) => error.phrase(),
            Failure::Command(why) => Phrase::new("failed.writer.command", &[why]),
            Failure::NoAnswer => Phrase::bare("failed.writer.no_answer"),
            Failure::Slow => Phrase::bare("failed.writer.slow"),
            Failure::Calls(most) => Phrase::new("failed.writer.calls", &[most]),
            Failure::Tokens(most) => Phrase::new("failed.writer.tokens", &[most]),
            Failure::Paused => Phrase::bare("failed.writer.paused"),
        }
    }
}

impl Failure {
    /// Whether nothing more need be asked in this pass.
    pub fn ends_pass(&self) -> bool {
        match self {
            Failure::Fetch(FetchError::Status { code, .. }) => [401, 403, 404, 429].contains(code),
            Failure::Fetch(
                FetchError::NoSuchHost { .. }
                | FetchError::NoConnection { .. }
                | FetchError::Secret { .. }
                | FetchError::BadRedirect { .. },
            )
            | Failure::Slow
            | Failure::Calls(_)
            | Failure::Tokens(_)
            | Failure::Paused => true,
            Failure::Fetch(_) | Failure::Command(_) | Failure::NoAnswer => false,
        }
    }
}

/// Who is asked.
pub enum Voice {
    /// An endpoint; what form of answer it takes is remembered.
    Endpoint {
        /// What calls it.
        fetcher: Box<Fetcher>,
        /// How much it is told of the form of the answer.
        form: Mutex<Form>,
    },
    /// A program, split into words.
    Command(Vec<String>),
}

impl Voice {
    /// The voice that the settings name; `command` is split as a shell would.
    pub fn of(settings: &Settings, command: Vec<String>) -> Option<Voice> {
        if !settings.url.is_empty() {
            let policy = Policy {
                timeout: Duration::from_secs(settings.seconds),
                max_body: LONGEST,
                at_once: 1,
                per_host: 1,
                ..Policy::default()
            };
            return Some(Voice::Endpoint {
                fetcher: Box::new(Fetcher::new(policy)),
                form: Mutex::default(),
            });
        }
        (!command.is_empty()).then_some(Voice::Command(command))
    }

    /// The form of answer that it takes, as far as is known.
    pub(super) fn form(&self) -> &'static str {
        match self {
            Voice::Command(_) => "command",
            Voice::Endpoint { form, .. } => {
                match *form.lock().unwrap_or_else(PoisonError::into_inner) {
                    Form::Schema => "json_schema",
                    Form::Object => "json_object",
                    Form::Free => "text",
                }
            }
        }
    }

    /// Asks once; a broken connection is tried a second time, a bad answer is not.
    pub(super) async fn ask(
        &self,
        call: &Call,
        settings: &Settings,
    ) -> Result<Completion, Failure> {
        match self {
            Voice::Endpoint { fetcher, form } => endpoint(fetcher, form, call, settings).await,
            Voice::Command(words) => {
                let text = command(words, call.document(), settings.seconds).await?;
                Ok(Completion { text, usage: None })
            }
        }
    }
}

async fn endpoint(
    fetcher: &Fetcher,
    form: &Mutex<Form>,
    call: &Call,
    settings: &Settings,
) -> Result<Completion, Failure> {
    let mut headers = Vec::new();
    if !settings.key.is_empty() {
        headers.push(("Authorization".to_owned(), format!("bearer:{}", settings.key)));
    }
    let mut is_second = false;
    let mut has_waited = false;
    loop {
        let told = *form.lock().unwrap_or_else(PoisonError::into_inner);
        let request = Request {
            url: format!("{}/chat/completions", settings.url.trim_end_matches('/')),
            headers: headers.clone(),
            json: Some(call.body(&settings.model, told)),
            ..Request::default()
        };
        match fetcher.ask(&request).await {
            Ok(body) => return answer::completion(&body).ok_or(Failure::NoAnswer),
            Err(FetchError::Status { code: 400 | 422, .. }) if told.next().is_some() => {
                *form.lock().unwrap_or_else(PoisonError::into_inner) =
                    told.next().unwrap_or_default();
            }
            Err(FetchError::Status { code: 429, retry_after: Some(seconds), .. })
                if !has_waited && seconds < settings.seconds =>
            {
                has_waited = true;
                tokio::time::sleep(Duration::from_secs(seconds)).await;
            }
            Err(FetchError::Broken { .. }) if !is_second => is_second = true,
            Err(error) => return Err(Failure::Fetch(error)),
        }
    }
}

/// What a program prints that reads a document.
async fn command(words: &[String], document: &str, seconds: u64) -> Result<String, Failure> {
    let failed = |why: &str| Failure::Command(why.to_owned());
    let Some((program, arguments)) = words.split_first() else {
        return Err(failed("names no program"));
    };
    let mut child = tokio::process::Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Failure::Command(format!("cannot be started: {}", error.kind())))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("has no input or output"));
    };
    let talk = async {
        let write = async {
            // A program that does not read all of it may still answer.
            let _ = input.write_all(document.as_bytes()).await;
            drop(input);
        };
        let read = async {
            let mut text = Vec::new();
            let read = output.take(LONGEST as u64 + 1).read_to_end(&mut text).await;
            read.map(|_| text)
        };
        let ((), text) = tokio::join!(write, read);
        let text = text.map_err(|_| failed("broke off"))?;
        if text.len() > LONGEST {
            return Err(failed("prints more than 1 MiB"));
        }
        let status = child.wait().await.map_err(|_| failed("broke off"))?;
        if !status.success() {
            return Err(Failure::Command(format!("failed ({status})")));
        }
        String::from_utf8(text).map_err(|_| failed("prints no text"))
    };
    tokio::time::timeout(Duration::from_secs(seconds), talk).await.map_err(|_| Failure::Slow)?
}
