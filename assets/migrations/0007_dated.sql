-- Whether a source says when an item was published. Where it does not, `published` is when it was
-- first seen, and is shown and exported as that.
ALTER TABLE items ADD COLUMN dated INTEGER NOT NULL DEFAULT 1;
UPDATE items SET dated = 0 WHERE published = first_seen;
