//! Each rule of fetching, against a server that breaks or keeps it.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use jogan::fetch::{Distrust, FetchError, Fetched, Fetcher, Gap, Policy, Trust};
use jogan::model::{Answer, Hints, Network, Request, Validators};

use crate::server::{Asked, Reply, Server};

const FEED: &str = "<rss version='2.0'><channel><title>t</title></channel></rss>";

async fn get(url: &str) -> Result<Fetched, FetchError> {
    with(Policy::default(), url).await
}

async fn with(policy: Policy, url: &str) -> Result<Fetched, FetchError> {
    Fetcher::new(policy).get(&Request::get(url), &Validators::default(), Trust::Own).await
}

fn fresh(fetched: Result<Fetched, FetchError>) -> (Answer, Validators, Hints, Option<String>) {
    match fetched {
        Ok(Fetched::Fresh { answer, validators, hints, moved_to, .. }) => {
            (answer, validators, hints, moved_to)
        }
        other => panic!("not a fresh answer: {other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(bytes).and_then(|()| to.finish()).expect("gzip")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(bytes).and_then(|()| to.finish()).expect("zlib")
}

#[tokio::test]
async fn a_whole_answer_comes_with_its_type_validators_and_hints() {
    let server = Server::start(|_| {
        Reply::ok(FEED)
            .with("Content-Type", "application/rss+xml; charset=euc-kr")
            .with("ETag", "\"one\"")
            .with("Last-Modified", "Thu, 05 Mar 2026 08:00:00 GMT")
            .with("Cache-Control", "max-age=900")
    });
    let (answer, validators, hints, moved_to) = fresh(get(&server.url("/feed")).await);
    assert_eq!(answer.body, FEED.as_bytes());
    assert_eq!(answer.url, server.url("/feed"));
    assert_eq!(answer.content_type.as_deref(), Some("application/rss+xml; charset=euc-kr"));
    assert_eq!(validators.etag.as_deref(), Some("\"one\""));
    assert_eq!(validators.last_modified.as_deref(), Some("Thu, 05 Mar 2026 08:00:00 GMT"));
    assert_eq!(hints.max_age, Some(900));
    assert_eq!(moved_to, None);
    let asked = &server.asked()[0];
    let agent = asked.header("user-agent").expect("a user agent");
    assert!(agent.starts_with(concat!("jogan/", env!("CARGO_PKG_VERSION"))), "{agent}");
    assert_eq!(asked.header("if-none-match"), None);
    assert_eq!(asked.header("cookie"), None);
}

#[tokio::test]
async fn both_validators_are_sent_and_kept_when_a_304_leaves_them_out() {
    let server = Server::start(|_| Reply::new(304));
    let before = Validators {
        etag: Some("W/\"one\"".into()),
        last_modified: Some("Thu, 05 Mar 2026 08:00:00 GMT".into()),
    };
    let fetcher = Fetcher::new(Policy::default());
    let fetched = fetcher.get(&Request::get(server.url("/")), &before, Trust::Own).await;
    let Ok(Fetched::Unchanged { validators, .. }) = fetched else { panic!("{fetched:?}") };
    assert_eq!(validators, before);
    let asked = &server.asked()[0];
    assert_eq!(asked.header("if-none-match"), before.etag.as_deref());
    assert_eq!(asked.header("if-modified-since"), before.last_modified.as_deref());
}

#[tokio::test]
async fn every_compression_is_asked_for_and_undone() {
    let server = Server::start(|asked| {
        let packed = ruzstd::encoding::compress_to_vec(
            FEED.as_bytes(),
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        match asked.target.as_str() {
            "/gzip" => Reply::ok(gzip(FEED.as_bytes())).with("Content-Encoding", "gzip"),
            "/deflate" => Reply::ok(zlib(FEED.as_bytes())).with("Content-Encoding", "deflate"),
            // "hello", as the smallest stream there is.
            "/br" => Reply::ok(b"\x0b\x02\x80hello\x03".to_vec()).with("Content-Encoding", "br"),
            "/zstd" => Reply::ok(packed).with("Content-Encoding", "zstd"),
            _ => Reply::ok(FEED).with("Content-Encoding", "rot13"),
        }
    });
    assert_eq!(fresh(get(&server.url("/br")).await).0.body, b"hello");
    // What is no compression that anybody knows changes nothing.
    for path in ["/gzip", "/zstd", "/deflate", "/rot13"] {
        assert_eq!(fresh(get(&server.url(path)).await).0.body, FEED.as_bytes(), "{path}");
    }
    assert_eq!(server.asked()[0].header("accept-encoding"), Some("gzip, br, zstd, deflate"));
}

#[tokio::test]
async fn a_failure_is_told_by_its_status_in_our_own_words() {
    let server = Server::start(|asked| {
        let status = &asked.target[1..];
        Reply::Raw(format!("HTTP/1.1 {status} Hunter2\r\nContent-Length: 0\r\n\r\n").into())
    });
    for code in [400, 401, 403, 404, 418, 429, 451, 500, 503] {
        let error = get(&server.url(&format!("/{code}"))).await.expect_err("a failure");
        assert!(matches!(error, FetchError::Status { code: c, .. } if c == code), "{error}");
        assert!(!error.to_string().contains("Hunter2"), "{error}");
    }
    let error = get(&server.url("/410")).await.expect_err("gone");
    assert!(matches!(error, FetchError::Gone { .. }), "{error}");
}

#[tokio::test]
async fn retry_after_is_understood_in_both_forms() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/seconds" => Reply::new(429).with("Retry-After", "77"),
        _ => Reply::new(503)
            .with("Date", "Thu, 05 Mar 2026 08:00:00 GMT")
            .with("Retry-After", "Thu, 05 Mar 2026 08:02:00 GMT"),
    });
    for (path, seconds) in [("/seconds", 77), ("/date", 120)] {
        let error = get(&server.url(path)).await.expect_err("a refusal");
        assert_eq!(error.retry_after(), Some(seconds), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_is_left_after_twenty_seconds() {
    let server = Server::start(|_| Reply::Silence);
    let began = tokio::time::Instant::now();
    let error = get(&server.url("/")).await.expect_err("silence");
    assert_eq!(error, FetchError::Timeout { url: server.url("/"), seconds: 20 });
    assert!(began.elapsed() >= Duration::from_secs(20));
}

#[tokio::test]
async fn the_limit_is_on_the_whole_answer_not_on_each_byte() {
    let server = Server::start(|_| {
        Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), b"<!-- -->".to_vec())
    });
    let policy =
        Policy { timeout: Duration::from_millis(60), max_body: usize::MAX, ..Policy::default() };
    let error = with(policy, &server.url("/")).await.expect_err("endless");
    assert!(matches!(error, FetchError::Timeout { .. }), "{error}");
}

#[tokio::test]
async fn a_body_is_read_to_the_cap_and_no_further() {
    const DECLARED: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\n\r\n<rss>";
    let bomb = Arc::new(gzip(&vec![b' '; 40 << 20]));
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/declared" => Reply::Raw(DECLARED.to_vec()),
        "/endless" => Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'a'; 65536]),
        _ => Reply::ok(bomb.to_vec()).with("Content-Encoding", "gzip"),
    });
    for path in ["/declared", "/endless", "/bomb"] {
        let error = get(&server.url(path)).await.expect_err("too large");
        assert_eq!(error, FetchError::TooLarge { url: server.url(path), mib: 10 });
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_or_is_none_is_broken() {
    let server = Server::start(|asked| {
        Reply::Raw(match asked.target.as_str() {
            "/short" => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss".to_vec(),
            "/chunk" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss".to_vec(),
            "/noise" => b"\x00\x01\x02\x03\r\n\r\n".to_vec(),
            _ => Vec::new(),
        })
    });
    for path in ["/short", "/chunk", "/noise", "/nothing"] {
        let error = get(&server.url(path)).await.expect_err("broken");
        assert!(matches!(error, FetchError::Broken { .. }), "{path}: {error:?}");
    }
}

#[tokio::test]
async fn huge_header_fields_are_refused() {
    let server = Server::start(|asked| {
        let kib: usize = asked.target[1..].parse().expect("a size");
        Reply::ok(FEED).with("X-Huge", "h".repeat(kib << 10))
    });
    assert!(get(&server.url("/20")).await.is_ok());
    for kib in [100, 1000] {
        let error = get(&server.url(&format!("/{kib}"))).await.expect_err("huge");
        assert!(matches!(error, FetchError::HeadersTooLarge { kib: 64, .. }), "{error:?}");
    }
}

#[tokio::test]
async fn redirects_are_followed_to_a_limit() {
    let server = Server::start(|asked| match asked.target[1..].parse::<u32>() {
        Ok(0) => Reply::ok(FEED),
        Ok(n) => Reply::to(302, format!("/{}", n - 1)),
        Err(_) => Reply::to(302, "loop"),
    });
    let (answer, _, _, moved_to) = fresh(get(&server.url("/10")).await);
    assert_eq!(answer.url, server.url("/0"), "relative links resolve against the last address");
    assert_eq!(moved_to, None);
    for path in ["/11", "/loop"] {
        let asked_before = server.asked().len();
        let error = get(&server.url(path)).await.expect_err("too many");
        assert!(matches!(error, FetchError::TooManyRedirects { most: 10, .. }), "{error}");
        assert_eq!(server.asked().len() - asked_before, 11);
    }
}

#[tokio::test]
async fn a_permanent_redirect_tells_the_new_address_also_with_a_304() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/old" => Reply::to(301, "/older"),
        "/older" => Reply::to(308, "/new"),
        "/mixed" => Reply::to(302, "/old"),
        _ if asked.header("if-none-match").is_some() => Reply::new(304),
        _ => Reply::ok(FEED),
    });
    assert_eq!(fresh(get(&server.url("/old")).await).3, Some(server.url("/new")));
    assert_eq!(fresh(get(&server.url("/mixed")).await).3, None);
    let validators = Validators { etag: Some("\"1\"".into()), last_modified: None };
    let request = Request::get(server.url("/old"));
    let again = Fetcher::new(Policy::default()).get(&request, &validators, Trust::Own).await;
    let Ok(Fetched::Unchanged { moved_to, .. }) = again else { panic!("{again:?}") };
    assert_eq!(moved_to, Some(server.url("/new")));
}

