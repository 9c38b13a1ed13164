//! Header fields that a source carries, and the secrets in them. A value may name where its
//! secret is instead of holding it: `env:NAME` is a variable of the environment, `cmd:pass show
//! news` is what a command prints, `env?:NAME` is a variable or, where it is not set, no field at all, and `basic:` before either makes `name:password` a field for
//! basic authentication; `bearer:` before any makes a field for a bearer's token of it. Secrets are looked up when a call is made, marked as sensitive, and never
//! shown, logged or kept in the store.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderName, HeaderValue};

use super::FetchError;

/// A command that asks for more than this wants a person, not a program.
const COMMAND_SECONDS: u64 = 10;

/// The header fields among the options of a source, `header.NAME` and `basic`, with secrets as
/// they were written, not looked up.
pub fn headers_of(options: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let field = |(name, value): (&String, &String)| {
        if name == "basic" {
            return Some(("Authorization".to_owned(), format!("basic:{value}")));
        }
        name.strip_prefix("header.").map(|name| (name.to_owned(), value.clone()))
    };
    options.iter().filter_map(field).collect()
}

/// The header fields of a request, secrets looked up.
///
/// # Errors
/// [`FetchError::Secret`] where a variable is missing, a command fails, or a name or value is none
/// that HTTP allows.
pub(super) async fn resolve(fields: &[(String, String)]) -> Result<HeaderMap, FetchError> {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let error = |why: &str| FetchError::Secret {
            header: name.clone(),
            from: origin(value),
            why: why.to_owned(),
        };
        let bare = value.strip_prefix("bearer:").unwrap_or(value);
        if bare.strip_prefix("env?:").is_some_and(|name| std::env::var_os(name).is_none()) {
            continue;
        }
        let found = look_up(value).await.map_err(|why| error(&why))?;
        let mut field = HeaderValue::from_str(&found)
            .map_err(|_| error("it holds what a header field may not"))?;
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| error("no header field can have that name"))?;
        field.set_sensitive(!is_public(&name));
        headers.insert(name, field);
    }
    Ok(headers)
}

/// Why a secret could not be had. Never holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSecret {
    /// `env:NAME`, or `a command`.
    pub from: String,
    /// What failed.
    pub why: String,
}

/// A secret that is written as where it is to be had, or as it is.
///
/// # Errors
/// [`NoSecret`] where a variable is missing or a command fails.
pub async fn secret(value: &str) -> Result<String, NoSecret> {
    look_up_plain(value).await.map_err(|why| NoSecret { from: origin(value), why })
}

/// Whether a field may go along when a redirect leads to another host.
pub(super) fn is_public(name: &HeaderName) -> bool {
    [ACCEPT, ACCEPT_LANGUAGE].contains(name)
}

/// Where a value comes from, without the value.
fn origin(value: &str) -> String {
    let value = value.strip_prefix("basic:").unwrap_or(value);
    let value = value.strip_prefix("bearer:").unwrap_or(value);
    match value.split_once(':') {
        Some(("env" | "env?", _)) => value.to_owned(),
        Some(("cmd", _)) => "a command".to_owned(),
        _ => "the source's options".to_owned(),
    }
}

async fn look_up(value: &str) -> Result<String, String> {
    if let Some(credentials) = value.strip_prefix("basic:") {
        let credentials = look_up_plain(credentials).await?;
        return Ok(format!("Basic {}", STANDARD.encode(credentials)));
    }
    if let Some(token) = value.strip_prefix("bearer:") {
        return Ok(format!("Bearer {}", look_up_plain(token).await?));
    }
    look_up_plain(value).await
}

async fn look_up_plain(value: &str) -> Result<String, String> {
    match value.split_once(':') {
        Some(("env" | "env?", name)) => {
            std::env::var(name).map_err(|_| "the variable is not set".to_owned())
        }
        Some(("cmd", command)) => run(command).await,
        _ => Ok(value.to_owned()),
    }
}

/// What a command of the user's own configuration prints, without the line's end.
async fn run(command: &str) -> Result<String, String> {
    let output = tokio::process::Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(Duration::from_secs(COMMAND_SECONDS), output)
        .await
        .map_err(|_| format!("it did not end within {COMMAND_SECONDS} s"))?
        .map_err(|error| error.kind().to_string())?;
    if !output.status.success() {
        return Err(format!("it failed ({})", output.status));
    }
    let printed = String::from_utf8(output.stdout).map_err(|_| "it printed no text".to_owned())?;
    Ok(printed.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn one(value: &str) -> Result<HeaderMap, FetchError> {
        resolve(&[("X-Key".to_owned(), value.to_owned())]).await
    }

    #[tokio::test]
    async fn a_secret_comes_from_the_environment_or_a_command_or_is_written_out() {
        let path = std::env::var("PATH").expect("a PATH");
        assert_eq!(one("env:PATH").await.expect("found")["x-key"], path.as_str());
        assert_eq!(one("cmd:printf 'a\\n'").await.expect("found")["x-key"], "a");
        assert_eq!(one("plain").await.expect("found")["x-key"], "plain");
        assert_eq!(one("env?:PATH").await.expect("found")["x-key"], path.as_str());
        assert!(one("env?:JOGAN_NO_SUCH_VARIABLE").await.expect("no field").is_empty());
        assert_eq!(one("bearer:cmd:echo abc").await.expect("found")["x-key"], "Bearer abc");
        assert!(one("bearer:env?:JOGAN_NO_SUCH_VARIABLE").await.expect("no field").is_empty());
        assert_eq!(one("basic:cmd:echo u:p").await.expect("found")["x-key"], "Basic dTpw");
    }

    #[tokio::test]
    async fn a_failure_names_the_origin_and_never_the_value() {
        let missing = one("env:JOGAN_NO_SUCH_VARIABLE").await.expect_err("missing").to_string();
        assert!(missing.contains("env:JOGAN_NO_SUCH_VARIABLE"), "{missing}");
        let command = one("cmd:echo hunter2; exit 3").await.expect_err("failed").to_string();
        assert!(command.contains("a command") && !command.contains("hunter2"), "{command}");
        let literal = one("hunter2\n").await.expect_err("no field").to_string();
        assert!(!literal.contains("hunter2"), "{literal}");
    }

    #[tokio::test]
    async fn a_resolved_secret_is_not_printed() {
        let headers = one("hunter2").await.expect("found");
        assert!(!format!("{headers:?}").contains("hunter2"));
    }

    #[test]
    fn only_options_that_name_header_fields_become_some() {
        let options = [("header.X-Key", "env:K"), ("basic", "env:B"), ("query", "llm")];
        let options = options.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let fields = headers_of(&options);
        let expected = [("Authorization", "basic:env:B"), ("X-Key", "env:K")];
        assert_eq!(fields, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }
}
