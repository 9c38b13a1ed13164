-- More of what is remembered between two visits: since when a source fails and since when it
-- answers, whether it said that it is gone, and what the feed itself wishes (ttl, skipHours,
-- skipDays) as JSON.
ALTER TABLE fetch_states ADD COLUMN first_success INTEGER;
ALTER TABLE fetch_states ADD COLUMN failing_since INTEGER;
ALTER TABLE fetch_states ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetch_states ADD COLUMN wishes TEXT NOT NULL DEFAULT '{}';
-- Nothing better is known of the visits so far.
UPDATE fetch_states SET first_success = last_success;
UPDATE fetch_states SET failing_since = coalesce(last_success, last_attempt) WHERE failures > 0;

-- Items of sources with full text whose article is still to be fetched.
CREATE TABLE wanted_articles (
    item INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE
);
