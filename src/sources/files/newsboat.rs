//! newsboat's file `urls`, and any list of addresses with one on each line.
//!
//! `ADDRESS "tag" "~Title" "!hidden"`; a `#` begins a comment. The first tag is the folder.

use super::entry::{BadLine, Entries, Entry};
use super::opml::Subscription;

/// Lines that are looked at to tell such a list from other texts.
const LOOKED_AT: usize = 200;

/// Longest line, in bytes.
const LONGEST: usize = 16 * 1024;

/// What newsboat makes itself and no feed reader can follow.
const OWN: [&str; 4] = ["query:", "exec:", "filter:", "file:"];

/// Whether at least half of a text's lines begin with an address.
pub fn is_likely(text: &str) -> bool {
    if text.trim_start().starts_with('<') {
        return false;
    }
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut all, mut addresses) = (0, 0);
    for line in lines.take(LOOKED_AT) {
        let first = words(line).into_iter().next().unwrap_or_default();
        all += 1;
        addresses +=
            usize::from(is_address(&first) || OWN.iter().any(|own| first.starts_with(own)));
    }
    addresses > 0 && addresses * 2 >= all
}

fn is_address(word: &str) -> bool {
    ["http://", "https://", "feed:"].iter().any(|scheme| {
        word.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The feeds of a list.
pub fn entries(text: &str) -> Entries<'_> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    Box::new(lines.map(|(number, line)| feed(line).map_err(|why| BadLine::new(number, why))))
}

fn feed(line: &str) -> Result<Entry, String> {
    if line.len() > LONGEST {
        return Err("longer than 16 KiB".into());
    }
    let mut words = words(line).into_iter();
    let address = words.next().unwrap_or_default();
    if let Some(own) = OWN.iter().find(|own| address.starts_with(**own)) {
        return Err(format!("`{own}` is newsboat's own and no address of a feed"));
    }
    if !is_address(&address) {
        let shown = crate::text::clean::line(&address, 80);
        return Err(format!("no address of the web: {shown:?}"));
    }
    let (mut name, mut folders) = (String::new(), Vec::new());
    for word in words {
        if let Some(title) = word.strip_prefix('~') {
            title.clone_into(&mut name);
        } else if !word.starts_with('!') && folders.is_empty() {
            folders.push(crate::text::clean::line(&word, 100));
        }
    }
    Subscription::of_feed(&address, &name, folders).map(|feed| Entry::Feed(Box::new(feed)))
}

/// The words of a line; quotation marks hold several together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = line.chars().peekable();
    while let Some(&first) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
            continue;
        }
        let is_quoted = first == '"';
        if is_quoted {
            chars.next();
        }
        let mut word = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\\' if is_quoted => word.extend(chars.next()),
                '"' if is_quoted => break,
                c if !is_quoted && c.is_whitespace() => break,
                c => word.push(c),
            }
        }
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_title_and_folder_and_what_is_none_is_told_by_its_number() {
        let text = "what is this\n# mine\nhttps://a.example/feed news \"~Mill \\\"A\\\"\" \"!\"\n\
                    \"query:Unread:unread = \\\"yes\\\"\"\nHTTP://b.example/rss\nfeed:https://c.example/x \"time series\"\n";
        assert!(is_likely(text));
        let all: Vec<_> = entries(text).collect();
        let [Err(words), Ok(Entry::Feed(a)), Err(query), Ok(Entry::Feed(b)), Ok(Entry::Feed(c))] =
            all.as_slice()
        else {
            panic!("{all:?}")
        };
        assert_eq!((words.number, query.number), (1, 4));
        assert_eq!(
            (a.source.name.as_str(), a.folders.as_slice()),
            ("Mill \"A\"", &["news".to_owned()][..])
        );
        assert_eq!(
            (b.source.name.as_str(), b.source.address.as_str()),
            ("b.example", "http://b.example/rss")
        );
        assert_eq!(
            (c.source.address.as_str(), &*c.folders[0]),
            ("https://c.example/x", "time series")
        );
    }

    #[test]
    fn prose_and_markup_are_no_lists() {
        assert!(!is_likely("Dear reader,\nsee https://a.example/ for more.\n"));
        assert!(!is_likely("<rss>https://a.example/</rss>") && !is_likely("# only this\n"));
    }
}