#[tokio::test]
async fn a_redirect_to_another_kind_of_network_is_refused() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/neighbour" => Reply::to(302, "/feed"),
        "/cloud" => Reply::to(302, "http://169.254.169.254/latest/meta-data/"),
        "/home" => Reply::to(302, "http://[::ffff:192.168.0.1]/"),
        "/file" => Reply::to(302, "file:///etc/passwd"),
        _ => Reply::ok(FEED),
    });
    assert!(get(&server.url("/neighbour")).await.is_ok(), "the source itself is on loopback");
    for path in ["/cloud", "/home"] {
        let error = get(&server.url(path)).await.expect_err("private");
        assert!(matches!(error, FetchError::PrivateNetwork { .. }), "{path}: {error}");
    }
    let error = get(&server.url("/file")).await.expect_err("a file");
    assert!(matches!(error, FetchError::BadRedirect { .. }), "{error}");
}

#[tokio::test]
async fn an_address_that_a_public_feed_leads_to_may_not_be_on_this_machine() {
    let server = Server::start(|_| Reply::ok(FEED));
    let fetcher = Fetcher::new(Policy::default());
    let port = server.address.port();
    let led = Trust::LedBy(Network::Public);
    for host in ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"] {
        let request = Request::get(format!("http://{host}:{port}/"));
        let error = fetcher.get(&request, &Validators::default(), led).await.expect_err(host);
        assert!(matches!(error, FetchError::PrivateNetwork { .. }), "{host}: {error}");
    }
    assert!(server.asked().is_empty(), "refused before anything was sent");
    let request = Request::get(server.url("/article"));
    let led = Trust::LedBy(Network::Loopback);
    let led = fetcher.get(&request, &Validators::default(), led).await;
    assert!(led.is_ok(), "a source on this machine may lead to this machine");
}

