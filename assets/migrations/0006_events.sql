-- An event is a row of its own: the story that its reports tell. Its pane, points and reasons stand
-- for all of them, lists are read from its index, and whatever changes about it changes this row.
-- What is muted (items.base = 0) tells no story and has no row.
CREATE TABLE events (
    id          INTEGER PRIMARY KEY,
    -- The report that stands for it.
    head        INTEGER NOT NULL,
    size        INTEGER NOT NULL,
    publishers  INTEGER NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    pane        INTEGER NOT NULL,
    -- The points of all reasons but the reader's own (lenses, taste): the order of a day.
    worth       REAL NOT NULL,
    -- The points of all reasons.
    base        REAL NOT NULL,
    -- log2(base) + the moment it is counted from in half-lives: orders as the score does at every
    -- moment.
    rank        REAL NOT NULL,
    -- Where one of these is NULL, what was said of the head when it came says it.
    pane_reason TEXT,
    why         TEXT,
    facts       TEXT,
    topics      TEXT,
    -- The day of the last edition that told it, as YYYY-MM-DD.
    told        TEXT
);

-- Each story is led by the report that led it, else by its best one. Points that only this reader
-- gives are told from the others by their terms.
INSERT OR IGNORE INTO events
    (id, head, size, publishers, first, last, pane, worth, base, rank)
    SELECT i.story, i.id, coalesce(s.size, 1), coalesce(s.publishers, 1),
        coalesce(s.first, i.published), coalesce(s.last, i.published), i.pane,
        max(0, i.base - coalesce(
            (SELECT sum(w.value ->> 'p')
             FROM judgements j, json_each(iif(json_valid(j.why), j.why, '[]')) w
             WHERE j.item = i.id AND w.value ->> 't' IN ('watch', 'likeness')), 0)),
        i.base, i.rank
    FROM items i LEFT JOIN stories s ON s.id = i.story
    WHERE i.base > 0
    ORDER BY i.story, i.head DESC, i.base DESC, i.id;

-- What the reader moved by hand takes its event along.
UPDATE events SET pane = m.pane, pane_reason = 'pane.by_hand'
    FROM moved m JOIN items i ON i.id = m.item
    WHERE events.id = i.story AND events.head <> i.id;

DROP TABLE stories;
ALTER TABLE events RENAME TO stories;
CREATE INDEX stories_by_rank ON stories(pane, rank);

DROP INDEX items_by_rank;
DROP INDEX items_by_story;
ALTER TABLE items DROP COLUMN head;
ALTER TABLE items DROP COLUMN rank;
CREATE INDEX items_by_story ON items(story);

-- What each report says happened, as JSON without what is absent, and the keys of its topics
-- between blanks; NULL where it says nothing.
ALTER TABLE items ADD COLUMN facts TEXT;
ALTER TABLE items ADD COLUMN topics TEXT;

-- What the desk wants to read again when it remembers the item: what depended on the time when it
-- came. Empty where there is nothing.
ALTER TABLE judgements ADD COLUMN kept TEXT NOT NULL DEFAULT '';
