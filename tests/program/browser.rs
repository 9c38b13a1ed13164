//! The digest's page in a real browser, where one is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::documents::with_a_day;
use super::examples::with_sample;
use super::{jogan, printed};

/// Looks at the page in a frame as wide as a phone: its width, and what it fetched beside itself.
const HARNESS: &str = r#"<!doctype html><meta charset="utf-8">
<iframe id="phone" src="digest.html" width="375" height="800" style="border:0"></iframe>
<p id="seen"></p>
<script>
addEventListener("load", () => {
  const view = document.getElementById("phone").contentWindow, page = view.document.documentElement;
  const size = parseFloat(view.getComputedStyle(view.document.querySelector("main li")).fontSize);
  const fetched = view.performance.getEntriesByType("resource").length;
  document.getElementById("seen").textContent =
    `scrolls sideways ${page.scrollWidth > page.clientWidth}, letters ${size >= 14}, fetched ${fetched}.`;
});
</script>"#;

fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// What the browser made of the harness, and what it complained of.
fn look(browser: &Path, folder: &Path) -> (String, String) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"])
        .args(["--allow-file-access-from-files", "--enable-logging=stderr"])
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(folder.join("harness.html"))
        .output()
        .expect("the browser runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_page_is_readable_on_a_phone_fetches_nothing_and_has_no_complaint() {
    let Some(browser) = browser() else {
        println!("skipped: no chromium or chrome is installed");
        return;
    };
    for (folder, lang) in [(with_sample(), "ko"), (with_a_day(), "en")] {
        let folder = folder.path();
        let arguments = ["digest", "--week", "--lang", lang, "--format", "html"];
        std::fs::write(folder.join("digest.html"), printed(jogan(folder).args(arguments)))
            .expect("written");
        std::fs::write(folder.join("harness.html"), HARNESS).expect("written");
        let (page, complaints) = look(&browser, folder);
        let seen = "scrolls sideways false, letters true, fetched 0.";
        assert!(page.contains(seen), "{page}\n{complaints}");
        assert!(!complaints.contains("CONSOLE"), "{complaints}");
    }
}
