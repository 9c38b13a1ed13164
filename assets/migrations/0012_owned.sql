-- What the reader has in a library of their own (Zotero, JabRef): its papers are marked here, are not
-- told again, and teach the taste.
CREATE TABLE owned (
    no      INTEGER PRIMARY KEY,
    title   TEXT NOT NULL,
    -- A list as JSON.
    authors TEXT NOT NULL,
    doi     TEXT,
    arxiv   TEXT,
    url     TEXT
);

-- By what a paper is known again: hashes of its DOI, its arXiv identifier, its page, its title.
CREATE TABLE owned_keys (
    key INTEGER PRIMARY KEY
);

-- The items that are in it.
CREATE TABLE owned_items (
    item INTEGER PRIMARY KEY
);
