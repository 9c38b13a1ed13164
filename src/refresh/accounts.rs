//! The reader servers whose time has come.

use super::{RefreshError, Which};
use crate::model::account::ACCOUNT;
use crate::model::{Account, SourceId, SyncReport};
use crate::newsroom::NewsroomError;
use crate::sync::{self, Pass, SyncError, Wishes};

/// Brings those accounts in step that a refresh of such sources asks for, and tells when something
/// came and how each went.
///
/// # Errors
/// Only where the store fails; what a server did is in its report.
pub async fn accounts(
    pass: &Pass<'_>,
    accounts: &[Account],
    which: &Which,
    came: impl Fn(),
    done: impl Fn(&SyncReport),
) -> Result<Vec<SyncReport>, RefreshError> {
    let mut reports = Vec::new();
    for account in accounts {
        if !is_asked(pass, account, which).await? {
            continue;
        }
        let wishes = match which {
            // What is typed tries a login that was refused once more.
            Which::Account { full, .. } => Wishes { full: *full, asked: true, ..Wishes::due() },
            Which::Due | Which::All | Which::Named(_) => Wishes::due(),
        };
        let report = sync::pass(pass, account, wishes, |_| came()).await?;
        done(&report);
        reports.push(report);
    }
    Ok(reports)
}

/// Whether a refresh of such sources asks for an account.
pub(super) async fn is_asked(
    pass: &Pass<'_>,
    account: &Account,
    which: &Which,
) -> Result<bool, RefreshError> {
    let (name, now) = (account.name.clone(), pass.now);
    match which {
        Which::All => Ok(true),
        Which::Account { name: asked, .. } => Ok(*asked == name),
        Which::Due => {
            let state = pass.keeper.ask(move |newsroom| newsroom.store.account_state(&name));
            // One that is far ahead was set by another clock.
            let is_due = |due| due <= now || due > now + chrono::Duration::days(2);
            Ok(state.await??.next_due.is_none_or(is_due))
        }
        Which::Named(ids) => {
            let ids: Vec<SourceId> = ids.clone();
            let carried = pass.keeper.ask(move |newsroom| {
                let carries = |id: &SourceId| {
                    let source = newsroom.store.source(id)?;
                    Ok::<_, NewsroomError>(source.options.get(ACCOUNT) == Some(&name))
                };
                ids.iter().map(carries).collect::<Result<Vec<bool>, _>>()
            });
            Ok(carried.await??.contains(&true))
        }
    }
}

impl From<SyncError> for RefreshError {
    fn from(error: SyncError) -> RefreshError {
        match error {
            SyncError::Store(error) => RefreshError::Store(error),
            SyncError::Newsroom(error) => RefreshError::Newsroom(error),
            // What a server did is in the report.
            SyncError::KeeperGone | SyncError::Failure(_) => RefreshError::KeeperGone,
        }
    }
}
