//! A message for the user's own mailer: the plain text and the page, either to be shown.
//!
//! A message has a date, a sender, a name of its own and somebody it goes to (RFC 5322), so that it can
//! be handed to a mailer as it is (`sendmail you@example.org`, `msmtp`, `mutt -H`). Whose name it goes
//! out under, and to whom, is the mailer's to say: it is marked as not sent yet, and addressed to
//! nobody but a group without members.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{html, text, title};
use crate::lang::Lang;
use crate::model::Digest;
use crate::text::tokens;

/// Bytes of UTF-8 in one encoded word of a header, which may take 75 characters.
const WORD_BYTES: usize = 42;

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    // Base64 holds no hyphen, so that no part can contain the boundary.
    let boundary = format!("jogan-{}", digest.day);
    let (text, html) = (text::write(digest, lang), html::write(digest, lang));
    let id = message_id(digest, lang, &html);
    let subject = encoded_words(&title(digest, lang));
    let mut message = format!(
        "Date: {}\r\nFrom: jogan <jogan@localhost>\r\nTo: undisclosed-recipients:;\r\n\
         Message-ID: <{id}@jogan.invalid>\r\nSubject: {subject}\r\nX-Unsent: 1\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n",
        digest.closes.to_rfc2822()
    );
    for (kind, part) in [("plain", text), ("html", html)] {
        message.push_str(&format!(
            "--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n"
        ));
        let code = base64(part.as_bytes());
        for at in (0..code.len()).step_by(76) {
            message.push_str(&code[at..code.len().min(at + 76)]);
            message.push_str("\r\n");
        }
    }
    message.push_str(&format!("--{boundary}--\r\n"));
    message
}

/// The name of a message before its `@`: the same for the same edition, another one once a word of it
/// is another.
fn message_id(digest: &Digest, lang: Lang, page: &str) -> String {
    let from = digest.from.map(|from| format!("{from}.")).unwrap_or_default();
    let number = tokens::hash(page.as_bytes());
    format!("{from}{}.{}.{number:016x}", digest.day, lang.code())
}

/// A header's text as RFC 2047 has it, folded.
fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.floor_char_boundary(WORD_BYTES.min(rest.len())));
        words.push(format!("=?utf-8?B?{}?=", base64(word.as_bytes())));
        rest = after;
    }
    words.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