#[tokio::test]
async fn a_secret_is_sent_to_its_own_host_and_to_no_other() {
    let other = Server::start(|_| Reply::ok(FEED));
    let away = other.url("/away");
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/near" => Reply::to(302, "/feed"),
        "/far" => Reply::to(302, away.clone()),
        _ if asked.header("authorization") == Some("Basic dTpw") => Reply::ok(FEED),
        _ => Reply::new(401),
    });
    let ask = async |path: &str, secret: &str| {
        let headers = jogan::fetch::headers_of(
            &[("basic".to_owned(), secret.to_owned())].into_iter().collect(),
        );
        let request = Request { headers, ..Request::get(server.url(path)) };
        Fetcher::new(Policy::default()).get(&request, &Validators::default(), Trust::Own).await
    };
    for path in ["/feed", "/near"] {
        assert!(ask(path, "cmd:printf u:p").await.is_ok(), "{path}");
    }
    assert!(ask("/far", "u:p").await.is_ok());
    assert_eq!(other.asked()[0].header("authorization"), None);
    let wrong = ask("/feed", "u:hunter2").await.expect_err("wrong").to_string();
    assert!(wrong.contains("401") && !wrong.contains("hunter2"), "{wrong}");
    let in_address = format!("http://u:p@{}/near", server.address);
    let (answer, ..) = fresh(get(&in_address).await);
    assert_eq!(answer.url, server.url("/feed"), "the password is not passed on");
}

