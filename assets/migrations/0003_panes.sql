-- Where the reader wants items: one moved by hand, all of a source, all that name a term.
CREATE TABLE moved (
    item INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
    pane INTEGER NOT NULL
);

CREATE TABLE pane_rules (
    no        INTEGER PRIMARY KEY,
    source_no INTEGER UNIQUE REFERENCES sources(no) ON DELETE CASCADE,
    term      TEXT UNIQUE,
    pane      INTEGER NOT NULL,
    CHECK ((source_no IS NOT NULL) + (term IS NOT NULL) = 1)
);
