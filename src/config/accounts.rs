//! The reader servers that are followed: what the config file says of them is checked, and one is
//! added to it or taken out.

use std::collections::HashSet;
use std::path::Path;

use toml_edit::{Array, ArrayOfTables, Item, Table, value};
use url::Url;

use super::written::change;
use super::{Config, ConfigError, MOST_MINUTES};
use crate::model::account::{LEAST_MINUTES, Protocol, Sends};
use crate::model::{Account, AsFact, Phrase};

/// How many items a first pass may take.
const ITEMS: std::ops::RangeInclusive<usize> = 100..=100_000;

/// Longest name of an account.
const NAME: usize = 32;

/// What is wrong with the accounts, and with which one.
pub(super) fn mistake(accounts: &[Account]) -> Option<(usize, Phrase)> {
    let mut names = HashSet::new();
    accounts.iter().enumerate().find_map(|(at, account)| {
        let twice = !names.insert(&account.name);
        let why = if twice {
            Some(Phrase::new("failed.config.account.twice", &[&account.name]))
        } else {
            wrong(account)
        };
        Some((at, why?))
    })
}

fn wrong(account: &Account) -> Option<Phrase> {
    let Account { name, url, user, password, token, .. } = account;
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name.is_empty() || name.len() > NAME || !name.bytes().all(is_plain) {
        let facts: [&dyn AsFact; 2] = [&name.escape_debug(), &NAME];
        return Some(Phrase::new("failed.config.account.name", &facts));
    }
    let Some(address) = Url::parse(url).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.fragment().is_none()
    }) else {
        return Some(Phrase::new("failed.config.account.url", &[name]));
    };
    if !address.username().is_empty() || address.password().is_some() {
        return Some(Phrase::new("failed.config.account.url_secret", &[name]));
    }
    match (account.kind, password.is_some(), token.is_some()) {
        (_, false, false) => Some(Phrase::new("failed.config.account.no_secret", &[name])),
        (_, true, true) => Some(Phrase::new("failed.config.account.two_secrets", &[name])),
        (Protocol::Fever, false, true) => {
            Some(Phrase::new("failed.config.account.fever_token", &[name]))
        }
        (_, true, false) if user.is_empty() => {
            Some(Phrase::new("failed.config.account.no_user", &[name]))
        }
        (Protocol::Greader | Protocol::Fever, _, _) => numbers(account),
    }
}

fn numbers(account: &Account) -> Option<Phrase> {
    if !(LEAST_MINUTES..=MOST_MINUTES).contains(&account.every_minutes) {
        return Some(Phrase::new(
            "failed.config.account.minutes",
            &[&LEAST_MINUTES, &MOST_MINUTES],
        ));
    }
    if !ITEMS.contains(&account.items) {
        return Some(Phrase::new("failed.config.account.items", &[ITEMS.start(), ITEMS.end()]));
    }
    (account.kind == Protocol::Fever && account.send.contains(&Sends::Labels))
        .then(|| Phrase::bare("failed.config.account.fever_labels"))
}

/// Whether accounts may stand in the config file.
///
/// # Errors
/// What is wrong with which of them, and what to do.
pub fn check_accounts(accounts: &[Account]) -> Result<(), Phrase> {
    mistake(accounts).map_or(Ok(()), |(_, why)| Err(why))
}

/// Adds an account to the config file; all else in it stays as it was written.
///
/// # Errors
/// [`ConfigError`], as where there is one of that name; the file is as it was then.
pub fn add_account(path: &Path, account: &Account) -> Result<Config, ConfigError> {
    change(path, |document| {
        let accounts =
            document.entry("account").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let accounts = accounts
            .as_array_of_tables_mut()
            .ok_or_else(|| Phrase::new("failed.config.no_table", &[&"account"]))?;
        let mut table = Table::new();
        table.insert("name", value(&account.name));
        table.insert("kind", value(account.kind.name()));
        table.insert("url", value(&account.url));
        if !account.user.is_empty() {
            table.insert("user", value(&account.user));
        }
        for (key, secret) in [("password", &account.password), ("token", &account.token)] {
            if let Some(secret) = secret {
                table.insert(key, value(&secret.0));
            }
        }
        let usual = Account::new("", account.kind, "");
        if account.send != usual.send {
            let send = |sends: &Sends| match sends {
                Sends::Read => "read",
                Sends::Starred => "starred",
                Sends::Subscriptions => "subscriptions",
                Sends::Labels => "labels",
            };
            table.insert("send", value(account.send.iter().map(send).collect::<Array>()));
        }
        if account.insecure {
            table.insert("insecure", value(true));
        }
        accounts.push(table);
        Ok(())
    })
}