#[tokio::test]
async fn a_cookie_that_a_server_insists_on_goes_back_within_the_chain_and_is_then_forgotten() {
    let server = Server::start(|asked| match asked.header("cookie") {
        Some("jar=full") => Reply::ok(FEED),
        _ => Reply::to(302, asked.target.clone()).with("Set-Cookie", "jar=full; Path=/; HttpOnly"),
    });
    let fetcher = Fetcher::new(Policy::default());
    for _ in 0..2 {
        let request = Request::get(server.url("/"));
        assert!(fetcher.get(&request, &Validators::default(), Trust::Own).await.is_ok());
    }
    let cookies: Vec<bool> = server.asked().iter().map(|a| a.header("cookie").is_some()).collect();
    assert_eq!(cookies, [false, true, false, true]);
}

#[tokio::test]
async fn a_form_is_posted() {
    let server = Server::start(|asked| Reply::ok(asked.body.clone()));
    let request =
        Request { form: Some("db=pubmed&id=1".into()), ..Request::get(server.url("/efetch")) };
    let fetched =
        Fetcher::new(Policy::default()).get(&request, &Validators::default(), Trust::Own).await;
    assert_eq!(fresh(fetched).0.body, b"db=pubmed&id=1");
    assert_eq!(server.asked()[0].method, "POST");
}

#[tokio::test]
async fn nobody_there_is_said_so() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("an address").port()
    };
    let error = get(&format!("http://127.0.0.1:{port}/")).await.expect_err("nobody");
    assert!(matches!(error, FetchError::NoConnection { .. }), "{error:?}");
    let error = get("http://no-such-host.invalid/").await.expect_err("no such host");
    assert!(matches!(error, FetchError::NoSuchHost { .. }), "{error:?}");
    let error = get("https://user:hunter2@127.0.0.1/").await.expect_err("nobody");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[tokio::test]
async fn plain_bytes_where_tls_is_expected_are_told_as_such() {
    // Whoever begins TLS sends no line; what answers is told by its first bytes.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = std::io::Read::read(&mut stream, &mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let error = get(&format!("https://{address}/")).await.expect_err("no tls");
    assert!(matches!(error, FetchError::Tls { why: Distrust::NoTls, .. }), "{error:?}");
}

