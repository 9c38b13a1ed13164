-- Summary and content of an item together, compressed (`store/body.rs` tells the form); the columns
-- `summary` and `content` are empty then. A store of an earlier version keeps its texts as they are
-- until it is packed, some items at a time.
ALTER TABLE texts ADD COLUMN packed BLOB;

-- Words gather in memory until so many bytes of them are written as one segment: several sources
-- are one transaction.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
