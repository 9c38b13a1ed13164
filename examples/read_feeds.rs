//! Reads feed files as a refresh does and prints how fast: `read_feeds ROUNDS FILE…`.

use std::time::Instant;

use jogan::sources::feed;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let rounds: usize = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    let files = arguments.map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let bytes: usize = files.iter().map(Vec::len).sum::<usize>() * rounds;
    let (mut items, mut refused) = (0, 0);
    let url = Some("https://example.org/feed");
    let served = feed::Served { url, ..feed::Served::default() };
    let start = Instant::now();
    for _ in 0..rounds {
        for file in &files {
            match feed::read(file, served) {
                Ok(reading) => items += reading.items.len(),
                Err(_) => refused += 1,
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} answers, {items} items, {refused} refused: {megabytes:.1} MB in {seconds:.3} s, {:.0} MB/s on one core",
        files.len() * rounds,
        megabytes / seconds
    );
    Ok(())
}
