-- Moments are seconds since 1970-01-01 UTC. Panes are 0 research, 1 companies, 2 trends.

CREATE TABLE sources (
    no               INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    name             TEXT NOT NULL,
    kind             TEXT NOT NULL,
    address          TEXT NOT NULL,
    options          TEXT NOT NULL DEFAULT '{}',
    pane             INTEGER,
    tier             TEXT NOT NULL,
    language         TEXT,
    company          TEXT,
    interval_minutes INTEGER,
    enabled          INTEGER NOT NULL DEFAULT 1,
    full_text        INTEGER NOT NULL DEFAULT 0,
    -- A removed source stays for the starred and noted items that it brought.
    removed          INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE fetch_states (
    source_no     INTEGER PRIMARY KEY REFERENCES sources(no) ON DELETE CASCADE,
    etag          TEXT,
    last_modified TEXT,
    next_due      INTEGER,
    last_attempt  INTEGER,
    last_success  INTEGER,
    last_new      INTEGER,
    last_error    TEXT,
    failures      INTEGER NOT NULL DEFAULT 0
);

-- What lists need, and nothing else.
CREATE TABLE items (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    source_no    INTEGER NOT NULL REFERENCES sources(no),
    external_id  TEXT,
    url          TEXT,
    title        TEXT NOT NULL,
    first_author TEXT,
    author_count INTEGER NOT NULL,
    published    INTEGER NOT NULL,
    first_seen   INTEGER NOT NULL,
    -- Hash of all that the source gave: the same again is not written again.
    fingerprint  INTEGER NOT NULL,
    pane         INTEGER NOT NULL,
    story        INTEGER NOT NULL,
    head         INTEGER NOT NULL,
    base         REAL NOT NULL,
    -- log2(base) + published in half-lives: orders as the score does at every moment.
    rank         REAL NOT NULL,
    language     TEXT NOT NULL,
    companies    TEXT NOT NULL,
    moves        TEXT NOT NULL,
    category     TEXT,
    points       INTEGER,
    comments     INTEGER,
    read         INTEGER NOT NULL DEFAULT 0,
    starred_at   INTEGER,
    noted        INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX items_by_rank ON items(pane, rank DESC) WHERE head;
CREATE INDEX items_by_time ON items(published);
CREATE INDEX items_by_source ON items(source_no, first_seen);
CREATE INDEX items_by_story ON items(story) WHERE story <> id;
CREATE INDEX items_starred ON items(starred_at) WHERE starred_at IS NOT NULL;
CREATE INDEX items_noted ON items(id) WHERE noted;
CREATE INDEX items_read ON items(source_no) WHERE read;

-- By what an item is known again within its source: hashes of the feed's id, of the canonical
-- address, or of title and date where it has neither.
CREATE TABLE item_keys (
    source_no INTEGER NOT NULL,
    key       INTEGER NOT NULL,
    item      INTEGER NOT NULL,
    PRIMARY KEY (source_no, key)
) WITHOUT ROWID;

CREATE TABLE texts (
    item            INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
    authors         TEXT NOT NULL,
    categories      TEXT NOT NULL,
    summary         TEXT NOT NULL,
    content         TEXT NOT NULL,
    content_is_html INTEGER NOT NULL,
    discussion      TEXT,
    paper           TEXT NOT NULL
);

CREATE TABLE full_texts (
    item       INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
    html       TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
);

CREATE TABLE judgements (
    item        INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
    why         TEXT NOT NULL,
    gist        TEXT NOT NULL,
    pane_reason TEXT NOT NULL
);

CREATE TABLE stories (
    id         INTEGER PRIMARY KEY,
    head       INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    first      INTEGER NOT NULL,
    last       INTEGER NOT NULL
);

CREATE TABLE notes (
    item    INTEGER PRIMARY KEY REFERENCES items(id),
    text    TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
);

-- Words are split by the program (Hangul into overlapping pairs), so that a two-syllable word is
-- found inside a longer one; the text itself stays in its own tables.
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, people, note,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);
-- Every source is a commit, and every commit a segment: merged by sixteen instead of four they
-- are written half as often.
INSERT INTO search (search, rank) VALUES ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);

-- What the program remembers about itself between two runs.
CREATE TABLE memory (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
