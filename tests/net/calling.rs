//! Calls to an interface: what goes along, where they may lead, and what comes back.

use jogan::fetch::{Call, FetchError, Fetcher, Policy};

use crate::server::{Reply, Server};

fn call(url: String, form: Option<&str>) -> Call {
    Call {
        url,
        form: form.map(str::to_owned),
        authorization: Some("GoogleLogin auth=ann/abc".into()),
        wants: &["x-reader-zone1-usage"],
        unencrypted: false,
    }
}

#[tokio::test]
async fn a_status_is_given_back_and_not_judged_with_the_fields_that_were_wanted() {
    let server = Server::start(|asked| {
        assert_eq!(asked.header("authorization"), Some("GoogleLogin auth=ann/abc"));
        assert!(
            asked.header("accept").is_some_and(|accept| accept.starts_with("application/json"))
        );
        Reply::new(if asked.method == "POST" { 503 } else { 404 })
            .with("X-Reader-Zone1-Usage", "7")
            .with("X-Other", "8")
            .with("Retry-After", "60")
    });
    let fetcher = Fetcher::new(Policy::for_accounts());
    let reply = fetcher.call(&call(server.url("/a"), None)).await.expect("an answer");
    assert_eq!((reply.status, reply.retry_after), (404, Some(60)));
    assert_eq!(
        reply.fields.into_iter().collect::<Vec<_>>(),
        [("x-reader-zone1-usage", "7".into())]
    );
    let form = fetcher.call(&call(server.url("/a"), Some("T=x&i=1&i=2"))).await.expect("one");
    assert_eq!(form.status, 503);
    assert_eq!(server.asked()[1].body, "T=x&i=1&i=2");
    let kind = server.asked()[1].header("content-type").map(str::to_owned);
    assert_eq!(kind.as_deref(), Some("application/x-www-form-urlencoded"));
}

#[tokio::test]
async fn a_redirect_is_followed_within_the_origin_and_a_form_only_where_it_is_to_be_sent_again() {
    let other = Server::start(|_| Reply::ok("stolen"));
    let elsewhere = other.url("/");
    let server = Server::start(move |asked| match asked.target.as_str() {
        "/here" => Reply::to(302, "/there"),
        "/again" => Reply::to(307, "/there"),
        "/away" => Reply::to(302, elsewhere.clone()),
        "/round" => Reply::to(302, "/round"),
        _ => Reply::ok(format!("{} {}", asked.method, asked.body)),
    });
    let fetcher = Fetcher::new(Policy::for_accounts());
    let ask = async |path: &str, form: Option<&str>| {
        let reply = fetcher.call(&call(server.url(path), form)).await.expect("an answer");
        (reply.status, String::from_utf8(reply.body).expect("text"))
    };
    assert_eq!(ask("/here", None).await, (200, "GET ".into()));
    assert_eq!(ask("/again", Some("a=1")).await, (200, "POST a=1".into()));
    assert_eq!(ask("/here", Some("a=1")).await.0, 302);
    assert_eq!(ask("/away", None).await.0, 302);
    assert_eq!(ask("/away", Some("a=1")).await.0, 302);
    assert_eq!(other.asked().len(), 0, "the token went elsewhere");
    let round = fetcher.call(&call(server.url("/round"), None)).await;
    assert!(matches!(round, Err(FetchError::TooManyRedirects { .. })), "{round:?}");
}

#[tokio::test]
async fn nothing_goes_unencrypted_over_the_internet() {
    let fetcher = Fetcher::new(Policy::for_accounts());
    // An address out in public, of which nobody is asked.
    let refused = fetcher.call(&call("http://93.184.216.34/api".into(), None)).await;
    let refused = refused.expect_err("refused");
    assert!(matches!(refused, FetchError::Unencrypted { .. }), "{refused}");
    let shown = format!("{:?}", call("http://a.example/".into(), Some("Passwd=hunter2")));
    assert!(!shown.contains("hunter2") && !shown.contains("ann/abc"), "{shown}");
}

#[tokio::test]
async fn more_than_anybody_can_mean_is_refused() {
    let server = Server::start(|_| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec();
        Reply::Endless(head, vec![b'x'; 1 << 20])
    });
    let fetcher = Fetcher::new(Policy { max_body: 1 << 21, ..Policy::for_accounts() });
    let refused = fetcher.call(&call(server.url("/"), None)).await;
    assert!(matches!(refused, Err(FetchError::TooLarge { .. })), "{refused:?}");
}