/// Asks for all at once, each host through its own name for this machine.
async fn rush(policy: Policy, port: u16, hosts: &[u8], calls: usize) {
    let fetcher = Arc::new(Fetcher::new(policy));
    let mut all = tokio::task::JoinSet::new();
    for n in 0..calls {
        let fetcher = Arc::clone(&fetcher);
        let host = hosts[n % hosts.len()];
        let request = Request::get(format!("http://127.0.0.{host}:{port}/{n}"));
        all.spawn(async move {
            let fetched = fetcher.get(&request, &Validators::default(), Trust::Own).await;
            fresh(fetched);
        });
    }
    all.join_all().await;
}

/// Answers nobody until so many have come: proof that they run at one time.
fn once_there_are(enough: usize) -> impl Fn(&Asked) -> Reply {
    let (come, changed) = (Mutex::new(0), Condvar::new());
    move |_| {
        let mut come = come.lock().expect("the count");
        *come += 1;
        changed.notify_all();
        drop(changed.wait_while(come, |come| *come < enough).expect("the count"));
        Reply::ok(FEED)
    }
}

// Only Linux answers to all of 127.0.0.0/8 without being told to.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn eight_calls_run_at_once_and_no_more() {
    let server = Server::start(once_there_are(8));
    rush(Policy::default(), server.address.port(), &[1, 2, 3, 4, 5, 6], 48).await;
    assert_eq!(server.most_at_once(), 8);
}

#[tokio::test]
async fn two_calls_run_at_once_to_one_host_and_no_more() {
    let server = Server::start(once_there_are(2));
    rush(Policy::default(), server.address.port(), &[1], 20).await;
    assert_eq!(server.most_at_once(), 2);
}

#[tokio::test]
async fn the_gap_that_a_host_asks_for_holds_under_load() {
    let server = Server::start(|_| Reply::ok(FEED));
    let pause = Duration::from_millis(15);
    let policy = Policy { gaps: vec![Gap { host: "127.0.0.1", pause }], ..Policy::default() };
    let began = Instant::now();
    rush(policy, server.address.port(), &[1], 10).await;
    assert!(began.elapsed() >= pause * 9, "{:?}", began.elapsed());
    assert_eq!(server.most_at_once(), 1);
}

#[tokio::test]
async fn a_dropped_call_hangs_up() {
    let (asked, was_asked) = tokio::sync::oneshot::channel();
    let asked = Mutex::new(Some(asked));
    let server = Server::start(move |_| {
        if let Some(asked) = asked.lock().expect("once").take() {
            let _ = asked.send(());
        }
        Reply::Silence
    });
    let url = server.url("/");
    let call = tokio::spawn(async move { get(&url).await });
    was_asked.await.expect("the call came");
    call.abort();
    assert!(call.await.expect_err("cancelled").is_cancelled());
    while server.left() == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_site_s_robots_txt_is_asked_once_and_obeyed() {
    let server = Server::start(|asked| match asked.target.as_str() {
        "/robots.txt" => Reply::ok("User-agent: *\nDisallow: /private/\n"),
        _ => Reply::new(500),
    });
    let fetcher = Fetcher::new(Policy::default());
    let closed = fetcher.may_read(&server.url("/private/1"), Trust::Own).await;
    assert!(matches!(closed, Err(FetchError::Robots { .. })), "{closed:?}");
    assert_eq!(fetcher.may_read(&server.url("/news?page=2"), Trust::Own).await, Ok(()));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_site_without_robots_txt_is_open_and_one_that_fails_to_say_is_not() {
    let open = Server::start(|_| Reply::new(404));
    let failing = Server::start(|_| Reply::new(503));
    let fetcher = Fetcher::new(Policy::default());
    assert_eq!(fetcher.may_read(&open.url("/news"), Trust::Own).await, Ok(()));
    assert!(fetcher.may_read(&failing.url("/news"), Trust::Own).await.is_err());
}
