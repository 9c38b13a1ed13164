//! The only POST of JSON: a question to an endpoint that the user set up, and its answer. The answer
//! is bounded as all bodies are, is never led to another host, and nothing of an error that the
//! server words is passed on.

use super::guard::Reach;
use super::redirect::Route;
use super::{Came, FetchError, Fetcher, secrets};
use crate::model::{Request, Validators};
use tokio::time::Instant;

impl Fetcher {
    /// Sends a JSON document to the user's own endpoint and returns the body of the answer.
    ///
    /// # Errors
    /// As [`Fetcher::get`]; a redirect to another host is one.
    pub async fn ask(&self, request: &Request) -> Result<Vec<u8>, FetchError> {
        let headers = secrets::resolve(&request.headers).await?;
        let mut route = Route::begin(request, headers)?;
        let validators = Validators::default();
        let mut left = self.policy.timeout;
        loop {
            let host = route.url.host_str().unwrap_or_default().to_owned();
            let turn = self.pace.turn(&self.policy, &host, std::time::Duration::ZERO).await;
            let began = Instant::now();
            let step = self.step(&route, &validators, Reach::Anywhere, turn);
            let step =
                tokio::time::timeout(left, step).await.map_err(|_| FetchError::Timeout {
                    url: super::error::shown(&route.url),
                    seconds: self.policy.timeout.as_secs(),
                })??;
            left = left.saturating_sub(began.elapsed());
            match step.answer {
                Came::Whole { answer, .. } => {
                    return Ok(answer.map_or_else(Vec::new, |answer| answer.body));
                }
                Came::Redirect { status, headers } => {
                    let from = route.url.clone();
                    route.follow(&self.policy, status, &headers)?;
                    let is_elsewhere = from.host() != route.url.host()
                        || from.scheme() == "https" && route.url.scheme() == "http";
                    if is_elsewhere || !route.still_asks() {
                        return Err(FetchError::BadRedirect {
                            url: super::error::shown(&from),
                            to: super::error::shown(&route.url),
                        });
                    }
                }
            }
        }
    }
}
