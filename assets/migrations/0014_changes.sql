-- What was changed of marks, notes, ideas and rules, by which face and in which way, each row written in
-- the transaction of the change itself. The reader takes back from here what was done in the session
-- before. `change` is JSON (`model/change.rs`); a kind that a program does not know is passed over.
CREATE TABLE changes (
    no     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    face   TEXT NOT NULL,
    way    TEXT NOT NULL,
    change TEXT NOT NULL
);
