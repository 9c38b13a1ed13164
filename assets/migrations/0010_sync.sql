-- Reader servers that are followed: their items and feeds as they are known here, the marks that
-- wait for them, the contents that are still to be asked for, and how their passes went.

-- A server's item is named by its account and by the one form of its number. `item` is NULL where
-- the item was tidied away here: its row keeps it from coming again.
CREATE TABLE remote_items (
    account TEXT NOT NULL,
    rid     TEXT NOT NULL,
    item    INTEGER REFERENCES items(id) ON DELETE SET NULL,
    -- Whether the server has it no more.
    gone    INTEGER NOT NULL DEFAULT 0,
    -- Whether the last pass missed it in a list of several pages: 1 of unread ones, 2 of starred.
    missed  INTEGER NOT NULL DEFAULT 0,
    -- What the server said last of its labels, JSON.
    labels  TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (account, rid)
) WITHOUT ROWID;
CREATE INDEX remote_items_by_item ON remote_items(item);

-- `source_no` is NULL where the reader removed the source.
CREATE TABLE remote_feeds (
    account       TEXT NOT NULL,
    stream        TEXT NOT NULL,
    source_no     INTEGER REFERENCES sources(no) ON DELETE SET NULL,
    missing_since INTEGER,
    PRIMARY KEY (account, stream)
) WITHOUT ROWID;

-- Marks made here that the server is not known to have, at most one of a kind for an item: a later
-- one takes the place of the one before, under another number. `queued` is the machine's own time,
-- which is only shown.
CREATE TABLE outbox (
    no        INTEGER PRIMARY KEY AUTOINCREMENT,
    account   TEXT NOT NULL,
    rid       TEXT NOT NULL,
    -- read, starred or label:NAME
    what      TEXT NOT NULL,
    on_       INTEGER NOT NULL,
    queued    INTEGER NOT NULL DEFAULT (unixepoch()),
    sent      INTEGER NOT NULL DEFAULT 0,
    tries     INTEGER NOT NULL DEFAULT 0,
    disagreed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, rid, what)
);

-- Contents still to be asked for, the lowest place first; those without a place are beyond what
-- the account takes.
CREATE TABLE wanted (
    account TEXT NOT NULL,
    rid     TEXT NOT NULL,
    place   INTEGER,
    tries   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, rid)
) WITHOUT ROWID;
CREATE INDEX wanted_by_place ON wanted(account, place);

CREATE TABLE account_states (
    account       TEXT PRIMARY KEY,
    last_full     INTEGER,
    last_success  INTEGER,
    next_due      INTEGER,
    last_error    TEXT,
    failing_since INTEGER,
    quota         TEXT NOT NULL DEFAULT '{}',
    memory        TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
