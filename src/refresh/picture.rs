//! A picture of an open text, for terminals that show them: fetched when it is asked for, and kept
//! nowhere.

use super::full_text::asked_by;
use super::{Failure, RefreshError};
use crate::fetch::{Fetched, Fetcher};
use crate::model::{ItemId, Request, Validators};
use crate::newsroom::Newsroom;
use crate::store::Keeper;

/// How the files begin that terminals show.
const BEGINNINGS: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"];

/// Fetches a picture that an item's text shows. Where it may be is decided as for the item's article.
///
/// # Errors
/// The outer error where the store fails, the inner one where there is no such picture.
pub async fn picture(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    item: ItemId,
    url: &str,
) -> Result<Result<Vec<u8>, Failure>, RefreshError> {
    let (_, trust) = asked_by(keeper, item).await?;
    let asked = fetcher.get(&Request::get(url), &Validators::default(), trust).await;
    Ok(match asked {
        Ok(Fetched::Fresh { answer, .. }) if is_shown(&answer.body) => Ok(answer.body),
        Ok(_) => Err(Failure::NoPicture(url.to_owned())),
        Err(error) => Err(error.into()),
    })
}

fn is_shown(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_called_makes_no_picture_of_it() {
        assert!(is_shown(b"GIF89a..."));
        assert!(!is_shown(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        assert!(!is_shown(b"\x1b]0;no picture\x07") && !is_shown(b""));
    }
}
