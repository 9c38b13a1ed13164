//! What is said of a connection that cannot be trusted, against a TLS server on this machine. Its
//! certificates were made for these tests: one authority, which only `SSL_CERT_FILE` makes the
//! program trust, and what it signed for one key.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::following::Program;
use crate::refreshing::rss;

/// Serves a feed under a certificate; gives its address.
fn server(certificate: &[u8]) -> String {
    let certificate = CertificateDer::from_pem_slice(certificate).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/server.key")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a pair");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut stream = StreamOwned::new(connection, stream);
            let body = rss(&["Told in confidence"]);
            // Whoever does not trust it hangs up before.
            if stream.read(&mut [0; 4096]).is_ok() {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
                let _ = stream.write_all((head + &body).as_bytes());
            }
        }
    });
    format!("https://{address}/feed")
}

#[test]
fn a_certificate_that_is_not_trusted_is_told_as_what_it_is() {
    let authority = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/net/tls/authority.pem");
    let authority = authority.to_str().expect("a path");
    let none = "/nonexistent/authority.pem";
    let program = Program::new();
    for (certificate, trusted, english, korean) in [
        (&include_bytes!("tls/good.pem")[..], none, "signed by nobody", "신뢰하는 기관이"),
        (
            include_bytes!("tls/expired.pem"),
            authority,
            "ran out on 2020-02-02",
            "2020-02-02에 만료",
        ),
        (include_bytes!("tls/early.pem"), authority, "only from 2124-01-01 on", "2124-01-01부터"),
        (include_bytes!("tls/other.pem"), authority, "for another name", "다른 이름의"),
    ] {
        let address = server(certificate);
        for (lang, words) in [("en", english), ("ko", korean)] {
            let arguments = ["source", "preview", &address, "--lang", lang];
            let (code, out, err) = program.run_with(&arguments, &[("SSL_CERT_FILE", trusted)]);
            assert_eq!((code, out.as_str()), (1, ""), "{err}");
            assert!(err.contains(words) && !err.contains("may be down"), "{err}");
        }
    }
    let address = server(include_bytes!("tls/good.pem"));
    let arguments = ["source", "preview", &address];
    let (code, out, err) = program.run_with(&arguments, &[("SSL_CERT_FILE", authority)]);
    assert!(code == 0 && out.contains("Told in confidence"), "what the message advises: {err}");
}
