//! Letters and mailboxes, as they are written and as nobody should write them.

use super::*;

const LETTER: &str = "From: =?utf-8?B?7KGw6rCEIO2OuOynkeu2gA==?= <desk@letter.example>\r\n\
    Subject: =?UTF-8?Q?Mills_=EB=AC=BC?=\r\n =?UTF-8?Q?=EB=A0=88=EB=B0=A9=EC=95=84?=\r\n\
    Date: Thu, 5 Mar 2026 08:00:00 +0900\r\nMessage-ID: <one@letter.example>\r\n\
    Content-Type: multipart/alternative; boundary=\"b 1\"\r\n\r\npreamble\r\n--b 1\r\n\
    Content-Type: text/plain\r\n\r\nPlain words\r\n--b 1\r\nContent-Type: text/html; charset=euc-kr\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\n\
    <p><a href=3D\"https://letter.example/p/1\">View in your browser</a></p><p>=B9=B0=\r\n=B7=B9</p>\r\n--b 1--\r\nrest";

fn items(bytes: &[u8]) -> Vec<Imported> {
    let entries = entries(bytes).map(|entry| match entry.expect("a message") {
        Entry::Item(item) => *item,
        Entry::Feed(feed) => panic!("a feed: {feed:?}"),
    });
    entries.collect()
}

#[test]
fn a_letter_is_an_item_with_its_words_in_any_charset_and_its_page() {
    assert!(is_likely(LETTER.as_bytes()));
    let all = items(LETTER.as_bytes());
    let [letter] = all.as_slice() else { panic!("one letter") };
    assert_eq!(letter.item.title, "Mills 물레방아");
    assert_eq!(letter.source.as_deref(), Some("조간 편집부"));
    assert_eq!(letter.item.external_id.as_deref(), Some("one@letter.example"));
    assert_eq!(letter.item.url.as_deref(), Some("https://letter.example/p/1"));
    assert_eq!(
        letter.item.published.map(|at| at.to_rfc3339()).as_deref(),
        Some("2026-03-04T23:00:00+00:00")
    );
    assert!(
        letter.item.content_is_html && letter.item.content.contains("물레"),
        "{}",
        letter.item.content
    );
}

#[test]
fn a_mailbox_holds_many_and_a_line_that_only_looks_like_a_beginning_holds_none() {
    let plain = "From: Mill <m@mill.example>\nSubject: Two\nDate: Fri, 6 Mar 2026 08:00:00 +0000\n\nFrom here on: words.\n";
    let mailbox = format!(
        "From a@b Thu Mar 5\n{}\n\nFrom a@b Fri Mar 6\n{plain}\n\nFrom a@b Sat\nX-Only: this\n\nnothing\n",
        LETTER.replace("\r\n", "\n")
    );
    assert!(is_likely(mailbox.as_bytes()));
    let all: Vec<_> = entries(mailbox.as_bytes()).collect();
    let titles: Vec<_> = all
        .iter()
        .map(|entry| match entry {
            Ok(Entry::Item(item)) => item.item.title.clone(),
            Ok(Entry::Feed(_)) => panic!("a feed"),
            Err(bad) => format!("bad {}", bad.number),
        })
        .collect();
    assert_eq!(titles, ["Mills 물레방아", "Two", "bad 31"]);
    assert!(!is_likely(b"Dear all,\nDate: soon\n"));
}

#[test]
fn parts_within_parts_without_an_end_are_given_up() {
    let mut evil = "From: a <a@b>\nSubject: deep\n".to_owned();
    for _ in 0..5_000 {
        evil.push_str("Content-Type: multipart/mixed; boundary=x\n\n--x\n");
    }
    assert_eq!(items(evil.as_bytes()).len(), 1);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let text = [b"From: =?utf-8?Q?".as_slice(), &bytes].concat();
        for entry in entries(&text) {
            let _ = entry.is_ok();
        }
        let _ = words(&String::from_utf8_lossy(&bytes));
    }
}
