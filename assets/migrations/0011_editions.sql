-- Editions as they were sealed: numbered in the order in which that was done, so that the number of
-- the last seal counts arrivals.
CREATE TABLE editions (
    no        INTEGER PRIMARY KEY,
    -- The day on which it closed, as YYYY-MM-DD.
    day       TEXT NOT NULL,
    begins    INTEGER NOT NULL,
    closes    INTEGER NOT NULL UNIQUE,
    sealed    INTEGER NOT NULL,
    -- The highest number of an item then.
    last_item INTEGER NOT NULL,
    -- How many stories it holds.
    stories   INTEGER NOT NULL,
    -- The reading time that its page was made for.
    minutes   REAL NOT NULL
);

-- Its page in each language, as JSON.
CREATE TABLE edition_pages (
    edition INTEGER NOT NULL REFERENCES editions(no) ON DELETE CASCADE,
    lang    TEXT NOT NULL,
    page    TEXT NOT NULL,
    PRIMARY KEY (edition, lang)
) WITHOUT ROWID;

-- Its stories in their order, as they stood: later merges, rules and tidying change nothing of them.
CREATE TABLE placements (
    edition  INTEGER NOT NULL REFERENCES editions(no) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    story    INTEGER NOT NULL,
    item     INTEGER NOT NULL,
    pane     INTEGER NOT NULL,
    place    TEXT NOT NULL,
    rank     INTEGER,
    worth    REAL NOT NULL,
    -- JSON, as in stories and judgements.
    because  TEXT NOT NULL,
    why      TEXT NOT NULL,
    facts    TEXT,
    -- Numbers of its reports between blanks.
    members  TEXT NOT NULL,
    PRIMARY KEY (edition, position)
) WITHOUT ROWID;

-- The number of the last seal when the item came: an edition holds what came before its own.
ALTER TABLE items ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
