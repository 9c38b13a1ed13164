-- What the reader makes of what was read: the reading list, notes and research ideas. Whatever is
-- deleted here keeps its row for a while, with the moment at which it was.

-- A note is about an item, a story (by the item that founded it) or a day.
CREATE TABLE all_notes (
    no      INTEGER PRIMARY KEY,
    item    INTEGER UNIQUE REFERENCES items(id),
    story   INTEGER UNIQUE REFERENCES items(id),
    day     TEXT UNIQUE,
    text    TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER,
    CHECK ((item IS NOT NULL) + (story IS NOT NULL) + (day IS NOT NULL) = 1)
);
INSERT INTO all_notes (item, text, created, updated)
    SELECT item, text, created, updated FROM notes;
DROP TABLE notes;
ALTER TABLE all_notes RENAME TO notes;

-- What a note said before.
CREATE TABLE note_versions (
    no      INTEGER PRIMARY KEY,
    note    INTEGER NOT NULL REFERENCES notes(no) ON DELETE CASCADE,
    written INTEGER NOT NULL,
    text    TEXT NOT NULL
);
CREATE INDEX note_versions_by_note ON note_versions(note);

-- How an item stands on the reading list. `items.starred_at` says that it does; the row outlives
-- it for a while, so that an item put back stands as it stood.
CREATE TABLE reading_list (
    item     INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
    since    INTEGER NOT NULL,
    removed  INTEGER,
    -- 0 to read, 1 reading, 2 done.
    progress INTEGER NOT NULL DEFAULT 0,
    -- The order by hand: the lowest stands first.
    place    INTEGER NOT NULL,
    tags     TEXT NOT NULL DEFAULT '[]',
    -- An ISO week, such as 2026-W10.
    due      TEXT
);
INSERT INTO reading_list (item, since, place)
    SELECT id, starred_at, -row_number() OVER (ORDER BY starred_at, id)
    FROM items WHERE starred_at IS NOT NULL;

CREATE TABLE ideas (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    title    TEXT NOT NULL,
    status   TEXT NOT NULL,
    tags     TEXT NOT NULL,
    preface  TEXT NOT NULL,
    sections TEXT NOT NULL,
    template INTEGER NOT NULL,
    created  INTEGER NOT NULL,
    touched  INTEGER NOT NULL,
    deleted  INTEGER
);

CREATE TABLE idea_links (
    idea  INTEGER NOT NULL REFERENCES ideas(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    item  INTEGER NOT NULL REFERENCES items(id),
    why   TEXT NOT NULL,
    PRIMARY KEY (idea, place)
) WITHOUT ROWID;
CREATE INDEX idea_links_by_item ON idea_links(item);
