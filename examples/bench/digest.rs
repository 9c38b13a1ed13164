//! What a digest of a day costs: from an open store to the document, and the memory for it.

use std::time::Instant;

use jogan::desk::Lexicon;
use jogan::export::digest::FORMATS;
use jogan::lang::Lang;
use jogan::library::edition::{self, Asked};
use jogan::model::{Closing, Day, EditionWindow, Moment, Zone};
use jogan::store::Store;

/// The clock of the measurement: the end of the day that is told.
pub const NOW: &str = "2026-03-09T23:00:00Z";

/// Makes the digest of a day of so many items, which a process before this one stored.
pub fn measure(folder: &std::path::Path, size: usize) -> anyhow::Result<()> {
    let begun = Instant::now();
    let now: Moment = NOW.parse()?;
    let store = Store::open_read_only(folder)?;
    let day: Day = Zone::UTC.day_of(now);
    let window = EditionWindow::of_days(day, day, Zone::UTC, now);
    let closing = Closing { at: chrono::NaiveTime::MIN, zone: Zone::UTC };
    let (minutes, lang) = (5.0, Lang::En);
    let asked = Asked { window, closing, now, minutes, lang, up_to: None };
    let digest = edition::digest(&store, &Lexicon::shipped(), &asked)?;
    let made = begun.elapsed();
    let bytes: usize = FORMATS.iter().map(|format| (format.write)(&digest, Lang::En).len()).sum();
    let written = begun.elapsed().saturating_sub(made);
    let told: usize = digest.blocks.iter().map(|block| block.entries.len()).sum();
    println!(
        "a digest of {size} items: {:.0} ms for {told} entries, {:.1} ms for {} formats of {} KB, {} MB of memory",
        super::millis(made),
        super::millis(written),
        FORMATS.len(),
        bytes / 1000,
        super::peak_memory().map_or("?".to_owned(), |bytes| (bytes / 1_000_000).to_string()),
    );
    Ok(())
}
