-- What a writer answered, under a key of all that went into the request, so that the same is never
-- asked for twice. It is the raw answer: what of it is shown is decided anew each time it is read.
CREATE TABLE written (
    key TEXT PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
    task TEXT NOT NULL,
    lang TEXT NOT NULL,
    answer TEXT NOT NULL,
    model TEXT NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    made_at INTEGER NOT NULL
);
CREATE INDEX written_item ON written(item);
-- What was asked for on each day: calls are counted before they are made.
CREATE TABLE writing_days (
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    calls INTEGER NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    PRIMARY KEY (day, model)
);