/// Takes an account out of the config file; whether it was there.
///
/// # Errors
/// [`ConfigError`]; the file is as it was then.
pub fn remove_account(path: &Path, name: &str) -> Result<bool, ConfigError> {
    let mut was_there = false;
    change(path, |document| {
        let Some(accounts) = document.get_mut("account").and_then(Item::as_array_of_tables_mut)
        else {
            return Ok(());
        };
        let before = accounts.len();
        accounts.retain(|table| table.get("name").and_then(Item::as_str) != Some(name));
        was_there = accounts.len() < before;
        if accounts.is_empty() {
            document.remove("account");
        }
        Ok(())
    })?;
    Ok(was_there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::account::Secret;

    const HOME: &str = "[[account]]\nname = \"home\"\nurl = \"https://rss.example/api\"\n\
                        user = \"ann\"\npassword = \"cmd:pass show rss\"\n";

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(text, Path::new("config.toml"))
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let config = parse(HOME).expect("understood");
        let account = &config.account[0];
        assert_eq!((account.kind, account.every_minutes), (Protocol::Greader, 15));
        assert_eq!((account.items, account.send.len()), (20_000, 3));
    }

    #[test]
    fn a_mistake_is_told_with_the_line_of_its_account() {
        let told = |text: &str| parse(text).expect_err(text).to_string();
        let second = |more: &str| told(&format!("{HOME}\n{}{more}", HOME.replace("home", "work")));
        for (more, word) in [
            ("every_minutes = 4\n", "every_minutes"),
            ("items = 10\n", "items"),
            ("token = \"env:T\"\n", "only one"),
            ("kind = \"fever\"\nsend = [\"labels\"]\n", "Fever knows no labels"),
        ] {
            let told = second(more);
            assert!(told.contains("line 7") && told.contains(word), "{told}");
        }
        let twice = told(&format!("{HOME}\n{HOME}"));
        assert!(twice.contains("line 7") && twice.contains("two accounts"), "{twice}");
        for (was, is) in [
            ("\"home\"", "\"Home\""),
            ("\"home\"", "\"../x\""),
            ("https://rss.example/api", "ftp://rss.example/"),
            ("https://rss.example/api", "https://ann:x@rss.example/"),
            ("user = \"ann\"\n", ""),
            ("password = \"cmd:pass show rss\"\n", ""),
        ] {
            assert!(told(&HOME.replace(was, is)).contains("line 1"), "{is}");
        }
        let unknown = told(&HOME.replace("user", "usr"));
        assert!(unknown.contains("did you mean `user`?"), "{unknown}");
    }

    #[test]
    fn an_account_is_added_and_taken_out_and_all_else_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "# mine\nlang = \"ko\" # so\n").expect("written");
        let mut account = Account::new("work", Protocol::Fever, "https://rss.example/fever");
        (account.user, account.password) = ("ann".into(), Some(Secret("env:RSS".into())));
        let config = add_account(&path, &account).expect("added");
        assert_eq!(config.account, [account.clone()]);
        add_account(&path, &account).expect_err("it is there already");
        assert!(remove_account(&path, "work").expect("taken out"));
        assert!(!remove_account(&path, "work").expect("not there"));
        let text = std::fs::read_to_string(&path).expect("read");
        assert_eq!(text.trim(), "# mine\nlang = \"ko\" # so");
    }
}
